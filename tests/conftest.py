"""The end of a run of the tests: a last line counts those that were skipped, by the program that this machine lacks."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Generator

import pytest

NO_SKIPS = "NO_SKIPS"  # CI sets it: what it does not try it does not know


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> Generator[None]:
    """Say what was skipped after everything else has been said; where nothing may be skipped the run has failed."""
    yield
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None or not (skipped := reporter.stats.get("skipped")):  # a worker of pytest-xdist has no reporter
        return
    reporter.write_line(in_words([str(report.longrepr[2]) for report in skipped]))
    if os.environ.get(NO_SKIPS):
        reporter.write_line(f"{NO_SKIPS}: ở đây mỗi kiểm thử bị bỏ qua tính là hỏng.")
        session.exitstatus = session.exitstatus or pytest.ExitCode.TESTS_FAILED


def in_words(reasons: list[str]) -> str:
    """How many tests were skipped, and how many of them for which reason."""
    counted = Counter(reason.removeprefix("Skipped: ") for reason in reasons)
    named = ", ".join(f"{number} vì {reason}" for reason, number in counted.most_common())
    return f"Đã bỏ qua {len(reasons)} kiểm thử: {named}."

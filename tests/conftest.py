"""What all tests share: reading processes that start at once, offices checked once, and a last line that counts skipped tests."""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections import Counter
from collections.abc import Generator
from multiprocessing import util

import pytest

from pipeline.checking import check
from pipeline.reading import sandbox
from pipeline.values.dates import Quarter
from pipeline.values.model import Finding, SourceFile, Submission
from tests.spy import OFFICE_READER
from tests.started import PRELOADED

NO_SKIPS = "NO_SKIPS"  # CI sets it: what it does not try it does not know
SPAWN = sandbox.SPAWN


@pytest.fixture(scope="session", autouse=True)
def _readers_start_at_once() -> Generator[None]:
    """Let reading processes be forked from one that has loaded what they need; loading it again takes most of a small run."""
    if sys.platform == "win32":
        yield
        return
    with pytest.MonkeyPatch.context() as patch:
        multiprocessing.set_forkserver_preload(PRELOADED)
        patch.setattr(sandbox, "SPAWN", multiprocessing.get_context("forkserver"))
        yield
    util._run_finalizers()  # type: ignore[attr-defined]  # a busy worker is ended before it clears the folder from which these processes are reached


def pytest_configure(config: pytest.Config) -> None:
    """Check the same office workbook, byte for byte, once in a process: its fifteen sheets are more than half of a small quarter.

    From the start, because samples are made while tests are collected.
    """
    known: dict[tuple[str, str, Quarter], tuple[Submission, tuple[Finding, ...]]] = {}

    def once(source: SourceFile, quarter: Quarter) -> tuple[Submission, tuple[Finding, ...]]:
        key = (source.name, source.sha256, quarter)
        if not source.sha256:  # a file that could not be read
            return OFFICE_READER(source, quarter)
        if key not in known:
            known[key] = OFFICE_READER(source, quarter)
        return known[key]

    patch = pytest.MonkeyPatch()
    patch.setattr(check, "read_office_workbook", once)
    config.add_cleanup(patch.undo)


@pytest.fixture
def spawned(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading processes as the program itself starts them."""
    monkeypatch.setattr(sandbox, "SPAWN", SPAWN)


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

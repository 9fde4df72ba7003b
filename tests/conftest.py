"""What all tests share: reading processes that start at once, offices and templates read once, and a last line that counts skipped tests."""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
from collections import Counter
from collections.abc import Generator, Mapping
from multiprocessing import util

import pytest

from pipeline.checking import check
from pipeline.reading import sandbox
from pipeline.rendering import template_compile
from pipeline.rendering.template_compile import CompiledTemplate
from pipeline.rendering.template_lookalikes import paths_of
from pipeline.values.dates import Quarter
from pipeline.values.model import Finding, SourceFile, Submission
from tests.builder import templates
from tests.spy import OFFICE_READER
from tests.started import PRELOADED

TEMPLATE_READER = template_compile.read_template
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
    """Check the same office workbook, and read the project's own templates, byte for byte, once in a process.

    The workbook's fifteen sheets are more than half of a small quarter's check, the templates half of its making. From the
    start, because samples are made while tests are collected.
    """
    offices: dict[tuple[str, str, Quarter], tuple[Submission, tuple[Finding, ...]]] = {}
    read: dict[tuple[str, frozenset[str]], CompiledTemplate] = {}

    def checked_once(source: SourceFile, quarter: Quarter) -> tuple[Submission, tuple[Finding, ...]]:
        key = (source.name, source.sha256, quarter)
        if not source.sha256:  # a file that could not be read
            return OFFICE_READER(source, quarter)
        if key not in offices:
            offices[key] = OFFICE_READER(source, quarter)
        return offices[key]

    def read_once(name: str, content: bytes, example: Mapping[str, object]) -> CompiledTemplate:
        if templates().get(name) != content:
            return TEMPLATE_READER(name, content, example)
        key = (name, frozenset(paths_of(example)))
        if key not in read:
            read[key] = TEMPLATE_READER(name, content, example)
        return read[key]

    patch = pytest.MonkeyPatch()
    patch.setattr(check, "read_office_workbook", checked_once)
    patch.setattr(template_compile, "read_template", read_once)
    config.add_cleanup(patch.undo)


def pytest_collection_finish() -> None:
    """What was collected stays to the end: the collector of garbage need not go through it again and again."""
    gc.collect()
    gc.freeze()


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

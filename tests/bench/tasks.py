"""Runs one task that is measured in a separate process: ``python -m tests.bench.tasks NAME …`` prints seconds and memory as JSON."""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from time import perf_counter, sleep

import psutil

MB = 2**20
AS_INSTALLED = {**os.environ, "PYTHONPATH": str(Path(__file__).parent / "as_installed")}  # without the tests' libraries
CLEAR_PEAK, STATUS = Path("/proc/self/clear_refs"), Path("/proc/self/status")  # Linux, where this is measured


def profiles_ours(number: int, target: Path) -> Mapping[str, float]:
    """Make ``number`` profiles with this program, measured as a whole process."""
    from tests.bench.profiles import contexts, ours

    render = ours()
    for n, context in enumerate(contexts(number, target)):
        render(context, target / f"{n}.docx")
    return {}


def profiles_docxtpl(number: int, target: Path) -> Mapping[str, float]:
    """The same with a loop over docxtpl."""
    from tests.bench.profiles import contexts
    from tests.bench.rivals import by_docxtpl

    for n, context in enumerate(contexts(number, target)):
        by_docxtpl(context, target / f"{n}.docx")
    return {}


def list_ours(number: int, target: Path) -> Mapping[str, float]:
    """The consolidated list with ``number`` rows by this program: seconds, and peak memory without that of the data."""
    from pipeline.rendering.render import render_document
    from tests.bench.profiles import compiled, list_context, list_document

    context, template = list_context(number, target), compiled("danh-sach-tong-hop.docx")
    paper = list_document(context)
    return _above(lambda: (target / "list.docx").write_bytes(render_document(template, paper, date(2020, 3, 31))[0]))


def list_docxtpl(number: int, target: Path) -> Mapping[str, float]:
    """The same with docxtpl."""
    from docxtpl import DocxTemplate

    from tests.bench.profiles import TEMPLATES, list_context

    context = list_context(number, target)

    def work() -> None:
        paper = DocxTemplate(TEMPLATES / "danh-sach-tong-hop.docx")
        paper.render(dict(context), autoescape=True)
        paper.save(target / "list.docx")

    return _above(work)


def eager(number: int, target: Path) -> Mapping[str, float]:
    """The help of a program that imports all of its libraries at its top."""
    import docxtpl
    import openpyxl
    import pandas
    import pandera.pandas

    from pipeline.commands.cli import main

    assert all((docxtpl, openpyxl, pandas, pandera))
    main(["--help"])
    return {}


def _above(work: Callable[[], object]) -> Mapping[str, float]:
    """Seconds of some work, and its peak memory above what the process held before it."""
    gc.collect()
    CLEAR_PEAK.write_text("5")  # the system's own record of the peak begins anew
    before = psutil.Process().memory_info().rss
    begun = perf_counter()
    work()
    seconds = perf_counter() - begun
    peak = next(line for line in STATUS.read_text().splitlines() if line.startswith("VmHWM"))
    return {"seconds": seconds, "peak_mb": int(peak.split()[1]) / 1024 - before / MB}


def timed(words: Sequence[str], watch: bool = False) -> Mapping[str, float]:
    """A command's wall time in seconds; with ``watch`` its peak memory in MB, the processes it starts included."""
    peak = 0.0
    begun = perf_counter()
    process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=AS_INSTALLED)
    done = threading.Event()

    def look() -> None:
        nonlocal peak
        own = psutil.Process(process.pid)
        while not done.is_set():
            with suppress(psutil.Error):
                peak = max(peak, sum(each.memory_info().rss for each in (own, *own.children(recursive=True))) / MB)
            sleep(0.05)

    watcher = threading.Thread(target=look, daemon=True)
    if watch:
        watcher.start()
    output, _ = process.communicate()
    seconds = perf_counter() - begun
    done.set()
    if process.returncode not in (0, 1):  # 1: something to correct
        raise RuntimeError(f"{' '.join(words)}: {process.returncode}")
    measured = json.loads(output) if output.startswith(b"{") else {}
    return {"seconds": seconds, "peak_mb": peak, **measured}


TASKS = {task.__name__: task for task in (profiles_ours, profiles_docxtpl, list_ours, list_docxtpl, eager)}

if __name__ == "__main__":
    outcome = TASKS[sys.argv[1]](int(sys.argv[2]), Path(sys.argv[3]))
    if outcome:
        print(json.dumps(outcome))

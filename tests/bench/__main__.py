"""Runs all measurements of ``make bench`` and writes them, compared with their targets (bars), as table, chart and JSON.

Inputs come from a seed and are the same for all. What can be measured in seconds is measured in shuffled rounds, three times
as many for what takes a second or two, and the median counts; what takes minutes is measured ``HEAVY`` times (``ROUNDS=5
HEAVY=1 make bench``).
"""

from __future__ import annotations

import compileall
import json
import math
import os
import platform
import random
import shutil
import statistics
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from io import BytesIO
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from time import perf_counter

from pipeline.opc.pack import Compressed
from tests.bench.chart import Bar, chart
from tests.bench.inputs import QUARTER, write_inputs
from tests.bench.tasks import timed

MEMORY = Path("/dev/shm")
RESULTS = Path(__file__).parent / "results"
ROUNDS, HEAVY = int(os.environ.get("ROUNDS", "5")), int(os.environ.get("HEAVY", "1"))
QUICK = 3 * ROUNDS  # of what takes a second or two: whatever else the machine does falls on few of them
ONE_CALL_EACH = 5  # the fifty PDFs that need one call each are spread over this many rounds
SIZES = (12, 200, 2_000, 20_000)
OF_SIZE = {12: QUICK, 200: ROUNDS, 2_000: HEAVY, 20_000: HEAVY}
IMPORTS = "pandas, pandera.pandas, docxtpl, openpyxl, python_calamine, click"
Measured = dict[str, list[dict[str, float]]]


def main() -> None:
    """Measure, print and store the results."""
    measured: Measured = {}
    as_after_set_up()
    with TemporaryDirectory(prefix="bench-") as place:
        folder = Path(os.environ.get("BENCH_FOLDER", place))
        folder.mkdir(parents=True, exist_ok=True)
        for measure in (profiles, lists, reading, commands, starting, papers_as_pdf):
            print(f"… {measure.__doc__}", flush=True)
            measured |= measure(folder)
    bars = list(the_bars(measured))
    result = {
        "machine": machine(),
        "rounds": ROUNDS,
        "heavy_rounds": HEAVY,
        "measured": {name: _middle(rounds) | {"rounds": len(rounds)} for name, rounds in measured.items()},
        "bars": [asdict(bar) | {"holds": bar.holds} for bar in bars],
    }
    RESULTS.mkdir(exist_ok=True)
    number = len(list(RESULTS.glob("run-*.json"))) + 1
    (RESULTS / f"run-{number}.json").write_text(
        json.dumps(result, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    (RESULTS / "chart.svg").write_text(chart(bars), encoding="utf-8")
    for name, rounds in measured.items():
        middle = _middle(rounds)
        memory = f"{middle['peak_mb']:8.0f} MB" if middle.get("peak_mb") else ""
        print(f"{name:60s} {middle['seconds'] * 1000:12.2f} ms {memory}")
    for size in SIZES:
        each = _middle(measured[f"command, {size} nominees: ours"])["seconds"] / size
        print(f"{f'command, {size} nominees: ours, for each':60s} {each * 1000:12.2f} ms")
    print()
    for bar in bars:
        asked = f"{'at least' if bar.at_least else 'at most'} {bar.asked:g}"
        print(f"{bar.name:70s} {bar.value:9.2f}   {asked:16s} {'holds' if bar.holds else 'NOT MET'}")


def as_after_set_up() -> None:
    """Compile all modules, ours and the other libraries', as they are after a first run."""
    for folder in ("pipeline", "schemas", "tests"):
        compileall.compile_dir(folder, quiet=1)


def the_bars(measured: Measured) -> Sequence[Bar]:
    """The bars for which all needed values were measured."""

    def seconds(name: str) -> float:
        return _middle(measured[name])["seconds"]

    def ratio(slow: str, fast: str) -> float:
        return seconds(slow) / seconds(fast)

    per = {size: seconds(f"command, {size} nominees: ours") for size in SIZES}
    exponent = math.log(per[20_000] / per[200]) / math.log(100)
    return (
        Bar("one profile in a running process, docxtpl loop : ours", ratio("one profile: docxtpl loop", "one profile: ours"), 18),
        Bar("same, docx-mailmerge2 : ours", ratio("one profile: docx-mailmerge2", "one profile: ours"), 4.5),
        Bar("same, ours : floor", ratio("one profile: ours", "one profile: floor"), 2.2, at_least=False),
        Bar("2,000 profiles, whole process, docxtpl loop : ours", ratio("2000 profiles: docxtpl loop", "2000 profiles: ours"), 15),
        Bar("list of 10,000 rows, docxtpl : ours", ratio("list of 10000: docxtpl", "list of 10000: ours"), 4),
        Bar("same, our peak memory above the data, MB", _middle(measured["list of 10000: ours"])["peak_mb"], 120, at_least=False),
        Bar("reading 200 workbooks, pandas with openpyxl : ours", ratio("reading 200: pandas, openpyxl", "reading 200: ours"), 10),
        Bar("sample quarter, whole command : bare imports", ratio("sample quarter: ours", "bare imports"), 2, at_least=False),
        Bar("whole command, 12 nominees, the afternoon's script : ours", ratio("command, 12 nominees: afternoon", "command, 12 nominees: ours"), 1.1),
        Bar("whole command, 200 nominees, the afternoon's script : ours", ratio("command, 200 nominees: afternoon", "command, 200 nominees: ours"), 5),
        Bar("whole command, 2,000 nominees, the afternoon's script : ours", ratio("command, 2000 nominees: afternoon", "command, 2000 nominees: ours"), 6),
        Bar("growth from 200 to 20,000 nominees, exponent", exponent, 1.05, at_least=False),
        Bar("peak memory at 20,000 nominees, MB", _middle(measured["command, 20000 nominees: ours"])["peak_mb"], 1_200, at_least=False),
        Bar("unchanged rerun, 200 nominees, first run : rerun", ratio("command, 200 nominees: ours", "unchanged rerun, 200 nominees"), 5),
        Bar("--help, eager imports : ours", ratio("--help: eager imports", "--help: ours"), 10),
        Bar("PDF of 50 documents, one call each : ours", ratio("pdf of 50: one call each", "pdf of 50: ours"), 8),
    )  # fmt: skip


def profiles(folder: Path) -> Measured:
    """(a) one profile in a running process, and 2,000 in a process of their own."""
    from tests.bench.profiles import contexts, ours
    from tests.bench.rivals import Floor, Merged, Reused, by_docxtemplater, by_docxtpl, docxtemplater_version

    known = contexts(200, folder)
    contexts(2_000, folder)
    constant: dict[str, Compressed] = {}
    render = ours(constant)
    render(known[0], folder / "x.docx")
    floor = Floor((folder / "x.docx").read_bytes(), constant)
    ways: dict[str, tuple[Callable[[Mapping[str, object], Path], None], int]] = {
        "one profile: ours": (render, 200),
        "one profile: docxtpl loop": (by_docxtpl, 10),
        "one profile: docxtpl reused": (Reused(), 10),
        "one profile: docx-mailmerge2": (Merged(), 20),
        "one profile: floor": (lambda context, target: floor(target), 200),
    }

    # each paper is a new file, as in a run; in memory where the system has such a disk, since to begin a file
    # takes another disk from 0.03 to 0.8 ms, by its state and not by what is written
    place = Path(mkdtemp(prefix="bench-", dir=MEMORY if MEMORY.is_dir() else folder))

    on_node = "one profile: docxtemplater on Node"

    def one(name: str) -> dict[str, float]:
        if name == on_node:
            return {"seconds": by_docxtemplater(known[:50], place)}
        make, times = ways[name]
        targets = [place / f"{n}.docx" for n in range(times)]
        begun = perf_counter()
        for context, target in zip(known, targets, strict=False):
            make(context, target)
        seconds = (perf_counter() - begun) / times
        for target in targets:
            target.unlink()
        return {"seconds": seconds}

    measured = shuffled([*ways, *([on_node] if docxtemplater_version() else [])], one, QUICK)
    place.rmdir()
    tasks = {"2000 profiles: ours": "profiles_ours", "2000 profiles: docxtpl loop": "profiles_docxtpl"}
    whole = shuffled(tasks, lambda name: task(tasks[name], 2_000, folder), ROUNDS)
    for made in folder.glob("*.docx"):
        made.unlink()
    return measured | whole


def lists(folder: Path) -> Measured:
    """(b) the consolidated list with 10 to 10,000 rows."""
    from tests.bench.profiles import list_context

    sizes = (10, 100, 1_000, 10_000)
    for size in sizes:
        list_context(size, folder)
    names = [f"list of {size}: {who}" for size in sizes for who in ("ours", "docxtpl")]

    def one(name: str) -> dict[str, float]:
        size, who = name.removeprefix("list of ").split(": ")
        return task(f"list_{who}", int(size), folder)

    return shuffled(names, one, ROUNDS)


def reading(folder: Path) -> Measured:
    """(c) reading 20, 200 and 2,000 workbooks."""
    import pandas as pd
    from python_calamine import CalamineWorkbook

    from pipeline.reading.spreadsheet import parse_workbook

    visible = ["Hướng dẫn", "Trích ngang", "Khen thưởng", "Sáng kiến", "Tiêu chí"]

    def calamine(path: Path) -> None:
        book = CalamineWorkbook.from_filelike(BytesIO(path.read_bytes()))
        for name in book.sheet_names:
            book.get_sheet_by_name(name).to_python()

    ways: dict[str, Callable[[Path], object]] = {
        "ours": lambda path: parse_workbook(path.name, path.read_bytes()),
        "pandas, openpyxl": lambda path: pd.read_excel(path, sheet_name=None, header=None, engine="openpyxl"),
        "pandas, openpyxl, the visible sheets only": lambda path: pd.read_excel(path, sheet_name=visible, header=None, engine="openpyxl"),
        "bare calamine": calamine,
    }  # fmt: skip
    measured: Measured = {}
    for size in (20, 200, 2_000):
        paths = sorted((write_inputs(folder, max(size, 200)) / QUARTER.folder).glob("*.xlsx"))[:size]

        def one(name: str, paths: Sequence[Path] = paths) -> dict[str, float]:
            read = ways[name.split(": ", 1)[1]]
            begun = perf_counter()
            for path in paths:
                read(path)
            return {"seconds": perf_counter() - begun}

        chosen = [who for who in ways if size < 2_000 or "visible" not in who]
        measured |= shuffled([f"reading {size}: {who}" for who in chosen], one, ROUNDS if size < 2_000 else HEAVY)
    return measured


def commands(folder: Path) -> Measured:
    """(d) the whole command with 12, 200, 2,000 and 20,000 nominees, and the script of an afternoon."""
    measured: Measured = {}
    for size in SIZES:
        inputs = write_inputs(folder, size)
        names = [f"command, {size} nominees: ours"]
        if size < 20_000:
            names.append(f"command, {size} nominees: afternoon")

        def one(name: str, size: int = size, inputs: Path = inputs) -> dict[str, float]:
            outputs = folder / f"outputs-{size}"
            shutil.rmtree(outputs, ignore_errors=True)
            if name.endswith("ours"):
                return dict(timed(ours(inputs, outputs), watch=True))
            return dict(timed([sys.executable, "-m", "tests.bench.afternoon", str(inputs), str(outputs)], watch=True))

        measured |= shuffled(names, one, OF_SIZE[size])
        shutil.rmtree(folder / f"outputs-{size}", ignore_errors=True)
    inputs, outputs = write_inputs(folder, 200), folder / "outputs-again"
    timed(ours(inputs, outputs))
    again = "unchanged rerun, 200 nominees"
    everything = "unchanged rerun with --all, 200 nominees"
    measured |= shuffled(
        [again, everything],
        lambda name: dict(timed([*ours(inputs, outputs), *(["--all"] if name == everything else [])])),
        ROUNDS,
    )
    return measured


def ours(inputs: Path, outputs: Path) -> list[str]:
    """Our command over some folders."""
    folders = ["--inputs", str(inputs), "--outputs", str(outputs)]
    return [sys.executable, "-m", "pipeline", "quarter", QUARTER.folder, *folders]


def starting(folder: Path) -> Measured:
    """(e) the time to the help, and of the sample quarter against only the libraries' imports."""
    ways = {
        "--help: ours": [sys.executable, "-m", "pipeline", "--help"],
        "--help: eager imports": [sys.executable, "-m", "tests.bench.tasks", "eager", "0", "."],
        "python that does nothing": [sys.executable, "-c", "pass"],
        "bare imports": [sys.executable, "-c", f"import {IMPORTS}"],
    }
    sample = "sample quarter: ours"
    outputs = folder / "outputs-sample"

    def one(name: str) -> dict[str, float]:
        if name != sample:
            return dict(timed(ways[name]))
        shutil.rmtree(outputs, ignore_errors=True)
        return dict(timed([sys.executable, "-m", "pipeline", "quarter", "2020-Q1", "--outputs", str(outputs)]))

    return shuffled([*ways, sample], one, QUICK)


def papers_as_pdf(folder: Path) -> Measured:
    """(f) fifty papers as PDF."""
    from pipeline.publishing.pdf import libreoffice, to_pdf
    from tests.bench.profiles import contexts, ours

    render = ours()
    work = folder / "pdf"
    work.mkdir(exist_ok=True)
    for n, context in enumerate(contexts(200, folder)[:50]):
        render(context, work / f"{n}.docx")
    papers = {path.name: path.read_bytes() for path in work.glob("*.docx")}
    program = libreoffice()

    fifths = cycle([list(papers)[n::ONE_CALL_EACH] for n in range(ONE_CALL_EACH)])

    def one(name: str) -> dict[str, float]:
        begun = perf_counter()
        if name.endswith("ours"):
            assert all(made for batch in to_pdf(papers, program, folder) for made in batch.values())
            return {"seconds": perf_counter() - begun}
        some, out = next(fifths), work / "out"  # a fifth of them in each round: all are made once in five
        for paper in some:
            words = [program, "--headless", "--convert-to", "pdf", "--outdir", str(out), str(work / paper)]
            subprocess.run(words, capture_output=True, check=True)
        seconds = (perf_counter() - begun) * len(papers) / len(some)
        assert len(list(out.glob("*.pdf"))) == len(some)
        shutil.rmtree(out)
        return {"seconds": seconds}

    return shuffled(["pdf of 50: ours", "pdf of 50: one call each"], one, ROUNDS)


def task(name: str, number: int, folder: Path) -> dict[str, float]:
    """One measure in a process of its own."""
    return dict(timed([sys.executable, "-m", "tests.bench.tasks", name, str(number), str(folder)]))


def shuffled(
    names: Sequence[str] | Mapping[str, object], one: Callable[[str], dict[str, float]], rounds: int
) -> Measured:
    """Each measure once a round, in another order each time."""
    order, draw = list(names), random.Random(7)
    measured: Measured = {name: [] for name in order}
    for _ in range(rounds):
        draw.shuffle(order)
        for name in order:
            measured[name].append(one(name))
    return measured


def _middle(rounds: Sequence[Mapping[str, float]]) -> dict[str, float]:
    return {key: statistics.median(each[key] for each in rounds) for key in rounds[0]}


def machine() -> Mapping[str, object]:
    """The machine and the versions with which it was measured."""
    import psutil

    from tests.bench.rivals import docxtemplater_version

    version = docxtemplater_version()

    return {
        "processor": platform.processor() or platform.machine(),
        "cores": os.cpu_count(),
        "memory_gb": round(psutil.virtual_memory().total / 2**30),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "node": f"docxtemplater {version}" if version else "docxtemplater not installed, not measured",
    }


if __name__ == "__main__":
    main()

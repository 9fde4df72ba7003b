"""Kills runs at random instants and looks at what they leave: ``python -m tests.kill 300``.

The folder holds an edited decision, a file of the officer's own, and papers of one of two states of the inputs; each run
goes for the other state and is killed (SIGKILL) somewhere on its way. After each kill every file must be whole and of a
known version, and no edit lost; a run left alone must then give exactly what an undisturbed one gives.
"""

from __future__ import annotations

import random
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.read import read_templates
from pipeline.records import FRAGMENT, LOCK, MANIFEST, PENDING, sha256
from pipeline.report import REPORT
from tests.builder import ROOT, UNIT_NAMES, good, run

EDITED, OWN = "quyet-dinh-khen-thuong.docx", "ghi-chu-rieng.docx"
EDIT, MINE = b"an officer's edit", b"the officer's own file"
QUARTER = "2020-Q1"
STATES = (
    {"a.xlsx": good(), "b.xlsx": good(don_vi=UNIT_NAMES[1])},
    {"a.xlsx": good(ly_do="Đã có thành tích đổi khác Quý I năm 2020"), "c.xlsx": good(don_vi=UNIT_NAMES[2])},
)


@dataclass
class Tally:
    """What was seen: kills, how many came while files were being published, and what must stay nothing."""

    kills: int = 0
    while_publishing: int = 0
    lost_edits: int = 0
    partial_files: int = 0
    wrong_next_runs: int = 0


def command(place: Path) -> list[str]:
    """The run of the command line over a place's own folders."""
    folders = [
        "--inputs",
        str(place / "inputs"),
        "--outputs",
        str(place / "outputs"),
        "--templates",
        str(ROOT / "templates"),
    ]
    return [sys.executable, "-m", "pipeline", "quarter", QUARTER, *folders]


def prepare(place: Path, state: int) -> None:
    """Put the workbooks of a state into the inputs."""
    inputs = place / "inputs" / QUARTER
    inputs.mkdir(parents=True, exist_ok=True)
    (place / "inputs" / "co-quan.xlsx").write_bytes((ROOT / "templates" / "co-quan.xlsx").read_bytes())
    for old in inputs.iterdir():
        old.unlink()
    for name, content in STATES[state].items():
        (inputs / name).write_bytes(content)


def expected(state: int) -> dict[str, bytes]:
    """What an undisturbed run of a state makes."""
    assert read_templates(ROOT / "templates")
    return {file.path: file.content for file in run(STATES[state]).files}


def look(folder: Path, known: dict[str, set[str]], tally: Tally) -> None:
    """Every file whole and of a known version; the edit and the officer's own file still there."""
    if (folder / EDITED).read_bytes() != EDIT:
        tally.lost_edits += 1
    if (folder / OWN).read_bytes() != MINE:
        tally.lost_edits += 1
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        if path.is_dir() or name in (EDITED, OWN, LOCK, MANIFEST, PENDING, REPORT) or path.name.startswith(FRAGMENT):
            continue
        if sha256(path.read_bytes()) not in known.get(name.replace(".moi.", "."), set()):
            tally.partial_files += 1


def torture(kills: int, seed: int = 1) -> Tally:
    """Kill so many runs; after every tenth, and at the end, let one finish and compare."""
    tally, chance = Tally(), random.Random(seed)
    made = [expected(state) for state in (0, 1)]
    known: dict[str, set[str]] = {}
    for files in made:
        for path, content in files.items():
            known.setdefault(path, set()).add(sha256(content))
    with TemporaryDirectory() as scratch:
        place = Path(scratch)
        folder = place / "outputs" / QUARTER
        prepare(place, 0)
        started = time.monotonic()
        subprocess.run(command(place), capture_output=True, check=False)
        length = time.monotonic() - started
        (folder / EDITED).write_bytes(EDIT)
        (folder / OWN).write_bytes(MINE)
        for number in range(kills):
            state = (number + 1) % 2
            prepare(place, state)
            if number % 2:
                _kill_one(command(place), chance.uniform(0.1, 1.05) * length)
            else:
                _kill_while_publishing(command(place), folder / PENDING, chance.uniform(0, 0.012))
            tally.kills += 1
            tally.while_publishing += (folder / PENDING).exists()
            look(folder, known, tally)
            if number % 10 == 9 or number == kills - 1:
                subprocess.run(command(place), capture_output=True, check=False)
                tally.wrong_next_runs += not _is_right(folder, made[state])
    return tally


def _kill_one(words: list[str], after: float) -> None:
    with subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            process.wait(after)
        except subprocess.TimeoutExpired:
            process.kill()


def _kill_while_publishing(words: list[str], pending: Path, after: float) -> None:
    """Kill so many seconds after the run has begun to publish."""
    seen = pending.stat().st_mtime_ns if pending.exists() else 0
    with subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None:
            try:
                begun = pending.stat().st_mtime_ns != seen
            except FileNotFoundError:
                begun = False
            if begun:
                time.sleep(after)
                process.kill()
                return
            time.sleep(0.001)


def _is_right(folder: Path, made: dict[str, bytes]) -> bool:
    """The folder holds exactly what an undisturbed run makes, the edit in its place and the new version beside it."""
    wanted = {path: content for path, content in made.items() if path not in (EDITED, REPORT)}
    wanted |= {EDITED: EDIT, OWN: MINE, EDITED.replace(".docx", ".moi.docx"): made[EDITED]}
    standing = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name not in (LOCK, MANIFEST, REPORT)
    }
    return standing == wanted


if __name__ == "__main__":
    print(torture(int(sys.argv[1]) if len(sys.argv) > 1 else 300))

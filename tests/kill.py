"""Kills runs at random instants and looks at what they leave: ``python -m tests.kill 300``.

Each kind of run (``quarter``, ``quarter --replace``, ``year``, ``forget``, ``pdf``) starts from a folder of an earlier
state of the inputs in which an officer has edited papers, the new version of an edited file, the Council's workbook, a
returned workbook, a form and a PDF, and has added another file. The run gets other inputs and is killed
(SIGKILL; every other time with all processes of its own) at an instant drawn evenly over the time it takes undisturbed,
by turns over the whole of it and over what it takes from its first write on, on a disk made slow (``tests.slow_disk``) so that much of it is
publishing. After each kill every file must be
whole, of a known version, and no edit lost; then a run that is not killed, for the same inputs or for still others
by turns, must give byte for byte what it gives without a kill before it.
"""

from __future__ import annotations

import json
import random
import re
import shutil
import sys
import time
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.publishing.ledger import FRAGMENT, LOCK, PDF_LOCK, PENDING, RECORD, counts_of
from pipeline.publishing.plan import EDITS_FOLDER
from pipeline.values.digests import sha256
from tests.builder import ROOT, UNIT_NAMES, edited, good
from tests.slow_disk import A_WHILE, BROKEN, LONG, WRITING
from tests.started import SLOW_DISK, Started, called, preload_program

QUARTER, YEAR = "2020-Q1", "2020"
DECISION, PROFILES = "quyet-dinh-khen-thuong.docx", "trich-ngang"
REGISTER, LIST = "so-theo-doi-don-vi.docx", "danh-sach-tong-hop.docx"
MINE = "ghi-chu-rieng.docx"
WRONG = good(don_vi=UNIT_NAMES[3], ngay_gui="13/25/2020")
STATES = (  # of the inputs: what the folder was made from, what the killed run goes for, and what comes later still
    {"a.xlsx": good(), "b.xlsx": good(don_vi=UNIT_NAMES[1]), "x.xlsx": WRONG, "w.xlsx": good(don_vi=UNIT_NAMES[4])},
    {"a.xlsx": good(ly_do="Đã có thành tích đổi khác Quý I năm 2020"), "c.xlsx": good(don_vi=UNIT_NAMES[2]), "x.xlsx": WRONG,
     "b.xlsx": good(don_vi=UNIT_NAMES[1], ngay_gui="13/25/2020")},
    {"a.xlsx": good(), "b.xlsx": good(don_vi=UNIT_NAMES[1], chuc_vu="Chuyên viên chính"), "x.xlsx": WRONG},
)  # fmt: skip
NOT_COMPARED = (LOCK, PDF_LOCK)
Files = Mapping[str, bytes]
preload_program()


@dataclass(frozen=True)
class RunKind:
    """A kind of run: its words, its share of the kills, the folder it publishes into, and whether it moves edits aside."""

    name: str
    words: tuple[str, ...]
    share: int
    folder: str
    moves: bool = False


KINDS = (
    RunKind("quarter", ("quarter", QUARTER), 8, QUARTER),
    RunKind("quarter --replace", ("quarter", QUARTER, "--replace"), 8, QUARTER, True),
    RunKind("year", ("year", YEAR), 6, YEAR),
    RunKind("forget", ("forget", QUARTER, "--yes"), 4, QUARTER),
    RunKind("pdf", ("pdf", QUARTER), 4, QUARTER),
)


@dataclass
class Tally:
    """Counts: kills, those that left the folder neither as before nor as after a whole run, and faults, which must be none."""

    kills: int = 0
    while_publishing: int = 0
    lost_edits: int = 0
    partial_files: int = 0
    wrong_next_runs: int = 0
    of_kinds: dict[str, tuple[int, int]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list, repr=False)


@dataclass(frozen=True)
class Scene:
    """A kind of run with its folder: files before, edited files, files after an undisturbed run, its seconds and those from
    its first write on."""

    kind: RunKind
    before: Path
    edits: Files
    after: Mapping[int, tuple[int, Files]]  # state of the inputs → exit status and files
    seconds: float
    writing: float


def prepare(place: Path, state: int) -> None:
    """Put the workbooks of a state into the inputs."""
    inputs = place / "inputs" / QUARTER
    inputs.mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / "templates" / "co-quan.xlsx", place / "inputs")
    for old in inputs.iterdir():
        old.unlink()
    for name, content in STATES[state].items():
        (inputs / name).write_bytes(content)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder; those moved aside under one name, by whichever run."""
    found = (path for path in folder.rglob("*") if path.is_file() and path.name not in NOT_COMPARED)
    return {
        re.sub(rf"{EDITS_FOLDER}/[^/]+/", f"{EDITS_FOLDER}/", p.relative_to(folder).as_posix()): p.read_bytes()
        for p in found
    }


def word_edit(docx: bytes, text: str) -> bytes:
    """A Word file with a text typed into it."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(docx)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(
                name, part.replace(b"</w:t>", f" {text}</w:t>".encode(), 1) if "document.xml" in name else part
            )
    return buffer.getvalue()


def plant(place: Path) -> dict[str, bytes]:
    """An earlier run's folder as an officer has worked in it; the edits by their path in the outputs."""
    outputs = place / "outputs"
    quarter, year = outputs / QUARTER, outputs / YEAR
    prepare(place, 0)
    for words in (("quarter", QUARTER), ("forms", QUARTER), ("year", YEAR)):
        assert called(place, words)[0] in (0, 1)
    withdrawn = next((quarter / PROFILES).glob(f"{5:02d}-*")).name
    for path in (quarter / DECISION, quarter / PROFILES / withdrawn, year / REGISTER):
        path.write_bytes(word_edit(path.read_bytes(), "sửa tay"))
    for path, cell in (
        (quarter / "hoi-dong.xlsx", ("Cuộc họp", "B9")),
        (quarter / "tra-lai" / "x.xlsx", ("Trích ngang", "B9")),
        (next((quarter / "bieu-mau").glob("01-*")), ("Trích ngang", "B9")),
    ):
        path.write_bytes(edited(path.read_bytes(), {cell: "sửa tay"}))
    (quarter / MINE).write_bytes(word_edit((quarter / LIST).read_bytes(), "của riêng"))
    for words in (("quarter", QUARTER), ("year", YEAR)):
        assert called(place, words)[0] in (0, 1)
    new = quarter / DECISION.replace(".docx", ".moi.docx")
    new.write_bytes(word_edit(new.read_bytes(), "sửa cả bản mới"))
    named = [DECISION, new.name, f"{PROFILES}/{withdrawn}", "hoi-dong.xlsx", "tra-lai/x.xlsx", MINE]
    named.append(next((quarter / "bieu-mau").glob("01-*")).relative_to(quarter).as_posix())
    edits = {f"{QUARTER}/{name}": (quarter / name).read_bytes() for name in named}
    return edits | {f"{YEAR}/{REGISTER}": (year / REGISTER).read_bytes()}


def sign_a_pdf(place: Path, edits: Mapping[str, bytes]) -> dict[str, bytes]:
    """Make the PDFs of the folder, sign one and change two papers; the edits by their path in the outputs."""
    assert called(place, ("pdf", QUARTER))[0] == 0
    quarter = place / "outputs" / QUARTER
    signed = quarter / "pdf" / "phieu-bau.pdf"
    signed.write_bytes(signed.read_bytes() + b"\n% signed\n%%EOF\n")
    for name in ("phieu-bau.docx", LIST):
        (quarter / name).write_bytes(word_edit((quarter / name).read_bytes(), "đổi khác"))
    return {**edits, f"{QUARTER}/pdf/phieu-bau.pdf": signed.read_bytes()}


def scenes(scratch: Path, kinds: Sequence[RunKind]) -> list[Scene]:
    """Each kind of run with what it starts from and what it leaves undisturbed."""
    base = scratch / "base"
    edits = plant(base)
    made = []
    for kind in kinds:
        before, own = scratch / kind.name.replace(" ", ""), edits
        shutil.copytree(base, before)
        if kind.name == "pdf":
            own = sign_a_pdf(before, edits)
        after, seconds, writing = {}, 0.0, 0.0
        for state in (1, 2):
            place = scratch / "undisturbed"
            shutil.copytree(before, place)
            prepare(place, state)
            started = time.monotonic()
            run = Started(place, kind.words, SLOW_DISK)
            run.read_to(WRITING)
            began = time.monotonic()
            errors, status = run.end(), run.wait() or 0
            seconds, writing = max(seconds, time.monotonic() - started), max(writing, time.monotonic() - began)
            assert "Traceback" not in errors, errors
            after[state] = (status, contents(place / "outputs"))
            shutil.rmtree(place)
        made.append(Scene(kind, before, own, after, seconds, writing))
    return made


def torture(kills: int, seed: int = 1, kinds: Sequence[RunKind] = KINDS, mutant: str = "") -> Tally:
    """Kill so many runs, spread over the kinds by their shares; after each, look, let one finish, and compare."""
    with TemporaryDirectory() as scratch:
        return torture_scenes(kills, seed, scenes(Path(scratch), kinds), mutant)


def torture_scenes(kills: int, seed: int, there: Sequence[Scene], mutant: str = "") -> Tally:
    """As :func:`torture`, for scenes that are set already. A mutant is found as soon as anything is wrong."""
    tally, chance = Tally(), random.Random(seed)
    turns = [scene for scene in there for _ in range(scene.kind.share)]
    chance.shuffle(turns)
    with TemporaryDirectory() as scratch:
        for number in range(kills):
            place = Path(scratch) / "place"
            _one_kill(turns[number % len(turns)], place, number, chance, tally, mutant)
            shutil.rmtree(place)
            if mutant and tally.faults:
                break
    return tally


def _one_kill(scene: Scene, place: Path, number: int, chance: random.Random, tally: Tally, mutant: str) -> None:
    shutil.copytree(scene.before, place)
    before = contents(place / "outputs")
    prepare(place, 1)
    words = [*scene.kind.words, *([f"mutant={mutant}"] if mutant else [])]
    awaited, last = (WRITING, scene.writing) if number % 4 > 1 else (b"", scene.seconds)
    if mutant:
        awaited, last = BROKEN, A_WHILE * LONG / 2
    run = Started(place, words, SLOW_DISK)
    run.read_to(awaited)
    if run.wait(chance.uniform(0, last)) is None:
        run.kill(whole_session=number % 2 == 0)
    else:
        run.end()
    left = contents(place / "outputs")
    midway = _without_fragments(left) not in (before, scene.after[1][1])
    faults = [*_lost(scene, left, place), *_partial(scene, before, left)]
    tally.lost_edits += sum(fault.startswith("lost") for fault in faults)
    tally.partial_files += sum(fault.startswith("partial") for fault in faults)
    then = 1 if scene.kind.name in ("forget", "pdf") else chance.choice((1, 2))
    if scene.kind.name != "forget":
        prepare(place, then)
    status, errors = called(place, scene.kind.words)
    wrong = _wrong(scene, then, status, errors, contents(place / "outputs"))
    if scene.kind.name == "forget":
        wrong += [f"still there {path}" for path in contents(place / "inputs" / QUARTER)]
    tally.wrong_next_runs += bool(wrong)
    tally.kills += 1
    tally.while_publishing += midway
    done, hit = tally.of_kinds.get(scene.kind.name, (0, 0))
    tally.of_kinds[scene.kind.name] = (done + 1, hit + midway)
    tally.faults += [f"{number} {scene.kind.name}: {fault}" for fault in (*faults, *wrong)]


def _without_fragments(files: Files) -> dict[str, bytes]:
    return {path: content for path, content in files.items() if FRAGMENT not in path}


def _lost(scene: Scene, left: Files, place: Path) -> list[str]:
    """Edited files that are not at their path; for a run that moves them aside, that are nowhere."""
    if scene.kind.name == "forget":  # it removes edits too; the figures must not be lost
        return [] if counts_of(place / "outputs" / QUARTER) else ["lost the figures"]
    there = {sha256(content) for content in left.values()} if scene.kind.moves else set()
    return [
        f"lost {path}"
        for path, content in scene.edits.items()
        if left.get(path) != content and sha256(content) not in there
    ]


def _partial(scene: Scene, before: Files, left: Files) -> list[str]:
    """Files that do not open, or that are neither of the state before nor of the one the run was going for."""
    after, found = scene.after[1][1], []
    for path, content in _without_fragments(left).items():
        known = content in (before.get(path), after.get(path))
        free = path.rsplit("/", 1)[1] in (PENDING, RECORD) or path.split("/")[1] == "pdf"
        if not is_whole(path, content) or not (known or free):
            found.append(f"partial {path}")
    return found


def is_whole(path: str, content: bytes) -> bool:
    """Whether a file opens, by its kind."""
    try:
        return CHECKS[path.rsplit(".", 1)[1]](content)
    except (ValueError, zipfile.BadZipFile, EOFError):
        return False


def _opens(content: bytes) -> bool:
    with zipfile.ZipFile(BytesIO(content)) as package:
        return package.testzip() is None and "[Content_Types].xml" in package.namelist()


CHECKS: Mapping[str, Callable[[bytes], bool]] = {
    "docx": _opens,
    "xlsx": _opens,
    "json": lambda content: isinstance(json.loads(content), dict),
    "html": lambda content: content.rstrip().endswith(b"</html>"),
    "eml": lambda content: content.startswith(b"Subject: ") and content.rstrip().endswith(b"--"),
    "pdf": lambda content: content.startswith(b"%PDF") and content.rstrip().endswith(b"%%EOF"),
}


def _wrong(scene: Scene, then: int, status: int, errors: str, left: Files) -> list[str]:
    """What differs between the files after the next run and those after an undisturbed one."""
    expected, wanted = scene.after[then]
    statuses = (expected, 2) if scene.kind.name == "forget" else (expected,)  # nothing was left to forget
    found = [f"status {status}: {errors}"] if status not in statuses or "Traceback" in errors else []
    if scene.kind.name == "pdf":
        return found + _wrong_pdfs(wanted, left)
    differing = [path for path in sorted({*wanted, *left}) if wanted.get(path) != left.get(path)]
    return found + [f"wrong {path}" for path in differing]


def _wrong_pdfs(wanted: Files, left: Files) -> list[str]:
    """LibreOffice writes the time of day into a PDF: there must be the same ones, whole, each of its paper by the record."""
    folder = f"{QUARTER}/pdf/"
    own = {path for path in wanted if path.startswith(folder)}
    found = [f"wrong {path}" for path in sorted({*wanted, *left} - own) if wanted.get(path) != left.get(path)]
    found += [f"missing {path}" for path in own - left.keys()]
    record = json.loads(left.get(f"{folder}.da-chuyen.json", b"{}"))
    for paper, digests in record.items():
        at = f"{folder}{paper.removesuffix('.docx')}"
        made = [sha256(left[path]) for path in (f"{at}.pdf", f"{at}.moi.pdf") if path in left]
        if digests[0] != sha256(left.get(f"{QUARTER}/{paper}", b"")) or digests[1] not in made:
            found.append(f"stale {paper}")
    return found + [f"partial {path}" for path in own & left.keys() if not is_whole(path, left[path])]


if __name__ == "__main__":
    tally = torture(int(sys.argv[1]) if len(sys.argv) > 1 else 300, mutant=sys.argv[2] if len(sys.argv) > 2 else "")
    print("\n".join(tally.faults[:20]))
    print(tally)

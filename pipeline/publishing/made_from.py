"""Turns what a run is made from into digests, so that a run from the same things is known before anything is opened."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from pipeline import ROOT, __version__
from pipeline.reading.folders import entries_of, template_files, workbooks_of
from pipeline.reading.sandbox import no_file
from pipeline.values.dates import Quarter
from pipeline.values.digests import digest_of, sha256
from pipeline.values.file_names import OFFICE_FILE
from pipeline.values.model import PipelineError
from pipeline.values.os_errors import reason

PROGRAM = ("pipeline/**/*.py", "schemas/**/*.py", "requirements.lock")
MadeFrom = Mapping[str, Mapping[str, str]]
UNKNOWN: MadeFrom = {}
SHOWN = 5  # names of one kind of change
PROGRAM_ITSELF = "chương trình"
ALONE = (PROGRAM_ITSELF, OFFICE_FILE)


def made_from(inputs: Path, quarter: Quarter, templates: Path) -> MadeFrom:
    """The digest of everything that a quarter's papers depend on, by what it is and by name."""
    return {
        PROGRAM_ITSELF: {__version__: program_digest()},
        OFFICE_FILE: {OFFICE_FILE: _digest(inputs / OFFICE_FILE)},
        "mẫu Word": _digests_of(templates, ".docx"),
        "mẫu báo cáo": _digests_of(templates, ".html"),
        "biểu mẫu": _digests(inputs / quarter.folder),
        "quý trước": {  # one digest each: a file's name may be a person's, and goes with its quarter when that is forgotten
            q.folder: sha256(json.dumps(found, sort_keys=True).encode())
            for q in quarter.earlier_in_year()
            if (found := _digests(inputs / q.folder))
        },
    }


def program_of(stamp: MadeFrom) -> str:
    """The program's own digest in a stamp."""
    return "".join(stamp[PROGRAM_ITSELF].values())


def marks(inputs: Path, quarters: Iterable[Quarter]) -> Mapping[str, tuple[int, int]]:
    """The size and time of everything that is read of some quarters: what tells cheaply that none has changed meanwhile."""
    paths = [inputs / OFFICE_FILE, *(path for quarter in quarters for path in workbooks_of(inputs / quarter.folder))]
    return {path.relative_to(inputs).as_posix(): _mark(path) for path in paths}


def demand_unchanged(before: Mapping[str, tuple[int, int]], now: Mapping[str, tuple[int, int]]) -> None:
    """Raise PipelineError where what a run was made from is not what lies there any more: it may have been forgotten."""
    differing = [path for path in sorted({*before, *now}) if before.get(path) != now.get(path)]
    if differing:
        named = ", ".join(differing[:SHOWN]) + (" …" if len(differing) > SHOWN else "")
        raise PipelineError(f"Đầu vào vừa thay đổi trong lúc lập ({named}) nên chưa công bố gì. Chạy lại.")


def _mark(path: Path) -> tuple[int, int]:
    try:
        about = path.stat()
    except OSError:
        return 0, 0
    return about.st_size, about.st_mtime_ns


def run_number(stamp: MadeFrom) -> str:
    """The run's number: the same inputs, templates and program give the same one, whenever and wherever it runs."""
    return sha256(json.dumps(stamp, sort_keys=True).encode())[:12].upper()


def changes(before: MadeFrom, now: MadeFrom) -> Iterator[str]:
    """What is new, changed or gone since an earlier run, each kind of thing in words."""
    for what, digests in now.items():
        known = before.get(what, {})
        for word, names in (
            ("mới", [name for name in digests if name not in known]),
            ("đã đổi", [name for name in digests if name in known and known[name] != digests[name]]),
            ("không còn", [name for name in known if name not in digests]),
        ):
            if names:
                named = ", ".join(names[:SHOWN]) + (f" … ({len(names)} tệp)" if len(names) > SHOWN else "")
                yield f"{what} {word}" + (f": {named}" if what not in ALONE else "")


def _digests(folder: Path) -> Mapping[str, str]:
    """Every entry of a folder; what is not read at all by the reason why."""
    return {
        entry.name: refusal.detail if (refusal := no_file(entry)) else _digest(entry) for entry in entries_of(folder)
    }


def _digests_of(templates: Path, suffix: str) -> Mapping[str, str]:
    return {path.name: _digest(path) for path in template_files(templates) if path.suffix == suffix}


def _digest(path: Path) -> str:
    """A file's digest; where it cannot be read the reason why, which is what its finding says, too."""
    try:
        return digest_of(path)
    except OSError as error:
        return reason(error)


def program_digest() -> str:
    """The digest of the program itself: the modules of all its packages, by their place, and its pinned libraries."""
    files = sorted(path for pattern in PROGRAM for path in ROOT.glob(pattern))
    return sha256("\n".join(f"{path.relative_to(ROOT).as_posix()} {digest_of(path)}" for path in files).encode())

"""Turns the inputs of a run (workbooks, templates, program) into digests, so that an unchanged quarter is known unopened."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from pipeline import ROOT, __version__
from pipeline.reading.folders import entries_of, template_files, workbooks_of
from pipeline.reading.sandbox import no_file
from pipeline.values.dates import Quarter
from pipeline.values.digests import digest_of, sha256
from pipeline.values.errors import PipelineError
from pipeline.values.file_names import FOLLOW_UP_FILE, OFFICE_FILE
from pipeline.values.os_errors import reason
from pipeline.values.safe_names import printable, shown_name

PROGRAM = ("pipeline/**/*.py", "pipeline/**/*.toml", "schemas/**/*.py", "requirements.lock")
MadeFrom = Mapping[str, Mapping[str, str]]  # kind of input, in Vietnamese → name → digest
UNKNOWN: MadeFrom = {}
SHOWN = 5  # names listed of one kind of change
PROGRAM_ITSELF = "chương trình"
TEMPLATES = "mẫu Word"
WITHOUT_NAMES = (
    PROGRAM_ITSELF,
    OFFICE_FILE,
    FOLLOW_UP_FILE,
)  # inputs that are one thing: a change of it lists no names


def made_from(inputs: Path, quarter: Quarter, templates: Path) -> MadeFrom:
    """The digests of everything that a quarter's papers depend on."""
    follow_up = inputs / FOLLOW_UP_FILE
    entries, read = entries_of(inputs / quarter.folder), dict.fromkeys(workbooks_of(inputs / quarter.folder))
    return {
        PROGRAM_ITSELF: {__version__: program_digest()},
        OFFICE_FILE: {OFFICE_FILE: _digest(inputs / OFFICE_FILE)},
        FOLLOW_UP_FILE: {FOLLOW_UP_FILE: _digest(follow_up)} if follow_up.exists() else {},
        TEMPLATES: _digests_of(templates, ".docx"),
        "mẫu báo cáo": _digests_of(templates, ".html"),
        "biểu mẫu": _digests(read),
        "tệp bỏ qua": _digests(entry for entry in entries if entry not in read),
        "quý trước": {  # one digest a quarter, no names of files: these may be people's, and must go when it is forgotten
            q.folder: sha256(json.dumps(found, sort_keys=True).encode())
            for q in quarter.earlier_in_year()
            if (found := _digests(entries_of(inputs / q.folder)))
        },
    }


def guard_of_inputs(inputs: Path, folders: Sequence[str]) -> Callable[[], None]:
    """A function that raises PipelineError if a file read from these folders has changed since: it may have been forgotten meanwhile."""
    before = _sizes_and_times(inputs, folders)

    def demand_unchanged() -> None:
        now = _sizes_and_times(inputs, folders)
        differing = [path for path in sorted({*before, *now}) if before.get(path) != now.get(path)]
        if differing:
            named = ", ".join(map(printable, differing[:SHOWN])) + (" …" if len(differing) > SHOWN else "")
            raise PipelineError(f"Đầu vào vừa thay đổi trong lúc lập ({named}) nên chưa công bố gì. Chạy lại.")

    return demand_unchanged


def _sizes_and_times(inputs: Path, folders: Iterable[str]) -> Mapping[str, tuple[int, int]]:
    """Path → size in bytes and time of change in nanoseconds, of every file read; (0, 0) if it is missing. Cheaper than digests."""
    own = (inputs / OFFICE_FILE, inputs / FOLLOW_UP_FILE)
    paths = [*own, *(path for name in folders for path in workbooks_of(inputs / name))]
    return {path.relative_to(inputs).as_posix(): _size_and_time(path) for path in paths}


def _size_and_time(path: Path) -> tuple[int, int]:
    try:
        about = path.stat()
    except OSError:
        return 0, 0
    return about.st_size, about.st_mtime_ns


def run_number(stamp: MadeFrom) -> str:
    """The digests of a run's inputs → its number, 12 hexadecimal digits; equal inputs give the same one everywhere."""
    return sha256(json.dumps(stamp, sort_keys=True).encode())[:12].upper()


def changes(before: MadeFrom, now: MadeFrom) -> Iterator[str]:
    """The inputs of an earlier run and of this one → Vietnamese phrases: what is new, changed or missing, by kind."""
    for kind, digests in now.items():
        known = before.get(kind, {})
        for word, names in (
            ("mới", [name for name in digests if name not in known]),
            ("đã đổi", [name for name in digests if name in known and known[name] != digests[name]]),
            ("không còn", [name for name in known if name not in digests]),
        ):
            if names:
                more = f" … ({len(names)} tệp)" if len(names) > SHOWN else ""
                named = f": {', '.join(map(printable, names[:SHOWN]))}{more}"
                yield f"{kind} {word}" + (named if kind not in WITHOUT_NAMES else "")


def _digests(entries: Iterable[Path]) -> Mapping[str, str]:
    """Name → digest of each entry of a folder; for an entry that is not read, the reason instead."""
    return {
        shown_name(entry.name): refusal.detail if (refusal := no_file(entry)) else _digest(entry) for entry in entries
    }


def _digests_of(templates: Path, suffix: str) -> Mapping[str, str]:
    return {shown_name(path.name): _digest(path) for path in template_files(templates) if path.suffix == suffix}


def _digest(path: Path) -> str:
    """A file's digest; if it cannot be read, the reason, which its finding gives, too."""
    try:
        return digest_of(path)
    except OSError as error:
        return reason(error)


def program_digest() -> str:
    """The digest of the program itself: its modules with their paths, and the lock file of its libraries."""
    files = sorted(path for pattern in PROGRAM for path in ROOT.glob(pattern))
    return sha256("\n".join(f"{path.relative_to(ROOT).as_posix()} {digest_of(path)}" for path in files).encode())

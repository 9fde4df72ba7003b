"""Removes a quarter's personal data, known by name: its workbooks and what this program wrote; the figures stay."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from pipeline.papers.kinds import PAPERS
from pipeline.publishing.ledger import (
    FRAGMENT,
    LOCK,
    PDF_LOCK,
    PENDING,
    RECORD,
    alone,
    clear_fragments,
    counts_of,
    known_digests,
)
from pipeline.publishing.pdf_ledger import RECORD as PDF_RECORD
from pipeline.publishing.plan import EDITED
from pipeline.publishing.write import lay, manifest_bytes
from pipeline.reading.folders import SPREADSHEET_SUFFIXES
from pipeline.values.file_names import COUNCIL_WORKBOOK, FIGURES, FORMS, MANIFEST, PDF, REPORT, RETURNED
from pipeline.values.model import PipelineError
from pipeline.values.os_errors import refusal

VERSION = r"(?:\.(?:moi|soat)(?:-\d+)?)*"  # of a name: a new version laid beside an edited file, a marked copy
NAMED = [PurePosixPath(name) for name in (COUNCIL_WORKBOOK, REPORT, *(p.path for p in PAPERS if not p.each))]
OWN_NAMES = re.compile("|".join(rf"{re.escape(name.stem)}{VERSION}{re.escape(name.suffix)}" for name in NAMED))
OWN_FOLDERS = re.compile(
    rf"(?:trich-ngang/\d{{2,}}-[^/]+\.docx|don-doc/[^/]+\.docx|{RETURNED}/[^/]+\.xlsx|{FORMS}/\d{{2,}}-[^/]+\.xlsx"
    rf"|{PDF}/.+\.pdf|{EDITED}/.+)"
)
OWN_RECORDS = (MANIFEST, RECORD, PENDING, PDF_RECORD)
STAYING = (FIGURES, LOCK, PDF_LOCK)


@dataclass(frozen=True)
class Doomed:
    """What would be removed of a quarter, and what lies there and would be left, each by its path."""

    files: tuple[Path, ...]
    left: tuple[Path, ...]


def doomed_files(inputs: Path, outputs: Path) -> Doomed:
    """The files of a quarter's two folders that hold its personal data as this program knows them; all others are left."""
    workbooks = {path for path in _files(inputs) if path.parent == inputs and _is_workbook(path)}
    known = known_digests(outputs)
    made = {path for path in _files(outputs) if _is_ours(path.relative_to(outputs).as_posix(), known)}
    locks = {path for path in (*_files(inputs), *_files(outputs)) if _is_lock_of(path, {*workbooks, *made})}
    files = {*workbooks, *made, *locks}
    left = [path for path in (*_files(inputs), *_files(outputs)) if path not in files and path.name not in STAYING]
    return Doomed(tuple(sorted(files)), tuple(left))


def forget(inputs: Path, outputs: Path) -> Doomed:
    """Remove a quarter's files, and keep its figures, which name nobody; what was removed, and what is left.

    What a run adds while this waits for it goes too. The figures are written once the papers are gone, which makes room
    on a full disk, and before the manifest goes, which holds them: killed in between, they can be told again. Raises
    PipelineError when the disk refuses.
    """
    try:
        pdfs_in_the_making = alone(outputs, PDF_LOCK) if (outputs / PDF_LOCK).exists() else nullcontext()
        with pdfs_in_the_making, alone(outputs):
            clear_fragments(outputs)
            doomed, manifest = doomed_files(inputs, outputs), outputs / MANIFEST
            for path in doomed.files:
                if path != manifest:
                    path.unlink(missing_ok=True)
            lay(outputs / FIGURES, manifest_bytes({"quarter": outputs.name, "counts": counts_of(outputs)}), outputs)
            manifest.unlink(missing_ok=True)
            _remove_empty(inputs, {path.parent for path in doomed.files})
            _remove_empty(outputs, {parent for path in doomed.files for parent in path.parents})
            return doomed
    except OSError as error:
        raise PipelineError(refusal(error, "xóa hoặc ghi", outputs)) from error


def _files(folder: Path) -> Iterator[Path]:
    """Every file below a folder, in the order of names; links are no files of ours."""
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())


def _is_workbook(path: Path) -> bool:
    return path.name.lower().endswith(SPREADSHEET_SUFFIXES) and not path.name.startswith((".", "~"))


def _is_ours(path: str, known: Container[str]) -> bool:
    """Whether a path of the outputs is one that this program writes: recorded, or by its name."""
    if path in OWN_RECORDS or path in known:
        return True
    return bool(OWN_NAMES.fullmatch(path) or OWN_FOLDERS.fullmatch(path)) or path.startswith(FRAGMENT)


def _is_lock_of(path: Path, files: set[Path]) -> bool:
    """Whether a file is what an office program lays beside an open one: its name tells the other's."""
    name = path.name
    if name.startswith(".~lock.") and name.endswith("#"):
        return path.with_name(name[len(".~lock.") : -1]) in files
    if name.startswith("~$"):
        tail = name[2:]
        return any(each.parent == path.parent and each.name[-len(tail) :] == tail for each in files if tail)
    return False


def _remove_empty(top: Path, folders: set[Path]) -> None:
    """Remove the folders that the files left empty, the deepest first; ``top`` itself stays."""
    for folder in sorted(folders, key=lambda each: -len(each.parts)):
        if folder != top and folder.is_relative_to(top) and folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()

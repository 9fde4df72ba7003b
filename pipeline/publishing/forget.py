"""Removes a quarter's personal data: the workbooks sent in and the files this program wrote; its figures stay."""

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
    clear_fragments,
    counts_of,
    known_digests,
    locked,
)
from pipeline.publishing.one_file import RECORD as BOUND_RECORD
from pipeline.publishing.pdf_ledger import RECORD as PDF_RECORD
from pipeline.publishing.plan import EDITS_FOLDER
from pipeline.publishing.write import manifest_bytes, write_if_different
from pipeline.reading.folders import SPREADSHEET_SUFFIXES
from pipeline.values.errors import PipelineError
from pipeline.values.file_names import (
    COUNCIL_WORKBOOK,
    DRAFTS,
    FIGURES,
    FORMS,
    LIST_WORKBOOK,
    MANIFEST,
    ONE_FILE,
    PDF,
    REPORT,
    RETURNED,
)
from pipeline.values.os_errors import refusal

VERSION = r"(?:\.(?:moi|soat)(?:-\d+)?)*"  # in the name of a new version or of a copy that inspect marked
NAMED = [
    PurePosixPath(name)
    for name in (COUNCIL_WORKBOOK, REPORT, ONE_FILE, LIST_WORKBOOK, *(p.path for p in PAPERS if not p.each))
]
OWN_NAMES = re.compile("|".join(rf"{re.escape(name.stem)}{VERSION}{re.escape(name.suffix)}" for name in NAMED))
OWN_FOLDERS = re.compile(
    rf"(?:trich-ngang/\d{{2,}}-[^/]+\.docx|don-doc/[^/]+\.docx|bao-cao-thanh-tich/[^/]+\.docx|(?:{FORMS}/)?{DRAFTS}/[^/]+\.eml|{FORMS}/cong-van-gui-bieu-mau\.docx|{RETURNED}/[^/]+\.xlsx|{FORMS}/\d{{2,}}-[^/]+\.xlsx"
    rf"|{PDF}/.+\.pdf|{EDITS_FOLDER}/.+)"
)
OWN_RECORD_FILES = (MANIFEST, RECORD, PENDING, PDF_RECORD, BOUND_RECORD)
STAYING = (FIGURES, LOCK, PDF_LOCK)


@dataclass(frozen=True)
class Removal:
    """The files of a quarter that ``forget`` removes, and other files that it leaves, each by its full path."""

    files: tuple[Path, ...]
    left: tuple[Path, ...]


def removal_of(inputs: Path, outputs: Path) -> Removal:
    """A quarter's folders of inputs and outputs → which of their files are removed and which are left.

    Removed are workbooks, files that this program recorded or that have a name it gives, and office programs' lock files
    of these.
    """
    workbooks = {path for path in _files(inputs) if path.parent == inputs and _is_workbook(path)}
    known = known_digests(outputs)
    made = {path for path in _files(outputs) if _is_ours(path.relative_to(outputs).as_posix(), known)}
    locks = {path for path in (*_files(inputs), *_files(outputs)) if _is_lock_of(path, {*workbooks, *made})}
    files = {*workbooks, *made, *locks}
    left = [path for path in (*_files(inputs), *_files(outputs)) if path not in files and path.name not in STAYING]
    return Removal(tuple(sorted(files)), tuple(left))


def forget(inputs: Path, outputs: Path) -> Removal:
    """Remove a quarter's files and write its figures, which name nobody; the files removed and left.

    Files that a run adds while this waits for its lock are removed, too. The figures are written after the papers are
    removed, which makes room on a full disk, and before the manifest is, from which they are read: if the command is
    killed in between, the next one can read them again. Raises PipelineError when the disk refuses.
    """
    try:
        lock_of_pdfs = locked(outputs, PDF_LOCK) if (outputs / PDF_LOCK).exists() else nullcontext()
        with lock_of_pdfs, locked(outputs):
            clear_fragments(outputs)
            removal, manifest = removal_of(inputs, outputs), outputs / MANIFEST
            for path in removal.files:
                if path != manifest:
                    path.unlink(missing_ok=True)
            write_if_different(
                outputs / FIGURES, manifest_bytes({"quarter": outputs.name, "counts": counts_of(outputs)}), outputs
            )
            manifest.unlink(missing_ok=True)
            _remove_empty(inputs, {path.parent for path in removal.files})
            _remove_empty(outputs, {parent for path in removal.files for parent in path.parents})
            return removal
    except OSError as error:
        raise PipelineError(refusal(error, "xóa hoặc ghi", outputs)) from error


def _files(folder: Path) -> Iterator[Path]:
    """Every file below a folder, sorted by path; links are left out, they may lead to files of others."""
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())


def _is_workbook(path: Path) -> bool:
    return path.name.lower().endswith(SPREADSHEET_SUFFIXES) and not path.name.startswith((".", "~"))


def _is_ours(path: str, known: Container[str]) -> bool:
    """Whether this program wrote a path of the outputs: it is recorded, or has a name that this program gives."""
    if path in OWN_RECORD_FILES or path in known:
        return True
    return bool(OWN_NAMES.fullmatch(path) or OWN_FOLDERS.fullmatch(path)) or path.startswith(FRAGMENT)


def _is_lock_of(path: Path, files: set[Path]) -> bool:
    """Whether a file is the lock file that an office program keeps next to one of ``files`` while it is open, by its name."""
    name = path.name
    if name.startswith(".~lock.") and name.endswith("#"):
        return path.with_name(name[len(".~lock.") : -1]) in files
    if name.startswith("~$"):
        tail = name[2:]
        return any(each.parent == path.parent and each.name[-len(tail) :] == tail for each in files if tail)
    return False


def _remove_empty(top: Path, folders: set[Path]) -> None:
    """Remove those of the folders that are empty now, the deepest first, but not ``top`` itself."""
    for folder in sorted(folders, key=lambda each: -len(each.parts)):
        if folder != top and folder.is_relative_to(top) and folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()

"""Reads what earlier runs recorded in a folder of the outputs (files written, files being written), and locks the folder."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Callable, Container, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import Any

from filelock import FileLock, Timeout

from pipeline.values.digests import has_digest
from pipeline.values.errors import PipelineError
from pipeline.values.file_names import FIGURES, FORMS, MANIFEST, PDF
from pipeline.values.json_files import json_object
from pipeline.values.model import Severity, Status
from pipeline.values.os_errors import refusal
from pipeline.values.safe_names import MAX_BYTES

PENDING = ".dang-ghi.json"  # path → digests that an unfinished run was about to write, not to be taken for edits
RECORD = ".da-ghi.json"  # path → digests of files that the manifest does not list: forms, new versions
FRAGMENT = ".tam-"
PDF_FRAGMENT = f"{FRAGMENT}pdf-"  # folders in which PDFs are being made, under PDF_LOCK
LOCK = ".khoa"
PDF_LOCK = ".khoa-pdf"  # of its own, because making PDFs takes long; they are written under LOCK
Within = Callable[[str], bool]  # whether a path of the folder is one that the calling command owns
PATIENCE = 180  # seconds to wait for other runs of the same quarter: eight at once on a busy machine take a minute
ROWS: Mapping[str, tuple[str, ...]] = {  # the lists of a manifest → the keys that the terminal prints of each row
    "inputs": ("path", "status"),
    "findings": ("severity", "message"),
    "documents": ("path", "sha256", "kind"),
    "unconfirmed": ("sheet",),
}
COUNTED = (  # the figures of a run, which name nobody
    "units", "missing_units", "accepted", "returned", "unreadable", "superseded", "ignored", "nominees", "collectives", "documents", "errors", "warnings",
)  # fmt: skip
MAX_PATH = 1000  # bytes of a path in the folder; this program's own are shorter than 300
MOST_COUNTED = 10_000_000  # a larger figure is not of our making
KNOWN_WORDS: Mapping[str, Container[str]] = {
    "status": frozenset(map(str, Status)),
    "severity": frozenset(map(str, Severity)),
}


def manifest_in(folder: Path) -> Mapping[str, Any]:
    """The manifest of the last run in the folder of a quarter; empty if the run did not finish or the file is damaged."""
    manifest = {} if (folder / PENDING).exists() else json_object(folder / MANIFEST)
    return manifest if manifest.get("quarter") == folder.name and _is_whole(manifest) else {}


def _is_whole(manifest: Mapping[str, Any]) -> bool:
    """Whether a manifest has all keys that the terminal prints, with values of the right types."""
    units, made_from = manifest.get("missing_units"), manifest.get("made_from")
    return (
        isinstance(units, list)
        and all(isinstance(unit, str) for unit in units)
        and isinstance(made_from, dict)
        and all(
            isinstance(by_name, dict) and all(isinstance(digest, str) for digest in by_name.values())
            for by_name in made_from.values()
        )
        and all(_are_rows(manifest.get(name), keys) for name, keys in ROWS.items())
        and all(is_inside(row["path"]) for row in manifest["documents"])
    )


def _are_rows(rows: object, keys: tuple[str, ...]) -> bool:
    return isinstance(rows, list) and all(
        isinstance(row, dict)
        and all(isinstance(row.get(key), str) and row[key] in KNOWN_WORDS.get(key, (row[key],)) for key in keys)
        for row in rows
    )


def is_inside(path: str) -> bool:
    """Whether a recorded path stays in its folder and the disk can have it; no path that this program records is otherwise."""
    parts = PurePosixPath(path).parts
    if not parts or path.startswith("/") or ".." in parts or "\\" in path or ":" in parts[0] or "\0" in path:
        return False
    try:
        return len(os.fsencode(path)) <= MAX_PATH and all(len(os.fsencode(part)) <= MAX_BYTES for part in parts)
    except UnicodeEncodeError:
        return False


def is_published(path: str) -> bool:
    """Whether a recorded path may be that of a published file: not of a lock, a ledger or another hidden file."""
    hidden = any(part.startswith(".") for part in PurePosixPath(path).parts)
    return is_inside(path) and not hidden and path not in (MANIFEST, FIGURES)


@contextmanager
def locked(folder: Path, lock: str = LOCK) -> Iterator[None]:
    """Lock a folder of the outputs against other runs; the system unlocks it when a run dies.

    The folder becomes readable by its owner only, even if it was made by hand. Raises PipelineError if another run
    holds the lock for ``PATIENCE`` seconds.
    """
    outputs = folder.parent
    if not outputs.parent.is_dir():
        outputs.parent.mkdir(parents=True, exist_ok=True)
    make_private(outputs)
    make_private(folder)
    try:
        with FileLock(folder / lock, timeout=PATIENCE, mode=0o600):
            yield
    except Timeout as error:
        raise PipelineError(
            f"Một lần chạy khác đang ghi vào {folder.name}. Đợi lần chạy đó xong rồi chạy lại."
        ) from error


@contextmanager
def locked_for_publishing(folder: Path) -> Iterator[None]:
    """As :func:`locked`; an OSError raised while the folder is locked becomes a PipelineError of one line."""
    try:
        with locked(folder):
            yield
    except OSError as error:
        raise PipelineError(refusal(error, "ghi", folder)) from error


def make_private(folder: Path) -> None:
    """Make a folder that only its owner can read; of one that exists the rights are changed, if the system allows it."""
    if not folder.is_dir():
        folder.mkdir(mode=0o700, exist_ok=True)
    elif stat.S_IMODE(folder.stat().st_mode) & 0o077:
        with suppress(OSError):
            folder.chmod(0o700)


def known_digests(folder: Path) -> Mapping[str, tuple[str, ...]]:
    """Path → digests that earlier runs wrote there, or that an unfinished run was about to; no path outside the folder."""
    known: dict[str, list[str]] = {}
    documents = json_object(folder / MANIFEST).get("documents")
    for document in documents if isinstance(documents, list) else []:
        if isinstance(document, dict) and {"path", "sha256"} <= set(document):
            known.setdefault(str(document["path"]), []).append(str(document["sha256"]))
    for record in (RECORD, PENDING):
        for path, digests in digests_in(folder / record).items():
            known.setdefault(path, []).extend(digests)
    return {path: tuple(dict.fromkeys(digests)) for path, digests in known.items() if is_published(path)}


def digests_in(path: Path) -> dict[str, list[str]]:
    """A record file → its digests by path; empty if the file is missing or damaged."""
    rows = json_object(path).items()
    return {name: [str(digest) for digest in digests] for name, digests in rows if isinstance(digests, list)}


def is_of_the_run(path: str) -> bool:
    """Whether ``quarter`` or ``year`` writes a path of the folder, and not ``forms`` or ``pdf``, which have their own folders."""
    return path.split("/", 1)[0] not in (FORMS, PDF)


def has_obsolete_files(folder: Path, manifest: Mapping[str, Any]) -> bool:
    """Whether the folder holds a file of ours that a run would remove, like the new version of a file no longer edited."""
    listed = {row["path"] for row in manifest["documents"]}
    not_listed = {path: digests for path, digests in digests_in(folder / RECORD).items() if path not in listed}
    return any(
        is_published(path) and is_of_the_run(path) and any(has_digest(folder / path, each) for each in digests)
        for path, digests in not_listed.items()
    )


def counts_of(folder: Path) -> Mapping[str, int]:
    """The figures of the last run in a folder, by the names in ``COUNTED``; of a forgotten quarter those that were kept."""
    for name in (MANIFEST, FIGURES):
        counts = json_object(folder / name).get("counts")
        if isinstance(counts, dict):
            return {key: counts[key] for key in COUNTED if _is_count(counts.get(key))}
    return {}


def _is_count(value: object) -> bool:
    return type(value) is int and 0 <= value <= MOST_COUNTED


def documents_in(folder: Path) -> Mapping[str, Mapping[str, str]] | None:
    """The papers that the manifest of a quarter's or year's folder lists, by path, with their texts; None without a manifest."""
    manifest = json_object(folder / MANIFEST)
    documents = manifest.get("documents")
    if str(manifest.get("quarter", manifest.get("year"))) != folder.name or not isinstance(documents, list):
        return None
    rows = [
        {key: value for key, value in row.items() if isinstance(value, str)}
        for row in documents
        if isinstance(row, dict)
    ]
    return {row["path"]: row for row in rows if "path" in row}


def clear_fragments(folder: Path) -> None:
    """Remove files that a killed run left half written or staged; the caller has locked the folder.

    A folder in which another command is making PDFs is left as is.
    """
    for fragment in fragments_in(folder):
        if fragment.is_dir() and not fragment.is_symlink():
            if not fragment.name.startswith(PDF_FRAGMENT):
                shutil.rmtree(fragment, ignore_errors=True)
        else:
            fragment.unlink(missing_ok=True)
    if any(folder.glob(f"{PDF_FRAGMENT}*")):
        with suppress(Timeout), FileLock(folder / PDF_LOCK, timeout=0, mode=0o600):
            clear_pdf_folders(folder)


def clear_pdf_folders(folder: Path) -> None:
    """Remove the folders in which a killed command was making PDFs; the caller holds PDF_LOCK."""
    for each in folder.glob(f"{PDF_FRAGMENT}*"):
        if each.is_dir() and not each.is_symlink():
            shutil.rmtree(each, ignore_errors=True)  # LibreOffice may still be writing; the next run removes it


def clear_after_killed_run(folder: Path) -> None:
    """As :func:`clear_fragments`, for a run that publishes nothing; does nothing while another run has locked the folder."""
    if fragments_in(folder):
        with suppress(Timeout), FileLock(folder / LOCK, timeout=0, mode=0o600):
            clear_fragments(folder)


def fragments_in(folder: Path) -> list[Path]:
    """The files and folders of unfinished writing; of nested ones the outermost."""
    return [
        path
        for path in folder.rglob(f"{FRAGMENT}*")
        if not any(parent.name.startswith(FRAGMENT) for parent in path.relative_to(folder).parents)
    ]

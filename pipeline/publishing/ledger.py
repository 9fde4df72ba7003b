"""What the folder of a quarter tells of earlier runs: which files they wrote, which were being written, who holds it."""

from __future__ import annotations

import json
import shutil
import stat
from collections.abc import Callable, Container, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import Any

from filelock import FileLock, Timeout

from pipeline.values.digests import stands_as
from pipeline.values.file_names import FIGURES, FORMS, MANIFEST, PDF
from pipeline.values.model import PipelineError, Severity, Status
from pipeline.values.os_errors import refusal

PENDING = ".dang-ghi.json"  # what an unfinished run was about to write, by digest: its own, and no edit of anybody
RECORD = ".da-ghi.json"  # what was written beyond the manifest's documents, by digest: forms, new versions beside edits
FRAGMENT = ".tam-"
PDF_FRAGMENT = f"{FRAGMENT}pdf-"  # folders in which PDFs are being made, under PDF_LOCK
LOCK = ".khoa"
PDF_LOCK = ".khoa-pdf"  # held by a making of PDFs, which takes long and publishes under LOCK
Within = Callable[[str], bool]  # which paths of a folder are a command's own
PATIENCE = 60  # seconds to wait for another run of the same quarter
ROWS: Mapping[str, tuple[str, ...]] = {  # what the account of a run looks at in a manifest
    "inputs": ("path", "status"),
    "findings": ("severity", "message"),
    "documents": ("path", "sha256", "kind"),
    "unconfirmed": ("sheet",),
}
COUNTED = (  # the figures of a run, which name nobody
    "units", "missing_units", "accepted", "returned", "unreadable", "ignored", "nominees", "collectives", "documents", "errors", "warnings",
)  # fmt: skip
KNOWN_WORDS: Mapping[str, Container[str]] = {
    "status": frozenset(map(str, Status)),
    "severity": frozenset(map(str, Severity)),
}


def manifest_in(folder: Path) -> Mapping[str, Any]:
    """What the last run left of itself in the folder of a quarter; empty where there is nothing whole."""
    manifest = {} if (folder / PENDING).exists() else _json(folder / MANIFEST)
    return manifest if manifest.get("quarter") == folder.name and _is_whole(manifest) else {}


def _is_whole(manifest: Mapping[str, Any]) -> bool:
    """Whether a manifest says all that the account of a run looks at."""
    units, made_from = manifest.get("missing_units"), manifest.get("made_from")
    return (
        isinstance(units, list)
        and all(isinstance(unit, str) for unit in units)
        and isinstance(made_from, dict)
        and all(
            isinstance(told, dict) and all(isinstance(d, str) for d in told.values()) for told in made_from.values()
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
    """Whether a path of a record stays in its folder; one that leads out is nobody's record of ours."""
    parts = PurePosixPath(path).parts
    return bool(parts) and not path.startswith("/") and ".." not in parts and "\\" not in path and ":" not in parts[0]


@contextmanager
def alone(folder: Path, lock: str = LOCK) -> Iterator[None]:
    """Hold a folder against other runs; the system lets go when a run dies. Raises PipelineError after a minute's wait.

    The folder is its owner's only from then on, even if it was made by hand.
    """
    folder.parent.parent.mkdir(parents=True, exist_ok=True)
    make_private(folder.parent)
    make_private(folder)
    try:
        with FileLock(folder / lock, timeout=PATIENCE, mode=0o600):
            yield
    except Timeout as error:
        raise PipelineError(
            f"Một lần chạy khác đang ghi vào {folder.name}. Đợi lần chạy đó xong rồi chạy lại."
        ) from error


@contextmanager
def holding(folder: Path) -> Iterator[None]:
    """The same as :func:`alone` for publishing: what the disk refuses meanwhile is a PipelineError, one clear line."""
    try:
        with alone(folder):
            yield
    except OSError as error:
        raise PipelineError(refusal(error, "ghi", folder)) from error


def make_private(folder: Path) -> None:
    """A folder that its owner only may look into; one that is there is made so, if it is ours to change."""
    if not folder.is_dir():
        folder.mkdir(mode=0o700, exist_ok=True)
    elif stat.S_IMODE(folder.stat().st_mode) & 0o077:
        with suppress(OSError):
            folder.chmod(0o700)


def known_digests(folder: Path) -> Mapping[str, tuple[str, ...]]:
    """Path → digests of what runs published there, and of what an unfinished run was about to; nothing outside the folder."""
    known: dict[str, list[str]] = {}
    documents = _json(folder / MANIFEST).get("documents")
    for document in documents if isinstance(documents, list) else []:
        if isinstance(document, dict) and {"path", "sha256"} <= set(document):
            known.setdefault(str(document["path"]), []).append(str(document["sha256"]))
    for record in (RECORD, PENDING):
        for path, digests in digests_in(folder / record).items():
            known.setdefault(path, []).extend(digests)
    return {path: tuple(dict.fromkeys(digests)) for path, digests in known.items() if is_inside(path)}


def digests_in(path: Path) -> dict[str, list[str]]:
    """A record of digests by path; an empty one where it is missing or damaged."""
    return {name: [str(each) for each in told] for name, told in _json(path).items() if isinstance(told, list)}


def is_of_the_run(path: str) -> bool:
    """Whether a path in the folder belongs to the run of the quarter, and not to a command with a folder of its own."""
    return path.split("/", 1)[0] not in (FORMS, PDF)


def has_leftovers(folder: Path, manifest: Mapping[str, Any]) -> bool:
    """Whether something of ours stands there whose reason is gone, as the new version beside an edit that was taken back."""
    listed = {row["path"] for row in manifest["documents"]}
    beyond = {path: digests for path, digests in digests_in(folder / RECORD).items() if path not in listed}
    return any(
        is_inside(path) and is_of_the_run(path) and any(stands_as(folder / path, each) for each in digests)
        for path, digests in beyond.items()
    )


def counts_of(folder: Path) -> Mapping[str, int]:
    """The figures of the last run in a folder, numbers only; those of a forgotten quarter where there is no manifest."""
    for name in (MANIFEST, FIGURES):
        counts = _json(folder / name).get("counts")
        if isinstance(counts, dict):
            return {key: counts[key] for key in COUNTED if type(counts.get(key)) is int}
    return {}


def manifest_of(folder: Path, path: str) -> tuple[str, str]:
    """The number of the current edition of one paper in a folder and its file's digest; "" for what is not known."""
    manifest = _json(folder / MANIFEST)
    documents = manifest.get("documents")
    for document in documents if isinstance(documents, list) else []:
        if isinstance(document, dict) and document.get("path") == path:
            return str(document.get("edition", "")), str(document.get("sha256", ""))
    return "", ""


def clear_fragments(folder: Path) -> None:
    """Remove what a killed run left half written or staged; the caller holds the folder.

    A folder in which PDFs are being made is left to who makes them.
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
    """Remove the folders in which PDFs were being made; the caller holds PDF_LOCK."""
    for each in folder.glob(f"{PDF_FRAGMENT}*"):
        if each.is_dir() and not each.is_symlink():
            shutil.rmtree(each, ignore_errors=True)  # what LibreOffice still writes into is left to the next time


def clear_what_was_killed(folder: Path) -> None:
    """The same as :func:`clear_fragments` where a run has nothing to publish; nothing while another run holds the folder."""
    if fragments_in(folder):
        with suppress(Timeout), FileLock(folder / LOCK, timeout=0, mode=0o600):
            clear_fragments(folder)


def fragments_in(folder: Path) -> list[Path]:
    """Files and folders of unfinished writing, the outermost of each."""
    return [
        path
        for path in folder.rglob(f"{FRAGMENT}*")
        if not any(parent.name.startswith(FRAGMENT) for parent in path.relative_to(folder).parents)
    ]


def _json(path: Path) -> dict[str, Any]:
    """A JSON object from the disk; an empty one where it is missing or damaged."""
    try:
        told = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}

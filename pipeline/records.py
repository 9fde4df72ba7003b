"""What the folder of a quarter tells of earlier runs: which files they wrote, which were being written, who holds it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Container, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from pipeline.model import PipelineError

MANIFEST = "manifest.json"
PENDING = ".dang-ghi.json"  # what an unfinished run was about to write, by digest: its own, and no edit of anybody
FRAGMENT = ".tam-"
LOCK = ".khoa"
PATIENCE = 60  # seconds to wait for another run of the same quarter


def sha256(content: bytes) -> str:
    """The digest by which the manifest knows a file."""
    return hashlib.sha256(content).hexdigest()


def digest_of(path: Path) -> str:
    """The digest of a file on the disk; "" where there is none."""
    return sha256(path.read_bytes()) if path.is_file() else ""


def stands_as(path: Path, digest: str) -> bool:
    """Whether a file stands there with that digest."""
    return digest_of(path) == digest


def manifest_in(folder: Path) -> Mapping[str, Any]:
    """What the last run left of itself in a folder; empty where there is nothing whole."""
    return {} if (folder / PENDING).exists() else _json(folder / MANIFEST)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold a folder against other runs; the system lets go when a run dies. Raises PipelineError after a minute's wait."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    if not folder.is_dir():
        folder.mkdir(mode=0o700, exist_ok=True)
    try:
        with FileLock(folder / LOCK, timeout=PATIENCE, mode=0o600):
            yield
    except Timeout as error:
        raise PipelineError(
            f"Một lần chạy khác đang ghi vào {folder.name}. Đợi lần chạy đó xong rồi chạy lại."
        ) from error


def known_digests(folder: Path) -> Mapping[str, tuple[str, ...]]:
    """Path → digests of what the last run published there, and of what an unfinished run was about to."""
    known: dict[str, list[str]] = {}
    documents = _json(folder / MANIFEST).get("documents")
    for document in documents if isinstance(documents, list) else []:
        if isinstance(document, dict) and {"path", "sha256"} <= set(document):
            known.setdefault(str(document["path"]), []).append(str(document["sha256"]))
    for path, digests in _json(folder / PENDING).items():
        known.setdefault(path, []).extend(map(str, digests) if isinstance(digests, list) else ())
    return {path: tuple(dict.fromkeys(digests)) for path, digests in known.items()}


def digests_in(path: Path) -> dict[str, list[str]]:
    """A record of digests by path; an empty one where it is missing or damaged."""
    return {name: [str(each) for each in told] for name, told in _json(path).items() if isinstance(told, list)}


def counts_of(folder: Path) -> Mapping[str, object]:
    """The figures of the last run in a folder; those kept of a forgotten quarter where there is no manifest."""
    for name in (MANIFEST, "so-lieu.json"):
        counts = _json(folder / name).get("counts")
        if isinstance(counts, dict):
            return counts
    return {}


def manifest_of(folder: Path, path: str) -> tuple[str, str]:
    """The number of the current edition of one paper in a folder and its file's digest; "" for what is not known."""
    manifest = _json(folder / MANIFEST)
    documents = manifest.get("documents")
    for document in documents if isinstance(documents, list) else []:
        if isinstance(document, dict) and document.get("path") == path:
            return str(document.get("edition", "")), str(document.get("sha256", ""))
    return "", ""


def is_somebodys(path: Path, content: bytes, digests: Container[str]) -> bool:
    """Whether what stands at a path is neither the new content nor what a run wrote there."""
    if not path.is_file():
        return False
    current = path.read_bytes()
    return current != content and sha256(current) not in digests


def clear_fragments(folder: Path) -> None:
    """Remove what a killed run left half written."""
    for fragment in folder.rglob(f"{FRAGMENT}*"):
        fragment.unlink(missing_ok=True)


def _json(path: Path) -> dict[str, object]:
    """A JSON object from the disk; an empty one where it is missing or damaged."""
    try:
        told = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}

"""Publishes what was made into the quarter's folder: each file whole, unchanged ones untouched, the manifest last."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from pipeline.disk import reason
from pipeline.model import MadeFile, PipelineError

MANIFEST = "manifest.json"


@dataclass(frozen=True)
class Published:
    """What a run did to the folder: paths written, left as they were, removed because their reason is gone, and kept.

    ``kept`` are files that differ from what the last run wrote there: somebody's own, with the new version laid beside.
    """

    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]
    kept: tuple[str, ...]


def write(folder: Path, files: Iterable[MadeFile], manifest: Mapping[str, object]) -> Published:
    """Publish a run's files and its manifest.

    A file that somebody has edited since the last run, or that no run made, is never overwritten: the new version is
    laid beside it as ``<name>.moi.<ext>``. Derived files are replaced at will. A file that the last run made and this
    one did not is removed, unless edited. Raises :class:`PipelineError` with one clear line when the disk or another program refuses.
    """
    before = _documents_before(folder)
    files = tuple(files)
    made = {file.path: file.content for file in files}
    try:
        kept = tuple(
            f.path for f in files if not f.derived and _is_somebodys(folder / f.path, f.content, before.get(f.path))
        )
        targets = {path: beside(path) if path in kept else path for path in made}
        written = tuple(targets[path] for path, content in made.items() if _replace(folder / targets[path], content))
        removed = tuple(path for path, digest in before.items() if path not in made and _remove(folder / path, digest))
        _replace(folder / MANIFEST, manifest_bytes(manifest))
    except OSError as error:
        raise _refused(folder, error) from error
    return Published(written, tuple(path for path in targets.values() if path not in written), removed, kept)


def beside(path: str) -> str:
    """Where the new version of an edited file is laid: ``a.docx`` → ``a.moi.docx``."""
    whole = PurePosixPath(path)
    return str(whole.with_name(f"{whole.stem}.moi{whole.suffix}"))


def manifest_bytes(manifest: Mapping[str, object]) -> bytes:
    """The manifest as the same bytes for the same content: sorted keys, no clock, no absolute path."""
    return (json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def sha256(content: bytes) -> str:
    """The digest by which the manifest knows a file."""
    return hashlib.sha256(content).hexdigest()


def _refused(folder: Path, error: OSError) -> PipelineError:
    """A refusal of the disk or of another program, as a line that says what to do."""
    name = Path(error.filename2 or error.filename or folder).name
    return PipelineError(
        f"Không ghi được {name} ({reason(error)}). Đóng tệp nếu đang mở trong Word hoặc Excel, kiểm tra quyền ghi và chỗ trống, rồi chạy lại."
    )


def _documents_before(folder: Path) -> dict[str, str]:
    """Path → digest of what the last run published; nothing where its manifest is missing or unreadable."""
    try:
        documents = json.loads((folder / MANIFEST).read_bytes())["documents"]
        return {document["path"]: document["sha256"] for document in documents}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _replace(path: Path, content: bytes) -> bool:
    """Put content at a path in one step, by a flushed temporary file beside it; False where it stands there already."""
    if path.is_file() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(prefix=".tam-", suffix=path.suffix, dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return True


def _is_somebodys(path: Path, content: bytes, digest: str | None) -> bool:
    """Whether what stands at a path is neither the new content nor what the last run wrote there."""
    if not path.is_file():
        return False
    current = path.read_bytes()
    return current != content and sha256(current) != digest


def _remove(path: Path, digest: str) -> bool:
    if not path.is_file() or sha256(path.read_bytes()) != digest:
        return False
    path.unlink()
    return True


def write_forms(folder: Path, files: Iterable[MadeFile]) -> tuple[str, ...]:
    """Publish forms, which no manifest accounts for; the paths that were new or had changed. Raises PipelineError."""
    try:
        return tuple(file.path for file in files if _replace(folder / file.path, file.content))
    except OSError as error:
        raise _refused(folder, error) from error

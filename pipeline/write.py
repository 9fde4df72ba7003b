"""Publishes what was made into the quarter's folder: each file whole, unchanged ones untouched, the manifest last."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.model import MadeFile, PipelineError

MANIFEST = "manifest.json"


@dataclass(frozen=True)
class Published:
    """What a run did to the folder: paths written, left as they were, and removed because their reason is gone."""

    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]


def write(folder: Path, files: Iterable[MadeFile], manifest: Mapping[str, object]) -> Published:
    """Publish a run's files and its manifest.

    A file that the last run made and this one did not is removed, unless somebody has edited it since. Raises
    :class:`PipelineError` with one clear line when the disk or another program refuses.
    """
    before = _documents_before(folder)
    made = {file.path: file.content for file in files}
    try:
        written = tuple(path for path, content in made.items() if _replace(folder / path, content))
        removed = tuple(path for path, digest in before.items() if path not in made and _remove(folder / path, digest))
        _replace(folder / MANIFEST, manifest_bytes(manifest))
    except OSError as error:
        raise _refused(folder, error) from error
    return Published(written, tuple(path for path in made if path not in written), removed)


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
        f"Không ghi được {name} ({error.strerror}). Đóng tệp nếu đang mở trong Word hoặc Excel, kiểm tra quyền ghi và chỗ trống, rồi chạy lại."
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

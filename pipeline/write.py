"""Publishes what was made into the quarter's folder: each file whole, unchanged ones untouched, the manifest last."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from pipeline.disk import reason
from pipeline.model import MadeFile, PipelineError
from pipeline.records import (
    FRAGMENT,
    LOCK,
    MANIFEST,
    PENDING,
    alone,
    clear_fragments,
    counts_of,
    digest_of,
    is_somebodys,
    known_digests,
    sha256,
)

FIGURES = "so-lieu.json"  # what is left of a quarter that was forgotten
EDITED = "sua-tay"  # where an edited file goes when the new version takes its place


@dataclass(frozen=True)
class Published:
    """What a run did to the folder: paths written, left as they were, removed because their reason is gone, and kept.

    ``kept`` are files that differ from what the last run wrote there: somebody's own, each with where the new version
    is laid beside it. ``moved`` are those that were replaced on request: each with where the edited one is kept now.
    """

    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]
    kept: Mapping[str, str]
    moved: Mapping[str, str] = field(default_factory=dict)


def write(folder: Path, files: Sequence[MadeFile], manifest: Mapping[str, object], replace: bool = False) -> Published:
    """Publish a run's files and its manifest.

    A file that somebody has edited since the last run, or that no run made, is never overwritten: the new version is
    laid beside it as ``<name>.moi.<ext>``; with ``replace`` it is moved under ``sua-tay/<run>/`` instead. Derived files
    are replaced at will. A file that the last run made and this one did not is removed, unless edited. Killed at any
    instant, whole files stand there and the next run finishes: what is about to be written is noted first. Raises
    :class:`PipelineError` with one clear line when the disk or another program refuses, or another run holds the folder.
    """
    try:
        with alone(folder):
            return _publish(folder, files, manifest, replace)
    except OSError as error:
        raise _refused(folder, error) from error


def _publish(folder: Path, files: Sequence[MadeFile], manifest: Mapping[str, object], replace: bool) -> Published:
    clear_fragments(folder)
    known = known_digests(folder)
    made = {}
    edited = []
    for file in files:
        made[file.path] = sha256(file.content)
        if not file.derived and is_somebodys(folder / file.path, file.content, known.get(file.path, ())):
            edited.append(file.path)
    run = str(manifest.get("run") or "truoc")
    kept = {} if replace else {path: _place_beside(folder, path, known.get(path, ())) for path in edited}
    moved = {path: _free(folder, f"{EDITED}/{run}/{path}") for path in edited} if replace else {}
    targets = {path: kept.get(path, path) for path in made}
    note = {path: [*digests] for path, digests in known.items()}
    for path, digest in made.items():
        note[path] = [*dict.fromkeys([*note.get(path, ()), digest])]
    changing = {path for path, digest in made.items() if digest_of(folder / targets[path]) != digest}
    gone = [path for path in known if path not in targets]
    if changing or any((folder / path).is_file() for path in gone):
        _replace(folder / PENDING, json.dumps(note, sort_keys=True).encode())
    for path, place in moved.items():
        _make_folder((folder / place).parent, folder)
        os.replace(folder / path, folder / place)
    written = tuple(
        targets[f.path] for f in files if f.path in changing and _replace(folder / targets[f.path], f.content, folder)
    )
    removed = tuple(path for path in gone if _remove(folder / path, known[path]))
    _replace(folder / MANIFEST, manifest_bytes(manifest), folder)
    (folder / PENDING).unlink(missing_ok=True)
    unchanged = tuple(target for path, target in targets.items() if path not in changing)
    return Published(written, unchanged, removed, kept, moved)


def _place_beside(folder: Path, path: str, digests: Container[str]) -> str:
    """Where the new version of an edited file is laid: a place that is free or still ours, so that no edit there is lost."""
    for number in range(1, 1000):
        place = beside(path, number)
        target = folder / place
        if not target.exists() or (target.is_file() and sha256(target.read_bytes()) in digests):
            return place
    return beside(path)


def _free(folder: Path, place: str) -> str:
    """A place where nothing stands yet."""
    number, candidate = 1, place
    while (folder / candidate).exists():
        number += 1
        candidate = beside(place, number)
    return candidate


def _stands(path: Path, content: bytes) -> bool:
    return path.is_file() and path.read_bytes() == content


def beside(path: str, number: int = 1) -> str:
    """Where the new version of an edited file is laid: ``a.docx`` → ``a.moi.docx``, then ``a.moi-2.docx``."""
    whole = PurePosixPath(path)
    return str(whole.with_name(f"{whole.stem}.moi{f'-{number}' if number > 1 else ''}{whole.suffix}"))


def manifest_bytes(manifest: Mapping[str, object]) -> bytes:
    """The manifest as the same bytes for the same content: sorted keys, no clock, no absolute path."""
    return (json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _refused(folder: Path, error: OSError) -> PipelineError:
    """A refusal of the disk or of another program, as a line that says what to do."""
    name = Path(error.filename2 or error.filename or folder).name
    return PipelineError(
        f"Không ghi được {name} ({reason(error)}). Đóng tệp nếu đang mở trong Word hoặc Excel, kiểm tra quyền ghi và chỗ trống, rồi chạy lại."
    )


def _replace(path: Path, content: bytes, top: Path | None = None) -> bool:
    """Put content at a path in one step, by a flushed temporary file beside it; False where it stands there already.

    The file can be read by its owner only; so can the folders that are made for it, from ``top`` on.
    """
    if _stands(path, content):
        return False
    _make_folder(path.parent, top or path.parent)
    handle, temporary = tempfile.mkstemp(prefix=FRAGMENT, suffix=path.suffix, dir=path.parent)
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


def _make_folder(folder: Path, top: Path) -> None:
    """A folder, and those above it up to ``top``, readable by their owner only."""
    for each in [*reversed([parent for parent in folder.parents if parent.is_relative_to(top)]), folder]:
        if not each.is_dir():
            each.parent.mkdir(parents=True, exist_ok=True)
            each.mkdir(mode=0o700, exist_ok=True)


def _remove(path: Path, digests: Container[str]) -> bool:
    if not path.is_file() or sha256(path.read_bytes()) not in digests:
        return False
    path.unlink()
    return True


def write_copy(path: Path, content: bytes) -> None:
    """One file beside somebody's own, whole or not at all. Raises PipelineError when the disk refuses."""
    try:
        _replace(path, content)
    except OSError as error:
        raise _refused(path, error) from error


def write_beside(places: Iterable[Path], content: bytes) -> Path:
    """One file beside somebody's own, whole or not at all, at the first place that is free or holds the same; that place.

    What stands at the others is never overwritten. Raises PipelineError when the disk refuses.
    """
    for path in places:
        try:
            if _stands(path, content) or not (path.exists() or path.is_symlink()):
                _replace(path, content)
                return path
        except OSError as error:
            raise _refused(path, error) from error
    raise PipelineError("Đã có quá nhiều bản chép cạnh tệp này. Xóa bớt rồi chạy lại.")


def personal_files(inputs: Path, outputs: Path) -> tuple[Path, ...]:
    """Everything of a quarter that may name somebody: its workbooks, its papers, returns, manifest and edited versions."""
    found = (path for folder in (inputs, outputs) for path in sorted(folder.rglob("*")) if folder.is_dir())
    return tuple(path for path in found if (path.is_file() or path.is_symlink()) and path.name not in (FIGURES, LOCK))


def forget(inputs: Path, outputs: Path, files: Sequence[Path]) -> None:
    """Remove a quarter's files, and keep its figures, which name nobody. Raises PipelineError when the disk refuses."""
    try:
        with alone(outputs):
            kept = {"quarter": outputs.name, "counts": counts_of(outputs)}
            _replace(outputs / FIGURES, manifest_bytes(kept), outputs)
            for path in files:
                path.unlink(missing_ok=True)
            for folder in (inputs, outputs):
                for empty in sorted((p for p in folder.rglob("*") if p.is_dir()), reverse=True):
                    empty.rmdir()
    except OSError as error:
        raise _refused(outputs, error) from error


def write_forms(folder: Path, files: Iterable[MadeFile]) -> tuple[str, ...]:
    """Publish forms, which no manifest accounts for; the paths that were new or had changed. Raises PipelineError."""
    try:
        with alone(folder):
            return tuple(file.path for file in files if _replace(folder / file.path, file.content, folder))
    except OSError as error:
        raise _refused(folder, error) from error

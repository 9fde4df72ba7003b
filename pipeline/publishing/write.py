"""Publishes what was made into the quarter's folder: each file whole, unchanged ones untouched, the manifest last."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.publishing.ledger import (
    FRAGMENT,
    PENDING,
    RECORD,
    Within,
    digests_in,
    is_of_the_run,
    make_private,
)
from pipeline.publishing.plan import Plan, plan
from pipeline.publishing.staging import Staging, staged
from pipeline.values.digests import digest_of
from pipeline.values.file_names import MANIFEST
from pipeline.values.model import MadeFile, PipelineError
from pipeline.values.os_errors import refusal


@dataclass(frozen=True)
class Published:
    """What a run did to the folder: paths written, left as they were, removed because their reason is gone, and kept.

    ``kept`` are files that differ from what the last run wrote there: somebody's own, each with where the new version
    is laid beside it; those that cannot be read stand in ``held`` too, with the reason. ``moved`` are those that were
    replaced on request: each with where the edited one is kept now. ``orphans`` are somebody's by now, and not made any more.
    """

    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]
    kept: Mapping[str, str]
    moved: Mapping[str, str] = field(default_factory=dict)
    held: Mapping[str, str] = field(default_factory=dict)
    orphans: tuple[str, ...] = ()


def publish(staging: Staging, planned: Plan, manifest: Mapping[str, object]) -> Published:
    """Do what was planned for the staged files of a run, and lay their manifest last.

    A file that somebody has edited since the last run, or that no run made, is never overwritten: the new version is
    laid beside it as ``<name>.moi.<ext>``, or it is moved under ``sua-tay/<run>/``. A file that the last run made and
    this one did not is removed, unless edited. Killed at any instant, whole files stand there and the next run
    finishes: what is about to be written is noted first.
    """
    folder = staging.folder
    if planned.changing or planned.gone or planned.moved:
        lay(folder / PENDING, _record_bytes(_with(planned.known, planned.made, planned.targets)), folder)
    _move(folder, planned)
    written = _place_all(staging, planned)
    removed = _remove(folder, planned)
    _remember(folder, planned, is_of_the_run, {place: planned.made[path] for path, place in planned.kept.items()})
    lay(folder / MANIFEST, manifest_bytes(manifest), folder)
    (folder / PENDING).unlink(missing_ok=True)
    return _published(planned, written, removed)


def write_beyond(
    folder: Path, files: Sequence[MadeFile], within: Within, demand_unchanged: Callable[[], None] = lambda: None
) -> Published:
    """Publish what no manifest accounts for (forms, what a check shows), as safely as a run does; PipelineError likewise.

    ``within`` tells which paths of the folder are of this kind: one of ours among them that is not made now is removed.
    ``demand_unchanged`` refuses where what they were made from is not there any more.
    """
    with staged(folder) as staging:
        for file in files:
            staging.add(file)
        demand_unchanged()
        planned = plan(folder, staging.digests, within=within)
        if planned.changing:  # noted first, so that what a killed command wrote is known for ours
            old = {path: digests for path, digests in planned.known.items() if within(path)}
            both = _with(old, planned.made, planned.targets)
            _write_record(folder, {**digests_in(folder / RECORD), **both})
        written, removed = _place_all(staging, planned), _remove(folder, planned)
        _remember(folder, planned, within, {planned.targets[path]: digest for path, digest in planned.made.items()})
        return _published(planned, written, removed)


def _published(planned: Plan, written: tuple[str, ...], removed: tuple[str, ...]) -> Published:
    unchanged = tuple(target for path, target in planned.targets.items() if path not in planned.changing)
    return Published(written, unchanged, removed, planned.kept, planned.moved, planned.held, planned.orphans)


def _with(
    known: Mapping[str, Sequence[str]], made: Mapping[str, str], targets: Mapping[str, str]
) -> dict[str, list[str]]:
    """What was ours, and what is about to be, wherever it lands."""
    both = {path: [*digests] for path, digests in known.items()}
    for path, digest in made.items():
        for place in dict.fromkeys((path, targets[path])):
            both[place] = [*dict.fromkeys([*both.get(place, ()), digest])]
    return both


def _move(folder: Path, planned: Plan) -> None:
    for path, place in planned.moved.items():
        _make_folder((folder / place).parent, folder)
        with _naming(folder / path):
            os.replace(folder / path, folder / place)


def _place_all(staging: Staging, planned: Plan) -> tuple[str, ...]:
    """Rename each staged file that changes anything to where it is to lie."""
    written = []
    for path in staging.digests:
        if path in planned.changing:
            place = planned.targets[path]
            _demand_as_seen(staging.folder, place, (planned.seen[place], planned.made[path]))
            move(staging.place_of(path), staging.folder / place, staging.folder)
            written.append(place)
    return tuple(written)


def _remove(folder: Path, planned: Plan) -> tuple[str, ...]:
    for path in planned.gone:
        _demand_as_seen(folder, path, ("", *planned.known[path]))
        remove(folder / path)
        if (left := (folder / path).parent) != folder:
            with suppress(OSError):  # something else lies there still
                left.rmdir()
    return planned.gone


def _demand_as_seen(folder: Path, path: str, digests: Container[str]) -> None:
    """Raises PipelineError for a file that somebody has saved since the plan looked at it: it would be lost."""
    try:
        now = digest_of(folder / path)
    except OSError:  # which says so itself when the file is to be replaced
        return
    if now not in digests:
        raise PipelineError(
            f"Tệp {path} vừa được sửa trong lúc công bố. Đóng tệp rồi chạy lại; bản sửa được giữ nguyên."
        )


def _remember(folder: Path, planned: Plan, within: Within, ours: Mapping[str, str]) -> None:
    """Keep in mind what no manifest lists: what was laid beside, what other commands wrote, what somebody's was once."""
    others = {path: told for path, told in digests_in(folder / RECORD).items() if not within(path)}
    orphans = {path: [*planned.known[path]] for path in planned.orphans}
    _write_record(folder, {**others, **orphans, **{place: [digest] for place, digest in ours.items()}})


def _write_record(folder: Path, record: Mapping[str, Sequence[str]]) -> None:
    if record:
        lay(folder / RECORD, _record_bytes(record), folder)
    else:
        (folder / RECORD).unlink(missing_ok=True)


def _record_bytes(record: Mapping[str, Sequence[str]]) -> bytes:
    return json.dumps(record, sort_keys=True).encode()


def manifest_bytes(manifest: Mapping[str, object]) -> bytes:
    """The manifest as the same bytes for the same content: sorted keys, no clock, no absolute path."""
    return (json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def lay(path: Path, content: bytes, top: Path | None = None) -> None:
    """Put content at a path, unless it stands there already."""
    if not (path.is_file() and path.read_bytes() == content):
        put(path, content, top or path.parent)


def remove(path: Path) -> None:
    """Remove a file, if it is there."""
    path.unlink(missing_ok=True)


def move(staged_file: Path, path: Path, top: Path) -> None:
    """Move a staged file to its place in one step, its content flushed first; folders made from ``top`` on are their owner's only."""
    _make_folder(path.parent, top)
    with _naming(path):
        handle = os.open(staged_file, os.O_RDWR)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
        os.replace(staged_file, path)


def put(path: Path, content: bytes, top: Path) -> None:
    """Put content at a path in one step, by a flushed temporary file beside it.

    The file can be read by its owner only; so can the folders that are made for it, from ``top`` on.
    """
    _make_folder(path.parent, top)
    with _naming(path):
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


@contextmanager
def _naming(path: Path) -> Iterator[None]:
    """What the disk refuses is told of the file that was to be written, not of a temporary one that nobody knows."""
    try:
        yield
    except OSError as error:
        error.filename, error.filename2 = str(path), None
        raise


def _make_folder(folder: Path, top: Path) -> None:
    """A folder, and those above it below ``top``, readable by their owner only."""
    if folder == top:
        return
    for each in [*reversed([parent for parent in folder.parents if parent.is_relative_to(top)]), folder]:
        make_private(each)


def write_beside(places: Iterable[Path], content: bytes) -> Path:
    """One file beside somebody's own, whole or not at all, at the first place that is free or holds the same; that place.

    What stands at the others is never overwritten. Raises PipelineError when the disk refuses.
    """
    for path in places:
        try:
            if not (path.exists() or path.is_symlink()) or (path.is_file() and path.read_bytes() == content):
                lay(path, content)
                return path
        except OSError as error:
            raise PipelineError(refusal(error, "ghi", path)) from error
    raise PipelineError("Đã có quá nhiều bản chép cạnh tệp này. Xóa bớt rồi chạy lại.")

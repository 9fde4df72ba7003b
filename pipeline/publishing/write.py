"""Writes made files into a folder of the outputs: each file whole or not at all, unchanged ones untouched, the manifest last."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from pipeline.publishing.ledger import FRAGMENT, PENDING, RECORD, Within, digests_in, is_of_the_run, make_private
from pipeline.publishing.plan import Plan, plan
from pipeline.publishing.staging import Staging, staged
from pipeline.values.digests import digest_of
from pipeline.values.errors import PipelineError
from pipeline.values.file_names import MANIFEST
from pipeline.values.model import MadeFile
from pipeline.values.os_errors import refusal


def publish(staging: Staging, planned: Plan, manifest: Mapping[str, object]) -> None:
    """Carry out the plan for the staged files of a run, and write their manifest last.

    A file that was edited since the last run, or that no run made, is never overwritten: the new version is written
    next to it as ``<name>.moi.<ext>``, or the edited file is moved under ``sua-tay/<run>/``. A file that an earlier run
    made and this one did not is removed, unless edited. If the run is killed at any instant, the folder holds whole
    files only, and the next run finishes: the digests of all files are recorded before they are written.
    """
    folder = staging.folder
    if planned.changing or planned.obsolete or planned.moved_aside:
        about_to_write = _with_made(planned.known, planned.made, planned.targets)
        write_if_different(folder / PENDING, _record_bytes(about_to_write), folder)
    _move_aside(folder, planned)
    _move_all(staging, planned)
    _remove_obsolete(folder, planned)
    _record(folder, planned, is_of_the_run, {new: planned.made[path] for path, new in planned.edited.items()})
    write_if_different(folder / MANIFEST, manifest_bytes(manifest), folder)
    (folder / PENDING).unlink(missing_ok=True)


def publish_without_manifest(
    folder: Path, files: Sequence[MadeFile], within: Within, demand_unchanged: Callable[[], None] = lambda: None
) -> Plan:
    """Publish files that no manifest lists (blank forms, the report of a check), as safely as :func:`publish` → what was done.

    ``within`` selects the paths of this kind; files there that earlier commands made and this one did not are removed.
    ``demand_unchanged`` raises PipelineError where the inputs have changed since they were read. Raises PipelineError.
    """
    with staged(folder) as staging:
        for file in files:
            staging.add(file)
        demand_unchanged()
        planned = plan(folder, staging.digests, within=within)
        if planned.changing:  # recorded before writing, so that files of a killed command are not taken for edited
            earlier = {path: digests for path, digests in planned.known.items() if within(path)}
            about_to_write = _with_made(earlier, planned.made, planned.targets)
            _write_record(folder, {**digests_in(folder / RECORD), **about_to_write})
        _move_all(staging, planned)
        _remove_obsolete(folder, planned)
        _record(folder, planned, within, {planned.targets[path]: digest for path, digest in planned.made.items()})
        return planned


def _with_made(
    known: Mapping[str, Sequence[str]], made: Mapping[str, str], targets: Mapping[str, str]
) -> dict[str, list[str]]:
    """The known digests by path, with those of the made files added at their own and at their target path."""
    digests_by_path = {path: [*digests] for path, digests in known.items()}
    for path, digest in made.items():
        for each in dict.fromkeys((path, targets[path])):
            digests_by_path[each] = [*dict.fromkeys([*digests_by_path.get(each, ()), digest])]
    return digests_by_path


def _move_aside(folder: Path, planned: Plan) -> None:
    for path, aside in planned.moved_aside.items():
        _make_folder((folder / aside).parent, folder)
        with _errors_name(folder / path):
            os.replace(folder / path, folder / aside)


def _move_all(staging: Staging, planned: Plan) -> None:
    """Move each staged file that changes anything to its target path."""
    for path in staging.digests:
        if path in planned.changing:
            target = planned.targets[path]
            _demand_as_planned(staging.folder, target, (planned.current_digests[target], planned.made[path]))
            move(staging.staged_path(path), staging.folder / target, staging.folder)


def _remove_obsolete(folder: Path, planned: Plan) -> None:
    for path in planned.obsolete:
        _demand_as_planned(folder, path, ("", *planned.known[path]))
        (folder / path).unlink(missing_ok=True)
        if (emptied := (folder / path).parent) != folder:
            with suppress(OSError):  # it holds other files
                emptied.rmdir()


def _demand_as_planned(folder: Path, path: str, digests: Container[str]) -> None:
    """Raise PipelineError for a file that was saved after the plan was made: the edit would be lost."""
    try:
        now = digest_of(folder / path)
    except OSError:  # replacing the file will raise it, with the file's name
        return
    if now not in digests:
        raise PipelineError(
            f"Tệp {path} vừa được sửa trong lúc công bố. Đóng tệp rồi chạy lại; bản sửa được giữ nguyên."
        )


def _record(folder: Path, planned: Plan, within: Within, written: Mapping[str, str]) -> None:
    """Record the digests that no manifest lists: of new versions, of other commands' files, of abandoned files."""
    others = {path: digests for path, digests in digests_in(folder / RECORD).items() if not within(path)}
    abandoned = {path: [*planned.known[path]] for path in planned.abandoned}
    _write_record(folder, {**others, **abandoned, **{path: [digest] for path, digest in written.items()}})


def _write_record(folder: Path, record: Mapping[str, Sequence[str]]) -> None:
    if record:
        write_if_different(folder / RECORD, _record_bytes(record), folder)
    else:
        (folder / RECORD).unlink(missing_ok=True)


def _record_bytes(record: Mapping[str, Sequence[str]]) -> bytes:
    return json.dumps(record, sort_keys=True).encode()


def manifest_bytes(manifest: Mapping[str, object]) -> bytes:
    """A manifest → its JSON in UTF-8; the same bytes for the same content, as keys are sorted."""
    return (json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8", "replace")


def write_if_different(path: Path, content: bytes, top: Path | None = None) -> None:
    """Write content to a path, unless the file there holds it already; ``top`` as in :func:`write_atomically`."""
    if not (path.is_file() and path.read_bytes() == content):
        write_atomically(path, content, top or path.parent)


def move(staged_file: Path, path: Path, top: Path) -> None:
    """Move a staged file to its target path in one step, its content flushed first; ``top`` as in :func:`write_atomically`."""
    _make_folder(path.parent, top)
    with _errors_name(path):
        handle = os.open(staged_file, os.O_RDWR)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
        os.replace(staged_file, path)


def write_atomically(path: Path, content: bytes, top: Path) -> None:
    """Write content to a path in one step, by a flushed temporary file in the same folder.

    Only the owner can read the file, and the folders below ``top`` that are made for it.
    """
    _make_folder(path.parent, top)
    with _errors_name(path):
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
def _errors_name(path: Path) -> Iterator[None]:
    """Make an OSError name the file that was to be written, not a temporary one that an officer does not know."""
    try:
        yield
    except OSError as error:
        error.filename, error.filename2 = str(path), None
        raise


def _make_folder(folder: Path, top: Path) -> None:
    """Make a folder, and those above it below ``top``, readable by their owner only."""
    if folder == top:
        return
    for each in [*reversed([parent for parent in folder.parents if parent.is_relative_to(top)]), folder]:
        make_private(each)


def write_next_to(paths: Iterable[Path], content: bytes) -> Path:
    """Write a copy next to an officer's file, to the first path that is free or holds the same content; that path.

    Other files are never overwritten. Raises PipelineError when the disk refuses or no path is free.
    """
    for path in paths:
        try:
            if not (path.exists() or path.is_symlink()) or (path.is_file() and path.read_bytes() == content):
                write_if_different(path, content)
                return path
        except OSError as error:
            raise PipelineError(refusal(error, "ghi", path)) from error
    raise PipelineError("Đã có quá nhiều bản chép cạnh tệp này. Xóa bớt rồi chạy lại.")

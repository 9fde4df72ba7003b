"""Publishes a run and lists the files that an officer has edited: why each is left as is, and how the new version differs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from pipeline.opc.kinds import Unreadable
from pipeline.publishing.differences import UNREADABLE as CANNOT_COMPARE
from pipeline.publishing.differences import compared
from pipeline.publishing.plan import Plan, plan
from pipeline.publishing.staging import Staging
from pipeline.publishing.write import publish
from pipeline.reading.bounded import Bounded, paper_bytes
from pipeline.values.model import EditedFile, Listed, MadeFile
from pipeline.values.os_errors import reason

EDITED_BY_HAND = "đã được sửa tay"
UNREADABLE = "không đọc được ({})"
NOT_MADE_ANY_MORE = "đã được sửa tay, tuy lần chạy này không còn lập tệp đó; xóa nếu không cần"
OPEN_BOTH = "mở cả hai tệp để so sánh"

DrawReport = Callable[[Sequence[Listed], Sequence[EditedFile]], MadeFile]
MakeManifest = Callable[[Sequence[Listed]], Mapping[str, object]]


def publish_run(
    staging: Staging, draw_report: DrawReport, make_manifest: MakeManifest, replace: str = ""
) -> tuple[Mapping[str, object], Plan, tuple[EditedFile, ...]]:
    """Publish the staged files of a run and its report → the manifest, what was done, and the edited files left as is.

    ``draw_report`` makes the report from the staged and the edited files; ``make_manifest`` makes the manifest from the
    staged files. ``replace`` is the run's number where edited files are to be moved aside, "" where they stay.
    """
    made = staging.listed
    staging.add(draw_report(made, ()))
    planned = plan(staging.folder, staging.digests, replace)
    if edited := edited_files(staging, planned):
        staging.add(draw_report(made, edited))
        planned = plan(staging.folder, staging.digests, replace)
    manifest = make_manifest(staging.listed)
    publish(staging, planned, manifest)
    return manifest, planned, edited


def edited_files(staging: Staging, planned: Plan) -> tuple[EditedFile, ...]:
    """Every edited file that a run leaves as is: first those that get a new version, then those that are not made any more."""
    made_anew = (each for each in staging.listed if each.path in planned.edited)
    abandoned = (EditedFile(path, "", NOT_MADE_ANY_MORE) for path in planned.abandoned)
    return (*_with_new_versions(staging, planned, made_anew), *abandoned)


def _with_new_versions(staging: Staging, planned: Plan, files: Iterator[Listed]) -> Iterator[EditedFile]:
    with Bounded(compared) as compare:
        for file in files:
            new_version_path, unreadable = planned.edited[file.path], planned.unreadable.get(file.path)
            if unreadable:
                yield EditedFile(file.path, new_version_path, UNREADABLE.format(unreadable))
                continue
            try:
                found = _differences(staging, file, staging.folder / file.path, compare)
            except OSError as error:
                yield EditedFile(file.path, new_version_path, UNREADABLE.format(reason(error)))
            else:
                yield EditedFile(file.path, new_version_path, EDITED_BY_HAND, found)


def _differences(
    staging: Staging, file: Listed, edited_path: Path, compare: Callable[[bytes, str], tuple[str, ...]]
) -> tuple[str, ...]:
    """The differences in words; a report or returned workbook is not compared, it changes with every run."""
    if file.derived:
        return (OPEN_BOTH,)
    try:
        edited = paper_bytes(edited_path)
        return compare(edited + staging.content(file.path), f"{len(edited)} {file.path}")
    except Unreadable:  # it takes too much time or memory
        return (CANNOT_COMPARE,)

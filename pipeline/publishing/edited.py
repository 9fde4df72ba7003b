"""Publishes a run and says which files an officer has edited: which version is which, why it is left, what differs in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from pipeline.publishing.differences import differences
from pipeline.publishing.plan import Plan, plan
from pipeline.publishing.staging import Staging
from pipeline.publishing.write import Published, publish
from pipeline.values.model import Kept, Listed, MadeFile
from pipeline.values.os_errors import reason

EDITED = "đã được sửa tay"
UNREADABLE = "không đọc được ({})"
WITHOUT_REASON = "đã được sửa tay, tuy lần chạy này không còn lập tệp đó; xóa nếu không cần"
LOOK = "mở cả hai tệp để so sánh"

DrawReport = Callable[[Sequence[Listed], Sequence[Kept]], MadeFile]
Account = Callable[[Sequence[Listed]], Mapping[str, object]]


def publish_run(
    staging: Staging, draw_report: DrawReport, account: Account, replace: str = ""
) -> tuple[Mapping[str, object], Published, tuple[Kept, ...]]:
    """Publish the staged files of a run with a report that names the edited files which stay; its manifest, and what was done.

    ``draw_report`` makes the report of the staged files and of those that stay, ``account`` the manifest; ``replace`` is
    the run's number where edited files are to give way, "" where they stay.
    """
    made = staging.listed
    staging.add(draw_report(made, ()))
    planned = plan(staging.folder, staging.digests, replace)
    if kept := edited_files(staging, planned):
        staging.add(draw_report(made, kept))
        planned = plan(staging.folder, staging.digests, replace)
    manifest = account(staging.listed)
    return manifest, publish(staging, planned, manifest), kept


def edited_files(staging: Staging, planned: Plan) -> tuple[Kept, ...]:
    """Every file that stays as an officer has made it, those beside which a new version is laid first."""
    beside = (each for each in staging.listed if each.path in planned.kept)
    return (*_beside(staging, planned, beside), *(Kept(path, "", WITHOUT_REASON) for path in planned.orphans))


def _beside(staging: Staging, planned: Plan, files: Iterator[Listed]) -> Iterator[Kept]:
    for file in files:
        place, held = planned.kept[file.path], planned.held.get(file.path)
        if held:
            yield Kept(file.path, place, UNREADABLE.format(held))
            continue
        try:
            found = _differing(staging, file, staging.folder / file.path)
        except OSError as error:
            yield Kept(file.path, place, UNREADABLE.format(reason(error)))
        else:
            yield Kept(file.path, place, EDITED, found)


def _differing(staging: Staging, file: Listed, edited: Path) -> tuple[str, ...]:
    """What differs; of what only shows the state of the run (report, returned workbook) it is not taken apart."""
    if file.derived:
        return (LOOK,)
    return differences(file.path, edited.read_bytes(), staging.content(file.path))

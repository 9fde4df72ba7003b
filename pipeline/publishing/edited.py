"""Publishes a run and says which files are somebody's: which version is which, why it is left, what differs in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol, TypeVar

from pipeline.publishing.ledger import holding
from pipeline.publishing.plan import Plan, plan
from pipeline.publishing.write import Published, publish, replacing
from pipeline.values.model import Kept, MadeFile
from pipeline.values.os_errors import reason

EDITED = "đã được sửa tay"
UNREADABLE = "không đọc được ({})"
WITHOUT_REASON = "đã được sửa tay, tuy lần chạy này không còn lập tệp đó; xóa nếu không cần"
LOOK = "mở cả hai tệp để so sánh"


class Finished(Protocol):
    """A finished run, of a quarter or a year."""

    @property
    def files(self) -> Sequence[MadeFile]:
        """The files it made."""

    @property
    def manifest(self) -> Mapping[str, object]:
        """What accounts for them."""

    @property
    def digests(self) -> Mapping[str, str]:
        """The digest of each file by its path."""


Run = TypeVar("Run", bound=Finished)


def publish_and_tell(
    folder: Path,
    outcome: Run,
    replace: bool,
    with_kept: Callable[[Run, Sequence[Kept]], Run],
    demand_unchanged: Callable[[], None],
) -> tuple[Run, Published, tuple[Kept, ...]]:
    """Publish a run whose report tells of the files that are left as they are; the folder is held from the look at them on.

    ``with_kept`` puts them into the report, ``demand_unchanged`` refuses where the run's inputs are not the same any more.
    """
    aside = replacing(outcome.manifest, replace)
    with holding(folder):
        demand_unchanged()
        planned = plan(folder, outcome.digests, aside)
        if kept := kept_files(folder, planned, outcome.files):
            outcome = with_kept(outcome, kept)
            planned = plan(folder, outcome.digests, aside)
        return outcome, publish(folder, planned, outcome.files, outcome.manifest), kept


def kept_files(folder: Path, planned: Plan, files: Iterable[MadeFile]) -> tuple[Kept, ...]:
    """Every file that stays as it is, those beside which a new version is laid first."""
    made = (file for file in files if file.path in planned.kept) if planned.kept else ()
    return (*_beside(folder, planned, made), *(Kept(path, "", WITHOUT_REASON) for path in planned.orphans))


def _beside(folder: Path, planned: Plan, files: Iterable[MadeFile]) -> Iterator[Kept]:
    for file in files:
        place, held = planned.kept[file.path], planned.held.get(file.path)
        if held:
            yield Kept(file.path, place, UNREADABLE.format(held))
            continue
        try:
            told = _told(file, (folder / file.path).read_bytes())
        except OSError as error:
            yield Kept(file.path, place, UNREADABLE.format(reason(error)))
        else:
            yield Kept(file.path, place, EDITED, told)


def _told(file: MadeFile, edited: bytes) -> tuple[str, ...]:
    """What differs; of what only shows the state of the run (report, returned workbook) it is not taken apart."""
    if file.derived:
        return (LOOK,)
    from pipeline.publishing.differences import differences  # few runs need it, and it loads longer than a paper takes

    return differences(file.path, edited, file.content)

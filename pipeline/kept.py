"""Turns a plan into what is said of the files that are somebody's: which is which, why it is left, what differs in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.differences import differences
from pipeline.disk import reason
from pipeline.model import Kept, MadeFile
from pipeline.plan import Plan

EDITED = "đã được sửa tay"
UNREADABLE = "không đọc được ({})"
WITHOUT_REASON = "đã được sửa tay, tuy lần chạy này không còn lập tệp đó; xóa nếu không cần"
LOOK = "mở cả hai tệp để so sánh"


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
    return (LOOK,) if file.derived else differences(file.path, edited, file.content)

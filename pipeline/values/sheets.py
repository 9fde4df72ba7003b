"""A workbook as it was read: each sheet with what its cells store, what they show, and what lies over them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from pipeline.values.shown import ShownCell

PICTURE_IN_CELL = "[hình ảnh]"  # shown in place of the value of a cell that holds a picture
LISTS_SHEET, CHECKS_SHEET = (
    "Danh mục",
    "Công thức kiểm tra",
)  # of the form, hidden: its choices, its formulas that check


class Thing(StrEnum):
    """What it is, in the words of a message."""

    TEXT_BOX = "hộp chữ"
    COMMENT = "ghi chú gắn vào ô"
    PICTURE = "hình ảnh"


class OnTop(NamedTuple):
    """One thing with its text ("" for a picture) and the cell, from 0, on which it hangs or whose corner it covers first.

    ``image`` are the bytes of a PNG or JPEG picture that is small enough to be kept; b"" of any other.
    """

    thing: Thing
    text: str
    row: int
    column: int
    image: bytes = b""


class Hidden(NamedTuple):
    """What of a sheet is not seen: rows and columns, counted from 0, and whether it is the whole sheet."""

    rows: tuple[range, ...] = ()
    columns: tuple[range, ...] = ()
    whole: bool = False


ALL_SEEN = Hidden()


@dataclass(frozen=True)
class Sheet:
    """A sheet as typed: ``rows[r][c]`` is the value of the cell in row r + 1, column c + 1; ``""`` where empty.

    ``error_cells`` maps (r, c) of a cell with an Excel error or an uncomputed formula to the error or formula shown there.
    ``legacy`` maps (r, c) of a cell whose text was converted from a pre-Unicode font (TCVN3, VNI) to the text as typed.
    ``merged`` maps (r, c) of the first cell of a merged range to the row and column of its last.
    ``shown`` maps (r, c) of a cell that is not shown as it is stored to what is shown; None where formats cannot be read.
    ``unstruck`` maps (r, c) of a cell with struck-through letters to the text without them; ``on_top`` is what lies over cells.
    ``unsure`` maps (r, c) of a cell that may not look as it is stored to the code of its finding; ``hidden`` is what is not seen.
    """

    name: str
    rows: tuple[tuple[object, ...], ...]
    error_cells: Mapping[tuple[int, int], str] = field(default_factory=dict)
    legacy: Mapping[tuple[int, int], str] = field(default_factory=dict)
    merged: Mapping[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    shown: Mapping[tuple[int, int], ShownCell] | None = field(default_factory=dict)
    unstruck: Mapping[tuple[int, int], str] = field(default_factory=dict)
    on_top: tuple[OnTop, ...] = ()
    unsure: Mapping[tuple[int, int], str] = field(default_factory=dict)
    hidden: Hidden = ALL_SEEN


@dataclass(frozen=True)
class Workbook:
    """A workbook as typed: its file name and its sheets in their order."""

    file: str
    sheets: tuple[Sheet, ...]

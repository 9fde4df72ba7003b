"""Refuses a sheet with a value absurdly far from A1, before a parser fills the memory with the empty cells between.

Refuses a workbook, too, with more in it than the longest list of an office: it would fill the memory of whoever gets it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.opc.kinds import Unreadable
from pipeline.opc.unpack import holds
from pipeline.values.cell_names import column_name, column_number
from pipeline.values.numbers import group

MAX_CELLS = 2_000_000  # of the rectangle from A1 to the last value; the form has fewer than 2.000
MAX_FILLED = 400_000  # cells with a value of a workbook: lists of thirty thousand rows have fewer
MAX_CHARACTERS = 20_000_000  # of a workbook: such lists have half as many
FAR = re.compile(rb' r(?:="(?:[A-Z]{3}|[A-Z]{0,2}\d{4})|=[^"]|\s)')  # beyond row 999 or column ZZ, or unusual spelling
ROOT, HEAD = b"<worksheet", 1024  # the usual beginning of a sheet; the fast search below works only for it
# cells without value are self-closing elements, which do not match
FILLED_CELL = re.compile(rb"<(?:\w+:)?c (?:[^<>]*? )?r=[\"']([A-Z]{1,3})(\d{1,7})[\"'][^<>]*(?<!/)>")


def refuse_far_cells(xml: bytes) -> None:
    """Raises :class:`Unreadable` (``oversized``) if the xml of an xlsx sheet has a value too far from A1."""
    plain = ROOT in xml[:HEAD] and not holds(xml, b"\t") and xml.find(b"\n", HEAD) < 0
    if plain and not FAR.search(xml):  # true of nearly every sheet, and much faster than the search for each cell
        return
    last_row, last_column = 0, 0
    columns: dict[bytes, int] = {}
    for found in FILLED_CELL.finditer(xml):
        letters = found[1]
        if letters not in columns:
            columns[letters] = column_number(letters.decode()) + 1
            last_column = max(last_column, columns[letters])
        last_row = max(last_row, int(found[2]))
    if last_row * last_column > MAX_CELLS:
        raise Unreadable(
            "oversized", f"trang tính kéo dài đến dòng {group(last_row)}, cột {column_name(last_column - 1)}"
        )


@dataclass(frozen=True)
class Extent:
    """How much a workbook holds: its cells with a value, the characters of their texts, all cells of its rectangles."""

    filled: int = 0
    characters: int = 0
    cells: int = 0

    def with_rows(self, rows: Sequence[Sequence[object]]) -> Extent:
        """The same with the rows of one more sheet."""
        return Extent(
            self.filled + sum(len(row) - row.count("") for row in rows),
            self.characters + sum(len(value) for row in rows for value in row if isinstance(value, str)),
            self.cells + sum(map(len, rows)),
        )


def refuse_too_much(extent: Extent) -> None:
    """Raises :class:`Unreadable` (``oversized``) for a workbook that holds too much."""
    for number, most, what in (
        (extent.filled, MAX_FILLED, "ô có nội dung"),
        (extent.characters, MAX_CHARACTERS, "ký tự"),
        (extent.cells, MAX_CELLS, "ô"),
    ):
        if number > most:
            raise Unreadable("oversized", f"hơn {group(most)} {what}")

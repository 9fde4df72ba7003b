"""Refuses a sheet with a value absurdly far from A1, before a parser fills the memory with the empty cells between.

Refuses a workbook, too, with more in it than the longest list of an office: it would fill the memory of whoever gets it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from pipeline.opc.kinds import Unreadable
from pipeline.opc.unpack import holds
from pipeline.values.cell_names import column_name, column_number
from pipeline.values.numbers import group

MAX_CELLS = 2_000_000  # of the rectangle from A1 to the last value; the form has fewer than 2.000
FILLED, CHARACTERS, CELLS = "ô có nội dung", "ký tự", "ô"  # what is counted, in the words of the message
# of a workbook: lists of thirty thousand rows have fewer cells with a value, and half as many characters
MOST = {FILLED: 400_000, CHARACTERS: 20_000_000, CELLS: MAX_CELLS}
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


def extent_of(rows: Sequence[Sequence[object]]) -> Counter[str]:
    """How much a sheet holds: its cells with a value, the characters of their texts, all cells of its rectangle."""
    filled = [value for row in rows for value in row if value != ""]
    characters = sum(len(value) for value in filled if isinstance(value, str))
    return Counter({FILLED: len(filled), CHARACTERS: characters, CELLS: sum(map(len, rows))})


def refuse_too_much(extent: Mapping[str, int]) -> None:
    """Raises :class:`Unreadable` (``oversized``) for a workbook whose sheets together hold too much."""
    for what, number in extent.items():
        if number > MOST[what]:
            raise Unreadable("oversized", f"hơn {group(MOST[what])} {what}")

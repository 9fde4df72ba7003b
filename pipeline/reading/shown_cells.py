"""Turns a workbook's bytes into what its cells show, where a number format makes that another thing than what they store.

xlsx and xls give each cell's format, from which the text is worked out; ods gives the text that was shown itself. Formats
of xlsb are read by no library that we keep.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from io import BytesIO
from itertools import islice
from typing import Any

from lxml import etree
from xlrd import XL_CELL_BOOLEAN, XL_CELL_DATE, XL_CELL_NUMBER, XL_CELL_TEXT
from xlrd.formatting import std_format_strings

from pipeline.opc.kinds import Unreadable
from pipeline.opc.unpack import SAFELY, Element, tree_of
from pipeline.reading.far_cells import MAX_CELLS
from pipeline.reading.ods import CONTENT
from pipeline.reading.shown_ods import Cells, Found, shown_in_ods
from pipeline.reading.xls import of_each_sheet
from pipeline.reading.xlsx import BOOK, SHARED, STYLES, cells_in
from pipeline.values.built_in_formats import BUILT_IN, GENERAL
from pipeline.values.number_formats import is_plain
from pipeline.values.shown import Formatted, Seen, ShownCell

WITH_NUMBER = re.compile(
    rb"""<(?:\w+:)?c(?![\w.-])(?![^>]*\st\s*=\s*["'](?:s|str|inlineStr|e)["'])[^>]*(?<!/)>(?!</)"""
)
TEXTS = frozenset({"s", "str", "inlineStr"})  # a cell's kind, where it holds a text
BY_MACHINE = frozenset({14, 22})  # whatever a file says of them, Excel shows the machine's own date
PLAIN = frozenset({GENERAL, "0"})
PLAIN_BELOW = 1e11  # a whole number that a cell of these formats shows figure by figure

UNKNOWN = Seen(None)


def shown_cells(parts: Mapping[str, bytes], sheets: Mapping[str, str], book: Any = None) -> Mapping[str, Cells]:
    """By sheet title, what the cells show that are not shown as stored: (row, column) from 0 → what they show.

    ``sheets`` are the parts of an xlsx file's sheets, by title; ``book`` is an xls workbook as xlrd reads it. Empty for a
    workbook whose formats cannot be read.
    """
    if book:
        return _of_xls(book) if book.formatting_info else {}
    try:
        if CONTENT in parts:
            return shown_in_ods(parts)
        return _of_xlsx(parts, sheets) if BOOK in parts else {}
    except (Unreadable, etree.XMLSyntaxError, ValueError, LookupError):  # calamine reads some that are broken there
        return {}


def _shown(value: float | str, code: str | None, date_1904: bool) -> ShownCell | None:
    """What a cell with that value and format shows; None where it is shown as stored."""
    if code is None:
        return UNKNOWN
    if isinstance(value, str | bool):
        return None if is_plain(code) else Formatted(value, code, date_1904)
    if code in PLAIN and abs(value) < PLAIN_BELOW and value.is_integer():
        return None
    return Formatted(value, code, date_1904)


# --- xlsx ----------------------------------------------------------------------------------------------------------


def _of_xlsx(parts: Mapping[str, bytes], sheets: Mapping[str, str]) -> Mapping[str, Cells]:
    reading = _Reading(parts)
    return {title: dict(islice(reading.cells(parts[part]), MAX_CELLS)) for title, part in sheets.items()}


class _Reading:
    """A workbook's formats, its epoch, and its shared texts once they are asked for."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self._parts = parts
        self._codes = _codes_of_styles(parts.get(STYLES, b""))
        self._texts_matter = not all(code is None or is_plain(code) for code in self._codes)
        settings = tree_of(BOOK, parts[BOOK]).find("{*}workbookPr")
        self._date_1904 = settings is not None and settings.get("date1904") in ("1", "true")
        self._shared: list[str] | None = None

    def cells(self, xml: bytes) -> Iterator[Found]:
        """The cells of a sheet that are not shown as stored."""
        if not self._texts_matter and not WITH_NUMBER.search(xml):  # as most sheets
            return
        for at, cell in cells_in(_rows(xml)):
            if not len(cell) or (cell.get("t") in TEXTS and not self._texts_matter):
                continue
            try:
                found = self._shown(cell)
            except (ValueError, LookupError):  # a number that is none, a style or a text that there is not
                found = UNKNOWN
            if found:
                yield at, found

    def _shown(self, cell: Element) -> ShownCell | None:
        code = self._codes[int(cell.get("s") or 0)] if self._codes else GENERAL
        value = self._value(cell, code)
        return None if value is None else _shown(value, code, self._date_1904)

    def _value(self, cell: Element, code: str | None) -> float | str | None:
        """What a cell stores; None for an error, an empty cell, and a text that its format shows as it is."""
        kind, stored = cell.get("t") or "n", cell.findtext("{*}v") or ""
        if kind in TEXTS:
            return None if code is None or is_plain(code) else self._text(cell, kind, stored)
        if not stored or kind == "e":
            return None
        if kind == "b":
            return stored in ("1", "true")
        return _serial(stored, self._date_1904) if kind == "d" else float(stored)

    def _text(self, cell: Element, kind: str, stored: str) -> str:
        if kind == "str":
            return stored
        if kind == "inlineStr":
            return _words(cell)
        if self._shared is None:
            shared = tree_of(SHARED, self._parts[SHARED])
            self._shared = [_words(item) for item in shared.iterfind("{*}si")]
        return self._shared[int(stored)]


def _codes_of_styles(xml: bytes) -> list[str | None]:
    """The code of each style that cells name; None for one that is not known."""
    if not xml:
        return []
    styles = tree_of(STYLES, xml)
    declared = {int(f.get("numFmtId", "0")): f.get("formatCode") for f in styles.iterfind("{*}numFmts/{*}numFmt")}
    numbers = [int(style.get("numFmtId") or 0) for style in styles.iterfind("{*}cellXfs/{*}xf")]
    return [_code(number, declared.get(number)) for number in numbers]


def _code(number: int, declared: str | None) -> str | None:
    """The code of a format by its number, or as the file declares it."""
    return BUILT_IN.get(number) if number in BY_MACHINE or not declared else declared


def _rows(xml: bytes) -> Iterator[Element]:
    """The rows of a sheet, each forgotten once it was looked at."""
    for _, row in etree.iterparse(BytesIO(xml), tag="{*}row", **SAFELY):
        yield row
        row.clear()
        data = row.getparent()
        while data is not None and data[0] is not row:
            del data[0]


def _serial(stored: str, date_1904: bool) -> float:
    """The serial number of a day that a strict file writes as 2020-03-05T08:00:00. Raises ValueError."""
    first = datetime(1904, 1, 1) if date_1904 else datetime(1899, 12, 30)
    return (datetime.fromisoformat(stored.rstrip("Z")) - first).total_seconds() / 86_400


def _words(item: Element) -> str:
    """The text of a shared or an inline string, without what tells how it is pronounced."""
    spoken = {t for run in item.iterfind("{*}rPh") for t in run.iter("{*}t")}
    return "".join(t.text or "" for t in item.iter("{*}t") if t not in spoken)


# --- xls -----------------------------------------------------------------------------------------------------------


def _of_xls(book: Any) -> Mapping[str, Cells]:
    codes = [_code_of_xls(book, style.format_key) for style in book.xf_list]
    return of_each_sheet(book, lambda sheet: dict(islice(_xls_cells(book, sheet, codes), MAX_CELLS)))


def _xls_cells(book: Any, sheet: Any, codes: Sequence[str | None]) -> Iterator[Found]:
    for r in range(sheet.nrows):
        for c, (kind, value) in enumerate(zip(sheet.row_types(r), sheet.row_values(r), strict=True)):
            if kind not in (XL_CELL_NUMBER, XL_CELL_DATE, XL_CELL_TEXT, XL_CELL_BOOLEAN):
                continue
            stored = bool(value) if kind == XL_CELL_BOOLEAN else value
            if found := _shown(stored, codes[sheet.cell_xf_index(r, c)], bool(book.datemode)):
                yield (r, c), found


def _code_of_xls(book: Any, number: int) -> str | None:
    declared = book.format_map[number].format_str if number in book.format_map else None
    return _code(number, None if declared == std_format_strings.get(number) else declared)

"""Writes the smallest xlsb workbooks, which no library writes: binary records of sheets with texts, numbers and formats."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from struct import pack

from tests.fuzz import package

TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>'
)
RELS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
REL = (
    '<Relationship Id="{}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" Target="{}"/>'
)
ROW, REAL, TEXT = 0, 5, 6
BEGIN_SHEET, END_SHEET, BEGIN_BOOK, END_BOOK, BEGIN_DATA, END_DATA, BUNDLE, BEGIN_BUNDLES, END_BUNDLES = (
    129,
    130,
    131,
    132,
    145,
    146,
    156,
    143,
    144,
)
DIMENSION, BEGIN_STYLES, END_STYLES, BEGIN_XFS, END_XFS, XF, FONT = 148, 278, 279, 617, 618, 47, 43
GENERAL, SHORT_DATE = 0, 14  # numbers of built-in formats
FIRST_DAY = date(1899, 12, 30)


def xlsb(sheets: Mapping[str, Sequence[Sequence[object]]], struck: bool = False) -> bytes:
    """A workbook: sheet → rows of texts, numbers and days, "" for an empty cell."""
    names = list(sheets)
    parts = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": RELS.format(REL.format("r1", "officeDocument", "xl/workbook.bin")),
        "xl/_rels/workbook.bin.rels": RELS.format(
            REL.format("st", "styles", "styles.bin")
            + "".join(REL.format(f"s{n}", "worksheet", f"worksheets/sheet{n}.bin") for n in range(len(names)))
        ),
    }
    bundles = b"".join(
        _record(BUNDLE, pack("<II", 0, n + 1) + _wide(f"s{n}") + _wide(name)) for n, name in enumerate(names)
    )
    book = _record(BEGIN_BOOK) + _record(BEGIN_BUNDLES) + bundles + _record(END_BUNDLES) + _record(END_BOOK)
    xfs = b"".join(_record(XF, pack("<HH12x", 0, code)) for code in (GENERAL, SHORT_DATE))
    cell_xfs = _record(BEGIN_XFS, pack("<I", 2)) + xfs + _record(END_XFS)
    font = _record(FONT, pack("<HH", 240, 0x08 if struck else 0x02))
    styles = _record(BEGIN_STYLES) + font + cell_xfs + _record(END_STYLES)
    binary = {f"xl/worksheets/sheet{n}.bin": _sheet(rows) for n, rows in enumerate(sheets.values())}
    return package(
        {
            **{name: part.encode() for name, part in parts.items()},
            "xl/workbook.bin": book,
            "xl/styles.bin": styles,
            **binary,
        }
    )


def _sheet(rows: Sequence[Sequence[object]]) -> bytes:
    width = max(map(len, rows), default=1)
    size = pack("<IIII", 0, max(len(rows) - 1, 0), 0, width - 1)
    lines = b"".join(_row(n, row) for n, row in enumerate(rows))
    return (
        _record(BEGIN_SHEET)
        + _record(DIMENSION, size)
        + _record(BEGIN_DATA)
        + lines
        + _record(END_DATA)
        + _record(END_SHEET)
    )


def _row(number: int, row: Sequence[object]) -> bytes:
    head = _record(ROW, pack("<IIHBBBI", number, 0, 300, 0, 0, 0, 0))
    return head + b"".join(_cell(column, value) for column, value in enumerate(row) if value != "")


def _cell(column: int, value: object) -> bytes:
    place = pack("<II", column, isinstance(value, date))
    if isinstance(value, str):
        return _record(TEXT, place + _wide(value))
    stored = (value - FIRST_DAY).days if isinstance(value, date) else float(str(value))
    return _record(REAL, place + pack("<d", stored))


def _wide(text: str) -> bytes:
    return pack("<I", len(text)) + text.encode("utf-16-le")


def _record(kind: int, data: bytes = b"") -> bytes:
    """A record: its kind and its length in seven bits a byte, then its data."""
    return _sevens(kind) + (_sevens(len(data)) if data else b"\0") + data


def _sevens(number: int) -> bytes:
    made = b""
    while number > 127:
        made, number = made + bytes([number & 127 | 128]), number >> 7
    return made + bytes([number])

"""Walks the tables of an ods file: each cell with its place, its count and its style."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from pipeline.opc.unpack import Element

STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
CONTENT, NAMED_STYLES = "content.xml", "styles.xml"
REPEATED_COLUMNS = 200  # files repeat the last column up to the end of the sheet


class OdsCell(NamedTuple):
    """A cell from (row, column) on, counted from 0; equal neighbours are written once: ``rows`` by ``columns`` of them."""

    row: int
    column: int
    rows: int
    columns: int
    element: Element
    style: str

    @property
    def places(self) -> Iterator[tuple[int, int]]:
        """The place of each, one at a time: a repeat may be of millions."""
        return ((self.row + r, self.column + c) for r in range(self.rows) for c in range(self.columns))

    @property
    def kind(self) -> str | None:
        """The type of the value; None in an empty cell."""
        return self.element.get(f"{OFFICE}value-type")

    @property
    def is_error(self) -> bool:
        """Whether the cell shows an error."""
        return self.element.get(f"{CALC}value-type") == "error"


def tables_in(root: Element) -> Iterator[tuple[str, Element]]:
    """The title and the table of each sheet."""
    return ((str(table.get(f"{TABLE}name")), table) for table in root.iter(f"{TABLE}table"))


def cells_in(table: Element) -> Iterator[OdsCell]:
    """The cells of a table, row by row; the style is the cell's own, else its row's, else its column's."""
    columns = _column_styles(table)
    row = 0
    for line in table.iter(f"{TABLE}table-row"):
        rows = int(line.get(f"{TABLE}number-rows-repeated") or 1)
        row_style = str(line.get(f"{TABLE}default-cell-style-name") or "")
        column = 0
        for cell in line:
            style = str(cell.get(f"{TABLE}style-name") or row_style or columns.get(column, ""))
            repeated = int(cell.get(f"{TABLE}number-columns-repeated") or 1)
            yield OdsCell(row, column, rows, repeated, cell, style)
            column += repeated
        row += rows


def _column_styles(table: Element) -> Mapping[int, str]:
    """The default style of each column, of a repeat the first ones."""
    styles: dict[int, str] = {}
    at = 0
    for column in table.iter(f"{TABLE}table-column"):
        repeated = int(column.get(f"{TABLE}number-columns-repeated") or 1)
        style = str(column.get(f"{TABLE}default-cell-style-name") or "")
        styles |= dict.fromkeys(range(at, at + min(repeated, REPEATED_COLUMNS)), style)
        at += repeated
    return styles


def inherited_styles(trees: Iterable[Element], own_of: Callable[[Element], str]) -> Mapping[str, str]:
    """For each style what it has of its own, else what the nearest style above it has; "" where none has anything."""
    own: dict[str, tuple[str, str]] = {}
    for tree in trees:
        for style in tree.iter(f"{STYLE}style"):
            own[str(style.get(f"{STYLE}name"))] = own_of(style), str(style.get(f"{STYLE}parent-style-name") or "")
    return {name: _inherited(name, own) for name in own}


def property_of(style: Element, kind: str, key: str) -> str:
    """One of the properties that a style gives to ``text``, to a ``table-cell`` …; "" where it gives none."""
    looks = style.find(f"{STYLE}{kind}-properties")
    return "" if looks is None else str(looks.get(key) or "")


def _inherited(name: str, own: Mapping[str, tuple[str, str]]) -> str:
    seen: set[str] = set()
    while name in own and name not in seen:
        seen.add(name)
        value, parent = own[name]
        if value:
            return value
        name = parent
    return ""

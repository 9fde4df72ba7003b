"""Walks the sheets of an xlsx file: each row and each cell with its place, which some programs leave away where it can be counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.opc.unpack import Element
from pipeline.values.cell_names import row_and_column

BOOK, STYLES, SHARED = "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml"


def rows_in(rows: Iterable[Element]) -> Iterator[tuple[int, Element]]:
    """The rows of a sheet with their numbers, from 0."""
    at = -1
    for row in rows:
        at = int(row.get("r") or at + 2) - 1
        yield at, row


def cells_in(rows: Iterable[Element]) -> Iterator[tuple[tuple[int, int], Element]]:
    """The cells of some rows with their row and column, from 0."""
    for r, row in rows_in(rows):
        at = r, -1
        for cell in row.iterfind("{*}c"):
            name = cell.get("r")
            at = row_and_column(name) if name else (at[0], at[1] + 1)
            yield at, cell

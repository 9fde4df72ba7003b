"""Turns what is typed into hidden rows, columns and sheets into findings: nobody saw there what the papers would print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pipeline.checking.messages import finding
from pipeline.values.cell_names import column_name, row_and_column
from pipeline.values.model import CellReference, Entry, Finding, Record
from pipeline.values.sheets import ALL_SEEN, Sheet
from pipeline.values.vietnamese import one_line
from schemas.grammar import SheetSchema

MOST_LISTED = 10  # rows or columns that a message names


class Typed(NamedTuple):
    """What is typed into one cell, at its row and column, from 0, under its heading."""

    row: int
    column: int
    heading: str
    entry: Entry


def typed_unseen(file: str, sheet: Sheet, schema: SheetSchema, records: Iterable[Record]) -> Iterator[Finding]:
    """A finding for the sheet if it is hidden, else one for its hidden rows and one for its hidden columns, if anything is typed there."""
    if sheet.hidden == ALL_SEEN:
        return
    typed = list(_typed(schema, records))
    if sheet.hidden.whole and typed:
        yield hidden_sheet(file, sheet)
    by_row = [each for each in typed if any(each.row in rows for rows in sheet.hidden.rows)]
    by_column = [each for each in typed if any(each.column in columns for columns in sheet.hidden.columns)]
    if by_row:
        yield _fault("dòng", [str(each.row + 1) for each in by_row], by_row[0])
    if by_column:
        yield _fault("cột", [column_name(each.column) for each in by_column], by_column[0])


def hidden_sheet(file: str, sheet: Sheet) -> Finding:
    """The finding that a hidden sheet has a form's content, the form's own or that of a second one."""
    return finding("hidden-sheet", CellReference(file, sheet.name), "", sheet.name)


def _typed(schema: SheetSchema, records: Iterable[Record]) -> Iterator[Typed]:
    """What somebody has typed into the form's open cells."""
    opened = {view.key: view.heading for view in schema.columns if not (view.locked or view.computed)}
    for record in records:
        for key, entry in record.items():
            if key in opened and entry.found:
                yield Typed(*row_and_column(entry.place.cell), opened[key], entry)


def _fault(what: str, names: Iterable[str], first: Typed) -> Finding:
    listed = list(dict.fromkeys(names))
    more = " …" if len(listed) > MOST_LISTED else ""
    lines = f"{what} {', '.join(listed[:MOST_LISTED])}{more}"
    return finding("hidden-cells", first.entry.place, first.heading, one_line(first.entry.found), what=lines)

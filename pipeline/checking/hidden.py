"""Turns what is typed into hidden rows, columns and sheets into findings: nobody saw there what the papers would print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.checking.messages import finding, finding_in
from pipeline.values.cell_names import column_name, row_and_column
from pipeline.values.model import CellReference, Finding, Record
from pipeline.values.sheets import ALL_SEEN, Sheet
from schemas.grammar import Column, SheetSchema

MOST_LISTED = 10  # rows or columns that a message names


def typed_unseen(file: str, sheet: Sheet, schema: SheetSchema, records: Iterable[Record]) -> Iterator[Finding]:
    """A finding for the sheet if it is hidden, else one for its hidden rows and one for its hidden columns, if anything is typed there."""
    if sheet.hidden == ALL_SEEN:
        return
    typed = {
        row_and_column(record[column.key].place.cell): (record, column) for record, column in _typed(schema, records)
    }
    if sheet.hidden.whole and typed:
        yield hidden_sheet(file, sheet)
    by_row = [at for at in typed if any(at[0] in rows for rows in sheet.hidden.rows)]
    by_column = [at for at in typed if any(at[1] in columns for columns in sheet.hidden.columns)]
    if by_row:
        yield _fault("dòng", [str(row + 1) for row, _ in by_row], *typed[by_row[0]])
    if by_column:
        yield _fault("cột", [column_name(column) for _, column in by_column], *typed[by_column[0]])


def hidden_sheet(file: str, sheet: Sheet) -> Finding:
    """The finding that a hidden sheet has a form's content, the form's own or that of a second one."""
    return finding("hidden-sheet", CellReference(file, sheet.name), "", sheet.name)


def _typed(schema: SheetSchema, records: Iterable[Record]) -> Iterator[tuple[Record, Column]]:
    """The form's open cells into which somebody has typed, each as its record and its column."""
    opened = {column.key: column for column in schema.columns if not column.locked}
    return ((record, opened[key]) for record in records for key in record if key in opened and record[key].found)


def _fault(what: str, names: Iterable[str], record: Record, column: Column) -> Finding:
    listed = list(dict.fromkeys(names))
    more = " …" if len(listed) > MOST_LISTED else ""
    lines = f"{what} {', '.join(listed[:MOST_LISTED])}{more}"
    return finding_in(record, "hidden-cells", column, what=lines)

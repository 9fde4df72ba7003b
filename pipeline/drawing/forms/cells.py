"""Computes the cell of a form that holds a value; drawing, slips of returned workbooks and check formulas all use it."""

from __future__ import annotations

from pipeline.drawing.forms.live_checks import cell_named
from schemas.grammar import SheetLayout, SheetSchema

FIRST_ROW = 3  # rows above: title, what to do, the state of the form
LAST_INPUT_ROW = 60  # tables are ready for input down to this row


def form_cell(schema: SheetSchema, key: str, row: int = 0) -> str:
    """The cell of a column's value, like ``B7``; in a table that of the row with this index, from 0."""
    if schema.layout is SheetLayout.LABELS:
        return label_cell(schema, key).replace("$", "")
    return str(cell_named(FIRST_ROW + 1 + row, [column.key for column in schema.columns].index(key)))


def label_cell(schema: SheetSchema, key: str) -> str:
    """The cell of a label sheet's value in the blank form, absolute: ``$B$15``."""
    return str(cell_named(label_row(schema, key), 1, True, True))


def label_row(schema: SheetSchema, key: str) -> int:
    """The row of a label in the blank form, from 0. Raises KeyError for an undeclared key."""
    row = FIRST_ROW
    for column in schema.columns:
        row += 1 if column.section else 0
        if column.key == key:
            return row
        row += 1
    raise KeyError(key)

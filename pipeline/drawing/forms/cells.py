"""Where in a form a value stands: the same in the drawn form, the slip of a returned one and the formulas that judge it."""

from __future__ import annotations

from pipeline.drawing.forms.live_checks import cell_named
from schemas.grammar import Layout, SheetSchema

FIRST_ROW = 3  # rows above: title, what to do, the state of the form
LAST_INPUT_ROW = 60  # tables are ready for input down to this row


def form_cell(schema: SheetSchema, key: str, row: int = 0) -> str:
    """The cell of the form that holds a column's value; of its ``row``-th record in a table."""
    if schema.layout is Layout.LABELS:
        return label_cell(schema, key).replace("$", "")
    return str(cell_named(FIRST_ROW + 1 + row, [view.key for view in schema.columns].index(key)))


def label_cell(schema: SheetSchema, key: str) -> str:
    """The cell of a label sheet's value in the blank form, absolute: ``$B$15``."""
    return str(cell_named(label_row(schema, key), 1, True, True))


def label_row(schema: SheetSchema, key: str) -> int:
    """The row of a label in the blank form, counted from 0 (KeyError if none is declared)."""
    row = FIRST_ROW
    for view in schema.columns:
        row += 1 if view.meaning.section else 0
        if view.key == key:
            return row
        row += 1
    raise KeyError(key)

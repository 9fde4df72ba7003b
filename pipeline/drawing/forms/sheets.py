"""Draws the sheets of a form from their schema: label sheets and tables, with their values and checks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from xlsxwriter.worksheet import Worksheet

from pipeline.drawing.forms.cells import FIRST_ROW, LAST_INPUT_ROW, label_cell, label_row
from pipeline.drawing.forms.content import Content
from pipeline.drawing.forms.live_checks import CHECKED_ROWS, LAST_CHECKED, cell_named, formulas_of, quoted, wrong_across
from pipeline.drawing.forms.live_dates import CellParts
from pipeline.drawing.forms.workbook import Drawing, height, set_page
from schemas.ca_nhan import CA_NHAN
from schemas.grammar import YES, Column, ColumnType, SheetLayout, SheetSchema
from schemas.tieu_chi import TIEU_CHI
from schemas.trich_ngang import TRICH_NGANG


def draw_labels(drawing: Drawing, schema: SheetSchema, content: Content) -> None:
    """A sheet of labels: label, value to its right, help to the right of that."""
    sheet = drawing.begin(schema)
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 72)
    sheet.set_column(2, 2, 58)
    values = content.labels.get(schema.name, {})
    row = FIRST_ROW
    for column in schema.columns:
        if column.section:
            for at in range(3):
                sheet.write_string(row, at, "" if at else column.section, drawing.styles["section"])
            row += 1
        value = values.get(column.key, "")
        sheet.write_string(row, 0, column.heading + (" *" if column.required else ""), drawing.styles["label"])
        if column.computed:
            drawing.shown(sheet, row, 1, schema, column)
        else:
            drawing.value(sheet, row, 1, value, drawing.style_of(column))
        sheet.write_string(row, 2, column.help, drawing.styles["help"])
        sheet.set_row(row, height(value, 70, 96 if column.kind is ColumnType.LINES else 30))
        drawing.validate(sheet, schema, column, (row, 1), row)
        if not column.locked:
            drawing.live_column(
                sheet, schema, column.key, range(row, row + 1), 1, _label_checks(drawing, schema, column)
            )
        row += 1
    sheet.freeze_panes(FIRST_ROW, 1)
    sheet.print_area(0, 0, row - 1, 1)
    set_page(sheet, landscape=False)
    _protect(drawing, sheet)


def _label_checks(drawing: Drawing, schema: SheetSchema, column: Column) -> Callable[[int], Sequence[str]]:
    def cell(key: str) -> str:
        return f"'{schema.name}'!{label_cell(schema, key)}"

    def parts_of(key: str) -> CellParts:
        return drawing.checks.parts(schema.name, key, label_row(schema, key))

    def checks(row: int) -> Sequence[str]:
        parts = drawing.checks.parts(schema.name, column.key, row)
        needed = "TRUE" if column.required else "FALSE"
        return formulas_of(
            column,
            cell(column.key),
            parts,
            needed,
            drawing.accepted(schema, column),
            wrong_across(schema, column.key, cell, parts_of, drawing.terms),
        )

    return checks


def _table_checks(drawing: Drawing, schema: SheetSchema, column: Column) -> Callable[[int], Sequence[str]]:
    """The check formulas of a table's column by row: a row that is not empty must have its required columns.

    A criterion that the chosen group must answer needs an answer, and evidence if the answer is yes.
    """
    own = [each.key for each in schema.columns].index(column.key)

    def cell(row: int, at: int) -> str:
        return f"'{schema.name}'!{cell_named(row, at, True, True)}"

    def checks(row: int) -> Sequence[str]:
        parts = drawing.checks.parts(schema.name, column.key, row)
        if schema.name == TIEU_CHI.name:
            needed = _criterion_needs(drawing, row, column, cell(row, own - 1))
        else:
            needed = f"COUNTA({cell(row, 0)}:{cell_named(row, len(schema.columns) - 1, True, True)})>0"
        return formulas_of(
            column,
            cell(row, own),
            parts,
            needed if column.required or schema.name == TIEU_CHI.name else "FALSE",
            drawing.accepted(schema, column),
        )

    return checks


def _criterion_needs(drawing: Drawing, row: int, column: Column, before: str) -> str:
    """Whether the chosen group answers the criterion of a row; its evidence only where the answer, one column before, is yes."""
    asked = "TRUE"
    if drawing.schema.kind == CA_NHAN.kind:
        group = f"'{TRICH_NGANG.name}'!{label_cell(TRICH_NGANG, 'nhom')}"
        groups = drawing.terms.printed_criteria(CA_NHAN.kind)[row - FIRST_ROW - 1].groups
        asked = "OR(" + ",".join(f"{group}={quoted(name)}" for name in groups) + ")"
    return asked if column.key == "dat" else f'AND({asked},{before}="{YES}")'


def draw_table(drawing: Drawing, schema: SheetSchema, content: Content) -> None:
    """A table: its heading row, its rows, and empty rows ready for more."""
    sheet = drawing.begin(schema)
    rows = content.tables.get(schema.name, ())
    printed = all(column.locked for column in schema.columns[:2])
    last = FIRST_ROW + len(rows) if printed else max(LAST_INPUT_ROW, FIRST_ROW + len(rows) + 20)
    for at, column in enumerate(schema.columns):
        star = " *" if column.required and not column.locked else ""
        sheet.set_column(at, at, column.width)
        sheet.write_string(FIRST_ROW, at, column.heading + star, drawing.styles["heading"])
        style = drawing.style_of(column, row_required=False)
        for number in range(last - FIRST_ROW):
            value = rows[number].get(column.key, "") if number < len(rows) else ""
            if not column.computed:
                drawing.value(sheet, FIRST_ROW + 1 + number, at, value, style)
            elif number < len(rows):
                drawing.shown(sheet, FIRST_ROW + 1 + number, at, schema, column)
        drawing.validate(sheet, schema, column, (FIRST_ROW + 1, at), last)
        if not column.locked:
            checked = range(FIRST_ROW + 1, min(last, LAST_CHECKED - 1, FIRST_ROW + max(CHECKED_ROWS, len(rows))) + 1)
            drawing.live_column(sheet, schema, column.key, checked, at, _table_checks(drawing, schema, column))
    sheet.set_row(FIRST_ROW, 36)
    for number, values in enumerate(rows):
        needed = max(height(values.get(column.key, ""), column.width, 0) for column in schema.columns)
        sheet.set_row(FIRST_ROW + 1 + number, max(needed, 50 if printed else 20))
    if schema.name == TIEU_CHI.name and drawing.schema.kind == CA_NHAN.kind:
        _grey_other_groups(drawing, sheet)
    sheet.freeze_panes(FIRST_ROW + 1, 0)
    sheet.repeat_rows(FIRST_ROW)
    sheet.print_area(0, 0, max(FIRST_ROW + len(rows), FIRST_ROW + 10), len(schema.columns) - 1)
    set_page(sheet, landscape=True)
    _protect(drawing, sheet)


def _grey_other_groups(drawing: Drawing, sheet: Worksheet) -> None:
    """Grey the criteria that the chosen group does not answer."""
    group = f"'{TRICH_NGANG.name}'!{label_cell(TRICH_NGANG, 'nhom')}"
    for row, criterion in enumerate(drawing.terms.printed_criteria(CA_NHAN.kind), FIRST_ROW + 1):
        others = ",".join(f"{group}<>{quoted(name)}" for name in criterion.groups)
        rule = {"type": "formula", "criteria": f'=AND({group}<>"",{others})', "format": drawing.styles["not-asked"]}
        sheet.conditional_format(row, 0, row, len(TIEU_CHI.columns) - 1, rule)


def _protect(drawing: Drawing, sheet: Worksheet) -> None:
    """Lock what is not to be filled in, without a password; columns and rows may still be widened.

    Rows may be inserted and deleted where no formula of the hidden sheet looks at cells by their address.
    """
    rows = not drawing.live
    sheet.protect("", {"format_columns": True, "format_rows": True, "insert_rows": rows, "delete_rows": rows})


DRAWERS: Mapping[SheetLayout, Callable[[Drawing, SheetSchema, Content], None]] = {
    SheetLayout.LABELS: draw_labels,
    SheetLayout.TABLE: draw_table,
}

"""Draws a list as a plain workbook for other programs: one heading row, one row a nominee, types kept, filters on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO

import xlsxwriter

from pipeline.drawing.forms.forms import CREATED

FONT = {"font_name": "Times New Roman", "font_size": 12, "valign": "top"}
WIDEST, NARROWEST = 60, 8  # characters


def list_workbook(title: str, sheet: str, headings: Sequence[str], rows: Sequence[Sequence[object]]) -> bytes:
    """The rows of a list → xlsx bytes, the same every time; texts are never formulas, days are days, numbers are numbers.

    A value is a text, an integer, a day, or None for an empty cell.
    """
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "default_format_properties": {**FONT}})
    book.set_properties({"title": title, "author": "", "created": CREATED})
    page = book.add_worksheet(sheet)
    bold, wrapped = (
        book.add_format({**FONT, "bold": True, "text_wrap": True}),
        book.add_format({**FONT, "text_wrap": True}),
    )
    day = book.add_format({**FONT, "num_format": "dd/mm/yyyy"})
    for column, heading in enumerate(headings):
        longest = max((len(line) for row in rows for line in str(row[column] or "").split("\n")), default=0)
        page.set_column(column, column, min(max(NARROWEST, len(heading), longest), WIDEST))
        page.write_string(0, column, heading, bold)
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            if isinstance(value, date):
                page.write_datetime(number, column, datetime(value.year, value.month, value.day), day)
            elif isinstance(value, int):
                page.write_number(number, column, value)
            elif value is not None:
                if not isinstance(value, str):
                    raise TypeError(f"a {type(value).__name__} is no value of a list")
                page.write_string(number, column, value, wrapped)
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, len(rows), len(headings) - 1)
    book.close()
    return buffer.getvalue()

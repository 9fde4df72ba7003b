"""Turns a workbook's bytes into the rows and columns of its sheets that are hidden, by hand, by a filter or by an outline."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.opc.unpack import Element, Parts, holds
from pipeline.reading.ods import CONTENT, TABLE, tables_in
from pipeline.reading.xls import of_each_sheet
from pipeline.reading.xlsx import rows_in
from pipeline.values.sheets import Hidden

HIDDEN, YES = b"hidden=", ("1", "true")
SEEN_IN_ODS = (None, "visible")


def hidden_lines(parts: Parts, sheets: Mapping[str, str], xls: Any = None) -> Mapping[str, Hidden]:
    """Sheet title → its hidden rows and columns, counted from 0.

    ``sheets`` maps the titles of an xlsx file to their parts, ``xls`` is an xls workbook as xlrd reads it. Of an xlsb file
    none are known.
    """
    if xls:
        return of_each_sheet(xls, _of_xls) if xls.formatting_info else {}
    if CONTENT in parts:
        return {title: _of_ods(table) for title, table in tables_in(parts.root(CONTENT))}
    return {title: _of_xlsx(parts.root(part)) for title, part in sheets.items() if holds(parts[part], HIDDEN)}


def _of_xlsx(sheet: Element) -> Hidden:
    rows = (at for at, row in rows_in(sheet.iter("{*}row")) if row.get("hidden") in YES)
    columns = (column for column in sheet.iterfind(".//{*}col") if column.get("hidden") in YES)
    return Hidden(
        tuple(range(at, at + 1) for at in rows),
        tuple(range(int(each.get("min") or 1) - 1, int(each.get("max") or 1)) for each in columns),
    )


def _of_ods(table: Element) -> Hidden:
    return Hidden(tuple(_hidden_in_ods(table, "row")), tuple(_hidden_in_ods(table, "column")))


def _hidden_in_ods(table: Element, kind: str) -> Iterator[range]:
    at = 0
    for line in table.iter(f"{TABLE}table-{kind}"):
        end = at + int(line.get(f"{TABLE}number-{kind}s-repeated") or 1)
        if line.get(f"{TABLE}visibility") not in SEEN_IN_ODS:
            yield range(at, end)
        at = end


def _of_xls(sheet: Any) -> Hidden:
    return Hidden(
        tuple(range(at, at + 1) for at, row in sheet.rowinfo_map.items() if row.hidden),
        tuple(range(at, at + 1) for at, column in sheet.colinfo_map.items() if column.hidden),
    )

"""Mistakes as case folders: ``tests/cases/<name>/case.toml`` says what is typed into a good workbook and what is found.

A new case needs no code. ``cells`` maps a place to what is typed there; a place is «Sheet!B7», «Sheet!Heading» or, in
a table, «Sheet!Heading@2» (its second row). ``findings`` lists [place, code] or [place, code, suggestion] in reading
order; a place may be «Sheet» or empty (the whole file). ``tests/cases/README.md`` lists the other keys.
"""

import re
import tomllib
from collections.abc import Callable, Mapping
from copy import copy
from datetime import date, datetime, time
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.utils.cell import coordinate_to_tuple, get_column_letter

from pipeline.checking.check import check_quarter
from pipeline.drawing.forms.cells import form_cell
from pipeline.values.model import Finding
from schemas.ca_nhan import CA_NHAN
from schemas.grammar import SheetLayout
from schemas.hoi_dong import HOI_DONG
from schemas.tap_the import TAP_THE
from schemas.theo_doi import THEO_DOI
from schemas.tieu_chi import TIEU_CHI
from tests.builder import (
    UNIT_NAMES,
    complete_office,
    examples,
    folder,
    good,
    good_collective,
    good_content,
    good_follow_up,
    good_meeting,
    saved,
)
from tests.over_cells import with_shapes
from tests.shipped import criteria_of, individual_form
from tests.spy import demand_all_validated, spied

CASES = sorted((Path(__file__).parent.parent / "cases").glob("*/case.toml"))
SCHEMAS = {"": CA_NHAN, TAP_THE.kind: TAP_THE, HOI_DONG.kind: HOI_DONG, THEO_DOI.kind: THEO_DOI}
KEYS = {"about", "kind", "group", "cells", "formats", "findings", "rename", "remove", "insert_rows", "insert_columns", "merge", "hide_rows", "hide_columns", "hide_sheet",
        "filter", "add_sheet", "copy_sheet", "date1904", "others", "struck", "partly_struck", "comments", "shapes", "cells_after"}  # fmt: skip


def cell_of(place: str, kind: str = "") -> tuple[str, str]:
    """The sheet and cell that a case names (by label, column key or cell), in a workbook of a kind."""
    sheet, _, spot = place.partition("!")
    if not spot or re.fullmatch(r"[A-Z]{1,3}\d{1,7}", spot):
        return sheet, spot
    heading, _, row = spot.partition("@")
    schema = SCHEMAS[kind].sheet(sheet)
    (key,) = (column.key for column in schema.columns if column.heading == heading)
    return sheet, form_cell(schema, key, int(row or 1) - 1) if schema.layout is SheetLayout.TABLE else form_cell(
        schema, key
    )


def workbook(case: Mapping[str, Any]) -> bytes:
    """The good workbook with the case's mistakes typed into it."""
    book = openpyxl.load_workbook(BytesIO(base(case.get("kind", ""), case.get("group", ""))))
    for place, typed in case.get("cells", {}).items():
        sheet, cell = cell_of(place, case.get("kind", ""))
        book[sheet][cell].value = typed
        if isinstance(typed, (date, datetime, time)):
            book[sheet][cell].number_format = "hh:mm" if isinstance(typed, time) else "dd/mm/yyyy"
    for place, code in case.get("formats", {}).items():
        sheet, cell = cell_of(place, case.get("kind", ""))
        book[sheet][cell].number_format = code
    cross_out_and_comment(book, case)
    if case.get("date1904"):
        book.epoch = datetime(1904, 1, 1)
    for key, change in CHANGES.items():
        for sheet, what in case.get(key, {}).items():
            change(book, sheet, what)
    for place, typed in case.get("cells_after", {}).items():
        sheet, cell = cell_of(place, case.get("kind", ""))
        book[sheet][cell].value = typed
    shapes: dict[str, dict[str, str]] = {}
    for place, text in case.get("shapes", {}).items():
        sheet, cell = cell_of(place, case.get("kind", ""))
        shapes.setdefault(sheet, {})[cell] = text
    return with_shapes(saved(book), shapes)


def cross_out_and_comment(book: Any, case: Mapping[str, Any]) -> None:
    for place in case.get("struck", []):
        sheet, cell = cell_of(place, case.get("kind", ""))
        book[sheet][cell].font = replaced(book[sheet][cell].font)
    for place, (struck, kept) in case.get("partly_struck", {}).items():
        sheet, cell = cell_of(place, case.get("kind", ""))
        book[sheet][cell].value = CellRichText(TextBlock(InlineFont(strike=True), struck), kept)
    for place, text in case.get("comments", {}).items():
        sheet, cell = cell_of(place, case.get("kind", ""))
        book[sheet][cell].comment = Comment(text, "Người dùng")


def replaced(font: Any) -> Any:
    """A cell's font, struck through."""
    struck = copy(font)
    struck.strike = True
    return struck


@cache
def base(kind: str, group: str) -> bytes:
    """A good workbook of a kind; with a group's criteria answered if there is one."""
    if kind:
        made: Mapping[str, Callable[[], bytes]] = {
            TAP_THE.kind: good_collective,
            HOI_DONG.kind: good_meeting,
            THEO_DOI.kind: good_follow_up,
        }
        return made[kind]()
    if not group:
        return good()
    answers = [{**examples(TIEU_CHI), "ma": each.code} for each in criteria_of(group)]
    return individual_form(UNIT_NAMES, good_content({"nhom": group}, answers=answers))


def rename(book: Any, sheet: str, name: str) -> None:
    book[sheet].title = name


def remove(book: Any, sheet: str, what: bool) -> None:
    book.remove(book[sheet])


def insert_rows(book: Any, sheet: str, what: list[int]) -> None:
    book[sheet].insert_rows(*what)


def insert_columns(book: Any, sheet: str, what: list[int]) -> None:
    book[sheet].insert_cols(*what)


def merge(book: Any, sheet: str, what: list[str]) -> None:
    for area in what:
        first, last = area.split(":")
        row, column = coordinate_to_tuple(first)
        beyond = coordinate_to_tuple(last)[1]
        for c in range(column + 1, beyond + 1):  # a merged cell keeps its first value, as in Excel
            book[sheet].cell(row, c).value = None
        book[sheet].merge_cells(area)


def hide_rows(book: Any, sheet: str, what: list[int]) -> None:
    for row in what:
        book[sheet].row_dimensions[row].hidden = True


def hide_columns(book: Any, sheet: str, what: list[int]) -> None:
    for column in what:
        book[sheet].column_dimensions[get_column_letter(column)].hidden = True


def hide_sheet(book: Any, sheet: str, state: str) -> None:
    book[sheet].sheet_state = state


def add_filter(book: Any, sheet: str, what: str) -> None:
    book[sheet].auto_filter.ref = what


def add_sheet(book: Any, sheet: str, what: list[list[object]]) -> None:
    page = book.create_sheet(sheet)
    for row in what:
        page.append(row)


def copy_sheet(book: Any, sheet: str, name: str) -> None:
    book.copy_worksheet(book[sheet]).title = name


CHANGES: Mapping[str, Callable[[Any, str, Any], None]] = {
    "copy_sheet": copy_sheet,
    "insert_rows": insert_rows,
    "insert_columns": insert_columns,
    "merge": merge,
    "hide_rows": hide_rows,
    "hide_columns": hide_columns,
    "filter": add_filter,
    "add_sheet": add_sheet,
    "hide_sheet": hide_sheet,
    "rename": rename,
    "remove": remove,
}


def summary(found: Finding) -> tuple[str, str, str, str]:
    return found.place.sheet, found.place.cell, found.code, found.suggestion


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.parent.name)
def test_a_case_gives_its_findings_and_no_other(path: Path) -> None:
    case = tomllib.loads(path.read_text(encoding="utf-8"))
    assert set(case) <= KEYS
    assert case["about"]
    files = {"a.xlsx": workbook(case)} | {
        f"{chr(98 + n)}.xlsx": workbook(other) for n, other in enumerate(case.get("others", []))
    }
    if case.get("kind") == HOI_DONG.kind:  # the Council votes on two nominees
        files |= {"y.xlsx": good(), "z.xlsx": good(don_vi=UNIT_NAMES[1])}
    expected = [
        (*cell_of(place, case.get("kind", "")), code, *rest, *([""] if not rest else []))
        for place, code, *rest in case["findings"]
    ]
    follow_up = None
    if case.get("kind") == THEO_DOI.kind:  # the Council has chosen the first of two nominees
        follow_up, files = (
            files["a.xlsx"],
            {"x.xlsx": good_meeting(), "y.xlsx": good(), "z.xlsx": good(don_vi=UNIT_NAMES[1])},
        )
    with spied(of_office=False) as passes:
        checked = check_quarter(folder(files, office=complete_office() if follow_up else None, follow_up=follow_up))
    assert [summary(found) for found in checked.findings] == expected
    demand_all_validated(passes, checked, office=None)


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 120

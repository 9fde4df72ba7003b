"""Turns the bytes of an xlsx, xlsm, xls, xlsb or ods file into a workbook as typed; only this module uses calamine.

No value is converted: numbers stay numbers, text stays text with its leading zeros, dates stay dates. calamine reads
Excel errors and formulas without a stored value as empty cells, so this module looks for them itself.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from io import BytesIO, StringIO
from typing import Any

import xlrd
from lxml import etree
from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetMetadata, SheetVisibleEnum
from xlrd import XL_CELL_ERROR, error_text_from_code

from pipeline.opc.kinds import SPREADSHEET, Unreadable
from pipeline.opc.unpack import ZIP, Element, Parts, holds, open_parts, tree_of
from pipeline.reading.cell_fonts import converted_cells
from pipeline.reading.far_cells import MAX_CELLS, refuse_far_cells
from pipeline.reading.shown_cells import shown_cells
from pipeline.values.cell_names import row_and_column
from pipeline.values.model import Sheet, Workbook
from pipeline.values.numbers import group

MAX_SHEETS = 100
LISTS_SHEET = "Danh mục"
EXCEL_COLUMNS = 16_384
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
ERROR = (b't="e"', b"t='e'")
WITHOUT_VALUE = re.compile(rb"<f(?:/>| [^>]*/>|(?: [^>]*)?>[^<]*</f>)(?!<v(?: [^>]*)?>[^<])")  # a formula
PREFIXED = re.compile(rb"<\w+:f\b")  # formulas of programs that write a namespace prefix
BROKEN = (  # what zip, XML and calamine raise on broken bytes
    CalamineError, OSError, ValueError, LookupError, EOFError, RuntimeError, zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError,
    TypeError, AttributeError, AssertionError,
)  # fmt: skip


@dataclass(frozen=True)
class Marks:
    """What calamine does not read of a sheet: its error cells, and the last column of each merged range.

    The keys are (row, column) from 0, as in :class:`pipeline.values.model.Sheet`.
    """

    error_cells: Mapping[tuple[int, int], str] = field(default_factory=dict)
    merged: Mapping[tuple[int, int], int] = field(default_factory=dict)


NO_MARKS = Marks()


def parse_workbook(name: str, content: bytes) -> Workbook:
    """The workbook in the bytes of a file, as typed.

    Rows and columns count from A1, also if the first ones are empty. Raises :class:`Unreadable` (``empty-file``,
    ``not-a-spreadsheet``, ``encrypted``, ``oversized``, ``damaged``) if the file cannot be read.
    """
    try:
        parts = open_parts(content, SPREADSHEET)
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        if len(book.sheet_names) > MAX_SHEETS:
            raise Unreadable("oversized", f"{group(len(book.sheet_names))} trang tính, quá {MAX_SHEETS}")
        titles = [sheet.name for sheet in book.sheets_metadata if not _is_the_forms_own(sheet)]
        sheets = {title: part for title, part in sheet_parts(parts) if part in parts and title in titles}
        for part in sheets.values():
            refuse_far_cells(parts[part])
        marks, converted = _marks(content, parts, sheets), converted_cells(content, parts, sheets)
        shown = shown_cells(content, parts, sheets) or {}
        return Workbook(
            name,
            tuple(
                replace(
                    _sheet(book, title, marks.get(title, NO_MARKS), converted.get(title, {})), shown=shown.get(title)
                )
                for title in titles
            ),
        )
    except PasswordError as error:
        raise Unreadable("encrypted") from error
    except BROKEN as error:
        raise Unreadable("damaged", "nội dung không đúng cấu trúc bảng tính") from error
    except BaseException as error:  # calamine's own panic derives from BaseException only
        if type(error).__name__ != "PanicException":
            raise
        raise Unreadable("damaged", "nội dung không đúng cấu trúc bảng tính") from error


def _is_the_forms_own(sheet: SheetMetadata) -> bool:
    """Whether a sheet is the form's hidden one with choices and checks: nobody types there, and it is half of the file."""
    return sheet.name == LISTS_SHEET and sheet.visible is not SheetVisibleEnum.Visible


def _sheet(book: CalamineWorkbook, title: str, marks: Marks, converted: Mapping[tuple[int, int], str]) -> Sheet:
    sheet = book.get_sheet_by_name(title)
    height, width = sheet.end or (0, 0)
    if (height + 1) * (width + 1) > MAX_CELLS or width >= EXCEL_COLUMNS:
        far = f"trang tính {title} kéo dài đến dòng {group(height + 1)}, cột thứ {group(width + 1)}"
        raise Unreadable("oversized", far)
    rows = sheet.to_python(skip_empty_area=False)
    legacy = {}
    for (r, c), text in converted.items():
        if r < len(rows) and c < len(rows[r]) and isinstance(rows[r][c], str):
            legacy[r, c] = str(rows[r][c])
            rows[r][c] = text
    merged = {(top, left): right for (top, left), (_, right) in sheet.merged_cell_ranges or ()}
    return Sheet(title, tuple(map(tuple, rows)), marks.error_cells, legacy, merged or marks.merged)


# --- what calamine does not read -----------------------------------------------------------------------------------


def _marks(content: bytes, parts: Parts, sheets: Mapping[str, str]) -> Mapping[str, Marks]:
    """Sheet title → its error cells and, in an ods file, its merged ranges."""
    if not content.startswith(ZIP):
        return _marks_of_xls(content)
    if "content.xml" in parts:
        tables = parts.root("content.xml").iter(f"{TABLE}table")
        return {str(table.get(f"{TABLE}name")): _marks_of_ods(table) for table in tables}
    return {title: Marks(dict(_error_cells_of_xlsx(part, parts[part]))) for title, part in sheets.items()}


def _marks_of_xls(content: bytes) -> Mapping[str, Marks]:
    try:
        with xlrd.open_workbook(file_contents=content, logfile=StringIO()) as book:
            return {sheet.name: Marks(dict(_error_cells_of_xls(sheet))) for sheet in book.sheets()}
    except Exception:  # xlrd is stricter than calamine and raises errors of many types on broken bytes
        return {}


def _error_cells_of_xls(sheet: Any) -> Iterator[tuple[tuple[int, int], str]]:
    for r in range(sheet.nrows):
        for c, kind in enumerate(sheet.row_types(r)):
            if kind == XL_CELL_ERROR:
                yield (r, c), error_text_from_code[int(sheet.cell_value(r, c))]


def _marks_of_ods(table: Element) -> Marks:
    """The error cells and merged ranges of an ods table.

    Raises :class:`Unreadable` (``oversized``): a repeated cell is written once, so a short file can have billions of cells.
    """
    error_cells: dict[tuple[int, int], str] = {}
    merged: dict[tuple[int, int], int] = {}
    row = last_row = last_column = 0
    for line in table.iter(f"{TABLE}table-row"):
        column = 0
        for cell in line:
            repeated = int(cell.get(f"{TABLE}number-columns-repeated") or 1)
            if cell.get(f"{OFFICE}value-type"):
                last_row, last_column = row, max(last_column, column + repeated - 1)
            if cell.get(f"{CALC}value-type") == "error":
                error_cells[row, column] = "".join(map(str, cell.itertext()))
            if span := int(cell.get(f"{TABLE}number-columns-spanned") or 1) - 1:
                merged[row, column] = column + span
            column += repeated
        row_repeated = int(line.get(f"{TABLE}number-rows-repeated") or 1)
        last_row = row + row_repeated - 1 if last_row == row else last_row
        row += row_repeated
    if (last_row + 1) * (last_column + 1) > MAX_CELLS:
        raise Unreadable("oversized", f"trang tính kéo dài đến dòng {group(last_row + 1)}")
    return Marks(error_cells, merged)


def sheet_parts(parts: Parts) -> Iterator[tuple[str, str]]:
    """The title and the part of each sheet of an xlsx file, by the workbook's relationships; none of other files."""
    if "xl/workbook.xml" not in parts:
        return
    targets = {str(rel.get("Id")): str(rel.get("Target")) for rel in parts.root("xl/_rels/workbook.xml.rels")}
    for sheet in parts.root("xl/workbook.xml").iterfind(".//{*}sheet"):
        identifier = next((value for name, value in sheet.attrib.items() if str(name).endswith("}id")), None)
        target = targets.get(str(identifier), "")
        yield str(sheet.get("name")), target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _error_cells_of_xlsx(part: str, xml: bytes) -> Iterator[tuple[tuple[int, int], str]]:
    in_doubt = any(holds(xml, sign) for sign in ERROR) or WITHOUT_VALUE.search(xml)
    if not (in_doubt or (holds(xml, b":f") and PREFIXED.search(xml))):
        return
    for cell in tree_of(part, xml, SPREADSHEET).iterfind(".//{*}c"):
        shown, formula = cell.find("{*}v"), cell.find("{*}f")
        text = (shown.text or "") if shown is not None else ""
        if cell.get("t") == "e" or (formula is not None and not text and cell.get("t") != "str"):  # it may result in ""
            yield row_and_column(str(cell.get("r"))), text or f"={formula.text if formula is not None else ''}"

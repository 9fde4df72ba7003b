"""Turns the bytes of an xlsx, xlsm, xls, xlsb or ods file into a workbook as typed; only this module uses calamine.

No value is converted: numbers stay numbers, text stays text with its leading zeros, dates stay dates. calamine reads
Excel errors and formulas without a stored value as empty cells, so this module looks for them itself.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import Any

from lxml import etree
from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetMetadata, SheetVisibleEnum
from xlrd import XL_CELL_ERROR, error_text_from_code

from pipeline.opc.kinds import SPREADSHEET, Unreadable
from pipeline.opc.unpack import Element, Parts, holds, open_parts, tree_of
from pipeline.reading import xlsx
from pipeline.reading.cell_fonts import ByFont, cells_by_font
from pipeline.reading.far_cells import FILLED, MAX_CELLS, extent_of, refuse_far_cells, refuse_too_much
from pipeline.reading.hidden import hidden_lines
from pipeline.reading.ods import CONTENT, TABLE, cells_in, tables_in
from pipeline.reading.on_top import things_on_top
from pipeline.reading.pictures_in_cells import related_parts
from pipeline.reading.shown_cells import shown_cells
from pipeline.reading.unsure_looks import unsure_looks
from pipeline.reading.xls import of_each_sheet, opened_xls
from pipeline.reading.xlsb import has_struck_fonts
from pipeline.values.numbers import group
from pipeline.values.sheets import ALL_SEEN, CHECKS_SHEET, LISTS_SHEET, PICTURE_IN_CELL, Hidden, Sheet, Workbook

MAX_SHEETS = 100
EXCEL_COLUMNS = 16_384
CELL_END = b"</c>"  # of a cell with a value: an empty one closes itself
ERROR = (b't="e"', b"t='e'")
WITHOUT_VALUE = re.compile(rb"<f(?:/>| [^>]*/>|(?: [^>]*)?>[^<]*</f>)(?!<v(?: [^>]*)?>[^<])")  # a formula
PICTURE = re.compile(r"=(?:_xlfn\.)*(?:DISPIMG|IMAGE)\(")  # how WPS and Excel write a picture in a cell
PREFIXED = re.compile(rb"<\w+:f\b")  # formulas of programs that write a namespace prefix
BROKEN = (  # what zip, XML and calamine raise on broken bytes
    CalamineError, OSError, ValueError, LookupError, EOFError, RuntimeError, zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError,
    TypeError, AttributeError, AssertionError,
)  # fmt: skip


@dataclass(frozen=True)
class Marks:
    """What calamine does not read of a sheet: its error cells, and the last cell of each merged range.

    The keys are (row, column) from 0, as in :class:`pipeline.values.model.Sheet`.
    """

    error_cells: Mapping[tuple[int, int], str] = field(default_factory=dict)
    merged: Mapping[tuple[int, int], tuple[int, int]] = field(default_factory=dict)


NO_MARKS, NO_FONTS = Marks(), ByFont({}, {})


def parse_workbook(name: str, content: bytes) -> Workbook:
    """The workbook in the bytes of a file, as typed.

    Rows and columns count from A1, also if the first ones are empty. Raises :class:`Unreadable` (``empty-file``,
    ``not-a-spreadsheet``, ``encrypted``, ``oversized``, ``damaged``, ``struck-in-xlsb``) if the file cannot be read.
    """
    try:
        parts = open_parts(content, SPREADSHEET)
        if has_struck_fonts(parts):
            raise Unreadable("struck-in-xlsb")
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        if len(book.sheet_names) > MAX_SHEETS:
            raise Unreadable("oversized", f"{group(len(book.sheet_names))} trang tính, quá {MAX_SHEETS}")
        seen = {sheet.name: _is_seen(sheet) for sheet in book.sheets_metadata if not _is_the_forms_own(sheet)}
        titles = list(seen)
        sheets = {title: part for title, part in sheet_parts(parts) if part in parts and title in titles}
        for part in sheets.values():
            refuse_far_cells(parts[part])
        refuse_too_much({FILLED: sum(parts[part].count(CELL_END) for part in sheets.values())})
        xls = opened_xls(content)
        marks, by_font = _marks(parts, sheets, xls), cells_by_font(parts, sheets, xls)
        shown, on_top = shown_cells(parts, sheets, xls), things_on_top(content, parts, sheets, xls)
        unsure, hidden = unsure_looks(content, parts, sheets, xls), hidden_lines(parts, sheets, xls)
        read: list[Sheet] = []
        extent = Counter[str]()
        for title in titles:
            sheet = _sheet(book, title, marks.get(title, NO_MARKS), by_font.get(title, NO_FONTS))
            over, looks = on_top.get(title, ()), unsure.get(title, {})
            lines = hidden.get(title, ALL_SEEN) if seen[title] else Hidden(whole=True)
            read.append(replace(sheet, shown=shown.get(title), on_top=over, unsure=looks, hidden=lines))
            extent += extent_of(sheet.rows)
            refuse_too_much(extent)
        return Workbook(name, tuple(read))
    except PasswordError as error:
        raise Unreadable("encrypted") from error
    except BaseException as error:  # calamine's own panic derives from BaseException only
        if not isinstance(error, BROKEN) and type(error).__name__ != "PanicException":
            raise
        raise Unreadable("damaged", "nội dung không đúng cấu trúc bảng tính") from error


def _is_the_forms_own(sheet: SheetMetadata) -> bool:
    """Whether a sheet is one of the form's hidden ones, with choices or checks: nobody types there, and they are half of the file."""
    return sheet.name in (LISTS_SHEET, CHECKS_SHEET) and not _is_seen(sheet)


def _is_seen(sheet: SheetMetadata) -> bool:
    return sheet.visible is SheetVisibleEnum.Visible


def _sheet(book: CalamineWorkbook, title: str, marks: Marks, by_font: ByFont) -> Sheet:
    sheet = book.get_sheet_by_name(title)
    height, width = sheet.end or (0, 0)
    if (height + 1) * (width + 1) > MAX_CELLS or width >= EXCEL_COLUMNS:
        far = f"trang tính {title} kéo dài đến dòng {group(height + 1)}, cột thứ {group(width + 1)}"
        raise Unreadable("oversized", far)
    rows = sheet.to_python(skip_empty_area=False)
    legacy = {}
    for (r, c), text in by_font.converted.items():
        if r < len(rows) and c < len(rows[r]) and isinstance(rows[r][c], str):
            legacy[r, c] = str(rows[r][c])
            rows[r][c] = text
    merged = dict(sheet.merged_cell_ranges or ())
    pictures = {
        (r, c): PICTURE_IN_CELL
        for r, row in enumerate(rows)
        for c, value in enumerate(row)
        if isinstance(value, str) and value.startswith("=") and PICTURE.match(value)
    }
    return Sheet(
        title, tuple(map(tuple, rows)), {**marks.error_cells, **pictures}, legacy, merged or marks.merged,
        unstruck=by_font.unstruck,
    )  # fmt: skip


# --- what calamine does not read -----------------------------------------------------------------------------------


def _marks(parts: Parts, sheets: Mapping[str, str], xls: Any) -> Mapping[str, Marks]:
    """Sheet title → its error cells and, in an ods file, its merged ranges."""
    if xls:
        return of_each_sheet(xls, lambda sheet: Marks(dict(_error_cells_of_xls(sheet))))
    if CONTENT in parts:
        return {title: _marks_of_ods(table) for title, table in tables_in(parts.root(CONTENT))}
    return {title: Marks(dict(_error_cells_of_xlsx(part, parts[part]))) for title, part in sheets.items()}


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
    merged: dict[tuple[int, int], tuple[int, int]] = {}
    last_row = last_column = 0
    for cell in cells_in(table):
        if cell.kind:
            last_row, last_column = cell.row + cell.rows - 1, max(last_column, cell.column + cell.columns - 1)
        if cell.is_error:
            error_cells[cell.row, cell.column] = "".join(map(str, cell.element.itertext()))
        rows, columns = (int(cell.element.get(f"{TABLE}number-{each}-spanned") or 1) for each in ("rows", "columns"))
        if rows > 1 or columns > 1:
            merged[cell.row, cell.column] = cell.row + rows - 1, cell.column + columns - 1
    if (last_row + 1) * (last_column + 1) > MAX_CELLS:
        raise Unreadable("oversized", f"trang tính kéo dài đến dòng {group(last_row + 1)}")
    return Marks(error_cells, merged)


def sheet_parts(parts: Parts) -> Iterator[tuple[str, str]]:
    """The title and the part of each sheet of an xlsx file, by the workbook's relationships; none of other files."""
    if xlsx.BOOK not in parts:
        return
    related = related_parts(parts, xlsx.BOOK)
    for sheet in parts.root(xlsx.BOOK).iterfind(".//{*}sheet"):
        identifier = next((value for name, value in sheet.attrib.items() if str(name).endswith("}id")), None)
        yield str(sheet.get("name")), related.get(str(identifier), "")


def _error_cells_of_xlsx(part: str, xml: bytes) -> Iterator[tuple[tuple[int, int], str]]:
    in_doubt = any(holds(xml, sign) for sign in ERROR) or WITHOUT_VALUE.search(xml)
    if not (in_doubt or (holds(xml, b":f") and PREFIXED.search(xml))):
        return
    for at, cell in xlsx.cells_in(tree_of(part, xml, SPREADSHEET).iter("{*}row")):
        shown, formula = cell.find("{*}v"), cell.find("{*}f")
        text = (shown.text or "") if shown is not None else ""
        if cell.get("t") == "e" or (formula is not None and not text and cell.get("t") != "str"):  # it may result in ""
            shown_text = text or f"={formula.text if formula is not None else ''}"
            is_picture = cell.get("vm") is not None or (formula is not None and PICTURE.match(f"={formula.text}"))
            yield at, PICTURE_IN_CELL if is_picture else shown_text

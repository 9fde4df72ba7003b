"""The Excel forms, as openpyxl and other readers open them."""

import zipfile
from collections.abc import Mapping
from functools import cache
from io import BytesIO

import openpyxl
import pytest
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from pipeline.checking.normalise import normalise
from pipeline.drawing.everything import draw_everything
from pipeline.drawing.forms.cells import FIRST_ROW, label_cell
from pipeline.drawing.forms.content import Content
from pipeline.drawing.office import shipped_office
from pipeline.reading.spreadsheet import parse_workbook
from pipeline.values.sheets import CHECKS_SHEET, LISTS_SHEET
from schemas.ca_nhan import CA_NHAN
from schemas.co_quan import CO_QUAN
from schemas.grammar import Column, ColumnType, SheetLayout, SheetSchema, WorkbookSchema
from schemas.tieu_chi import TIEU_CHI
from schemas.trich_ngang import TRICH_NGANG
from tests.builder import UNIT_NAMES, good, good_content
from tests.shipped import TERMS, individual_form

FORMS: tuple[tuple[WorkbookSchema, bytes], ...] = ((CA_NHAN, individual_form(UNIT_NAMES)), (CO_QUAN, shipped_office()))
COLUMNS = [
    (schema, form, sheet, column) for schema, form in FORMS for sheet in schema.sheets for column in sheet.columns
]


@cache
def opened(form: bytes) -> openpyxl.Workbook:
    """A form that tests only look at."""
    return openpyxl.load_workbook(BytesIO(form))


@cache
def texts_of(form: bytes, sheet: str) -> Mapping[str, list[str]]:
    """The cells of a sheet, below its title, by their text without the mark of what is required."""
    found: dict[str, list[str]] = {}
    for row in opened(form)[sheet].iter_rows(min_row=FIRST_ROW + 1):
        for cell in row:
            if isinstance(cell.value, str):
                found.setdefault(cell.value.removesuffix(" *"), []).append(cell.coordinate)
    return found


def input_cell(sheet: SheetSchema, column: Column) -> str:
    if sheet.layout is SheetLayout.LABELS:
        return label_cell(sheet, column.key).replace("$", "")
    return f"{chr(ord('A') + [v.key for v in sheet.columns].index(column.key))}{FIRST_ROW + 2}"


def validation_of(page: Worksheet, cell: str) -> DataValidation | None:
    return next((rule for rule in page.data_validations.dataValidation if cell in rule.sqref), None)


def test_forms_are_drawn_as_the_same_bytes_every_time() -> None:
    assert draw_everything(TERMS) == draw_everything(TERMS)


@pytest.mark.parametrize(("schema", "form"), FORMS, ids=["ca-nhan", "co-quan"])
def test_a_form_has_its_sheets_in_order_the_guide_first(schema: WorkbookSchema, form: bytes) -> None:
    hidden = [LISTS_SHEET, CHECKS_SHEET][: 1 + (schema is CA_NHAN)]  # the office's workbook has no checks of its own
    assert opened(form).sheetnames == ["Hướng dẫn", *(sheet.name for sheet in schema.sheets), *hidden]
    assert {opened(form)[name].sheet_state for name in hidden} == {"hidden"}


@pytest.mark.parametrize(("schema", "form", "sheet", "column"), COLUMNS, ids=lambda value: getattr(value, "key", ""))
def test_every_column_is_there_once_with_an_unlocked_prompting_cell(
    schema: WorkbookSchema, form: bytes, sheet: SheetSchema, column: Column
) -> None:
    page = opened(form)[sheet.name]
    (label,) = texts_of(form, sheet.name)[column.heading]
    assert page[label].protection.locked
    cell = page[input_cell(sheet, column)]
    assert cell.protection.locked == column.locked
    assert cell.number_format == "@"
    rule = validation_of(page, cell.coordinate)
    if column.locked:
        assert rule is None
        return
    assert rule is not None
    assert 0 < len(rule.promptTitle or "") <= 32
    assert 0 < len(rule.prompt or "") <= 255
    assert rule.showInputMessage
    blocking = bool(
        column.choices
        or column.choices_from
        or column.kind in (ColumnType.QUARTER, ColumnType.INTEGER, ColumnType.YEAR)
    )
    if blocking:
        assert rule.showErrorMessage
        assert rule.errorStyle == ("warning" if column.open_choice else None) or rule.errorStyle == "stop"


@pytest.mark.parametrize(("schema", "form"), FORMS, ids=["ca-nhan", "co-quan"])
def test_sheets_are_protected_without_password_and_without_merged_cells(schema: WorkbookSchema, form: bytes) -> None:
    for sheet in schema.sheets:
        page = opened(form)[sheet.name]
        assert page.protection.sheet
        assert page.protection.password is None
        assert not page.merged_cells.ranges
        assert page.freeze_panes
        assert page.page_setup.paperSize == 9
        setup = page.sheet_properties.pageSetUpPr
        assert setup is not None
        assert setup.fitToPage


def test_a_paste_does_not_lock_cells_since_the_normal_style_is_unlocked() -> None:
    with zipfile.ZipFile(BytesIO(individual_form(UNIT_NAMES))) as package:
        styles = package.read("xl/styles.xml").decode()
    normal = styles[styles.index("<cellStyleXfs") : styles.index("</cellStyleXfs>")]
    assert '<protection locked="0"/>' in normal


def test_values_are_text_whatever_they_begin_with() -> None:
    hostile = ["=cmd|' /C calc'!A0", "+84 123", "@SUM(A1)", "-1", "{=1+1}", "007"]
    for text in hostile:
        page = opened(good(ghi_chu=text))["Trích ngang"]
        cell = page[label_cell(TRICH_NGANG, "ghi_chu").replace("$", "")]
        assert (cell.value, cell.data_type) == (text, "s")


def test_the_criteria_are_printed_and_grey_where_the_group_does_not_answer() -> None:
    criteria = TERMS.printed_criteria(CA_NHAN.kind)
    page = opened(individual_form(UNIT_NAMES))[TIEU_CHI.name]
    printed = [page.cell(FIRST_ROW + 2 + number, 1).value for number in range(len(criteria))]
    assert printed == [criterion.code for criterion in criteria]
    greyed = [area for area in page.conditional_formatting for rule in area.rules if "<>" in rule.formula[0]]
    assert len(greyed) == len(criteria)


def test_the_drop_down_offers_the_units_of_the_office() -> None:
    book = opened(individual_form(["Phòng A", "Phòng B"]))
    lists = {
        column[0].value: [cell.value for cell in column[1:] if cell.value] for column in book["Danh mục"].iter_cols()
    }
    assert lists["Trích ngang - Đơn vị"] == ["Phòng A", "Phòng B", "Lãnh đạo Văn phòng"]


def test_a_filled_form_is_read_back_by_its_own_reader() -> None:
    content = good_content({"thanh_tich": "Dòng một\nDòng hai"})
    sent, faults = normalise(parse_workbook("a.xlsx", individual_form(UNIT_NAMES, content)), CA_NHAN)
    assert faults == ()
    person = sent.tables["Trích ngang"][0]
    assert {key: entry.found for key, entry in person.items()} == dict(content.labels["Trích ngang"])
    assert person["thanh_tich"].value == "Dòng một\nDòng hai"
    assert person["ho_ten"].place.cell == label_cell(TRICH_NGANG, "ho_ten").replace("$", "")


def test_the_shipped_office_is_read_back_without_a_fault() -> None:
    sent, faults = normalise(parse_workbook("co-quan.xlsx", shipped_office()), CO_QUAN)
    assert faults == ()
    assert len(sent.tables["Đơn vị"]) == len(UNIT_NAMES)


def test_another_reader_finds_labels_and_values_side_by_side() -> None:
    book = CalamineWorkbook.from_filelike(BytesIO(good(ho_ten="Giàng A Pao")))
    rows = book.get_sheet_by_name("Trích ngang").to_python(skip_empty_area=False)
    assert next(row[1] for row in rows if str(row[0]).startswith("Họ và tên")) == "Giàng A Pao"


def test_content_for_another_sheet_is_not_drawn() -> None:
    assert individual_form(UNIT_NAMES, Content({"Trang lạ": {"ho_ten": "A"}})) == individual_form(UNIT_NAMES)

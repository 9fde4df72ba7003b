"""What a cell shows counts where a number format makes it differ from what the cell stores, in every kind of file."""

import tomllib
from datetime import date, time
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from pipeline.checking.cells import Cell, cell_at, read_cell, text_at
from pipeline.checking.check import check_quarter
from pipeline.values.dates import Clock
from pipeline.values.model import CellReference
from pipeline.values.number_formats import Part
from pipeline.values.sheets import Sheet
from pipeline.values.shown import Formatted, Seen, ShownCell
from schemas.grammar import Column
from schemas.hoi_dong import CUOC_HOP
from schemas.khen_thuong import KHEN_THUONG
from schemas.tieu_chi import TIEU_CHI
from schemas.trich_ngang import TRICH_NGANG
from tests.builder import edited, folder, good, label_place, saved
from tests.checking.test_cases import cell_of, workbook
from tests.programs import needed
from tests.shown import saved_as

HERE = CellReference("a.xlsx", "Trích ngang", "B7")
POSITION, PRESENT, BORN = (TRICH_NGANG.column(key) for key in ("chuc_vu", "so_du_hop", "ngay_sinh"))
SHOWN_CASES = sorted((Path(__file__).parent.parent / "cases").glob("hien-*/case.toml"))
DIFFERENT_IN_ODS = (
    "hien-khong-chac",
    "hien-khong-chac-so",
)  # an ods file holds the text that was shown, so nothing is uncertain there


def read(column: Column, raw: object, shown: ShownCell | None) -> tuple[object, str, list[str]]:
    entry, faults = read_cell(column, Cell(raw, HERE, shown=shown))
    return entry.value, entry.found, [fault.code for fault in faults]


@pytest.mark.parametrize(
    ("raw", "code", "printed"),
    [(0.98, "0%", "98%"), (215.0, '0"/QĐ-VPUBND"', "215/QĐ-VPUBND"), (7.0, "000", "007"), (1490000.0, "#,##0", "1.490.000"),
     (0.5, "# ?/?", "1/2"), (7.5, "General", "7,5"), ("Kế toán", '@" trưởng"', "Kế toán trưởng")],
)  # fmt: skip
def test_a_text_column_takes_the_text_that_is_shown(raw: float | str, code: str, printed: str) -> None:
    assert read(POSITION, raw, Formatted(raw, code)) == (printed, printed, [])


@pytest.mark.parametrize("column", [POSITION, TIEU_CHI.column("minh_chung"), TRICH_NGANG.column("don_vi"), PRESENT])
@pytest.mark.parametrize(
    ("shown", "code"), [(None, "shown-uncertain"), ("", "hidden-by-format"), (" ", "hidden-by-format")]
)
def test_what_is_uncertain_or_hidden_is_an_error(column: Column, shown: str | None, code: str) -> None:
    assert read(column, 9.0, Seen(shown)) == (None, "9", [code])


def test_a_finding_quotes_what_is_shown_and_what_is_stored() -> None:
    for column, raw, shown, other in [(PRESENT, 0.98, "98%", "0.98"), (PRESENT, 7.6, "8", "7.6"), (BORN, date(1985, 3, 1), "03/1985", "01/3/1985")]:  # fmt: skip
        entry, (fault,) = read_cell(column, Cell(raw, HERE, shown=Seen(shown)))
        assert (entry.value, entry.found, fault.found, entry.unusable) == (None, shown, shown, True)
        assert f"«{shown}»" in fault.message
        assert other in fault.message


@pytest.mark.parametrize(
    ("code", "expected"), [('"13/4/"yyyy', []), ('"1."dd/mm/yyyy', []), ('"ngày "dd"/"mm"/"yyyy', [date(1985, 3, 13)])]
)
def test_a_day_counts_if_its_format_has_no_figures_among_its_own_words(code: str, expected: list[date]) -> None:
    value, _, codes = read(BORN, date(1985, 3, 13), Formatted(31119.0, code))
    assert ([value], codes) == (expected, []) if expected else (value, codes) == (None, ["shown-uncertain"])


def test_a_cell_that_may_not_look_as_it_is_stored_is_an_error_that_quotes_it() -> None:
    for code in ("letters-unseen", "look-by-condition"):
        entry, (fault,) = read_cell(POSITION, Cell("Kế toán", HERE, unsure=code))
        assert (entry.value, fault.code, fault.found) == (None, code, "Kế toán")


@pytest.mark.parametrize("shown", ["9", "9 người", " 9,00 ", "9.00", "Số 09"])
def test_a_number_that_is_shown_as_itself_keeps_its_value(shown: str) -> None:
    assert read(PRESENT, 9.0, Seen(shown)) == (9, "9", [])


@pytest.mark.parametrize(
    ("raw", "shown", "parts", "expected"),
    [(time(8, 5), "08:05", {Part.TIME}, Clock(8, 5)), (time(20, 5), "8:05 CH", {Part.TIME}, Clock(20, 5)), (time(8, 5), None, {Part.TIME}, Clock(8, 5)),
     (time(8, 5), "08", {Part.TIME}, None), (time(8, 5), "0,336805555", (), None), (time(8, 30), "30:00", {Part.TIME}, None)],
)  # fmt: skip
def test_a_time_counts_if_hour_and_minute_are_shown(
    raw: time, shown: str | None, parts: set[Part], expected: Clock | None
) -> None:
    value, _, codes = read(CUOC_HOP.column("gio_bat_dau"), raw, Seen(shown, frozenset(parts)))
    assert (value, codes) == (expected, [] if expected else ["not-a-time"])


@pytest.mark.parametrize(
    ("raw", "code", "value", "codes"),
    [(1985.0, '"năm "0', 1985, []), (1985.0, "0.0", None, ["not-a-year"]), (31107.0, "yyyy", None, ["not-a-year"])],
)
def test_a_year_is_read_as_it_is_shown(raw: float, code: str, value: int | None, codes: list[str]) -> None:
    assert read(KHEN_THUONG.column("nam"), raw, Formatted(raw, code))[::2] == (value, codes)


def test_where_formats_cannot_be_read_a_number_or_a_day_in_a_text_column_is_an_error() -> None:
    for raw in (215.0, date(2020, 3, 1), time(8, 0)):
        _, (fault,) = read_cell(POSITION, Cell(raw, HERE, formats_read=False))
        assert fault.code == "formats-unread"
        assert ".xlsx" in fault.message
    for column, stored in ((POSITION, "215/QĐ"), (PRESENT, 9.0), (BORN, date(1985, 3, 1))):
        assert read_cell(column, Cell(stored, HERE, formats_read=False))[1] == ()


def test_text_converted_from_an_old_font_is_not_what_the_file_shows() -> None:
    shown = {(0, 0): Formatted("KÕ to¸n", '@" tr"')}
    sheet = Sheet("Trích ngang", (("Kế toán",),), legacy={(0, 0): "KÕ to¸n"}, shown=shown)
    assert cell_at("a.xlsx", sheet, 0, 0).text == text_at(sheet, 0, 0) == "Kế toán"
    other = Sheet("Trích ngang", (("Kế toán",),), shown={(0, 0): Formatted("Kế toán", '@" trưởng"')})
    assert cell_at("a.xlsx", other, 0, 0).text == text_at(other, 0, 0) == "Kế toán trưởng"


def test_a_formula_whose_result_is_empty_text_is_an_empty_cell() -> None:
    content = edited(good(), {("Trích ngang", label_place("ghi_chu")): '=IF(1=1,"","x")'})
    book = openpyxl.load_workbook(BytesIO(content))
    plain = saved(book)
    assert [f.code for f in check_quarter(folder({"a.xlsx": plain})).findings] == ["spoiled-cell"]  # never computed
    computed = saved_as({"a.xlsx": plain}, "xlsx")["a"] if needed("soffice") else b""
    assert check_quarter(folder({"a.xlsx": computed})).findings == ()


def groups() -> list[dict[str, dict[str, object]]]:
    """The cells and formats of all cases in as few workbooks as hold each cell once."""
    made: list[dict[str, dict[str, object]]] = []
    for path in SHOWN_CASES:
        case = tomllib.loads(path.read_text(encoding="utf-8"))
        if path.parent.name in DIFFERENT_IN_ODS:
            continue
        group = next((each for each in made if not set(each["cells"]) & set(case["cells"])), None)
        if group is None:
            group = {"cells": {}, "formats": {}}
            made.append(group)
        group["cells"] |= case["cells"]
        group["formats"] |= case["formats"]
    return made


def outcome(name: str, content: bytes) -> object:
    """What is found in a workbook, and what is read in it."""
    checked = check_quarter(folder({name: content}))
    submission = checked.received[0].submission
    assert submission is not None
    read_values = {
        (sheet, row, key): (record[key].found, record[key].value)
        for sheet, records in submission.tables.items()
        for row, record in enumerate(records)
        for key in record
    }
    return [(fault.code, fault.place[1:], fault.found, fault.suggestion) for fault in checked.findings], read_values


def test_xlsx_xls_and_ods_copies_of_one_workbook_give_the_same_findings() -> None:
    needed("soffice")
    sent = {f"{n}.xlsx": workbook(group) for n, group in enumerate(groups())}
    expected = {Path(name).stem: outcome("a.xlsx", content) for name, content in sent.items()}
    for kind in ("xls", "ods", "xlsx"):
        copies = saved_as(sent, kind)
        assert {stem: outcome(f"a.{kind}", content) for stem, content in copies.items()} == expected, kind


def test_every_case_of_this_kind_names_a_format() -> None:
    assert len(SHOWN_CASES) >= 20
    for path in SHOWN_CASES:
        case = tomllib.loads(path.read_text(encoding="utf-8"))
        assert {cell_of(place) for place in case["formats"]} <= {cell_of(place) for place in case["cells"]}

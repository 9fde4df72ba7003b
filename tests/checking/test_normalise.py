"""Workbooks as typed become parsed values, in any order of sheets and headings and with any of their accepted names."""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.checking.cells import Cell, match_choice, read_cell
from pipeline.checking.normalise import normalise
from pipeline.checking.shown_values import as_typed
from pipeline.values.dates import Clock, Year
from pipeline.values.model import CellReference, Finding, Submission
from pipeline.values.sheets import Sheet, Workbook
from schemas.ca_nhan import CA_NHAN
from schemas.dan_toc import ETHNIC_GROUPS
from schemas.gioi_thieu import COMPLETION_LEVELS
from schemas.grammar import YES_NO, Choice, Column, ColumnType
from schemas.hoi_dong import CUOC_HOP, HOI_DONG
from schemas.khen_thuong import KHEN_THUONG
from schemas.terms import worded_sheet
from schemas.trich_ngang import TRICH_NGANG
from tests.shipped import TERMS

HERE = CellReference("a.xlsx", "Trích ngang", "B7")
VIEWS = [
    column
    for schema in (CA_NHAN, HOI_DONG)
    for sheet in schema.sheets
    for column in worded_sheet(sheet, TERMS).columns
    if not column.computed
]


def read_rows(sheet: str, *rows: tuple[object, ...]) -> tuple[Submission, tuple[Finding, ...]]:
    """The result for a workbook with only these rows in one sheet, without the findings about missing sheets."""
    sent, faults = normalise(Workbook("a.xlsx", (Sheet(sheet, rows),)), CA_NHAN)
    return sent, tuple(
        fault for fault in faults if fault.code not in ("missing-sheet", "missing-heading", "missing-headings")
    )


def test_labels_are_found_in_any_row_and_column() -> None:
    sent, faults = read_rows("TRICH NGANG ", ("", "ghi chú", "gì đó"), (), ("", "Họ  và tên *:", "Giàng A Pao"))
    assert sent.labels.value("ho_ten") == "Giàng A Pao"
    assert sent.tables["Trích ngang"][0]["ho_ten"].place == CellReference("a.xlsx", "TRICH NGANG ", "C3")
    assert faults == ()


def test_a_table_is_found_under_its_headings_in_any_order() -> None:
    rows = (
        ("Ghi ở trên",),
        (),
        ("STT", "Số QĐ", "Năm", "Danh hiệu"),
        (1, "12/QĐ", 2019.0, "Lao động tiên tiến"),
        ("", "", "", ""),
    )
    sent, _ = read_rows("Khen thưởng", *rows)
    (record,) = sent.tables["Khen thưởng"]
    assert (record["nam"].value, record["so_qd"].value, record["ten"].value) == (2019, "12/QĐ", "Lao động tiên tiến")
    assert record["nam"].place.cell == "C4"


def test_each_missing_sheet_and_heading_is_one_finding_with_the_nearest_stranger() -> None:
    book = Workbook(
        "a.xlsx", (Sheet("Trich ngag", (("Họ và tên", "A B"),)), Sheet("Tiêu chí", (("Mã", "Đạt", "Minh chúng"),)))
    )
    _, faults = normalise(book, CA_NHAN)
    assert [(f.code, f.place.sheet, f.suggestion) for f in faults] == [
        ("missing-sheet", "Trích ngang", "Trich ngag"),
        ("missing-sheet", "Khen thưởng", ""),
        ("missing-sheet", "Sáng kiến", ""),
    ]


def test_a_missing_heading_is_suggested_from_the_strangers() -> None:
    rows = (
        ("Năm", "Danh hiệu", "Số quyết định", "Ngay ra quyết định", "Cơ quan ban hành"),
        ("2019", "A", "1", "2", "B"),
    )
    _, faults = normalise(Workbook("a.xlsx", (Sheet("Khen thưởng", rows),)), CA_NHAN)
    assert [(f.field, f.place.cell, f.found) for f in faults if "heading" in f.code] == [
        ("Ngày quyết định", "D1", "Ngay ra quyết định")
    ]


def test_a_heading_that_nobody_knows_is_named_only_if_it_holds_something() -> None:
    _, faults = read_rows("Trích ngang", ("Số điện thoại", "0912"), ("Trống", ""), ("Họ và tên", "A B"))
    assert [(f.code, f.found) for f in faults] == [("unknown-heading", "Số điện thoại")]


def test_a_duplicate_heading_is_reported_and_the_first_is_read() -> None:
    sent, faults = read_rows("Trích ngang", ("Chức vụ", "Chuyên viên"), ("Chức danh", "Văn thư"))
    assert [f.code for f in faults] == ["double-heading"]
    assert sent.labels.value("chuc_vu") == "Chuyên viên"
    assert [(stray.heading, stray.text) for stray in sent.strays] == [("Chức vụ", "Văn thư")]
    assert read_rows("Trích ngang", ("Chức vụ", "Chuyên viên"), ("Chức danh", "Chuyên viên"))[1] == ()


@pytest.mark.parametrize(
    ("key", "raw", "value"),
    [
        ("ho_ten", "  Giàng\u00a0A   Pao ", "Giàng A Pao"),
        ("ngay_sinh", 1985.0, Year(1985)),
        ("ngay_sinh", "1985", Year(1985)),
        ("ngay_sinh", datetime(1985, 3, 15), date(1985, 3, 15)),
        ("ngay_gui", date(2020, 3, 23), date(2020, 3, 23)),
        ("ngay_gui", "'23.03.2020", date(2020, 3, 23)),
        ("so_du_hop", 9.0, 9),
        ("so_du_hop", "09", 9),
        ("gioi_tinh", "nam", "Nam"),
        ("dang_vien", " có", "Có"),
        ("muc_do", "HTTNV", "Hoàn thành tốt nhiệm vụ"),
        ("quy", "Qúy I năm 2020", (1, 2020)),
        ("chuc_vu", 12.0, "12"),
        ("nhiem_vu", "một\r\n\r\nhai", "một\nhai"),
        ("nhiem_vu", "\uf0b7\tmột\n\uf0a7 hai", "- một\n- hai"),
    ],
)
def test_a_value_is_read_as_its_column_means_it(key: str, raw: object, value: object) -> None:
    entry, faults = read_cell(TRICH_NGANG.column(key), Cell(raw, HERE))
    assert faults == ()
    assert entry.value == value


@pytest.mark.parametrize(
    ("key", "raw", "code"),
    [
        ("ngay_gui", 43913.0, "number-instead-of-date"),
        ("ngay_gui", "2020", "year-only"),
        ("ngay_gui", "13/25/2020", "no-such-day"),
        ("ngay_gui", "03/23/2020", "month-day-swapped"),
        ("ngay_gui", "23/3/20", "two-digit-year"),
        ("ngay_gui", "tuần trước", "not-a-date"),
        ("ngay_gui", "23/3/1850", "date-out-of-range"),
        ("ngay_sinh", 31121985.0, "number-instead-of-date"),
        ("chuc_vu", date(2020, 3, 1), "date-instead-of-text"),
        ("so_du_hop", 7.5, "not-an-integer"),
        ("so_du_hop", True, "not-an-integer"),
        ("quy", "quý này", "not-a-quarter"),
    ],
)
def test_a_value_that_is_not_its_kind_is_one_finding_at_its_cell(key: str, raw: object, code: str) -> None:
    entry, (fault,) = read_cell(TRICH_NGANG.column(key), Cell(raw, HERE))
    assert (fault.code, fault.place, fault.found) == (code, HERE, as_typed(raw))
    assert entry.unusable


@pytest.mark.parametrize(
    ("raw", "found"),
    [("8h", "8h"), (time(8, 0), "08:00"), (time(8, 0, 0, 400), "08:00"), (" 08 giờ  00 ", "08 giờ 00")],
)
def test_a_time_is_read_as_typed_and_a_real_one_of_excels_is_a_text_that_reads_back(raw: object, found: str) -> None:
    entry, faults = read_cell(CUOC_HOP.column("gio_bat_dau"), Cell(raw, HERE))
    assert (entry.value, entry.found, faults) == (Clock(8, 0), found, ())
    assert read_cell(CUOC_HOP.column("gio_bat_dau"), Cell(entry.found, HERE))[0].value == entry.value


@pytest.mark.parametrize(
    "raw", [8, 8.0, 0.35, True, date(2020, 3, 28), datetime(2020, 3, 28, 8), time(8, 0, 30), "sáng"]
)
def test_a_text_that_is_not_a_time_is_reported_with_cell_rule_and_example(raw: object) -> None:
    entry, (fault,) = read_cell(CUOC_HOP.column("gio_bat_dau"), Cell(raw, HERE))
    assert (fault.code, fault.place, str(fault.severity)) == ("not-a-time", HERE, "error")
    assert "ví dụ 08 giờ 00" in fault.message
    assert entry.unusable


def test_a_year_column_reads_years_only() -> None:
    assert read_cell(KHEN_THUONG.column("nam"), Cell("năm 2019", HERE))[0].value == 2019
    assert read_cell(KHEN_THUONG.column("nam"), Cell("20/12/2019", HERE))[1][0].code == "not-a-year"


@given(
    st.sampled_from(VIEWS),
    st.text() | st.floats() | st.booleans() | st.dates() | st.datetimes() | st.times() | st.none() | st.integers(),
)
def test_no_value_raises_and_every_unusable_one_is_reported(column: Column, raw: object) -> None:
    entry, faults = read_cell(column, Cell(raw, HERE))
    assert entry.unusable == bool(faults)
    assert entry.value is not None or entry.unusable or not entry.found


def test_every_column_reads_its_own_example() -> None:
    for column in VIEWS:
        entry, faults = read_cell(column, Cell(column.example, HERE))
        assert faults == ()
        assert entry.value is not None
        assert (
            column.kind is not ColumnType.CHOICE
            or not column.choices
            or entry.value in [c.text for c in column.choices]
        )


@pytest.mark.parametrize(
    ("typed", "choices", "official"),
    [
        ("CÓ", YES_NO, "Có"),
        ("co", YES_NO, None),
        ("H'Mông", ETHNIC_GROUPS, "Mông"),
        ("Khơ-mú", ETHNIC_GROUPS, "Khơ Mú"),
        ("HTNV", COMPLETION_LEVELS, "Hoàn thành nhiệm vụ"),
    ],
)
def test_a_choice_is_the_same_in_another_case_or_declared_spelling_only(
    typed: str, choices: tuple[Choice, ...], official: str | None
) -> None:
    assert match_choice(typed, choices) == official

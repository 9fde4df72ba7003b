"""Sheets and forms are known by what they hold; what is not ours is said with its sheets; xlsb cells are as strict as they must be."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from pipeline.checking.check import KINDS
from pipeline.checking.sheets import find_sheets, known_kind, score
from pipeline.reading.spreadsheet import parse_workbook
from pipeline.values.model import Status
from pipeline.values.sheets import Sheet, Workbook
from schemas.ca_nhan import CA_NHAN
from schemas.grammar import GUIDE_SHEET, STRAYS_SHEET
from schemas.trich_ngang import TRICH_NGANG
from tests.builder import document, findings, good, good_collective, good_meeting, label_place, run, saved
from tests.xlsb import xlsb

SCHEMAS = [*KINDS.values()]
MAKERS: dict[str, Callable[[], bytes]] = {"ca-nhan": good, "tap-the": good_collective, "hoi-dong": good_meeting}
PERSONNEL: list[list[Any]] = [
    ["TT", "Họ và tên", "Ngày sinh", "Chức vụ", "Đơn vị", "Ghi chú"],
    [1, "Lý A Thử", "1980", "Chuyên viên", "Phòng Kinh tế", "x"],
]


def book(sheets: Mapping[str, Sequence[Sequence[object]]]) -> Workbook:
    return Workbook("a.xlsx", tuple(Sheet(name, tuple(map(tuple, rows))) for name, rows in sheets.items()))


def renamed(content: bytes) -> Workbook:
    read = parse_workbook("a.xlsx", content)
    return Workbook(read.file, tuple(Sheet(f"Sheet{n}", each.rows) for n, each in enumerate(read.sheets)))


@pytest.mark.parametrize("kind", MAKERS)
def test_a_workbook_whose_sheets_all_have_other_names_is_of_its_kind(kind: str) -> None:
    schema, found = known_kind(renamed(MAKERS[kind]()), SCHEMAS)
    assert schema.kind == kind
    assert found.is_of(schema)
    assert set(found.sheets) == {sheet.name for sheet in schema.sheets} == found.by_content


def test_a_list_of_staff_a_budget_and_our_guide_alone_are_not_ours() -> None:
    read = parse_workbook("a.xlsx", good())
    guide = next(sheet for sheet in read.sheets if sheet.name == GUIDE_SHEET)
    budget: list[list[object]] = [
        ["Nội dung", "Số tiền", "Ghi chú"],
        ["Văn phòng phẩm", 1200000, ""],
        ["Tiếp khách", 300000, ""],
    ]
    for foreign in (book({"DS": PERSONNEL}), book({"KP": budget}), Workbook("a.xlsx", (guide,)), book({"Sheet1": []})):
        schema, found = known_kind(foreign, SCHEMAS)
        assert not found.is_of(schema)


def test_the_sheet_with_the_name_is_read_also_if_another_holds_more() -> None:
    rows = [["Họ và tên", "Lý A Thử"], ["Đơn vị", "Phòng Kinh tế"], ["Chức vụ", "Chuyên viên"]]
    found = find_sheets(book({"Nháp": [*rows, ["Dân tộc", "Kinh"]], "Trích ngang": rows}), CA_NHAN)
    assert found.sheets[TRICH_NGANG.name].name == "Trích ngang"
    assert found.by_content == frozenset()


@pytest.mark.parametrize(
    "name", ["Trích ngang (2)", "TRICH NGANG(3)", "Trích ngang - Table 1", "Trích ngang – Bảng 1", "Trích ngang copy"]
)
def test_a_copys_mark_is_no_other_name(name: str) -> None:
    found = find_sheets(book({name: [["Họ và tên", "Lý A Thử"]]}), CA_NHAN)
    assert found.sheets[TRICH_NGANG.name].name == name
    assert found.by_content == frozenset()


def test_a_far_away_or_huge_foreign_sheet_is_not_searched_to_its_end() -> None:
    wide = Sheet("x", tuple(("Họ và tên",) * 5000 for _ in range(400)))
    assert score(wide, TRICH_NGANG) == 0


def test_what_is_not_ours_is_read_all_the_same_and_its_sheets_are_named() -> None:
    other = openpyxl.Workbook()
    page = other.active
    assert page is not None
    page.title = "Danh sách CB"
    for row in PERSONNEL * 45:
        page.append(row)
    other.create_sheet("Quỹ lương").append(["Tháng", "Số tiền"])
    outcome = run({"a.xlsx": saved(other)})
    (fault,) = outcome.checked.findings
    assert fault.code == "not-our-form"
    assert "«Danh sách CB», «Quỹ lương»" in fault.message
    assert [received.status for received in outcome.checked.received] == [Status.RETURNED]
    back = openpyxl.load_workbook(BytesIO(document(outcome, "tra-lai/a.xlsx")))
    assert STRAYS_SHEET not in back.sheetnames


def test_a_return_of_renamed_sheets_is_filled_in() -> None:
    sent = openpyxl.load_workbook(BytesIO(good(ky_luat="Có")))
    for number, name in enumerate(("Trích ngang", "Khen thưởng", "Sáng kiến", "Tiêu chí")):
        sent[name].title = f"S{number}"
    back = openpyxl.load_workbook(BytesIO(document(run({"a.xlsx": saved(sent)}), "tra-lai/a.xlsx")))
    assert back["Trích ngang"][label_place("ho_ten")].value == "Nguyễn Văn Mẫu"
    assert back["Tiêu chí"]["F5"].value
    assert STRAYS_SHEET not in back.sheetnames


def test_numbers_and_days_in_text_columns_of_an_xlsb_file_are_errors_at_their_cells() -> None:
    sheets = {each.name: [list(row) for row in each.rows] for each in parse_workbook("a.xlsx", good()).sheets}
    assert findings({"a.xlsb": xlsb(sheets)}) == []
    assert [each.code for each in findings({"a.xlsb": xlsb(sheets, struck=True)})] == ["struck-in-xlsb"]
    for key, typed, codes in [
        ("chuc_vu", 0.98, ["formats-unread"]), ("trinh_do", date(2020, 3, 5), ["formats-unread"]), ("so_du_hop", 9, []), ("ngay_gui", date(2020, 3, 23), []),
    ]:  # fmt: skip
        line = next(
            row for row in sheets["Trích ngang"] if row[0] and str(row[0]).startswith(TRICH_NGANG.column(key).heading)
        )
        changed = [[*row[:1], typed, *row[2:]] if row is line else row for row in sheets["Trích ngang"]]
        found = findings({"a.xlsb": xlsb({**sheets, "Trích ngang": changed})})
        assert [(fault.code, fault.place.cell) for fault in found] == [(code, label_place(key)) for code in codes]


@pytest.mark.parametrize(
    ("content", "code", "sheet"),
    [(good_collective(), "second-form", "Tập thể"), (good_meeting(), "second-form", "Cuộc họp"), (good(chuc_vu="Trưởng phòng"), "filled-in-twice", "Trích ngang (2)"),
     (good(ho_ten="Lê Văn Thử"), "two-nominees", "Trích ngang (2)")],
)  # fmt: skip
def test_two_forms_in_one_workbook_are_the_one_fault(content: bytes, code: str, sheet: str) -> None:
    together = openpyxl.load_workbook(BytesIO(good()))
    for page in openpyxl.load_workbook(BytesIO(content)).worksheets:
        added = together.create_sheet(f"{page.title} (2)" if page.title in together.sheetnames else page.title)
        for row in page.iter_rows(values_only=True):
            added.append(row)
    found = [(each.code, each.place.sheet) for each in findings({"a.xlsx": saved(together)})]
    assert found == [(code, sheet)]

"""The forms' check formulas, computed by LibreOffice, find the same wrong cells as the program does when a workbook arrives."""

import re
from collections.abc import Mapping
from datetime import datetime, time
from io import BytesIO

import openpyxl
import pytest
import xlsxwriter
from openpyxl.utils.cell import coordinate_to_tuple, get_column_letter

from pipeline.checking.cells import Cell, cell_at, read_cell
from pipeline.drawing.forms.content import Content
from pipeline.drawing.forms.live_checks import FINE, MISSING, WIDTH, WRONG, Checks, cell_named, formulas_of
from pipeline.reading.sandbox import open_here
from pipeline.values.sheets import CHECKS_SHEET, Workbook
from schemas.grammar import FURNITURE, Column
from schemas.hoi_dong import CUOC_HOP
from schemas.khen_thuong import KHEN_THUONG
from schemas.sang_kien import SANG_KIEN
from schemas.tieu_chi import TIEU_CHI
from schemas.trich_ngang import TRICH_NGANG
from tests.builder import (
    UNIT_NAMES,
    document,
    examples,
    findings,
    good,
    good_collective,
    good_content,
    good_meeting,
    run,
)
from tests.programs import converted
from tests.shipped import OFFICE_LEADER, UNIT_MANAGER, criteria_of, individual_form

PERSON = "Trích ngang"
UNKNOWABLE = {  # findings that a form cannot have while it is filled in, each with the reason
    "other-quarter": "the quarter of the folder",
    "implausible-birth": "needs the quarter's last day",
    "implausible-service": "needs the quarter's last day",
    "decided-later": "needs the quarter's last day",
    "award-year-differs": "two columns of one row, checked when it arrives",
    "award-twice": "two rows, checked when it arrives",
    "legacy-look": "needs a table of letters",
    "not-a-member": "checked when it arrives",
    "group-against-answers": "the form marks each criterion of the chosen group",
}
VALUES: Mapping[str, tuple[str, ...]] = {
    "ngay_gui": ("23/3/2020", "32/3/2020", "", "ngày 23 tháng 3 năm 2020", "23/3"),
    "ngay_sinh": ("15/3/1985", "1985", "85", ""),
    "quy": ("Quý I năm 2020", "Quý V năm 2020", ""),
    "ho_ten": ("Giàng A Pao", "H'Hen Niê", "Ma Seo Dìn", "Pao", "Nguyễn Văn A1", "", "   ", "Lê Văn (A)", "A B C D E F", "A B C D E F G", "ThS. Lê Thử", "Lê, Thử"),
    "gioi_tinh": ("Nam", "nam", "Nữ", "Nam giới", "", "1"),
    "dan_toc": ("Kinh", "Xa Phó", "x" * 31, ""),
    "muc_do": ("Hoàn thành tốt nhiệm vụ", "HTTNV", "Tốt", ""),
    "don_vi": (UNIT_NAMES[1], "Phòng Tổng hơp", ""),
    "chuc_vu": ("Chuyên viên", "Phó Chánh Văn phòng", "x" * 81, ""),
    "danh_xung": ("Ông", "Bà", "Cô", ""),
    "ky_luat": ("Không", "Có", "", "Chưa"),
    "da_khen": ("Không", "Có", ""),
    "so_du_hop": ("9", "09", "", "0", "501", "1.000", "chín", "7,5", "-3", "1.5"),
    "so_dong_y": ("9", "8", "10", ""),
    "ly_do": ("Đã có thành tích", "x" * 251, ""),
    "ghi_chu": ("", "x" * 501),
    "nguoi_lap": ("", "Lê Văn Thử", "Thử"),
}  # fmt: skip
TAKEN_APART: Mapping[Column, tuple[object, ...]] = {  # typed into one sheet: a number with the format that it is shown in
    TRICH_NGANG.column("ngay_gui"): (
        "23/3/2020", "23.3.2020", "23-03-2020", "2020-03-23", "ngày 23 tháng 3 năm 2020", " 23/3/2020 ", "23 / 3 / 2020", "'23/3/2020",
        "23/3/20", "03/23/2020", "32/3/2020", "30/02/2020", "29/02/2019", "2020", "hôm qua", "23/3.2020", "23/3", "", "23/3/1820", "0/3/2020", "23/0/2020",
    ),
    TRICH_NGANG.column("ngay_sinh"): ("15/3/1985", "1985", "năm 1985", "29/02/1984", "29/02/1985", "85", "19855", "không rõ", "", "1985.", "3/1985"),
    TRICH_NGANG.column("quy"): (
        "Quý I năm 2020", "Quý 1", "Q1", "QI", "quy i", "Qúy I", "I/2020", "2020-Q1", "Quý I/2020", "", "Quý V năm 2020", "quý một", "Tháng 3 năm 2020",
    ),
    CUOC_HOP.column("gio_bat_dau"): (
        "08 giờ 00", "8 giờ", "8h", "8h00", "8:00", "08g30", "8 giờ 30 phút", "8 giờ 5 phút", "8 Giờ 30", "8 gio 30 phut", "8H30", "8 h 30", " 8h30p ",
        "'8:00", "8 : 30", "8: 30", "00:00", "23:58", "8h\n30", "8", "8:", "8:5", "8h5", "8:5 phút", "8h p", "8.30", "8,5", "24:00", "24h", "8h60",
        "108h", "8h005", "-8h", "+8h", "8%h", "8.h", "h30", "8hh30", "8 giờ: 30", "8h 3 0", "1 0h30", "8:00:00", "8h30 sáng", "2 giờ chiều",
        "tám giờ", "8h-10h", "", "  ", "'", "1e1h", "8h+5p", "8h30pp",
        # LibreOffice knows a time by this format only; Excel by more
        (time(8, 30), "hh:mm"), (time(0, 1), "hh:mm"), (time(8, 30, 15), "hh:mm"), (8, "@"), (0.35, "@"), (0.35, "0.00"), (datetime(2020, 3, 27, 8, 30), "dd/mm/yyyy"),
    ),
}  # fmt: skip
MEETINGS: tuple[dict[str, str], ...] = (
    {"gio_bat_dau": "8h", "gio_ket_thuc": "08:00"},
    {"gio_bat_dau": "8:30", "gio_ket_thuc": "8h29", "ngay_hop": "31/4/2020"},
    {"gio_bat_dau": "08g30", "gio_ket_thuc": "8 giờ 31 phút", "phat_ra": "bốn", "dia_diem": ""},
    {"gio_bat_dau": "25h", "gio_ket_thuc": "10h", "chu_tri": "Thử"},
    {"gio_bat_dau": "", "gio_ket_thuc": "9h"},
    {"gio_bat_dau": "9h", "gio_ket_thuc": "chiều"},
    {},
)
AWARDS: tuple[dict[str, str], ...] = (
    {"nam": ""}, {"ten": ""}, {"so_qd": ""}, {"ngay_qd": ""}, {"co_quan": ""}, {"nam": "19"}, {"nam": "1949"}, {"nam": "năm 2019"}, {"ngay_qd": "12/2019"}, {"so_qd": "x" * 41},
)  # fmt: skip
ROWS = [(column, value) for column, values in TAKEN_APART.items() for value in values]


def workbooks() -> dict[str, bytes]:
    """Filled forms with right and wrong values, by name: the n-th has the n-th value of each column."""
    most = max(map(len, VALUES.values()))
    made = {
        f"nguoi-{n}.xlsx": good(**{key: values[n % len(values)] for key, values in VALUES.items()}) for n in range(most)
    }
    awards = [{**examples(KHEN_THUONG), **change} for change in AWARDS]
    made["khen.xlsx"] = individual_form(UNIT_NAMES, good_content(awards=awards))
    rows = [{**examples(SANG_KIEN), "cap": "Cấp phòng"}, {"ten": "Chỉ có tên"}]
    made["sang-kien.xlsx"] = individual_form(UNIT_NAMES, good_content(initiatives=rows, awards=[]))
    answers = [{"ma": c.code, "dat": "Có", "minh_chung": "Có 01 việc."} for c in criteria_of(UNIT_MANAGER)]
    made["quan-ly.xlsx"] = individual_form(UNIT_NAMES, good_content({"nhom": UNIT_MANAGER}, answers=answers))
    answers = [{"ma": c.code, "dat": "Có", "minh_chung": "Có 01 việc."} for c in criteria_of(OFFICE_LEADER)]
    made["lanh-dao.xlsx"] = individual_form(UNIT_NAMES, good_content({"nhom": OFFICE_LEADER}, answers=answers))
    made["doi-nhom.xlsx"] = good(nhom=UNIT_MANAGER)
    some = [
        {"ma": "C1", "dat": "", "minh_chung": ""},
        {"ma": "C2", "dat": "Có", "minh_chung": ""},
        {"ma": "C3", "dat": "Đạt", "minh_chung": "x"},
    ]
    made["tieu-chi.xlsx"] = individual_form(UNIT_NAMES, good_content(answers=some))
    for n, labels in enumerate(
        ({}, {"gioi_thieu": "Đơn vị"}, {"so_nguoi": "mười", "ngay_gui": ""}, {"ky_luat": "Có"}, {"don_vi": "Phòng X"})
    ):
        made[f"tap-the-{n}.xlsx"] = good_collective(**labels)
    for n, labels in enumerate(MEETINGS):
        made[f"hop-{n}.xlsx"] = good_meeting((), **labels)
    leader = good_content({"nhom": OFFICE_LEADER, "don_vi": OFFICE_LEADER, "gioi_thieu": "Hội đồng"}, answers=answers)
    made["lanh-dao-hop-le.xlsx"] = individual_form(UNIT_NAMES, leader)
    made["sai-nhom.xlsx"] = good(gioi_thieu="Hội đồng")
    made["sai-don-vi.xlsx"] = good(don_vi=OFFICE_LEADER)
    noted = {TRICH_NGANG.name: {"ghi_chu": "x"}}  # of a form in which nothing is typed we tell that alone
    made["trong.xlsx"] = individual_form(UNIT_NAMES, Content(noted))
    return made


def in_one_sheet() -> bytes:
    """A workbook with the values that are taken apart, one in each row, and beside it the formulas of its column's check."""
    buffer, checks = BytesIO(), Checks()
    with xlsxwriter.Workbook(buffer) as book:
        page = book.add_worksheet(PERSON)
        for row, (column, value) in enumerate(ROWS):
            if isinstance(value, tuple):
                page.write(row, WIDTH, value[0], book.add_format({"num_format": value[1]}))
            elif value:
                page.write_string(row, WIDTH, value)
            parts = checks.parts(PERSON, "", row)
            checks.add(PERSON, "", row, formulas_of(column, cell_named(row, WIDTH), parts, "TRUE", ""))
        for (row, at), formula in checks.formulas.items():
            page.write_formula(row, at, formula)
    return buffer.getvalue()


def verdict(column: Column, cell: Cell) -> int:
    """What we say of a required cell, as its formula should."""
    entry, faults = read_cell(column, cell)
    return WRONG if faults else FINE if entry.found else MISSING


@pytest.fixture(scope="module")
def computed() -> tuple[dict[str, bytes], dict[str, openpyxl.Workbook]]:
    """The forms, and the same after LibreOffice has computed their formulas."""
    made = workbooks()
    back = converted(made, "xlsx", recalculated=True)
    return made, {
        name: openpyxl.load_workbook(BytesIO(back[name.removesuffix(".xlsx")]), data_only=True) for name in made
    }


def judged(book: openpyxl.Workbook) -> set[tuple[str, str]]:
    """The cells (sheet, cell) that the form's conditional formats mark as missing or wrong."""
    checks = book[CHECKS_SHEET]
    found = set()
    for sheet in book.worksheets:
        for area in sheet.conditional_formatting:
            for rule in area.rules:
                named = re.fullmatch(rf"\$?'?{CHECKS_SHEET}'?[.!]\$?([A-Z]+)\$?(\d+)=1", (rule.formula or [""])[0])
                if not named:
                    continue
                row, column = coordinate_to_tuple(str(area.sqref).split(":")[0])
                last = coordinate_to_tuple(str(area.sqref).split(":")[-1])[0]
                for n in range(last - row + 1):
                    if checks[f"{named[1]}{int(named[2]) + n}"].value not in (0, None):
                        found.add((sheet.title, f"{get_column_letter(column)}{row + n}"))
    return found


def test_the_forms_checks_and_ours_agree(computed: tuple[dict[str, bytes], dict[str, openpyxl.Workbook]]) -> None:
    made, books = computed
    differing = {}
    for name, content in made.items():
        found = findings(content)
        ours = {(f.place.sheet, f.place.cell) for f in found if f.severity == "error" and f.code not in UNKNOWABLE}
        theirs = judged(books[name])
        # the form marks each criterion, we the group that is wrong
        if any(f.code == "group-against-answers" for f in found):
            theirs = {(sheet, cell) for sheet, cell in theirs if sheet != TIEU_CHI.name}
        if theirs != ours:
            differing[name] = (sorted(theirs - ours), sorted(ours - theirs), [f.code for f in found])
    assert differing == {}


def test_a_formula_takes_a_value_apart_as_we_do() -> None:
    content = in_one_sheet()
    opened = open_here("a.xlsx", content)
    assert isinstance(opened, Workbook)
    back = openpyxl.load_workbook(
        BytesIO(converted({"a.xlsx": content}, "xlsx", recalculated=True)["a"]), data_only=True
    )
    theirs = [back[PERSON].cell(row, 1).value for row in range(1, len(ROWS) + 1)]
    ours = [verdict(column, cell_at("a.xlsx", opened.sheets[0], row, WIDTH)) for row, (column, _) in enumerate(ROWS)]
    assert [row for row, *both in zip(ROWS, theirs, ours, strict=True) if len({*both}) > 1] == []
    assert {*theirs} == {FINE, MISSING, WRONG}


def test_the_line_on_top_counts_what_is_to_be_corrected(
    computed: tuple[dict[str, bytes], dict[str, openpyxl.Workbook]],
) -> None:
    for book in computed[1].values():
        cells = judged(book)
        for sheet in (page.title for page in book.worksheets if page.title not in FURNITURE):
            here = sum(place == sheet for place, _ in cells)
            expected = (
                f"Còn {len(cells)} mục cần sửa (trang này: {here})" if cells else "Đã điền đủ, không còn mục cần sửa"
            )
            assert book[sheet]["A3"].value == expected


def test_a_returned_cell_changes_its_colour_once_corrected() -> None:
    back = openpyxl.load_workbook(BytesIO(document(run({"a.xlsx": good(ngay_gui="32/3/2020")}), "tra-lai/a.xlsx")))
    formulas = [rule.formula[0] for area in back[PERSON].conditional_formatting for rule in area.rules]
    assert any('NOT(EXACT(B7,"32/3/2020"))' in formula for formula in formulas)

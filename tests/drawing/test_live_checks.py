"""The forms' check formulas, computed by LibreOffice, find the same wrong cells as the program does when a workbook arrives."""

import re
from collections.abc import Mapping
from datetime import datetime, time
from io import BytesIO
from itertools import zip_longest

import openpyxl
import pytest
from openpyxl.utils.cell import coordinate_to_tuple, get_column_letter

from pipeline.drawing.forms.cells import form_cell
from pipeline.drawing.forms.content import Content
from schemas.grammar import FURNITURE
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
    saved,
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
    "ngay_gui": (
        "23/3/2020", "23.3.2020", "23-03-2020", "2020-03-23", "ngày 23 tháng 3 năm 2020", " 23/3/2020 ", "23 / 3 / 2020", "'23/3/2020",
        "23/3/20", "03/23/2020", "32/3/2020", "30/02/2020", "29/02/2019", "2020", "hôm qua", "23/3.2020", "23/3", "", "23/3/1820", "0/3/2020", "23/0/2020",
    ),
    "ngay_sinh": ("15/3/1985", "1985", "năm 1985", "29/02/1984", "29/02/1985", "85", "19855", "không rõ", "", "1985.", "3/1985"),
    "quy": ("Quý I năm 2020", "Quý 1", "Q1", "QI", "quy i", "Qúy I", "I/2020", "2020-Q1", "Quý I/2020", "", "Quý V năm 2020", "quý một", "Tháng 3 năm 2020"),
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
TIMES = (
    "08 giờ 00",
    "8 giờ",
    "8h",
    "8h00",
    "8:00",
    "08g30",
    "8 giờ 30 phút",
    "8 giờ 5 phút",
    "8 Giờ 30",
    "8 gio 30 phut",
    "8H30",
    "8 h 30",
    " 8h30p ",
    "'8:00",
    "8 : 30",
    "8: 30",
    "00:00",
    "23:58",
    "8h\n30",
    "8",
    "8:",
    "8:5",
    "8h5",
    "8:5 phút",
    "8h p",
    "8.30",
    "8,5",
    "24:00",
    "24h",
    "8h60",
    "108h",
    "8h005",
    "-8h",
    "+8h",
    "8%h",
    "8.h",
    "h30",
    "8hh30",
    "8 giờ: 30",
    "8h 3 0",
    "1 0h30",
    "8:00:00",
    "8h30 sáng",
    "2 giờ chiều",
    "tám giờ",
    "8h-10h",
    "",
    "  ",
    "'",
    "1e1h",
    "8h+5p",
    "8h30pp",
)
REAL_TIMES = (  # LibreOffice knows a time by this format only; Excel by more
    (time(8, 30), "hh:mm"),
    (time(0, 1), "hh:mm"),
    (time(8, 30, 15), "hh:mm"),
    (8, "@"),
    (0.35, "@"),
    (0.35, "0.00"),
    (datetime(2020, 3, 27, 8, 30), "dd/mm/yyyy"),
)
AWARDS: tuple[dict[str, str], ...] = (
    {"nam": ""}, {"ten": ""}, {"so_qd": ""}, {"ngay_qd": ""}, {"co_quan": ""}, {"nam": "19"}, {"nam": "1949"}, {"nam": "năm 2019"}, {"ngay_qd": "12/2019"}, {"so_qd": "x" * 41},
)  # fmt: skip


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
    half = (len(TIMES) + 1) // 2
    for n, (start, end) in enumerate(zip_longest(TIMES[:half], TIMES[half:], fillvalue="23 giờ 59")):
        made[f"gio-{n}.xlsx"] = good_meeting((), gio_bat_dau=start, gio_ket_thuc=end)
    for n, (start, end) in enumerate(
        (("8h", "08:00"), ("8:30", "8h29"), ("08g30", "8 giờ 31 phút"), ("25h", "10h"), ("", "9h"), ("9h", "chiều"))
    ):
        made[f"gio-sau-{n}.xlsx"] = good_meeting((), gio_bat_dau=start, gio_ket_thuc=end)
    for n, (real, shown) in enumerate(REAL_TIMES):
        made[f"gio-excel-{n}.xlsx"] = with_number(good_meeting(), real, shown)
    for n, labels in enumerate(({}, {"ngay_hop": "31/4/2020"}, {"phat_ra": "bốn", "dia_diem": ""}, {"chu_tri": "Thử"})):
        made[f"hop-{n}.xlsx"] = good_meeting((), **labels)
    leader = good_content({"nhom": OFFICE_LEADER, "don_vi": OFFICE_LEADER, "gioi_thieu": "Hội đồng"}, answers=answers)
    made["lanh-dao-hop-le.xlsx"] = individual_form(UNIT_NAMES, leader)
    made["sai-nhom.xlsx"] = good(gioi_thieu="Hội đồng")
    made["sai-don-vi.xlsx"] = good(don_vi=OFFICE_LEADER)
    noted = {TRICH_NGANG.name: {"ghi_chu": "x"}}  # of a form in which nothing is typed we tell that alone
    made["trong.xlsx"] = individual_form(UNIT_NAMES, Content(noted))
    return made


def with_number(content: bytes, number: object, shown: str) -> bytes:
    """The Council's workbook in which the meeting begins at a number instead of a text."""
    book = openpyxl.load_workbook(BytesIO(content))
    cell = book[CUOC_HOP.name][form_cell(CUOC_HOP, "gio_bat_dau")]
    cell.number_format = shown
    cell.value = number
    return saved(book)


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
    lists = book["Danh mục"]
    found = set()
    for sheet in book.worksheets:
        for area in sheet.conditional_formatting:
            for rule in area.rules:
                named = re.fullmatch(r"\$?'?Danh mục'?[.!]\$?([A-Z]+)\$?(\d+)=1", (rule.formula or [""])[0])
                if not named:
                    continue
                row, column = coordinate_to_tuple(str(area.sqref).split(":")[0])
                last = coordinate_to_tuple(str(area.sqref).split(":")[-1])[0]
                for n in range(last - row + 1):
                    if lists[f"{named[1]}{int(named[2]) + n}"].value not in (0, None):
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

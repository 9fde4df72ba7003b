"""For each rule a workbook with one mistake has exactly one finding, with the right code and at the right cell."""

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from pipeline.checking.catalogue import CATALOGUE, Message
from pipeline.checking.check import check_quarter
from pipeline.checking.messages import BY_CODE, finding
from pipeline.values.dates import Quarter
from pipeline.values.model import CellReference
from schemas.khen_thuong import KHEN_THUONG
from schemas.sang_kien import SANG_KIEN
from tests.builder import (
    Q1,
    UNIT_NAMES,
    codes,
    document,
    edited,
    examples,
    findings,
    folder,
    good,
    good_content,
    label_place,
    made,
    outline,
    run,
    saved,
    source,
)
from tests.checking.test_cases import CASES
from tests.shipped import OFFICE_LEADER, TERMS, UNIT_MANAGER, criteria_of, individual_form

PLANTED = [
    # key, value, code, suggestion
    ("ho_ten", "", "missing", ""),
    ("ho_ten", "Pao", "not-a-name", ""),
    ("ho_ten", "Dân Tộc Xá Phó", "not-a-name", ""),
    ("gioi_tinh", "Nam" * 400, "too-long", ""),
    ("ho_ten", "Nguyễn Văn A1", "not-a-name", ""),
    ("ho_ten", "GIÀNG A PAO", "name-case", "Giàng A Pao"),
    ("ho_ten", "giàng a pao", "name-case", "Giàng A Pao"),
    ("quy", "Quý II năm 2020", "other-quarter", ""),
    ("quy", "Quý I năm 2019", "other-quarter", ""),
    ("quy", "quý một", "not-a-quarter", ""),
    ("don_vi", "Phòng Tổng hơp", "unknown-unit", "Phòng Tổng hợp"),
    ("don_vi", "Sở Xây dựng Hà Nội", "unknown-unit", ""),
    ("ngay_gui", "19/3/2020", "outside-window", ""),
    ("ngay_gui", "26/3/2020", "outside-window", ""),
    ("ngay_gui", "13/25/2020", "no-such-day", ""),
    ("ngay_gui", "03/23/2020", "month-day-swapped", ""),
    ("ngay_gui", "23/3/20", "two-digit-year", ""),
    ("danh_xung", "Bà", "title-against-sex", ""),
    ("danh_xung", "Đồng chí", "unknown-choice", ""),
    ("gioi_tinh", "Nam giới", "unknown-choice", "Nam"),
    ("dan_toc", "H'Mông", "unlisted-choice", "Mông"),
    ("dang_vien", "Chưa", "unknown-choice", ""),
    ("chuc_vu", "Phó Chánh Văn phòng", "office-leader", ""),
    ("muc_do", "Tốt lắm", "unknown-choice", ""),
    ("da_khen", "Có", "already-awarded", ""),
    ("ky_luat", "Có", "under-discipline", ""),
    ("hinh_thuc", "Bằng khen của Chủ tịch UBND tỉnh", "beyond-power", ""),
    ("hinh_thuc", "Huân chương", "unknown-choice", ""),
    ("so_du_hop", "0", "too-small", ""),
    ("so_du_hop", "501", "too-large", ""),
    ("so_du_hop", "chín", "not-an-integer", ""),
    ("ly_do", "x" * 251, "too-long", ""),
    ("ngay_sinh", "15/3/2015", "implausible-birth", ""),
    ("ngay_sinh", "1930", "implausible-birth", ""),
    ("cong_tac_tu", "1990", "implausible-service", ""),
    ("cong_tac_tu", "01/7/2021", "implausible-service", ""),
    ("so_dong_y", "10", "votes-exceed-present", ""),
    ("thanh_tich", "Làm tốt mọi việc.", "no-figure", ""),
]


@pytest.mark.parametrize(("key", "value", "code", "suggestion"), PLANTED, ids=[f"{k}-{c}" for k, _, c, _ in PLANTED])
def test_a_planted_fault_is_found_at_its_cell_and_nothing_else(
    key: str, value: str, code: str, suggestion: str
) -> None:
    (found,) = findings(good(**{key: value}))
    assert (found.code, found.place, found.found) == (
        code,
        CellReference("a.xlsx", "Trích ngang", label_place(key)),
        value,
    )
    assert found.suggestion == suggestion
    assert found.severity == BY_CODE[code].severity


def test_a_good_workbook_has_no_finding() -> None:
    assert findings(good()) == []
    assert findings(good(quy="Quý I", ly_luan="", ghi_chu="", nguoi_lap="", so_du_hop="")) == []


def test_a_units_other_name_and_case_are_the_unit() -> None:
    assert (
        codes({"a.xlsx": good(don_vi="phòng tổng HỢP"), "b.xlsx": good(don_vi="Phòng TCHC", ho_ten="Lý A Thử")}) == []
    )


def test_an_office_leader_is_not_introduced_by_a_unit() -> None:
    answers = [{"ma": c.code, "dat": "Có", "minh_chung": "Có 01 việc."} for c in criteria_of(OFFICE_LEADER)]
    workbook = individual_form(UNIT_NAMES, good_content({"nhom": OFFICE_LEADER}, answers=answers))
    assert codes(workbook) == ["office-leader"]


def test_two_workbooks_of_one_unit_are_both_named() -> None:
    found = findings({"a.xlsx": good(), "b.xlsx": good(ho_ten="Lý Thị Mẫu"), "c.xlsx": good(don_vi="Phòng Kinh tế")})
    assert [(f.code, f.place.file) for f in found] == [("second-nominee", "a.xlsx"), ("second-nominee", "b.xlsx")]
    assert "b.xlsx" in found[0].message


@pytest.mark.parametrize("key", ["nam", "ten", "so_qd", "ngay_qd", "co_quan"])
def test_an_award_row_is_complete(key: str) -> None:
    row = {**examples(KHEN_THUONG), key: ""}
    (found,) = findings(individual_form(UNIT_NAMES, good_content(awards=[row])))
    assert (found.code, found.field) == ("missing", KHEN_THUONG.column(key).heading)


@pytest.mark.parametrize(
    ("changes", "code", "key"),
    [
        ({"ngay_qd": "01/4/2020", "nam": "2020"}, "decided-later", "ngay_qd"),
        ({"nam": "2015"}, "award-year-differs", "nam"),
        ({"nam": "2020"}, "award-year-differs", "nam"),
    ],
)
def test_awards_are_dated_in_order(changes: dict[str, str], code: str, key: str) -> None:
    (found,) = findings(individual_form(UNIT_NAMES, good_content(awards=[{**examples(KHEN_THUONG), **changes}])))
    assert (found.code, found.field) == (code, KHEN_THUONG.column(key).heading)


def test_an_award_cited_twice_is_named_at_its_second_row() -> None:
    rows = [examples(KHEN_THUONG), {**examples(KHEN_THUONG), "ten": "chiến sĩ  thi đua cơ sở"}]
    (found,) = findings(individual_form(UNIT_NAMES, good_content(awards=rows)))
    assert (found.code, found.place.cell) == ("award-twice", "C6")


def test_an_initiative_recognised_after_the_quarter_is_named() -> None:
    row = {**examples(SANG_KIEN), "ngay_qd": "05/4/2020"}
    assert codes(individual_form(UNIT_NAMES, good_content(initiatives=[row]))) == ["decided-later"]


def test_one_person_from_two_units_is_named_in_both_whatever_the_tones() -> None:
    files = {"a.xlsx": good(ho_ten="Hoàng Thị Hoà"), "b.xlsx": good(don_vi="Phòng Kinh tế", ho_ten="Hoàng  thị hòa")}
    found = [f for f in findings(files) if f.code != "name-case"]
    assert [(f.code, f.place.file) for f in found] == [("same-person", "a.xlsx"), ("same-person", "b.xlsx")]
    files["b.xlsx"] = good(don_vi="Phòng Kinh tế", ho_ten="Hoàng Thị Hòa", ngay_sinh="1990")
    assert codes(files) == []


def test_each_criterion_of_the_group_is_answered_with_evidence() -> None:
    answers = [{"ma": c.code, "dat": "Có", "minh_chung": "Có 01 việc."} for c in criteria_of("Công chức")]
    answers[0] = {"ma": "C1", "dat": "", "minh_chung": ""}
    answers[1] = {"ma": "C2", "dat": "Có", "minh_chung": ""}
    answers[2] = {"ma": "C3", "dat": "Không", "minh_chung": ""}
    found = findings(individual_form(UNIT_NAMES, good_content(answers=answers)))
    assert [(f.code, f.place.cell) for f in found] == [
        ("unanswered-criterion", "E5"),
        ("no-evidence", "F6"),
        ("criterion-not-met", "E7"),
    ]


def test_a_missing_sheet_is_one_finding() -> None:
    book = openpyxl.load_workbook(BytesIO(good()))
    book.remove(book["Tiêu chí"])
    assert codes(saved(book)) == ["missing-sheet"]


def test_a_manager_answers_the_managers_criteria() -> None:
    answers = [{"ma": c.code, "dat": "Có", "minh_chung": "Có 01 việc."} for c in criteria_of("Công chức")]
    of_all = [answer for answer in answers if answer["ma"].startswith("C")]
    workbook = individual_form(UNIT_NAMES, good_content({"nhom": UNIT_MANAGER}, answers=of_all))
    assert codes(workbook) == ["unanswered-criterion"] * 3
    workbook = individual_form(UNIT_NAMES, good_content({"nhom": UNIT_MANAGER}, answers=answers))
    assert codes(workbook) == ["group-against-answers"]  # what follows from a wrong group is not reported as well


def test_a_criterion_the_plan_does_not_have_is_named() -> None:
    workbook = edited(good(), {("Tiêu chí", "A14"): "X9"})
    assert "unknown-criterion" in codes(workbook)


def test_a_refused_cell_is_not_also_called_missing() -> None:
    assert codes(good(ngay_gui="hôm qua", ngay_sinh="31/02/1985")) == ["not-a-date", "no-such-day"]


def test_the_window_names_its_weekends() -> None:
    (found,) = findings(good(quy="Quý II năm 2020", ngay_gui="26/6/2020", ly_do="Đã có thành tích"), Quarter(2020, 2))
    assert "20/6/2020 là thứ Bảy" in found.message


def test_findings_come_in_reading_order_whatever_the_order_of_files() -> None:
    files = {"b.xlsx": good(don_vi="Phòng Kinh tế", ho_ten="", ngay_sinh=""), "a.xlsx": good(ngay_gui="", quy="")}
    found = findings(files)
    assert [(f.place.file, f.code) for f in found] == [("a.xlsx", "missing")] * 2 + [("b.xlsx", "missing")] * 2
    assert found == findings(dict(reversed(files.items())))


def test_errors_leave_a_nominee_out_and_warnings_do_not() -> None:
    outcome = run({"a.xlsx": good(ngay_gui="28/3/2020"), "b.xlsx": good(don_vi="Phòng Kinh tế", ky_luat="Có")})
    assert [str(r.status) for r in outcome.checked.received] == ["accepted", "returned"]
    assert outcome.checked.returned_units == ("Phòng Kinh tế",)
    assert [f.about for f in outcome.files if f.kind == "trich-ngang"] == ["Nguyễn Văn Mẫu (Phòng Tổng hợp)"]


DETAILS = {**TERMS.words, **dict.fromkeys(
    ("most", "detail", "expected", "help", "example", "choices", "length", "maximum", "minimum", "others", "sex", "first", "last", "weekend",
     "lateness", "criterion", "clause", "group", "age", "born", "cast", "present", "quarter", "decided", "before", "stored", "earlier", "instead", "issued", "valid", "invalid",
     "returned", "members", "quorum", "source", "other", "votes", "threshold", "name", "unit", "begun", "next", "ended",
     "number", "certificates", "sent", "start", "alike", "kept", "newer", "waits", "differences", "people", "holder", "letter", "position", "alphabet", "period", "sheets", "missing",
     "voted", "now", "reason", "source_file", "total", "cut", "title",
     "own", "rule", "year", "years", "needed", "printed", "there", "when", "held", "chosen", "form", "what", "wanted", "where", "papers", "signed", "lacking"),
    "x",
)}  # fmt: skip


@pytest.mark.parametrize("message", CATALOGUE, ids=lambda message: message.code)
def test_every_message_says_place_fault_rule_and_remedy(message: Message) -> None:
    code = message.code
    text = finding(code, CellReference("a.xlsx", "Trích ngang", "B7"), "Họ và tên", "sai", "đúng", **DETAILS).message
    assert text.startswith("Tệp a.xlsx, trang «Trích ngang», ô B7 («Họ và tên»): ")
    assert "Quy định: " in text
    assert "Cách sửa: " in text
    assert "{" not in text


def test_a_detail_missing_from_a_message_raises() -> None:
    with pytest.raises(KeyError):
        finding("other-quarter", CellReference("a.xlsx"), "", "")


def test_every_code_is_declared_once() -> None:
    assert len(BY_CODE) == len(CATALOGUE)


def test_a_nominee_of_an_earlier_quarter_is_named_and_stays_in() -> None:
    second = Quarter(2020, 2)
    now = folder({"a.xlsx": good(quy=second.title, ngay_gui="22/6/2020")}, second)
    known = replace(now, earlier=((Q1, (source("x.xlsx", good()),)), (Quarter(2020, 3), ())))
    outcome = made(check_quarter(known))
    (warning,) = outcome.checked.findings
    assert (warning.code, warning.place.cell, str(warning.severity)) == (
        "earlier-quarter",
        label_place("ho_ten"),
        "warning",
    )
    assert "ở quý I năm 2020" in warning.message
    assert "quý I năm 2020" in outline(document(outcome, "danh-sach"))


QUOTED = re.compile(r'"([a-z]+(?:-[a-z]+)*)"')


def test_every_message_has_a_planted_fault() -> None:
    """Some case folder or test expects a finding with this code."""
    texts = [path.read_text(encoding="utf-8") for path in (*CASES, *Path(__file__).parent.parent.rglob("test_*.py"))]
    planted = set(QUOTED.findall("\n".join(texts)))
    assert set(BY_CODE) <= planted

"""A second office, other in name, units, titles, plan, criteria, days and law: its year runs from forms to year-end."""

import re

import pytest

from pipeline.drawing.forms.forms import individual_form_of
from schemas.terms import Terms
from tests import second_office
from tests.builder import outline
from tests.renamed import texts
from tests.second_office import FACTS, MEETINGS, UNITS, after_meeting, terms, year

SHIPPED = ("Lào Cai", "LÀO CAI", "VPUBND", "07/KH", "125/KH", "Lãnh đạo Văn phòng", "Chánh Văn phòng Ủy ban", "Phòng Tổng hợp", "TCHC", "Hoàng Chí Hiến",
           "Tương thân tương ái", "xây dựng và nhân rộng gương", "Văn phòng Ủy ban nhân dân", "tháng 02 năm 2020")  # fmt: skip


def test_each_quarter_is_made_and_only_what_is_wrong_is_returned() -> None:
    returned = {
        number: [row["path"] for row in after_meeting(number).manifest["inputs"] if row["status"] == "returned"]
        for number in MEETINGS
    }
    assert returned == {1: [], 2: ["vbpl.xlsx"], 3: [], 4: []}
    assert [found["code"] for found in after_meeting(2).manifest["findings"]] == ["outside-window", "office-leader"]


def test_the_year_lists_those_chosen_in_its_quarters() -> None:
    chosen = {
        name
        for number in MEETINGS
        if (meeting := after_meeting(number).checked.meeting)
        for name in [meeting.chosen.candidate.name]
    }
    assert chosen == {"Lường Văn Mẫu", "Bùi Văn Thí", "Phòng Công chứng số 1", "Phạm Bá Ví Dụ"}
    assert chosen <= {each.candidate.name for each in year().book.exemplars}


def test_no_file_names_the_shipped_office() -> None:
    made = {file.path: file.content for number in MEETINGS for file in after_meeting(number).files}
    made |= {f"{second_office.YEAR}/{file.path}": file.content for file in year().files}
    made |= {f"form {unit}": individual_form_of(terms(1), unit) for unit in terms(1).units[:1]}
    found = {
        (place, word)
        for name, content in made.items()
        for place, text in texts(name, content)
        for word in SHIPPED
        if word in text
    }
    assert found == set()


def test_a_form_has_its_units_criteria_days_and_titles() -> None:
    form = individual_form_of(terms(1), UNITS[0][1])
    whole = "\n".join(text for _, text in texts("form", form))
    for word in (
        *(name for _, name, _, _ in UNITS),
        "Kế hoạch 12/KH-STP, mục 4",
        "từ ngày 10 đến ngày 18",
        "Giữ kỷ luật, kỷ cương hành chính",
        second_office.MANAGERS,
    ):
        assert word in whole, word


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("2025-Q1/quyet-dinh-khen-thuong.docx", ["98/2023/NĐ-CP", "GIÁM ĐỐC | ", "Lê Quang Thí Dụ", "Giám đốc Sở Tư pháp"]),
        ("2025-Q3/quyet-dinh-khen-thuong.docx", ["152/2025/NĐ-CP", "KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC / Trịnh Thị Giả Định"]),
        ("2025-Q4/quyet-dinh-khen-thuong.docx", ["Căn cứ Kế hoạch số 12/KH-STP ngày 15 tháng 01 năm 2025", "tháng 01 năm 2026"]),
        ("2025/bao-cao-ket-qua-nam.docx", ["Thanh Hóa, ngày", "tháng 01 năm 2026"]),  # a month with the last meeting it tells of
        ("2025-Q4/to-trinh.docx", ["Thực hiện Kế hoạch số 12/KH-STP", "nhân rộng trên phạm vi toàn tỉnh"]),
    ],
)  # fmt: skip
def test_a_paper_is_by_the_laws_the_plan_and_the_signatory_of_its_day(path: str, words: list[str]) -> None:
    text = outline(second_office.papers()[path]).replace("\xa0", " ")
    for word in words:
        assert word.rstrip("| ") in text, word


def test_the_head_of_the_unit_called_office_is_a_manager_and_no_leader_of_the_office() -> None:
    said: Terms = terms(1)
    assert said.leaders == FACTS["Cách gọi lãnh đạo"]
    assert said.leader_titles == ("Giám đốc Sở", "Phó Giám đốc Sở")
    assert re.search("Phó Chánh Văn phòng Sở", outline(second_office.papers()["2025-Q1/giay-khen.docx"]))

"""To the province: the office's submission and a report of achievements for each proposed, in the form of the decree of the day."""

from datetime import date

import pytest

from pipeline.checking.check import open_office
from pipeline.drawing.forms.cells import form_cell
from pipeline.papers.printing import SENSITIVE
from pipeline.papers.province import form_notes, form_of
from schemas.co_quan import COLLECTIVE, HIGHER_BODY, INDIVIDUAL
from schemas.hoi_dong import BIEU_QUYET
from schemas.khen_thuong import KHEN_THUONG
from schemas.sang_kien import SANG_KIEN
from tests.builder import (
    UNIT_NAMES,
    Outcome,
    document,
    edited,
    examples,
    good_collective,
    good_content,
    good_meeting,
    office_file,
    outline,
    run,
)
from tests.graded import faults
from tests.samples.made import sample
from tests.shipped import individual_form

HIGHER = "Bằng khen của Chủ tịch UBND tỉnh"
SUBMISSION, FOLDER = "to-trinh-cap-tren.docx", "bao-cao-thanh-tich/"


def awarded(*years: str, initiative: str = "") -> bytes:
    """A workbook that proposes the higher award, with an award in each of these years, and an initiative in one."""
    rows = [{**examples(KHEN_THUONG), "nam": year, "so_qd": f"{year}/QĐ", "ngay_qd": f"20/12/{year}"} for year in years]
    ideas = [{**examples(SANG_KIEN), "ngay_qd": f"05/12/{initiative}"}] if initiative else []
    return individual_form(UNIT_NAMES, good_content({"hinh_thuc": HIGHER}, awards=rows, initiatives=ideas))


def met(one: bytes, recipient: str = "Cá nhân", name: str = "Nguyễn Văn Mẫu", unit: str = UNIT_NAMES[0]) -> Outcome:
    cells = {("Biểu quyết", form_cell(BIEU_QUYET, key, 0)): HIGHER for key in ("de_nghi", "hinh_thuc")}
    meeting = edited(good_meeting([(recipient, name, unit)]), cells)
    return run({"a.xlsx": one, "m.xlsx": meeting})


def test_the_sample_submits_its_one_to_the_chairman_through_the_body_in_charge_and_reports_her_achievements() -> None:
    outcome = sample(2)
    text = outline(document(outcome, SUBMISSION))
    assert (
        "Kính gửi: Chủ tịch Ủy ban nhân dân tỉnh Lào Cai (qua Ban Thi đua - Khen thưởng tỉnh Lào Cai)."
        in text.replace("\u00a0", " ")
    )
    assert "| 1 | Bà Phan Thị Giả Định | " in text
    asked = "Về việc đề nghị tặng Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh Lào Cai cho 01 cá nhân có thành tích tiêu biểu"
    assert f"{asked} quý II năm 2020\n" in text.replace("\u00a0", " ")
    assert "gương điển hình" not in text.partition("về xây dựng và nhân rộng gương điển hình tiên tiến năm 2020")[2]
    (report,) = (file for file in outcome.papers if file.path.startswith(FOLDER))
    assert report.path == f"{FOLDER}phong-kinh-te-phan-thi-gia-dinh.docx"
    said = outline(report.content)
    assert (
        "Báo cáo lập theo Mẫu số 02 kèm theo Nghị định số 91/2017/NĐ-CP ngày 31 tháng 7 năm 2017 của Chính phủ" in said
    )
    assert "Thẩm tra 92 hồ sơ, 90 hồ sơ trước hạn." in said
    assert (faults(document(outcome, SUBMISSION)), faults(report.content)) == ((), ())
    (sent,) = (each for each in outcome.checked.accepted if each.text("ho_ten") == "Phan Thị Giả Định")
    assert not [key for key in SENSITIVE if f" {sent.text(key)}\n" in said]


@pytest.mark.parametrize("number", [1, 3, 4])
def test_without_such_a_proposal_there_is_neither(number: int) -> None:
    assert not [file for file in sample(number).files if file.path == SUBMISSION or file.path.startswith(FOLDER)]


@pytest.mark.parametrize(
    ("years", "initiative", "lacking"),
    [(("2018", "2019"), "", ""), (("2019",), "", "2018"), ((), "", "2018, 2019"), (("2019",), "2018", ""), ((), "2019", "2018")],
)  # fmt: skip
def test_a_year_without_achievements_is_told_at_the_proposal(
    years: tuple[str, ...], initiative: str, lacking: str
) -> None:
    outcome = met(awarded(*years, initiative=initiative))
    told = [each for each in outcome.checked.findings if each.code == "years-without-achievements"]
    assert [each.place.sheet for each in told] == ["Trích ngang"] * bool(lacking)
    assert not told or f"của năm {lacking}." in told[0].message
    assert document(outcome, f"{FOLDER}phong-tong-hop-nguyen-van-mau.docx")


def test_a_collective_is_submitted_and_reports_too() -> None:
    outcome = met(good_collective(hinh_thuc=HIGHER), "Tập thể", UNIT_NAMES[-1], UNIT_NAMES[-1])
    assert f"| TT | Tên tập thể | Hình thức đề nghị | Thành tích |\n| 1 | {UNIT_NAMES[-1]} | {HIGHER} | " in outline(
        document(outcome, SUBMISSION)
    )
    text = outline(document(outcome, FOLDER))
    assert "Đề nghị tặng Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh Lào Cai\n" in text
    assert "/ TRUNG TÂM CÔNG\u00a0BÁO\u00a0-\u00a0TIN\u00a0HỌC | " in text
    assert "I. Sơ lược đặc điểm, tình hình\n1. Đặc điểm, tình hình\n" in text
    assert "II. Thành tích đạt được\n1. Thành tích đạt được của tập thể\n" in text
    assert "| THỦ TRƯỞNG ĐƠN VỊ |\n| Hoàng Chí Hiến | Lê Văn Minh Họa |" in text
    assert (faults(document(outcome, SUBMISSION)), faults(document(outcome, FOLDER))) == ((), ())


@pytest.mark.parametrize(
    ("day", "decree", "body"),
    [(date(2023, 12, 31), "91/2017", "Ban Thi đua"), (date(2024, 1, 1), "98/2023", "Ban Thi đua"), (date(2025, 9, 30), "152/2025", "Sở Nội vụ")],
)  # fmt: skip
def test_form_and_body_are_those_of_the_day(day: date, decree: str, body: str) -> None:
    office = open_office(office_file(), day)
    assert all(f"Nghị định số {decree}/NĐ-CP" in form_of(office, kind) for kind in (INDIVIDUAL, COLLECTIVE))
    assert office.facts[HIGHER_BODY].startswith(body)
    # nobody has checked the forms of the later decrees
    assert len(form_notes(office)) == (0 if decree == "91/2017" else 2)

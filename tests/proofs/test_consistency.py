"""Papers that disagree stop the run: each planted difference is reported with its paper."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from pipeline.proofs.consistency import Inconsistent
from pipeline.values.dates import Quarter
from pipeline.values.model import MadeFile
from tests.builder import UNIT_NAMES, good, good_meeting, read_back, run
from tests.proofs.test_balance import changed, demand_consistency
from tests.samples.made import NUMBERS, sample, workbooks

SAMPLES = {n: sample(n) for n in NUMBERS}
MET = SAMPLES[3]


def planted(path: str, old: str, new: str, outcome: Any = MET) -> list[MadeFile]:
    """The papers of a quarter with one thing changed in one of them; the change must be possible."""
    papers = list(outcome.papers)
    (number,) = [n for n, file in enumerate(papers) if file.path == path]

    def edit(xml: str) -> str:
        assert old in xml
        return xml.replace(old, new, 1)

    papers[number] = replace(papers[number], content=changed(papers[number].content, edit))
    return papers


@pytest.mark.parametrize("number", SAMPLES)
def test_the_papers_of_a_sample_quarter_agree(number: int) -> None:
    demand_consistency(SAMPLES[number].checked, SAMPLES[number].papers)


LIST, PUBLIC, DECISION, MINUTES = (
    "danh-sach-tong-hop.docx",
    "danh-sach-cong-khai.docx",
    "quyet-dinh-khen-thuong.docx",
    "bien-ban-hop-hoi-dong.docx",
)
PROPOSAL, LETTER, CERTIFICATES = "to-trinh.docx", "cong-van-gioi-thieu.docx", "giay-khen.docx"
NOTICE, PIECE = "thong-bao-nhan-rong.docx", "bai-gioi-thieu.docx"
PLANTED = [
    # what, paper, old text, new text, part of the message
    ("a name in the list", LIST, "Nông Thị Cấu", "Nông Thị Câu", "Nông Thị Câu"),
    ("a name in the list for posting", PUBLIC, "Nông Thị Cấu", "Nông Thị Cầu", "Nông Thị Cầu"),
    ("a name in the annex", DECISION, "Quách Thị Thử", "Quách Thị Thu", "Quách Thị Thu"),
    ("a name in the minutes", MINUTES, "Má A Mẫu", "Má A Mầu", "Má A Mầu"),
    ("a name on a certificate", CERTIFICATES, "Vi Thị Ví Dụ", "Vi Thị Vi Dụ", "Vi Thị Ví Dụ"),
    ("a collective's name", DECISION, "Phòng Nội chính</w:t>", "Phòng Nội Chính</w:t>", "Phòng Nội Chính"),
    ("a position", PUBLIC, "Phó Trưởng phòng", "Trưởng phòng", "chức vụ của Tạ Thị Minh Họa"),
    ("a unit", MINUTES, "Phòng Kinh tế", "Phòng Nội chính", "Cao Văn Hư"),
    ("a count in the list", LIST, "12\u00a0cá nhân", "11\u00a0cá nhân", "11 cá nhân"),
    ("a count in Điều 1", DECISION, "10\u00a0cá nhân", "12\u00a0cá nhân", "12 cá nhân"),
    ("a count in the proposal", PROPOSAL, "10\u00a0cá nhân", "09\u00a0cá nhân", "09 cá nhân"),
    ("a count in the minutes", MINUTES, "02\u00a0tập thể", "03\u00a0tập thể", "03 tập thể"),
    ("the amount for each", DECISION, "mỗi cá nhân 450.000 đồng (bốn trăm năm mươi nghìn đồng)", "mỗi cá nhân 540.000 đồng (năm trăm bốn mươi nghìn đồng)", "450000"),
    ("the total", DECISION, "6.300.000 đồng (sáu triệu ba trăm nghìn đồng)", "6.400.000 đồng (sáu triệu bốn trăm nghìn đồng)", "6300000"),
    ("the words of a sum", DECISION, "chín trăm nghìn đồng", "chín trăm đồng", "chín trăm đồng"),
    ("the total of the proposal", PROPOSAL, "6.300.000 đồng (sáu triệu ba trăm nghìn đồng)", "6.200.000 đồng (sáu triệu hai trăm nghìn đồng)", "6300000"),
    ("the meeting's day in the minutes", MINUTES, "14 giờ 00 phút, ngày\u00a028", "14 giờ 00 phút, ngày\u00a027", "ngày 27"),
    ("the meeting's day in the proposal", PROPOSAL, "họp ngày\u00a028", "họp ngày\u00a029", "ngày 29"),
    ("the meeting's day in the letter", LETTER, "họp ngày\u00a028", "họp ngày\u00a008", "ngày 08"),
    ("the quarter", DECISION, "quý III năm 2020", "quý II năm 2020", "Quý II năm 2020"),
    ("the line of place and date", PROPOSAL, "tháng 9 năm 2020", "tháng 8 năm 2020", "tháng 8"),
    ("the chosen one in the letter", LETTER, "tập thể Trung tâm Phục vụ hành chính công tỉnh", "tập thể Trung tâm Công báo - Tin học", ""),
    ("a figure in the notice", NOTICE, "6.420 hồ sơ", "6.240 hồ sơ", "6.420"),
    ("a figure in the letter", LETTER, "99,7%", "97,9%", "99,7%"),
    ("the method in the piece", PIECE, "Soạn 35 mẫu", "Soạn 53 mẫu", "Soạn 35 mẫu"),
    ("the recipients' article", DECISION, "Như Điều 4", "Như Điều 2", "Như Điều 2"),
    ("the end", DECISION, "./.", ".", "0 dấu"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("path", "old", "new", "message"), [row[1:] for row in PLANTED], ids=[row[0] for row in PLANTED]
)
def test_a_planted_difference_stops_the_run_and_names_its_paper(path: str, old: str, new: str, message: str) -> None:
    papers = planted(path, old, new)
    if path == LETTER and not message:  # the letter names the chosen one more than once
        edit: Callable[[str], str] = lambda xml: xml.replace(old, new)  # noqa: E731
        papers = [replace(f, content=changed(f.content, edit)) if f.path == path else f for f in MET.papers]
    with pytest.raises(Inconsistent) as raised:
        demand_consistency(MET.checked, papers)
    assert path in str(raised.value)
    assert message in str(raised.value).replace("\u00a0", " ")


THEIRS = (
    "Tổng hợp ./. xong 09 việc ./.",
    "./.",
    "Chuẩn bị cuộc họp ngày 05 tháng 3 năm 2019",
    "Giúp 05 tập thể, 12 cá nhân",
    "Tiết kiệm 1.000.000 đồng (một nghìn đồng), mỗi cá nhân 7.000.000 đồng",
    f"Thu 1{'.000' * 12} đồng (một)",
    "- Như Điều 9; Quý II năm 2019",
)


@pytest.mark.parametrize("typed", THEIRS)
def test_what_one_sender_types_stops_nobodys_papers(typed: str) -> None:
    """Their words are about other meetings, sums and people, in letters, certificates, minutes and reminders."""
    other = good(don_vi=UNIT_NAMES[1])
    own = good(thanh_tich=typed, ly_do=typed, chuc_vu=typed, nhiem_vu=typed)
    meeting = good_meeting(y_kien=f"Ý kiến: {typed}")
    assert len(run({"a.xlsx": own, "b.xlsx": other, "hd.xlsx": meeting}).checked.accepted) == 2
    assert run({"a.xlsx": good(ngay_sinh=typed), "b.xlsx": other}).checked.returned_units == (UNIT_NAMES[0],)


def test_a_run_whose_papers_disagree_publishes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = tuple(read_back(planted(PROPOSAL, "10\u00a0cá nhân", "09\u00a0cá nhân")))
    monkeypatch.setattr("pipeline.quarter.render", lambda *arguments: wrong)
    with pytest.raises(Inconsistent, match="to-trinh"):
        run(workbooks(3), Quarter(2020, 3))

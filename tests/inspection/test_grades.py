"""What is certainly wrong, what is worth a look, and what the decree is not about; readings that were false alarms once."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.commands.cli import main
from pipeline.inspection.inspect import inspect, marked
from pipeline.inspection.points import Grade
from tests.builder import all_text
from tests.foreign import DrawingOptions, drawn
from tests.foreign_campaign import PLANTED, TEXTS, WAYS, drawings, tried
from tests.foreign_papers import DECISION, LETTER, LIST, NOTICE, PROPOSAL
from tests.graded import faults, remarks

ARIAL = DrawingOptions(theme="Arial", letters="theme")
NATION = "N CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nM Độc lập - Tự do - Hạnh phúc\n"
OUTSIDE = {
    "nghị định": (DECISION.replace("125/QĐ-SNV", "30/2020/NĐ-CP").replace("! QUYẾT ĐỊNH", "! NGHỊ ĐỊNH"), "văn bản quy phạm pháp luật"),
    "quyết định quy phạm": (DECISION.replace("125/QĐ-SNV", "05/2021/QĐ-UBND"), "văn bản quy phạm pháp luật"),
    "luật": ("! LUẬT\n~ CÁN BỘ, CÔNG CHỨC\ni Căn cứ Hiến pháp;\n. Điều_1. Phạm vi\n", "văn bản quy phạm pháp luật"),
    "đơn": (f"{NATION}! ĐƠN XIN NGHỈ PHÉP\n> Kính gửi: Chánh Văn phòng.\n. Tôi tên là: Nguyễn Văn Mẫu\n] Nguyễn Văn Mẫu\n", "đơn, tờ khai của cá nhân"),
    "tờ khai": (f"{NATION}! TỜ KHAI ĐĂNG KÝ\n. Họ và tên:\n. Ngày sinh:\n", "đơn, tờ khai của cá nhân"),
    "bảng": ("c BẢNG KÊ VẬT TƯ\n| STT | Tên | Số\n| 1 | Bàn | 2\n", "danh sách, biểu mẫu"),
}  # fmt: skip


@pytest.mark.parametrize("name", OUTSIDE)
def test_what_the_decree_is_not_about_is_said_to_be_so_and_has_no_fault(name: str) -> None:
    text, called = OUTSIDE[name]
    paper = drawn(text, ARIAL)
    first = inspect(paper)[0]
    assert (first.grade, first.found, first.ok) == (Grade.OUTSIDE, called, True)
    assert faults(paper) == ()


@pytest.mark.parametrize("way", ["bảng", "tab", "khung chữ", "khung"])
@pytest.mark.parametrize(
    "below",
    [
        ". Nguyễn Văn Mẫu, chuyên viên lập biểu",
        "c Nguyễn Văn Mẫu",
        "] Trần Thị Thử",
        ". (Thông tin liên hệ: Phòng Nghiệp vụ)",
    ],
)
def test_a_person_below_the_signature_is_neither_an_annex_nor_its_title(way: str, below: str) -> None:
    assert faults(drawn(f"{LETTER}{below}\n", WAYS[way])) == ()


def test_a_lone_word_for_recipients_is_no_position() -> None:
    lone = LIST.replace("[ HIỆU TRƯỞNG", "n Nơi nhận:\n[ HIỆU TRƯỞNG")
    assert "Quyền hạn, chức vụ" not in {point.component for point in (*faults(drawn(lone)), *remarks(drawn(lone)))}


@pytest.mark.parametrize("below", [". Các cơ quan bố trí", ". - Các cơ quan bố trí"])
def test_an_item_that_ends_with_a_colon_leads_on_and_is_not_empty(below: str) -> None:
    text = NOTICE.replace(". a) Các cơ quan bố trí", f". a) Về công tác trực:\n{below}")
    assert text != NOTICE
    assert [point.component for point in (*faults(drawn(text)), *remarks(drawn(text)))] == []


def test_a_number_that_is_not_given_yet_is_worth_a_look() -> None:
    paper = drawn(
        DECISION.replace(
            "i Theo đề nghị của Chánh Văn phòng Sở.",
            "i Theo đề nghị của Chánh Văn phòng Sở tại Tờ trình số______/TTr-VP ngày______tháng 4 năm 2021.",
        )
    )
    assert faults(paper) == ()
    assert [(point.component, point.found.partition(":")[0]) for point in remarks(paper)] == [
        ("Viện dẫn", "chưa có số")
    ]


def test_a_later_citation_is_short_and_one_inside_a_title_is_no_citation() -> None:
    again = DECISION.replace(". Điều_2. Quyết định", ". Điều_2. Thực hiện Nghị định số 107/2020/NĐ-CP. Quyết định")
    assert faults(drawn(again)) == remarks(drawn(again)) == ()


def test_papers_of_other_offices_drawn_in_many_ways() -> None:
    tally = tried(2)
    assert (tally.missed, tally.false_alarms) == ([], [])
    assert tally.found == tally.planted >= 20


def test_the_campaign_has_every_text_in_every_way_and_every_fault_somewhere() -> None:
    every = dict(drawings(len(TEXTS) * len(WAYS)))
    assert len(every) == len(TEXTS) * len(WAYS)
    assert {name.rpartition(", ")[2] for name in dict(drawings(10))} == set(WAYS)
    assert all(any(plant(*drawing) != drawing for drawing in every.values()) for plant, _ in PLANTED.values())


def test_the_command_prints_the_grades_and_fails_for_what_is_wrong_only(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    look, wrong, law = (tmp_path / f"{name}.docx" for name in ("xem", "sai", "luat"))
    look.write_bytes(drawn(NOTICE.replace("như sau:", "như sau.")))
    other = PROPOSAL.replace("[ Q. GIÁM ĐỐC", "[ TRƯỞNG PHÒNG").replace(
        ". Sở Nội vụ kính", ". Như sau.\n. Sở Nội vụ kính"
    )
    wrong.write_bytes(drawn(other))
    law.write_bytes(drawn(OUTSIDE["luật"][0]))
    assert main(["inspect", str(look), str(law)]) == 0
    out = capsys.readouterr().out
    assert "0 điểm chưa đúng thể thức, 1 điểm nên xem" in out
    assert "Nên xem  Dấu hai chấm" in out
    assert "Không xét: văn bản quy phạm pháp luật" in out
    assert main(["inspect", str(wrong)]) == 1
    out = capsys.readouterr().out
    assert out.index("SAI  Cơ quan trình và người ký") < out.index("Nên xem  Dấu hai chấm")
    assert "Nên xem: Dấu hai chấm" in all_text(marked(look.read_bytes()), "word/comments.xml")

"""The papers about the chosen one: made after the meeting, from what the form says about the method, else from the achievements."""

from collections.abc import Mapping

import pytest

from pipeline.papers.printing import SENSITIVE
from pipeline.values.vietnamese import lines
from tests.builder import UNIT_NAMES, Outcome, document, good, good_collective, good_leader, good_meeting, outline, run
from tests.formed import ill_formed
from tests.samples.made import sample

NOTICE, PIECE = "thong-bao-nhan-rong.docx", "bai-gioi-thieu.docx"
WITHOUT = {"cach_lam": "", "kha_nang": ""}


def met(one: bytes, recipient: str = "Cá nhân", name: str = "Nguyễn Văn Mẫu", unit: str = UNIT_NAMES[0]) -> Outcome:
    """A quarter in which this one is chosen."""
    return run({"a.xlsx": one, "m.xlsx": good_meeting([(recipient, name, unit)])})


def texts(outcome: Outcome) -> Mapping[str, str]:
    return {name: outline(document(outcome, name)) for name in (NOTICE, PIECE)}


def test_before_the_meeting_there_is_none() -> None:
    assert not {NOTICE, PIECE} & {file.path for file in run({"a.xlsx": good()}).files}


@pytest.mark.parametrize("number", [1, 2, 3])
def test_both_papers_say_name_method_figures_as_the_form_does_and_nothing_sensitive(number: int) -> None:
    outcome = sample(number)
    meeting = outcome.checked.meeting
    assert meeting
    (sent,) = (
        s for s in outcome.checked.accepted if (s.text("ho_ten") or s.text("don_vi")) == meeting.chosen.candidate.name
    )
    for text in texts(outcome).values():
        for key in ("cach_lam", "kha_nang", "thanh_tich"):
            assert lines(sent.text(key))
            assert all(f"- {line}\n" in text for line in lines(sent.text(key)))
        assert meeting.chosen.candidate.name in text
        assert not [key for key in (*SENSITIVE, "ngay_sinh") if sent.text(key) and f" {sent.text(key)}" in text]
    assert [ill_formed(document(outcome, name)) for name in (NOTICE, PIECE)] == [(), ()]  # fmt: skip


def test_the_days_count_from_the_notice_whenever_it_is_signed() -> None:
    text = texts(sample(1))[NOTICE].replace("\u00a0", " ")
    assert "hoàn thành trong 15 ngày kể từ ngày ký Thông báo này." in text
    assert "về Phòng Tổ chức - Hành chính trong 60 ngày kể từ ngày ký Thông báo này." in text


def test_who_wrote_no_method_is_told_once_and_the_papers_are_made_from_the_achievements() -> None:
    outcome = met(good(**WITHOUT))
    (told,) = outcome.checked.findings
    assert (told.code, told.place.sheet) == ("chosen-without-method", "Trích ngang")
    assert "«Cách làm, kinh nghiệm», «Khả năng nhân rộng»" in told.message
    made = texts(outcome)
    assert "trao đổi với ông Nguyễn Văn Mẫu về cách làm đã đem lại những kết quả nêu trên" in made[NOTICE]
    assert ", ông đã đạt những kết quả cụ thể" in made[PIECE]
    assert "Cách làm\n" not in made[PIECE]
    assert not [point for name in (NOTICE, PIECE) for point in ill_formed(document(outcome, name))]


def test_the_papers_fit_a_leader_and_a_collective() -> None:
    leader = texts(met(good_leader(), unit="Lãnh đạo Văn phòng"))
    assert "Trên cương vị Phó Chánh Văn phòng, ông Nguyễn Văn Mẫu được phân công " in leader[PIECE]
    assert "Hành chính bố trí để ông Nguyễn Văn Mẫu giới thiệu cách làm" in leader[NOTICE]
    one = texts(met(good_collective(), "Tập thể", UNIT_NAMES[-1], UNIT_NAMES[-1]))
    assert f"{UNIT_NAMES[-1]} hiện có 11 công chức" in one[PIECE]
    assert "Cách làm\n- " in one[PIECE]
    assert f"a) Tập thể {UNIT_NAMES[-1]} chuẩn bị tài liệu" in one[NOTICE]


def test_numbers_of_people_in_the_achievements_are_the_units_own() -> None:
    outcome = met(good(thanh_tich="Hướng dẫn 15 cá nhân, 04 tập thể lập hồ sơ Quý IV năm 2019."))
    assert "- Hướng dẫn 15 cá nhân" in texts(outcome)[PIECE]

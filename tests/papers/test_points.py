"""Bullets that a sender typed are taken off where the paper draws its own, and nowhere else."""

import pytest

from pipeline.papers.printing import points
from tests.builder import UNIT_NAMES, document, good, good_meeting, outline, run


@pytest.mark.parametrize(
    ("typed", "printed"),
    [("- Tham mưu", "Tham mưu"), ("-Tham mưu", "Tham mưu"), ("+ Tham mưu", "Tham mưu"), ("• Tham mưu", "Tham mưu"), ("1. Tham mưu", "Tham mưu"), ("12) Tham mưu", "Tham mưu"),
     ("a) Tham mưu", "Tham mưu"), ("– – Tham mưu", "Tham mưu"), ("- 36 văn bản", "36 văn bản"), ("-5 độ", "-5 độ"), ("1.520.000 đồng", "1.520.000 đồng"),
     ("36 văn bản", "36 văn bản"), ("A - B", "A - B"), ("2020. Năm", "2020. Năm")],
)  # fmt: skip
def test_a_line_loses_its_bullet(typed: str, printed: str) -> None:
    assert points([typed]) == (printed,)


def test_the_letter_draws_one_dash_and_the_profile_keeps_what_was_typed() -> None:
    files = {
        "a.xlsx": good(thanh_tich="- Tham mưu 36 văn bản\n1. Xử lý 48 việc"),
        "b.xlsx": good(don_vi=UNIT_NAMES[1]),
        "h.xlsx": good_meeting(y_kien="+ Nhất trí\n- Đề nghị nhân rộng"),
    }
    outcome = run(files)
    letter = outline(document(outcome, "cong-van-gioi-thieu")).split("\n")
    assert {"- Tham mưu 36 văn bản", "- Xử lý 48 việc"} <= set(letter)
    minutes = outline(document(outcome, "bien-ban")).split("\n")
    assert {"- Nhất trí", "- Đề nghị nhân rộng"} <= set(minutes)
    assert "- Tham mưu 36 văn bản" in outline(document(outcome, "trich-ngang/")).split("\n")

"""Position and unit are one phrase within a sentence, without the unit's kind twice."""

import pytest

from pipeline.papers.meeting_printing import within_sentence
from pipeline.papers.printing import in_one_phrase, letterhead


@pytest.mark.parametrize(
    ("position", "unit", "phrase"),
    [
        ("Chuyên viên chính", "Phòng Tổng hợp", "Chuyên viên chính Phòng Tổng hợp"),
        ("Phó Trưởng phòng", "Phòng Tài chính - Thương mại", "Phó Trưởng phòng Tài chính - Thương mại"),
        ("Phó Trưởng phòng, Chủ tịch Công đoàn", "Phòng Kinh tế", "Phó Trưởng phòng, Chủ tịch Công đoàn Phòng Kinh tế"),
        ("Trưởng phòng", "Phòng Tổng hợp, Kế hoạch", "Trưởng phòng Tổng hợp, Kế hoạch"),
        ("Trưởng ban", "Ban Tiếp công dân tỉnh", "Trưởng ban Tiếp công dân tỉnh"),
        ("Giám đốc Trung tâm", "Trung tâm Công báo - Tin học", "Giám đốc Trung tâm Công báo - Tin học"),
        ("Chuyên viên Phòng Kinh tế", "Phòng Kinh tế", "Chuyên viên Phòng Kinh tế"),
        ("Phó Chánh Văn phòng", "Lãnh đạo Văn phòng", "Phó Chánh Văn phòng"),
        ("", "Phòng Kinh tế", "Phòng Kinh tế"),
    ],
)
def test_position_and_unit_in_one_phrase(position: str, unit: str, phrase: str) -> None:
    assert in_one_phrase(position, unit, "Lãnh đạo Văn phòng") == phrase


@pytest.mark.parametrize(
    ("typed", "printed"),
    [("Đi công tác", "đi công tác"), ("UBND tỉnh triệu tập", "UBND tỉnh triệu tập"), ("ốm", "ốm"), ("", "")],
)
def test_a_phrase_within_a_sentence_begins_small(typed: str, printed: str) -> None:
    assert within_sentence(typed) == printed


@pytest.mark.parametrize(
    ("name", "unbroken"),
    [
        ("UBND TỈNH LÀO CAI", "UBND TỈNH LÀO CAI"),
        ("TRUNG TÂM CÔNG BÁO - TIN HỌC", "TRUNG TÂM CÔNG~BÁO~-~TIN~HỌC"),
        ("VĂN PHÒNG ỦY BAN NHÂN DÂN TỈNH LÀO CAI", "VĂN PHÒNG ỦY~BAN~NHÂN~DÂN TỈNH~LÀO~CAI"),
        (
            "VĂN PHÒNG ĐOÀN ĐẠI BIỂU QUỐC HỘI VÀ HỘI ĐỒNG NHÂN DÂN TỈNH LÀO CAI",
            "VĂN PHÒNG ĐOÀN~ĐẠI~BIỂU~QUỐC~HỘI VÀ HỘI~ĐỒNG~NHÂN~DÂN TỈNH~LÀO~CAI",
        ),
    ],
)
def test_a_letterhead_of_several_lines_breaks_between_organs_and_places(name: str, unbroken: str) -> None:
    assert letterhead(name).replace("\u00a0", "~") == unbroken

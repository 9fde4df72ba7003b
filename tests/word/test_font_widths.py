"""The table of letter widths, compared with a font of the same metrics."""

import pytest

from pipeline.word.font_widths import text_width_mm
from tests.fonts import printed_width

TEXTS = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "UBND TỈNH LÀO CAI",
    "Số: 05/QĐ-VPUBND, ngày_31 tháng 12 năm 2020".replace("_", "\u00a0"),
    "aăâbcdđeêghiklmnoôơpqrstuưvxy AĂÂBCDĐEÊGHIKLMNOÔƠPQRSTUƯVXY fjwzFJWZ 0123456789",
    "ắằẳẵặấầẩẫậếềểễệíìỉĩịốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ ẮẰẲẴẶẤẦẨẪẬẾỀỂỄỆÍÌỈĨỊỐỒỔỖỘỚỜỞỠỢÚÙỦŨỤỨỪỬỮỰÝỲỶỸỴ",
    ".,:;/()-–!?'\"“”«»%&+=@…",
)


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize(("bold", "italic"), [(False, False), (True, False), (False, True), (True, True)])
def test_the_table_of_widths_agrees_with_a_font_of_the_same_metrics(text: str, bold: bool, italic: bool) -> None:
    ours, printed = (width(text, 13, bold, italic) for width in (text_width_mm, printed_width))
    assert ours == pytest.approx(printed, rel=0.005)

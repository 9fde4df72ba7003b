"""Drawn lines get the length that the decree prescribes for the text above them, whatever is around them."""

import re

import pytest
from lxml import etree

from pipeline.drawing.word.nd30 import line_below, numbered_lines
from pipeline.word.ruled_lines import fit_lines, line_length, ruled

NAMESPACES = 'xmlns:w="w" xmlns:wp="wp" xmlns:a="a"'
LINE = f'<w:r><wp:extent cx="1" cy="0"/><wp:docPr id="1" name="Đường kẻ 1, {ruled(0.5, 12, 200)}"/><a:ext cx="1" cy="0"/></w:r>'
OTHER_MARK = '<w:r><w:t>Chuyên viên descr="dài 5 % dòng chữ trên (cỡ hạn</w:t></w:r>'  # a text that looks like the mark


def paragraph(inside: str) -> str:
    return f"<w:p><w:pPr/>{inside}</w:p>"


def text_paragraph(text: str) -> str:
    return paragraph(f"<w:r><w:t>{text}</w:t></w:r>")


def box(*paragraphs: str) -> str:
    return f"<w:r><w:txbxContent>{''.join(paragraphs)}</w:txbxContent></w:r>"


def lengths(xml: str) -> list[int]:
    etree.fromstring(f"<w:body {NAMESPACES}>{xml}</w:body>")
    return [int(found) for found in re.findall(r'<wp:extent cx="(\d+)"', xml)]


def but_for_lines(xml: str) -> str:
    """The XML without lengths of lines and what a template says of them."""
    return re.sub(r'cx="\d+"|, dài 50 % dòng chữ trên \(cỡ 12, rộng tối đa 200 mm\)', "", xml)


def test_each_line_is_measured_on_the_paragraph_above_it() -> None:
    xml = (
        text_paragraph("Một")
        + paragraph(LINE)
        + text_paragraph("Một dòng dài hơn nhiều")
        + paragraph(LINE + LINE)
        + text_paragraph("Sau")
    )
    short, long = (line_length(text, 0.5, 12, 200) for text in ("Một", "Một dòng dài hơn nhiều"))
    assert lengths(fit_lines(xml)) == [short, long, long]
    assert but_for_lines(fit_lines(xml)) == but_for_lines(xml)


@pytest.mark.parametrize(
    "xml",
    [
        text_paragraph("Trên") + paragraph(LINE + box(paragraph(LINE), text_paragraph("Trong"))),
        text_paragraph("Trên") + paragraph(box(paragraph(LINE), text_paragraph("Trong")) + LINE),
        text_paragraph("Trên") + paragraph(OTHER_MARK + box(text_paragraph("Trong"), paragraph(LINE))),
        text_paragraph("Trên")
        + paragraph(box(text_paragraph("Trong"), paragraph(LINE)) + OTHER_MARK)
        + paragraph(LINE),
        paragraph(LINE),
        LINE + paragraph(LINE),
        "<w:r/>" + LINE,
        OTHER_MARK,
    ],
)
def test_what_is_round_a_line_is_never_lost_or_doubled(xml: str) -> None:
    fitted = fit_lines(xml)
    assert len(lengths(fitted)) == xml.count("<wp:extent")
    assert but_for_lines(fitted) == but_for_lines(xml)


def test_a_block_that_begins_inside_a_paragraph_is_left_as_it_is() -> None:
    for cut in (f"{LINE}</w:p>", f"{LINE}</w:p>{text_paragraph('x')}{LINE}", LINE):
        assert but_for_lines(fit_lines(cut)) == but_for_lines(cut)


def test_a_line_and_its_copy_for_older_programs_end_together_and_say_nothing_of_the_template() -> None:
    drawn = numbered_lines(line_below("VĂN PHÒNG", 12, 71))
    fitted = fit_lines(text_paragraph("BAN TIẾP CÔNG DÂN") + drawn)
    (length,) = {int(found) for found in re.findall(r'<(?:wp:extent|a:ext) cx="(\d+)"', fitted)}
    assert length == line_length("BAN TIẾP CÔNG DÂN", 0.42, 12, 71)
    # a web viewer draws no line without one
    assert f'to="{length / 12700:.2f}pt,2.50pt"><v:stroke color="black" weight="9525"/>' in fitted
    assert 'name="Đường kẻ 1"' in fitted
    assert "dòng chữ trên" not in fitted


def test_a_line_of_an_earlier_template_is_fitted_by_its_alternative_text() -> None:
    earlier = '<w:r><wp:extent cx="1" cy="0"/><wp:docPr id="1" name="Đường kẻ 1" descr="dài 50 % dòng chữ trên (cỡ 12, rộng tối đa 200 mm)"/></w:r>'
    fitted = fit_lines(text_paragraph("Một") + paragraph(earlier))
    assert f'<wp:extent cx="{line_length("Một", 0.5, 12, 200)}"' in fitted
    assert ' name="Đường kẻ 1" descr=""' in fitted

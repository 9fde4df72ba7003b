"""Drawn lines get the length that the decree prescribes for the text above them, whatever is around them."""

import re

import pytest
from lxml import etree

from pipeline.word.ruled_lines import fit_lines, line_length, ruled

NAMESPACES = 'xmlns:w="w" xmlns:wp="wp" xmlns:a="a"'
LINE = f'<w:r><wp:extent cx="1" cy="0"/><wp:docPr id="1" descr="{ruled(0.5, 12, 200)}"/><a:ext cx="1" cy="0"/></w:r>'
OTHER_MARK = '<w:r><w:t>Chuyên viên descr="dài hạn</w:t></w:r>'  # a text that looks like the mark


def paragraph(inside: str) -> str:
    return f"<w:p><w:pPr/>{inside}</w:p>"


def text_paragraph(text: str) -> str:
    return paragraph(f"<w:r><w:t>{text}</w:t></w:r>")


def box(*paragraphs: str) -> str:
    return f"<w:r><w:txbxContent>{''.join(paragraphs)}</w:txbxContent></w:r>"


def lengths(xml: str) -> list[int]:
    etree.fromstring(f"<w:body {NAMESPACES}>{xml}</w:body>")
    return [int(found) for found in re.findall(r'<wp:extent cx="(\d+)"', xml)]


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
    assert re.sub(r'cx="\d+"', "", fit_lines(xml)) == re.sub(r'cx="\d+"', "", xml)


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
    assert re.sub(r'cx="\d+"', "", fitted) == re.sub(r'cx="\d+"', "", xml)


def test_a_block_that_begins_inside_a_paragraph_is_left_as_it_is() -> None:
    for cut in (f"{LINE}</w:p>", f"{LINE}</w:p>{text_paragraph('x')}{LINE}", LINE):
        assert re.sub(r'cx="\d+"', "", fit_lines(cut)) == re.sub(r'cx="\d+"', "", cut)

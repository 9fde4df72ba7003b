"""Tests that automatic numbers and bullets are read as if they had been typed."""

import pytest

from pipeline.inspection.layout.numbering import list_number, roman
from pipeline.inspection.layout.read import read_docx
from pipeline.inspection.layout.values import Paragraph
from tests.wordml import p, r, section, word


def level(at: int, text: str, form: str = "decimal", more: str = "", run: str = "") -> str:
    return f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/><w:pPr><w:ind w:left="720" w:hanging="360"/></w:pPr><w:rPr>{run}</w:rPr></w:lvl>'


def lists(*levels: str, overrides: str = "") -> str:
    return (
        f'<w:abstractNum w:abstractNumId="7">{"".join(levels)}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
        f'<w:num w:numId="2"><w:abstractNumId w:val="7"/>{overrides}</w:num>'
    )


def item(text: str, at: int = 0, key: int = 1, own: str = "") -> str:
    return p(text, properties=f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{key}"/></w:numPr>{own}')


def read(body: str, numbering: str, styles: str = "") -> tuple[Paragraph, ...]:
    return read_docx(word(body + section(), numbering=numbering, styles=styles)).paragraphs


def texts(body: str, numbering: str) -> list[str]:
    return [each.text for each in read(body, numbering)]


def test_numbered_articles_read_as_typed_and_carry_the_lists_weight() -> None:
    articles = lists(level(0, "Điều %1.", run="<w:b/>"))
    paragraphs = read(item("Tặng Giấy khen") + p("khác") + item("Hiệu lực"), articles)
    assert [each.text for each in paragraphs] == ["Điều\u00a01. Tặng Giấy khen", "khác", "Điều\u00a02. Hiệu lực"]
    assert (paragraphs[0].label, paragraphs[1].label) == ("Điều\u00a01.", "")
    assert [run.bold for run in paragraphs[0].runs] == [True, False]


def test_lower_levels_begin_again_and_show_the_levels_above() -> None:
    outline = lists(
        level(0, "%1.", "upperRoman"), level(1, "%1.%2.", more="<w:isLgl/>"), level(2, "%3)", "lowerLetter")
    )
    body = (
        item("a") + item("b", 1) + item("c", 2) + item("d", 2) + item("e", 1) + item("f", 2) + item("g") + item("h", 1)
    )
    assert [text.split("\u00a0")[0].split()[0] for text in texts(body, outline)] == [
        "I.", "1.1.", "a)", "b)", "1.2.", "a)", "II.", "2.1.",
    ]  # fmt: skip


def test_a_list_may_start_anew() -> None:
    anew = lists(level(0, "%1)"), overrides='<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>')
    assert texts(item("a") + item("b", key=2) + item("c", key=2), anew) == ["1) a", "5) b", "6) c"]


@pytest.mark.parametrize(("sign", "shown"), [("-", "- "), ("\uf02d", "- "), ("\uf0b7", "• "), ("+", "+ ")])
def test_a_bullet_reads_as_typed_and_its_symbol_font_is_no_font_of_the_text(sign: str, shown: str) -> None:
    symbol_font = '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>'
    paragraph = read(item("Lưu: VT."), lists(level(0, sign, "bullet", run=symbol_font)))[0]
    assert paragraph.text == f"{shown}Lưu: VT."
    assert {run.font for run in paragraph.runs} == {"Times New Roman"}


def test_a_label_has_the_format_of_its_paragraphs_end() -> None:
    own = '<w:rPr><w:sz w:val="28"/></w:rPr>'
    assert [run.size for run in read(item(r("a", '<w:sz w:val="28"/>'), own=own), lists(level(0, "%1.")))[0].runs] == [
        14,
        14,
    ]
    assert read(item("a"), lists(level(0, "%1.", more='<w:suff w:val="nothing"/>')))[0].text == "1.a"


def test_a_list_may_be_named_by_a_style_and_switched_off_by_a_paragraph() -> None:
    own = '<w:style w:type="paragraph" w:styleId="Muc"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    body = p("a", properties='<w:pStyle w:val="Muc"/>') + p(
        "b", properties='<w:pStyle w:val="Muc"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    )
    paragraphs = read(body, lists(level(0, "%1.")), own)
    assert [each.text for each in paragraphs] == ["1. a", "b"]
    assert paragraphs[0].left == pytest.approx(12.7)
    assert paragraphs[0].first_line == pytest.approx(-6.35)


def test_a_paragraph_may_change_the_level_of_its_styles_list() -> None:
    own = '<w:style w:type="paragraph" w:styleId="Muc"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    body = p("a", properties='<w:pStyle w:val="Muc"/><w:numPr><w:ilvl w:val="1"/></w:numPr>')
    assert read(body, lists(level(0, "%1."), level(1, "%2)", "lowerLetter")), own)[0].text == "a) a"


def test_numbers_are_spelt_in_every_form() -> None:
    assert [list_number(4, form) for form in ("decimal", "decimalZero", "upperRoman", "lowerLetter", "none")] == [
        "4", "04", "IV", "d", "",
    ]  # fmt: skip
    assert list_number(28, "upperLetter") == "BB"
    assert list_number(10**9, "upperRoman") == "1000000000"
    assert roman(1999) == "mcmxcix"

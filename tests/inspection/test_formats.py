"""Tests which formatting applies to a run and a paragraph, as Word resolves styles, theme and direct formatting."""

import pytest

from pipeline.inspection.layout.formats import DEEPEST, Formats
from pipeline.inspection.layout.read import read_docx
from pipeline.inspection.layout.values import Paragraph, Run
from pipeline.opc.unpack import open_parts
from tests.wordml import p, r, section, word

THEME = '<a:themeElements><a:fontScheme><a:majorFont><a:latin typeface="Cambria"/></a:majorFont><a:minorFont><a:latin typeface="Calibri"/></a:minorFont></a:fontScheme></a:themeElements>'
OF_THEME = '<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/>'
TIMES = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/>'


def styles(default: str = "", *others: str) -> str:
    return f"<w:docDefaults><w:rPrDefault><w:rPr>{default}</w:rPr></w:rPrDefault></w:docDefaults>{''.join(others)}"


def style(key: str, inside: str, kind: str = "paragraph", more: str = "") -> str:
    return f'<w:style w:type="{kind}" w:styleId="{key}" {more}>{inside}</w:style>'


NORMAL = 'w:default="1"'


def first(body: str, **parts: str) -> Paragraph:
    return read_docx(word(body + section(), **parts)).paragraphs[0]


def run(body: str, **parts: str) -> Run:
    return first(body, **parts).runs[0]


def test_a_font_named_on_a_run_replaces_the_themes_font_beneath_it() -> None:
    assert run(p(r("Văn bản", TIMES)), theme=THEME, styles=styles(OF_THEME)).fonts == ("Times New Roman",)


def test_a_font_named_in_a_style_replaces_the_themes_font_of_the_document() -> None:
    normal = style("Normal", f"<w:rPr>{TIMES}</w:rPr>", more=NORMAL)
    assert run(p("Văn bản"), theme=THEME, styles=styles(OF_THEME, normal)).font == "Times New Roman"


def test_a_themes_font_replaces_the_font_named_beneath_it() -> None:
    assert run(p(r("Văn bản", OF_THEME)), theme=THEME, styles=styles(TIMES)).font == "Calibri"


def test_within_one_level_the_themes_font_goes_first() -> None:
    both = '<w:rFonts w:ascii="Times New Roman" w:asciiTheme="majorAscii" w:hAnsi="Times New Roman"/>'
    assert run(p(r("abc", both)), theme=THEME).font == "Cambria"


def test_without_a_theme_the_font_named_next_to_the_themes_one_is_used() -> None:
    both = '<w:rFonts w:ascii="Times New Roman" w:asciiTheme="minorHAnsi"/>'
    assert run(p(r("abc", both))).font == "Times New Roman"


@pytest.mark.parametrize(
    ("text", "fonts"),
    [("Ban", ("Arial",)), ("ữ", ("Verdana",)), ("Văn", ("Arial", "Verdana")), ("12 ", ("Arial",)), ("", ("Arial",))],
)
def test_plain_and_accented_letters_have_each_their_font(text: str, fonts: tuple[str, ...]) -> None:
    own = '<w:rFonts w:ascii="Arial" w:hAnsi="Verdana"/>'
    read = run(p(r(text, own)))
    assert read.fonts == fonts
    assert read.font == " / ".join(fonts)


def test_a_font_set_only_for_accented_letters_is_read() -> None:
    assert run(p(r("Văn bản", '<w:rFonts w:hAnsi="Arial"/>')), styles=styles(TIMES)).fonts == (
        "Times New Roman",
        "Arial",
    )


@pytest.mark.parametrize("mark", ["<w:caps/>", "<w:smallCaps/>"])
def test_letters_shown_as_capitals_are_read_as_capitals(mark: str) -> None:
    assert run(p(r("Sở Nội vụ", mark))).text == "SỞ NỘI VỤ"
    assert run(p(r("Sở Nội vụ", mark.replace("/>", ' w:val="0"/>')))).text == "Sở Nội vụ"


def test_hidden_text_and_what_was_deleted_are_not_read() -> None:
    deleted = "<w:del><w:r><w:delText>a</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>b</w:t></w:r></w:moveFrom>"
    assert first(p("<w:ins><w:r><w:t>c</w:t></w:r></w:ins>", deleted, r("d", "<w:vanish/>"))).text == "c"


def test_bold_in_a_paragraphs_and_in_a_characters_style_undo_each_other() -> None:
    both = [style("P", "<w:rPr><w:b/></w:rPr>"), style("C", "<w:rPr><w:b/></w:rPr>", "character")]
    in_style = '<w:pStyle w:val="P"/>'
    body = p("một", r("hai", '<w:rStyle w:val="C"/>'), r("ba", '<w:rStyle w:val="C"/><w:b/>'), properties=in_style)
    assert [each.bold for each in first(body, styles=styles("", *both)).runs] == [True, False, True]


@pytest.mark.parametrize(
    ("default", "normal", "own"),
    [("vi-VN", "", ""), ("en-US", "vi-VN", ""), ("en-US", "", "vi-VN"), ("", "en-US", "vi-VN")],
)
def test_the_language_is_that_of_the_last_level_that_names_one(default: str, normal: str, own: str) -> None:
    def lang(name: str) -> str:
        return f'<w:lang w:val="{name}"/>' if name else '<w:lang w:eastAsia="ja-JP"/>'

    in_normal = style("Normal", f"<w:rPr>{lang(normal)}</w:rPr>", more=NORMAL)
    docx = read_docx(word(p(r("Văn bản", lang(own))) + section(), styles=styles(lang(default), in_normal)))
    assert docx.paragraphs[0].runs[0].language == "vi-VN"
    assert docx.language == "vi-VN"


def test_the_language_of_a_paper_is_that_of_most_of_its_letters() -> None:
    body = p(r("Quyết định về việc tặng Giấy khen", '<w:lang w:val="en-US"/>'), r("này", '<w:lang w:val="vi-VN"/>'))
    assert read_docx(word(body + section())).language == "en-US"


def test_a_colour_behind_letters_is_read_and_white_is_none() -> None:
    marks = ('<w:highlight w:val="yellow"/>', '<w:shd w:val="clear" w:fill="FFFF00"/>', '<w:shd w:fill="auto"/>', '<w:highlight w:val="white"/>')  # fmt: skip
    assert [run(p(r("a", mark))).shade for mark in marks] == ["yellow", "FFFF00", "", ""]


def test_sizes_and_lengths_may_be_written_with_their_unit() -> None:
    read = first(p(r("a", '<w:sz w:val="14pt"/>'), properties='<w:ind w:firstLine="1.27cm"/>'))
    assert read.sizes == {14}
    assert read.first_line == pytest.approx(12.7)
    assert first(p(r("a", '<w:sz w:val="nan"/>'))).sizes == {10}


def test_a_tab_stop_that_a_level_clears_is_not_read() -> None:
    normal = '<w:pPr><w:tabs><w:tab w:val="center" w:pos="1800"/><w:tab w:val="left" w:pos="6500"/></w:tabs></w:pPr>'
    own = '<w:tabs><w:tab w:val="clear" w:pos="6500"/><w:tab w:val="right" w:pos="720"/></w:tabs>'
    read = first(p("a", properties=own), styles=styles("", style("Normal", normal, more=NORMAL)))
    assert read.tabs == ("right", "center")
    assert read.stops == pytest.approx((12.7, 31.75))


def test_exact_spacing_between_lines_is_in_points() -> None:
    read = first(p("a", properties='<w:spacing w:line="360" w:lineRule="exact"/><w:ind w:left="567"/>'))
    assert (read.line_rule, read.line_height, read.line) == ("exact", 18, 1)
    assert read.left == pytest.approx(10, abs=0.01)


def test_the_font_of_a_tables_style_applies_inside_it() -> None:
    of_table = style("Bang", '<w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial"/></w:rPr>', "table")
    body = f'<w:tbl><w:tblPr><w:tblStyle w:val="Bang"/></w:tblPr><w:tr><w:tc>{p("a")}</w:tc></w:tr></w:tbl>'
    assert run(body, styles=styles("", of_table)).font == "Arial"


@pytest.mark.parametrize(
    ("look", "colours"),
    [('w:firstRow="1"', ["FFFFFF", "333333"]), ('w:val="04A0"', ["FFFFFF", "333333"]), ('w:val="x"', ["333333"] * 2)],
)
def test_what_a_tables_style_has_for_the_first_row_applies_only_there(look: str, colours: list[str]) -> None:
    base = style(
        "Nen", '<w:tblStylePr w:type="firstRow"><w:rPr><w:color w:val="FFFFFF"/></w:rPr></w:tblStylePr>', "table"
    )
    own = style("Bang", '<w:basedOn w:val="Nen"/><w:rPr><w:color w:val="333333"/></w:rPr>', "table")
    rows = "".join(f"<w:tr><w:tc>{p(text)}</w:tc></w:tr>" for text in "ab")
    body = f'<w:tbl><w:tblPr><w:tblStyle w:val="Bang"/><w:tblLook {look}/></w:tblPr>{rows}</w:tbl>'
    paragraphs = read_docx(word(body + section(), styles=styles("", base, own))).paragraphs
    assert [each.runs[0].colour for each in paragraphs] == colours


def test_a_file_whose_styles_are_chained_in_a_circle_is_read_in_a_moment() -> None:
    """Twenty thousand of them took a minute, as each style was looked up through all others."""
    many = 3000
    circle = (style(f"c{n}", f'<w:basedOn w:val="c{(n + 1) % many}"/><w:rPr><w:b/></w:rPr>') for n in range(many))
    formats = Formats(open_parts(word(p("a") + section(), styles=styles("", *circle))))
    assert len(formats.chain("c7", "rPr")) == DEEPEST

"""Tests the page of each section, and its headers, footers and page numbers, own or inherited."""

import pytest

from pipeline.inspection.layout.read import read_docx
from pipeline.inspection.layout.values import Docx, Section
from tests.inspection.test_drawn_lines import box
from tests.wordml import cell, content_control, long_field, p, r, section, shows, table, word

CENTRED = '<w:jc w:val="center"/>'
NUMBER = p(long_field("PAGE", properties='<w:sz w:val="26"/>'), properties=CENTRED)
HEADED = shows("header", "header1")


def ends(properties: str) -> str:
    """A paragraph that ends a section."""
    return p(properties=properties)


def read(body: str, **parts: str) -> Docx:
    return read_docx(word(body, **parts))


def only(properties: str, **parts: str) -> Section:
    return read(p("a") + properties, **parts).sections[0]


def test_a_section_without_a_header_takes_over_the_one_before() -> None:
    body = p("a") + ends(section(HEADED)) + p("b") + ends(section()) + p("c") + section(shows("header", "header2"))
    docx = read(body, header1=NUMBER, header2=p("khác"))
    assert [[each.run.text for each in one.numbers] for one in docx.sections] == [["2"], ["2"], []]
    assert [[each.text for each in one.edge_paragraphs] for one in docx.sections] == [["2"], ["2"], ["khác"]]
    assert [one.first for one in docx.sections] == [0, 2, 4]
    assert [each.section for each in docx.paragraphs] == [0, 0, 1, 1, 2]


def test_the_first_pages_header_counts_only_where_the_section_has_one() -> None:
    both = HEADED + shows("header", "header2", "first")
    parts = {"header1": p("khác"), "header2": NUMBER}
    assert only(section(both), **parts).numbers == ()
    (number,) = only(section(f"{both}|<w:titlePg/>"), **parts).numbers
    assert (number.edge, number.pages) == ("header", "first")


def test_even_pages_count_only_where_the_file_treats_them_separately() -> None:
    both = HEADED + shows("footer", "footer1", "even")
    parts = {"header1": NUMBER, "footer1": NUMBER}
    assert [each.edge for each in only(section(both), **parts).numbers] == ["header"]
    separate = only(section(both), settings="<w:evenAndOddHeaders/>", **parts)
    assert [(each.edge, each.pages) for each in separate.numbers] == [("header", "default"), ("footer", "even")]


@pytest.mark.parametrize(
    "drawn",
    [
        long_field("PAGE"),
        long_field("PAGE   \\* MERGEFORMAT"),
        long_field("page"),
        '<w:fldSimple w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple>',
        content_control(long_field("PAGE")),
    ],
)
def test_a_page_number_is_known_by_its_field_however_written(drawn: str) -> None:
    (number,) = only(section(HEADED), header1=content_control(p(drawn, properties=CENTRED))).numbers
    assert (number.run.text, number.form, number.text_around, number.paragraph.align) == ("2", "decimal", "", "center")


def test_a_page_number_of_the_oldest_files_is_one() -> None:
    (number,) = only(section(HEADED), header1=p("- ", "<w:r><w:pgNum/></w:r>", " -")).numbers
    assert number.text_around == "-  -"


@pytest.mark.parametrize("code", ["NUMPAGES", "SECTIONPAGES", "PAGEREF a", "DATE"])
def test_another_field_is_no_page_number(code: str) -> None:
    found = only(section(HEADED), header1=p(long_field(code)))
    assert found.numbers == ()


def test_the_text_around_a_page_number_is_read() -> None:
    of_all = p("Trang ", long_field("PAGE", "12"), "/", long_field("NUMPAGES", "30"))
    (number,) = only(section(HEADED), header1=of_all).numbers
    assert number.text_around == "Trang /30"
    (tabbed,) = only(section(HEADED), header1=table(cell(p(long_field("PAGE")) + p("Mật")))).numbers
    assert tabbed.text_around == ""


STOPS = '<w:tabs><w:tab w:val="center" w:pos="4536"/><w:tab w:val="right" w:pos="9072"/></w:tabs>'


@pytest.mark.parametrize(
    ("drawn", "align"),
    [
        (p(long_field("PAGE"), properties='<w:framePr w:hAnchor="margin" w:xAlign="center" w:y="1"/>'), "center"),
        (p("\t", long_field("PAGE"), properties=STOPS), "center"),
        (p("\t\t", long_field("PAGE"), properties=STOPS), "right"),
        (p('<w:r><w:ptab w:relativeTo="margin" w:alignment="center"/></w:r>', long_field("PAGE")), "center"),
        (p(box(p(long_field("PAGE")), width=9, height=9, align="center")), "center"),
        (p(long_field("PAGE"), "\t", properties=STOPS), "left"),
    ],
)
def test_a_page_number_is_aligned_as_it_is_seen(drawn: str, align: str) -> None:
    (number,) = only(section(HEADED), header1=drawn).numbers
    assert number.paragraph.align == align


@pytest.mark.parametrize(
    ("code", "of_section", "form"),
    [
        ("PAGE", "", "decimal"),
        ("PAGE", '<w:pgNumType w:fmt="upperRoman"/>', "upperRoman"),
        ("PAGE \\* ROMAN", "", "upperRoman"),
        ("PAGE \\* roman \\* MERGEFORMAT", "", "lowerRoman"),
        ("PAGE \\* Arabic", '<w:pgNumType w:fmt="lowerRoman"/>', "decimal"),
        ("PAGE \\* MERGEFORMAT", '<w:pgNumType w:fmt="lowerRoman"/>', "lowerRoman"),
    ],
)
def test_the_form_of_a_page_number_is_the_fields_or_else_the_sections(code: str, of_section: str, form: str) -> None:
    (number,) = only(section(f"{HEADED}|{of_section}"), header1=p(long_field(code))).numbers
    assert number.form == form


def test_a_number_that_was_never_printed_has_the_format_of_its_field() -> None:
    bare = "".join(
        r(f"<w:r><w:rPr><w:b/><w:sz w:val=\"26\"/></w:rPr>{inside}</w:r>")
        for inside in ('<w:fldChar w:fldCharType="begin"/>', "<w:instrText> PAGE </w:instrText>", '<w:fldChar w:fldCharType="end"/>')
    )  # fmt: skip
    (number,) = only(section(HEADED), header1=p(bare)).numbers
    assert (number.run.size, number.run.bold) == (13, True)


def test_a_header_is_named_in_its_position_and_marked_at_its_sections_first_paragraph() -> None:
    body = p("a") + ends(section(HEADED)) + p("b") + section(shows("footer", "footer1"))
    docx = read(body, header1=NUMBER, footer1=p("chân"))
    positions = [each.text_position for one in docx.sections for each in one.edge_paragraphs]
    assert [each.where for each in positions] == [
        'Đầu trang, "2"',
        'Đầu trang của phần 2, "2"',
        'Chân trang của phần 2, "chân"',
    ]
    assert [each.paragraphs for each in positions] == [(0,), (2,), (2,)]


def test_the_size_of_a_lying_page_and_how_a_section_begins_are_read() -> None:
    lying = '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
    lying_section = only(section('|<w:type w:val="continuous"/><w:pgNumType w:start="1"/>', lying))
    assert (lying_section.kind, lying_section.starts_at) == ("continuous", 1)
    assert (round(lying_section.width), round(lying_section.height)) == (297, 210)


def test_a_section_without_page_setup_has_words_default_page() -> None:
    (letter_page,) = read(p("a")).sections
    assert (round(letter_page.width), round(letter_page.height), round(letter_page.left)) == (216, 279, 25)
    assert len(read(p("a") + ends(section()) + p("b")).sections) == 2


def test_the_earlier_page_setup_in_a_tracked_change_is_no_section() -> None:
    before = '<w:sectPrChange w:id="1"><w:sectPr><w:pgSz w:w="1"/></w:sectPr></w:sectPrChange>'
    assert [round(one.width) for one in read(p("a") + section(f"|{before}")).sections] == [210]

"""Tests what is read from a Word file: positions of paragraphs, tables, content controls, line breaks."""

import time

import pytest

from pipeline.inspection.layout.read import read_docx
from pipeline.inspection.layout.values import Docx, text_position_of
from tests.wordml import cell, content_control, p, section, table, word


def read(body: str) -> Docx:
    return read_docx(word(body + section()))


def test_the_position_of_a_paragraph_quotes_its_first_words() -> None:
    docx = read(
        p("QUYẾT ĐỊNH")
        + p()
        + p("Căn cứ Luật Thi đua, khen thưởng ngày 26 tháng 11")
        + table(cell(p("a")) + cell(p("b b")))
    )
    assert [each.text_position.where for each in docx.paragraphs] == [
        'Đoạn 1, "QUYẾT ĐỊNH"',
        "Đoạn trống sau đoạn 1",
        'Đoạn 2, "Căn cứ Luật Thi đua, khen…"',
        'Bảng không kẻ khung 1, hàng 1, cột 1, "a"',
        'Bảng không kẻ khung 1, hàng 1, cột 2, "b b"',
    ]  # fmt: skip
    assert [each.text_position.paragraphs for each in docx.paragraphs] == [(0,), (1,), (2,), (3,), (4,)]


BOX = "<w:tcBorders>" + "".join(f'<w:{side} w:val="single" w:sz="4"/>' for side in ("top", "left", "bottom", "right")) + "</w:tcBorders>"  # fmt: skip


def test_a_table_is_counted_among_those_that_are_seen_however_its_borders_are_given() -> None:
    of_style = '<w:tblStyle w:val="TableGrid"/>'
    of_table = '<w:tblBorders><w:insideV w:val="single" w:sz="4"/></w:tblBorders>'
    hidden = '<w:tblBorders><w:left w:val="nil"/><w:top w:val="none"/></w:tblBorders>'
    docx = read(
        table(cell(p("a"))) + p() + table(cell(p("b")), properties=of_style) + p() + table(cell(p("c")), properties=hidden)
        + p() + table(cell(p("d")), properties=of_table) + p() + table(cell(p("e"), properties=BOX))
    )  # fmt: skip
    assert [each.bordered for each in docx.tables] == [False, True, False, True, True]
    assert [each.where.split(",")[0] for each in docx.paragraphs if each.text] == [
        "Bảng không kẻ khung 1", "Bảng 1", "Bảng không kẻ khung 2", "Bảng 2", "Bảng 3",
    ]  # fmt: skip


def test_many_places_are_quoted_named_or_counted_and_none_left_out_silently() -> None:
    few = text_position_of(read("".join(p(f"đoạn thứ {n}") for n in range(8))).paragraphs)
    assert few.where.count('"') == 10
    assert few.where.endswith("; và 3 chỗ khác: đoạn 6, đoạn 7, đoạn 8")
    many = text_position_of(read("".join(p(f"{n}") for n in range(50))).paragraphs)
    assert many.where.endswith("đoạn 35 … và 15 chỗ nữa")
    assert many.paragraphs == tuple(range(50))


def test_cells_and_rows_inside_content_controls_are_cells_and_rows() -> None:
    row = content_control(f"<w:tr>{content_control(cell(p('c')))}{cell(content_control(p('d')))}</w:tr>")
    docx = read(f"<w:tbl><w:tr>{cell(p('a'))}{content_control(cell(p('b')))}</w:tr>{row}</w:tbl>")
    table_positions = [
        (each.text, each.table_position.row, each.table_position.cell)
        for each in docx.paragraphs
        if each.table_position
    ]
    assert table_positions == [("a", 0, 0), ("b", 0, 1), ("c", 1, 0), ("d", 1, 1)]
    assert [row.texts for row in docx.tables[0].rows] == [("a", "b"), ("c", "d")]


def test_a_paragraph_can_be_split_at_its_line_breaks() -> None:
    (paragraph,) = read(p("KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC")).paragraphs
    assert paragraph.text == "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC"
    assert [each.text for each in paragraph.split()] == ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]
    assert {each.origin for each in paragraph.split()} == {0}


def test_a_page_break_is_no_text_and_a_hyphen_that_does_not_break_is_one() -> None:
    assert read(p('<w:r><w:br w:type="page"/></w:r>', "Phụ lục")).paragraphs[0].text == "Phụ lục"
    assert (
        read(p("<w:r><w:t>Thi đua </w:t><w:noBreakHyphen/><w:t> Khen thưởng</w:t></w:r>")).paragraphs[0].text
        == "Thi đua - Khen thưởng"
    )
    assert read(p('<w:r><w:sym w:font="Symbol" w:char="F0B7"/><w:t> a</w:t></w:r>')).paragraphs[0].text == "• a"


def test_the_older_copy_of_a_drawing_is_not_read() -> None:
    inside = "<w:pict><v:rect><v:textbox><w:txbxContent>" + p("cũ") + "</w:txbxContent></v:textbox></v:rect></w:pict>"
    copies = f"<w:r><mc:AlternateContent><mc:Choice/><mc:Fallback>{inside}</mc:Fallback></mc:AlternateContent></w:r>"
    assert [each.text for each in read(p("mới", copies)).paragraphs] == ["mới"]


@pytest.mark.parametrize("rows", [5000])
def test_a_long_table_is_read_in_a_moment(rows: int) -> None:
    paper = word(p("a") + table(*[cell(p("1")) + cell(p("Văn phòng")) + cell(p("x"))] * rows) + section())
    before = time.process_time()
    assert len(read_docx(paper).paragraphs) == 1 + 3 * rows
    assert time.process_time() - before < 2 * 2  # seconds: twice the bar, for a slow machine

"""Tests that drawn lines and text boxes are read in every way that Word files draw them."""

from typing import TypedDict, Unpack

import pytest

from pipeline.inspection.layout.read import read_docx
from pipeline.inspection.layout.values import Docx, DrawnLine, Paragraph
from tests.wordml import cell, p, section, table, word

EMU = 36_000
BLACK = '<a:solidFill><a:srgbClr val="000000"/></a:solidFill>'
THEME = (
    '<a:themeElements><a:clrScheme><a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1><a:accent1><a:srgbClr val="4472C4"/></a:accent1></a:clrScheme>'
    '<a:fmtScheme><a:lnStyleLst><a:ln w="6350"/><a:ln w="12700"/></a:lnStyleLst></a:fmtScheme></a:themeElements>'
)


class ShapePosition(TypedDict, total=False):
    """The position and size of a shape in mm, and what they are measured from (``of`` across, ``below`` down)."""

    at: float
    width: float
    top: float
    height: float
    align: str
    of: str
    below: str


def anchor(inside: str, **shape: Unpack[ShapePosition]) -> str:
    at, width, top, height = (shape.get(key, 40 if key == "width" else 0) for key in ("at", "width", "top", "height"))
    of, below = shape.get("of", "column"), shape.get("below", "paragraph")
    emu = [round(float(str(value)) * EMU) for value in (at, width, top, height)]
    across = f"<wp:align>{shape['align']}</wp:align>" if "align" in shape else f"<wp:posOffset>{emu[0]}</wp:posOffset>"
    return (
        f'<w:r><w:drawing><wp:anchor><wp:positionH relativeFrom="{of}">{across}</wp:positionH><wp:positionV relativeFrom="{below}">'
        f'<wp:posOffset>{emu[2]}</wp:posOffset></wp:positionV><wp:extent cx="{emu[1]}" cy="{emu[3]}"/>'
        f"<wp:wrapSquare/><a:graphic><a:graphicData><wps:wsp>{inside}</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>"
    )


def line(
    outline: str = f'<a:ln w="9525">{BLACK}</a:ln>', kind: str = "line", style: str = "", **shape: Unpack[ShapePosition]
) -> str:
    return anchor(f'<wps:spPr><a:prstGeom prst="{kind}"/>{outline}</wps:spPr>{style}', **shape)


def box(*paragraphs: str, **shape: Unpack[ShapePosition]) -> str:
    inside = f'<wps:spPr><a:prstGeom prst="rect"/></wps:spPr><wps:txbx><w:txbxContent>{"".join(paragraphs)}</w:txbxContent></wps:txbx>'
    return anchor(inside, **shape)


def vml(inside: str) -> str:
    return f"<w:r><w:pict>{inside}</w:pict></w:r>"


def read(body: str, **parts: str) -> Docx:
    return read_docx(word(body + section(), **parts))


def lines(body: str, **parts: str) -> tuple[DrawnLine, ...]:
    return read(body, **parts).paragraphs[0].lines


def by_text(docx: Docx, text: str) -> Paragraph:
    return next(each for each in docx.paragraphs if each.text == text)


@pytest.mark.parametrize("kind", ["line", "straightConnector1"])
def test_a_drawn_line_has_length_weight_position_and_colour(kind: str) -> None:
    (found,) = lines(p("a", line(kind=kind, at=20, width=40, top=1)))
    assert found == DrawnLine(40, 0.75, True, 20, "000000", 1)


def test_a_dashed_or_coloured_line_is_read_as_such() -> None:
    red = '<a:ln w="9525"><a:solidFill><a:srgbClr val="FF0000"/></a:solidFill><a:prstDash val="dash"/></a:ln>'
    (found,) = lines(p(line(red)))
    assert (found.colour, found.solid) == ("FF0000", False)


def test_a_line_takes_weight_and_colour_from_the_theme_where_it_names_none() -> None:
    of_theme = '<wps:style><a:lnRef idx="1"><a:schemeClr val="accent1"/></a:lnRef></wps:style>'
    (coloured,) = lines(p(line("", style=of_theme)), theme=THEME)
    assert (coloured.colour, coloured.weight) == ("4472C4", 0.5)
    (black,) = lines(p(line('<a:ln w="9525"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill></a:ln>')), theme=THEME)
    assert black.colour == "000000"


def test_what_is_not_drawn_or_not_level_is_no_line_under_a_text() -> None:
    assert lines(p(line('<a:ln w="9525"><a:noFill/></a:ln>'))) == ()
    assert lines(p(line(height=20))) == ()
    assert lines(p("a", properties='<w:pBdr><w:bottom w:val="single" w:sz="6"/></w:pBdr>')) == ()


def test_a_line_that_is_aligned_or_measured_from_the_page_is_placed_between_the_margins() -> None:
    (centred,) = lines(p(line(width=40, align="center")))
    assert centred.at == pytest.approx(60, abs=0.1)
    (of_page,) = lines(p(line(at=50, of="page")))
    assert of_page.at == pytest.approx(20, abs=0.1)


@pytest.mark.parametrize(
    ("drawn", "expected"),
    [
        ('<v:line from="10mm,2pt" to="50mm,2pt" strokeweight=".75pt"/>', DrawnLine(40, 0.75, True, 10, "auto", 0.7)),
        ('<v:line from="50mm,2pt" to="10mm,2pt" strokecolor="red"/>', DrawnLine(40, 0.75, True, 10, "FF0000", 0.7)),
        ('<v:line from="0,0" to="144pt,0"><v:stroke dashstyle="dash" weight="9525" color="#00f"/></v:line>', DrawnLine(50.8, 0.75, False, 0, "0000FF", 0)),
        ('<v:shape type="#_x0000_t32" style="position:absolute;margin-left:10mm;margin-top:1mm;width:40mm;height:0" strokeweight="1pt"/>', DrawnLine(40, 1, True, 10, "auto", 1)),
    ],
)  # fmt: skip
def test_lines_of_older_programs_are_read_the_same_way(drawn: str, expected: DrawnLine) -> None:
    (found,) = lines(p("a", vml(drawn)))
    assert (found.solid, found.colour) == (expected.solid, expected.colour)
    assert (found.length, found.weight, found.at, found.top) == pytest.approx(
        (expected.length, expected.weight, expected.at, expected.top), abs=0.01
    )


def test_what_older_programs_do_not_draw_is_no_line() -> None:
    assert lines(p(vml('<v:line from="0,0" to="40mm,0" stroked="f"/>'))) == ()
    assert lines(p(vml('<v:line from="0,0" to="0,40mm"/>'))) == ()
    assert lines(p(vml('<v:shape type="#_x0000_t202" style="width:40mm;height:0"/>'))) == ()


UNDER = '<w:tcBorders><w:bottom w:val="single" w:sz="6" w:color="000000"/></w:tcBorders>'
OVER = UNDER.replace("bottom", "top")


def test_the_border_of_an_empty_cell_is_a_line_under_the_text_before_its_table() -> None:
    body = p("VĂN PHÒNG") + table(cell(p(), 1000) + cell(p(), 2268, UNDER) + cell(p(), 1000))
    (found,) = read(body).paragraphs[0].lines
    assert found.length == pytest.approx(40, abs=0.01)
    assert (found.weight, found.solid, found.colour) == (0.75, True, "000000")


def test_the_border_of_an_empty_cell_is_a_line_under_the_text_of_the_cell_above() -> None:
    wide = '<w:gridSpan w:val="3"/>'
    body = table(
        cell(p("VĂN PHÒNG"), 4268, wide) + cell(p("Độc lập"), 4000),
        cell(p(), 1000) + cell(p(), 2268, OVER) + cell(p(), 1000) + cell(p(), 4000),
    )
    docx = read(body)
    assert [round(each.length) for each in by_text(docx, "VĂN PHÒNG").lines] == [40]
    assert by_text(docx, "Độc lập").lines == ()


def test_a_border_that_two_cells_share_is_one_line_and_one_over_two_cells_is_whole() -> None:
    body = p("a") + table(
        cell(p(), 1134, UNDER) + cell(p(), 1134, UNDER), cell(p(), 1134, OVER) + cell(p(), 1134, OVER)
    )
    assert [round(each.length) for each in read(body).paragraphs[0].lines] == [40]


def test_a_cell_with_a_text_and_a_border_under_it_draws_a_line_and_a_box_draws_none() -> None:
    assert [round(each.length) for each in lines(table(cell(p("a"), 2268, UNDER)))] == [40]
    grid = "".join(
        f'<w:{side} w:val="single" w:sz="4"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    body = table(
        cell(p("a")) + cell(p("b")), cell(p("c")) + cell(p("d")), properties=f"<w:tblBorders>{grid}</w:tblBorders>"
    )
    assert [each.lines for each in read(body).paragraphs] == [()] * 4


def test_text_boxes_old_and_new_have_their_horizontal_position() -> None:
    old = vml('<v:shape style="position:absolute;margin-left:70mm;width:90mm;height:80pt"><v:textbox><w:txbxContent>' + p("phải") + "</w:txbxContent></v:textbox></v:shape>")  # fmt: skip
    docx = read(p(box(p("trái"), at=0, width=70, height=30), old))
    assert by_text(docx, "trái").box == pytest.approx((0, 70))
    assert by_text(docx, "phải").box == pytest.approx((70, 90), abs=0.01)
    assert by_text(docx, "phải").where == "Khung chữ 2"


@pytest.mark.parametrize(
    ("frame", "expected"),
    [
        ('w:w="2268" w:hAnchor="margin" w:x="2268"', (40, 40)),
        ('w:w="2268" w:hAnchor="page" w:x="3969"', (40, 40)),
        ('w:w="2268" w:xAlign="right"', (120, 40)),
        ('w:hAnchor="text" w:x="0"', (0, 80)),
    ],
)
def test_a_frame_is_a_box(frame: str, expected: tuple[float, float]) -> None:
    first = read(p("a", properties=f"<w:framePr {frame}/>")).paragraphs[0]
    assert first.box == pytest.approx(expected, abs=0.1)


def test_an_initial_in_a_frame_is_no_box() -> None:
    assert read(p("A", properties='<w:framePr w:dropCap="drop" w:w="400"/>')).paragraphs[0].box is None


def test_a_line_anchored_next_to_a_box_but_seen_inside_it_belongs_to_its_text() -> None:
    left = box(p("UBND TỈNH"), p("VĂN PHÒNG"), p(), p("Số: 1"), at=0, width=70, height=30)
    right = box(p("CỘNG HÒA"), p("Độc lập"), at=70, width=90, height=11)
    docx = read(
        p(left, right, line(at=20, width=25, top=15), line(at=90, width=50, top=11), line(at=0, width=9, top=50))
    )
    of = {
        each.text: [(line.at, line.length) for line in each.lines] for each in docx.paragraphs if each.box and each.text
    }
    assert of == {"UBND TỈNH": [], "VĂN PHÒNG": [], "Số: 1": [], "CỘNG HÒA": [], "Độc lập": [(20, 50)]}
    blank = next(each for each in docx.paragraphs if each.box and not each.text)
    assert [(line.at, line.length) for line in blank.lines] == [(20, 25)]
    assert [len(each.lines) for each in docx.paragraphs if not each.box] == [1]


def test_boxes_that_push_a_text_down_come_before_it_in_reading_order() -> None:
    docx = read(p("QUYẾT ĐỊNH", box(p("UBND TỈNH"), at=0, width=70, height=30)) + p("Về việc"))
    assert [each.text for each in docx.paragraphs] == ["UBND TỈNH", "QUYẾT ĐỊNH", "Về việc"]
    assert [each.origin for each in docx.paragraphs] == [1, 0, 2]
    assert [each.number for each in docx.paragraphs] == [0, 1, 2]


def test_lines_and_boxes_placed_on_the_page_are_matched_wherever_they_are_anchored() -> None:
    nation_box = box(p("CỘNG HÒA"), p("Độc lập"), at=70, width=90, top=20, height=11, below="page")
    docx = read(
        p("a", nation_box) + p("b", line(at=90, width=50, top=11, below="margin")) + p("c", line(at=90, top=11))
    )
    assert [(line.at, line.length) for line in by_text(docx, "Độc lập").lines] == [(20, 50)]
    assert (by_text(docx, "b").lines, len(by_text(docx, "c").lines)) == ((), 1)
    assert [each.text for each in docx.paragraphs][:2] == ["CỘNG HÒA", "Độc lập"]

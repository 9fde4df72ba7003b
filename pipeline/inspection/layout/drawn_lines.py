"""Reads the straight lines that are drawn as shapes in a paragraph, by today's Word (DrawingML) or older ones (VML).

Lines drawn as borders of table cells are read by ``borders``. A paragraph's own border and underlining do not count:
the decree asks for a drawn line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.inspection.layout.boxes import (
    EMU_PER_POINT,
    MM_PER_POINT,
    Box,
    Room,
    emu,
    placed,
    point_of,
    style_of,
    vml_mm,
    vml_placed,
)
from pipeline.inspection.layout.formats import Formats
from pipeline.inspection.layout.properties import number
from pipeline.inspection.layout.text import own_content
from pipeline.inspection.layout.values import DrawnLine
from pipeline.opc.unpack import WP, A, Element, V

WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
STRAIGHT = ("line", "straightConnector1")
STRAIGHT_VML = re.compile(r"_t(?:20|32)$")  # the numbers of these two shapes in VML
USUAL_WEIGHT = 9525  # EMU
FLAT = 1  # mm by which the ends of a level line may differ in height; or a fiftieth of its length
NAMED_COLOURS = {"black": "000000", "windowtext": "auto", "red": "FF0000", "blue": "0000FF", "white": "FFFFFF"}


def drawn_lines(paragraph: Element, room: Room, formats: Formats) -> Iterator[DrawnLine]:
    """The level straight lines anchored in a paragraph; ``room`` is where they are placed."""
    for element in own_content(paragraph):
        if element.tag in (f"{WP}anchor", f"{WP}inline"):
            yield from _shape_lines(element, room, formats)
        elif element.tag in (f"{V}line", f"{V}shape"):
            yield from _vml_lines(element, room)


def _shape_lines(shape: Element, room: Room, formats: Formats) -> Iterator[DrawnLine]:
    geometries = [g for g in own_content(shape) if g.tag == f"{A}prstGeom"]
    box = placed(shape, room)
    for geometry in geometries:
        properties = geometry.getparent()
        if geometry.get("prst") not in STRAIGHT or properties is None:
            continue
        size = shape.find(f"{WP}extent") if len(geometries) == 1 else properties.find(f"{A}xfrm/{A}ext")
        length, fall = emu(size, "cx"), emu(size, "cy")
        line = _outlined(properties, formats)
        if line is not None and fall <= max(FLAT, length / 50):
            yield replace(line, length=length, at=box.left, top=box.top, of_page=box.of_page)


def _outlined(properties: Element, formats: Formats) -> DrawnLine | None:
    """A line with the weight, dash and colour of a shape, or else of the theme; None if the shape has no outline."""
    outline = properties.find(f"{A}ln")
    if outline is not None and outline.find(f"{A}noFill") is not None:
        return None
    shape = properties.getparent()
    theme = shape.find(f"{WPS}style/{A}lnRef") if shape is not None else None
    fill = outline.find(f"{A}solidFill") if outline is not None else None
    dash = outline.find(f"{A}prstDash") if outline is not None else None
    of_theme = formats.theme_line_weight(int(number(theme.get("idx")))) if theme is not None else None
    weight = number(outline.get("w") if outline is not None else None, of_theme or USUAL_WEIGHT)
    colour = next(iter(fill if fill is not None else theme if theme is not None else ()), None)
    return DrawnLine(
        0, weight / EMU_PER_POINT, dash is None or dash.get("val") == "solid", colour=_colour(colour, formats)
    )


def _colour(element: Element | None, formats: Formats) -> str:
    if element is None:
        return "auto"
    if element.tag == f"{A}schemeClr":
        return formats.theme_colour(str(element.get("val") or ""))
    return hex_colour(str(element.get("lastClr") or element.get("val") or ""))


def hex_colour(colour: str) -> str:
    """A colour, by name or digits, as six hexadecimal digits; ``auto`` if none is set."""
    bare = colour.split("[")[0].strip().lstrip("#").lower()
    if len(bare) == 3 and bare not in NAMED_COLOURS:
        bare = "".join(digit * 2 for digit in bare)
    return NAMED_COLOURS.get(bare, bare.upper() or "auto") if bare != "auto" else "auto"


def _vml_lines(shape: Element, room: Room) -> Iterator[DrawnLine]:
    style, stroke = style_of(shape), shape.find(f"{V}stroke")
    if shape.get("stroked", "t") in ("f", "false") or (stroke is not None and stroke.get("on") in ("f", "false")):
        return
    if shape.tag == f"{V}line":
        (x0, y0), (x1, y1) = (point_of(shape.get(end)) for end in ("from", "to"))
        box = Box(min(x0, x1), abs(x1 - x0), min(y0, y1), abs(y1 - y0))
    elif STRAIGHT_VML.search(str(shape.get("type") or "")):
        box = vml_placed(style, room)
    else:
        return
    if box.height > max(FLAT, box.width / 50):
        return
    weight_text = shape.get("strokeweight") or (stroke.get("weight") if stroke is not None else None) or ".75pt"
    weight = (
        number(weight_text) / EMU_PER_POINT
        if weight_text.isdigit() and len(weight_text) > 3
        else vml_mm(weight_text) / MM_PER_POINT
    )
    dash = stroke.get("dashstyle") if stroke is not None else None
    colour = shape.get("strokecolor") or (stroke.get("color") if stroke is not None else None) or ""
    yield DrawnLine(box.width, weight, dash in (None, "solid"), box.left, hex_colour(colour), box.top, box.of_page)

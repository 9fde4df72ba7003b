"""Turns what is drawn on a page into lines under their texts and boxes round them: shapes old and new, frames, borders.

A line may be a shape of DrawingML or of VML, or the border of an empty table cell of the right width. A paragraph's own
border and underlining are none: the decree asks for a drawn line.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.docx_formats import MM_PER_TWIP, A, Formats, child_value, children, number, own, run_text, twips
from pipeline.docx_package import Element, W
from pipeline.docx_values import DrawnLine, Paragraph

WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
V = "{urn:schemas-microsoft-com:vml}"
MM_PER_EMU, EMU_PER_POINT = 1 / 36_000, 12_700
MM_PER_POINT = 25.4 / 72
STRAIGHT = ("line", "straightConnector1")
STRAIGHT_VML = re.compile(r"_t(?:20|32)$")  # the numbers of the same two shapes
USUAL_WEIGHT = 9525  # EMU
FLAT = 1  # mm that a line may fall and still be level; or a fiftieth of its length
OF_PAGE = ("page", "margin")  # from which a drawing's height is measured, if not from its paragraph
NEARBY = 30  # paragraphs between a box and a line of the same page
EDGE = 2  # mm by which a line may leave the box in which it is seen
LINE_HEIGHT = 1.15 * MM_PER_POINT  # mm of a line of text for each point of its size
NAMED_COLOURS = {"black": "000000", "windowtext": "auto", "red": "FF0000", "blue": "0000FF", "white": "FFFFFF"}
SIDES = {"top": "insideH", "bottom": "insideH", "left": "insideV", "right": "insideV"}
UPRIGHT = {"left", "right"}
SAME_SIDES = {"left": "start", "right": "end"}
HIDDEN = ("", "nil", "none")
SOLID = ("single", "thick")


@dataclass(frozen=True)
class Room:
    """The room in which a drawing is placed: the page's left margin, the width between the margins or of the cell, the top."""

    margin: float
    width: float
    top: float = 0


@dataclass(frozen=True)
class Box:
    """A text box or frame: where it begins from the margin, its width, its top below its anchor, its height.

    With ``of_page`` the top is measured from the top margin, whichever paragraph is its anchor.
    """

    left: float
    width: float
    top: float = 0
    height: float = 0
    of_page: bool = False


def drawn_lines(paragraph: Element, room: Room, formats: Formats) -> Iterator[DrawnLine]:
    """The level straight lines anchored in a paragraph."""
    for element in own(paragraph):
        if element.tag in (f"{WP}anchor", f"{WP}inline"):
            yield from _shape_lines(element, room, formats)
        elif element.tag in (f"{V}line", f"{V}shape"):
            yield from _vml_lines(element, room)


def _shape_lines(shape: Element, room: Room, formats: Formats) -> Iterator[DrawnLine]:
    geometries = [g for g in own(shape) if g.tag == f"{A}prstGeom"]
    box = _placed(shape, room)
    for geometry in geometries:
        properties = geometry.getparent()
        if geometry.get("prst") not in STRAIGHT or properties is None:
            continue
        size = shape.find(f"{WP}extent") if len(geometries) == 1 else properties.find(f"{A}xfrm/{A}ext")
        length, fall = _emu(size, "cx"), _emu(size, "cy")
        line = _outlined(properties, formats)
        if line is not None and fall <= max(FLAT, length / 50):
            yield replace(line, length=length, at=box.left, top=box.top, of_page=box.of_page)


def _outlined(properties: Element, formats: Formats) -> DrawnLine | None:
    """A shape's line with its weight and colour, from the shape or else from the theme; None where it is not drawn."""
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
    return _hex(str(element.get("lastClr") or element.get("val") or ""))


def _hex(colour: str) -> str:
    """A colour's name or digits as six hexadecimal digits; ``auto`` where it is the text's own."""
    bare = colour.split("[")[0].strip().lstrip("#").lower()
    if len(bare) == 3 and bare not in NAMED_COLOURS:
        bare = "".join(digit * 2 for digit in bare)
    return NAMED_COLOURS.get(bare, bare.upper() or "auto") if bare != "auto" else "auto"


def _vml_lines(shape: Element, room: Room) -> Iterator[DrawnLine]:
    style, stroke = _style(shape), shape.find(f"{V}stroke")
    if shape.get("stroked", "t") in ("f", "false") or (stroke is not None and stroke.get("on") in ("f", "false")):
        return
    if shape.tag == f"{V}line":
        (x0, y0), (x1, y1) = (_point(shape.get(end)) for end in ("from", "to"))
        box = Box(min(x0, x1), abs(x1 - x0), min(y0, y1), abs(y1 - y0))
    elif STRAIGHT_VML.search(str(shape.get("type") or "")):
        box = _vml_placed(style, room)
    else:
        return
    if box.height > max(FLAT, box.width / 50):
        return
    told = shape.get("strokeweight") or (stroke.get("weight") if stroke is not None else None) or ".75pt"
    weight = number(told) / EMU_PER_POINT if told.isdigit() and len(told) > 3 else _vml_mm(told) / MM_PER_POINT
    dash = stroke.get("dashstyle") if stroke is not None else None
    colour = shape.get("strokecolor") or (stroke.get("color") if stroke is not None else None) or ""
    yield DrawnLine(box.width, weight, dash in (None, "solid"), box.left, _hex(colour), box.top, box.of_page)


def box_of(paragraph: Element, room: Room) -> tuple[Element, Box] | None:
    """The text box that holds a paragraph, by the element of its content, and its place; None outside of boxes."""
    content = next(paragraph.iterancestors(f"{W}txbxContent"), None)
    if content is None:
        return None
    for shape in content.iterancestors():
        if shape.tag in (f"{WP}anchor", f"{WP}inline"):
            return content, _placed(shape, room)
        if shape.tag in (f"{V}shape", f"{V}rect", f"{V}roundrect"):
            return content, _vml_placed(_style(shape), room)
    return content, Box(0, room.width)


def frame_of(properties: Element | None, room: Room) -> Box | None:
    """The frame in which a paragraph stands, an initial aside; None for a paragraph that runs with the text."""
    frame = properties.find(f"{W}framePr") if properties is not None else None
    if frame is None or frame.get(f"{W}dropCap", "none") != "none":
        return None
    width = twips(frame.get(f"{W}w")) * MM_PER_TWIP or room.width / 2
    at = twips(frame.get(f"{W}x")) * MM_PER_TWIP
    at -= room.margin if frame.get(f"{W}hAnchor", "page") == "page" and at else 0
    return Box(_aligned(frame.get(f"{W}xAlign"), width, room, at), width)


def _placed(shape: Element, room: Room) -> Box:
    """Where a drawing stands: how far from the margin it begins, or as it is aligned between the margins."""
    extent, horizontal = shape.find(f"{WP}extent"), shape.find(f"{WP}positionH")
    width = _emu(extent, "cx")
    at = _emu_text(shape, "positionH")
    align = None
    if horizontal is not None:
        at -= room.margin if horizontal.get("relativeFrom") == "page" and at else 0
        align = horizontal.findtext(f"{WP}align")
    vertical = shape.find(f"{WP}positionV")
    of = str(vertical.get("relativeFrom") or "") if vertical is not None else ""
    top = _emu_text(shape, "positionV") - (room.top if of == "page" else 0)
    return Box(_aligned(align, width, room, at), width, top, _emu(extent, "cy"), of in OF_PAGE)


def _aligned(align: str | None, width: float, room: Room, at: float) -> float:
    spare = max(room.width - width, 0)
    return {"left": 0.0, "inside": 0.0, "center": spare / 2, "right": spare, "outside": spare}.get(align or "", at)


def _vml_placed(style: Mapping[str, str], room: Room) -> Box:
    at, width = _vml_mm(style.get("margin-left") or style.get("left")), _vml_mm(style.get("width"))
    at -= room.margin if style.get("mso-position-horizontal-relative") == "page" and at else 0
    of = style.get("mso-position-vertical-relative", "")
    top = _vml_mm(style.get("margin-top") or style.get("top")) - (room.top if of == "page" else 0)
    left = _aligned(style.get("mso-position-horizontal"), width, room, at)
    return Box(left, width, top, _vml_mm(style.get("height")), of in OF_PAGE)


def _style(shape: Element) -> dict[str, str]:
    pairs = (piece.split(":", 1) for piece in str(shape.get("style") or "").split(";") if ":" in piece)
    return {key.strip().lower(): value.strip() for key, value in pairs}


def _point(text: str | None) -> tuple[float, float]:
    across, _, down = (text or "").partition(",")
    return _vml_mm(across), _vml_mm(down)


def _vml_mm(text: str | None) -> float:
    """A length of VML in mm: with its unit, else in pixels of which 96 make an inch."""
    told = re.sub(r"^\.", "0.", (text or "").strip())
    unit = told[-2:].isalpha() and not told.endswith("px")
    return (twips(told) if unit else twips(told.removesuffix("px")) * 15) * MM_PER_TWIP


def _emu(element: Element | None, name: str) -> float:
    return number(element.get(name) if element is not None else None) * MM_PER_EMU


def _emu_text(shape: Element, name: str) -> float:
    return number(shape.findtext(f"{WP}{name}/{WP}posOffset")) * MM_PER_EMU


# --- lines that hang on the paragraph which holds a box ------------------------------------------------------------


def into_boxes(
    paragraphs: Sequence[Paragraph], holders: Mapping[int, int], boxes: Mapping[int, Box]
) -> tuple[Paragraph, ...]:
    """The same paragraphs, a line that is seen inside a box standing with the box's text and not with its holder.

    Other programs anchor a line of a box beside the box, and people anywhere on the page. ``holders`` gives the holder of each boxed paragraph by their
    numbers in the file, ``boxes`` where its box stands.
    """
    if not boxes:
        return tuple(paragraphs)
    lines: dict[int, list[DrawnLine]] = {p.origin: list(p.lines) for p in paragraphs}
    inside: dict[tuple[int, Box], list[Paragraph]] = defaultdict(list)
    for p in paragraphs:
        if p.origin in holders:
            inside[holders[p.origin], boxes[p.origin]].append(p)
    for (holder, box), held in inside.items():
        near = range(holder - NEARBY, holder + NEARBY) if box.of_page else (holder,)
        for n in (n for n in near if n in lines and n not in holders):
            for line in [line for line in lines[n] if _seen_in(line, box)]:
                lines[n].remove(line)
                lines[_under(held, line.top - box.top)].append(replace(line, at=line.at - box.left))
    return tuple(replace(p, lines=tuple(lines[p.origin])) for p in paragraphs)


def _seen_in(line: DrawnLine, box: Box) -> bool:
    middle = line.at + line.length / 2
    across = box.left <= middle <= box.left + box.width
    return line.of_page == box.of_page and across and box.top < line.top <= box.top + box.height + EDGE


def _under(held: Sequence[Paragraph], depth: float) -> int:
    """The paragraph of a box that a line so deep in it belongs to: the blank left for it, else the text that ends nearest."""
    shown = [p for p in held if p.text.strip()]
    blank = [p for p in held if not p.text.strip() and shown and p.number > shown[0].number]
    if len(blank) == 1:
        return blank[0].origin
    bottom, nearest = 0.0, (float("inf"), held[0].origin)
    for p in held:
        bottom += max(p.sizes or {10}) * LINE_HEIGHT + (p.before + p.after) * MM_PER_POINT
        nearest = min(nearest, (abs(bottom - depth), p.origin)) if p.text.strip() else nearest
    return nearest[1]


# --- borders of cells ----------------------------------------------------------------------------------------------


def border_lines(tables: Iterable[Element], formats: Formats) -> dict[Element, list[DrawnLine]]:
    """The lines that borders of cells draw, by the paragraph under which each is seen."""
    found: dict[Element, list[DrawnLine]] = defaultdict(list)
    for table in tables:
        for paragraph, line in _table_lines(table, formats):
            before = found[paragraph][-1] if found[paragraph] else None
            if before is not None and abs(before.at + before.length - line.at) < 0.1:  # one line over two cells
                found[paragraph][-1] = replace(before, length=before.length + line.length)
            elif before is None or abs(before.at - line.at) > 0.1:  # else the border that two cells share
                found[paragraph].append(line)
    return found


def _table_lines(table: Element, formats: Formats) -> Iterator[tuple[Element, DrawnLine]]:
    above: list[tuple[float, float, Element]] = []  # the cells of the row above: where each begins and ends
    rows = children(table, "tr")
    outer = table_borders(table, formats)
    widths = [twips(column.get(f"{W}w")) * MM_PER_TWIP for column in table.iterfind(f"{W}tblGrid/{W}gridCol")]
    for n, row in enumerate(rows):
        at, column, here = 0.0, 0, []
        cells = children(row, "tc")
        for m, cell in enumerate(cells):
            span = max(int(number(child_value(cell.find(f"{W}tcPr"), "gridSpan"), 1)), 1)
            width = cell_width(cell) or sum(widths[column : column + span])
            edges = (n == 0, n == len(rows) - 1, m == 0, m == len(cells) - 1)
            line = _border_line(cell, outer, edges, width, at)
            target = _text_above(cell, at + width / 2, above, table) if line is not None else None
            if line is not None and target is not None:
                yield target, line
            here.append((at, at + width, cell))
            at, column = at + width, column + span
        above = here


def _border_line(
    cell: Element, outer: Mapping[str, Element], edges: tuple[bool, bool, bool, bool], width: float, at: float
) -> DrawnLine | None:
    """The line that a cell's borders draw where they draw no box: under its text, or above or under an empty cell."""
    borders = _borders(cell, outer, edges)
    if "left" in borders or "right" in borders:
        return None
    empty = not cell_text(cell).strip()
    border = borders.get("bottom", borders.get("top") if empty else None)
    if border is None or (not empty and "top" in borders):
        return None
    colour = _hex(str(border.get(f"{W}color") or ""))
    return DrawnLine(width, number(border.get(f"{W}sz"), 4) / 8, border.get(f"{W}val") in SOLID, at, colour)


def _borders(cell: Element, outer: Mapping[str, Element], edges: tuple[bool, bool, bool, bool]) -> dict[str, Element]:
    """A cell's borders that are shown, by their side: its own, else those of the table."""
    properties = cell.find(f"{W}tcPr/{W}tcBorders")
    found = {}
    for (side, inner), at_edge in zip(SIDES.items(), edges, strict=True):
        border = _side(properties, side) if properties is not None else None
        if border is None:
            border = outer.get(side if at_edge else inner)
        if border is not None and border.get(f"{W}val", "") not in HIDDEN:
            found[side] = border
    return found


def _side(borders: Element, side: str) -> Element | None:
    named = borders.find(f"{W}{side}")
    return named if named is not None else borders.find(f"{W}{SAME_SIDES.get(side, side)}")


def table_borders(table: Element, formats: Formats) -> dict[str, Element]:
    """A table's own borders by their side, those of its style beneath."""
    properties = table.find(f"{W}tblPr")
    found: dict[str, Element] = {}
    for level in (*formats.chain(child_value(properties, "tblStyle"), "tblPr"), properties):
        borders = level.find(f"{W}tblBorders") if level is not None else None
        for border in borders if borders is not None else ():
            side = str(border.tag).removeprefix(W)
            found[{"start": "left", "end": "right"}.get(side, side)] = border
    return found


def is_bordered(table: Element, formats: Formats) -> bool:
    """Whether a table shows borders: its own, or upright ones of its cells, of which level ones draw lines under texts."""
    outer = table_borders(table, formats)
    if any(border.get(f"{W}val", "") not in HIDDEN for border in outer.values()):
        return True
    cells = (cell for row in children(table, "tr") for cell in children(row, "tc"))
    return any(UPRIGHT & _borders(cell, {}, (True, True, True, True)).keys() for cell in cells)


def _text_above(
    cell: Element, middle: float, above: Sequence[tuple[float, float, Element]], table: Element
) -> Element | None:
    """The last paragraph with text over a border: of the cell itself, of the cell above, or right before the table."""
    for holder in (cell, *(other for begin, end, other in above if begin <= middle <= end)):
        shown = [p for p in holder.iter(f"{W}p") if paragraph_text(p).strip()]
        if shown:
            return shown[-1]
    if not above:
        before = table.getprevious()
        while before is not None and before.tag == f"{W}p":
            if paragraph_text(before).strip():
                return before
            before = before.getprevious()
    return None


def cell_width(cell: Element) -> float:
    """The width that a cell asks for in mm; 0 where it asks for none or for a share."""
    width = cell.find(f"{W}tcPr/{W}tcW")
    return twips(width.get(f"{W}w")) * MM_PER_TWIP if width is not None and width.get(f"{W}type") != "pct" else 0


def cell_text(cell: Element) -> str:
    """All the text of a cell."""
    return "".join(paragraph_text(p) for p in cell.iter(f"{W}p"))


def paragraph_text(paragraph: Element) -> str:
    """The text of a paragraph as typed."""
    return "".join(text for run in own(paragraph) if run.tag == f"{W}r" for text in run_text(run))

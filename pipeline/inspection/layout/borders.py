"""Reads borders of table cells that look like lines under a text as drawn lines of that text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.inspection.layout.drawn_lines import hex_colour
from pipeline.inspection.layout.formats import Formats
from pipeline.inspection.layout.properties import MM_PER_TWIP, child_value, children, number, twips
from pipeline.inspection.layout.text import own_content, run_text
from pipeline.inspection.layout.values import DrawnLine
from pipeline.opc.unpack import Element, W

SIDES = {"top": "insideH", "bottom": "insideH", "left": "insideV", "right": "insideV"}
UPRIGHT = {"left", "right"}
SAME_SIDES = {"left": "start", "right": "end"}
HIDDEN = ("", "nil", "none")
SOLID = ("single", "thick")


# --- borders of cells ----------------------------------------------------------------------------------------------


def border_lines(tables: Iterable[Element], formats: Formats) -> dict[Element, list[DrawnLine]]:
    """The lines that cell borders draw, by the paragraph that each is seen under."""
    found: dict[Element, list[DrawnLine]] = defaultdict(list)
    for table in tables:
        for paragraph, line in _table_lines(table, formats):
            before = found[paragraph][-1] if found[paragraph] else None
            if before is not None and abs(before.at + before.length - line.at) < 0.1:  # continues over the next cell
                found[paragraph][-1] = replace(before, length=before.length + line.length)
            elif before is None or abs(before.at - line.at) > 0.1:  # otherwise the same border, set by both cells
                found[paragraph].append(line)
    return found


def _table_lines(table: Element, formats: Formats) -> Iterator[tuple[Element, DrawnLine]]:
    above: list[tuple[float, float, Element]] = []  # the cells of the row above, with left and right edge in mm
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
    """The line that a cell's borders draw, ``width`` long at ``at`` (mm): under its text, or above or under an empty cell.

    None if they draw none, or a box.
    """
    borders = _borders(cell, outer, edges)
    if "left" in borders or "right" in borders:
        return None
    empty = not cell_text(cell).strip()
    border = borders.get("bottom", borders.get("top") if empty else None)
    if border is None or (not empty and "top" in borders):
        return None
    colour = hex_colour(str(border.get(f"{W}color") or ""))
    return DrawnLine(width, number(border.get(f"{W}sz"), 4) / 8, border.get(f"{W}val") in SOLID, at, colour)


def _borders(cell: Element, outer: Mapping[str, Element], edges: tuple[bool, bool, bool, bool]) -> dict[str, Element]:
    """The visible borders of a cell by side: its own, else those of the table."""
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
    """The borders of a table by side: its own, else those of its style."""
    properties = table.find(f"{W}tblPr")
    found: dict[str, Element] = {}
    for level in (*formats.chain(child_value(properties, "tblStyle"), "tblPr"), properties):
        borders = level.find(f"{W}tblBorders") if level is not None else None
        for border in borders if borders is not None else ():
            side = str(border.tag).removeprefix(W)
            found[{"start": "left", "end": "right"}.get(side, side)] = border
    return found


def is_bordered(table: Element, formats: Formats) -> bool:
    """Whether a table has visible borders: its own, or vertical ones of cells (horizontal ones may only draw lines)."""
    outer = table_borders(table, formats)
    if any(border.get(f"{W}val", "") not in HIDDEN for border in outer.values()):
        return True
    cells = (cell for row in children(table, "tr") for cell in children(row, "tc"))
    return any(UPRIGHT & _borders(cell, {}, (True, True, True, True)).keys() for cell in cells)


def _text_above(
    cell: Element, middle: float, above: Sequence[tuple[float, float, Element]], table: Element
) -> Element | None:
    """The last paragraph with text above a border: in the cell, in the cell above it, or before the table."""
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
    """The width set for a cell in mm; 0 if none is set or it is a percentage."""
    width = cell.find(f"{W}tcPr/{W}tcW")
    return twips(width.get(f"{W}w")) * MM_PER_TWIP if width is not None and width.get(f"{W}type") != "pct" else 0


def cell_text(cell: Element) -> str:
    """All the text of a cell."""
    return "".join(paragraph_text(p) for p in cell.iter(f"{W}p"))


def paragraph_text(paragraph: Element) -> str:
    """The text of a paragraph as typed."""
    return "".join(text for run in own_content(paragraph) if run.tag == f"{W}r" for text in run_text(run))

"""Reads the position and size of text boxes and frames, and gives lines seen inside a box to the text of the box."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.inspection.layout.properties import MM_PER_TWIP, number, twips
from pipeline.inspection.layout.values import DrawnLine, Paragraph
from pipeline.opc.unpack import WP, Element, V, W

MM_PER_EMU, EMU_PER_POINT = 1 / 36_000, 12_700
MM_PER_POINT = 25.4 / 72
OF_PAGE = ("page", "margin")  # what a drawing's top is measured from, if not from its paragraph
NEARBY = 30  # paragraphs at most between a box and a line of the same page
EDGE = 2  # mm by which a line may be below the box that it is seen in
LINE_HEIGHT = 1.15 * MM_PER_POINT  # mm of a line's height for each point of its font size


@dataclass(frozen=True)
class Room:
    """The area that a drawing is placed in, in mm: left margin, width between the margins or of the cell, top margin."""

    margin: float
    width: float
    top: float = 0


@dataclass(frozen=True)
class Box:
    """The position and size of a text box or frame in mm.

    ``left`` is measured from the left margin; ``top`` from the paragraph that it is anchored in, or with ``of_page``
    from the top margin.
    """

    left: float
    width: float
    top: float = 0
    height: float = 0
    of_page: bool = False


def box_of(paragraph: Element, room: Room) -> tuple[Element, Box] | None:
    """The text box that a paragraph is in: the element of its content and its position; None if in no box."""
    content = next(paragraph.iterancestors(f"{W}txbxContent"), None)
    if content is None:
        return None
    for shape in content.iterancestors():
        if shape.tag in (f"{WP}anchor", f"{WP}inline"):
            return content, placed(shape, room)
        if shape.tag in (f"{V}shape", f"{V}rect", f"{V}roundrect"):
            return content, vml_placed(style_of(shape), room)
    return content, Box(0, room.width)


def frame_of(properties: Element | None, room: Room) -> Box | None:
    """The frame that a paragraph is in; None if it is in none, or only its initial (drop cap) is."""
    frame = properties.find(f"{W}framePr") if properties is not None else None
    if frame is None or frame.get(f"{W}dropCap", "none") != "none":
        return None
    width = twips(frame.get(f"{W}w")) * MM_PER_TWIP or room.width / 2
    at = twips(frame.get(f"{W}x")) * MM_PER_TWIP
    at -= room.margin if frame.get(f"{W}hAnchor", "page") == "page" and at else 0
    return Box(_aligned(frame.get(f"{W}xAlign"), width, room, at), width)


def placed(shape: Element, room: Room) -> Box:
    """The position of a drawing of today's Word (DrawingML)."""
    extent, horizontal = shape.find(f"{WP}extent"), shape.find(f"{WP}positionH")
    width = emu(extent, "cx")
    at = _emu_text(shape, "positionH")
    align = None
    if horizontal is not None:
        at -= room.margin if horizontal.get("relativeFrom") == "page" and at else 0
        align = horizontal.findtext(f"{WP}align")
    vertical = shape.find(f"{WP}positionV")
    of = str(vertical.get("relativeFrom") or "") if vertical is not None else ""
    top = _emu_text(shape, "positionV") - (room.top if of == "page" else 0)
    return Box(_aligned(align, width, room, at), width, top, emu(extent, "cy"), of in OF_PAGE)


def _aligned(align: str | None, width: float, room: Room, at: float) -> float:
    spare = max(room.width - width, 0)
    return {"left": 0.0, "inside": 0.0, "center": spare / 2, "right": spare, "outside": spare}.get(align or "", at)


def vml_placed(style: Mapping[str, str], room: Room) -> Box:
    """The position of a shape of older programs (VML), from its CSS-like style."""
    at, width = vml_mm(style.get("margin-left") or style.get("left")), vml_mm(style.get("width"))
    at -= room.margin if style.get("mso-position-horizontal-relative") == "page" and at else 0
    of = style.get("mso-position-vertical-relative", "")
    top = vml_mm(style.get("margin-top") or style.get("top")) - (room.top if of == "page" else 0)
    left = _aligned(style.get("mso-position-horizontal"), width, room, at)
    return Box(left, width, top, vml_mm(style.get("height")), of in OF_PAGE)


def style_of(shape: Element) -> dict[str, str]:
    """The CSS-like style of a VML shape as its properties."""
    pairs = (piece.split(":", 1) for piece in str(shape.get("style") or "").split(";") if ":" in piece)
    return {key.strip().lower(): value.strip() for key, value in pairs}


def point_of(text: str | None) -> tuple[float, float]:
    """A point of VML, «x,y» with units, in mm."""
    across, _, down = (text or "").partition(",")
    return vml_mm(across), vml_mm(down)


def vml_mm(text: str | None) -> float:
    """A length of VML in mm; without a unit it is in pixels, 96 to the inch."""
    measure = re.sub(r"^\.", "0.", (text or "").strip())
    unit = measure[-2:].isalpha() and not measure.endswith("px")
    return (twips(measure) if unit else twips(measure.removesuffix("px")) * 15) * MM_PER_TWIP


def emu(element: Element | None, name: str) -> float:
    """A length of DrawingML (EMU) in mm."""
    return number(element.get(name) if element is not None else None) * MM_PER_EMU


def _emu_text(shape: Element, name: str) -> float:
    return number(shape.findtext(f"{WP}{name}/{WP}posOffset")) * MM_PER_EMU


# --- lines anchored outside of the box they are seen in ------------------------------------------------------------


def into_boxes(
    paragraphs: Sequence[Paragraph], holders: Mapping[int, int], boxes: Mapping[int, Box]
) -> tuple[Paragraph, ...]:
    """The same paragraphs, but a line that is seen inside a text box belongs to a paragraph of the box.

    Other programs anchor such a line next to the box, and people anywhere on the page. ``boxes`` gives the box of each
    paragraph that is in one, ``holders`` the paragraph that the box is anchored in; both by numbers in the file.
    """
    if not boxes:
        return tuple(paragraphs)
    lines: dict[int, list[DrawnLine]] = {p.origin: list(p.lines) for p in paragraphs}
    inside: dict[tuple[int, Box], list[Paragraph]] = defaultdict(list)
    for p in paragraphs:
        if p.origin in holders:
            inside[holders[p.origin], boxes[p.origin]].append(p)
    for (holder, box), in_box in inside.items():
        near = range(holder - NEARBY, holder + NEARBY) if box.of_page else (holder,)
        for n in (n for n in near if n in lines and n not in holders):
            for line in [line for line in lines[n] if _seen_in(line, box)]:
                lines[n].remove(line)
                lines[_under(in_box, line.top - box.top)].append(replace(line, at=line.at - box.left))
    return tuple(replace(p, lines=tuple(lines[p.origin])) for p in paragraphs)


def _seen_in(line: DrawnLine, box: Box) -> bool:
    middle = line.at + line.length / 2
    across = box.left <= middle <= box.left + box.width
    return line.of_page == box.of_page and across and box.top < line.top <= box.top + box.height + EDGE


def _under(in_box: Sequence[Paragraph], depth: float) -> int:
    """The number in the file of the paragraph that a line ``depth`` mm below the box's top belongs to.

    That is the only empty paragraph below the first text, else the text whose bottom is nearest.
    """
    shown = [p for p in in_box if p.text.strip()]
    blank = [p for p in in_box if not p.text.strip() and shown and p.number > shown[0].number]
    if len(blank) == 1:
        return blank[0].origin
    bottom, nearest = 0.0, (float("inf"), in_box[0].origin)
    for p in in_box:
        bottom += max(p.sizes or {10}) * LINE_HEIGHT + (p.before + p.after) * MM_PER_POINT
        nearest = min(nearest, (abs(bottom - depth), p.origin)) if p.text.strip() else nearest
    return nearest[1]

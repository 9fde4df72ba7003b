"""Turns text boxes and frames into where they stand, and lines drawn in them into lines of their text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.inspection.layout.properties import MM_PER_TWIP, number, twips
from pipeline.inspection.layout.values import DrawnLine, Paragraph
from pipeline.opc.unpack import Element, W

WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
V = "{urn:schemas-microsoft-com:vml}"
MM_PER_EMU, EMU_PER_POINT = 1 / 36_000, 12_700
MM_PER_POINT = 25.4 / 72
OF_PAGE = ("page", "margin")  # from which a drawing's height is measured, if not from its paragraph
NEARBY = 30  # paragraphs between a box and a line of the same page
EDGE = 2  # mm by which a line may leave the box in which it is seen
LINE_HEIGHT = 1.15 * MM_PER_POINT  # mm of a line of text for each point of its size


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


def box_of(paragraph: Element, room: Room) -> tuple[Element, Box] | None:
    """The text box that holds a paragraph, by the element of its content, and its place; None outside of boxes."""
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
    """The frame in which a paragraph stands, an initial aside; None for a paragraph that runs with the text."""
    frame = properties.find(f"{W}framePr") if properties is not None else None
    if frame is None or frame.get(f"{W}dropCap", "none") != "none":
        return None
    width = twips(frame.get(f"{W}w")) * MM_PER_TWIP or room.width / 2
    at = twips(frame.get(f"{W}x")) * MM_PER_TWIP
    at -= room.margin if frame.get(f"{W}hAnchor", "page") == "page" and at else 0
    return Box(_aligned(frame.get(f"{W}xAlign"), width, room, at), width)


def placed(shape: Element, room: Room) -> Box:
    """Where a drawing stands: how far from the margin it begins, or as it is aligned between the margins."""
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
    """Where a shape of older programs stands, from its CSS-like style."""
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
    """A length of VML in mm: with its unit, else in pixels of which 96 make an inch."""
    told = re.sub(r"^\.", "0.", (text or "").strip())
    unit = told[-2:].isalpha() and not told.endswith("px")
    return (twips(told) if unit else twips(told.removesuffix("px")) * 15) * MM_PER_TWIP


def emu(element: Element | None, name: str) -> float:
    """A length of DrawingML (EMU) in mm."""
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

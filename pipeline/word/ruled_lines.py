"""Turns a rendered part's drawn lines into lines of the right length: as long as the decree asks for the text above each.

A template's line says in its alternative text how long it is: «dài 42 % dòng chữ trên (cỡ 12, rộng tối đa 71 mm)». The text
above it is known only when the document is made (a unit's name, the quarter), so its length is set then.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape

from pipeline.word.font_widths import text_width_mm

EMU_PER_MM = 36_000
PARAGRAPH_START, PARAGRAPH_END = "<w:p", "</w:p>"
MARK = 'descr="dài '
RULED = re.compile(r'descr="dài (\d+) % dòng chữ trên \(cỡ (\d+), rộng tối đa (\d+) mm\)"')
TEXT = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")
LENGTH = re.compile(r'(<(?:wp:extent|a:ext) cx=")\d+')


def ruled(share: float, size: float, room: int) -> str:
    """The alternative text of a line: its share of a bold text of that size in points, in a column ``room`` mm wide."""
    return f"dài {share * 100:.0f} % dòng chữ trên (cỡ {size:g}, rộng tối đa {room} mm)"


def line_length(text: str, share: float, size: float, room: int) -> int:
    """The length in EMU of the line under a bold text, which may fill its column but not pass it."""
    return round(min(text_width_mm(text, size, bold=True), room) * share * EMU_PER_MM)


def fit_lines(xml: str) -> str:
    """A part's XML with each described line as long as it says, measured on the paragraph right above it.

    From the last to the first: Python looks several times as fast from the end, and the lines stand near the beginning.
    What has no paragraph of its own, or one round a text box whose line is fitted already, stays as it is drawn.
    """
    before = fitted = len(xml)  # where the next mark must stand, and what is done begins
    pieces: list[str] = []
    while (at := xml.rfind(MARK, 0, before)) >= 0:
        before = at
        begin, end = _paragraph_before(xml, at), xml.find(PARAGRAPH_END, at)
        if 0 <= begin < end <= fitted:
            above = _paragraph_before(xml, xml.rfind(PARAGRAPH_END, 0, begin))
            pieces += (xml[end:fitted], _fitted(xml[above:begin] if above >= 0 else "", xml[begin:end]))
            before = fitted = begin
    return "".join((xml[:fitted], *reversed(pieces))) if pieces else xml


@lru_cache(maxsize=64)
def _fitted(above: str, line: str) -> str:
    """A line's paragraph, the line as long as it says of the text of the paragraph above."""
    told = RULED.search(line)
    if not told or not above:
        return line
    text = unescape("".join(TEXT.findall(above))).strip()
    length = line_length(text, int(told[1]) / 100, int(told[2]), int(told[3]))
    return LENGTH.sub(lambda found: f"{found[1]}{length}", line)


def _paragraph_before(xml: str, at: int) -> int:
    """Where the last paragraph begins before a place; -1 if none does."""
    while at > 0 and (at := xml.rfind(PARAGRAPH_START, 0, at)) >= 0:
        if xml[at + len(PARAGRAPH_START)] in "> ":  # and not the start of its properties
            return at
    return -1

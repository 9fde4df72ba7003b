"""Turns a rendered part's drawn lines into lines of the right length: as long as the decree asks for the text above each.

A template's line says in its alternative text how long it is: «dài 42 % dòng chữ trên (cỡ 12, rộng tối đa 71 mm)». The text
above it is known only when the document is made (a unit's name, the quarter), so its length is set then.
"""

from __future__ import annotations

import re
from html import unescape

from pipeline.times_new_roman import text_width_mm

EMU_PER_MM = 36_000
PARAGRAPH = r"<w:p[ >](?:(?!</w:p>).)*</w:p>"
RULED = re.compile(
    rf"({PARAGRAPH})((?:<w:p[ >])(?:(?!</w:p>).)*?descr=\"dài (\d+) % dòng chữ trên \(cỡ (\d+), rộng tối đa (\d+) mm\)\".*?</w:p>)",
    re.DOTALL,
)
TEXT = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")
LENGTH = re.compile(r'(<(?:wp:extent|a:ext) cx=")\d+')


def ruled(share: float, size: float, room: int) -> str:
    """The alternative text of a line: its share of a bold text of that size in points, in a column ``room`` mm wide."""
    return f"dài {share * 100:.0f} % dòng chữ trên (cỡ {size:g}, rộng tối đa {room} mm)"


def line_length(text: str, share: float, size: float, room: int) -> int:
    """The length in EMU of the line under a bold text, which may fill its column but not pass it."""
    return round(min(text_width_mm(text, size, bold=True), room) * share * EMU_PER_MM)


def fit_lines(xml: str) -> str:
    """A part's XML with each described line as long as it says, measured on the paragraph right above it."""
    return RULED.sub(_fitted, xml)


def _fitted(found: re.Match[str]) -> str:
    above, line = found[1], found[2]
    text = unescape("".join(TEXT.findall(above))).strip()
    length = line_length(text, int(found[3]) / 100, int(found[4]), int(found[5]))
    return above + LENGTH.sub(rf"\g<1>{length}", line)

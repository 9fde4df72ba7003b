"""Sets the length of the drawn lines under headings, which Nghị định 30/2020/NĐ-CP prescribes as a share of the text above.

A template gives the share in the line's name, which Word shows in its selection pane: «Đường kẻ 1, dài 42 % dòng chữ trên
(cỡ 12, rộng tối đa 71 mm)»; templates drawn earlier give it in the alternative text. The text above it is known only when a
paper is rendered (a unit's name, the quarter), so its length is set then, and nothing of this is left in the paper.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape

from pipeline.word.font_widths import text_width_mm

EMU_PER_MM = 36_000
PARAGRAPH_START, PARAGRAPH_END = "<w:p", "</w:p>"
EMU_PER_POINT = 12_700
MARK = " % dòng chữ trên (cỡ "
RULED = re.compile(r'( name="[^"]*?| descr="),? ?dài (\d+) % dòng chữ trên \(cỡ (\d+), rộng tối đa (\d+) mm\)"')
TEXT = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")
LENGTH = re.compile(r'(<(?:wp:extent|a:ext) cx=")\d+')
OLDER_LENGTH = re.compile(r'(<v:line [^<>]*\bto=")[\d.]+pt')  # of its copy for programs that draw no DrawingML shapes


def ruled(share: float, size: float, room: int) -> str:
    """The end of a line's name: its share of the bold text above, that text's size in points, the column's width ``room`` in mm."""
    return f"dài {share * 100:.0f} % dòng chữ trên (cỡ {size:g}, rộng tối đa {room} mm)"


def line_length(text: str, share: float, size: float, room: int) -> int:
    """The length in EMU of the line under a bold text: its share of the text's width, or of the column's if the text is wider."""
    return round(min(text_width_mm(text, size, bold=True), room) * share * EMU_PER_MM)


def fit_lines(xml: str) -> str:
    """A part's XML with each line at its length, measured on the paragraph right above it.

    Goes from the last line to the first: Python searches several times as fast from the end, and the lines are near the
    beginning. A line without a paragraph of its own, or round a text box whose line is fitted already, stays as drawn.
    """
    before = fitted = len(xml)  # search before the one; the text from the other on is finished
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
    """A line's paragraph with the line fitted to the text of the paragraph above."""
    described = RULED.search(line)
    if not described or not above:
        return line
    text = unescape("".join(TEXT.findall(above))).strip()
    length = line_length(text, int(described[2]) / 100, int(described[3]), int(described[4]))
    line = RULED.sub(r'\1"', line)
    line = OLDER_LENGTH.sub(lambda found: f"{found[1]}{points(length)}pt", line)
    return LENGTH.sub(lambda found: f"{found[1]}{length}", line)


def points(length: int) -> str:
    """A length in EMU → in points, as VML writes it."""
    return f"{length / EMU_PER_POINT:.2f}"


def _paragraph_before(xml: str, at: int) -> int:
    """Where the last paragraph before a position begins; -1 if there is none."""
    while at > 0 and (at := xml.rfind(PARAGRAPH_START, 0, at)) >= 0:
        if xml[at + len(PARAGRAPH_START)] in "> ":  # and not the start of its properties
            return at
    return -1

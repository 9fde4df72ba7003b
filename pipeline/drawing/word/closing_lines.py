"""Keeps the last lines of a paper on the page of its signature, so that no page holds a signature alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import ceil

from lxml import etree

from pipeline.drawing.word.ooxml import NAMESPACES
from pipeline.word.font_widths import text_width_mm

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
KEPT = 3  # lines before a signature
SIZE = 14  # of running text, points
TWIPS_PER_MM = 1440 / 25.4
UNSURE = re.compile(r"\{% (if|for) .*?\{% end\1 %\}")  # may print nothing
VALUE = re.compile(r"\{\{.*?\}\}")
SHORTEST = "một"  # that a value prints
INDENT = 12.7  # of a paragraph's first line, mm
BODY, KEPT_BODY = "ThanVanBan", "DongGanCuoi"  # the style of running text, and its twin that is kept with what follows
LAST = "DongCuoi"  # the style of the last one
SIGNED = "QuyenHan"  # the style of the line that begins a signature


def keep_closing_lines(body: str) -> str:
    """A drawn body → the same, its last paragraphs before each signature kept with it, as many as surely have three lines.

    Word keeps two lines of a divided paragraph, and the very last paragraph (style ``DongCuoi``) is not divided.
    """
    root = etree.fromstring(f"<w:body {NAMESPACES}>{body}</w:body>")
    for table in root.iterfind(f"{W}tbl"):
        if any(style.get(f"{W}val") == SIGNED for style in table.iter(f"{W}pStyle")):
            lines = 0
            for paragraph, conditional in _before(table):
                if lines >= KEPT:
                    break
                style = paragraph.find(f"{W}pPr/{W}pStyle")
                assert style is not None  # ``ooxml.paragraph`` gives each one
                if not conditional or style.get(f"{W}val") == LAST:  # one of several last ones is always there
                    lines += _fewest_lines(paragraph)
                if style.get(f"{W}val") == BODY:
                    style.set(f"{W}val", KEPT_BODY)
    drawn = etree.tostring(root, encoding="unicode")
    return drawn[drawn.index(">") + 1 : drawn.rindex("<")]


def _fewest_lines(paragraph: etree._Element) -> int:
    """How many lines a paragraph has at least, by the words that it prints whatever its tags say."""
    words = VALUE.sub(SHORTEST, UNSURE.sub("", "".join(str(t.text or "") for t in paragraph.iter(f"{W}t"))))
    sections = (each for below in paragraph.itersiblings() for each in below.iter(f"{W}sectPr"))
    given = {
        key: int(n)
        for each in next(sections, ())
        for key, n in each.items()
        if each.tag in (f"{W}pgSz", f"{W}pgMar") and str(n).isdecimal()
    }
    if not given:
        return 1
    room = (given[f"{W}w"] - given[f"{W}left"] - given[f"{W}right"]) / TWIPS_PER_MM
    return max(1, ceil((INDENT + text_width_mm(words, SIZE)) / room))


def _before(table: etree._Element) -> Iterator[tuple[etree._Element, bool]]:
    """The paragraphs of text before a table, the last first, up to another table, a page's end or a list of any length.

    With each, whether a condition decides if it is printed.
    """
    depth = 0
    for element in table.itersiblings(preceding=True):
        words = "".join(str(t.text or "") for t in element.iter(f"{W}t"))
        if element.tag != f"{W}p" or words.startswith("{%p endfor") or element.find(f"{W}pPr/{W}sectPr") is not None:
            return
        depth += words.startswith("{%p endif") - words.startswith("{%p if")
        if words and not words.startswith("{%p"):
            yield element, depth > 0

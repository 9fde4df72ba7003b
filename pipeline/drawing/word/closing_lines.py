"""Keeps the last lines of a paper on the page of its signature, so that no page holds a signature alone."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from pipeline.drawing.word.ooxml import NAMESPACES

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
KEPT = 3  # paragraphs before a signature
BODY, KEPT_BODY = "ThanVanBan", "DongGanCuoi"  # the style of running text, and its twin that is kept with what follows
SIGNED = "QuyenHan"  # the style of the line that begins a signature


def keep_closing_lines(body: str) -> str:
    """A drawn body → the same, its last paragraphs before each signature kept with it.

    At least three lines stand with a signature on a page: Word keeps two lines of a divided paragraph, and the very last
    paragraph (style ``DongCuoi``) is not divided.
    """
    root = etree.fromstring(f"<w:body {NAMESPACES}>{body}</w:body>")
    for table in root.iterfind(f"{W}tbl"):
        if any(style.get(f"{W}val") == SIGNED for style in table.iter(f"{W}pStyle")):
            for paragraph in list(_before(table))[:KEPT]:
                style = paragraph.find(f"{W}pPr/{W}pStyle")
                assert style is not None  # ``ooxml.paragraph`` gives each one
                if style.get(f"{W}val") == BODY:
                    style.set(f"{W}val", KEPT_BODY)
    drawn = etree.tostring(root, encoding="unicode")
    return drawn[drawn.index(">") + 1 : drawn.rindex("<")]


def _before(table: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs of text before a table, the last first, up to another table, a page's end or a list of any length."""
    for element in table.itersiblings(preceding=True):
        words = "".join(str(t.text or "") for t in element.iter(f"{W}t"))
        if element.tag != f"{W}p" or words.startswith("{%p endfor") or element.find(f"{W}pPr/{W}sectPr") is not None:
            return
        if words and not words.startswith("{%p"):
            yield element

"""Draws a paper of another office with python-docx: theme fonts in its template, formatting on every run."""

from __future__ import annotations

import re
from io import BytesIO

from docx import Document
from docx.document import Document as Paper
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph
from lxml import etree

from tests.fonts import drawn_width
from tests.foreign import LEFT, LOOKS, MOTTO, NATION, RIGHT, SPACES, TEXT, TIMES, DrawingOptions, Line, Pen, notation

ALIGNED = {
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "both": WD_ALIGN_PARAGRAPH.JUSTIFY,
    "left": WD_ALIGN_PARAGRAPH.LEFT,
}
PEN = Pen(DrawingOptions())


def drawn_by_a_library(text: str) -> bytes:
    """A paper in the notation of ``tests.foreign`` as a Word file, with letterhead and signature in tables."""
    paper = Document()
    section = paper.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.different_first_page_header_footer = True
    paper.styles["Normal"].font.name = TIMES
    for language in paper.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "vi-VN")
    lines = notation(text)
    _head(paper, lines)
    body = [line for line in lines if line[0] not in ("<", "<<", "#", "@", "V", "n", "-", "[", "]")]
    for mark, content in body:
        last = _written(paper, mark, content)
        if mark == "~":
            _ruled(last, content, mark, 0.4, TEXT)
    last.paragraph_format.keep_with_next = True
    _columns(
        paper,
        [[line for line in lines if line[0] in ("n", "-")], [line for line in lines if line[0] in ("[", "]")]],
        (TEXT / 2, TEXT / 2),
    )
    number = section.header.paragraphs[0]
    number.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for inside in ("begin", " PAGE ", "separate", "2", "end"):
        run = number.add_run("2" if inside == "2" else None)
        run.font.size = Pt(13)
        if inside == " PAGE ":
            run._r.append(_xml(f"<w:instrText>{inside}</w:instrText>"))
        elif inside != "2":
            run._r.append(_xml(f'<w:fldChar w:fldCharType="{inside}"/>'))
    stream = BytesIO()
    paper.save(stream)
    return stream.getvalue()


def _xml(inside: str) -> etree._Element:
    """One element of WordprocessingML."""
    return etree.fromstring(f"<w:p {SPACES}>{inside}</w:p>")[0]


def _head(paper: Paper, lines: list[Line]) -> None:
    names = [line for line in lines if line[0] in ("<", "<<")]
    below = [line for line in lines if line[0] in ("#", "V")]
    _columns(paper, [names, [("N", NATION), ("M", MOTTO)]], (LEFT, RIGHT))
    _columns(paper, [below, [line for line in lines if line[0] == "@"]], (LEFT, RIGHT))


def _columns(paper: Paper, columns: list[list[Line]], widths: tuple[float, float]) -> None:
    table = paper.add_table(rows=1, cols=2)
    table.autofit = False
    for cell, lines, width in zip(table.rows[0].cells, columns, widths, strict=True):
        cell.width = Mm(width)
        for mark, text in lines:
            last = _written(cell, mark, f"- {text}" if mark == "-" else text)
            share = {"<<": 0.42, "M": 1}.get(mark)
            if share:
                _ruled(last, text, mark, share, width - 4)
        cell._tc.remove(cell.paragraphs[0]._p)


def _written(where: Paper | _Cell, mark: str, text: str) -> Paragraph:
    look, paragraph = LOOKS[mark], where.add_paragraph()
    article = re.match("Điều\u00a0\\d+\\.", text) if mark == "." else None
    pieces = [(text, look.bold)] if article is None else [(article[0], True), (text[article.end() :], False)]
    for piece, bold in pieces:
        run = paragraph.add_run(piece)
        run.font.size, run.bold, run.italic = Pt(look.size), bold or None, look.italic or None
    form = paragraph.paragraph_format
    form.alignment, form.first_line_indent = ALIGNED[look.align], Mm(look.first)
    form.space_before, form.space_after, form.line_spacing = Pt(0), Pt(look.after), 1
    return paragraph


def _ruled(paragraph: Paragraph, text: str, mark: str, share: float, width: float) -> None:
    length = min(drawn_width(text, LOOKS[mark].size, True), width) * share
    paragraph._p.append(_xml(PEN.ruled((width - length) / 2, length)))

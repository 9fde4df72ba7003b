"""Turns the XML of a Word file into paragraphs and rows in one pass, forgetting what it has read of a long list.

A text box is a paragraph of its own, the copy of a drawing for older programs is passed over, the page number is no word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from lxml import etree

from pipeline.opc.kinds import WORD, Unreadable
from pipeline.opc.unpack import SAFELY, Element, W, refuse_document_type
from pipeline.word.signs import (
    DRAWN,
    INSTRUCTION,
    OLDER,
    PICTURES,
    SECTION,
    SIMPLE,
    Signs,
    is_page_number,
    shown_edges,
    signs_of,
)

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
NUMERAL = re.compile(r"\d*|[IVXLC]+|[ivxlc]+")
PARAGRAPH, ROW, CELL, TABLE, TEXT = f"{W}p", f"{W}tr", f"{W}tc", f"{W}tbl", f"{W}t"
FIELD, TAB_STOPS, BREAK, SYMBOL = f"{W}fldChar", f"{W}tabs", f"{W}br", f"{W}sym"
SIGNS = {f"{W}ptab": "\t", f"{W}tab": "\t", f"{W}cr": "\n", f"{W}noBreakHyphen": "\u2011", f"{W}softHyphen": "\u00ad"}
BREAKS = {"page": "\f", "column": "\v"}
MET = (PARAGRAPH, ROW, CELL, TEXT, f"{M}t", BREAK, SYMBOL, *SIGNS, FIELD, INSTRUCTION)
HOLDERS, FIELD_SIGNS = frozenset((PARAGRAPH, ROW, CELL)), frozenset((FIELD, INSTRUCTION))


class BodyReader:
    """Reads a body while its bytes pass by, and forgets each row and paragraph that it has read: a long list adds no tree.

    Raises :class:`Unreadable` for what is not well-formed. ``edges`` lead to the headers and footers that are shown.
    """

    def __init__(self, name: str, hiding: Mapping[str, str]) -> None:
        self._name, self._hiding = name, hiding
        self._parser = etree.XMLPullParser(events=("start",), tag=f"{W}body", **SAFELY)
        self._body: Element | None = None
        self._walk, self._found = Walk(), Counter[str]()
        self._begins_blank: bool | None = None
        self.edges: set[str] = set()

    def feed(self, piece: bytes) -> None:
        """Take in the next bytes; what stands whole before them is read."""
        if self._body is not None:
            self._take_all_but_the_last(self._body)
        try:
            self._parser.feed(piece)
        except etree.XMLSyntaxError as error:
            raise Unreadable("damaged", f"phần {self._name} bị hỏng", WORD) from error
        if self._body is None:
            self._body = next((each for _, each in self._parser.read_events() if isinstance(each, Element)), None)

    def close(self) -> None:
        """Read what is left."""
        try:
            root = self._parser.close()
        except etree.XMLSyntaxError as error:
            raise Unreadable("damaged", f"phần {self._name} bị hỏng", WORD) from error
        refuse_document_type(self._name, root)
        self._look_at_the_beginning()
        self._take(root)

    @property
    def texts(self) -> list[str]:
        """What each paragraph says."""
        return self._walk.texts

    @property
    def rows(self) -> list[tuple[int, ...]]:
        """The first paragraph of each cell of a row, then the first behind the row."""
        return self._walk.rows

    @property
    def signs(self) -> Signs:
        """The signs that are no words."""
        unusual = sorted(sign for sign in self._found.elements() if sign not in (DRAWN, SECTION))
        paragraphs = len(self.texts) - bool(self._begins_blank)
        return Signs(paragraphs, self._found[DRAWN], self._found[SECTION], tuple(unusual))

    def _take_all_but_the_last(self, body: Element) -> None:
        """Read what stands whole, and forget it: the last thing in a body, the last row of a table may still go on."""
        if len(body) > 1:
            self._look_at_the_beginning()
        for block in [*body][:-1]:
            self._take(block)
            body.remove(block)
        if len(body) and body[0].tag == TABLE:
            for row in [*body[0]][:-1]:
                self._take(row)
                body[0].remove(row)

    def _take(self, element: Element) -> None:
        self._walk.take(element)
        found = signs_of(element, self._hiding)
        if SECTION in found:
            self.edges |= shown_edges(element)
        self._found.update(found)

    def _look_at_the_beginning(self) -> None:
        if self._begins_blank is None:
            self._begins_blank = self._body is not None and begins_blank(self._body)


def begins_blank(body: Element) -> bool:
    """Whether a body begins with an empty paragraph before a table: LibreOffice adds one where there are comments."""
    if len(body) < 2 or body[0].tag != PARAGRAPH or body[1].tag != TABLE:
        return False
    return not any(True for _ in body[0].iter(TEXT, BREAK, SECTION, *PICTURES))


class Walk:
    """One pass over XML in the order in which it is written: what each paragraph says, and which belong to a row's cells."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.rows: list[tuple[int, ...]] = []
        self._open: list[
            Element
        ] = []  # the paragraphs, cells and rows that the last one met stands in, itself the last
        self._depth: dict[Element, int] = {}  # of each of them
        self._number: dict[Element, int] = {}  # of each open paragraph
        self._cells: list[list[int]] = []  # of each open row, the first paragraph of each cell
        self._fields = _Fields()

    def take(self, element: Element) -> None:
        """Take in an element with all in it."""
        for each in element.iter(*MET):
            tag = each.tag
            if tag in HOLDERS:
                self._enter(each)
            elif tag in FIELD_SIGNS:
                self._fields.meet(each)
            else:
                number = self._paragraph_of(each)
                if number is not None:
                    text = _sign(each)
                    if not (self._fields.number and NUMERAL.fullmatch(text)):
                        self.texts[number] += text
        self._leave(0)

    def _enter(self, element: Element) -> None:
        """Begin a paragraph, cell or row; what it does not stand in has ended."""
        holder = element.getparent()
        while holder is not None and holder not in self._depth:
            if holder.tag == OLDER:
                return
            holder = holder.getparent()
        self._leave(0 if holder is None else self._depth[holder])
        if element.tag == PARAGRAPH:
            self._number[element] = len(self.texts)
            self.texts.append("")
        elif element.tag == ROW:
            self._cells.append([])
        elif self._cells:
            self._cells[-1].append(len(self.texts))
        self._open.append(element)
        self._depth[element] = len(self._open)

    def _leave(self, depth: int) -> None:
        while len(self._open) > depth:
            element = self._open.pop()
            del self._depth[element]
            self._number.pop(element, None)
            if element.tag == ROW:
                self.rows.append((*self._cells.pop(), len(self.texts)))

    def _paragraph_of(self, element: Element) -> int | None:
        """The paragraph that a piece of text belongs to; None for one in a copy, in tab stops, or for the number of a page."""
        run = element.getparent()
        holder = run.getparent() if run is not None else None
        if holder in self._number and run not in self._number:  # nearly always
            return self._number[holder]
        for above in element.iterancestors():
            if above.tag == PARAGRAPH:
                return self._number.get(above)
            if above.tag in (OLDER, TAB_STOPS):
                return None
            of_page = above.tag == SIMPLE and is_page_number(str(above.get(f"{W}instr")))
            if of_page and NUMERAL.fullmatch(str(element.text or "")):
                return None
        return None


class _Fields:
    """Where in a field's code or result the reader is: the result of a page number is passed over."""

    def __init__(self) -> None:
        self._open: list[str] = []

    def meet(self, element: Element) -> None:
        """Take in the sign that begins, divides or ends a field, or a piece of its code."""
        kind = element.get(f"{W}fldCharType")
        if element.tag == INSTRUCTION:
            if self._open:
                self._open[-1] += str(element.text or "")
        elif kind == "begin":
            self._open.append("")
        elif kind == "end" and self._open:
            self._open.pop()

    @property
    def number(self) -> bool:
        """Whether what follows is the number of a page."""
        return any(is_page_number(code) for code in self._open)


def _sign(element: Element) -> str:
    tag = element.tag
    if tag == TEXT:
        return str(element.text or "")
    if tag == BREAK:
        return BREAKS.get(str(element.get(f"{W}type")), "\n")
    if tag == SYMBOL:
        return f"[{element.get(f'{W}font')} {element.get(f'{W}char')}]"
    return SIGNS.get(str(tag)) or str(element.text or "")

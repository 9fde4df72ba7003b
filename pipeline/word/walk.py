"""Turns the XML of a Word file into the text of its paragraphs and table rows, in one pass.

A text box is a paragraph of its own, the copy of a drawing for older programs is skipped, the page number is not text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping

from lxml import etree

from pipeline.opc.kinds import WORD
from pipeline.opc.unpack import SAFELY, Element, W, damaged, refuse_document_type, tree_of
from pipeline.word.signs import (
    DRAWN,
    INSTRUCTION,
    OLDER,
    PICTURES,
    SECTION,
    SIMPLE,
    Signs,
    is_page_number,
    signs_of,
)

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
NUMERAL = re.compile(r"\d*|[IVXLC]+|[ivxlc]+")
PARAGRAPH, ROW, CELL, TABLE, TEXT = f"{W}p", f"{W}tr", f"{W}tc", f"{W}tbl", f"{W}t"
BODY = f"{W}body"
MARK = b"<!---->"  # a comment put before the root, by which the tree is reached while it grows: events of its own elements would be slow
FIELD, TAB_STOPS, BREAK, SYMBOL = f"{W}fldChar", f"{W}tabs", f"{W}br", f"{W}sym"
SIGNS = {f"{W}ptab": "\t", f"{W}tab": "\t", f"{W}cr": "\n", f"{W}noBreakHyphen": "\u2011", f"{W}softHyphen": "\u00ad"}
BREAKS = {"page": "\f", "column": "\v"}
CODE = 80  # characters of a field's code that are kept; its first word says what it is
TYPED = frozenset((f"{M}t", BREAK, SYMBOL, *SIGNS))  # elements that stand for characters
VISITED = (PARAGRAPH, ROW, CELL, TEXT, FIELD, INSTRUCTION, *sorted(TYPED))
FIELD_SIGNS = frozenset((FIELD, INSTRUCTION))
OF_TABLE = (f"{W}tblPr", f"{W}tblGrid")  # stay with the last row of a table that is read row by row
Prove = Callable[[str, Element], None]  # takes a part's name, and its root or that of a complete piece


def nothing_to_prove(name: str, root: Element) -> None:
    """Of a file that is only read."""


class BodyReader:
    """Reads a body block by block and drops what it has read, so that a long list never needs a whole tree in memory.

    Raises :class:`Unreadable` if it is not well-formed XML. ``edges`` are the relationship ids of headers and footers that are shown.
    ``prove`` is shown each piece that is complete, with the part's name.
    """

    def __init__(self, name: str, hiding: Mapping[str, str], prove: Prove = nothing_to_prove) -> None:
        self._name, self._hiding, self._prove = name, hiding, prove
        self._first: bytes | None = None
        self._parser: etree.XMLPullParser | None = None  # of a body that comes in more than one block
        self._mark: Element | None = None
        self._walk, self._found = Walk(), Counter[str]()
        self._begins_blank: bool | None = None
        self.edges: set[str] = set()

    def feed(self, piece: bytes) -> None:
        """Parse the next bytes; the elements that were complete before them are read."""
        if self._first is None:
            self._first = piece
            return
        if self._parser is None:
            self._parser = etree.XMLPullParser(events=("comment",), **{**SAFELY, "remove_comments": False})
            self._parse(self._parser, MARK)
            self._mark = next(each for _, each in self._parser.read_events() if isinstance(each, Element))
            self._parse(self._parser, self._first)
        if (body := self._growing_body()) is not None:
            self._take_all_but_the_last(body)
        self._parse(self._parser, piece)

    def _growing_body(self) -> Element | None:
        """The body while it is parsed, reached from the comment before the root; None until it has begun."""
        root = self._mark.getnext() if self._mark is not None else None
        return root.find(BODY) if root is not None else None

    def _parse(self, parser: etree.XMLPullParser, piece: bytes) -> None:
        try:
            parser.feed(piece)
        except etree.XMLSyntaxError as error:
            raise damaged(self._name, WORD) from error

    def close(self) -> None:
        """Read the rest; to be called once, after the last block."""
        root = tree_of(self._name, self._first or b"") if self._parser is None else self._end(self._parser)
        self._look_at_the_beginning(root.find(BODY))
        self._take(root)

    def _end(self, parser: etree.XMLPullParser) -> Element:
        try:
            root = parser.close()
        except etree.XMLSyntaxError as error:
            raise damaged(self._name, WORD) from error
        refuse_document_type(self._name, root)
        return root

    @property
    def texts(self) -> list[str]:
        """The text of each paragraph."""
        return self._walk.texts

    @property
    def rows(self) -> list[tuple[int, ...]]:
        """For each table row: the number of the first paragraph of each cell, then of the first paragraph after the row."""
        return self._walk.rows

    @property
    def signs(self) -> Signs:
        """What is seen besides text; the empty paragraph that LibreOffice may add at the beginning does not count."""
        unusual = sorted(sign for sign in self._found.elements() if sign not in (DRAWN, SECTION))
        paragraphs = len(self.texts) - bool(self._begins_blank)
        return Signs(paragraphs, self._found[DRAWN], self._found[SECTION], tuple(unusual))

    def _take_all_but_the_last(self, body: Element) -> None:
        """Read and drop what is complete: all but the last element of the body, or the last row of its last table."""
        if len(body) > 1:
            self._look_at_the_beginning(body)
        for holder in (body, body[-1]) if len(body) and body[-1].tag == TABLE else (body,):
            if complete := [each for each in list(holder)[:-1] if each.tag not in OF_TABLE]:
                piece = holder.makeelement(holder.tag)
                piece.extend(complete)  # which takes them out of the holder
                self._take(piece)

    def _take(self, element: Element) -> None:
        self._prove(self._name, element)
        self._walk.take(element)
        counts, edges = signs_of(element, self._hiding)
        self.edges |= edges
        self._found.update(counts)

    def _look_at_the_beginning(self, body: Element | None) -> None:
        if self._begins_blank is None:
            self._begins_blank = body is not None and begins_blank(body)


def begins_blank(body: Element) -> bool:
    """Whether a body begins with an empty paragraph before a table: LibreOffice adds one if there are comments."""
    if len(body) < 2 or body[0].tag != PARAGRAPH or body[1].tag != TABLE:
        return False
    return not any(True for _ in body[0].iter(TEXT, BREAK, SECTION, *PICTURES))


class Walk:
    """Collects the text of paragraphs, and which paragraphs each row's cells hold, in one pass in document order."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.rows: list[tuple[int, ...]] = []
        self._numbers: dict[Element | None, int] = {}  # of each paragraph: its index in ``texts``
        self._holder: Element | None = None  # the parent of the last paragraph
        self._open: list[Element] = []  # the rows around the current position
        self._cells: list[list[int]] = []  # of each open row: the first paragraph of each cell
        self._fields = _Fields()

    def take(self, element: Element) -> None:
        """Read an element and all in it."""
        for each in element.iter(*VISITED):
            tag = each.tag
            if tag == TEXT:
                self._say(each, each.text or "")
            elif tag == PARAGRAPH:
                self._begin_paragraph(each)
            elif tag == CELL:
                self._begin_cell(each)
            elif tag == ROW:
                self._begin_row(each)
            elif tag in FIELD_SIGNS:
                self._fields.meet(each)
            elif tag in TYPED:
                self._say(each, _sign(each))
        self._end_rows(0)
        self._numbers.clear()
        self._holder = None

    def _begin_row(self, element: Element) -> None:
        if self._goes_to(element.getparent()):
            if not self._open and next(element.iterancestors(PARAGRAPH), None) is None:
                self._numbers.clear()  # no earlier paragraph can continue here
            self._open.append(element)
            self._cells.append([])

    def _begin_paragraph(self, element: Element) -> None:
        holder = element.getparent()
        if (holder is self._holder and holder is not None) or self._goes_to(holder):
            self._numbers[element] = len(self.texts)
            self.texts.append("")

    def _begin_cell(self, element: Element) -> None:
        row = element.getparent()
        if ((self._open and row is self._open[-1]) or self._goes_to(row)) and self._cells:
            self._cells[-1].append(len(self.texts))
            self._holder = element

    def _goes_to(self, holder: Element | None) -> bool:
        """Move to another parent element and end the rows that do not contain it; False inside a copy for older programs."""
        above = holder
        while above is not None and above not in self._open:
            if above.tag == OLDER:
                return False
            above = above.getparent()
        self._end_rows(0 if above is None else self._open.index(above) + 1)
        self._holder = holder
        return True

    def _end_rows(self, depth: int) -> None:
        while len(self._open) > depth:
            self._open.pop()
            self.rows.append((*self._cells.pop(), len(self.texts)))

    def _say(self, element: Element, text: str) -> None:
        """Add text to its paragraph, unless it has none, is a page number, or is in a field's code, where nobody sees it."""
        if self._fields.codes:
            return
        run = element.getparent()
        number = None if run is None or run in self._numbers else self._numbers.get(run.getparent())
        if number is None:  # it is not directly in a run of a paragraph
            number = self._paragraph_above(element)
        if number is not None and not (self._fields.numbers and NUMERAL.fullmatch(text)):
            self.texts[number] += text

    def _paragraph_above(self, element: Element) -> int | None:
        """The index of the paragraph that a text belongs to; None in a copy for older programs, in tab stops, or for a page number."""
        for above in element.iterancestors():
            if above.tag == PARAGRAPH:
                return self._numbers.get(above)
            if above.tag in (OLDER, TAB_STOPS):
                return None
            of_page = above.tag == SIMPLE and is_page_number(str(above.get(f"{W}instr")))
            if of_page and NUMERAL.fullmatch(str(element.text or "")):
                return None
        return None


class _Fields:
    """Follows the fields that are open at the current position, so that page numbers and the codes of fields can be skipped.

    ``numbers`` counts those that print a page number, ``codes`` those whose result has not begun: their code is not shown.
    """

    def __init__(self) -> None:
        self._open: list[tuple[str, bool]] = []  # of each: the beginning of its code, whether its result has begun
        self.numbers = self.codes = 0

    def meet(self, element: Element) -> None:
        """Read an element that begins, divides or ends a field, or holds a part of its code."""
        kind = element.get(f"{W}fldCharType")
        if element.tag == INSTRUCTION:
            if self._open:
                code, shows = self._pop()
                self._push((code + str(element.text or ""))[:CODE], shows)
        elif kind == "begin":
            self._push("", False)
        elif kind == "separate" and self._open:
            self._push(self._pop()[0], True)
        elif kind == "end" and self._open:
            self._pop()

    def _push(self, code: str, shows: bool) -> None:
        self._open.append((code, shows))
        self.numbers += is_page_number(code)
        self.codes += not shows

    def _pop(self) -> tuple[str, bool]:
        code, shows = self._open.pop()
        self.numbers -= is_page_number(code)
        self.codes -= not shows
        return code, shows


def _sign(element: Element) -> str:
    tag = element.tag
    if tag == BREAK:
        return BREAKS.get(str(element.get(f"{W}type")), "\n")
    if tag == SYMBOL:
        return f"[{element.get(f'{W}font')} {element.get(f'{W}char')}]"
    return SIGNS.get(str(tag)) or str(element.text or "")

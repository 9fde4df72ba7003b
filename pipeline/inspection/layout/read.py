"""Turns the bytes of any Word file into paragraphs, tables and sections, with the formatting that really applies.

Formatting is resolved as Word does (``formats``), automatic numbers and bullets are read as if typed (``numbering``),
and drawings are read as lines and boxes (``drawn_lines``, ``borders``, ``boxes``). Lengths in mm, sizes in points.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from lxml import etree

from pipeline.inspection.layout.borders import border_lines, cell_text, cell_width, is_bordered
from pipeline.inspection.layout.boxes import Box, Room, box_of, frame_of, into_boxes
from pipeline.inspection.layout.drawn_lines import drawn_lines
from pipeline.inspection.layout.formats import OF_ROW, Formats, resolved_format
from pipeline.inspection.layout.numbering import Label, Numbering
from pipeline.inspection.layout.properties import children, on
from pipeline.inspection.layout.sections import read_sections
from pipeline.inspection.layout.tables import marks_first_row, table_names
from pipeline.inspection.layout.text import is_shown, own_content, paragraph_of
from pipeline.inspection.layout.values import (
    Docx,
    Paragraph,
    ResolvedFormat,
    Row,
    Run,
    Table,
    TablePosition,
)
from pipeline.opc.kinds import Unreadable
from pipeline.opc.unpack import Element, Parts, W, open_parts

EDGE_WORDS = {"header": "Đầu trang", "footer": "Chân trang"}
PAGE_WORDS = {"default": "", "first": " thứ nhất", "even": " chẵn"}
LINE_OF_TEXT = 6  # mm: a box that begins at most so far below its anchor is read before the anchor's text
PUSHING = ("wrapTopAndBottom", "wrapSquare", "wrapTight", "wrapThrough")


def read_docx(content: bytes) -> Docx:
    """The content of a Word file from its bytes. Raises :class:`Unreadable`."""
    return _Reader(open_parts(content)).read()


class _Reader:
    """Reads one file; holds what is known of it so far."""

    def __init__(self, package: Parts) -> None:
        self.package = package
        self.document = package.root(package.main)
        self.formats = Formats(package)
        self.numbering = Numbering(package)
        body = self.document.find(f"{W}body")
        if self.document.tag != f"{W}document" or body is None:
            raise Unreadable("damaged", "không có phần nội dung", package.kind)
        self.body = body
        self.tables = [t for t in body.iter(f"{W}tbl") if is_shown(t)]
        self.cells, self.styles_of_tables = self._cells()
        self.with_first_row = {table for table in self.tables if marks_first_row(table)}
        self.border_lines = border_lines(self.tables, self.formats)
        self.shown = [p for p in body.iter(f"{W}p") if is_shown(p)]
        self.numbers = {p: n for n, p in enumerate(self.shown)}
        self.read_tables = tuple(self.table(element) for element in self.tables)
        self.table_names = tuple(table_names(self.read_tables))
        self.resolved_formats: dict[tuple[bytes, str, Element | None], ResolvedFormat] = {}
        self.boxes: dict[int, Box] = {}
        self.holders: dict[int, int] = {}
        self.box_contents: list[Element] = []
        self.firsts = [0]  # the first paragraph of each section
        self.free = 0  # paragraphs with text, in no table and no box, so far

    def read(self) -> Docx:
        """The content of the file."""
        section, of_section = 0, []
        for n, element in enumerate(self.shown):
            of_section.append(section)
            if element.find(f"{W}pPr/{W}sectPr") is not None:
                section += 1
                self.firsts.append(min(n + 1, len(self.shown) - 1))
        sections = read_sections(self.package, self.document, self.firsts, self.edge_paragraphs, self.edge_run)
        rooms = [Room(s.left, s.width - s.left - s.right, s.top) for s in sections]
        paragraphs = [
            self.body_paragraph(element, n, of_section[n], rooms[of_section[n]]) for n, element in enumerate(self.shown)
        ]
        seen = into_boxes(paragraphs, self.holders, self.boxes)
        ordered = sorted(seen, key=self.reading_order)
        return Docx(
            tuple(p if p.number == n else replace(p, number=n) for n, p in enumerate(ordered)),
            self.read_tables,
            sections,
            _main_language(ordered),
        )

    def reading_order(self, p: Paragraph) -> tuple[int, int]:
        """The sort key of a paragraph: boxes at the top of their anchor come before its text, which they push down."""
        holder = self.holders.get(p.origin)
        if holder is None or self.boxes[p.origin].top > LINE_OF_TEXT or not self.pushes_away(holder):
            return (p.origin, 1)
        return (holder, 0)

    def pushes_away(self, holder: int) -> bool:
        """Whether the boxes anchored in a paragraph push its text away, as their text wrapping says."""
        return any(child.tag.endswith(PUSHING) for child in own_content(self.shown[holder]))

    def body_paragraph(self, element: Element, n: int, section: int, room: Room) -> Paragraph:
        """A paragraph of the body, with its box and its position in words."""
        boxed = box_of(element, room)
        box = boxed[1] if boxed else frame_of(element.find(f"{W}pPr"), room)
        if boxed is not None:
            self.note_box(n, boxed[0], boxed[1])
        read = self.paragraph(element, n, section, self.table_position(element), room, self.numbering)
        where = self.where(read, boxed[0] if boxed else None)
        return replace(read, box=(box.left, box.width) if box else None, where=where)

    def note_box(self, n: int, content: Element, box: Box) -> None:
        """Record the box that a paragraph is in, and the paragraph that the box is anchored in."""
        holder = paragraph_of(content)
        self.boxes[n] = box
        if holder is not None and holder in self.numbers:
            self.holders[n] = self.numbers[holder]

    def where(self, p: Paragraph, content: Element | None) -> str:
        """A paragraph's position in words: table, row and column, text box, or its number among those with text."""
        if p.table_position is not None:
            return f"{self.table_names[p.table_position.table]}, hàng {p.table_position.row + 1}, cột {p.table_position.cell + 1}"
        if content is not None:
            if content not in self.box_contents:
                self.box_contents.append(content)
            return f"Khung chữ {self.box_contents.index(content) + 1}"
        if not p.text.strip():
            return f"Đoạn trống sau đoạn {self.free}" if self.free else "Đoạn trống đầu văn bản"
        self.free += 1
        return f"Đoạn {self.free}"

    def edge_paragraphs(self, root: Element, section: int, edge: str, pages: str) -> list[tuple[Element, Paragraph]]:
        """The paragraphs of a header or footer by element; their ``origin`` is the section's first paragraph."""
        where = f"{EDGE_WORDS[edge]}{PAGE_WORDS[pages]}" + (f" của phần {section + 1}" if section else "")
        numbering = Numbering(self.package)
        elements = [p for p in root.iter(f"{W}p") if is_shown(p)]
        first = self.firsts[min(section, len(self.firsts) - 1)]
        room = Room(0, 0)
        return [
            (p, replace(self.paragraph(p, n, section, None, room, numbering), origin=first, where=where))
            for n, p in enumerate(elements)
        ]

    def edge_run(self, run: Element) -> Run:
        """A run of a header or footer."""
        paragraph = paragraph_of(run)
        style, _ = self.formats.of_paragraph(paragraph.find(f"{W}pPr") if paragraph is not None else None, "")
        return self.formats.run(run, style)

    def paragraph(
        self,
        element: Element,
        n: int,
        section: int,
        table_position: TablePosition | None,
        room: Room,
        numbering: Numbering,
    ) -> Paragraph:
        """A paragraph, its label and its drawn lines, with the formatting that applies."""
        properties = element.find(f"{W}pPr")
        table_style = self.table_style(element)
        style, chain = self.formats.of_paragraph(properties, table_style)
        label, chain = self.numbered(chain, style, numbering)
        laid = self.resolved_format(chain, properties, table_style, label)
        runs = tuple(self.formats.run(r, style, table_style) for r in own_content(element) if r.tag == f"{W}r")
        seen_from = (
            room
            if table_position is None or not table_position.width
            else Room(room.margin, table_position.width, room.top)
        )
        return Paragraph(
            **vars(laid),
            number=n,
            runs=(*self.label_runs(label, properties, style, table_style, bool(runs)), *runs),
            section=section,
            table_position=table_position,
            lines=(*drawn_lines(element, seen_from, self.formats), *self.border_lines.get(element, ())),
            origin=n,
            label=label.text if label else "",
        )

    def resolved_format(
        self, chain: Sequence[Element | None], properties: Element | None, table_style: str, label: Label | None
    ) -> ResolvedFormat:
        """The format of a paragraph, resolved once for all that have the same properties."""
        own = b"" if properties is None else etree.tostring(properties)
        key = (own, table_style, label.level if label else None)
        if key not in self.resolved_formats:
            self.resolved_formats[key] = resolved_format(chain)
        return self.resolved_formats[key]

    def numbered(
        self, chain: list[Element | None], style: str, numbering: Numbering
    ) -> tuple[Label | None, list[Element | None]]:
        """The label of a paragraph, None outside of lists, and its properties with those of its list level added."""
        named = [n for n, p in enumerate(chain) if p is not None and p.find(f"{W}numPr/{W}numId") is not None]
        if not named:
            return None, chain
        at = numbering.level_of([p.find(f"{W}numPr") for p in chain if p is not None], style)
        if at is None:
            return None, chain
        key, level, definition = at
        beneath, above = (
            chain[: named[-1]],
            chain[named[-1] :],
        )  # the level that names the list overrides the list's indents
        chain = [*beneath, definition.find(f"{W}pPr"), *above]
        return numbering.next_label(key, level), chain

    def label_runs(
        self, label: Label | None, properties: Element | None, style: str, table_style: str, has_text: bool
    ) -> tuple[Run, ...]:
        """A label as the first run of its paragraph, with the format of the paragraph mark and of the list level."""
        if label is None or not label.text:
            return ()
        mark = properties.find(f"{W}rPr") if properties is not None else None
        of_level = [] if (own_format := label.level.find(f"{W}rPr")) is None else [own_format]
        text = label.text + (label.gap if has_text else "")
        run = self.formats.formatted(text, mark, style, table_style, *of_level)
        if label.is_symbol:  # a bullet's symbol font is no font of the text
            fonts = self.formats.formatted(text, mark, style, table_style)
            run = replace(run, font=fonts.font, fonts=fonts.fonts)
        return (run,)

    def table_style(self, element: Element) -> str:
        """The style of the table that a paragraph is in, with a suffix for its first row; empty outside of tables."""
        table = next(element.iterancestors(f"{W}tbl"), None)
        if table is None or table not in self.styles_of_tables:
            return ""
        table_position = self.table_position(element) if table in self.with_first_row else None
        style = self.styles_of_tables[table]
        return f"{style}{OF_ROW}firstRow" if table_position is not None and table_position.row == 0 else style

    def table_position(self, element: Element) -> TablePosition | None:
        """The position of a paragraph in the innermost table; None outside of tables and in a text box inside a cell."""
        for ancestor in element.iterancestors(f"{W}tc", f"{W}txbxContent"):
            return self.cells.get(ancestor)
        return None

    def _cells(self) -> tuple[dict[Element, TablePosition], dict[Element, str]]:
        """The position of every cell, and the style of every table."""
        cells, styles = {}, {}
        for t, table in enumerate(self.tables):
            style = table.find(f"{W}tblPr/{W}tblStyle")
            styles[table] = str(style.get(f"{W}val") or "") if style is not None else ""
            for r, row in enumerate(children(table, "tr")):
                for c, cell in enumerate(children(row, "tc")):
                    cells[cell] = TablePosition(t, r, c, cell_width(cell))
        return cells, styles

    def table(self, element: Element) -> Table:
        """A table's rows and borders."""
        rows = tuple(
            Row(
                on(row.find(f"{W}trPr/{W}tblHeader")),
                not on(row.find(f"{W}trPr/{W}cantSplit")),
                tuple(cell_text(cell) for cell in children(row, "tc")),
            )
            for row in children(element, "tr")
        )
        named = element.find(f"{W}tblPr/{W}tblBorders") is None and "Grid" in self.styles_of_tables[element]
        filled = any(text.strip() for row in rows for text in row.texts)  # an empty table only draws lines
        bordered = filled and (named or is_bordered(element, self.formats))
        first = next((self.numbers[p] for p in element.iter(f"{W}p") if p in self.numbers), 0)
        return Table(rows, bordered, first)


def _main_language(paragraphs: Sequence[Paragraph]) -> str:
    """The language of most letters; Word by itself marks single words with another one."""
    letters: Counter[str] = Counter()
    for p in paragraphs:
        for run in p.visible:
            letters[run.language] += len(run.text)
    return max(letters, key=lambda language: (letters[language], language)) if letters else ""

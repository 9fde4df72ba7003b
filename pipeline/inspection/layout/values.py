"""The values that a Word file is read into: runs, paragraphs, tables, sections. Lengths in mm, sizes in points."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

WHOLE, QUOTED = 9, 6  # a paragraph of at most nine words is quoted whole, of a longer one the first six
LISTED = 5  # positions that are quoted; the others are only named
NAMED = 30  # positions that are named; the others are only counted


@dataclass(frozen=True)
class Run:
    """A stretch of text with one formatting; ``size`` in points.

    ``text`` is as shown: in capitals where the formatting asks for them. ``fonts`` are the fonts of its letters, that
    of plain letters before that of accented ones; ``font`` is all of them joined with « / ». ``shade`` is the colour
    behind the letters, as Word names it; empty where there is none.
    """

    text: str
    font: str
    size: float
    bold: bool
    italic: bool
    underline: bool
    colour: str
    fonts: tuple[str, ...] = ()
    language: str = ""
    shade: str = ""


@dataclass(frozen=True)
class DrawnLine:
    """A straight line drawn under a text: ``length`` in mm, ``weight`` in points.

    ``at`` is the distance in mm of its left end from the left edge of the text, cell, table or box that it is in.
    ``top`` is its distance in mm below the top of its paragraph, or with ``of_page`` below the top margin. ``colour`` is
    ``auto`` or six hexadecimal digits.
    """

    length: float
    weight: float
    solid: bool
    at: float = 0
    colour: str = "auto"
    top: float = 0
    of_page: bool = False


@dataclass(frozen=True)
class TablePosition:
    """The table, row and cell that a paragraph is in, each counted from 0, and the cell's width in mm (0: unknown)."""

    table: int
    row: int
    cell: int
    width: float


@dataclass(frozen=True)
class TextPosition:
    """A position in a Word file: in words for a reader, and as the numbers in the file of the paragraphs meant."""

    where: str
    paragraphs: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ResolvedFormat:
    """The format that applies to a paragraph: indents in mm, spacing in points, line spacing in lines.

    ``tabs`` are the alignments of its tab stops, ``stops`` their positions in mm. ``line`` is the line spacing in lines; for
    ``line_rule`` ``exact`` and ``atLeast`` it is 1, and ``line_height`` has the points.
    """

    align: str
    first_line: float
    left: float
    right: float
    before: float
    after: float
    line: float
    line_rule: str
    line_height: float
    keep_next: bool
    tabs: tuple[str, ...]
    stops: tuple[float, ...]


@dataclass(frozen=True, kw_only=True)
class Paragraph(ResolvedFormat):
    """A paragraph with the formatting that applies to it.

    ``number`` is its number in reading order, ``origin`` that in the file, both from 0. ``lines`` are the lines drawn
    under it. ``box`` is the left edge and the width of the text box or frame that it is in, in mm. ``label`` is the number or
    bullet that Word puts before it; it is also its first run. ``where`` is its position in words: «Đoạn 3», «Bảng 1, hàng 2, cột 1».
    """

    number: int
    runs: tuple[Run, ...]
    section: int
    table_position: TablePosition | None
    lines: tuple[DrawnLine, ...]
    origin: int
    label: str
    box: tuple[float, float] | None = None
    where: str = ""

    @property
    def text(self) -> str:
        """The paragraph's text; a line break inside it is ``\\n``."""
        return "".join(run.text for run in self.runs)

    def all(self, attribute: str) -> bool:
        """Whether an attribute (``bold``, ``italic`` …) is true for all of its visible text."""
        return all(getattr(run, attribute) for run in self.visible)

    @property
    def visible(self) -> tuple[Run, ...]:
        """The runs that have more than blanks."""
        return tuple(run for run in self.runs if run.text.strip())

    @property
    def sizes(self) -> set[float]:
        """The sizes of its visible text."""
        return {run.size for run in self.visible}

    @property
    def text_position(self) -> TextPosition:
        """Its position, with its first words in quotes, so that a reader finds it on the page."""
        words = self.text.split()
        quote = " ".join(words) if len(words) <= WHOLE else " ".join(words[:QUOTED]) + "…"
        return TextPosition(f'{self.where}, "{quote}"' if words else self.where, (self.origin,))

    def split(self) -> tuple[Paragraph, ...]:
        """The paragraph split at its line breaks; the lines drawn under it go with the last part."""
        rows: list[list[Run]] = [[]]
        for run in self.runs:
            first, *others = run.text.split("\n")
            rows[-1].append(replace(run, text=first))
            rows += [[replace(run, text=text)] for text in others]
        lines = [tuple(run for run in row if run.text) for row in rows]
        last = len(lines) - 1
        return tuple(replace(self, runs=row, lines=self.lines if n == last else ()) for n, row in enumerate(lines))


@dataclass(frozen=True)
class Row:
    """A table row: whether it repeats as a heading, whether it may split over pages, and its cells' texts."""

    heading: bool
    may_split: bool
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A table: its rows, whether it has visible borders, and the number in the file of its first paragraph."""

    rows: tuple[Row, ...]
    bordered: bool
    origin: int = 0


@dataclass(frozen=True)
class PageNumber:
    """A page number in a header or footer.

    ``edge`` is ``header`` or ``footer``; ``pages`` is ``default``, ``first`` or ``even``; ``form`` is Word's word for
    the number's form (``decimal``, ``upperRoman`` …); ``run`` is the number itself, as shown; ``text_around`` the rest
    of its paragraph's text.
    """

    edge: str
    pages: str
    form: str
    run: Run
    paragraph: Paragraph
    text_around: str


@dataclass(frozen=True)
class Section:
    """A section: its page size and margins in mm, its page numbering, its headers and footers.

    ``edge_paragraphs`` and ``numbers`` are the paragraphs and page numbers of all headers and footers that it shows on any page,
    its own or inherited from the section before.
    ``hides_first`` says that the first page has its own header and footer; ``starts_at`` is the first page number, if
    set. ``first`` is the number in the file of its first paragraph, ``kind`` how it begins (``nextPage``,
    ``continuous`` …).
    """

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    hides_first: bool
    starts_at: int | None
    kind: str
    edge_paragraphs: tuple[Paragraph, ...]
    numbers: tuple[PageNumber, ...]
    first: int


@dataclass(frozen=True)
class Docx:
    """The content of a Word file; ``language`` is that of most of its letters (``vi-VN``)."""

    paragraphs: tuple[Paragraph, ...]
    tables: tuple[Table, ...]
    sections: tuple[Section, ...]
    language: str


def text_position_of(paragraphs: Sequence[Paragraph]) -> TextPosition:
    """The position of several paragraphs as one: the first quoted, more of them named, the rest counted."""
    quoted = [p.text_position.where for p in paragraphs[:LISTED]]
    others = list(dict.fromkeys(p.where for p in paragraphs[LISTED:]))
    if others:
        more = f" … và {len(others) - NAMED} chỗ nữa" if len(others) > NAMED else ""
        quoted.append(f"và {len(others)} chỗ khác: {', '.join(_lower(others[:NAMED]))}{more}")
    return TextPosition("; ".join(quoted), tuple(dict.fromkeys(p.origin for p in paragraphs)))


def _lower(words: Iterable[str]) -> list[str]:
    return [word[:1].lower() + word[1:] for word in words]

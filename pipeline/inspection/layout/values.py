"""The frozen values that say what stands in a Word file: runs, paragraphs, tables, sections. Lengths in mm, sizes in points."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

QUOTED, WHOLE = 6, 9  # words of a paragraph that are enough to find it on the page; so many are quoted whole
LISTED = 5  # places that are quoted; the others are named
NAMED = 30  # places that are named at all


@dataclass(frozen=True)
class Run:
    """A stretch of text with one formatting.

    ``text`` is as shown: in capitals where the formatting makes them. ``fonts`` are those of the letters that it
    holds, plain ones before accented ones, each once; ``font`` is the one font, or all of them with « / » between.
    ``shade`` is the colour behind the letters, as Word names it; empty where there is none.
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
    """A straight line drawn under a text: its length, its weight in points, whether it is solid, and where it begins.

    ``colour`` is ``auto`` or six hexadecimal digits; ``top`` is how far below its paragraph's top it is drawn, or with
    ``of_page`` below the top margin.
    """

    length: float
    weight: float
    solid: bool
    at: float = 0
    colour: str = "auto"
    top: float = 0
    of_page: bool = False


@dataclass(frozen=True)
class Spot:
    """Where in a table a paragraph stands: table, row and cell, each counted from 0, and the cell's width in mm."""

    table: int
    row: int
    cell: int
    width: float


@dataclass(frozen=True)
class Place:
    """Where a fault stands, in words for people, and the paragraphs meant, by their number in the file."""

    words: str
    paragraphs: tuple[int, ...] = ()


@dataclass(frozen=True)
class Paragraph:
    """A paragraph with the formatting that applies to it; indents in mm, spacing in points, line spacing in lines.

    ``tabs`` are the alignments of its tab stops and ``stops`` where they stand; ``box`` is where its text box or frame
    begins and how wide it is, if in one; ``origin`` is its number in the file, ``number`` that in the order in which it
    is looked at. ``label`` is the number or bullet that Word puts before it, which is also its first run. ``line`` is 1
    where the spacing is ``exact`` or ``atLeast`` (``line_rule``); its points are ``line_height`` then. ``where`` tells
    a person where it stands.
    """

    number: int
    runs: tuple[Run, ...]
    align: str
    first_line: float
    before: float
    after: float
    line: float
    keep_next: bool
    section: int
    spot: Spot | None
    lines: tuple[DrawnLine, ...]
    tabs: tuple[str, ...] = ()
    box: tuple[float, float] | None = None
    origin: int = 0
    stops: tuple[float, ...] = ()
    label: str = ""
    where: str = ""
    left: float = 0
    right: float = 0
    line_rule: str = "auto"
    line_height: float = 0

    @property
    def text(self) -> str:
        """The paragraph's text; a line break inside it is ``\\n``."""
        return "".join(run.text for run in self.runs)

    def all(self, attribute: str) -> bool:
        """Whether an attribute (``bold``, ``italic`` …) holds for all of its visible text."""
        return all(getattr(run, attribute) for run in self.visible)

    @property
    def visible(self) -> tuple[Run, ...]:
        """The runs that show anything."""
        return tuple(run for run in self.runs if run.text.strip())

    @property
    def sizes(self) -> set[float]:
        """The sizes of its visible text."""
        return {run.size for run in self.visible}

    @property
    def place(self) -> Place:
        """Where it stands, with the words by which a person finds it on the page."""
        words = self.text.split()
        quote = " ".join(words) if len(words) <= WHOLE else " ".join(words[:QUOTED]) + "…"
        return Place(f'{self.where}, "{quote}"' if words else self.where, (self.origin,))

    def split(self) -> tuple[Paragraph, ...]:
        """The paragraph as one for each line that a line break ends; lines drawn under it stay with the last."""
        rows: list[list[Run]] = [[]]
        for run in self.runs:
            first, *others = run.text.split("\n")
            rows[-1].append(replace(run, text=first))
            rows += [[replace(run, text=text)] for text in others]
        kept = [tuple(run for run in row if run.text) for row in rows]
        last = len(kept) - 1
        return tuple(replace(self, runs=row, lines=self.lines if n == last else ()) for n, row in enumerate(kept))


@dataclass(frozen=True)
class Row:
    """A table row: whether it repeats as a heading, and whether it may split over pages."""

    heading: bool
    may_split: bool
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A table: its rows, whether it shows borders, and the number in the file of its first paragraph."""

    rows: tuple[Row, ...]
    bordered: bool
    origin: int = 0


@dataclass(frozen=True)
class PageNumber:
    """A page number at a page's head or foot: on which pages it is shown, how it is written, and what stands beside it.

    ``edge`` is ``header`` or ``footer``; ``pages`` is ``default``, ``first`` or ``even``; ``form`` is Word's word for
    the number's form (``decimal``, ``upperRoman`` …); ``run`` is the number itself, as shown.
    """

    edge: str
    pages: str
    form: str
    run: Run
    paragraph: Paragraph
    beside: str


@dataclass(frozen=True)
class Edge:
    """A header or a footer that a section shows, its own or one that it takes over from the section before."""

    edge: str
    pages: str
    paragraphs: tuple[Paragraph, ...]
    numbers: tuple[PageNumber, ...]
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Section:
    """A section's page in millimetres, its page numbering, and the header shown on its later pages.

    ``edges`` are all headers and footers that are shown on some page of it; ``first`` is the number in the file of its
    first paragraph, ``kind`` how it begins (``nextPage``, ``continuous`` …).
    """

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    hides_first: bool
    starts_at: int | None
    header: tuple[Paragraph, ...]
    header_fields: str
    landscape: bool = False
    kind: str = "nextPage"
    edges: tuple[Edge, ...] = ()
    first: int = 0

    @property
    def numbers(self) -> tuple[PageNumber, ...]:
        """The page numbers at head and foot, on whichever pages they are shown."""
        return tuple(number for edge in self.edges for number in edge.numbers)


@dataclass(frozen=True)
class Docx:
    """What stands in a Word file; ``language`` is that of most of its text."""

    paragraphs: tuple[Paragraph, ...]
    tables: tuple[Table, ...]
    sections: tuple[Section, ...]
    language: str


def places(paragraphs: Sequence[Paragraph]) -> Place:
    """Where several paragraphs stand: some quoted, the others named or at least counted, none left out silently."""
    quoted = [p.place.words for p in paragraphs[:LISTED]]
    others = list(dict.fromkeys(p.where for p in paragraphs[LISTED:]))
    if others:
        more = f" … và {len(others) - NAMED} chỗ nữa" if len(others) > NAMED else ""
        quoted.append(f"và {len(others)} chỗ khác: {', '.join(_lower(others[:NAMED]))}{more}")
    return Place("; ".join(quoted), tuple(dict.fromkeys(p.origin for p in paragraphs)))


def _lower(words: Iterable[str]) -> list[str]:
    return [word[:1].lower() + word[1:] for word in words]

"""Turns the top of a paper, however it is drawn, into the two columns of a letterhead: the agency's and the nation's.

It may stand in a table of one row or many, on lines parted by tabs, in text boxes or in frames; what stands left and what
stands right is found by cell, by tab stop or by where the box begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.inspection.decree import MOTTO_TEXT, NATION_TEXT
from pipeline.inspection.layout.values import Docx, DrawnLine, Paragraph, Run
from pipeline.inspection.paper_kinds import kind_titled
from pipeline.inspection.wording import alike, told, words

LEFT, RIGHT = 0, 1
DEFAULT_TAB = 12.7  # mm
NUMBERED = re.compile(r"Số\s*:|Số[\s\u00a0]+[\d.…_\s\u00a0]*/", re.IGNORECASE)
BLANKS = r"[\s\u00a0\d.…_]*"
DATED = re.compile(
    rf"(?:.{{2,40}}?[, ]\s*)?ngày\b.{{0,30}}?(?:tháng\b.{{0,14}}năm{BLANKS}|/.{{0,12}})|.{{2,40}},\s*ngày\b.{{0,40}}",
    re.IGNORECASE,
)
LETTER_SUBJECT = re.compile(r"(?:V/v|Vv|V\.v|Về việc)\b", re.IGNORECASE)
ADDRESSED = re.compile(r"(?:Kính )?gửi\b", re.IGNORECASE)
FARTHEST = 40  # paragraphs of text within which a letterhead is looked for


@dataclass(frozen=True)
class Letterhead:
    """The two columns, the lines drawn in each, the width of each, and the numbers of the paragraphs that belong to it."""

    left: tuple[Paragraph, ...] = ()
    right: tuple[Paragraph, ...] = ()
    left_lines: tuple[DrawnLine, ...] = ()
    right_lines: tuple[DrawnLine, ...] = ()
    widths: tuple[float, float] = (0, 0)
    numbers: frozenset[int] = frozenset()
    is_free: bool = False

    def level(self, one: Paragraph, other: Paragraph) -> bool:
        """Whether two of its paragraphs stand on the same row; in boxes that cannot be told and is believed."""
        if one.spot is not None and other.spot is not None:
            return (one.spot.table, one.spot.row) == (other.spot.table, other.spot.row)
        return not self.is_free or one.number == other.number


def letterhead_of(docx: Docx) -> Letterhead:
    """The letterhead of a document; an empty one where there is none."""
    anchors = list(_anchors(docx.paragraphs))
    if all(is_dated(words(p)) for p in anchors):
        return Letterhead()
    section = docx.sections[0]
    middle = (section.width - section.left - section.right) / 2
    first = anchors[0]
    if first.spot is not None:
        return _in_tables(docx.paragraphs, anchors)
    if first.box is not None:
        return _in_boxes(docx.paragraphs, _between(_centres(docx.paragraphs), middle))
    return _on_lines(docx.paragraphs, anchors, _between([stop for p in anchors for stop in p.stops], middle))


def _centres(paragraphs: Iterable[Paragraph]) -> list[float]:
    return [p.box[0] + p.box[1] / 2 for p in paragraphs if p.box is not None]


def _between(places: Sequence[float], otherwise: float) -> float:
    """Halfway between the outermost of some places, as the columns themselves stand whatever the page's width."""
    return (min(places) + max(places)) / 2 if places and max(places) - min(places) > DEFAULT_TAB else otherwise


def _anchors(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """The paragraphs by which a letterhead is known, before the title: nation, motto, number, date."""
    seen, held = 0, False
    for p in paragraphs:
        text = words(p)
        if not text:
            continue
        seen += 1
        if seen > FARTHEST or _begins_text(p, text, held):
            return
        parts = [part.strip() for part in text.split("\t")]
        if any(_is_anchor(part) for part in parts):
            held = held or p.spot is not None or p.box is not None
            yield p


def _begins_text(p: Paragraph, text: str, held: bool) -> bool:
    """Whether the letterhead must be over: below one in a table or in boxes anything else that stands by itself.

    On tabbed lines it is over at a title, or at whom the paper is for.
    """
    if p.spot is not None or p.box is not None:
        return False
    return held or bool(ADDRESSED.match(text)) or kind_titled(text) is not None


def _is_anchor(text: str) -> bool:
    if len(text) > 80:
        return False
    return is_nation(text) or is_motto(text) or is_number(text) or is_dated(text)


def is_nation(text: str) -> bool:
    """Whether a text is quốc hiệu, a letter or two wrong allowed."""
    return alike(text, NATION_TEXT)


def is_motto(text: str) -> bool:
    """Whether a text is tiêu ngữ, whatever its case and dashes."""
    return alike(text, MOTTO_TEXT)


def is_number(text: str) -> bool:
    """Whether a text is the number and symbol of a paper."""
    return bool(NUMBERED.match(text))


def is_dated(text: str) -> bool:
    """Whether a text is a place and date, rightly written or not."""
    return (
        len(text) <= 80
        and text[:1] != "("
        and ":" not in text
        and bool(DATED.fullmatch(text))
        and not LETTER_SUBJECT.match(text)
    )


# --- in tables -----------------------------------------------------------------------------------------------------


def _in_tables(paragraphs: Sequence[Paragraph], anchors: Sequence[Paragraph]) -> Letterhead:
    tables = {p.spot.table for p in anchors if p.spot is not None}
    first, last = min(tables), max(tables)
    held = [p for p in paragraphs if p.spot is not None and first <= p.spot.table <= last]
    columns: list[list[Paragraph]] = [[], []]
    for p in held:
        assert p.spot is not None
        columns[LEFT if p.spot.cell == 0 and not _is_right(p) else RIGHT].append(p)
    widths = [max((p.spot.width for p in column if p.spot), default=0) for column in columns]
    left, right = columns
    return Letterhead(
        _lines(left),
        _lines(right),
        _drawn(left),
        _drawn(right),
        (widths[0], widths[1]),
        frozenset(p.number for p in held),
    )


def _is_right(p: Paragraph) -> bool:
    """What is always at the right, though its row may have one cell only."""
    return is_nation(words(p)) or is_motto(words(p))


# --- in text boxes and frames --------------------------------------------------------------------------------------


def _in_boxes(paragraphs: Sequence[Paragraph], middle: float) -> Letterhead:
    free = next((p.number for p in paragraphs if p.box is None and p.text.strip()), len(paragraphs))
    head = [p for p in paragraphs if p.number < free]
    columns = [[p for p in head if p.box is not None and _box_side(p, middle) == side] for side in (LEFT, RIGHT)]
    loose = [line for p in head if p.box is None for line in p.lines]
    lines = [
        _drawn(column) + tuple(line for line in loose if _side(line, middle) == side)
        for side, column in enumerate(columns)
    ]
    widths = [max((p.box[1] for p in column if p.box), default=middle) for column in columns]
    return Letterhead(
        _lines(columns[LEFT]), _lines(columns[RIGHT]), lines[LEFT], lines[RIGHT], (widths[0], widths[1]),
        frozenset(p.number for p in head),
    )  # fmt: skip


def _box_side(p: Paragraph, middle: float) -> int:
    return LEFT if p.box is not None and p.box[0] + p.box[1] / 2 < middle else RIGHT


# --- on lines parted by tabs ---------------------------------------------------------------------------------------


def _on_lines(paragraphs: Sequence[Paragraph], anchors: Sequence[Paragraph], middle: float) -> Letterhead:
    last = max(p.number for p in anchors)
    for p in paragraphs[last + 1 :]:
        goes_on = p.text.startswith("\t") or words(p).startswith("V/v") or (p.lines and not p.text.strip())
        if p.spot is not None or not goes_on:
            break
        last = p.number
    head = [p for p in paragraphs[: last + 1] if p.spot is None]
    split = [each for p in head for each in parted(p, middle)]
    columns = [[p for own, p in split if own == side] for side in (LEFT, RIGHT)]
    return Letterhead(
        _lines(columns[LEFT]), _lines(columns[RIGHT]), _drawn(columns[LEFT]), _drawn(columns[RIGHT]), (2 * middle, 2 * middle),
        frozenset(p.number for p in head), is_free=True,
    )  # fmt: skip


def parted(p: Paragraph, middle: float) -> Iterable[tuple[int, Paragraph]]:
    """A tabbed paragraph as what stands left and what stands right; each line drawn in it goes to its side."""
    sides: list[list[Run]] = [[]]
    for run in p.runs:
        pieces = run.text.split("\t")
        sides[-1].append(replace(run, text=pieces[0]))
        sides += [[replace(run, text=piece)] for piece in pieces[1:]]
    filled = [[run for run in side if run.text] for side in sides if any(run.text.strip() for run in side)]
    alone = filled[0] if filled else []
    columns = filled if len(filled) == 2 else [[], alone] if _begins_right(p, middle) or _is_right(p) else [alone, []]
    for side, runs in enumerate(columns):
        lines = tuple(line for line in p.lines if _side(line, middle) == side)
        if runs or lines:
            align = "center" if "\t" in p.text and "center" in p.tabs else p.align
            yield side, replace(p, runs=tuple(runs), align=align, lines=lines)


def _begins_right(p: Paragraph, middle: float) -> bool:
    """Whether a line with one text stands right: past all its tab stops, or past the middle by Word's default ones."""
    leading = len(p.text) - len(p.text.lstrip("\t"))
    return leading >= len(p.tabs) if p.tabs and leading else leading * DEFAULT_TAB > middle * 0.8


def _side(line: DrawnLine, middle: float) -> int:
    return LEFT if line.at + line.length / 2 < middle else RIGHT


def _drawn(column: Iterable[Paragraph]) -> tuple[DrawnLine, ...]:
    return tuple(line for p in column for line in p.lines)


def _lines(column: Iterable[Paragraph]) -> tuple[Paragraph, ...]:
    """The lines of text of a column, those broken by hand apart; what shows no letter is left out."""
    return tuple(line for p in column for line in p.split() if told(line))

"""Finds the letterhead at the top of a paper and splits it into its two columns: the agency's and the nation's.

People draw it as a table of one row or many, as lines with tabs, as text boxes or as frames. What belongs to the left
and to the right column is decided by cell, by tab or by the position of the box.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.inspection.decree import MOTTO_TEXT, NATION_TEXT
from pipeline.inspection.layout.values import Docx, DrawnLine, Paragraph, Run
from pipeline.inspection.paper_kinds import kind_titled
from pipeline.inspection.wording import alike, clean_text, has_text

LEFT, RIGHT = 0, 1
DEFAULT_TAB = 12.7  # mm between Word's default tab stops
NUMBERED = re.compile(r"Số\s*:|Số[\s\u00a0]+[\d.…_\s\u00a0]*/", re.IGNORECASE)
BLANKS = r"[\s\u00a0\d.…_]*"
DATED = re.compile(
    rf"\A(?:(?:.{{2,40}}?[, ]\s*+)?ngày\b.{{0,30}}?(?:tháng\b.{{0,14}}năm{BLANKS}|/.{{0,12}})|.{{2,40}},\s*+ngày\b.{{0,40}})",
    re.IGNORECASE,
)
LETTER_SUBJECT = re.compile(r"(?:V/v|Vv|V\.v|Về việc)\b", re.IGNORECASE)
ADDRESSED = re.compile(r"(?:Kính )?gửi\b", re.IGNORECASE)
FARTHEST = 40  # a letterhead is looked for in so many non-empty paragraphs


@dataclass(frozen=True)
class Letterhead:
    """The two columns of a letterhead, with the lines drawn in each.

    ``widths`` are those of the left and the right column in mm; ``numbers`` are the numbers of its paragraphs (those
    of :class:`Paragraph`); ``on_tabbed_lines`` says that it is neither a table nor boxes.
    """

    left: tuple[Paragraph, ...] = ()
    right: tuple[Paragraph, ...] = ()
    left_lines: tuple[DrawnLine, ...] = ()
    right_lines: tuple[DrawnLine, ...] = ()
    widths: tuple[float, float] = (0, 0)
    numbers: frozenset[int] = frozenset()
    on_tabbed_lines: bool = False

    def on_same_row(self, one: Paragraph, other: Paragraph) -> bool:
        """Whether two of its paragraphs are on the same row; assumed for boxes, where it cannot be known."""
        first, second = one.table_position, other.table_position
        if first is not None and second is not None:
            return (first.table, first.row) == (second.table, second.row)
        return not self.on_tabbed_lines or one.number == other.number


def letterhead_of(docx: Docx) -> Letterhead:
    """The letterhead of a document; an empty one where there is none."""
    anchors = list(_anchors(docx.paragraphs))
    if all(is_dated(clean_text(p)) for p in anchors):
        return Letterhead()
    section = docx.sections[0]
    middle = (section.width - section.left - section.right) / 2
    first = anchors[0]
    if first.table_position is not None:
        return _in_tables(docx.paragraphs, anchors)
    if first.box is not None:
        centres = [p.box[0] + p.box[1] / 2 for p in docx.paragraphs if p.box is not None]
        return _in_boxes(docx.paragraphs, _middle_of(centres, middle))
    return _on_lines(docx.paragraphs, anchors, _middle_of([stop for p in anchors for stop in p.stops], middle))


def _middle_of(centres: Sequence[float], otherwise: float) -> float:
    """Halfway between the outermost centres (mm) of the columns; ``otherwise`` if they are not apart."""
    return (min(centres) + max(centres)) / 2 if centres and max(centres) - min(centres) > DEFAULT_TAB else otherwise


def _anchors(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """The paragraphs before the title that show where the letterhead is: nation, motto, number, date."""
    seen, in_columns = 0, False
    for p in paragraphs:
        text = clean_text(p)
        if not text:
            continue
        seen += 1
        if seen > FARTHEST or _begins_text(p, text, in_columns):
            return
        parts = [part.strip() for part in text.split("\t")]
        if any(_is_anchor(part) for part in parts):
            in_columns = in_columns or p.table_position is not None or p.box is not None
            yield p


def _begins_text(p: Paragraph, text: str, in_columns: bool) -> bool:
    """Whether a paragraph comes after the letterhead.

    After a table or boxes (``in_columns``) that is any ordinary paragraph; on tabbed lines a title or «Kính gửi».
    """
    if p.table_position is not None or p.box is not None:
        return False
    return in_columns or bool(ADDRESSED.match(text)) or kind_titled(text) is not None


def _is_anchor(text: str) -> bool:
    if len(text) > 80:
        return False
    return is_nation(text) or is_motto(text) or is_number(text) or is_dated(text)


def is_nation(text: str) -> bool:
    """Whether a text is quốc hiệu, perhaps with a few wrong letters."""
    return alike(text, NATION_TEXT)


def is_motto(text: str) -> bool:
    """Whether a text is tiêu ngữ, in any case and with any dashes, perhaps with a few wrong letters."""
    return alike(text, MOTTO_TEXT)


def is_number(text: str) -> bool:
    """Whether a text is the number and symbol of a paper."""
    return bool(NUMBERED.match(text))


def is_dated(text: str) -> bool:
    """Whether a text is a place and date, correctly written or not."""
    is_short_line = len(text) <= 80 and text[:1] != "(" and ":" not in text
    return is_short_line and bool(DATED.fullmatch(text)) and not LETTER_SUBJECT.match(text)


# --- in tables -----------------------------------------------------------------------------------------------------


def _in_tables(paragraphs: Sequence[Paragraph], anchors: Sequence[Paragraph]) -> Letterhead:
    tables = {p.table_position.table for p in anchors if p.table_position is not None}
    first, last = min(tables), max(tables)
    inside = [p for p in paragraphs if p.table_position is not None and first <= p.table_position.table <= last]
    columns: list[list[Paragraph]] = [[], []]
    for p in inside:
        assert p.table_position is not None
        columns[LEFT if p.table_position.cell == 0 and not _is_right(p) else RIGHT].append(p)
    widths = [max((p.table_position.width for p in column if p.table_position), default=0) for column in columns]
    left, right = columns
    numbers = frozenset(p.number for p in inside)
    return Letterhead(_lines(left), _lines(right), _drawn(left), _drawn(right), (widths[0], widths[1]), numbers)


def _is_right(p: Paragraph) -> bool:
    """Nation and motto are always in the right column, even if their row has one cell only."""
    return is_nation(clean_text(p)) or is_motto(clean_text(p))


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


# --- on lines with tabs --------------------------------------------------------------------------------------------


def _on_lines(paragraphs: Sequence[Paragraph], anchors: Sequence[Paragraph], middle: float) -> Letterhead:
    last = max(p.number for p in anchors)
    for p in paragraphs[last + 1 :]:
        goes_on = p.text.startswith("\t") or clean_text(p).startswith("V/v") or (p.lines and not p.text.strip())
        if p.table_position is not None or not goes_on:
            break
        last = p.number
    head = [p for p in paragraphs[: last + 1] if p.table_position is None]
    split = [each for p in head for each in split_at_tabs(p, middle)]
    columns = [[p for own, p in split if own == side] for side in (LEFT, RIGHT)]
    return Letterhead(
        _lines(columns[LEFT]), _lines(columns[RIGHT]), _drawn(columns[LEFT]), _drawn(columns[RIGHT]), (2 * middle, 2 * middle),
        frozenset(p.number for p in head), on_tabbed_lines=True,
    )  # fmt: skip


def split_at_tabs(p: Paragraph, middle: float) -> Iterable[tuple[int, Paragraph]]:
    """A paragraph with tabs as up to two, each with its column (LEFT, RIGHT); ``middle`` in mm decides for drawn lines."""
    sides: list[list[Run]] = [[]]
    for run in p.runs:
        pieces = run.text.split("\t")
        sides[-1].append(replace(run, text=pieces[0]))
        sides += [[replace(run, text=piece)] for piece in pieces[1:]]
    filled = [[run for run in side if run.text] for side in sides if any(run.text.strip() for run in side)]
    only = filled[0] if filled else []
    columns = filled if len(filled) == 2 else [[], only] if _begins_right(p, middle) or _is_right(p) else [only, []]
    for side, runs in enumerate(columns):
        lines = tuple(line for line in p.lines if _side(line, middle) == side)
        if runs or lines:
            align = "center" if "\t" in p.text and "center" in p.tabs else p.align
            yield side, replace(p, runs=tuple(runs), align=align, lines=lines)


def _begins_right(p: Paragraph, middle: float) -> bool:
    """Whether a line with one text is at the right: after all its tab stops, or with default ones past the middle."""
    leading = len(p.text) - len(p.text.lstrip("\t"))
    return leading >= len(p.tabs) if p.tabs and leading else leading * DEFAULT_TAB > middle * 0.8


def _side(line: DrawnLine, middle: float) -> int:
    return LEFT if line.at + line.length / 2 < middle else RIGHT


def _drawn(column: Iterable[Paragraph]) -> tuple[DrawnLine, ...]:
    return tuple(line for p in column for line in p.lines)


def _lines(column: Iterable[Paragraph]) -> tuple[Paragraph, ...]:
    """The lines of text of a column, split at line breaks, without those that have no letter or digit."""
    return tuple(line for p in column for line in p.split() if has_text(line))

"""Turns the end of a paper, however it is drawn, into who receives it and who signs it: in a table, on tabbed lines, in boxes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.inspection.layout.values import Docx, Paragraph
from pipeline.inspection.letterhead import LEFT, RIGHT, parted
from pipeline.inspection.wording import is_bold, is_capitals, is_position, told, words

HEADING = re.compile(r"nơi nhận\s*:?", re.IGNORECASE)
LISTED = re.compile(r"[-–—+•*]\s*\S|(?:Như (?:trên|điều)|Lưu)\b", re.IGNORECASE)
SURELY_LISTED = re.compile(r"[-–—+•*]?\s*(?:Như (?:trên|điều)|Lưu)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Signer:
    """Who signs: the lines of power and position, then the name."""

    position: tuple[Paragraph, ...]
    name: Paragraph | None


@dataclass(frozen=True)
class Signing:
    """The heading and the list of recipients, the signers from left to right, and the numbers of their paragraphs."""

    heading: Paragraph | None = None
    recipients: tuple[Paragraph, ...] = ()
    signers: tuple[Signer, ...] = ()
    numbers: frozenset[int] = frozenset()


def signing_of(docx: Docx, rest: Sequence[Paragraph]) -> Signing:
    """The end of the paper, from what stands below its letterhead; an empty one where there is none."""
    heading = next((p for p in rest if HEADING.fullmatch(_left_part(p))), None)
    table = heading.spot.table if heading and heading.spot else _signing_table(docx, rest, heading)
    found = _in_table([p for p in rest if p.spot and p.spot.table == table]) if table is not None else Signing()
    if found.heading is not None and found.signers:
        return found
    middle = _middle(docx, heading)
    free = [p for p in rest if p.spot is None]
    loose = (
        _in_boxes(free, heading, middle)
        if heading and heading.box
        else _on_lines(free, heading, middle, bool(found.signers))
    )
    return Signing(
        found.heading or loose.heading, found.recipients or loose.recipients, found.signers or loose.signers,
        found.numbers | loose.numbers,
    )  # fmt: skip


def _left_part(p: Paragraph) -> str:
    return words(p).split("\t")[0].strip()


def _middle(docx: Docx, near: Paragraph | None) -> float:
    section = docx.sections[near.section if near else 0]
    return (section.width - section.left - section.right) / 2


def _signing_table(docx: Docx, rest: Sequence[Paragraph], heading: Paragraph | None) -> int | None:
    """The table of signatures where no heading of recipients stands in it: without borders, somebody's position in bold."""
    for p in rest:
        if heading is not None and p.number > heading.number:
            break
        if p.spot is not None and not docx.tables[p.spot.table].bordered and _is_signing(p):
            return p.spot.table
    return None


def _is_signing(p: Paragraph) -> bool:
    return bool(SURELY_LISTED.match(words(p))) or _is_position_line(p)


def _is_position_line(p: Paragraph) -> bool:
    return told(p) and (is_capitals(p) or is_bold(p)) and is_position(words(p))


def _in_table(held: Sequence[Paragraph]) -> Signing:
    cells: dict[tuple[int, int], list[Paragraph]] = {}
    for p in held:
        assert p.spot is not None
        cells.setdefault((p.spot.row, p.spot.cell), []).append(p)
    listing = {place for place, cell in cells.items() if _holds_recipients(cell)}
    columns: dict[int, list[Paragraph]] = {}
    for place, cell in cells.items():
        if place not in listing:
            columns.setdefault(place[1], []).extend(cell)
    heading, recipients = _recipients([p for place in listing for p in cells[place]])
    signers = tuple(signer for _, column in sorted(columns.items()) if (signer := signer_of(column)) is not None)
    return Signing(heading, recipients, signers, frozenset(p.number for p in held))


def _holds_recipients(cell: Iterable[Paragraph]) -> bool:
    return any(HEADING.fullmatch(words(p)) or SURELY_LISTED.match(words(p)) for p in cell)


def _recipients(column: Iterable[Paragraph]) -> tuple[Paragraph | None, tuple[Paragraph, ...]]:
    lines = [line for p in column for line in p.split() if told(line)]
    heading = next((p for p in lines if HEADING.fullmatch(words(p))), None)
    return heading, tuple(p for p in lines if p is not heading)


def signer_of(column: Iterable[Paragraph]) -> Signer | None:
    """Who signs in a column: the last line is the name, unless it is a position; remarks like «(Ký tên)» aside."""
    lines = [line for p in column for line in p.split() if told(line) and not words(line).startswith("(")]
    if not lines:
        return None
    if is_position(words(lines[-1])) and is_capitals(lines[-1]):
        return Signer(tuple(lines), None)
    return Signer(tuple(lines[:-1]), lines[-1])


# --- without a table -----------------------------------------------------------------------------------------------


def _in_boxes(free: Sequence[Paragraph], heading: Paragraph, middle: float) -> Signing:
    at = free.index(heading)
    text = max((n for n, p in enumerate(free[:at]) if p.box is None and p.text.strip()), default=-1)
    block = [p for p in free[text + 1 :] if p.box is not None and p.section == heading.section]
    return _from_columns(
        [(LEFT if sum(p.box or (0, 0)) - (p.box or (0, 0))[1] / 2 < middle else RIGHT, p) for p in block], block
    )


def _on_lines(free: Sequence[Paragraph], heading: Paragraph | None, middle: float, signed: bool) -> Signing:
    start = _start(free, heading, middle, signed)
    if start is None:
        return Signing()
    block = list(_block(free[start:], middle))
    columns = [(_side(own, p), p) for q in block for own, p in parted(q, middle)]
    return _from_columns(columns, block)


def _start(free: Sequence[Paragraph], heading: Paragraph | None, middle: float, signed: bool) -> int | None:
    """Where the block begins: at the heading, or at a position written above it; without a heading at the last position."""
    if heading is not None and heading in free:
        start = free.index(heading)
        while start and (not told(free[start - 1]) or _signs(free[start - 1], middle)):
            start -= 1
        return start
    if signed or heading is not None:
        return None
    last = max((n for n, p in enumerate(free) if _signs(p, middle)), default=None)
    if last is None or any(_is_text(p) for p in free[last + 1 :] if p.section == free[last].section):
        return _listed_from(free)
    while last and _signs(free[last - 1], middle):
        last -= 1
    return last


def _listed_from(free: Sequence[Paragraph]) -> int | None:
    """Where a list of recipients begins that has neither heading nor signature: its lines end the paper."""
    last = max((n for n, p in enumerate(free) if SURELY_LISTED.match(words(p))), default=None)
    while last and LISTED.match(words(free[last - 1])) and free[last - 1].sizes == free[last].sizes:
        last -= 1
    return last


def _signs(p: Paragraph, middle: float) -> bool:
    return any(own == RIGHT and _is_position_line(part) for own, part in parted(p, middle)) or (
        "\t" not in p.text and p.align in ("center", "right", "end") and _is_position_line(p)
    )


def _is_text(p: Paragraph) -> bool:
    return p.align == "both" and len(words(p)) > 40


def _block(free: Iterable[Paragraph], middle: float) -> Iterator[Paragraph]:
    """The lines of recipients and signature: tabbed ones, listed ones, positions, and a name that stands at the right."""
    section = None
    for p in free:
        section = p.section if section is None else section
        text = words(p)
        belongs = not text or "\t" in p.text or LISTED.match(text) or HEADING.fullmatch(text) or _signs(p, middle)
        if p.section != section or not (belongs or _is_name(p)):
            return
        yield p


def _is_name(p: Paragraph) -> bool:
    return p.align in ("center", "right", "end") and is_bold(p) and 2 <= len(words(p).split()) <= 7


def _side(own: int, p: Paragraph) -> int:
    """Recipients stand left whatever the line's alignment; what is centred or right without a tab is the signature."""
    if LISTED.match(words(p)) or HEADING.fullmatch(words(p)):
        return LEFT
    return RIGHT if p.align in ("center", "right", "end") and "\t" not in p.text else own


def _from_columns(columns: Sequence[tuple[int, Paragraph]], block: Sequence[Paragraph]) -> Signing:
    listed = [_begun_left(p) for side, p in columns if side == LEFT]
    heading, recipients = _recipients(listed)
    signer = signer_of(p for side, p in columns if side == RIGHT)
    return Signing(heading, recipients, (signer,) if signer else (), frozenset(p.number for p in block if told(p)))


def _begun_left(p: Paragraph) -> Paragraph:
    """Recipients begin at the left margin whatever tab stops their line has for the signature."""
    return replace(p, align="left") if p.align == "center" and "center" in p.tabs else p

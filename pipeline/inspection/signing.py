"""Finds the recipients and the signers at the end of a paper, whether in a table, on lines with tabs or in text boxes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.inspection.layout.values import Docx, Paragraph
from pipeline.inspection.letterhead import LEFT, RIGHT, split_at_tabs
from pipeline.inspection.wording import clean_text, has_text, is_bold, is_capitals, is_position

HEADING = re.compile(r"nơi nhận\s*:?", re.IGNORECASE)
LISTED = re.compile(r"[-–—+•*]\s*\S|(?:Như (?:trên|điều)|Lưu)\b", re.IGNORECASE)
SURELY_LISTED = re.compile(r"\A[-–—+•*]?\s*(?:Như (?:trên|điều)|Lưu)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Signer:
    """One who signs: the lines of authority and position («KT. GIÁM ĐỐC», «PHÓ GIÁM ĐỐC»), and the name."""

    position: tuple[Paragraph, ...]
    name: Paragraph | None


@dataclass(frozen=True)
class Signing:
    """The heading «Nơi nhận:» and the recipients, the signers from left to right, and the numbers of their paragraphs."""

    heading: Paragraph | None = None
    recipients: tuple[Paragraph, ...] = ()
    signers: tuple[Signer, ...] = ()
    numbers: frozenset[int] = frozenset()


def signing_of(docx: Docx, rest: Sequence[Paragraph]) -> Signing:
    """Recipients and signers among the paragraphs below the letterhead (``rest``); empty where there are none."""
    heading = next((p for p in rest if HEADING.fullmatch(clean_text(p).split("\t")[0].strip())), None)
    table = heading.table_position.table if heading and heading.table_position else _signing_table(docx, rest, heading)
    found = Signing()
    if table is not None:
        found = _in_table([p for p in rest if p.table_position and p.table_position.table == table])
    if found.heading is not None and found.signers:
        return found
    middle = _middle(docx, heading)
    free = [p for p in rest if p.table_position is None]
    loose = (
        _in_boxes(free, heading, middle)
        if heading and heading.box
        else _on_lines(free, heading, middle, bool(found.signers))
    )
    return Signing(
        found.heading or loose.heading, found.recipients or loose.recipients, found.signers or loose.signers,
        found.numbers | loose.numbers,
    )  # fmt: skip


def _middle(docx: Docx, near: Paragraph | None) -> float:
    section = docx.sections[near.section if near else 0]
    return (section.width - section.left - section.right) / 2


def _signing_table(docx: Docx, rest: Sequence[Paragraph], heading: Paragraph | None) -> int | None:
    """The number of the signature table if «Nơi nhận» is not in it: without borders, with a position in bold or capitals."""
    for p in rest:
        if heading is not None and p.number > heading.number:
            break
        if p.table_position is not None and not docx.tables[p.table_position.table].bordered and _is_signing(p):
            return p.table_position.table
    return None


def _is_signing(p: Paragraph) -> bool:
    return bool(SURELY_LISTED.match(clean_text(p))) or _is_position_line(p)


def _is_position_line(p: Paragraph) -> bool:
    return has_text(p) and (is_capitals(p) or is_bold(p)) and is_position(clean_text(p))


def _in_table(inside: Sequence[Paragraph]) -> Signing:
    cells: dict[tuple[int, int], list[Paragraph]] = {}
    for p in inside:
        assert p.table_position is not None
        cells.setdefault((p.table_position.row, p.table_position.cell), []).append(p)
    listing = {key for key, cell in cells.items() if _holds_recipients(cell)}
    columns: dict[int, list[Paragraph]] = {}
    for key, cell in cells.items():
        if key not in listing:
            columns.setdefault(key[1], []).extend(cell)
    heading, recipients = _recipients([p for key in listing for p in cells[key]])
    signers = tuple(signer for _, column in sorted(columns.items()) if (signer := signer_of(column)) is not None)
    return Signing(heading, recipients, signers, frozenset(p.number for p in inside))


def _holds_recipients(cell: Iterable[Paragraph]) -> bool:
    return any(HEADING.fullmatch(clean_text(p)) or SURELY_LISTED.match(clean_text(p)) for p in cell)


def _recipients(column: Iterable[Paragraph]) -> tuple[Paragraph | None, tuple[Paragraph, ...]]:
    lines = [line for p in column for line in p.split() if has_text(line)]
    heading = next((p for p in lines if HEADING.fullmatch(clean_text(p))), None)
    return heading, tuple(p for p in lines if p is not heading)


def signer_of(column: Iterable[Paragraph]) -> Signer | None:
    """The signer in a column: the last line is the name, unless it is a position.

    Remarks like «(Ký tên)», a lone «Nơi nhận:» and what stands below the name are skipped.
    """
    lines = [line for p in column for line in p.split() if has_text(line) and not _is_remark(clean_text(line))]
    if not lines:
        return None
    named = next((n for n, line in enumerate(lines) if not (is_capitals(line) or is_position(clean_text(line)))), 0)
    if named:
        return Signer(tuple(lines[:named]), lines[named])
    if is_position(clean_text(lines[-1])) and is_capitals(lines[-1]):
        return Signer(tuple(lines), None)
    return Signer(tuple(lines[:-1]), lines[-1])


def _is_remark(text: str) -> bool:
    return text.startswith("(") or bool(HEADING.fullmatch(text))


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
    columns = [(_side(own, p), p) for q in block for own, p in split_at_tabs(q, middle)]
    return _from_columns(columns, block)


def _start(free: Sequence[Paragraph], heading: Paragraph | None, middle: float, signed: bool) -> int | None:
    """Where the block begins: at the heading or the positions directly above it; without heading, at the last position."""
    if heading is not None and heading in free:
        start = free.index(heading)
        while start and (not has_text(free[start - 1]) or _signs(free[start - 1], middle)):
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
    """Where a list of recipients without heading and signature begins: at the end of the paper, found by «Lưu» or «Như trên»."""
    last = max((n for n, p in enumerate(free) if SURELY_LISTED.match(clean_text(p))), default=None)
    while last and LISTED.match(clean_text(free[last - 1])) and free[last - 1].sizes == free[last].sizes:
        last -= 1
    return last


def _signs(p: Paragraph, middle: float) -> bool:
    return any(own == RIGHT and _is_position_line(part) for own, part in split_at_tabs(p, middle)) or (
        "\t" not in p.text and p.align in ("center", "right", "end") and _is_position_line(p)
    )


def _is_text(p: Paragraph) -> bool:
    return p.align == "both" and len(clean_text(p)) > 40


def _block(free: Iterable[Paragraph], middle: float) -> Iterator[Paragraph]:
    """The lines of recipients and signature: lines with tabs, list items, positions, and a name at the right."""
    section = None
    for p in free:
        section = p.section if section is None else section
        text = clean_text(p)
        belongs = not text or "\t" in p.text or LISTED.match(text) or HEADING.fullmatch(text) or _signs(p, middle)
        if p.section != section or not (belongs or _is_name(p)):
            return
        yield p


def _is_name(p: Paragraph) -> bool:
    return p.align in ("center", "right", "end") and is_bold(p) and 2 <= len(clean_text(p).split()) <= 7


def _side(own: int, p: Paragraph) -> int:
    """The column of a line: recipients are left whatever their alignment; a centred or right line without tab is signature."""
    if LISTED.match(clean_text(p)) or HEADING.fullmatch(clean_text(p)):
        return LEFT
    return RIGHT if p.align in ("center", "right", "end") and "\t" not in p.text else own


def _from_columns(columns: Sequence[tuple[int, Paragraph]], block: Sequence[Paragraph]) -> Signing:
    listed = [_left_aligned(p) for side, p in columns if side == LEFT]
    heading, recipients = _recipients(listed)
    signer = signer_of(p for side, p in columns if side == RIGHT)
    return Signing(heading, recipients, (signer,) if signer else (), frozenset(p.number for p in block if has_text(p)))


def _left_aligned(p: Paragraph) -> Paragraph:
    """Recipients are left-aligned even if their line has a centred tab stop for the signature."""
    return replace(p, align="left") if p.align == "center" and "center" in p.tabs else p

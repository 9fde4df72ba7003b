"""Turns a letterhead or signature drawn without a table, by tabs or text boxes, into the columns that the checks look at.

In a document drawn by hand the agency stands left and the nation right on one tabbed line, or in two text boxes; so do
the recipients and who signs. What stands left is made column 0 and what stands right column 1; of the letterhead the row
of number and date is row 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.docx_reading import Docx, DrawnLine, Paragraph, Run, Spot

NATION_WORDS = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
LEFT, RIGHT = 0, 1
DEFAULT_TAB = 12.7  # mm
RECIPIENTS = "Nơi nhận:"


def with_letterhead(docx: Docx) -> Docx:
    """The same document, its letterhead in two columns; unchanged where it stands in a table, or where there is none."""
    nation = next((p for p in docx.paragraphs if NATION_WORDS in p.text), None)
    if nation is None or nation.spot is not None:
        return docx
    middle = (docx.sections[0].width - docx.sections[0].left - docx.sections[0].right) / 2
    head, rest = _parts(docx.paragraphs, nation, middle)
    columns = [_column(head, side, middle) for side in (LEFT, RIGHT)]
    whole = (*columns[LEFT], *columns[RIGHT], *rest)
    first = len(columns[LEFT]) + len(columns[RIGHT])
    moved = tuple(replace(p, number=n, spot=_later(p.spot) if n >= first else p.spot) for n, p in enumerate(whole))
    return replace(docx, paragraphs=moved)


def _later(spot: Spot | None) -> Spot | None:
    """Tables of the document come after the letterhead, which is table 0 now."""
    return replace(spot, table=spot.table + 1) if spot else None


def _parts(
    paragraphs: Sequence[Paragraph], nation: Paragraph, middle: float
) -> tuple[list[tuple[int, Paragraph]], list[Paragraph]]:
    """What belongs to the letterhead, each with its side; and everything after it."""
    if nation.box is not None:
        free = next((p.number for p in paragraphs if p.box is None and p.text.strip()), len(paragraphs))
        head = [p for p in paragraphs if p.box is not None and p.number < free]
        return [(_box_side(p, middle), p) for p in head], [p for p in paragraphs if p not in head]
    last = max(
        (n for n, p in enumerate(paragraphs) if p.spot is None and "\t" in p.text and ", ngày" in p.text),
        default=nation.number,
    )
    tabbed = [each for p in paragraphs[: last + 1] if p.spot is None for each in _split(p, middle)]
    return tabbed, list(paragraphs[last + 1 :])


def _split(p: Paragraph, middle: float) -> Iterable[tuple[int, Paragraph]]:
    """A tabbed paragraph as what stands left and what stands right; each line drawn in it goes to its side."""
    sides: list[list[Run]] = [[]]
    for run in p.runs:
        pieces = run.text.split("\t")
        sides[-1].append(replace(run, text=pieces[0]))
        for piece in pieces[1:]:
            sides.append([replace(run, text=piece)])
    told = [[run for run in side if run.text] for side in sides]
    filled = [side for side in told if any(run.text.strip() for run in side)]
    alone = filled[0] if filled else []
    columns = filled if len(filled) == 2 else [[], alone] if _begins_right(p, middle) else [alone, []]
    for side, runs in enumerate(columns):
        lines = tuple(line for line in p.lines if _side(line, middle) == side)
        if runs or lines:
            align = "center" if "\t" not in p.text or "center" in p.tabs else p.align
            yield side, replace(p, runs=tuple(runs), align=align, lines=lines)


def _begins_right(p: Paragraph, middle: float) -> bool:
    """Whether a line with one text stands right: past all its tab stops, or past the middle by Word's default ones."""
    leading = len(p.text) - len(p.text.lstrip("\t"))
    return leading >= len(p.tabs) if p.tabs and leading else leading * DEFAULT_TAB > middle * 0.8


def _box_side(p: Paragraph, middle: float) -> int:
    return LEFT if p.box is not None and p.box[0] + p.box[1] / 2 < middle else RIGHT


def _side(line: DrawnLine, middle: float) -> int:
    return LEFT if line.at + line.length / 2 < middle else RIGHT


def _column(head: Iterable[tuple[int, Paragraph]], side: int, middle: float) -> list[Paragraph]:
    """One column: the names above, and from the number or the date on the second row."""
    row, made = 0, []
    for own, p in head:
        if own == side:
            row = 1 if p.text.startswith("Số:") or ", ngày" in p.text else row
            made.append(replace(p, spot=Spot(0, row, side, middle)))
    return made


def with_signature(docx: Docx) -> Docx:
    """The same document, recipients and signature in two columns; unchanged where they stand in a table, or there are none."""
    heading = next((p for p in docx.paragraphs if p.text.lstrip().startswith(RECIPIENTS)), None)
    if heading is None or heading.spot is not None:
        return docx
    section = docx.sections[heading.section]
    middle = (section.width - section.left - section.right) / 2
    block = _signature_block(docx.paragraphs, heading)
    table = 1 + max((p.spot.table for p in docx.paragraphs if p.spot), default=-1)
    split = (
        [(_box_side(p, middle), p) for p in block]
        if heading.box
        else [each for p in block for each in _split(p, middle)]
    )
    columns = [
        replace(p, spot=Spot(table, 0, side, middle), align=_recipients_align(p, side))
        for side in (LEFT, RIGHT)
        for own, p in split
        if own == side
    ]
    start = docx.paragraphs.index(block[0])
    rest = [p for p in docx.paragraphs if p not in block]
    whole = (*rest[:start], *columns, *rest[start:])
    return replace(docx, paragraphs=tuple(replace(p, number=n) for n, p in enumerate(whole)))


def _recipients_align(p: Paragraph, side: int) -> str:
    """Recipients begin at the left margin whatever tab stops the line has for the signature."""
    return "left" if side == LEFT and "\t" not in p.text and p.text.startswith((RECIPIENTS, "- ")) else p.align


def _signature_block(paragraphs: Sequence[Paragraph], heading: Paragraph) -> list[Paragraph]:
    """The lines that belong to recipients and signature: tabbed ones and «- …» ones, or all in the boxes round them."""
    at = paragraphs.index(heading)
    if heading.box is not None:
        body = max((n for n, p in enumerate(paragraphs[:at]) if p.box is None and p.text.strip()), default=-1)
        return [p for p in paragraphs[body + 1 :] if p.box is not None and p.section == heading.section]
    block = []
    for p in paragraphs[at:]:
        if p.spot is not None or p.section != heading.section:
            break
        if p.text.strip() and p is not heading and "\t" not in p.text and not p.text.startswith("- "):
            break
        block.append(p)
    return block

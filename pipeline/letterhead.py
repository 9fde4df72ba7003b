"""Turns a letterhead drawn without a table, by tabs or text boxes, into the two columns that the checks look at.

In a document drawn by hand the agency stands left and the nation right on one tabbed line, or in two text boxes. What
stands left is made column 0 and what stands right column 1; the row of number and date is row 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.docx_reading import Docx, DrawnLine, Paragraph, Run, Spot

NATION_WORDS = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
LEFT, RIGHT = 0, 1


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
        boxed = [(LEFT if p.box[0] + p.box[1] / 2 < middle else RIGHT, p) for p in paragraphs if p.box is not None]
        return boxed, [p for p in paragraphs if p.box is None]
    last = max(
        (n for n, p in enumerate(paragraphs) if p.spot is None and "\t" in p.text and ", ngày" in p.text),
        default=nation.number,
    )
    head: list[tuple[int, Paragraph]] = []
    for p in paragraphs[: last + 1]:
        if p.spot is None:
            head += _split(p, middle)
    return head, list(paragraphs[last + 1 :])


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
    columns = filled if len(filled) == 2 else [filled[0] if filled else [], []]
    for side, runs in enumerate(columns):
        lines = tuple(line for line in p.lines if _side(line, middle) == side)
        if runs or lines:
            align = "center" if "\t" not in p.text or "center" in p.tabs else p.align
            yield side, replace(p, runs=tuple(runs), align=align, lines=lines)


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

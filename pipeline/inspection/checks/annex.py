"""Checks the annexes of a paper and its tables of data."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.inspection import decree
from pipeline.inspection.anatomy import Anatomy, Annex
from pipeline.inspection.layout.numbering import list_number
from pipeline.inspection.layout.values import TextPosition
from pipeline.inspection.paper_kinds import kind_titled
from pipeline.inspection.points import Point, absent, failed, judged, quoted, shortened, styled
from pipeline.inspection.wording import clean_text


def annexes(paper: Anatomy) -> Iterator[Point]:
    """The word «Phụ lục», title and reference of each annex; a regulation that a decision issues is no annex."""
    annexed = [each for each in paper.annexes if not _is_issued(each)]
    for number, each in enumerate(annexed, 1):
        due = "Phụ lục" if len(annexed) == 1 else f"Phụ lục {list_number(number, 'upperRoman')}"
        yield from _annex(paper, each, due)


def _is_issued(annexed: Annex) -> bool:
    first = clean_text(annexed.paragraphs[0])
    named = kind_titled(first)
    return annexed.word is None and named is not None and first.upper() == named.title


def _annex(paper: Anatomy, annexed: Annex, due: str) -> Iterator[Point]:
    if annexed.word is None:
        yield absent(decree.ANNEX)
    elif clean_text(annexed.word).replace("\u00a0", " ") != due:
        yield failed(decree.ANNEX_WORDS, f"«{clean_text(annexed.word)}», đúng là «{due}»", annexed.word.text_position)
    else:
        yield styled(decree.ANNEX, [annexed.word])
    yield styled(decree.ANNEX_TITLE, annexed.title) if annexed.title else absent(decree.ANNEX_TITLE)
    reference = annexed.reference
    if reference is None:
        if paper.kind.official:
            yield absent(decree.ANNEX_REFERENCE)
    elif not re.fullmatch(r"\(.*\)", clean_text(reference), re.DOTALL):
        yield failed(decree.ANNEX_REFERENCE_WORDS, quoted([reference]), reference.text_position)
    else:
        yield styled(decree.ANNEX_REFERENCE, [reference])


# --- tables --------------------------------------------------------------------------------------------------------


def tables(paper: Anatomy) -> Iterator[Point]:
    """In tables of data the heading row repeats on each page, and no row splits over two pages."""
    shown = [table for table in paper.docx.tables if table.bordered]
    for number, table in enumerate(shown, 1):
        if len(table.rows) == 1:  # a box round a word, like «DỰ THẢO»
            continue
        position = TextPosition(f"Bảng {number} («{shortened(' | '.join(table.rows[0].texts))}»)", (table.origin,))
        repeated = table.rows[0].heading
        yield judged(decree.HEADING_ROW, "" if repeated else "dòng tiêu đề không lặp lại", "có", position)
        split = [str(n) for n, row in enumerate(table.rows, 1) if row.may_split]
        named = f"dòng {', '.join(split[:5])}{' …' if len(split) > 5 else ''} có thể bị ngắt qua hai trang"
        yield judged(decree.WHOLE_ROWS, named if split else "", position=position)

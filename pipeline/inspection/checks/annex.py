"""Turns what stands behind the signing, and the tables of data, into points of form."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.inspection import decree
from pipeline.inspection.anatomy import Anatomy, Annexed
from pipeline.inspection.layout.numbering import spelt
from pipeline.inspection.layout.values import Place
from pipeline.inspection.paper_kinds import kind_titled
from pipeline.inspection.points import Point, absent, failed, passed, quoted, shortened, styled
from pipeline.inspection.wording import words


def annexes(paper: Anatomy) -> Iterator[Point]:
    """Each annex's word, title and reference to its paper; a regulation that a decision issues is no annex."""
    annexed = [each for each in paper.annexes if not _is_issued(each)]
    for number, each in enumerate(annexed, 1):
        due = "Phụ lục" if len(annexed) == 1 else f"Phụ lục {spelt(number, 'upperRoman')}"
        yield from _annex(paper, each, due)


def _is_issued(annexed: Annexed) -> bool:
    first = words(annexed.paragraphs[0])
    named = kind_titled(first)
    return annexed.word is None and named is not None and first.upper() == named.title


def _annex(paper: Anatomy, annexed: Annexed, due: str) -> Iterator[Point]:
    if annexed.word is None:
        yield absent(decree.ANNEX)
    elif words(annexed.word).replace("\u00a0", " ") != due:
        yield failed(decree.ANNEX_WORDS, f"«{words(annexed.word)}», đúng là «{due}»", annexed.word.place)
    else:
        yield styled(decree.ANNEX, [annexed.word])
    yield styled(decree.ANNEX_TITLE, annexed.title) if annexed.title else absent(decree.ANNEX_TITLE)
    reference = annexed.reference
    if reference is None:
        if paper.kind.official:
            yield absent(decree.ANNEX_REFERENCE)
    elif not re.fullmatch(r"\(.*\)", words(reference), re.DOTALL):
        yield failed(decree.ANNEX_REFERENCE_WORDS, quoted([reference]), reference.place)
    else:
        yield styled(decree.ANNEX_REFERENCE, [reference])


# --- tables --------------------------------------------------------------------------------------------------------


def tables(paper: Anatomy) -> Iterator[Point]:
    """Tables of data: the heading row repeats, no row splits."""
    shown = [table for table in paper.docx.tables if table.bordered]
    for number, table in enumerate(shown, 1):
        if len(table.rows) == 1:  # a frame round a word, like the mark of a draft
            continue
        place = Place(f"Bảng {number} («{shortened(' | '.join(table.rows[0].texts))}»)", (table.origin,))
        heading = table.rows[0].heading
        yield (
            passed(decree.HEADING_ROW, "có", place)
            if heading
            else failed(decree.HEADING_ROW, "dòng tiêu đề không lặp lại", place)
        )
        split = [n for n, row in enumerate(table.rows, 1) if row.may_split]
        told = f"dòng {', '.join(map(str, split[:5]))}{' …' if len(split) > 5 else ''} có thể bị ngắt qua hai trang"
        yield failed(decree.WHOLE_ROWS, told, place) if split else passed(decree.WHOLE_ROWS, "đúng", place)

"""Turns a Word file into its points of form under Nghị định 30/2020/NĐ-CP, Phụ lục I: what is prescribed, what was found.

It opens the file itself and shares nothing with the code that draws our templates, so that the one can prove the other;
the widths of letters alone are the same, and a test holds them against a font. Components are known by their words and
their place on the page; which of them a paper must have is known by its kind.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from pipeline.inspection import decree
from pipeline.inspection.anatomy import Anatomy, anatomy
from pipeline.inspection.checks.annex import annexes, tables
from pipeline.inspection.checks.end import recipients, signature
from pipeline.inspection.checks.head import addressee, agency, date, nation, number, title
from pipeline.inspection.checks.page import language, letters, page, page_numbers
from pipeline.inspection.checks.text import body, preamble
from pipeline.inspection.checks.words import wording
from pipeline.inspection.layout.read import read_docx
from pipeline.inspection.marked import with_notes_at
from pipeline.inspection.paper_kinds import PREPRINTED
from pipeline.inspection.points import Point, passed
from pipeline.opc.pack import pack
from pipeline.opc.unpack import open_parts

ELSEWHERE = re.compile(r"Đầu trang|Chân trang|^Phần \d", re.IGNORECASE)  # what no paragraph is
Check = Callable[[Anatomy], Iterator[Point]]
CHECKS: tuple[Check, ...] = (
    page, page_numbers, letters, language, nation, agency, number, date, title, addressee, preamble, body, wording, signature,
    recipients, annexes, tables,
)  # fmt: skip
ON_A_CERTIFICATE: tuple[Check, ...] = (letters, language, wording)


def inspect(content: bytes) -> tuple[Point, ...]:
    """A Word file's points of form, in the order of the decree. Raises :class:`Unreadable`."""
    return tuple(_points(anatomy(read_docx(content))))


def _points(paper: Anatomy) -> Iterator[Point]:
    yield _kind(paper)
    for check in ON_A_CERTIFICATE if paper.kind == PREPRINTED else CHECKS:
        yield from check(paper)


def _kind(paper: Anatomy) -> Point:
    """As which kind of paper a document is inspected."""
    if paper.kind == PREPRINTED:
        return passed(decree.PREPRINTED, "chữ in lên phôi Giấy khen")
    if paper.kind.official:
        return passed(decree.KIND, paper.kind.title.lower())
    return passed(decree.FORM, paper.kind.title.lower() or "danh sách, biểu mẫu")


def faults(content: bytes) -> tuple[Point, ...]:
    """The points in which a Word file departs from the decree."""
    return tuple(point for point in inspect(content) if not point.ok)


def marked(content: bytes) -> bytes:
    """A copy of a Word file with a comment at each fault: what stands there, what is prescribed, and by which clause."""
    package = open_parts(content)
    notes = [(n, _note(point)) for point in faults(content) for n in point.at or (0,)]
    return pack(with_notes_at(package, notes))


def _note(point: Point) -> str:
    """A fault as the words of a comment; where it is not the commented paragraph that is meant, they say what is."""
    about = f" ({point.place})" if not point.at or ELSEWHERE.search(point.place) else ""
    return f"{point.component}{about}: đang là {point.found}; phải là {point.prescribed} ({point.clause})."


__all__ = ["CHECKS", "Point", "faults", "inspect", "marked"]

"""Turns a Word file into its points of form under Nghị định 30/2020/NĐ-CP, Phụ lục I: what is prescribed, what was found.

It opens the file itself and shares no code with what draws our templates, so that each can prove the other. Only the
table of letter widths is shared; a test compares it with a font. Components are recognised by their text and their
position on the page; the kind of paper says which of them must be there.
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
from pipeline.inspection.checks.usage import usage
from pipeline.inspection.checks.words import wording
from pipeline.inspection.layout.read import read_docx
from pipeline.inspection.marked import with_notes_at
from pipeline.inspection.paper_kinds import FORM, LEGAL, PERSONAL, PREPRINTED
from pipeline.inspection.points import Grade, Point, as_remark, outside, passed
from pipeline.opc.pack import pack
from pipeline.opc.unpack import open_parts

ELSEWHERE = re.compile(r"Đầu trang|Chân trang|^Phần \d", re.IGNORECASE)  # positions that are no paragraph of the text
OUTSIDE = {
    PREPRINTED: (decree.PREPRINTED, "chữ in lên phôi Giấy khen"),
    LEGAL: (decree.LEGAL, "văn bản quy phạm pháp luật"),
    PERSONAL: (decree.PERSONAL, "đơn, tờ khai của cá nhân"),
}
Check = Callable[[Anatomy], Iterator[Point]]
CHECKS: tuple[Check, ...] = (
    page, page_numbers, letters, language, nation, agency, number, date, title, addressee, preamble, body, wording, usage, signature,
    recipients, annexes, tables,
)  # fmt: skip
ON_A_CERTIFICATE: tuple[Check, ...] = (letters, language, wording)


def inspect(content: bytes) -> tuple[Point, ...]:
    """A Word file's points of form, in the order of the decree. Raises :class:`Unreadable`."""
    return tuple(_points(anatomy(read_docx(content))))


def _points(paper: Anatomy) -> Iterator[Point]:
    yield _kind(paper)
    if paper.kind in (LEGAL, PERSONAL):
        return
    for check in ON_A_CERTIFICATE if paper.kind == PREPRINTED else CHECKS:
        yield from map(as_remark, check(paper)) if paper.kind == FORM else check(paper)


def _kind(paper: Anatomy) -> Point:
    """The first point: the kind of paper that a document was recognised as."""
    if paper.kind.official:
        return passed(decree.KIND, paper.kind.title.lower())
    return outside(*OUTSIDE.get(paper.kind, (decree.FORM, paper.kind.title.lower() or "danh sách, biểu mẫu")))


def marked(content: bytes) -> bytes:
    """A copy of a Word file with a comment at each fault and remark: what was found, what is prescribed, and by which clause.

    Raises :class:`Unreadable`.
    """
    package = open_parts(content)
    notes = [(n, _note(point)) for point in inspect(content) if not point.ok for n in point.at or (0,)]
    return pack(with_notes_at(package, notes))


def _note(point: Point) -> str:
    """The text of a comment on a fault; it names the position if that is not the paragraph with the comment."""
    about = f" ({point.place})" if not point.at or ELSEWHERE.search(point.place) else ""
    begins = "Nên xem: " if point.grade is Grade.LOOK else ""
    return f"{begins}{point.component}{about}: đang là {point.found}; phải là {point.prescribed} ({point.clause})."

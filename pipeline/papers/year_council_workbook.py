"""Turns a year into the Council's workbook, to be filled in when it votes on who gets a certificate at the year's end."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.drawing.forms.content import Content
from pipeline.drawing.forms.forms import year_council_form
from pipeline.papers.council_workbook import member_rows, printed_rules
from pipeline.papers.year_papers import YearBook, quarters_of
from pipeline.values.file_names import YEAR_COUNCIL_WORKBOOK
from pipeline.values.model import MadeFile
from schemas.hoi_dong import THANH_VIEN
from schemas.hoi_dong_nam import BIEU_QUYET_NAM, CUOC_HOP_NAM, HOI_DONG_NAM


def year_council_workbooks(book: YearBook) -> Iterator[MadeFile]:
    """The workbook with the year's exemplars, those chosen in a quarter first; none after the vote, or without exemplars."""
    meeting = book.council.meeting
    if not book.exemplars or (meeting and meeting.voted.issuperset(each.who for each in book.exemplars)):
        return
    rows = [
        {
            "doi_tuong": each.candidate.recipient,
            "ten": each.candidate.name,
            "don_vi": each.candidate.unit,
            "quy_duyet": each.quarters,
            "quy_chon": each.chosen_in,
            "da_khen": "\n".join(each.awarded_for),
        }
        for each in book.exemplars
    ]
    content = Content(
        {CUOC_HOP_NAM.name: {"nam": str(book.year), **printed_rules(book.office, CUOC_HOP_NAM)}},
        {THANH_VIEN.name: member_rows(book.office), BIEU_QUYET_NAM.name: rows},
    )
    terms = book.office.terms(quarters_of(book.year)[-1])
    yield MadeFile(YEAR_COUNCIL_WORKBOOK, year_council_form(terms, content), HOI_DONG_NAM.kind, "")

"""Turns a year into the Council's workbook, to be filled in when it votes on who gets a certificate at the year's end."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checking.checked import by_file
from pipeline.drawing.forms.forms import draw_form
from pipeline.papers.council_workbook import carried_over
from pipeline.papers.workbooks import returned_files, typed_in
from pipeline.papers.year_papers import YearBook, quarters_of
from pipeline.values.file_names import YEAR_COUNCIL_WORKBOOK
from pipeline.values.model import MadeFile
from schemas.hoi_dong_nam import HOI_DONG_NAM


def year_workbooks(book: YearBook) -> Iterator[MadeFile]:
    """The Council's workbook with the year's exemplars and what is typed already, and those returned to the officer.

    Those chosen in a quarter are listed first; there is none after the vote, or without exemplars.
    """
    meeting, terms = book.council.meeting, book.office.terms(quarters_of(book.year)[-1])
    if book.exemplars and not (meeting and meeting.voted.issuperset(each.who for each in book.exemplars)):
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
        typed = typed_in(book.council.received, HOI_DONG_NAM.kind, book.council.typed)
        content = carried_over(HOI_DONG_NAM, {"nam": str(book.year)}, book.office, rows, typed)
        yield MadeFile(YEAR_COUNCIL_WORKBOOK, draw_form(HOI_DONG_NAM, terms, content), HOI_DONG_NAM.kind, "")
    yield from returned_files(book.council.received, by_file(book.council.findings), terms)

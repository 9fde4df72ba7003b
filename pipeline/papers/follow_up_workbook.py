"""Turns a year into the follow-up workbook with a row for each of its chosen ones, to be filled in with where they were taken over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.drawing.forms.content import Content
from pipeline.drawing.forms.forms import draw_form
from pipeline.papers.year_papers import YearBook, quarters_of
from pipeline.values.file_names import FOLLOW_UP_FILE
from pipeline.values.model import MadeFile
from schemas.nhan_rong import NHAN_RONG
from schemas.theo_doi import THEO_DOI


def follow_up_workbooks(book: YearBook) -> Iterator[MadeFile]:
    """The follow-up workbook as the office has it, with a row more for each chosen one who has none; none if all have one."""
    lacking = lacking_rows(book)
    if not lacking:
        return
    typed = book.follow_up.rows.tables if book.follow_up.rows else {}
    rows = {
        sheet.name: [{key: entry.found for key, entry in record.items()} for record in typed.get(sheet.name, ())]
        for sheet in THEO_DOI.sheets
    }
    rows[NHAN_RONG.name] += [{"ky": period, "ho_ten": name} for period, name in lacking]
    terms = book.office.terms(quarters_of(book.year)[-1])
    yield MadeFile(FOLLOW_UP_FILE, draw_form(THEO_DOI, terms, Content(tables=rows)), THEO_DOI.kind, "")


def lacking_rows(book: YearBook) -> Sequence[tuple[str, str]]:
    """The chosen ones of the year's quarters without a row of their own in the follow-up workbook: quarter and name."""
    rows = book.follow_up.rows.tables.get(NHAN_RONG.name, ()) if book.follow_up.rows else ()
    known = {record.value("ky") for record in rows}
    return [
        (checked.quarter.title, checked.meeting.chosen.candidate.name)
        for checked in book.quarters
        if checked.meeting and checked.quarter not in known
    ]

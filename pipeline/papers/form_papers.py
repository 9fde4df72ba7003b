"""Turns the office and a quarter into the letter that goes out with the blank forms, and into an example of it for its template."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from pipeline.checking.issued import Issued
from pipeline.checking.office import Office
from pipeline.papers.assemble import issued_document
from pipeline.papers.context import shared_context
from pipeline.papers.kinds import Paper, documents
from pipeline.papers.printing import Context, unbroken_day
from pipeline.values.dates import Quarter, long_date
from pipeline.values.file_names import FORMS
from pipeline.values.model import Document
from schemas.gioi_thieu import WEEKDAYS

FORM_PAPERS = (Paper("cong-van-gui-bieu-mau", "Công văn gửi biểu mẫu", f"{FORMS}/cong-van-gui-bieu-mau.docx"),)


def form_documents(office: Office, quarter: Quarter, issued: Sequence[Issued] = ()) -> Iterator[Document]:
    """The papers that go out with the forms of a quarter, before rendering; ``issued`` are the quarter's papers with a number."""
    context = _context(office, quarter)
    for paper in FORM_PAPERS:
        for document in documents(paper, context, {}):
            yield issued_document(document, issued, office)


def form_examples(office: Office, quarter: Quarter) -> Mapping[str, Context]:
    """Maps the file name of each of their templates to what it can print."""
    return {paper.template: _context(office, quarter) for paper in FORM_PAPERS}


def _context(office: Office, quarter: Quarter) -> Context:
    first, last = office.plan.window(quarter)
    standing = office.facts["Thường trực Hội đồng"]
    mail = next((unit.mail for unit in office.units if unit.name == standing), "")
    window = {"tu": _with_weekday(first), "den": _with_weekday(last), "thu_dien_tu": mail}
    return {**shared_context(quarter, office, (), (), (), None), "gui_bieu_mau": window}


def _with_weekday(day: date) -> str:
    """A day with its weekday: «ngày 20 tháng 6 năm 2020 (thứ Bảy)»; a weekend is shown and never shifted."""
    return f"{unbroken_day(long_date(day))} ({WEEKDAYS[day.weekday()]})"

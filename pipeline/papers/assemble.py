"""Turns a checked quarter into its papers before rendering: for each its template, its path and the values to print.

All papers share one context. A paper that is made several times (for each nominee, collective, or unit that has to send
or correct a workbook) has one more name in it. Only the two profiles contain the columns declared sensitive. A new kind
of paper is a Word template and one line of ``PAPERS``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.checking.checked import Checked
from pipeline.checking.council import Meeting
from pipeline.checking.issued import Issued
from pipeline.checking.office import Office
from pipeline.papers.context import as_recorded, legal_notes, of_voted, shared_context
from pipeline.papers.issued_printing import as_issued, usable
from pipeline.papers.kinds import PAPERS, Copy, Paper, documents
from pipeline.papers.nominations import copies_of, nominate
from pipeline.papers.printing import Context, Nomination
from pipeline.papers.province import achievement_reports, form_notes
from pipeline.papers.reminders import reminders
from pipeline.values.dates import Quarter
from pipeline.values.model import Document

RECORDING = {"bien-ban-hop-hoi-dong": as_recorded, "to-trinh": of_voted}


def assemble(checked: Checked) -> Iterator[Document]:
    """The papers that can be made of a checked quarter, in the order of ``PAPERS``."""
    nominations = nominate(checked)
    issued = usable(checked.follow_up.issued_in(checked.quarter), checked.meeting is not None)
    context = shared_context(
        checked.quarter,
        checked.deciding,
        nominations,
        checked.missing_units,
        checked.returned_units,
        checked.meeting,
        issued,
    )
    stems = checked.office.stems
    letters = tuple(
        Copy(stems[str(each["don_vi"])], str(each["don_vi"]), {"don_doc": each}) for each in reminders(checked)
    )
    reports = achievement_reports(checked.meeting, nominations)
    copies = {**copies_of(nominations), "don_doc": letters, "bao_cao_thanh_tich": reports}
    context = _with_forgotten(context, checked.forgotten)
    notes = {
        "quyet-dinh-khen-thuong": legal_notes(checked.quarter, checked.deciding, checked.meeting, issued),
        "bao-cao-thanh-tich": form_notes(checked.deciding),
    }
    for paper in PAPERS:
        if paper.when(context):
            own = _context_of(paper, context, checked.meeting, nominations)
            for blank in documents(paper, own, copies):
                document = issued_document(blank, issued, checked.deciding)
                yield replace(document, notes=notes.get(paper.kind, {}))


def issued_document(document: Document, issued: Sequence[Issued], office: Office) -> Document:
    """A paper with its number and day, if it is issued."""
    place = office.facts["Địa danh"]
    return replace(document, context=as_issued(document.context, document.kind, document.about, issued, place))


def _context_of(paper: Paper, context: Context, meeting: Meeting | None, nominations: Sequence[Nomination]) -> Context:
    """The context of one kind of paper: minutes and proposal are about those who were voted on."""
    if meeting and paper.kind in RECORDING:
        return RECORDING[paper.kind](context, meeting, nominations)
    return context


def _with_forgotten(context: Context, forgotten: Sequence[Quarter]) -> Context:
    """The context with a note in the consolidated list about earlier quarters whose nominees are no longer known."""
    listed = context["danh_sach"]
    unknown = (f"chưa đối chiếu được với {quarter.title} (dữ liệu cá nhân đã xóa)" for quarter in forgotten)
    return {**context, "danh_sach": {**listed, "da_gioi_thieu": (*listed["da_gioi_thieu"], *unknown)}}

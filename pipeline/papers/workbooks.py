"""Turns a checked quarter into the workbooks that go out: one for the Council to fill in, and those returned to senders."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checking.checked import Checked
from pipeline.papers.council_workbook import council_workbook
from pipeline.papers.nominations import candidates_of
from pipeline.papers.returned_workbook import returned_names, returned_workbook
from pipeline.values.file_names import COUNCIL_WORKBOOK, RETURNED
from pipeline.values.model import MadeFile, Status, Submission
from schemas.hoi_dong import HOI_DONG


def council_workbooks(checked: Checked) -> Iterator[MadeFile]:
    """The workbook for the Council to fill in, with what is typed already; none if there are no nominees.

    After the meeting there is one only if somebody came late, or the chosen one has gone: the Council then votes again.
    """
    candidates, meeting = candidates_of(checked), checked.meeting
    decided = {vote.candidate for vote in meeting.votes} if meeting else set()
    if candidates and (not meeting or meeting.chosen.absence or not decided.issuperset(candidates)):
        kept = (r.submission for r in checked.received if r.kind == HOI_DONG.kind and r.status is not Status.SUPERSEDED)
        typed = [*filter(None, kept), *checked.typed]
        content = council_workbook(checked.office.terms(checked.quarter), checked.office, candidates, typed)
        yield MadeFile(COUNCIL_WORKBOOK, content, HOI_DONG.kind, "")


def returned_workbooks(checked: Checked) -> Iterator[MadeFile]:
    """The returned workbook for each file that has errors or could not be read; none for one that another replaces.

    That of a file that is not our form holds nothing of it.
    """
    names = returned_names(r.source.name for r in checked.received)
    terms = checked.office.terms(checked.quarter)
    for r in checked.received:
        if r.status in (Status.RETURNED, Status.UNREADABLE) and (faults := checked.findings_of.get(r.source.name)):
            sent = r.submission or Submission(r.source.name, "", {})
            content = returned_workbook(sent, faults, terms)
            yield MadeFile(names[r.source.name], content, RETURNED, r.unit, derived=True)

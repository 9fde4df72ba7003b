"""Turns a checked quarter into the workbooks that go out: one for the Council to fill in, and those returned to senders."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.checking.checked import Checked, Received
from pipeline.checking.opened import misplaced
from pipeline.papers.council_workbook import council_workbook
from pipeline.papers.nominations import candidates_of
from pipeline.papers.returned_workbook import returned_names, returned_workbook
from pipeline.values.file_names import COUNCIL_WORKBOOK, RETURNED
from pipeline.values.model import Finding, MadeFile, Status, Submission
from schemas.hoi_dong import HOI_DONG
from schemas.terms import Terms


def council_workbooks(checked: Checked) -> Iterator[MadeFile]:
    """The workbook for the Council to fill in, with what is typed already; none if there are no nominees.

    After the meeting there is one only if somebody came late, or the chosen one has gone: the Council then votes again.
    """
    candidates, meeting = candidates_of(checked), checked.meeting
    decided = {vote.candidate for vote in meeting.votes} if meeting else set()
    if candidates and (not meeting or meeting.chosen.absence or not decided.issuperset(candidates)):
        typed = typed_in(checked.received, HOI_DONG.kind, checked.typed)
        content = council_workbook(checked.office.terms(checked.quarter), checked.office, candidates, typed)
        yield MadeFile(COUNCIL_WORKBOOK, content, HOI_DONG.kind, "")


def typed_in(received: Iterable[Received], kind: str, in_outputs: Iterable[Submission]) -> Sequence[Submission]:
    """The Council's workbooks that an officer may have begun to fill in: those in the inputs count before those in the outputs."""
    kept = (each.submission for each in received if each.kind == kind and each.status is not Status.SUPERSEDED)
    return [*filter(None, kept), *in_outputs]


def returned_workbooks(checked: Checked) -> Iterator[MadeFile]:
    """The returned workbook for each file of a quarter that its sender has to correct."""
    yield from returned_files(checked.received, checked.findings_of, checked.office.terms(checked.quarter))


def returned_files(
    received: Sequence[Received], findings_of: Mapping[str, Sequence[Finding]], terms: Terms
) -> Iterator[MadeFile]:
    """The returned workbook for each file that has errors or could not be read; ``findings_of`` maps file names to findings.

    There is none for a file that another replaces, or that only lies in the wrong folder. That of a file that is not our form
    holds nothing of it.
    """
    names = returned_names(each.source.name for each in received)
    for each in received:
        faults = findings_of.get(each.source.name, ())
        if each.status in (Status.RETURNED, Status.UNREADABLE) and faults and not misplaced(faults):
            sent = each.submission or Submission(each.source.name, "", {})
            content = returned_workbook(sent, faults, terms)
            yield MadeFile(names[each.source.name], content, RETURNED, each.shown_unit, derived=True)

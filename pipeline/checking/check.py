"""Turns the files of a quarter's folder into a checked quarter: each file is parsed and checked, then compared with the others."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from pipeline.checking.across_workbooks import (
    certified_before,
    introduced_before,
    nobody_signs_for_himself,
    one_meeting,
    one_quarter_per_person,
    one_unit_per_person,
    reading_order,
    years_with_achievements,
)
from pipeline.checking.after_meeting import Titles, match_votes, note_title, titles_of
from pipeline.checking.checked import NOMINATIONS, Checked
from pipeline.checking.columns import WorkbookKinds, validate, with_official_units
from pipeline.checking.council import Meeting, VotedOn, candidate_of, deciding_office, meeting_of
from pipeline.checking.follow_up import check_follow_up, issuing_in, issuing_in_year
from pipeline.checking.issued import FollowUp, Period
from pipeline.checking.limits import within_limit
from pipeline.checking.messages import finding
from pipeline.checking.office import Office, office_on
from pipeline.checking.opened import Opened, open_workbook
from pipeline.checking.plain_units import Unread
from pipeline.checking.sent_again import SAME_CONTENT, copy_findings, identical_copies, same_content, sent_again
from pipeline.reading.folders import QuarterFolder
from pipeline.values.dates import Quarter, quarter_of
from pipeline.values.errors import PipelineError
from pipeline.values.model import (
    CellReference,
    Finding,
    InputFile,
    Severity,
    SourceFile,
    Submission,
)
from schemas.ca_nhan import CA_NHAN, RULES
from schemas.co_quan import CO_QUAN
from schemas.co_quan_rules import RULES as OFFICE_RULES
from schemas.gioi_thieu import CERTIFICATE
from schemas.hoi_dong import HOI_DONG
from schemas.hoi_dong_rules import RULES as COUNCIL_RULES
from schemas.rules import Circumstances
from schemas.tap_the import RULES as COLLECTIVE_RULES
from schemas.tap_the import TAP_THE
from schemas.terms import Terms, worded
from schemas.theo_doi import THEO_DOI

OFFICE: WorkbookKinds = {CO_QUAN.kind: (CO_QUAN, OFFICE_RULES)}
KINDS: WorkbookKinds = {
    CA_NHAN.kind: (CA_NHAN, RULES),
    TAP_THE.kind: (TAP_THE, COLLECTIVE_RULES),
    HOI_DONG.kind: (HOI_DONG, COUNCIL_RULES),
}


def kinds_in(terms: Terms) -> WorkbookKinds:
    """The kinds of workbook in the office's words."""
    return {kind: (worded(schema, terms), rules) for kind, (schema, rules) in KINDS.items()}


def check_quarter(folder: QuarterFolder) -> Checked:
    """The files of a quarter's folder with all findings. Raises PipelineError if the office workbook cannot be used."""
    quarter = folder.quarter
    office_rows, warnings = read_office_workbook(folder.office, quarter)
    office = office_on(quarter.last_day, office_rows)
    now = Circumstances(quarter, tuple(unit.as_choice for unit in office.units), office.terms(quarter))
    kinds = kinds_in(now.terms)

    opened = [_with_official_units(open_workbook(source, kinds), now) for source in folder.files]
    copies = identical_copies(each.source for each in opened if not each.is_empty)
    findings = [
        *warnings,
        *(
            finding("earlier-forgotten", CellReference(q.folder), "", "", earlier=q.title, **now.terms.words)
            for q in folder.forgotten
        ),
        *(fault for each in opened for fault in each.findings),
    ]
    sent = [each.submission for each in opened if each.submission]
    nominations = [each for each in sent if each.kind in NOMINATIONS]
    meetings = [each for each in sent if each.kind == HOI_DONG.kind]
    findings += validate(nominations, kinds, now)
    unread = [Unread(each.source.name, each.strays) for each in opened if each.is_unread]
    again = sent_again([each for each in nominations if each.file not in copies], findings, now, unread)
    superseded = {*copies, *again.superseded}
    current = [each for each in nominations if each.file not in superseded]
    people = [each for each in current if each.kind == CA_NHAN.kind]
    then: list[tuple[Quarter, Submission]] = []
    titles = titles_of(nominations)
    before = introduced_before(current, {q: _sent_in(q, files, kinds, then, titles) for q, files in folder.earlier})
    findings += (
        *again.findings,
        *one_unit_per_person(people, now.terms, again.plain_units),
        *one_quarter_per_person(people, before, now.terms),
    )

    wrong = {fault.place.file for fault in findings if fault.severity is Severity.ERROR}
    proposed = [each for each in current if each.file not in wrong]
    copies_of_held = same_content([each for each in meetings if each.file not in copies], findings)
    held = [each for each in meetings if each.file not in {*copies, *copies_of_held}]
    superseded |= set(copies_of_held)
    unread_units = {again.plain_units.get(each.file, "") for each in unread}
    votes = match_votes(held, proposed, [each for each in current if each.file in wrong], unread_units, titles)
    voted = ((each.file, each.main_value("ngay_gui")) for each in proposed if each not in votes.late)
    sent_on = {file: day for file, day in voted if isinstance(day, date)}
    now = replace(now, regulations=office.regulations, sent_on=sent_on)
    findings += (*validate(meetings, kinds, now), *one_meeting(held, [each.file for each in unread]))
    wrong |= {fault.place.file for fault in findings if fault.severity is Severity.ERROR}
    meeting, faults = _meeting(held, office_rows, office, votes.people, wrong)
    findings += faults
    if meeting:
        late = {each.file for each in votes.late}
        findings = [each for each in findings if each.code != "outside-window" or each.place.file not in late]
        findings += votes.findings
        proposed = [votes.renamed.get(each.file, each) for each in proposed]
        opened = [each.with_name_of(votes.renamed) for each in opened]
    issuing = issuing_in(quarter, office, meeting, meeting is not None or not held, office_rows)
    follow_up, of_follow_up = check_follow_up(folder.follow_up, replace(now, issuing=issuing))
    findings += (
        *_own_awards(proposed, meeting, office),
        *years_with_achievements(proposed, meeting, quarter),
        *of_follow_up,
    )

    of_superseded = (*again.findings, *copy_findings(copies), *copy_findings(copies_of_held, SAME_CONTENT))
    findings = [
        each for each in (*findings, *of_superseded) if each.place.file not in superseded or each in of_superseded
    ]
    ordered = tuple(within_limit(reading_order(findings, [*(schema for schema, _ in KINDS.values()), THEO_DOI])))
    wrong |= {fault.place.file for fault in ordered if fault.severity is Severity.ERROR}
    received = tuple(each.received(wrong, superseded) for each in opened)
    return Checked(
        quarter,
        office,
        InputFile(folder.office.name, folder.office.sha256),
        received,
        folder.ignored,
        ordered,
        before,
        meeting,
        folder.forgotten,
        again.plain_units,
        tuple(
            each
            for s in folder.in_outputs
            if (each := open_workbook(s, kinds).submission) and each.kind == HOI_DONG.kind
        ),
        follow_up,
        certified_before(current, then),
    )


def _sent_in(
    quarter: Quarter,
    files: Iterable[SourceFile],
    kinds: WorkbookKinds,
    held: list[tuple[Quarter, Submission]],
    titles: Titles,
) -> Iterator[Submission]:
    """The submissions of an earlier quarter, one after another.

    Those of the Council are put into ``held`` besides, the titles of nominees into ``titles``.
    """
    for source in files:
        if each := open_workbook(source, kinds).submission:
            held += [(quarter, each)] if each.kind == HOI_DONG.kind else []
            note_title(each, titles)
            yield each


def _meeting(
    sent: Sequence[Submission],
    office_rows: Submission,
    office: Office,
    people: Sequence[VotedOn],
    wrong: Container[str],
) -> tuple[Meeting | None, tuple[Finding, ...]]:
    """The Council's meeting if there is one workbook of it without errors, else None; and the findings about it.

    The office is the one in force on the day of the meeting, but with the units and the plan of the quarter.
    """
    if len(sent) != 1 or sent[0].file in wrong:
        return None, ()
    deciding, faults = deciding_office(sent[0], office_rows, office)
    regulations = office.regulations
    return meeting_of(sent[0], deciding, regulations, people) if deciding and regulations else None, faults


def _own_awards(proposed: Sequence[Submission], meeting: Meeting | None, office: Office) -> tuple[Finding, ...]:
    """Findings about a signatory whom his own decision awards: as proposed before the meeting, as decided after it."""
    if meeting:
        return nobody_signs_for_himself(proposed, meeting.office.head.name, meeting.certified)
    drafted = {each for each in map(candidate_of, proposed) if each.award_form == CERTIFICATE}
    return nobody_signs_for_himself(proposed, office.head.name, drafted)


def open_office(source: SourceFile, day: date) -> Office:
    """The office on a day, from the office workbook. Raises PipelineError with the message of every error in it."""
    return office_on(day, read_office_workbook(source, quarter_of(day))[0])


def follow_up_of(
    period: Period, office_source: SourceFile, source: SourceFile | None
) -> tuple[FollowUp, tuple[Finding, ...]]:
    """The follow-up workbook, and the findings about its rows of a year, or of a quarter whose meeting is not looked at.

    Raises PipelineError if it cannot be read.
    """
    last = period if isinstance(period, Quarter) else Quarter(period.year, 4)
    rows, _ = read_office_workbook(office_source, last)
    office = office_on(last.last_day, rows)
    now = Circumstances(last, tuple(unit.as_choice for unit in office.units), office.terms(last))
    of_quarter = isinstance(period, Quarter) and issuing_in(period, office, None, False, rows)
    issuing = of_quarter or issuing_in_year(last.year, office, rows)
    follow_up, faults = check_follow_up(source, replace(now, issuing=issuing))
    return follow_up, reading_order(faults, [THEO_DOI])


def read_office_workbook(source: SourceFile, quarter: Quarter) -> tuple[Submission, tuple[Finding, ...]]:
    """The office workbook as a submission, and its warnings. Raises PipelineError with the message of every error in it."""
    opened = open_workbook(source, OFFICE)
    submission, faults = opened.submission, opened.findings
    if submission is not None:
        faults += validate([submission], OFFICE, Circumstances(quarter, (), Terms(quarter)))
    ordered = tuple(within_limit(reading_order(faults, [CO_QUAN])))
    errors = [fault for fault in ordered if fault.severity is Severity.ERROR]
    if submission is None or errors:
        raise PipelineError("\n".join(error.message for error in errors))
    return submission, ordered


def _with_official_units(each: Opened, now: Circumstances) -> Opened:
    return replace(each, submission=with_official_units(each.submission, now)) if each.submission else each

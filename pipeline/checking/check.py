"""Turns the files of a quarter's folder into a checked quarter: each file is parsed and checked, then compared with the others."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from pipeline.checking.across_workbooks import (
    certified_before,
    files_with_errors,
    introduced_before,
    nobody_signs_for_himself,
    one_meeting,
    one_quarter_per_person,
    one_unit_per_person,
    reading_order,
    years_with_achievements,
)
from pipeline.checking.after_meeting import NO_VOTES, Titles, Votes, match_votes, note_title
from pipeline.checking.checked import NOMINATIONS, Checked
from pipeline.checking.columns import validate, with_official_units
from pipeline.checking.council import Meeting, VotedOn, candidate_of, deciding_office, meeting_of
from pipeline.checking.follow_up import check_follow_up, issuing_in, issuing_in_year, left_open
from pipeline.checking.issued import FollowUp, Period
from pipeline.checking.limits import within_limit
from pipeline.checking.messages import finding
from pipeline.checking.office import Office, office_on
from pipeline.checking.opened import Opened, open_workbook
from pipeline.checking.sent_again import (
    SAME_CONTENT,
    SentAgain,
    copy_findings,
    identical_copies,
    same_content,
    sent_again,
)
from pipeline.reading.folders import QuarterFolder
from pipeline.values.dates import Quarter, Year, quarter_of
from pipeline.values.errors import PipelineError
from pipeline.values.model import (
    CellReference,
    Finding,
    InputFile,
    SourceFile,
    Submission,
)
from schemas.ca_nhan import CA_NHAN
from schemas.co_quan import CO_QUAN
from schemas.gioi_thieu import CERTIFICATE
from schemas.grammar import WorkbookSchema
from schemas.hoi_dong import HOI_DONG
from schemas.rules import Circumstances
from schemas.tap_the import TAP_THE
from schemas.terms import Terms, worded
from schemas.theo_doi import THEO_DOI

OFFICE = {CO_QUAN.kind: CO_QUAN}
Kinds = Mapping[str, WorkbookSchema]
KINDS: Kinds = {schema.kind: schema for schema in (CA_NHAN, TAP_THE, HOI_DONG)}


class _Nominated(NamedTuple):
    """The nominations of a quarter: those that count, what became of the other files, and what was found about them all."""

    current: Sequence[Submission]
    again: SentAgain
    copies: Mapping[str, str]  # each file with the bytes of another → that one
    unread: Sequence[Opened]
    titles: Titles  # of everybody in this quarter's and earlier workbooks
    before: Mapping[str, str]
    certified: Mapping[str, tuple[Quarter, ...]]
    findings: Sequence[Finding]


class _Held(NamedTuple):
    """The Council's meeting, None as long as no workbook of it is without errors; who stands now; all findings so far."""

    meeting: Meeting | None
    is_sent: bool
    proposed: Sequence[Submission]
    votes: Votes
    copies: Mapping[str, str]  # each workbook with the content of another → that one
    findings: Sequence[Finding]


def check_quarter(folder: QuarterFolder) -> Checked:
    """The files of a quarter's folder with all findings. Raises PipelineError if the office workbook cannot be used."""
    quarter = folder.quarter
    office_rows, warnings = read_office_workbook(folder.office, quarter)
    office = office_on(quarter.last_day, office_rows)
    now = Circumstances(quarter, tuple(unit.as_choice for unit in office.units), office.terms(quarter))
    kinds = {kind: worded(schema, now.terms) for kind, schema in KINDS.items()}
    opened = [_with_official_units(open_workbook(source, kinds), now) for source in folder.files]

    nominated = _nominations(folder, opened, kinds, now)
    held = _meeting_held(opened, nominated, kinds, now, office, office_rows)
    issuing = issuing_in(quarter, office, held.meeting, held.meeting is not None or not held.is_sent, office_rows)
    follow_up, of_follow_up = check_follow_up(folder.follow_up, replace(now, issuing=issuing))
    if held.meeting:
        of_follow_up += tuple(left_open(follow_up, quarter, office_rows, held.meeting.day))

    superseded = {*nominated.copies, *nominated.again.superseded, *held.copies}
    of_current = [
        *(each for each in held.findings if each.place.file not in superseded),
        *_own_awards(held.proposed, held.meeting, office),
        *years_with_achievements(held.proposed, held.meeting, quarter),
    ]
    of_copies = [*copy_findings(nominated.copies), *copy_findings(held.copies, SAME_CONTENT)]
    findings = [*warnings, *of_current, *nominated.again.findings, *of_copies, *of_follow_up]
    ordered = tuple(within_limit(reading_order(findings, [*KINDS.values(), THEO_DOI])))
    wrong = files_with_errors(ordered)
    return Checked(
        quarter,
        office,
        InputFile(folder.office.name, folder.office.sha256),
        tuple(each.with_name_of(held.votes.renamed).received(wrong, superseded) for each in opened),
        folder.ignored,
        ordered,
        nominated.before,
        held.meeting,
        folder.forgotten,
        nominated.again.plain_units,
        tuple(each for each in _submissions(folder.in_outputs, kinds) if each.kind == HOI_DONG.kind),
        follow_up,
        nominated.certified,
    )


def _nominations(folder: QuarterFolder, opened: Sequence[Opened], kinds: Kinds, now: Circumstances) -> _Nominated:
    """The files of a quarter as nominations, compared with each other and with those of the year's earlier quarters."""
    copies = identical_copies(opened)
    sent = [each.submission for each in opened if each.submission and each.submission.kind in NOMINATIONS]
    findings = [fault for each in opened for fault in each.findings]
    findings += validate(sent, kinds, now)
    unread = [each for each in opened if each.is_unread]
    again = sent_again([each for each in sent if each.file not in copies], findings, now, unread)
    current = [each for each in sent if each.file not in {*copies, *again.superseded}]
    people = [each for each in current if each.kind == CA_NHAN.kind]
    held: list[tuple[Quarter, Submission]] = []
    titles: Titles = {}
    for each in sent:
        note_title(each, titles)
    earlier = {q: _nominations_then(q, files, kinds, held, titles) for q, files in folder.earlier}
    before = introduced_before(current, earlier)
    findings += one_unit_per_person(people, now.terms, again.plain_units)
    findings += one_quarter_per_person(people, before, now.terms)
    findings += (
        finding("earlier-forgotten", CellReference(q.folder), earlier=q.title, **now.terms.words)
        for q in folder.forgotten
    )
    return _Nominated(current, again, copies, unread, titles, before, certified_before(current, held), findings)


def _nominations_then(
    quarter: Quarter,
    files: Iterable[SourceFile],
    kinds: Kinds,
    held: list[tuple[Quarter, Submission]],
    titles: Titles,
) -> Iterator[Submission]:
    """The nominations of an earlier quarter, one after another.

    The Council's workbooks are put into ``held``, the titles of nominees into ``titles``.
    """
    for each in _submissions(files, kinds):
        if each.kind == HOI_DONG.kind:
            held.append((quarter, each))
        else:
            note_title(each, titles)
            yield each


def _submissions(files: Iterable[SourceFile], kinds: Kinds) -> Iterator[Submission]:
    return (each for source in files if (each := open_workbook(source, kinds).submission))


def _meeting_held(
    opened: Sequence[Opened],
    nominated: _Nominated,
    kinds: Kinds,
    now: Circumstances,
    office: Office,
    office_rows: Submission,
) -> _Held:
    """The Council's workbook held against the nominations as they stand now."""
    sent = [each.submission for each in opened if each.submission and each.submission.kind == HOI_DONG.kind]
    sent = [each for each in sent if each.file not in nominated.copies]
    copies = same_content(sent, nominated.findings)
    one = [each for each in sent if each.file not in copies]

    judged = [*nominated.findings, *nominated.again.findings]
    wrong = files_with_errors(judged)
    proposed = [each for each in nominated.current if each.file not in wrong]
    waiting = [each for each in nominated.current if each.file in wrong]
    unread_units = {nominated.again.plain_units.get(each.source.name, "") for each in nominated.unread}
    votes = match_votes(one, proposed, waiting, unread_units, nominated.titles)
    days = ((each.file, each.labels.value("ngay_gui")) for each in proposed if each not in votes.late)
    sent_on = {file: day for file, day in days if isinstance(day, date)}
    judged += validate(sent, kinds, replace(now, regulations=office.regulations, sent_on=sent_on))
    judged += one_meeting(one, [each.source.name for each in nominated.unread])
    meeting, faults = _meeting(one, office_rows, office, votes.people, files_with_errors(judged))
    if meeting is None:
        return _Held(None, bool(one), proposed, NO_VOTES, copies, [*judged, *faults])
    late = {each.file for each in votes.late}
    standing = [each for each in judged if each.code != "outside-window" or each.place.file not in late]
    renamed = [votes.renamed.get(each.file, each) for each in proposed]
    return _Held(meeting, True, renamed, votes, copies, [*standing, *faults, *votes.findings])


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
    if isinstance(period, Year):
        faults += tuple(left_open(follow_up, period, rows, last.last_day))
    return follow_up, reading_order(faults, [THEO_DOI])


def read_office_workbook(source: SourceFile, quarter: Quarter) -> tuple[Submission, tuple[Finding, ...]]:
    """The office workbook as a submission, and its warnings. Raises PipelineError with the message of every error in it."""
    opened = open_workbook(source, OFFICE)
    submission, faults = opened.submission, opened.findings
    if submission is not None:
        faults += validate([submission], OFFICE, Circumstances(quarter, (), Terms(quarter)))
    ordered = tuple(within_limit(reading_order(faults, [CO_QUAN])))
    errors = [fault for fault in ordered if fault.is_error]
    if submission is None or errors:
        raise PipelineError("\n".join(error.message for error in errors))
    return submission, ordered


def _with_official_units(each: Opened, now: Circumstances) -> Opened:
    return replace(each, submission=with_official_units(each.submission, now)) if each.submission else each

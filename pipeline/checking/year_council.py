"""Turns the Council's workbook of the year's end into its votes on who gets a certificate; one with an error is not used."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.checking.across_workbooks import one_meeting, reading_order
from pipeline.checking.check import read_office_workbook
from pipeline.checking.checked import Received
from pipeline.checking.columns import WorkbookKinds, validate
from pipeline.checking.council import deciding_office
from pipeline.checking.limits import within_limit
from pipeline.checking.messages import finding
from pipeline.checking.office import Office, office_on
from pipeline.checking.opened import open_workbook
from pipeline.checking.sent_again import SAME_CONTENT, copy_findings, identical_copies, same_content
from pipeline.values.dates import Quarter
from pipeline.values.model import Finding, Record, Severity, SourceFile, Submission
from schemas.gioi_thieu import CERTIFICATE
from schemas.hoi_dong_nam import BIEU_QUYET_NAM, HOI_DONG_NAM, RULES
from schemas.rules import Circumstances
from schemas.terms import worded

Who = tuple[str, str, str]  # kind of recipient, name, unit


@dataclass(frozen=True)
class YearMeeting:
    """What the Council decided at the year's end; ``office`` is that of the meeting's day, ``granted`` who gets a certificate → for what."""

    day: date
    office: Office
    voted: frozenset[Who]
    granted: dict[Who, str]


@dataclass(frozen=True)
class YearCouncil:
    """The files of a year's folder with what became of them, the meeting if there is one without errors, and the findings.

    ``typed`` are the Council's workbooks in the outputs, which an officer may have begun to fill in.
    """

    received: tuple[Received, ...] = ()
    meeting: YearMeeting | None = None
    findings: tuple[Finding, ...] = ()
    typed: tuple[Submission, ...] = ()


NO_YEAR_COUNCIL = YearCouncil()


def check_year_council(
    year: int,
    office_source: SourceFile,
    files: Sequence[SourceFile],
    exemplars: Collection[Who],
    in_outputs: Iterable[SourceFile] = (),
) -> YearCouncil:
    """The files in a year's folder → the Council's meeting of the year's end, with all findings; ``exemplars`` are those of the year.

    ``in_outputs`` are the Council's workbooks in the outputs, which an officer may have begun to fill in.
    """
    last = Quarter(year, 4)
    office_rows, _ = read_office_workbook(office_source, last)
    office = office_on(last.last_day, office_rows)
    terms = office.terms(last)
    kinds: WorkbookKinds = {HOI_DONG_NAM.kind: (worded(HOI_DONG_NAM, terms), RULES)}
    typed = tuple(each for source in in_outputs if (each := open_workbook(source, kinds).submission))
    now = Circumstances(last, tuple(unit.as_choice for unit in office.units), terms, office.regulations)
    opened = [open_workbook(source, kinds) for source in files]
    copies = identical_copies(each.source for each in opened if not each.is_empty)
    sent = [each.submission for each in opened if each.submission]
    findings = [fault for each in opened for fault in each.findings]
    findings += (*validate(sent, kinds, now), *(fault for each in sent for fault in _not_of_the_year(each, exemplars)))
    alike = same_content([each for each in sent if each.file not in copies], findings)
    superseded = {**copies, **alike}
    held = [each for each in sent if each.file not in superseded]
    unread = [each.source.name for each in opened if each.is_unread]
    findings = [each for each in (*findings, *one_meeting(held, unread)) if each.place.file not in superseded]
    findings += (*copy_findings(copies), *copy_findings(alike, SAME_CONTENT))
    wrong = {fault.place.file for fault in findings if fault.severity is Severity.ERROR}
    meeting: YearMeeting | None = None
    if len(held) == 1 and held[0].file not in wrong and not unread:
        deciding, faults = deciding_office(held[0], office_rows, office)
        findings += faults
        wrong |= {fault.place.file for fault in faults}
        meeting = _meeting(held[0], deciding) if deciding else None
    ordered = tuple(within_limit(reading_order(findings, [HOI_DONG_NAM])))
    received = tuple(each.received(wrong, superseded) for each in opened)
    return YearCouncil(received, meeting, ordered, typed)


def _meeting(sent: Submission, deciding: Office) -> YearMeeting:
    day, rows = sent.labels.day("ngay_hop"), sent.tables[BIEU_QUYET_NAM.name]
    granted = {_who(row): row.line("thanh_tich").rstrip(". ") for row in rows if row.value("hinh_thuc") == CERTIFICATE}
    assert day  # a workbook without errors has one
    return YearMeeting(day, deciding, frozenset(map(_who, rows)), granted)


def _not_of_the_year(sent: Submission, exemplars: Collection[Who]) -> Iterator[Finding]:
    """A finding for each row about somebody whom the Council approved in no quarter of the year."""
    heading = BIEU_QUYET_NAM.column("ten").heading
    for row in sent.rows(BIEU_QUYET_NAM.name):
        if row.line("ten") and _who(row) not in exemplars:
            yield finding("not-of-the-year", row["ten"].place, heading, row["ten"].found)


def _who(row: Record) -> Who:
    return row.line("doi_tuong"), row.line("ten"), row.line("don_vi")

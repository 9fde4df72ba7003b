"""Turns the Council's workbook of the year's end into its votes on who gets a certificate; one with an error is not used."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.checking.across_workbooks import files_with_errors, one_meeting, reading_order
from pipeline.checking.check import read_office_workbook
from pipeline.checking.checked import Received
from pipeline.checking.columns import validate
from pipeline.checking.council import deciding_office
from pipeline.checking.limits import within_limit
from pipeline.checking.messages import finding, finding_in
from pipeline.checking.office import Office, office_on
from pipeline.checking.opened import open_workbook
from pipeline.checking.sent_again import SAME_CONTENT, copy_findings, identical_copies, same_content
from pipeline.values.dates import Quarter
from pipeline.values.model import CellReference, Finding, Forgotten, Record, SourceFile, Submission
from pipeline.values.numbers import count
from schemas.gioi_thieu import CERTIFICATE
from schemas.hoi_dong_nam import BIEU_QUYET_NAM, HOI_DONG_NAM, achievement_key
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
    exemplars: Mapping[Who, Sequence[str]],
    in_outputs: Iterable[SourceFile] = (),
    forgotten: Sequence[Forgotten] = (),
) -> YearCouncil:
    """The files in a year's folder → the Council's meeting of the year's end, with all findings.

    ``exemplars`` are those of the year, each with the achievements that were awarded in its quarters; those of ``forgotten``
    quarters are not known any more. ``in_outputs`` are the Council's workbooks in the outputs, which an officer may have begun to fill in.
    """
    last = Quarter(year, 4)
    office_rows, _ = read_office_workbook(office_source, last)
    office = office_on(last.last_day, office_rows)
    terms = office.terms(last)
    kinds = {HOI_DONG_NAM.kind: worded(HOI_DONG_NAM, terms)}
    typed = tuple(each for source in in_outputs if (each := open_workbook(source, kinds).submission))
    now = Circumstances(last, tuple(unit.as_choice for unit in office.units), terms, office.regulations)
    opened = [open_workbook(source, kinds) for source in files]
    copies = identical_copies(opened)
    sent = [each.submission for each in opened if each.submission]
    findings = [fault for each in opened for fault in each.findings]
    findings += validate(sent, kinds, now)
    for each in sent:
        faulty = {fault.place for fault in findings if fault.is_error}
        findings += (*_not_of_the_year(each, exemplars, forgotten, faulty), *_awarded_before(each, exemplars))
    alike = same_content([each for each in sent if each.file not in copies], findings)
    superseded = {**copies, **alike}
    held = [each for each in sent if each.file not in superseded]
    unread = [each.source.name for each in opened if each.is_unread]
    findings = [each for each in (*findings, *one_meeting(held, unread)) if each.place.file not in superseded]
    findings += (*copy_findings(copies), *copy_findings(alike, SAME_CONTENT))
    wrong = files_with_errors(findings)
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


def _not_of_the_year(
    sent: Submission, exemplars: Container[Who], forgotten: Sequence[Forgotten], faulty: Container[CellReference]
) -> Iterator[Finding]:
    """A finding for each row about somebody whom the Council approved in no quarter of the year.

    One for all rows about people of quarters whose data was removed: nobody knows them any more, and they are in no paper. A
    row in which who it is has another fault (its cells are among the ``faulty``, or missing) has that one.
    """
    column = BIEU_QUYET_NAM.column("ten")
    unknown = [
        row
        for row in sent.rows(BIEU_QUYET_NAM.name)
        if all(key in row and row.line(key) and row[key].place not in faulty for key in ("doi_tuong", "ten", "don_vi"))
        and _who(row) not in exemplars
    ]
    named = {each.quarter.roman: each.quarter.title for each in forgotten}
    gone = [row for row in unknown if named.keys() & set(re.findall(r"\w+", row.text("quy_duyet")))]
    for row in unknown:
        if row not in gone:
            yield finding_in(row, "not-of-the-year", column)
    if gone:
        certificates = sum(row.value("hinh_thuc") == CERTIFICATE for row in gone)
        details = {
            "number": count(len(gone)),
            "quarter": ", ".join(named.values()),
            "certificates": count(certificates),
        }
        yield finding("of-a-forgotten-quarter", gone[0]["ten"].place, column.heading, **details)


def _awarded_before(sent: Submission, exemplars: Mapping[Who, Sequence[str]]) -> Iterator[Finding]:
    """A finding for each certificate for what was awarded in a quarter, whatever the workbook itself says was awarded."""
    for row in sent.rows(BIEU_QUYET_NAM.name):
        awarded = set(map(achievement_key, exemplars.get(_who(row), ())))
        if row.value("hinh_thuc") == CERTIFICATE and achievement_key(row.line("thanh_tich")) in awarded:
            yield finding_in(row, "achievement-awarded-before", BIEU_QUYET_NAM.column("thanh_tich"))


def _who(row: Record) -> Who:
    return row.line("doi_tuong"), row.line("ten"), row.line("don_vi")

"""Turns the Council's workbook of the year's end into its votes on who gets a certificate; one with an error is not used."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.checking.across_workbooks import reading_order
from pipeline.checking.check import NOT_OUR_FORM, read_office_workbook
from pipeline.checking.checked import Received
from pipeline.checking.columns import WorkbookKinds, validate
from pipeline.checking.limits import within_limit
from pipeline.checking.messages import finding
from pipeline.checking.normalise import normalise
from pipeline.checking.office import Office, office_on
from pipeline.checking.sheets import known_kind
from pipeline.values.dates import Quarter
from pipeline.values.model import (
    CellReference,
    Finding,
    InputFile,
    PipelineError,
    Record,
    Refusal,
    Severity,
    SourceFile,
    Status,
    Submission,
)
from pipeline.values.vietnamese import one_line
from schemas.gioi_thieu import CERTIFICATE
from schemas.hoi_dong import HOI_DONG
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
    """The files of a year's folder with what became of them, the meeting if there is one without errors, and the findings."""

    received: tuple[Received, ...] = ()
    meeting: YearMeeting | None = None
    findings: tuple[Finding, ...] = ()


NO_YEAR_COUNCIL = YearCouncil()


def check_year_council(
    year: int, office_source: SourceFile, files: Sequence[SourceFile], exemplars: Collection[Who]
) -> YearCouncil:
    """The files in a year's folder → the Council's meeting of the year's end, with all findings; ``exemplars`` are those of the year."""
    if not files:
        return NO_YEAR_COUNCIL
    last = Quarter(year, 4)
    office_rows, _ = read_office_workbook(office_source, last)
    office = office_on(last.last_day, office_rows)
    terms = office.terms(last)
    kinds: WorkbookKinds = {HOI_DONG_NAM.kind: (worded(HOI_DONG_NAM, terms), RULES)}
    now = Circumstances(last, tuple(unit.as_choice for unit in office.units), terms, office.regulations)
    opened = [(InputFile(source.name, source.sha256), *_open(source, kinds)) for source in files]
    sent = [submission for _, submission, _ in opened if submission]
    findings = [fault for _, _, faults in opened for fault in faults]
    findings += validate(sent, kinds, now)
    findings += [fault for each in sent for fault in _not_of_the_year(each, exemplars)]
    if len(sent) > 1:
        findings += [
            finding("second-meeting", CellReference(each.file), "", "", others=_others(each, sent)) for each in sent
        ]
    ordered = tuple(within_limit(reading_order(findings, [HOI_DONG_NAM])))
    wrong = {fault.place.file for fault in ordered if fault.severity is Severity.ERROR}
    received = tuple(
        Received(file, Status.RETURNED if file.name in wrong else Status.ACCEPTED, submission)
        for file, submission, _ in opened
    )
    if len(sent) != 1 or wrong:
        return YearCouncil(received, None, ordered)
    meeting, faults = _meeting(sent[0], office_rows, office)
    return YearCouncil(received, meeting, (*ordered, *faults))


def _open(source: SourceFile, kinds: WorkbookKinds) -> tuple[Submission | None, tuple[Finding, ...]]:
    place, book = CellReference(source.name), source.opened
    if isinstance(book, Refusal):
        return None, (finding(book.code, place, "", "", detail=book.detail),)
    schema, known = known_kind(book, [kinds[HOI_DONG_NAM.kind][0], HOI_DONG])
    if schema is HOI_DONG:
        return None, (finding("meeting-of-a-quarter", place, "", ""),)
    if not known.is_of(schema):
        expected, present = (", ".join(f"«{each.name}»" for each in sheets) for sheets in (schema.sheets, book.sheets))
        return None, (finding(NOT_OUR_FORM, place, "", "", expected=expected, sheets=present),)
    return normalise(book, schema, known)


def _others(one: Submission, sent: Sequence[Submission]) -> str:
    return ", ".join(each.file for each in sent if each is not one)


def _meeting(
    sent: Submission, office_rows: Submission, office: Office
) -> tuple[YearMeeting | None, tuple[Finding, ...]]:
    day, entry = sent.main_value("ngay_hop"), sent.tables[sent.main][0]["ngay_hop"]
    assert isinstance(day, date)  # a workbook without errors has one
    try:
        deciding = office_on(day, office_rows).with_plan_of(office)
    except PipelineError as error:
        return None, (finding("office-not-in-force", entry.place, "Ngày họp", entry.found, detail=str(error)),)
    rows = sent.tables[BIEU_QUYET_NAM.name]
    granted = {
        _who(row): _text(row, "thanh_tich").rstrip(". ") for row in rows if row.value("hinh_thuc") == CERTIFICATE
    }
    return YearMeeting(day, deciding, frozenset(map(_who, rows)), granted), ()


def _not_of_the_year(sent: Submission, exemplars: Collection[Who]) -> Iterator[Finding]:
    """A finding for each row about somebody whom the Council approved in no quarter of the year."""
    heading = BIEU_QUYET_NAM.column("ten").heading
    for row in sent.tables.get(BIEU_QUYET_NAM.name, ()):
        if _text(row, "ten") and _who(row) not in exemplars:
            yield finding("not-of-the-year", row["ten"].place, heading, row["ten"].found)


def _who(row: Record) -> Who:
    return _text(row, "doi_tuong"), _text(row, "ten"), _text(row, "don_vi")


def _text(row: Record, key: str) -> str:
    return one_line(str(row.value(key) or ""))

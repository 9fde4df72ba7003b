"""Turns the follow-up workbook into the papers issued and what became of those chosen; a row with an error is not used."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date

from pipeline.checking.columns import validate
from pipeline.checking.council import Meeting
from pipeline.checking.dated_rows import rows_in_force
from pipeline.checking.issued import NO_FOLLOW_UP, FollowUp, Issued, Period, TakenOver
from pipeline.checking.messages import finding, finding_in
from pipeline.checking.office import Office
from pipeline.checking.opened import open_workbook
from pipeline.values.dates import Quarter, Year
from pipeline.values.errors import PipelineError
from pipeline.values.model import (
    CellReference,
    Finding,
    InputFile,
    Record,
    SourceFile,
    Submission,
)
from pipeline.values.vietnamese import lines
from schemas.co_quan import CAN_CU, KE_HOACH, NGUOI_KY, ROLE_HEAD, ROLE_STANDING
from schemas.nhan_rong import NHAN_RONG
from schemas.numbered import DECISION, HEAD, NUMBERED, STANDING, paper_titled
from schemas.rules import Circumstances, Issuing
from schemas.so_van_ban import SO_VAN_BAN, number_of
from schemas.terms import worded
from schemas.theo_doi import THEO_DOI

OPEN = re.compile(r"…|\.{3}|__|số\s*/|ngày\s+tháng")  # where a number or a day is still to be written
ROLES = {HEAD: ROLE_HEAD, STANDING: ROLE_STANDING}


def issuing_in(quarter: Quarter, office: Office, meeting: Meeting | None, decided: bool, rows: Submission) -> Issuing:
    """What the follow-up workbook is checked against in a quarter; ``rows`` are those of the office workbook.

    ``decided`` is False while the Council's workbook is there and has errors.
    """
    deciding = meeting.office if meeting else office
    held_on, chosen = (meeting.day, meeting.chosen.candidate.name) if meeting else (None, "")
    return Issuing(quarter, held_on, chosen, decided, _printed(deciding), signer_in(rows))


def issuing_in_year(year: int, office: Office, rows: Submission) -> Issuing:
    """The same in a year, whose papers rest on no single meeting."""
    return Issuing(Year(year), None, "", False, _printed(office), signer_in(rows))


def _printed(office: Office) -> dict[str, str]:
    return {HEAD: office.head.name, STANDING: office.standing.name}


def signer_in(rows: Submission) -> Callable[[str, date], str]:
    """The office workbook → who was in force in a role («head», «standing») on a day; "" if nobody."""

    def signer(role: str, day: date) -> str:
        in_force = rows_in_force(rows.rows(NGUOI_KY.name), NGUOI_KY, day)
        return next((row.text("ho_ten") for row in in_force if row.value("vai_tro") == ROLES[role]), "")

    return signer


def check_follow_up(source: SourceFile | None, now: Circumstances) -> tuple[FollowUp, tuple[Finding, ...]]:
    """The follow-up workbook without the rows that have an error, and the findings about the period of ``now``.

    Rows of other periods are judged in the runs of these. Raises PipelineError if the file cannot be read: without it papers
    that have been signed would silently become drafts again.
    """
    if source is None:
        return NO_FOLLOW_UP, ()
    kinds = {THEO_DOI.kind: worded(THEO_DOI, now.terms)}
    opened = open_workbook(source, kinds)
    if (sent := opened.submission) is None:
        raise PipelineError(opened.findings[0].message)
    faults = (*opened.findings, *validate([sent], kinds, now))
    wrong = {_row(each.place) for each in faults if each.is_error and each.place.cell}
    records = (record for records in sent.tables.values() for record in records)
    others = {_row_of(record) for record in records if _is_of_another_period(record, now)}
    used = FollowUp(
        InputFile(source.name, source.sha256),
        sent,
        tuple(issued for record in _right(sent, SO_VAN_BAN.name, wrong) if (issued := _issued(record))),
        tuple(taken for record in _right(sent, NHAN_RONG.name, wrong) if (taken := _taken_over(record))),
    )
    return used, tuple(each for each in faults if not each.place.cell or _row(each.place) not in others)


def left_open(follow_up: FollowUp, period: Period, rows: Submission, day: date) -> Iterator[Finding]:
    """Findings about places that papers of a period, signed under a number, print without number or day.

    ``rows`` are those of the office workbook, ``day`` is the one on which the papers rest. What a paper cites is told at its row
    of «Sổ văn bản»; a legal basis, or the plan, at its row of the office workbook, once for all papers.
    """
    issued = follow_up.issued_in(period)
    numbered = {each.paper.kind for each in issued}
    for each in issued:
        if lacking := [paper.title for paper in NUMBERED if paper.kind in {*each.paper.cites} - numbered]:
            yield finding("cites-without-number", each.place, "Văn bản", each.title, lacking="; ".join(lacking))
    if signed := next((each for each in issued if each.paper.kind == DECISION), None):
        for row in rows_in_force(rows.rows(CAN_CU.name), CAN_CU, day):
            if OPEN.search(row.text("can_cu")):
                yield finding_in(row, "number-left-open", CAN_CU.column("can_cu"), signed=_signed(signed))
    if issued:
        for row in rows_in_force(rows.rows(KE_HOACH.name), KE_HOACH, day):
            if unknown := next((key for key in ("so", "ngay_ban_hanh") if not row.value(key)), ""):
                yield finding_in(row, "plan-left-open", KE_HOACH.column(unknown), signed=_signed(issued[0]))


def _signed(paper: Issued) -> str:
    return f"{paper.title} số {paper.number}"


def _row(place: CellReference) -> tuple[str, str]:
    return place.sheet, place.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


def _row_of(record: Record) -> tuple[str, str]:
    return record.sheet, str(record.row + 1)


def _is_of_another_period(record: Record, now: Circumstances) -> bool:
    period = record.value("ky")
    return now.issuing is not None and isinstance(period, Quarter | Year) and period != now.issuing.period


def _right(sent: Submission, sheet: str, wrong: set[tuple[str, str]]) -> Iterable[Record]:
    """The rows of a sheet without an error."""
    return (record for record in sent.rows(sheet) if _row_of(record) not in wrong)


def _issued(record: Record) -> Issued | None:
    period, title, day = record.value("ky"), record.text("van_ban"), record.day("ngay_ky")
    paper, number = paper_titled(title), number_of(record.text("so"))
    if isinstance(period, Quarter | Year) and paper and number and day:
        return Issued(period, paper, title, number[0], day, record["van_ban"].place)
    return None


def _taken_over(record: Record) -> TakenOver | None:
    period = record.value("ky")
    if not isinstance(period, Quarter | Year):
        return None
    return TakenOver(
        period,
        record.text("ho_ten"),
        record.text("noi_ap_dung"),
        record.day("ngay"),
        lines(record.text("ket_qua")),
        record.text("nguon"),
        record["ho_ten"].place if "ho_ten" in record else record["ky"].place,
    )

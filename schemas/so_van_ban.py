"""Declares the sheet `Sổ văn bản`: number and day of each issued paper, by which later runs fill in what cites it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from pipeline.values.dates import Quarter, Year, period_title, short_date
from pipeline.values.model import Record, Submission
from pipeline.values.vietnamese import one_line
from schemas.grammar import Column, ColumnType, SheetLayout, SheetSchema, choice_key
from schemas.numbered import DECISION, POSTING, NumberedPaper, paper_titled
from schemas.rules import Circumstances, Fault, Issuing, Rule, rows_again

LATEST_SIGNING = timedelta(days=366)  # after the end of the period; a later day is a slip of the hand
NUMBER = re.compile(r"0*([1-9]\d{0,4}[a-z]?)(?:/(.+))?", re.IGNORECASE | re.ASCII)

SO_VAN_BAN = SheetSchema(
    "Sổ văn bản",
    SheetLayout.TABLE,
    aliases=("Sổ theo dõi văn bản",),
    declared={
        "ky": Column(
            "Kỳ", ColumnType.PERIOD, aliases=("Quý", "Quý, năm"), width=20,
            help="Quý hoặc năm của văn bản.", example="{quy}",
        ),
        "van_ban": Column(
            "Văn bản", ColumnType.CHOICE, aliases=("Tên văn bản",), choices_from="van_ban", maximum=160, width=44,
            help="Chọn văn bản đã ban hành trong danh sách.", example="Quyết định khen thưởng",
        ),
        "so": Column(
            "Số", ColumnType.TEXT, aliases=("Số, ký hiệu", "Số văn bản"), maximum=40, width=20,
            help="Số đã cấp, kèm ký hiệu hoặc không.", example="215/QĐ-{ky_hieu}",
        ),
        "ngay_ky": Column(
            "Ngày ký", ColumnType.DATE, aliases=("Ngày ban hành", "Ngày, tháng, năm ký"), width=14,
            help="Ngày ký văn bản, gõ dd/mm/yyyy.", example="02/4/{nam}",
        ),
    },
)  # fmt: skip


def padded(number: str) -> str:
    """A paper's number as it is printed: below 10 with a zero (Nghị định 30/2020/NĐ-CP, Phụ lục I, Mục II.3)."""
    return number.zfill(len(number) + (len(re.sub(r"\D", "", number)) == 1))


def number_of(typed: str) -> tuple[str, str] | None:
    """A number as typed («215», «215/QĐ-VP») → the number as printed, and the symbol ("" if none); None if it is no number."""
    found = NUMBER.fullmatch(one_line(typed))
    return (padded(found[1]), one_line(found[2] or "")) if found else None


def _own(sent: Submission, now: Circumstances) -> Iterator[tuple[int, Record, NumberedPaper, Issuing]]:
    """The rows of the period that the run is about, each with its paper; rows whose period or paper is unreadable are left out."""
    for row, record in enumerate(sent.rows(SO_VAN_BAN.name)):
        paper = paper_titled(record.text("van_ban"))
        if now.issuing and record.value("ky") == now.issuing.period and paper:
            yield row, record, paper, now.issuing


def papers_are_of_their_period(sent: Submission, now: Circumstances) -> Iterable[Fault]:
    """A paper of the year is entered under a year, one of a quarter under a quarter."""
    for row, _, paper, issuing in _own(sent, now):
        if paper.of_year != isinstance(issuing.period, Year):
            expected = "năm" if paper.of_year else "quý"
            yield Fault("paper-of-other-period", SO_VAN_BAN.name, "van_ban", row, details={"expected": expected})


def each_paper_has_one_row(sent: Submission, now: Circumstances) -> Iterable[Fault]:
    """A paper of one period is entered once."""
    own = list(_own(sent, now))
    for n in rows_again(record.value("van_ban") for _, record, _, _ in own):
        yield Fault("paper-twice", SO_VAN_BAN.name, "van_ban", own[n][0])


def numbers_are_legible(sent: Submission, now: Circumstances) -> Iterable[Fault]:
    """A number is figures, with the paper's own symbol or without one."""
    for row, record, paper, _ in _own(sent, now):
        typed, expected = record.text("so"), now.terms.fill(paper.symbol)
        if typed and (number := number_of(typed)) is None:
            yield Fault("not-a-paper-number", SO_VAN_BAN.name, "so", row)
        elif typed and number and number[1] and choice_key(number[1]) != choice_key(expected):
            yield Fault("other-symbol", SO_VAN_BAN.name, "so", row, f"{number[0]}/{expected}", {"expected": expected})


def no_number_is_given_twice(sent: Submission, now: Circumstances) -> Iterable[Fault]:
    """Within a year two papers with the same symbol have different numbers; the second row is at fault."""
    seen: dict[tuple[str, str, int], Record] = {}
    issuing = now.issuing
    for row, record in enumerate(sent.rows(SO_VAN_BAN.name)):
        paper, signed = paper_titled(record.text("van_ban")), record.day("ngay_ky")
        number = number_of(record.text("so"))
        if not (paper and number and signed):
            continue
        given = (number[0], paper.symbol, signed.year)
        before = seen.setdefault(given, record)
        same = all(before.value(key) == record.value(key) for key in ("ky", "van_ban"))
        if before is not record and not same and issuing and record.value("ky") == issuing.period:
            details = {"other": str(before.value("van_ban")), "when": _period(before)}
            yield Fault("number-twice", SO_VAN_BAN.name, "so", row, details=details)


def signed_after_what_they_rest_on(sent: Submission, now: Circumstances) -> Iterable[Fault]:
    """A paper of the meeting is signed on its day or later, and any paper within ``LATEST_SIGNING`` of its period."""
    for row, record, paper, issuing in _own(sent, now):
        signed = record.day("ngay_ky")
        if signed is None or paper.of_year != isinstance(issuing.period, Year):
            continue
        first, last = _bounds(issuing.period)
        if issuing.held_on and paper.after_meeting and signed < issuing.held_on:
            held = {"held": short_date(issuing.held_on)}
            yield Fault("signed-before-meeting", SO_VAN_BAN.name, "ngay_ky", row, details=held)
        elif not first <= signed <= last:
            details = {"first": short_date(first), "last": short_date(last)}
            yield Fault("implausible-signing", SO_VAN_BAN.name, "ngay_ky", row, details=details)
        elif paper.signed_by and (printed := issuing.printed[paper.signed_by]) != (
            there := issuing.signer(paper.signed_by, signed)
        ):
            details = {"printed": printed, "there": there or "không có ai"}
            yield Fault("signer-not-in-force", SO_VAN_BAN.name, "ngay_ky", row, details=details)


def signed_in_their_order(sent: Submission, now: Circumstances) -> Iterable[Fault]:
    """Minutes bear the day of the meeting, whose own paper they are; the list is posted after it, before the decision is signed."""
    own = list(_own(sent, now))
    decided = next((record.day("ngay_ky") for _, record, paper, _ in own if paper.kind == DECISION), None)
    for row, record, paper, issuing in own:
        signed = record.day("ngay_ky")
        if signed and issuing.held_on and not paper.signed_by and signed > issuing.held_on:
            held = {"held": short_date(issuing.held_on)}
            yield Fault("minutes-after-meeting", SO_VAN_BAN.name, "ngay_ky", row, details=held)
        if signed and issuing.held_on and paper.kind == POSTING and signed < issuing.held_on:
            held = {"held": short_date(issuing.held_on)}
            yield Fault("posted-before-meeting", SO_VAN_BAN.name, "ngay_ky", row, details=held)
        if signed and decided and paper.kind == POSTING and signed > decided:
            details = {"signed": short_date(decided)}
            yield Fault("posted-after-decision", SO_VAN_BAN.name, "ngay_ky", row, details=details)


def papers_can_be_issued(sent: Submission, now: Circumstances) -> Iterable[Fault]:
    """No number is given to a paper of a meeting that has not taken place."""
    for row, _, paper, issuing in _own(sent, now):
        if paper.after_meeting and not paper.of_year and isinstance(issuing.period, Quarter) and issuing.not_met:
            yield Fault("issued-before-meeting", SO_VAN_BAN.name, "van_ban", row)


def _period(record: Record) -> str:
    value = record.value("ky")
    return period_title(value) if isinstance(value, Quarter | Year) else ""


def _bounds(period: Quarter | Year) -> tuple[date, date]:
    """The first and the last day on which a paper of a period can be signed."""
    if isinstance(period, Year):
        return date(period.year, 1, 1), date(period.year, 12, 31) + LATEST_SIGNING
    return period.first_day, period.last_day + LATEST_SIGNING


RULES: tuple[Rule, ...] = (
    papers_are_of_their_period,
    each_paper_has_one_row,
    numbers_are_legible,
    no_number_is_given_twice,
    signed_after_what_they_rest_on,
    signed_in_their_order,
    papers_can_be_issued,
)

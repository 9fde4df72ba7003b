"""Declares the Council's workbook of the year's end: its meeting, and the votes on who gets a certificate (plan IV), with its rules."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from pipeline.values.dates import short_date
from pipeline.values.model import Submission
from pipeline.values.vietnamese import fold
from schemas.gioi_thieu import CERTIFICATE, LATEST, PRAISE
from schemas.grammar import Choice, Column, ColumnType, SheetLayout, SheetSchema, WorkbookSchema
from schemas.hoi_dong import BIEU_QUYET, CUOC_HOP, NO_AWARD, THANH_VIEN
from schemas.hoi_dong_rules import (
    ballots_add_up,
    each_member_once_absences_explained,
    each_nominee_has_one_row,
    each_teller_once_and_present,
    ends_after_it_starts,
    enough_are_present,
    nobody_below_the_threshold_is_awarded,
    votes_are_within_the_ballots,
)
from schemas.rules import Circumstances, Fault, Rule

OF_THE_QUARTER = ("quy", "bang_phieu", "quyet_bang_phieu")  # labels that only the meeting of a quarter has

CUOC_HOP_NAM = SheetSchema(
    CUOC_HOP.name,
    SheetLayout.LABELS,
    declared={
        "nam": Column("Năm", ColumnType.INTEGER, minimum=2000, maximum=2100, section="Cuộc họp", locked=True, help="Năm tổng kết, in sẵn.", example="{nam}"),
        **{key: each for key, each in CUOC_HOP.declared.items() if key not in OF_THE_QUARTER},
    },
)  # fmt: skip

BIEU_QUYET_NAM = SheetSchema(
    BIEU_QUYET.name,
    SheetLayout.TABLE,
    declared={
        **{key: each for key, each in BIEU_QUYET.declared.items() if key in ("doi_tuong", "ten", "don_vi")},
        "quy_duyet": Column("Quý được thống nhất", ColumnType.TEXT, required=False, locked=True, width=14, help="In sẵn.", example="Quý I"),
        "quy_chon": Column("Quý được chọn", ColumnType.TEXT, required=False, locked=True, width=14, help="Quý được chọn là điển hình tiên tiến, in sẵn.", example="Quý I"),
        "da_khen": Column("Thành tích đã được khen", ColumnType.LINES, required=False, locked=True, width=50, help="Thành tích đã khen, đề nghị khen trong năm, in sẵn.", example="Đã có thành tích xuất sắc quý I năm {nam}"),
        **{key: each for key, each in BIEU_QUYET.declared.items() if key in ("dong_y", "khong_dong_y", "ty_le")},
        "hinh_thuc": Column(
            "Hình thức quyết định", ColumnType.CHOICE, choices=(Choice(CERTIFICATE), Choice(PRAISE, ("Biểu dương", "Nêu gương")), Choice(NO_AWARD, ("Không",))), width=22,
            help="Hình thức Hội đồng thống nhất cho cuối năm; Giấy khen chỉ cho thành tích chưa được khen.", example=CERTIFICATE,
        ),
        "thanh_tich": Column(
            "Thành tích khen thưởng cuối năm", ColumnType.TEXT, required=False, maximum=200, width=60,
            help="Bắt buộc khi tặng Giấy khen: thành tích chưa được khen, ghi như trên Giấy khen.", example="Đã có thành tích xuất sắc trong xây dựng điển hình tiên tiến năm {nam}",
        ),
    },
)  # fmt: skip

HOI_DONG_NAM = WorkbookSchema(
    "hoi-dong-nam", "Kết quả họp Hội đồng xét khen thưởng cuối năm", (CUOC_HOP_NAM, THANH_VIEN, BIEU_QUYET_NAM)
)


def of_this_year(sent: Submission, now: Circumstances) -> Iterable[Fault]:
    """The year in the workbook is that of its folder."""
    if sent.labels.number("nam") not in (None, now.quarter.year):
        yield Fault("other-year", sent.main, "nam", details={"year": str(now.quarter.year)})


def held_at_the_years_end(sent: Submission, now: Circumstances) -> Iterable[Fault]:
    """The meeting is in the last quarter of the year, or at most ``LATEST`` after it; ``now`` is in that quarter."""
    day, last = sent.labels.day("ngay_hop"), now.quarter.last_day
    first = date(last.year, 10, 1)
    if day and not first <= day <= last + LATEST:
        details = {"first": short_date(first), "last": short_date(last + LATEST)}
        yield Fault("implausible-year-meeting", sent.main, "ngay_hop", details=details)


def a_certificate_is_for_what_was_not_awarded(sent: Submission, now: Circumstances) -> Iterable[Fault]:
    """A certificate at the year's end names an achievement, which is none that was awarded already (Luật Thi đua, khen thưởng)."""
    for row, record in enumerate(sent.rows(BIEU_QUYET_NAM.name)):
        if record.value("hinh_thuc") != CERTIFICATE:
            continue
        named, awarded = record.line("thanh_tich"), record.text("da_khen")
        if not named and "thanh_tich" not in record.unusable:
            yield Fault("year-award-without-achievement", BIEU_QUYET_NAM.name, "thanh_tich", row)
        elif named and achievement_key(named) in map(achievement_key, awarded.splitlines()):
            yield Fault("achievement-awarded-before", BIEU_QUYET_NAM.name, "thanh_tich", row)


def somebody_is_voted_on(sent: Submission, now: Circumstances) -> Iterable[Fault]:
    """There is a vote on somebody: without rows it would seem that the Council granted nobody a certificate."""
    if BIEU_QUYET_NAM.name in sent.tables and not sent.rows(BIEU_QUYET_NAM.name):
        yield Fault("nobody-voted-on", BIEU_QUYET_NAM.name, "ten", -1)


def achievement_key(text: str) -> str:
    """The key by which achievements are compared."""
    return fold(text).strip(". ")


RULES: tuple[Rule, ...] = (
    of_this_year,
    held_at_the_years_end,
    ends_after_it_starts,
    ballots_add_up,
    each_member_once_absences_explained,
    enough_are_present,
    each_teller_once_and_present,
    votes_are_within_the_ballots,
    nobody_below_the_threshold_is_awarded,
    a_certificate_is_for_what_was_not_awarded,
    each_nominee_has_one_row,
    somebody_is_voted_on,
)

"""Declares the sheet `Khen thưởng`: titles and awards received earlier, one a row (form of the profile, plan part V)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.values.model import Submission
from pipeline.values.vietnamese import fold
from schemas.grammar import Column, ColumnType, SheetLayout, SheetSchema
from schemas.rules import Circumstances, Fault, Rule, rows_again

KHEN_THUONG = SheetSchema(
    "Khen thưởng",
    SheetLayout.TABLE,
    aliases=("Thành tích khen thưởng", "Khen thưởng đã được nhận"),
    declared={
        "nam": Column(
            "Năm", ColumnType.YEAR, aliases=("Năm khen thưởng", "Năm được khen"), minimum=1950, maximum=2100, width=8,
            help="Năm được công nhận danh hiệu hoặc tặng thưởng, 4 chữ số.", example="{nam_truoc}",
        ),
        "ten": Column(
            "Danh hiệu, hình thức khen thưởng", ColumnType.TEXT,
            aliases=("Hình thức khen thưởng", "Danh hiệu thi đua", "Danh hiệu", "Tên khen thưởng"), maximum=200, width=38,
            help="Tên đầy đủ của danh hiệu thi đua hoặc hình thức khen thưởng.", example="Chiến sĩ thi đua cơ sở",
        ),
        "so_qd": Column(
            "Số quyết định", ColumnType.TEXT, aliases=("Số QĐ", "Quyết định số"), maximum=40, width=20,
            help="Số và ký hiệu của quyết định khen thưởng.", example="215/QĐ-{ky_hieu}",
        ),
        "ngay_qd": Column(
            "Ngày quyết định", ColumnType.DATE, aliases=("Ngày QĐ", "Ngày ký", "Ngày ký quyết định"), width=16,
            help="Ngày ký quyết định, gõ dd/mm/yyyy.", example="20/12/{nam_truoc}",
        ),
        "co_quan": Column(
            "Cơ quan ban hành", ColumnType.TEXT, aliases=("Cấp khen thưởng", "Cơ quan khen thưởng", "Cơ quan ban hành quyết định"),
            maximum=120, width=32,
            help="Cơ quan hoặc người có thẩm quyền đã ký quyết định.", example="{dung_dau}",
        ),
    },
)  # fmt: skip

DECIDED_WITHIN = (0, 1)  # a year's award is decided in that year or the next


def awards_are_dated_in_order(sent: Submission, now: Circumstances) -> Iterable[Fault]:
    """Each award was decided in its year or the next, and not after the quarter's last day."""
    for row, record in enumerate(sent.rows(KHEN_THUONG.name)):
        year, day = record.number("nam"), record.day("ngay_qd")
        if day and day > now.quarter.last_day:
            yield Fault("decided-later", KHEN_THUONG.name, "ngay_qd", row, details={"quarter": now.quarter.title})
        elif day and year is not None and day.year - year not in DECIDED_WITHIN:
            yield Fault("award-year-differs", KHEN_THUONG.name, "nam", row, details={"decided": str(day.year)})


def no_award_is_cited_twice(sent: Submission, now: Circumstances) -> Iterable[Fault]:
    """No two rows have the same award by the same decision."""
    cited = (tuple(fold(record.text(key)) for key in ("ten", "so_qd")) for record in sent.rows(KHEN_THUONG.name))
    for row in rows_again(each if all(each) else None for each in cited):
        yield Fault("award-twice", KHEN_THUONG.name, "so_qd", row)


RULES: tuple[Rule, ...] = (awards_are_dated_in_order, no_award_is_cited_twice)

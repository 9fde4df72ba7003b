"""Turns dated rows of the office workbook into those in force on a day, and into the plan and its criteria."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from pipeline.values.model import Record
from pipeline.values.vietnamese import lines
from schemas.co_quan_rules import titles_in
from schemas.grammar import SheetSchema
from schemas.terms import COLLECTIVE_GROUP, EVERYONE, Criterion, Plan


def rows_in_force(records: Iterable[Record], sheet: SheetSchema, day: date) -> tuple[Record, ...]:
    """The rows of a sheet in force on a day: of those about one thing, the latest that has begun, unless it has ended.

    Of a plan not issued and one issued, both from the same day, the one that is typed later counts. Two rows are about the same thing if they are equal in the columns ``sheet.dated_by``.
    """
    latest: dict[tuple[object, ...], Record] = {}
    for record in records:
        begun = record.day("tu_ngay")
        about = tuple(map(record.value, sheet.dated_by))
        if begun and begun <= day and (about not in latest or begun >= (latest[about].day("tu_ngay") or begun)):
            latest[about] = record
    return tuple(record for record in latest.values() if not _ended(record, day))


def _ended(record: Record, day: date) -> bool:
    end = record.day("den_ngay")
    return end is not None and end < day


def plan_in(record: Record) -> Plan:
    """The plan from its row."""
    return Plan(
        record.text("so"),
        record.day("ngay_ban_hanh"),
        record.text("co_quan"),
        record.text("trich_yeu"),
        record.number("gui_tu") or 0,
        record.number("gui_den") or 0,
        lines(record.text("can_cu")),
        record.text("muc_gui"),
        record.text("muc_doi_tuong"),
    )


def criteria_in(records: Iterable[Record], leaders: str) -> tuple[Criterion, ...]:
    """The criteria with the names of their groups; «Mọi cá nhân» stands for the leaders and every group that a row names."""
    rows = [(record, titles_in(record.text("nhom"))) for record in records]
    named = (group for _, groups in rows for group in groups if group not in (EVERYONE, COLLECTIVE_GROUP))
    individuals = tuple(dict.fromkeys((leaders, *named)))
    made = []
    for record, groups in rows:
        own = individuals if EVERYONE in groups else tuple(each for each in groups if each != COLLECTIVE_GROUP)
        addressed = EVERYONE if own == individuals else "; ".join(own)
        both = (*own, *(each for each in groups if each == COLLECTIVE_GROUP))
        made.append(Criterion(record.text("ma"), record.text("muc"), record.text("noi_dung"), both, addressed))
    return tuple(made)

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
        begun = record.value("tu_ngay")
        about = tuple(map(record.value, sheet.dated_by))
        if isinstance(begun, date) and begun <= day and (about not in latest or begun >= _begun(latest[about])):
            latest[about] = record
    return tuple(record for record in latest.values() if not _ended(record, day))


def _begun(record: Record) -> date:
    value = record.value("tu_ngay")
    return value if isinstance(value, date) else date.min


def _ended(record: Record, day: date) -> bool:
    end = record.value("den_ngay")
    return isinstance(end, date) and end < day


def integer(record: Record, key: str) -> int:
    """A row's whole number in a column; 0 if there is none."""
    value = record.value(key)
    return value if isinstance(value, int) else 0


def text(record: Record, key: str) -> str:
    """A row's text in a column; "" if there is none."""
    return str(record.value(key) or "")


def plan_in(record: Record) -> Plan:
    """The plan from its row."""
    issued = record.value("ngay_ban_hanh")
    return Plan(
        text(record, "so"),
        issued if isinstance(issued, date) else None,
        text(record, "co_quan"),
        text(record, "trich_yeu"),
        integer(record, "gui_tu"),
        integer(record, "gui_den"),
        lines(text(record, "can_cu")),
        text(record, "muc_gui"),
        text(record, "muc_doi_tuong"),
    )


def criteria_in(records: Iterable[Record], leaders: str) -> tuple[Criterion, ...]:
    """The criteria with the names of their groups; «Mọi cá nhân» stands for the leaders and every group that a row names."""
    rows = [(record, titles_in(text(record, "nhom"))) for record in records]
    named = (group for _, groups in rows for group in groups if group not in (EVERYONE, COLLECTIVE_GROUP))
    individuals = tuple(dict.fromkeys((leaders, *named)))
    made = []
    for record, groups in rows:
        own = individuals if EVERYONE in groups else tuple(each for each in groups if each != COLLECTIVE_GROUP)
        addressed = EVERYONE if own == individuals else "; ".join(own)
        both = (*own, *(each for each in groups if each == COLLECTIVE_GROUP))
        made.append(Criterion(text(record, "ma"), text(record, "muc"), text(record, "noi_dung"), both, addressed))
    return tuple(made)

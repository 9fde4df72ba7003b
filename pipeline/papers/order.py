"""Puts nominations in the order in which every paper names them: by what they say, never by what their files are called."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from itertools import groupby
from typing import TypeVar

from pipeline.checking.council import candidate_of
from pipeline.values.dates import Year
from pipeline.values.model import Submission
from pipeline.values.vietnamese import collation_key, fold, person_key
from schemas.co_quan import INDIVIDUAL
from schemas.tieu_chi import OFFICE_LEADER
from schemas.trich_ngang import rank_among_leaders

T = TypeVar("T")


def in_order(accepted: Iterable[Submission], units: Iterable[str]) -> tuple[Submission, ...]:
    """Collectives first, then individuals; leaders of the office by their rank first, then the office's order of units."""
    return tuple(in_order_by(accepted, units, lambda sent: sent))


def in_order_by(items: Iterable[T], units: Iterable[str], submission_of: Callable[[T], Submission]) -> Iterable[T]:
    """The same of anything that has a nomination."""
    order = {name: number for number, name in enumerate(units, 1)}

    def place(item: T) -> tuple[object, ...]:
        return _place(submission_of(item), order)

    for _, same in groupby(sorted(items, key=place), key=place):
        group = list(same)  # of one almost always: keys of names are made where they are needed
        yield from sorted(group, key=lambda item: _seniority(submission_of(item))) if len(group) > 1 else group


def _place(sent: Submission, order: dict[str, int]) -> tuple[object, ...]:
    """Collective or individual, then the unit: the office's leaders, units in their order, those that are no more."""
    candidate = candidate_of(sent)
    if number := order.get(candidate.unit):
        unit: tuple[object, ...] = (number,)
    elif fold(candidate.unit) == fold(OFFICE_LEADER):
        unit = (0,)
    else:
        unit = (len(order) + 1, *collation_key(candidate.unit))
    return (candidate.recipient == INDIVIDUAL, *unit)


def _seniority(sent: Submission) -> tuple[object, ...]:
    """Position, name as Vietnamese sorts it, date of birth; the file only between those of whom all that is the same."""
    name = person_key(candidate_of(sent).name)
    return rank_among_leaders(sent.text("chuc_vu")), name, _born(sent.said("ngay_sinh")), sent.file


def _born(value: object) -> tuple[int, int, int]:
    """A date of birth, or a bare year, so that both sort together."""
    if isinstance(value, date):
        return value.year, value.month, value.day
    return (value.year if isinstance(value, Year) else 0), 0, 0

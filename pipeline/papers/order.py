"""Sorts nominations into the order in which every paper lists them; it does not depend on the names of the files."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import groupby
from typing import TypeVar

from pipeline.checking.council import candidate_of
from pipeline.checking.office import Office
from pipeline.values.model import Record, Submission
from pipeline.values.vietnamese import collation_key, fold, person_key
from schemas.co_quan import INDIVIDUAL
from schemas.trich_ngang import rank_among_leaders

T = TypeVar("T")


def in_order(accepted: Iterable[Submission], office: Office) -> tuple[Submission, ...]:
    """Collectives first, then individuals: leaders of the office by their rank, then the units in the office's order."""
    return tuple(in_order_by(accepted, office, lambda sent: sent))


def in_order_by(items: Iterable[T], office: Office, submission_of: Callable[[T], Submission]) -> Iterable[T]:
    """Items in the same order, by the nomination that ``submission_of`` gives for each."""
    order = {name: number for number, name in enumerate((unit.name for unit in office.units), 1)}

    def unit_key(item: T) -> tuple[object, ...]:
        return _unit_key(submission_of(item), order, office.leaders)

    for _, same in groupby(sorted(items, key=unit_key), key=unit_key):
        group = list(same)  # nearly always one item, so that the slow keys of names are rarely needed
        yield from sorted(group, key=lambda item: _seniority(submission_of(item), office)) if len(group) > 1 else group


def _unit_key(sent: Submission, order: dict[str, int], leaders: str) -> tuple[object, ...]:
    """Sort key: collective or individual; then the office's leaders, units in their order, units not in ``order``."""
    candidate = candidate_of(sent)
    if number := order.get(candidate.unit):
        unit: tuple[object, ...] = (number,)
    elif fold(candidate.unit) == fold(leaders):
        unit = (0,)
    else:
        unit = (len(order) + 1, *collation_key(candidate.unit))
    return (candidate.recipient == INDIVIDUAL, *unit)


def _seniority(sent: Submission, office: Office) -> tuple[object, ...]:
    """Sort key within a unit: name in Vietnamese order, date of birth; the file's name only if all these are equal.

    Among the office's leaders the position comes first.
    """
    titles = office.leader_titles if fold(candidate_of(sent).unit) == fold(office.leaders) else ()
    name = person_key(candidate_of(sent).name)
    return rank_among_leaders(sent.text("chuc_vu"), titles), name, _born(sent.labels), sent.file


def _born(record: Record) -> tuple[int, int, int]:
    """A date of birth, or only its year, as (year, month, day) with 0 for what is unknown."""
    day = record.day("ngay_sinh")
    return (day.year, day.month, day.day) if day else (record.year("ngay_sinh"), 0, 0)

"""Turns a year into the numbers of its exemplars: by unit, group, sex and rank."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from pipeline.papers.year_papers import YearBook
from schemas.co_quan import INDIVIDUAL
from schemas.terms import is_of_leaders


@dataclass(frozen=True)
class Figures:
    """The numbers of the year's exemplars: by unit, group, sex, leaders or staff; each is a label and a number."""

    by_unit: tuple[tuple[str, int], ...]
    by_group: tuple[tuple[str, int], ...]
    by_sex: tuple[tuple[str, int], ...]
    by_rank: tuple[tuple[str, int], ...]


def figures(book: YearBook) -> Figures:
    """The numbers of the year's exemplars; by group, sex and rank only of individuals."""
    rows = [
        (each.candidate.unit, each.candidate.recipient, sent.text("nhom"), sent.text("gioi_tinh"))
        for each in book.exemplars
        for sent in [each.approvals[-1].sent]
    ]
    frame = pd.DataFrame(rows, columns=["unit", "recipient", "group", "sex"], dtype=object)
    people = frame[frame["recipient"] == INDIVIDUAL]
    units = frame.groupby("unit", sort=False).size()
    leaders = int(people["group"].map(is_of_leaders).sum())
    return Figures(
        _counted(units.reindex(list(dict.fromkeys((*book.register, *units.index))), fill_value=0)),
        _counted(people.groupby("group", sort=False).size().sort_values(ascending=False, kind="stable")),
        _counted(people.groupby("sex", sort=False).size().sort_values(ascending=False, kind="stable")),
        (("Lãnh đạo, quản lý", leaders), ("Công chức, viên chức, người lao động", len(people) - leaders)),
    )


def _counted(numbers: pd.Series[int]) -> tuple[tuple[str, int], ...]:
    return tuple((str(label), int(number)) for label, number in numbers.items())

"""Turns a year into the numbers of its exemplars: by unit, group, sex and rank."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from pipeline.papers.year_papers import YearBook
from schemas.co_quan import INDIVIDUAL
from schemas.terms import is_of_leaders

Chart = tuple[str, Sequence[tuple[str, int]]]  # its title; a label and a number for each bar


def figures(book: YearBook) -> tuple[Chart, ...]:
    """The numbers of the year's exemplars by unit, and of individuals by group, sex and rank."""
    rows = [
        (each.candidate.unit, each.candidate.recipient, sent.text("nhom"), sent.text("gioi_tinh"))
        for each in book.exemplars
        for sent in [each.approvals[-1].sent]
    ]
    frame = pd.DataFrame(rows, columns=["unit", "recipient", "group", "sex"], dtype=object)
    people = frame[frame["recipient"] == INDIVIDUAL]
    units = frame.groupby("unit", sort=False).size()
    by_unit = units.reindex(list(dict.fromkeys((*book.register, *units.index))), fill_value=0)
    leaders = int(people["group"].map(is_of_leaders).sum())
    return (
        ("Theo đơn vị", _counted(by_unit)),
        ("Theo nhóm đối tượng", counted_by(people, "group")),
        ("Theo giới tính", counted_by(people, "sex")),
        (
            "Lãnh đạo, quản lý và nhân viên",
            (("Lãnh đạo, quản lý", leaders), ("Công chức, viên chức, người lao động", len(people) - leaders)),
        ),
    )


def counted_by(rows: pd.DataFrame, column: str) -> tuple[tuple[str, int], ...]:
    """How often each value of a column occurs, the most frequent first."""
    return _counted(rows.groupby(column, sort=False).size().sort_values(ascending=False, kind="stable"))


def _counted(numbers: pd.Series[int]) -> tuple[tuple[str, int], ...]:
    return tuple((str(label), int(number)) for label, number in numbers.items())

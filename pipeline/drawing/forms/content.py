"""What is laid into a form: the values of its labels and tables, and of a returned one the faults and what had no place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class SlipLine:
    """One line of a returned workbook's correction slip; ``cell`` is the cell of the form, empty if there is none."""

    sheet: str
    cell: str
    heading: str
    message: str


@dataclass(frozen=True)
class Content:
    """What to lay into a form, as text: a label sheet's values by key, a table's rows of values by key."""

    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    tables: Mapping[str, Sequence[Mapping[str, str]]] = field(default_factory=dict)
    comments: Mapping[tuple[str, str], str] = field(default_factory=dict)  # of faulty cells: (sheet, cell) → what to do
    slip: Sequence[SlipLine] = ()
    strays: Sequence[tuple[str, str, str, str]] = ()  # text without a place in the form: sheet, cell, heading, text


BLANK = Content()

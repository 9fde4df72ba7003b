"""The values with which a form is filled in; for a returned workbook also its faults and the text outside the form."""

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
    """The values of a form, as text: by sheet and column key; a table has one mapping for each row."""

    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    tables: Mapping[str, Sequence[Mapping[str, str]]] = field(default_factory=dict)
    comments: Mapping[tuple[str, str], str] = field(default_factory=dict)  # of faulty cells: (sheet, cell) → what to do
    slip: Sequence[SlipLine] = ()
    strays: Sequence[tuple[str, str, str, str]] = ()  # text outside the form: sheet, cell, heading, text
    pictures: Mapping[int, bytes] = field(default_factory=dict)  # number of a line of ``strays`` → its picture


BLANK = Content()

"""What a rule across cells says: which fault, at which cell, with which details."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from pipeline.dates import Quarter
from pipeline.model import Submission
from schemas.grammar import Choice


@dataclass(frozen=True)
class Fault:
    """A fault at one cell: the record's number in its sheet and the column's key; ``details`` fill the message."""

    code: str
    sheet: str
    key: str
    row: int = 0
    suggestion: str = ""
    details: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Circumstances:
    """What a rule may know beyond the workbook: the quarter and the names of the units in force."""

    quarter: Quarter
    units: tuple[Choice, ...]


Rule = Callable[[Submission, Circumstances], Iterable[Fault]]

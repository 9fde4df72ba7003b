"""What a rule across cells says: which fault, at which cell, with which details."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cached_property

from pipeline.values.dates import Quarter
from pipeline.values.model import Submission
from schemas.grammar import Choice, spellings_of


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
class Share:
    """A share that must be reached («2/3», «80%») or exceeded («trên 1/2»)."""

    text: str
    least: Fraction
    strict: bool = False

    def holds(self, part: int, whole: int) -> bool:
        """Whether that part of the whole is enough; never of nothing."""
        return whole > 0 and (part > self.least * whole if self.strict else part >= self.least * whole)


@dataclass(frozen=True)
class Regulations:
    """By what the Council decides: how many must be present, what share of votes is enough, and of what number."""

    quorum: Share
    threshold: Share
    denominator: str
    source: str


@dataclass(frozen=True)
class Candidate:
    """Whom the Council votes on: individual or collective, name, unit, proposed form of award."""

    recipient: str
    name: str
    unit: str
    award_form: str


@dataclass(frozen=True)
class Circumstances:
    """What a rule may know beyond the workbook: the quarter, the units in force; for the Council, whom it votes on and how.

    ``sent_on`` is the «Ngày gửi» of each nomination that the Council votes on, by its file.
    """

    quarter: Quarter
    units: tuple[Choice, ...]
    candidates: tuple[Candidate, ...] = ()
    regulations: Regulations | None = None
    sent_on: Mapping[str, date] = field(default_factory=dict)

    @cached_property
    def unit_names(self) -> frozenset[str]:
        """The official names of the units."""
        return frozenset(choice.text for choice in self.units)

    @cached_property
    def units_as_typed(self) -> Mapping[str, str]:
        """Key of each spelling of a unit's name → its official name."""
        return spellings_of(self.units)


Rule = Callable[[Submission, Circumstances], Iterable[Fault]]

"""Defines the rules that check several cells of a workbook together: what they are given, and the faults they return."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cached_property

from pipeline.values.dates import Quarter, Year
from pipeline.values.model import Submission
from schemas.grammar import Choice, spellings_of
from schemas.terms import Terms


@dataclass(frozen=True)
class Fault:
    """What a rule found wrong with one cell, before it has its message.

    ``row`` is the record's number in its sheet, from 0; -1 for the whole sheet. ``key`` is the column's key, ``details`` are
    filled into the message of ``code``.
    """

    code: str
    sheet: str
    key: str
    row: int = 0
    suggestion: str = ""
    details: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Share:
    """A share that must be reached («2/3», «80%») or, if ``strict``, exceeded («trên 1/2»); ``text`` is as typed."""

    text: str
    least: Fraction
    strict: bool = False

    def holds(self, part: int, whole: int) -> bool:
        """Whether ``part`` of ``whole`` is enough; False if ``whole`` is 0."""
        return whole > 0 and (part > self.least * whole if self.strict else part >= self.least * whole)


@dataclass(frozen=True)
class Regulations:
    """How the Council decides: the share of members that must be present, and the share of votes that is enough.

    ``denominator`` says of which number the votes are a share, ``source`` is the document that prescribes it ("" until confirmed). ``tie`` says in
    words who is chosen of those with equally many choices, ``tie_source`` where that is written; "" if the office has no such rule.
    """

    quorum: Share
    threshold: Share
    denominator: str
    source: str
    tie: str = ""
    tie_source: str = ""


@dataclass(frozen=True)
class Candidate:
    """Whom the Council votes on: individual or collective, name, unit, proposed form of award."""

    recipient: str
    name: str
    unit: str
    award_form: str


@dataclass(frozen=True)
class Issuing:
    """What the follow-up workbook is checked against in the run of a quarter or year.

    ``held_on`` is the day of the meeting and ``chosen`` whom it chose; None and "" if it has not met. ``decided`` is False while
    the Council's workbook is there and has errors. ``printed`` names who signs in each role; ``signer`` says who was in force
    in a role on a day ("" if nobody).
    """

    period: Quarter | Year
    held_on: date | None
    chosen: str
    decided: bool
    printed: Mapping[str, str]
    signer: Callable[[str, date], str]

    @property
    def not_met(self) -> bool:
        """Whether the Council has certainly not met."""
        return self.decided and self.held_on is None


@dataclass(frozen=True)
class Circumstances:
    """What a rule needs besides the workbook: the quarter and the units in force.

    ``terms`` are how the office and its plan are called. For the Council's workbook also the regulations, and in
    ``sent_on`` the «Ngày gửi» of the file of each nominee voted on; for the follow-up workbook ``issuing``.
    """

    quarter: Quarter
    units: tuple[Choice, ...]
    terms: Terms
    regulations: Regulations | None = None
    sent_on: Mapping[str, date] = field(default_factory=dict)
    issuing: Issuing | None = None

    @cached_property
    def unit_names(self) -> frozenset[str]:
        """The official names of the units."""
        return frozenset(choice.text for choice in self.units)

    @cached_property
    def units_as_typed(self) -> Mapping[str, str]:
        """Maps the key (:func:`schemas.grammar.choice_key`) of each spelling of a unit's name to its official name."""
        return spellings_of(self.units)


def rows_again(keys: Iterable[object]) -> Iterator[int]:
    """The keys of some rows, in their order → each row whose key an earlier one has, from 0; None is no key."""
    seen: set[object] = set()
    for row, key in enumerate(keys):
        if key is not None and key in seen:
            yield row
        seen.add(key)


Rule = Callable[[Submission, Circumstances], Iterable[Fault]]

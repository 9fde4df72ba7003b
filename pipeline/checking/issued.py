"""Immutable values that hold the follow-up workbook: the papers issued, and what became of those chosen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pipeline.values.dates import Quarter, Year
from pipeline.values.model import CellReference, InputFile, Submission
from schemas.numbered import NumberedPaper

Period = Quarter | Year


@dataclass(frozen=True)
class Issued:
    """An issued paper of a quarter or year: ``title`` as in the list, its number as printed, the day on which it was signed.

    ``place`` is the cell that names it.
    """

    period: Period
    paper: NumberedPaper
    title: str
    number: str
    day: date
    place: CellReference


@dataclass(frozen=True)
class TakenOver:
    """A row of «Nhân rộng»: where the one chosen was taken over, when, with what result, where that was published.

    What is not known yet is "", () or None; ``place`` is the cell of the name.
    """

    period: Period
    name: str
    where: str
    day: date | None
    result: tuple[str, ...]
    source: str
    place: CellReference

    @property
    def is_empty(self) -> bool:
        """Whether the row names only the one chosen, as it is handed out."""
        return not (self.where or self.day or self.result or self.source)


@dataclass(frozen=True)
class FollowUp:
    """The follow-up workbook: its file and all its rows (None if there is none), papers issued and rows of «Nhân rộng».

    Of all periods; rows with an error are in ``rows`` only.
    """

    file: InputFile | None = None
    rows: Submission | None = None
    issued: tuple[Issued, ...] = ()
    taken_over: tuple[TakenOver, ...] = ()

    def issued_in(self, period: Period) -> tuple[Issued, ...]:
        """The papers issued of a quarter or year."""
        return tuple(each for each in self.issued if each.period == period)

    def taken_over_in(self, period: Period) -> tuple[TakenOver, ...]:
        """What is known of those chosen in a quarter; rows that name only the one chosen are left out."""
        return tuple(each for each in self.taken_over if each.period == period and not each.is_empty)


NO_FOLLOW_UP = FollowUp()

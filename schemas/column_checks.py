"""Turns a column's declaration into the checks that follow from it: each asks one thing of one value.

They are declared without pandas, so that values which plainly hold are seen as such before it is loaded; what does not
hold is pandera's to report, by the same checks (``schemas/checks.py``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from schemas.grammar import ColumnMeaning, Kind, is_name, is_name_cased


@dataclass(frozen=True)
class ColumnCheck:
    """One thing asked of a column's values: whether a value holds, and the code of the finding if it does not."""

    holds: Callable[[Any], bool]
    code: str


@lru_cache(maxsize=1024)
def checks_of(meaning: ColumnMeaning) -> tuple[ColumnCheck, ...]:
    """The checks that follow from a declaration, in the order in which they are reported."""
    return tuple(_checks(meaning))


def holds(meaning: ColumnMeaning, value: object) -> bool:
    """Whether a typed value (None where blank) is all that its column's declaration asks."""
    if value is None:
        return not meaning.required
    return all(check.holds(value) for check in checks_of(meaning))


def _checks(meaning: ColumnMeaning) -> Iterator[ColumnCheck]:
    numeric = meaning.kind in (Kind.INTEGER, Kind.DECIMAL, Kind.YEAR)
    measure: Callable[[Any], int] = (lambda value: value) if numeric else (lambda value: len(str(value)))
    if meaning.minimum is not None:
        low = meaning.minimum
        yield ColumnCheck(lambda value: value >= low, "too-small")
    if meaning.maximum is not None:
        high = meaning.maximum
        yield ColumnCheck(lambda value: measure(value) <= high, "too-large" if numeric else "too-long")
    if meaning.choices:
        listed = frozenset(choice.text for choice in meaning.choices)
        yield ColumnCheck(listed.__contains__, "unlisted-choice" if meaning.open_choice else "unknown-choice")
    if meaning.kind is Kind.NAME:
        yield ColumnCheck(is_name, "not-a-name")
        yield ColumnCheck(is_name_cased, "name-case")

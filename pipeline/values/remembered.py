"""Keeps the results for short texts that come again in every workbook; a sender's long texts are never kept."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

Result = TypeVar("Result")
MOST = 8192  # texts: those that the form prints come again in every workbook
SHORT = 300  # characters; longer ones are somebody's own words, and thousands of them would fill the memory


def remembered(work: Callable[[str], Result]) -> Callable[[str], Result]:
    """A function of a text → the same function, its results for the last short texts kept."""
    kept = lru_cache(MOST)(work)

    @wraps(work)
    def of(text: str) -> Result:
        return kept(text) if len(text) <= SHORT else work(text)

    return of

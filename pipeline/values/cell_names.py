"""Turns a cell's row and column into its name as Excel writes it, and the name into row and column.

The library that draws the forms can do it too, but loading it takes longer than reading ten workbooks.
"""

from __future__ import annotations

import re
from functools import lru_cache

NAME = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
LETTERS = 26


@lru_cache(maxsize=2**14)
def cell_name(row: int, column: int) -> str:
    """Zero-based row and column as the cell's name: (6, 1) → ``B7``."""
    return f"{column_name(column)}{row + 1}"


def column_name(column: int) -> str:
    """A zero-based column as its letters: 0 → ``A``, 26 → ``AA``."""
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, LETTERS)
        letters = f"{chr(ord('A') + letter)}{letters}"
    return letters


def row_and_column(name: str) -> tuple[int, int]:
    """A cell's name as zero-based row and column: ``B7`` → (6, 1). Raises ValueError for any other text."""
    found = NAME.fullmatch(name)
    if not found:
        raise ValueError(f"{name!r} is no cell")
    return int(found[2]) - 1, column_number(found[1])


@lru_cache(maxsize=2**10)
def column_number(letters: str) -> int:
    """A column's letters as its zero-based number: ``AA`` → 26."""
    number = 0
    for letter in letters:
        number = number * LETTERS + ord(letter) - ord("A") + 1
    return number - 1

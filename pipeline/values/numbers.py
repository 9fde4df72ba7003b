"""Turns numbers as people type them into values, and values into the figures and Vietnamese words that papers print."""

from __future__ import annotations

import re
from decimal import ROUND_CEILING, Decimal

from vn_numberwords import Dictionary, NumberTransformer

from pipeline.values.vietnamese import one_line

GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}([. ])\d{3}(?:\1\d{3})*|[+-]?\d+", re.ASCII)
DECIMAL = re.compile(r"[+-]?\d+(?:[.,]\d+)?", re.ASCII)
WORDS_END = 10**15  # the library calculates with floats, which are exact only up to about this


class OfficeDictionary(Dictionary):
    """The number words of vn_numberwords (northern), except that 4 after a ten is «tư»: hai mươi tư."""

    def special_triplet_unit_four(self) -> str:
        """The word for a four that follows a ten from twenty up."""
        return "tư"


class OfficeTransformer(NumberTransformer):
    """The transformer of vn_numberwords, except that 5 after any ten is «lăm».

    Version 0.2.0 reads 65 as «sáu mươi năm», which means sixty years.
    """

    def get_triplet_unit(self, unit: int, ten: int) -> str:
        """The word for the last digit of a group of three, given the digit of the tens."""
        if unit == 5 and ten:
            return "lăm"
        return str(super().get_triplet_unit(unit, ten))


def group(number: int) -> str:
    """Figures with dots between thousands: 1520000 → ``1.520.000``."""
    return f"{number:,}".replace(",", ".")


def count(number: int) -> str:
    """A count as the office writes it: below 10 with a leading zero, ``05``."""
    return f"{number:02d}"


def percent(part: int, whole: int) -> str:
    """A ratio of two counts (0 or more) as a percentage with at most one decimal, rounded half up: (6, 7) → ``85,7%``.

    Raises ZeroDivisionError if ``whole`` is 0.
    """
    units, tenth = divmod((2000 * part + whole) // (2 * whole), 10)
    return f"{units},{tenth}%" if tenth else f"{units}%"


def in_words(number: int) -> str:
    """A whole number in Vietnamese words, lower case: 54021 → ``năm mươi tư nghìn không trăm hai mươi mốt``.

    Raises ValueError if its absolute value is 10**15 or more.
    """
    if abs(number) >= WORDS_END:
        raise ValueError(f"too large for words: {number}")
    return one_line(OfficeTransformer(OfficeDictionary()).to_words(number)).lower()


def round_up(amount: Decimal | int, step: int) -> int:
    """An amount rounded up to the next multiple of ``step``."""
    return int((Decimal(amount) / step).to_integral_value(ROUND_CEILING)) * step


def parse_integer(text: str) -> int:
    """A whole number with or without dots or spaces between thousands. Raises ValueError for ``7.5`` and the like."""
    bare = one_line(text)
    if not GROUPED.fullmatch(bare):
        raise ValueError(text)
    return int(bare.replace(".", "").replace(" ", ""))


def parse_decimal(text: str) -> Decimal:
    """A number with a decimal comma or point. Raises ValueError for anything else."""
    bare = one_line(text)
    if not DECIMAL.fullmatch(bare):
        raise ValueError(text)
    return Decimal(bare.replace(",", "."))

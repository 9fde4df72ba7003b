"""Turns numbers as people write them into values, and values into the office's figures and words."""

from __future__ import annotations

import re
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

from vn_numberwords import Dictionary, number_to_words

from pipeline.vietnamese import one_line

GROUPED = re.compile(r"[+-]?\d{1,3}(?:([. ])\d{3})(?:\1\d{3})*|[+-]?\d+")
DECIMAL = re.compile(r"[+-]?\d+(?:[.,]\d+)?")


class OfficeDictionary(Dictionary):
    """The library's northern words, with the office's «tư» after a ten: hai mươi tư."""

    def special_triplet_unit_four(self) -> str:
        """The word for a four that follows a ten from twenty up."""
        return "tư"


def group(number: int) -> str:
    """Figures with dots between thousands: 1520000 → ``1.520.000``."""
    return f"{number:,}".replace(",", ".")


def count(number: int) -> str:
    """A count as the office writes it: below 10 with a leading zero, ``05``."""
    return f"{number:02d}"


def percent(part: int, whole: int) -> str:
    """A ratio as a percentage with at most one decimal, rounded half up: (6, 7) → ``85,7%``. Raises ZeroDivisionError."""
    share = (Decimal(part * 100) / Decimal(whole)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"{share:f}".removesuffix(".0").replace(".", ",") + "%"


def in_words(number: int) -> str:
    """A whole number in Vietnamese words, lower case: 54021 → ``năm mươi tư nghìn không trăm hai mươi mốt``."""
    return one_line(number_to_words(number, OfficeDictionary())).lower()


def round_up(amount: Decimal | int, step: int) -> int:
    """An amount rounded up to the next multiple of ``step``."""
    return int((Decimal(amount) / step).to_integral_value(ROUND_CEILING)) * step


def parse_integer(text: str) -> int:
    """A whole number with or without dots or spaces between thousands. Raises ValueError for ``7.5`` and the like."""
    bare = one_line(text)
    if not GROUPED.fullmatch(bare) or not bare.isascii():
        raise ValueError(text)
    return int(bare.replace(".", "").replace(" ", ""))


def parse_decimal(text: str) -> Decimal:
    """A number with a decimal comma or point. Raises ValueError for anything else."""
    bare = one_line(text)
    if not DECIMAL.fullmatch(bare) or not bare.isascii():
        raise ValueError(text)
    return Decimal(bare.replace(",", "."))

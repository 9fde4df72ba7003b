"""What the patterns of number formats share: their parts, and what is too large to show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from pipeline.values.format_codes import Kind, NotCertain, Token

TOO_LARGE = Decimal(10) ** 15  # Excel keeps fifteen figures
Parts = Mapping[str, tuple[Token, ...]]  # of a pattern, by the names in its shape; none that is empty


def text_of(tokens: Sequence[Token]) -> str:
    """The text of some tokens."""
    return "".join(token.text for token in tokens)


def slots_of(tokens: Sequence[Token]) -> str:
    """The digit places among some tokens."""
    return "".join(token.text for token in tokens if token.kind is Kind.DIGIT)


def not_too_large(number: Decimal) -> Decimal:
    """The number itself; raises :class:`NotCertain` from where Excel keeps no more figures."""
    if number >= TOO_LARGE:
        raise NotCertain(str(number))
    return number

"""Turns a number and a pattern of a fraction into the text the cell shows: 0.5 and ``# ?/?`` → `` 1/2``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from pipeline.values.format_codes import NotCertain, Token, slots_of, text_of

TOO_LARGE = Decimal(10) ** 15  # Excel keeps fifteen figures
Parts = Mapping[str, tuple[Token, ...]]  # of a pattern, by the names in its shape; none that is empty

FRACTION = re.compile(r"(?P<before>l*)(?:(?P<whole>d+)(?P<gap>l+))?(?P<above>d+)/(?P<below>d+|n)(?P<after>l*)")


def not_too_large(number: Decimal) -> Decimal:
    """The number itself; raises :class:`NotCertain` from where Excel keeps no more figures."""
    if number >= TOO_LARGE:
        raise NotCertain(str(number))
    return number


class AsFraction:
    """A pattern of a whole number and a fraction, whose lower part may be given."""

    SHAPE = FRACTION

    def __init__(self, parts: Parts) -> None:
        self._before, self._after = text_of(parts.get("before", ())), text_of(parts.get("after", ()))
        self._whole, self._gap = slots_of(parts.get("whole", ())), text_of(parts.get("gap", ()))
        self._above, self._below = slots_of(parts["above"]), text_of(parts["below"])
        if self._gap.strip() or len(self._whole) > 1 or set(self._above) != {"?"}:
            raise NotCertain(self._gap)

    def shown(self, number: Decimal, signs_known: bool) -> str:
        """The text; raises :class:`NotCertain`."""
        whole, rest = divmod(Fraction(not_too_large(number)), 1) if self._whole else (0, Fraction(number))
        above, below = self._approximated(rest)
        if self._whole and above == below:
            whole, above = whole + 1, 0
        return self._before + self._laid_out(whole, above, below) + self._after

    def _laid_out(self, whole: int, above: int, below: int) -> str:
        fraction = f"{above:>{len(self._above)}}/{below:<{len(self._below)}}"
        if not self._whole:
            return fraction
        if not above:
            return f"{whole}{self._gap}{' ' * len(fraction)}"
        return f"{whole or {'0': '0', '#': '', '?': ' '}[self._whole]}{self._gap}{fraction}"

    def _approximated(self, number: Fraction) -> tuple[int, int]:
        """The fraction that is shown for a number."""
        if self._below[0] in "123456789":
            below = int(self._below)
            if 2 * below * number % 2 == 1:  # halfway between two fractions
                raise NotCertain(str(number))
            return round(number * below), below
        if set(self._below) != {"?"} or len(self._below) > 3:
            raise NotCertain(self._below)
        most = 10 ** len(self._below) - 1
        best = number.limit_denominator(most)
        if best != _by_convergents(number, most):  # Excel and LibreOffice may differ from what is nearest
            raise NotCertain(str(number))
        return best.numerator, best.denominator


def _by_convergents(number: Fraction, most: int) -> Fraction:
    """The last convergent of a number's continued fraction whose lower part is no larger than that."""
    before, last = (0, 1), (1, 0)
    rest = number
    while True:
        term = rest.numerator // rest.denominator
        new = (term * last[0] + before[0], term * last[1] + before[1])
        if new[1] > most:
            return Fraction(*last)
        before, last = last, new
        if rest == term:
            return Fraction(*last)
        rest = 1 / (rest - term)

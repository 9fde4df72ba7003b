"""Turns a number and the section of an Excel format into the text the cell shows; None for what is not certain.

Numbers are reckoned with as decimals, as Excel shows them: 1.005 with two decimals is 1.01.
"""

from __future__ import annotations

import re
from contextlib import suppress
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

from pipeline.values.format_codes import Kind, NotCertain, Section, Token, slots_of, text_of
from pipeline.values.shown_fractions import AsFraction, Parts, not_too_large

EXACT = Context(prec=120, rounding=ROUND_HALF_UP)
FIFTEEN = Context(prec=15, rounding=ROUND_HALF_UP)  # the figures that Excel keeps
MOST_SLOTS = 30  # figures that a format may ask for
MOST_PERCENTS, MOST_THOUSANDS = 1, 4  # programs differ in a second sign of per cent
GENERAL_FIGURES = 11  # that a cell of the format General shows at most, its point among them
SMALLEST_IN_GENERAL = Decimal("0.0001")
ENGINEERING = "##0"  # three places before the point: the power is a multiple of three
SHAPES = {
    Kind.LITERAL: "l", Kind.DIGIT: "d", Kind.NUMBER: "n", Kind.POINT: ".", Kind.COMMA: ",", Kind.PERCENT: "%",
    Kind.EXPONENT: "e", Kind.SLASH: "/", Kind.GENERAL: "g", Kind.TEXT: "@",
}  # fmt: skip
FIXED = re.compile(
    r"(?P<before>[l%]*)(?P<whole>(?:d(?:[dl,]*d)?)?)(?P<scale>,*)"
    r"(?:(?P<point>\.)(?P<decimals>d*)(?P<scale_behind>,*))?(?:(?P<exponent>e)(?P<power>d+))?(?P<after>[l%]*)"
)
AS_GENERAL = re.compile(r"(?P<before>l*)g(?P<after>l*)")
COMMA_AMONG_WORDS = re.compile(",,|l")


def is_understood(section: Section) -> bool:
    """Whether a section for numbers is one of those that we know."""
    return _pattern(section.tokens) is not None


def number_shown(section: Section, number: Decimal, signs_known: bool) -> str | None:
    """A number of zero or more as a section shows it; None where that is not certain.

    ``signs_known`` says whether the signs between decimals and thousands are the Vietnamese ones, or not certain.
    """
    with suppress(NotCertain):
        if pattern := _pattern(section.tokens):
            return pattern.shown(number, signs_known)
    return None


@lru_cache(maxsize=2**10)
def _pattern(tokens: tuple[Token, ...]) -> Fixed | AsFraction | AsGeneral | None:
    shape = "".join(SHAPES.get(token.kind, "?") for token in tokens)
    for kind in (Fixed, AsFraction, AsGeneral):
        if found := kind.SHAPE.fullmatch(shape):
            with suppress(NotCertain):
                return kind({name: tokens[slice(*found.span(name))] for name in found.groupdict() if found[name]})
    return None


def _rounded(number: Decimal, places: int) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-places), context=EXACT)


# --- figures -------------------------------------------------------------------------------------------------------


def _whole_figures(number: Decimal, slots: str) -> list[str]:
    """What stands at each place before the point: the first place takes all figures that have no place of their own."""
    figures = str(int(number)) if number >= 1 else ""
    empty = slots[: max(0, len(slots) - len(figures))]
    if not re.fullmatch(r"[#?]*0*", empty):
        raise NotCertain(slots)
    shown = [{"0": "0", "?": " ", "#": ""}[slot] for slot in empty]
    own = len(slots) - len(empty)
    if own:
        shown += [figures[: len(figures) - own + 1], *figures[len(figures) - own + 1 :]]
    return shown


def _grouped(figures: str, signs_known: bool) -> str:
    """Figures in groups of three, as far as there are any."""
    bare = figures.lstrip(" ")
    if len(bare) <= 3:
        return figures
    if not signs_known:
        raise NotCertain(figures)
    first = len(bare) % 3 or 3
    return ".".join([bare[:first], *(bare[at : at + 3] for at in range(first, len(bare), 3))])


def _decimal_figures(figures: str, slots: str) -> str:
    """Figures after the point, without zeros at the end that have no place of their own."""
    if not re.fullmatch(r"0*[#?]*", slots):
        raise NotCertain(slots)
    kept = max(len(figures.rstrip("0")), slots.count("0"))
    return figures[:kept] + " " * slots[kept:].count("?")


class Fixed:
    """A pattern of places before and after a point, which may be scaled by per cent, thousands or a power of ten."""

    SHAPE = FIXED

    def __init__(self, parts: Parts) -> None:
        self._before, self._after = text_of(parts.get("before", ())), text_of(parts.get("after", ()))
        self._whole = parts.get("whole", ())
        self._wholeslots_of, self._decimals = slots_of(self._whole), slots_of(parts.get("decimals", ()))
        self._point = "point" in parts
        self._shape = "".join(SHAPES[token.kind] for token in self._whole)
        self._grouped = "," in self._shape
        self._thousands = len(parts.get("scale", ())) + len(parts.get("scale_behind", ()))
        around = (*parts.get("before", ()), *parts.get("after", ()))
        self._percents = sum(token.kind is Kind.PERCENT for token in around)
        self._exponent, self._power = text_of(parts.get("exponent", ())), slots_of(parts.get("power", ()))
        self._refuse_what_is_odd()

    def _refuse_what_is_odd(self) -> None:
        """Raises :class:`NotCertain` for patterns of which no program says what they show."""
        scaled = self._thousands or self._percents
        if (self._point or scaled or self._exponent) and not (self._wholeslots_of or self._decimals):
            raise NotCertain
        if self._grouped and COMMA_AMONG_WORDS.search(self._shape):
            raise NotCertain
        if self._exponent and (scaled or self._shape not in ("d", "ddd") or set(self._power) != {"0"}):
            raise NotCertain
        if self._percents > MOST_PERCENTS or self._thousands > MOST_THOUSANDS:
            raise NotCertain
        if max(len(self._wholeslots_of), len(self._decimals), len(self._power)) > MOST_SLOTS:
            raise NotCertain

    def shown(self, number: Decimal, signs_known: bool) -> str:
        """The text; raises :class:`NotCertain`."""
        return self._before + self._figures(number, signs_known) + self._after

    def _figures(self, number: Decimal, signs_known: bool) -> str:
        if not self._wholeslots_of and not self._point:  # words alone
            return ""
        if self._exponent:
            return self._scientific(number, signs_known)
        return self._places(self._scaled(number), signs_known)

    def _scaled(self, number: Decimal) -> Decimal:
        """The number that is shown, rounded; raises :class:`NotCertain` where floats, as some programs reckon, give another."""
        exact = number.scaleb(2 * self._percents - 3 * self._thousands, EXACT)
        as_float = float(number) * 100**self._percents / 1000**self._thousands
        rounded, other = (
            _rounded(not_too_large(each), len(self._decimals)) for each in (exact, Decimal(repr(as_float)))
        )
        if rounded != other:
            raise NotCertain(str(number))
        return rounded

    def _places(self, number: Decimal, signs_known: bool) -> str:
        whole = self._laid_out(_whole_figures(number, self._wholeslots_of), signs_known)
        if not self._point:
            return whole
        if not signs_known or (number >= 1 and not self._wholeslots_of):
            raise NotCertain
        figures = _decimal_figures(f"{number:f}".partition(".")[2], self._decimals)
        if not figures.strip():  # Excel shows the point, LibreOffice does not
            raise NotCertain
        return f"{whole},{figures}"

    def _laid_out(self, figures: list[str], signs_known: bool) -> str:
        """The figures before the point, in groups or among the words that stand between their places."""
        if self._grouped:
            return _grouped("".join(figures), signs_known)
        if all(token.kind is Kind.DIGIT for token in self._whole):
            return "".join(figures)
        if "" in figures or " " in figures:  # words between places that are empty
            raise NotCertain
        each = iter(figures)
        return "".join(next(each) if token.kind is Kind.DIGIT else token.text for token in self._whole)

    def _scientific(self, number: Decimal, signs_known: bool) -> str:
        step = {"0": 1, ENGINEERING: 3}.get(self._wholeslots_of)
        if step is None:
            raise NotCertain(self._wholeslots_of)
        power = number.adjusted() // step * step if number else 0
        mantissa = _rounded(number.scaleb(-power, EXACT), len(self._decimals))
        if mantissa >= 10**step:
            power += step
            mantissa = _rounded(number.scaleb(-power, EXACT), len(self._decimals))
        sign = "-" if power < 0 else self._exponent[1].replace("-", "")
        return f"{self._places(mantissa, signs_known)}E{sign}{str(abs(power)).rjust(len(self._power), '0')}"


# --- General -------------------------------------------------------------------------------------------------------


class AsGeneral:
    """The format General, with words before and after it."""

    SHAPE = AS_GENERAL

    def __init__(self, parts: Parts) -> None:
        self._before, self._after = text_of(parts.get("before", ())), text_of(parts.get("after", ()))

    def shown(self, number: Decimal, signs_known: bool) -> str:
        """The text; raises :class:`NotCertain`."""
        plain = _general(number)
        if "." in plain and not signs_known:
            raise NotCertain(plain)
        return self._before + plain.replace(".", ",") + self._after


def _general(number: Decimal) -> str:
    """A number as a cell wide enough shows it, at most eleven signs; LibreOffice rounds to more of them."""
    number = FIFTEEN.plus(number)
    places = max(0, GENERAL_FIGURES - 1 - len(str(int(number))))
    if number >= 10**GENERAL_FIGURES or (number and number < SMALLEST_IN_GENERAL) or number != _rounded(number, places):
        raise NotCertain(str(number))
    return _bare(number)


def _bare(number: Decimal) -> str:
    figures = f"{number:f}"
    return figures.rstrip("0").rstrip(".") if "." in figures else figures

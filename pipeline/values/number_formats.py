"""Turns a cell's value and its Excel number format into the text that the sheet shows, and a format into what it shows of a day.

What cannot be worked out for certain is None, never a guess: what stands in doubt in Excel, what Excel and LibreOffice
show differently, and what depends on the machine. Signs between decimals and thousands are the Vietnamese ones: 1.234,5.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum

from pipeline.values.built_in_formats import GENERAL
from pipeline.values.format_codes import MOST_SECTIONS, SYSTEM, Kind, Section, Token, sections_of
from pipeline.values.remembered import remembered
from pipeline.values.shown_dates import date_shown
from pipeline.values.shown_numbers import is_understood, number_shown

OURS = ("", "vi")  # languages of a section whose signs between decimals and thousands are known
FIGURES = 15  # that Excel keeps of a number
TEXT_FORMAT = (Token(Kind.TEXT, "@"),)
TEXT_END = 10  # characters of a number that a cell of the format Text shows like General


class Part(StrEnum):
    """What of a moment a format shows; a year in two figures is both a year and a short year."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    SHORT_YEAR = "short-year"
    TIME = "time"


WHOLE_DAY = frozenset({Part.DAY, Part.MONTH, Part.YEAR})


def shown(value: float | str, code: str, date_1904: bool = False) -> str | None:
    """A cell's text as the sheet shows it, spaces for alignment included; None where that is not certain.

    ``value`` is a text, a number, a truth value, or a day as its serial number.
    """
    if isinstance(value, str) and is_plain(code):
        return value
    sections = _understood(code)
    if sections is None:
        return None
    if isinstance(value, str):
        return _text_shown(sections, value)
    if isinstance(value, bool):
        return _truth_shown(sections, value)
    return _number_shown(sections, value, date_1904) if math.isfinite(value) else None


def date_parts(code: str, serial: float = 1.0) -> frozenset[Part]:
    """What of a day and a time a format shows for a serial number; nothing for a format that is not understood."""
    sections = _understood(code)
    chosen = _chosen(sections, serial) if sections else None
    if chosen is None or not chosen.is_date:
        return frozenset()
    if chosen.language == SYSTEM:  # the machine's own long date, or its own time
        return WHOLE_DAY if any(token.text[0] in "dy" for token in chosen.tokens) else frozenset({Part.TIME})
    return frozenset().union(*map(_parts, chosen.tokens))


def is_plain(code: str) -> bool:
    """Whether a format shows every text as it is typed; one that is not understood does so if it can say nothing of texts."""
    sections = _understood(code)
    if sections is None:
        return "@" not in code and code.count(";") < MOST_SECTIONS - 1
    return not _shows_text(sections) or sections[-1].tokens == TEXT_FORMAT


def _parts(token: Token) -> frozenset[Part]:
    kind, text = token
    if kind in (Kind.MINUTE, Kind.ELAPSED, Kind.SUBSECOND, Kind.HALF_DAY):
        return frozenset({Part.TIME})
    if kind is not Kind.DATE:
        return frozenset()
    if text[0] == "y":
        return frozenset({Part.YEAR} if len(text) == 4 else {Part.YEAR, Part.SHORT_YEAR})
    if text[0] == "m" and len(text) < 5:  # a first letter names no month
        return frozenset({Part.MONTH})
    if text[0] == "d" and len(text) < 3:  # a name of the week names no day
        return frozenset({Part.DAY})
    return frozenset({Part.TIME}) if text[0] in "hs" else frozenset()


@remembered
def _understood(code: str) -> tuple[Section, ...] | None:
    """The sections of a code; None where one of them is not understood, for a program may then refuse the whole."""
    sections = sections_of(code)
    if sections is None or not all(map(_is_understood, sections)) or not (sections[0].tokens or sections[1:]):
        return None
    return sections


def _is_understood(section: Section) -> bool:
    if section.is_text:
        return all(token.kind in (Kind.TEXT, Kind.LITERAL) for token in section.tokens)
    return section.is_date or is_understood(section)


# --- texts and truth values ----------------------------------------------------------------------------------------


def _shows_text(sections: Sequence[Section]) -> bool:
    """Whether a format has a section for texts."""
    return len(sections) == MOST_SECTIONS or sections[-1].is_text


def _text_shown(sections: Sequence[Section], text: str) -> str | None:
    if not _shows_text(sections):
        return text
    tokens = sections[-1].tokens
    if any(token.kind not in (Kind.TEXT, Kind.LITERAL) for token in tokens):  # figures in the place of a text
        return None
    return "".join(text if token.kind is Kind.TEXT else token.text for token in tokens)


def _truth_shown(sections: Sequence[Section], value: bool) -> str | None:
    """As Excel shows it in both languages; whether a section for texts hides it is not certain."""
    text = str(value).upper()
    return text if _text_shown(sections, text) == text else None


# --- numbers -------------------------------------------------------------------------------------------------------


def _number_shown(sections: Sequence[Section], value: float, date_1904: bool) -> str | None:
    chosen = _chosen(sections, value)
    if chosen is None:
        return None
    if chosen.is_text:
        return _in_text_format(chosen, value)
    if chosen.is_date:
        return date_shown(chosen, value, date_1904)
    signs_known = chosen.language in OURS
    texts = {number_shown(chosen, abs(number), signs_known) for number in _decimals(value)}
    text = texts.pop() if len(texts) == 1 else None
    if text is None or value >= 0 or len(_of_numbers(sections)) > 1:  # a section of its own shows a sign
        return text
    return f"-{text}" if text != number_shown(chosen, Decimal(0), signs_known) else None  # -0 or 0 is in doubt


def _decimals(value: float) -> tuple[Decimal, ...]:
    """A number as it is written, and to the fifteen figures that Excel keeps."""
    if isinstance(value, int):
        return (Decimal(value),)
    written = Decimal(repr(value))
    return (written,) if len(written.as_tuple().digits) <= FIGURES else (written, Decimal(f"{value:.{FIGURES}g}"))


def _in_text_format(section: Section, value: float) -> str | None:
    """A number in a cell of the format Text: as in General, as far as it is short."""
    if section.tokens != TEXT_FORMAT or section.language not in OURS:
        return None
    if len(repr(value).removesuffix(".0")) > TEXT_END:
        return None
    return shown(value, GENERAL)


def _of_numbers(sections: Sequence[Section]) -> Sequence[Section]:
    """The sections for numbers; that for texts is the fourth, or the last if it shows one beside others."""
    return sections[:-1] if len(sections) > 1 and _shows_text(sections) else sections


def _chosen(sections: Sequence[Section], value: float) -> Section | None:
    """The section that shows a number; None where that is not certain."""
    numbers = _of_numbers(sections)
    if any(section.condition for section in numbers):
        return _by_condition(numbers, value)
    if len(numbers) == 1:  # with a section for texts, a negative number's sign is in doubt
        return None if value < 0 and len(sections) > 1 else numbers[0]
    if value < 0:
        return None if len(sections) == 2 and not numbers[1].tokens else numbers[1]
    return numbers[2] if value == 0 and len(numbers) == 3 else numbers[0]


def _by_condition(numbers: Sequence[Section], value: float) -> Section | None:
    """The first section whose condition holds, else the last, which has none; how a negative number is signed is in doubt."""
    *conditional, last = numbers
    if value < 0 or any(section.condition is None for section in conditional) or (conditional and last.condition):
        return None
    for section in conditional or [last]:
        if section.condition and section.condition(value):
            return section
    return last if conditional else None

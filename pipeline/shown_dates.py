"""Turns a day's serial number and the section of an Excel format into the text the cell shows; None for what is not certain."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from pipeline.format_codes import OTHER, SYSTEM, Kind, Section, Token

DAY = 86_400  # seconds
NOISE = 1e-4  # seconds: what is nearer to a whole second is one
LAST_SERIAL = 2_958_466  # the day after 31/12/9999
LEAP_DAY = 60  # the serial number of 29/02/1900, which never was and which Excel shows
FIRST_DAY, FIRST_DAY_1904 = date(1899, 12, 31), date(1904, 1, 1)
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
WEEKDAYS = {
    "en": ("Saturday", "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday"),
    "vi": ("Thứ Bảy", "Chủ Nhật", "Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu"),
}
UNITS = {"h": 3600, "m": 60, "s": 1}  # seconds


class _NotCertain(ValueError):
    """What a cell shows in a way that we do not know for certain."""


@dataclass(frozen=True)
class Moment:
    """What a serial number says: the day, its place in the week from Saturday, and the seconds of it."""

    year: int
    month: int
    day: int
    weekday: int
    days: int
    seconds: Decimal

    @property
    def total(self) -> Decimal:
        """All its seconds."""
        return self.days * DAY + self.seconds


def date_shown(section: Section, serial: float, date_1904: bool, language: str) -> str | None:
    """A serial number as a section shows it; ``language`` is that of names and of the decimal sign where it has no tag."""
    named = section.language or language
    if serial < 0 or serial >= LAST_SERIAL or named in (SYSTEM, OTHER):
        return None
    try:
        moment = _moment(section, serial, date_1904)
        clock = Clock(section, moment)
        return "".join(_token(token, moment, clock, named, language) for token in section.tokens)
    except _NotCertain:
        return None


def _moment(section: Section, serial: float, date_1904: bool) -> Moment:
    days, seconds = int(serial), (Decimal(repr(serial)) - int(serial)) * DAY
    nearest = round(seconds)
    if abs(seconds - nearest) < NOISE:
        days, seconds = days + nearest // DAY, Decimal(nearest % DAY)
    names_a_day = any(token.kind is Kind.DATE and token.text[0] in "dmy" for token in section.tokens)
    if names_a_day and (days != int(serial) or (days < 1 and not date_1904)):
        raise _NotCertain(str(serial))
    year, month, day = _calendar(days, date_1904)
    return Moment(year, month, day, (days + (6 if date_1904 else 0)) % 7, days, seconds)


def _calendar(days: int, date_1904: bool) -> tuple[int, int, int]:
    """Year, month and day of a serial number, with the day that Excel has too many."""
    if date_1904:
        found = FIRST_DAY_1904 + timedelta(days)
    elif days == LEAP_DAY:
        return 1900, 2, 29
    else:
        found = FIRST_DAY + timedelta(days if days < LEAP_DAY else days - 1)
    return found.year, found.month, found.day


class Clock:
    """The time of a moment, to the smallest unit that a section shows.

    Excel rounds to the second and then cuts off, LibreOffice cuts off at once: raises :class:`_NotCertain` where that matters.
    """

    def __init__(self, section: Section, moment: Moment) -> None:
        self.places = max((len(t.text) for t in section.tokens if t.kind is Kind.SUBSECOND), default=0)
        elapsed = [token for token in section.tokens if token.kind is Kind.ELAPSED]
        if len(elapsed) > 1 or (elapsed and any(_is_of_calendar(token) for token in section.tokens)):
            raise _NotCertain(str(section))
        total = moment.total if elapsed else moment.seconds
        smallest = min((_unit(token) for token in section.tokens if _is_time(token)), default=DAY)
        scale = Decimal(10) ** -self.places
        self.seconds = total // scale * scale
        rounded = round(total / scale) * scale
        if self.seconds // smallest != rounded // smallest or (self.places and self.seconds != rounded):
            raise _NotCertain(str(total))
        self.half_days = any(token.kind is Kind.HALF_DAY for token in section.tokens)

    def part(self, unit: str) -> int:
        """The hours, minutes or seconds beside the larger units."""
        seconds = int(self.seconds)
        if unit == "h":
            hours = seconds // 3600 % 24
            return (hours - 1) % 12 + 1 if self.half_days else hours
        return seconds // UNITS[unit] % 60

    def all(self, unit: str) -> int:
        """All hours, minutes or seconds."""
        return int(self.seconds) // UNITS[unit]


def _is_of_calendar(token: Token) -> bool:
    return token.kind is Kind.HALF_DAY or (token.kind is Kind.DATE and token.text[0] in "dmy")


def _is_time(token: Token) -> bool:
    return token.kind in (Kind.MINUTE, Kind.ELAPSED) or (token.kind is Kind.DATE and token.text[0] in "hs")


def _unit(token: Token) -> int:
    return UNITS[token.text[0]]


def _token(token: Token, moment: Moment, clock: Clock, named: str, language: str) -> str:
    kind, text = token
    if kind is Kind.LITERAL:
        return text
    if kind is Kind.ELAPSED:
        return f"{clock.all(text[0]):0{len(text)}d}"
    if kind is Kind.HALF_DAY:
        return _half_day(clock, named)
    if kind is Kind.SUBSECOND:
        return _subsecond(clock, len(text), named, language)
    if _is_time(token):
        return f"{clock.part(text[0]):0{len(text)}d}"
    return {"y": _year, "m": _month, "d": _day}[text[0]](text, moment, named)


def _half_day(clock: Clock, named: str) -> str:
    if named != "en":  # SA and CH in Excel, other words in LibreOffice
        raise _NotCertain(named)
    return "AM" if int(clock.seconds) // 3600 % 24 < 12 else "PM"


def _subsecond(clock: Clock, places: int, named: str, language: str) -> str:
    if named != language or places != clock.places:
        raise _NotCertain(named)
    mark = "," if language == "vi" else "."
    return mark + str(int(clock.seconds % 1 * 10**places)).rjust(places, "0")


def _year(text: str, moment: Moment, named: str) -> str:
    return str(moment.year) if len(text) > 2 else f"{moment.year % 100:02d}"


def _month(text: str, moment: Moment, named: str) -> str:
    if len(text) <= 2:
        return f"{moment.month:0{len(text)}d}"
    if named != "en":  # Tháng Ba in Excel, Tháng 03 in LibreOffice
        raise _NotCertain(named)
    name = MONTHS[moment.month - 1]
    return {3: name[:3], 4: name, 5: name[0]}[len(text)]


def _day(text: str, moment: Moment, named: str) -> str:
    if len(text) <= 2:
        return f"{moment.day:0{len(text)}d}"
    if len(text) == 3 and named != "en":  # Hai in Excel, Thứ Hai in LibreOffice
        raise _NotCertain(named)
    name = WEEKDAYS[named][moment.weekday]
    return name[:3] if len(text) == 3 else name

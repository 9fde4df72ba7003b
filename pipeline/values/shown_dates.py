"""Turns a day's serial number and the section of an Excel format into the text the cell shows; None for what is not certain."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from pipeline.values.format_codes import OTHER, SYSTEM, Kind, NotCertain, Section, Token

DAY = 86_400  # seconds
NOISE = 1e-9  # seconds: what is nearer to a whole second is one, but for a number's last bits
LAST_SERIAL = 2_958_466  # the day after 31/12/9999
FIRST_CERTAIN = 61  # 01/03/1900: before it Excel counts with a leap day that never was, and LibreOffice without
MOST_PLACES = 3  # of a second
LONGEST = 10_000 * 3600  # seconds of a time that goes on beyond a day: what can be typed
EPOCH, EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
WEEKDAYS = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "vi": ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật"),
}
UNITS = {"h": 3600, "m": 60, "s": 1}  # seconds


@dataclass(frozen=True)
class Moment:
    """What a serial number says: its day, how many days it counts, and the seconds of the day."""

    date: date
    days: int
    seconds: Decimal


def date_shown(section: Section, serial: float, date_1904: bool) -> str | None:
    """A serial number as a section shows it, with Vietnamese names and signs where it has no tag of another language."""
    named = section.language or "vi"
    if serial < 0 or serial >= LAST_SERIAL or named in (SYSTEM, OTHER):
        return None
    try:
        moment = _moment(section, serial, date_1904)
        clock = Clock(section, moment)
        return "".join(_token(token, moment, clock, named) for token in section.tokens)
    except NotCertain:
        return None


def _moment(section: Section, serial: float, date_1904: bool) -> Moment:
    days, seconds = int(serial), (Decimal(repr(serial)) - int(serial)) * DAY
    nearest = round(seconds)
    if abs(seconds - nearest) < NOISE + math.ulp(serial) * DAY:
        days, seconds = days + nearest // DAY, Decimal(nearest % DAY)
    names_a_day = any(token.kind is Kind.DATE and token.text[0] in "dmy" for token in section.tokens)
    if names_a_day and (days != int(serial) or (days < FIRST_CERTAIN and not date_1904)):
        raise NotCertain(str(serial))
    return Moment((EPOCH_1904 if date_1904 else EPOCH) + timedelta(days), days, seconds)


class Clock:
    """The time of a moment, to the smallest unit that a section shows.

    Excel rounds to the second and then cuts off, LibreOffice cuts off at once: raises :class:`NotCertain` where that matters.
    """

    def __init__(self, section: Section, moment: Moment) -> None:
        self.places = max((len(t.text) for t in section.tokens if t.kind is Kind.SUBSECOND), default=0)
        elapsed = [token for token in section.tokens if token.kind is Kind.ELAPSED]
        if (
            self.places > MOST_PLACES
            or len(elapsed) > 1
            or (elapsed and any(_is_of_calendar(token) for token in section.tokens))
        ):
            raise NotCertain(str(section))
        total = moment.days * DAY + moment.seconds if elapsed else moment.seconds
        if total >= LONGEST:
            raise NotCertain(str(total))
        smallest = min((UNITS[token.text[0]] for token in section.tokens if _is_time(token)), default=DAY)
        scale = Decimal(10) ** -self.places
        self.seconds = total // scale * scale
        rounded = round(total / scale) * scale
        if self.seconds // smallest != rounded // smallest or (self.places and self.seconds != rounded):
            raise NotCertain(str(total))
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


def _token(token: Token, moment: Moment, clock: Clock, named: str) -> str:
    kind, text = token
    if kind is Kind.LITERAL:
        return text
    if kind is Kind.ELAPSED:
        return f"{clock.all(text[0]):0{len(text)}d}"
    if kind is Kind.HALF_DAY:
        return _half_day(clock, named)
    if kind is Kind.SUBSECOND:
        return _subsecond(clock, len(text), named)
    if _is_time(token):
        return f"{clock.part(text[0]):0{len(text)}d}"
    return {"y": _year, "m": _month, "d": _day}[text[0]](text, moment, named)


def _half_day(clock: Clock, named: str) -> str:
    if named != "en":  # SA and CH in Excel, other words in LibreOffice
        raise NotCertain(named)
    return "AM" if int(clock.seconds) // 3600 % 24 < 12 else "PM"


def _subsecond(clock: Clock, places: int, named: str) -> str:
    if named != "vi" or places != clock.places:
        raise NotCertain(named)
    return "," + str(int(clock.seconds % 1 * 10**places)).rjust(places, "0")


def _year(text: str, moment: Moment, named: str) -> str:
    return str(moment.date.year) if len(text) == 4 else f"{moment.date.year % 100:02d}"


def _month(text: str, moment: Moment, named: str) -> str:
    if len(text) <= 2:
        return f"{moment.date.month:0{len(text)}d}"
    if named != "en":  # Tháng Ba in Excel, Tháng 03 in LibreOffice
        raise NotCertain(named)
    name = MONTHS[moment.date.month - 1]
    return {3: name[:3], 4: name, 5: name[0]}[len(text)]


def _day(text: str, moment: Moment, named: str) -> str:
    if len(text) <= 2:
        return f"{moment.date.day:0{len(text)}d}"
    if named not in WEEKDAYS or (len(text) == 3 and named != "en"):  # Hai in Excel, Thứ Hai in LibreOffice
        raise NotCertain(named)
    name = WEEKDAYS[named][moment.date.weekday()]
    return name[:3] if len(text) == 3 else name

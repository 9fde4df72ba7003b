"""Turns dates, times, years and quarters as people type them into values, and dates into the text that papers print.

The printed form is that of Nghị định 30/2020/NĐ-CP.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pipeline.values.vietnamese import NO_BREAK, fold, one_line

EARLIEST_YEAR, LATEST_YEAR = 1900, 2100
ROMAN = ("I", "II", "III", "IV")

DAY_FIRST = re.compile(r"(\d{1,2}) *([./-]) *(\d{1,2}) *\2 *(\d+)", re.ASCII)
YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
IN_WORDS = re.compile(r"(?:ngay )?(\d{1,2}) thang (\d{1,2}) nam (\d+)", re.ASCII)
BARE_YEAR = re.compile(r"(?:nam )?(\d{4})", re.ASCII)
TWO_DIGITS = re.compile(r"(?:nam )?(\d{2})", re.ASCII)
QUARTER_NAMED = re.compile(r"(?:quy|q)? ?(iv|i{1,3}|[1-4])(?:[ ,./-]+(?:nam )?(\d{4}))?", re.ASCII)
NUMBER_WORDS = {"một": 1, "nhất": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4}
QUARTER_IN_WORDS = re.compile(
    rf"\b(?:quý|qúy|quy|q(?= ?\d)) ?(iv|i{{1,3}}|[1-4]|{'|'.join(NUMBER_WORDS)})\b(?:[ ,./-]+(?:năm )?(\d{{4}}))?",
    re.IGNORECASE,
)
MONTH_IN_WORDS = re.compile(r"(ngày \d{1,2} )?\btháng (\d{1,2})(?: năm | ?[/-] ?)(\d{4})\b", re.IGNORECASE | re.ASCII)
YEAR_IN_WORDS = re.compile(r"\bnăm (\d{4})\b(?! ?[-–] ?\d)", re.IGNORECASE | re.ASCII)  # not a span of years
YEAR_THEN_QUARTER = re.compile(r"(\d{4}) ?[-/. ]? ?(?:quy|q) ?(iv|i{1,3}|[1-4])", re.ASCII)
TIME = re.compile(r"(\d{1,2}) ?(giờ|gio|g|h|:) ?(?:(\d{2})(?: ?(?:phút|phut|p))?|(\d) ?(?:phút|phut|p))?", re.ASCII)
FOLDER = re.compile(r"(\d{4})-Q([1-4])", re.ASCII)


class DateFault(StrEnum):
    """Why a text is not a valid date; each value is the code of the finding."""

    TWO_DIGIT_YEAR = "two-digit-year"
    SWAPPED = "month-day-swapped"
    NO_SUCH_DAY = "no-such-day"
    NOT_A_DATE = "not-a-date"
    YEAR_ONLY = "year-only"
    OUT_OF_RANGE = "date-out-of-range"


class BadDate(ValueError):
    """A text that is not a date; ``reason`` says why."""

    def __init__(self, reason: DateFault) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, order=True)
class Year:
    """A year without day and month, where only the year is known."""

    year: int


@dataclass(frozen=True, order=True)
class Clock:
    """A time of the day, to the minute. Raises ValueError outside 0:00 to 23:59."""

    hour: int
    minute: int

    def __post_init__(self) -> None:
        if not (0 <= self.hour < 24 and 0 <= self.minute < 60):
            raise ValueError(f"no such time: {self.hour}:{self.minute}")

    def __str__(self) -> str:
        """The time as papers print it: ``08 giờ 00``."""
        return f"{self.hour:02d} giờ {self.minute:02d}"


@dataclass(frozen=True, order=True)
class Quarter:
    """One quarter of a year, 1 to 4. Raises ValueError for any other number."""

    year: int
    number: int

    def __post_init__(self) -> None:
        if self.number not in (1, 2, 3, 4) or not EARLIEST_YEAR <= self.year <= LATEST_YEAR:
            raise ValueError(f"no such quarter: {self.year}-Q{self.number}")

    @property
    def roman(self) -> str:
        """Its number as the office writes it: I, II, III, IV."""
        return ROMAN[self.number - 1]

    @property
    def title(self) -> str:
        """The quarter as papers name it: ``Quý I năm 2020``."""
        return f"Quý {self.roman} năm {self.year}"

    @property
    def in_sentence(self) -> str:
        """The quarter inside a sentence, without the capital of a heading: ``quý I năm 2020``."""
        return f"quý {self.roman} năm {self.year}"

    @property
    def folder(self) -> str:
        """The name of the quarter's folder: ``2020-Q1``."""
        return f"{self.year}-Q{self.number}"

    @property
    def first_day(self) -> date:
        """The first day of its first month."""
        return date(self.year, self.number * 3 - 2, 1)

    @property
    def last_day(self) -> date:
        """The last day of its last month."""
        return date(self.year, self.number * 3, monthrange(self.year, self.number * 3)[1])

    def earlier_in_year(self) -> tuple[Quarter, ...]:
        """The quarters of the same year before this one."""
        return tuple(Quarter(self.year, number) for number in range(1, self.number))


def quarter_of(day: date) -> Quarter:
    """The quarter in which a day is."""
    return Quarter(day.year, (day.month + 2) // 3)


def parse_date(text: str) -> date:
    """A full date from dd/mm/yyyy, d.m.yyyy, d-m-yyyy, «ngày 5 tháng 3 năm 2020» or yyyy-mm-dd.

    Raises :class:`BadDate`; a two-digit year or a swapped month and day is never guessed.
    """
    bare = one_line(text).lstrip("'’").strip()
    if BARE_YEAR.fullmatch(fold(bare)):
        raise BadDate(DateFault.YEAR_ONLY)
    if found := DAY_FIRST.fullmatch(bare):
        return _date(found[1], found[3], found[4])
    if found := IN_WORDS.fullmatch(fold(bare)):
        return _date(found[1], found[2], found[3])
    if found := YEAR_FIRST.fullmatch(bare):
        return _date(found[3], found[2], found[1])
    raise BadDate(DateFault.NOT_A_DATE)


def parse_date_or_year(text: str) -> date | Year:
    """A full date, or only a year («1985», «năm 1985»). Raises :class:`BadDate`."""
    bare = one_line(text).lstrip("'’").strip()
    if TWO_DIGITS.fullmatch(fold(bare)):
        raise BadDate(DateFault.TWO_DIGIT_YEAR)
    if not (found := BARE_YEAR.fullmatch(fold(bare))):
        return parse_date(text)
    year = int(found[1])
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise BadDate(DateFault.OUT_OF_RANGE)
    return Year(year)


def parse_time(text: str) -> Clock:
    """A time of the day from «08 giờ 00», «8 giờ», «8h», «8h00», «8:00», «08g30», «8 giờ 5 phút».

    Raises ValueError for anything else, also for a single digit of minutes («8h5»), which may mean five or fifty.
    """
    found = TIME.fullmatch(one_line(text).lstrip("'’").strip().lower())
    if not found or (found[2] == ":" and not found[3]):
        raise ValueError(text)
    return Clock(int(found[1]), int(found[3] or found[4] or 0))


def _date(day_text: str, month_text: str, year_text: str) -> date:
    day, month, year = int(day_text), int(month_text), int(year_text)
    if len(year_text) == 2:
        raise BadDate(DateFault.TWO_DIGIT_YEAR)
    if len(year_text) != 4:
        raise BadDate(DateFault.NOT_A_DATE)
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise BadDate(DateFault.OUT_OF_RANGE)
    if month > 12 and 1 <= day <= 12 and 1 <= month <= monthrange(year, day)[1]:
        raise BadDate(DateFault.SWAPPED)
    try:
        return date(year, month, day)
    except ValueError as error:
        raise BadDate(DateFault.NO_SUCH_DAY) from error


def short_date(day: date | Year) -> str:
    """A date in figures with the decree's padding: 05/3/2020, 17/02/2020; a bare year as ``1985``."""
    return str(day.year) if isinstance(day, Year) else f"{day.day:02d}/{_month(day)}/{day.year}"


def long_date(day: date) -> str:
    """A date in words: ``ngày 05 tháng 3 năm 2020``; days below 10 and months below 3 get a zero.

    Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, Mục II.4.
    """
    return f"ngày{NO_BREAK}{day.day:02d} tháng {_month(day)} năm {day.year}"


def blank_day(day: date) -> str:
    """The date line of a draft: month and year are printed, the day is left blank to be written by hand."""
    return f"ngày{NO_BREAK * 6}tháng {_month(day)} năm {day.year}"


def _month(day: date) -> str:
    return f"{day.month:02d}" if day.month < 3 else str(day.month)


def parse_folder(name: str) -> Quarter:
    """The quarter of a folder's name, ``2020-Q1``. Raises ValueError for any other name."""
    found = FOLDER.fullmatch(name)
    if not found:
        raise ValueError(name)
    return Quarter(int(found[1]), int(found[2]))


def parse_quarter(text: str) -> tuple[int, int | None]:
    """Number and year (None if not written) of a quarter: «Quý I năm 2020», «Q1», «quy i», «I/2020», «2020-Q1».

    Raises ValueError for anything else.
    """
    bare = fold(text)
    if found := YEAR_THEN_QUARTER.fullmatch(bare):
        return _quarter_number(found[2]), int(found[1])
    if found := QUARTER_NAMED.fullmatch(bare):
        return _quarter_number(found[1]), int(found[2]) if found[2] else None
    raise ValueError(text)


def parse_period(text: str) -> Quarter | Year:
    """A quarter with its year, or a year: «Quý I năm 2020», «Năm 2020», «2020». Raises ValueError for anything else."""
    if found := BARE_YEAR.fullmatch(fold(text)):
        if not EARLIEST_YEAR <= int(found[1]) <= LATEST_YEAR:
            raise ValueError(text)
        return Year(int(found[1]))
    number, year = parse_quarter(text)
    if year is None:
        raise ValueError(text)
    return Quarter(year, number)


def period_title(period: Quarter | Year) -> str:
    """A quarter or year as papers name it: «Quý I năm 2020», «Năm 2020»."""
    return period.title if isinstance(period, Quarter) else f"Năm {period.year}"


def other_period(text: str, quarter: Quarter) -> str:
    """The quarter, month or year that a text names instead of this quarter, as written there; "" if it names none, or this one.

    A day is none: it may be that of an anniversary.
    """
    line = one_line(text)
    quarters = [*QUARTER_IN_WORDS.finditer(line)]
    ours = [q for q in quarters if _quarter_number(q[1]) == quarter.number and q[2] in (None, str(quarter.year))]
    if quarters and not ours:
        return quarters[0][0]
    months = [found for found in MONTH_IN_WORDS.finditer(line) if not found[1]]
    if months and all((int(each[3]), (int(each[2]) + 2) // 3) != (quarter.year, quarter.number) for each in months):
        return months[0][0]
    years = [*YEAR_IN_WORDS.finditer(line)]
    return years[0][0] if years and all(int(year[1]) != quarter.year for year in years) else ""


def _quarter_number(text: str) -> int:
    if text.lower() in NUMBER_WORDS:
        return NUMBER_WORDS[text.lower()]
    return int(text) if text.isdigit() else ROMAN.index(text.upper()) + 1

"""A text to look for, as an officer types it → whether a text, a cell or a paper shows it, in any spelling."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from pipeline.values.dates import BadDate, Clock, long_date, parse_date, short_date
from pipeline.values.model import Entry
from pipeline.values.numbers import group, in_words
from pipeline.values.vietnamese import fold, one_line
from pipeline.word.words import read_words

TITLE = re.compile(r"(?:ong|ba|dong chi) (?=\S+ \S)")  # a title before a name, in folded text
AMOUNT = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d{4,15})(?: ?(?:dong|đ|d|vnd))?")
YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True)
class Wanted:
    """A text to look for, in all its spellings: as typed, without its title, a date or an amount in each printed form."""

    forms: tuple[str, ...]
    day: date | None = None
    number: int | None = None

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """A pattern that finds any of the forms in folded text, but not within a longer number."""
        return re.compile("|".join(map(_bounded, sorted(self.forms, key=len, reverse=True))))

    def is_in(self, text: str) -> bool:
        """Whether a text contains it."""
        return bool(self.pattern.search(fold(text)))

    def is_in_cell(self, entry: Entry) -> bool:
        """Whether a cell contains it, as typed or as its parsed value."""
        same = entry.value is not None and (
            entry.value in (self.day, self.number) and not isinstance(entry.value, bool)
        )
        printed = str(entry.value) if isinstance(entry.value, Clock) else ""
        return bool(entry.found) and (same or self.is_in(one_line(entry.found)) or self.is_in(printed))


def wanted_of(text: str) -> Wanted:
    """What to look for, from a text that an officer typed or copied from a paper."""
    bare = one_line(text)
    folded = fold(bare)
    forms = [folded, TITLE.sub("", folded, count=1) if TITLE.match(folded) else folded]
    day, number = _day(bare), _amount(folded)
    if day:
        forms += [fold(short_date(day)), fold(long_date(day)), f"{day.day}/{day.month}/{day.year}", f"{day:%d/%m/%Y}"]
    if number:
        forms += [group(number), str(number), f"({fold(in_words(number))} dong)"]
    return Wanted(tuple(dict.fromkeys(form for form in forms if form)), day, number)


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except BadDate:
        return None


def _amount(folded: str) -> int | None:
    found = AMOUNT.fullmatch(folded)
    return None if not found or YEAR.fullmatch(folded) else int(found[1].replace(".", ""))


def _bounded(form: str) -> str:
    before = r"(?<!\d)(?<!\d\.)" if form[0].isdigit() else ""
    return f"{before}{re.escape(form)}" + (r"(?!\d)(?!\.\d)" if form[-1].isdigit() else "")


def times_in(wanted: Wanted, content: bytes) -> int:
    """The bytes of a Word file → the paragraphs (of body, headers, footers, notes) that show a text. Raises :class:`Unreadable`."""
    read = read_words(content)
    return sum(map(wanted.is_in, (*read.paragraphs, *(words for _, words in read.others))))

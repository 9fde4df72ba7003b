"""Turns what a cell stores and what it shows into the value that its column's parser reads, or says why there is none.

The text that is shown counts in columns for text. In columns for days, times and numbers the stored value counts, provided
that the cell shows it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal

from pipeline.values.dates import LATEST_YEAR, short_date
from pipeline.values.number_formats import WHOLE_DAY, Part
from pipeline.values.shown import ShownCell
from pipeline.values.vietnamese import clean
from schemas.grammar import ColumnType

DAYS = frozenset({ColumnType.DATE, ColumnType.DATE_OR_YEAR, ColumnType.YEAR})
NUMBERS = frozenset({ColumnType.INTEGER, ColumnType.DECIMAL})
FROM_VALUES = DAYS | NUMBERS | {ColumnType.TIME}  # all other columns are read from the text
FIGURES = re.compile(r"[-+]?\d(?:[\d.,\u00a0\u202f ]*\d)?", re.ASCII)
SPACES = re.compile(r"[\u00a0\u202f ]")


class BadCell(Exception):
    """A cell whose value cannot be used; ``code`` is the finding's code, ``details`` are for its message."""

    def __init__(self, code: str, suggestion: str = "", **details: str) -> None:
        super().__init__(code)
        self.code, self.suggestion, self.details = code, suggestion, details


def as_typed(raw: object) -> str:
    """A raw value as the text that Excel shows in a cell without a format of its own; "" for a blank one."""
    if isinstance(raw, str):  # nearly always
        return clean(raw)
    if isinstance(raw, datetime):
        return (
            short_date(raw.date()) if raw.time() == datetime.min.time() else f"{short_date(raw.date())} {raw:%H:%M:%S}"
        )
    if isinstance(raw, date):
        return short_date(raw)
    if isinstance(raw, time):
        return f"{raw:%H:%M:%S}" if raw.second else f"{raw:%H:%M}"
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    if isinstance(raw, bool):
        return str(raw).upper()  # as Excel shows it
    return str(raw) if raw is not None else ""


def shown_text(raw: object, shown: ShownCell | None) -> str:
    """The text that a cell shows; where that is not certain, or nothing, what it stores."""
    return (clean(shown.text or "") if shown else "") or as_typed(raw)


def value_of(kind: ColumnType, raw: object, shown: ShownCell) -> object:
    """What the parser of a column of this kind reads in a cell that is not shown as it is stored. Raises :class:`BadCell`."""
    text = None if shown.text is None else clean(shown.text)
    if text == "":
        raise BadCell("hidden-by-format")
    if isinstance(raw, str) or kind not in FROM_VALUES:
        return _text(kind, raw, shown, text)
    if isinstance(raw, bool):
        return raw
    if kind in DAYS:
        return _day(kind, raw, shown, text)
    return _time(raw, shown, text) if kind is ColumnType.TIME else _number(raw, text)


def needs_formats(kind: ColumnType, raw: object) -> bool:
    """Whether a cell is printed as it is shown, so that its format must be known."""
    return kind not in FROM_VALUES and not isinstance(raw, str | bool)


def _text(kind: ColumnType, raw: object, shown: ShownCell, text: str | None) -> str:
    if kind not in (ColumnType.QUARTER, ColumnType.PERIOD) and not isinstance(raw, str) and shown.parts & WHOLE_DAY:
        raise BadCell("date-instead-of-text")
    return _certain(text)


def _certain(text: str | None) -> str:
    if text is None:
        raise BadCell("shown-uncertain")
    return text


def _day(kind: ColumnType, raw: object, shown: ShownCell, text: str | None) -> object:
    """A day whose format shows the whole of it; of one whose format shows the year alone the year, where a year will do."""
    if isinstance(raw, float):
        if kind is ColumnType.DATE or shown.parts or not (raw.is_integer() and 0 < raw <= LATEST_YEAR):
            raise BadCell("not-a-year" if kind is ColumnType.YEAR else "number-instead-of-date")
        return _certain(text)
    if not isinstance(raw, date):
        return raw
    year = str(raw.year) if Part.YEAR in shown.parts else ""
    if shown.parts >= WHOLE_DAY or (year and not shown.parts & {Part.DAY, Part.MONTH, Part.TIME}):
        if text is not None and not _shows_only(raw, text, shown):
            raise BadCell("shown-uncertain")
        if kind is ColumnType.DATE and not shown.parts >= WHOLE_DAY:
            raise BadCell("year-only")
        return raw if shown.parts >= WHOLE_DAY else year
    raise BadCell("part-of-a-day", "" if kind is ColumnType.DATE else year)


def _shows_only(raw: date, text: str, shown: ShownCell) -> bool:
    """Whether all figures of a text are of the day that it shows: a format may have others among its own words."""
    figures = {
        Part.DAY: {raw.day},
        Part.MONTH: {raw.month},
        Part.YEAR: {raw.year},
        Part.SHORT_YEAR: {raw.year % 100},
    }
    its_own = set[int]().union(*(figures.get(part, set()) for part in shown.parts))
    return Part.TIME in shown.parts or {int(each) for each in re.findall(r"[0-9]+", text)} <= its_own


def _time(raw: object, shown: ShownCell, text: str | None) -> object:
    """A time whose hour and minute are shown."""
    if isinstance(raw, time):
        figures = [int(each) for each in re.findall(r"[0-9]+", text or "")]
        seen = text is None or (figures[:1] in ([raw.hour], [raw.hour % 12 or 12]) and figures[1:2] == [raw.minute])
        if Part.TIME not in shown.parts or not seen:
            raise BadCell("not-a-time")
    return raw


def _number(raw: object, text: str | None) -> object:
    """A number that is shown as itself."""
    if isinstance(raw, float | int) and Decimal(repr(raw)) not in _numbers_in(_certain(text)):
        raise BadCell("shown-other-number")
    return raw


def _numbers_in(text: str) -> Iterator[Decimal]:
    """The number that a text shows, read as in Vietnamese and as in English; none if it shows a share or a power."""
    found = FIGURES.findall(text)
    if len(found) != 1 or "%" in text:
        return
    bare = SPACES.sub("", found[0])
    for thousands, decimal in (".,", ",."):
        figures = bare.replace(thousands, "").replace(decimal, ".")
        if figures.count(".") <= 1:
            yield Decimal(figures)

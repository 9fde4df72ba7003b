"""Builds the Excel formulas that take a typed date or time of the day apart and check it."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.values.dates import EARLIEST_YEAR, LATEST_YEAR
from schemas.grammar import Column


@dataclass(frozen=True)
class CellParts:
    """The hidden sheet's cells about one cell of the form: its verdict, its text cleaned and split, and up to three parts."""

    verdict: str
    text: str
    split: str
    first: str
    second: str
    third: str


def wrong_date(column: Column, parts: CellParts, accepted: str) -> str:
    """The Excel condition that a value is not a day of the calendar (day, month, year of four figures)."""
    day, month, year = parts.first, parts.second, parts.third
    made = f"DATE(VALUE({year}),VALUE({month}),VALUE({day}))"
    return (
        f"OR(LEN({year})<>4,LEN({day})>2,LEN({month})>2,VALUE({year})<{EARLIEST_YEAR},VALUE({year})>{LATEST_YEAR},"
        f"DAY({made})<>VALUE({day}),MONTH({made})<>VALUE({month}))"
    )


def wrong_date_or_year(column: Column, parts: CellParts, accepted: str) -> str:
    """The Excel condition that a value is neither a day of the calendar nor just a year."""
    text = parts.text
    year = f"AND(LEN({text})=4,ISNUMBER(VALUE({text})))"
    return f"IF({year},OR(VALUE({text})<{EARLIEST_YEAR},VALUE({text})>{LATEST_YEAR}),{wrong_date(column, parts, accepted)})"


def wrong_time(column: Column, parts: CellParts, accepted: str) -> str:
    """The Excel condition that a value is not a time of the day.

    Minutes have two figures; one figure is accepted before «phút» («8 giờ 5 phút»), none after a word for the hour («8 giờ»).
    """
    hour, after, minutes = parts.first, parts.second, parts.third
    colon = f'ISNUMBER(FIND(":",{parts.text}))'
    digits_missing = f"IF(AND({minutes}<>{after},NOT({colon})),LEN({minutes})<1,LEN({minutes})<>2)"
    return (
        f"OR(NOT({_figures(hour)}),LEN({hour})>2,VALUE({hour})>23,"
        f'IF({after}="",{colon},OR(NOT({_figures(minutes)}),LEN({minutes})>2,VALUE({minutes})>59,{digits_missing})))'
    )


def _figures(text: str) -> str:
    """The Excel condition that a text has figures only; VALUE alone would accept signs, points and per cent."""
    return f'EXACT(TEXT(VALUE({text}),REPT("0",LEN({text}))),{text})'


def date_parts(cell: str, parts: CellParts) -> tuple[str, ...]:
    """Formulas of a date's parts: its text without words, the same with «|» between the parts, then day, month and year.

    The parts must be separated by the same character twice; a date with two different ones has no parts and is wrong.
    """
    words = f'LOWER(TRIM(SUBSTITUTE(SUBSTITUTE({cell},CHAR(160)," "),"\'","")))'
    for old, new in (("ngày ", ""), (" tháng ", "/"), (" năm ", "/"), ("năm ", ""), (" ", "")):
        words = f'SUBSTITUTE({words},"{old}","{new}")'
    serial = f'IF(LEFT(CELL("format",{cell}),1)="D",DAY({cell})&"/"&MONTH({cell})&"/"&YEAR({cell}),{cell}&"")'
    split = '""'
    for sign in "/.-":
        signs = f'LEN({parts.text})-LEN(SUBSTITUTE({parts.text},"{sign}",""))'
        split = f'IF({signs}=2,SUBSTITUTE({parts.text},"{sign}","|"),{split})'
    at = f'FIND("|",{parts.split})'
    again = f'FIND("|",{parts.split},{at}+1)'
    before, between = f"LEFT({parts.split},{at}-1)", f"MID({parts.split},{at}+1,{again}-{at}-1)"
    after = f"MID({parts.split},{again}+1,20)"
    year_first = f'AND({at}=5,ISNUMBER(FIND("-",{parts.text})))'
    taken_apart = (f"IF({year_first},{after},{before})", between, f"IF({year_first},{before},{after})")
    return f"IF(ISNUMBER({cell}),{serial},{words})", split, *(f'IFERROR({part},"")' for part in taken_apart)


def time_parts(cell: str, parts: CellParts) -> tuple[str, ...]:
    """Formulas of a time's parts: its text, the same with «h» after the hour, then the hour, the rest, and the minutes in the rest."""
    typed = f'LOWER(TRIM(SUBSTITUTE(SUBSTITUTE({cell},CHAR(160)," "),CHAR(10)," ")))'
    real = f'AND(LEFT(CELL("format",{cell}),1)="D",{cell}<1,SECOND({cell})=0)'
    shown = f'IF({real},HOUR({cell})&"h"&TEXT(MINUTE({cell}),"00"),{cell}&"")'
    words = f'IF(OR(LEFT({parts.text})="\'",LEFT({parts.text})="’"),TRIM(MID({parts.text},2,50)),{parts.text})'
    for old, new in (
        ("phút", "p"),
        ("phut", "p"),
        ("giờ", "h"),
        ("gio", "h"),
        ("g", "h"),
        (":", "h"),
        (" h", "h"),
        ("h ", "h"),
        (" p", "p"),
    ):
        words = f'SUBSTITUTE({words},"{old}","{new}")'
    at = f'FIND("h",{parts.split})'
    hour, after = f"LEFT({parts.split},{at}-1)", f"MID({parts.split},{at}+1,50)"
    minutes = f'IF(RIGHT({parts.second})="p",LEFT({parts.second},LEN({parts.second})-1),{parts.second})'
    return f"IF(ISNUMBER({cell}),{shown},{typed})", words, *(f'IFERROR({part},"")' for part in (hour, after, minutes))


def minute_of_day(parts: CellParts) -> str:
    """The Excel formula of a time's minutes since midnight."""
    return f'(60*VALUE({parts.first})+IF({parts.third}="",0,VALUE({parts.third})))'

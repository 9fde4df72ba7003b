"""Turns one cell as typed into a parsed value with its cell reference, or into the finding that says why it cannot be parsed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple, TypeVar

from pipeline.checking.messages import finding
from pipeline.checking.shown_values import BadCell, as_typed, needs_formats, shown_text, value_of
from pipeline.reading.legacy_fonts import looks_legacy
from pipeline.values.cell_names import cell_name
from pipeline.values.dates import (
    BadDate,
    DateFault,
    Year,
    parse_date,
    parse_date_or_year,
    parse_period,
    parse_quarter,
    parse_time,
)
from pipeline.values.honorifics import name_alone, several_names
from pipeline.values.letters import folded_letters, foreign_letter, lettered
from pipeline.values.model import CellReference, Entry, Finding
from pipeline.values.numbers import parse_decimal, parse_integer
from pipeline.values.sheets import Sheet
from pipeline.values.shown import ShownCell
from pipeline.values.vietnamese import one_line
from schemas.grammar import Choice, Column, ColumnType, choice_key, spellings_of

T = TypeVar("T")
LETTERED = (ColumnType.NAME, ColumnType.CHOICE, ColumnType.QUARTER, ColumnType.PERIOD)  # compared letter for letter
WRITTEN = (ColumnType.TEXT, ColumnType.LINES)  # somebody's own words, as long as the column allows
# characters of anything else: no name, choice, day or number is longer, and reading it as one takes long
LONGEST = 1000

# what Word's fonts Symbol and Wingdings draw, and what stands for a lost letter: elsewhere both print as an empty box
NOT_IN_THE_FONT = re.compile("[\ufffd\ue000-\uf8ff\U000f0000-\U0010ffff]")
BULLET_OF_WORD = re.compile("^[\uf020-\uf0ff]\\s*", re.MULTILINE)  # before the items of a list that was copied from it
END_MARK = re.compile(r"(?<=[^\s/]) ?\./\.$", re.MULTILINE)  # that of a paper: a text put into a paper does not end it


class Cell(NamedTuple):
    """One cell: what it stores, and what it shows if that is not the same.

    ``error_text`` is the Excel error or uncomputed formula of an error cell, ``legacy`` the text before it was converted from
    a pre-Unicode font, ``unstruck`` the text without struck letters; all are None for other cells. ``formats_read`` is False
    where it is not known what a format shows; ``unsure`` is the code of the finding about a cell that may not look as it is stored.
    """

    raw: object
    place: CellReference
    error_text: str | None = None
    legacy: str | None = None
    shown: ShownCell | None = None
    formats_read: bool = True
    unstruck: str | None = None
    unsure: str = ""

    @property
    def text(self) -> str:
        """The text that the cell shows; of an error cell the error or formula."""
        return shown_text(self.raw, self.shown) or self.error_text or ""


def cell_at(file: str, sheet: Sheet, row: int, column: int) -> Cell:
    """The cell of a sheet at ``row`` and ``column``, from 0; an empty one right of the row's last cell."""
    values = sheet.rows[row]
    error_cells, legacy = sheet.error_cells, sheet.legacy  # empty in nearly every sheet
    return Cell(
        values[column] if column < len(values) else "",
        CellReference(file, sheet.name, cell_name(row, column)),
        error_cells.get((row, column)) if error_cells else None,
        legacy.get((row, column)) if legacy else None,
        _shown(sheet, row, column) if sheet.shown else None,
        sheet.shown is not None,
        sheet.unstruck.get((row, column)) if sheet.unstruck else None,
        sheet.unsure.get((row, column), "") if sheet.unsure else "",
    )


def _shown(sheet: Sheet, row: int, column: int) -> ShownCell | None:
    """What a cell shows, if it is not shown as it is stored; nothing is known of the text before a conversion."""
    return sheet.shown.get((row, column)) if sheet.shown and (row, column) not in sheet.legacy else None


def text_at(sheet: Sheet, row: int, column: int) -> str:
    """The text that the cell shows at ``row`` and ``column``, from 0; "" right of the row's last cell."""
    values = sheet.rows[row]
    raw = values[column] if column < len(values) else ""
    if raw == "" and not sheet.error_cells:
        return ""
    shown = _shown(sheet, row, column) if sheet.shown and raw != "" else None
    return shown_text(raw, shown) or sheet.error_cells.get((row, column), "")


def read_cell(column: Column, cell: Cell) -> tuple[Entry, tuple[Finding, ...]]:
    """A cell as an entry and its findings: why it is unusable, or that its text was converted from a pre-Unicode font."""
    if column.computed:  # the form shows a formula there; nobody has typed it
        return Entry(None, "", cell.place), ()
    found = as_typed(cell.raw)
    if cell.error_text is not None:
        return Entry(None, cell.error_text, cell.place, True), (_fault("spoiled-cell", column, cell, cell.error_text),)
    if not found:
        return Entry(None, "", cell.place), ()
    if cell.unstruck is not None:
        struck = _fault("struck-out", column, cell, cell.text, one_line(cell.unstruck))
        return Entry(None, cell.text, cell.place, True), (struck,)
    if cell.unsure and not column.locked:
        return Entry(None, cell.text, cell.place, True), (_fault(cell.unsure, column, cell, cell.text),)
    if cell.legacy is None and (meant := looks_legacy(str(cell.raw))):
        return Entry(None, found, cell.place, True), (_fault("legacy-look", column, cell, found, one_line(meant)),)
    told: tuple[Finding, ...] = ()
    if cell.legacy is not None:
        told = (_fault("legacy-font", column, cell, found, before=one_line(cell.legacy)),)
    try:
        value = _value(column.kind, cell)
        if column.kind in LETTERED and isinstance(value, str):
            value, typed = folded_letters(one_line(value)), value
            told += (_fault("folded-letters", column, cell, value, before=typed),) if value != one_line(typed) else ()
            _demand_letters(column.kind, value, typed)
        return Entry(PARSERS[column.kind](value, column), as_typed(value), cell.place), told
    except BadCell as bad:
        fault = _fault(bad.code, column, cell, cell.text, bad.suggestion, stored=found, **bad.details)
        return Entry(None, cell.text, cell.place, True), (*told, fault)


def _demand_letters(kind: ColumnType, text: str, typed: str) -> None:
    """Raises :class:`BadCell` for a letter that only looks like one of ours, and for more than the name in a name's cell.

    ``typed`` is the text with its lines, in which each may name somebody.
    """
    if letter := foreign_letter(text):
        meant = lettered(text)
        suggestion = "" if foreign_letter(meant) else meant
        raise BadCell(
            "foreign-letter", suggestion, letter=letter.letter, position=str(letter.position), alphabet=letter.alphabet
        )
    if kind is ColumnType.NAME and several_names(typed):
        raise BadCell("several-names")
    if kind is ColumnType.NAME and (name := name_alone(text)):
        raise BadCell("title-in-name", name)


def _value(kind: ColumnType, cell: Cell) -> object:
    """What the parser of a column reads in a cell. Raises :class:`BadCell`."""
    if not cell.formats_read and needs_formats(kind, cell.raw):
        raise BadCell("formats-unread")
    value = cell.raw if cell.shown is None else value_of(kind, cell.raw, cell.shown)
    if kind not in WRITTEN and isinstance(value, str) and len(value) > LONGEST:
        raise BadCell("too-long", length=str(len(value)), maximum=str(LONGEST))
    return value


def _fault(code: str, column: Column, cell: Cell, found: str, suggestion: str = "", **details: str) -> Finding:
    return finding(
        code, cell.place, column.heading, found, suggestion, example=column.example, help=column.help, **details
    )


def match_choice(text: str, choices: tuple[Choice, ...]) -> str | None:
    """The official wording of the choice that a text means; None if it means none.

    Case, spacing, the placement of tone marks and the spellings declared as aliases make no difference.
    """
    return _spellings(choices).get(choice_key(text))


_spellings = lru_cache(maxsize=256)(spellings_of)  # the declared choices of columns


def _text(raw: object, column: Column) -> str:
    if isinstance(raw, (date, datetime)):
        raise BadCell("date-instead-of-text")
    return END_MARK.sub("", _printable(one_line(as_typed(raw))))


def _lines(raw: object, column: Column) -> str:
    if isinstance(raw, (date, datetime)):
        raise BadCell("date-instead-of-text")
    return END_MARK.sub("", _printable(BULLET_OF_WORD.sub("- ", as_typed(raw))))


def _printable(text: str) -> str:
    """The text. Raises :class:`BadCell` for a sign that the font of the papers lacks."""
    if sign := NOT_IN_THE_FONT.search(text):
        raise BadCell("sign-not-in-font", position=str(sign.start() + 1))
    return text


def _date(raw: object, column: Column) -> date:
    if isinstance(raw, (date, datetime)):
        return raw.date() if isinstance(raw, datetime) else raw
    if isinstance(raw, bool):
        raise BadCell("not-a-date")
    if not isinstance(raw, str):
        raise BadCell("number-instead-of-date")
    return _dated(parse_date, raw)


def _date_or_year(raw: object, column: Column) -> date | Year:
    if isinstance(raw, (date, datetime)):
        return _date(raw, column)
    if isinstance(raw, float) and not (raw.is_integer() and (1900 <= raw <= 2100 or 0 < raw < 100)):
        raise BadCell("number-instead-of-date")
    return _dated(parse_date_or_year, as_typed(raw))


def _dated(parse: Callable[[str], T], text: str) -> T:
    try:
        return parse(text)
    except BadDate as bad:
        raise BadCell(bad.reason) from bad


def _year(raw: object, column: Column) -> int:
    try:
        parsed = parse_date_or_year(as_typed(raw))
    except BadDate as bad:
        raise BadCell("two-digit-year" if bad.reason is DateFault.TWO_DIGIT_YEAR else "not-a-year") from bad
    if not isinstance(parsed, Year):
        raise BadCell("not-a-year")
    return parsed.year


def _by(parse: Callable[[str], object], code: str) -> Callable[[object, Column], object]:
    """The parser that reads a cell's text; ``code`` is that of the finding about a text that is refused."""

    def parser(raw: object, column: Column) -> object:
        try:
            return parse(as_typed(raw))
        except ValueError as error:
            raise BadCell(code) from error

    return parser


def _choice(raw: object, column: Column) -> str:
    """The official wording of the choice; the text as typed if it is none, which the column's check then reports."""
    text = _text(raw, column)
    if column.open_choice:
        return text
    return match_choice(text, column.choices) or text


PARSERS: Mapping[ColumnType, Callable[[object, Column], object]] = {
    ColumnType.TEXT: _text,
    ColumnType.LINES: _lines,
    ColumnType.NAME: _text,
    ColumnType.DATE: _date,
    ColumnType.DATE_OR_YEAR: _date_or_year,
    ColumnType.YEAR: _year,
    ColumnType.TIME: _by(parse_time, "not-a-time"),
    ColumnType.INTEGER: _by(parse_integer, "not-an-integer"),
    ColumnType.DECIMAL: _by(parse_decimal, "not-a-decimal"),
    ColumnType.QUARTER: _by(parse_quarter, "not-a-quarter"),
    ColumnType.PERIOD: _by(parse_period, "not-a-period"),
    ColumnType.CHOICE: _choice,
}

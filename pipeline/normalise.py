"""Turns a workbook as typed into a submission of parsed values, each with its place, and the faults of its form.

Headings and sheets are found by name or alias, whatever their order. A value that no parser accepts becomes a
finding and an unusable entry; nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from openpyxl.utils import get_column_letter

from pipeline.dates import BadDate, DateFault, Year, parse_date, parse_date_or_year, parse_quarter, short_date
from pipeline.messages import finding
from pipeline.model import Entry, Finding, Place, Record, Sheet, Submission, Workbook
from pipeline.numbers import parse_decimal, parse_integer
from pipeline.vietnamese import clean, fold, nearest, one_line, tone_key
from schemas.grammar import Choice, ColumnView, Kind, Layout, SheetSchema, WorkbookSchema

HEADING_ROWS = 60  # a heading row further down than this is not looked for
NUMBERING = {fold(name) for name in ("TT", "STT", "Số TT", "Số thứ tự")}
T = TypeVar("T")
DASHES = re.compile(r"\s*[-\u2010-\u2015\u2212]\s*")


class BadCell(Exception):
    """A cell whose content no parser of its kind accepts; ``code`` is the finding's code."""

    def __init__(self, code: str, suggestion: str = "") -> None:
        super().__init__(code)
        self.code, self.suggestion = code, suggestion


@dataclass(frozen=True)
class Located:
    """A sheet's columns found: key → column index, and the rows that hold records."""

    columns: Mapping[str, int]
    rows: tuple[int, ...]


def normalise(book: Workbook, schema: WorkbookSchema) -> tuple[Submission, tuple[Finding, ...]]:
    """The workbook's records by sheet, and what is wrong with its form or single cells.

    A missing sheet or heading is one finding, not one for each cell under it.
    """
    tables: dict[str, tuple[Record, ...]] = {}
    findings: list[Finding] = []
    for sheet_schema in schema.sheets:
        sheet = find_sheet(book, sheet_schema)
        if sheet is None:
            if sheet_schema.required:
                findings.append(_missing_sheet(book, sheet_schema, schema))
            continue
        records, faults = _READERS[sheet_schema.layout](book.file, sheet, sheet_schema)
        tables[sheet_schema.name] = records
        findings.extend(faults)
    return Submission(book.file, schema.kind, tables), tuple(findings)


def find_sheet(book: Workbook, schema: SheetSchema) -> Sheet | None:
    """The sheet of that name or alias, whatever its case, tones, spacing or place."""
    wanted = {fold(name) for name in schema.names}
    return next((sheet for sheet in book.sheets if fold(sheet.name) in wanted), None)


def _missing_sheet(book: Workbook, wanted: SheetSchema, schema: WorkbookSchema) -> Finding:
    known = {fold(name) for each in schema.sheets for name in each.names}
    strangers = [sheet.name for sheet in book.sheets if fold(sheet.name) not in known]
    return finding(
        "missing-sheet",
        Place(book.file, wanted.name),
        "",
        "",
        nearest(wanted.name, strangers) or "",
        expected=wanted.name,
    )


# --- label sheets --------------------------------------------------------------------------------------------------


def _read_labels(file: str, sheet: Sheet, schema: SheetSchema) -> tuple[tuple[Record, ...], list[Finding]]:
    """One record from a sheet of labels, each value in the next cell to the right of its label."""
    label_column = _label_column(sheet, schema)
    record: dict[str, Entry] = {}
    findings: list[Finding] = []
    unknown: list[tuple[str, Place]] = []
    for r, row in enumerate(sheet.rows):
        label = _text_at(row, label_column)
        view = schema.by_heading.get(fold(label)) if label else None
        place = Place(file, sheet.name, cell_name(r, label_column + 1))
        if view is None:
            if label and _text_at(row, label_column + 1):
                unknown.append((label, Place(file, sheet.name, cell_name(r, label_column))))
        elif view.key in record:
            findings.append(
                finding(
                    "double-heading",
                    Place(file, sheet.name, cell_name(r, label_column)),
                    view.heading,
                    label,
                    expected=view.heading,
                )
            )
        else:
            record[view.key], fault = read_cell(
                view, _value_at(row, label_column + 1), place, sheet.spoiled.get((r, label_column + 1))
            )
            findings.extend(fault)
    return (record,), findings + _heading_faults(file, sheet, schema, set(record), unknown)


def _label_column(sheet: Sheet, schema: SheetSchema) -> int:
    """The column that holds the most labels; the first if none does."""
    hits: dict[int, int] = {}
    for row in sheet.rows:
        for c, value in enumerate(row):
            if isinstance(value, str) and fold(value) in schema.by_heading:
                hits[c] = hits.get(c, 0) + 1
    return max(hits, key=lambda c: (hits[c], -c)) if hits else 0


# --- tables --------------------------------------------------------------------------------------------------------


def _read_table(file: str, sheet: Sheet, schema: SheetSchema) -> tuple[tuple[Record, ...], list[Finding]]:
    """The records of a table under its heading row; rows without any value are passed over."""
    heading_row = _heading_row(sheet, schema)
    if heading_row is None:
        first = ", ".join(view.heading for view in schema.columns[:3])
        return (), [finding("missing-heading-row", Place(file, sheet.name), "", "", expected=first)]
    columns, findings, unknown = _table_columns(file, sheet, schema, heading_row)
    records: list[Record] = []
    for r in range(heading_row + 1, len(sheet.rows)):
        row = sheet.rows[r]
        if not any(_text_at(row, c) or (r, c) in sheet.spoiled for c in columns.values()):
            continue
        record: dict[str, Entry] = {}
        for key, c in columns.items():
            place = Place(file, sheet.name, cell_name(r, c))
            record[key], fault = read_cell(schema.column(key), _value_at(row, c), place, sheet.spoiled.get((r, c)))
            findings.extend(fault)
        records.append(record)
    return tuple(records), findings + _heading_faults(file, sheet, schema, set(columns), unknown)


def _heading_row(sheet: Sheet, schema: SheetSchema) -> int | None:
    """The row with the most headings, if it holds at least two of them (or the only one)."""
    scores = [
        (
            len({view.key for value in row if isinstance(value, str) and (view := schema.by_heading.get(fold(value)))}),
            -r,
        )
        for r, row in enumerate(sheet.rows[:HEADING_ROWS])
    ]
    best, row = max(scores, default=(0, 0))
    return -row if best >= min(2, len(schema.columns)) else None


def _table_columns(
    file: str, sheet: Sheet, schema: SheetSchema, heading_row: int
) -> tuple[dict[str, int], list[Finding], list[tuple[str, Place]]]:
    """Key → column index of the headings found, doubled headings as findings, and headings nobody knows."""
    columns: dict[str, int] = {}
    findings: list[Finding] = []
    unknown: list[tuple[str, Place]] = []
    for c in range(len(sheet.rows[heading_row])):
        heading = _text_at(sheet.rows[heading_row], c)
        if not heading or fold(heading) in NUMBERING:
            continue
        place = Place(file, sheet.name, cell_name(heading_row, c))
        view = schema.by_heading.get(fold(heading))
        if view is None:
            if any(_text_at(row, c) for row in sheet.rows[heading_row + 1 :]):
                unknown.append((heading, place))
        elif view.key in columns:
            findings.append(finding("double-heading", place, view.heading, heading, expected=view.heading))
        else:
            columns[view.key] = c
    return columns, findings, unknown


def _heading_faults(
    file: str, sheet: Sheet, schema: SheetSchema, found: set[str], unknown: Sequence[tuple[str, Place]]
) -> list[Finding]:
    """Headings that are missing, with the nearest stranger as a suggestion, and strangers that hold something."""
    missing = [view for view in schema.columns if view.key not in found and view.meaning.required]
    strangers = [label for label, _ in unknown]
    absent = [
        finding(
            "missing-heading",
            Place(file, sheet.name),
            view.heading,
            "",
            nearest(view.heading, strangers) or "",
            expected=view.heading,
        )
        for view in missing
    ]
    free = [view.heading for view in schema.columns if view.key not in found]
    return absent + [
        finding("unknown-heading", place, "", one_line(label), nearest(label, free) or "") for label, place in unknown
    ]


_READERS: Mapping[Layout, Callable[[str, Sheet, SheetSchema], tuple[tuple[Record, ...], list[Finding]]]] = {
    Layout.LABELS: _read_labels,
    Layout.TABLE: _read_table,
}


# --- cells ---------------------------------------------------------------------------------------------------------


def read_cell(
    view: ColumnView, raw: object, place: Place, spoiled: str | None = None
) -> tuple[Entry, tuple[Finding, ...]]:
    """One cell as an entry, with the finding that says why it is unusable, if it is."""
    found = as_typed(raw)
    if spoiled is not None:
        return Entry(None, spoiled, place, True), (finding("spoiled-cell", place, view.heading, spoiled),)
    if not found:
        return Entry(None, "", place), ()
    try:
        return Entry(PARSERS[view.meaning.kind](raw, view), found, place), ()
    except BadCell as bad:
        fault = finding(
            bad.code, place, view.heading, found, bad.suggestion, example=view.meaning.example, help=view.help
        )
        return Entry(None, found, place, True), (fault,)


def as_typed(raw: object) -> str:
    """A raw value as the person sees it in the cell; empty for a blank one."""
    if isinstance(raw, datetime):
        return (
            short_date(raw.date()) if raw.time() == datetime.min.time() else f"{short_date(raw.date())} {raw:%H:%M:%S}"
        )
    if isinstance(raw, date):
        return short_date(raw)
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    return clean(str(raw)) if raw is not None else ""


def cell_name(row: int, column: int) -> str:
    """Zero-based row and column as Excel names the cell: (6, 1) → ``B7``."""
    return f"{get_column_letter(column + 1)}{row + 1}"


def match_choice(text: str, choices: Iterable[Choice]) -> str | None:
    """The official wording of a choice typed in another case, spacing, tone placement or declared spelling."""
    wanted = _choice_key(text)
    return next(
        (choice.text for choice in choices if any(_choice_key(n) == wanted for n in (choice.text, *choice.aliases))),
        None,
    )


def _choice_key(text: str) -> str:
    return DASHES.sub("-", tone_key(one_line(text)))


def _text(raw: object, view: ColumnView) -> str:
    if isinstance(raw, (date, datetime)):
        raise BadCell("date-instead-of-text")
    return one_line(as_typed(raw))


def _lines(raw: object, view: ColumnView) -> str:
    if isinstance(raw, (date, datetime)):
        raise BadCell("date-instead-of-text")
    return as_typed(raw)


DATE_CODES = {
    DateFault.TWO_DIGIT_YEAR: "two-digit-year",
    DateFault.SWAPPED: "month-day-swapped",
    DateFault.NO_SUCH_DAY: "no-such-day",
    DateFault.NOT_A_DATE: "not-a-date",
    DateFault.YEAR_ONLY: "year-only",
    DateFault.OUT_OF_RANGE: "date-out-of-range",
}


def _date(raw: object, view: ColumnView) -> date:
    if isinstance(raw, (date, datetime)):
        return raw.date() if isinstance(raw, datetime) else raw
    if not isinstance(raw, str):
        raise BadCell("number-instead-of-date")
    return _dated(parse_date, raw)


def _date_or_year(raw: object, view: ColumnView) -> date | Year:
    if isinstance(raw, (date, datetime)):
        return _date(raw, view)
    if isinstance(raw, float) and not (raw.is_integer() and 1900 <= raw <= 2100):
        raise BadCell("number-instead-of-date")
    return _dated(parse_date_or_year, as_typed(raw))


def _dated(parse: Callable[[str], T], text: str) -> T:
    try:
        return parse(text)
    except BadDate as bad:
        raise BadCell(DATE_CODES[bad.reason]) from bad


def _year(raw: object, view: ColumnView) -> int:
    try:
        parsed = parse_date_or_year(as_typed(raw))
    except BadDate as bad:
        raise BadCell("not-a-year") from bad
    if not isinstance(parsed, Year):
        raise BadCell("not-a-year")
    return parsed.year


def _number(parse: Callable[[str], T], code: str) -> Callable[[object, ColumnView], T]:
    def parser(raw: object, view: ColumnView) -> T:
        if isinstance(raw, (bool, date, datetime)):
            raise BadCell(code)
        try:
            return parse(as_typed(raw))
        except ValueError as error:
            raise BadCell(code) from error

    return parser


def _quarter(raw: object, view: ColumnView) -> tuple[int, int | None]:
    try:
        return parse_quarter(as_typed(raw))
    except ValueError as error:
        raise BadCell("not-a-quarter") from error


def _choice(raw: object, view: ColumnView) -> str:
    """The official wording if it is the same choice; else the words as typed, for the column's check to judge."""
    text = _text(raw, view)
    if view.meaning.open_choice:
        return text
    return match_choice(text, view.meaning.choices) or text


PARSERS: Mapping[Kind, Callable[[object, ColumnView], object]] = {
    Kind.TEXT: _text,
    Kind.LINES: _lines,
    Kind.NAME: _text,
    Kind.DATE: _date,
    Kind.DATE_OR_YEAR: _date_or_year,
    Kind.YEAR: _year,
    Kind.INTEGER: _number(parse_integer, "not-an-integer"),
    Kind.DECIMAL: _number(parse_decimal, "not-a-decimal"),
    Kind.QUARTER: _quarter,
    Kind.CHOICE: _choice,
}


def _value_at(row: Sequence[object], column: int) -> object:
    return row[column] if column < len(row) else ""


def _text_at(row: Sequence[object], column: int) -> str:
    return as_typed(_value_at(row, column))

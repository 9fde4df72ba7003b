"""Turns a sheet with a table under a heading row into records, and deviations from the form into findings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import islice

from pipeline.checking.cells import Cell, cell_at, read_cell, text_at
from pipeline.checking.messages import finding
from pipeline.checking.strays import (
    LONGEST_LABEL,
    MAX_STRAYS,
    SheetReading,
    column_of,
    heading_faults,
    is_blank,
    key_of_label,
    stray_text,
    text_above,
    texts_of,
    too_many_strays,
)
from pipeline.values.model import CellReference, Entry, Finding, Record, Stray, record_of
from pipeline.values.numbers import group
from pipeline.values.sheets import Sheet
from pipeline.values.vietnamese import fold, one_line
from schemas.grammar import SheetSchema
from schemas.khen_thuong import KHEN_THUONG
from schemas.sang_kien import SANG_KIEN
from schemas.tieu_chi import TIEU_CHI

MOST_ROWS, MOST_LISTED = 500, 30_000  # rows read of a nomination's table; of the lists of the Council and the office
NOMINATED = (KHEN_THUONG.name, SANG_KIEN.name, TIEU_CHI.name)
HEADING_ROWS = 60  # the heading row is looked for in the first 60 rows
NUMBERING = {fold(name) for name in ("TT", "STT", "Số TT", "Số thứ tự")}
NOTE = re.compile(
    r"\(?\*|\(?(ghi chu|luu y|chu thich|nguoi (lap|khai|viet|ky)|thu truong|truong (phong|ban)|xac nhan|ky ten|tong( so| cong)?|cong|ngay \d* ?thang|noi nhan)\b"
)

NONE = re.compile(r"(?:khong|chua|o)(?: co)?(?: khen thuong| sang kien)?\.?|[-/.\\]+|0")


def read_table(file: str, sheet: Sheet, schema: SheetSchema) -> SheetReading:
    """The records, the findings and the texts outside the form of a sheet with a table; empty rows are skipped."""
    heading_row = _heading_row(sheet, schema)
    if heading_row is None:
        first = ", ".join(column.heading for column in schema.columns[:3])
        fault = finding("missing-heading-row", CellReference(file, sheet.name), expected=first)
        return SheetReading((), (fault,), tuple(islice(texts_of(file, sheet), MAX_STRAYS)))
    return _Table(file, sheet, schema, heading_row).read()


def _heading_row(sheet: Sheet, schema: SheetSchema) -> int | None:
    """The row, from 0, with the most headings; None if no row has two of them (or one, in a table of one column)."""
    scores = [
        (len({column.key for value in row if (column := column_of(value, schema))}), -r)
        for r, row in enumerate(sheet.rows[:HEADING_ROWS])
        if not is_blank(row)
    ]
    best, row = max(scores, default=(0, 0))
    return -row if best >= min(2, len(schema.columns)) else None


class _Table:
    """The state while one table is read; all rows and columns count from 0."""

    def __init__(self, file: str, sheet: Sheet, schema: SheetSchema, heading_row: int) -> None:
        self.file, self.sheet, self.schema, self.heading_row = file, sheet, schema, heading_row
        self.columns: dict[str, int] = {}
        self.findings: list[Finding] = []
        self.strays: list[Stray] = []
        self.unknown: list[tuple[str, CellReference]] = []
        self.numbering: set[int] = set()
        self.too_many: Finding | None = None
        self.unheaded: dict[int, Finding] = {}  # column in the table whose heading is blank → about its first text
        self.merged_to: dict[int, int] = {}  # column → the last row of the range merged downwards that was read last
        self.is_printed = any(column.locked for column in schema.columns)  # the form prints the rows

    def read(self) -> SheetReading:
        for c in range(len(self.sheet.rows[self.heading_row])):
            self._heading(c)
        after_gap = False
        records: list[Record] = []
        for r in range(self.heading_row + 1, len(self.sheet.rows)):
            if self._is_enough(len(records)):
                break
            filled = self._filled(r)
            if filled and not self._is_headings_again(r, filled):
                if self._is_none(r, filled):
                    self._note(r, filled[:1])
                elif self._is_note(r, filled, after_gap):
                    self._note(r, filled)
                else:
                    self._asides(r, filled)
                    if any(c in filled for c in self.columns.values()):
                        records.append(self._record(r))
            after_gap = not filled
        above = text_above(self.file, self.sheet, self.schema, self.heading_row)
        if self.too_many:
            self.findings.append(self.too_many)
        faults = heading_faults(self.file, self.sheet, self.schema, set(self.columns), self.unknown)
        if not any(fault.code.startswith("missing-heading") for fault in faults):  # else the same fault
            faults += self.unheaded.values()
        findings, strays = (*above.findings, *self.findings, *faults), (*above.strays, *self.strays)
        return SheetReading(tuple(records), findings, strays)

    def _is_enough(self, records: int) -> bool:
        """Whether no further row is read, because the table has too many, or too much text outside the form's columns."""
        most = MOST_ROWS if self.schema.name in NOMINATED else MOST_LISTED
        if len(self.strays) >= MAX_STRAYS:
            self.too_many = too_many_strays(self.file, self.sheet)
        elif records >= most:
            place = CellReference(self.file, self.sheet.name)
            self.too_many = finding("too-many-rows", place, most=group(most))
        return self.too_many is not None

    def _cell(self, r: int, c: int) -> Cell:
        return cell_at(self.file, self.sheet, r, c)

    def _text(self, r: int, c: int) -> str:
        return text_at(self.sheet, r, c)

    def _heading(self, c: int) -> None:
        """Record what the heading in column ``c`` is: known, a numbering column, a duplicate, or unknown with text below it."""
        heading = self._cell(self.heading_row, c)
        if not heading.text:
            return
        column = column_of(heading.text, self.schema)
        if fold(heading.text) in NUMBERING:
            self.numbering.add(c)
        elif column is None:
            if len(self.unknown) < MAX_STRAYS and any(
                self._text(r, c) for r in range(self.heading_row + 1, len(self.sheet.rows))
            ):
                self.unknown.append((heading.text, heading.place))
        elif column.key in self.columns:
            again = one_line(heading.text)
            self.findings.append(
                finding("double-heading", heading.place, column.heading, again, expected=column.heading)
            )
        else:
            self.columns[column.key] = c

    def _filled(self, r: int) -> list[int]:
        row = self.sheet.rows[r]
        if is_blank(row) and not self.sheet.error_cells:
            return []
        return [c for c in range(len(row)) if c not in self.numbering and self._text(r, c)]

    def _record(self, r: int) -> Record:
        """The record of a row; one that is struck through has one finding, and none of its values counts."""
        entries: list[Entry] = []
        told: list[Finding] = []
        struck: list[bool] = []  # of each answer in the row
        for key, c in self.columns.items():
            column, cell, bottom = self.schema.column(key), self._cell(r, c), self.sheet.merged.get((r, c), (r, c))[0]
            entry, faults = read_cell(column, cell)
            entries.append(entry._replace(unusable=True) if r <= self.merged_to.get(c, -1) else entry)
            if entry.found and not column.locked:
                struck.append(any(each.code == "struck-out" and not each.suggestion for each in faults))
            if bottom > r:
                self.merged_to[c] = bottom
                faults += (finding("merged-down", cell.place, column.heading, entry.found),)
            told += faults
        if struck and all(struck) and (len(struck) > 1 or not self.is_printed):
            entries = [each._replace(value=None, unusable=True) for each in entries]
            if not self.is_printed:  # so that it is not sent in again unstruck
                headings = (self.schema.column(key).heading for key in self.columns)
                typed = zip(headings, entries, strict=True)
                self.strays += [Stray(each.place, heading, each.found) for heading, each in typed if each.found]
                entries = [each._replace(found="") for each in entries]
            told = [finding("struck-row", told[0].place, "", one_line(told[0].found))]
        self.findings += told
        return record_of(self.file, self.sheet.name, r, {key: (0, c) for key, c in self.columns.items()}, entries)

    def _is_headings_again(self, r: int, filled: Iterable[int]) -> bool:
        """Whether a row only repeats the headings, as at the top of the next printed page."""
        return all(key_of_label(self._text(r, c)) == key_of_label(self._text(self.heading_row, c)) for c in filled)

    def _is_none(self, r: int, filled: Iterable[int]) -> bool:
        """Whether a row of a table that the sender fills in only says that there is nothing to list."""
        return not self.is_printed and all(NONE.fullmatch(key_of_label(self._text(r, c))) for c in filled)

    def _is_note(self, r: int, filled: Sequence[int], after_gap: bool) -> bool:
        """Whether a row is a remark typed under the table and not a record.

        It has one filled cell, and this begins like a note, or comes after an empty row and is not a valid value, or is a
        sentence in a table whose rows the form prints.
        """
        if len(filled) > 1:
            return False
        (c,) = filled
        key = next((key for key, column in self.columns.items() if column == c), None)
        if key is None:
            return False
        if NOTE.match(fold(self._text(r, c)[:LONGEST_LABEL])):
            return True
        _, faults = read_cell(self.schema.column(key), self._cell(r, c))
        return (after_gap and bool(faults)) or (self.is_printed and " " in one_line(self._text(r, c)))

    def _note(self, r: int, filled: Sequence[int]) -> None:
        for c in filled:
            note = self._cell(r, c)
            self.findings.append(finding("note-under-table", note.place, "", one_line(note.text)))
            self.strays.append(Stray(note.place, "", note.text))

    def _asides(self, r: int, filled: Iterable[int]) -> None:
        """Collect text in columns that the form does not have; it is reported here unless its column's heading is."""
        headings = self.sheet.rows[self.heading_row]
        for c in sorted(set(filled) - set(self.columns.values())):
            if len(self.strays) >= MAX_STRAYS:
                return
            aside = self._cell(r, c)
            heading = self._text(self.heading_row, c) if c < len(headings) else ""
            if not heading and c < max(self.columns.values()):
                self.unheaded.setdefault(c, stray_text(aside.place, "", aside.text))
            elif not heading:
                self.findings.append(stray_text(aside.place, "", aside.text))
            self.strays.append(Stray(aside.place, one_line(heading), aside.text))

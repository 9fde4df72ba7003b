"""Turns a sheet of labels, each with its value to the right, into one record, and deviations from the form into findings."""

from __future__ import annotations

from functools import cached_property

from pipeline.checking.cells import Cell, cell_at, read_cell, text_at
from pipeline.checking.messages import finding
from pipeline.checking.strays import (
    COUNT_WORDS,
    LABEL_COLUMNS,
    LABEL_ROWS,
    MAX_STRAYS,
    SheetReading,
    column_of,
    heading_faults,
    is_blank,
    is_printed_above,
    key_of_label,
    person_of,
    stray_text,
    text_above,
    too_many_strays,
    two_nominees,
)
from pipeline.values.model import CellReference, Entry, Finding, Stray, record_of
from pipeline.values.sheets import Sheet
from pipeline.values.vietnamese import fold, one_line
from schemas.grammar import Column, SheetSchema, is_name


def read_labels(file: str, sheet: Sheet, schema: SheetSchema) -> SheetReading:
    """The record, the findings and the texts outside the form of a sheet of labels with values to their right."""
    return _Labels(file, sheet, schema).read()


class _Labels:
    """The state while one sheet of labels is read; all rows and columns count from 0."""

    def __init__(self, file: str, sheet: Sheet, schema: SheetSchema) -> None:
        self.file, self.sheet, self.schema = file, sheet, schema
        self.printed = schema.printed
        self.label_column = self._label_column()
        columns = [column_of(self._text(r, self.label_column), schema) for r in range(len(sheet.rows))]
        self.lines = {r: column for r, column in enumerate(columns) if column}
        self.first = min(self.lines, default=0)
        self.filled_right = {r: self._right_of_label(r) for r in self.lines}
        self.value_column = self._value_column()
        self.record: dict[str, Entry] = {}
        self.cells: dict[str, tuple[int, int]] = {}
        self.findings: list[Finding] = []
        self.strays: list[Stray] = []
        self.unknown: list[tuple[str, CellReference]] = []
        self.taken: set[tuple[int, int]] = set()  # cells above the first label that are reported as an unknown label
        self.doubles: list[tuple[Column, Cell, Cell]] = []

    def read(self) -> SheetReading:
        for r in range(len(self.sheet.rows)):
            column = self.lines.get(r)
            if column is None:
                if len(self.strays) < MAX_STRAYS and (not is_blank(self.sheet.rows[r]) or self.sheet.error_cells):
                    self._line_without_label(r)
            elif column.key in self.record:
                self.doubles.append((column, self._cell(r, self.label_column), self._value(r)))
            else:
                self.record[column.key], in_cell = read_cell(column, self._value(r))
                self.cells[column.key] = (r, self._value_at(r))
                self.findings += in_cell
        self._above()
        self._asides()
        self._doubles()
        if len(self.strays) >= MAX_STRAYS:
            self.findings.append(too_many_strays(self.file, self.sheet))
        faults = heading_faults(self.file, self.sheet, self.schema, set(self.record), self.unknown)
        if any(fault.code == "missing-heading" for fault in faults):  # the same mistake: a label was overwritten
            self.findings = [fault for fault in self.findings if fault.code != "text-without-label"]
        self.findings += faults
        record = record_of(self.file, self.sheet.name, 0, self.cells, self.record.values())
        return SheetReading((record,), tuple(self.findings), tuple(self.strays))

    def _cell(self, r: int, c: int) -> Cell:
        return cell_at(self.file, self.sheet, r, c)

    def _text(self, r: int, c: int) -> str:
        return text_at(self.sheet, r, c)

    def _value(self, r: int) -> Cell:
        """The value of a line: in the column of values, or right of the label if the label is merged across that column."""
        return self._cell(r, self._value_at(r))

    def _value_at(self, r: int) -> int:
        return max(self.value_column, self.sheet.merged.get((r, self.label_column), (r, self.label_column))[1] + 1)

    def _label_column(self) -> int:
        """The column with the most labels in the sheet's corner; the first column if there are none."""
        hits: dict[int, int] = {}
        for row in self.sheet.rows[:LABEL_ROWS]:
            for c, value in enumerate(row[:LABEL_COLUMNS]):
                if column_of(value, self.schema):
                    hits[c] = hits.get(c, 0) + 1
        return max(hits, key=lambda c: (hits[c], -c)) if hits else 0

    def _right_of_label(self, r: int) -> list[int]:
        """The columns right of a line's label with text that the form itself does not print."""
        row = self.sheet.rows[r]
        right = (c for c in range(self.label_column + 1, len(row)) if row[c] != "" or self.sheet.error_cells)
        return [c for c in right if (text := self._text(r, c)) and key_of_label(text) not in self.printed]

    def _value_column(self) -> int:
        """The first column right of the labels that is filled in any line."""
        filled = [c for columns in self.filled_right.values() for c in columns]
        return min(filled, default=self.label_column + 1)

    @cached_property
    def guidance(self) -> set[int]:  # cached and lazy: only sheets with text right of the values need it
        """The columns right of the values that are filled in most lines: help printed by the form, or by an older form.

        A column with a person's name in the line of the name is not help but a second nominee.
        """
        named = next((r for r, column in self.lines.items() if column == person_of(self.schema)), None)
        width = max(map(len, self.sheet.rows), default=0)
        return {
            c
            for c in range(self.value_column + 1, width)
            if sum(bool(self._text(r, c)) for r in self.lines) > len(self.lines) / 2
            and not (named is not None and is_name(one_line(self._text(named, c))))
        }

    def _line_without_label(self, r: int) -> None:
        above = r < self.first
        label, value = self._cell(r, self.label_column), self._value(r)
        if label.text and value.text and not (above and self._is_top(label.text)):
            self.unknown.append((label.text, label.place))
            self.strays.append(Stray(value.place, one_line(label.text), value.text))
            self.taken |= {(r, self.label_column), (r, self._value_at(r))}
        elif value.text and self.lines and not above:
            self.findings.append(finding("text-without-label", value.place, "", value.text))
            self.strays.append(Stray(value.place, "", value.text))
        elif label.text and self.lines and r > max(self.lines) and key_of_label(label.text) not in self.printed:
            self._stray(label, "")
        if self.lines and not above:
            self._beyond(r)

    def _is_top(self, text: str) -> bool:
        """Whether a text is the sheet's title or a line that the form prints under it."""
        return fold(text) not in self.printed and (is_printed_above(text, self.schema) or COUNT_WORDS in fold(text))

    def _beyond(self, r: int) -> None:
        """Report text right of the column of values in a line without label, for example next to a section's heading."""
        for c in self._right_of_label(r):
            if c != self._value_at(r) and not self._is_older_guidance(c):
                self._stray(self._cell(r, c), "")

    def _above(self) -> None:
        above = text_above(self.file, self.sheet, self.schema, self.first, self.taken)
        self.findings += above.findings
        self.strays += above.strays

    def _is_older_guidance(self, c: int) -> bool:
        """Whether a column of help has words in most lines that our present form does not print."""
        filled = sum(c in columns for columns in self.filled_right.values())
        return c in self.guidance and filled > len(self.lines) / 2

    def _asides(self) -> None:
        """Report text right of the values: as a second nominee if it is next to the name, else as text outside the form."""
        person, second = person_of(self.schema), None
        for r, column in self.lines.items():
            for c in self.filled_right[r]:
                if c <= self._value_at(r):
                    continue
                aside = self._cell(r, c)
                if c in self.guidance:
                    self._added_to_help(aside, c, column)
                elif column == person and is_name(one_line(aside.text)):
                    second = c
                    self.findings.append(two_nominees(self.schema, column, aside.place, aside.text))
                    self.strays.append(Stray(aside.place, column.heading, aside.text))
                elif c == second:
                    self.strays.append(Stray(aside.place, column.heading, aside.text))
                else:
                    self._stray(aside, column.heading)

    def _added_to_help(self, cell: Cell, c: int, column: Column) -> None:
        """Report words typed after the printed help; help in other words may come from an older form and is ignored."""
        goes_on = fold(cell.text).startswith(fold(column.help))
        if goes_on and not self._is_older_guidance(c):
            self._stray(cell._replace(raw=cell.text.removeprefix(column.help).strip(), shown=None), column.heading)

    def _stray(self, cell: Cell, heading: str) -> None:
        if len(self.strays) >= MAX_STRAYS:
            return
        self.findings.append(stray_text(cell.place, heading, cell.text))
        self.strays.append(Stray(cell.place, heading, cell.text))

    def _doubles(self) -> None:
        """Report labels that occur again with another value: a second nominee below the first, or a label twice."""
        again = [
            (v, at, cell)
            for v, at, cell in self.doubles
            if cell.text and read_cell(v, cell)[0].found != self.record[v.key].found
        ]
        person = person_of(self.schema)
        second = next((cell for column, _, cell in again if column == person), None)
        if second is not None and person is not None:
            self.findings.append(two_nominees(self.schema, person, second.place, second.text))
        else:
            self.findings += [
                finding("double-heading", at.place, column.heading, one_line(at.text), expected=column.heading)
                for column, at, _ in again
            ]
        self.strays += [Stray(cell.place, column.heading, cell.text) for column, _, cell in again]

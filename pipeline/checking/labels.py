"""Turns a sheet of labels, each value to the right of its label, into one record, and what is wrong with its form."""

from __future__ import annotations

from functools import cached_property

from pipeline.checking.cells import Cell, cell_at, read_cell, text_at
from pipeline.checking.messages import finding
from pipeline.checking.strays import (
    COUNT_WORDS,
    Reading,
    heading_faults,
    is_blank,
    is_printed_above,
    person_of,
    text_above,
    two_nominees,
    view_of,
)
from pipeline.values.model import Entry, Finding, Place, Sheet, Stray, record_of
from pipeline.values.vietnamese import fold, one_line
from schemas.grammar import (
    ColumnView,
    SheetSchema,
    is_name,
)

# --- label sheets --------------------------------------------------------------------------------------------------


def read_labels(file: str, sheet: Sheet, schema: SheetSchema) -> Reading:
    """One record from a sheet of labels, each value to the right of its label."""
    return _Labels(file, sheet, schema).read()


class _Labels:
    """A sheet of labels while it is read."""

    def __init__(self, file: str, sheet: Sheet, schema: SheetSchema) -> None:
        self.file, self.sheet, self.schema = file, sheet, schema
        self.printed = schema.printed
        self.label_column = self._label_column()
        views = [view_of(self._text(r, self.label_column), schema) for r in range(len(sheet.rows))]
        self.lines = {r: view for r, view in enumerate(views) if view}
        self.first = min(self.lines, default=0)
        self.beside = {r: self._beside(r) for r in self.lines}
        self.value_column = self._value_column()
        self.record: dict[str, Entry] = {}
        self.cells: dict[str, tuple[int, int]] = {}
        self.findings: list[Finding] = []
        self.strays: list[Stray] = []
        self.unknown: list[tuple[str, Place]] = []
        self.taken: set[tuple[int, int]] = set()  # above the first label: cells of lines whose label nobody knows
        self.doubles: list[tuple[ColumnView, Cell, Cell]] = []

    def read(self) -> Reading:
        for r in range(len(self.sheet.rows)):
            view = self.lines.get(r)
            if view is None:
                if not is_blank(self.sheet.rows[r]) or self.sheet.spoiled:
                    self._line_without_label(r)
            elif view.key in self.record:
                self.doubles.append((view, self._cell(r, self.label_column), self._value(r)))
            else:
                self.record[view.key], in_cell = read_cell(view, self._value(r))
                self.cells[view.key] = (r, self._value_at(r))
                self.findings += in_cell
        self._above()
        self._asides()
        self._doubles()
        faults = heading_faults(self.file, self.sheet, self.schema, set(self.record), self.unknown)
        if any(fault.code == "missing-heading" for fault in faults):  # whose values they are is said by that
            self.findings = [fault for fault in self.findings if fault.code != "text-without-label"]
        self.findings += faults
        record = record_of(self.file, self.sheet.name, 0, self.cells, self.record.values())
        return Reading((record,), tuple(self.findings), tuple(self.strays))

    def _cell(self, r: int, c: int) -> Cell:
        return cell_at(self.file, self.sheet, r, c)

    def _text(self, r: int, c: int) -> str:
        return text_at(self.sheet, r, c)

    def _value(self, r: int) -> Cell:
        """A line's value: in the column of values, or beyond its label where the label is merged over that."""
        return self._cell(r, self._value_at(r))

    def _value_at(self, r: int) -> int:
        return max(self.value_column, self.sheet.merged.get((r, self.label_column), self.label_column) + 1)

    def _label_column(self) -> int:
        """The column that holds the most labels; the first if none does."""
        hits: dict[int, int] = {}
        for row in self.sheet.rows:
            for c, value in enumerate(row):
                if view_of(value, self.schema):
                    hits[c] = hits.get(c, 0) + 1
        return max(hits, key=lambda c: (hits[c], -c)) if hits else 0

    def _beside(self, r: int) -> list[int]:
        """The columns right of a line's label that hold anything but what the form prints there."""
        row = self.sheet.rows[r]
        right = (c for c in range(self.label_column + 1, len(row)) if row[c] != "" or self.sheet.spoiled)
        return [c for c in right if (text := self._text(r, c)) and fold(text) not in self.printed]

    def _value_column(self) -> int:
        """The column right of the labels in which values begin; empty columns between are passed over."""
        filled = [c for beside in self.beside.values() for c in beside]
        return min(filled, default=self.label_column + 1)

    @cached_property
    def guidance(self) -> set[int]:  # asked for only where something stands beside the values
        """Columns further right that explain most lines: an older form's words of help, unless they name a person."""
        named = next((r for r, view in self.lines.items() if view == person_of(self.schema)), None)
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
        elif label.text and self.lines and r > max(self.lines) and fold(label.text) not in self.printed:
            self._stray(label, "")
        if self.lines and not above:
            self._beyond(r)

    def _is_top(self, text: str) -> bool:
        """Whether it is the title or a line under it, beside which no value stands."""
        return fold(text) not in self.printed and (is_printed_above(text, self.schema) or COUNT_WORDS in fold(text))

    def _beyond(self, r: int) -> None:
        """Text right of the labels, but where a value would stand, in a line without label (a section's heading, say)."""
        for c in self._beside(r):
            if c != self._value_at(r) and not self._is_older_guidance(c):
                self._stray(self._cell(r, c), "")

    def _above(self) -> None:
        above = text_above(self.file, self.sheet, self.schema, self.first, self.taken)
        self.findings += above.findings
        self.strays += above.strays

    def _is_older_guidance(self, c: int) -> bool:
        """Whether most lines hold words in a column that our form does not print."""
        return c in self.guidance and sum(c in beside for beside in self.beside.values()) > len(self.lines) / 2

    def _asides(self) -> None:
        """Text beside the values: another person's, where it stands beside the name; else told and kept."""
        person, second = person_of(self.schema), None
        for r, view in self.lines.items():
            for c in self.beside[r]:
                if c <= self._value_at(r):
                    continue
                aside = self._cell(r, c)
                if c in self.guidance:
                    self._added_to_help(aside, c, view)
                elif view == person and is_name(one_line(aside.text)):
                    second = c
                    self.findings.append(two_nominees(view, aside.place, aside.text))
                    self.strays.append(Stray(aside.place, view.heading, aside.text))
                elif c == second:
                    self.strays.append(Stray(aside.place, view.heading, aside.text))
                else:
                    self._stray(aside, view.heading)

    def _added_to_help(self, cell: Cell, c: int, view: ColumnView) -> None:
        """Words typed after the printed help; a help in quite other words may be an older form's and is let be."""
        goes_on = fold(cell.text).startswith(fold(view.help))
        if goes_on and not self._is_older_guidance(c):
            self._stray(cell._replace(raw=cell.text.removeprefix(view.help).strip()), view.heading)

    def _stray(self, cell: Cell, heading: str) -> None:
        self.findings.append(finding("stray-text", cell.place, heading, one_line(cell.text)))
        self.strays.append(Stray(cell.place, heading, cell.text))

    def _doubles(self) -> None:
        """Labels that come again with another value: a second person below the first, or a label twice."""
        again = [(v, at, cell) for v, at, cell in self.doubles if cell.text not in ("", self.record[v.key].found)]
        person = person_of(self.schema)
        second = next((cell for view, _, cell in again if view == person), None)
        if second is not None and person is not None:
            self.findings.append(two_nominees(person, second.place, second.text))
        else:
            self.findings += [
                finding("double-heading", at.place, view.heading, one_line(at.text), expected=view.heading)
                for view, at, _ in again
            ]
        self.strays += [Stray(cell.place, view.heading, cell.text) for view, _, cell in again]

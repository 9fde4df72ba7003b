"""Turns a workbook as typed into a submission of parsed values, each with its place, and the faults of its form.

Headings and sheets are found by name or alias, whatever their order. Text that has no place in the form is told and
kept as a stray, so that nothing a sender typed is lost; a value that no parser accepts becomes a finding. Nothing is
guessed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.cells import Cell, cell_at, read_cell, text_at
from pipeline.messages import finding
from pipeline.model import Entry, Finding, Place, Record, Sheet, Stray, Submission, Workbook
from pipeline.vietnamese import fold, nearest, one_line
from schemas.grammar import (
    COUNTED,
    FURNITURE,
    GUIDE_SHEET,
    ColumnView,
    Kind,
    Layout,
    SheetSchema,
    WorkbookSchema,
    is_name,
)

HEADING_ROWS = 60  # a heading row further down than this is not looked for
GUIDE = fold(GUIDE_SHEET)
NUMBERING = {fold(name) for name in ("TT", "STT", "Số TT", "Số thứ tự")}
LIKE_OURS = 0.3  # of a sheet's headings: what holds that many is that sheet, whatever its name
MAX_STRAYS = 500  # texts kept of one sheet that is none of ours
NOTE = re.compile(
    r"\(?\*|\(?(ghi chu|luu y|chu thich|nguoi (lap|khai|viet|ky)|thu truong|truong (phong|ban)|xac nhan|ky ten|tong( so| cong)?|cong|ngay \d* ?thang|noi nhan)\b"
)
COUNTS = re.compile(r"\d+".join(map(re.escape, fold("#".join(COUNTED)).split("#"))))  # the live form's line
COUNT_WORDS = fold(COUNTED[1])  # they stand in its formula, too, where no program has computed it


@dataclass(frozen=True)
class Reading:
    """What one sheet says: its records, what is wrong with its form or single cells, and text without a place in it."""

    records: tuple[Record, ...] = ()
    findings: tuple[Finding, ...] = ()
    strays: tuple[Stray, ...] = ()


NOTHING = Reading()


def normalise(book: Workbook, schema: WorkbookSchema) -> tuple[Submission, tuple[Finding, ...]]:
    """The workbook's records by sheet, and what is wrong with its form or single cells.

    A missing sheet or heading is one finding, not one for each cell under it.
    """
    found = {each.name: find_sheet(book, each) for each in schema.sheets}
    others = [sheet for sheet in book.sheets if _is_somebodys(sheet, schema) and any(_texts(book.file, sheet))]
    tables: dict[str, tuple[Record, ...]] = {}
    findings: list[Finding] = []
    strays: list[Stray] = []
    for each in schema.sheets:
        sheet = found[each.name]
        if sheet is not None:
            reading = _READERS[each.layout](book.file, sheet, each)
            tables[each.name] = reading.records
            findings += reading.findings
            strays += reading.strays
        elif each.required:
            findings.append(_missing_sheet(book.file, each, others))
    beside_the_guide = _beside_the_guide(book)
    findings += beside_the_guide.findings
    strays += beside_the_guide.strays
    renamed = {fault.suggestion for fault in findings if fault.code == "missing-sheet"}
    for sheet in others:
        strays += list(_texts(book.file, sheet))[:MAX_STRAYS]
        if sheet.name not in renamed:
            findings.append(_stranger(book.file, sheet, schema))
    return Submission(book.file, schema.kind, tables, tuple(strays), schema.main.name), tuple(findings)


def strays_of(book: Workbook) -> tuple[Stray, ...]:
    """Every text of a workbook that is none of our forms, as far as it can be kept."""
    return tuple(stray for sheet in book.sheets for stray in list(_texts(book.file, sheet))[:MAX_STRAYS])


def find_sheet(book: Workbook, schema: SheetSchema) -> Sheet | None:
    """The sheet of that name or alias, whatever its case, tones, spacing or place."""
    wanted = {fold(name) for name in schema.names}
    return next((sheet for sheet in book.sheets if fold(sheet.name) in wanted), None)


def known_kind(book: Workbook, kinds: Sequence[WorkbookSchema]) -> WorkbookSchema:
    """The kind of workbook it is: the one whose main sheet it has, else the one with most of its sheets; the first if equal."""
    return max(
        kinds,
        key=lambda kind: (
            find_sheet(book, kind.main) is not None,
            sum(find_sheet(book, sheet) is not None for sheet in kind.sheets),
            -kinds.index(kind),
        ),
    )


def _is_somebodys(sheet: Sheet, schema: WorkbookSchema) -> bool:
    """Whether a sheet is neither one that is read nor one that the form itself brings."""
    known = {fold(name) for each in schema.sheets for name in each.names} | {fold(name) for name in FURNITURE}
    return fold(sheet.name) not in known


def _missing_sheet(file: str, wanted: SheetSchema, others: Sequence[Sheet]) -> Finding:
    """The finding of a missing sheet; suggested is the stranger of nearly that name, else one that holds its headings."""
    alike = nearest(wanted.name, [sheet.name for sheet in others])
    alike = alike or next((sheet.name for sheet in others if _holds(sheet, wanted)), "")
    return finding("missing-sheet", Place(file, wanted.name), "", "", alike, expected=wanted.name)


def _holds(sheet: Sheet, schema: SheetSchema) -> bool:
    known = {view.key for row in sheet.rows for value in row if (view := _view_of(value, schema))}
    return len(known) >= max(2, LIKE_OURS * len(schema.columns))


def _stranger(file: str, sheet: Sheet, schema: WorkbookSchema) -> Finding:
    """The finding of a sheet that is none of the form's: another person's, if it holds one."""
    for each in schema.sheets:
        person = _person(each)
        if person and each.layout is Layout.LABELS and _holds(sheet, each):
            named = _READERS[each.layout](file, sheet, each).records[0].get(person.key)
            if named and named.found:
                return _two_nominees(person, named.place, named.found)
    return finding("extra-sheet", Place(file, sheet.name), "", sheet.name)


def _two_nominees(person: ColumnView, place: Place, name: str) -> Finding:
    return finding("two-nominees", place, person.heading, one_line(name))


def _person(schema: SheetSchema) -> ColumnView | None:
    """The column that names whom a sheet is about."""
    return next((view for view in schema.columns if view.meaning.kind is Kind.NAME and view.meaning.required), None)


def _view_of(value: object, schema: SheetSchema) -> ColumnView | None:
    return schema.by_heading.get(fold(value)) if isinstance(value, str) and value else None


def _texts(file: str, sheet: Sheet) -> Iterator[Stray]:
    """Every text of a sheet with its place."""
    for r, row in enumerate(sheet.rows):
        for c, value in enumerate(row):
            if value != "" and (text := text_at(sheet, r, c)):
                yield Stray(cell_at(file, sheet, r, c).place, "", text)


def _told_and_kept(cells: Iterable[Cell]) -> Reading:
    """Text without a place in the form, each told at its cell and kept."""
    typed = [cell for cell in cells if cell.text]
    told = tuple(finding("stray-text", cell.place, "", one_line(cell.text)) for cell in typed)
    return Reading((), told, tuple(Stray(cell.place, "", cell.text) for cell in typed))


def _above(file: str, sheet: Sheet, schema: SheetSchema, end: int, taken: Container[tuple[int, int]] = ()) -> Reading:
    """Text above a sheet's labels or headings, beyond what the form prints there; ``taken`` cells are told otherwise.

    Another form's own words cannot be told from its sender's: they are kept, and not told.
    """
    typed = [
        cell_at(file, sheet, r, c)
        for r in range(end)
        for c, value in enumerate(sheet.rows[r])
        if value != "" and (r, c) not in taken and not _is_printed_above(text_at(sheet, r, c), schema)
    ]
    if not typed:
        return NOTHING
    reading = _told_and_kept(typed)
    return reading if _is_our_top(sheet, schema, end) else Reading((), (), reading.strays)


def _is_printed_above(text: str, schema: SheetSchema) -> bool:
    folded = fold(text)
    return folded in schema.printed_above or bool(COUNTS.fullmatch(folded))


def _is_our_top(sheet: Sheet, schema: SheetSchema, end: int) -> bool:
    """Whether a line stands above that only our form prints: what to do, or how much is to be corrected."""
    texts = {fold(text_at(sheet, r, c)) for r in range(end) for c in range(len(sheet.rows[r]))}
    return any(text in schema.signs or COUNTS.fullmatch(text) or COUNT_WORDS in text for text in texts)


def _beside_the_guide(book: Workbook) -> Reading:
    """Text beside the guide, which stands in its first column; a column filled like that is an older guide's own."""
    guide = next((sheet for sheet in book.sheets if fold(sheet.name) == GUIDE), None)
    if guide is None:
        return NOTHING
    beside = [(r, c) for r, row in enumerate(guide.rows) for c in range(1, len(row)) if row[c] != ""]
    if not beside:
        return NOTHING
    lines, filled = sum(row[:1] not in ((), ("",)) for row in guide.rows), Counter(c for _, c in beside)
    return _told_and_kept(cell_at(book.file, guide, r, c) for r, c in beside if 2 * filled[c] <= lines)


# --- label sheets --------------------------------------------------------------------------------------------------


def _read_labels(file: str, sheet: Sheet, schema: SheetSchema) -> Reading:
    """One record from a sheet of labels, each value to the right of its label."""
    return _Labels(file, sheet, schema).read()


class _Labels:
    """A sheet of labels while it is read."""

    def __init__(self, file: str, sheet: Sheet, schema: SheetSchema) -> None:
        self.file, self.sheet, self.schema = file, sheet, schema
        self.printed = schema.printed
        self.label_column = self._label_column()
        views = [_view_of(self._text(r, self.label_column), schema) for r in range(len(sheet.rows))]
        self.lines = {r: view for r, view in enumerate(views) if view}
        self.first = min(self.lines, default=0)
        self.beside = {r: self._beside(r) for r in self.lines}
        self.value_column = self._value_column()
        self.record: dict[str, Entry] = {}
        self.findings: list[Finding] = []
        self.strays: list[Stray] = []
        self.unknown: list[tuple[str, Place]] = []
        self.taken: set[tuple[int, int]] = set()  # above the first label: cells of lines whose label nobody knows
        self.doubles: list[tuple[ColumnView, Cell, Cell]] = []

    def read(self) -> Reading:
        for r in range(len(self.sheet.rows)):
            view = self.lines.get(r)
            if view is None:
                if not _is_blank(self.sheet.rows[r]) or self.sheet.spoiled:
                    self._line_without_label(r)
            elif view.key in self.record:
                self.doubles.append((view, self._cell(r, self.label_column), self._value(r)))
            else:
                self.record[view.key], in_cell = read_cell(view, self._value(r))
                self.findings += in_cell
        self._above()
        self._asides()
        self._doubles()
        faults = _heading_faults(self.file, self.sheet, self.schema, set(self.record), self.unknown)
        if any(fault.code == "missing-heading" for fault in faults):  # whose values they are is said by that
            self.findings = [fault for fault in self.findings if fault.code != "text-without-label"]
        self.findings += faults
        return Reading((self.record,), tuple(self.findings), tuple(self.strays))

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
                if _view_of(value, self.schema):
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
        named = next((r for r, view in self.lines.items() if view == _person(self.schema)), None)
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
        return fold(text) not in self.printed and (_is_printed_above(text, self.schema) or COUNT_WORDS in fold(text))

    def _beyond(self, r: int) -> None:
        """Text right of the labels, but where a value would stand, in a line without label (a section's heading, say)."""
        for c in self._beside(r):
            if c != self._value_at(r) and not self._is_older_guidance(c):
                self._stray(self._cell(r, c), "")

    def _above(self) -> None:
        above = _above(self.file, self.sheet, self.schema, self.first, self.taken)
        self.findings += above.findings
        self.strays += above.strays

    def _is_older_guidance(self, c: int) -> bool:
        """Whether most lines hold words in a column that our form does not print."""
        return c in self.guidance and sum(c in beside for beside in self.beside.values()) > len(self.lines) / 2

    def _asides(self) -> None:
        """Text beside the values: another person's, where it stands beside the name; else told and kept."""
        person, second = _person(self.schema), None
        for r, view in self.lines.items():
            for c in self.beside[r]:
                if c <= self._value_at(r):
                    continue
                aside = self._cell(r, c)
                if c in self.guidance:
                    self._added_to_help(aside, c, view)
                elif view == person and is_name(one_line(aside.text)):
                    second = c
                    self.findings.append(_two_nominees(view, aside.place, aside.text))
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
        person = _person(self.schema)
        second = next((cell for view, _, cell in again if view == person), None)
        if second is not None and person is not None:
            self.findings.append(_two_nominees(person, second.place, second.text))
        else:
            self.findings += [
                finding("double-heading", at.place, view.heading, one_line(at.text), expected=view.heading)
                for view, at, _ in again
            ]
        self.strays += [Stray(cell.place, view.heading, cell.text) for view, _, cell in again]


# --- tables --------------------------------------------------------------------------------------------------------


def _read_table(file: str, sheet: Sheet, schema: SheetSchema) -> Reading:
    """The records of a table under its heading row; rows without any value are passed over."""
    heading_row = _heading_row(sheet, schema)
    if heading_row is None:
        first = ", ".join(view.heading for view in schema.columns[:3])
        fault = finding("missing-heading-row", Place(file, sheet.name), "", "", expected=first)
        return Reading((), (fault,), tuple(_texts(file, sheet)))
    return _Table(file, sheet, schema, heading_row).read()


def _heading_row(sheet: Sheet, schema: SheetSchema) -> int | None:
    """The row with the most headings, if it holds at least two of them (or the only one)."""
    scores = [
        (len({view.key for value in row if (view := _view_of(value, schema))}), -r)
        for r, row in enumerate(sheet.rows[:HEADING_ROWS])
        if not _is_blank(row)
    ]
    best, row = max(scores, default=(0, 0))
    return -row if best >= min(2, len(schema.columns)) else None


def _is_blank(row: Sequence[object]) -> bool:
    """Whether a row holds nothing, as most rows of a form do."""
    return row.count("") == len(row)


class _Table:
    """A table while it is read."""

    def __init__(self, file: str, sheet: Sheet, schema: SheetSchema, heading_row: int) -> None:
        self.file, self.sheet, self.schema, self.heading_row = file, sheet, schema, heading_row
        self.columns: dict[str, int] = {}
        self.findings: list[Finding] = []
        self.strays: list[Stray] = []
        self.unknown: list[tuple[str, Place]] = []
        self.numbering: set[int] = set()

    def read(self) -> Reading:
        for c in range(len(self.sheet.rows[self.heading_row])):
            self._heading(c)
        after_gap, records = False, []
        for r in range(self.heading_row + 1, len(self.sheet.rows)):
            filled = self._filled(r)
            if filled and not self._is_headings_again(r, filled):
                if self._is_note(r, filled, after_gap):
                    self._note(r, filled)
                else:
                    self._asides(r, filled)
                    if any(c in filled for c in self.columns.values()):
                        records.append(self._record(r))
            after_gap = not filled
        above = _above(self.file, self.sheet, self.schema, self.heading_row)
        faults = _heading_faults(self.file, self.sheet, self.schema, set(self.columns), self.unknown)
        findings, strays = (*above.findings, *self.findings, *faults), (*above.strays, *self.strays)
        return Reading(tuple(records), findings, strays)

    def _cell(self, r: int, c: int) -> Cell:
        return cell_at(self.file, self.sheet, r, c)

    def _text(self, r: int, c: int) -> str:
        return text_at(self.sheet, r, c)

    def _heading(self, c: int) -> None:
        """Place one heading: a known column, a numbering, a doubled one, or a stranger that holds something."""
        heading = self._cell(self.heading_row, c)
        if not heading.text:
            return
        view = _view_of(heading.text, self.schema)
        if fold(heading.text) in NUMBERING:
            self.numbering.add(c)
        elif view is None:
            if any(self._text(r, c) for r in range(self.heading_row + 1, len(self.sheet.rows))):
                self.unknown.append((heading.text, heading.place))
        elif view.key in self.columns:
            again = one_line(heading.text)
            self.findings.append(finding("double-heading", heading.place, view.heading, again, expected=view.heading))
        else:
            self.columns[view.key] = c

    def _filled(self, r: int) -> list[int]:
        row = self.sheet.rows[r]
        if _is_blank(row) and not self.sheet.spoiled:
            return []
        return [c for c in range(len(row)) if c not in self.numbering and self._text(r, c)]

    def _record(self, r: int) -> Record:
        record: dict[str, Entry] = {}
        for key, c in self.columns.items():
            record[key], faults = read_cell(self.schema.column(key), self._cell(r, c))
            self.findings += faults
        return record

    def _is_headings_again(self, r: int, filled: Iterable[int]) -> bool:
        """Whether a row only repeats the headings, as on the next printed page."""
        return all(fold(self._text(r, c)) == fold(self._text(self.heading_row, c)) for c in filled)

    def _is_note(self, r: int, filled: Sequence[int], after_gap: bool) -> bool:
        """Whether a row is a remark typed under the table: one cell, in a note's words or apart and no value there."""
        if len(filled) > 1:
            return False
        (c,) = filled
        key = next((key for key, column in self.columns.items() if column == c), None)
        printed = any(view.meaning.locked for view in self.schema.columns)
        if key is None:
            return False
        if NOTE.match(fold(self._text(r, c))):
            return True
        _, faults = read_cell(self.schema.column(key), self._cell(r, c))
        return (after_gap and bool(faults)) or (printed and " " in one_line(self._text(r, c)))

    def _note(self, r: int, filled: Sequence[int]) -> None:
        for c in filled:
            note = self._cell(r, c)
            self.findings.append(finding("note-under-table", note.place, "", one_line(note.text)))
            self.strays.append(Stray(note.place, "", note.text))

    def _asides(self, r: int, filled: Iterable[int]) -> None:
        """Text in columns that the form does not know: under a heading it is told once, there; else at its cell."""
        headings = self.sheet.rows[self.heading_row]
        for c in set(filled) - set(self.columns.values()):
            aside = self._cell(r, c)
            heading = self._text(self.heading_row, c) if c < len(headings) else ""
            if not heading:
                self.findings.append(finding("stray-text", aside.place, "", one_line(aside.text)))
            self.strays.append(Stray(aside.place, one_line(heading), aside.text))


def _heading_faults(
    file: str, sheet: Sheet, schema: SheetSchema, found: set[str], unknown: Sequence[tuple[str, Place]]
) -> list[Finding]:
    """Headings that are missing, each at the stranger that stands in its place, and the other strangers."""
    missing = [view for view in schema.columns if view.key not in found and view.meaning.required]
    strangers = {one_line(label): place for label, place in unknown}
    faults = []
    for view in missing:
        meant = nearest(view.heading, strangers) or (
            next(iter(strangers)) if len(missing) == len(strangers) == 1 else ""
        )
        place = strangers.pop(meant) if meant else Place(file, sheet.name)
        instead = f" Ở chỗ đó đang ghi «{meant}»." if meant else ""
        faults.append(
            finding("missing-heading", place, view.heading, meant, "", expected=view.heading, instead=instead)
        )
    free = [view.heading for view in schema.columns if view.key not in found]
    return faults + [
        finding("unknown-heading", place, "", label, nearest(label, free) or "") for label, place in strangers.items()
    ]


_READERS: Mapping[Layout, Callable[[str, Sheet, SheetSchema], Reading]] = {
    Layout.LABELS: _read_labels,
    Layout.TABLE: _read_table,
}

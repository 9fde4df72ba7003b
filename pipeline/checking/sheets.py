"""Finds the sheets of a workbook that a schema declares: by their names, or by the labels and headings that they hold.

Sheets are renamed, copied, exported by other programs under longer names, translated, moved into other workbooks; what
people fill in keeps its labels.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.checking.cells import text_at
from pipeline.checking.strays import LABEL_COLUMNS, LABEL_ROWS, column_of, person_of
from pipeline.values.sheets import Sheet, Workbook
from pipeline.values.vietnamese import fold
from schemas.grammar import FURNITURE, ColumnType, SheetLayout, SheetSchema, WorkbookSchema

LABELS_ENOUGH = 3  # in one column, each in its own row
TABLE_ENOUGH = 0.5  # of a table's headings, at least two, in one row
COPY = re.compile(r"(?: ?\(\d+\)|-(?:table|bang) ?\d+|[ _-]copy(?: \d+)?)$")  # of a folded name: by Excel, by Numbers


@dataclass(frozen=True)
class FoundSheets:
    """The sheets of a workbook by the declared name; ``by_content`` are those that have another name."""

    sheets: Mapping[str, Sheet] = field(default_factory=dict)
    by_content: frozenset[str] = frozenset()

    def is_of(self, schema: WorkbookSchema) -> bool:
        """Whether they make a workbook of this kind: one of its names, its main sheet, or two of its tables."""
        return len(self.sheets) > len(self.by_content) or schema.main.name in self.sheets or len(self.sheets) > 1


def find_sheets(book: Workbook, schema: WorkbookSchema) -> FoundSheets:
    """The sheet of a workbook for each declared one: with its name, else with its name and a copy's mark, else with its labels.

    Case, tones and spacing of names make no difference. A main sheet without a name in it gives way to its filled-in copy.
    """
    found: dict[str, Sheet] = {}
    for bare in (False, True):
        for declared in (each for each in schema.sheets if each.name not in found):
            names = {fold(name) for name in declared.names}
            named = [sheet for sheet in book.sheets if (_bare(sheet) if bare else fold(sheet.name)) in names]
            if left := _left(named, found):
                found[declared.name] = left[0]
    by_content = set(_by_content(book, schema, found))
    if (main := found.get(schema.main.name)) and not _names_somebody(main, schema.main):
        copies = [s for s in _left(book.sheets, found) if score(s, schema.main) and _names_somebody(s, schema.main)]
        if len(copies) == 1:
            found[schema.main.name] = copies[0]
            by_content.add(schema.main.name)
    return FoundSheets(found, frozenset(by_content))


def _bare(sheet: Sheet) -> str:
    return COPY.sub("", fold(sheet.name))


def _left(sheets: Sequence[Sheet], found: Mapping[str, Sheet]) -> list[Sheet]:
    return [sheet for sheet in sheets if not any(sheet is each for each in found.values())]


def _by_content(book: Workbook, schema: WorkbookSchema, found: dict[str, Sheet]) -> list[str]:
    """Adds to ``found`` the sheets that are known by what they hold, the surest first; their declared names."""
    furniture = {fold(name) for name in FURNITURE}
    free = [sheet for sheet in _left(book.sheets, found) if fold(sheet.name) not in furniture]
    missing = [declared for declared in schema.sheets if declared.name not in found]
    ranked = sorted(
        (
            (score(sheet, declared) / len(declared.columns), -at, declared.name, sheet)
            for declared in missing
            for at, sheet in enumerate(free)
        ),
        key=lambda each: each[:2],
        reverse=True,
    )
    added: list[str] = []
    for share, _, name, sheet in ranked:
        if share > 0 and name not in found and _left([sheet], found):
            found[name] = sheet
            added.append(name)
    return added


def score(sheet: Sheet, schema: SheetSchema) -> int:
    """How many labels or headings of a schema a sheet has where they belong; 0 if these are too few to know it by."""
    rows = [row[:LABEL_COLUMNS] for row in sheet.rows[:LABEL_ROWS]]
    enough = LABELS_ENOUGH
    lines: Sequence[Sequence[object]] = rows
    if schema.layout is SheetLayout.LABELS:
        lines = [[row[c] for row in rows if c < len(row)] for c in range(max(map(len, rows), default=0))]
    else:
        enough = max(2, round(TABLE_ENOUGH * len(schema.columns)))
    most = max(
        (len({column.key for value in line if (column := column_of(value, schema))}) for line in lines), default=0
    )
    return most if most >= enough else 0


def _names_somebody(sheet: Sheet, schema: SheetSchema) -> bool:
    """Whether something stands to the right of the label for a person's name; True for a sheet without such a label."""
    person = person_of(schema)
    if person is None or person.kind is not ColumnType.NAME or schema.layout is not SheetLayout.LABELS:
        return True
    for r, row in enumerate(sheet.rows[:LABEL_ROWS]):
        for c, value in enumerate(row[:LABEL_COLUMNS]):
            if column_of(value, schema) == person:
                texts = (text_at(sheet, r, right) for right in range(c + 1, len(row)))
                return any(text and fold(text) not in schema.printed for text in texts)
    return False


def known_kind(book: Workbook, kinds: Sequence[WorkbookSchema]) -> tuple[WorkbookSchema, FoundSheets]:
    """The schema that fits a workbook best, with its sheets: by the name of its main sheet, by having one, by what it holds.

    If several fit equally well, the first of ``kinds``.
    """
    names = {_bare(sheet) for sheet in book.sheets}
    named = [kind for kind in kinds if not names.isdisjoint(map(fold, kind.main.names))]
    fits = [(kind, find_sheets(book, kind)) for kind in named or kinds]
    return max(fits, key=lambda fit: (*_fitness(*fit), -kinds.index(fit[0]))) if len(fits) > 1 else fits[0]


def _fitness(kind: WorkbookSchema, found: FoundSheets) -> tuple[bool, bool, int, int]:
    main = found.sheets.get(kind.main.name)
    named = main is not None and kind.main.name not in found.by_content
    return named, main is not None, len(found.sheets), score(main, kind.main) if main else 0

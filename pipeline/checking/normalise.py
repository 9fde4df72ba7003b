"""Turns a workbook as typed into a submission of parsed values, each with its place, and the faults of its form.

Headings and sheets are found by name or alias, whatever their order. Text that has no place in the form is told and
kept as a stray, so that nothing a sender typed is lost; a value that no parser accepts becomes a finding. Nothing is
guessed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from pipeline.checking.cells import cell_at
from pipeline.checking.labels import read_labels
from pipeline.checking.messages import finding
from pipeline.checking.strays import MAX_STRAYS, NOTHING, Reading, person_of, strays_at, texts_of, two_nominees, view_of
from pipeline.checking.tables import read_table
from pipeline.values.model import Finding, Place, Record, Sheet, Stray, Submission, Workbook
from pipeline.values.vietnamese import fold, nearest
from schemas.grammar import (
    FURNITURE,
    GUIDE_SHEET,
    Layout,
    SheetSchema,
    WorkbookSchema,
)

GUIDE = fold(GUIDE_SHEET)
LIKE_OURS = 0.3  # of a sheet's headings: what holds that many is that sheet, whatever its name


def normalise(book: Workbook, schema: WorkbookSchema) -> tuple[Submission, tuple[Finding, ...]]:
    """The workbook's records by sheet, and what is wrong with its form or single cells.

    A missing sheet or heading is one finding, not one for each cell under it.
    """
    found = {each.name: find_sheet(book, each) for each in schema.sheets}
    others = [sheet for sheet in book.sheets if _is_somebodys(sheet, schema) and any(texts_of(book.file, sheet))]
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
        strays += list(texts_of(book.file, sheet))[:MAX_STRAYS]
        if sheet.name not in renamed:
            findings.append(_stranger(book.file, sheet, schema))
    return Submission(book.file, schema.kind, tables, tuple(strays), schema.main.name), tuple(findings)


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
    known = {view.key for row in sheet.rows for value in row if (view := view_of(value, schema))}
    return len(known) >= max(2, LIKE_OURS * len(schema.columns))


def _stranger(file: str, sheet: Sheet, schema: WorkbookSchema) -> Finding:
    """The finding of a sheet that is none of the form's: another person's, if it holds one."""
    for each in schema.sheets:
        person = person_of(each)
        if person and each.layout is Layout.LABELS and _holds(sheet, each):
            named = _READERS[each.layout](file, sheet, each).records[0].get(person.key)
            if named and named.found:
                return two_nominees(person, named.place, named.found)
    return finding("extra-sheet", Place(file, sheet.name), "", sheet.name)


def _beside_the_guide(book: Workbook) -> Reading:
    """Text beside the guide, which stands in its first column; a column filled like that is an older guide's own."""
    guide = next((sheet for sheet in book.sheets if fold(sheet.name) == GUIDE), None)
    if guide is None:
        return NOTHING
    beside = [(r, c) for r, row in enumerate(guide.rows) for c in range(1, len(row)) if row[c] != ""]
    if not beside:
        return NOTHING
    lines, filled = sum(row[:1] not in ((), ("",)) for row in guide.rows), Counter(c for _, c in beside)
    return strays_at(cell_at(book.file, guide, r, c) for r, c in beside if 2 * filled[c] <= lines)


_READERS: Mapping[Layout, Callable[[str, Sheet, SheetSchema], Reading]] = {
    Layout.LABELS: read_labels,
    Layout.TABLE: read_table,
}

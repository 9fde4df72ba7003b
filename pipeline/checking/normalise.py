"""Turns a workbook as typed into a submission: parsed values with their cell references, and findings about its form.

Sheets and headings are found by name or alias, in any order. Text outside the form's cells becomes a finding and a
stray, so that nothing a sender typed is lost; a value that cannot be parsed becomes a finding and is never guessed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import islice

from pipeline.checking.cells import cell_at
from pipeline.checking.hidden import hidden_sheet, typed_unseen
from pipeline.checking.labels import read_labels
from pipeline.checking.messages import finding
from pipeline.checking.on_top import things_over
from pipeline.checking.sheets import FoundSheets, find_sheets, score
from pipeline.checking.strays import (
    MAX_STRAYS,
    MOST_STRAYS,
    NOTHING,
    SheetReading,
    person_of,
    strays_at,
    texts_of,
    two_nominees,
)
from pipeline.checking.tables import read_table
from pipeline.values.model import CellReference, Finding, Record, Stray, Submission
from pipeline.values.sheets import Sheet, Workbook
from pipeline.values.vietnamese import fold, nearest
from schemas.ca_nhan import CA_NHAN
from schemas.co_quan import CO_QUAN
from schemas.grammar import (
    FURNITURE,
    GUIDE_SHEET,
    SheetLayout,
    SheetSchema,
    WorkbookSchema,
)
from schemas.hoi_dong import HOI_DONG
from schemas.tap_the import TAP_THE
from schemas.theo_doi import THEO_DOI

GUIDE = fold(GUIDE_SHEET)
FILLED_IN = (CA_NHAN, TAP_THE, HOI_DONG)  # what is filled in for a quarter, each in a workbook of its own
OFFICERS = (CO_QUAN.kind, THEO_DOI.kind)
UNSEEN = " Trang đang bị ẩn (bỏ ẩn: chuột phải ở tên trang bất kỳ, Unhide)."
CUT = " Trang có nhiều nội dung nên tệp gửi trả chỉ chép lại {} nội dung đầu."


def normalise(
    book: Workbook, schema: WorkbookSchema, known: FoundSheets | None = None
) -> tuple[Submission, tuple[Finding, ...]]:
    """The workbook's records by sheet, and the findings about its form and single cells.

    A missing sheet or heading is one finding, not one for each of its cells. ``known`` are the workbook's sheets, where they
    have been looked for already.
    """
    known = known or find_sheets(book, schema)
    others = [sheet for sheet in book.sheets if _is_extra(sheet, known) and any(texts_of(book.file, sheet))]
    tables: dict[str, tuple[Record, ...]] = {}
    findings: list[Finding] = []
    strays: list[Stray] = []
    for each in schema.sheets:
        if (sheet := known.sheets.get(each.name)) is not None:
            reading = _READERS[each.layout](book.file, sheet, each)
            tables[each.name] = reading.records
            over = NOTHING if schema.kind in OFFICERS else things_over(book.file, sheet, each, reading.records)
            findings += *reading.findings, *over.findings
            # the officer's own comments and filters stay in the officer's own workbooks
            if schema.kind not in OFFICERS:
                findings += typed_unseen(book.file, sheet, each, reading.records)
            strays += *reading.strays, *over.strays
            if each.name in known.by_content:
                place = CellReference(book.file, sheet.name)
                findings.append(finding("known-by-content", place, "", sheet.name, expected=each.name))
        elif each.required:
            findings.append(_missing_sheet(book.file, each, others))
    guide_text = _text_next_to_guide(book)
    findings += guide_text.findings
    strays += guide_text.strays
    if any(fault.code == "missing-headings" for fault in findings):  # another form: that is the one fault
        findings = [fault for fault in findings if fault.code not in ("missing-sheet", "known-by-content")]
    renamed = {fault.suggestion for fault in findings if fault.code == "missing-sheet"}
    seconds = [
        hidden_sheet(book.file, sheet) if sheet.hidden.whole else fault
        for sheet in others
        if (fault := _second_form(book.file, sheet, schema, tables))
    ]
    findings += seconds
    for sheet in others:
        texts = texts_of(book.file, sheet)
        strays += (kept := [*islice(texts, min(MAX_STRAYS, max(MOST_STRAYS - len(strays), 0)))])
        if sheet.name not in renamed and not seconds:  # the other sheets are of the second form
            cut = (UNSEEN if sheet.hidden.whole else "") + (CUT.format(len(kept)) if any(texts) else "")
            place = CellReference(book.file, sheet.name)
            findings.append(finding("extra-sheet", place, found=sheet.name, cut=cut))
    return Submission(book.file, schema.kind, tables, tuple(strays), schema.main.name), tuple(findings)


def _is_extra(sheet: Sheet, known: FoundSheets) -> bool:
    """Whether a sheet does not belong to the form: it is neither one that is read nor one of the form's own (guide, lists)."""
    return not any(sheet is each for each in known.sheets.values()) and fold(sheet.name) not in map(fold, FURNITURE)


def _missing_sheet(file: str, wanted: SheetSchema, others: Sequence[Sheet]) -> Finding:
    """The finding for a missing sheet; it suggests the extra sheet with a similar name."""
    alike = nearest(wanted.name, [sheet.name for sheet in others]) or ""
    return finding("missing-sheet", CellReference(file, wanted.name), suggestion=alike, expected=wanted.name)


def _second_form(
    file: str, sheet: Sheet, schema: WorkbookSchema, tables: Mapping[str, tuple[Record, ...]]
) -> Finding | None:
    """The finding for an extra sheet in which a form is filled in: of a second nominee, of the same again, or of another kind."""
    for each in schema.sheets:
        person = person_of(each)
        if person and each.layout is SheetLayout.LABELS and score(sheet, each):
            named = _READERS[each.layout](file, sheet, each).records[0].get(person.key)
            if named and named.found:
                first = tables[each.name][0].get(person.key) if tables.get(each.name) else None
                if first and fold(first.found) == fold(named.found):
                    return finding("filled-in-twice", named.place, person.heading, named.found, other=first.place.sheet)
                return two_nominees(each, person, named.place, named.found)
    of = next((of for of in FILLED_IN if of.kind != schema.kind and fold(sheet.name) in map(fold, of.main.names)), None)
    if of and score(sheet, of.main):
        return finding("second-form", CellReference(file, sheet.name), "", sheet.name, other=of.title)
    return None


def _text_next_to_guide(book: Workbook) -> SheetReading:
    """Text typed next to the guide, whose own words are in its first column.

    A column that is filled in most of the guide's lines is skipped: an older form printed its guide there.
    """
    guide = next((sheet for sheet in book.sheets if fold(sheet.name) == GUIDE), None)
    if guide is None:
        return NOTHING
    right = [(r, c) for r, row in enumerate(guide.rows) for c in range(1, len(row)) if row[c] != ""]
    if not right:
        return NOTHING
    lines, filled = sum(row[:1] not in ((), ("",)) for row in guide.rows), Counter(c for _, c in right)
    return strays_at(cell_at(book.file, guide, r, c) for r, c in right if 2 * filled[c] <= lines)


_READERS: Mapping[SheetLayout, Callable[[str, Sheet, SheetSchema], SheetReading]] = {
    SheetLayout.LABELS: read_labels,
    SheetLayout.TABLE: read_table,
}

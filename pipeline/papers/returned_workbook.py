"""Turns a workbook with errors into the one that its sender gets back: a blank form with the values and the errors marked.

A new form is drawn instead of changing the sender's file, because pasting often destroys drop-downs, formats or sheets.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pipeline.checking.messages import where
from pipeline.drawing.forms.cells import form_cell
from pipeline.drawing.forms.content import Content, SlipLine
from pipeline.drawing.forms.forms import draw_form
from pipeline.values.file_names import RETURNED
from pipeline.values.model import CellReference, Finding, Record, Stray, Submission
from pipeline.values.safe_names import unique_stems
from schemas.ca_nhan import CA_NHAN
from schemas.grammar import SheetLayout, SheetSchema, WorkbookSchema
from schemas.hoi_dong import HOI_DONG
from schemas.hoi_dong_nam import HOI_DONG_NAM
from schemas.tap_the import TAP_THE
from schemas.terms import Terms
from schemas.tieu_chi import TIEU_CHI

LONGEST, PIECE = 32_767, 16_000  # UTF-16 units that a cell of Excel holds; characters of each cell of a longer text
RETURNABLE = {schema.kind: schema for schema in (CA_NHAN, TAP_THE, HOI_DONG, HOI_DONG_NAM)}


def returned_workbook(submission: Submission, findings: Sequence[Finding], terms: Terms) -> bytes:
    """The returned workbook for one sender as xlsx bytes; a blank form with the reason if nothing could be read.

    Text outside the form's cells is copied to a separate sheet.
    """
    schema = RETURNABLE.get(submission.kind, CA_NHAN)
    tables = submission.tables
    printed = _criterion_rows(schema, terms)
    cells = dict(_cells(schema, tables, printed))
    slip = tuple(_slip_line(schema, fault, cells) for fault in findings)
    comments: dict[tuple[str, str], str] = {}
    for fault, line in zip(findings, slip, strict=True):
        if line.cell:
            earlier = comments.get((line.sheet, line.cell))
            comments[line.sheet, line.cell] = f"{earlier}\n{fault.to_sender}" if earlier else fault.to_sender
    labels = {
        s.name: _found(tables[s.name][0])
        for s in schema.sheets
        if s.layout is SheetLayout.LABELS and tables.get(s.name)
    }
    rows = {s.name: tuple(map(_found, tables.get(s.name, ()))) for s in schema.sheets if s.layout is SheetLayout.TABLE}
    lost: Iterable[Stray] = ()
    if TIEU_CHI in schema.sheets:
        answers = _first_of_each_criterion(tables, printed)
        rows[TIEU_CHI.name] = tuple(_found(record) for record in answers)
        lost = _lost_answers(tables, answers)
    outside = (*submission.strays, *lost, *_rests(schema, tables))
    strays: list[tuple[str, str, str, str]] = []
    pictures: dict[int, bytes] = {}
    for each in outside:
        if each.image:
            pictures[len(strays)] = each.image
        strays += _stray_lines(each)
    return draw_form(schema, terms, Content(labels, rows, comments, slip, strays, pictures))


def _pieces(text: str) -> Sequence[str]:
    """A text as the texts of the cells that hold it: Excel takes no longer one than ``LONGEST``."""
    if len(text) <= LONGEST // 2 or len(text.encode("utf-16-le")) // 2 <= LONGEST:
        return (text,)
    return [text[n : n + PIECE] for n in range(0, len(text), PIECE)]


def _stray_lines(stray: Stray) -> Iterable[tuple[str, str, str, str]]:
    """A text outside the form as (sheet, cell, heading, text) of as many lines as its heading and itself need."""
    heading, *rest = _pieces(stray.heading)
    yield from ((stray.place.sheet, stray.place.cell, heading, piece) for piece in _pieces(stray.text))
    yield from ((stray.place.sheet, stray.place.cell, "", piece) for piece in rest)


def _rests(schema: WorkbookSchema, tables: Mapping[str, tuple[Record, ...]]) -> Iterable[Stray]:
    """What is left of values too long for their cell, whose first piece is in the form."""
    for sheet in schema.sheets:
        for record in tables.get(sheet.name, ()):
            for key, entry in record.items():
                for piece in _pieces(entry.found)[1:]:
                    yield Stray(entry.place, sheet.column(key).heading, piece)


def _criterion_rows(schema: WorkbookSchema, terms: Terms) -> Mapping[str, int]:
    """Maps the code of each criterion to its row in the table that the form prints, from 0."""
    return {criterion.code: row for row, criterion in enumerate(terms.printed_criteria(schema.kind))}


def _first_of_each_criterion(tables: Mapping[str, tuple[Record, ...]], printed: Mapping[str, int]) -> Sequence[Record]:
    """The first answer to each criterion that the form prints; these go into the form's printed rows."""
    first: dict[str, Record] = {}
    for record in tables.get(TIEU_CHI.name, ()):
        if "ma" in record and str(record["ma"].value) in printed:
            first.setdefault(str(record["ma"].value), record)
    return tuple(first.values())


def _lost_answers(tables: Mapping[str, tuple[Record, ...]], taken: Sequence[Record]) -> Iterable[Stray]:
    """The texts of all other answers: to criteria that the form does not have, and second answers to one criterion."""
    for record in tables.get(TIEU_CHI.name, ()):
        if not any(record is each for each in taken):
            code = record["ma"].found if "ma" in record else ""
            for key in ("dat", "minh_chung"):
                if key in record and record[key].found:
                    heading = f"{TIEU_CHI.column(key).heading} {code}".strip()
                    yield Stray(record[key].place, heading, record[key].found)


def _cells(
    schema: WorkbookSchema, tables: Mapping[str, tuple[Record, ...]], printed: Mapping[str, int]
) -> Iterable[tuple[CellReference, tuple[str, str]]]:
    """For each value: its cell reference in the sender's workbook, and its (sheet, cell) in the returned one."""
    for sheet in schema.sheets:
        for number, record in enumerate(tables.get(sheet.name, ())):
            row = _form_row(sheet, number, record, printed)
            for key, entry in record.items():
                if row is not None:
                    yield entry.place, (sheet.name, form_cell(sheet, key, row))


def _form_row(sheet: SheetSchema, number: int, record: Record, printed: Mapping[str, int]) -> int | None:
    """The row, from 0, of the form's table for a record: of a criterion its printed row, None if the form lacks it."""
    if sheet is TIEU_CHI:
        return printed.get(str(record["ma"].value)) if "ma" in record else None
    return number


def _slip_line(schema: WorkbookSchema, fault: Finding, cells: Mapping[CellReference, tuple[str, str]]) -> SlipLine:
    """One line of the slip; the message says where only if that is not the cell to which the line leads."""
    sheet, cell = cells.get(fault.place) or _blank_cell(schema, fault)
    here = where(fault.place, fault.field) if cell == fault.place.cell else ""
    return SlipLine(sheet, cell, fault.field, fault.to_sender.removeprefix(here).strip())


def _blank_cell(schema: WorkbookSchema, fault: Finding) -> tuple[str, str]:
    """The (sheet, cell) in the form for a finding whose cell has no value there; the cell is "" if the form has none."""
    for sheet in schema.sheets:
        if sheet.name == fault.place.sheet and sheet.layout is SheetLayout.LABELS:
            return sheet.name, next(
                (form_cell(sheet, column.key) for column in sheet.columns if column.heading == fault.field), ""
            )
    return fault.place.sheet, ""


def _found(record: Record) -> Mapping[str, str]:
    return {key: _pieces(entry.found)[0] for key, entry in record.items()}


def returned_names(names: Iterable[str]) -> Mapping[str, str]:
    """Maps the name of each sent file to the path of its returned workbook: the stem with ``.xlsx``, safe on every system.

    If several files have the same stem, the old extension stays: ``a.xls.xlsx``.
    """
    return {name: f"{RETURNED}/{stem}.xlsx" for name, stem in unique_stems(names).items()}

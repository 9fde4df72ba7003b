"""Turns the schemas' own examples into the context that templates are checked against: no list empty, no name missing."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.assemble import nominate, shared_context
from pipeline.cells import Cell, read_cell
from pipeline.dates import Quarter
from pipeline.model import Place, Record, Submission
from pipeline.office import Office
from schemas.ca_nhan import CA_NHAN
from schemas.grammar import SheetSchema
from schemas.tieu_chi import TIEU_CHI, criteria_of
from schemas.trich_ngang import TRICH_NGANG


def example_context(quarter: Quarter, office: Office) -> Mapping[str, object]:
    """The context of a quarter with one nominee made of the declared examples, ``nguoi`` included."""
    nominations = nominate(office, [example_submission(office)], {"": quarter.title})
    return {**shared_context(quarter, office, nominations, [office.units[0].name]), "nguoi": nominations[0].printed}


def example_submission(office: Office) -> Submission:
    """A workbook whose every cell holds its column's example, from the office's first unit."""
    tables: dict[str, tuple[Record, ...]] = {sheet.name: (example_record(sheet),) for sheet in CA_NHAN.sheets}
    person = tables[TRICH_NGANG.name][0]
    unit = office.units[0].name
    tables[TRICH_NGANG.name] = (
        {**person, "don_vi": read_cell(TRICH_NGANG.column("don_vi"), Cell(unit, Place("")))[0]},
    )
    code = TIEU_CHI.column("ma")
    answer = tables[TIEU_CHI.name][0]
    criteria = criteria_of(str(person["nhom"].value))
    tables[TIEU_CHI.name] = tuple({**answer, "ma": read_cell(code, Cell(each.code, Place("")))[0]} for each in criteria)
    return Submission("", CA_NHAN.kind, tables)


def example_record(sheet: SheetSchema) -> Record:
    """One record of a sheet from the examples of its columns."""
    return {view.key: read_cell(view, Cell(view.meaning.example, Place("", sheet.name)))[0] for view in sheet.columns}

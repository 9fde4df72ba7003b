"""Turns the examples declared in the schemas into a context for checking the templates, with every name and no empty list."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from pipeline.checking.cells import Cell, read_cell
from pipeline.checking.council import Attendance, Meeting, Vote
from pipeline.checking.office import Office
from pipeline.papers.context import shared_context
from pipeline.papers.kinds import PAPERS
from pipeline.papers.meeting_printing import print_meeting
from pipeline.papers.nominations import nominations_of
from pipeline.papers.printing import Context
from pipeline.papers.province import print_higher
from pipeline.papers.replication import print_replication
from pipeline.values.dates import Quarter
from pipeline.values.model import CellReference, Record, Submission, record_of
from schemas.ca_nhan import CA_NHAN
from schemas.gioi_thieu import HIGHER_CERTIFICATE, PRAISE
from schemas.grammar import SheetSchema, WorkbookSchema
from schemas.hoi_dong import CUOC_HOP
from schemas.rules import Regulations, Share
from schemas.tap_the import TAP_THE
from schemas.terms import Terms, worded, worded_sheet
from schemas.tieu_chi import TIEU_CHI, group_of


def example_context(quarter: Quarter, office: Office) -> tuple[Context, Mapping[str, Context]]:
    """The context of a quarter after a meeting, with one individual and one collective made of the declared examples.

    The second value maps ``Paper.each`` of the papers that are made several times to the names which these add.
    """
    terms = office.terms(quarter)
    sent = [example_submission(worded(schema, terms), terms) for schema in (TAP_THE, CA_NHAN)]
    nominations = nominations_of(office, sent, {"": quarter.title})
    collective, person = nominations
    votes = (
        Vote(collective.candidate, 1, 0, "100%", True, True, PRAISE, "x", choices=1),
        Vote(person.candidate, 1, 0, "100%", True, False, HIGHER_CERTIFICATE, "x", choices=1),
    )
    rules = office.regulations or Regulations(Share("", Fraction(0)), Share("", Fraction(0)), "", "")
    members = (Attendance("x", "x", "x", True, "", "Ông"), Attendance("x", "x", "x", False, "x", "Bà"))
    facts = {column.key: column.example for column in worded_sheet(CUOC_HOP, terms).columns}
    meeting = Meeting(office.day, office, rules, facts, ("x",), members, votes, 1)
    unit = office.units[0].name
    shared = shared_context(quarter, office, nominations, [unit], [unit], None)
    of_report = dict.fromkeys(("mau", "hinh_thuc_trinh", "so_nguoi", "nguoi_bao_cao"), "x")
    added: dict[str, Context] = {
        "ca_nhan": {"nguoi": person.printed},
        "tap_the": {"tap_the_nay": collective.printed},
        "don_doc": {"don_doc": {"don_vi": unit, "chua_gui": True, "ghi_don_vi": "x", "phai_sua": ("x",)}},
        "bao_cao_thanh_tich": {"bao_cao": {**person.public, **of_report, "la_tap_the": True}},
    }
    higher = print_higher(meeting, nominations)
    absent = {"cho_bieu_quyet_lai": "x", "vang_ho_so": ({"ten": "x", "ten_chen": "x", "ly_do": "x"},)}
    held = {**print_meeting(meeting, nominations), **absent}
    replicated = {**print_replication(meeting, {"duoc_chon": person.public}), "do_hoi_dong": True, "so_nguoi": "x"}
    return {
        **shared,
        "danh_sach": {**shared["danh_sach"], "nop_sau": ("x",)},
        "quyet_dinh": {**shared["quyet_dinh"], "mot_nguoi": (person.public,)},
        "hop": held,
        "nhan_rong": replicated,
        "cap_tren": {**higher, "tap_the": higher["ca_nhan"], "qua": "x"},
    }, added


def template_examples(quarter: Quarter, office: Office) -> Mapping[str, Context]:
    """Maps the file name of each template of a quarter to an example of the context that it can print."""
    shared, added = example_context(quarter, office)
    return {paper.template: {**shared, **added.get(paper.each, {})} for paper in PAPERS}


def example_submission(schema: WorkbookSchema, terms: Terms) -> Submission:
    """A workbook with its column's example in every cell, for the office's first unit."""
    tables: dict[str, tuple[Record, ...]] = {sheet.name: (example_record(sheet),) for sheet in schema.sheets}
    tables[schema.main.name] = (tables[schema.main.name][0].with_value("don_vi", terms.units[0]),)
    sent = Submission("", schema.kind, tables, (), schema.main.name)
    answer = tables[TIEU_CHI.name][0]
    tables[TIEU_CHI.name] = tuple(answer.with_value("ma", each.code) for each in terms.criteria_of(group_of(sent)))
    return sent


def example_record(sheet: SheetSchema) -> Record:
    """One record of a sheet with the examples of its columns."""
    cells = {column.key: (row, 0) for row, column in enumerate(sheet.columns)}
    entries = (read_cell(column, Cell(column.example, CellReference("", sheet.name)))[0] for column in sheet.columns)
    return record_of("", sheet.name, 0, cells, entries)

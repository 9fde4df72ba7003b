"""Turns a workbook schema and values into an Excel form; every workbook of the project is drawn here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from io import BytesIO

import xlsxwriter

from pipeline.drawing.forms.content import BLANK, Content
from pipeline.drawing.forms.guides import GUIDES
from pipeline.drawing.forms.sheets import DRAWERS
from pipeline.drawing.forms.workbook import BASE, STYLES, Drawing
from pipeline.values.dates import Quarter, Year, period_title
from pipeline.values.file_names import FOLLOW_UP_FILE
from schemas.ca_nhan import CA_NHAN
from schemas.co_quan import CO_QUAN
from schemas.grammar import Column, ColumnType, WorkbookSchema
from schemas.tap_the import TAP_THE
from schemas.terms import COLLECTIVE_KIND, Criterion, Terms, worded
from schemas.theo_doi import THEO_DOI
from schemas.tieu_chi import TIEU_CHI
from schemas.trich_ngang import TRICH_NGANG

INDIVIDUAL_FORM = "bieu-mau-ca-nhan.xlsx"
COLLECTIVE_FORM = "bieu-mau-tap-the.xlsx"
CREATED = datetime(2020, 3, 5)  # a fixed time: the same form gives the same bytes
YEARS = range(2020, 2036)
QUARTERS = tuple(Quarter(year, number).title for year in YEARS for number in (1, 2, 3, 4))
PERIODS = tuple(
    title
    for year in YEARS
    for title in (*(Quarter(year, number).title for number in (1, 2, 3, 4)), period_title(Year(year)))
)
UNCHECKED = (CO_QUAN.kind, THEO_DOI.kind)  # the other forms check themselves while they are filled in


def draw_forms(terms: Terms) -> dict[str, bytes]:
    """The shared forms by file name, in the words of the office and its plan: the same bytes every time."""
    return {
        INDIVIDUAL_FORM: draw_form(CA_NHAN, terms),
        COLLECTIVE_FORM: draw_form(TAP_THE, terms),
        FOLLOW_UP_FILE: draw_form(THEO_DOI, terms),
    }


def individual_form_of(terms: Terms, unit: str) -> bytes:
    """The individual form with a unit's name and the quarter filled in."""
    return draw_form(CA_NHAN, terms, Content(labels={TRICH_NGANG.name: {"quy": terms.quarter.title, "don_vi": unit}}))


def office_form(content: Content) -> bytes:
    """The office workbook, filled with values."""
    return draw_form(CO_QUAN, Terms(Quarter(CREATED.year, 1)), content)


def _with_criteria(
    criteria: Iterable[Criterion], answers: Iterable[Mapping[str, str]]
) -> tuple[Mapping[str, str], ...]:
    """Every criterion of a form as a printed row, each with the answer given to it."""
    given = {answer["ma"]: answer for answer in answers}
    return tuple(
        {**given.get(c.code, {}), "ma": c.code, "muc": c.clause, "ten": c.title, "ap_dung": c.addressed_to}
        for c in criteria
    )


def draw_form(declared: WorkbookSchema, terms: Terms, content: Content = BLANK) -> bytes:
    """A workbook's form filled with values, as xlsx bytes: the same arguments give the same bytes.

    All texts are printed in the office's words, ``terms``. All values are written as text, never as formulas.
    """
    schema = worded(declared, terms)
    if TIEU_CHI in declared.sheets:
        answers = _with_criteria(terms.printed_criteria(schema.kind), content.tables.get(TIEU_CHI.name, ()))
        content = replace(content, tables={**content.tables, TIEU_CHI.name: answers})
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "default_format_properties": {**BASE, "locked": False}})
    book.set_properties({"title": schema.title, "author": "", "created": CREATED})
    drawing = Drawing(
        book,
        {name: book.add_format({**BASE, **style}) for name, style in STYLES.items()},
        all_lists(schema, terms),
        content.comments,
        declared.kind not in UNCHECKED,
        schema,
        terms,
    )
    drawing.slip(content.slip)
    drawing.guide([terms.fill(line) for line in GUIDES[declared.kind]])
    for sheet in schema.sheets:
        DRAWERS[sheet.layout](drawing, sheet, content)
    drawing.strays(content.strays, content.pictures)
    drawing.hidden_sheets()
    book.close()
    return buffer.getvalue()


def all_lists(schema: WorkbookSchema, terms: Terms) -> dict[str, tuple[str, ...]]:
    """The choices of every column that has any, by the heading of its list in the hidden sheet."""
    found: dict[str, tuple[str, ...]] = {}
    units = listed_units(schema, terms)
    for sheet in schema.sheets:
        for column in sheet.columns:
            choices = _choices(column, units)
            if choices:
                found[f"{sheet.name} - {column.heading}"] = choices
    return found


def listed_units(schema: WorkbookSchema, terms: Terms) -> tuple[str, ...]:
    """The units from which a form lets choose: that of an individual also the office's leaders, who have none."""
    return terms.units if schema.kind == COLLECTIVE_KIND else (*terms.units, terms.leaders)


def _choices(column: Column, units: tuple[str, ...]) -> tuple[str, ...]:
    if column.kind is ColumnType.QUARTER:
        return QUARTERS
    if column.kind is ColumnType.PERIOD:
        return PERIODS
    if column.choices_from:
        return units
    return tuple(choice.text for choice in column.choices)

"""Draws every form and template, and the reference table of their columns."""

from __future__ import annotations

from pipeline.drawing.forms.content import Content
from pipeline.drawing.forms.forms import collective_form, follow_up_form, individual_form
from pipeline.drawing.office import shipped_office
from pipeline.drawing.reference import reference_table
from pipeline.drawing.word.papers import draw_papers
from pipeline.values.file_names import FOLLOW_UP_FILE, OFFICE_FILE
from schemas.ca_nhan import CA_NHAN
from schemas.co_quan import CO_QUAN
from schemas.hoi_dong import HOI_DONG
from schemas.hoi_dong_nam import HOI_DONG_NAM
from schemas.tap_the import TAP_THE
from schemas.terms import Terms, worded
from schemas.theo_doi import THEO_DOI
from schemas.trich_ngang import TRICH_NGANG

INDIVIDUAL_FORM = "bieu-mau-ca-nhan.xlsx"
COLLECTIVE_FORM = "bieu-mau-tap-the.xlsx"
REFERENCED = (
    CA_NHAN,
    TAP_THE,
    HOI_DONG,
    HOI_DONG_NAM,
    CO_QUAN,
    THEO_DOI,
)  # whose columns the README of this folder lists


def draw_everything(terms: Terms) -> dict[str, bytes]:
    """Every form and template by file name, the forms in the office's words: the same bytes every time."""
    return {**draw_forms(terms), OFFICE_FILE: shipped_office(), **draw_papers()}


def draw_forms(terms: Terms) -> dict[str, bytes]:
    """The shared forms by file name, in the words of the office and its plan."""
    return {
        INDIVIDUAL_FORM: individual_form(terms),
        COLLECTIVE_FORM: collective_form(terms),
        FOLLOW_UP_FILE: follow_up_form(terms),
    }


def reference_of(terms: Terms) -> str:
    """The reference table of every workbook, in the office's words."""
    return reference_table([worded(schema, terms) for schema in REFERENCED], terms.criteria)


def individual_form_of(terms: Terms, unit: str) -> bytes:
    """The individual form with a unit's name and the quarter filled in."""
    return individual_form(terms, Content(labels={TRICH_NGANG.name: {"quy": terms.quarter.title, "don_vi": unit}}))

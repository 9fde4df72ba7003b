"""Draws every form and template."""

from __future__ import annotations

from pipeline.drawing.forms.forms import draw_forms
from pipeline.drawing.office import shipped_office
from pipeline.drawing.word.papers import draw_papers
from pipeline.values.file_names import OFFICE_FILE
from schemas.terms import Terms


def draw_everything(terms: Terms) -> dict[str, bytes]:
    """Every form and template by file name, the forms in the office's words: the same bytes every time."""
    return {**draw_forms(terms), OFFICE_FILE: shipped_office(), **draw_papers()}

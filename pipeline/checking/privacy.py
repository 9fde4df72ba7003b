"""Masks the values of sensitive columns, which may be shown only in the returned workbook and the internal profile."""

from __future__ import annotations

from pipeline.values.remembered import remembered
from pipeline.values.vietnamese import fold
from schemas.dan_toc import ETHNIC_GROUPS
from schemas.tap_the import TAP_THE_SHEET
from schemas.trich_ngang import TRICH_NGANG

HIDDEN = "(không hiển thị)"  # printed in place of a sensitive value outside the returned workbook
SHEETS = (TRICH_NGANG, TAP_THE_SHEET)
LABELS = {fold(name) for sheet in SHEETS for view in sheet.columns if view.meaning.sensitive for name in view.names}
NAMING = {*LABELS, "dan toc", "dang vien"}  # a text that contains one of these is about a sensitive column
ANSWERS = {fold(name) for choice in ETHNIC_GROUPS for name in (choice.text, *choice.aliases)}


def public(heading: str, text: str) -> str:
    """A text as it may be shown outside the returned workbook: unchanged, or masked if it is sensitive."""
    return HIDDEN if is_sensitive(heading, text) else text


def is_sensitive(heading: str, text: str) -> bool:
    """Whether a text is a value of a sensitive column: by its heading or, under any other heading, by its words.

    Its words are sensitive if they contain the name of a sensitive column, or are just the name of an ethnic group:
    «Kinh», but not «Phòng Kinh tế».
    """
    return bool(text.strip()) and (fold(heading) in LABELS or _says_something_sensitive(text))


@remembered
def _says_something_sensitive(text: str) -> bool:
    folded = fold(text)
    return folded in ANSWERS or any(label in folded for label in NAMING)

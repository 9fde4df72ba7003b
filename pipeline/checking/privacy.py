"""Tells what of a workbook may be named outside it: values of sensitive columns stay with the sender and the internal profile."""

from __future__ import annotations

from functools import lru_cache

from pipeline.values.vietnamese import fold
from schemas.dan_toc import ETHNIC_GROUPS
from schemas.tap_the import TAP_THE_SHEET
from schemas.trich_ngang import TRICH_NGANG

HIDDEN = "(không hiển thị)"  # in place of a sensitive value, wherever a finding is told outside its own workbook
SHEETS = (TRICH_NGANG, TAP_THE_SHEET)
LABELS = {fold(name) for sheet in SHEETS for view in sheet.columns if view.meaning.sensitive for name in view.names}
NAMING = {*LABELS, "dan toc", "dang vien"}  # a text that holds one speaks of such a column
ANSWERS = {fold(name) for choice in ETHNIC_GROUPS for name in (choice.text, *choice.aliases)}


def public(heading: str, text: str) -> str:
    """A text as it may be named outside its own workbook: itself, or a sign that it is not shown."""
    return HIDDEN if is_sensitive(heading, text) else text


@lru_cache(maxsize=4096)
def is_sensitive(heading: str, text: str) -> bool:
    """Whether a text is a sensitive column's: by its heading, or wherever it was typed by what it says.

    It names a sensitive column, or is the name of an ethnic group and nothing else: «Kinh», but not «Phòng Kinh tế».
    """
    if not text.strip():
        return False
    folded = fold(text)
    return fold(heading) in LABELS or folded in ANSWERS or any(label in folded for label in NAMING)

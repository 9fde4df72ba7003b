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
ANSWERS = {fold(name) for choice in ETHNIC_GROUPS for name in (choice.text, *choice.aliases)}


@lru_cache(maxsize=4096)
def is_sensitive(heading: str, text: str) -> bool:
    """Whether a text under a heading is a sensitive column's; without a heading, whether it reads like one."""
    if not text.strip():
        return False
    if heading:
        return fold(heading) in LABELS
    folded = fold(text)
    return folded in ANSWERS or any(label in folded for label in LABELS)

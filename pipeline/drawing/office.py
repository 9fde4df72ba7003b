"""The first content of ``co-quan.xlsx``, from ``office.toml``: the facts of Kế hoạch 07/KH-VPUBND and of the law by period.

An officer corrects the workbook, never that file.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

from pipeline.drawing.forms.content import Content
from pipeline.drawing.forms.forms import office_form

FACTS = Path(__file__).with_suffix(".toml")


def shipped_office() -> bytes:
    """The office workbook of the plan's office, filled in."""
    return office_form(Content(tables=shipped_rows()))


def shipped_rows() -> Mapping[str, tuple[Mapping[str, str], ...]]:
    """The rows of every sheet of the shipped office workbook, as text."""
    sheets = tomllib.loads(FACTS.read_text(encoding="utf-8")).items()
    return {
        name: tuple(dict(zip(sheet["columns"], row, strict=True)) for row in sheet["rows"]) for name, sheet in sheets
    }

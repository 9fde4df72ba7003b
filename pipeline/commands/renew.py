"""Draws the shared forms anew where they no longer fit the office workbook, and says which, why, and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from pipeline.drawing.forms.fit import misfits
from pipeline.drawing.forms.forms import COLLECTIVE_FORM, INDIVIDUAL_FORM, draw_forms
from pipeline.publishing.redraw import is_drawn_for, redraw
from pipeline.reading.folders import newest_quarter
from pipeline.values.dates import Quarter
from pipeline.values.file_names import OFFICE_FILE
from pipeline.values.os_errors import refusal
from schemas.ca_nhan import CA_NHAN
from schemas.tap_the import TAP_THE
from schemas.terms import Terms

FORMS = {INDIVIDUAL_FORM: CA_NHAN, COLLECTIVE_FORM: TAP_THE}
Misfits = Mapping[str, tuple[str, ...]]


def renewed_forms(inputs: Path, outputs: Path, templates: Path, terms: Terms) -> list[str]:
    """Draw the shared forms anew if they were drawn for other words than those of the newest quarter → lines about that.

    The newest is the one with inputs or with forms sent out: the run of a quarter leaves the forms of a later one alone. Only
    in the templates next to these inputs: other templates may be another office's. What an officer has edited is left as is. A folder that cannot be written to is a line, not an error: the papers are made.
    """
    if inputs.resolve().parent != templates.resolve().parent or terms.quarter < newest_quarter(inputs, outputs):
        return []
    shared = of_shared_form(terms)
    if is_drawn_for(templates, shared):
        return []
    misfitting = misfitting_forms(templates, shared)
    if not misfitting:
        return []
    try:
        edited, _ = redraw(templates, draw_forms(shared), shared)
    except OSError as error:
        return [f"  {refusal(error)}"]
    return list(lines_about_misfits(misfitting, dict(edited)))


def of_shared_form(terms: Terms) -> Terms:
    """The words of the shared form: its examples are those of the year's first quarter."""
    return replace(terms, quarter=Quarter(terms.quarter.year, 1))


def misfitting_forms(templates: Path, terms: Terms) -> Misfits:
    """The shared forms of a folder that do not fit the office, each with what does not fit."""
    there = {name: templates / name for name in FORMS if (templates / name).is_file()}
    found = {name: misfits(path.read_bytes(), FORMS[name], terms) for name, path in there.items()}
    return {name: phrases for name, phrases in found.items() if phrases}


def lines_about_misfits(misfitting: Misfits, edited: Mapping[str, str]) -> Iterator[str]:
    """One line for each form that did not fit: drawn anew, or, if ``edited`` names its new version, what to do."""
    for name, phrases in misfitting.items():
        if new := edited.get(name):
            yield (
                f"  Lưu ý: {name} không còn khớp {OFFICE_FILE} ({_joined(phrases)}) và đã được sửa tay nên giữ nguyên. "
                f"Dùng {new} bên cạnh thay cho tệp này, hoặc sửa tệp này cho khớp, rồi chạy make forms."
            )
        else:
            yield f"Đã vẽ lại templates/{name} cho khớp {OFFICE_FILE} ({_joined(phrases)}); biểu mẫu gửi các đơn vị: make forms."


def _joined(phrases: Iterable[str]) -> str:
    return "; ".join(phrases)

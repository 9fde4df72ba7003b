"""Draws every form and template, and writes them to ``templates/`` without overwriting what an officer has edited there."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from pipeline.drawing.forms.content import Content
from pipeline.drawing.forms.forms import collective_form, follow_up_form, individual_form
from pipeline.drawing.office import shipped_office
from pipeline.drawing.reference import reference_table, with_reference
from pipeline.drawing.word.papers import draw_papers
from pipeline.values.dates import Quarter
from pipeline.values.file_names import FOLLOW_UP_FILE, OFFICE_FILE
from pipeline.values.json_files import json_object
from schemas.ca_nhan import CA_NHAN
from schemas.co_quan import CO_QUAN
from schemas.hoi_dong import HOI_DONG
from schemas.hoi_dong_nam import HOI_DONG_NAM
from schemas.tap_the import TAP_THE
from schemas.terms import Terms, worded
from schemas.theo_doi import THEO_DOI
from schemas.trich_ngang import TRICH_NGANG

DRAWN = "drawn.json"
DRAWN_FOR = "bieu-mau"  # in that file: digest of the words of the office and the plan for which the forms were drawn
README = "README.md"
INDIVIDUAL_FORM = "bieu-mau-ca-nhan.xlsx"
COLLECTIVE_FORM = "bieu-mau-tap-the.xlsx"
NO_QUARTER = Quarter(2020, 1)  # in place of any
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


def is_drawn_for(folder: Path, terms: Terms) -> bool:
    """Whether the forms of a folder were last drawn for these words; the year of their examples does not count."""
    return _last_drawn(folder).get(DRAWN_FOR) == _digest_of_terms(terms)


def reference_of(terms: Terms) -> str:
    """The reference table of every workbook, in the office's words."""
    return reference_table([worded(schema, terms) for schema in REFERENCED], terms.criteria)


def individual_form_of(terms: Terms, unit: str) -> bytes:
    """The individual form with a unit's name and the quarter filled in."""
    return individual_form(terms, Content(labels={TRICH_NGANG.name: {"quy": terms.quarter.title, "don_vi": unit}}))


def redraw(
    folder: Path, drawn: Mapping[str, bytes], terms: Terms | None = None
) -> tuple[list[tuple[str, str]], list[str]]:
    """Write drawn files to a folder; returns (name, name of the new version) of each edited file, and the names redrawn.

    A file that differs from what was last drawn there was edited by an officer: it is left as is, and the new version is
    written next to it as ``<name>.moi.<ext>``. With ``terms``, for which the forms were drawn, the folder's README gets
    its reference table.
    """
    before = _last_drawn(folder)
    edited: list[tuple[str, str]] = []
    redrawn: list[str] = []
    for name, content in drawn.items():
        path = folder / name
        current = path.read_bytes() if path.is_file() else None
        if current == content:
            continue
        if current is not None and _digest(current) != before.get(name):
            new_version_path = path.with_name(f"{path.stem}.moi{path.suffix}")
            _write(new_version_path, content)
            edited.append((name, new_version_path.name))
        else:
            _write(path, content)
            redrawn.append(name)
    now = {name: _digest(content) for name, content in drawn.items() if name not in dict(edited)}
    _remember(folder, {**before, **now, **({DRAWN_FOR: _digest_of_terms(terms)} if terms else {})})
    return edited, redrawn + _redraw_readme(folder, reference_of(terms) if terms else "")


def _redraw_readme(folder: Path, reference: str) -> list[str]:
    """Renew the reference table in the folder's README; returns its name if that changed anything."""
    path = folder / README
    if not reference or not path.is_file():
        return []
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:  # saved by an officer in another encoding
        return []
    redrawn = with_reference(text, reference)
    if redrawn == text:
        return []
    _write(path, redrawn.encode())
    return [README]


def _last_drawn(folder: Path) -> dict[str, str]:
    return {name: digest for name, digest in json_object(folder / DRAWN).items() if isinstance(digest, str)}


def _remember(folder: Path, digests: Mapping[str, str]) -> None:
    text = json.dumps(dict(sorted(digests.items())), indent=1) + "\n"
    _write(folder / DRAWN, text.encode())


def _write(path: Path, content: bytes) -> None:
    """Write a file whole: a run that is ended meanwhile leaves the old one."""
    unfinished = path.with_name(f".{path.name}.tam")
    unfinished.write_bytes(content)
    os.replace(unfinished, path)


def _digest_of_terms(terms: Terms) -> str:
    return _digest(repr(replace(terms, quarter=NO_QUARTER)).encode())


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()

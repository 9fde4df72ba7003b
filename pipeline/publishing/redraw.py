"""Writes drawn forms and templates to ``templates/`` without overwriting what an officer has edited there."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from pipeline.drawing.reference import reference_table, with_reference
from pipeline.values.dates import Quarter
from pipeline.values.digests import sha256
from pipeline.values.json_files import json_object
from schemas.terms import Terms

DRAWN = "drawn.json"
DRAWN_FOR = "bieu-mau"  # in that file: digest of the words of the office and the plan for which the forms were drawn
README = "README.md"
NO_QUARTER = Quarter(2020, 1)  # in place of any


def is_drawn_for(folder: Path, terms: Terms) -> bool:
    """Whether the forms of a folder were last drawn for these words; the year of their examples does not count."""
    return _last_drawn(folder).get(DRAWN_FOR) == _digest_of_terms(terms)


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
        if current is not None and sha256(current) != before.get(name):
            new_version_path = path.with_name(f"{path.stem}.moi{path.suffix}")
            _write(new_version_path, content)
            edited.append((name, new_version_path.name))
        else:
            _write(path, content)
            redrawn.append(name)
    now = {name: sha256(content) for name, content in drawn.items() if name not in dict(edited)}
    _remember(folder, {**before, **now, **({DRAWN_FOR: _digest_of_terms(terms)} if terms else {})})
    return edited, redrawn + _redraw_readme(folder, reference_table(terms) if terms else "")


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
    return sha256(repr(replace(terms, quarter=NO_QUARTER)).encode())

"""Tells which quarters were forgotten: whose names are gone for good, and of which only the figures are left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from pipeline.checking.checked import Forgotten
from pipeline.publishing.ledger import counts_of
from pipeline.reading.folders import quarters_with_files
from pipeline.values.dates import Quarter, parse_folder
from pipeline.values.file_names import FIGURES


def forgotten_quarters(inputs: Path, outputs: Path, asked: Iterable[Quarter] | None = None) -> tuple[Forgotten, ...]:
    """Those of some quarters (of all, if none are named) that were forgotten and have no workbooks again."""
    if asked is None:
        asked = (quarter for kept in outputs.glob(f"*/{FIGURES}") if (quarter := _quarter_of(kept.parent.name)))
    there = set(quarters_with_files(inputs))
    gone = sorted(q for q in asked if q not in there and (outputs / q.folder / FIGURES).is_file())
    return tuple(Forgotten(quarter, _counts(outputs / quarter.folder)) for quarter in gone)


def _counts(folder: Path) -> Mapping[str, int]:
    return counts_of(folder)


def _quarter_of(name: str) -> Quarter | None:
    try:
        return parse_folder(name)
    except ValueError:
        return None

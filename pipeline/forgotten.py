"""Tells which quarters were forgotten: whose names are gone for good, and of which only the figures are left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.dates import Quarter, parse_folder
from pipeline.read import quarters_with_files
from pipeline.records import counts_of
from pipeline.write import FIGURES


@dataclass(frozen=True)
class Forgotten:
    """A quarter whose personal data was removed, and the figures that were kept of it."""

    quarter: Quarter
    counts: Mapping[str, int]

    @property
    def figures(self) -> str:
        """What is left to say of it: «12 cá nhân, 02 tập thể được giới thiệu, 01 đơn vị chưa gửi»."""
        people, collectives, missing = (self.counts.get(key, 0) for key in ("nominees", "collectives", "missing_units"))
        return f"{people:02d} cá nhân, {collectives:02d} tập thể được giới thiệu; {missing:02d} đơn vị chưa gửi"


def forgotten_quarters(inputs: Path, outputs: Path, asked: Iterable[Quarter] | None = None) -> tuple[Forgotten, ...]:
    """Those of some quarters (of all, if none are named) that were forgotten and have no workbooks again."""
    if asked is None:
        asked = (quarter for kept in outputs.glob(f"*/{FIGURES}") if (quarter := _quarter_of(kept.parent.name)))
    there = set(quarters_with_files(inputs))
    gone = sorted(q for q in asked if q not in there and (outputs / q.folder / FIGURES).is_file())
    return tuple(Forgotten(quarter, _counts(outputs / quarter.folder)) for quarter in gone)


def _counts(folder: Path) -> Mapping[str, int]:
    return {key: number for key, number in counts_of(folder).items() if isinstance(number, int)}


def _quarter_of(name: str) -> Quarter | None:
    try:
        return parse_folder(name)
    except ValueError:
        return None

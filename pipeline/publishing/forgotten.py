"""Finds the forgotten quarters: those whose personal data ``make forget`` removed, so that only figures are left."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pipeline.publishing.ledger import counts_of
from pipeline.reading.folders import quarter_of, quarters_with_files
from pipeline.values.dates import Quarter
from pipeline.values.file_names import FIGURES
from pipeline.values.model import Forgotten


def forgotten_quarters(inputs: Path, outputs: Path, asked: Iterable[Quarter] | None = None) -> tuple[Forgotten, ...]:
    """Those of the quarters ``asked`` (None: of all) that were forgotten, with their figures, in the order of time.

    A quarter that has workbooks in the inputs again is not forgotten.
    """
    if asked is None:
        asked = (quarter for path in outputs.glob(f"*/{FIGURES}") if (quarter := quarter_of(path.parent.name)))
    with_workbooks = set(quarters_with_files(inputs))
    forgotten = sorted(q for q in asked if q not in with_workbooks and (outputs / q.folder / FIGURES).is_file())
    return tuple(Forgotten(quarter, counts_of(outputs / quarter.folder)) for quarter in forgotten)

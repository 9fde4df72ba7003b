"""Counts what goes through pandera, to be held against what was read."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import pandas as pd
from pandera.pandas import DataFrameSchema

from pipeline.checking.checked import Checked
from pipeline.values.model import Submission

DATED, OFFICE = (
    "xac_nhan",
    " (co-quan)",
)  # a column of every sheet of the office workbook, whose sheets may be named as those of forms
Passes = list[tuple[str, int]]  # each pass of pandera: the sheet and how many records


@contextmanager
def spied() -> Iterator[Passes]:
    """The passes of pandera that are made meanwhile; each is made as ever."""
    passes: Passes = []
    validate = DataFrameSchema.validate

    def counted(self: DataFrameSchema, frame: pd.DataFrame, *words: Any, **named: Any) -> Any:
        passes.append((f"{self.name}{OFFICE if DATED in frame else ''}", len(frame)))
        return validate(self, frame, *words, **named)

    with patch.object(DataFrameSchema, "validate", counted):
        yield passes


def records_of(checked: Checked, office: Submission) -> Counter[str]:
    """How many records were read of each sheet of a quarter's workbooks and of the office's own."""
    read = [each.submission for each in checked.received if each.submission]
    read += [checked.follow_up.rows] if checked.follow_up.rows else []
    counted = Counter(name for sent in read for name, records in sent.tables.items() for _ in records)
    return counted + Counter(f"{name}{OFFICE}" for name, records in office.tables.items() for _ in records)


def demand_all_validated(passes: Passes, checked: Checked, office: Submission) -> int:
    """Hold the passes against what was read: every record once, every sheet in one pass; how many records."""
    assert Counter(dict(passes)) == records_of(checked, office)
    assert len({sheet for sheet, _ in passes}) == len(passes)
    return sum(number for _, number in passes)

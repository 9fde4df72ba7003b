"""Counts what goes through pandera, to be held against what was read."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import pandas as pd
from pandera.pandas import DataFrameSchema

from pipeline.checking import check
from pipeline.checking.checked import Checked
from pipeline.values.model import Submission

DATED, OFFICE = (
    "xac_nhan",
    " (co-quan)",
)  # a column of every sheet of the office workbook, whose sheets may be named as those of forms
OFFICE_READER = check.read_office_workbook  # as the program has it
Passes = list[tuple[str, int]]  # each pass of pandera: the sheet and how many records


@contextmanager
def spied(of_office: bool = True) -> Iterator[Passes]:
    """The passes of pandera that are made meanwhile, with or without those of the office's own workbook; each is made as ever."""
    passes: Passes = []
    validate = DataFrameSchema.validate

    def counted(self: DataFrameSchema, frame: pd.DataFrame, *words: Any, **named: Any) -> Any:
        if of_office or DATED not in frame:
            passes.append((f"{self.name}{OFFICE if DATED in frame else ''}", len(frame)))
        return validate(self, frame, *words, **named)

    reader = OFFICE_READER if of_office else check.read_office_workbook
    with patch.object(DataFrameSchema, "validate", counted), patch.object(check, "read_office_workbook", reader):
        yield passes


def records_of(checked: Checked, office: Submission | None) -> Counter[str]:
    """How many records were read of each sheet of a quarter's workbooks and of the office's own."""
    read = [each.submission for each in checked.received if each.submission]
    read += [checked.follow_up.rows] if checked.follow_up.rows else []
    counted = Counter(name for sent in read for name, records in sent.tables.items() for _ in records)
    of_office = office.tables.items() if office else ()
    return counted + Counter(f"{name}{OFFICE}" for name, records in of_office for _ in records)


def demand_all_validated(passes: Passes, checked: Checked, office: Submission | None) -> int:
    """Hold the passes against what was read: every record once, every sheet in one pass; how many records."""
    assert Counter(dict(passes)) == records_of(checked, office)
    assert len({sheet for sheet, _ in passes}) == len(passes)
    return sum(number for _, number in passes)

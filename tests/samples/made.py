"""Makes the sample year once for all tests of a process: the outcome of each quarter, of the year, and every paper of them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from pipeline.values.dates import Quarter
from pipeline.values.file_names import is_paper
from tests.builder import Outcome, YearOutcome, folder, made_year, office_file, run, templates
from tests.samples.__main__ import sample_workbooks

NUMBERS = (1, 2, 3, 4)


@cache
def workbooks(number: int) -> Mapping[str, bytes]:
    """The workbooks of a quarter of the sample year by file name."""
    return sample_workbooks(f"2020-Q{number}")


@cache
def sample(number: int) -> Outcome:
    """The outcome of a quarter of the sample year."""
    return run(workbooks(number), Quarter(2020, number))


@cache
def sample_year() -> YearOutcome:
    """The outcome of the sample year."""
    folders = [folder(workbooks(number), Quarter(2020, number)) for number in NUMBERS]
    return made_year(2020, office_file(), folders, templates())


@cache
def papers() -> Mapping[str, bytes]:
    """Every paper of the sample year by its path in the outputs."""
    made = {f"2020/{file.path}": file.content for file in sample_year().files if is_paper(file.path)}
    for number in NUMBERS:
        made |= {f"2020-Q{number}/{file.path}": file.content for file in sample(number).papers}
    return made

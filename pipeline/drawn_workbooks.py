"""The workbooks that a run draws: to return, and for the Council.

What draws them is imported here by whoever draws: it loads longer than a dozen papers take, and is mostly another
process than the one that asks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath

from pipeline.model import Finding, Submission
from pipeline.office import Office
from schemas.rules import Candidate


def returned_workbook(sent: Submission, faults: Sequence[Finding], units: Sequence[str]) -> bytes:
    """The workbook that a sender gets back (:mod:`pipeline.annotate`)."""
    from pipeline.annotate import annotate

    return annotate(sent, faults, units)


def council_workbook(quarter_title: str, office: Office, candidates: Sequence[Candidate]) -> bytes:
    """The workbook for the Council to fill in (:mod:`pipeline.council_form`)."""
    from pipeline.council_form import blank_meeting

    return blank_meeting(quarter_title, office, candidates)


def returned_names(names: Iterable[str]) -> Mapping[str, str]:
    """The path of each returned workbook: the sender's name with the form's extension, whole where two would be the same."""
    stems = {name: PurePosixPath(name).stem for name in names}
    times = Counter(stems.values())
    return {name: f"tra-lai/{stem if times[stem] == 1 else name}.xlsx" for name, stem in stems.items()}

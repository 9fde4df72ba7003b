"""Keeps the findings of one workbook to a stated number, so that one sender cannot drown those of the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from pipeline.checking.messages import finding
from pipeline.values.model import CellReference, Finding
from pipeline.values.numbers import group

MOST_FINDINGS = 300  # of one workbook; a form spoilt all over has a tenth of them
CODE = "too-many-findings"


def within_limit(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Findings in reading order → the same; of a workbook that has too many the errors, then the warnings, and one that says so."""
    for file, of_file in groupby(findings, key=lambda each: each.place.file):
        found = list(of_file)
        if len(found) > MOST_FINDINGS:
            yield finding(CODE, CellReference(file), total=group(len(found)), most=group(MOST_FINDINGS))
            errors = {n for n, each in enumerate(found) if each.is_error}
            kept = sorted(range(len(found)), key=lambda n: (n not in errors, n))[:MOST_FINDINGS]
            found = [found[n] for n in sorted(kept)]
        yield from found

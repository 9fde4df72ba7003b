"""Turns rendered papers into proved ones: each by its own words, and all of them together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.checking.checked import Checked
from pipeline.proofs.balance import Balance, shown
from pipeline.proofs.consistency import demand_agreement, truth_of
from pipeline.values.model import MadeFile


def prove(checked: Checked, papers: Iterable[MadeFile]) -> Iterator[MadeFile]:
    """The same papers, each held against the workbooks and the others by its own words as it passes.

    Raises Unbalanced or Inconsistent when one of them, or all of them together, say something else.
    """
    balance, truth = Balance(checked), truth_of(checked)
    for file in papers:
        paper = shown(file)
        balance.look(file.kind, paper)
        demand_agreement(truth, file, paper)
        yield file
    balance.demand()

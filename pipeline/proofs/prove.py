"""Holds each paper of a quarter against the workbooks and the other papers, by its own words, as it passes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.checking.checked import Checked
from pipeline.proofs.balance import Balance, shown
from pipeline.proofs.consistency import demand_agreement, truth_of
from pipeline.values.model import MadeFile
from pipeline.word.words import Reading


def prove(checked: Checked, papers: Iterable[tuple[MadeFile, Reading]]) -> Iterator[MadeFile]:
    """The papers, each once what was read in it agrees with what came in and with the others.

    Raises Unbalanced or Inconsistent when one of them, or all of them together, say something else.
    """
    balance, truth = Balance(checked), truth_of(checked)
    for file, reading in papers:
        paper = shown(file, reading)
        balance.look(file.kind, paper)
        demand_agreement(truth, file, paper)
        yield file
    balance.demand()

"""Checks the text of each paper of a quarter against the workbooks and the other papers, one after another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.checking.checked import Checked
from pipeline.proofs.balance import Balance, paper_words
from pipeline.proofs.consistency import as_recorded, demand_agreement, expected_of
from pipeline.values.model import MadeFile
from pipeline.word.words import PaperText


def prove(checked: Checked, papers: Iterable[tuple[MadeFile, PaperText]]) -> Iterator[MadeFile]:
    """The papers, each passed on once its text agrees with the workbooks and with the other papers.

    Raises :class:`Unbalanced` (after the last paper also for a missing one) or :class:`Inconsistent`.
    """
    balance, expected = Balance(checked), expected_of(checked)
    recorded = as_recorded(expected, checked)
    for file, reading in papers:
        paper = paper_words(file, reading)
        balance.look(file.kind, paper)
        demand_agreement(recorded.get(file.kind, expected), file, paper)
        yield file
    balance.demand()

"""Killed runs lose nothing; and the test that kills them fails, as it should, for a program that does lose something."""

import sys

import pytest

from tests.kill import KINDS, torture

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")


def test_killed_runs_lose_no_edit_and_the_next_run_is_right() -> None:
    tally = torture(8, seed=7, kinds=KINDS[:2])
    assert tally.faults == []
    assert tally.kills == 8
    assert tally.while_publishing > 0


@pytest.mark.parametrize("mutant", ["manifest", "paper", "note"])
def test_a_program_that_could_lose_something_is_found(mutant: str) -> None:
    assert torture(80, seed=3, kinds=KINDS[:1], mutant=mutant).faults

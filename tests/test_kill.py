"""Killed runs lose nothing; and the test that kills them fails, as it should, for a program that does lose something."""

import sys
from pathlib import Path

import pytest

from tests.kill import KINDS, Scene, scenes, torture_scenes

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> list[Scene]:
    return scenes(Path(tmp_path_factory.mktemp("kill")), KINDS[:1])


def test_killed_runs_lose_no_edit_and_the_next_run_is_right(there: list[Scene]) -> None:
    tally = torture_scenes(4, 7, there)
    assert tally.faults == []
    assert tally.kills == 4
    assert tally.while_publishing > 0


@pytest.mark.parametrize("mutant", ["manifest", "paper", "note"])
def test_a_program_that_could_lose_something_is_found(there: list[Scene], mutant: str) -> None:
    assert torture_scenes(80, 3, there[:1], mutant).faults

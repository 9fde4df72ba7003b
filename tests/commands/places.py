"""Folders for tests of the commands: inputs of one's own, and a quarter that is made once and copied for each test."""

import shutil
from pathlib import Path

import pytest

from pipeline.commands.cli import main
from tests.builder import ROOT, UNIT_NAMES, good


def furnished(place: Path) -> Path:
    """Folders in that place: an office workbook, and a quarter with one good workbook."""
    (place / "inputs" / "2020-Q1").mkdir(parents=True)
    shutil.copy(ROOT / "templates" / "co-quan.xlsx", place / "inputs")
    (place / "inputs" / "2020-Q1" / "a.xlsx").write_bytes(good())
    return place


def call(place: Path, *words: str) -> int:
    """Run a command on the folders of a place, with the project's templates; its exit status."""
    folders = {"inputs": place / "inputs", "outputs": place / "outputs", "templates": ROOT / "templates"}
    return main([*words, *(word for name, path in folders.items() for word in (f"--{name}", str(path)))])


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Folders of one's own: an office workbook, and a quarter with one good workbook."""
    return furnished(tmp_path)


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A quarter of two nominees that has been made."""
    place = furnished(tmp_path_factory.mktemp("made"))
    (place / "inputs" / "2020-Q1" / "b.xlsx").write_bytes(good(don_vi=UNIT_NAMES[1]))
    assert call(place, "quarter") == 0
    return place


@pytest.fixture
def made_place(made_once: Path, tmp_path: Path) -> Path:
    """A copy of it of one's own."""
    return Path(shutil.copytree(made_once, tmp_path / "made"))

"""The papers of the sample year and of a second office's year say what their stored text outlines say; ``make accept`` stores new ones."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests import second_office
from tests.builder import outline
from tests.samples.made import papers

GOLDEN = Path(__file__).parent / "golden"
ACCEPT = bool(os.environ.get("ACCEPT_GOLDEN"))


@pytest.mark.parametrize(
    ("folder", "year", "made"),
    [(GOLDEN, 2020, papers), (GOLDEN / second_office.NAME, second_office.YEAR, second_office.papers)],
    ids=["the sample", "a second office"],
)
def test_papers_say_what_their_golden_outlines_say(
    folder: Path, year: int, made: Callable[[], Mapping[str, bytes]]
) -> None:
    outlines = {f"{path.removesuffix('.docx')}.txt": outline(content) for path, content in made().items()}
    if ACCEPT:
        for path in folder.glob(f"{year}*/**/*.txt"):
            path.unlink()
        for name, text in outlines.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
    stored = {path.relative_to(folder).as_posix(): path for path in folder.glob(f"{year}*/**/*.txt")}
    assert set(stored) == set(outlines)
    for name, text in outlines.items():
        assert stored[name].read_text(encoding="utf-8") == text, name

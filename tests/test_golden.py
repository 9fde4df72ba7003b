"""The papers of the sample year's quarters, and of the year, are the same as the stored text outlines; ``make accept`` stores new ones for review."""

import os
from pathlib import Path

import pytest

from tests.builder import outline
from tests.samples.made import papers

GOLDEN = Path(__file__).parent / "golden"
MADE = {f"{path.removesuffix('.docx')}.txt": outline(docx) for path, docx in papers().items()}
ACCEPT = bool(os.environ.get("ACCEPT_GOLDEN"))


@pytest.mark.parametrize("path", MADE)
def test_a_paper_says_what_its_golden_outline_says(path: str) -> None:
    golden = GOLDEN / path
    if ACCEPT:
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(MADE[path], encoding="utf-8", newline="\n")
    assert golden.read_text(encoding="utf-8") == MADE[path]


def test_no_golden_outline_is_left_without_its_paper() -> None:
    outlines = {path.relative_to(GOLDEN).as_posix(): path for path in GOLDEN.glob("2020*/**/*.txt")}
    if ACCEPT:
        for name in set(outlines) - set(MADE):
            outlines.pop(name).unlink()
    assert set(outlines) == set(MADE)

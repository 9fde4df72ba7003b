"""The project's papers, each a sequence of the decree's components, drawn as Word templates.

The tags are explained in ``templates/README.md``; what they may say is what ``pipeline.assemble`` provides.
"""

from __future__ import annotations

from collections.abc import Callable

from pipeline.drawing.word.consolidated_list import consolidated_list
from pipeline.drawing.word.council_papers import COUNCIL_PAPERS
from pipeline.drawing.word.decision import decision
from pipeline.drawing.word.nd30 import (
    STYLES,
    Lines,
    page_number,
)
from pipeline.drawing.word.ooxml import package
from pipeline.drawing.word.profiles import collective_profile, profile
from pipeline.drawing.word.year_papers import YEAR_PAPERS


def draw_papers() -> dict[str, bytes]:
    """Every Word template by file name: the same bytes every time."""
    return {
        name: package(title, draw(Lines()), STYLES, page_number())
        for name, title, draw in (*PAPERS, *COUNCIL_PAPERS, *YEAR_PAPERS)
    }


PAPERS: tuple[tuple[str, str, Callable[[Lines], str]], ...] = (
    ("trich-ngang.docx", "Trích ngang thành tích", profile),
    ("trich-ngang-tap-the.docx", "Trích ngang thành tích tập thể", collective_profile),
    ("danh-sach-tong-hop.docx", "Danh sách tổng hợp", consolidated_list),
    ("quyet-dinh-khen-thuong.docx", "Quyết định khen thưởng", decision),
)

"""Turns a year and its papers into ``bao-cao.html``: figures with bars, the register of the units, links to the papers."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.papers.year_papers import (
    EARLY,
    LATE,
    MISSING,
    ON_TIME,
    RETURNED,
    YEAR_PAPERS,
    YearBook,
    figures,
    quarters_of,
)
from pipeline.publishing.report import html_of
from pipeline.values.file_names import YEAR_PAGE
from pipeline.values.model import Kept, Listed, Status

LOOKS = {ON_TIME: "dung", LATE: "muon", EARLY: "som", RETURNED: "tra", MISSING: "thieu"}
LONGEST = 480  # of a bar, in the drawing's own units


def year_report(book: YearBook, files: Sequence[Listed], page: bytes, kept: Sequence[Kept] = ()) -> bytes:
    """The page as UTF-8 bytes from its template, the same for the same year; whatever stands in a cell is shown as text only."""
    told = figures(book)
    charts = (
        ("Theo đơn vị", told.by_unit),
        ("Theo nhóm đối tượng", told.by_group),
        ("Theo giới tính", told.by_sex),
        ("Lãnh đạo, quản lý và nhân viên", told.by_rank),
    )
    statuses = [received.status for checked in book.quarters for received in checked.received]
    titles = {paper.path: paper.title for paper in YEAR_PAPERS}
    return html_of(
        YEAR_PAGE,
        page,
        title=f"Báo cáo năm {book.year}",
        exemplars=len(book.exemplars),
        to_award=len(book.to_award),
        commended=len(book.exemplars) - len(book.to_award),
        accepted=statuses.count(Status.ACCEPTED),
        returned=statuses.count(Status.RETURNED),
        forgotten=[f"{each.quarter.title}: còn số liệu {each.figures}" for each in book.forgotten],
        missing=", ".join(f"Quý {quarter.roman}" for quarter in book.missing),
        not_met=", ".join(f"Quý {quarter.roman}" for quarter in book.not_met),
        charts=[(title, _bars(numbers)) for title, numbers in charts],
        quarters=[f"Quý {quarter.roman}" for quarter in quarters_of(book.year)],
        register=[(unit, [(s, LOOKS.get(s, "")) for s in states]) for unit, states in book.register.items()],
        papers=[(file.path, titles.get(file.path, "")) for file in files],
        kept=kept,
    )


def _bars(numbers: Sequence[tuple[str, int]]) -> list[tuple[str, int, int]]:
    """Each label with its number and the length of its bar."""
    most = max((number for _, number in numbers), default=0) or 1
    return [(label, number, round(LONGEST * number / most)) for label, number in numbers]

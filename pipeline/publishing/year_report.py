"""Turns a year and its papers into the page ``bao-cao.html``: figures with bars, the register of units, links to the papers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pipeline.papers.year_account import HEADINGS, account, replicated
from pipeline.papers.year_figures import Chart, figures
from pipeline.papers.year_papers import (
    EARLY,
    LATE,
    MISSING,
    ON_TIME,
    RETURNED,
    WITHDRAWN,
    YEAR_PAPERS,
    YearBook,
    quarters_of,
)
from pipeline.publishing.page import html_of
from pipeline.publishing.report import KEPT
from pipeline.values.file_names import RETURNED as RETURNED_KIND
from pipeline.values.file_names import YEAR_PAGE
from pipeline.values.model import EditedFile, Listed, Status
from pipeline.values.numbers import group

LOOKS = {ON_TIME: "dung", LATE: "muon", EARLY: "som", RETURNED: "tra", MISSING: "thieu", WITHDRAWN: "tra"}
MARKED = "bản đánh dấu các ô phải sửa"
LONGEST = 480  # of a bar, in units of the SVG drawing


def year_report(
    book: YearBook,
    files: Sequence[Listed],
    page: bytes,
    edited: Sequence[EditedFile] = (),
    others: Mapping[int, Mapping[str, int]] = {},
) -> bytes:
    """A year and its made files → the page in UTF-8, the same bytes for the same year.

    ``page`` is the template, ``edited`` are files left as an officer has edited them, ``others`` the figures of earlier years. All values are escaped.
    """
    statuses = [received.status for checked in book.quarters for received in checked.received]
    titles = {paper.path: paper.title for paper in YEAR_PAPERS}
    titles |= {file.path: MARKED for file in files if file.kind == RETURNED_KIND}
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
        charts=[(title, _bars(rows)) for title, rows in (*figures(book), *_compared(book, others))],
        quarters=[f"Quý {quarter.roman}" for quarter in quarters_of(book.year)],
        register=[(unit, [(s, LOOKS.get(s, "")) for s in states]) for unit, states in book.register.items()],
        replicated=replicated(book),
        papers=[(f.path, KEPT.format(f.kept_from) if f.kept_from else titles.get(f.path, "")) for f in files],
        edited=edited,
        findings=[found.public.message for found in book.findings],
    )


def _compared(book: YearBook, others: Mapping[int, Mapping[str, int]]) -> Iterator[Chart]:
    """A chart for each figure, a bar for each year; none if there is no other year."""
    years = {**others, book.year: account(book)} if others else {}
    for key, heading in HEADINGS.items() if years else ():
        yield f"Qua các năm: {heading}", [(f"Năm {year}", numbers[key]) for year, numbers in sorted(years.items())]


def _bars(numbers: Sequence[tuple[str, int]]) -> list[tuple[str, str, int]]:
    """Label and number → label, number as printed and length of its bar, in units of the SVG drawing."""
    most = max((number for _, number in numbers), default=0) or 1
    return [(label, group(number), round(LONGEST * number / most)) for label, number in numbers]

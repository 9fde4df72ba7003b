"""Turns the issued papers of a period into what papers print: each its own number and day, and those of the papers it cites."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from pipeline.checking.issued import Issued
from pipeline.checking.office import Office
from pipeline.papers.printing import Context
from pipeline.values.dates import Quarter, blank_day, long_date, short_date
from pipeline.values.vietnamese import NO_BREAK
from schemas.numbered import DECISION, NUMBERED, NumberedPaper

BLANK = NO_BREAK * 6  # left open, written in by hand when the paper is signed


def cited(issued: Iterable[Issued], office: Office, held_on: date | None = None) -> Mapping[str, Context]:
    """The papers of a period by the names that templates use: number, day, whether issued; blanks for one that is not issued.

    But the day of a meeting's own paper, its minutes, is known: that of the meeting, ``held_on``.
    """
    of_kind = {each.paper.key: each for each in issued if not each.paper.each_unit}
    return {
        key: {
            "da_ky": each is not None,
            "so": f"{NO_BREAK}{each.number}" if each else BLANK,
            "ngay": day,
            "ngay_ky": f"{office.facts['Địa danh']}, {day}",
        }
        for key, each, day in (_dated(paper, of_kind, office, held_on) for paper in NUMBERED if not paper.each_unit)
    }


def _dated(
    paper: NumberedPaper, of_kind: Mapping[str, Issued], office: Office, held_on: date | None
) -> tuple[str, Issued | None, str]:
    """A paper's key, how it was issued (None if not yet), and its day as papers print it."""
    each = of_kind.get(paper.key)
    known = each.day if each else None if paper.signed_by else held_on
    return paper.key, each, long_date(known) if known else blank_day(office.day)


def usable(issued: Iterable[Issued], has_met: bool) -> tuple[Issued, ...]:
    """The issued papers that are printed as such: one of the meeting only once the Council has met."""
    return tuple(each for each in issued if has_met or not each.paper.after_meeting)


def as_issued(context: Context, kind: str, about: str, issued: Iterable[Issued], place: str) -> Context:
    """The context of one paper with its own number and day in place of blanks, and without the draft mark, if it is issued.

    ``about`` is the unit of a letter that every unit gets its own of; ``place`` is the office's place name.
    """
    for each in issued:
        paper = each.paper
        if paper.kind == kind and each.title == (paper.title_for(about) if paper.each_unit else paper.title):
            day = long_date(each.day)
            signed = {"so": f"{NO_BREAK}{each.number}", "ngay_ky": f"{place}, {day}", "ngay_ky_phu_luc": day}
            held = context.get("hop")
            meeting = {"hop": {**held, "ngay_ky": signed["ngay_ky"]}} if isinstance(held, Mapping) and held else {}
            return {**context, **signed, **meeting, "du_thao": False}
    return context


def decision_in(issued: Iterable[Issued]) -> Issued | None:
    """The award decision of a period; None if it is not issued."""
    return next((each for each in issued if each.paper.kind == DECISION), None)


def decision_cited(issued: Iterable[Issued], office: Office) -> str:
    """The award decision of a period as a list cites it: «Quyết định số 215/QĐ-VP ngày 02/4/2020»; "" if it is not issued."""
    if each := decision_in(issued):
        return f"Quyết định số{NO_BREAK}{each.number}/QĐ-{office.facts['Ký hiệu']} ngày{NO_BREAK}{short_date(each.day)}"
    return ""


def own_award(decision: Issued, quarter: Quarter, office: Office, number: int) -> Context:
    """A certificate that the office's own issued decision granted in a quarter, as a row of a profile's earlier awards."""
    return {
        "tt": str(number),
        "nam": str(quarter.year),
        "ten": f"Giấy khen {quarter.in_sentence.replace(' ', NO_BREAK)}",
        "so_qd": f"{decision.number}/QĐ-{office.facts['Ký hiệu']}",
        "ngay_qd": short_date(decision.day),
        "co_quan": office.facts["Người đứng đầu"],
    }

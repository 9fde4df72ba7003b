"""Turns a quarter's submissions into the findings that need several workbooks: two nominees of one unit, one person sent twice."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date

import pandas as pd

from pipeline.checking.council import candidate_of
from pipeline.checking.messages import BY_CODE, finding
from pipeline.values.dates import Quarter, Year
from pipeline.values.model import CellReference, Finding, Submission
from pipeline.values.vietnamese import fold, tone_key
from schemas.gioi_thieu import BY_COUNCIL
from schemas.grammar import WorkbookSchema
from schemas.rules import Candidate
from schemas.tap_the import TAP_THE_SHEET
from schemas.trich_ngang import TRICH_NGANG

MAIN = {sheet.name: sheet for sheet in (TRICH_NGANG, TAP_THE_SHEET)}
UNIT, PERSON = ["unit"], ["name", "born"]  # columns of the frame of submissions in which duplicates are looked for


def one_nominee_per_unit(submissions: Sequence[Submission]) -> tuple[Finding, ...]:
    """A finding for every workbook of a unit that sent more than one: a unit introduces one individual a quarter (plan V)."""
    frame = _frame(submissions)
    return _clashes("second-nominee", submissions, _duplicates(frame[~frame["by_council"]], UNIT))


def one_workbook_per_collective(submissions: Sequence[Submission]) -> tuple[Finding, ...]:
    """A finding for every workbook that introduces a collective which another workbook of the quarter introduces too."""
    return _clashes("second-collective", submissions, _duplicates(_frame(submissions), UNIT))


def one_meeting(submissions: Sequence[Submission]) -> tuple[Finding, ...]:
    """A finding for each of the Council's workbooks if there are several: it sends one a quarter."""
    if len(submissions) < 2:
        return ()
    names = [sent.file for sent in submissions]
    return tuple(
        finding(
            "second-meeting", CellReference(sent.file), "", "", others=", ".join(n for n in names if n != sent.file)
        )
        for sent in submissions
    )


def one_unit_per_person(submissions: Sequence[Submission]) -> tuple[Finding, ...]:
    """A finding for every workbook about a person whom two units, or the Council twice, have introduced.

    Two nominees are the same person if the year of birth and, ignoring tones, case and spacing, the name are equal.
    """
    groups = (
        group
        for group in _duplicates(_frame(submissions), PERSON)
        if group["unit"].nunique(dropna=False) > 1 or group["by_council"].all()
    )
    return _clashes("same-person", submissions, groups)


def introduced_before(
    submissions: Sequence[Submission], earlier: Mapping[Quarter, Iterable[Submission]]
) -> Mapping[str, str]:
    """Maps a file to the earlier quarters of the year in which its nominee was introduced too: «Quý I năm 2020, …»."""
    then = [_frame(sent)[PERSON].assign(quarter=quarter.title) for quarter, sent in earlier.items()]
    if not then:
        return {}
    known = pd.concat(then).dropna().drop_duplicates()
    again = _frame(submissions).merge(known, on=PERSON)
    return dict(again.groupby("file", sort=False)["quarter"].agg(", ".join))


def one_quarter_per_person(submissions: Sequence[Submission], before: Mapping[str, str]) -> tuple[Finding, ...]:
    """A warning for each nominee who was introduced in an earlier quarter of the year, as ``before`` maps files to quarters.

    It is only a warning: the rules do not forbid it, but the Council may prefer somebody else.
    """
    return tuple(
        _about(sent, "earlier-quarter", earlier=before[sent.file]) for sent in submissions if sent.file in before
    )


def nobody_signs_for_himself(
    submissions: Iterable[Submission], signatory: str, certified: Container[Candidate]
) -> tuple[Finding, ...]:
    """A finding for each certified nominee with the name of the signatory of the decision, who may be the same person."""
    return tuple(
        _about(sent, "signs-own-award")
        for sent in submissions
        if tone_key(sent.text("ho_ten")) == tone_key(signatory) and candidate_of(sent) in certified
    )


def _frame(submissions: Iterable[Submission]) -> pd.DataFrame:
    """A frame with one row a workbook: file, unit, whether the Council introduces, folded name and year of birth.

    Name and year are None unless both are given: without one of them a person cannot be identified.
    """
    rows = [
        (sent.file, sent.main_value("don_vi"), sent.main_value("gioi_thieu") == BY_COUNCIL, *_person(sent))
        for sent in submissions
    ]
    frame = pd.DataFrame(rows, columns=["file", *UNIT, "by_council", *PERSON], dtype=object)
    return frame.astype({"by_council": bool})


def _person(sent: Submission) -> tuple[str | None, int | None]:
    name, born = sent.main_value("ho_ten"), sent.main_value("ngay_sinh")
    return (fold(str(name)), born.year) if name and isinstance(born, (date, Year)) else (None, None)


def _duplicates(frame: pd.DataFrame, by: list[str]) -> Iterator[pd.DataFrame]:
    """The rows with equal values in the columns ``by``, a frame for each group; rows with a blank there are left out."""
    filled = frame.dropna(subset=by)
    return (group for _, group in filled[filled.duplicated(by, keep=False)].groupby(by, sort=False))


def _clashes(code: str, submissions: Sequence[Submission], groups: Iterable[pd.DataFrame]) -> tuple[Finding, ...]:
    """One finding for each workbook of each group, naming the others of the group."""
    return tuple(
        _about(submissions[number], code, others=", ".join(group["file"].drop(number)))
        for group in groups
        for number in group.index
    )


def _about(sent: Submission, code: str, **details: str) -> Finding:
    """A finding at the cell of the main sheet that the catalogue's entry of its code names in ``keys``."""
    (key,) = BY_CODE[code].keys
    entry = sent.tables[sent.main][0][key]
    return finding(code, entry.place, MAIN[sent.main].column(key).heading, entry.found, **details)


def reading_order(findings: Iterable[Finding], schemas: Iterable[WorkbookSchema]) -> tuple[Finding, ...]:
    """The findings without duplicates, sorted by file, then sheet, row and column in the order of ``schemas``."""
    order = {sheet.name: number for schema in schemas for number, sheet in enumerate(schema.sheets)}

    def position(each: Finding) -> tuple[str, int, int, int, str, str]:
        letters, digits = each.place.cell.rstrip("0123456789"), each.place.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        return (each.place.file, order.get(each.place.sheet, -1), int(digits or 0), len(letters), letters, each.code)

    return tuple(sorted(dict.fromkeys(findings), key=position))

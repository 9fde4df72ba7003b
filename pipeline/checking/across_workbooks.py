"""Turns a quarter's submissions into the findings that only several workbooks together show: one nominee a unit, one unit a person."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date

import pandas as pd

from pipeline.checking.council import candidate_of
from pipeline.checking.messages import BY_CODE, finding
from pipeline.values.dates import Quarter, Year
from pipeline.values.model import Finding, Place, Submission
from pipeline.values.vietnamese import fold, tone_key
from schemas.gioi_thieu import BY_COUNCIL
from schemas.grammar import WorkbookSchema
from schemas.rules import Candidate
from schemas.tap_the import TAP_THE_SHEET
from schemas.trich_ngang import TRICH_NGANG

MAIN = {sheet.name: sheet for sheet in (TRICH_NGANG, TAP_THE_SHEET)}
UNIT, PERSON = ["unit"], ["name", "born"]  # columns of a frame of submissions by which two may be one too many


def one_nominee_per_unit(submissions: Sequence[Submission]) -> tuple[Finding, ...]:
    """Each unit introduces exactly one individual a quarter (plan V): every workbook of a unit that sent two is named."""
    told = _frame(submissions)
    return _clashes("second-nominee", submissions, _alike(told[~told["by_council"]], UNIT))


def one_workbook_per_collective(submissions: Sequence[Submission]) -> tuple[Finding, ...]:
    """Each collective is introduced by one workbook a quarter."""
    return _clashes("second-collective", submissions, _alike(_frame(submissions), UNIT))


def one_meeting(submissions: Sequence[Submission]) -> tuple[Finding, ...]:
    """The Council sends one workbook a quarter; of several each is named."""
    if len(submissions) < 2:
        return ()
    names = [sent.file for sent in submissions]
    return tuple(
        finding("second-meeting", Place(sent.file), "", "", others=", ".join(n for n in names if n != sent.file))
        for sent in submissions
    )


def one_unit_per_person(submissions: Sequence[Submission]) -> tuple[Finding, ...]:
    """Nobody is introduced by two units, nor twice by the Council: the same name up to tones, case and spacing, the same year of birth."""
    alike = (
        group
        for group in _alike(_frame(submissions), PERSON)
        if group["unit"].nunique(dropna=False) > 1 or group["by_council"].all()
    )
    return _clashes("same-person", submissions, alike)


def introduced_before(
    submissions: Sequence[Submission], earlier: Mapping[Quarter, Iterable[Submission]]
) -> Mapping[str, str]:
    """File → the earlier quarters of the year in which its nominee was introduced too, as words."""
    then = [_frame(sent)[PERSON].assign(quarter=quarter.title) for quarter, sent in earlier.items()]
    if not then:
        return {}
    known = pd.concat(then).dropna().drop_duplicates()
    again = _frame(submissions).merge(known, on=PERSON)
    return dict(again.groupby("file", sort=False)["quarter"].agg(", ".join))


def one_quarter_per_person(submissions: Sequence[Submission], before: Mapping[str, str]) -> tuple[Finding, ...]:
    """Who was introduced in an earlier quarter of the year is named with it: the Council may well choose another."""
    return tuple(
        _about(sent, "earlier-quarter", earlier=before[sent.file]) for sent in submissions if sent.file in before
    )


def nobody_signs_for_himself(
    submissions: Iterable[Submission], signatory: str, certified: Container[Candidate]
) -> tuple[Finding, ...]:
    """Whoever signs the decision is not among those to whom it grants the certificate; one who has his name may be another."""
    return tuple(
        _about(sent, "signs-own-award")
        for sent in submissions
        if tone_key(sent.text("ho_ten")) == tone_key(signatory) and candidate_of(sent) in certified
    )


def _frame(submissions: Iterable[Submission]) -> pd.DataFrame:
    """A row a workbook: its file, its unit, whether the Council sent it; of a nominee who can be told from others, the name
    up to tones, case and spacing, and the year of birth."""
    rows = [
        (sent.file, sent.said("don_vi"), sent.said("gioi_thieu") == BY_COUNCIL, *_person(sent)) for sent in submissions
    ]
    told = pd.DataFrame(rows, columns=["file", *UNIT, "by_council", *PERSON], dtype=object)
    return told.astype({"by_council": bool})


def _person(sent: Submission) -> tuple[str | None, int | None]:
    name, born = sent.said("ho_ten"), sent.said("ngay_sinh")
    return (fold(str(name)), born.year) if name and isinstance(born, (date, Year)) else (None, None)


def _alike(told: pd.DataFrame, by: list[str]) -> Iterator[pd.DataFrame]:
    """The workbooks that say the same in some columns, those that leave one of them blank aside."""
    said = told.dropna(subset=by)
    return (group for _, group in said[said.duplicated(by, keep=False)].groupby(by, sort=False))


def _clashes(code: str, submissions: Sequence[Submission], groups: Iterable[pd.DataFrame]) -> tuple[Finding, ...]:
    """One finding for each workbook of a group that may not stand together, naming the others."""
    return tuple(
        _about(submissions[number], code, others=", ".join(group["file"].drop(number)))
        for group in groups
        for number in group.index
    )


def _about(sent: Submission, code: str, **details: str) -> Finding:
    """A finding at the cell of the main sheet whose column its message names."""
    (key,) = BY_CODE[code].keys
    entry = sent.tables[sent.main][0][key]
    return finding(code, entry.place, MAIN[sent.main].column(key).heading, entry.found, **details)


def reading_order(findings: Iterable[Finding], schemas: Iterable[WorkbookSchema]) -> tuple[Finding, ...]:
    """The findings by file, then sheet, row and column as a reader meets them, each cell and fault once."""
    order = {sheet.name: number for schema in schemas for number, sheet in enumerate(schema.sheets)}

    def position(each: Finding) -> tuple[str, int, int, int, str, str]:
        letters, digits = each.place.cell.rstrip("0123456789"), each.place.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        return (each.place.file, order.get(each.place.sheet, -1), int(digits or 0), len(letters), letters, each.code)

    return tuple(sorted(dict.fromkeys(findings), key=position))

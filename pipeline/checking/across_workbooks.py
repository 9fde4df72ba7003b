"""Turns a quarter's submissions into the findings that need several workbooks: one person of two units, two meetings, a nominee of an earlier quarter."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence

import pandas as pd

from pipeline.checking.council import Meeting, candidate_of
from pipeline.checking.messages import finding, finding_about, other_files
from pipeline.values.dates import Quarter
from pipeline.values.honorifics import name_alone
from pipeline.values.letters import foreign_letter, lettered
from pipeline.values.model import CellReference, Finding, Submission
from pipeline.values.vietnamese import fold, one_line, slug, tone_key
from schemas.co_quan import YEARS_OF_ACHIEVEMENTS
from schemas.gioi_thieu import CERTIFICATE
from schemas.grammar import WorkbookSchema
from schemas.hoi_dong import BIEU_QUYET, HOI_DONG
from schemas.khen_thuong import KHEN_THUONG
from schemas.rules import Candidate
from schemas.sang_kien import SANG_KIEN
from schemas.terms import Terms

PERSON = ["name", "born"]  # columns of the frame of submissions in which duplicates are looked for


def one_meeting(submissions: Sequence[Submission], unread: Iterable[str] = ()) -> tuple[Finding, ...]:
    """A finding for each of the Council's workbooks if there are several, or if one waits that could not be read.

    ``unread`` are the names of files that could not be taken; one that is named as the Council's workbook may be newer.
    """
    names = [sent.file for sent in submissions]
    waiting = [name for name in unread if slug(name).startswith(slug(HOI_DONG.kind))]
    found = [
        finding("second-meeting", CellReference(file), others=", ".join(n for n in names if n != file))
        for file in (names if len(names) > 1 else ())
    ]
    if waiting and len(names) == 1:
        found.append(finding("newer-meeting-waits", CellReference(names[0]), others=", ".join(waiting)))
    return tuple(found)


def one_unit_per_person(
    submissions: Sequence[Submission], terms: Terms, plain_units: Mapping[str, str] = {}
) -> tuple[Finding, ...]:
    """A finding for every workbook about a person whom two units have introduced.

    Two nominees are the same person if the year of birth and, ignoring tones, case and spacing, the name are equal.
    ``plain_units`` maps a file that names its unit badly to the unit.
    """
    known = _frame(submissions, plain_units).dropna(subset=PERSON)
    again = known[known.duplicated(PERSON, keep=False)].groupby(PERSON, sort=False)
    groups = (group for _, group in again if group["unit"].nunique() > 1)
    return tuple(
        finding_about(submissions[number], "same-person", others=other_files(group["file"].drop(number)), **terms.words)
        for group in groups
        for number in group.index
    )


def introduced_before(
    submissions: Sequence[Submission], earlier: Mapping[Quarter, Iterable[Submission]]
) -> Mapping[str, str]:
    """Maps a file to the earlier quarters of the year in which its nominee was introduced too: «quý I năm 2020, …»."""
    then = [_frame(sent)[PERSON].assign(quarter=quarter.in_sentence) for quarter, sent in earlier.items()]
    if not then:
        return {}
    known = pd.concat(then).dropna().drop_duplicates()
    again = _frame(submissions).merge(known, on=PERSON)
    return dict(again.groupby("file", sort=False)["quarter"].agg(", ".join))


def certified_before(
    submissions: Iterable[Submission], held: Iterable[tuple[Quarter, Submission]]
) -> Mapping[str, tuple[Quarter, ...]]:
    """Maps a file to the earlier quarters of the year in which the Council decided a certificate for its nominee.

    ``held`` are the Council's workbooks of these quarters. A nominee is the same by kind, name and unit.
    """
    given: dict[tuple[str, str, str], list[Quarter]] = {}
    for quarter, sent in held:
        for row in sent.rows(BIEU_QUYET.name):
            if row.value("hinh_thuc") == CERTIFICATE:
                whom = (str(row.value("doi_tuong")), fold(str(row.value("ten"))), fold(str(row.value("don_vi"))))
                given.setdefault(whom, []).append(quarter)
    found = {}
    for sent in submissions:
        one = candidate_of(sent)
        if quarters := given.get((one.recipient, fold(one.name), fold(one.unit))):
            found[sent.file] = tuple(sorted(set(quarters)))
    return found


def one_quarter_per_person(
    submissions: Sequence[Submission], before: Mapping[str, str], terms: Terms
) -> tuple[Finding, ...]:
    """A warning for each nominee who was introduced in an earlier quarter of the year, as ``before`` maps files to quarters.

    It is only a warning: the rules do not forbid it, but the Council may prefer somebody else.
    """
    return tuple(
        finding_about(sent, "earlier-quarter", earlier=before[sent.file], **terms.words)
        for sent in submissions
        if sent.file in before
    )


def nobody_signs_for_himself(
    submissions: Iterable[Submission], signatory: str, certified: Container[Candidate]
) -> tuple[Finding, ...]:
    """A finding for each certified nominee with the name of the signatory of the decision, who may be the same person."""
    return tuple(
        finding_about(sent, "signs-own-award")
        for sent in submissions
        if tone_key(sent.text("ho_ten")) == tone_key(signatory) and candidate_of(sent) in certified
    )


def _frame(submissions: Iterable[Submission], plain_units: Mapping[str, str] = {}) -> pd.DataFrame:
    """A frame with one row a workbook: file, unit, folded name and year of birth.

    Name and year are None unless both are given: without one of them a person cannot be identified.
    """
    rows = [(sent.file, plain_units.get(sent.file, sent.text("don_vi")), *_person(sent)) for sent in submissions]
    return pd.DataFrame(rows, columns=["file", "unit", *PERSON], dtype=object)


def _person(sent: Submission) -> tuple[str | None, int | None]:
    name, born = sent.text("ho_ten") or _meant_name(sent), sent.labels.year("ngay_sinh")
    return (fold(name), born) if name and born else (None, None)


def _meant_name(sent: Submission) -> str:
    """The name that foreign letters look like, or that stands with a title, so that they hide nobody; "" for any other."""
    entry = next((record.get("ho_ten") for record in sent.rows(sent.main)), None)
    if entry is None or not entry.unusable:
        return ""
    meant = lettered(one_line(entry.found)) if foreign_letter(entry.found) else ""
    return name_alone(meant or entry.found) or meant


def years_with_achievements(
    proposed: Sequence[Submission], meeting: Meeting | None, quarter: Quarter
) -> tuple[Finding, ...]:
    """A finding for each whom the Council proposes to a higher level and who names neither an award nor an initiative of a year that the report needs.

    How many years it needs is a fact of the office, by date; none is demanded where the office names none.
    """
    if meeting is None:
        return ()
    needed = meeting.office.facts.get(YEARS_OF_ACHIEVEMENTS, "")
    years = range(quarter.year - int(needed), quarter.year) if needed.isdecimal() else range(0)
    forms = {vote.candidate: vote.decided for vote in meeting.proposed_higher}
    found = []
    for sent in proposed:
        known = {record.value("nam") for record in sent.rows(KHEN_THUONG.name)}
        known |= {record.year("ngay_qd") for record in sent.rows(SANG_KIEN.name)}
        lacking = [str(year) for year in years if year not in known]
        if lacking and (form := forms.get(candidate_of(sent))):
            details = {"decided": form, "years": ", ".join(lacking), "needed": needed, "source": YEARS_OF_ACHIEVEMENTS}
            found.append(finding_about(sent, "years-without-achievements", **details))
    return tuple(found)


def files_with_errors(findings: Iterable[Finding]) -> set[str]:
    """The names of the files with an error among their findings."""
    return {each.place.file for each in findings if each.is_error}


def reading_order(findings: Iterable[Finding], schemas: Iterable[WorkbookSchema]) -> tuple[Finding, ...]:
    """The findings without duplicates, sorted by file, then sheet, row and column in the order of ``schemas``."""
    order = {sheet.name: number for schema in schemas for number, sheet in enumerate(schema.sheets)}

    def position(each: Finding) -> tuple[str, int, int, int, str, str]:
        letters, digits = each.place.cell.rstrip("0123456789"), each.place.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        return (each.place.file, order.get(each.place.sheet, -1), int(digits or 0), len(letters), letters, each.code)

    return tuple(sorted(dict.fromkeys(findings), key=position))

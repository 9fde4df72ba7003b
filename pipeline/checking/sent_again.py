"""Turns several files of one unit into what counts: the newest is used, older ones are superseded, and what is undecided is disputed.

Old data is never used while something newer waits: neither a workbook that has to be corrected, nor one that nobody can
read. Where «Ngày gửi» does not decide, an officer does, by removing a file; until then the unit is in no paper.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from pipeline.checking.messages import OfficersText, finding, finding_about, other_files
from pipeline.checking.opened import Opened
from pipeline.checking.plain_units import PlainUnits, name_of
from pipeline.checking.privacy import is_sensitive
from pipeline.values.dates import short_date
from pipeline.values.model import CellReference, Finding, Record, Submission
from pipeline.values.vietnamese import cut, fold, one_line, slug, tone_key
from schemas.ca_nhan import CA_NHAN
from schemas.gioi_thieu import BY_COUNCIL
from schemas.grammar import SheetSchema
from schemas.rules import Circumstances
from schemas.tap_the import TAP_THE
from schemas.terms import COLLECTIVE_KIND

SCHEMAS = {schema.kind: schema for schema in (CA_NHAN, TAP_THE)}
SAME_FILE, SAME_CONTENT = "giống hệt", "có nội dung giống hệt"
WAITS = " Bản mới còn phải sửa hoặc chưa rõ bản nào đúng, nên chưa đưa vào văn bản nào."
UNDECIDED = "undecided-version"
SHOWN, LONGEST = 12, 60  # differing cells that a message names; characters of each value there
Group = list[Submission]


@dataclass(frozen=True)
class SentAgain:
    """The files that others replace, the findings about them and about disputed units, and the plain unit of files that name it badly."""

    superseded: frozenset[str]
    findings: tuple[Finding, ...]
    plain_units: Mapping[str, str]


def identical_copies(opened: Iterable[Opened]) -> Mapping[str, str]:
    """Maps each file whose bytes another has, too, to the one that is kept: the one with the shortest name."""
    return _copies((each.source.name, each.source.sha256) for each in opened if not each.is_empty)


def _copies(contents: Iterable[tuple[str, object]]) -> Mapping[str, str]:
    """Names of files, each with its content → each file that is a copy → the one with the shortest name."""
    kept: dict[object, str] = {}
    copies: dict[str, str] = {}
    for name, content in sorted(contents, key=lambda each: (len(each[0]), each[0])):
        if kept.setdefault(content, name) != name:
            copies[name] = kept[content]
    return copies


def copy_findings(copies: Mapping[str, str], alike: str = SAME_FILE) -> tuple[Finding, ...]:
    """A warning for each file that is a copy of another."""
    return tuple(finding("identical-copy", CellReference(file), alike=alike, kept=one) for file, one in copies.items())


def same_content(submissions: Sequence[Submission], faults: Iterable[Finding]) -> Mapping[str, str]:
    """Maps each workbook in which the same is typed as in another, and the same is wrong, to the one that is kept."""
    wrong: dict[str, set[tuple[str, str, str]]] = {}
    for fault in faults:
        if fault.is_error:
            wrong.setdefault(fault.place.file, set()).add((fault.code, fault.place.sheet, fault.field))

    def content(sent: Submission) -> object:
        texts = sorted(stray.text for stray in sent.strays)
        tables = [[[(k, one_line(e.found)) for k, e in r.items()] for r in rows] for rows in sent.tables.values()]
        return sent.kind, repr(tables), repr(texts), frozenset(wrong.get(sent.file, ()))

    return _copies((sent.file, content(sent)) for sent in submissions)


def sent_again(
    submissions: Sequence[Submission], faults: Iterable[Finding], now: Circumstances, unread: Sequence[Opened]
) -> SentAgain:
    """The nominations of a quarter with their findings so far → which are superseded, and which units are disputed."""
    return _Sorting(submissions, tuple(faults), now, unread).sort()


class _Sorting:
    """The state while the nominations of a quarter are sorted by unit and person."""

    def __init__(
        self, submissions: Sequence[Submission], faults: Sequence[Finding], now: Circumstances, unread: Sequence[Opened]
    ) -> None:
        errors = [fault for fault in faults if fault.is_error]
        self.submissions, self.faults, self.unread, self.now = submissions, faults, unread, now
        self.wrong = {fault.place.file for fault in errors}
        self.wrong_cells = {fault.place for fault in errors}
        self.elsewhere = {fault.place.file for fault in errors if fault.code == "other-quarter"}
        self.superseded: set[str] = set()
        self.findings: list[Finding] = []

    def sort(self) -> SentAgain:
        groups: dict[tuple[str, str], Group] = {}
        known = PlainUnits(self.now)
        plain: dict[str, str] = {}
        for sent in self.submissions:
            if unit := known.of_submission(sent):
                groups.setdefault((sent.kind, unit), []).append(sent)
                if unit != sent.text("don_vi"):
                    plain[sent.file] = unit
        for group in groups.values():
            if len(group) > 1:
                self._sort_unit(group)
        for each in self.unread:
            if unit := known.of_unread(each, self.submissions):
                plain[each.source.name] = unit
                kind = COLLECTIVE_KIND if "tap-the" in slug(each.source.name) else CA_NHAN.kind
                self._hold_back(groups.get((kind, unit), ()), [each.source.name])
        return SentAgain(frozenset(self.superseded), tuple(self.findings), plain)

    def _sort_unit(self, group: Group) -> None:
        copies = same_content(group, self.faults)
        self.superseded |= set(copies)
        self.findings += copy_findings(copies, SAME_CONTENT)
        left = [sent for sent in group if sent.file not in copies]
        named = [sent for sent in left if name_of(sent)]
        people = _people(named)
        if len(people) < 2:
            self._decide(left)
            return
        for person in people:
            self._decide(person)
        chosen = [sent for sent in named if sent.file not in self.superseded and not _by_council(sent)]
        if len(_people(chosen)) > 1:  # which of them counts is asked first, then which version
            files = {sent.file for sent in chosen}
            self.findings = [f for f in self.findings if f.code != UNDECIDED or f.place.file not in files]
            by_name = [sent for person in _people(chosen) for sent in person]
            told = OfficersText(
                "; ".join(f"{name_of(sent)} ({sent.file})" for sent in by_name),
                "; ".join(dict.fromkeys(map(name_of, by_name))),
            )
            self.findings += [
                finding_about(sent, "second-nominee", people=told, **self.now.terms.words) for sent in chosen
            ]
        nameless = [sent.file for sent in left if not name_of(sent)]
        if nameless:
            self._hold_back(chosen, nameless)

    def _decide(self, group: Group) -> None:
        """Of several workbooks about one person all but the newest are superseded; those that may be newest are disputed."""
        days = {sent.file: day for sent in group if (day := self._sent_on(sent))}
        newest = max((days[file] for file in days if file not in self.elsewhere), default=None)
        here = [
            s for s in group if s.file not in self.elsewhere or newest is None or days.get(s.file, newest) >= newest
        ]
        if len(here) < 2:
            return
        newest = max((days[sent.file] for sent in here if sent.file in days), default=None)
        latest = [sent for sent in here if days.get(sent.file, newest) == newest]
        older = [sent for sent in here if sent not in latest]
        self.superseded |= {sent.file for sent in older}
        files = ", ".join(sent.file for sent in latest)
        waits = len(latest) > 1 or any(sent.file in self.wrong for sent in latest)
        newer = f"tệp {files}" + (f", gửi {short_date(newest)}" if newest else "")
        self.findings += [
            finding_about(sent, "superseded", newer=newer, waits=WAITS if waits else "") for sent in older
        ]
        if len(latest) > 1:
            self.findings += [self._undecided(sent, [each for each in latest if each is not sent]) for sent in latest]

    def _sent_on(self, sent: Submission) -> date | None:
        """The day on which a workbook was sent; None if none is typed, or something is wrong with it."""
        entry = sent.labels.get("ngay_gui")
        return None if entry is None or entry.place in self.wrong_cells else sent.labels.day("ngay_gui")

    def _undecided(self, sent: Submission, others: Group) -> Finding:
        found = list(differences(sent, others[0]))
        more = f" và {len(found) - SHOWN} ô khác" if len(found) > SHOWN else ""
        files = other_files(each.file for each in others)
        return finding_about(sent, UNDECIDED, others=files, differences="; ".join(found[:SHOWN]) + more)

    def _hold_back(self, older: Iterable[Submission], waiting: Sequence[str]) -> None:
        """Dispute the workbooks of a unit from which something waits that may be newer; those in dispute are so already."""
        disputed = self.wrong | self.superseded | {each.place.file for each in self.findings if each.is_error}
        files = other_files(waiting)
        self.findings += [
            finding_about(sent, "newer-waits", others=files)
            for sent in older
            if sent.file not in disputed and not _by_council(sent)
        ]


def differences(one: Submission, other: Submission) -> Iterator[str]:
    """The cells in which two workbooks of one kind differ, with both values but for those of sensitive columns."""
    for sheet in SCHEMAS[one.kind].sheets:
        rows = zip_longest(one.rows(sheet.name), other.rows(sheet.name), fillvalue=Record())
        for row, other_row in rows:
            yield from _differing_cells(
                sheet, row, other_row, "" if sheet.name == one.main else f"trang «{sheet.name}», "
            )
    if sorted(s.text for s in one.strays) != sorted(s.text for s in other.strays):
        yield "nội dung ngoài các ô của biểu mẫu"


def _differing_cells(sheet: SheetSchema, row: Record, other: Record, where: str) -> Iterator[str]:
    for column in sheet.columns:
        entries = [each[column.key] for each in (row, other) if column.key in each]
        here, there = (one_line(each[column.key].found) if column.key in each else "" for each in (row, other))
        if here != there:
            cell = f"{where}ô {entries[0].place.cell} («{column.heading}»)"
            hidden = is_sensitive(column.heading, here) or is_sensitive(column.heading, there)
            yield cell if hidden else f"{cell}: «{cut(here, LONGEST)}» ở bản này, «{cut(there, LONGEST)}» ở bản kia"


def _people(group: Iterable[Submission]) -> list[Group]:
    """The workbooks of one unit by person: the name is the same, or without its tones with the same year of birth.

    Two whom the Council introduces may bear one name: the year of birth tells them apart.
    """
    people: list[Group] = []
    for sent in group:
        own = next((person for person in people if any(_is_same(sent, each) for each in person)), None)
        if own is None:
            people.append([sent])
        else:
            own.append(sent)
    return people


def _is_same(one: Submission, other: Submission) -> bool:
    born, also = one.labels.year("ngay_sinh"), other.labels.year("ngay_sinh")
    if tone_key(name_of(one)) == tone_key(name_of(other)):
        two_may_be_named_alike = _by_council(one) and _by_council(other)
        return not (two_may_be_named_alike and born and also and born != also)
    return fold(name_of(one)) == fold(name_of(other)) and (born == also or not born or not also)


def _by_council(sent: Submission) -> bool:
    """Whether the Council introduces an individual; of these there may be several of one unit."""
    return sent.kind != COLLECTIVE_KIND and sent.labels.value("gioi_thieu") == BY_COUNCIL

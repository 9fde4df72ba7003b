"""Turns the votes of a meeting and the nominations now in the folder into who stands, who has gone, who came late or changed.

What the Council decided stays: a change of the folder after the vote is a warning at its place, and takes nobody's vote away.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.checking.council import WAITING, WITHDRAWN, VotedOn, candidate_of, voted_as
from pipeline.checking.messages import finding_about, finding_in
from pipeline.values.model import Finding, Record, Submission
from pipeline.values.vietnamese import fold, one_line
from schemas.co_quan import INDIVIDUAL
from schemas.gioi_thieu import WORTH_REPLICATING
from schemas.grammar import YES
from schemas.hoi_dong import BIEU_QUYET, THANH_VIEN
from schemas.rules import Candidate
from schemas.trich_ngang import SEX_OF_TITLE

NEW_NAME = "ten_sua"  # where the officer confirms a corrected name
Titles = dict[tuple[str, str], set[str]]  # name and unit, folded → how workbooks address whom they introduce
REASONS = {WITHDRAWN: "đã rút hồ sơ", WAITING: "có hồ sơ đang chờ đơn vị sửa"}  # since the meeting


@dataclass(frozen=True)
class Votes:
    """The rows of the Council's votes with whom each is about now, the late nominations, and what to tell the officer.

    ``renamed`` maps a file to its nomination under the name that was voted on, until the officer confirms the new one.
    """

    people: tuple[VotedOn, ...]
    late: tuple[Submission, ...]
    renamed: Mapping[str, Submission]
    findings: tuple[Finding, ...]


NO_VOTES = Votes((), (), {}, ())


def match_votes(
    held: Sequence[Submission],
    proposed: Sequence[Submission],
    waiting: Sequence[Submission],
    unread_units: Container[str] = (),
    titles: Mapping[tuple[str, str], set[str]] = {},
) -> Votes:
    """The Council's workbook, the accepted nominations, and those that have to be corrected → the votes by who stands now.

    ``unread_units`` have sent a file that could not be read; ``titles`` are those of everybody in this quarter's and earlier
    workbooks. No votes unless there is exactly one workbook in ``held``.
    """
    if len(held) != 1:
        return NO_VOTES
    return _Matching(held[0], proposed, waiting, unread_units, titles).match()


def note_title(sent: Submission, titles: Titles) -> None:
    """Adds to ``titles`` how a workbook addresses its nominee, unless its own words about the sex contradict it."""
    title, sex = sent.text("danh_xung"), sent.text("gioi_tinh")
    if title in SEX_OF_TITLE and sex in ("", SEX_OF_TITLE[title]):
        titles.setdefault((fold(sent.text("ho_ten")), fold(sent.text("don_vi"))), set()).add(title)


class _Matching:
    """The state while the rows of votes find their nominations: the same name first, then a confirmed, then a similar one."""

    def __init__(
        self,
        held: Submission,
        proposed: Sequence[Submission],
        waiting: Sequence[Submission],
        unread_units: Container[str],
        titles: Mapping[tuple[str, str], set[str]],
    ) -> None:
        self.rows = held.rows(BIEU_QUYET.name)
        self.voted = [voted_as(row) for row in self.rows]
        self.left = {candidate_of(sent): sent for sent in proposed}
        self.waiting, self.unread_units, self.titles = waiting, unread_units, titles
        self.members = {row.line("ho_ten"): row.line("danh_xung") for row in held.rows(THANH_VIEN.name)}
        self.found: dict[int, Submission] = {}
        self.renamed: dict[str, Submission] = {}
        self.findings: list[Finding] = []

    def match(self) -> Votes:
        for number, _ in enumerate(self.rows):
            self._take(number, {self.voted[number].name})
        for number, row in enumerate(self.rows):
            self._take(number, {confirmed} if (confirmed := row.line(NEW_NAME)) else ())
        for number, row in enumerate(self.rows):
            if self._take_similar(number):
                self._tell_renamed(row, self.found[number])
        people = tuple(self._person(number, row) for number, row in enumerate(self.rows))
        late = tuple(self.left.values())
        self.findings += [finding_about(sent, "late-nominee", "ngay_gui") for sent in late]
        return Votes(people, late, self.renamed, tuple(self.findings))

    def _take(self, number: int, names: Container[str]) -> None:
        """Give a row the nomination of its unit with one of some names, if it has none yet."""
        if number not in self.found:
            own = next((each for each in self._of_the_unit(number) if one_line(each.name) in names), None)
            if own:
                self.found[number] = self.left.pop(own)

    def _take_similar(self, number: int) -> bool:
        """Give a row the nomination of its unit whose name differs in tones or case only; whether there is one."""
        if number in self.found:
            return False
        voted = self.voted[number]
        own = next((each for each in self._of_the_unit(number) if fold(each.name) == fold(voted.name)), None)
        if own is None:
            return False
        sent = self.left.pop(own)
        record = sent.tables[sent.main][0].with_value("ho_ten", voted.name)
        self.found[number] = sent
        renamed = {**sent.tables, sent.main: (record, *sent.tables[sent.main][1:])}
        self.renamed[sent.file] = Submission(sent.file, sent.kind, renamed, sent.strays, sent.main)
        return True

    def _of_the_unit(self, number: int) -> Iterator[Candidate]:
        voted = self.voted[number]
        return (e for e in self.left if (e.recipient, one_line(e.unit)) == (voted.recipient, voted.unit))

    def _person(self, number: int, row: Record) -> VotedOn:
        voted, sent = self.voted[number], self.found.get(number)
        if sent is not None:
            if voted.award_form and sent.text("hinh_thuc") != voted.award_form:
                self.findings.append(
                    finding_about(sent, "form-changed-after-vote", "hinh_thuc", voted=voted.award_form)
                )
            if row.line("duoc_chon") == YES:
                self._demand_method(sent)
            return VotedOn(voted, candidate_of(self.renamed.get(sent.file, sent)))
        waits = voted.unit in self.unread_units or any(_may_be(voted, each) for each in self.waiting)
        absence = WAITING if waits else WITHDRAWN
        self._tell_absent(row, voted, absence)
        return VotedOn(voted, voted, absence, self._title(voted, absence))

    def _title(self, voted: Candidate, absence: str) -> str:
        """How to address somebody who is no nominee now: as other workbooks do, if all that do agree, or the Council's members."""
        if voted.recipient != INDIVIDUAL:
            return ""
        names = {fold(voted.name), *([""] if absence == WAITING else ())}  # the workbook that waits may have no name
        found = {title for name in names for title in self.titles.get((name, fold(voted.unit)), ())}
        found |= {title} if (title := self.members.get(voted.name)) else set()
        return found.pop() if len(found) == 1 else ""

    def _demand_method(self, sent: Submission) -> None:
        """Of the chosen one the plan wants to replicate the way of working; what its form leaves blank about it is told once."""
        blank = [key for key in WORTH_REPLICATING if not sent.text(key)]
        if blank:
            missing = ", ".join(f"«{WORTH_REPLICATING[key].heading}»" for key in blank)
            self.findings.append(finding_about(sent, "chosen-without-method", blank[0], missing=missing))

    def _tell_renamed(self, row: Record, sent: Submission) -> None:
        typed = row.get(NEW_NAME)
        key = NEW_NAME if typed and typed.found else "ten"
        code = "corrected-name-differs" if key == NEW_NAME else "name-changed-after-vote"
        now, voted, column = one_line(sent.text("ho_ten")), row.line("ten"), BIEU_QUYET.column(key)
        self.findings.append(finding_in(row, code, column, now=now, voted=voted, source_file=sent.file))

    def _tell_absent(self, row: Record, voted: Candidate, absence: str) -> None:
        """Of one who waits for a correction its own workbook tells; but that the letter waits, too, is told here."""
        if row.line("duoc_chon") == YES:
            column, reason = BIEU_QUYET.column("duoc_chon"), REASONS[absence]
            fault = finding_in(row, "chosen-absent", column, name=voted.name, unit=voted.unit, reason=reason)
            self.findings.append(fault)
        elif absence == WITHDRAWN:
            self.findings.append(finding_in(row, "withdrawn-after-vote", BIEU_QUYET.column("ten"), unit=voted.unit))


def _may_be(voted: Candidate, sent: Submission) -> bool:
    """Whether a workbook that has to be corrected is about somebody voted on: of the unit, and of that name or of none."""
    now = candidate_of(sent)
    same_name = not now.name or fold(now.name) == fold(voted.name)
    return (
        now.recipient == voted.recipient
        and fold(now.unit) == fold(voted.unit)
        and (same_name or voted.recipient != INDIVIDUAL)
    )

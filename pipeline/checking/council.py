"""Turns the Council's checked workbook into a meeting: who was present, the votes on each nominee, who is chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pipeline.checking.messages import finding_in
from pipeline.checking.office import Office, office_on
from pipeline.values.errors import PipelineError
from pipeline.values.model import Finding, Record, Submission
from pipeline.values.numbers import percent
from pipeline.values.vietnamese import lines
from schemas.co_quan import COLLECTIVE, INDIVIDUAL, QUY_CHE
from schemas.gioi_thieu import CERTIFICATE, is_higher
from schemas.grammar import YES
from schemas.hoi_dong import BIEU_QUYET, CUOC_HOP, NO_AWARD, THANH_VIEN
from schemas.hoi_dong_rules import denominator
from schemas.rules import Candidate, Regulations
from schemas.terms import COLLECTIVE_KIND

WITHDRAWN, WAITING = "withdrawn", "waiting"  # why somebody voted on is not among the accepted nominees any more


@dataclass(frozen=True)
class VotedOn:
    """Whom a row of the votes is about: as voted on, as the papers name the nominee now, and why there is none any more.

    ``title`` is then the «Ông» or «Bà» that other workbooks give; "" where they give none.
    """

    voted: Candidate
    now: Candidate
    absence: str = ""
    title: str = ""


@dataclass(frozen=True)
class Attendance:
    """Whether a member of the Council was present at the meeting; ``reason`` says why not; ``title`` is «Ông», «Bà» or ""."""

    name: str
    position: str
    role: str
    present: bool
    reason: str
    title: str = ""


@dataclass(frozen=True)
class Vote:
    """The result for one nominee: the numbers of votes, the share in favour as printed, what the Council decided.

    ``choices`` is the number of ballots that choose this nominee as điển hình tiên tiến.

    ``voted`` is the nominee as voted on, ``now`` (of a meeting as its minutes record it) as other papers name it; ``absence`` says
    why there is no nominee any more, ``title`` then how other workbooks address the person, if they do.
    """

    candidate: Candidate
    in_favour: int
    against: int
    ratio: str
    reached: bool
    chosen: bool
    decided: str
    note: str
    voted: Candidate | None = None
    absence: str = ""
    now: Candidate | None = None
    choices: int = 0
    title: str = ""


@dataclass(frozen=True)
class Meeting:
    """The Council's meeting; ``office`` is the office on its day, which all papers after the meeting use.

    ``facts`` are the labels of the sheet «Cuộc họp» as text; ``whole`` is the number of votes that counts as 100 %. All but the
    minutes leave out those voted on who are not nominees any more.
    """

    day: date
    office: Office
    regulations: Regulations
    facts: Mapping[str, str]
    opinions: tuple[str, ...]
    members: tuple[Attendance, ...]
    votes: tuple[Vote, ...]
    whole: int

    @property
    def chosen(self) -> Vote:
        """The result of the nominee whom the Council chose as điển hình tiên tiến (plan V)."""
        return next(vote for vote in self.votes if vote.chosen)

    @property
    def tied(self) -> tuple[Vote, ...]:
        """Those with as many choices as the one chosen, with it, if there are others; else none."""
        equal = tuple(vote for vote in self.votes if vote.choices == self.chosen.choices)
        return equal if len(equal) > 1 else ()

    @property
    def standing(self) -> tuple[Vote, ...]:
        """The results of those who are still nominees."""
        return tuple(vote for vote in self.votes if not vote.absence)

    @property
    def absent(self) -> tuple[Vote, ...]:
        """The results of those who have been withdrawn since, or whose workbook has to be corrected."""
        return tuple(vote for vote in self.votes if vote.absence)

    @property
    def as_voted(self) -> Meeting:
        """The meeting as its minutes record it: everybody voted on, by the name of then."""
        return replace(
            self,
            votes=tuple(replace(v, candidate=v.voted or v.candidate, now=v.candidate, absence="") for v in self.votes),
        )

    def decided(self, form: str) -> tuple[Vote, ...]:
        """The results of the nominees for whom the Council decided this form of award."""
        return tuple(vote for vote in self.standing if vote.decided == form)

    @property
    def certified(self) -> set[Candidate]:
        """The nominees who get the office's certificate (Giấy khen)."""
        return {vote.candidate for vote in self.decided(CERTIFICATE)}

    @property
    def awarded(self) -> set[Candidate]:
        """The nominees for whom any form of award or praise was decided."""
        return {vote.candidate for vote in self.standing if vote.decided != NO_AWARD}

    @property
    def proposed_higher(self) -> tuple[Vote, ...]:
        """The nominees whom only a higher level can award: they go into the tờ trình, never into the decision."""
        return tuple(vote for vote in self.standing if is_higher(vote.decided))


def candidate_of(sent: Submission) -> Candidate:
    """The nominee of a workbook as the Council votes on it; the name of a collective is that of its unit."""
    unit, form = sent.labels.line("don_vi"), sent.text("hinh_thuc")
    if sent.kind == COLLECTIVE_KIND:
        return Candidate(COLLECTIVE, unit, unit, form)
    return Candidate(INDIVIDUAL, sent.labels.line("ho_ten"), unit, form)


def voted_as(row: Record) -> Candidate:
    """The nominee of one row of the votes, as the Council voted on it."""
    return Candidate(row.line("doi_tuong"), row.line("ten"), row.line("don_vi"), row.line("de_nghi"))


def deciding_office(
    sent: Submission, office_rows: Submission, office: Office
) -> tuple[Office | None, tuple[Finding, ...]]:
    """The office in force on the day of a meeting, with the units and the plan of ``office``; None, and why, if none was.

    ``sent`` is the Council's workbook without errors, ``office`` the office on the last day of the quarter or year.
    """
    day = sent.labels.day("ngay_hop")
    assert day  # a workbook without errors has one
    try:
        deciding = office_on(day, office_rows).with_plan_of(office)
        if office.regulations is None:
            raise PipelineError(f"trang «{QUY_CHE.name}» của co-quan.xlsx chưa đủ các mục.")
    except PipelineError as error:
        column = CUOC_HOP.column("ngay_hop")
        return None, (finding_in(sent.labels, "office-not-in-force", column, detail=str(error)),)
    return deciding, ()


def meeting_of(sent: Submission, office: Office, regulations: Regulations, people: Sequence[VotedOn]) -> Meeting:
    """The meeting from the Council's workbook, which must have no errors; ``office`` is the one in force on its day.

    ``people`` says of each row of the votes whom it is about.
    """
    whole = denominator(sent, regulations)
    return Meeting(
        day=sent.labels.day("ngay_hop") or office.day,
        office=office,
        regulations=regulations,
        facts={column.key: sent.text(column.key) for column in CUOC_HOP.columns},
        opinions=lines(sent.text("y_kien")),
        members=tuple(
            Attendance(
                row.line("ho_ten"), row.line("chuc_vu"), row.line("vai_tro"), row.line("co_mat") == YES, row.line("ly_do"), row.line("danh_xung")
            )
            for row in sent.tables[THANH_VIEN.name]
        ),
        votes=tuple(
            _vote(row, each, whole, regulations) for row, each in zip(sent.tables[BIEU_QUYET.name], people, strict=True)
        ),
        whole=whole,
    )  # fmt: skip


def _vote(row: Record, person: VotedOn, whole: int, regulations: Regulations) -> Vote:
    in_favour, against = (row.number(key) or 0 for key in ("dong_y", "khong_dong_y"))
    return Vote(
        person.now,
        in_favour,
        against,
        percent(in_favour, whole) if whole else "",
        regulations.threshold.holds(in_favour, whole),
        row.line("duoc_chon") == YES,
        row.line("hinh_thuc"),
        row.line("ghi_chu"),
        person.voted,
        person.absence,
        choices=row.number("phieu_chon") or 0,
        title=person.title,
    )

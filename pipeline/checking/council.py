"""Turns the Council's checked workbook into a meeting: who was present, the votes on each nominee, who is chosen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from pipeline.checking.office import Office
from pipeline.values.model import Record, Submission
from pipeline.values.numbers import percent
from pipeline.values.vietnamese import lines, one_line
from schemas.co_quan import COLLECTIVE, INDIVIDUAL
from schemas.gioi_thieu import CERTIFICATE, PROVINCIAL_CERTIFICATE
from schemas.grammar import YES
from schemas.hoi_dong import BIEU_QUYET, CUOC_HOP, NO_AWARD, THANH_VIEN, denominator
from schemas.rules import Candidate, Regulations
from schemas.tieu_chi import COLLECTIVE_KIND


@dataclass(frozen=True)
class Attendance:
    """Whether a member of the Council was present at the meeting; ``reason`` says why not."""

    name: str
    position: str
    role: str
    present: bool
    reason: str


@dataclass(frozen=True)
class Vote:
    """The result for one nominee: the numbers of votes, the share in favour as printed, what the Council decided."""

    candidate: Candidate
    in_favour: int
    against: int
    ratio: str
    reached: bool
    chosen: bool
    decided: str
    note: str


@dataclass(frozen=True)
class Meeting:
    """The Council's meeting; ``office`` is the office on its day, which all papers after the meeting use.

    ``facts`` are the labels of the sheet «Cuộc họp» as text; ``whole`` is the number of votes that counts as 100 %.
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

    def decided(self, form: str) -> tuple[Vote, ...]:
        """The results of the nominees for whom the Council decided this form of award."""
        return tuple(vote for vote in self.votes if vote.decided == form)

    @property
    def certified(self) -> set[Candidate]:
        """The nominees who get the office's certificate (Giấy khen)."""
        return {vote.candidate for vote in self.decided(CERTIFICATE)}

    @property
    def awarded(self) -> set[Candidate]:
        """The nominees for whom any form of award or praise was decided."""
        return {vote.candidate for vote in self.votes if vote.decided != NO_AWARD}

    @property
    def proposed_higher(self) -> tuple[Vote, ...]:
        """The nominees whom only the province can award: they go into the tờ trình, never into the decision."""
        return self.decided(PROVINCIAL_CERTIFICATE)


def candidate_of(sent: Submission) -> Candidate:
    """The nominee of a workbook as the Council votes on it; the name of a collective is that of its unit."""
    unit, form = one_line(sent.text("don_vi")), sent.text("hinh_thuc")
    if sent.kind == COLLECTIVE_KIND:
        return Candidate(COLLECTIVE, unit, unit, form)
    return Candidate(INDIVIDUAL, one_line(sent.text("ho_ten")), unit, form)


def meeting_of(sent: Submission, office: Office, regulations: Regulations, candidates: Iterable[Candidate]) -> Meeting:
    """The meeting from the Council's workbook, which must have no errors; ``office`` is the one in force on its day."""
    day = sent.main_value("ngay_hop")
    whole = denominator(sent, regulations)
    known = {(each.recipient, each.name, each.unit): each for each in candidates}
    return Meeting(
        day=day if isinstance(day, date) else office.day,
        office=office,
        regulations=regulations,
        facts={view.key: sent.text(view.key) for view in CUOC_HOP.columns},
        opinions=lines(sent.text("y_kien")),
        members=tuple(
            Attendance(
                _text(row, "ho_ten"), _text(row, "chuc_vu"), _text(row, "vai_tro"), _text(row, "co_mat") == YES, _text(row, "ly_do")
            )
            for row in sent.tables[THANH_VIEN.name]
        ),
        votes=tuple(
            _vote(row, known[_text(row, "doi_tuong"), _text(row, "ten"), _text(row, "don_vi")], whole, regulations)
            for row in sent.tables[BIEU_QUYET.name]
        ),
        whole=whole,
    )  # fmt: skip


def _vote(row: Record, candidate: Candidate, whole: int, regulations: Regulations) -> Vote:
    in_favour, against = (_number(row, key) for key in ("dong_y", "khong_dong_y"))
    return Vote(
        candidate,
        in_favour,
        against,
        percent(in_favour, whole) if whole else "",
        regulations.threshold.holds(in_favour, whole),
        _text(row, "duoc_chon") == YES,
        _text(row, "hinh_thuc"),
        _text(row, "ghi_chu"),
    )


def _text(row: Record, key: str) -> str:
    return one_line(str(row.value(key) or ""))


def _number(row: Record, key: str) -> int:
    value = row.value(key)
    return value if isinstance(value, int) else 0

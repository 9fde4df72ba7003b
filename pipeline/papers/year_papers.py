"""Turns a year's checked quarters into its papers: exemplars, year-end commendation, decision, register of the units.

A nominee whom the Council approved in any quarter is an exemplar of the year and is listed once, with the quarters; those chosen
in a quarter head the lists (plan IV.1). A certificate at the year's end is granted only by a vote of the Council and for an
achievement that was not awarded before, as the law demands. The papers name the quarters without workbooks or meeting.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.checking.checked import Checked
from pipeline.checking.council import candidate_of
from pipeline.checking.issued import NO_FOLLOW_UP, FollowUp, Issued
from pipeline.checking.office import Office
from pipeline.checking.year_council import NO_YEAR_COUNCIL, Who, YearCouncil
from pipeline.papers.assemble import issued_document
from pipeline.papers.context import decision, shared_context
from pipeline.papers.issued_printing import decision_cited
from pipeline.papers.kinds import Paper, documents
from pipeline.papers.meeting_printing import within_sentence
from pipeline.papers.order import in_order_by
from pipeline.papers.printing import Context, nomination, numbers_of, punctuated
from pipeline.papers.year_lists import heading_the_list, of_kind, register_rows
from pipeline.values.dates import Quarter, Year, long_date
from pipeline.values.file_names import YEAR_ACCOUNT, YEAR_DECISION
from pipeline.values.model import Document, Finding, Forgotten, Status, Submission
from pipeline.values.numbers import count
from pipeline.values.vietnamese import NO_BREAK, fold, one_line
from schemas.co_quan import COLLECTIVE, INDIVIDUAL
from schemas.gioi_thieu import CERTIFICATE, PRAISE, is_higher
from schemas.hoi_dong import NO_AWARD
from schemas.numbered import DECISION
from schemas.rules import Candidate

ON_TIME, LATE, EARLY, RETURNED, MISSING, NO_QUARTER = "đúng hạn", "muộn", "sớm", "trả lại", "chưa gửi", "-"
WITHDRAWN = "đã rút"  # the nominee, after the Council had voted
HONOUR = "Biểu dương, tôn vinh"  # of the quarters' chosen ones, at the conference (plan IV.1)
FORGOTTEN = "đã xóa"  # the state of a quarter whose personal data was deleted

YEAR_PAPERS = (
    Paper("danh-sach-dien-hinh-nam", "Danh sách gương điển hình tiên tiến trong năm", "danh-sach-dien-hinh-nam.docx"),
    Paper("danh-sach-khen-thuong-nam", "Danh sách khen thưởng cuối năm", "danh-sach-khen-thuong-nam.docx"),
    Paper(
        DECISION,
        "Quyết định khen thưởng cuối năm",
        YEAR_DECISION,
        when=lambda context: bool(context["co_quyet_dinh"]),
    ),
    Paper("so-theo-doi-don-vi", "Sổ theo dõi các đơn vị", "so-theo-doi-don-vi.docx"),
    Paper("bao-cao-ket-qua-nam", "Báo cáo kết quả thực hiện kế hoạch", YEAR_ACCOUNT),
)


@dataclass(frozen=True)
class Approval:
    """The Council's approval of one nominee in one quarter: the form of award, and whether it is the one chosen."""

    quarter: Quarter
    sent: Submission
    form: str
    chosen: bool


@dataclass(frozen=True)
class Exemplar:
    """A person or collective of the year, with the Council's approvals, the latest last; ``candidate`` is from the latest."""

    candidate: Candidate
    approvals: tuple[Approval, ...]

    @property
    def quarters(self) -> str:
        """The quarters of the approvals: «Quý I, Quý III»."""
        return _quarters(each.quarter for each in self.approvals)

    @property
    def chosen_in(self) -> str:
        """The quarters in which it was the one chosen; "" if none."""
        return _quarters(each.quarter for each in self.approvals if each.chosen)

    @property
    def already(self) -> tuple[Approval, ...]:
        """The approvals by which it has got, or is proposed for, an award."""
        return tuple(each for each in self.approvals if each.form == CERTIFICATE or is_higher(each.form))

    @property
    def awarded_for(self) -> tuple[str, ...]:
        """The achievements that were awarded, or proposed to be, in the year."""
        return tuple(one_line(each.sent.text("ly_do")) for each in self.already)

    @property
    def who(self) -> Who:
        """How the Council's workbook of the year's end names it."""
        return self.candidate.recipient, self.candidate.name, self.candidate.unit


@dataclass(frozen=True)
class YearBook:
    """A year: its checked quarters in order, its exemplars, and the register of what each unit did in each quarter.

    ``follow_up`` are the papers issued and what became of those chosen; ``findings`` those about its rows of the year and about
    ``council``, the Council's votes at the year's end.
    """

    year: int
    office: Office
    quarters: tuple[Checked, ...]
    exemplars: tuple[Exemplar, ...]
    register: Mapping[str, tuple[str, ...]]
    forgotten: tuple[Forgotten, ...] = ()
    follow_up: FollowUp = NO_FOLLOW_UP
    findings: tuple[Finding, ...] = ()
    council: YearCouncil = NO_YEAR_COUNCIL

    def with_council(self, council: YearCouncil) -> YearBook:
        """The same year with the Council's votes at its end."""
        return replace(self, council=council, findings=(*self.findings, *council.findings))

    @property
    def missing(self) -> tuple[Quarter, ...]:
        """The quarters without workbooks, except those whose personal data was deleted."""
        known = {checked.quarter for checked in self.quarters} | {each.quarter for each in self.forgotten}
        return tuple(quarter for quarter in quarters_of(self.year) if quarter not in known)

    @property
    def not_met(self) -> tuple[Quarter, ...]:
        """The quarters without a valid workbook of the Council's meeting."""
        return tuple(checked.quarter for checked in self.quarters if checked.meeting is None)

    @property
    def to_award(self) -> tuple[Exemplar, ...]:
        """The exemplars to whom the Council granted the year-end certificate; none without its vote."""
        return tuple(each for each in self.exemplars if each.who in self.granted)

    @property
    def granted(self) -> Mapping[Who, str]:
        """Who gets the certificate at the year's end → for which achievement."""
        return self.council.meeting.granted if self.council.meeting else {}

    @property
    def granted_to_forgotten(self) -> tuple[str, ...]:
        """The names of those to whom it granted the certificate and whom nobody knows any more: of quarters that were forgotten."""
        known = {each.who for each in self.exemplars}
        return tuple(who[1] for who in self.granted if who not in known)

    @property
    def issued(self) -> tuple[Issued, ...]:
        """The papers of the year that have a number."""
        return self.follow_up.issued_in(Year(self.year))

    @property
    def can_be_decided(self) -> bool:
        """Whether the decision can be made: a signed one is not printed anew without those of forgotten quarters."""
        signed = any(each.paper.kind == DECISION for each in self.issued)
        return bool(self.to_award) and not (signed and self.granted_to_forgotten)

    @property
    def deciding(self) -> Office:
        """The office of the day on which the Council voted at the year's end; before that of the year's last day, or of a later meeting."""
        met = [checked.meeting.office for checked in self.quarters if checked.meeting]
        latest = max((self.office, *met), key=lambda each: each.day)
        return self.council.meeting.office if self.council.meeting else latest


def quarters_of(year: int) -> tuple[Quarter, ...]:
    """The four quarters of a year."""
    return tuple(Quarter(year, number) for number in (1, 2, 3, 4))


def consolidate(
    year: int,
    office: Office,
    quarters: Sequence[Checked],
    forgotten: Sequence[Forgotten] = (),
    follow_up: FollowUp = NO_FOLLOW_UP,
    findings: tuple[Finding, ...] = (),
) -> YearBook:
    """The year from its quarters; ``office`` is that of the year's last day.

    ``forgotten`` are the quarters whose personal data was deleted; ``findings`` those about the rows of the year in the
    follow-up workbook.
    """
    known = {checked.quarter: checked for checked in quarters}
    units = [unit.name for unit in office.units]
    forgotten_quarters = {each.quarter for each in forgotten}
    register = {
        unit: tuple(FORGOTTEN if q in forgotten_quarters else _state(known.get(q), unit) for q in quarters_of(year))
        for unit in units
    }
    return YearBook(
        year,
        office,
        tuple(quarters),
        tuple(_exemplars(quarters, office)),
        register,
        tuple(forgotten),
        follow_up,
        findings,
    )


def _exemplars(quarters: Iterable[Checked], office: Office) -> Iterable[Exemplar]:
    approvals: dict[tuple[str, str, int], list[Approval]] = {}
    for checked in quarters:
        votes = {vote.candidate: vote for vote in checked.meeting.votes} if checked.meeting else {}
        for sent in checked.accepted:
            vote = votes.get(candidate_of(sent))
            if vote and vote.decided != NO_AWARD:
                approval = Approval(checked.quarter, sent, vote.decided, vote.chosen)
                approvals.setdefault(_person(sent), []).append(approval)
    found = [Exemplar(candidate_of(each[-1].sent), tuple(each)) for each in approvals.values()]

    ordered = in_order_by(found, office, lambda each: each.approvals[-1].sent)
    return sorted(ordered, key=lambda each: not each.chosen_in)


def _person(sent: Submission) -> tuple[str, str, int]:
    """The key that is equal for the same person or collective in all quarters: kind, folded name, year of birth (0 if none)."""
    candidate = candidate_of(sent)
    return candidate.recipient, fold(candidate.name), sent.labels.year("ngay_sinh")


def _state(checked: Checked | None, unit: str) -> str:
    """The state of a unit in a quarter as the register prints it: on time, early, late, returned, missing, withdrawn."""
    if checked is None:
        return NO_QUARTER
    own = [received for received in checked.received if checked.sender_of(received) == unit]
    accepted = [received for received in own if received.status is Status.ACCEPTED]
    if not accepted:
        if own:
            return RETURNED
        return WITHDRAWN if unit in checked.withdrawn_units else MISSING
    sent_on = accepted[0].submission.labels.day("ngay_gui") if accepted[0].submission else None
    first, last = checked.window
    if sent_on and sent_on > last:
        return LATE
    return EARLY if sent_on and sent_on < first else ON_TIME


def assemble_year(book: YearBook, account: Context) -> tuple[Document, ...]:
    """The year's papers before rendering, in the order of ``YEAR_PAPERS``; ``account`` is what the report prints (``ket_qua``)."""
    context = {**year_context(book), "ket_qua": account}
    titles = ", ".join(each.quarter.title for each in book.forgotten)
    note = f"Dữ liệu cá nhân của {titles} đã xóa: ai chỉ được biểu dương ở đó không có trong dự thảo này. Đối chiếu hồ sơ lưu."
    notes = {"Điều 1.": note} if titles else {}
    blank = (document for paper in YEAR_PAPERS if paper.when(context) for document in documents(paper, context, {}))
    made = (issued_document(each, book.issued, book.office) for each in blank)
    return tuple(
        replace(each, notes=notes) if each.kind == DECISION and each.context["du_thao"] else each for each in made
    )


def print_forgotten(each: Forgotten) -> str:
    """A forgotten quarter with its figures: «Quý I (còn số liệu: 12 cá nhân, 00 tập thể được giới thiệu; …)»."""
    return f"Quý {each.quarter.roman} (còn số liệu: {each.figures})"


def year_context(book: YearBook) -> Context:
    """The context of a year: the names of a quarter's context where they mean the same, and the year's own names."""
    last = quarters_of(book.year)[-1]
    printed = [_print(each, book) for each in book.exemplars]
    to_award = [{**_print(each, book), "ly_do": book.granted[each.who]} for each in book.to_award]
    shared = shared_context(last, book.deciding, (), (), (), None, book.issued)
    gathered = decision(book.deciding, of_kind(to_award, COLLECTIVE), of_kind(to_award, INDIVIDUAL))
    return {
        **shared,
        "da_hop": True,
        "quy": {"ten": f"năm {book.year}", "trong_cau": f"năm {book.year}", "so": "", "nam": str(book.year)},
        "can_cu": punctuated(_bases(book)) if book.council.meeting else shared["can_cu"],
        "quyet_dinh": gathered,
        "co_quyet_dinh": book.can_be_decided,
        "tap_the": of_kind(printed, COLLECTIVE),
        "ca_nhan": of_kind(printed, INDIVIDUAL),
        **heading_the_list(printed),
        "nam": {
            "doi_tuong": numbers_of(Counter(each.candidate.recipient for each in book.exemplars)),
            "cach_ghi": _legend(book),
            "quy_thieu": tuple(f"Quý {quarter.roman}" for quarter in book.missing),
            "quy_chua_hop": tuple(f"quý {quarter.roman}" for quarter in book.not_met),
            "da_xet": book.council.meeting is not None,
            "quy_da_xoa": tuple(map(print_forgotten, book.forgotten)),
            "bieu_duong": count(praised) if (praised := sum(bool(each.already) for each in book.exemplars)) else "",
        },
        "so_theo_doi": register_rows(book.register, (ON_TIME, LATE, EARLY)),
    }


def _legend(book: YearBook) -> tuple[str, ...]:
    """What the words of the register mean, of those that stand in it."""
    states = {state for each in book.register.values() for state in each}
    meanings = {
        ON_TIME: f"là gửi trong thời hạn của {book.office.plan.numbered}",
        EARLY: "là gửi trước thời hạn",
        LATE: "là gửi sau thời hạn",
        RETURNED: "là hồ sơ còn phải sửa",
        WITHDRAWN: "là rút hồ sơ sau cuộc họp của Hội đồng",
        NO_QUARTER: "là quý chưa có hồ sơ",
        FORGOTTEN: "là quý đã xóa dữ liệu cá nhân",
    }
    return tuple(
        f"{'dấu ' if state == NO_QUARTER else ''}{state} {meaning}"
        for state, meaning in meanings.items()
        if state in states
    ) or ("chưa có hồ sơ",)


def _bases(book: YearBook) -> tuple[str, ...]:
    """The legal bases of the year-end decision, with the minutes of the meeting before the proposal, the last."""
    meeting = book.council.meeting
    *first, last = book.deciding.legal_bases
    about = f"về cuộc họp xét khen thưởng tổng kết năm {book.year}"
    held = f"Căn cứ Biên bản {long_date(meeting.day)} của {book.deciding.facts['Hội đồng']} {about}" if meeting else ""
    return (*first, *filter(None, (held,)), last)


def _print(each: Exemplar, book: YearBook) -> Context:
    """An exemplar as printed text."""
    public = nomination(each.approvals[-1].sent, each.candidate, 0, book.office, {}).public
    honoured = HONOUR if each.chosen_in else PRAISE
    return {
        **public,
        "quy_duyet": each.quarters.replace("Quý ", f"Quý{NO_BREAK}"),
        "quy_chon": each.chosen_in.replace("Quý ", f"Quý{NO_BREAK}"),
        "da_khen_nam": awards_of(each, book).replace("quý ", f"quý{NO_BREAK}"),
        "hinh_thuc_nam": f"{CERTIFICATE}; {within_sentence(honoured)}" if each.who in book.granted else honoured,
    }


def awards_of(each: Exemplar, book: YearBook) -> str:
    """What the Council decided for an exemplar in the year, each with its quarter, and its decision if that is issued."""
    return "; ".join(_award(given, book) for given in each.approvals)


def _award(given: Approval, book: YearBook) -> str:
    decision_of = (
        decision_cited(book.follow_up.issued_in(given.quarter), book.office) if given.form == CERTIFICATE else ""
    )
    return f"{given.form} ({', '.join(filter(None, (f'quý {given.quarter.roman}', decision_of)))})"


def _quarters(quarters: Iterable[Quarter]) -> str:
    return ", ".join(f"Quý {quarter.roman}" for quarter in quarters)

"""Turns the office workbook into the facts in force on one day: names, units, signatories, legal bases, amounts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from pipeline.checking.dated_rows import criteria_in, plan_in, rows_in_force
from pipeline.checking.paper_heads import council_head, standing_head
from pipeline.values.dates import Quarter, short_date
from pipeline.values.errors import PipelineError
from pipeline.values.model import NO_RECORD, Entry, Record, Submission
from pipeline.values.numbers import round_up
from pipeline.values.safe_names import distinct
from pipeline.values.vietnamese import lines, slug
from schemas.co_quan import (
    CALLED,
    CAN_CU,
    CO_QUAN,
    CO_QUAN_SHEET,
    DENOMINATOR,
    DON_VI,
    FACTS,
    GRANTS_HIGHER,
    GRANTS_HIGHER_IN_FULL,
    HE_SO,
    KE_HOACH,
    LEADER_TITLES,
    LEADERS,
    LUONG_CO_SO,
    NGUOI_KY,
    NOI_NHAN,
    NOT_ANY,
    OPTIONAL_FACTS,
    PLAN_OF_QUARTER,
    QUORUM,
    QUY_CHE,
    ROLE_HEAD,
    ROLE_STANDING,
    STANDING_BODY,
    THANH_VIEN_HD,
    THRESHOLD,
    TIE,
    TIEU_CHI_KH,
)
from schemas.co_quan_rules import parse_share, titles_in
from schemas.grammar import YES, Choice
from schemas.rules import Regulations
from schemas.terms import Criterion, Plan, Terms

OF_THE_QUARTER = (DON_VI, KE_HOACH, TIEU_CHI_KH)  # whose rows are those of the quarter, whenever the Council meets
PAYMENT_STEP = 10_000  # đồng: an award is rounded up to the next 10.000 (Nghị định 91/2017/NĐ-CP, Điều 69)


LONGEST_STEM = 80  # characters of a unit's name in the names of its files


@dataclass(frozen=True)
class Unit:
    """A unit of the office: its number in the order of all lists, its short code, its name and other accepted names.

    ``symbol`` is that of papers which the unit issues itself, ``head`` how its head is called; "" where not known.
    """

    order: int
    code: str
    name: str
    other_names: tuple[str, ...]
    symbol: str = ""
    head: str = ""
    mail: str = ""

    @property
    def as_choice(self) -> Choice:
        """The unit as a choice of the form's drop-down."""
        return Choice(self.name, (*self.other_names, self.code))


@dataclass(frozen=True)
class Signatory:
    """A signatory: name without academic title, position, and ``KT. …`` or ``TL. …`` if signing for somebody else."""

    name: str
    position: str
    authority: str


@dataclass(frozen=True)
class Member:
    """A member of the Council: name, position in the office, role in the Council, «Ông» or «Bà» if that is typed."""

    name: str
    position: str
    role: str
    title: str = ""


@dataclass(frozen=True)
class Unconfirmed:
    """A fact in force that is not marked as confirmed in the office workbook: its sheet, cell and text."""

    sheet: str
    cell: str
    text: str


@dataclass(frozen=True)
class Office:
    """The facts of the office in force on one day; ``base_salary`` in đồng.

    ``regulations`` is None if the sheet «Quy chế» lacks one of its rows. ``bases`` are the legal bases as typed.
    """

    day: date
    facts: Mapping[str, str]
    units: tuple[Unit, ...]
    head: Signatory
    standing: Signatory
    recipients: Mapping[str, tuple[str, ...]]
    bases: tuple[str, ...]
    plan: Plan
    criteria: tuple[Criterion, ...]
    base_salary: int
    coefficients: Mapping[str, Decimal]
    members: tuple[Member, ...]
    regulations: Regulations | None
    unconfirmed: tuple[Unconfirmed, ...]

    @cached_property
    def stems(self) -> Mapping[str, str]:
        """Maps the name of each unit to the stem of its files' names, which no other unit's has."""
        names = [unit.name for unit in self.units]
        return dict(zip(names, distinct(slug(name, LONGEST_STEM) for name in names), strict=True))

    @property
    def leaders(self) -> str:
        """What the office's leaders are called together; it stands where others have their unit."""
        return self.facts[LEADERS]

    @property
    def leader_titles(self) -> tuple[str, ...]:
        """The positions that make a leader of the office, the head's first."""
        return titles_in(self.facts[LEADER_TITLES])

    @property
    def grants_higher(self) -> str:
        """Who grants the Bằng khen, as a paper names him in full."""
        return self.facts.get(GRANTS_HIGHER_IN_FULL) or self.facts[GRANTS_HIGHER]

    def award_in_full(self, form: str) -> str:
        """A form of award as a sentence names it: «Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh Lào Cai»."""
        return form.replace(self.facts[GRANTS_HIGHER], self.grants_higher)

    @property
    def legal_bases(self) -> tuple[str, ...]:
        """The legal bases as a decision cites them, with the plan in its place."""
        return tuple(f"Căn cứ {self.plan.citation}" if basis == PLAN_OF_QUARTER else basis for basis in self.bases)

    def with_plan_of(self, quarter: Office) -> Office:
        """The same office with the units, the plan and the criteria of a quarter, as after a meeting on another day."""
        sheets = {sheet.name for sheet in OF_THE_QUARTER}
        of_quarter = [fact for fact in quarter.unconfirmed if fact.sheet in sheets]
        unconfirmed = (*of_quarter, *(fact for fact in self.unconfirmed if fact.sheet not in sheets))
        units, plan, criteria = quarter.units, quarter.plan, quarter.criteria
        return replace(self, units=units, plan=plan, criteria=criteria, unconfirmed=unconfirmed)

    def terms(self, quarter: Quarter) -> Terms:
        """How the office and its plan are called in a quarter."""
        facts = self.facts
        return Terms(
            quarter,
            self.plan,
            self.criteria,
            tuple(unit.name for unit in self.units),
            facts[CALLED],
            facts["Tên đầy đủ"],
            facts["Ký hiệu"],
            self.leaders,
            self.leader_titles,
            facts[STANDING_BODY],
            facts[GRANTS_HIGHER],
            facts["Viết tắt thường trực"],
            standing_head(facts)[2],
            council_head(facts)[2],
        )

    def doubts(self, sheet: str) -> tuple[Unconfirmed, ...]:
        """The unconfirmed facts of one sheet."""
        return tuple(fact for fact in self.unconfirmed if fact.sheet == sheet)

    def award(self, recipient: str) -> int:
        """The amount for one Giấy khen in đồng: coefficient × base salary, rounded up to the next 10.000.

        Source: Nghị định 91/2017/NĐ-CP, Điều 69.
        """
        return round_up(self.coefficients[recipient] * self.base_salary, PAYMENT_STEP)


def office_on(day: date, workbook: Submission) -> Office:
    """The facts in force on a day, from the office workbook without errors.

    Raises :class:`PipelineError`, which names the sheet and the rows to add, if the papers need a fact that is not in force.
    """
    in_force = {sheet.name: rows_in_force(workbook.rows(sheet.name), sheet, day) for sheet in CO_QUAN.sheets}
    facts = {row.text("muc"): row.text("noi_dung") for row in in_force[CO_QUAN_SHEET.name]}
    _demand(day, CO_QUAN_SHEET.name, [choice.text for choice in FACTS if choice.text not in OPTIONAL_FACTS], facts)
    signatories = {row.text("vai_tro"): _signatory(row) for row in in_force[NGUOI_KY.name]}
    _demand(day, NGUOI_KY.name, [ROLE_HEAD, ROLE_STANDING], signatories)
    salaries = [row.number("muc_luong") or 0 for row in in_force[LUONG_CO_SO.name]]
    _demand_rows(day, LUONG_CO_SO.name, "mức lương cơ sở", in_force)
    coefficients = {row.text("doi_tuong"): Decimal(row.text("he_so")) for row in in_force[HE_SO.name]}
    _demand(day, HE_SO.name, [choice.text for choice in HE_SO.column("doi_tuong").choices], coefficients)
    for sheet, what in ((DON_VI, "đơn vị"), (KE_HOACH, "kế hoạch"), (TIEU_CHI_KH, "tiêu chí"), (CAN_CU, "căn cứ")):
        _demand_rows(day, sheet.name, what, in_force)
    return Office(
        day=day,
        facts=facts,
        units=tuple(sorted(map(_unit, in_force[DON_VI.name]), key=lambda unit: unit.order)),
        head=signatories[ROLE_HEAD],
        standing=signatories[ROLE_STANDING],
        recipients=_recipients(in_force[NOI_NHAN.name]),
        plan=plan_in(in_force[KE_HOACH.name][0]),
        criteria=criteria_in(in_force[TIEU_CHI_KH.name], facts[LEADERS]),
        bases=tuple(row.text("can_cu") for row in _ordered(in_force[CAN_CU.name]) if row.text("can_cu") != NOT_ANY),
        base_salary=salaries[0],
        coefficients=coefficients,
        members=tuple(
            Member(*(row.text(key) for key in ("ho_ten", "chuc_vu", "vai_tro", "danh_xung")))
            for row in _ordered(in_force[THANH_VIEN_HD.name])
        ),
        regulations=_regulations(in_force[QUY_CHE.name]),
        unconfirmed=tuple(_unconfirmed(in_force)),
    )


def _ordered(records: Iterable[Record]) -> Sequence[Record]:
    return sorted(records, key=lambda row: row.number("thu_tu") or 0)


def _unit(record: Record) -> Unit:
    texts = (record.text(key) for key in ("ky_hieu", "dung_dau", "thu"))
    return Unit(
        record.number("thu_tu") or 0, record.text("ma"), record.text("ten"), lines(record.text("ten_khac")), *texts
    )


def _signatory(record: Record) -> Signatory:
    return Signatory(record.text("ho_ten"), record.text("chuc_vu"), record.text("quyen_han"))


def _regulations(records: Iterable[Record]) -> Regulations | None:
    """The Council's quorum, threshold and denominator; None if one of them is missing."""
    rows = {record.text("muc"): record for record in records}
    quorum, threshold = (parse_share(rows.get(key, NO_RECORD).text("gia_tri")) for key in (QUORUM, THRESHOLD))
    if not quorum or not threshold or DENOMINATOR not in rows:
        return None
    return Regulations(
        quorum,
        threshold,
        rows[DENOMINATOR].text("gia_tri"),
        _source(rows[THRESHOLD]),
        *((tie.text("gia_tri"), _source(tie)) if (tie := rows.get(TIE)) else ()),
    )


def _source(record: Record) -> str:
    """The document that a row names as its source, as papers cite it; "" where nobody has confirmed the row."""
    return record.text("nguon") if record.value("xac_nhan") == YES else ""


def _recipients(records: Iterable[Record]) -> Mapping[str, tuple[str, ...]]:
    papers: dict[str, list[str]] = {}
    for record in _ordered(records):
        papers.setdefault(record.text("van_ban"), []).append(record.text("noi_nhan"))
    return {paper: tuple(names) for paper, names in papers.items()}


def _unconfirmed(in_force: Mapping[str, tuple[Record, ...]]) -> Iterable[Unconfirmed]:
    for sheet, records in in_force.items():
        for record in records:
            flag: Entry | None = record.get("xac_nhan")
            if flag is not None and flag.value != YES:
                what = record["can_cu" if sheet == CAN_CU.name else _first(record)].found or PLAN_OF_QUARTER
                yield Unconfirmed(sheet, flag.place.cell, what)


def _first(record: Record) -> str:
    """The key of the column that says what a row is about: the first that is not its number."""
    return next(key for key in record if key != "thu_tu")


def _demand_rows(day: date, sheet: str, what: str, in_force: Mapping[str, tuple[Record, ...]]) -> None:
    _demand(day, sheet, [what], [what] if in_force[sheet] else [])


def _demand(day: date, sheet: str, wanted: Iterable[str], present: Iterable[str]) -> None:
    missing = [name for name in wanted if name not in set(present)]
    if missing:
        raise PipelineError(
            f"Tệp co-quan.xlsx, trang «{sheet}»: không có dòng nào có hiệu lực vào ngày {short_date(day)} cho {', '.join(missing)}. "
            "Thêm dòng với ngày hiệu lực rồi chạy lại."
        )

"""Turns the office workbook into the facts in force on one day: names, units, signatories, legal bases, amounts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pipeline.values.dates import short_date
from pipeline.values.model import Entry, PipelineError, Record, Submission
from pipeline.values.numbers import round_up
from pipeline.values.vietnamese import lines
from schemas.co_quan import (
    CAN_CU,
    CO_QUAN,
    CO_QUAN_SHEET,
    DENOMINATOR,
    DON_VI,
    FACTS,
    HE_SO,
    LUONG_CO_SO,
    NGUOI_KY,
    NOI_NHAN,
    NOT_ANY,
    QUORUM,
    QUY_CHE,
    ROLE_HEAD,
    ROLE_STANDING,
    THANH_VIEN_HD,
    THRESHOLD,
    parse_share,
)
from schemas.grammar import YES, Choice, SheetSchema
from schemas.rules import Regulations

PAYMENT_STEP = 10_000  # đồng: an award is rounded up to the next 10.000 (Nghị định 91/2017/NĐ-CP, Điều 69)


@dataclass(frozen=True)
class Unit:
    """A unit of the office: its number in the order of all lists, its short code, its name and other accepted names."""

    order: int
    code: str
    name: str
    other_names: tuple[str, ...]

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
    """A member of the Council: name, position in the office, role in the Council."""

    name: str
    position: str
    role: str


@dataclass(frozen=True)
class Unconfirmed:
    """A fact in force that is not marked as confirmed in the office workbook: its sheet, cell and text."""

    sheet: str
    cell: str
    text: str


@dataclass(frozen=True)
class Office:
    """The facts of the office in force on one day; ``base_salary`` in đồng.

    ``regulations`` is None if the sheet «Quy chế» lacks one of its rows.
    """

    day: date
    facts: Mapping[str, str]
    units: tuple[Unit, ...]
    head: Signatory
    standing: Signatory
    recipients: Mapping[str, tuple[str, ...]]
    legal_bases: tuple[str, ...]
    base_salary: int
    coefficients: Mapping[str, Decimal]
    members: tuple[Member, ...]
    regulations: Regulations | None
    unconfirmed: tuple[Unconfirmed, ...]

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
    in_force = {sheet.name: rows_in_force(workbook.tables.get(sheet.name, ()), sheet, day) for sheet in CO_QUAN.sheets}
    facts = {str(row.value("muc")): str(row.value("noi_dung")) for row in in_force[CO_QUAN_SHEET.name]}
    _demand(day, CO_QUAN_SHEET.name, [choice.text for choice in FACTS], facts)
    signatories = {_text(row, "vai_tro"): _signatory(row) for row in in_force[NGUOI_KY.name]}
    _demand(day, NGUOI_KY.name, [ROLE_HEAD, ROLE_STANDING], signatories)
    salaries = [_integer(row, "muc_luong") for row in in_force[LUONG_CO_SO.name]]
    _demand(day, LUONG_CO_SO.name, ["mức lương cơ sở"], ["mức lương cơ sở"] if salaries else [])
    coefficients = {str(row.value("doi_tuong")): Decimal(str(row.value("he_so"))) for row in in_force[HE_SO.name]}
    _demand(day, HE_SO.name, [choice.text for choice in HE_SO.column("doi_tuong").meaning.choices], coefficients)
    _demand(day, DON_VI.name, ["đơn vị"], ["đơn vị"] if in_force[DON_VI.name] else [])
    _demand(day, CAN_CU.name, ["căn cứ"], ["căn cứ"] if in_force[CAN_CU.name] else [])
    return Office(
        day=day,
        facts=facts,
        units=tuple(sorted(map(_unit, in_force[DON_VI.name]), key=lambda unit: unit.order)),
        head=signatories[ROLE_HEAD],
        standing=signatories[ROLE_STANDING],
        recipients=_recipients(in_force[NOI_NHAN.name]),
        legal_bases=tuple(
            _text(row, "can_cu")
            for row in sorted(in_force[CAN_CU.name], key=lambda row: _integer(row, "thu_tu"))
            if _text(row, "can_cu") != NOT_ANY
        ),
        base_salary=salaries[0],
        coefficients=coefficients,
        members=tuple(
            Member(_text(row, "ho_ten"), _text(row, "chuc_vu"), _text(row, "vai_tro"))
            for row in sorted(in_force[THANH_VIEN_HD.name], key=lambda row: _integer(row, "thu_tu"))
        ),
        regulations=_regulations(in_force[QUY_CHE.name]),
        unconfirmed=tuple(_unconfirmed(in_force)),
    )


def rows_in_force(records: Iterable[Record], sheet: SheetSchema, day: date) -> tuple[Record, ...]:
    """The rows of a sheet in force on a day: of those about one thing, the latest that has begun, unless it has ended.

    Two rows are about the same thing if they are equal in the columns ``sheet.dated_by``.
    """
    latest: dict[tuple[object, ...], Record] = {}
    for record in records:
        begun = record.value("tu_ngay")
        about = tuple(map(record.value, sheet.dated_by))
        if isinstance(begun, date) and begun <= day and (about not in latest or begun > _begun(latest[about])):
            latest[about] = record
    return tuple(record for record in latest.values() if not _ended(record, day))


def _begun(record: Record) -> date:
    value = record.value("tu_ngay")
    return value if isinstance(value, date) else date.min


def _ended(record: Record, day: date) -> bool:
    end = record.value("den_ngay")
    return isinstance(end, date) and end < day


def _integer(record: Record, key: str) -> int:
    value = record.value(key)
    return value if isinstance(value, int) else 0


def _text(record: Record, key: str) -> str:
    return str(record.value(key) or "")


def _unit(record: Record) -> Unit:
    return Unit(_integer(record, "thu_tu"), _text(record, "ma"), _text(record, "ten"), lines(_text(record, "ten_khac")))


def _signatory(record: Record) -> Signatory:
    return Signatory(_text(record, "ho_ten"), _text(record, "chuc_vu"), _text(record, "quyen_han"))


def _regulations(records: Iterable[Record]) -> Regulations | None:
    """The Council's quorum, threshold and denominator; None if one of them is missing."""
    rows = {_text(record, "muc"): record for record in records}
    if not {QUORUM, THRESHOLD, DENOMINATOR} <= set(rows):
        return None
    return Regulations(
        parse_share(_text(rows[QUORUM], "gia_tri")),
        parse_share(_text(rows[THRESHOLD], "gia_tri")),
        _text(rows[DENOMINATOR], "gia_tri"),
        _text(rows[THRESHOLD], "nguon") or "co-quan.xlsx",
    )


def _recipients(records: Iterable[Record]) -> Mapping[str, tuple[str, ...]]:
    papers: dict[str, list[str]] = {}
    for record in sorted(records, key=lambda row: _integer(row, "thu_tu")):
        papers.setdefault(_text(record, "van_ban"), []).append(_text(record, "noi_nhan"))
    return {paper: tuple(names) for paper, names in papers.items()}


def _unconfirmed(in_force: Mapping[str, tuple[Record, ...]]) -> Iterable[Unconfirmed]:
    for sheet, records in in_force.items():
        for record in records:
            flag: Entry | None = record.get("xac_nhan")
            if flag is not None and flag.value != YES:
                what = record["can_cu" if sheet == CAN_CU.name else _first(record)].found
                yield Unconfirmed(sheet, flag.place.cell, what)


def _first(record: Record) -> str:
    """The key of the column that says what a row is about: the first that is not its number."""
    return next(key for key in record if key != "thu_tu")


def _demand(day: date, sheet: str, wanted: Iterable[str], present: Iterable[str]) -> None:
    missing = [name for name in wanted if name not in set(present)]
    if missing:
        raise PipelineError(
            f"Tệp co-quan.xlsx, trang «{sheet}»: không có dòng nào có hiệu lực vào ngày {short_date(day)} cho {', '.join(missing)}. "
            "Thêm dòng với ngày hiệu lực rồi chạy lại."
        )

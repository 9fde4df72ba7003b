"""Holds how an office and its plan are called, and turns declared texts into the office's own words.

Texts of schemas, guides and messages name the office by words in braces (``{van_phong}``); :class:`Terms` replaces them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property, lru_cache

from pipeline.values.dates import Quarter, long_date, short_date
from pipeline.values.vietnamese import fold
from schemas.grammar import Choice, Column, SheetSchema, WorkbookSchema
from schemas.numbered import numbered_titles

COLLECTIVE_GROUP = "Tập thể"
EVERYONE = "Mọi cá nhân"  # typed in place of the names of all groups of individuals
COLLECTIVE_KIND = "tap-the"  # the kind of workbook that introduces a collective
PLAN = "Kế hoạch"
WORD = re.compile(r"\{(\w+)\}")
LEADING = ("lanh dao", "quan ly")  # a group whose name has one of these words is one of leaders


@dataclass(frozen=True)
class Criterion:
    """One criterion of the plan: a short code, its clause, its text, the groups that answer it; ``addressed_to`` names them."""

    code: str
    clause: str
    title: str
    groups: tuple[str, ...]
    addressed_to: str


@dataclass(frozen=True)
class Plan:
    """The plan of a quarter; units send from ``first_day`` to ``last_day`` of the quarter's last month.

    ``rests_on`` are the higher plans and directives; the clauses are those about sending and about who can be introduced.
    """

    number: str = ""
    issued: date | None = None
    issuer: str = ""
    subject: str = ""
    first_day: int = 1
    last_day: int = 31
    rests_on: tuple[str, ...] = ()
    sending_clause: str = ""
    subjects_clause: str = ""

    @property
    def name(self) -> str:
        """The plan as messages name it: «Kế hoạch 12/KH-CQ»."""
        return f"{PLAN} {self.number}".strip()

    @property
    def numbered(self) -> str:
        """The plan as papers cite it again: «Kế hoạch số 12/KH-CQ»."""
        return f"{PLAN} số {self.number}" if self.number else PLAN

    @property
    def citation(self) -> str:
        """The plan as a legal basis cites it: «Kế hoạch số … ngày … của … về …», without what is not known."""
        parts = (
            self.numbered,
            long_date(self.issued) if self.issued else "",
            self.issuer and f"của {self.issuer}",
            self._about(),
        )
        return " ".join(filter(None, parts))

    def _about(self) -> str:
        """The subject as it is cited: «về xây dựng …»."""
        subject = self.subject
        return subject if not subject or fold(subject).startswith("ve ") else f"về {subject[:1].lower()}{subject[1:]}"

    def clause(self, number: str) -> str:
        """A clause of the plan as messages cite it: «Kế hoạch 12/KH-CQ, mục V»; only the plan for no clause."""
        return f"{self.name}, mục {number}" if number else self.name

    def window(self, quarter: Quarter) -> tuple[date, date]:
        """The first and the last day on which units send."""
        end = quarter.last_day
        return end.replace(day=min(self.first_day, end.day)), end.replace(day=min(self.last_day, end.day))


@dataclass(frozen=True)
class Terms:
    """How the office and its plan are called in a quarter.

    ``office`` is its name in a sentence («Sở»), ``name`` its full name, ``leaders`` what its leaders are called
    together, ``leader_titles`` the positions that make one, the head's first; ``standing`` is the unit that is the
    standing body (``standing_short`` in symbols, ``standing_symbol`` and ``council_symbol`` in those of its and the Council's papers), ``higher`` who grants the Bằng khen. ``criteria`` are the plan's, ``units`` the units by name.
    """

    quarter: Quarter
    plan: Plan = Plan()
    criteria: tuple[Criterion, ...] = ()
    units: tuple[str, ...] = ()
    office: str = "cơ quan"
    name: str = "cơ quan"
    symbol: str = ""
    leaders: str = "Lãnh đạo cơ quan"
    leader_titles: tuple[str, ...] = ()
    standing: str = "thường trực Hội đồng"
    higher: str = "cấp trên"
    standing_short: str = "TT"
    standing_symbol: str = "TT"
    council_symbol: str = "HĐ"

    @cached_property
    def groups(self) -> tuple[str, ...]:
        """The groups of individuals: the office's leaders, then in the order in which the criteria name them."""
        named = (group for each in self.criteria for group in each.groups if group != COLLECTIVE_GROUP)
        return tuple(dict.fromkeys((self.leaders, *named)))

    def printed_criteria(self, kind: str) -> tuple[Criterion, ...]:
        """The criteria printed in the form for a kind of workbook: those of collectives, or those of all individuals."""
        if kind == COLLECTIVE_KIND:
            own = (each for each in self.criteria if COLLECTIVE_GROUP in each.groups)
            return tuple(replace(each, groups=(COLLECTIVE_GROUP,), addressed_to=COLLECTIVE_GROUP) for each in own)
        return tuple(each for each in self.criteria if set(each.groups) - {COLLECTIVE_GROUP})

    def criteria_of(self, group: str) -> tuple[Criterion, ...]:
        """The criteria that a nominee of this group answers."""
        return tuple(each for each in self.criteria if group in each.groups)

    @cached_property
    def words(self) -> Mapping[str, str]:
        """The words that stand for ``{…}`` in declared texts and in messages."""
        plan, (first, last) = self.plan, self.plan.window(self.quarter)
        titles = self.leader_titles or ("Thủ trưởng",)
        month = f"{self.quarter.last_day.month}/{self.quarter.year}"
        example = self.criteria[0] if self.criteria else Criterion("C1", "II", "Nội dung của tiêu chí", (), EVERYONE)
        return {
            "van_phong": self.office,
            "ten_co_quan": self.name,
            "ky_hieu": self.symbol,
            "lanh_dao": self.leaders,
            "dung_dau": titles[0],
            "cap_pho": titles[-1],
            "thuong_truc": self.standing,
            "viet_tat_thuong_truc": self.standing_short,
            "ky_hieu_thuong_truc": self.standing_symbol,
            "ky_hieu_hoi_dong": self.council_symbol,
            "cap_tren": self.higher,
            "cap_tren_day_du": self.higher.replace("UBND", "Ủy ban nhân dân"),
            "cap_tren_co_quan": self.higher.removeprefix("Chủ tịch "),
            "don_vi": self.units[0] if self.units else "Phòng A",
            "ke_hoach": plan.name,
            "ke_hoach_gui": plan.clause(plan.sending_clause),
            "ke_hoach_doi_tuong": plan.clause(plan.subjects_clause),
            "gui_tu": str(plan.first_day),
            "gui_den": str(plan.last_day),
            "quy": self.quarter.title,
            "quy_trong_cau": self.quarter.in_sentence,
            "nam": str(self.quarter.year),
            "nam_truoc": str(self.quarter.year - 1),
            "ngay_gui": short_date(min(first + timedelta(days=3), last)),
            "ngay_hop": short_date(min(last + timedelta(days=3), self.quarter.last_day)),
            "thang": month,
            "nhom": self.groups[-1] if self.criteria else self.leaders,
            "ma_tieu_chi": example.code,
            "muc_tieu_chi": example.clause,
            "tieu_chi": example.title,
            "ap_dung": example.addressed_to,
        }

    def fill(self, text: str) -> str:
        """A declared text in the office's words."""
        return WORD.sub(lambda found: self.words.get(found[1], found[0]), text)

    def lists(self) -> Mapping[str, tuple[Choice, ...]]:
        """The choices that a column takes from the office by the name in ``choices_from``, but for units."""
        return {"nhom": tuple(map(Choice, self.groups)), "van_ban": numbered_titles(self.units)}


def is_of_leaders(group: str) -> bool:
    """Whether a group is one of leaders and managers, by its name."""
    return any(word in fold(group) for word in LEADING)


@lru_cache(maxsize=64)
def worded_sheet(sheet: SheetSchema, terms: Terms) -> SheetSchema:
    """A sheet in the office's words: help, examples, sections and choices; the same for the same terms."""
    return replace(
        sheet, declared={key: _worded(each, terms) for key, each in sheet.declared.items()}, words=terms.words
    )


def worded(schema: WorkbookSchema, terms: Terms) -> WorkbookSchema:
    """A kind of workbook in the office's words."""
    return replace(schema, sheets=tuple(worded_sheet(sheet, terms) for sheet in schema.sheets))


def _worded(each: Column, terms: Terms) -> Column:
    listed = terms.lists().get(each.choices_from)
    choices = tuple(Choice(terms.fill(choice.text), tuple(map(terms.fill, choice.aliases))) for choice in each.choices)
    return replace(
        each,
        help=terms.fill(each.help),
        example=terms.fill(each.example),
        section=terms.fill(each.section),
        choices=listed or choices,
        choices_from="" if listed else each.choices_from,
    )

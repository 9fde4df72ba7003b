"""The rules across the cells of the office workbook: its rows follow each other, its shares, plan and leaders make sense."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from itertools import pairwise

from pipeline.values.addresses import is_address
from pipeline.values.dates import Quarter, quarter_of, short_date
from pipeline.values.model import Record, Submission
from pipeline.values.vietnamese import fold, lines, nearest
from schemas.co_quan import (
    CAN_CU,
    CO_QUAN,
    CO_QUAN_SHEET,
    DENOMINATOR,
    DENOMINATORS,
    DON_VI,
    HE_SO,
    KE_HOACH,
    LEADER_TITLES,
    LUONG_CO_SO,
    NGUOI_KY,
    NOI_NHAN,
    NOT_ANY,
    OPTIONAL_FACTS,
    PAPERS_WITH_RECIPIENTS,
    QUORUM,
    QUY_CHE,
    STANDING_BODY,
    THRESHOLD,
    WHOLE_NUMBERS,
)
from schemas.grammar import choice_key
from schemas.rules import Circumstances, Fault, Rule, Share

# signs that no system takes in a file's name, and no office in a unit's
NOT_IN_A_UNIT = re.compile(r'[\\/:*?"<>|]|\.\.')
PAPER_END = "./."  # which the templates print behind a paper's last word
SHARE = re.compile(r"(trên )?(?:(\d{1,3})/(\d{1,3})|(\d{1,3})%)")
NEVER_WITHOUT = (CO_QUAN_SHEET, NGUOI_KY, KE_HOACH, CAN_CU, LUONG_CO_SO, HE_SO, QUY_CHE)  # their facts need a successor


def parse_share(text: str) -> Share | None:
    """A share from «2/3», «80%», «trên 1/2»; None for any other text and for more than 100 %."""
    found = SHARE.fullmatch(" ".join(text.lower().split()))
    if not found or int(found[3] or 1) == 0:
        return None
    least = Fraction(int(found[2]), int(found[3])) if found[2] else Fraction(int(found[4]), 100)
    return Share(text, least, bool(found[1])) if least <= 1 else None


def regulations_are_legible(sent: Submission, now: Circumstances) -> Iterable[Fault]:
    """Quorum and threshold are shares, and the denominator is one of ``DENOMINATORS``."""
    for row, record in enumerate(sent.rows(QUY_CHE.name)):
        what, text = (record.text(key) for key in ("muc", "gia_tri"))
        if what == DENOMINATOR and text and text not in DENOMINATORS:
            yield Fault("unknown-denominator", QUY_CHE.name, "gia_tri", row, nearest(text, DENOMINATORS) or "",
                        {"choices": "; ".join(DENOMINATORS)})  # fmt: skip
        elif what in (QUORUM, THRESHOLD) and text and not parse_share(text):
            yield Fault("not-a-share", QUY_CHE.name, "gia_tri", row)


def dated_rows_follow_each_other(sent: Submission, now: Circumstances) -> Iterable[Fault]:
    """Of the rows about one thing exactly one is in force on each day: they neither overlap nor leave a gap.

    A row without «Đến ngày» ends where the next begins. Only a unit, member or the like may end without a successor.
    """
    for schema in CO_QUAN.sheets:
        about: dict[tuple[object, ...], list[tuple[date, date | None, int]]] = {}
        for row, record in enumerate(sent.rows(schema.name)):
            begun, key = record.day("tu_ngay"), tuple(map(record.value, schema.dated_by))
            if begun and None not in key and not (schema is KE_HOACH and _gives_way(record, sent)):
                about.setdefault(key, []).append((begun, record.day("den_ngay"), row))
        for rows in about.values():
            ordered = sorted(rows, key=lambda each: (each[0], each[2]))
            yield from _unchained(schema.name, ordered)
            _, ended, row = ordered[-1]
            if schema in NEVER_WITHOUT and ended is not None and ended < now.quarter.last_day:
                yield Fault("dated-expired", schema.name, "den_ngay", row, details={"quarter": now.quarter.title})


def _gives_way(plan: Record, sent: Submission) -> bool:
    """Whether a plan without a number begins on the day of one that has been issued."""
    others = (each for each in sent.tables[KE_HOACH.name] if each.value("so"))
    return not plan.value("so") and any(each.value("tu_ngay") == plan.value("tu_ngay") for each in others)


def _unchained(sheet_name: str, rows: Sequence[tuple[date, date | None, int]]) -> Iterable[Fault]:
    for begun, ended, row in rows:
        if ended is not None and ended < begun:
            yield Fault("ends-before-it-begins", sheet_name, "den_ngay", row, details={"begun": short_date(begun)})
    for (begun, ended, row), (following, _, later) in pairwise(rows):
        details = {"next": short_date(following), "ended": short_date(ended) if ended else ""}
        if following == begun:
            yield Fault("dated-twice", sheet_name, "tu_ngay", later)
        elif ended is not None and begun <= ended and following <= ended:
            yield Fault("dated-overlap", sheet_name, "den_ngay", row, details=details)
        elif ended is not None and begun <= ended and (following - ended).days > 1:
            yield Fault("dated-gap", sheet_name, "den_ngay", row, details=details)


def one_plan_a_quarter(sent: Submission, now: Circumstances) -> Iterable[Fault]:
    """No two plans begin in one quarter: nobody could know which of them is the plan of that quarter.

    A row without a number stands for a plan that has not been issued; it gives way to the one that has.
    """
    seen: dict[Quarter, date] = {}
    for row, record in enumerate(sent.rows(KE_HOACH.name)):
        if (begun := record.day("tu_ngay")) and record.value("so"):
            quarter = quarter_of(begun)
            first = seen.setdefault(quarter, begun)
            if first != begun:  # two rows of one day have another finding
                details = {"first": short_date(first), "quarter": quarter.title}
                yield Fault("two-plans", KE_HOACH.name, "tu_ngay", row, details=details)


def window_opens_before_it_closes(sent: Submission, now: Circumstances) -> Iterable[Fault]:
    """The first day on which units send is not after the last."""
    for row, record in enumerate(sent.rows(KE_HOACH.name)):
        first, last = record.number("gui_tu"), record.number("gui_den")
        if first is not None and last is not None and last < first:
            yield Fault("window-reversed", KE_HOACH.name, "gui_den", row, details={"first": str(first)})


def standing_body_is_a_unit(sent: Submission, now: Circumstances) -> Iterable[Fault]:
    """The standing body of the Council is one of the units."""
    units = [record.text("ten") for record in sent.rows(DON_VI.name)]
    for row, record in _facts(sent, STANDING_BODY):
        name = record.text("noi_dung")
        if name and units and all(units) and name not in units:
            yield Fault("standing-body-unknown", CO_QUAN_SHEET.name, "noi_dung", row, nearest(name, units) or "")


def no_leader_bears_the_title_of_a_unit_head(sent: Submission, now: Circumstances) -> Iterable[Fault]:
    """A position that makes a leader of the office is not how the head of a unit is called."""
    heads = {fold(r.text("dung_dau")): str(r.value("ten")) for r in sent.rows(DON_VI.name)}
    for row, record in _facts(sent, LEADER_TITLES):
        for title in titles_in(record.text("noi_dung")):
            if unit := heads.get(fold(title)):
                details = {"title": title, "unit": unit}
                yield Fault("title-of-a-unit-head", CO_QUAN_SHEET.name, "noi_dung", row, details=details)


def addresses_are_addresses(sent: Submission, now: Circumstances) -> Iterable[Fault]:
    """A unit's e-mail address is one address; to another text no letter is drafted."""
    for row, record in enumerate(sent.rows(DON_VI.name)):
        if (address := record.text("thu")) and not is_address(address):
            yield Fault("not-an-address", DON_VI.name, "thu", row)


def no_two_units_are_called_the_same(sent: Submission, now: Circumstances) -> Iterable[Fault]:
    """Of the units in force on the quarter's last day no two have a name, other name or code in common.

    A nomination under such a name would go to the first of them.
    """
    day = now.quarter.last_day
    rows: dict[object, tuple[date, int, Record]] = {}
    for row, record in enumerate(sent.rows(DON_VI.name)):
        begun, code = record.day("tu_ngay"), record.value("ma")
        if begun and begun <= day and (code not in rows or rows[code][0] <= begun):
            rows[code] = begun, row, record
    meant: dict[str, Record] = {}
    for _, row, record in rows.values():
        ended = record.day("den_ngay")
        for key in ("ten", "ten_khac", "ma") if not (ended and ended < day) else ():
            for name in lines(record.text(key)):
                if (other := meant.setdefault(choice_key(name), record)) is not record:
                    details = {"name": name, "unit": str(other.value("ten"))}
                    yield Fault("unit-named-twice", DON_VI.name, key, row, details=details)


def names_of_units_are_names(sent: Submission, now: Circumstances) -> Iterable[Fault]:
    """A unit's name has letters, and no sign that a file's name cannot have; the unit's files are called after it."""
    for row, record in enumerate(sent.rows(DON_VI.name)):
        name = record.text("ten")
        if name and (NOT_IN_A_UNIT.search(name) or not any(map(str.isalpha, name))):
            yield Fault("not-a-unit-name", DON_VI.name, "ten", row)


def numbers_are_whole(sent: Submission, now: Circumstances) -> Iterable[Fault]:
    """The facts that are numbers of days, years and millimetres are whole and not absurd."""
    for what, (least, most) in WHOLE_NUMBERS.items():
        for row, record in _facts(sent, what):
            text = record.text("noi_dung")
            whole = text.isascii() and text.isdigit() and len(text) < 6 and least <= int(text) <= most
            if text and not whole and not (text == NOT_ANY and what in OPTIONAL_FACTS):
                details = {"minimum": str(least), "maximum": str(most)}
                yield Fault("not-a-count", CO_QUAN_SHEET.name, "noi_dung", row, details=details)


def no_fact_ends_a_paper(sent: Submission, now: Circumstances) -> Iterable[Fault]:
    """The sign «./.» stands once in a paper, at its end, where the template prints it."""
    for schema in CO_QUAN.sheets:
        for row, record in enumerate(sent.rows(schema.name)):
            yield from (
                Fault("paper-end-typed", schema.name, key, row) for key in record if PAPER_END in record.text(key)
            )


def every_paper_has_recipients(sent: Submission, now: Circumstances) -> Iterable[Fault]:
    """Each kind of paper that is sent to somebody has a row of recipients; a workbook older than the kind has none."""
    rows = sent.rows(NOI_NHAN.name)
    ends = ((record.value("van_ban"), record.value("den_ngay")) for record in rows)
    listed = {paper for paper, ended in ends if not isinstance(ended, date) or ended >= now.quarter.last_day}
    if lacking := [paper for paper in PAPERS_WITH_RECIPIENTS.values() if paper not in listed]:
        details = {"papers": ", ".join(f"«{each}»" for each in lacking)}
        yield Fault("no-recipients", NOI_NHAN.name, "van_ban", -1, details=details)


def titles_in(text: str) -> tuple[str, ...]:
    """The titles or groups that a cell lists, separated by semicolons or lines."""
    return lines(text.replace(";", "\n"))


def _facts(sent: Submission, what: str) -> Iterable[tuple[int, Record]]:
    rows = enumerate(sent.rows(CO_QUAN_SHEET.name))
    return ((row, record) for row, record in rows if record.value("muc") == what)


RULES: tuple[Rule, ...] = (
    regulations_are_legible,
    dated_rows_follow_each_other,
    one_plan_a_quarter,
    window_opens_before_it_closes,
    standing_body_is_a_unit,
    no_leader_bears_the_title_of_a_unit_head,
    addresses_are_addresses,
    no_two_units_are_called_the_same,
    names_of_units_are_names,
    numbers_are_whole,
    no_fact_ends_a_paper,
    every_paper_has_recipients,
)

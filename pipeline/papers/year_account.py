"""Turns a year into its account: what was sent, proposed, awarded and paid in each quarter, and what became of the chosen ones.

The figures are counted with pandas from the records themselves; the report and the page of the year print them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from pipeline.checking.checked import Checked
from pipeline.checking.council import candidate_of
from pipeline.papers.meeting_printing import within_sentence
from pipeline.papers.printing import Context, amount, in_one_phrase
from pipeline.papers.year_figures import counted_by
from pipeline.papers.year_papers import EARLY, LATE, MISSING, ON_TIME, RETURNED, WITHDRAWN, YearBook, quarters_of
from pipeline.values.dates import Quarter, short_date
from pipeline.values.numbers import count, group, in_words
from pipeline.values.vietnamese import NO_BREAK
from schemas.co_quan import COLLECTIVE, INDIVIDUAL
from schemas.gioi_thieu import CERTIFICATE, PRAISE, is_higher
from schemas.terms import is_of_leaders

HEADINGS: Mapping[str, str] = {  # the figures by which years are compared
    "on_time": "Lượt gửi hồ sơ đúng hạn",
    "nominees": "Lượt cá nhân được giới thiệu",
    "collectives": "Lượt tập thể được giới thiệu",
    "women": "Lượt cá nhân nữ được giới thiệu",
    "leaders": "Lượt lãnh đạo, quản lý được giới thiệu",
    "certificates": "Giấy khen",
    "praised": "Biểu dương, nêu gương",
    "higher": "Đề nghị cấp trên khen thưởng",
    "money": "Tiền thưởng (đồng)",
    "chosen": "Điển hình tiên tiến được chọn",
    "taken_over": "Điển hình tiên tiến đã có thông tin nhân rộng",
}
SUMS, OF_MEETING = "Cộng", ("giay_khen", "bieu_duong", "cap_tren", "tien")
COLUMNS = ("quarter", "recipient", "group", "sex", "form", "money")


def frame_of(book: YearBook) -> pd.DataFrame:
    """One row for each accepted nomination of the year: quarter, kind, group, sex, what was decided, the amount in đồng."""
    rows = [row for checked in book.quarters for row in _rows(checked)]
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype=object)


def _rows(checked: Checked) -> Sequence[tuple[object, ...]]:
    votes = {vote.candidate: vote for vote in checked.meeting.votes} if checked.meeting else {}
    rows = []
    for sent in checked.accepted:
        candidate = candidate_of(sent)
        form = votes[candidate].decided if candidate in votes else ""
        money = checked.deciding.award(candidate.recipient) if form == CERTIFICATE else 0
        of_sent = (candidate.recipient, sent.text("nhom"), sent.text("gioi_tinh"))
        rows.append((checked.quarter.number, *of_sent, form, money))
    return rows


def account(book: YearBook) -> Mapping[str, int]:
    """The year's figures under the keys of ``HEADINGS``; the certificates and the money include those of the year's end."""
    rows, states = frame_of(book), pd.Series([state for each in book.register.values() for state in each], dtype=object)
    people = rows[rows["recipient"] == INDIVIDUAL]
    at_the_end = sum(book.deciding.award(each.candidate.recipient) for each in book.to_award)
    chosen = [checked for checked in book.quarters if checked.meeting]
    return {
        "on_time": int((states == ON_TIME).sum()),
        "nominees": len(people),
        "collectives": len(rows) - len(people),
        "women": int((people["sex"] == "Nữ").sum()),
        "leaders": int(people["group"].map(is_of_leaders).sum()),
        "certificates": int((rows["form"] == CERTIFICATE).sum()) + len(book.to_award),
        "praised": int((rows["form"] == PRAISE).sum()),
        "higher": int(rows["form"].map(is_higher).sum()),
        "money": int(rows["money"].sum()) + at_the_end,
        "chosen": len(chosen),
        "taken_over": sum(bool(book.follow_up.taken_over_in(checked.quarter)) for checked in chosen),
    }


def print_account(book: YearBook, others: Mapping[int, Mapping[str, int]]) -> Context:
    """The account as text, under the names that the report's template uses in ``ket_qua``; ``others`` are earlier years' figures."""
    rows, numbers = frame_of(book), account(book)
    groups = counted_by(rows[rows["recipient"] == INDIVIDUAL], "group")
    before = others.get(book.year - 1, {})
    chosen = replicated(book)
    lacking = [unit for unit, states in book.register.items() if set(states) & {RETURNED, MISSING}]
    return {
        "quy": tuple(_print_quarter(quarter, rows, book) for quarter in quarters_of(book.year)),
        "cong": _print_row(SUMS, rows, [state for each in book.register.values() for state in each]),
        **{key: group(number) if key == "money" else count(number) for key, number in numbers.items()},
        "men": count(numbers["nominees"] - numbers["women"]),
        "theo_nhom": "; ".join(f"{within_sentence(label)} {count(number)}" for label, number in groups),
        "tien_chu": f"{in_words(numbers['money'])} đồng",
        "cuoi_nam": tuple(
            amount(kind, number, book.deciding.award(kind))
            for kind in (COLLECTIVE, INDIVIDUAL)
            if (number := sum(each.candidate.recipient == kind for each in book.to_award))
        ),
        "dien_hinh": chosen,
        "co_noi_ap_dung": any(each["noi"] for each in chosen),
        "chua_nhan_rong": tuple(f"{each['trong_cau']} ({within_sentence(str(each['quy']))})" for each in chosen if not each["noi"]),
        "nam_truoc": str(book.year - 1),
        "so_sanh": tuple(
            {"ten": heading, "truoc": group(before[key]), "nay": group(numbers[key])}
            for key, heading in HEADINGS.items()
            if key in before
        ),
        "gui_chua_du": tuple(lacking),
    }  # fmt: skip


def _print_quarter(quarter: Quarter, rows: pd.DataFrame, book: YearBook) -> Context:
    """A row of the report's tables; a quarter in which the Council has not met has no figures of awards."""
    states = [each[quarter.number - 1] for each in book.register.values()]
    printed = _print_row(f"Quý {quarter.roman}", rows[rows["quarter"] == quarter.number], states)
    if any(checked.quarter == quarter and checked.meeting for checked in book.quarters):
        return printed
    not_met = {"giay_khen": "chưa họp xét"} if quarter in book.not_met else {}
    return {**printed, **dict.fromkeys(OF_MEETING, "-"), **not_met}


def _print_row(name: str, own: pd.DataFrame, of_units: Sequence[str]) -> Context:
    states, forms = pd.Series(of_units, dtype=object), own["form"]
    on_time, other, owed = (
        int(states.isin(each).sum()) for each in ([ON_TIME], [EARLY, LATE], [RETURNED, MISSING, WITHDRAWN])
    )
    return {
        "ten": name,
        "dung_han": count(on_time),
        "som_muon": count(other),
        "chua_gui": count(owed),
        "ca_nhan": count(int((own["recipient"] == INDIVIDUAL).sum())),
        "tap_the": count(int((own["recipient"] == COLLECTIVE).sum())),
        "giay_khen": count(int((forms == CERTIFICATE).sum())),
        "bieu_duong": count(int((forms == PRAISE).sum())),
        "cap_tren": count(int(forms.map(is_higher).sum())),
        "tien": group(int(own["money"].sum())),
    }


def replicated(book: YearBook) -> tuple[Context, ...]:
    """The chosen ones of the year's quarters, each with what is known of where it was taken over (Kế hoạch 07, mục IV)."""
    return tuple(_chosen(checked, book) for checked in book.quarters if checked.meeting)


def _chosen(checked: Checked, book: YearBook) -> Context:
    """The chosen one of a quarter and what is known of where it was taken over; texts are empty where nothing is."""
    assert checked.meeting
    one = checked.meeting.chosen.candidate
    sent = next((each for each in checked.accepted if candidate_of(each) == one), None)
    title, position = (sent.text("danh_xung"), sent.text("chuc_vu")) if sent else ("", "")
    leaders = checked.office.leaders
    named = ", ".join(filter(None, (one.name, in_one_phrase(position, one.unit, leaders))))
    title, named = (COLLECTIVE, one.name) if one.recipient == COLLECTIVE else (title, named)
    known = book.follow_up.taken_over_in(checked.quarter)
    taken = (
        ", ".join(filter(None, (each.where, f"ngày{NO_BREAK}{short_date(each.day)}" if each.day else "")))
        for each in known
    )
    return {
        "quy": f"Quý {checked.quarter.roman}",
        "ten": f"{title} {named}".strip(),
        "trong_cau": f"{title.lower()} {named}".strip(),
        "noi": tuple(filter(None, taken)),
        "ket_qua": tuple(line for each in known for line in each.result),
        "nguon": tuple(dict.fromkeys(each.source for each in known if each.source)),
    }  # fmt: skip

"""The rules of the Council's workbook: attendance, ballots, the votes on each nominee, and the vote for the one chosen (plan V)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.values.dates import Clock, short_date
from pipeline.values.model import Submission
from pipeline.values.numbers import count, percent
from pipeline.values.vietnamese import lines, nearest, one_line
from schemas.co_quan import OF_ISSUED, OF_MEMBERS, OF_VALID
from schemas.gioi_thieu import LATEST, PRAISE, of_this_quarter
from schemas.grammar import YES
from schemas.hoi_dong import BIEU_QUYET, NO_AWARD, THANH_VIEN
from schemas.rules import Circumstances, Fault, Regulations, Rule, rows_again


def held_after_the_window_opened(sent: Submission, now: Circumstances) -> Iterable[Fault]:
    """The meeting is not before the first day on which units may send (plan V), nor ``LATEST`` after the quarter."""
    day, (first, _) = sent.labels.day("ngay_hop"), now.terms.plan.window(now.quarter)
    if day and not first <= day <= now.quarter.last_day + LATEST:
        details = {"first": short_date(first), "last": short_date(now.quarter.last_day + LATEST)}
        yield Fault("implausible-meeting", sent.main, "ngay_hop", details=details)


def held_after_all_was_sent(sent: Submission, now: Circumstances) -> Iterable[Fault]:
    """No nomination was sent after the meeting; a meeting before the window is reported by the rule above."""
    day = sent.labels.day("ngay_hop")
    if day is None or day < now.terms.plan.window(now.quarter)[0]:
        return
    later = {file: sent_on for file, sent_on in now.sent_on.items() if sent_on > day}
    if later:
        first = min(later)
        details = {"number": count(len(later)), "first": first, "sent": short_date(later[first])}
        yield Fault("sent-after-meeting", sent.main, "ngay_hop", details=details)


def ends_after_it_starts(sent: Submission, now: Circumstances) -> Iterable[Fault]:
    """The meeting ends later than it starts."""
    start, end = sent.labels.value("gio_bat_dau"), sent.labels.value("gio_ket_thuc")
    if isinstance(start, Clock) and isinstance(end, Clock) and end <= start:
        yield Fault("ends-before-start", sent.main, "gio_ket_thuc", details={"start": str(start)})


def ballots_add_up(sent: Submission, now: Circumstances) -> Iterable[Fault]:
    """Present ≥ issued ≥ returned = valid + invalid."""
    issued, returned, valid, invalid = (
        sent.labels.number(key) for key in ("phat_ra", "thu_vao", "hop_le", "khong_hop_le")
    )
    attending = [record.value("co_mat") for record in sent.rows(THANH_VIEN.name)]
    present = attending.count(YES)
    if issued is not None and present and None not in attending and issued > present:
        yield Fault("ballots-exceed-present", sent.main, "phat_ra", details={"present": str(present)})
    if issued is not None and returned is not None and returned > issued:
        yield Fault("ballots-exceed-issued", sent.main, "thu_vao", details={"issued": str(issued)})
    elif returned is not None and valid is not None and invalid is not None and valid + invalid != returned:
        details = {"valid": str(valid), "invalid": str(invalid), "returned": str(returned)}
        yield Fault("ballots-do-not-add-up", sent.main, "hop_le", details=details)


def each_member_once_absences_explained(sent: Submission, now: Circumstances) -> Iterable[Fault]:
    """Each member has one row, each absent one a reason; chair and secretary are members who are present."""
    rows = sent.rows(THANH_VIEN.name)
    names = [record.line("ho_ten") for record in rows]
    for row, (name, record) in enumerate(zip(names, rows, strict=True)):
        if name and name in names[:row]:
            yield Fault("member-twice", THANH_VIEN.name, "ho_ten", row)
        if record.value("co_mat") == "Không" and not record.line("ly_do"):
            yield Fault("absent-without-reason", THANH_VIEN.name, "ly_do", row)
    present = [name for name, record in zip(names, rows, strict=True) if record.value("co_mat") == YES]
    for key in ("chu_tri", "thu_ky"):
        name = sent.labels.line(key)
        if name and names and all(names) and name not in names:
            yield Fault("not-a-member", sent.main, key, suggestion=nearest(name, names) or "")
        elif name and name in names and present and name not in present:
            yield Fault("leads-though-absent", sent.main, key)


def enough_are_present(sent: Submission, now: Circumstances) -> Iterable[Fault]:
    """Enough members are present for the quorum in the office workbook; checked once each row says who is present."""
    rows = sent.rows(THANH_VIEN.name)
    present = sum(record.value("co_mat") == YES for record in rows)
    attendance_filled = sum(record.value("co_mat") is not None for record in rows)
    rules = now.regulations
    if rules and rows and attendance_filled == len(rows) and not rules.quorum.holds(present, len(rows)):
        details = {"present": str(present), "members": str(len(rows)), "quorum": rules.quorum.text}
        yield Fault("no-quorum", THANH_VIEN.name, "co_mat", -1, details={**details, "source": rules.source})


def votes_are_within_the_ballots(sent: Submission, now: Circumstances) -> Iterable[Fault]:
    """For each nominee the votes for and against are together at most the valid ballots."""
    valid = sent.labels.number("hop_le")
    for row, record in enumerate(sent.rows(BIEU_QUYET.name)):
        cast = sum(record.number(key) or 0 for key in ("dong_y", "khong_dong_y"))
        if valid is not None and cast > valid:
            details = {"cast": str(cast), "valid": str(valid)}
            yield Fault("votes-exceed-valid", BIEU_QUYET.name, "dong_y", row, details=details)


def exactly_one_is_chosen(sent: Submission, now: Circumstances) -> Iterable[Fault]:
    """Exactly one nominee is chosen as điển hình (plan V)."""
    rows = sent.rows(BIEU_QUYET.name)
    chosen = [row for row, record in enumerate(rows) if record.value("duoc_chon") == YES]
    if not chosen and not any("duoc_chon" in record.unusable for record in rows):
        yield Fault("nobody-chosen", BIEU_QUYET.name, "duoc_chon", -1)
    for row in chosen[1:]:
        yield Fault("chosen-twice", BIEU_QUYET.name, "duoc_chon", row, details={"other": rows[chosen[0]].line("ten")})


def nobody_below_the_threshold_is_awarded(sent: Submission, now: Circumstances) -> Iterable[Fault]:
    """Nobody with fewer votes than the regulations ask is chosen or awarded."""
    rows = sent.rows(BIEU_QUYET.name)
    whole = denominator(sent, now.regulations)
    if now.regulations and now.regulations.denominator != OF_MEMBERS and any(ballots_add_up(sent, now)):
        return  # a share of wrong ballots says nothing
    for row, record in enumerate(rows):
        votes = record.number("dong_y")
        if now.regulations is None or not whole or votes is None:
            continue
        if now.regulations.threshold.holds(votes, whole) or votes > whole:
            continue
        details = {
            "votes": f"{votes}/{whole} ({percent(votes, whole)})",
            "threshold": now.regulations.threshold.text,
            "source": now.regulations.source,
        }
        if record.value("duoc_chon") == YES:
            yield Fault("chosen-under-threshold", BIEU_QUYET.name, "duoc_chon", row, details=details)
        elif record.value("hinh_thuc") not in (None, NO_AWARD, PRAISE):
            yield Fault("award-under-threshold", BIEU_QUYET.name, "hinh_thuc", row, details=details)


def each_valid_ballot_chooses_one(sent: Submission, now: Circumstances) -> Iterable[Fault]:
    """The choices of the one exemplary nominee are as many as the valid ballots: each of these chooses one (plan V)."""
    valid, choices = sent.labels.number("hop_le"), _choices(sent)
    if valid is not None and choices and None not in choices and sum(map(int, filter(None, choices))) != valid:
        details = {"cast": str(sum(each or 0 for each in choices)), "valid": str(valid)}
        yield Fault("choices-do-not-add-up", BIEU_QUYET.name, "phieu_chon", -1, details=details)


def the_one_chosen_has_most_choices(sent: Submission, now: Circumstances) -> Iterable[Fault]:
    """The one chosen has more choices than any other nominee, or as many, and the regulations' rule decided (plan V)."""
    rows, choices = sent.rows(BIEU_QUYET.name), _choices(sent)
    chosen = [row for row, record in enumerate(rows) if record.value("duoc_chon") == YES]
    if len(chosen) != 1 or None in choices:
        return
    own, most = choices[chosen[0]] or 0, max(each or 0 for each in choices)
    first = next(row for row, each in enumerate(choices) if each == most)
    if own == 0:
        yield Fault("chosen-without-votes", BIEU_QUYET.name, "duoc_chon", chosen[0])
    elif own < most:
        details = {"own": str(own), "most": str(most), "other": rows[first].line("ten")}
        yield Fault("chosen-with-fewer-votes", BIEU_QUYET.name, "duoc_chon", chosen[0], details=details)
    elif choices.count(most) > 1:
        details = {"number": count(choices.count(most)), "most": count(most)}
        if now.regulations and not now.regulations.tie:
            yield Fault("tie-without-rule", sent.main, "bang_phieu", details=details)
        elif not sent.labels.line("quyet_bang_phieu"):
            rules = now.regulations
            details |= {"rule": rules.tie if rules else "", "source": rules.tie_source if rules else ""}
            yield Fault("tie-undecided", sent.main, "quyet_bang_phieu", details=details)


def each_teller_once_and_present(sent: Submission, now: Circumstances) -> Iterable[Fault]:
    """Nobody is named twice among those who count the ballots, and none of them is a member who is absent."""
    tellers = lines(sent.text("to_kiem_phieu"))
    absent = {row.line("ho_ten") for row in sent.rows(THANH_VIEN.name) if row.value("co_mat") == "Không"}
    for name in dict.fromkeys(map(one_line, tellers)):
        if tellers.count(name) > 1:
            yield Fault("teller-twice", sent.main, "to_kiem_phieu", details={"name": name})
        elif name in absent:
            yield Fault("teller-absent", sent.main, "to_kiem_phieu", details={"name": name})


def each_nominee_has_one_row(sent: Submission, now: Circumstances) -> Iterable[Fault]:
    """Nobody is voted on twice. Whether those voted on are still nominees is no fault of this workbook."""
    rows = sent.rows(BIEU_QUYET.name)
    about = ((record.line("doi_tuong"), record.line("ten"), record.line("don_vi")) for record in rows)
    for row in rows_again(each if each[1] else None for each in about):
        yield Fault("nominee-twice", BIEU_QUYET.name, "ten", row)


RULES: tuple[Rule, ...] = (
    of_this_quarter,
    held_after_the_window_opened,
    held_after_all_was_sent,
    ends_after_it_starts,
    ballots_add_up,
    each_member_once_absences_explained,
    enough_are_present,
    votes_are_within_the_ballots,
    exactly_one_is_chosen,
    nobody_below_the_threshold_is_awarded,
    each_valid_ballot_chooses_one,
    the_one_chosen_has_most_choices,
    each_teller_once_and_present,
    each_nominee_has_one_row,
)


def denominator(sent: Submission, regulations: Regulations | None) -> int:
    """The number that counts as 100 % of the votes, by the office's regulations; 0 if it is not known yet."""
    if regulations is None:
        return 0
    if regulations.denominator == OF_MEMBERS:
        return len(sent.rows(THANH_VIEN.name))
    return sent.labels.number({OF_ISSUED: "phat_ra", OF_VALID: "hop_le"}[regulations.denominator]) or 0


def _choices(sent: Submission) -> list[int | None]:
    """For each nominee how many ballots choose it; None where that is not a number."""
    return [record.number("phieu_chon") for record in sent.rows(BIEU_QUYET.name)]

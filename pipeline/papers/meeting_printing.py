"""Turns the Council's meeting into the text that the minutes, the tờ trình and the letter of introduction print."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.checking.after_meeting import REASONS
from pipeline.checking.council import Meeting, Vote
from pipeline.papers.printing import Context, Nomination, numbered, points
from pipeline.values.dates import long_date
from pipeline.values.numbers import count
from pipeline.values.vietnamese import lines, one_line
from schemas.co_quan import COLLECTIVE, INDIVIDUAL
from schemas.gioi_thieu import CERTIFICATE, is_higher
from schemas.hoi_dong import NO_AWARD
from schemas.rules import Candidate

TEXTS = ("dong_y", "phieu_chon", "khong_dong_y", "ty_le", "ket_qua", "ghi_chu")
NO_VOTE = {**dict.fromkeys(TEXTS, ""), "dat": False, "duoc_chon": False}


def print_vote(vote: Vote | None) -> Context:
    """A nominee's votes and result as text; empty texts if ``vote`` is None, before the Council has met."""
    if vote is None:
        return NO_VOTE
    return {
        "dong_y": count(vote.in_favour),
        "phieu_chon": count(vote.choices),
        "khong_dong_y": count(vote.against),
        "ty_le": vote.ratio,
        "ket_qua": vote.decided,
        "dat": vote.reached,
        "duoc_chon": vote.chosen,
        "ghi_chu": vote.note,
    }


def print_meeting(meeting: Meeting, nominations: Sequence[Nomination]) -> Context:
    """The meeting as text, under the names that the Word templates use in ``hop``; ``nominations`` are all voted on."""
    facts, rules = meeting.facts, meeting.regulations
    present = tuple(each for each in meeting.members if each.present)
    positions = {each.name: each.position for each in meeting.members}
    by_candidate = {each.candidate: each.public for each in nominations}
    chosen = meeting.chosen
    one = by_candidate[chosen.candidate]
    called = {each.name: f"{each.title.lower()} {each.name}".strip() for each in meeting.members}
    return {
        "ngay": long_date(meeting.day),
        "ngay_ky": f"{meeting.office.facts['Địa danh']}, {long_date(meeting.day)}",
        "gio_bat_dau": facts["gio_bat_dau"],
        "gio_ket_thuc": facts["gio_ket_thuc"],
        "dia_diem": facts["dia_diem"],
        "chu_tri": facts["chu_tri"],
        "chu_tri_goi": called.get(facts["chu_tri"], facts["chu_tri"]),
        "chuc_vu_chu_tri": positions.get(facts["chu_tri"], ""),
        "thu_ky": facts["thu_ky"],
        "thu_ky_goi": called.get(facts["thu_ky"], facts["thu_ky"]),
        "chuc_vu_thu_ky": positions.get(facts["thu_ky"], ""),
        "co_mat": tuple({"ho_ten": called[m.name], "chuc_vu": m.position, "vai_tro": m.role} for m in present),
        "vang": tuple({"ho_ten": called[m.name], "chuc_vu": m.position, "ly_do": within_sentence(m.reason)} for m in meeting.members if not m.present),
        "so_thanh_vien": count(len(meeting.members)),
        "so_co_mat": count(len(present)),
        "so_vang": count(len(meeting.members) - len(present)),
        "to_kiem_phieu": tuple(called.get(name, name) for name in map(one_line, lines(facts["to_kiem_phieu"]))),
        "bang_phieu": _tie(meeting, by_candidate),
        "y_kien": points(meeting.opinions),
        **{key: count(int(facts[key])) for key in ("phat_ra", "thu_vao", "hop_le", "khong_hop_le")},
        "mau_so": f"{rules.denominator} ({count(meeting.whole)})",
        "nguong": rules.threshold.text,
        "quy_che": rules.source,
        "tap_the": numbered(by_candidate[v.candidate] for v in meeting.votes if v.candidate.recipient == COLLECTIVE),
        "ca_nhan": numbered(by_candidate[v.candidate] for v in meeting.votes if v.candidate.recipient == INDIVIDUAL),
        "duoc_chon": {**one, "thanh_tich": points(one["thanh_tich"])},
        "cho_bieu_quyet_lai": REASONS[chosen.absence] if chosen.absence else "",
        "da_gui": count(len({v.candidate.unit for v in meeting.votes if v.candidate.recipient == INDIVIDUAL} - {meeting.office.leaders})),
        "vang_ho_so": tuple({"ten": _called(v.candidate, by_candidate), "ten_chen": _set_off(v.candidate, by_candidate), "ly_do": REASONS[v.absence]} for v in meeting.absent),
        "chon_tap_the": chosen.candidate.recipient == COLLECTIVE,
        "ten_duoc_chon": _called(chosen.candidate, by_candidate),
        "ten_duoc_chon_chen": _set_off(chosen.candidate, by_candidate),
        "bieu_quyet_chon": print_vote(chosen),
        "cap_tren": tuple({"ten": _called(v.candidate, by_candidate), "hinh_thuc": meeting.office.award_in_full(v.decided), "ty_le": v.ratio} for v in meeting.proposed_higher),
        "hinh_thuc_khac": _by_form([v for v in meeting.standing if v.decided not in (CERTIFICATE, NO_AWARD) and not is_higher(v.decided)], by_candidate),
        "khong_khen": tuple({"ten": _called(v.candidate, by_candidate)} for v in meeting.decided(NO_AWARD)),
    }  # fmt: skip


def _by_form(votes: Sequence[Vote], by_candidate: Mapping[Candidate, Context]) -> tuple[Context, ...]:
    """The forms of award that were decided, each once, with all to whom it was given."""
    return tuple(
        {"hinh_thuc": form, "ten": "; ".join(_called(v.candidate, by_candidate) for v in votes if v.decided == form)}
        for form in dict.fromkeys(vote.decided for vote in votes)
    )


def _tie(meeting: Meeting, by_candidate: Mapping[Candidate, Context]) -> Context:
    """Who had equally many choices, and what decided: the rule, its source, the decision; empty texts if nobody had as many."""
    rules, tied = meeting.regulations, meeting.tied
    return {
        "so": count(len(tied)) if tied else "",
        "ten": tuple(_called(vote.candidate, by_candidate) for vote in tied),
        "quy_tac": within_sentence(rules.tie.rstrip(". ")) if tied else "",
        "nguon": rules.tie_source.rstrip(". ") if tied else "",
        "quyet_dinh": meeting.facts["quyet_bang_phieu"].rstrip(". ") if tied else "",
    }


def within_sentence(text: str) -> str:
    """A text typed as a phrase, as it stands in the middle of a sentence: «Đi công tác» → «đi công tác», «UBND» stays."""
    first = text.partition(" ")[0]
    return text[:1].lower() + text[1:] if first[1:] == first[1:].lower() else text


def _called(candidate: Candidate, by_candidate: Mapping[Candidate, Context]) -> str:
    """How a sentence names a nominee: «bà Nguyễn Thị Mẫu, Chuyên viên Phòng Kinh tế», or «tập thể Phòng Kinh tế»."""
    person = by_candidate[candidate]
    if candidate.recipient == COLLECTIVE:
        return f"tập thể {candidate.name}"
    return f"{person['danh_xung'].lower()} {person['ho_ten']}, {person['chuc_vu_lien']}".strip()


def _set_off(candidate: Candidate, by_candidate: Mapping[Candidate, Context]) -> str:
    """The same where the sentence goes on: a comma closes the position, «bà Nguyễn Thị Mẫu, Chuyên viên Phòng Kinh tế,»."""
    return _called(candidate, by_candidate) + ("," if candidate.recipient == INDIVIDUAL else "")

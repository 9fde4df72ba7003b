"""Turns the chosen one and the day of the meeting into what the papers about replication print: who, what to learn, in how many days."""

from __future__ import annotations

from pipeline.checking.council import Meeting
from pipeline.papers.meeting_printing import within_sentence
from pipeline.papers.printing import Context, number_of_days, points
from schemas.co_quan import COLLECTIVE, DAYS_TO_INTRODUCE, DAYS_TO_REPORT
from schemas.terms import is_of_leaders

LINES = ("nhiem_vu", "thanh_tich", "cach_lam", "kha_nang")


def print_replication(meeting: Meeting, held: Context) -> Context:
    """The chosen one as ``nhan_rong`` prints it; the numbers of days, counted from the notice, are "" where the office names none.

    ``held`` is the printed meeting. Source: the plan, V (the Council has the chosen one replicated).
    """
    chosen = held["duoc_chon"]
    collective = meeting.chosen.candidate.recipient == COLLECTIVE
    lines = {key: points(chosen[key]) for key in LINES if key in chosen}
    return {
        **chosen,
        **lines,
        "nhiem_vu_mot": within_sentence(tasks[0].rstrip(". ")) if len(tasks := lines.get("nhiem_vu", ())) == 1 else "",
        "la_tap_the": collective,
        "la_lanh_dao": is_of_leaders(chosen.get("nhom", "")),
        "goi": f"{'tập thể' if collective else chosen['danh_xung'].lower()} {chosen['ten']}".strip(),
        "xung_ho": "tập thể" if collective else chosen["danh_xung"].lower(),  # once the name has been said
        "so_ngay_gioi_thieu": number_of_days(meeting.office, DAYS_TO_INTRODUCE),
        "so_ngay_bao_cao": number_of_days(meeting.office, DAYS_TO_REPORT),
    }

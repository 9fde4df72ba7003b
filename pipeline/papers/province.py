"""Turns those whom only a higher level can award into the submission of the office to it, and a report of achievements for each.

The form of the report is a fact of the office by date, since each decree has its own; one that nobody has confirmed is noted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pipeline.checking.council import Meeting
from pipeline.checking.office import Office
from pipeline.papers.kinds import Copy
from pipeline.papers.nominations import FILE_NAME_LIMIT
from pipeline.papers.printing import Context, Nomination, called, numbered, numbers_of
from pipeline.values.vietnamese import slug
from schemas.co_quan import CO_QUAN_SHEET, COLLECTIVE, FORM_OF_COLLECTIVE, FORM_OF_INDIVIDUAL, HIGHER_BODY, INDIVIDUAL
from schemas.rules import Candidate

NOTHING: Context = {"tap_the": (), "ca_nhan": (), "doi_tuong": "", "hinh_thuc": "", "qua": ""}


def print_higher(meeting: Meeting | None, nominations: Sequence[Nomination]) -> Context:
    """Those proposed to a higher level as the submission lists them (``cap_tren``); empty before the meeting, or if there are none."""
    if meeting is None or not meeting.proposed_higher:
        return NOTHING
    rows = list(_higher(meeting, nominations))
    of_kind = {kind: [each for one, each in rows if one.recipient == kind] for kind in (COLLECTIVE, INDIVIDUAL)}
    return {
        "tap_the": numbered(of_kind[COLLECTIVE]),
        "ca_nhan": numbered(of_kind[INDIVIDUAL]),
        "doi_tuong": numbers_of({kind: len(each) for kind, each in of_kind.items()}),
        "hinh_thuc": " và ".join(
            dict.fromkeys(meeting.office.award_in_full(each["hinh_thuc_trinh"]) for _, each in rows)
        ),
        "qua": meeting.office.facts.get(HIGHER_BODY, ""),
    }


def achievement_reports(meeting: Meeting | None, nominations: Sequence[Nomination]) -> tuple[Copy, ...]:
    """A report of achievements for each of them, without sensitive columns."""
    if meeting is None:
        return ()
    made = []
    for one, each in _higher(meeting, nominations):
        collective = one.recipient == COLLECTIVE
        stem = slug(one.name if collective else f"{one.unit} {one.name}", FILE_NAME_LIMIT - len(".docx"))
        report = {
            **each,
            "hinh_thuc_trinh": meeting.office.award_in_full(each["hinh_thuc_trinh"]),
            "la_tap_the": collective,
            "mau": form_of(meeting.office, one.recipient),
            "nguoi_bao_cao": each["nguoi_dung_dau" if collective else "ho_ten"],
        }
        made.append(Copy(stem, called(one), {"bao_cao": report}))
    return tuple(made)


def form_of(office: Office, recipient: str) -> str:
    """The form of the decree in force on the office's day for a report of this kind; "" if the office names none."""
    return office.facts.get(FORM_OF_COLLECTIVE if recipient == COLLECTIVE else FORM_OF_INDIVIDUAL, "")


def form_notes(office: Office) -> Mapping[str, str]:
    """Notes on forms that nobody has confirmed: first words of the paragraph that names one → text of a Word comment."""
    named = {FORM_OF_COLLECTIVE: form_of(office, COLLECTIVE), FORM_OF_INDIVIDUAL: form_of(office, INDIVIDUAL)}
    return {
        f"Báo cáo lập theo {named[fact.text]}": f"Chưa xác nhận (co-quan.xlsx, trang «{CO_QUAN_SHEET.name}», ô {fact.cell}): đối chiếu mẫu của nghị định đang có hiệu lực."
        for fact in office.doubts(CO_QUAN_SHEET.name)
        if named.get(fact.text)
    }


def _higher(meeting: Meeting, nominations: Sequence[Nomination]) -> Iterable[tuple[Candidate, Context]]:
    """Name and printed text of each whom only a higher level can award, with the award that the Council decided."""
    known = {each.candidate: each for each in nominations}
    for vote in meeting.proposed_higher:
        if vote.candidate in known:
            yield vote.candidate, {**known[vote.candidate].public, "hinh_thuc_trinh": vote.decided}

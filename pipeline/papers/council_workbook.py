"""Turns a quarter's nominees and the members on record into the Council's workbook, to be filled in at its meeting."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.checking.office import Office
from pipeline.drawing.forms.content import Content
from pipeline.drawing.forms.forms import council_form
from schemas.hoi_dong import BIEU_QUYET, CUOC_HOP, THANH_VIEN
from schemas.rules import Candidate


def council_workbook(quarter_title: str, office: Office, candidates: Sequence[Candidate]) -> bytes:
    """The Council's workbook as xlsx bytes, with the nominees, the members and the Council's regulations filled in."""
    rules = office.regulations
    printed = (
        {"cach_tinh": rules.denominator, "nguong": rules.threshold.text, "toi_thieu": rules.quorum.text}
        if rules
        else {}
    )
    members = [{"ho_ten": each.name, "chuc_vu": each.position, "vai_tro": each.role} for each in office.members]
    rows = [
        {"doi_tuong": each.recipient, "ten": each.name, "don_vi": each.unit, "de_nghi": each.award_form}
        for each in candidates
    ]
    return council_form(
        (),
        Content({CUOC_HOP.name: {"quy": quarter_title, **printed}}, {THANH_VIEN.name: members, BIEU_QUYET.name: rows}),
    )

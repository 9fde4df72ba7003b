"""Turns a quarter's nominees and the members on record into the Council's workbook, to be filled in at its meeting.

What the officer has already typed into an earlier one is carried over; nominees without a vote there are marked as new.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.checking.office import Office
from pipeline.drawing.forms.cells import form_cell
from pipeline.drawing.forms.content import Content
from pipeline.drawing.forms.forms import council_form
from pipeline.values.model import Submission
from pipeline.values.vietnamese import one_line
from schemas.grammar import SheetSchema
from schemas.hoi_dong import BIEU_QUYET, CUOC_HOP, THANH_VIEN
from schemas.rules import Candidate
from schemas.terms import Terms

NEW = "Mới so với tệp đã điền: chưa có kết quả biểu quyết."
GONE = "Đã biểu quyết nhưng không còn trong danh sách được giới thiệu; giữ dòng này vì kết quả đã ghi."
VOTED_ON, NAME = ("doi_tuong", "ten", "don_vi"), ("ho_ten",)  # the columns by which rows of the two tables are the same
Row = Mapping[str, str]


def council_workbook(
    terms: Terms, office: Office, candidates: Sequence[Candidate], typed: Sequence[Submission] = ()
) -> bytes:
    """The Council's workbook as xlsx bytes, with the nominees, the members and the Council's regulations filled in.

    ``typed`` are workbooks of the Council that an officer has begun to fill in; of two values the first one's is taken.
    """
    rows: list[Row] = [
        {"doi_tuong": each.recipient, "ten": each.name, "don_vi": each.unit, "de_nghi": each.award_form}
        for each in candidates
    ]
    votes = {key: row for key, row in _typed_rows(typed, BIEU_QUYET, VOTED_ON).items() if row}
    gone = [key for key in votes if key not in {_key(row, VOTED_ON) for row in rows}]
    new = [number for number, row in enumerate(rows) if votes and _key(row, VOTED_ON) not in votes]
    marks = {(number, NEW) for number in new} | {(len(rows) + number, GONE) for number, _ in enumerate(gone)}
    rows += [dict(zip(VOTED_ON, key, strict=True)) for key in gone]
    labels = {"quy": terms.quarter.title, **_typed_labels(typed), **printed_rules(office, CUOC_HOP)}
    return council_form(
        terms,
        Content(
            {CUOC_HOP.name: labels},
            {
                THANH_VIEN.name: _with_presence(member_rows(office), _typed_rows(typed, THANH_VIEN, NAME)),
                BIEU_QUYET.name: [{**row, **votes.get(_key(row, VOTED_ON), {})} for row in rows],
            },
            {(BIEU_QUYET.name, form_cell(BIEU_QUYET, "ten", number)): mark for number, mark in sorted(marks)},
        ),
    )


def printed_rules(office: Office, sheet: SheetSchema) -> Row:
    """The Council's regulations as its form prints them on the sheet of the meeting."""
    if not (rules := office.regulations):
        return {}
    printed = {
        "cach_tinh": rules.denominator,
        "nguong": rules.threshold.text,
        "toi_thieu": rules.quorum.text,
        "bang_phieu": rules.tie,
    }
    return {view.key: printed[view.key] for view in sheet.columns if view.key in printed}


def member_rows(office: Office) -> Sequence[Row]:
    """The members on record as rows of the form."""
    return [
        {"ho_ten": each.name, "danh_xung": each.title, "chuc_vu": each.position, "vai_tro": each.role}
        for each in office.members
    ]


def _with_presence(members: Sequence[Row], typed: Mapping[tuple[str, ...], Row]) -> Sequence[Row]:
    """The members as typed once it is noted who was present, else those on record."""
    if any(row.get("co_mat") for row in typed.values()):
        return [{"ho_ten": key[0], **row} for key, row in typed.items()]
    return members


def _typed_labels(typed: Iterable[Submission]) -> Row:
    records = (sent.tables[CUOC_HOP.name][0] for sent in typed if sent.tables.get(CUOC_HOP.name))
    found: dict[str, str] = {}
    for record in records:
        for key in _to_fill_in(CUOC_HOP):
            if key in record and record[key].found:
                found.setdefault(key, record[key].found)
    return found


def _typed_rows(
    typed: Iterable[Submission], sheet: SheetSchema, by: Sequence[str]
) -> Mapping[tuple[str, ...], dict[str, str]]:
    """The rows of a table by whom they are about → what was typed into the columns that the form leaves open."""
    rows: dict[tuple[str, ...], dict[str, str]] = {}
    for sent in typed:
        for record in sent.tables.get(sheet.name, ()):
            found = {key: entry.found for key, entry in record.items()}
            row = rows.setdefault(_key(found, by), {})
            for key in _to_fill_in(sheet):
                if key not in by and found.get(key):
                    row.setdefault(key, found[key])
    return rows


def _to_fill_in(sheet: SheetSchema) -> Iterator[str]:
    return (view.key for view in sheet.columns if not (view.meaning.locked or view.meaning.computed))


def _key(row: Row, by: Sequence[str]) -> tuple[str, ...]:
    return tuple(one_line(row.get(key, "")) for key in by)

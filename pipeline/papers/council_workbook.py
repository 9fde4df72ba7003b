"""Turns nominees, or a year's exemplars, and the members on record into the Council's workbook, to be filled in at its meeting.

What the officer has already typed into an earlier one is carried over; rows without a vote there are marked as new.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.checking.office import Office
from pipeline.drawing.forms.cells import form_cell
from pipeline.drawing.forms.content import Content
from pipeline.drawing.forms.forms import draw_form
from pipeline.values.model import Record, Submission
from pipeline.values.vietnamese import one_line
from schemas.grammar import SheetSchema, WorkbookSchema
from schemas.hoi_dong import HOI_DONG
from schemas.rules import Candidate
from schemas.terms import Terms

NEW = "Mới so với tệp đã điền: chưa có kết quả biểu quyết."
CLEARED = "Kết quả của dòng này đã xóa ở tệp trong thư mục inputs nên không lấy lại từ tệp trong thư mục kết quả."
GONE = "Đã biểu quyết nhưng không còn trong danh sách được giới thiệu; giữ dòng này vì kết quả đã ghi."
VOTED_ON = ("doi_tuong", "ten", "don_vi")  # the columns by which rows of votes are about the same
Row = Mapping[str, str]


def council_workbook(
    terms: Terms, office: Office, candidates: Sequence[Candidate], typed: Sequence[Submission] = ()
) -> bytes:
    """The Council's workbook of a quarter as xlsx bytes; ``typed`` as in :func:`carried_over`.

    Whoever was voted on and is no nominee any more keeps the row: the minutes record it.
    """
    rows = [
        {"doi_tuong": each.recipient, "ten": each.name, "don_vi": each.unit, "de_nghi": each.award_form}
        for each in candidates
    ]
    votes = _typed_votes(typed, HOI_DONG.sheets[-1])
    gone = [dict(zip(VOTED_ON, key, strict=True)) for key, said in votes.items() if said[0]]
    return draw_form(HOI_DONG, terms, carried_over(HOI_DONG, {"quy": terms.quarter.title}, office, rows, typed, gone))


def carried_over(
    schema: WorkbookSchema,
    labels: Row,
    office: Office,
    rows: Sequence[Row],
    typed: Sequence[Submission],
    gone: Sequence[Row] = (),
) -> Content:
    """A Council's workbook filled in: printed ``labels``, the members and regulations on record, ``rows`` to vote on, and what is typed.

    ``typed`` are workbooks that an officer has begun to fill in, the one that counts first: if any of its rows has votes, it
    says all of every row that it lists, so that what was cleared there does not come back from another. Of ``gone`` those stay
    who are not in ``rows``.
    """
    meeting, members, votes = schema.sheets
    voted = _typed_votes(typed, votes)
    listed = {_key(row) for row in rows}
    stay = [row for row in gone if _key(row) not in listed]
    said: list[Sequence[Row]] = [voted.get(_key(row), ({},)) for row in (*rows, *stay)]
    marks = dict.fromkeys(range(len(rows), len(said)), GONE)
    marks |= {n: CLEARED if any(each) else NEW for n, each in enumerate(said) if voted and not each[0]}
    return Content(
        {meeting.name: {**labels, **_typed_labels(typed, meeting), **_regulations(office, meeting)}},
        {
            members.name: _typed_members(typed, members) or _members(office),
            votes.name: [{**row, **each[0]} for row, each in zip((*rows, *stay), said, strict=True)],
        },
        {(votes.name, form_cell(votes, "ten", number)): mark for number, mark in sorted(marks.items())},
    )


def _regulations(office: Office, meeting: SheetSchema) -> Row:
    if not (rules := office.regulations):
        return {}
    printed = {
        "cach_tinh": rules.denominator,
        "nguong": rules.threshold.text,
        "toi_thieu": rules.quorum.text,
        "bang_phieu": rules.tie,
    }
    return {key: text for key, text in printed.items() if key in meeting.declared}


def _members(office: Office) -> Sequence[Row]:
    return [
        {"ho_ten": each.name, "danh_xung": each.title, "chuc_vu": each.position, "vai_tro": each.role}
        for each in office.members
    ]


def _typed_members(typed: Iterable[Submission], sheet: SheetSchema) -> Sequence[Row]:
    """The members of the first workbook in which it is noted who was present; the form prints their names and roles itself."""
    rows = ([_open_values(record, sheet) for record in sent.rows(sheet.name)] for sent in typed)
    return next((each for each in rows if any("co_mat" in row for row in each)), ())


def _typed_labels(typed: Iterable[Submission], sheet: SheetSchema) -> Row:
    records = (_open_values(sent.tables[sheet.name][0], sheet) for sent in typed if sent.tables.get(sheet.name))
    return next((row for row in records if row), {})


def _typed_votes(typed: Iterable[Submission], sheet: SheetSchema) -> Mapping[tuple[str, ...], list[Row]]:
    """Whom each row is about → what each workbook that lists it and has any votes says of it; the first counts."""
    rows: dict[tuple[str, ...], list[Row]] = {}
    for sent in typed:
        said = [(record, _open_values(record, sheet)) for record in sent.rows(sheet.name)]
        for record, values in said if any(values for _, values in said) else ():
            rows.setdefault(_key({key: entry.found for key, entry in record.items()}), []).append(values)
    return rows


def _open_values(record: Record, sheet: SheetSchema) -> Row:
    """What was typed into the columns that the form leaves open."""
    return {key: record[key].found for key in _to_fill_in(sheet) if key in record and record[key].found}


def _to_fill_in(sheet: SheetSchema) -> Iterator[str]:
    return (column.key for column in sheet.columns if not (column.locked or column.computed))


def _key(row: Row) -> tuple[str, ...]:
    return tuple(one_line(row.get(key, "")) for key in VOTED_ON)

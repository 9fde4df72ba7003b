"""Turns the nominees of a quarter, and the exemplars of a year, into lists as plain workbooks for the province's own program.

They hold every column that is not sensitive, and the same people in the same order as their Word twins.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pipeline.checking.checked import Checked
from pipeline.checking.council import Vote, candidate_of
from pipeline.drawing.forms.list_workbook import list_workbook
from pipeline.papers.order import in_order
from pipeline.papers.printing import SENSITIVE, print_quarter
from pipeline.papers.year_papers import YearBook, awards_of
from pipeline.values.dates import Year
from pipeline.values.file_names import LIST_WORKBOOK
from pipeline.values.model import MadeFile, Submission
from schemas.grammar import NO, YES
from schemas.hoi_dong import BIEU_QUYET
from schemas.rules import Candidate
from schemas.tap_the import TAP_THE_SHEET
from schemas.trich_ngang import TRICH_NGANG

KIND = "danh-sach-excel"
YEAR_LIST = "danh-sach-dien-hinh-nam"
COLUMNS: Mapping[str, str] = {  # key → heading, of individuals first; a key of both sheets has the heading of the first
    column.key: column.heading
    for sheet in (TAP_THE_SHEET, TRICH_NGANG)
    for column in sheet.columns
    if column.key not in SENSITIVE
} | {column.key: column.heading for column in TRICH_NGANG.columns if column.key not in SENSITIVE}
CHOSEN = "chosen"  # the group of those chosen in a quarter, who head the list of the year
WHO = ("TT", "Đối tượng", "Tên cá nhân, tập thể")
RESULT = ("dong_y", "khong_dong_y", "hinh_thuc", "duoc_chon")
RESULT_HEADINGS = tuple(BIEU_QUYET.column(key).heading for key in RESULT)
OF_THE_YEAR = (
    "Quý được thống nhất",
    "Quý được chọn là điển hình tiên tiến",
    "Hình thức đã khen, đề nghị khen trong quý",
)


def list_workbooks(checked: Checked) -> Iterator[MadeFile]:
    """The consolidated list of a quarter as a workbook; after the meeting with what was decided of each."""
    votes = {vote.candidate: vote for vote in checked.meeting.votes} if checked.meeting else {}
    headings = (*WHO, *COLUMNS.values(), *RESULT_HEADINGS)
    sent = tuple(in_order(checked.accepted, checked.office))
    rows = [
        (*who, *_values(each), *_result(votes.get(candidate_of(each))))
        for who, each in zip(_numbered((c.recipient, c) for c in map(candidate_of, sent)), sent, strict=True)
    ]
    title = f"Danh sách tổng hợp {checked.quarter.in_sentence}"
    yield MadeFile(LIST_WORKBOOK, list_workbook(title, "Danh sách", headings, rows), KIND, "")


def year_list_workbook(book: YearBook) -> MadeFile:
    """The exemplars of a year as a workbook, each with the values of its latest quarter."""
    listed = ((CHOSEN if each.chosen_in else each.candidate.recipient, each.candidate) for each in book.exemplars)
    rows = [
        (*who, *_values(each.approvals[-1].sent), each.quarters, each.chosen_in or None, awards_of(each, book) or None)
        for who, each in zip(_numbered(listed), book.exemplars, strict=True)
    ]
    title = f"Gương điển hình tiên tiến năm {book.year}"
    content = list_workbook(title, "Danh sách", (*WHO, *COLUMNS.values(), *OF_THE_YEAR), rows)
    return MadeFile(f"{YEAR_LIST}.xlsx", content, KIND, "")


def _numbered(listed: Iterable[tuple[str, Candidate]]) -> Iterator[tuple[int, str, str]]:
    """Group and candidate of each → number in its group, kind and name, as in the Word list."""
    numbers: dict[str, int] = {}
    for group, each in listed:
        numbers[group] = numbers.get(group, 0) + 1
        yield numbers[group], each.recipient, each.name


def _values(sent: Submission) -> Iterator[object]:
    for key in COLUMNS:
        value = sent.labels.value(key)
        if isinstance(value, tuple):  # a quarter: number, and the year if it was typed
            yield print_quarter(*value)
        else:
            yield value.year if isinstance(value, Year) else value


def _result(vote: Vote | None) -> tuple[object, ...]:
    if vote is None:
        return (None,) * len(RESULT)
    return vote.in_favour, vote.against, vote.decided, YES if vote.chosen else NO

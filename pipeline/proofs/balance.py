"""Checks from the rendered papers' own text that every nominee of an accepted workbook is in them, and nobody else.

Only the accepted workbooks and the text of the Word files are compared, none of the code that made the papers is used. A run
that does not balance publishes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from pipeline.checking.checked import Checked
from pipeline.checking.council import candidate_of
from pipeline.values.errors import PipelineError
from pipeline.values.model import MadeFile, Submission
from pipeline.values.vietnamese import one_line
from pipeline.word.words import PaperText
from schemas.ca_nhan import CA_NHAN
from schemas.gioi_thieu import BY_COUNCIL, CERTIFICATE
from schemas.khen_thuong import KHEN_THUONG
from schemas.sang_kien import SANG_KIEN
from schemas.terms import COLLECTIVE_KIND
from schemas.trich_ngang import TRICH_NGANG

PROFILES = ("trich-ngang", "trich-ngang-tap-the")
LIST, DECISION = "danh-sach-tong-hop", "quyet-dinh-khen-thuong"
NAME_COLUMN = 1  # of every table that lists people: the number, then the name
UNIT_HEADING = TRICH_NGANG.column("don_vi").heading
CITED = tuple((sheet, ("ten", "so_qd")) for sheet in (KHEN_THUONG, SANG_KIEN))  # what the profile must show of each row


class Unbalanced(PipelineError):
    """A nominee, award or initiative of the workbooks is missing from the papers, or a name is in one where it must not be."""


@dataclass(frozen=True)
class PaperWords:
    """The text of a paper for the proofs: non-empty paragraphs outside tables, and table rows cell by cell.

    ``path`` is its path in the outputs, ``about`` the nominee it is about ("" for a paper about all).
    """

    path: str
    about: str
    paragraphs: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @cached_property
    def has_unit_column(self) -> bool:
        """Whether a table has a column for the unit, which then even the row of an office leader fills in."""
        return any(UNIT_HEADING in row for row in self.rows)

    def names_unit(self, unit: str, position: str, row: Sequence[str]) -> bool:
        """Whether a row names its nominee's unit, as whole words; for an office leader, who has none, ``position`` instead.

        The position must then be the whole cell: «Phó Giám đốc, Phòng A» is another person. It is "" for all others.
        """
        if any(holds_words(unit, cell) for cell in row):
            return True
        return not self.has_unit_column and bool(position) and position in row


class Balance:
    """Compares the papers with the workbooks, one after another: people and collectives, earlier awards, initiatives."""

    def __init__(self, checked: Checked) -> None:
        self._accepted, meeting = checked.accepted, checked.meeting
        certified = {vote.candidate for vote in meeting.decided(CERTIFICATE)} if meeting else None
        self._awarded = [
            sent
            for sent in self._accepted
            if (candidate_of(sent) in certified if certified is not None else sent.text("hinh_thuc") == CERTIFICATE)
        ]
        named = {_name(sent) for sent in self._accepted}
        self._only_returned = [sent for sent in (*checked.returned, *checked.superseded) if _name(sent) not in named]
        self._unprofiled = {_about(sent): sent for sent in self._accepted}
        self._profiles = self._decisions = 0

    def look(self, kind: str, paper: PaperWords) -> None:
        """Check one paper. Raises :class:`Unbalanced` naming the first thing that is missing or too many in it."""
        faults: Iterable[str] = ()
        if kind in PROFILES:
            self._profiles += 1
            if sent := self._unprofiled.pop(paper.about, None):
                faults = _profile_faults(sent, paper)
        elif kind == LIST:
            faults = chain(_row_faults(self._accepted, paper), _returned_faults(self._only_returned, paper))
        elif kind == DECISION:
            self._decisions += 1
            faults = chain(_decision_faults(self._awarded, paper), _returned_faults(self._only_returned, paper))
        refuse(faults)

    def demand(self) -> None:
        """To be called after the last paper. Raises :class:`Unbalanced` if a profile or the decision is missing, or there are too many."""
        refuse(self._count_faults())

    def _count_faults(self) -> Iterator[str]:
        if self._profiles != len(self._accepted):
            yield f"{len(self._accepted)} biểu mẫu hợp lệ nhưng có {self._profiles} trích ngang."
        for sent in self._unprofiled.values():
            yield f"không thấy tên {_name(sent)} trong trích ngang."
        if self._awarded and not self._decisions:
            yield f"{len(self._awarded)} người, tập thể được đề nghị {CERTIFICATE} nhưng không có quyết định."


def refuse(faults: Iterable[str]) -> None:
    """Raises :class:`Unbalanced` for the first fault, if there is one."""
    for fault in faults:
        raise Unbalanced(f"Số liệu vào và ra không khớp: {fault} Chưa công bố văn bản nào; kiểm tra mẫu Word vừa sửa.")


def paper_words(file: MadeFile, reading: PaperText) -> PaperWords:
    """A paper's text in the form that the proofs use."""
    return PaperWords(file.path, file.about, reading.outside_tables, reading.cells)


def _about(sent: Submission) -> str:
    return f"Tập thể {_name(sent)}" if sent.kind == COLLECTIVE_KIND else f"{_name(sent)} ({_unit(sent)})"


def _profile_faults(sent: Submission, paper: PaperWords) -> Iterator[str]:
    """The profile names the nominee and cites every earlier award and initiative."""
    if not _is_named_in(sent, paper):
        yield f"không thấy tên {_name(sent)} trong trích ngang {paper.path}."
        return
    for sheet, keys in CITED:
        for record in sent.rows(sheet.name):
            wanted = [one_line(str(record[key].value)) for key in keys if key in record]
            if not _in_a_row(wanted, paper):
                yield f"{paper.path} thiếu «{wanted[0]}» ({sheet.name})."


def _row_faults(people: Sequence[Submission], paper: PaperWords) -> Iterator[str]:
    """Each nominee has exactly one row with name and unit; a collective's name is that of its unit."""
    rows: dict[str, list[Sequence[str]]] = {}
    for row in paper.rows:
        if len(row) > NAME_COLUMN:
            rows.setdefault(row[NAME_COLUMN], []).append(row)
    for sent in people:
        leads = sent.kind == CA_NHAN.kind and sent.text("gioi_thieu") == BY_COUNCIL
        position = one_line(sent.text("chuc_vu")) if leads else ""
        own = sum(
            paper.names_unit(_unit(sent), position, row)
            for spelling in _spellings(sent)
            for row in rows.get(spelling, ())
        )
        if own != 1:
            yield f"{paper.path} có {own} dòng mang tên {_name(sent)}, phải có 1."


def holds_words(words: str, text: str) -> bool:
    """Whether a text contains some words as whole words: «Phòng số 1» is in «Chuyên viên, Phòng số 1», not in «Phòng số 12»."""
    at = text.find(words)
    while at >= 0:
        end = at + len(words)
        if not text[at - 1 : at].isalnum() and not text[end : end + 1].isalnum():
            return True
        at = text.find(words, at + 1)
    return False


def _decision_faults(awarded: Sequence[Submission], paper: PaperWords) -> Iterator[str]:
    """Each recipient of the certificate has one row of the annex; a single one is named in the article."""
    if len(awarded) > 1:
        yield from _row_faults(awarded, paper)
    elif awarded and not _is_named_in(awarded[0], paper):
        yield f"{paper.path} thiếu tên {_name(awarded[0])}."


def _returned_faults(returned: Iterable[Submission], paper: PaperWords) -> Iterator[str]:
    """No nominee whose workbook was returned has a row."""
    cells = {row[NAME_COLUMN] for row in paper.rows if len(row) > NAME_COLUMN}
    for sent in returned:
        if _name(sent) and not cells.isdisjoint(_spellings(sent)):
            yield f"{paper.path} có tên {_name(sent)}, là người trong biểu mẫu bị trả lại hoặc đã có bản khác thay."


def _is_named_in(sent: Submission, paper: PaperWords) -> bool:
    """Whether the nominee's name is a whole cell, or whole words of a paragraph."""
    names = _spellings(sent)
    words = f" {_name(sent)} "
    return any(not names.isdisjoint(row) for row in paper.rows) or any(
        words in f" {text} ".replace(",", " ").replace(".", " ").replace(":", " ") for text in paper.paragraphs
    )


def _in_a_row(wanted: Sequence[str], paper: PaperWords) -> bool:
    return any(all(any(text in cell for cell in row) for text in wanted) for row in paper.rows)


def _spellings(sent: Submission) -> set[str]:
    """The name without and with its title (Ông, Bà)."""
    return {_name(sent), f"{sent.text('danh_xung')} {_name(sent)}"}


def _name(sent: Submission) -> str:
    """Whom a workbook introduces: the person, or the collective by its unit."""
    return _unit(sent) if sent.kind == COLLECTIVE_KIND else one_line(sent.text("ho_ten"))


def _unit(sent: Submission) -> str:
    return one_line(sent.text("don_vi"))

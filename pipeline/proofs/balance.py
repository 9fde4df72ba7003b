"""Proves from the rendered papers' own text that everybody who came in is in them, or is returned with a reason.

Nothing of what made the papers is asked: only the accepted workbooks, and the words that stand in the Word files. A
run that does not balance publishes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from pipeline.checking.checked import Checked
from pipeline.checking.council import candidate_of
from pipeline.values.model import MadeFile, PipelineError, Submission
from pipeline.values.vietnamese import one_line
from pipeline.word.words import Reading
from schemas.gioi_thieu import CERTIFICATE
from schemas.khen_thuong import KHEN_THUONG
from schemas.sang_kien import SANG_KIEN
from schemas.tieu_chi import COLLECTIVE_KIND, OFFICE_LEADER
from schemas.trich_ngang import TRICH_NGANG

PROFILES = ("trich-ngang", "trich-ngang-tap-the")
LIST, DECISION = "danh-sach-tong-hop", "quyet-dinh-khen-thuong"
NAME_COLUMN = 1  # of every table that lists people: the number, then the name
UNIT_HEADING = TRICH_NGANG.column("don_vi").heading
CITED = ((KHEN_THUONG, ("ten", "so_qd")), (SANG_KIEN, ("ten", "so_qd")))  # what of each row must stand in the profile


class Unbalanced(PipelineError):
    """Somebody or something that came in is missing from the papers, or stands in one where it should not."""


@dataclass(frozen=True)
class Shown:
    """A paper's own words: its paragraphs outside tables, and its table rows cell by cell."""

    path: str
    about: str
    paragraphs: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @cached_property
    def has_unit_column(self) -> bool:
        """Whether a table gives the unit a column of its own, where even a leader's row fills it in."""
        return any(UNIT_HEADING in row for row in self.rows)

    def places(self, unit: str, position: str, row: Sequence[str]) -> bool:
        """Whether a row says where its nominee belongs: in a unit, whole words; a leader of the office, who has none, by the position alone.

        The position must then fill its cell: «Phó Chánh Văn phòng, Phòng Kinh tế» is somebody else's.
        """
        if any(holds(unit, cell) for cell in row):
            return True
        return unit == OFFICE_LEADER and not self.has_unit_column and bool(position) and position in row


class Balance:
    """Holds the papers against the workbooks, one after another: people and collectives, earlier awards, initiatives."""

    def __init__(self, checked: Checked) -> None:
        self._accepted, meeting = checked.accepted, checked.meeting
        certified = {vote.candidate for vote in meeting.decided(CERTIFICATE)} if meeting else None
        self._awarded = [
            sent
            for sent in self._accepted
            if (candidate_of(sent) in certified if certified is not None else sent.text("hinh_thuc") == CERTIFICATE)
        ]
        named = {_name(sent) for sent in self._accepted}
        self._gone_back = [sent for sent in checked.returned if _name(sent) not in named]
        self._without_profile = {_about(sent): sent for sent in self._accepted}
        self._profiles = self._decisions = 0

    def look(self, kind: str, paper: Shown) -> None:
        """Take in one paper. Raises :class:`Unbalanced` naming the first thing that is missing or too many in it."""
        faults: Iterable[str] = ()
        if kind in PROFILES:
            self._profiles += 1
            if sent := self._without_profile.pop(paper.about, None):
                faults = _profile_faults(sent, paper)
        elif kind == LIST:
            faults = chain(_row_faults(self._accepted, paper), _leftover_faults(self._gone_back, paper))
        elif kind == DECISION:
            self._decisions += 1
            faults = chain(_decision_faults(self._awarded, paper), _leftover_faults(self._gone_back, paper))
        _refuse(faults)

    def demand(self) -> None:
        """Raises :class:`Unbalanced` where not everybody has a paper, or there are papers of nobody."""
        _refuse(self._of_numbers())

    def _of_numbers(self) -> Iterator[str]:
        if self._profiles != len(self._accepted):
            yield f"{len(self._accepted)} biểu mẫu hợp lệ nhưng có {self._profiles} trích ngang."
        for sent in self._without_profile.values():
            yield f"không thấy tên {_name(sent)} trong trích ngang."
        if self._awarded and not self._decisions:
            yield f"{len(self._awarded)} người, tập thể được đề nghị {CERTIFICATE} nhưng không có quyết định."


def _refuse(faults: Iterable[str]) -> None:
    for fault in faults:
        raise Unbalanced(f"Số liệu vào và ra không khớp: {fault} Chưa công bố văn bản nào; kiểm tra mẫu Word vừa sửa.")


def shown(file: MadeFile, reading: Reading) -> Shown:
    """A paper's own words as the proofs ask for them."""
    return Shown(file.path, file.about, reading.outside, reading.cells)


def _about(sent: Submission) -> str:
    return f"Tập thể {_name(sent)}" if sent.kind == COLLECTIVE_KIND else f"{_name(sent)} ({_unit(sent)})"


def _profile_faults(sent: Submission, paper: Shown) -> Iterator[str]:
    """The profile names the nominee and cites every earlier award and initiative."""
    if not _stands_in(sent, paper):
        yield f"không thấy tên {_name(sent)} trong trích ngang {paper.path}."
        return
    for sheet, keys in CITED:
        for record in sent.tables.get(sheet.name, ()):
            wanted = [one_line(str(record[key].value)) for key in keys if key in record]
            if not _in_a_row(wanted, paper):
                yield f"{paper.path} thiếu «{wanted[0]}» ({sheet.name})."


def _row_faults(people: Sequence[Submission], paper: Shown) -> Iterator[str]:
    """Each stands by name in exactly one row, beside the unit; a collective's name is its unit's."""
    rows: dict[str, list[Sequence[str]]] = {}
    for row in paper.rows:
        if len(row) > NAME_COLUMN:
            rows.setdefault(row[NAME_COLUMN], []).append(row)
    for sent in people:
        own = sum(
            paper.places(_unit(sent), one_line(sent.text("chuc_vu")), row)
            for spelling in _spellings(sent)
            for row in rows.get(spelling, ())
        )
        if own != 1:
            yield f"{paper.path} có {own} dòng mang tên {_name(sent)}, phải có 1."


def holds(words: str, text: str) -> bool:
    """Whether a text holds some words whole: «Phòng số 1» stands in «Chuyên viên, Phòng số 1», not in «Phòng số 12»."""
    at = text.find(words)
    while at >= 0:
        end = at + len(words)
        if not text[at - 1 : at].isalnum() and not text[end : end + 1].isalnum():
            return True
        at = text.find(words, at + 1)
    return False


def _decision_faults(awarded: Sequence[Submission], paper: Shown) -> Iterator[str]:
    """Each who gets the certificate has one row of the annex, or is named in the article when alone."""
    if len(awarded) > 1:
        yield from _row_faults(awarded, paper)
    elif awarded and not _stands_in(awarded[0], paper):
        yield f"{paper.path} thiếu tên {_name(awarded[0])}."


def _leftover_faults(returned: Iterable[Submission], paper: Shown) -> Iterator[str]:
    """Nobody whose workbook went back stands in a row."""
    cells = {row[NAME_COLUMN] for row in paper.rows if len(row) > NAME_COLUMN}
    for sent in returned:
        if _name(sent) and not cells.isdisjoint(_spellings(sent)):
            yield f"{paper.path} có tên {_name(sent)}, là người trong biểu mẫu bị trả lại."


def _stands_in(sent: Submission, paper: Shown) -> bool:
    """Whether the nominee's name stands as a cell or as whole words of a paragraph."""
    names = _spellings(sent)
    words = f" {_name(sent)} "
    return any(not names.isdisjoint(row) for row in paper.rows) or any(
        words in f" {text} ".replace(",", " ").replace(".", " ").replace(":", " ") for text in paper.paragraphs
    )


def _in_a_row(wanted: Sequence[str], paper: Shown) -> bool:
    return any(all(any(text in cell for cell in row) for text in wanted) for row in paper.rows)


def _spellings(sent: Submission) -> set[str]:
    """The name alone, and after its title."""
    return {_name(sent), f"{sent.text('danh_xung')} {_name(sent)}"}


def _name(sent: Submission) -> str:
    """Whom a workbook introduces: the person, or the collective by its unit."""
    return _unit(sent) if sent.kind == COLLECTIVE_KIND else one_line(sent.text("ho_ten"))


def _unit(sent: Submission) -> str:
    return one_line(sent.text("don_vi"))

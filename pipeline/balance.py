"""Proves from the rendered papers' own text that everybody who came in is in them, or is returned with a reason.

Nothing of what made the papers is asked: only the accepted workbooks, and the words that stand in the Word files. A
run that does not balance publishes nothing.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from lxml import etree

from pipeline.council import candidate_of
from pipeline.model import MadeFile, PipelineError, Submission
from pipeline.vietnamese import one_line
from schemas.gioi_thieu import CERTIFICATE
from schemas.khen_thuong import KHEN_THUONG
from schemas.sang_kien import SANG_KIEN
from schemas.tieu_chi import COLLECTIVE_KIND

if TYPE_CHECKING:
    from pipeline.run import Checked

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PROFILES = ("trich-ngang", "trich-ngang-tap-the")
NAME_COLUMN = 1  # of every table that lists people: the number, then the name
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


def demand_balance(checked: Checked, files: Iterable[MadeFile]) -> None:
    """Hold the papers against the workbooks: people and collectives, proposed awards, earlier awards, initiatives.

    Raises :class:`Unbalanced` naming the first thing that is missing or too many, and the paper.
    """
    papers: dict[str, list[Shown]] = {}
    for file in files:
        if file.path.endswith(".docx"):
            papers.setdefault(file.kind, []).append(shown(file))
    fault = next(_faults(checked, papers), None)
    if fault:
        raise Unbalanced(f"Số liệu vào và ra không khớp: {fault} Chưa công bố văn bản nào; kiểm tra mẫu Word vừa sửa.")


def shown(file: MadeFile) -> Shown:
    """A rendered Word file's own text."""
    with zipfile.ZipFile(BytesIO(file.content)) as package:
        body = etree.fromstring(package.read("word/document.xml"))[0]
    rows = tuple(tuple(_text(cell) for cell in row.iterfind(f"{W}tc")) for row in body.iter(f"{W}tr"))
    return Shown(file.path, file.about, tuple(_text(p) for p in body.iterfind(f"{W}p")), rows)


def _text(element: etree._Element) -> str:
    """The words of a paragraph or cell on one line."""
    parts = []
    for each in element.iter(f"{W}t", f"{W}br", f"{W}tab", f"{W}p"):
        parts.append(str(each.text or "") if each.tag == f"{W}t" else " ")
    return one_line("".join(parts))


def _faults(checked: Checked, papers: Mapping[str, list[Shown]]) -> Iterator[str]:
    accepted, meeting = checked.accepted, checked.meeting
    profiles = [paper for kind in PROFILES for paper in papers.get(kind, [])]
    lists, decisions = papers.get("danh-sach-tong-hop", []), papers.get("quyet-dinh-khen-thuong", [])
    certified = {vote.candidate for vote in meeting.decided(CERTIFICATE)} if meeting else None
    awarded = [
        sent
        for sent in accepted
        if (candidate_of(sent) in certified if certified is not None else sent.text("hinh_thuc") == CERTIFICATE)
    ]
    if len(profiles) != len(accepted):
        yield f"{len(accepted)} biểu mẫu hợp lệ nhưng có {len(profiles)} trích ngang."
    by_person = {paper.about: paper for paper in profiles}
    for sent in accepted:
        yield from _profile_faults(sent, by_person.get(_about(sent)))
    for paper in lists:
        yield from _row_faults(accepted, paper)
    if awarded and not decisions:
        yield f"{len(awarded)} người, tập thể được đề nghị {CERTIFICATE} nhưng không có quyết định."
    for paper in decisions:
        yield from _decision_faults(awarded, paper)
    named = {_name(sent) for sent in accepted}
    for paper in (*lists, *decisions):
        yield from _leftover_faults([sent for sent in checked.returned if _name(sent) not in named], paper)


def _about(sent: Submission) -> str:
    return f"Tập thể {_name(sent)}" if sent.kind == COLLECTIVE_KIND else f"{_name(sent)} ({_unit(sent)})"


def _profile_faults(sent: Submission, paper: Shown | None) -> Iterator[str]:
    """The nominee has a profile, which names the nominee and cites every earlier award and initiative."""
    if paper is None or not _stands_in(sent, paper):
        yield f"không thấy tên {_name(sent)} trong trích ngang{f' {paper.path}' if paper else ''}."
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
            any(_unit(sent) in cell for cell in row) for spelling in _spellings(sent) for row in rows.get(spelling, ())
        )
        if own != 1:
            yield f"{paper.path} có {own} dòng mang tên {_name(sent)}, phải có 1."


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

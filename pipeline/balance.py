"""Proves from the rendered papers' own text that everybody who came in is in them, or is returned with a reason.

Nothing of what made the papers is asked: only the accepted workbooks, and the words that stand in the Word files. A
run that does not balance publishes nothing.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

from lxml import etree

from pipeline.model import MadeFile, PipelineError, Submission
from pipeline.vietnamese import one_line
from schemas.khen_thuong import KHEN_THUONG
from schemas.sang_kien import SANG_KIEN
from schemas.trich_ngang import CERTIFICATE, TRICH_NGANG

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
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


def demand_balance(accepted: Sequence[Submission], returned: Sequence[Submission], files: Iterable[MadeFile]) -> None:
    """Hold the papers against the workbooks: people, proposed awards, earlier awards, initiatives.

    Raises :class:`Unbalanced` naming the first thing that is missing or too many, and the paper.
    """
    papers: dict[str, list[Shown]] = {}
    for file in files:
        if file.path.endswith(".docx"):
            papers.setdefault(file.kind, []).append(shown(file))
    fault = next(_faults(accepted, returned, papers), None)
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


def _faults(
    accepted: Sequence[Submission], returned: Sequence[Submission], papers: dict[str, list[Shown]]
) -> Iterator[str]:
    profiles, lists = papers.get("trich-ngang", []), papers.get("danh-sach-tong-hop", [])
    decisions = papers.get("quyet-dinh-khen-thuong", [])
    awarded = [sent for sent in accepted if sent.value(TRICH_NGANG.name, "hinh_thuc") == CERTIFICATE]
    if len(profiles) != len(accepted):
        yield f"{len(accepted)} biểu mẫu hợp lệ nhưng có {len(profiles)} trích ngang."
    by_person = {paper.about: paper for paper in profiles}
    for sent in accepted:
        yield from _profile_faults(sent, by_person.get(f"{_name(sent)} ({_unit(sent)})"))
    for paper in lists:
        yield from _row_faults(accepted, paper)
    if awarded and not decisions:
        yield f"{len(awarded)} người đề nghị {CERTIFICATE} nhưng không có quyết định."
    for paper in decisions:
        yield from _decision_faults(awarded, paper)
    named = {_name(sent) for sent in accepted}
    for paper in (*lists, *decisions):
        yield from _leftover_faults([sent for sent in returned if _name(sent) not in named], paper)


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
    """Each stands in exactly one row, beside the unit."""
    rows: dict[str, list[Sequence[str]]] = {}
    for row in paper.rows:
        for cell in set(row):
            rows.setdefault(cell, []).append(row)
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
    cells = {cell for row in paper.rows for cell in row}
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
    return {_name(sent), f"{sent.value(TRICH_NGANG.name, 'danh_xung')} {_name(sent)}"}


def _name(sent: Submission) -> str:
    return one_line(str(sent.value(TRICH_NGANG.name, "ho_ten") or ""))


def _unit(sent: Submission) -> str:
    return one_line(str(sent.value(TRICH_NGANG.name, "don_vi") or ""))

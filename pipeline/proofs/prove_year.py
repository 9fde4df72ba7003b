"""Turns the year's rendered papers into proved ones: every exemplar stands once in each list, and nobody else does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.proofs.balance import NAME_COLUMN, Unbalanced, shown
from pipeline.values.model import MadeFile
from pipeline.values.vietnamese import person_key
from pipeline.word.words import Reading

LISTS = "danh-sach-"  # how the paths of the year's lists begin


def prove_year(
    papers: Iterable[tuple[MadeFile, Reading]], names: Sequence[str], forgotten: Mapping[str, str]
) -> Iterator[MadeFile]:
    """The papers, each list held against the names of the year's exemplars as it passes.

    ``forgotten`` gives the sentence by which each list must name a quarter whose personal data was removed. Raises
    :class:`Unbalanced` naming who is missing or too many.
    """
    for file, reading in papers:
        for fault in _faults(file, reading, sorted(names), forgotten) if file.path.startswith(LISTS) else ():
            raise Unbalanced(
                f"Số liệu vào và ra không khớp: {fault} Chưa công bố văn bản nào; kiểm tra mẫu Word vừa sửa."
            )
        yield file


def _faults(file: MadeFile, reading: Reading, names: Sequence[str], forgotten: Mapping[str, str]) -> Iterator[str]:
    paper = shown(file, reading)
    text = " ".join(paper.paragraphs)
    for quarter, sentence in forgotten.items():
        if sentence not in text:
            yield f"{file.path} không nói {quarter} đã xóa dữ liệu cá nhân."
    rows = [row for row in paper.rows if len(row) > NAME_COLUMN + 1 and row[0].isdigit()]
    listed = sorted(row[NAME_COLUMN].removeprefix("Ông ").removeprefix("Bà ") for row in rows)
    if listed != names:
        differing = sorted(set(listed) ^ set(names), key=person_key) or listed
        yield f"{file.path} không ghi đúng một lần: {', '.join(differing)}."

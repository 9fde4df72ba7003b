"""Checks the year's rendered papers: every exemplar is in each list exactly once and nobody else is; the report names the chosen ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.proofs.balance import NAME_COLUMN, holds_words, refuse
from pipeline.proofs.consistency import MONEY
from pipeline.values.model import MadeFile
from pipeline.values.numbers import in_words
from pipeline.values.vietnamese import person_key
from pipeline.word.words import PaperText

LISTS = "danh-sach-"  # how the paths of the year's lists begin
REPORT = "bao-cao-ket-qua-nam"


def prove_year(
    papers: Iterable[tuple[MadeFile, PaperText]],
    names: Sequence[str],
    forgotten: Mapping[str, str],
    chosen: Sequence[str] = (),
) -> Iterator[MadeFile]:
    """The papers, each passed on once it is checked against ``names``, those of the year's exemplars.

    ``forgotten`` maps each quarter whose personal data was removed to the sentence that every list must have about it;
    ``chosen`` are the names of those chosen in the quarters. Raises :class:`Unbalanced` with the names that are missing or too
    many, or a sum whose words are others than its figures.
    """
    for file, reading in papers:
        if file.path.startswith(LISTS):
            refuse(_faults(file, reading, sorted(names), forgotten))
        if file.kind == REPORT:
            refuse(_faults_of_report(file, reading, chosen))
        yield file


def _faults(file: MadeFile, reading: PaperText, names: Sequence[str], forgotten: Mapping[str, str]) -> Iterator[str]:
    text = " ".join(reading.outside_tables)
    for quarter, sentence in forgotten.items():
        if sentence not in text:
            yield f"{file.path} không nói {quarter} đã xóa dữ liệu cá nhân."
    rows = [row for row in reading.cells if len(row) > NAME_COLUMN + 1 and row[0].isdigit()]
    listed = sorted(row[NAME_COLUMN].removeprefix("Ông ").removeprefix("Bà ") for row in rows)
    if listed != names:
        differing = sorted(set(listed) ^ set(names), key=person_key) or listed
        yield f"{file.path} không ghi đúng một lần: {', '.join(differing)}."


def _faults_of_report(file: MadeFile, reading: PaperText, chosen: Sequence[str]) -> Iterator[str]:
    named = Counter(
        name for name in {*chosen} for row in reading.cells if any(holds_words(name, cell) for cell in row[1:2])
    )
    for name in dict.fromkeys(chosen):
        if named[name] < chosen.count(name):
            yield f"{file.path} không có dòng của {name}, điển hình tiên tiến được chọn."
    for figures, words in MONEY.findall(" ".join(reading.outside_tables)):
        if words != f"{in_words(int(figures.replace('.', '')))} đồng":
            yield f"{file.path} ghi {figures} đồng bằng chữ là «{words}»."

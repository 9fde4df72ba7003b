"""Finds in the bytes of a paper the cells that each of its paragraphs shows; may run in a process of its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.opc.kinds import WORD, Unreadable
from pipeline.values.vietnamese import fold, one_line
from pipeline.word.words import read_words

MOST_TEXT = 50_000_000  # characters of a paper's paragraphs: a list of twenty thousand people has a tenth of it
LONG = 6  # characters: a value at least so long is recognised within a text, a shorter one only as a whole text
MONEY = re.compile(r"(?<![\d.])(\d{1,3}(?:\.\d{3}){1,5}) dong")
COUNTED = re.compile(r"(?<!\d)(\d{2,9}) (ca nhan|tap the)")
PIECES = re.compile(r"\t|; ")  # between the labelled values of one paragraph
LABEL = re.compile(r"\A[-+*\d. ]*+([^:]+): ?(.+)")


@dataclass(frozen=True)
class Source:
    """One cell in one of its printed forms, with what distinguishes it from other cells with the same text.

    ``words`` is the printed text, folded; ``where`` the cell in words. ``file`` is the workbook of the nominee whom it is about
    ("" if it is about none), ``record`` its row in a table, ``heading`` that of its column. ``free``: it is no choice of a list.
    """

    words: str
    where: str
    file: str
    heading: str
    record: str = ""
    free: bool = True

    @property
    def is_known_anywhere(self) -> bool:
        """Whether its text is enough to recognise it within a longer text."""
        return self.free and len(self.words) >= LONG


@dataclass(frozen=True)
class MatchedParagraph:
    """One paragraph of a paper on one line, with the cells it shows, and the amounts and counts of people in it."""

    text: str
    cells: tuple[str, ...]
    amounts: tuple[int, ...] = ()
    counted: tuple[str, ...] = ()


@dataclass(frozen=True)
class _ParagraphInRow:
    """A paragraph while it is traced: its folded text, its labelled values, the folded text of its table row ("" outside)."""

    text: str
    values: Mapping[str, str]
    row: str

    @property
    def is_number_of_row(self) -> bool:
        """Whether it is only the running number of its row."""
        return bool(self.row) and self.text.isdigit() and self.row.startswith(f"{self.text} | ")


@dataclass(frozen=True)
class Matcher:
    """The cells of the quarters that a paper was made from, and the folded name of the nominee of each workbook."""

    sources: tuple[Source, ...]
    names: Mapping[str, str]

    def __call__(self, content: bytes) -> tuple[MatchedParagraph, ...]:
        """The bytes of a paper → each of its non-empty paragraphs. Raises :class:`Unreadable`."""
        read = read_words(content).with_rows
        if sum(len(text) for text, _ in read) > MOST_TEXT:
            raise Unreadable("oversized", f"hơn {MOST_TEXT // 10**6} triệu ký tự", WORD)
        rows = {row: fold(row) for _, row in read}
        paragraphs = [(text, _ParagraphInRow(fold(text), _values(text), rows[row])) for text, row in read]
        whole = " ".join(paragraph.text for _, paragraph in paragraphs)
        about = {file for file, name in self.names.items() if name in whole}
        only_file = about if len({self.names[file] for file in about}) == 1 else set()
        return tuple(
            MatchedParagraph(
                one_line(text),
                tuple(_cells(paragraph, _focus(paragraph.row, self.names) or only_file, self.sources)),
                tuple(int(amount.replace(".", "")) for amount in MONEY.findall(paragraph.text)),
                tuple(
                    f"{number} {'cá nhân' if what == 'ca nhan' else 'tập thể'}"
                    for number, what in COUNTED.findall(paragraph.text)
                ),
            )
            for text, paragraph in paragraphs
        )


def _values(text: str) -> Mapping[str, str]:
    """The labelled values of a paragraph: «- Ngày sinh: 1990\tGiới tính: Nữ» → each value under its label."""
    found = (LABEL.fullmatch(piece.strip()) for piece in PIECES.split(text))
    return {fold(each[2]): fold(each[1]) for each in found if each}


def _focus(row: str, names: Mapping[str, str]) -> set[str]:
    """The workbooks whose nominees a table row names."""
    return {file for file, name in names.items() if name and name in row}


def _cells(paragraph: _ParagraphInRow, focus: set[str], sources: Sequence[Source]) -> list[str]:
    """The cells that a paragraph most likely shows: preferably of the nominee it is about, of its row, with its label."""
    if paragraph.is_number_of_row:
        return []
    found = [source for source in sources if _shows(paragraph, source, focus)]
    if own := [source for source in found if source.file in focus]:
        found = own + [source for source in found if not source.file]
    found = [s for s in found if not any(s.words != o.words and s.words in o.words for o in found)]
    found = [s for s in found if not (label := paragraph.values.get(s.words)) or s.heading.startswith(label)] or found
    rows = {
        s.record
        for s in sources
        if paragraph.row and s.record and s.file in focus and s.is_known_anywhere and s.words in paragraph.row
    }
    if any(s.record in rows for s in found):
        found = [s for s in found if s.record in rows or (not s.record and s.is_known_anywhere)]
    often = Counter(source.words for source in found)
    return list(dict.fromkeys(source.where for source in sorted(found, key=lambda each: often[each.words])))


def _shows(paragraph: _ParagraphInRow, source: Source, focus: set[str]) -> bool:
    """Whether a paragraph shows a value: a long one anywhere in its text, a short one as the whole text, about the same nominee."""
    if source.is_known_anywhere:
        return source.words in paragraph.text
    is_whole = source.words == paragraph.text or source.words in paragraph.values
    return is_whole and (not source.file or source.file in focus)

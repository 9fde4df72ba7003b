"""Finds, for each paragraph of a paper, the cells of the workbooks that it was made from."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.checking.check import KINDS
from pipeline.checking.checked import NOMINATIONS, Checked
from pipeline.checking.council import candidate_of
from pipeline.checking.office import rows_in_force
from pipeline.tracing.from_value import amount_origins, cell_in_words, in_force
from pipeline.values.dates import Quarter, Year, long_date, short_date
from pipeline.values.model import Entry, Submission
from pipeline.values.vietnamese import fold, lines, one_line
from pipeline.word.words import read_words
from schemas.ca_nhan import CA_NHAN
from schemas.co_quan import CO_QUAN
from schemas.grammar import ColumnType, ColumnView, SheetLayout

LONG = 6  # characters: a value at least so long is recognised within a text, a shorter one only as a whole text
MONEY = re.compile(r"(?<!\d)(\d{1,3}(?:\.\d{3})+) dong")
COUNTED = re.compile(r"(\d{2,}) (ca nhan|tap the)")
PIECES = re.compile(r"\t|; ")  # between the labelled values of one paragraph
LABEL = re.compile(r"[-+*\d. ]*([^:]+): ?(.+)")
NOT_PRINTED = (
    "tu_ngay",
    "den_ngay",
    "xac_nhan",
    "nguon",
    "thu_tu",
    "ma",
    "muc",
    "van_ban",
    "loai",
    "vai_tro",
    "ap_dung",
)


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
class TracedParagraph:
    """One paragraph of a paper, and the cells or the computation that it comes from."""

    number: int
    text: str
    origins: tuple[str, ...]


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


def trace_back(content: bytes, quarters: Sequence[Checked], office: Submission) -> tuple[TracedParagraph, ...]:
    """Every non-empty paragraph of a paper with the cells it comes from (none for text of the template).

    ``quarters`` are those from which the paper was made. Raises :class:`Unreadable`.
    """
    sources = [source for checked in quarters for source in _sources(checked)]
    sources += [source for checked in quarters for source in _office_sources(checked, office)]
    sources = list(dict.fromkeys(source for source in sources if source.words))
    names = _names(quarters)
    paragraphs = [
        (text, _ParagraphInRow(fold(text), _values(text), fold(row))) for text, row in read_words(content).with_rows
    ]
    whole = " ".join(paragraph.text for _, paragraph in paragraphs)
    about = {file for file, name in names.items() if name in whole}
    only_file = about if len({names[file] for file in about}) == 1 else set()
    traced = []
    for number, (text, paragraph) in enumerate(paragraphs, 1):
        found = _cells(paragraph, _focus(paragraph.row, names) or only_file, sources)
        traced.append(
            TracedParagraph(
                number, one_line(text), (*dict.fromkeys(_computed(paragraph.text, quarters, office)), *found)
            )
        )
    return tuple(traced)


def _values(text: str) -> Mapping[str, str]:
    """The labelled values of a paragraph: «- Ngày sinh: 1990\tGiới tính: Nữ» → each value under its label."""
    found = (LABEL.fullmatch(piece.strip()) for piece in PIECES.split(text))
    return {fold(each[2]): fold(each[1]) for each in found if each}


def _names(quarters: Iterable[Checked]) -> Mapping[str, str]:
    """The folded name of the nominee of each workbook, by the workbook's path in the inputs."""
    return {
        f"{checked.quarter.folder}/{received.source.name}": fold(candidate_of(received.submission).name)
        for checked in quarters
        for received in checked.received
        if received.submission and received.kind in NOMINATIONS
    }


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


def _computed(text: str, quarters: Iterable[Checked], office: Submission) -> Iterator[str]:
    """How the amounts and counts in a paragraph were computed."""
    for checked in quarters:
        people = sum(sent.kind == CA_NHAN.kind for sent in checked.accepted)
        others = len(checked.accepted) - people
        for amount in MONEY.findall(text):
            yield from amount_origins(int(amount.replace(".", "")), checked.deciding, office, people, others)
    for number, what in COUNTED.findall(text):
        kind = "cá nhân" if what == "ca nhan" else "tập thể"
        yield f"{number} {kind}: đếm trong các biểu mẫu hợp lệ và kết quả biểu quyết"


def _sources(checked: Checked) -> Iterator[Source]:
    folder = checked.quarter.folder
    owners = {fold(candidate_of(sent).name): f"{folder}/{sent.file}" for sent in (*checked.returned, *checked.accepted)}
    for received in checked.received:
        if received.submission is None:
            continue
        own = f"{folder}/{received.source.name}" if received.kind in NOMINATIONS else ""
        for sheet in KINDS[received.kind][0].sheets:
            for number, record in enumerate(received.submission.tables.get(sheet.name, ())):
                voted = own or owners.get(fold(one_line(record["ten"].found)) if "ten" in record else "", "")
                row = f"{own}{sheet.name}{number}" if sheet.layout is SheetLayout.TABLE else ""
                for key, entry in record.items():
                    if key not in NOT_PRINTED:
                        where = f"{folder}/{cell_in_words(sheet.name, sheet.column(key), entry)}"
                        yield from _as_printed(entry, sheet.column(key), where, voted, row)


def _office_sources(checked: Checked, office: Submission) -> Iterator[Source]:
    """The cells of the office workbook that were in force when the quarter's papers were made."""
    for day in sorted({checked.office.day, checked.deciding.day}):
        for sheet in CO_QUAN.sheets:
            for record in rows_in_force(office.tables.get(sheet.name, ()), sheet, day):
                for key, entry in record.items():
                    if key not in NOT_PRINTED:
                        where = f"{cell_in_words(sheet.name, sheet.column(key), entry)}, {in_force(record)}"
                        yield from _as_printed(entry, sheet.column(key), where, "", "")


def _as_printed(entry: Entry, view: ColumnView, where: str, file: str, row: str) -> Iterator[Source]:
    listed = view.meaning.kind is ColumnType.CHOICE and not view.meaning.choices_from and not view.meaning.open_choice
    for form in _printed(entry.value):
        yield Source(fold(form), where, file, fold(view.heading), row, not listed)


def _printed(value: object) -> tuple[str, ...]:
    """A value in the forms in which papers print it."""
    if value is None or isinstance(value, bool):
        return ()
    if isinstance(value, date):
        return short_date(value), long_date(value)
    if isinstance(value, Year):
        return (str(value.year),)
    if isinstance(value, tuple) and len(value) == 2 and value[1]:
        return (Quarter(value[1], value[0]).title,)
    if isinstance(value, int):
        return (str(value), f"{value:02d}")
    return lines(str(value))

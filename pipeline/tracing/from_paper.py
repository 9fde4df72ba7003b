"""Turns a paper back into the cells it was made from: paragraph by paragraph, row by row."""

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
from pipeline.tracing.from_value import amount_origins, in_force, place_of
from pipeline.values.dates import Quarter, Year, long_date, short_date
from pipeline.values.model import Entry, Submission
from pipeline.values.vietnamese import fold, lines, one_line
from pipeline.word.words import read_words
from schemas.ca_nhan import CA_NHAN
from schemas.co_quan import CO_QUAN
from schemas.grammar import ColumnView, Kind, Layout

LONG = 6  # signs of a value from which it is known wherever it stands; a shorter one only where it stands alone
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
    """One cell as it may be printed: its folded words, where it stands, and what tells it from others that say the same.

    ``file`` is the workbook of the nominee whom it is about ("" if nobody), ``record`` its row in a table, ``heading`` that
    of its column. A ``free`` one is no choice of a list, so that its words mean it wherever they stand.
    """

    words: str
    where: str
    file: str
    heading: str
    record: str = ""
    free: bool = True

    @property
    def is_known_anywhere(self) -> bool:
        """Whether its words are enough to tell it within a longer text."""
        return self.free and len(self.words) >= LONG


@dataclass(frozen=True)
class Traced:
    """One paragraph of a paper and the cells, or the reckoning, that it comes from."""

    number: int
    text: str
    origins: tuple[str, ...]


@dataclass(frozen=True)
class _Spot:
    """A paragraph while it is traced: its folded words, its labelled values, the row that it stands in."""

    text: str
    values: Mapping[str, str]
    row: str

    @property
    def is_number_of_row(self) -> bool:
        """Whether it only counts rows."""
        return bool(self.row) and self.text.isdigit() and self.row.startswith(f"{self.text} | ")


def trace_back(content: bytes, quarters: Sequence[Checked], office: Submission) -> tuple[Traced, ...]:
    """Every paragraph of a paper that has words, each with the cells it comes from (none where the template says it).

    ``quarters`` are those from which the paper was made. Raises :class:`Unreadable`.
    """
    sources = [source for checked in quarters for source in _sources(checked)]
    sources += [source for checked in quarters for source in _office_sources(checked, office)]
    sources = list(dict.fromkeys(source for source in sources if source.words))
    names = _names(quarters)
    spots = [(text, _Spot(fold(text), _values(text), fold(row))) for text, row in read_words(content).placed]
    whole = " ".join(spot.text for _, spot in spots)
    about = {file for file, name in names.items() if name in whole}
    alone = about if len({names[file] for file in about}) == 1 else set()
    traced = []
    for number, (text, spot) in enumerate(spots, 1):
        found = _cells(spot, _focus(spot.row, names) or alone, sources)
        traced.append(Traced(number, one_line(text), (*dict.fromkeys(_reckoned(spot.text, quarters, office)), *found)))
    return tuple(traced)


def _values(text: str) -> Mapping[str, str]:
    """The labelled values of a paragraph: «- Ngày sinh: 1990\tGiới tính: Nữ» → each value under its label."""
    found = (LABEL.fullmatch(piece.strip()) for piece in PIECES.split(text))
    return {fold(each[2]): fold(each[1]) for each in found if each}


def _names(quarters: Iterable[Checked]) -> Mapping[str, str]:
    """Whom each workbook is about, by its place."""
    return {
        f"{checked.quarter.folder}/{received.source.name}": fold(candidate_of(received.submission).name)
        for checked in quarters
        for received in checked.received
        if received.submission and received.kind in NOMINATIONS
    }


def _focus(row: str, names: Mapping[str, str]) -> set[str]:
    """The workbooks about whom a row of a table speaks."""
    return {file for file, name in names.items() if name and name in row}


def _cells(spot: _Spot, focus: set[str], sources: Sequence[Source]) -> list[str]:
    """The cells that a paragraph shows, the likeliest only: of whom it is about, of its row, under its label."""
    if spot.is_number_of_row:
        return []
    found = [source for source in sources if _shows(spot, source, focus)]
    if own := [source for source in found if source.file in focus]:
        found = own + [source for source in found if not source.file]
    found = [s for s in found if not any(s.words != o.words and s.words in o.words for o in found)]
    found = [s for s in found if not (label := spot.values.get(s.words)) or s.heading.startswith(label)] or found
    rows = {
        s.record
        for s in sources
        if spot.row and s.record and s.file in focus and s.is_known_anywhere and s.words in spot.row
    }
    if any(s.record in rows for s in found):
        found = [s for s in found if s.record in rows or (not s.record and s.is_known_anywhere)]
    often = Counter(source.words for source in found)
    return list(dict.fromkeys(source.where for source in sorted(found, key=lambda each: often[each.words])))


def _shows(spot: _Spot, source: Source, focus: set[str]) -> bool:
    """Whether a paragraph shows a value: one that is known anywhere within it, another alone, and of the one it is about."""
    if source.is_known_anywhere:
        return source.words in spot.text
    alone = source.words == spot.text or source.words in spot.values
    return alone and (not source.file or source.file in focus)


def _reckoned(text: str, quarters: Iterable[Checked], office: Submission) -> Iterator[str]:
    """What of a paragraph was computed: amounts and counts."""
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
                row = f"{own}{sheet.name}{number}" if sheet.layout is Layout.TABLE else ""
                for key, entry in record.items():
                    if key not in NOT_PRINTED:
                        where = f"{folder}/{place_of(sheet.name, sheet.column(key), entry)}"
                        yield from _as_printed(entry, sheet.column(key), where, voted, row)


def _office_sources(checked: Checked, office: Submission) -> Iterator[Source]:
    """The rows of the office workbook by which the quarter's papers were made."""
    for day in sorted({checked.office.day, checked.deciding.day}):
        for sheet in CO_QUAN.sheets:
            for record in rows_in_force(office.tables.get(sheet.name, ()), sheet, day):
                for key, entry in record.items():
                    if key not in NOT_PRINTED:
                        where = f"{place_of(sheet.name, sheet.column(key), entry)}, {in_force(record)}"
                        yield from _as_printed(entry, sheet.column(key), where, "", "")


def _as_printed(entry: Entry, view: ColumnView, where: str, file: str, row: str) -> Iterator[Source]:
    listed = view.meaning.kind is Kind.CHOICE and not view.meaning.choices_from and not view.meaning.open_choice
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

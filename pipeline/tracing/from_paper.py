"""Finds, for each paragraph of a paper, the cells of the workbooks that it was made from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.checking.check import KINDS
from pipeline.checking.checked import NOMINATIONS, Checked
from pipeline.checking.council import candidate_of
from pipeline.checking.dated_rows import rows_in_force
from pipeline.tracing.from_value import OF_THE_ROW, amount_origins, cell_in_words, in_force
from pipeline.tracing.matching import MatchedParagraph, Matcher, Source
from pipeline.values.dates import Quarter, Year, long_date, short_date
from pipeline.values.model import Entry, Status, Submission
from pipeline.values.vietnamese import fold, lines, one_line
from schemas.co_quan import CO_QUAN
from schemas.grammar import Column, ColumnType, SheetLayout

NOT_PRINTED = (*OF_THE_ROW, "thu_tu", "ma", "muc", "van_ban", "loai", "vai_tro", "ap_dung")


@dataclass(frozen=True)
class TracedParagraph:
    """One paragraph of a paper, and the cells or the computation that it comes from."""

    number: int
    text: str
    origins: tuple[str, ...]


def matcher_of(quarters: Sequence[Checked], office: Submission) -> Matcher:
    """The quarters from which a paper was made → what finds their cells in the paper's bytes."""
    sources = [source for checked in quarters for source in _sources(checked)]
    sources += [source for checked in quarters for source in _office_sources(checked, office)]
    return Matcher(tuple(dict.fromkeys(source for source in sources if source.words)), _names(quarters))


def trace_back(
    matched: Iterable[MatchedParagraph], quarters: Sequence[Checked], office: Submission
) -> tuple[TracedParagraph, ...]:
    """Every non-empty paragraph of a paper, as matched, with the cells or the computation it comes from (none for text of the template)."""
    computed = ((each, dict.fromkeys(_computed(each.amounts, each.counted, quarters, office))) for each in matched)
    return tuple(
        TracedParagraph(number, each.text, (*amounts, *each.cells))
        for number, (each, amounts) in enumerate(computed, 1)
    )


def _names(quarters: Iterable[Checked]) -> Mapping[str, str]:
    """The folded name of the nominee of each workbook, by the workbook's path in the inputs."""
    return {
        f"{checked.quarter.folder}/{received.source.name}": fold(candidate_of(received.submission).name)
        for checked in quarters
        for received in checked.received
        if received.submission and received.kind in NOMINATIONS
    }


def _computed(
    amounts: Iterable[int], counted: Iterable[str], quarters: Iterable[Checked], office: Submission
) -> Iterator[str]:
    """How the amounts and counts in a paragraph were computed."""
    for checked in quarters:
        for amount in amounts:
            yield from amount_origins(amount, checked, office)
    yield from (f"{each}: đếm trong các biểu mẫu hợp lệ và kết quả biểu quyết" for each in counted)


def _sources(checked: Checked) -> Iterator[Source]:
    folder = checked.quarter.folder
    owners = {fold(candidate_of(sent).name): f"{folder}/{sent.file}" for sent in (*checked.returned, *checked.accepted)}
    for received in checked.received:
        if received.submission is None or received.status is Status.SUPERSEDED:
            continue
        own = f"{folder}/{received.source.name}" if received.kind in NOMINATIONS else ""
        for sheet in KINDS[received.kind].sheets:
            for number, record in enumerate(received.submission.rows(sheet.name)):
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
            for record in rows_in_force(office.rows(sheet.name), sheet, day):
                for key, entry in record.items():
                    if key not in NOT_PRINTED:
                        where = f"{cell_in_words(sheet.name, sheet.column(key), entry)}, {in_force(record)}"
                        yield from _as_printed(entry, sheet.column(key), where, "", "")


def _as_printed(entry: Entry, column: Column, where: str, file: str, row: str) -> Iterator[Source]:
    listed = column.kind is ColumnType.CHOICE and column.choices_from != "don_vi" and not column.open_choice
    for form in _printed(entry.value):
        yield Source(fold(form), where, file, fold(column.heading), row, not listed)


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

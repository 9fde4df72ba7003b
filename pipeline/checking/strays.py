"""Turns text that has no place in a form into strays and findings, so that nothing a sender typed is lost."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.checking.cells import Cell, cell_at, text_at
from pipeline.checking.messages import finding
from pipeline.values.model import Finding, Place, Record, Sheet, Stray, Workbook
from pipeline.values.vietnamese import fold, nearest, one_line
from schemas.grammar import (
    COUNTED,
    ColumnView,
    Kind,
    SheetSchema,
)

MAX_STRAYS = 500  # texts kept of one sheet that is none of ours
COUNTS = re.compile(r"\d+".join(map(re.escape, fold("#".join(COUNTED)).split("#"))))  # the live form's line
COUNT_WORDS = fold(COUNTED[1])  # they stand in its formula, too, where no program has computed it


@dataclass(frozen=True)
class Reading:
    """What one sheet says: its records, what is wrong with its form or single cells, and text without a place in it."""

    records: tuple[Record, ...] = ()
    findings: tuple[Finding, ...] = ()
    strays: tuple[Stray, ...] = ()


NOTHING = Reading()


def strays_of(book: Workbook) -> tuple[Stray, ...]:
    """Every text of a workbook that is none of our forms, as far as it can be kept."""
    return tuple(stray for sheet in book.sheets for stray in list(texts_of(book.file, sheet))[:MAX_STRAYS])


def two_nominees(person: ColumnView, place: Place, name: str) -> Finding:
    """The finding that a workbook holds a second person."""
    return finding("two-nominees", place, person.heading, one_line(name))


def person_of(schema: SheetSchema) -> ColumnView | None:
    """The column that names whom a sheet is about."""
    return next((view for view in schema.columns if view.meaning.kind is Kind.NAME and view.meaning.required), None)


def view_of(value: object, schema: SheetSchema) -> ColumnView | None:
    """The column that a heading's text names; None where it names none."""
    return schema.by_heading.get(fold(value)) if isinstance(value, str) and value else None


def texts_of(file: str, sheet: Sheet) -> Iterator[Stray]:
    """Every text of a sheet with its place."""
    for r, row in enumerate(sheet.rows):
        for c, value in enumerate(row):
            if value != "" and (text := text_at(sheet, r, c)):
                yield Stray(cell_at(file, sheet, r, c).place, "", text)


def strays_at(cells: Iterable[Cell]) -> Reading:
    """Text without a place in the form, each told at its cell and kept."""
    typed = [cell for cell in cells if cell.text]
    told = tuple(finding("stray-text", cell.place, "", one_line(cell.text)) for cell in typed)
    return Reading((), told, tuple(Stray(cell.place, "", cell.text) for cell in typed))


def text_above(
    file: str, sheet: Sheet, schema: SheetSchema, end: int, taken: Container[tuple[int, int]] = ()
) -> Reading:
    """Text above a sheet's labels or headings, beyond what the form prints there; ``taken`` cells are told otherwise.

    Another form's own words cannot be told from its sender's: they are kept, and not told.
    """
    typed = [
        cell_at(file, sheet, r, c)
        for r in range(end)
        for c, value in enumerate(sheet.rows[r])
        if value != "" and (r, c) not in taken and not is_printed_above(text_at(sheet, r, c), schema)
    ]
    if not typed:
        return NOTHING
    reading = strays_at(typed)
    return reading if _is_our_top(sheet, schema, end) else Reading((), (), reading.strays)


def is_printed_above(text: str, schema: SheetSchema) -> bool:
    """Whether a text above labels or headings is one that the form itself prints there."""
    folded = fold(text)
    return folded in schema.printed_above or bool(COUNTS.fullmatch(folded))


def _is_our_top(sheet: Sheet, schema: SheetSchema, end: int) -> bool:
    """Whether a line stands above that only our form prints: what to do, or how much is to be corrected."""
    texts = {fold(text_at(sheet, r, c)) for r in range(end) for c in range(len(sheet.rows[r]))}
    return any(text in schema.signs or COUNTS.fullmatch(text) or COUNT_WORDS in text for text in texts)


def is_blank(row: Sequence[object]) -> bool:
    """Whether a row holds nothing, as most rows of a form do."""
    return row.count("") == len(row)


def heading_faults(
    file: str, sheet: Sheet, schema: SheetSchema, found: set[str], unknown: Sequence[tuple[str, Place]]
) -> list[Finding]:
    """Headings that are missing, each at the stranger that stands in its place, and the other strangers."""
    missing = [view for view in schema.columns if view.key not in found and view.meaning.required]
    strangers = {one_line(label): place for label, place in unknown}
    faults = []
    for view in missing:
        meant = nearest(view.heading, strangers) or (
            next(iter(strangers)) if len(missing) == len(strangers) == 1 else ""
        )
        place = strangers.pop(meant) if meant else Place(file, sheet.name)
        instead = f" Ở chỗ đó đang ghi «{meant}»." if meant else ""
        faults.append(
            finding("missing-heading", place, view.heading, meant, "", expected=view.heading, instead=instead)
        )
    free = [view.heading for view in schema.columns if view.key not in found]
    return faults + [
        finding("unknown-heading", place, "", label, nearest(label, free) or "") for label, place in strangers.items()
    ]

"""Turns text that was typed outside a form's cells into strays and findings, so that nothing a sender typed is lost."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from pipeline.checking.cells import Cell, cell_at, text_at
from pipeline.checking.messages import finding
from pipeline.values.model import CellReference, Finding, Record, Stray
from pipeline.values.remembered import remembered
from pipeline.values.sheets import Sheet, Workbook
from pipeline.values.vietnamese import fold, nearest, one_line
from schemas.grammar import COUNTED, Column, ColumnType, SheetSchema

MOST_MISSING = 5  # headings that are each reported at their own place
LABEL_ROWS, LABEL_COLUMNS = 120, 30  # the corner of a sheet in which labels and headings are looked for
LONGEST_LABEL = 500  # characters with its spaces; whoever writes more has not written a label
MAX_STRAYS = 500  # texts copied from one sheet: a sender who pastes another table must not slow the others
MOST_STRAYS = 2_000  # of one workbook
NUMBER = re.compile(r"(?:\d{1,2}|[IVX]{1,4}|[a-hđ])[.)]", re.ASCII)  # before a label: «1. Họ và tên»
COUNTS = re.compile(r"\d+".join(map(re.escape, fold("#".join(COUNTED)).split("#"))))  # «Còn 3 mục cần sửa …»
COUNT_WORDS = fold(COUNTED[1])  # also part of the formula of that line, which is read if no program has computed it


@dataclass(frozen=True)
class SheetReading:
    """What was read from one sheet: its records, the findings about it, and the text outside the form."""

    records: tuple[Record, ...] = ()
    findings: tuple[Finding, ...] = ()
    strays: tuple[Stray, ...] = ()


NOTHING = SheetReading()


def strays_of(book: Workbook) -> tuple[Stray, ...]:
    """The texts of a workbook that is not one of our forms, at most ``MAX_STRAYS`` of each sheet and ``MOST_STRAYS`` in all."""
    of_sheets = (islice(texts_of(book.file, sheet), MAX_STRAYS) for sheet in book.sheets)
    return tuple(islice(chain.from_iterable(of_sheets), MOST_STRAYS))


def two_nominees(schema: SheetSchema, person: Column, place: CellReference, name: str) -> Finding:
    """The finding that a workbook has a second nominee, whose name is at ``place``."""
    return finding("two-nominees", place, person.heading, one_line(name), **schema.words)


def stray_text(place: CellReference, heading: str, text: str, thing: str = "") -> Finding:
    """The finding that a text is in none of the form's cells, ``thing`` names what holds it if that is no cell at all."""
    return finding("stray-text", place, heading, one_line(text), holder=f" ({thing})" if thing else "")


def too_many_strays(file: str, sheet: Sheet) -> Finding:
    """The finding that a sheet has more text outside the form's cells than is read."""
    return finding("too-many-strays", CellReference(file, sheet.name), most=str(MAX_STRAYS))


def person_of(schema: SheetSchema) -> Column | None:
    """The column for the nominee's name; None in a sheet without one."""
    return next((column for column in schema.columns if column.kind is ColumnType.NAME and column.required), None)


def column_of(value: object, schema: SheetSchema) -> Column | None:
    """The column whose heading or alias a cell contains, with a number before it or not; None if it contains none."""
    if not isinstance(value, str) or not 0 < len(value) <= LONGEST_LABEL:
        return None
    return next(filter(None, map(schema.by_heading.get, _spellings(value))), None)


@remembered
def _spellings(text: str) -> tuple[str, str]:
    """The keys of a text as a heading: as it is, and without the number before it."""
    return fold(text), fold(NUMBER.sub("", text.lstrip(), count=1))


def key_of_label(text: str) -> str:
    """The key by which a text is compared with the form's own words; of one that is longer than these the text itself."""
    return fold(text) if len(text) <= LONGEST_LABEL else text


def texts_of(file: str, sheet: Sheet) -> Iterator[Stray]:
    """Every text of a sheet with its cell reference, as strays without heading."""
    for r, row in enumerate(sheet.rows):
        for c, value in enumerate(row):
            if value != "" and (text := text_at(sheet, r, c)):
                yield Stray(cell_at(file, sheet, r, c).place, "", text)


def strays_at(cells: Iterable[Cell]) -> SheetReading:
    """A finding and a stray for each of some cells outside the form that has text."""
    typed = list(islice((cell for cell in cells if cell.text), MAX_STRAYS))
    findings = tuple(stray_text(cell.place, "", cell.text) for cell in typed)
    return SheetReading((), findings, tuple(Stray(cell.place, "", cell.text) for cell in typed))


def text_above(
    file: str, sheet: Sheet, schema: SheetSchema, end: int, taken: Container[tuple[int, int]] = ()
) -> SheetReading:
    """Strays and findings for text above row ``end`` that the form does not print; ``taken`` cells are reported elsewhere.

    In a sheet that was not made from our form there are no findings: the sender's words cannot be distinguished from those
    that the other form prints.
    """
    above = (
        cell_at(file, sheet, r, c)
        for r in range(end)
        for c, value in enumerate(sheet.rows[r])
        if value != "" and (r, c) not in taken and not is_printed_above(text_at(sheet, r, c), schema)
    )
    reading = strays_at(above)
    told = not reading.strays or _is_our_top(sheet, schema, end)
    return reading if told else SheetReading((), (), reading.strays)


def is_printed_above(text: str, schema: SheetSchema) -> bool:
    """Whether the form itself prints a text above its labels or headings."""
    folded = key_of_label(text)
    return folded in schema.printed_above or bool(COUNTS.fullmatch(folded))


def _is_our_top(sheet: Sheet, schema: SheetSchema, end: int) -> bool:
    """Whether a row above ``end`` has a line that only our form prints: the hint, or how much is still to be corrected."""
    texts = {fold(text_at(sheet, r, c)) for r in range(end) for c in range(len(sheet.rows[r]))}
    return any(text in schema.signs or COUNTS.fullmatch(text) or COUNT_WORDS in text for text in texts)


def is_blank(row: Sequence[object]) -> bool:
    """Whether all cells of a row are empty."""
    return row.count("") == len(row)  # the fastest way, and most rows of a form are empty


def heading_faults(
    file: str, sheet: Sheet, schema: SheetSchema, found: set[str], unknown: Sequence[tuple[str, CellReference]]
) -> list[Finding]:
    """Findings for required headings that are missing, and for unknown headings.

    A missing heading that one of the ``unknown`` texts probably means is reported at that text's cell, and the text is not
    reported again. ``found`` are the keys of the columns that the sheet has.
    """
    missing = [column for column in schema.columns if column.key not in found and column.required]
    unmatched = {one_line(label): place for label, place in unknown}
    faults = []
    if len(missing) > MOST_MISSING:  # another form: the sheet is the fault
        names = ", ".join(f"«{column.heading}»" for column in missing)
        place = CellReference(file, sheet.name)
        faults.append(finding("missing-headings", place, number=str(len(missing)), missing=names))
        missing = []
    for column in missing:
        meant = nearest(column.heading, unmatched) or (
            next(iter(unmatched)) if len(missing) == len(unmatched) == 1 else ""
        )
        place = unmatched.pop(meant) if meant else CellReference(file, sheet.name)
        instead = f" Ở chỗ đó đang ghi «{meant}»." if meant else ""
        faults.append(
            finding("missing-heading", place, column.heading, meant, expected=column.heading, instead=instead)
        )
    free = [column.heading for column in schema.columns if column.key not in found]
    return faults + [
        finding("unknown-heading", place, "", label, nearest(label, free) or "") for label, place in unmatched.items()
    ]

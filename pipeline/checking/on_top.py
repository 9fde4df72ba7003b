"""Turns text boxes, comments and pictures over a sheet's cells into findings and strays, so that nobody takes them for used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pipeline.checking.messages import finding
from pipeline.checking.strays import SheetReading, stray_text
from pipeline.values.cell_names import cell_name
from pipeline.values.model import CellReference, Finding, Record, Stray
from pipeline.values.sheets import PICTURE_IN_CELL, OnTop, Sheet, Thing
from pipeline.values.vietnamese import clean
from schemas.grammar import SheetSchema

NOT_KEPT = " - chỉ có trong tệp đã gửi"  # of a picture that the returned workbook cannot hold
BEGUN, REMEDY = "Tệp ", "Cách sửa:"  # how a message of ours begins, and its last part


def things_over(file: str, sheet: Sheet, schema: SheetSchema | None, records: Iterable[Record]) -> SheetReading:
    """What lies over the cells of a sheet, as findings and strays; ``schema`` and ``records`` say what each cell is for.

    A picture in a cell is told as the cell's own fault.
    """
    if not sheet.on_top:
        return SheetReading()
    headings = dict(_headings(schema, records)) if schema else {}
    found = [(thing, each) for thing in sheet.on_top if (each := _reported(thing, file, sheet.name, headings))]
    told = [
        each
        for thing, each in found
        if thing.thing is not Thing.PICTURE or (thing.row, thing.column) not in sheet.error_cells
    ]
    return SheetReading((), tuple(fault for fault, _ in told), tuple(stray for _, (_, stray) in found))


def _headings(schema: SheetSchema, records: Iterable[Record]) -> Iterator[tuple[CellReference, str]]:
    for record in records:
        for key, entry in record.items():
            yield entry.place, schema.column(key).heading


def _reported(
    thing: OnTop, file: str, sheet: str, headings: Mapping[CellReference, str]
) -> tuple[Finding, Stray] | None:
    place = CellReference(file, sheet, cell_name(thing.row, thing.column))
    heading = headings.get(place, "")
    label = f"{heading} ({thing.thing})" if heading else str(thing.thing)
    if thing.thing is Thing.PICTURE:
        text = PICTURE_IN_CELL if thing.image else f"{PICTURE_IN_CELL}{NOT_KEPT}"
        return finding("picture-on-sheet", place, heading, ""), Stray(place, label, text, thing.image)
    text = clean(_without_ours(thing.text) if thing.thing is Thing.COMMENT else thing.text)
    return (stray_text(place, heading, text, str(thing.thing)), Stray(place, label, text)) if text else None


def _without_ours(text: str) -> str:
    """A comment without the messages of a returned workbook, which comes back with them when it is sent again."""
    begun, remedy = text.find(BEGUN), text.rfind(REMEDY)
    if not 0 <= begun < remedy:
        return text
    return text[:begun] + text[remedy:].partition("\n")[2]

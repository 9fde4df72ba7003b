"""Turns a workbook's bytes into what lies over its cells or hangs on them, which readers of cells pass over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from itertools import islice
from struct import unpack_from
from typing import Any

from pipeline.opc.kinds import Unreadable
from pipeline.opc.pictures import picture_size
from pipeline.opc.unpack import Element, Parts
from pipeline.reading.ods import CONTENT, OFFICE, TABLE, TEXT, cells_in, tables_in
from pipeline.reading.pictures_in_cells import embedded, pictures_in_cells, related_parts
from pipeline.reading.shown_ods import text_of
from pipeline.reading.xls import EOF, of_each_sheet, records_by_sheet
from pipeline.values.cell_names import row_and_column
from pipeline.values.sheets import OnTop, Thing

DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
LEGACY_OF_THREAD = "[Threaded comment]"  # Excel's own words, before those of the comment
LINKED = "{http://www.w3.org/1999/xlink}href"
MOST = 200  # things of one sheet
LARGEST, LARGEST_TOGETHER = 3_000_000, 9_000_000  # bytes of a picture, and of all those of a workbook, that are kept
NOTE, CONTINUE, OBJECT, DRAWING, TEXT_OBJECT = 0x1C, 0x3C, 0x5D, 0xEC, 0x01B6
PICTURE_TYPE, COMMENT_TYPE = 0x08, 0x19
ANCHOR, CONTAINER = 0xF010, 0x0F


def things_on_top(
    content: bytes, parts: Parts, sheets: Mapping[str, str], xls: Any = None
) -> Mapping[str, tuple[OnTop, ...]]:
    """Sheet title → its text boxes, comments and pictures.

    ``sheets`` maps the titles of an xlsx file to their parts, ``xls`` is an xls workbook as xlrd reads it.
    """
    if xls:
        records = records_by_sheet(content, xls)
        return of_each_sheet(xls, lambda s: (*_notes(s), *islice(_objects(records(s.name)), MOST)))
    if CONTENT in parts:
        found = ((title, _of_ods(parts, table)) for title, table in tables_in(parts.root(CONTENT)))
    else:
        found = ((title, _of_xlsx(parts, part)) for title, part in sheets.items())
    left = LARGEST_TOGETHER
    things: dict[str, tuple[OnTop, ...]] = {}
    for title, each in found:
        kept = []
        for thing in islice(each, MOST):
            left -= len(thing.image)
            kept.append(thing if left >= 0 else thing._replace(image=b""))
        if kept:
            things[title] = tuple(kept)
    return things


# --- xlsx ----------------------------------------------------------------------------------------------------------


def _of_xlsx(parts: Parts, sheet: str) -> Iterator[OnTop]:
    for row, column, picture in pictures_in_cells(parts, sheet):
        yield OnTop(Thing.PICTURE, "", row, column, _kept(parts, picture))
    related = [each for each in parts.relations(sheet) if not each.external and each.target in parts]
    threads = [each.target for each in related if each.kind == "threadedComment"]
    for thread in threads:
        for comment in parts.root(thread).iterfind("{*}threadedComment"):
            yield from _comment(str(comment.get("ref")), comment.findtext("{*}text") or "")
    for part in related:
        if part.kind == "comments":
            for comment in parts.root(part.target).iterfind(".//{*}comment"):
                text = "".join(str(t.text or "") for t in comment.iterfind("{*}text//{*}t"))
                if not (threads and text.startswith(LEGACY_OF_THREAD)):
                    yield from _comment(str(comment.get("ref")), text)
        elif part.kind == "drawing":
            yield from _drawn(parts, part.target)


def _kept(parts: Parts, name: str) -> bytes:
    """The bytes of a picture that a returned workbook can hold; b"" of any other."""
    with suppress(Unreadable):
        content = parts.get(name, b"")
        return content if len(content) <= LARGEST and picture_size(content) else b""
    return b""


def _comment(ref: str, text: str) -> Iterator[OnTop]:
    if text.strip():
        yield OnTop(Thing.COMMENT, text, *row_and_column(ref))


def _drawn(parts: Parts, drawing: str) -> Iterator[OnTop]:
    """What is drawn over a sheet, at the cell where its anchor begins."""
    related = related_parts(parts, drawing)
    for anchor in parts.root(drawing):
        start = anchor.find("{*}from")
        row, column = (
            int((start.findtext(f"{{*}}{what}") if start is not None else None) or 0) for what in ("row", "col")
        )
        for shape in anchor.iter("{*}txBody"):
            paragraphs = ("".join(str(t.text or "") for t in p.iter("{*}t")) for p in shape.iterfind("{*}p"))
            if text := "\n".join(paragraphs).strip():
                yield OnTop(Thing.TEXT_BOX, text, row, column)
        if (picture := anchor.find(".//{*}pic")) is not None:
            yield OnTop(Thing.PICTURE, "", row, column, _kept(parts, embedded(picture, related)))


# --- ods -----------------------------------------------------------------------------------------------------------


def _of_ods(parts: Parts, table: Element) -> Iterator[OnTop]:
    for shape in table.iterfind(f"{TABLE}shapes/*"):
        end = str(shape.get(f"{TABLE}end-cell-address") or "").rpartition(".")[2]
        yield from _shape(parts, shape, *(row_and_column(end) if end.isalnum() else (0, 0)))
    for cell in cells_in(table):
        for child in cell.element:
            yield from _shape(parts, child, cell.row, cell.column)


def _shape(parts: Parts, shape: Element, row: int, column: int) -> Iterator[OnTop]:
    tag = str(shape.tag)
    if tag == f"{OFFICE}annotation" or tag.startswith(DRAW):
        text = "\n".join(text_of(paragraph) for paragraph in shape.iter(f"{TEXT}p")).strip()
        if text:
            yield OnTop(Thing.COMMENT if tag.startswith(OFFICE) else Thing.TEXT_BOX, text, row, column)
        if next(shape.iter(f"{DRAW}image"), None) is not None:
            image = next(shape.iter(f"{DRAW}image"))
            yield OnTop(Thing.PICTURE, "", row, column, _kept(parts, str(image.get(LINKED))))


# --- xls -----------------------------------------------------------------------------------------------------------


def _notes(sheet: Any) -> Iterator[OnTop]:
    for (row, column), note in islice(sheet.cell_note_map.items(), MOST):
        if note.text.strip():
            yield OnTop(Thing.COMMENT, note.text, row, column)


def _objects(records: Iterator[tuple[int, bytes]]) -> Iterator[OnTop]:
    """The text boxes and pictures of a sheet; each object follows the record with its anchor."""
    anchor, kind = (0, 0), 0
    for record, data in records:
        if record == DRAWING:
            anchor = _anchor(data) or anchor
        elif record == OBJECT and len(data) >= 6:
            (kind,) = unpack_from("<H", data, 4)
            if kind == PICTURE_TYPE:
                yield OnTop(Thing.PICTURE, "", *anchor)
        elif record == TEXT_OBJECT and len(data) >= 12:
            text = _text_of_object(records, unpack_from("<H", data, 10)[0]).strip()
            if text and kind != COMMENT_TYPE:
                yield OnTop(Thing.TEXT_BOX, text, *anchor)


def _text_of_object(records: Iterator[tuple[int, bytes]], letters: int) -> str:
    """The text that follows a text object in continued records, each with one byte that says how wide its letters are."""
    text = ""
    while len(text) < letters:
        record, data = next(records, (EOF, b""))
        if record != CONTINUE or not data:
            return text
        text += data[1:].decode("utf-16-le" if data[0] & 1 else "latin-1", "replace")
    return text[:letters].replace("\r", "\n")


def _anchor(drawing: bytes) -> tuple[int, int] | None:
    """The cell at which the last shape of a drawing record begins; None if it begins no shape."""
    at, found = 0, None
    while at + 8 <= len(drawing):
        version, kind, length = unpack_from("<HHI", drawing, at)
        if kind == ANCHOR and at + 16 <= len(drawing):
            column, _, row = unpack_from("<HHH", drawing, at + 10)
            found = row, column
        at += 8 if version & CONTAINER == CONTAINER else 8 + length
    return found

"""Turns an ods file into what its cells show: the file holds the text of each cell as it was shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from pipeline.opc.unpack import Element, tree_of
from pipeline.reading.far_cells import MAX_CELLS
from pipeline.reading.ods import (
    CONTENT,
    NAMED_STYLES,
    OFFICE,
    STYLE,
    TEXT,
    OdsCell,
    cells_in,
    inherited_styles,
    tables_in,
)
from pipeline.values.number_formats import WHOLE_DAY, Part
from pipeline.values.shown import Seen, ShownCell

NUMBER = "{urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0}"
BREAKS = (f"{TEXT}line-break", f"{TEXT}tab")  # calamine leaves them away

Cells = Mapping[tuple[int, int], ShownCell]  # (row, column) from 0 → what the cell shows
Found = tuple[tuple[int, int], ShownCell]


def shown_in_ods(parts: Mapping[str, bytes]) -> Mapping[str, Cells]:
    """By sheet title, the cells of an ods file that are not shown as stored."""
    trees = [tree_of(name, parts[name]) for name in (NAMED_STYLES, CONTENT) if name in parts]
    shown_parts = _parts_of_styles(trees)
    return {title: dict(islice(_shown(table, shown_parts), MAX_CELLS)) for title, table in tables_in(trees[-1])}


def _shown(table: Element, shown_parts: Mapping[str, frozenset[Part]]) -> Iterator[Found]:
    """Each cell that is not shown as stored, equal neighbours each at its own place."""
    for cell in cells_in(table):
        if found := _shown_in_ods(cell, shown_parts.get(cell.style, WHOLE_DAY)):
            yield from ((at, found) for at in cell.places)


def _shown_in_ods(cell: OdsCell, parts: frozenset[Part]) -> Seen | None:
    """What an ods cell shows: the file holds the text itself. None for one that is empty, or shown as stored."""
    kind, element = cell.kind, cell.element
    if kind is None or cell.is_error:
        return None
    paragraphs = element.findall(f"{TEXT}p")
    text = "\n".join(map(text_of, paragraphs)) if paragraphs else None
    broken = kind == "string" and any(next(p.iter(*BREAKS), None) is not None for p in paragraphs)
    stored = element.get(f"{OFFICE}string-value", text) if kind == "string" else element.get(f"{OFFICE}value")
    if not broken and text is not None and text == stored and (kind == "string" or text.lstrip("-").isdigit()):
        return None
    return Seen(text, parts if kind in ("date", "time") else frozenset())


def text_of(paragraph: Element) -> str:
    """A paragraph's text, with its spaces, tabs and line breaks."""
    text = str(paragraph.text or "")
    for child in paragraph:
        if child.tag == f"{TEXT}s":
            text += " " * min(int(child.get(f"{TEXT}c") or 1), 1000)
        elif child.tag == f"{TEXT}tab":
            text += "\t"
        elif child.tag == f"{TEXT}line-break":
            text += "\n"
        elif isinstance(child.tag, str) and not child.tag.startswith(OFFICE):  # a note's words are not the cell's
            text += text_of(child)
        text += str(child.tail or "")
    return text


def _parts_of_styles(trees: Iterable[Element]) -> Mapping[str, frozenset[Part]]:
    """What of a day each cell style shows, by way of its parents and of its format; nothing for a style without a format."""
    formats: dict[str, frozenset[Part]] = {}
    for tree in trees:
        formats |= _formats_with_maps(tree)
    named = inherited_styles(trees, lambda style: str(style.get(f"{STYLE}data-style-name") or ""))
    return {name: formats[of] for name, of in named.items() if of in formats}


def _formats_with_maps(tree: Element) -> Mapping[str, frozenset[Part]]:
    """What of a day each format shows under every condition it has."""
    plain: dict[str, frozenset[Part]] = {}
    mapped: dict[str, list[str]] = {}
    for element in tree.iter(f"{NUMBER}*"):
        if name := element.get(f"{STYLE}name"):
            plain[name] = frozenset().union(*map(_part_of, element))
            mapped[name] = [str(each.get(f"{STYLE}apply-style-name")) for each in element.iterfind(f"{STYLE}map")]
    return {name: _in_all([plain[name], *(plain.get(other, frozenset()) for other in mapped[name])]) for name in plain}


def _in_all(some: Iterable[frozenset[Part]]) -> frozenset[Part]:
    dates = [parts for parts in some if parts]
    return frozenset.intersection(*dates) if dates else frozenset()


def _part_of(element: Element) -> frozenset[Part]:
    kind = str(element.tag).removeprefix(NUMBER)
    if kind == "year" and element.get(f"{NUMBER}calendar") in (None, "gregorian"):
        return frozenset({Part.YEAR} if element.get(f"{NUMBER}style") == "long" else {Part.YEAR, Part.SHORT_YEAR})
    known = {"day": Part.DAY, "month": Part.MONTH, "hours": Part.TIME, "minutes": Part.TIME, "seconds": Part.TIME}
    return frozenset({known[kind]} if kind in known else ())

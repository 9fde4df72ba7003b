"""Turns an ods file into what its cells show: the file holds the text of each cell as it was shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from lxml import etree

from pipeline.reading.far_cells import MAX_CELLS
from pipeline.values.number_formats import WHOLE_DAY, Part
from pipeline.values.shown import Seen, ShownCell

NUMBER = "{urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
STYLES = "xl/styles.xml"
BREAKS = (f"{TEXT}line-break", f"{TEXT}tab")  # calamine leaves them away

Cells = Mapping[tuple[int, int], ShownCell]
Found = tuple[tuple[int, int], ShownCell]


def shown_in_ods(parts: Mapping[str, bytes]) -> Mapping[str, Cells]:
    """By sheet title, the cells of an ods file that are not shown as stored."""
    trees = [tree(parts[name]) for name in ("styles.xml", "content.xml") if name in parts]
    shown_parts = _parts_of_styles(trees)
    tables = trees[-1].iter(f"{TABLE}table")
    return {str(t.get(f"{TABLE}name")): dict(islice(_ods_cells(t, shown_parts), MAX_CELLS)) for t in tables}


def _ods_cells(table: etree._Element, shown_parts: Mapping[str, frozenset[Part]]) -> Iterator[Found]:
    """Each cell that is not shown as stored; equal neighbours, which are written once with a count, each at its own place."""
    columns = _column_styles(table)
    row = 0
    for line in table.iter(f"{TABLE}table-row"):
        row_repeated = int(line.get(f"{TABLE}number-rows-repeated") or 1)
        row_style = str(line.get(f"{TABLE}default-cell-style-name") or "")
        column = 0
        for cell in line:
            style = str(cell.get(f"{TABLE}style-name") or row_style or columns.get(column, ""))
            repeated = int(cell.get(f"{TABLE}number-columns-repeated") or 1)
            if found := _shown_in_ods(cell, shown_parts.get(style, WHOLE_DAY)):
                yield from (((row + r, column + c), found) for r in range(row_repeated) for c in range(repeated))
            column += repeated
        row += row_repeated


def _shown_in_ods(cell: etree._Element, parts: frozenset[Part]) -> Seen | None:
    """What an ods cell shows: the file holds the text itself. None for one that is empty, or shown as stored."""
    kind = cell.get(f"{OFFICE}value-type")
    if kind is None or cell.get(f"{CALC}value-type") == "error":
        return None
    paragraphs = cell.findall(f"{TEXT}p")
    text = "\n".join(map(_text_of, paragraphs)) if paragraphs else None
    broken = kind == "string" and any(next(p.iter(*BREAKS), None) is not None for p in paragraphs)
    stored = cell.get(f"{OFFICE}string-value", text) if kind == "string" else cell.get(f"{OFFICE}value")
    if not broken and text is not None and text == stored and (kind == "string" or text.lstrip("-").isdigit()):
        return None
    return Seen(text, parts if kind in ("date", "time") else frozenset())


def _text_of(paragraph: etree._Element) -> str:
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
            text += _text_of(child)
        text += str(child.tail or "")
    return text


def _column_styles(table: etree._Element) -> Mapping[int, str]:
    """The default style of each column, the first 200 of a repeat."""
    styles: dict[int, str] = {}
    at = 0
    for column in table.iter(f"{TABLE}table-column"):
        repeated = int(column.get(f"{TABLE}number-columns-repeated") or 1)
        style = str(column.get(f"{TABLE}default-cell-style-name") or "")
        styles |= dict.fromkeys(range(at, at + min(repeated, 200)), style)
        at += repeated
    return styles


def _parts_of_styles(trees: Iterable[etree._Element]) -> Mapping[str, frozenset[Part]]:
    """What of a day each cell style shows, by way of its parents and of its format; nothing for a style without a format."""
    formats: dict[str, frozenset[Part]] = {}
    own: dict[str, tuple[str, str]] = {}
    for tree in trees:
        local = _formats_with_maps(tree)
        formats |= local
        for style in tree.iter(f"{STYLE}style"):
            of, parent = style.get(f"{STYLE}data-style-name"), style.get(f"{STYLE}parent-style-name")
            own[str(style.get(f"{STYLE}name"))] = (str(of or ""), str(parent or ""))
    named = {name: _inherited(name, own) for name in own}
    return {name: formats[of] for name, of in named.items() if of in formats}


def _formats_with_maps(tree: etree._Element) -> Mapping[str, frozenset[Part]]:
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


def _part_of(element: etree._Element) -> frozenset[Part]:
    kind = str(element.tag).removeprefix(NUMBER)
    if kind == "year" and element.get(f"{NUMBER}calendar") in (None, "gregorian"):
        return frozenset({Part.YEAR} if element.get(f"{NUMBER}style") == "long" else {Part.YEAR, Part.SHORT_YEAR})
    known = {"day": Part.DAY, "month": Part.MONTH, "hours": Part.TIME, "minutes": Part.TIME, "seconds": Part.TIME}
    return frozenset({known[kind]} if kind in known else ())


def _inherited(name: str, own: Mapping[str, tuple[str, str]]) -> str:
    """The format of a style, or of the nearest style above it that has one."""
    seen: set[str] = set()
    while name in own and name not in seen:
        seen.add(name)
        of, parent = own[name]
        if of:
            return of
        name = parent
    return ""


def tree(xml: bytes) -> etree._Element:
    """A part as XML: no entity is resolved, nothing is loaded."""
    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))

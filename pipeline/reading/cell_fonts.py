"""Turns the fonts of cells, and of parts of their text, into what they change: pre-Unicode letters, and what is struck through.

Hardly any workbook has such fonts, so a fast search for their signs comes first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple

from pipeline.opc.unpack import Element, Parts, holds
from pipeline.reading import xlsx
from pipeline.reading.far_cells import MAX_CELLS
from pipeline.reading.legacy_fonts import encoding_of, to_unicode
from pipeline.reading.ods import CONTENT, NAMED_STYLES, STYLE, TEXT, cells_in, inherited_styles, property_of, tables_in
from pipeline.reading.xls import of_each_sheet
from pipeline.reading.xlsx import SHARED, STYLES

Cells = dict[tuple[int, int], str]
OLD_FONT = re.compile(rb"[\"'>;]\s*(?:&apos;|&quot;)?(?:\.Vn|VNI[- ])", re.IGNORECASE)
STRIKE = re.compile(rb"<(?:\w+:)?strike\b|text-line-through-(?:style|type)=\"(?!none)")
OF_RUNS = (b"rFont", b"strike")  # in a sheet with text runs of their own font
PARTS_WITH_FONTS = (STYLES, SHARED, NAMED_STYLES, CONTENT)
FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"


class Font(NamedTuple):
    """What matters of a font: its name, and whether its letters are struck through."""

    name: str = ""
    struck: bool = False


Run = tuple[str, Font]  # a text in one font
Runs = Iterator[tuple[tuple[int, int], Iterable[Run]]]


class ByFont(NamedTuple):
    """What the fonts of a sheet change, (row, column) from 0 → text in Unicode: conversion, and what is left unstruck."""

    converted: Cells
    unstruck: Cells


def cells_by_font(parts: Parts, sheets: Mapping[str, str], book: Any = None) -> Mapping[str, ByFont]:
    """Sheet title → the cells whose text conversion changes, and those with struck letters.

    ``sheets`` maps the titles of an xlsx file's sheets to their parts; ``book`` is an xls workbook as xlrd reads it. Raises
    what the parsers of xlsx and ods raise on broken bytes.
    """
    if book and any(font.struck_out or encoding_of(font.name) for font in book.font_list):
        return of_each_sheet(book, lambda sheet: _changed(_xls_cells(book, sheet)))
    named = [parts[name] for name in PARTS_WITH_FONTS if name in parts]
    named += [parts[sheet] for sheet in sheets.values() if any(holds(parts[sheet], sign) for sign in OF_RUNS)]
    if not any(_names_an_old_font(part) or _strikes_out(part) for part in named):
        return {}
    return _of_ods(parts) if CONTENT in parts else _of_xlsx(parts, sheets)


def _names_an_old_font(part: bytes) -> bool:
    lowered = part.lower()  # the plain search is ten times as fast as the pattern
    return (holds(lowered, b".vn") or holds(lowered, b"vni")) and OLD_FONT.search(part) is not None


def _strikes_out(part: bytes) -> bool:
    return (holds(part, b"strike") or holds(part, b"line-through")) and STRIKE.search(part) is not None


def _changed(cells: Runs) -> ByFont:
    changed = ByFont({}, {})
    for at, runs in cells:
        typed, converted, unstruck, struck = "", "", "", ""
        for text, font in runs:
            encoding = encoding_of(font.name)
            meant = to_unicode(text, encoding) if encoding else text
            typed, converted = typed + text, converted + meant
            unstruck, struck = (unstruck, struck + meant) if font.struck else (unstruck + meant, struck)
        if converted != typed:
            changed.converted[at] = converted
        if struck.strip():
            changed.unstruck[at] = unstruck
    return changed


# --- xlsx ----------------------------------------------------------------------------------------------------------


def _of_xlsx(parts: Parts, sheets: Mapping[str, str]) -> Mapping[str, ByFont]:
    fonts = _fonts_of_formats(parts)
    strings = [*parts.root(SHARED).iterfind("{*}si")] if SHARED in parts else []
    return {title: _changed(_xlsx_cells(parts.root(part), fonts, strings)) for title, part in sheets.items()}


def _fonts_of_formats(parts: Parts) -> list[Font]:
    """The font of each cell format."""
    if STYLES not in parts:
        return []
    root = parts.root(STYLES)
    fonts = [_font_of(font, "name", Font()) for font in root.iterfind("{*}fonts/{*}font")]
    formats = (int(each.get("fontId") or 0) for each in root.iterfind("{*}cellXfs/{*}xf"))
    return [fonts[font] if font < len(fonts) else Font() for font in formats]


def _font_of(properties: Element, named: str, cell_font: Font) -> Font:
    """The font that some properties describe; the name of the cell's font where they name none."""
    name, strike = properties.find(f"{{*}}{named}"), properties.find("{*}strike")
    return Font(
        cell_font.name if name is None else str(name.get("val")),
        strike is not None and strike.get("val") not in ("0", "false"),
    )


def _xlsx_cells(sheet: Element, fonts: Sequence[Font], strings: Sequence[Element]) -> Runs:
    for at, cell in xlsx.cells_in(sheet.iter("{*}row")):
        kind, form = cell.get("t"), int(cell.get("s") or 0)
        font = fonts[form] if form < len(fonts) else Font()
        content = strings[int(cell.findtext("{*}v") or 0)] if kind == "s" else cell.find("{*}is")
        if content is not None and kind in ("s", "inlineStr"):
            yield at, _xlsx_runs(content, font)
        elif font.struck and (value := cell.findtext("{*}v")):
            yield at, [(value, Font(struck=True))]


def _xlsx_runs(content: Element, cell_font: Font) -> Iterator[Run]:
    """The plain text of a cell in the cell's font, then its text runs, each in its own font if it has one."""
    yield content.findtext("{*}t") or "", cell_font
    for run in content.iterfind("{*}r"):
        own = run.find("{*}rPr")
        yield run.findtext("{*}t") or "", cell_font if own is None else _font_of(own, "rFont", cell_font)


# --- xls -----------------------------------------------------------------------------------------------------------


def _xls_cells(book: Any, sheet: Any) -> Runs:
    fonts = [Font(str(font.name), bool(font.struck_out)) for font in book.font_list]
    for r in range(sheet.nrows):
        for c, value in enumerate(sheet.row_values(r)):
            own = book.xf_list[sheet.cell_xf_index(r, c)].font_index
            if isinstance(value, str) and value:
                runs = [(0, own), *sheet.rich_text_runlist_map.get((r, c), ())]
                ends = [*(start for start, _ in runs[1:]), len(value)]
                yield (r, c), [(value[start:end], fonts[of]) for (start, of), end in zip(runs, ends, strict=True)]
            elif fonts[own].struck and value != "":
                yield (r, c), [(str(value), Font(struck=True))]


# --- ods -----------------------------------------------------------------------------------------------------------


def _of_ods(parts: Parts) -> Mapping[str, ByFont]:
    trees = [parts.root(name) for name in (NAMED_STYLES, CONTENT) if name in parts]
    fonts = style_fonts(trees)
    return {title: _changed(islice(_ods_cells(table, fonts), MAX_CELLS)) for title, table in tables_in(trees[-1])}


Style = tuple[str, str]  # a font's name, and STRUCK or UNSTRUCK; each "" where it is that of the text around
STRUCK, UNSTRUCK = "struck", "unstruck"
NO_STYLE: Style = ("", "")


def style_fonts(trees: Sequence[Element]) -> Mapping[str, Style]:
    """Maps each style to its font, which it may inherit from a parent style or name by a declared font face."""
    faces = {
        str(face.get(f"{STYLE}name")): str(face.get(f"{SVG}font-family") or "").strip("'\"")
        for tree in trees
        for face in tree.iter(f"{STYLE}font-face")
    }

    def name_of(style: Element) -> str:
        face = property_of(style, "text", f"{STYLE}font-name")
        return property_of(style, "text", f"{FO}font-family").strip("'\"") or faces.get(face, face)

    def line_of(style: Element) -> str:
        lines = {property_of(style, "text", f"{STYLE}text-line-through-{what}") for what in ("style", "type")} - {""}
        return (UNSTRUCK if "none" in lines else STRUCK) if lines else ""

    struck = inherited_styles(trees, line_of)
    return {name: (font, struck[name]) for name, font in inherited_styles(trees, name_of).items()}


def _within(outer: Font, style: Style) -> Font:
    """The font of a text with a style inside another text."""
    return Font(style[0] or outer.name, style[1] == STRUCK if style[1] else outer.struck)


def _ods_cells(table: Element, fonts: Mapping[str, Style]) -> Runs:
    """Each cell with a value; one that is written once with a repeat count comes once for each repeat."""
    for cell in cells_in(table):
        if cell.kind:
            font = _within(Font(), fonts.get(cell.style, NO_STYLE))
            runs = list(_ods_runs(cell.element, font if cell.kind == "string" else font._replace(name=""), fonts))
            yield from ((at, runs) for at in cell.places)


def _ods_runs(cell: Element, font: Font, fonts: Mapping[str, Style]) -> Iterator[Run]:
    for number, paragraph in enumerate(cell.iterfind(f"{TEXT}p")):
        if number:
            yield "\n", font
        yield from _span_runs(paragraph, font, fonts)


def _span_runs(element: Element, font: Font, fonts: Mapping[str, Style]) -> Iterator[Run]:
    yield str(element.text or ""), font
    for child in element:
        if child.tag == f"{TEXT}s":
            yield " " * min(int(child.get(f"{TEXT}c") or 1), 1000), font
        else:
            yield from _span_runs(child, _within(font, fonts.get(str(child.get(f"{TEXT}style-name")), NO_STYLE)), fonts)
        yield str(child.tail or ""), font

"""Turns the text of cells in pre-Unicode fonts (TCVN3, VNI) into Unicode, by the font of each cell or part of its text.

Hardly any workbook has such fonts, so a fast search for their names comes first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from pipeline.opc.unpack import Element, Parts, holds
from pipeline.reading.far_cells import MAX_CELLS
from pipeline.reading.legacy_fonts import encoding_of, to_unicode
from pipeline.reading.ods import CONTENT, NAMED_STYLES, STYLE, TEXT, cells_in, inherited, tables_in
from pipeline.reading.xls import of_each_sheet
from pipeline.values.cell_names import row_and_column

Cells = Mapping[tuple[int, int], str]
OLD_FONT = re.compile(rb"[\"'>;]\s*(?:&apos;|&quot;)?(?:\.Vn|VNI[- ])", re.IGNORECASE)
STYLES, SHARED = "xl/styles.xml", "xl/sharedStrings.xml"
PARTS_WITH_FONTS = (STYLES, SHARED, NAMED_STYLES, CONTENT)
FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
Run = tuple[str, str]  # text and the name of its font


def converted_cells(parts: Parts, sheets: Mapping[str, str], book: Any = None) -> Mapping[str, Cells]:
    """Sheet title → the cells whose text conversion changes: (row, column) from 0 → text in Unicode.

    ``sheets`` maps the titles of an xlsx file's sheets to their parts; ``book`` is an xls workbook as xlrd reads it. Raises
    what the parsers of xlsx and ods raise on broken bytes.
    """
    if book and any(encoding_of(font.name) for font in book.font_list):
        return of_each_sheet(book, lambda sheet: _changed(_xls_cells(book, sheet)))
    named = [parts[name] for name in PARTS_WITH_FONTS if name in parts]
    named += [
        parts[sheet] for sheet in sheets.values() if holds(parts[sheet], b"rFont")
    ]  # text runs with their own font
    if not any(map(_names_an_old_font, named)):
        return {}
    return _of_ods(parts) if CONTENT in parts else _of_xlsx(parts, sheets)


def _names_an_old_font(part: bytes) -> bool:
    lowered = part.lower()  # the plain search is ten times as fast as the pattern
    return (holds(lowered, b".vn") or holds(lowered, b"vni")) and OLD_FONT.search(part) is not None


def _convert(runs: Iterable[Run]) -> tuple[str, str]:
    """The text of some runs as typed, and in Unicode."""
    typed, converted = "", ""
    for text, font in runs:
        encoding = encoding_of(font)
        typed += text
        converted += to_unicode(text, encoding) if encoding else text
    return typed, converted


def _changed(cells: Iterable[tuple[tuple[int, int], Iterable[Run]]]) -> Cells:
    converted = ((at, *_convert(runs)) for at, runs in cells)
    return {at: text for at, typed, text in converted if text != typed}


# --- xlsx ----------------------------------------------------------------------------------------------------------


def _of_xlsx(parts: Parts, sheets: Mapping[str, str]) -> Mapping[str, Cells]:
    fonts = _fonts_of_formats(parts)
    strings = [*parts.root(SHARED).iterfind("{*}si")] if SHARED in parts else []
    return {title: _changed(_xlsx_cells(parts.root(part), fonts, strings)) for title, part in sheets.items()}


def _fonts_of_formats(parts: Parts) -> list[str]:
    """The font of each cell format."""
    if STYLES not in parts:
        return []
    root = parts.root(STYLES)
    names = [
        str(name.get("val")) if (name := font.find("{*}name")) is not None else ""
        for font in root.iterfind("{*}fonts/{*}font")
    ]
    formats = (int(each.get("fontId") or 0) for each in root.iterfind("{*}cellXfs/{*}xf"))
    return [names[font] if font < len(names) else "" for font in formats]


def _xlsx_cells(
    sheet: Element, fonts: Sequence[str], strings: Sequence[Element]
) -> Iterator[tuple[tuple[int, int], Iterable[Run]]]:
    for cell in sheet.iterfind(".//{*}c"):
        kind, form = cell.get("t"), int(cell.get("s") or 0)
        content = strings[int(cell.findtext("{*}v") or 0)] if kind == "s" else cell.find("{*}is")
        if content is not None and kind in ("s", "inlineStr"):
            yield row_and_column(str(cell.get("r"))), _xlsx_runs(content, fonts[form] if form < len(fonts) else "")


def _xlsx_runs(content: Element, cell_font: str) -> Iterator[Run]:
    """The plain text of a cell in the cell's font, then its text runs, each in its own font if it names one."""
    yield content.findtext("{*}t") or "", cell_font
    for run in content.iterfind("{*}r"):
        font = run.find("{*}rPr/{*}rFont")
        yield run.findtext("{*}t") or "", cell_font if font is None else str(font.get("val"))


# --- xls -----------------------------------------------------------------------------------------------------------


def _xls_cells(book: Any, sheet: Any) -> Iterator[tuple[tuple[int, int], Iterable[Run]]]:
    for r in range(sheet.nrows):
        for c, value in enumerate(sheet.row_values(r)):
            if isinstance(value, str) and value:
                own = book.xf_list[sheet.cell_xf_index(r, c)].font_index
                runs = [(0, own), *sheet.rich_text_runlist_map.get((r, c), ())]
                ends = [*(start for start, _ in runs[1:]), len(value)]
                yield (
                    (r, c),
                    [
                        (value[start:end], book.font_list[font].name)
                        for (start, font), end in zip(runs, ends, strict=True)
                    ],
                )


# --- ods -----------------------------------------------------------------------------------------------------------


def _of_ods(parts: Parts) -> Mapping[str, Cells]:
    trees = [parts.root(name) for name in (NAMED_STYLES, CONTENT) if name in parts]
    fonts = _style_fonts(trees)
    return {title: _changed(islice(_ods_cells(table, fonts), MAX_CELLS)) for title, table in tables_in(trees[-1])}


def _style_fonts(trees: Iterable[Element]) -> Mapping[str, str]:
    """Maps each style to its font, which it may inherit from a parent style or name by a declared font face."""
    faces: dict[str, str] = {}
    own: dict[str, tuple[str, str]] = {}
    for tree in trees:
        for face in tree.iter(f"{STYLE}font-face"):
            faces[str(face.get(f"{STYLE}name"))] = str(face.get(f"{SVG}font-family") or "").strip("'\"")
        for style in tree.iter(f"{STYLE}style"):
            text = style.find(f"{STYLE}text-properties")
            named = "" if text is None else str(text.get(f"{FO}font-family") or "").strip("'\"")
            face_name = "" if text is None else str(text.get(f"{STYLE}font-name") or "")
            own[str(style.get(f"{STYLE}name"))] = (
                named or faces.get(face_name, face_name),
                str(style.get(f"{STYLE}parent-style-name") or ""),
            )
    return inherited(own)


def _ods_cells(table: Element, fonts: Mapping[str, str]) -> Iterator[tuple[tuple[int, int], Iterable[Run]]]:
    """Each cell with text; one that is written once with a repeat count comes once for each repeat."""
    for cell in cells_in(table):
        if cell.kind == "string":
            runs = list(_ods_runs(cell.element, fonts.get(cell.style, ""), fonts))
            yield from ((at, runs) for at in cell.places)


def _ods_runs(cell: Element, font: str, fonts: Mapping[str, str]) -> Iterator[Run]:
    for number, paragraph in enumerate(cell.iterfind(f"{TEXT}p")):
        if number:
            yield "\n", font
        yield from _span_runs(paragraph, font, fonts)


def _span_runs(element: Element, font: str, fonts: Mapping[str, str]) -> Iterator[Run]:
    yield str(element.text or ""), font
    for child in element:
        if child.tag == f"{TEXT}s":
            yield " " * min(int(child.get(f"{TEXT}c") or 1), 1000), font
        else:
            yield from _span_runs(child, fonts.get(str(child.get(f"{TEXT}style-name")), "") or font, fonts)
        yield str(child.tail or ""), font

"""Turns a workbook's bytes into the cells that may not look as they are stored: letters as light as their ground, looks by condition.

Whether a condition holds is not worked out: what it strikes out, hides or shows in another format may be seen or not.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from struct import unpack_from
from typing import Any

from pipeline.opc.unpack import Element, Parts, holds
from pipeline.reading import xlsx
from pipeline.reading.cell_fonts import FO, STRUCK, style_fonts
from pipeline.reading.ods import CALC, CONTENT, NAMED_STYLES, STYLE, cells_in, inherited_styles, property_of, tables_in
from pipeline.reading.xls import of_each_sheet, records_by_sheet
from pipeline.reading.xlsx import SHARED, STYLES
from pipeline.values.cell_names import column_number

UNSEEN, BY_CONDITION = "letters-unseen", "look-by-condition"  # the codes of their findings
WHITE = "FFFFFF"
LIGHT = 0xE0  # of each colour of a ground on which white letters are not seen
FAINT = -0.16  # how much darker than white such a ground of a theme may be
SIGNS = (
    b'showValue="0"',
    b"showValue='0'",
    b":dxf>",
    b"rPr>",
)  # in a sheet: a bar without its number, looks of its own
COLOUR, NUMBER = re.compile(r"[0-9A-Fa-f]{6}"), re.compile(r"-?\d+(?:\.\d+)?", re.ASCII)
RANGE = re.compile(  # «B7», «B7:C9», «B:B», «5:9»; in an ods file with the sheet's name, which may have spaces: «$'Trích ngang'.B7»
    r"(?<![^\s.])\$?([A-Z]{0,3})\$?(\d{0,7})(?<=[A-Z\d])(?::(?:\S*?(?:'[^']*')?\.)?\$?([A-Z]{0,3})\$?(\d{0,7})(?<=[A-Z\d]))?(?!\S)",
    re.ASCII,
)
FAR = 2**31
CONDITIONAL, RULE, AREAS_AT = 0x01B0, 0x01B1, 14  # records of an xls file; where the areas begin in the first
NUMBER_FORMAT, FONT, FILL = 1 << 25, 1 << 26, 1 << 29  # what a rule's look has
FONT_LOOK_AT, FONT_COLOUR_AT, FONT_UNSET_AT, STRIKE = 80, 92, 100, 0x80  # in a rule without a number format
WHITES = (1, 9)  # numbers of a colour
At = tuple[int, int]
Unsure = Mapping[At, str]
Area = tuple[At, At]


def unsure_looks(content: bytes, parts: Parts, sheets: Mapping[str, str], book: Any = None) -> Mapping[str, Unsure]:
    """Sheet title → (row, column) from 0 of each such cell with a value → ``UNSEEN`` or ``BY_CONDITION``.

    ``sheets`` maps the titles of an xlsx file's sheets to their parts; ``book`` is an xls workbook as xlrd reads it.
    """
    if book:
        records = records_by_sheet(content, book)
        return of_each_sheet(book, lambda sheet: dict(_of_xls(book, sheet, records(sheet.name))))
    if CONTENT in parts:
        return _of_ods(parts)
    return _of_xlsx(parts, sheets) if STYLES in parts else {}


# --- xlsx ----------------------------------------------------------------------------------------------------------


def _of_xlsx(parts: Parts, sheets: Mapping[str, str]) -> Mapping[str, Unsure]:
    styles = parts.root(STYLES)
    white = [_is_white(font.find("{*}color")) for font in styles.iterfind("{*}fonts/{*}font")]
    light = [_is_light(fill) for fill in styles.iterfind("{*}fills/{*}fill")]
    looks = [(int(xf.get("fontId") or 0), int(xf.get("fillId") or 0)) for xf in styles.iterfind("{*}cellXfs/{*}xf")]
    on_light = {n for n, (_, fill) in enumerate(looks) if fill < len(light) and light[fill]}
    unseen = {n for n, (font, _) in enumerate(looks) if n in on_light and font < len(white) and white[font]}
    changing = {str(n) for n, look in enumerate(styles.iterfind("{*}dxfs/{*}dxf")) if _changes_what_is_seen(look)}
    texts: set[str] = set()
    if SHARED in parts and holds(parts[SHARED], b"color"):
        texts = {str(n) for n, item in enumerate(parts.root(SHARED).iterfind("{*}si")) if _has_white_letters(item)}
    if not (unseen or changing or texts or any(holds(parts[s], sign) for s in sheets.values() for sign in SIGNS)):
        return {}
    found = {}
    for title, part in sheets.items():
        root = parts.root(part)
        filled = {at: cell for at, cell in xlsx.cells_in(root.iter("{*}row")) if len(cell)}
        looking = dict.fromkeys(_inside(filled, _areas_of_xlsx(root, changing)), BY_CONDITION)
        for at, cell in filled.items():
            style, inline = int(cell.get("s") or 0), cell.find("{*}is")
            own = cell.get("t") == "s" and cell.findtext("{*}v") in texts
            own = own or (inline is not None and _has_white_letters(inline))
            if style in unseen or (style in on_light and own):
                looking[at] = UNSEEN
        found[title] = looking
    return found


def _is_white(colour: Element | None) -> bool:
    if colour is None:
        return False
    if rgb := colour.get("rgb"):
        return bool(rgb[-6:].upper() == WHITE)
    return bool((colour.get("theme") == "0" and not colour.get("tint")) or colour.get("indexed") in ("1", "9"))


def _is_light(fill: Element) -> bool:
    """Whether white letters on a fill are not seen; False where its colour is not known."""
    pattern = fill.find("{*}patternFill")
    if pattern is None:
        return False
    kind, colour = pattern.get("patternType") or "none", pattern.find("{*}fgColor")
    if kind != "solid" or colour is None:
        return bool(kind == "none")
    if rgb := colour.get("rgb"):
        return _is_light_colour(rgb[-6:])
    tint = colour.get("tint") or "0"
    return _is_white(colour) or (
        colour.get("theme") == "0" and NUMBER.fullmatch(tint) is not None and float(tint) > FAINT
    )


def _is_light_colour(figures: str) -> bool:
    """Whether a colour of six hexadecimal figures is nearly white; False for any other text."""
    return bool(COLOUR.fullmatch(figures)) and all(int(figures[n : n + 2], 16) >= LIGHT for n in (0, 2, 4))


def _changes_what_is_seen(look: Element) -> bool:
    """Whether the look that a condition gives strikes letters out, makes them white or shows numbers in another format."""
    strike, fill = look.find("{*}font/{*}strike"), look.find("{*}fill")
    struck = strike is not None and strike.get("val") not in ("0", "false")
    white = _is_white(look.find("{*}font/{*}color")) and fill is None
    return struck or white or look.find("{*}numFmt") is not None


def _has_white_letters(item: Element) -> bool:
    runs = item.iterfind("{*}r")
    return any((run.findtext("{*}t") or "").strip() and _is_white(run.find("{*}rPr/{*}color")) for run in runs)


def _areas_of_xlsx(sheet: Element, changing: Container[str]) -> Iterator[Area]:
    for conditional in sheet.iter("{*}conditionalFormatting"):
        if any(_is_changing(rule, changing) for rule in conditional.iterfind("{*}cfRule")):
            yield from _areas(conditional.get("sqref") or conditional.findtext("{*}sqref") or "")


def _is_changing(rule: Element, changing: Container[str]) -> bool:
    own = rule.find("{*}dxf")
    hidden = any(each.get("showValue") in ("0", "false") for each in rule.iterchildren("*"))
    return hidden or rule.get("dxfId") in changing or (own is not None and _changes_what_is_seen(own))


def _areas(places: str) -> Iterator[Area]:
    """The first and the last cell of each range, as Excel or an ods file names them; of whole columns and rows, too."""
    for found in RANGE.finditer(places):
        (column, row), (last_column, last_row) = found.group(1, 2), found.group(3, 4)
        if found[3] is None:
            last_column, last_row = column, row
        yield (
            (int(row) - 1 if row else 0, column_number(column) if column else 0),
            (int(last_row) - 1 if last_row else FAR, column_number(last_column) if last_column else FAR),
        )


def _inside(places: Iterable[At], areas: Iterable[Area]) -> Iterator[At]:
    wanted = list(areas)
    return (at for at in places if any(a[0] <= at[0] <= b[0] and a[1] <= at[1] <= b[1] for a, b in wanted))


# --- xls -----------------------------------------------------------------------------------------------------------


def _of_xls(book: Any, sheet: Any, records: Iterable[tuple[int, bytes]]) -> Iterator[tuple[At, str]]:
    filled = [(r, c) for r in range(sheet.nrows) for c, value in enumerate(sheet.row_values(r)) if value != ""]
    yield from ((at, BY_CONDITION) for at in _inside(filled, _areas_of_xls(records)))
    if book.formatting_info:
        unseen = {n for n, look in enumerate(book.xf_list) if _is_unseen_in_xls(book, look)}
        yield from ((at, UNSEEN) for at in filled if sheet.cell_xf_index(*at) in unseen)


def _areas_of_xls(records: Iterable[tuple[int, bytes]]) -> Iterator[Area]:
    """The areas of the conditions that change what is seen; the record with the areas stands before those of its rules."""
    areas: list[Area] = []
    for record, data in records:
        if record == CONDITIONAL:
            corners = [unpack_from("<4H", data, at) for at in range(AREAS_AT, len(data) - 7, 8)]
            areas = [((top, left), (bottom, right)) for top, bottom, left, right in corners]
        elif record == RULE and _is_changing_in_xls(data):
            yield from areas


def _is_changing_in_xls(rule: bytes) -> bool:
    """As ``_changes_what_is_seen``, of the record of a rule ([MS-XLS] 2.4.42, CF): which looks it has, then the font's."""
    (has,) = unpack_from("<I", rule, 6)
    if has & NUMBER_FORMAT or not has & FONT:
        return bool(has & NUMBER_FORMAT)
    look, colour, unset = (unpack_from("<I", rule, at)[0] for at in (FONT_LOOK_AT, FONT_COLOUR_AT, FONT_UNSET_AT))
    return bool(look & STRIKE and not unset & STRIKE) or (colour in WHITES and not has & FILL)


def _is_unseen_in_xls(book: Any, look: Any) -> bool:
    ground = book.colour_map.get(look.background.pattern_colour_index)
    light = look.background.fill_pattern == 0 or (ground is not None and min(ground) >= LIGHT)
    return light and book.colour_map.get(book.font_list[look.font_index].colour_index) == (255, 255, 255)


# --- ods -----------------------------------------------------------------------------------------------------------


def _of_ods(parts: Parts) -> Mapping[str, Unsure]:
    trees = [parts.root(name) for name in (NAMED_STYLES, CONTENT) if name in parts]
    colours = inherited_styles(trees, lambda style: property_of(style, "text", f"{FO}color"))
    grounds = inherited_styles(trees, lambda style: property_of(style, "table-cell", f"{FO}background-color"))
    white = {name for name, colour in colours.items() if colour.lstrip("#").upper() == WHITE}
    unseen = {name for name in white if _is_light_in_ods(grounds.get(name, ""))}
    struck = {name for name, (_, line) in style_fonts(trees).items() if line == STRUCK}
    changing = struck | unseen
    by_style = {
        str(style.get(f"{STYLE}name"))
        for tree in trees
        for style in tree.iter(f"{STYLE}style")
        if any(each.get(f"{STYLE}apply-style-name") in changing for each in style.iterfind(f"{STYLE}map"))
    }
    found = {}
    for title, table in tables_in(trees[-1]):
        areas = list(_areas_of_ods(table, changing))
        if not (unseen or by_style or areas):
            continue
        cells = [(at, cell.style) for cell in cells_in(table) if cell.kind for at in cell.places]
        looking = {at: BY_CONDITION for at, style in cells if style in by_style}
        looking |= dict.fromkeys(_inside([at for at, _ in cells], areas), BY_CONDITION)
        found[title] = {**looking, **{at: UNSEEN for at, style in cells if style in unseen}}
    return found


def _is_light_in_ods(ground: str) -> bool:
    return ground in ("", "transparent") or _is_light_colour(ground.lstrip("#"))


def _areas_of_ods(table: Element, changing: Container[str]) -> Iterator[Area]:
    for conditional in table.iter(f"{CALC}conditional-format"):
        looks = (each.get(f"{CALC}apply-style-name") for each in conditional)
        hidden = any(each.get(f"{CALC}show-value") == "false" for each in conditional)
        if hidden or any(look in changing for look in looks):
            yield from _areas(str(conditional.get(f"{CALC}target-range-address") or ""))

"""Compares a form with the office's words: units, criteria and plan that it has of another office, or of another year."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.drawing.forms.forms import listed_units
from pipeline.opc.kinds import SPREADSHEET, Unreadable
from pipeline.opc.unpack import Element, open_parts, tree_of
from schemas.grammar import WorkbookSchema
from schemas.terms import Terms
from schemas.tieu_chi import TIEU_CHI

X = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
SHOWN = 3  # names listed of one kind
UNIT_KEY, DAYS = "don_vi", "từ ngày {gui_tu} đến ngày {gui_den}"
UNREADABLE = ("không đọc được các trang của biểu mẫu",)
Cells = Mapping[str, str]  # cell as Excel counts it → its text


def misfits(content: bytes, schema: WorkbookSchema, terms: Terms) -> tuple[str, ...]:
    """A form's bytes → phrases that say what does not fit the office: «đơn vị: thiếu «…»», of criteria and of the plan.

    Empty where the form fits. A form that cannot be read does not fit.
    """
    try:
        sheets = tuple(_sheets(content))
    except Unreadable:
        return UNREADABLE
    units = listed_units(schema, terms)
    listed = _below(sheets, f"{schema.main.name} - {schema.main.column(UNIT_KEY).heading}")
    wanted = {each.code: (each.title, each.addressed_to) for each in terms.printed_criteria(schema.kind)}
    printed = _criteria(sheets)
    other = [code for code in dict.fromkeys((*wanted, *printed)) if wanted.get(code) != printed.get(code)]
    phrases = (
        _phrase("đơn vị thiếu", [unit for unit in units if unit not in listed]),
        _phrase("đơn vị thừa", [unit for unit in listed if unit not in units]),
        _phrase("tiêu chí khác", other),
        _phrase("kế hoạch chưa ghi", _unsaid(sheets, terms)),
    )
    return tuple(filter(None, phrases))


def _phrase(what: str, names: Sequence[str]) -> str:
    more = f" và {len(names) - SHOWN} mục khác" if len(names) > SHOWN else ""
    return f"{what} {', '.join(f'«{name}»' for name in names[:SHOWN])}{more}" if names else ""


def _unsaid(sheets: Iterable[Cells], terms: Terms) -> list[str]:
    """What the form does not say of the plan: its number, the days of sending."""
    said = "\n".join(text for cells in sheets for text in cells.values())
    return [words for words in (terms.plan.name, terms.fill(DAYS)) if words not in said]


def _below(sheets: Iterable[Cells], heading: str) -> tuple[str, ...]:
    """The texts below a heading, down to the first empty cell."""
    for cells in sheets:
        for name, text in cells.items():
            if text == heading:
                column, row = _split(name)
                return tuple(_down(cells, column, row + 1))
    return ()


def _down(cells: Cells, column: str, row: int) -> Iterator[str]:
    while text := cells.get(f"{column}{row}"):
        yield text
        row += 1


def _criteria(sheets: Iterable[Cells]) -> Mapping[str, tuple[str, str]]:
    """Of each criterion printed in the form its code → its title and whom it is addressed to."""
    headings = [TIEU_CHI.column(key).heading for key in ("ma", "muc", "ten")]
    for cells in sheets:
        for name in cells:
            column, row = _split(name)
            if column == "A" and [cells.get(f"{each}{row}", "").rstrip(" *") for each in "ABC"] == headings:
                texts = (tuple(_down(cells, each, row + 1)) for each in "ACD")
                return {code: (title, addressed) for code, title, addressed in zip(*texts, strict=False)}
    return {}


def _split(cell: str) -> tuple[str, int]:
    column = cell.rstrip("0123456789")
    return column, int(cell[len(column) :] or 0)


def _sheets(content: bytes) -> Iterator[Cells]:
    """The texts of each sheet, hidden ones too. Raises :class:`Unreadable`."""
    parts = open_parts(content, SPREADSHEET)
    shared: list[str] = []
    if (name := "xl/sharedStrings.xml") in parts:
        shared = [_text(each) for each in tree_of(name, parts[name], SPREADSHEET)]
    for name in parts:
        if re.fullmatch(r"xl/worksheets/[^/]+\.xml", name):
            cells: dict[str, str] = {}
            for cell in tree_of(name, parts[name], SPREADSHEET).iter(f"{X}c"):
                value = cell.findtext(f"{X}v") or ""
                if cell.get("t") == "s":
                    value = shared[int(value)] if value.isdigit() and int(value) < len(shared) else ""
                elif cell.get("t") == "inlineStr":
                    value = _text(cell)
                if value:
                    cells[cell.get("r", "")] = value
            yield cells


def _text(element: Element) -> str:
    return "".join(each.text or "" for each in element.iter(f"{X}t"))

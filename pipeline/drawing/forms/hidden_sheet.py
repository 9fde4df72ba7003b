"""Writes the rows of a form's hidden sheet «Danh mục»: the choices of drop-downs, and the formulas that check cells.

The sheet is half of the form, so its XML is written directly instead of cell by cell.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from html import escape

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from pipeline.drawing.forms.live_checks import cell_named


class ReadyRows(Worksheet):
    """A sheet whose rows are given as finished XML."""

    ready_rows = ""

    def _write_sheet_data(self) -> None:
        self.fh.write(f"<sheetData>{self.ready_rows}</sheetData>")


def lists_rows(columns: tuple[tuple[str, ...], ...], formulas: Mapping[tuple[int, int], str]) -> str:
    """The XML of the hidden sheet's rows: columns of texts from A on, and right of them formulas by (row, column), from 0.

    The texts are the same in every form of an office and half of its size: their XML is cached.
    """
    texts = _text_cells(columns)
    judged: dict[int, list[str]] = {}
    for (row, column), formula in sorted(formulas.items()):
        cell = f'<c r="{cell_named(row, column)}" t="str"><f>{escape(formula, quote=False)}</f><v></v></c>'
        judged.setdefault(row, []).append(cell)
    last = max(judged, default=-1) + 1
    rows = [
        f'<row r="{row + 1}">{texts[row] if row < len(texts) else ""}{"".join(judged.get(row, ()))}</row>'
        for row in range(last)
    ]
    return "".join((*rows, _rows_from(columns, last)))


@lru_cache(maxsize=4)
def _text_cells(columns: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    """The XML of each row's text cells."""
    names = [xl_col_to_name(column) for column in range(len(columns))]
    return tuple(
        "".join(
            f'<c r="{name}{row + 1}" t="inlineStr"><is><t>{escape(texts[row], quote=False)}</t></is></c>'
            for name, texts in zip(names, columns, strict=True)
            if row < len(texts)
        )
        for row in range(max(map(len, columns), default=0))
    )


@lru_cache(maxsize=4)
def _rows_from(columns: tuple[tuple[str, ...], ...], first: int) -> str:
    """The XML of the rows from ``first`` on, which have only texts."""
    return "".join(
        f'<row r="{row + 1}">{cells}</row>' for row, cells in enumerate(_text_cells(columns)) if row >= first
    )

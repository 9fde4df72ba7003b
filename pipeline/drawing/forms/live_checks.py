"""Turns a column's declaration into Excel formulas that show in the form itself whether a cell is fine, missing or wrong.

The formulas are in the form's hidden sheet, each in the same row as the cell it checks; a value that must be taken
apart (a date) has further columns for its parts. Only functions that both Excel 2013 and LibreOffice 7 know are used.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from pipeline.drawing.forms.live_dates import (
    CellParts,
    date_parts,
    minute_of_day,
    time_parts,
    wrong_date,
    wrong_date_or_year,
    wrong_time,
)
from pipeline.values.sheets import CHECKS_SHEET
from schemas.gioi_thieu import BY_COUNCIL, BY_UNIT
from schemas.grammar import YES, Column, ColumnType, SheetSchema
from schemas.tap_the import TAP_THE_SHEET
from schemas.terms import Terms
from schemas.trich_ngang import SEX_OF_TITLE, TRICH_NGANG

FINE, MISSING, WRONG = 0, 1, 2
WIDTH = 6  # columns of the hidden sheet for each column of the form: the verdict and the parts of the value
LAST_CHECKED = 200  # last row of a sheet whose cells are counted; no Council votes on more
CHECKED_ROWS = 20  # rows of a table with live checks; later rows are checked when the workbook arrives
NOT_IN_A_NAME = '0123456789!@#$%^&*()_+={}[]|\\;:<>,.?/~"'
cell_named = lru_cache(maxsize=2**14)(xl_rowcol_to_cell)  # a form needs thousands, and the next form the same ones
QUARTER_NAMES = ("QI", "QII", "QIII", "QIV", "Q1", "Q2", "Q3", "Q4", "I", "II", "III", "IV")


@dataclass
class Checks:
    """The check formulas of one form, collected while its sheets are drawn.

    ``formulas`` are by (row, column) of the hidden sheet, from 0; ``columns`` are the hidden sheet's columns by (sheet, key).
    """

    formulas: dict[tuple[int, int], str] = field(default_factory=dict)
    columns: dict[tuple[str, str], int] = field(default_factory=dict)

    def column_of(self, sheet: str, key: str) -> int:
        """The hidden sheet's column with the verdicts on a column of the form."""
        return self.columns.setdefault((sheet, key), WIDTH * len(self.columns))

    def parts(self, sheet: str, key: str, row: int) -> CellParts:
        """The cells of the hidden sheet with the verdict on a cell and the parts of its value."""
        column = self.column_of(sheet, key)
        return _cell_parts_at(row, column)

    def add(self, sheet: str, key: str, row: int, formulas: Sequence[str]) -> None:
        """Store the formula of a cell's verdict and those of the parts it needs."""
        for n, formula in enumerate(formulas):
            self.formulas[row, self.column_of(sheet, key) + n] = formula

    def count(self, sheets: Sequence[str]) -> str:
        """A formula that counts the cells of some sheets that are missing or wrong."""
        ranges = [
            f'COUNTIF({_whole_column(column)},">0")' for (sheet, _), column in self.columns.items() if sheet in sheets
        ]
        return "+".join(ranges) or "0"


@lru_cache(maxsize=2**12)
def _cell_parts_at(row: int, column: int) -> CellParts:
    return CellParts(*(cell_named(row, column + n, True, True) for n in range(WIDTH)))


def _whole_column(column: int) -> str:
    name = xl_col_to_name(column, True)
    return f"'{CHECKS_SHEET}'!{name}$2:{name}${LAST_CHECKED}"


def formulas_of(
    column: Column, cell: str, parts: CellParts, needed: str, accepted: str, also_wrong: str = ""
) -> tuple[str, ...]:
    """The formula of the verdict on a cell, then those of the parts of its value.

    Conditions are Excel formulas: an empty cell is missing if ``needed`` is true; a filled one is wrong if ``also_wrong`` is.
    ``accepted`` is the range of the choices.
    """
    typed = f'TRIM(SUBSTITUTE({cell},CHAR(160)," "))'
    wrong = _WRONG[column.kind](column, parts, accepted)
    if also_wrong:
        wrong = f"OR({wrong},{also_wrong})"
    verdict = f'IF({parts.text}="",IF({needed},{MISSING},{FINE}),IFERROR(IF({wrong},{WRONG},{FINE}),{WRONG}))'
    if column.kind in (ColumnType.DATE, ColumnType.DATE_OR_YEAR):
        return verdict, *date_parts(cell, parts)
    if column.kind is ColumnType.TIME:
        return verdict, *time_parts(cell, parts)
    return verdict, typed


# --- what is wrong with each kind ----------------------------------------------------------------------------------


def _length(column: Column, parts: CellParts, accepted: str) -> str:
    return f"LEN({parts.text})>{column.maximum or 32_000}"


def _name(column: Column, parts: CellParts, accepted: str) -> str:
    text = parts.text
    spaces = f'(LEN({text})-LEN(SUBSTITUTE({text}," ","")))'
    signs = ",".join(quoted(sign) for sign in NOT_IN_A_NAME)
    return f"OR({_length(column, parts, accepted)},{spaces}<1,{spaces}>5,SUMPRODUCT(--ISNUMBER(FIND({{{signs}}},{text})))>0)"


def _choice(column: Column, parts: CellParts, accepted: str) -> str:
    if column.open_choice:
        return _length(column, parts, accepted)
    return f"SUMPRODUCT(--(LOWER({accepted})=LOWER({parts.text})))=0"


def _quarter(column: Column, parts: CellParts, accepted: str) -> str:
    """Neither a name of a quarter with or without a year after it, nor a year before a name (2020-Q1)."""
    plain = f"UPPER({parts.text})"
    for old, new in (
        ("QUÝ", "Q"),
        ("QÚY", "Q"),
        ("QUY", "Q"),
        ("NĂM", "/"),
        ("NAM", "/"),
        ("-", "/"),
        (",", "/"),
        (" ", ""),
        ("//", "/"),
    ):
        plain = f'SUBSTITUTE({plain},"{old}","{new}")'
    names = ",".join(f'"{name}"' for name in QUARTER_NAMES)
    before = f'LEFT({plain}&"/",FIND("/",{plain}&"/")-1)'
    after = f'MID({plain},FIND("/",{plain}&"/")+1,20)'
    named = f"SUMPRODUCT(--({before}={{{names}}}))=1"
    year_after = f'OR({after}="",AND(LEN({after})=4,ISNUMBER(VALUE({after}&"0"))))'
    year_first = f"AND(LEN({before})=4,SUMPRODUCT(--({after}={{{names}}}))=1)"
    return f"NOT(OR(AND({named},{year_after}),{year_first}))"


def _integer(column: Column, parts: CellParts, accepted: str) -> str:
    """Not a whole number within the bounds; a dot is allowed between thousands only."""
    number = f'VALUE(SUBSTITUTE({parts.text},".",""))'
    grouped = f'OR(ISERROR(FIND(".",{parts.text})),AND({number}>=1000,RIGHT({parts.text},4)="."&RIGHT({parts.text},3)))'
    bounds = f"{number}<{column.minimum},{number}>{column.maximum}"
    return f'OR({number}<>INT({number}),{bounds},NOT({grouped}),ISNUMBER(FIND(",",{parts.text})),ISNUMBER(FIND("-",{parts.text})))'


def _year(column: Column, parts: CellParts, accepted: str) -> str:
    digits = f'TRIM(SUBSTITUTE(LOWER({parts.text}),"năm",""))'
    return f"OR(LEN({digits})<>4,VALUE({digits})<{column.minimum},VALUE({digits})>{column.maximum})"


def _decimal(column: Column, parts: CellParts, accepted: str) -> str:
    return f'ISERROR(VALUE(SUBSTITUTE({parts.text},",",".")))'


_WRONG: Mapping[ColumnType, Callable[[Column, CellParts, str], str]] = {
    ColumnType.TEXT: _length,
    ColumnType.LINES: _length,
    ColumnType.NAME: _name,
    ColumnType.DATE: wrong_date,
    ColumnType.DATE_OR_YEAR: wrong_date_or_year,
    ColumnType.YEAR: _year,
    ColumnType.TIME: wrong_time,
    ColumnType.INTEGER: _integer,
    ColumnType.DECIMAL: _decimal,
    ColumnType.QUARTER: _quarter,
    ColumnType.CHOICE: _choice,
}


def quoted(text: str) -> str:
    """A text as it is written in an Excel formula."""
    return '"' + text.replace('"', '""') + '"'


# --- across cells --------------------------------------------------------------------------------------------------


def wrong_across(
    schema: SheetSchema, key: str, cell: Callable[[str], str], parts_of: Callable[[str], CellParts], terms: Terms
) -> str:
    """The Excel condition across cells of a label sheet under which a filled cell is wrong; "" if there is none.

    The rules are those of ``schemas.gioi_thieu``, ``schemas.trich_ngang`` and ``schemas.hoi_dong``; ``cell`` gives the cell of a
    key, ``parts_of`` the hidden sheet's cells about it.
    """
    own, leaders = cell(key), terms.leaders.replace('"', '""')
    if key == "gio_ket_thuc":
        start, end = parts_of("gio_bat_dau"), parts_of(key)
        return f"IF({start.verdict}={FINE},{minute_of_day(end)}<={minute_of_day(start)},FALSE)"
    if key in ("ky_luat", "da_khen"):
        return f'{own}="{YES}"'
    if key == "gioi_thieu":
        return f'{own}="{BY_UNIT}"' if schema.name == TAP_THE_SHEET.name else ""
    if key == "nhom" and schema.name == TRICH_NGANG.name:
        by_council = f'{cell("gioi_thieu")}="{BY_COUNCIL}"'
        return f'IF({own}="{leaders}",NOT({by_council}),{by_council})'
    if key == "don_vi" and schema.name == TRICH_NGANG.name:
        leader = f'{cell("nhom")}="{leaders}"'
        return f'IF({own}="{leaders}",{cell("nhom")}<>"{leaders}",AND({leader},{cell("gioi_thieu")}="{BY_COUNCIL}"))'
    if key == "chuc_vu" and schema.name == TRICH_NGANG.name:
        if not terms.leader_titles:
            return ""
        named = "OR(" + ",".join(f"LOWER(TRIM({own}))={quoted(title.lower())}" for title in terms.leader_titles) + ")"
        return f'AND({named},{cell("gioi_thieu")}<>"{BY_COUNCIL}",{cell("nhom")}<>"{leaders}")'
    if key == "danh_xung" and schema.name == TRICH_NGANG.name:
        sex = cell("gioi_tinh")
        known = ",".join(f'{sex}="{value}"' for value in SEX_OF_TITLE.values())
        pairs = ",".join(f'AND({own}="{title}",{sex}<>"{value}")' for title, value in SEX_OF_TITLE.items())
        return f"AND(OR({known}),OR({pairs}))"
    if key == "so_dong_y" and schema.name == TRICH_NGANG.name:
        present, against = cell("so_du_hop"), cell("so_khong_dong_y")
        number = 'IFERROR(VALUE(SUBSTITUTE({},".","")),0)'.format
        return f"AND({number(present)}>0,{number(own)}+{number(against)}>{number(present)})"
    return ""

"""Defines how columns, sheets and workbooks are declared: heading, type of value, limits, choices, help.

A column is declared once. The Excel form, the reading of workbooks, the checks, the messages and the reference table in
``templates/README.md`` all use the declaration; ``schemas/checks.py`` turns it into a
pandera schema.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import KW_ONLY, dataclass, field, replace
from enum import StrEnum
from functools import cached_property

from pipeline.values.sheets import CHECKS_SHEET, LISTS_SHEET
from pipeline.values.vietnamese import fold, fold_but_marks, tone_key, typed_as

GUIDE_SHEET, SLIP_SHEET, STRAYS_SHEET = "Hướng dẫn", "Phiếu sửa", "Nội dung khác"
# the form's own sheets, which nobody fills in
FURNITURE = (LISTS_SHEET, CHECKS_SHEET, GUIDE_SHEET, SLIP_SHEET, STRAYS_SHEET)
# A formula in the form shows one of these lines: nothing left to correct, not computed yet, or the two counts of what is
# left to correct, in the whole form and in the sheet.
ALL_FINE = "Đã điền đủ, không còn mục cần sửa"
NOT_COMPUTED = "Mở bằng Excel để xem còn bao nhiêu mục cần sửa"
COUNTED = ("Còn ", " mục cần sửa (trang này: ", ")")
LETTER = r"[^\W\d_][\u0300-\u036f]*"  # ê̆ is a letter and a mark
NAME_WORD = re.compile(rf"(?:{LETTER})+(?:['’-](?:{LETTER})+)*")
DASHES = re.compile(r"(?:(?<!\s)\s+)?[-\u2010-\u2015\u2212]\s*")
OF_SENSITIVE_COLUMNS = ("dân tộc", "đảng viên")  # words that are about a sensitive column wherever they are typed
IN_NO_NAME = re.compile(rf"\b(?:{'|'.join(map(typed_as, OF_SENSITIVE_COLUMNS))})(?!\w)")
SYLLABLE_BREAK = re.compile(r"[\s'’-]")


class ColumnType(StrEnum):
    """How a cell is parsed (the parser of each type is in ``pipeline.checking.cells``); the value is its name in Vietnamese."""

    TEXT = "một dòng chữ"
    LINES = "nhiều dòng chữ"
    NAME = "họ và tên"
    DATE = "ngày (dd/mm/yyyy)"
    DATE_OR_YEAR = "ngày (dd/mm/yyyy) hoặc năm"
    YEAR = "năm"
    TIME = "giờ (08 giờ 00)"
    INTEGER = "số nguyên"
    DECIMAL = "số thập phân"
    QUARTER = "quý"
    PERIOD = "quý hoặc năm"
    CHOICE = "chọn trong danh sách"


class SheetLayout(StrEnum):
    """How a sheet is laid out: labels with their values to the right, or a table under a heading row."""

    LABELS = "labels"
    TABLE = "table"


HINTS: Mapping[SheetLayout, str] = {  # printed under a sheet's title
    SheetLayout.LABELS: "Điền vào cột B. Mục có dấu * là bắt buộc.",
    SheetLayout.TABLE: "Mỗi dòng một nội dung; điền đủ các cột có dấu *.",
}


@dataclass(frozen=True)
class Choice:
    """One permitted answer in its official wording, and other spellings that mean the same."""

    text: str
    aliases: tuple[str, ...] = ()


def choice_key(text: str) -> str:
    """The key by which a typed choice is recognised: it ignores case, spacing, kind of dash and placement of tone marks."""
    return DASHES.sub("-", tone_key(text))


def spellings_of(choices: Iterable[Choice]) -> Mapping[str, str]:
    """Maps the key of every spelling of some choices to the official wording; if two are equal, the first choice counts."""
    known: dict[str, str] = {}
    for choice in choices:
        for name in (choice.text, *choice.aliases):
            known.setdefault(choice_key(name), choice.text)
    return known


YES, NO = "Có", "Không"
YES_NO = (Choice(YES), Choice(NO))


@dataclass(frozen=True, eq=False)  # each is declared once, and hashing by identity is fast
class Column:
    """One declared column of a sheet; ``kind`` is the type of its values, ``key`` is that under which its sheet declares it.

    ``minimum`` limits a number, ``maximum`` a number or the length of a text in characters. ``choices_from`` names a
    list of the office workbook that replaces fixed ``choices``; ``open_choice`` offers the list but allows other
    words. ``locked`` columns are printed in the form and not filled in. ``section`` is the title of a new group of lines.
    ``computed`` is an Excel formula for a locked cell that is only shown and never read back: ``{key}`` is replaced by the
    cell of that column in the same record, ``{Trang.key}`` by the cell of a label or the whole column of a table.
    """

    heading: str
    kind: ColumnType
    _: KW_ONLY
    help: str
    example: str
    aliases: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    choices_from: str = ""
    open_choice: bool = False
    minimum: int | None = None
    maximum: int | None = None
    required: bool = True
    sensitive: bool = False
    locked: bool = False
    width: int = 24
    section: str = ""
    computed: str = ""
    key: str = ""

    @property
    def is_number(self) -> bool:
        """Whether the values are numbers, whose size ``maximum`` limits; of other values it limits the length."""
        return self.kind in (ColumnType.INTEGER, ColumnType.DECIMAL, ColumnType.YEAR)

    @property
    def names(self) -> tuple[str, ...]:
        """The heading and its aliases, the heading first."""
        return (self.heading, *self.aliases)


def is_name(text: str) -> bool:
    """Whether a text has two to six words of letters, none of a sensitive column (``Lê Văn Mẫu dân tộc Kinh``).

    Apostrophes and hyphens inside a word are allowed (``H'Hen Niê``).
    """
    words = text.split(" ")
    of_letters = 2 <= len(words) <= 6 and all(NAME_WORD.fullmatch(word) for word in words)
    return of_letters and not IN_NO_NAME.search(fold_but_marks(text))


def is_name_cased(text: str) -> bool:
    """Whether the first letter of every syllable of a name, and no other, is a capital (Nghị định 30/2020, Phụ lục II)."""
    return all(part[:1].isupper() and part[1:] == part[1:].lower() for part in SYLLABLE_BREAK.split(text) if part)


@dataclass(frozen=True, eq=False)  # each is declared once, and hashing by identity is fast
class SheetSchema:
    """One sheet of a workbook: the name on its tab, its layout and its columns by their keys.

    ``dated_by`` is for rows with a date from which they are in force: it names the columns that say what a row is about.
    ``words`` are the office's own, by which messages about the sheet name the office and its plan (``schemas.terms``).
    """

    name: str
    layout: SheetLayout
    declared: Mapping[str, Column]
    aliases: tuple[str, ...] = ()
    required: bool = True
    dated_by: tuple[str, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The columns in the order of their declaration."""
        return tuple(replace(each, key=key) for key, each in self.declared.items())

    def column(self, key: str) -> Column:
        """The column with a key. Raises KeyError if none is declared."""
        return self.by_key[key]

    @cached_property
    def by_key(self) -> Mapping[str, Column]:
        """Maps each column's key to the column."""
        return {column.key: column for column in self.columns}

    @cached_property
    def by_heading(self) -> Mapping[str, Column]:
        """Maps the folded heading and each folded alias of a column to the column."""
        return {fold(name): column for column in self.columns for name in column.names}

    @cached_property
    def printed(self) -> frozenset[str]:
        """The texts that the form prints next to its labels and between them, folded: help and titles of sections."""
        return frozenset(fold(text) for column in self.columns for text in (column.help, column.section))

    @cached_property
    def signs(self) -> frozenset[str]:
        """The lines above labels or headings that only our form prints, folded; without the line that has two counts."""
        return frozenset(map(fold, (HINTS[self.layout], ALL_FINE, NOT_COMPUTED)))

    @cached_property
    def printed_above(self) -> frozenset[str]:
        """All texts that the form may print above its labels or headings, folded: also the sheet's title and sections."""
        return self.signs | self.printed | frozenset(map(fold, self.names))

    @property
    def names(self) -> tuple[str, ...]:
        """The sheet's name and its aliases."""
        return (self.name, *self.aliases)


@dataclass(frozen=True)
class WorkbookSchema:
    """One kind of workbook: its short name, its title and its sheets."""

    kind: str
    title: str
    sheets: tuple[SheetSchema, ...]

    @property
    def main(self) -> SheetSchema:
        """The first sheet, by which a workbook of this kind is recognised."""
        return self.sheets[0]

    def sheet(self, name: str) -> SheetSchema:
        """The sheet with a name. Raises KeyError if none is declared."""
        return {schema.name: schema for schema in self.sheets}[name]

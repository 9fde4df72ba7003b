"""Turns one line of declaration into everything that is known of a column: its place, its check, its help.

A column is declared once. The Excel form, the reading, the checks, the messages and the reference table in
``templates/README.md`` read the declaration back through :class:`ColumnView`; ``schemas/checks.py`` makes
the pandera schema of it that checks a sheet.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from pipeline.values.vietnamese import fold, one_line, tone_key

LISTS_SHEET, GUIDE_SHEET, SLIP_SHEET, STRAYS_SHEET = "Danh mục", "Hướng dẫn", "Phiếu sửa", "Nội dung khác"
FURNITURE = (LISTS_SHEET, GUIDE_SHEET, SLIP_SHEET, STRAYS_SHEET)  # the form's own sheets, which nobody fills in
ALL_FINE = "Đã điền đủ, không còn mục cần sửa"  # the line of a live form that says how much is still to be corrected
NOT_COMPUTED = "Mở bằng Excel để xem còn bao nhiêu mục cần sửa"  # until the program that opens the form computes it
COUNTED = ("Còn ", " mục cần sửa (trang này: ", ")")  # round the two counts: of the whole form, of the sheet
NAME_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
DASHES = re.compile(r"\s*[-\u2010-\u2015\u2212]\s*")
SYLLABLE_BREAK = re.compile(r"[\s'’-]")


class Kind(StrEnum):
    """How the text of a cell becomes a value (the parser of each kind is in ``pipeline.checking.cells``)."""

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
    CHOICE = "chọn trong danh sách"


class Layout(StrEnum):
    """How a sheet is laid out: a label with its value to the right, or a table under a heading row."""

    LABELS = "labels"
    TABLE = "table"


HINTS: Mapping[Layout, str] = {  # printed under a sheet's title
    Layout.LABELS: "Điền vào cột B. Mục có dấu * là bắt buộc.",
    Layout.TABLE: "Mỗi dòng một nội dung; điền đủ các cột có dấu *.",
}


@dataclass(frozen=True)
class Choice:
    """One permitted answer and the other spellings that mean exactly the same."""

    text: str
    aliases: tuple[str, ...] = ()


def choice_key(text: str) -> str:
    """The key by which a typed choice is known: blind to case, spacing, kind of dash, and where a tone mark stands."""
    return DASHES.sub("-", tone_key(one_line(text)))


def spellings_of(choices: Iterable[Choice]) -> Mapping[str, str]:
    """The key of every spelling of some choices → the official wording; the first where two would be the same."""
    known: dict[str, str] = {}
    for choice in choices:
        for name in (choice.text, *choice.aliases):
            known.setdefault(choice_key(name), choice.text)
    return known


YES, NO = "Có", "Không"
YES_NO = (Choice(YES), Choice(NO))


@dataclass(frozen=True, eq=False)  # declared once, so that one is equal to itself only, and quickly found
class ColumnMeaning:
    """What is declared of a column beyond its heading and its help."""

    kind: Kind
    aliases: tuple[str, ...]
    choices: tuple[Choice, ...]
    choices_from: str
    open_choice: bool
    minimum: int | None
    maximum: int | None
    example: str
    required: bool
    sensitive: bool
    locked: bool
    width: int
    section: str
    computed: str

    @property
    def is_number(self) -> bool:
        """Whether its values are numbers, which ``minimum`` and ``maximum`` bound; of others ``maximum`` bounds the length."""
        return self.kind in (Kind.INTEGER, Kind.DECIMAL, Kind.YEAR)


@dataclass(frozen=True)
class Column:
    """One column as it is declared: heading, help, and everything else."""

    heading: str
    help: str
    meaning: ColumnMeaning


def column(
    heading: str,
    kind: Kind,
    *,
    help: str,  # the field's own word, and the argument is keyword-only
    example: str,
    aliases: Sequence[str] = (),
    choices: Sequence[Choice] = (),
    choices_from: str = "",
    open_choice: bool = False,
    minimum: int | None = None,
    maximum: int | None = None,
    required: bool = True,
    sensitive: bool = False,
    locked: bool = False,
    width: int = 24,
    section: str = "",
    computed: str = "",
) -> Column:
    """One declared column.

    ``minimum`` bounds a number, ``maximum`` a number or the length of a text in characters. ``choices_from`` names a
    list of the office workbook instead of fixed ``choices``; ``open_choice`` offers the list but allows other
    words. ``locked`` columns are printed in the form and not filled in. ``section`` starts a new group of lines.
    ``computed`` is an Excel formula that shows something in the form and is never read back; ``{key}`` stands for the
    cell of that column in the same record, ``{Trang.key}`` for that of a label or the whole column of a table.
    """
    meaning = ColumnMeaning(
        kind, tuple(aliases), tuple(choices), choices_from, open_choice, minimum, maximum,
        example, required and not computed, sensitive, locked or bool(computed), width, section, computed,
    )  # fmt: skip
    return Column(heading, help, meaning)


def is_name(text: str) -> bool:
    """Whether a text is two to six words of letters, apostrophes inside allowed (``H'Hen Niê``)."""
    words = text.split(" ")
    return 2 <= len(words) <= 6 and all(NAME_WORD.fullmatch(word) for word in words)


def is_name_cased(text: str) -> bool:
    """Whether every syllable of a name, and only its first letter, is a capital (Nghị định 30/2020, Phụ lục II)."""
    return all(part[:1].isupper() and part[1:] == part[1:].lower() for part in SYLLABLE_BREAK.split(text) if part)


@dataclass(frozen=True)
class ColumnView:
    """One column as the other stages see it."""

    key: str
    heading: str
    help: str
    meaning: ColumnMeaning

    @property
    def names(self) -> tuple[str, ...]:
        """The heading and its aliases, the heading first."""
        return (self.heading, *self.meaning.aliases)


@dataclass(frozen=True, eq=False)  # declared once, so that one is equal to itself only
class SheetSchema:
    """One sheet of one workbook: its tab, its layout and its columns."""

    name: str
    layout: Layout
    declared: Mapping[str, Column]
    aliases: tuple[str, ...] = ()
    required: bool = True
    dated_by: tuple[str, ...] = ()

    @cached_property
    def columns(self) -> tuple[ColumnView, ...]:
        """The columns in the order of their declaration."""
        return tuple(ColumnView(key, each.heading, each.help, each.meaning) for key, each in self.declared.items())

    def column(self, key: str) -> ColumnView:
        """The column of that key (KeyError if none is declared)."""
        return self.by_key[key]

    @cached_property
    def by_key(self) -> Mapping[str, ColumnView]:
        """The columns under their keys."""
        return {view.key: view for view in self.columns}

    @cached_property
    def by_heading(self) -> Mapping[str, ColumnView]:
        """The columns under the folded form of their heading and of each alias."""
        return {fold(name): view for view in self.columns for name in view.names}

    @cached_property
    def printed(self) -> frozenset[str]:
        """What the form itself prints beside its labels, folded."""
        return frozenset(fold(text) for view in self.columns for text in (view.help, view.meaning.section))

    @cached_property
    def signs(self) -> frozenset[str]:
        """What only our form prints above its labels or headings, folded; two counts stand in another of its lines."""
        return frozenset(map(fold, (HINTS[self.layout], ALL_FINE, NOT_COMPUTED)))

    @cached_property
    def printed_above(self) -> frozenset[str]:
        """What the form prints above its labels or headings, folded: its title too, and a first section's heading."""
        return self.signs | self.printed | frozenset(map(fold, self.names))

    @property
    def names(self) -> tuple[str, ...]:
        """The sheet's name and its aliases."""
        return (self.name, *self.aliases)


def sheet(
    name: str,
    layout: Layout,
    columns: Mapping[str, Column],
    *,
    aliases: Sequence[str] = (),
    required: bool = True,
    dated_by: Sequence[str] = (),
) -> SheetSchema:
    """A sheet from its columns. ``dated_by`` names the columns that say *what* a dated row is about."""
    return SheetSchema(name, layout, dict(columns), tuple(aliases), required, tuple(dated_by))


@dataclass(frozen=True)
class WorkbookSchema:
    """One kind of workbook: the sheets by which it is known and read."""

    kind: str
    title: str
    sheets: tuple[SheetSchema, ...]

    @property
    def main(self) -> SheetSchema:
        """The sheet by which a workbook of this kind is known: the first."""
        return self.sheets[0]

    def sheet(self, name: str) -> SheetSchema:
        """The sheet of that name (KeyError if none is declared)."""
        return {schema.name: schema for schema in self.sheets}[name]

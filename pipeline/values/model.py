"""Immutable values that the stages pass to each other: input files, parsed records, findings, papers, made files."""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from pipeline.values.cell_names import cell_name
from pipeline.values.dates import Quarter, Year
from pipeline.values.sheets import Workbook
from pipeline.values.vietnamese import one_line


class Severity(StrEnum):
    """How grave a finding is: an error returns the workbook to its sender, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


class Status(StrEnum):
    """What became of one input file."""

    ACCEPTED = "accepted"
    RETURNED = "returned"
    UNREADABLE = "unreadable"
    IGNORED = "ignored"
    SUPERSEDED = "superseded"


STATUS_WORDS = {  # as an officer reads them
    Status.ACCEPTED: "hợp lệ",
    Status.RETURNED: "trả lại để sửa",
    Status.UNREADABLE: "không đọc được",
    Status.SUPERSEDED: "đã có bản khác thay",
    Status.IGNORED: "bỏ qua",
}


class CellReference(NamedTuple):
    """Where a value was typed: file name, sheet name, cell as Excel counts it (``B7``).

    For a whole file sheet and cell are "", for a whole sheet the cell is "".
    """

    file: str
    sheet: str = ""
    cell: str = ""


@dataclass(frozen=True)
class Finding:
    """One error or warning about a cell, sheet or file, with its message in Vietnamese for the sender.

    ``place`` is the cell reference, ``field`` the heading of the column, ``found`` the value as typed. ``public_message`` is the
    message with the sensitive values masked; "" if the message contains none. ``sender_message`` is what the sender reads if
    the message names other files of the officer's folder; "" if it names none.
    """

    code: str
    severity: Severity
    place: CellReference
    field: str
    found: str
    suggestion: str
    message: str
    public_message: str = ""
    sender_message: str = ""

    @property
    def is_error(self) -> bool:
        """Whether it returns the workbook to its sender; a warning does not."""
        return self.severity is Severity.ERROR

    @property
    def to_sender(self) -> str:
        """The message as the sender of the file may read it: without names of other files."""
        return self.sender_message or self.message

    @property
    def public(self) -> Finding:
        """The finding without sensitive values, for use outside the returned workbook: terminal, report, manifest, letters."""
        return replace(self, found="", suggestion="", message=self.public_message) if self.public_message else self


@dataclass(frozen=True)
class Refusal:
    """Why a file could not be read as a workbook: the code of the finding and the detail for its message."""

    code: str
    detail: str = ""


@dataclass(frozen=True)
class InputFile:
    """One file of the quarter's folder and its digest."""

    name: str
    sha256: str


@dataclass(frozen=True)
class SourceFile(InputFile):
    """One input file after reading: its workbook, or the reason why it could not be read."""

    opened: Workbook | Refusal


class Entry(NamedTuple):
    """One value with its cell reference: ``value`` is parsed (None if blank or unusable), ``found`` is the text as typed."""

    value: object
    found: str
    place: CellReference
    unusable: bool = False


ALL_USABLE: frozenset[str] = frozenset()


class CellOffset(NamedTuple):
    """Where the value of one column is: its index in the record's values, its row from the record's first, its column from 0."""

    number: int
    row: int
    column: int


@dataclass(frozen=True, slots=True, eq=False)  # Mapping defines equality
class Record(Mapping[str, Entry]):
    """One record of a sheet: maps the key of each column that the sheet has to its Entry.

    ``row`` is the record's first row, from 0. ``unusable`` holds the keys whose value no parser accepts. To save memory an
    Entry is made only when it is looked up, and all records of the same form share one ``offsets``.
    """

    file: str = ""
    sheet: str = ""
    row: int = 0
    offsets: Mapping[str, CellOffset] = field(default_factory=dict)
    parsed: tuple[object, ...] = ()
    found: tuple[str, ...] = ()
    unusable: frozenset[str] = ALL_USABLE

    def __getitem__(self, key: str) -> Entry:
        number, row, column = self.offsets[key]
        place = CellReference(self.file, self.sheet, cell_name(self.row + row, column))
        return Entry(self.parsed[number], self.found[number], place, key in self.unusable)

    def __iter__(self) -> Iterator[str]:
        return iter(self.offsets)

    def __len__(self) -> int:
        return len(self.offsets)

    def __contains__(self, key: object) -> bool:
        return key in self.offsets

    def value(self, key: str) -> object:
        """The parsed value of a column; None if the column is missing, or the cell blank or unusable."""
        offset = self.offsets.get(key)
        return None if offset is None else self.parsed[offset.number]

    def text(self, key: str) -> str:
        """The value of a column as text; "" where there is none."""
        value = self.value(key)
        return "" if value is None else str(value)

    def line(self, key: str) -> str:
        """The same on one line."""
        return one_line(self.text(key))

    def number(self, key: str) -> int | None:
        """The whole number in a column; None where there is none."""
        value = self.value(key)
        return value if isinstance(value, int) else None

    def day(self, key: str) -> date | None:
        """The day in a column; None where there is none."""
        value = self.value(key)
        return value if isinstance(value, date) else None

    def year(self, key: str) -> int:
        """The year of a day or a year in a column; 0 where there is none."""
        value = self.value(key)
        return value.year if isinstance(value, date | Year) else 0

    def with_value(self, key: str, value: object) -> Record:
        """The same record with another parsed value in a column that it has."""
        number = self.offsets[key].number
        return replace(self, parsed=(*self.parsed[:number], value, *self.parsed[number + 1 :]))

    def without(self, places: Container[CellReference]) -> Record:
        """The same record with the values in these places made unusable."""
        keys = {key for key in self if self.value(key) is not None and self[key].place in places}
        parsed = tuple(None if key in keys else value for key, value in zip(self.offsets, self.parsed, strict=True))
        return replace(self, parsed=parsed, unusable=self.unusable | keys) if keys else self


NO_RECORD = Record()


def record_of(
    file: str, sheet: str, row: int, cells: Mapping[str, tuple[int, int]], entries: Iterable[Entry]
) -> Record:
    """A record made of ``entries``; ``cells`` maps each column's key, in the same order, to its cell.

    A cell is (row, column): the row counts from the record's first row ``row``, both from 0.
    """
    all_of_them = tuple(entries)
    unusable = frozenset(key for key, entry in zip(cells, all_of_them, strict=True) if entry.unusable)
    parsed, found = tuple(entry.value for entry in all_of_them), tuple(entry.found for entry in all_of_them)
    return Record(file, sheet, row, _offsets(tuple(cells.items())), parsed, found, unusable or ALL_USABLE)


@lru_cache(maxsize=1024)
def _offsets(cells: tuple[tuple[str, tuple[int, int]], ...]) -> Mapping[str, CellOffset]:
    """The offsets for some cells; cached, because they are the same in nearly every workbook."""
    return {key: CellOffset(number, row, column) for number, (key, (row, column)) in enumerate(cells)}


@dataclass(frozen=True)
class Stray:
    """A text that was typed outside the form's cells: its cell reference, its heading ("" if none), the text itself.

    ``image`` are the bytes of the picture that the text stands for, if they are kept.
    """

    place: CellReference
    heading: str
    text: str
    image: bytes = b""


@dataclass(frozen=True)
class Submission:
    """One workbook after parsing: the records of each sheet by the sheet's declared name, and text outside the form.

    ``kind`` is that of its :class:`schemas.grammar.WorkbookSchema`; ``main`` names the schema's first sheet.
    """

    file: str
    kind: str
    tables: Mapping[str, tuple[Record, ...]]
    strays: tuple[Stray, ...] = ()
    main: str = ""

    def rows(self, sheet: str) -> tuple[Record, ...]:
        """The records of a sheet; none if the sheet is missing."""
        return self.tables.get(sheet, ())

    @property
    def labels(self) -> Record:
        """The record of the main sheet; an empty one if the sheet is missing."""
        return next(iter(self.rows(self.main)), NO_RECORD)

    def text(self, key: str) -> str:
        """The value of a label of the main sheet as text; "" if it is missing, blank or unusable."""
        return self.labels.text(key)


@dataclass(frozen=True)
class Document:
    """One paper before it is rendered: its template and the ``context`` that fills the template's tags.

    ``path`` is relative to the folder of the quarter or year; ``about`` is the person or unit that the paper is about.
    ``margins`` replace the template's top and left margin, in millimetres. ``notes`` become Word comments: the
    beginning of a paragraph → the text of the comment on it.
    """

    kind: str
    path: str
    template: str
    title: str
    about: str
    context: Mapping[str, object]
    margins: tuple[int, int] | None = None
    notes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class MadeFile:
    """A file ready to be published: its bytes, and its path relative to the folder of the quarter or year.

    ``about`` is the person or unit that it is about. ``derived`` marks reports and returned workbooks, which only show
    the state of a run and are no papers. ``edition`` is the number in a paper's seal, "" for other files; ``kept_from`` the
    number of the earlier run that made it, "" if this run did.
    """

    path: str
    content: bytes
    kind: str
    about: str
    derived: bool = False
    edition: str = ""
    kept_from: str = ""

    @property
    def listed(self) -> Listed:
        """The file without its bytes."""
        digest = hashlib.sha256(self.content).hexdigest()
        return Listed(self.path, digest, self.kind, self.about, self.derived, self.edition, self.kept_from)


@dataclass(frozen=True)
class EditedFile:
    """A file in the outputs that an officer has edited and that a run left as is.

    ``new_version_path`` is "" where the file is not made any more; ``reason`` says in Vietnamese why it was left, and
    ``differences`` how the new version differs, a line each.
    """

    path: str
    new_version_path: str
    reason: str
    differences: tuple[str, ...] = ()


@dataclass(frozen=True)
class Listed:
    """A made file without its bytes, as report and manifest list it; fields as in :class:`MadeFile`."""

    path: str
    sha256: str
    kind: str
    about: str
    derived: bool = False
    edition: str = ""
    kept_from: str = ""


@dataclass(frozen=True)
class Forgotten:
    """A quarter whose personal data was deleted, with the numbers that were stored before."""

    quarter: Quarter
    counts: Mapping[str, int]

    @property
    def figures(self) -> str:
        """The stored numbers as text: «12 cá nhân, 02 tập thể được giới thiệu; 01 đơn vị chưa gửi»."""
        people, collectives, missing = (self.counts.get(key, 0) for key in ("nominees", "collectives", "missing_units"))
        return f"{people:02d} cá nhân, {collectives:02d} tập thể được giới thiệu; {missing:02d} đơn vị chưa gửi"

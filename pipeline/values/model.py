"""The frozen values that travel from stage to stage."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from pipeline.values.cell_names import cell_name


class PipelineError(Exception):
    """A reason to make nothing at all, said in one Vietnamese line that tells what to do."""


class Severity(StrEnum):
    """An error returns the workbook; a warning leaves nobody out."""

    ERROR = "error"
    WARNING = "warning"


class Status(StrEnum):
    """What became of one input file."""

    ACCEPTED = "accepted"
    RETURNED = "returned"
    UNREADABLE = "unreadable"
    IGNORED = "ignored"


class Place(NamedTuple):
    """Where a value stands: file name, sheet name, cell as Excel counts it (``B7``); empty where it has no part."""

    file: str
    sheet: str = ""
    cell: str = ""


@dataclass(frozen=True)
class Finding:
    """One fault at one place, in words its sender understands; ``elsewhere`` in words that keep a sensitive value to itself.

    It is "" where there is nothing to keep.
    """

    code: str
    severity: Severity
    place: Place
    field: str
    found: str
    suggestion: str
    message: str
    elsewhere: str = ""

    @property
    def public(self) -> Finding:
        """The same as it is told outside its own workbook: on the terminal, in the report, the manifest and letters."""
        return replace(self, found="", suggestion="", message=self.elsewhere) if self.elsewhere else self


@dataclass(frozen=True)
class Sheet:
    """A sheet as typed: ``rows[r][c]`` is the value of the cell in row r + 1, column c + 1; ``""`` where empty.

    ``spoiled`` names the cells that show an Excel error or a formula without a value: (r, c) → what stands there.
    ``legacy`` names the cells whose text was converted from a font of before Unicode: (r, c) → as typed. ``merged`` gives the last
    column of each merged cell: (r, c) → column.
    """

    name: str
    rows: tuple[tuple[object, ...], ...]
    spoiled: Mapping[tuple[int, int], str] = field(default_factory=dict)
    legacy: Mapping[tuple[int, int], str] = field(default_factory=dict)
    merged: Mapping[tuple[int, int], int] = field(default_factory=dict)


@dataclass(frozen=True)
class Workbook:
    """A workbook as typed."""

    file: str
    sheets: tuple[Sheet, ...]


@dataclass(frozen=True)
class Refusal:
    """Why a file is no workbook to us: the finding's code and its particulars."""

    code: str
    detail: str = ""


@dataclass(frozen=True)
class InputFile:
    """One file of the quarter's folder and its digest."""

    name: str
    sha256: str


@dataclass(frozen=True)
class SourceFile(InputFile):
    """One file as it was read: the workbook in it, or why there is none."""

    opened: Workbook | Refusal


class Entry(NamedTuple):
    """One value with its place: ``value`` parsed (None if blank or unusable), ``found`` as typed."""

    value: object
    found: str
    place: Place
    unusable: bool = False


ALL_USABLE: frozenset[str] = frozenset()


class Spot(NamedTuple):
    """Where a record has one of its columns: as which of its values, and in which row (counted from its own) and column."""

    number: int
    row: int
    column: int


@dataclass(frozen=True, slots=True, eq=False)  # equal to another as two mappings are
class Record(Mapping[str, Entry]):
    """One record of a sheet: for each column that is there its parsed value, what was typed and its cell.

    File and sheet are named once. ``row`` is its first row, from 0; ``spots`` are shared by all records of the same form.
    ``unusable`` names the columns whose value no parser accepts. An Entry is made only when it is asked for.
    """

    file: str = ""
    sheet: str = ""
    row: int = 0
    spots: Mapping[str, Spot] = field(default_factory=dict)
    parsed: tuple[object, ...] = ()
    found: tuple[str, ...] = ()
    unusable: frozenset[str] = ALL_USABLE

    def __getitem__(self, key: str) -> Entry:
        number, row, column = self.spots[key]
        place = Place(self.file, self.sheet, cell_name(self.row + row, column))
        return Entry(self.parsed[number], self.found[number], place, key in self.unusable)

    def __iter__(self) -> Iterator[str]:
        return iter(self.spots)

    def __len__(self) -> int:
        return len(self.spots)

    def __contains__(self, key: object) -> bool:
        return key in self.spots

    def value(self, key: str) -> object:
        """The parsed value of a column; None where it is missing, blank or unusable."""
        spot = self.spots.get(key)
        return None if spot is None else self.parsed[spot.number]

    def with_value(self, key: str, value: object) -> Record:
        """The same record with another parsed value in a column that it has."""
        number = self.spots[key].number
        return replace(self, parsed=(*self.parsed[:number], value, *self.parsed[number + 1 :]))


def record_of(
    file: str, sheet: str, row: int, cells: Mapping[str, tuple[int, int]], entries: Iterable[Entry]
) -> Record:
    """A record from the entries of its columns, in their order; ``cells`` are their rows, from the record's, and columns."""
    all_of_them = tuple(entries)
    unusable = frozenset(key for key, entry in zip(cells, all_of_them, strict=True) if entry.unusable)
    parsed, found = tuple(entry.value for entry in all_of_them), tuple(entry.found for entry in all_of_them)
    return Record(file, sheet, row, _spots(tuple(cells.items())), parsed, found, unusable or ALL_USABLE)


@lru_cache(maxsize=1024)
def _spots(cells: tuple[tuple[str, tuple[int, int]], ...]) -> Mapping[str, Spot]:
    """Where the columns of a form stand, which is the same in nearly every workbook."""
    return {key: Spot(number, row, column) for number, (key, (row, column)) in enumerate(cells)}


@dataclass(frozen=True)
class Stray:
    """A text that has no place in the form: where it stands, under which heading if any, and what it says."""

    place: Place
    heading: str
    text: str


@dataclass(frozen=True)
class Submission:
    """One workbook in canonical form: the records of each sheet, by the sheet's declared name; and what has no place.

    ``main`` names the sheet of labels by which its kind is known.
    """

    file: str
    kind: str
    tables: Mapping[str, tuple[Record, ...]]
    strays: tuple[Stray, ...] = ()
    main: str = ""

    def said(self, key: str) -> object:
        """The parsed value of a label of the main sheet, the one that says what the workbook is about."""
        return self.value(self.main, key)

    def text(self, key: str) -> str:
        """The same as text, empty where it is missing or blank."""
        value = self.said(key)
        return "" if value is None else str(value)

    def value(self, sheet: str, key: str) -> object:
        """The parsed value of a label sheet's column; None where sheet or column is missing or blank."""
        records = self.tables.get(sheet, ())
        return records[0].value(key) if records else None


@dataclass(frozen=True)
class Document:
    """One paper to be made: its kind, its path in the quarter's folder, whom it is about, and what it says.

    ``margins`` replace the template's top and left margin, millimetres; ``notes`` become Word comments, each on the
    paragraph that begins with its key.
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
    """A file ready to be published: its path in the quarter's folder and its bytes.

    A ``derived`` one (report, returned workbook) only shows the state of the run: it is no paper.
    ``edition`` is the number in a paper's seal.
    """

    path: str
    content: bytes
    kind: str
    about: str
    derived: bool = False
    edition: str = ""

    @property
    def listed(self) -> Listed:
        """The file without its bytes."""
        digest = hashlib.sha256(self.content).hexdigest()
        return Listed(self.path, digest, self.kind, self.about, self.derived, self.edition)


@dataclass(frozen=True)
class Kept:
    """A file in the outputs that is somebody's and left as it is.

    ``place`` is where the new version lies, "" where none is made any more; ``why`` says in words why it is left, and
    ``told`` what differs between the two.
    """

    path: str
    place: str
    why: str
    told: tuple[str, ...] = ()


@dataclass(frozen=True)
class Listed:
    """A made file as report and manifest list it: everything about it but its bytes."""

    path: str
    sha256: str
    kind: str
    about: str
    derived: bool = False
    edition: str = ""

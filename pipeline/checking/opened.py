"""Turns one file as it was read into a submission by the schema that fits it best, or into the finding that says why there is none."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.checking.checked import Received
from pipeline.checking.messages import finding
from pipeline.checking.normalise import normalise
from pipeline.checking.sheets import known_kind
from pipeline.checking.strays import strays_of
from pipeline.reading.folders import SPREADSHEET_SUFFIXES
from pipeline.values.file_names import FOLLOW_UP_FILE, OFFICE_FILE, YEAR_COUNCIL_WORKBOOK
from pipeline.values.model import CellReference, Finding, InputFile, Refusal, SourceFile, Status, Stray, Submission
from schemas.ca_nhan import CA_NHAN
from schemas.co_quan import CO_QUAN
from schemas.grammar import WorkbookSchema
from schemas.hoi_dong import HOI_DONG
from schemas.hoi_dong_nam import HOI_DONG_NAM
from schemas.tap_the import TAP_THE
from schemas.theo_doi import THEO_DOI

NOT_OUR_FORM, MISPLACED = "not-our-form", "wrong-folder"
MOST_NAMED = 10  # names of sheets that a message lists
OF_THE_QUARTER, OF_THE_YEAR = "thư mục của quý, ví dụ inputs/2020-Q1", "thư mục của năm, ví dụ inputs/2020"
OF_INPUTS = "thư mục inputs, ngoài thư mục của quý, của năm"
FORM = "bieu-mau-ca-nhan.xlsx"  # what units fill in
BELONGS: Mapping[
    str, tuple[WorkbookSchema, str, str]
] = {  # every kind of workbook that is read → where it lies, its form
    schema.kind: (schema, where, form)
    for schema, where, form in (
        (CA_NHAN, OF_THE_QUARTER, FORM),
        (TAP_THE, OF_THE_QUARTER, FORM),
        (HOI_DONG, OF_THE_QUARTER, FORM),
        (HOI_DONG_NAM, OF_THE_YEAR, f"{YEAR_COUNCIL_WORKBOOK} trong thư mục kết quả của năm"),
        (CO_QUAN, OF_INPUTS, f"templates/{OFFICE_FILE}"),
        (THEO_DOI, OF_INPUTS, f"templates/{FOLLOW_UP_FILE}"),
    )
}


def misplaced(findings: Iterable[Finding]) -> bool:
    """Whether a file with these findings is a workbook of the program that lies in the wrong folder."""
    return any(fault.code == MISPLACED for fault in findings)


@dataclass(frozen=True)
class Opened:
    """One file as a submission with its findings; if it is none of the forms asked for, the one finding that says why, and its texts."""

    source: InputFile
    submission: Submission | None
    findings: tuple[Finding, ...]
    strays: tuple[Stray, ...] = ()

    def with_name_of(self, renamed: Mapping[str, Submission]) -> Opened:
        """The same file with its submission under another name, if ``renamed`` has one."""
        return replace(self, submission=renamed.get(self.source.name, self.submission))

    @property
    def is_empty(self) -> bool:
        """Whether nothing was read of the file, so that its digest does not identify it."""
        return not self.source.sha256 or any(fault.code == "empty-file" for fault in self.findings)

    @property
    def is_unread(self) -> bool:
        """Whether it is a spreadsheet, by its name, that could not be taken: perhaps one that a unit has sent again."""
        is_spreadsheet = self.source.name.lower().endswith(SPREADSHEET_SUFFIXES)
        return self.submission is None and is_spreadsheet and not misplaced(self.findings)

    def received(self, wrong: Container[str], superseded: Container[str]) -> Received:
        """What became of the file, when those in ``wrong`` have errors and those in ``superseded`` are replaced by others."""
        if self.source.name in superseded:
            return Received(self.source, Status.SUPERSEDED, self.submission, self.strays)
        if self.submission is None:
            read = any(fault.code in (NOT_OUR_FORM, MISPLACED) for fault in self.findings)
            return Received(self.source, Status.RETURNED if read else Status.UNREADABLE, strays=self.strays)
        status = Status.RETURNED if self.source.name in wrong else Status.ACCEPTED
        return Received(self.source, status, self.submission)


def open_workbook(source: SourceFile, kinds: Mapping[str, WorkbookSchema]) -> Opened:
    """A file parsed by the schema of the kind that fits its sheets best.

    One of the program's other kinds of workbook is told to lie in the wrong folder.
    """
    place, book, file = CellReference(source.name), source.opened, InputFile(source.name, source.sha256)
    if isinstance(book, Refusal):
        return Opened(file, None, (finding(book.code, place, detail=book.detail),))
    wanted = list(kinds.values())
    others = [schema for kind, (schema, *_) in BELONGS.items() if kind not in kinds]
    schema, known = known_kind(book, [*wanted, *others])
    if not known.is_of(schema):
        expected, present = (_listed([sheet.name for sheet in sheets]) for sheets in (wanted[0].sheets, book.sheets))
        _, _, form = BELONGS[wanted[0].kind]
        unknown = finding(NOT_OUR_FORM, place, expected=expected, sheets=present, form=form)
        return Opened(file, None, (unknown,), strays_of(book))
    if schema.kind not in kinds:
        of, where, _ = BELONGS[schema.kind]
        titles = _listed([each.title for each in wanted])
        return Opened(file, None, (finding(MISPLACED, place, what=of.title, wanted=titles, where=where),))
    return Opened(file, *normalise(book, schema, known))


def _listed(names: Sequence[str]) -> str:
    """The names of some sheets as a message lists them."""
    more = f" và {len(names) - MOST_NAMED} trang khác" if len(names) > MOST_NAMED else ""
    return ", ".join(f"«{name}»" for name in names[:MOST_NAMED]) + more

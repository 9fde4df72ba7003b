"""Finds where a name or value comes from (cells of the inputs, with their checks) and which papers and workbooks show it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.checking.check import KINDS
from pipeline.checking.checked import Checked
from pipeline.checking.dated_rows import rows_in_force
from pipeline.checking.office import Office
from pipeline.opc.kinds import Unreadable
from pipeline.tracing.asked import asked_of
from pipeline.tracing.wanted import Wanted
from pipeline.values.cell_names import cell_name
from pipeline.values.file_names import OFFICE_FILE
from pipeline.values.model import STATUS_WORDS, Entry, Finding, Record, Submission
from pipeline.values.numbers import group
from pipeline.values.sheets import Workbook
from pipeline.values.vietnamese import one_line
from schemas.ca_nhan import CA_NHAN
from schemas.co_quan import CO_QUAN, COLLECTIVE, HE_SO, INDIVIDUAL, LUONG_CO_SO
from schemas.grammar import Column, SheetSchema

OF_THE_ROW = ("tu_ngay", "den_ngay", "xac_nhan", "nguon")  # of the office workbook: about the row, not about the office


@dataclass(frozen=True)
class Origin:
    """One cell that contains the text: its place in words, its content as typed, its checks, its workbook's status in Vietnamese."""

    where: str
    found: str
    checks: str
    status: str


def origins(wanted: Wanted, checked: Checked) -> Iterable[Origin]:
    """The cells of a quarter's workbooks that contain the text; case, spacing and position of tone marks do not matter."""
    for received in checked.received:
        if received.submission is None:
            continue
        faults = checked.findings_of.get(received.source.name, ())
        for sheet, column, entry in entries_of(received.submission, KINDS[received.kind].sheets):
            if wanted.is_in_cell(entry):
                where = f"{checked.quarter.folder}/{cell_in_words(sheet.name, column, entry)}"
                checks = _checks(sheet, column, entry, faults)
                yield Origin(where, one_line(entry.found), checks, STATUS_WORDS[received.status])


def office_origins(wanted: Wanted, office: Submission, findings: Iterable[Finding]) -> Iterable[Origin]:
    """The cells of the office workbook that contain the text, each with the days on which its row is in force."""
    for sheet in CO_QUAN.sheets:
        for record in office.rows(sheet.name):
            for key, entry in record.items():
                if key not in OF_THE_ROW and wanted.is_in_cell(entry):
                    column = sheet.column(key)
                    where, checks = cell_in_words(sheet.name, column, entry), _checks(sheet, column, entry, findings)
                    yield Origin(where, one_line(entry.found), checks, in_force(record))


def in_force(record: Record) -> str:
    """From and to which day a row of the office workbook is in force, in Vietnamese."""
    begun, ended = (one_line(record[key].found) if key in record else "" for key in ("tu_ngay", "den_ngay"))
    return f"có hiệu lực từ {begun}" + (f" đến {ended}" if ended else "")


def amount_origins(number: int, checked: Checked, office_workbook: Submission) -> Iterator[str]:
    """How an amount was computed that is in no cell: coefficient times base salary, for one recipient or several."""
    office, people = checked.deciding, sum(sent.kind == CA_NHAN.kind for sent in checked.accepted)
    for recipient, most in ((INDIVIDUAL, people), (COLLECTIVE, len(checked.accepted) - people)):
        each = office.award(recipient)
        if number == each:
            yield f"{group(number)} đồng = {_factors(recipient, office, office_workbook)}, làm tròn lên 10.000 đồng"
        elif number % each == 0 and 1 < number // each <= most:
            yield f"{group(number)} đồng = {number // each} {recipient.lower()} x {group(each)} đồng ({_factors(recipient, office, office_workbook)})"


def _factors(recipient: str, office: Office, office_workbook: Submission) -> str:
    """The two cells of the office workbook that make an award's amount."""
    salary = rows_in_force(office_workbook.tables[LUONG_CO_SO.name], LUONG_CO_SO, office.day)[0]["muc_luong"]
    rows = rows_in_force(office_workbook.tables[HE_SO.name], HE_SO, office.day)
    factor = next(row["he_so"] for row in rows if row["doi_tuong"].value == recipient)
    return (
        f"hệ số {factor.found} ({OFFICE_FILE}, trang «{HE_SO.name}», ô {factor.place.cell})"
        f" x lương cơ sở {salary.found} ({OFFICE_FILE}, trang «{LUONG_CO_SO.name}», ô {salary.place.cell})"
    )


def entries_of(sent: Submission, sheets: Iterable[SheetSchema]) -> Iterator[tuple[SheetSchema, Column, Entry]]:
    """Every filled cell of a workbook, with its sheet and column."""
    for sheet in sheets:
        for record in sent.rows(sheet.name):
            for key, entry in record.items():
                yield sheet, sheet.column(key), entry


def cell_in_words(sheet: str, column: Column, entry: Entry) -> str:
    """A cell in words: «a.xlsx, trang «Trích ngang», ô B10 («Họ và tên»)»."""
    return f"{entry.place.file}, trang «{sheet}», ô {entry.place.cell} («{column.heading}»)"


def _checks(sheet: SheetSchema, column: Column, entry: Entry, findings: Iterable[Finding]) -> str:
    return asked_of(sheet.name, column, [found for found in findings if found.place == entry.place])


def showings(papers: Mapping[str, bytes], times: Callable[[bytes], int]) -> Iterable[tuple[str, str]]:
    """The papers that show a text, or cannot be read: path, and in how many paragraphs, in words; ``times`` counts it in a paper's bytes (:func:`times_in`, in a bounded process for a stranger's)."""
    for path, content in papers.items():
        try:
            number = times(content)
        except Unreadable as error:
            yield path, f"không đọc được ({str(error).rstrip('.')})"
            continue
        if number:
            yield path, f"{number} chỗ"


def cells_showing(wanted: Wanted, book: Workbook) -> Sequence[str]:
    """The cells of a workbook that contain the text: «trang «Biểu quyết», ô B4»."""
    return [
        f"trang «{sheet.name}», ô {cell_name(row, column)}"
        for sheet in book.sheets
        for row, values in enumerate(sheet.rows)
        for column, value in enumerate(values)
        if value not in ("", None) and wanted.is_in(str(value))
    ]

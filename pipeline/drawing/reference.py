"""Turns the schemas into the reference table of every sheet and column in ``templates/README.md``."""

from __future__ import annotations

from collections.abc import Iterable

from schemas.ca_nhan import CA_NHAN
from schemas.co_quan import CO_QUAN
from schemas.grammar import Column, SheetSchema, WorkbookSchema
from schemas.hoi_dong import HOI_DONG
from schemas.hoi_dong_nam import HOI_DONG_NAM
from schemas.tap_the import TAP_THE
from schemas.terms import Criterion, Terms, worded
from schemas.theo_doi import THEO_DOI

START, END = "<!-- bang-tra-cuu: bat dau -->", "<!-- bang-tra-cuu: ket thuc -->"
CRITERIA_HEADINGS = ("Mã", "Mục", "Nhóm áp dụng", "Nội dung")
REFERENCED = (CA_NHAN, TAP_THE, HOI_DONG, HOI_DONG_NAM, CO_QUAN, THEO_DOI)
HEADINGS = ("Mục", "Khóa", "Tên khác được chấp nhận", "Kiểu", "Danh sách chọn, giới hạn", "Bắt buộc", "Nội bộ", "Ví dụ")


def reference_table(terms: Terms) -> str:
    """Every sheet and column of the workbooks, and the criteria of the plan, as Markdown tables in the office's words."""
    schemas = [worded(schema, terms) for schema in REFERENCED]
    tables = [_sheet_table(schema, sheet) for schema in schemas for sheet in schema.sheets]
    return "\n".join((*tables, _criteria_table(terms.criteria)))


def with_reference(readme: str, table: str) -> str:
    """The README with the table between its markers. Raises ValueError when the markers are missing."""
    before, _, rest = readme.partition(START)
    _, marker, after = rest.partition(END)
    if not marker:
        raise ValueError("templates/README.md lacks the markers of the reference table")
    return f"{before}{START}\n{table}\n{END}{after}"


def _criteria_table(criteria: Iterable[Criterion]) -> str:
    rows = [_row((each.code, each.clause, "; ".join(each.groups), each.title)) for each in criteria]
    title = "### Tiêu chí của kế hoạch (trang «Tiêu chí» của co-quan.xlsx)"
    return "\n".join([title, "", _row(CRITERIA_HEADINGS), _row(["---"] * len(CRITERIA_HEADINGS)), *rows, ""])


def _sheet_table(schema: WorkbookSchema, sheet: SheetSchema) -> str:
    rows = [f"### {schema.title}: trang «{sheet.name}»", "", _row(HEADINGS), _row(["---"] * len(HEADINGS))]
    return "\n".join([*rows, *(_row(_cells(column)) for column in sheet.columns), ""])


def _cells(column: Column) -> tuple[str, ...]:
    return (
        column.heading,
        f"`{column.key}`",
        "; ".join(column.aliases),
        str(column.kind),
        "; ".join(filter(None, [_choices(column), _limits(column)])),
        "có" if column.required else "",
        "có" if column.sensitive else "",
        column.example,
    )


def _choices(column: Column) -> str:
    if column.choices_from:
        return "theo co-quan.xlsx"
    names = [choice.text for choice in column.choices]
    return "; ".join(names) if len(names) <= 12 else f"{len(names)} mục (xem trang Danh mục)"


def _limits(column: Column) -> str:
    low, high = column.minimum, column.maximum
    bounds = [f"từ {low}" if low is not None else "", f"đến {high}" if high is not None else ""]
    return " ".join(filter(None, bounds))


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", "<br>") for cell in cells) + " |"

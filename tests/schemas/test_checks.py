"""Pandera finds every value that a column's declaration forbids, and reports each cell once."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from pandera.config import ValidationDepth, config_context
from pandera.errors import SchemaErrors
from pandera.pandas import DataFrameSchema

from pipeline.checking.cells import Cell, read_cell
from pipeline.values.model import CellReference
from schemas.ca_nhan import CA_NHAN
from schemas.checks import failures_in
from schemas.co_quan import CO_QUAN
from schemas.grammar import Column, ColumnType, SheetSchema
from schemas.hoi_dong import HOI_DONG
from schemas.khen_thuong import KHEN_THUONG
from schemas.tap_the import TAP_THE
from schemas.terms import worded_sheet
from schemas.trich_ngang import TRICH_NGANG
from tests.builder import findings
from tests.builder import good as good_workbook
from tests.shipped import TERMS

SHEETS = list(
    dict.fromkeys(worded_sheet(sheet, TERMS) for kind in (CA_NHAN, TAP_THE, HOI_DONG, CO_QUAN) for sheet in kind.sheets)
)
COLUMNS = [(sheet, column) for sheet in SHEETS for column in sheet.columns]
UNASKED = (
    ColumnType.TEXT,
    ColumnType.LINES,
    ColumnType.DATE,
    ColumnType.DATE_OR_YEAR,
    ColumnType.CHOICE,
)  # an optional column of one of these types accepts any value


def good(sheet: SheetSchema) -> dict[str, object]:
    """A record of a sheet with the examples of its columns."""
    return {
        column.key: read_cell(column, Cell(column.example, CellReference("")))[0].value
        for column in worded_sheet(sheet, TERMS).columns
    }


def faults_of(column: Column) -> Iterator[tuple[object, str]]:
    """Values that a column's declaration forbids, each with the code of its finding."""
    if column.required:
        yield None, "missing"
    if column.minimum is not None:
        yield column.minimum - 1, "too-small"
        yield Decimal(column.minimum) - 1, "too-small"
    if column.maximum is not None and column.is_number:
        yield column.maximum + 1, "too-large"
    elif column.maximum is not None:
        yield " ".join(["Aa"] * column.maximum), "too-long"
    if column.choices:
        yield "Khác", "unlisted-choice" if column.open_choice else "unknown-choice"
    if column.kind is ColumnType.NAME:
        yield from ((name, "not-a-name") for name in ("Mẫu", "Lê Văn 2", "A B C D E F G"))
        yield from ((name, "name-case") for name in ("nguyễn Văn Mẫu", "NGUYỄN VĂN MẪU"))


def found_in(sheet: SheetSchema, *records: dict[str, object]) -> list[tuple[str, str, int]]:
    return sorted(failures_in(sheet, [list(record.values()) for record in records]))


@pytest.mark.parametrize(
    ("sheet", "column"), COLUMNS, ids=lambda each: each.name if hasattr(each, "name") else each.key
)
def test_every_forbidden_value_of_a_column_is_found_by_pandera(sheet: SheetSchema, column: Column) -> None:
    right = good(sheet)
    planted = list(faults_of(column))
    rows = [right, *({**right, column.key: value} for value, _ in planted), right]
    assert found_in(sheet, *rows) == sorted((column.key, code, row) for row, (_, code) in enumerate(planted, 1))
    assert planted or column.computed or column.kind in UNASKED


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [("ho_ten", "", "missing"), ("ho_ten", "Pao", "not-a-name"), ("ho_ten", "GIÀNG A PAO", "name-case"), ("so_du_hop", "0", "too-small"),
     ("so_du_hop", "501", "too-large"), ("ly_do", "x" * 251, "too-long"), ("gioi_tinh", "Khác", "unknown-choice"),
     ("dan_toc", "H'Mông", "unlisted-choice")],
)  # fmt: skip
def test_nothing_but_pandera_looks_for_what_a_column_forbids(
    key: str, value: str, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    workbook = good_workbook(**{key: value})
    assert [each.code for each in findings(workbook)] == [code]
    monkeypatch.setattr(DataFrameSchema, "validate", lambda self, frame, **_: frame)
    assert findings(workbook) == []


def test_a_cell_with_several_faults_is_reported_once_with_the_first_of_them() -> None:
    right = good(TRICH_NGANG)
    wrong = {**right, "ho_ten": "x" * 90, "dan_toc": "y" * 90}
    assert found_in(TRICH_NGANG, right, wrong) == [("dan_toc", "too-long", 1), ("ho_ten", "too-long", 1)]
    assert found_in(TRICH_NGANG, {**right, "ho_ten": "mẫu"}) == [("ho_ten", "not-a-name", 0)]


def test_a_fault_hides_no_other_in_its_column_its_row_or_its_sheet() -> None:
    right = good(KHEN_THUONG)
    rows = [{**right, "nam": None, "ten": "x" * 300}, {**right, "nam": 1900}, {**right, "nam": 2200, "so_qd": None}]
    assert found_in(KHEN_THUONG, *rows) == [
        ("nam", "missing", 0), ("nam", "too-large", 2), ("nam", "too-small", 1), ("so_qd", "missing", 2), ("ten", "too-long", 0),
    ]  # fmt: skip


def test_a_switch_of_panderas_does_not_turn_the_checks_off() -> None:
    with config_context(validation_enabled=False, validation_depth=ValidationDepth.SCHEMA_ONLY):
        assert found_in(KHEN_THUONG, {**good(KHEN_THUONG), "nam": 1900}) == [("nam", "too-small", 0)]


def test_a_check_that_breaks_is_no_finding() -> None:
    with pytest.raises(SchemaErrors):
        found_in(KHEN_THUONG, {**good(KHEN_THUONG), "nam": date(2019, 1, 1)})

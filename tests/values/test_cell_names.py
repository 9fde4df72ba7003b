"""Names of cells are the same as those of the library that draws the forms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from xlsxwriter.utility import xl_cell_to_rowcol, xl_col_to_name, xl_rowcol_to_cell

from pipeline.values.cell_names import cell_name, column_name, column_number, row_and_column

ROWS, COLUMNS = st.integers(0, 1_048_575), st.integers(0, 16_383)


@given(ROWS, COLUMNS)
def test_a_cell_is_named_as_excel_names_it_and_found_by_its_name(row: int, column: int) -> None:
    name = cell_name(row, column)
    assert name == xl_rowcol_to_cell(row, column)
    assert row_and_column(name) == xl_cell_to_rowcol(name) == (row, column)
    assert column_name(column) == xl_col_to_name(column)
    assert column_number(column_name(column)) == column


@pytest.mark.parametrize("name", ["", "7", "B", "b7", "B7:C8", "ABCD1", "B-1"])
def test_a_text_that_is_not_a_cell_name_raises(name: str) -> None:
    with pytest.raises(ValueError, match="is no cell"):
        row_and_column(name)

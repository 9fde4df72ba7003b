"""What plainly holds by a column's declaration is what pandera lets pass, and pandera is loaded for nothing else."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.values.dates import Clock, Year
from schemas.ca_nhan import CA_NHAN
from schemas.checks import failures_in
from schemas.co_quan import CO_QUAN
from schemas.column_checks import holds
from schemas.grammar import ColumnView, Kind, SheetSchema
from schemas.hoi_dong import HOI_DONG
from schemas.tap_the import TAP_THE

ROOT = Path(__file__).parent.parent.parent
SHEETS = [sheet for schema in (CA_NHAN, TAP_THE, HOI_DONG, CO_QUAN) for sheet in schema.sheets]
TEXTS = st.text(max_size=300) | st.sampled_from(("Nguyễn Văn Mẫu", "nguyễn văn mẫu", "A", "Có", "Ông", "x" * 900))
VALUES = {
    Kind.DATE: st.dates(),
    Kind.DATE_OR_YEAR: st.dates() | st.builds(Year, st.integers(1900, 2100)),
    Kind.YEAR: st.integers(1900, 2100),
    Kind.TIME: st.builds(Clock, st.integers(0, 23), st.integers(0, 59)),
    Kind.INTEGER: st.integers(-5, 5000),
    Kind.DECIMAL: st.decimals(-5, 10**8, places=2),
    Kind.QUARTER: st.tuples(st.integers(1, 4), st.integers(2000, 2030) | st.none()),
}


def value_of(view: ColumnView) -> st.SearchStrategy[object]:
    listed = [st.sampled_from([choice.text for choice in view.meaning.choices])] if view.meaning.choices else []
    return st.one_of(st.none(), VALUES.get(view.meaning.kind, TEXTS), *listed)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
@given(data=st.data())
@settings(max_examples=15, deadline=None)
def test_a_value_holds_exactly_where_pandera_finds_nothing(sheet: SheetSchema, data: st.DataObject) -> None:
    rows = data.draw(st.lists(st.tuples(*(value_of(view) for view in sheet.columns)), min_size=1, max_size=4))
    plainly = {
        (view.key, number)
        for number, row in enumerate(rows)
        for view, value in zip(sheet.columns, row, strict=True)
        if not holds(view.meaning, value)
    }
    assert plainly == {(key, row) for key, _, row in failures_in(sheet, rows)}


def test_every_kind_of_value_was_tried() -> None:
    kinds = {view.meaning.kind for sheet in SHEETS for view in sheet.columns}
    assert kinds <= set(VALUES) | {Kind.TEXT, Kind.LINES, Kind.NAME, Kind.CHOICE}


def test_a_quarter_without_fault_is_made_without_pandas(tmp_path: Path) -> None:
    words = ["quarter", "2020-Q1", "--outputs", str(tmp_path)]
    code = f"import sys\nif __name__ == '__main__':\n from pipeline.commands.cli import main\n main({words!r})\n sys.exit('pandas' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True)
    assert (tmp_path / "2020-Q1" / "manifest.json").is_file()

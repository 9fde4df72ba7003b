"""One sender cannot slow the others: what is read of a table and of text outside the form has a limit, which is said."""

import time

from pipeline.checking.check import check_quarter
from pipeline.checking.strays import MAX_STRAYS
from pipeline.checking.tables import MOST_ROWS
from pipeline.drawing.forms.forms import individual_form
from pipeline.values.model import Sheet, SourceFile, Workbook
from schemas.khen_thuong import KHEN_THUONG
from tests.builder import UNIT_NAMES, codes, examples, folder, good, good_content, source


def awards(number: int) -> bytes:
    rows = [{**examples(KHEN_THUONG), "so_qd": f"{n}/QĐ-UBND"} for n in range(number)]
    return individual_form(UNIT_NAMES, good_content(awards=rows))


def test_as_many_rows_as_allowed_are_read_and_one_more_is_an_error() -> None:
    assert codes(awards(MOST_ROWS - 1)) == []
    assert codes(awards(MOST_ROWS + 1)) == ["too-many-rows"]


def test_time_does_not_grow_with_rows_beyond_the_limit() -> None:
    files = [folder({"a.xlsx": awards(number)}) for number in (2000, 8000)]
    times = []
    for each in files:
        begun = time.process_time()
        check_quarter(each)
        times.append(time.process_time() - begun)
    assert times[1] < 3 * times[0] + 1


def test_a_sheet_full_of_text_outside_the_form_costs_seconds_and_one_sentence() -> None:
    form = source("a.xlsx", good()).opened
    assert isinstance(form, Workbook)
    sheets = []
    for sheet in form.sheets:
        wide = tuple((*row, *(f"chữ {r} {c}" for c in range(200))) for r, row in enumerate(sheet.rows))
        below = tuple(tuple(f"chữ {r} {c}" for c in range(200)) for r in range(2000))
        sheets.append(Sheet(sheet.name, (*wide, *below), sheet.error_cells, sheet.legacy, sheet.merged))
    begun = time.process_time()
    files = folder({})
    sent = SourceFile("a.xlsx", "", Workbook("a.xlsx", tuple(sheets)))
    checked = check_quarter(type(files)(files.quarter, files.office_workbook, [sent], ()))
    assert time.process_time() - begun < 30
    assert "too-many-strays" in {fault.code for fault in checked.findings}
    assert len(checked.findings) < 20 * MAX_STRAYS

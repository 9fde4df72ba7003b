"""One sender cannot slow the others: what is read of a table and of text outside the form has a limit, which is said."""

import time

from pipeline.checking.check import check_quarter
from pipeline.checking.limits import CODE, MOST_FINDINGS, within_limit
from pipeline.checking.messages import finding
from pipeline.checking.normalise import normalise
from pipeline.checking.strays import MAX_STRAYS, MOST_STRAYS
from pipeline.checking.tables import MOST_ROWS
from pipeline.values.model import CellReference, SourceFile
from pipeline.values.sheets import Sheet, Workbook
from pipeline.values.vietnamese import fold_but_marks
from schemas.ca_nhan import CA_NHAN
from schemas.khen_thuong import KHEN_THUONG
from tests.builder import UNIT_NAMES, codes, examples, folder, good, good_content, source
from tests.shipped import individual_form


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


def test_a_long_text_outside_the_form_is_not_spelt_out_again_for_each_label() -> None:
    form = source("a.xlsx", good()).opened
    assert isinstance(form, Workbook)
    long = [f"{n} " + "Ông Mẫu đã làm việc rất tốt trong quý này, " * 210 for n in range(40)]
    below = tuple(("",) * 9 + (text,) for text in long)
    sheets = [
        Sheet(each.name, (*each.rows, *below) if each.name == KHEN_THUONG.name else each.rows) for each in form.sheets
    ]
    begun = time.process_time()
    sent, _ = normalise(Workbook("a.xlsx", tuple(sheets)), CA_NHAN)
    read = time.process_time()
    assert all(map(fold_but_marks, long))
    assert read - begun < 4 * (time.process_time() - read)
    assert [each.text for each in sent.strays] == [text.strip() for text in long]


def test_a_workbook_with_too_many_findings_keeps_its_errors_and_says_how_many_there_are() -> None:
    rows = [{**examples(KHEN_THUONG), "so_qd": f"{n}/QĐ-UBND", "nam": "năm ngoái"} for n in range(MOST_FINDINGS + 50)]
    spoilt = individual_form(UNIT_NAMES, good_content(awards=rows))
    checked = check_quarter(folder({"a.xlsx": spoilt, "b.xlsx": good(don_vi=UNIT_NAMES[1], ho_ten="Pao")}))
    by_file = {name: [fault.code for fault in found] for name, found in checked.findings_of.items()}
    assert by_file["a.xlsx"] == ["too-many-findings", *["not-a-year"] * MOST_FINDINGS]
    assert by_file["b.xlsx"] == ["not-a-name"]
    assert f"Tệp có {MOST_FINDINGS + 50} lỗi" in checked.findings_of["a.xlsx"][0].message
    assert len(checked.returned) == 2


def test_warnings_make_room_for_errors() -> None:
    place = CellReference("a.xlsx")
    found = [finding("extra-sheet", place, "", str(n), cut="") for n in range(MOST_FINDINGS)]
    found.append(finding("empty-file", place, "", ""))
    kept = [*within_limit([*found, finding("empty-file", CellReference("b.xlsx"), "", "")])]
    assert [fault.code for fault in kept] == [CODE, *["extra-sheet"] * (MOST_FINDINGS - 1), "empty-file", "empty-file"]


def test_of_sheets_that_are_not_ours_so_much_is_kept_as_is_said() -> None:
    form = source("a.xlsx", good()).opened
    assert isinstance(form, Workbook)
    extra = tuple(Sheet(f"Bảng {n}", tuple((f"chữ {r}",) for r in range(800))) for n in range(9))
    sent, found = normalise(Workbook("a.xlsx", (*form.sheets, *extra)), CA_NHAN)
    assert len(sent.strays) == MOST_STRAYS
    said = [fault.message for fault in found if fault.code == "extra-sheet"]
    assert [("500 nội dung đầu" in each, " 0 nội dung đầu" in each) for each in said] == [
        *[(True, False)] * 4,
        *[(False, True)] * 5,
    ]

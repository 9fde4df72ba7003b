"""Returned workbooks are a new form with the sender's values and each error marked; after correction they are accepted."""

from dataclasses import replace
from io import BytesIO

import openpyxl

from pipeline.checking.check import check_quarter
from pipeline.checking.messages import where
from pipeline.drawing.forms.cells import form_cell
from pipeline.drawing.forms.workbook import SLIP_OF_CELLS, SLIP_OF_THE_WHOLE
from pipeline.papers.returned_workbook import returned_names
from pipeline.papers.workbooks import returned_workbooks
from pipeline.values.sheets import Workbook
from schemas.grammar import SLIP_SHEET
from schemas.khen_thuong import KHEN_THUONG
from schemas.trich_ngang import TRICH_NGANG
from tests.builder import (
    UNIT_NAMES,
    codes,
    document,
    edited,
    examples,
    findings,
    folder,
    good,
    good_content,
    label_place,
    run,
    saved,
    source,
)
from tests.shipped import individual_form

PERSON = "Trích ngang"


def returned(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(document(run({"a.xlsx": content}), "tra-lai/a.xlsx")))


def test_a_faulty_cell_is_coloured_and_says_what_to_do() -> None:
    book = returned(good(ngay_gui="13/25/2020"))
    cell = book[PERSON][label_place("ngay_gui")]
    assert cell.value == "13/25/2020"
    assert cell.fill.fgColor.rgb == "FFF8CBAD"
    assert cell.comment is not None
    assert "không phải là ngày có thật" in cell.comment.text
    assert book[PERSON][label_place("ho_ten")].comment is None


def test_the_first_sheet_lists_the_findings_with_links_to_the_cells() -> None:
    content = good(ngay_gui="hôm qua", ho_ten="")
    slip = returned(content).worksheets[0]
    assert slip["A1"].value == SLIP_OF_CELLS
    assert slip.title == SLIP_SHEET
    rows = [[cell.value for cell in row] for row in slip.iter_rows(min_row=4)]
    assert [(row[1], row[2], row[4]) for row in rows] == [
        (f.place.sheet, f.place.cell, f.message.removeprefix(where(f.place, f.field)).strip())
        for f in findings(content)
    ]
    assert not [row for row in rows if str(row[4]).startswith("Tệp")]  # the columns before it say where
    assert slip["C4"].hyperlink is not None
    assert slip["C4"].hyperlink.location == f"'{PERSON}'!{rows[0][2]}"


def test_a_value_moved_by_the_sender_is_marked_where_the_form_has_it() -> None:
    book = openpyxl.load_workbook(BytesIO(good(ky_luat="Có")))
    book[PERSON].insert_rows(1, 5)
    back = returned(saved(book))
    assert back[PERSON][label_place("ky_luat")].comment is not None


def test_a_missing_heading_is_marked_at_its_blank_cell() -> None:
    label = label_place("ho_ten").replace("B", "A")
    back = returned(edited(good(), {(PERSON, label): "Tên tuổi"}))
    assert back[PERSON][label_place("ho_ten")].comment is not None


def test_rows_and_criteria_keep_their_place_and_values() -> None:
    rows = [examples(KHEN_THUONG), {**examples(KHEN_THUONG), "so_qd": "", "ten": "Lao động tiên tiến"}]
    back = returned(individual_form(UNIT_NAMES, good_content(awards=rows)))
    assert back["Khen thưởng"][form_cell(KHEN_THUONG, "ten", 1)].value == "Lao động tiên tiến"
    assert back["Khen thưởng"][form_cell(KHEN_THUONG, "so_qd", 1)].comment is not None
    assert back["Tiêu chí"]["F5"].value == "Hoàn thành 48/48 nhiệm vụ, tiêu chí C1."


def test_text_of_the_sender_is_never_a_formula() -> None:
    cell = returned(good(ghi_chu="=cmd|' /C calc'!A0", ho_ten=""))[PERSON][label_place("ghi_chu")]
    assert (cell.value, cell.data_type) == ("=cmd|' /C calc'!A0", "s")


def test_corrected_and_sent_back_under_any_name_it_is_accepted() -> None:
    faulty = good(ngay_gui="13/25/2020", gioi_tinh="Nữ", don_vi="Phòng Tổng hơp")
    back = document(run({"a.xlsx": faulty}), "tra-lai/a.xlsx")
    assert codes(back) == codes(faulty)
    corrected = {"ngay_gui": "23/3/2020", "gioi_tinh": "Nam", "don_vi": "Phòng Tổng hợp"}
    assert (
        codes({"ten khac.xlsx": edited(back, {(PERSON, label_place(key)): text for key, text in corrected.items()})})
        == []
    )


def test_what_could_not_be_read_comes_back_as_a_blank_form_with_the_reason() -> None:
    back = openpyxl.load_workbook(BytesIO(document(run({"a.pdf": b"%PDF-1.4"}), "tra-lai/a.xlsx")))
    assert "không phải là bảng tính" in back[SLIP_SHEET]["E4"].value
    assert back[SLIP_SHEET]["A1"].value == SLIP_OF_THE_WHOLE
    assert [cell.coordinate for sheet in back for row in sheet for cell in row if cell.comment] == []


def test_accepted_workbooks_are_not_returned() -> None:
    assert [file for file in run({"a.xlsx": good(ngay_gui="28/3/2020")}).files if file.kind == "tra-lai"] == []


def test_two_names_that_differ_in_their_ending_stay_apart() -> None:
    assert returned_names(["a.xls", "a.xlsx"])["a.xls"] == "tra-lai/a.xls.xlsx"
    assert returned_names(["a.xls", "b.xlsx"])["a.xls"] == "tra-lai/a.xlsx"


def test_what_is_too_long_for_a_cell_goes_on_in_further_cells() -> None:
    long = "".join(f"việc {n}. " for n in range(12_000)).strip()
    sent = individual_form(UNIT_NAMES, good_content({"ngay_gui": "13/25/2020"}))
    opened = source("a.xlsx", sent)
    assert isinstance(opened.opened, Workbook)
    sheets = [
        replace(
            sheet,
            rows=tuple(
                tuple(long if value == examples(TRICH_NGANG)["thanh_tich"] else value for value in row)
                for row in sheet.rows
            ),
        )
        for sheet in opened.opened.sheets
    ]
    files = folder({})
    typed = replace(files, files=[replace(opened, opened=Workbook("a.xlsx", tuple(sheets)))])
    (back,) = returned_workbooks(check_quarter(typed))
    book = openpyxl.load_workbook(BytesIO(back.content))
    cells = [str(cell.value) for sheet in book for row in sheet for cell in row if cell.value is not None]
    starts = tuple(long[n : n + 10] for n in range(0, len(long), 16_000))
    assert long == "".join(text for text in cells if text.startswith(starts))


def test_a_heading_too_long_for_a_cell_goes_on_in_further_cells_too() -> None:
    long = "".join(f"mục {n}. " for n in range(12_000)).strip()
    opened = source("a.xlsx", good(ngay_gui="13/25/2020"))
    assert isinstance(opened.opened, Workbook)
    sheets = [
        replace(sheet, rows=(*sheet.rows, ("",), (long, "chữ"))) if sheet.name == TRICH_NGANG.name else sheet
        for sheet in opened.opened.sheets
    ]
    typed = replace(folder({}), files=[replace(opened, opened=Workbook("a.xlsx", tuple(sheets)))])
    (back,) = returned_workbooks(check_quarter(typed))
    cells = [
        str(cell.value) for sheet in openpyxl.load_workbook(BytesIO(back.content)) for row in sheet for cell in row
    ]
    pieces = [long[n : n + 16_000] for n in range(0, len(long), 16_000)]
    kept = {text.strip() for text in cells}
    assert [piece for piece in pieces if piece.strip() not in kept] == []
    assert "chữ" in cells


def test_an_older_version_of_the_form_is_laid_into_the_present_one_and_what_is_new_is_asked_for() -> None:
    older = openpyxl.load_workbook(BytesIO(good()))
    new = ("cach_lam", "kha_nang", "muc_do", "da_khen")  # the first two are optional
    for row in sorted((int(label_place(key)[1:]) for key in new), reverse=True):
        older[PERSON].delete_rows(row)
    book, form = returned(saved(older)), openpyxl.load_workbook(BytesIO(good()))
    asked = {label_place(key) for key in new[2:]}
    assert {book[SLIP_SHEET].cell(row, 3).value for row in (4, 5)} == asked
    assert {cell.coordinate for row in book[PERSON].iter_rows() for cell in row if cell.comment} == asked
    kept = [
        (cell.coordinate, cell.value) for cell in form[PERSON]["B"][4:] if cell.coordinate not in map(label_place, new)
    ]
    assert [(place, book[PERSON][place].value) for place, _ in kept] == kept

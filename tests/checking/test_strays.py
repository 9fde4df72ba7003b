"""Text typed outside the form's cells is reported once and copied to the returned workbook; text that the form prints is not."""

from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font

from pipeline.checking.check import KINDS
from pipeline.checking.normalise import normalise
from pipeline.checking.sheets import known_kind
from pipeline.drawing.office import shipped_office
from pipeline.reading.spreadsheet import parse_workbook
from pipeline.values.model import Finding, Submission
from pipeline.values.sheets import Sheet, Workbook
from schemas.ca_nhan import CA_NHAN
from schemas.co_quan import CO_QUAN
from schemas.grammar import COUNTED, GUIDE_SHEET, STRAYS_SHEET
from schemas.trich_ngang import TRICH_NGANG
from tests.builder import (
    ROOT,
    UNIT_NAMES,
    document,
    edited,
    good,
    good_collective,
    good_meeting,
    label_place,
    run,
    saved,
)
from tests.old_fonts import good_in_tcvn3, good_in_vni
from tests.programs import converted
from tests.shipped import collective_form, individual_form

PERSON = "Trích ngang"
TABLES = ("Khen thưởng", "Sáng kiến", "Tiêu chí")
SAMPLE = ROOT / "inputs" / "2020-Q4" / "phong-tong-hop.xlsx"
TYPED = "Đề nghị gọi lại trước ngày 25"
FORMS: Mapping[str, Callable[[], bytes]] = {
    "individual": lambda: individual_form(UNIT_NAMES),
    "collective": lambda: collective_form(UNIT_NAMES),
    "filled": good,
    "filled collective": good_collective,
    "filled council": good_meeting,
}
HELP = f"{TRICH_NGANG.column('ho_ten').help} {TYPED}"


def read(content: bytes) -> tuple[Submission, tuple[Finding, ...]]:
    """A workbook normalised by the schema that fits it best."""
    book = parse_workbook("a.xlsx", content)
    return normalise(book, *known_kind(book, [*KINDS.values()]))


def reported_and_copied(content: bytes) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """The cells at which text outside the form is reported, and the cells from which it is copied."""
    sent, faults = read(content)
    findings = [
        fault.place for fault in faults if fault.code in ("stray-text", "unknown-heading", "text-without-label")
    ]
    return [(p.sheet, p.cell) for p in findings], [(s.place.sheet, s.place.cell) for s in sent.strays]


@pytest.mark.parametrize(
    ("sheet", "cell"),
    [
        *((PERSON, cell) for cell in ("C20", "D8", "E8", "E20", "E25")),  # right of a section's heading
        *((PERSON, cell) for cell in ("E1", "D1", "E2", "A1", "A2", "A3", "B1", "B2", "B3", "C4", "H4")),  # above
        *((PERSON, cell) for cell in ("F45", "C46", "A45", "E12")),
        *((table, cell) for table in TABLES for cell in ("E1", "I2", "A1", "A2", "A3", "H3", "J5", "H30")),
        *((GUIDE_SHEET, cell) for cell in ("B1", "C5", "D30")),
    ],
)
def test_text_outside_the_cells_of_the_form_is_reported_once_and_copied(sheet: str, cell: str) -> None:
    sent, (fault,) = read(edited(SAMPLE.read_bytes(), {(sheet, cell): TYPED}))
    assert (fault.code, fault.place.sheet, fault.place.cell, fault.found) == ("stray-text", sheet, cell, TYPED)
    (stray,) = sent.strays
    assert (stray.place, stray.text) == (fault.place, TYPED)


def test_words_after_the_printed_help_are_reported_and_copied_without_the_help() -> None:
    sent, (fault,) = read(edited(SAMPLE.read_bytes(), {(PERSON, "C10"): HELP}))
    assert (fault.code, fault.place.cell, fault.field, fault.found) == ("stray-text", "C10", "Họ và tên", TYPED)
    assert [(stray.place.cell, stray.text) for stray in sent.strays] == [("C10", TYPED)]


def test_a_value_next_to_a_sections_heading_is_reported_and_copied() -> None:
    assert reported_and_copied(edited(good(), {(PERSON, "B8"): TYPED})) == ([(PERSON, "A8")], [(PERSON, "B8")])
    assert reported_and_copied(edited(good(), {(PERSON, "B4"): TYPED})) == ([(PERSON, "A4")], [(PERSON, "B4")])
    assert reported_and_copied(edited(good(), {(PERSON, "B45"): TYPED})) == ([(PERSON, "B45")], [(PERSON, "B45")])


@pytest.mark.parametrize("form", FORMS)
def test_a_form_holds_no_stray(form: str) -> None:
    assert reported_and_copied(FORMS[form]()) == ([], [])


def test_the_office_workbook_holds_no_stray_but_what_was_typed_above_a_table() -> None:
    office = shipped_office()
    assert normalise(parse_workbook("co-quan.xlsx", office), CO_QUAN)[0].strays == ()
    typed = edited(office, {("Đơn vị", "F1"): TYPED})
    assert [stray.text for stray in normalise(parse_workbook("co-quan.xlsx", typed), CO_QUAN)[0].strays] == [TYPED]


@pytest.mark.parametrize(
    "path", sorted((ROOT / "inputs").glob("2020-Q*/*.xlsx")), ids=lambda path: f"{path.parent.name}-{path.stem}"
)
def test_a_sample_holds_no_stray(path: Path) -> None:
    assert reported_and_copied(path.read_bytes()) == ([], [])


@pytest.mark.parametrize("suffix", ["xlsx", "xls", "ods"])
def test_a_form_saved_by_libreoffice_with_its_counts_holds_no_stray(suffix: str) -> None:
    saved = converted({f"{n}.xlsx": make() for n, make in enumerate(FORMS.values())}, suffix, recalculated=True)
    assert [reported_and_copied(content) for content in saved.values()] == [([], [])] * len(FORMS)


@pytest.mark.parametrize("make", [good_in_tcvn3, good_in_vni])
def test_a_form_in_an_old_font_holds_no_stray(make: Callable[[], bytes]) -> None:
    assert reported_and_copied(make()) == ([], [])


def test_the_line_with_the_counts_is_the_forms_own() -> None:
    counts = "12".join(COUNTED)
    assert reported_and_copied(edited(good(), {(PERSON, "A3"): counts, ("Khen thưởng", "A3"): counts})) == ([], [])
    assert reported_and_copied(edited(good(), {(PERSON, "A3"): f"{counts}. {TYPED}"})) == (
        [(PERSON, "A3")],
        [(PERSON, "A3")],
    )


def test_a_returned_workbook_brings_its_strays_and_no_other() -> None:
    typed = {(PERSON, "E1"): TYPED, ("Tiêu chí", "I2"): TYPED, (GUIDE_SHEET, "C5"): TYPED, (PERSON, "C10"): HELP}
    back = document(run({"a.xlsx": edited(good(ngay_gui="13/25/2020"), typed)}), "tra-lai/a.xlsx")
    page = openpyxl.load_workbook(BytesIO(back))[STRAYS_SHEET]
    copied = [(row[0], row[1], row[3]) for row in page.iter_rows(min_row=4, values_only=True)]
    assert sorted(copied) == sorted((sheet, cell, TYPED) for sheet, cell in typed)
    assert reported_and_copied(back) == ([], [])


def test_a_struck_row_comes_back_among_the_strays_so_that_it_is_not_sent_again_unstruck() -> None:
    book = openpyxl.load_workbook(BytesIO(good()))
    for cell in book["Khen thưởng"][5]:
        cell.font = Font(strike=True)
    (returned,) = (file for file in run({"a.xlsx": saved(book)}).files if file.path == "tra-lai/a.xlsx")
    back = openpyxl.load_workbook(BytesIO(returned.content))
    assert not any(cell.value for cell in back["Khen thưởng"][5])
    assert "Chiến sĩ thi đua cơ sở" in [cell.value for row in back[STRAYS_SHEET].iter_rows() for cell in row]


def test_text_without_a_place_leaves_nobody_out() -> None:
    content = edited(good(), {(PERSON, "E1"): TYPED, (PERSON, "C20"): TYPED})
    assert [received.status for received in run({"a.xlsx": content}).checked.received] == ["accepted"]


def older(*top: tuple[object, ...], guidance: bool = False) -> tuple[Submission, tuple[Finding, ...]]:
    """A sheet of labels as in an older form: with its own text above, and next to its lines if asked for."""
    lines = [
        (name, "gì đó", "Ghi theo hồ sơ cán bộ" if guidance else "") for name in ("Chức vụ", "Trình độ", "Ghi chú")
    ]
    rows = (*top, lines[0], ("I. Phần đầu", "", "Cách ghi" if guidance else ""), *lines[1:])
    sent, faults = normalise(Workbook("a.xlsx", (Sheet(PERSON, rows),)), CA_NHAN)
    return sent, tuple(fault for fault in faults if not fault.code.startswith("missing-"))


def test_text_above_the_labels_of_an_older_form_is_copied_and_not_reported() -> None:
    sent, faults = older(("PHIẾU TRÍCH NGANG", "", "Mẫu số 01"), ("Ghi đủ các mục",))
    assert faults == ()
    assert [stray.text for stray in sent.strays] == ["PHIẾU TRÍCH NGANG", "Mẫu số 01", "Ghi đủ các mục"]


def test_an_older_forms_guidance_is_nobodys_words() -> None:
    sent, faults = older(("TRÍCH NGANG",), guidance=True)
    assert (faults, sent.strays) == ((), ())


@pytest.mark.parametrize(
    ("next_to_guide", "number"), [(("", "xem lại", "", ""), 1), (("Bước 1", "Bước 2", "Bước 3", ""), 0)]
)
def test_an_older_guide_may_have_columns_and_other_lines(next_to_guide: tuple[str, ...], number: int) -> None:
    rows = tuple((f"{n}. Dòng của mẫu cũ", text) for n, text in enumerate(next_to_guide))
    sent, faults = normalise(Workbook("a.xlsx", (Sheet(GUIDE_SHEET, ((), *rows)),)), CA_NHAN)
    assert [fault.code for fault in faults if fault.place.sheet == GUIDE_SHEET] == ["stray-text"] * number
    assert len(sent.strays) == number


def test_the_sample_is_laid_out_as_these_tests_say() -> None:
    assert label_place("ho_ten") == "B10"
    assert openpyxl.load_workbook(SAMPLE)[PERSON]["A20"].value == TRICH_NGANG.column("nhiem_vu").section

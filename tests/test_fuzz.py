"""Broken and hostile files end with a finding, within the limits of time and memory; ``python -m tests.fuzz 2000`` tries more."""

import random
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.exceptions import IllegalCharacterError

from pipeline.reading.sandbox import Reader
from pipeline.values.model import Finding
from schemas.ca_nhan import CA_NHAN
from tests.builder import UNIT_NAMES, examples, findings, good, good_content, saved
from tests.fuzz import ends_of, fuzzed, hostile, repeated_ods
from tests.shipped import individual_form

ENDS = {"empty-file", "not-a-spreadsheet", "encrypted", "oversized", "damaged", "not-our-form", "findings", "accepted"}
HOSTILE = hostile()
CODES = {
    "rỗng": "empty-file",
    "có mật khẩu": "encrypted",
    **dict.fromkeys(("PDF đổi tên", "Word đổi tên", "HTML lưu thành xls", "CSV", "XML 2003"), "not-a-spreadsheet"),
    **dict.fromkeys(("cắt cụt", "bom XML", "thực thể ngoài"), "damaged"),
    **dict.fromkeys(("bom nén", "ô cuối cùng của trang", "ba nghìn trang", "chuỗi dùng chung nhân lên"), "oversized"),
}


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def test_sixty_broken_workbooks_end_with_a_finding(reader: Reader) -> None:
    ends = ends_of(reader, dict(fuzzed(60)))
    assert {end for end, _ in ends.values()} <= ENDS
    assert {end for end, _ in ends.values()} >= {"damaged", "findings"}  # the other ends are one in two hundred


@pytest.mark.parametrize("kind", HOSTILE)
def test_every_hostile_kind_ends_inside_the_bounds(kind: str, reader: Reader) -> None:
    ((end, _),) = ends_of(reader, {"a.xlsx": HOSTILE[kind]()}).values()
    assert end == CODES.get(kind, end)
    assert end in ENDS


def test_an_ods_of_a_billion_repeated_cells_ends_inside_the_bounds(reader: Reader) -> None:
    ((end, _),) = ends_of(reader, {"a.ods": repeated_ods()}).values()
    assert end in ENDS


def summary(found: list[Finding]) -> list[tuple[str, ...]]:
    return sorted((f.place.file, f.place.sheet, f.place.cell, f.code, f.suggestion) for f in found)


TYPED = (
    st.text(max_size=40) | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.booleans() | st.dates()
)
PLACES = [(s.name, f"{c}{r}") for s in CA_NHAN.sheets for c in "ABCDEF" for r in range(1, 36)]


@settings(max_examples=12, deadline=None)
@given(st.dictionaries(st.sampled_from(PLACES), TYPED, max_size=12))
def test_whatever_is_typed_anywhere_raises_nothing_and_nothing_is_reported_twice(
    typed: dict[tuple[str, str], object],
) -> None:
    book = openpyxl.load_workbook(BytesIO(good()))
    for (sheet, cell), value in typed.items():
        try:
            book[sheet][cell].value = value
        except IllegalCharacterError:  # a text that no program can write into a cell
            continue
        if isinstance(value, str):
            book[sheet][cell].data_type = "s"
    found = findings(saved(book))
    assert len(found) == len({(each.place, each.code, each.field, each.found) for each in found})


def test_the_order_of_files_and_rows_and_the_unicode_form_change_nothing() -> None:
    faulty = good(ngay_gui="13/25/2020", ho_ten="nguyễn văn mẫu", don_vi="Phòng Kinh tê")
    other = good(don_vi=UNIT_NAMES[3], gioi_tinh="Nử")
    assert summary(findings({"a.xlsx": faulty, "b.xlsx": other})) == summary(
        findings({"b.xlsx": other, "a.xlsx": faulty})
    )
    rows = [{**examples(CA_NHAN.sheet("Khen thưởng")), "so_qd": f"{n}/QĐ", "nam": "2019"} for n in range(6)]
    rows[2]["co_quan"] = rows[4]["ngay_qd"] = ""
    mixed = rows[:]
    random.Random(1).shuffle(mixed)
    codes = [
        sorted(f.code for f in findings(individual_form(UNIT_NAMES, good_content(awards=each))))
        for each in (rows, mixed)
    ]
    assert codes[0] == codes[1] == ["missing", "missing"]
    assert summary(findings(in_form("NFD", faulty))) == summary(findings(in_form("NFC", faulty)))


def in_form(form: str, content: bytes) -> bytes:
    """A workbook with all its text in one Unicode normal form."""
    import unicodedata

    book = openpyxl.load_workbook(BytesIO(content))
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str):
                    cell.value = unicodedata.normalize(form, cell.value)  # type: ignore[arg-type]
    return saved(book)

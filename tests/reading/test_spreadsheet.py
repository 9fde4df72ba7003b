"""Bytes become workbooks as typed; bytes that are not a workbook are refused with the right code."""

import re
import time
import zipfile
from datetime import date, datetime
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.styles import Font

from pipeline.opc.kinds import Unreadable
from pipeline.opc.pack import pack
from pipeline.reading import far_cells
from pipeline.reading.spreadsheet import parse_workbook
from tests.builder import good, saved, templates
from tests.rendering.test_render import unzipped


def zipped(**members: bytes) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, content in members.items():
            package.writestr(name, content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty-file"),
        (b"%PDF-1.7 ...", "not-a-spreadsheet"),
        (b"ho ten;ngay sinh\n", "not-a-spreadsheet"),
        (templates()["trich-ngang.docx"], "not-a-spreadsheet"),
        (zipped(a=b"b"), "not-a-spreadsheet"),
        (good()[:5000], "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "damaged"),
    ],
)  # fmt: skip
def test_what_is_no_workbook_is_refused_by_its_own_code(content: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as raised:
        parse_workbook("a.xlsx", content)
    assert raised.value.code == code


def test_values_come_as_typed() -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    typed: list[str | float | bool | datetime] = ["001234", "NA", 7.5, 12, True, datetime(2020, 3, 5), "05/03/2020"]
    for row, value in enumerate(typed, 1):
        page.cell(row, 2, value)
    rows = parse_workbook("a.xlsx", saved(book)).sheets[0].rows
    values = [row[1] for row in rows]
    assert values == ["001234", "NA", 7.5, 12.0, True, date(2020, 3, 5), "05/03/2020"]
    assert all(row[0] == "" for row in rows)


@pytest.mark.parametrize("cells", [["XFD1048576"], ["A1", "XFD1048576"], ["A1048576", "J1"]])
def test_a_sheet_that_reaches_absurdly_far_is_refused_before_it_is_read(cells: list[str]) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for cell in cells:
        page[cell] = "x"
    with pytest.raises(Unreadable) as raised:
        parse_workbook("a.xlsx", saved(book))
    assert raised.value.code == "oversized"


def test_a_workbook_with_more_than_any_list_of_an_office_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    book = openpyxl.Workbook()
    for page in (book.active, book.create_sheet("b")):
        assert page is not None
        for row in range(60):
            page.append([f"chữ {row} {column}" for column in range(50)])
    assert len(parse_workbook("a.xlsx", saved(book)).sheets) == 2
    for limit, most, words in (
        (far_cells.FILLED, 5_000, "hơn 5.000 ô có nội dung"),
        (far_cells.CHARACTERS, 40_000, "hơn 40.000 ký tự"),
        (far_cells.CELLS, 5_500, "hơn 5.500 ô"),
    ):
        with monkeypatch.context() as lower:
            lower.setitem(far_cells.MOST, limit, most)
            with pytest.raises(Unreadable) as raised:
                parse_workbook("a.xlsx", saved(book))
            assert (raised.value.code, raised.value.detail) == ("oversized", words)


def test_six_workbooks_of_two_million_cells_are_refused_before_they_are_parsed() -> None:
    sheet = (
        b"<worksheet><sheetData>"
        + (b"<row>" + b"<c><v>1</v></c>" * 200 + b"</row>") * 10_000
        + b"</sheetData></worksheet>"
    )
    parts = dict(unzipped(good()))
    parts["xl/worksheets/sheet2.xml"] = sheet
    content = pack(parts)
    begun = time.process_time()
    for number in range(6):
        with pytest.raises(Unreadable, match="400"):
            parse_workbook(f"{number}.xlsx", content)
    assert time.process_time() - begun < 10


def test_errors_and_formulas_without_a_value_are_named_with_their_cells() -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page["B2"] = "=1+1"
    page["C3"] = "#DIV/0!"
    page["C3"].data_type = "e"
    page["D4"] = "đủ"
    assert parse_workbook("a.xlsx", saved(book)).sheets[0].error_cells == {(1, 1): "=1+1", (2, 2): "#DIV/0!"}


def test_cells_whose_places_are_left_to_be_counted_are_read_as_those_that_name_theirs() -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for row in (["a", "#N/A", "=B1"], ["b", 0.5, "c"], ["d", "e", "f"]):
        page.append(row)
    page["A2"].font, page["B2"].number_format, page["C2"].font = Font(strike=True), "0%", Font(color="FFFFFFFF")
    page.row_dimensions[3].hidden = True
    content = saved(book)
    parts = unzipped(content)
    sheet = parts["xl/worksheets/sheet1.xml"]
    counted = pack(parts | {"xl/worksheets/sheet1.xml": re.sub(rb"(<(?:row|c)) r=\"\w+\"", rb"\1", sheet)})
    (read,) = parse_workbook("a.xlsx", content).sheets
    assert parse_workbook("a.xlsx", counted).sheets == (read,)
    assert (set(read.error_cells), set(read.unstruck), set(read.unsure)) == ({(0, 1), (0, 2)}, {(1, 0)}, {(1, 2)})
    assert (set(read.shown or ()), read.hidden.rows) == ({(1, 1)}, (range(2, 3),))


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300), st.integers(0, 20_000), st.integers(1, 8))
def test_no_bytes_raise_anything_but_unreadable(junk: bytes, position: int, length: int) -> None:
    content = good()
    broken = content[: position % len(content)] + junk + content[position % len(content) + length :]
    try:
        parse_workbook("a.xlsx", broken)
    except Unreadable:
        return

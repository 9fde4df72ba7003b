"""A number format shows what Excel shows, or nothing certain; LibreOffice is the judge of a sample of many pairs."""

from collections.abc import Mapping
from io import BytesIO
from itertools import islice

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.opc.kinds import SPREADSHEET
from pipeline.opc.unpack import open_parts
from pipeline.reading.shown_cells import shown_cells
from pipeline.reading.xls import opened_xls
from pipeline.values.built_in_formats import BUILT_IN
from pipeline.values.format_codes import sections_of
from pipeline.values.number_formats import WHOLE_DAY, Part, date_parts, is_plain, shown
from tests.programs import needed
from tests.shown import EQUAL, THIRD, WILD, pairs, saved_as, verdicts

MARCH_1985 = 31107  # 01/03/1985
DAY_2023 = 45000  # Wednesday 15/03/2023


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (0.98, "0%", "98%"), (0.985, "0.0%", "98,5%"), (0.98, "0.00 %", "98,00 %"), (98, '0"%"', "98%"), (98, "0\\%", "98%"),
        (-0.05, "0%", "-5%"), (0.555, "0.##%", "55,5%"), (0.5, "%0", "%50"),
        (123, "0000000", "0000123"), (912345678, "0000 000 000", "0912 345 678"), (12345678, "0", "12345678"),
        (5, "00", "05"), (123456, "000-00", "1234-56"), (5, "00.00", "05,00"),
        (215, '0"/QĐ-VPUBND"', "215/QĐ-VPUBND"), (7, '00"/KH"', "07/KH"), (215, '"Số "0"/QĐ"', "Số 215/QĐ"),
        (3, "0\\ \\n\\ă\\m", "3 năm"), (5, '"Quý "0', "Quý 5"), (-5, '"Số "0', "-Số 5"), (9, '0 "điểm"', "9 điểm"),
        (1500000, '#,##0" đồng"', "1.500.000 đồng"), (1500000, "#,##0đ", "1.500.000đ"), (1500000, "#,##0 ₫", "1.500.000 ₫"),
        (1500000, "[$₫-42A] #,##0", "₫ 1.500.000"), (1500000, "#,##0\\ [$₫-42A]", "1.500.000 ₫"), (1500, "[$VND] #,##0", "VND 1.500"),
        (1234567.891, "#,##0.00", "1.234.567,89"), (123, "#,##0", "123"), (1234, "#,##0", "1.234"), (0, "#,##0", "0"),
        (5, "0,000", "0.005"), (1234567, "0.0,,", "1,2"), (1234567, '0,"k"', "1235k"), (1500000, '0.0,,"tr"', "1,5tr"),
        (1.005, "0.00", "1,01"), (2.5, "0", "3"), (0.5, "0", "1"), (-2.5, "0", "-3"), (3.2, "0.##", "3,2"), (3.25, "0.##", "3,25"),
        (0.5, "#.##", ",5"), (0, "#", ""), (3.14, "0.0?", "3,14"), (3, "0.0?", "3,0 "), (5, "???", "  5"),
        (-1234, "#,##0_);(#,##0)", "(1.234)"), (1234, "#,##0_);(#,##0)", "1.234 "), (-7, "0;-0", "-7"), (-7, "0;0", "7"),
        (0, '0;-0;"không"', "không"), (0, "0;-0;;@", ""), (5, ";;;", ""), (-5, "[Red]0", "-5"), (7, "[Color 12]0", "7"),
        (0, '_(* #,##0_);_(* (#,##0);_(* "-"??_);_(@_)', " -   "), (1500, '[>=1000]0.0,"k";0', "1,5k"), (5, '[>=1000]0.0,"k";0', "5"),
        (1, '[=1]"một";[=2]"hai";0', "một"), (2, '[=1]"một";[=2]"hai";0', "hai"), (3, '[=1]"một";[=2]"hai";0', "3"),
        (12345, "0.00E+00", "1,23E+04"), (0.00012, "0.0E-00", "1,2E-04"), (99999, "0.0E+0", "1,0E+5"), (12345, "##0.0E+0", "12,3E+3"),
        (1.5, "# ?/?", "1 1/2"), (0.25, "# ?/?", " 1/4"), (0.25, "?/?", "1/4"), (2, "# ?/?", "2    "), (0.375, "# ?/8", " 3/8"),
        (3.14, "# ??/??", "3  7/50"), (0.333333333333333, "# ?/?", " 1/3"), (1.5, "# ??/100", "1 50/100"),
        (0.98, "General", "0,98"), (0.1 + 0.2, "General", "0,3"), (12345678901, "General", "12345678901"),
        (1234.56789, "General", "1234,56789"), (5, 'General" kg"', "5 kg"),
        (5, "@", "5"), (0.98, "@", "0,98"), (True, "0", "TRUE"), (False, "General", "FALSE"),
        ("215", "0", "215"), ("215", '@"/QĐ"', "215/QĐ"), ("An", '0;-0;0;"Ông "@', "Ông An"), ("An", ";;;", ""), ("An", "dd/mm/yyyy;@", "An"),
    ],
)  # fmt: skip
def test_a_number_is_shown_as_its_format_shows_it(value: float | str, code: str, text: str) -> None:
    assert shown(value, code) == text


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (MARCH_1985, "mm/yyyy", "03/1985"), (MARCH_1985, "d/m/yyyy", "1/3/1985"), (MARCH_1985, "DD/MM/YYYY", "01/03/1985"),
        (MARCH_1985, "[$-42A]dd/mm/yyyy", "01/03/1985"), (MARCH_1985, "[$-42A]dd/mm/yyyy;@", "01/03/1985"), (MARCH_1985, "yyyy", "1985"),
        (MARCH_1985, "d.m.yy", "1.3.85"), (MARCH_1985, '"ngày "dd" tháng "mm" năm "yyyy', "ngày 01 tháng 03 năm 1985"),
        (MARCH_1985, "[$-1010000]d/m/yyyy", "1/3/1985"), (MARCH_1985, "yyyy\\-mm\\-dd", "1985-03-01"), (MARCH_1985, "m/d", "3/1"),
        (MARCH_1985, "[$-14409]dd/mm/yyyy", "01/03/1985"), (MARCH_1985, "[$-14409]d-mmm-yy", None), (MARCH_1985, "[$-C09]dddd", None),
        (MARCH_1985, "[$-41E]d/m/yyyy", None), (0.5, "ss.0000", None), (0.5, "[h]:[mm]", None),
        (DAY_2023, "[$-409]d-mmm-yy", "15-Mar-23"), (DAY_2023, "[$-409]dddd, mmmm d, yyyy", "Wednesday, March 15, 2023"),
        (DAY_2023, "[$-en-US]mmmmm", "M"), (DAY_2023, "[$-42A]dddd", "Thứ Tư"), (DAY_2023, "ddd", None), (DAY_2023, "mmm-yy", None),
        (DAY_2023, "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", None), (DAY_2023, "[$-411]ggge", None), (DAY_2023, "bbbb", None),
        (0.354166666666667, "h:mm", "8:30"), (0.354166666666667, "hh:mm:ss", "08:30:00"), (0.75, 'hh" giờ "mm', "18 giờ 00"),
        (DAY_2023 + 0.5, "dd/mm/yyyy hh:mm", "15/03/2023 12:00"), (0.75, "[$-409]h:mm AM/PM", "6:00 PM"), (0, "[$-409]h AM/PM", "12 AM"),
        (0.75, "h:mm AM/PM", None), (1.5, "[h]:mm:ss", "36:00:00"), (1.5, "[mm]:ss", "2160:00"), (0.0625, "mm:ss", "30:00"),
        (0.5 + 0.25 / 86400, "h:mm:ss.00", "12:00:00,25"), (0.5 + 0.6 / 86400, "h:mm:ss", None), (0.5 + 59.4 / 86400, "h:mm", "12:00"),
        (1, "dd/mm/yyyy", None), (60, "d/m/yyyy", None), (61, "d/m/yyyy", "1/3/1900"), (0, "d/m/yyyy", None),
        (-1, "dd/mm/yyyy", None), (2958465, "dd/mm/yyyy", "31/12/9999"), (2958466, "dd/mm/yyyy", None), (float("nan"), "0", None),
    ],
)  # fmt: skip
def test_a_day_and_a_time_are_shown_as_their_format_shows_them(value: float, code: str, text: str | None) -> None:
    assert shown(value, code) == text


def test_days_count_from_1904_where_the_workbook_says_so() -> None:
    assert shown(0, "dd/mm/yyyy", date_1904=True) == "01/01/1904"
    assert shown(DAY_2023 - 1462, "[$-409]ddd dd/mm/yyyy", date_1904=True) == "Wed 15/03/2023"


def test_signs_are_not_certain_in_another_language() -> None:
    assert shown(1234.5, "[$$-409]#,##0.0") is None
    assert shown(123, "[$$-409]#,##0") == "$123"


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (5, "0x"), (5, '0"'), (5, "0\\"), (5, "[Hồng]0"), (5, "[DBNum1]0"), (5, "0.0.0"), (5, "0;0;0;0;0"), (5, "@;0"), (5, ""),
        (5, "0*-"), (5, "0/"), (0, "0#"), (5, "dd0"), (5, "[>1]0;[<2]0"), (-5, "[>1]0;0"), (-0.3, "0"), (-5, "0;"), (-5, "0;@"),
        (1e20, "0"), (0.00001, "General"), (0.3, "# ?/?"), (2.125, "# ?/4"), (3, "0.##"), (5, "0."), (0.575, "#%"), (1 / 3, "General"), (123456789012, "General"), (5, '"x"@'), (1234567890123, "@"), (5, "[$-3000401]0"), (5, "0e+0"), (5, "+84 0"), (5, "0%%"), (5, "[>1]"), (5, "$"), (5, "0[Red]"), (5, ";E+"), (45000, "yyy"), (450, "[h]:mm"), (45000, "/yyyy"),
    ],
)  # fmt: skip
def test_what_is_in_doubt_is_not_told(value: float, code: str) -> None:
    assert shown(value, code) is None


@pytest.mark.parametrize(
    ("code", "parts"),
    [
        ("dd/mm/yyyy", WHOLE_DAY), ("[$-42A]d/m/yyyy;@", WHOLE_DAY), ("mm/yyyy", {Part.MONTH, Part.YEAR}), ("yyyy", {Part.YEAR}),
        ("d/m", {Part.DAY, Part.MONTH}), ("d/m/yy", WHOLE_DAY | {Part.SHORT_YEAR}), ("d-mmm-yy", WHOLE_DAY | {Part.SHORT_YEAR}),
        ("dddd mmmm yyyy", {Part.MONTH, Part.YEAR}), ("mmmmm yyyy", {Part.YEAR}), ("hh:mm", {Part.TIME}), ("[h]:mm", {Part.TIME}),
        ("dd/mm/yyyy hh:mm", WHOLE_DAY | {Part.TIME}), ("mm:ss.0", {Part.TIME}), ("0.00", set()), ("General", set()), ("dd/mm/gggg", set()),
        ("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", WHOLE_DAY), ("[$-F400]h:mm:ss\\ AM/PM", {Part.TIME}), ('"d/m/yyyy"0', set()),
    ],
)  # fmt: skip
def test_a_format_says_which_parts_of_a_day_it_shows(code: str, parts: set[Part]) -> None:
    assert date_parts(code) == parts


def test_built_in_formats_are_the_vietnamese_ones() -> None:
    assert shown(MARCH_1985, BUILT_IN[14]) == "01/03/1985"
    assert shown(-1234, BUILT_IN[37]) == "-1.234  "
    assert 30 not in BUILT_IN


SOME_CODES = st.lists(st.sampled_from(WILD) | st.characters(max_codepoint=0x2FFF), max_size=8).map("".join)
SOME_VALUES = st.floats() | st.integers(-(10**16), 10**16) | st.floats(0, 60000) | st.booleans() | st.text(max_size=5)


@settings(max_examples=300, deadline=None)
@given(SOME_VALUES, SOME_CODES, st.booleans())
def test_no_value_and_no_code_raise_and_an_unknown_code_shows_nothing(
    value: float | str, code: str, date_1904: bool
) -> None:
    text = shown(value, code, date_1904)
    assert sections_of(code) is not None or text is None or (isinstance(value, str) and text == value)
    assert date_parts(code) <= set(Part)
    assert not isinstance(value, str) or not is_plain(code) or text == value


# --- cells of files ------------------------------------------------------------------------------------------------

NO_PARTS: frozenset[Part] = frozenset()
CELLS: Mapping[tuple[int, int], tuple[float | str, str, tuple[str | None, frozenset[Part]] | None]] = {
    (0, 0): (0.98, "0%", ("98%", NO_PARTS)),
    (1, 3): (MARCH_1985, "mm/yyyy", ("03/1985", frozenset({Part.MONTH, Part.YEAR}))),
    (2, 1): (MARCH_1985, "dd/mm/yyyy", ("01/03/1985", WHOLE_DAY)),
    (4, 2): (215, '0"/QĐ-VPUBND"', ("215/QĐ-VPUBND", NO_PARTS)),
    (5, 0): ("215", '@"/QĐ"', ("215/QĐ", NO_PARTS)),
    (6, 0): (7.5, "General", ("7,5", NO_PARTS)),
    (7, 0): (215, "General", None),
    (7, 1): ("Nguyễn Văn Mẫu", "0.00", None),
    (7, 2): (5, "0*-", (None, NO_PARTS)),
}


def in_a_workbook() -> bytes:
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        sheet = book.add_worksheet("Trích ngang")
        for (row, column), (value, code, _) in CELLS.items():
            sheet.write(row, column, value, book.add_format({"num_format": code}))
    return buffer.getvalue()


def cells_of(content: bytes) -> Mapping[tuple[int, int], tuple[str | None, frozenset[Part]]]:
    told = shown_cells(
        open_parts(content, SPREADSHEET), {"Trích ngang": "xl/worksheets/sheet1.xml"}, opened_xls(content)
    )
    assert set(told) == {"Trích ngang"}
    return {at: (cell.text, cell.parts) for at, cell in told["Trích ngang"].items()}


def test_cells_of_an_xlsx_file_that_are_not_shown_as_stored_are_found() -> None:
    assert cells_of(in_a_workbook()) == {at: cell for at, (_, _, cell) in CELLS.items() if cell}
    with_inline_texts = BytesIO()
    openpyxl.load_workbook(BytesIO(in_a_workbook())).save(with_inline_texts)
    assert cells_of(with_inline_texts.getvalue()) == cells_of(in_a_workbook())


def test_cells_of_xls_and_ods_files_are_found_too() -> None:
    needed("soffice")
    certain = {at: cell for at, (_, _, cell) in CELLS.items() if cell and cell[0] is not None}
    for to in ("xls", "ods"):
        found = dict(cells_of(saved_as({"a.xlsx": in_a_workbook()}, to)["a"]))
        found.pop((7, 2), None)
        assert found == certain, to


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
FORMATS = (
    '<numFmts><numFmt numFmtId="164" formatCode="@&quot;/QĐ&quot;"/><numFmt numFmtId="14" formatCode="m/d/yy"/></numFmts>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="164"/><xf numFmtId="14"/><xf numFmtId="30"/></cellXfs>'
)
SHARED = "<si><t>215</t></si><si><r><t>2</t></r><r><t>16</t></r><rPh><t>hai</t></rPh></si>"


def told_of(row: str, settings: str = "", row_start: str = '<row r="1">') -> list[tuple[int, int, str | None]]:
    """The cells of a sheet of one row that are not shown as stored."""
    parts = {
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}">{settings}</workbook>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}">{FORMATS}</styleSheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{SHARED}</sst>',
        "1.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{row_start}{row}</row></sheetData></worksheet>',
    }
    told = shown_cells({name: part.encode() for name, part in parts.items()}, {"S": "1.xml"})
    return [(*at, cell.text) for at, cell in told["S"].items()]


def test_shared_rich_inline_and_computed_texts_are_shown_by_their_section() -> None:
    shared = '<c r="A1" s="2" t="s"><v>0</v></c><c r="B1" s="2" t="s"><v>1</v></c><c r="C1" t="s"><v>0</v></c>'
    others = '<c r="D1" s="2" t="inlineStr"><is><t>3</t></is></c><c r="E1" s="2" t="str"><f>A1</f><v>4</v></c>'
    assert told_of(shared + others) == [(0, 0, "215/QĐ"), (0, 1, "216/QĐ"), (0, 3, "3/QĐ"), (0, 4, "4/QĐ")]


def test_cells_without_their_names_are_counted() -> None:
    assert told_of('<c/><c s="1"><v>0.5</v></c>', row_start="<row>") == [(0, 1, "50%")]
    assert told_of('<c r="C1"/><c s="1"><v>0.5</v></c>', row_start='<row r="3">') == [(0, 3, "50%")]


def test_days_are_the_machines_own_and_count_from_the_workbooks_first() -> None:
    cell = f'<c r="A1" s="3"><v>{MARCH_1985}</v></c>'
    assert told_of(cell) == [(0, 0, "01/03/1985")]
    assert told_of(cell, '<workbookPr date1904="1"/>') == [(0, 0, "02/03/1989")]
    assert told_of('<c r="A1" s="3" t="d"><v>1985-03-01T00:00:00Z</v></c>') == [(0, 0, "01/03/1985")]


def test_what_a_sheet_says_wrongly_of_a_cell_is_in_doubt() -> None:
    for cell in ('s="99"><v>5</v>', 's="4"><v>5</v>', 's="1"><v>năm</v>', 's="2" t="s"><v>7</v>', 's="x"><v>5</v>'):
        assert told_of(f'<c r="A1" {cell}</c>') == [(0, 0, None)], cell
    for cell in ('s="1"/>', 's="1" t="e"><v>#N/A</v></c>', 't="b"><v>1</v></c>', 's="1" t="b"><v>0</v></c>'):
        assert told_of(f'<c r="A1" {cell}') == [], cell


ODS = """<x xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:t="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:p="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:s="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:n="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"><n:date-style s:name="N1"><n:month n:style="long"/><n:text>/</n:text>
 <n:year n:style="long"/></n:date-style><n:text-style s:name="N2"><n:text-content/><s:map s:condition="value()&gt;=0" s:apply-style-name="N1"/>
 </n:text-style><s:style s:name="ce0" s:data-style-name="N1"/><s:style s:name="ce1" s:parent-style-name="ce0"/><s:style s:name="ce2"
 s:data-style-name="N2"/><t:table t:name="S"><t:table-column t:default-cell-style-name="ce1" t:number-columns-repeated="2"/>%s</t:table></x>"""
DAY_OF_ODS = '<t:table-cell o:value-type="date" o:date-value="1985-03-01"%s><p:p>03/1985</p:p></t:table-cell>'


def told_of_ods(rows: str) -> Mapping[tuple[int, int], tuple[str | None, frozenset[Part]]]:
    told = shown_cells({"content.xml": (ODS % rows).encode()}, {})
    return {at: (cell.text, cell.parts) for at, cell in told["S"].items()}


def test_an_ods_cell_shows_the_parts_of_its_style_its_columns_or_its_conditions() -> None:
    in_column, mapped, alone = (DAY_OF_ODS % more for more in ("", ' t:style-name="ce2"', ' t:style-name="none"'))
    found = told_of_ods(f"<t:table-row>{in_column}{mapped}{alone}</t:table-row>")
    month = frozenset({Part.MONTH, Part.YEAR})
    assert found == {(0, 0): ("03/1985", month), (0, 1): ("03/1985", month), (0, 2): ("03/1985", WHOLE_DAY)}


def test_equal_ods_cells_are_told_one_by_one_and_notes_are_no_words_of_theirs() -> None:
    note = "<o:annotation><p:p>Ghi chú</p:p></o:annotation>"
    cell = f'<t:table-cell o:value-type="percentage" o:value="0.98" t:number-columns-repeated="2">{note}<p:p>98<p:s/>%</p:p></t:table-cell>'
    found = told_of_ods(f'<t:table-row t:number-rows-repeated="2">{cell}</t:table-row>')
    assert found == {(r, c): ("98 %", NO_PARTS) for r in (0, 1) for c in (0, 1)}
    plain = '<t:table-cell o:value-type="float" o:value="5"><p:p>5</p:p></t:table-cell>'
    without_text = '<t:table-cell o:value-type="float" o:value="0.5"/>'
    assert told_of_ods(f"<t:table-row>{plain}{without_text}</t:table-row>") == {(0, 1): (None, NO_PARTS)}


def test_formats_of_xlsb_and_of_broken_files_cannot_be_read() -> None:
    assert shown_cells({}, {}) == {}
    assert shown_cells({"xl/workbook.xml": b"<workbook/>", "xl/styles.xml": b"<styleSheet>"}, {}) == {}
    assert opened_xls(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)) is None


def test_libreoffice_shows_no_third_value() -> None:
    needed("soffice")
    found = verdicts(list(islice(pairs(), 400)))
    assert [each for each in found if each.outcome == THIRD] == []
    assert sum(each.outcome == EQUAL for each in found) > 0.7 * len(found)

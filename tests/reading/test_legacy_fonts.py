"""TCVN3 and VNI: text is converted by its font, without one only suggested, and Unicode text is never changed."""

import string
import unicodedata
from collections.abc import Callable, Mapping

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font, NamedStyle

from pipeline.opc.kinds import SPREADSHEET
from pipeline.opc.unpack import open_parts
from pipeline.reading.cell_fonts import Cells, cells_by_font
from pipeline.reading.legacy_fonts import Encoding, encoding_of, looks_legacy, to_unicode
from pipeline.reading.spreadsheet import sheet_parts
from pipeline.reading.xls import opened_xls
from tests.builder import findings, good, label_place, saved
from tests.old_fonts import good_in_tcvn3, good_in_vni, in_tcvn3, in_vni
from tests.programs import converted

VOWELS = "aăâeêioôơuưy"
TONED = [
    unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in ("", *"\u0300\u0301\u0303\u0309\u0323")
]
SMALL = "".join(TONED) + "đ"


def cells_of(content: bytes) -> Mapping[str, Cells]:
    parts = open_parts(content, SPREADSHEET)
    found = cells_by_font(parts, dict(sheet_parts(parts)), opened_xls(content))
    return {title: each.converted for title, each in found.items()}


def test_every_letter_of_the_alphabet_comes_back() -> None:
    assert to_unicode(in_tcvn3(SMALL), Encoding.TCVN3) == SMALL
    assert to_unicode(in_vni(SMALL), Encoding.VNI) == SMALL
    assert to_unicode(in_vni(SMALL.upper()), Encoding.VNI) == SMALL.upper()
    assert to_unicode(in_tcvn3("ĂÂĐÊÔƠƯ"), Encoding.TCVN3) == "ĂÂĐÊÔƠƯ"
    assert to_unicode(string.printable, Encoding.TCVN3) == string.printable


@pytest.mark.parametrize(
    ("typed", "encoding", "meant"),
    [
        ("Hoµng ThÞ ¸nh", Encoding.TCVN3, "Hoàng Thị ánh"),
        ("NguyÔn V¨n MÉu", Encoding.TCVN3, "Nguyễn Văn Mẫu"),

        ("Hoµng ThÞ ¸nh", Encoding.TCVN3_CAPITALS, "HOÀNG THỊ ÁNH"),
        ("Nguyeãn Vaên Maãu", Encoding.VNI, "Nguyễn Văn Mẫu"),
        ("ÑAËNG THÒ THÍ DUÏ", Encoding.VNI, "ĐẶNG THỊ THÍ DỤ"),
        ("Löông Ñöùc Huy", Encoding.VNI, "Lương Đức Huy"),
        ("Đã gõ Unicode: ắ", Encoding.TCVN3, "Đã gõ Unicode: ắ"),
    ],
)  # fmt: skip
def test_names_are_read_as_their_font_means_them(typed: str, encoding: Encoding, meant: str) -> None:
    assert to_unicode(typed, encoding) == meant


@pytest.mark.parametrize(
    ("font", "encoding"),
    [
        (".VnTime", Encoding.TCVN3),
        (".vntimeh", Encoding.TCVN3_CAPITALS),
        (".VnArialH", Encoding.TCVN3_CAPITALS),
        (".VnArial Narrow", Encoding.TCVN3),
        (".VnArial NarrowH", Encoding.TCVN3_CAPITALS),
        (".VnTimeH Bold", Encoding.TCVN3_CAPITALS),
        ("VNI-Times", Encoding.VNI),
        ("VNI Helve", Encoding.VNI),
        ("Times New Roman", None),
        ("Arial", None),
        ("VNtimes New Roman", None),
    ],
)
def test_the_name_of_a_font_tells_its_encoding(font: str, encoding: Encoding | None) -> None:
    assert encoding_of(font) == encoding


@pytest.mark.parametrize(
    "typed",
    [
        *("Hoµng ThÞ ¸nh", "NguyÔn V¨n MÉu", "Nguyeãn Vaên Maãu", "C¸n bé, c«ng chøc", "N÷"),
        *("Traàn Thò Lan", "Ph¹m Minh TuÊn", "Hµ Néi", "Voõ\u00a0Thò\u00a0Saùu"),
    ],
)
def test_text_that_can_hardly_be_anything_else_is_suspected(typed: str) -> None:
    assert looks_legacy(typed)


PROPER = [
    "Crème brûlée", "façade", "Müller", "señor", "5 µm", "25 °C", "± 3 %", "©", "®", "«trích dẫn»", "½", "215/QĐ-VPUBND", "café",
    "Trần Thị Thí Dụ", "Lê Văn Hoà", "Hà", "São Paulo", "déjà vu", "naïve", "côté", "Ê kíp", "Ánh", "Phòng Kinh tê", "Lê Vân", "à á â ã",
    "7h÷9h", "7h÷9", "n×m", "3×n", "5 £m", "Goût", "Lê Hà ® 2", "·Nam",
]  # fmt: skip


@pytest.mark.parametrize("text", PROPER)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_proper_text_is_never_suspected(text: str, form: str) -> None:
    assert looks_legacy(unicodedata.normalize(form, text)) is None  # type: ignore[arg-type]


SYLLABLES = st.builds(
    "{}{}{}".format,
    st.sampled_from(["", "b", "ch", "đ", "h", "kh", "l", "ng", "nh", "th", "tr", "v"]),
    st.sampled_from(TONED),
    st.sampled_from(["", "n", "ng", "nh", "c", "t", "m", "i", "o"]),
)


@given(st.lists(SYLLABLES, min_size=1, max_size=12), st.sampled_from(["NFC", "NFD"]))
def test_vietnamese_in_unicode_is_never_suspected(words: list[str], form: str) -> None:
    assert looks_legacy(unicodedata.normalize(form, " ".join(words))) is None  # type: ignore[arg-type]


def workbook_of_fonts() -> bytes:
    """A1 cell font, A2 named style, A3 rich text (one run old), A4 today's font, A5 old font but Unicode text."""
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.title = "Trang"
    style = NamedStyle("cu", font=Font(name="VNI-Times"))
    page["A1"], page["A1"].font = "NguyÔn V¨n MÉu", Font(name=".VnTime")
    page["A2"] = "Nguyeãn Vaên Maãu"
    page["A2"].style = style
    page["A3"] = CellRichText("Ông ", TextBlock(InlineFont(rFont=".VnTimeH"), "hoµng"), " Mẫu")
    page["A4"] = "Nguyễn Văn Mẫu"
    page["A5"], page["A5"].font = "Nguyễn Văn Mẫu", Font(name=".VnTime")
    page["B6"], page["B6"].font = 12, Font(name=".VnTime")
    return saved(book)


CONVERTED = {"Trang": {(0, 0): "Nguyễn Văn Mẫu", (1, 0): "Nguyễn Văn Mẫu", (2, 0): "Ông HOÀNG Mẫu"}}


def test_cells_are_converted_by_their_font_in_every_format() -> None:
    content = workbook_of_fonts()
    assert cells_of(content) == CONVERTED
    for suffix in ("xls", "ods", "xlsx"):
        assert cells_of(converted({"a.xlsx": content}, suffix)["a"]) == CONVERTED, suffix


def test_equal_neighbours_are_each_converted_though_ods_writes_them_once() -> None:
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.title = "Trang"
    for column in range(1, 4):
        page.cell(2, column, "phßng").font = Font(name=".VnTime")
    expected = {"Trang": {(1, column): "phòng" for column in range(3)}}
    assert cells_of(converted({"a.xlsx": saved(book)}, "ods")["a"]) == expected


def test_a_workbook_in_todays_fonts_has_none() -> None:
    assert cells_of(good()) == {}


@pytest.mark.parametrize("make", [good_in_tcvn3, good_in_vni], ids=["TCVN3", "VNI"])
def test_a_workbook_in_an_old_font_is_converted_and_each_cell_is_to_be_confirmed(make: Callable[[], bytes]) -> None:
    found = findings(make())
    assert {fault.code for fault in found} == {"legacy-font"}
    name = next(fault for fault in found if fault.place.cell == label_place("ho_ten"))
    assert name.found == "Nguyễn Văn Mẫu"
    assert "được chuyển thành «Nguyễn Văn Mẫu»" in name.message


def test_what_only_looks_like_an_old_font_is_returned_with_a_suggestion() -> None:
    (found,) = findings(good(ho_ten="NguyÔn V¨n MÉu"))
    assert (found.code, found.severity, found.suggestion) == ("legacy-look", "error", "Nguyễn Văn Mẫu")

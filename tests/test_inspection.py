"""The check against Nghị định 30: every paper of ours passes, and every planted fault is found at its component."""

import zipfile
from io import BytesIO

import pytest

from pipeline.dates import Quarter
from pipeline.docx_reading import NotADocument
from pipeline.inspection import faults, inspect
from pipeline.render import pack
from pipeline.run import Outcome
from tests.builder import document, good, run
from tests.samples.__main__ import sample_workbooks
from tests.test_office import DEPUTY, office_with


def sample(number: int) -> Outcome:
    return run(sample_workbooks(f"2020-Q{number}"), Quarter(2020, number))


SAMPLE = run(sample_workbooks("2020-Q1"))
MADE = {
    **{file.path: file.content for file in SAMPLE.papers if file.kind != "giay-khen"},
    **{
        f"{number} {file.path}": file.content
        for number in (2, 3, 4)
        for file in sample(number).papers
        if file.kind not in ("giay-khen", "trich-ngang")
    },
    "một người": document(run({"a.xlsx": good()}), "quyet-dinh"),
    "cấp phó ký": document(run({"a.xlsx": good()}, office=office_with("Người ký", DEPUTY)), "quyet-dinh"),
}
DECISION = document(SAMPLE, "quyet-dinh")
DOCUMENT, STYLES, HEADER = "word/document.xml", "word/styles.xml", "word/header1.xml"


def planted(part: str, old: str, new: str, times: int = -1) -> bytes:
    """The decision with one thing changed; the change must be possible."""
    with zipfile.ZipFile(BytesIO(DECISION)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    text = parts[part].decode()
    assert old in text
    return pack({**parts, part: text.replace(old, new, times).encode()})


@pytest.mark.parametrize("name", MADE)
def test_every_paper_of_ours_passes_every_point(name: str) -> None:
    assert faults(MADE[name]) == ()
    assert len(inspect(MADE[name])) > 25


ON_THE_CERTIFICATE = {
    "Định lề", "Số trang", "Quốc hiệu", "Tiêu ngữ", "Cơ quan chủ quản", "Cơ quan ban hành", "Tên loại văn bản", "Trích yếu",
    "Trích yếu, đường kẻ", "Nội dung",
}  # fmt: skip


def test_the_certificates_lack_only_what_is_printed_on_them_already() -> None:
    """They are no paper of their own: the office's certificate bears the nation, the motto and the title."""
    assert {point.component for point in faults(document(SAMPLE, "giay-khen"))} <= ON_THE_CERTIFICATE


def test_an_official_letter_is_asked_for_its_own_components() -> None:
    letter = document(SAMPLE, "cong-van")
    assert {"Trích yếu công văn", "Kính gửi"} <= {point.component for point in inspect(letter)}
    assert "Tên loại văn bản" not in {point.component for point in inspect(letter)}


def test_a_decision_is_asked_for_every_component_of_the_decree() -> None:
    asked = {point.component.split(",")[0] for point in inspect(DECISION)}
    assert asked >= {
        "Khổ giấy", "Định lề", "Số trang", "Số trang phụ lục", "Phông chữ", "Màu chữ", "Quốc hiệu", "Tiêu ngữ", "Cơ quan chủ quản",
        "Cơ quan ban hành", "Số", "Địa danh và thời gian", "Tên loại văn bản", "Trích yếu", "Thẩm quyền ban hành", "Căn cứ ban hành",
        "Lệnh văn", "Nội dung", "Điều", "Kết thúc nội dung", "Quyền hạn", "Họ tên người ký", "Chỗ ký", "Nơi nhận", "Danh sách nơi nhận",
        "Phụ lục", "Tên phụ lục", "Chỉ dẫn kèm theo", "Bảng",
    }  # fmt: skip


def style(key: str) -> str:
    """The beginning of a style's own properties in the styles part."""
    with zipfile.ZipFile(BytesIO(DECISION)) as package:
        text = package.read(STYLES).decode()
    start = text.index(f'w:styleId="{key}"')
    return text[start : text.index("</w:style>", start)]


def restyled(key: str, old: str, new: str) -> bytes:
    """The decision with something changed in one style."""
    return planted(STYLES, style(key), style(key).replace(old, new))


PLANTED = [
    ("letter paper", planted(DOCUMENT, 'w:w="11906"', 'w:w="12240"'), "Khổ giấy"),
    ("narrow left margin", planted(DOCUMENT, 'w:left="1701"', 'w:left="1134"'), "Định lề"),
    ("page number on page 1", planted(DOCUMENT, "<w:titlePg/>", ""), "Số trang"),
    ("page number not centred", restyled("SoTrang", '"center"', '"right"'), "Số trang"),
    ("page number too small", restyled("SoTrang", '"26"', '"20"'), "Số trang"),
    ("annex numbered on", planted(DOCUMENT, '<w:pgNumType w:start="1"/>', ""), "Số trang phụ lục"),
    ("another font", planted(STYLES, 'w:ascii="Times New Roman"', 'w:ascii="Arial"'), "Phông chữ"),
    ("coloured text", planted(STYLES, 'w:color w:val="000000"', 'w:color w:val="FF0000"'), "Màu chữ"),
    ("underlined text", planted(DOCUMENT, "<w:r><w:t", "<w:r><w:rPr><w:u w:val=\"single\"/></w:rPr><w:t", 3), "Gạch chân"),
    ("another language", planted(STYLES, 'w:val="vi-VN"', 'w:val="en-US"'), "Ngôn ngữ"),
    ("nation not bold", restyled("QuocHieu", "<w:b/>", ""), "Quốc hiệu"),
    ("nation too large", restyled("QuocHieu", '"24"', '"28"'), "Quốc hiệu"),
    ("motto spelt otherwise", planted(DOCUMENT, "Độc lập - Tự do - Hạnh phúc", "Độc lập – Tự do – Hạnh phúc"), "Tiêu ngữ"),
    ("line too short", planted(DOCUMENT, 'cx="20', 'cx="10', 2), "Tiêu ngữ, đường kẻ"),
    ("dashed line", planted(DOCUMENT, 'prstDash val="solid"', 'prstDash val="dash"'), "Tiêu ngữ, đường kẻ"),
    ("thick line", planted(DOCUMENT, 'a:ln w="9525"', 'a:ln w="28575"'), "Cơ quan ban hành, đường kẻ"),
    ("parent bold", restyled("ChuQuan", "<w:sz ", "<w:b/><w:sz "), "Cơ quan chủ quản"),
    ("issuer not bold", restyled("BanHanh", "<w:b/>", ""), "Cơ quan ban hành"),
    ("number with spaces", planted(DOCUMENT, "/QĐ-VPUBND</w:t>", "/QĐ - VPUBND</w:t>"), "Số, ký hiệu"),
    ("number below ten not padded", planted(DOCUMENT, "Số:" + "\u00a0" * 6 + "/", "Số: 5/", 1), "Số, ký hiệu"),
    ("date upright", restyled("NgayThang", "<w:i/>", ""), "Địa danh và thời gian"),
    ("month padded wrongly", planted(DOCUMENT, "tháng 3 năm 2020</w:t>", "tháng 03 năm 2020</w:t>", 1), "Địa danh và thời gian"),
    ("title in small letters", planted(DOCUMENT, ">QUYẾT ĐỊNH<", ">Quyết định<"), "Tên loại văn bản"),
    ("subject abbreviated", planted(DOCUMENT, "Về việc tặng", "V/v tặng"), "Trích yếu"),
    ("authority not bold", restyled("ThamQuyen", "<w:b/>", ""), "Thẩm quyền ban hành"),
    ("bases upright", restyled("CanCu", "<w:i/>", ""), "Căn cứ ban hành"),
    ("a base ends with a full stop", planted(DOCUMENT, "năm 2013;", "năm 2013."), "Căn cứ ban hành"),
    ("order not centred", restyled("LenhVan", '"center"', '"left"'), "Lệnh văn"),
    ("body of two sizes", restyled("DongCuoi", '"28"', '"26"'), "Nội dung"),
    ("body not justified", restyled("ThanVanBan", '"both"', '"left"'), "Nội dung, canh lề"),
    ("body without indent", restyled("ThanVanBan", 'w:firstLine="720"', 'w:firstLine="200"'), "Nội dung, thụt dòng"),
    ("body too dense", restyled("ThanVanBan", 'w:after="120"', 'w:after="40"'), "Nội dung, khoảng cách đoạn"),
    ("lines too far apart", restyled("ThanVanBan", 'w:line="252"', 'w:line="480"'), "Nội dung, khoảng cách dòng"),
    ("articles not consecutive", planted(DOCUMENT, "Điều\u00a02.", "Điều\u00a04."), "Điều"),
    ("article not bold", planted(DOCUMENT, "<w:b/><w:bCs/></w:rPr><w:t xml:space=\"preserve\">Điều", "</w:rPr><w:t xml:space=\"preserve\">Điều"), "Điều"),
    ("no closing mark", planted(DOCUMENT, "Quyết định này./.", "Quyết định này."), "Kết thúc nội dung"),
    ("closing mark twice", planted(DOCUMENT, "(có danh sách kèm theo).", "(có danh sách kèm theo)./."), "Kết thúc nội dung"),
    ("a tag left over", planted(DOCUMENT, "Phụ lục</w:t>", "Phụ lục {{ x }}</w:t>"), "Nội dung"),
    ("nan printed", planted(DOCUMENT, "Danh sách có ", "Danh sách có nan "), "Nội dung"),
    ("two spaces", planted(DOCUMENT, "Danh sách có ", "Danh sách  có "), "Nội dung"),
    ("a breaking pair", planted(DOCUMENT, "tại Điều\u00a01", "tại Điều 1"), "Nội dung"),
    ("an empty label", planted(DOCUMENT, "Danh sách có 12\u00a0cá nhân.", "Ghi chú:"), "Nội dung"),
    ("position not bold", restyled("QuyenHan", "<w:b/>", ""), "Quyền hạn, chức vụ"),
    ("name in capitals", planted(DOCUMENT, "Hoàng Chí Hiến", "HOÀNG CHÍ HIẾN"), "Họ tên người ký"),
    ("academic title", planted(DOCUMENT, "Hoàng Chí Hiến", "TS. Hoàng Chí Hiến"), "Họ tên người ký"),
    ("signature may stand alone", restyled("DongCuoi", "<w:keepNext/>", ""), "Chỗ ký"),
    ("recipients upright", restyled("NoiNhan", "<w:i/>", ""), "Nơi nhận"),
    ("recipient list too large", restyled("DanhSachNoiNhan", '"22"', '"26"'), "Danh sách nơi nhận"),
    ("last recipient unclosed", planted(DOCUMENT, "- Lưu: VT, TCHC.", "- Lưu: VT, TCHC;"), "Danh sách nơi nhận"),
    ("another executing article", planted(DOCUMENT, "- Như Điều 3;", "- Như Điều 2;"), "Danh sách nơi nhận"),
    ("annex not bold", restyled("PhuLuc", "<w:b/>", ""), "Phụ lục"),
    ("annex reference upright", restyled("KemTheo", "<w:i/>", ""), "Chỉ dẫn kèm theo"),
    ("heading row once only", planted(DOCUMENT, "<w:tblHeader/>", ""), "Bảng"),
    ("rows may split", planted(DOCUMENT, "<w:cantSplit/>", ""), "Bảng"),
]  # fmt: skip


@pytest.mark.parametrize(("docx", "component"), [row[1:] for row in PLANTED], ids=[row[0] for row in PLANTED])
def test_a_planted_fault_is_found_at_its_component(docx: bytes, component: str) -> None:
    found = faults(docx)
    assert component in {point.component for point in found}
    assert all(point.prescribed and point.found and point.clause and point.place for point in found)


def test_what_is_no_word_file_is_told() -> None:
    for content in (b"", b"PK", pack({"a": b"b"})):
        with pytest.raises(NotADocument):
            inspect(content)

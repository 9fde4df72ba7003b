"""For every point of form, papers that break only it, ours and another office's: one finding, with position and clause."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.inspection.inspect import inspect
from pipeline.inspection.points import Point
from tests.foreign import LOOKS, DrawingOptions, Look, drawn
from tests.foreign_papers import ANNEX, DECISION, LETTER, MINUTES, NOTICE, PLAN, PROPOSAL, REPORT
from tests.graded import remarks
from tests.planted import DECISION as OURS
from tests.planted import DOCUMENT, HEADER, STYLES, planted, relined, restyled, reworded, without
from tests.planted import LETTER as OUR_LETTER
from tests.planted import LIST as OUR_LIST
from tests.planted import PROPOSAL as OUR_PROPOSAL
from tests.programs import converted

PLACES = {
    **{f"I.{n}": f"Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục I, khoản {n}" for n in (1, 2, 3, 4, 7)},
    **{f"II.{n}": f"Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản {n}" for n in (1, 2, 3, 4, 5, 6, 7, 9)},
    "III.1": "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục III, khoản 1",
    "IV": "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục IV, bảng mẫu chữ và chi tiết trình bày",
    "-": "không thuộc Nghị định 30/2020/NĐ-CP; nên làm để ",
}
PlantedFault = tuple[str, bytes, str, str, str]
NUMBER = "Số:" + "\u00a0" * 6 + "/QĐ-VPUBND"
DATE = "Lào Cai, ngày" + "\u00a0" * 6 + "tháng 3 năm 2020"
MANY, NOT_THERE, ALL = "Đoạn", "Không tìm thấy trong văn bản", "Toàn văn bản"
POSITION_OF_OURS = ">CHÁNH VĂN PHÒNG</w:t>"


OF_DRAFTS = {  # what is worth a look in our drafts as they are: numbers of papers that are not issued yet
    (point.component, point.found) for paper in (OURS, OUR_LETTER, OUR_PROPOSAL) for point in remarks(paper)
}


def faults(docx: bytes) -> list[Point]:
    """Everything found, certain or only worth a look, but for what every draft of ours has."""
    return [point for point in inspect(docx) if not point.ok and (point.component, point.found) not in OF_DRAFTS]


def signed_by(*lines: str) -> bytes:
    """Our decision with other lines over the name."""
    with_breaks = "</w:t><w:br/><w:t>".join(lines)
    return planted(DOCUMENT, POSITION_OF_OURS, f">{with_breaks}</w:t>", 1)


OURS_WRONG: list[PlantedFault] = [
    ("letter paper", planted(DOCUMENT, 'w:w="11906"', 'w:w="12240"'), "Khổ giấy", "I.1", ALL),
    ("a decision on its side", planted(DOCUMENT, 'w:w="11906" w:h="16838"', 'w:w="16838" w:h="11906"', 1), "Kiểu trình bày", "I.2", "Phần 1"),
    ("narrow left margin", planted(DOCUMENT, 'w:left="1701"', 'w:left="1134"'), "Định lề", "I.3", ALL),
    ("wide right margin", planted(DOCUMENT, 'w:right="850"', 'w:right="1417"', 1), "Định lề", "I.3", "Phần 1"),
    ("another font", planted(STYLES, 'w:ascii="Times New Roman"', 'w:ascii="Arial"'), "Phông chữ", "I.4", "Bảng"),
    ("another font in the page number", planted(HEADER, "<w:r>", '<w:r><w:rPr><w:rFonts w:ascii="Arial"/></w:rPr>'), "Phông chữ", "I.4", "Đầu trang"),
    ("coloured text", restyled("CanCu", "<w:i/>", '<w:i/><w:color w:val="FF0000"/>'), "Màu chữ", "I.4", 'Đoạn 4, "Căn cứ'),
    ("text marked by a felt pen", restyled("CanCu", "<w:i/>", '<w:i/><w:highlight w:val="yellow"/>'), "Nền chữ", "-", 'Đoạn 4, "Căn cứ'),
    ("underlined text", restyled("LenhVan", "<w:b/>", '<w:b/><w:u w:val="single"/>'), "Gạch chân", "IV", 'Đoạn 11, "QUYẾT ĐỊNH:'),
    ("another language", planted(STYLES, 'w:val="vi-VN"', 'w:val="en-US"'), "Ngôn ngữ", "-", ALL),
    ("page number on page 1", planted(DOCUMENT, "<w:titlePg/>", "", 1), "Số trang", "I.7", "Phần 1"),
    ("page number at the right", restyled("SoTrang", '"center"', '"right"'), "Số trang", "I.7", ALL),
    ("page number too small", restyled("SoTrang", '"26"', '"20"'), "Số trang", "I.7", ALL),
    ("page number in bold", restyled("SoTrang", "<w:sz ", "<w:b/><w:sz "), "Số trang", "I.7", ALL),
    ("Roman page number", planted(HEADER, " PAGE ", " PAGE \\* ROMAN "), "Số trang", "I.7", ALL),
    ("number of pages only", planted(HEADER, " PAGE ", " NUMPAGES "), "Số trang", "I.7", ALL),
    ("a word before the page number", planted(HEADER, "<w:t>2</w:t>", "<w:t>Trang 2</w:t>"), "Số trang", "I.7", ALL),
    ("annex numbered on", planted(DOCUMENT, '<w:pgNumType w:start="1"/>', ""), "Số trang phụ lục", "III.1", "Phần 2"),
    ("nation not bold", restyled("QuocHieu", "<w:b/>", ""), "Quốc hiệu", "II.1", "cột 2"),
    ("nation too large", restyled("QuocHieu", '"24"', '"28"'), "Quốc hiệu", "II.1", "cột 2"),
    ("nation misspelt", reworded("CỘNG HÒA XÃ HỘI", "CỘNG HOÀ XÃ HỘI"), "Quốc hiệu", "II.1", "cột 2"),
    ("nation missing", without("CỘNG HÒA XÃ HỘI"), "Quốc hiệu", "II.1", NOT_THERE),
    ("motto with other dashes", reworded("Độc lập - Tự do - Hạnh phúc", "Độc lập – Tự do – Hạnh phúc"), "Tiêu ngữ", "II.1", "cột 2"),
    ("motto too small", restyled("TieuNgu", '"26"', '"24"'), "Tiêu ngữ", "II.1", "cột 2"),
    ("motto missing", without("Hạnh phúc"), "Tiêu ngữ", "II.1", NOT_THERE),
    ("line of the motto too short", relined(1, 'cx="20', 'cx="10'), "Tiêu ngữ, đường kẻ", "II.1", "cột 2"),
    ("line of the motto dashed", relined(1, 'val="solid"', 'val="dash"'), "Tiêu ngữ, đường kẻ", "II.1", "cột 2"),
    ("line of the motto red", relined(1, "000000", "FF0000"), "Tiêu ngữ, đường kẻ", "II.1", "cột 2"),
    ("parent bold", restyled("ChuQuan", "<w:sz ", "<w:b/><w:sz "), "Cơ quan chủ quản", "II.2", '"UBND TỈNH LÀO CAI"'),
    ("parent in small letters", reworded("UBND TỈNH LÀO CAI", "UBND tỉnh Lào Cai"), "Cơ quan chủ quản", "II.2", '"UBND tỉnh Lào Cai"'),
    ("parent missing", without("UBND TỈNH LÀO CAI<"), "Cơ quan chủ quản", "II.2", NOT_THERE),
    ("issuer not bold", restyled("BanHanh", "<w:b/>", ""), "Cơ quan ban hành", "II.2", '"VĂN PHÒNG"'),
    ("issuer too small", restyled("BanHanh", '"24"', '"22"'), "Cơ quan ban hành", "II.2", '"VĂN PHÒNG"'),
    ("line of the issuer thick", relined(0, 'a:ln w="9525"', 'a:ln w="28575"'), "Cơ quan ban hành, đường kẻ", "II.2", '"VĂN PHÒNG"'),
    ("line of the issuer too long", relined(0, 'cx="389361"', 'cx="889361"'), "Cơ quan ban hành, đường kẻ", "II.2", '"VĂN PHÒNG"'),
    ("number with spaces", reworded("/QĐ-VPUBND</w:t>", "/QĐ - VPUBND</w:t>"), "Số, ký hiệu", "II.3", "hàng 2, cột 1"),
    ("number below ten not padded", reworded(NUMBER, "Số: 5/QĐ-VPUBND"), "Số, ký hiệu", "II.3", "hàng 2, cột 1"),
    ("number without its colon", reworded(NUMBER, "Số 125/QĐ-VPUBND"), "Số, ký hiệu", "II.3", "hàng 2, cột 1"),
    ("number missing", without("/QĐ-VPUBND</w:t>"), "Số, ký hiệu", "II.3", NOT_THERE),
    ("number bold", restyled("SoKyHieu", "<w:sz ", "<w:b/><w:sz "), "Số, ký hiệu", "II.3", "hàng 2, cột 1"),
    ("symbol of another kind", reworded("/QĐ-VPUBND</w:t>", "/TB-VPUBND</w:t>"), "Số, ký hiệu", "II.3", "hàng 2, cột 1"),
    ("symbol without its mark", reworded("/QĐ-VPUBND</w:t>", "/QD-VPUBND</w:t>"), "Số, ký hiệu", "II.3", "hàng 2, cột 1"),
    ("date upright", restyled("NgayThang", "<w:i/>", ""), "Địa danh và thời gian", "II.4", "hàng 2, cột 2"),
    ("month padded wrongly", reworded("tháng 3 năm 2020</w:t>", "tháng 03 năm 2020</w:t>"), "Địa danh và thời gian", "II.4", "hàng 2, cột 2"),
    ("month not padded", reworded("tháng 3 năm 2020</w:t>", "tháng 1 năm 2020</w:t>"), "Địa danh và thời gian", "II.4", "hàng 2, cột 2"),
    ("date in figures", reworded(DATE, "Lào Cai, ngày 05/3/2020"), "Địa danh và thời gian", "II.4", "hàng 2, cột 2"),
    ("date missing", without("tháng 3 năm 2020</w:t>"), "Địa danh và thời gian", "II.4", NOT_THERE),
    ("title in small letters", reworded(">QUYẾT ĐỊNH<", ">Quyết định<"), "Tên loại văn bản", "II.5", 'Đoạn 1, "Quyết định"'),
    ("title misspelt", reworded(">QUYẾT ĐỊNH<", ">QUYẾT ĐỊNHH<"), "Tên loại văn bản", "II.5", 'Đoạn 1, "QUYẾT ĐỊNHH"'),
    ("title missing", without(">QUYẾT ĐỊNH<"), "Tên loại văn bản", "II.5", NOT_THERE),
    ("subject abbreviated", reworded("Về việc công nhận", "V/v công nhận"), "Trích yếu", "II.5", 'Đoạn 2, "V/v công'),
    ("subject not bold", restyled("TrichYeu", "<w:b/>", ""), "Trích yếu", "II.5", 'Đoạn 2, "Về việc'),
    ("line of the subject too long", relined(2, r'cx="(\d+)"', r'cx="3\1"'), "Trích yếu, đường kẻ", "II.5", 'Đoạn 2, "Về việc'),
    ("line of the subject missing", relined(2, 'prst="line"', 'prst="rect"'), "Trích yếu, đường kẻ", "II.5", 'Đoạn 2, "Về việc'),
    ("authority not bold", restyled("ThamQuyen", "<w:b/>", ""), "Thẩm quyền ban hành", "II.6", "CHÁNH VĂN PHÒNG"),
    ("authority missing", without("CHÁNH VĂN PHÒNG ỦY BAN"), "Thẩm quyền ban hành", "II.6", NOT_THERE),
    ("bases upright", restyled("CanCu", "<w:i/>", ""), "Căn cứ ban hành", "II.6", 'Đoạn 4, "Căn cứ Quyết định'),
    ("bases not indented", restyled("CanCu", 'firstLine="720"', 'firstLine="0"'), "Căn cứ ban hành", "II.6", 'Đoạn 4, "Căn cứ Quyết định'),
    ("a base ends with a full stop", reworded("năm 2013;", "năm 2013."), "Căn cứ ban hành", "II.6", 'Đoạn 5, "Căn cứ Luật'),
    ("the last base ends with a semicolon", reworded("tháng 3 năm 2020.", "tháng 3 năm 2020;"), "Căn cứ ban hành", "II.6", '"Theo đề nghị'),
    ("bases behind dashes", reworded("Căn cứ Luật", "- Căn cứ Luật"), "Căn cứ ban hành", "II.6", 'Đoạn 5, "- Căn cứ'),
    ("two bases on one line", reworded("năm 2013;", "năm 2013;</w:t><w:br/><w:t>Căn cứ Luật khác;"), "Căn cứ ban hành", "II.6", "Đoạn 5"),
    ("order without its colon", reworded("QUYẾT ĐỊNH:", "QUYẾT ĐỊNH"), "Lệnh văn", "II.6", 'Đoạn 11, "QUYẾT ĐỊNH"'),
    ("order in small letters", reworded("QUYẾT ĐỊNH:", "Quyết định:"), "Lệnh văn", "II.6", 'Đoạn 11, "Quyết định:"'),
    ("order missing", without("QUYẾT ĐỊNH:"), "Lệnh văn", "II.6", NOT_THERE),
    ("order not centred", restyled("LenhVan", '"center"', '"left"'), "Lệnh văn", "II.6", 'Đoạn 11, "QUYẾT ĐỊNH:'),
    ("body of two sizes", restyled("DongCuoi", '"28"', '"26"'), "Nội dung, cỡ chữ", "II.6", '"Điều 4.'),
    ("body not justified", restyled("ThanVanBan", '"both"', '"left"'), "Nội dung, canh lề", "II.6", '"Điều 1.'),
    ("body without indent", restyled("DongCuoi", 'w:firstLine="720"', 'w:firstLine="200"'), "Nội dung, thụt dòng", "II.6", '"Điều 4.'),
    ("body moved to the right", restyled("DongCuoi", "<w:ind ", '<w:ind w:left="567" '), "Nội dung, thụt dòng", "II.6", '"Điều 4.'),
    ("body too dense", restyled("DongCuoi", 'w:after="120"', 'w:after="40"'), "Nội dung, khoảng cách đoạn", "II.6", '"Điều 4.'),
    ("lines too far apart", restyled("DongCuoi", 'w:line="240"', 'w:line="480"'), "Nội dung, khoảng cách dòng", "II.6", '"Điều 4.'),
    ("lines of 40 points", restyled("DongCuoi", 'w:line="240" w:lineRule="auto"', 'w:line="800" w:lineRule="exact"'), "Nội dung, khoảng cách dòng", "II.6", '"Điều 4.'),
    ("body wholly bold", restyled("DongCuoi", "<w:sz ", "<w:b/><w:sz "), "Nội dung, kiểu chữ", "II.6", '"Điều 4.'),
    ("articles not consecutive", reworded("Điều\u00a02.", "Điều\u00a04."), "Điều", "II.6", '"Điều 4.'),
    ("article with a colon", reworded("Điều\u00a02.", "Điều\u00a02:"), "Điều", "II.6", '"Điều 2:'),
    ("article not bold", planted(DOCUMENT, "<w:b/><w:bCs/></w:rPr><w:t xml:space=\"preserve\">Điều", "</w:rPr><w:t xml:space=\"preserve\">Điều", 1), "Điều", "II.6", '"Điều 1.'),
    ("no closing mark", reworded("Quyết định này./.", "Quyết định này."), "Kết thúc nội dung", "II.6", '"Điều 4.'),
    ("closing mark twice", reworded("(có danh sách kèm theo).", "(có danh sách kèm theo)./."), "Kết thúc nội dung", "II.6", '"Điều 1.'),
    ("closing mark in the annex", reworded("Danh sách có 12\u00a0cá nhân.", "Danh sách có 12\u00a0cá nhân./."), "Kết thúc nội dung", "II.6", '"Danh sách có'),
    *((f"«{word}» printed", reworded("Danh sách có ", f"Danh sách có {word} "), "Chữ sót", "-", '"Danh sách có') for word in ("nan", "NaN", "None", "NaT", "{{ x }}", "#REF!", "00:00:00", "")),
    ("nan in a cell", reworded("Ông Giàng A Mẫu", "nan"), "Chữ sót", "-", 'Bảng 1, hàng 2, cột 2, "nan"'),
    ("decomposed letters", reworded("kể từ ngày ký", "kê\u0309 từ ngày ký"), "Mã chữ", "-", '"Điều 4.'),
    ("a hidden sign", reworded("Hoàng Chí Hiến", "Hoàng\u200b Chí Hiến"), "Mã chữ", "-", "cột 2"),
    ("the Icelandic Đ", reworded("Điều\u00a02.", "Ðiều\u00a02."), "Mã chữ", "-", 'Đoạn 13, "Ðiều 2.'),
    ("a breaking pair", reworded("tại Điều\u00a01", "tại Điều 1"), "Dấu cách", "-", '"Điều 4.'),
    ("an empty label", reworded("Danh sách có 12\u00a0cá nhân.", "Ghi chú:", OUR_LIST), "Mục để trống", "-", '"Ghi chú:"'),
    ("position not bold", restyled("QuyenHan", "<w:b/>", ""), "Quyền hạn, chức vụ", "II.7", "cột 2"),
    ("position in small letters", signed_by("Chánh Văn phòng"), "Quyền hạn, chức vụ", "II.7", "cột 2"),
    ("a deputy without KT.", signed_by("PHÓ CHÁNH VĂN PHÒNG"), "Quyền hạn, chức vụ", "II.7", "cột 2"),
    ("KT. without its dot", signed_by("KT CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"), "Quyền hạn, chức vụ", "II.7", "cột 2"),
    ("KT/", signed_by("KT/ CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"), "Quyền hạn, chức vụ", "II.7", "cột 2"),
    ("KT. and the deputy on one line", signed_by("KT. CHÁNH VĂN PHÒNG PHÓ CHÁNH VĂN PHÒNG"), "Quyền hạn, chức vụ", "II.7", "cột 2"),
    ("KT. alone", signed_by("KT. CHÁNH VĂN PHÒNG"), "Quyền hạn, chức vụ", "II.7", "cột 2"),
    ("position missing", without(POSITION_OF_OURS), "Quyền hạn, chức vụ", "II.7", NOT_THERE),
    ("name in capitals", reworded("Hoàng Chí Hiến", "HOÀNG CHÍ HIẾN"), "Họ tên người ký", "II.7", "cột 2"),
    *((f"«{learned}» before the name", reworded("Hoàng Chí Hiến", f"{learned} Hoàng Chí Hiến"), "Họ tên người ký", "II.7", "cột 2") for learned in ("TS.", "PGS, TS.", "Thạc sĩ", "Tiến sĩ", "BS.", "KS.", "CN.", "Th.S", "NGƯT.", "Đồng chí")),
    ("name missing", without("Hoàng Chí Hiến"), "Họ tên người ký", "II.7", NOT_THERE),
    ("signature may stand alone", restyled("DongCuoi", "<w:keepNext/>", ""), "Chỗ ký", "-", '"Điều 4.'),
    ("recipients upright", restyled("NoiNhan", "<w:i/>", ""), "Nơi nhận", "II.9", "cột 1"),
    ("recipients without a colon", reworded("Nơi nhận:", "Nơi nhận"), "Nơi nhận", "II.9", "cột 1"),
    ("recipients in capitals", reworded("Nơi nhận:", "NƠI NHẬN:"), "Nơi nhận", "II.9", "cột 1"),
    ("the word for recipients missing", without("Nơi nhận:"), "Nơi nhận", "II.9", NOT_THERE),
    ("recipient list too large", restyled("DanhSachNoiNhan", '"22"', '"26"'), "Danh sách nơi nhận", "II.9", "cột 1"),
    ("last recipient unclosed", reworded("- Lưu: VT, TCHC.", "- Lưu: VT, TCHC;"), "Danh sách nơi nhận", "II.9", "cột 1"),
    ("no archive", without("- Lưu: VT"), "Danh sách nơi nhận", "II.9", "cột 1"),
    ("a recipient without a dash", reworded("- Lãnh đạo VP;", "Lãnh đạo VP;"), "Danh sách nơi nhận", "II.9", "cột 1"),
    ("a recipient behind another dash", reworded("- Lãnh đạo VP;", "– Lãnh đạo VP;"), "Danh sách nơi nhận", "II.9", "cột 1"),
    ("another executing article", reworded("- Như Điều 4;", "- Như Điều 2;"), "Danh sách nơi nhận", "II.9", "cột 1"),
    ("annex not bold", restyled("PhuLuc", "<w:b/>", ""), "Phụ lục", "III.1", '"Phụ lục"'),
    ("annex in capitals", reworded("Phụ lục</w:t>", "PHỤ LỤC</w:t>"), "Phụ lục", "III.1", '"PHỤ LỤC"'),
    ("a single annex with a numeral", reworded("Phụ lục</w:t>", "Phụ lục I</w:t>"), "Phụ lục", "III.1", '"Phụ lục I"'),
    ("annex missing its word", without("Phụ lục</w:t>"), "Phụ lục", "III.1", NOT_THERE),
    ("annex title not bold", restyled("TenPhuLuc", "<w:b/>", ""), "Tên phụ lục", "III.1", '"DANH SÁCH'),
    ("annex reference upright", restyled("KemTheo", "<w:i/>", ""), "Chỉ dẫn kèm theo", "III.1", '"(Kèm theo'),
    ("annex reference missing", without("(Kèm theo"), "Chỉ dẫn kèm theo", "III.1", NOT_THERE),
    ("heading row once only", planted(DOCUMENT, "<w:tblHeader/>", ""), "Bảng", "-", "Bảng 1 («TT | Họ và tên"),
    ("rows may split", planted(DOCUMENT, "<w:cantSplit/>", ""), "Bảng", "-", "Bảng 1 («TT | Họ và tên"),
    ("no basis for the power to decide", reworded("quy định chức năng, nhiệm vụ, quyền hạn và cơ cấu tổ chức của", "về công tác của"), "Căn cứ thẩm quyền", "II.6", '"Căn cứ Quyết định'),
    ("a submission headed by another body", reworded("TRƯỞNG PHÒNG", "CHÁNH VĂN PHÒNG", OUR_PROPOSAL), "Cơ quan trình và người ký", "II.7", "cột 2"),
    ("a quarter in capitals", reworded("điển hình tiên tiến quý I năm 2020; giao", "điển hình tiên tiến Quý I năm 2020; giao"), "Chữ «quý»", "-", '"Điều 3.'),
    ("a full stop for a colon", reworded("nội dung sau đây:", "nội dung sau đây.", OUR_PROPOSAL), "Dấu hai chấm", "-", "Đoạn"),
    ("a letter's subject in bold", planted(DOCUMENT, "<w:t xml:space=\"preserve\">V/v", "<w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">V/v", of=OUR_LETTER), "Trích yếu công văn", "II.5", "cột 1"),
    ("a letter's subject in full", reworded("V/v giới thiệu", "Về việc giới thiệu", OUR_LETTER), "Trích yếu công văn", "II.5", "cột 1"),
    ("a letter without a subject", without("V/v giới thiệu", OUR_LETTER), "Trích yếu công văn", "II.5", NOT_THERE),
    ("a letter with CV in its symbol", reworded("/VPUBND-TCHC", "/CV-VPUBND", OUR_LETTER), "Số, ký hiệu", "II.3", "cột 1"),
    ("a letter to nobody", without("Kính gửi: ", OUR_LETTER), "Kính gửi", "II.9", NOT_THERE),
    ("a letter's addressee impolite", reworded("Kính gửi: ", "Gửi ", OUR_LETTER), "Kính gửi", "II.9", "Đoạn 1"),
    ("a letter's addressee in bold", restyled("KinhGui", "<w:sz ", "<w:b/><w:sz ", OUR_LETTER), "Kính gửi", "II.9", "Đoạn 1"),
    ("a letter without its closing mark", reworded("./.", ".", OUR_LETTER), "Kết thúc nội dung", "II.6", MANY),
    ("a proposal to nobody", without("Kính gửi: ", OUR_PROPOSAL), "Kính gửi", "II.9", NOT_THERE),
    ("a proposal without its closing mark", reworded("./.", ".", OUR_PROPOSAL), "Kết thúc nội dung", "II.6", MANY),
    ("a proposal with another symbol", reworded("/TTr-", "/TT-", OUR_PROPOSAL), "Số, ký hiệu", "II.3", "cột 1"),
    ("a proposal misspelt", reworded("TỜ TRÌNH", "TỜ TRINH", OUR_PROPOSAL), "Tên loại văn bản", "II.5", '"TỜ TRINH"'),
]  # fmt: skip


def wrong(
    old: str,
    new: str,
    text: str = DECISION + ANNEX,
    options: DrawingOptions = DrawingOptions(letters="defaults"),  # noqa: B008 -- frozen
) -> bytes:
    """A paper of another office with other words."""
    assert old in text
    return drawn(text.replace(old, new, 1), options)


def looking(mark: str, text: str = DECISION + ANNEX, **changes: float | bool | str) -> bytes:
    """A paper of another office, with another look of one mark."""
    return drawn(text, DrawingOptions(letters="styles").looking(mark, **changes))


def made(**changes: object) -> bytes:
    """The decision of another office, drawn with other options."""
    return drawn(DECISION + ANNEX, replace(DrawingOptions(letters="theme"), **changes))  # type: ignore[arg-type]


TABS, BOXES = (
    DrawingOptions(head="tabs", signing="tabs", letters="defaults"),
    DrawingOptions(head="boxes", letters="defaults"),
)
FRAMES = DrawingOptions(head="frames", letters="defaults")
LONG = NOTICE.replace(". a) ", ". Các cơ quan, đơn vị thực hiện nghiêm túc nội dung nêu trên.\n" * 30 + ". a) ")
NAMES = "< UBND TỈNH YÊN BÁI\n"
THEIRS_WRONG: list[PlantedFault] = [
    ("letter paper", made(size=(12240, 16838)), "Khổ giấy", "I.1", ALL),
    ("top margin", made(margins=(850, 1134, 1134, 1701)), "Định lề", "I.3", ALL),
    ("left margin", made(margins=(1134, 1134, 1134, 1417)), "Định lề", "I.3", ALL),
    ("on its side", drawn(DECISION, DrawingOptions(size=(16838, 11906))), "Kiểu trình bày", "I.2", ALL),
    ("another font by the theme", made(theme="Arial"), "Phông chữ", "I.4", "cột 1"),
    ("blue text", looking("i", more='<w:color w:val="0000FF"/>'), "Màu chữ", "I.4", 'Đoạn 4, "Căn cứ'),
    ("shaded text", looking("i", more='<w:shd w:val="clear" w:fill="FFFF00"/>'), "Nền chữ", "-", 'Đoạn 4, "Căn cứ'),
    ("underlined text", looking(":", more='<w:u w:val="single"/>'), "Gạch chân", "IV", 'Đoạn 7, "QUYẾT ĐỊNH:'),
    ("a hidden sign", wrong("Chánh Văn phòng, Trưởng", "Chánh Văn\u200b phòng, Trưởng"), "Mã chữ", "-", '"Điều 3.'),
    ("page number too small", made(page_look=Look(11)), "Số trang", "I.7", ALL),
    ("no page number", drawn(LONG, DrawingOptions(page_number="")), "Số trang", "I.7", ALL),
    ("page number in bold", made(page_look=Look(13, bold=True)), "Số trang", "I.7", ALL),
    ("page number at the left", made(page_look=Look(13, align="left")), "Số trang", "I.7", ALL),
    ("Roman page number", made(page_number="PAGE \\* roman"), "Số trang", "I.7", ALL),
    ("page number on page 1", made(first_page=False), "Số trang", "I.7", ALL),
    ("annex numbered on", wrong("== annex", "== "), "Số trang phụ lục", "III.1", "Phần 2"),
    ("a language at no letter", made(language="none"), "Ngôn ngữ", "-", ALL),
    ("nation misspelt, boxes", drawn(DECISION, replace(BOXES, nation="CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM")), "Quốc hiệu", "II.1", "Khung chữ 2"),
    ("nation misspelt, frames", drawn(DECISION, replace(FRAMES, nation="CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM")), "Quốc hiệu", "II.1", "Đoạn 4"),
    ("nation misspelt, tabs", drawn(DECISION, replace(TABS, nation="CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM")), "Quốc hiệu", "II.1", "Đoạn 1"),
    ("nation too large, boxes", drawn(DECISION, BOXES.looking("N", size=14)), "Quốc hiệu", "II.1", "Khung chữ 2"),
    ("motto in capitals", made(motto="ĐỘC LẬP - TỰ DO - HẠNH PHÚC"), "Tiêu ngữ", "II.1", "cột 2"),
    ("motto not bold, tabs", drawn(DECISION, TABS.looking("M", bold=False)), "Tiêu ngữ", "II.1", "Đoạn 2"),
    ("no line under the motto", made(shares=(0.42, 0, 0.4)), "Tiêu ngữ, đường kẻ", "II.1", "cột 2"),
    ("line of the motto short, VML", drawn(DECISION, DrawingOptions(line="vml", shares=(0.42, 0.7, 0.4))), "Tiêu ngữ, đường kẻ", "II.1", "cột 2"),
    ("line of the motto short, cell", drawn(DECISION, DrawingOptions(line="cell", shares=(0.42, 0.7, 0.4))), "Tiêu ngữ, đường kẻ", "II.1", "cột 2"),
    ("line of the motto long, tabs", drawn(DECISION, replace(TABS, shares=(0.42, 1.3, 0.4))), "Tiêu ngữ, đường kẻ", "II.1", "Đoạn 2"),
    ("parent bold", looking("<", bold=True), "Cơ quan chủ quản", "II.2", '"UBND TỈNH YÊN BÁI"'),
    ("parent italic, boxes", drawn(DECISION, BOXES.looking("<", italic=True)), "Cơ quan chủ quản", "II.2", "Khung chữ 1"),
    ("parent missing", wrong(NAMES, ""), "Cơ quan chủ quản", "II.2", NOT_THERE),
    ("issuer not bold", looking("<<", bold=False), "Cơ quan ban hành", "II.2", '"SỞ NỘI VỤ"'),
    ("issuer too large, tabs", drawn(DECISION, TABS.looking("<<", size=14)), "Cơ quan ban hành", "II.2", "Đoạn 2"),
    ("no line under the issuer", made(shares=(0, 1, 0.4)), "Cơ quan ban hành, đường kẻ", "II.2", '"SỞ NỘI VỤ"'),
    ("line of the issuer as long as it, boxes", drawn(DECISION, replace(BOXES, shares=(1, 1, 0.4))), "Cơ quan ban hành, đường kẻ", "II.2", "Khung chữ 1"),
    ("number with spaces", wrong("125/QĐ-SNV", "125 / QĐ-SNV"), "Số, ký hiệu", "II.3", "cột 1"),
    ("number missing", wrong("# Số: 125/QĐ-SNV\n", ""), "Số, ký hiệu", "II.3", NOT_THERE),
    ("number missing, boxes", wrong("# Số: 125/QĐ-SNV\n", "", options=BOXES), "Số, ký hiệu", "II.3", NOT_THERE),
    ("number italic, tabs", drawn(DECISION, TABS.looking("#", italic=True)), "Số, ký hiệu", "II.3", "Đoạn 3"),
    ("symbol of another kind", wrong("125/QĐ-SNV", "125/KH-SNV"), "Số, ký hiệu", "II.3", "cột 1"),
    ("date upright", looking("@", italic=False), "Địa danh và thời gian", "II.4", "cột 2"),
    ("date without a place, tabs", wrong("@ Yên Bái, ngày", "@ ngày", options=TABS), "Địa danh và thời gian", "II.4", "Đoạn 3"),
    ("day not padded", wrong("ngày_15 tháng 4 năm 2021\n!", "ngày_5 tháng 4 năm 2021\n!"), "Địa danh và thời gian", "II.4", "cột 2"),
    ("month 13, boxes", wrong("tháng 4 năm 2021\n!", "tháng 13 năm 2021\n!", options=BOXES), "Địa danh và thời gian", "II.4", "Khung chữ 2"),
    ("date missing", wrong("@ Yên Bái, ngày_15 tháng 4 năm 2021\n", ""), "Địa danh và thời gian", "II.4", NOT_THERE),
    ("title too large", looking("!", size=16), "Tên loại văn bản", "II.5", 'Đoạn 1, "QUYẾT ĐỊNH"'),
    ("title missing", wrong("! QUYẾT ĐỊNH\n", ""), "Tên loại văn bản", "II.5", NOT_THERE),
    ("title missing, tabs", wrong("! THÔNG BÁO\n", "", NOTICE, TABS), "Tên loại văn bản", "II.5", NOT_THERE),
    ("subject in capitals", wrong("Về việc ban hành Quy chế làm việc của Sở Nội vụ", "VỀ VIỆC BAN HÀNH QUY CHẾ LÀM VIỆC"), "Trích yếu", "II.5", "Đoạn 2"),
    ("subject italic", looking("~", italic=True), "Trích yếu", "II.5", "Đoạn 2"),
    ("subject missing", wrong("~ Về việc ban hành Quy chế làm việc của Sở Nội vụ\n", ""), "Trích yếu", "II.5", NOT_THERE),
    ("line of the subject too short", made(shares=(0.42, 1, 0.2)), "Trích yếu, đường kẻ", "II.5", "Đoạn 2"),
    ("authority in small letters", wrong("^ GIÁM ĐỐC SỞ NỘI VỤ TỈNH YÊN BÁI", "^ Giám đốc Sở Nội vụ tỉnh Yên Bái"), "Thẩm quyền ban hành", "II.6", "Đoạn 3"),
    ("authority missing", wrong("^ GIÁM ĐỐC SỞ NỘI VỤ TỈNH YÊN BÁI\n", ""), "Thẩm quyền ban hành", "II.6", NOT_THERE),
    ("bases bold", looking("i", bold=True), "Căn cứ ban hành", "II.6", 'Đoạn 4, "Căn cứ'),
    ("a base ends with a comma", wrong("năm 2015;", "năm 2015,"), "Căn cứ ban hành", "II.6", 'Đoạn 4, "Căn cứ'),
    ("order without its colon", wrong(": QUYẾT ĐỊNH:", ": QUYẾT ĐỊNH"), "Lệnh văn", "II.6", 'Đoạn 7, "QUYẾT ĐỊNH"'),
    ("order missing", wrong(": QUYẾT ĐỊNH:\n", ""), "Lệnh văn", "II.6", NOT_THERE),
    ("body too large", looking(".", size=15), "Nội dung, cỡ chữ", "II.6", '"Điều 1.'),
    ("body centred", looking(".", align="center"), "Nội dung, canh lề", "II.6", '"Điều 1.'),
    ("body without indent", looking(".", NOTICE, first=0), "Nội dung, thụt dòng", "II.6", "Đoạn 3"),
    ("body moved to the right", looking(".", left=10), "Nội dung, thụt dòng", "II.6", '"Điều 1.'),
    ("body too dense", looking(".", after=3), "Nội dung, khoảng cách đoạn", "II.6", '"Điều 1.'),
    ("lines of 8 points", looking(".", line='w:line="160" w:lineRule="exact"'), "Nội dung, khoảng cách dòng", "II.6", '"Điều 1.'),
    ("two lines apart", looking(".", line='w:line="480" w:lineRule="auto"'), "Nội dung, khoảng cách dòng", "II.6", '"Điều 1.'),
    ("body italic", looking(".", NOTICE, italic=True), "Nội dung, kiểu chữ", "II.6", "Đoạn 3"),
    ("articles twice the same", wrong("Điều_2.", "Điều_1."), "Điều", "II.6", '"Điều 1.'),
    ("article in capitals", wrong("Điều_2. Quyết", "ĐIỀU_2. Quyết"), "Điều", "II.6", '"ĐIỀU 2.'),
    ("no closing mark in a plan", wrong("Kế hoạch này./.", "Kế hoạch này.", PLAN), "Kết thúc nội dung", "II.6", "Đoạn 7"),
    ("closing mark with blanks", wrong("Quyết định này./.", "Quyết định này. /.", DECISION), "Kết thúc nội dung", "II.6", '"Điều 3.'),
    ("closing mark twice in a notice", wrong("về Phòng Nội vụ.", "về Phòng Nội vụ./.", NOTICE), "Kết thúc nội dung", "II.6", "Đoạn 6"),
    ("a tag left over", wrong("Theo dõi", "{{ viec }}"), "Chữ sót", "-", "Bảng 1, hàng 2, cột 3"),
    ("an empty label", wrong(". 2. Rà soát", ". Ghi chú:\n. Rà soát", LETTER), "Mục để trống", "-", '"Ghi chú:"'),
    ("ordinary spaces", wrong("ngày_15 tháng 4 năm 2021\n!", "ngày 15 tháng 4 năm 2021\n!"), "Dấu cách", "-", "cột 2"),
    ("position not bold", looking("[", bold=False), "Quyền hạn, chức vụ", "II.7", "cột 2"),
    ("a deputy without KT., tabs", wrong("[ GIÁM ĐỐC", "[ PHÓ GIÁM ĐỐC", DECISION, TABS), "Quyền hạn, chức vụ", "II.7", '"PHÓ GIÁM ĐỐC"'),
    ("a deputy minister without KT.", wrong("[ GIÁM ĐỐC", "[ THỨ TRƯỞNG"), "Quyền hạn, chức vụ", "II.7", "cột 2"),
    ("KT. of a chairman without his deputy", wrong("[ PHÓ CHỦ TỊCH\n", "", PLAN), "Quyền hạn, chức vụ", "II.7", "cột 2"),
    ("nobody signs", wrong("[ GIÁM ĐỐC\n] Nguyễn Văn Thử\n", "", DECISION), "Quyền hạn, chức vụ", "II.7", NOT_THERE),
    ("name in capitals, tabs", wrong("Nguyễn Văn Thử", "NGUYỄN VĂN THỬ", DECISION, TABS), "Họ tên người ký", "II.7", '"NGUYỄN VĂN THỬ"'),
    ("a degree before the name", wrong("] Nguyễn Văn Thử", "] ThS. Nguyễn Văn Thử"), "Họ tên người ký", "II.7", "cột 2"),
    ("name too small", looking("]", size=12), "Họ tên người ký", "II.7", "cột 2"),
    ("signature may stand alone", made(keep=False), "Chỗ ký", "-", '"Điều 3.'),
    ("nobody receives", wrong("n Nơi nhận:\n- Như Điều 3;\n- UBND tỉnh (b/c);\n- Lưu: VT, VP.\n", ""), "Nơi nhận", "II.9", NOT_THERE),
    ("the word for recipients missing", wrong("n Nơi nhận:\n", ""), "Nơi nhận", "II.9", NOT_THERE),
    ("recipients too large, tabs", drawn(DECISION, TABS.looking("n", size=13)), "Nơi nhận", "II.9", '"Nơi nhận:"'),
    ("no list of recipients", wrong("- Như trên;\n- Bộ trưởng (để b/c);\n- Lưu: VT, NVĐP.\n", "", LETTER), "Danh sách nơi nhận", "II.9", NOT_THERE),
    ("list italic", looking("-", italic=True), "Danh sách nơi nhận", "II.9", "cột 1"),
    ("archive not last, tabs", wrong("- UBND tỉnh (b/c);\n- Lưu: VT, VP.", "- Lưu: VT, VP;\n- UBND tỉnh (b/c).", DECISION, TABS), "Danh sách nơi nhận", "II.9", MANY),
    ("another executing article", wrong("- Như Điều 3;", "- Như Điều 2;"), "Danh sách nơi nhận", "II.9", "cột 1"),
    ("annex too small", looking("A", size=13), "Phụ lục", "III.1", '"Phụ lục"'),
    ("two annexes alike", wrong("", "", DECISION + ANNEX + ANNEX.replace("Phụ lục", "Phụ lục II")), "Phụ lục", "III.1", '"Phụ lục"'),
    ("annex missing its word", wrong("A Phụ lục\n", ""), "Phụ lục", "III.1", NOT_THERE),
    ("annex title in small letters", wrong("T DANH SÁCH CÁC ĐƠN VỊ THỰC HIỆN", "T Danh sách các đơn vị thực hiện"), "Tên phụ lục", "III.1", '"Danh sách'),
    ("annex reference without brackets", wrong("( (Kèm theo Quyết định số 125/QĐ-SNV ngày_15 tháng 4 năm 2021 của Giám đốc Sở Nội vụ)", "( Kèm theo Quyết định số 125/QĐ-SNV"), "Chỉ dẫn kèm theo", "III.1", '"Kèm theo'),
    ("annex reference upright", looking("(", italic=False), "Chỉ dẫn kèm theo", "III.1", '"(Kèm theo'),
    ("heading row once only", made(repeat=False), "Bảng", "-", "Bảng 1 («STT | Đơn vị"),
    ("rows may split", made(whole_rows=False), "Bảng", "-", "Bảng 1 («STT | Đơn vị"),
    ("a letter's subject too large", looking("V", LETTER, size=14), "Trích yếu công văn", "II.5", "cột 1"),
    ("a letter's subject in full, tabs", wrong("V V/v triển khai", "V Về việc triển khai", LETTER, TABS), "Trích yếu công văn", "II.5", MANY),
    ("a letter without a subject", wrong("V V/v triển khai Nghị định số 30/2020/NĐ-CP\n", "", LETTER), "Trích yếu công văn", "II.5", NOT_THERE),
    ("a letter with CV in its symbol", wrong("512/VTLTNN-NVĐP", "512/CV-VTLTNN", LETTER), "Số, ký hiệu", "II.3", "cột 1"),
    ("a letter to nobody", wrong("> Kính gửi: Sở Nội vụ các tỉnh, thành phố trực thuộc Trung ương.\n", "", LETTER), "Kính gửi", "II.9", NOT_THERE),
    ("a letter's addressee italic", looking(">", LETTER, italic=True), "Kính gửi", "II.9", "Đoạn 1"),
    ("a proposal's addressee without a colon", wrong("> Kính gửi: Ủy", "> Kính gửi Ủy", PROPOSAL), "Kính gửi", "II.9", MANY),
    ("a citation without its day", wrong("107/2020/NĐ-CP ngày_14 tháng 9 năm 2020 của", "107/2020/NĐ-CP của"), "Viện dẫn", "II.6", '"Căn cứ Nghị định'),
    ("a citation without its issuer", wrong("2020 của Chính phủ về công", "2020 về công", LETTER), "Viện dẫn", "II.6", '"Thực hiện'),
    ("a citation without number and day", wrong("Nghị định số 30/2020/NĐ-CP ngày_05 tháng 3 năm 2020 của Chính phủ về", "Kế hoạch công tác văn thư của Chính phủ về", LETTER), "Viện dẫn", "II.6", '"Thực hiện'),
    ("no basis for the power to decide", wrong("Luật Tổ chức chính quyền địa phương", "Luật Cán bộ, công chức"), "Căn cứ thẩm quyền", "II.6", '"Căn cứ Luật'),
    ("a quarter in capitals", wrong("công tác năm 2020 như sau:", "công tác Quý IV năm 2020 như sau:", REPORT), "Chữ «quý»", "-", "Đoạn 3"),
    ("a full stop for a colon", wrong("thông báo như sau:", "thông báo như sau.", NOTICE), "Dấu hai chấm", "-", "Đoạn 3"),
    ("a letter's subject without a verb", wrong("V V/v triển khai", "V V/v kế hoạch", LETTER), "Trích yếu công văn", "-", "cột 1"),
    ("a submission headed by another body", wrong("[ Q. GIÁM ĐỐC", "[ TRƯỞNG PHÒNG", PROPOSAL), "Cơ quan trình và người ký", "II.7", "cột 2"),
    ("minutes nobody receives", wrong("n Nơi nhận:\n- Như thành phần;\n- Lưu: VT, hồ sơ.\n", "", MINUTES), "Nơi nhận", "II.9", NOT_THERE),
]  # fmt: skip
WRONG = [(f"ours: {row[0]}", *row[1:]) for row in OURS_WRONG] + [
    (f"theirs: {row[0]}", *row[1:]) for row in THEIRS_WRONG
]


@pytest.mark.parametrize(
    ("docx", "component", "clause", "where"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG]
)
def test_a_planted_fault_is_the_only_finding_at_its_position_with_its_clause(
    docx: bytes, component: str, clause: str, where: str
) -> None:
    found = faults(docx)
    assert [point.component for point in found] == [component]
    assert found[0].clause.startswith(PLACES[clause])
    assert where in found[0].place
    assert found[0].found
    assert found[0].prescribed


@pytest.mark.parametrize("papers", [OURS_WRONG, THEIRS_WRONG], ids=["ours", "theirs"])
def test_every_point_that_is_asked_has_a_planted_fault(papers: list[PlantedFault]) -> None:
    asked = {point.component for docx in (OURS, OUR_LETTER, OUR_PROPOSAL) for point in inspect(docx)}
    of_drafts = {component for component, _ in OF_DRAFTS} if papers is OURS_WRONG else set()
    broken = {component for _, _, component, _, _ in papers}
    assert asked - {"Loại văn bản"} - of_drafts <= broken <= asked


COMPONENTS = {
    "<": "Cơ quan chủ quản", "<<": "Cơ quan ban hành", "N": "Quốc hiệu", "M": "Tiêu ngữ", "#": "Số, ký hiệu", "@": "Địa danh và thời gian",
    "V": "Trích yếu công văn", "!": "Tên loại văn bản", "~": "Trích yếu", "^": "Thẩm quyền ban hành", ":": "Lệnh văn", "i": "Căn cứ ban hành",
    "n": "Nơi nhận", "-": "Danh sách nơi nhận", "[": "Quyền hạn, chức vụ", "]": "Họ tên người ký", "A": "Phụ lục", "T": "Tên phụ lục",
    "(": "Chỉ dẫn kèm theo",
}  # fmt: skip
WAYS = {
    "table": DrawingOptions(letters="styles"),
    "one row": DrawingOptions(head="one row", letters="theme"),
    "row a line": DrawingOptions(head="row a line", letters="defaults"),
    "tabs": TABS,
    "boxes": replace(BOXES, letters="styles"),
    "frames": replace(FRAMES, letters="theme"),
    "lines of cells": DrawingOptions(line="cell", letters="styles"),
    "VML": DrawingOptions(line="vml", letters="defaults"),
}


@pytest.mark.parametrize("options", WAYS.values(), ids=WAYS)
def test_a_wrong_look_is_the_only_finding_however_the_paper_is_drawn(options: DrawingOptions) -> None:
    found = {}
    for mark, component in COMPONENTS.items():
        text = LETTER if mark == "V" else DECISION + ANNEX
        look = LOOKS[mark]
        for changes in ({"size": 16}, {"bold": not look.bold}, {"italic": not look.italic}):
            components = [point.component for point in faults(drawn(text, options.looking(mark, **changes)))]
            if components != [component]:
                found[mark, *changes] = components
    assert found == {}


def test_a_planted_fault_is_found_when_another_program_has_saved_the_paper() -> None:
    back = converted({f"{number}.docx": row[1] for number, row in enumerate(THEIRS_WRONG)}, "docx")
    found = {row[0]: {point.component for point in faults(back[str(n)])} for n, row in enumerate(THEIRS_WRONG)}
    assert {name: found[name] for name, _, component, _, _ in THEIRS_WRONG if component not in found[name]} == {}

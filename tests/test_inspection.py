"""The check against Nghị định 30: every paper of ours passes, and every planted fault is found at its component."""

import re
import zipfile
from io import BytesIO

import pytest

from pipeline.dates import Quarter
from pipeline.docx_reading import NotADocument
from pipeline.inspection import faults, inspect
from pipeline.packing import pack
from pipeline.run import Outcome
from tests.builder import document, good, run
from tests.programs import converted
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
DECISION, LETTER = document(SAMPLE, "quyet-dinh"), document(SAMPLE, "cong-van")
DOCUMENT, STYLES, HEADER = "word/document.xml", "word/styles.xml", "word/header1.xml"


def planted(part: str, old: str, new: str, times: int = -1, of: bytes = DECISION) -> bytes:
    """The decision, or another paper, with one thing changed; the change must be possible."""
    with zipfile.ZipFile(BytesIO(of)) as package:
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


def with_longer_line(which: int) -> bytes:
    """The decision with its n-th drawn line twice as long."""
    with zipfile.ZipFile(BytesIO(DECISION)) as package:
        text = package.read(DOCUMENT).decode()
    extent = re.findall(r'<wp:extent cx="\d+"', text)[which - 1]
    longer = re.sub(r"\d+", lambda found: str(int(found[0]) * 2), extent)
    return planted(DOCUMENT, extent, longer, 1)


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
    ("annex title not bold", restyled("TenPhuLuc", "<w:b/>", ""), "Tên phụ lục"),
    ("line under the subject too long", with_longer_line(3), "Trích yếu, đường kẻ"),
    ("a letter's subject in bold", planted(DOCUMENT, "<w:t xml:space=\"preserve\">V/v", "<w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">V/v", of=LETTER), "Trích yếu công văn"),
    ("a letter to nobody", planted(DOCUMENT, "Kính gửi: ", "Gửi ", of=LETTER), "Kính gửi"),
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


# --- the same decision with its letterhead drawn by hand -----------------------------------------------------------


def by_hand(letterhead: str) -> bytes:
    """The decision with its first table, the letterhead, replaced by something drawn another way."""
    with zipfile.ZipFile(BytesIO(DECISION)) as package:
        text = package.read(DOCUMENT).decode()
    table = text[text.index("<w:tbl>") : text.index("</w:tbl>") + len("</w:tbl>")]
    return planted(DOCUMENT, table, letterhead)


def hand_run(text: str, size: int, bold: bool = False, italic: bool = False) -> str:
    marks = f"{'<w:b/>' if bold else ''}{'<w:i/>' if italic else ''}"
    parts = [f'<w:t xml:space="preserve">{part}</w:t>' if part else "" for part in text.split("\t")]
    return f'<w:r><w:rPr>{marks}<w:sz w:val="{size * 2}"/></w:rPr>{"<w:tab/>".join(parts)}</w:r>'


def hand_line(at: float, length: float, number: int) -> str:
    emu = [round(value * 36_000) for value in (at, length)]
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">'
        f'<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column"><wp:posOffset>{emu[0]}</wp:posOffset></wp:positionH><wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{emu[1]}" cy="0"/><wp:wrapNone/><wp:docPr id="{number}" name="Line {number}"/><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvCnPr/>'
        f'<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{emu[1]}" cy="0"/></a:xfrm><a:prstGeom prst="line"><a:avLst/></a:prstGeom><a:ln w="9525"/></wps:spPr><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice></mc:AlternateContent></w:r>'
    )


def tabbed(nation_size: int = 12, short: float = 13, tab: str = "center") -> str:
    stops = f'<w:tabs><w:tab w:val="{tab}" w:pos="1800"/><w:tab w:val="{tab}" w:pos="6500"/></w:tabs>'

    def line(*runs: str) -> str:
        return f'<w:p><w:pPr><w:pStyle w:val="Normal"/>{stops}</w:pPr>{"".join(runs)}</w:p>'

    return "".join(
        [
            line(hand_run("\tUBND TỈNH LÀO CAI", 12), hand_run("\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", nation_size, bold=True)),
            line(hand_run("\tVĂN PHÒNG", 12, bold=True), hand_run("\tĐộc lập - Tự do - Hạnh phúc", 13, bold=True)),
            f"<w:p>{hand_line(25, short, 901)}{hand_line(95, 58.5, 902)}</w:p>",
            line(hand_run("\tSố:\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0/QĐ-VPUBND", 13), hand_run("\tLào Cai, ngày\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0tháng 3 năm 2020", 13, italic=True)),
        ]
    )  # fmt: skip


def boxed(agency_bold: bool = False) -> str:
    def box(at: float, width: float, number: int, *paragraphs: str) -> str:
        emu = [round(value * 36_000) for value in (at, width)]
        inside = "".join(f'<w:p><w:pPr><w:jc w:val="center"/></w:pPr>{p}</w:p>' for p in paragraphs)
        return (
            f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">'
            f'<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column"><wp:posOffset>{emu[0]}</wp:posOffset></wp:positionH><wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>'
            f'<wp:extent cx="{emu[1]}" cy="900000"/><wp:wrapNone/><wp:docPr id="{number}" name="Box {number}"/><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/>'
            f'<wps:spPr><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr><wps:txbx><w:txbxContent>{inside}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice></mc:AlternateContent></w:r>'
        )

    left = box(
        0,
        70,
        911,
        hand_run("UBND TỈNH LÀO CAI", 12, bold=agency_bold),
        hand_run("VĂN PHÒNG", 12, bold=True),
        hand_line(28, 11, 912),
        hand_run("Số:\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0/QĐ-VPUBND", 13),
    )
    right = box(
        74,
        92,
        913,
        hand_run("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, bold=True),
        hand_run("Độc lập - Tự do - Hạnh phúc", 13, bold=True),
        hand_line(16, 58.5, 914),
        hand_run("Lào Cai, ngày\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0tháng 3 năm 2020", 13, italic=True),
    )
    return f"<w:p>{left}{right}</w:p>"


@pytest.mark.parametrize("drawn", [tabbed(), boxed()], ids=["tabs", "text boxes"])
def test_a_letterhead_drawn_by_hand_is_recognised(drawn: str) -> None:
    assert faults(by_hand(drawn)) == ()


@pytest.mark.parametrize(
    ("drawn", "component"),
    [
        (tabbed(nation_size=15), "Quốc hiệu"),
        (tabbed(short=30), "Cơ quan ban hành, đường kẻ"),
        (boxed(agency_bold=True), "Cơ quan chủ quản"),
    ],
)
def test_a_fault_in_a_letterhead_drawn_by_hand_is_found(drawn: str, component: str) -> None:
    assert [point.component for point in faults(by_hand(drawn))] == [component]


def test_a_letterhead_that_is_not_centred_is_told() -> None:
    told = {point.component for point in faults(by_hand(tabbed(tab="left")))}
    assert {"Quốc hiệu", "Tiêu ngữ", "Cơ quan chủ quản"} <= told


def test_every_point_that_is_asked_has_a_planted_fault() -> None:
    asked = {point.component for content in MADE.values() for point in inspect(content)}
    assert asked <= {component for _, _, component in PLANTED}


def signed_by_hand(position_bold: bool = True, last: str = "- Lưu: VT, TCHC.") -> bytes:
    """The decision with recipients and signature on tabbed lines instead of in a table."""
    with zipfile.ZipFile(BytesIO(DECISION)) as package:
        text = package.read(DOCUMENT).decode()
    start = text.rindex("<w:tbl>", 0, text.index("Nơi nhận:"))
    table = text[start : text.index("</w:tbl>", start) + len("</w:tbl>")]
    stops = '<w:tabs><w:tab w:val="center" w:pos="7000"/></w:tabs>'

    def line(left: str, right: str = "", size: int = 11) -> str:
        signed = hand_run(f"\t{right}", 13, bold=position_bold) if right else ""
        return f'<w:p><w:pPr><w:pStyle w:val="Normal"/>{stops}</w:pPr>{hand_run(left, size)}{signed}</w:p>'

    heading = f'<w:p><w:pPr><w:pStyle w:val="Normal"/>{stops}</w:pPr>{hand_run("Nơi nhận:", 12, bold=True, italic=True)}{hand_run(chr(9) + "CHÁNH VĂN PHÒNG", 13, bold=position_bold)}</w:p>'
    listed = [line("- Như Điều 3;"), line("- Lãnh đạo VP;"), line(last)]
    name = f'<w:p><w:pPr><w:pStyle w:val="Normal"/>{stops}</w:pPr>{hand_run(chr(9) + "Hoàng Chí Hiến", 14, bold=True)}</w:p>'
    return planted(DOCUMENT, table, "".join([heading, *listed, name]))


def test_a_signature_drawn_by_hand_is_recognised_and_its_faults_found() -> None:
    assert faults(signed_by_hand()) == ()
    assert len(inspect(signed_by_hand())) > 40
    assert [point.component for point in faults(signed_by_hand(position_bold=False))] == ["Quyền hạn, chức vụ"]
    assert [point.component for point in faults(signed_by_hand(last="- Lưu: VT, TCHC"))] == ["Danh sách nơi nhận"]


LOST = {"Ngôn ngữ", "Số trang"}
LOST_IN_RTF = "dòng tiêu đề lặp lại ở mỗi trang"


@pytest.mark.parametrize("by_way_of", ["odt", "rtf"])
def test_papers_saved_by_another_program_raise_no_false_alarm(by_way_of: str) -> None:
    """Converted to another format and back by LibreOffice: other markup, the same page.

    What LibreOffice truly loses is no false alarm: the language, the header of a section that ends on its first page, and
    in RTF, of which it writes no word, that the heading row of a table repeats.
    """
    some = {
        file.path.replace("/", "-"): file.content
        for file in SAMPLE.papers
        if file.kind not in ("giay-khen", "trich-ngang")
    }
    there = converted(some, by_way_of)
    back = converted({f"{stem}.{by_way_of}": content for stem, content in there.items()}, "docx")
    alarms = {
        stem: [
            (p.component, p.found)
            for p in faults(content)
            if p.component not in LOST and not (by_way_of == "rtf" and p.prescribed == LOST_IN_RTF)
        ]
        for stem, content in back.items()
    }
    assert {stem: told for stem, told in alarms.items() if told} == {}

"""Tests that all our papers and well-formed papers of other offices pass the check against Nghị định 30/2020/NĐ-CP."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO

import pytest

from pipeline.inspection.inspect import CHECKS, inspect
from pipeline.inspection.paper_kinds import KINDS, kind_marked, kind_titled
from pipeline.inspection.points import Point
from pipeline.opc.kinds import Unreadable
from pipeline.opc.pack import pack
from tests.builder import document, good, run
from tests.checking.test_office import DEPUTY, office_with
from tests.foreign import LEFT, MOTTO, drawn, emu
from tests.foreign_papers import DECISION as THEIR_DECISION
from tests.foreign_papers import LETTER as THEIR_LETTER
from tests.foreign_papers import LIST, PAPERS
from tests.formed import ill_formed
from tests.graded import faults
from tests.planted import DECISION, DOCUMENT, LETTER, SAMPLE, planted
from tests.programs import converted
from tests.samples.made import NUMBERS, sample


def made(part: str) -> Mapping[str, bytes]:
    """Papers of a quarter of the sample year, or of one nominee: one, or one in an office whose deputy signs."""
    if part in map(str, NUMBERS):
        return {file.path: file.content for file in sample(int(part)).papers}
    return {
        "một người": document(run({"a.xlsx": good()}), "quyet-dinh"),
        "cấp phó ký": document(run({"a.xlsx": good()}, office=office_with("Người ký", DEPUTY)), "quyet-dinh"),
    }


@pytest.mark.parametrize("part", [*map(str, NUMBERS), "một người"])
def test_every_paper_of_ours_passes_every_point(part: str) -> None:
    for name, content in made(part).items():
        assert ill_formed(content) == (), name
        fewest = 8 if "giay-khen" in name else 20 if "bai-gioi-thieu" in name else 25  # neither has a letterhead
        assert len(inspect(content)) > fewest, name


def test_the_certificates_are_known_as_words_printed_onto_a_form() -> None:
    """The preprinted certificate already has quốc hiệu, tiêu ngữ and title, so these words are no administrative paper."""
    first = inspect(document(SAMPLE, "giay-khen"))[0]
    assert (first.component, first.ok) == ("Loại văn bản", True)
    assert "không phải văn bản hành chính" in first.prescribed
    in_arial = planted(
        "word/styles.xml", 'w:ascii="Times New Roman"', 'w:ascii="Arial"', of=document(SAMPLE, "giay-khen")
    )
    assert [point.component for point in faults(in_arial)] == ["Phông chữ"]


def test_a_paper_without_any_component_is_no_certificate() -> None:
    bare = drawn(". Nội dung của một văn bản không có thành phần thể thức nào.")
    assert inspect(bare)[0].found == "danh sách, biểu mẫu"


def test_each_kind_of_paper_is_checked_for_its_own_components() -> None:
    def asked(docx: bytes) -> set[str]:
        return {point.component.split(",")[0] for point in inspect(docx)}

    assert asked(DECISION) >= {
        "Khổ giấy", "Kiểu trình bày", "Định lề", "Số trang", "Số trang phụ lục", "Phông chữ", "Màu chữ", "Quốc hiệu", "Tiêu ngữ", "Cơ quan chủ quản",
        "Cơ quan ban hành", "Số", "Địa danh và thời gian", "Tên loại văn bản", "Trích yếu", "Thẩm quyền ban hành", "Căn cứ ban hành", "Lệnh văn",
        "Nội dung", "Điều", "Kết thúc nội dung", "Quyền hạn", "Họ tên người ký", "Chỗ ký", "Nơi nhận", "Danh sách nơi nhận", "Phụ lục", "Tên phụ lục",
        "Chỉ dẫn kèm theo", "Bảng",
    }  # fmt: skip
    assert {"Trích yếu công văn", "Kính gửi"} <= asked(LETTER)
    assert "Tên loại văn bản" not in asked(LETTER)
    assert "Căn cứ ban hành" not in asked(document(SAMPLE, "to-trinh"))
    assert not {"Số", "Nơi nhận", "Kết thúc nội dung"} & asked(drawn(LIST))


def test_a_kind_of_paper_is_known_by_its_title_and_by_its_symbol() -> None:
    for kind in KINDS:
        assert kind_titled(kind.title.capitalize()) == kind
        assert kind_marked(f"Số: 05/{kind.symbol}-VP") == kind
    assert [inspect(docx)[0].found for docx in (DECISION, LETTER, drawn(LIST))] == [
        "quyết định",
        "công văn",
        "danh sách, biểu mẫu",
    ]
    assert kind_titled("PHIẾU BẦU") is None
    assert kind_marked("Số: 05/VPUBND-TCHC") is None


def test_each_point_says_where_it_is_prescribed_or_that_it_is_good_practice() -> None:
    papers = [*made("1").values(), *made("2").values()]
    clauses = {point.clause for docx in papers for point in inspect(docx)}
    known_clause = r"Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục (?:I, khoản [1-7]|II, khoản [1-9]|III, khoản 1|IV, .+)|Nghị định 30/2020/NĐ-CP, Điều 7"
    assert [
        clause
        for clause in clauses
        if not re.fullmatch(f"{known_clause}|không thuộc Nghị định 30/2020/NĐ-CP(?:; nên làm .+)?", clause)
    ] == []
    assert len(clauses) > 20
    assert len(CHECKS) == len(set(CHECKS))


def test_what_is_no_word_file_is_refused() -> None:
    for content in (b"", b"PK", pack({"a": b"b"})):
        with pytest.raises(Unreadable):
            inspect(content)


# --- the same decision with its letterhead drawn by hand -----------------------------------------------------------


def by_hand(letterhead: str) -> bytes:
    """The decision with its letterhead, the first table, replaced by other WordprocessingML."""
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


def test_a_letterhead_that_is_not_centred_is_a_fault() -> None:
    components = {point.component for point in faults(by_hand(tabbed(tab="left")))}
    assert {"Quốc hiệu", "Tiêu ngữ", "Cơ quan chủ quản"} <= components


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
    listed = [line("- Như Điều 4;"), line("- Lãnh đạo VP;"), line(last)]
    name = f'<w:p><w:pPr><w:pStyle w:val="Normal"/>{stops}</w:pPr>{hand_run(chr(9) + "Hoàng Chí Hiến", 14, bold=True)}</w:p>'
    return planted(DOCUMENT, table, "".join([heading, *listed, name]))


def test_a_signature_drawn_by_hand_is_recognised_and_its_faults_found() -> None:
    assert faults(signed_by_hand()) == ()
    assert len(inspect(signed_by_hand())) > 40
    assert [point.component for point in faults(signed_by_hand(position_bold=False))] == ["Quyền hạn, chức vụ"]
    assert [point.component for point in faults(signed_by_hand(last="- Lưu: VT, TCHC"))] == ["Danh sách nơi nhận"]


# --- papers of other offices, and what another program makes of papers ----------------------------------------------


def test_well_formed_papers_of_other_offices_raise_no_false_alarm() -> None:
    assert len(PAPERS) >= 24
    alarms = {name: [(p.component, p.found) for p in faults(content)] for name, content in PAPERS.items()}
    assert {name: points for name, points in alarms.items() if points} == {}


def test_no_finding_contains_a_programming_word() -> None:
    points = [p for content in (THEIR_DECISION.replace("Số: ", "Số "), THEIR_LETTER) for p in inspect(drawn(content))]
    assert not [p for p in points if re.search(r"0 đường|0%|\bNone\b|\bNULL\b", p.found)]


Parts = Mapping[str, str]


def sections(parts: Parts) -> list[str]:
    return re.findall(r"<w:sectPr(?: [^>]*)?>.*?</w:sectPr>", parts[DOCUMENT])


def shows_no_number(point: Point, parts: Parts) -> bool:
    """The sections meant have neither their own nor an inherited header with a PAGE field."""
    numbers = [int(number) - 1 for number in re.findall(r"[Pp]hần (\d+)", point.place)] or range(len(sections(parts)))
    return all(not re.search("<w:instrText[^>]*> ?PAGE", header_of(number, parts)) for number in numbers)


def header_of(number: int, parts: Parts) -> str:
    """The part that is the usual header of a section, its own or an earlier one's; "" if there is none."""
    above = "".join(sections(parts)[: number + 1])
    keys = re.findall('<w:headerReference w:type="default" r:id="([^"]+)"', above)
    relations = parts["word/_rels/document.xml.rels"]
    (target,) = re.findall(f'Id="{keys[-1]}"[^>]*? Target="([^"]+)"', relations) if keys else [""]
    return parts[f"word/{target}"] if target else ""


def has_no_first_page_of_its_own(point: Point, parts: Parts) -> bool:
    """The sections meant have no separate header for the first page, so that it shows the number, too."""
    numbers = [int(number) - 1 for number in re.findall(r"[Pp]hần (\d+)", point.place)] or range(len(sections(parts)))
    return "thứ nhất" in point.found and all("titlePg" not in sections(parts)[number] for number in numbers)


def holds_no_line_at_the_right(point: Point, parts: Parts) -> bool:
    """All drawn lines are in the left column, though one was under the motto."""
    shown = re.sub("<mc:Fallback>.*?</mc:Fallback>", "", parts[DOCUMENT], flags=re.DOTALL)
    anchors = [each for each in re.findall("<wp:anchor.*?</wp:anchor>", shown) if 'prst="line"' in each]
    offsets = [tuple(map(int, re.findall(r"<wp:posOffset>(\d+)|cx=\"(\d+)", each)[0][:1])) for each in anchors]
    return len(anchors) == 3 and MOTTO in shown and all(at < emu(LEFT) for (at,) in offsets)


def is_a_field_to_fill_in(point: Point, parts: Parts) -> bool:
    """A content control has become a FILLIN field, whose text has lost its format."""
    return all("FILLIN" in part for name, part in parts.items() if name == DOCUMENT or "/header" in name)


def repeats_no_row(point: Point, parts: Parts) -> bool:
    return "tblHeader" not in parts[DOCUMENT]


def names_no_language(point: Point, parts: Parts) -> bool:
    return not any("vi-VN" in parts[name] for name in (DOCUMENT, "word/styles.xml"))


LOST: Mapping[str, tuple[Callable[[Point, Parts], bool], ...]] = {
    "Số trang": (shows_no_number, has_no_first_page_of_its_own),
    "Ngôn ngữ": (names_no_language,),
    "Bảng": (repeats_no_row,),
    "Tiêu ngữ, đường kẻ": (holds_no_line_at_the_right,),
    "Cơ quan ban hành, đường kẻ": (holds_no_line_at_the_right,),
    "Cơ quan chủ quản": (is_a_field_to_fill_in,),
    "Phông chữ": (is_a_field_to_fill_in,),
}


def alarms_of(content: bytes) -> list[tuple[str, str]]:
    """The faults of a converted paper, without those that come from what the other program lost, seen in its XML."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        parts = {name: package.read(name).decode() for name in package.namelist() if name.endswith((".xml", ".rels"))}
    return [
        (point.component, point.found)
        for point in faults(content)
        if not any(is_lost(point, parts) for is_lost in LOST.get(point.component, ()))
    ]


SOME_OF_OURS = {
    file.path.replace("/", "-"): file.content for file in SAMPLE.papers if file.kind not in ("giay-khen", "trich-ngang")
}
THEIRS = {f"{name}.docx": content for name, content in PAPERS.items()}


@pytest.mark.parametrize(
    ("papers", "by_way_of"),
    [(SOME_OF_OURS, "odt"), (SOME_OF_OURS, "rtf"), (THEIRS, "docx")],
    ids=["ours by odt", "ours by rtf", "theirs again"],
)
def test_papers_saved_by_another_program_raise_no_false_alarm(papers: Mapping[str, bytes], by_way_of: str) -> None:
    """LibreOffice converts the papers to another format and back: other markup, the same pages."""
    back = converted(papers, by_way_of)
    if by_way_of != "docx":
        back = converted({f"{stem}.{by_way_of}": content for stem, content in back.items()}, "docx")
    alarms = {stem: alarms_of(content) for stem, content in back.items()}
    assert {stem: points for stem, points in alarms.items() if points} == {}

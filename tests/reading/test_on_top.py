"""What is crossed out, and what lies over cells or hangs on them, is seen in every kind of file."""

import re
from collections.abc import Mapping
from io import BytesIO
from struct import pack
from typing import Any
from zipfile import ZipFile
from zlib import crc32

import openpyxl
import xlsxwriter
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.formatting import rule
from openpyxl.styles import Color, Font, PatternFill

from pipeline.papers.returned_workbook import returned_workbook
from pipeline.reading.spreadsheet import parse_workbook
from pipeline.values.sheets import PICTURE_IN_CELL, Hidden, OnTop, Sheet, Thing
from schemas.grammar import STRAYS_SHEET
from tests.builder import document, edited, good, label_place, run, saved
from tests.fuzz import package, with_part
from tests.over_cells import picture, with_picture, with_shapes
from tests.programs import needed
from tests.shipped import TERMS
from tests.shown import saved_as

THREAD = (
    '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
    '<threadedComment ref="B2" id="1"><text>Sửa lại</text></threadedComment></ThreadedComments>'
)
TO_THREAD = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.microsoft.com/office/2017/10/relationships/threadedComment" Target="../threadedComments/threadedComment1.xml"/></Relationships>'
)


E1, E3, E5, E6 = {(0, 4): "letters-unseen"}, {(2, 4): "look-by-condition"}, {(4, 4): "letters-unseen"}, {(5, 4): "look-by-condition"}  # fmt: skip
E7 = {(6, 4): "look-by-condition"}
G1, TITLE = {(0, 6): "look-by-condition"}, "Trang A1"
RULES: Any = rule  # has no types
UNSURE = {
    "xlsx": {**E1, **E3, **E5, **E6, **E7, **G1},
    "xls": {**E1, **E3, **E7, **G1},  # LibreOffice does not write bars into it
    "ods": {**E1, **E3, **E6, **E7, **G1},
}


def marked() -> bytes:
    """A workbook with struck cells and a partly struck text, a comment and a text box, white letters and looks by condition."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title, page["G1"] = TITLE, "cả cột gạch khi đúng điều kiện"
    page["A1"], page["A2"], page["A3"] = "Sai", 9, "Đúng"
    page["A1"].font = page["A2"].font = Font(strike=True)
    page["A3"].font = Font(strike=False)
    page["A4"] = CellRichText(
        TextBlock(InlineFont(strike=True), "Nguyễn Văn Sai "), TextBlock(InlineFont(b=True), "Lý A Mẫu")
    )
    page["B2"].comment = Comment("Xem lại", "Người dùng")
    page["B3"] = "cuối"
    for row, letters in enumerate(
        ("trắng", "trắng trên nền đậm", "gạch khi đúng điều kiện", "tô màu khi đúng điều kiện"), 1
    ):
        page.cell(row, 5).value = letters
    page["E1"].font = page["E2"].font = Font(color="FFFFFFFF")
    page["E2"].fill = PatternFill("solid", fgColor="FF1F4E78")
    page.conditional_formatting.add("E3", RULES.FormulaRule(["TRUE"], font=Font(strike=True)))
    page.conditional_formatting.add("E4", RULES.FormulaRule(["TRUE"], font=Font(color="FF9C0006")))
    page.conditional_formatting.add("G1:G1048576", RULES.FormulaRule(["TRUE"], font=Font(strike=True)))
    page["E5"] = CellRichText("Có ", TextBlock(InlineFont(color=Color("FFFFFFFF")), "trắng"))
    page["E7"] = page["E8"] = "chữ trắng khi đúng điều kiện, chữ trắng trên nền đậm"
    page.conditional_formatting.add("E7", RULES.FormulaRule(["$E$6>8"], font=Font(color="FFFFFFFF")))
    page.conditional_formatting.add(
        "E8", RULES.FormulaRule(["$E$6>8"], font=Font(color="FFFFFFFF"), fill=PatternFill("solid", bgColor="FF1F4E78"))
    )
    page["E6"] = 9
    page.conditional_formatting.add(
        "E6", RULES.DataBarRule("min", None, "max", None, color="FF638EC6", showValue=False)
    )
    page["H8"] = page["H9"] = "dòng, cột ẩn"
    page.row_dimensions[8].hidden = page.column_dimensions["H"].hidden = True
    book.create_sheet("Trang ẩn").sheet_state = "hidden"
    return with_shapes(saved(book), {TITLE: {"C3": "Hộp chữ\nhai dòng"}})


def first_sheet(name: str, content: bytes) -> Sheet:
    return parse_workbook(name, content).sheets[0]


def unstruck(sheet: Sheet) -> Mapping[tuple[int, int], str]:
    return {at: text.strip() for at, text in sheet.unstruck.items()}


def test_what_is_struck_hidden_or_lies_on_top_is_seen_in_xlsx_xls_and_ods() -> None:
    content = marked()
    files = {"a.xlsx": content}
    if needed("soffice"):
        files |= {f"a.{kind}": saved_as({"a.xlsx": content}, kind)["a"] for kind in ("xls", "ods")}
    for name, each in files.items():
        sheet = first_sheet(name, each)
        assert unstruck(sheet) == {(0, 0): "", (1, 0): "", (3, 0): "Lý A Mẫu"}, name
        assert sheet.unsure == UNSURE[name[2:]], name
        lines = [[at for each in ranges for at in each] for ranges in (sheet.hidden.rows, sheet.hidden.columns)]
        assert lines == [[7], [7]], name
        assert parse_workbook(name, each).sheets[1].hidden == Hidden(whole=True), name
        found = {(thing.thing, thing.text.removeprefix("Người dùng:\n")) for thing in sheet.on_top}
        assert found == {(Thing.COMMENT, "Xem lại"), (Thing.TEXT_BOX, "Hộp chữ\nhai dòng")}, name
        (comment,) = (thing for thing in sheet.on_top if thing.thing is Thing.COMMENT)
        assert (comment.row, comment.column) == (1, 1)


def test_a_condition_on_whole_columns_and_a_colour_that_is_none_break_no_file() -> None:
    with ZipFile(BytesIO(marked())) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    parts["xl/worksheets/sheet1.xml"] = sheet.replace(b"G1:G1048576", b"G:G")
    parts["xl/styles.xml"] = parts["xl/styles.xml"].replace(b'rgb="FF1F4E78"', b'rgb="auto"')
    assert first_sheet("a.xlsx", package(parts)).unsure == UNSURE["xlsx"]


def test_a_threaded_comment_is_read_once() -> None:
    book = openpyxl.Workbook()
    content = saved(book)
    with ZipFile(BytesIO(content)) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    parts["xl/worksheets/_rels/sheet1.xml.rels"] = TO_THREAD.encode()
    parts["xl/threadedComments/threadedComment1.xml"] = THREAD.encode()
    assert first_sheet("a.xlsx", package(parts)).on_top == (OnTop(Thing.COMMENT, "Sửa lại", 1, 1),)


def test_a_picture_in_a_cell_is_an_error_cell_however_it_was_put_there() -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page["A1"], page["A2"], page["A3"] = "x", "y", "z"
    ways = {
        b"A1": b'<c r="A1" t="str"><f>_xlfn.DISPIMG("ID_1",1)</f><v>=DISPIMG("ID_1",1)</v></c>',
        b"A2": b'<c r="A2" t="e" vm="1"><v>#VALUE!</v></c>',
        b"A3": b'<c r="A3" t="e"><f>_xlfn.IMAGE("https://mau.vn/a.png")</f><v>#VALUE!</v></c>',
    }
    content = saved(book)
    for cell, way in ways.items():
        content = with_part(
            content,
            "xl/worksheets/sheet1.xml",
            lambda xml, c=cell, w=way: re.sub(b'<c r="%s".*?</c>' % c, lambda _: w, xml),  # type: ignore[misc]
        )
    assert first_sheet("a.xlsx", content).error_cells == {(n, 0): PICTURE_IN_CELL for n in range(3)}


def test_what_lay_over_cells_is_kept_in_the_returned_workbook_and_in_no_paper() -> None:
    book = openpyxl.load_workbook(BytesIO(edited(good(), {("Trích ngang", label_place("ky_luat")): "Có"})))
    book["Trích ngang"][label_place("ho_ten")].comment = Comment("Xem lại tên", "Người dùng")
    content = with_shapes(saved(book), {"Tiêu chí": {"F5": "Bằng khen 2019"}, "Sáng kiến": {"B9": ""}})
    (received,) = run({"a.xlsx": content}).checked.received
    assert received.submission
    back = openpyxl.load_workbook(BytesIO(returned_workbook(received.submission, (), TERMS)))
    kept = [cell.value for row in back[STRAYS_SHEET].iter_rows() for cell in row]
    assert {"Xem lại tên", "Bằng khen 2019", f"{PICTURE_IN_CELL} - chỉ có trong tệp đã gửi"} <= set(kept)


def test_a_picture_over_cells_is_kept_in_the_return_unless_it_is_broken_or_too_large() -> None:
    for image, kept in ((picture(), True), (picture()[:-1], False), (picture() + bytes(3_000_000), False)):
        content = with_picture(good(chuc_vu=""), "Tiêu chí", "F5", image)
        outcome = run({"a.xlsx": content})
        assert [each.code for each in outcome.checked.findings] == ["missing", "picture-on-sheet"]
        back = document(outcome, "tra-lai/a.xlsx")
        with ZipFile(BytesIO(back)) as parts:
            assert [parts.read(name) for name in parts.namelist() if "media/" in name] == ([image] if kept else [])
        strays = openpyxl.load_workbook(BytesIO(back))[STRAYS_SHEET]
        assert [strays["A4"].value, strays["B4"].value] == ["Tiêu chí", "F5"]
        assert (strays["D4"].value == PICTURE_IN_CELL) == kept


def test_a_picture_that_wps_puts_into_a_cell_is_kept_and_told_once() -> None:
    book = openpyxl.load_workbook(BytesIO(good()))
    book["Tiêu chí"]["F5"] = '=_xlfn.DISPIMG("ID_1",1)'
    image = '<etc:cellImage><xdr:pic><xdr:nvPicPr><xdr:cNvPr id="2" name="ID_1"/></xdr:nvPicPr><xdr:blipFill><a:blip r:embed="r1"/></xdr:blipFill></xdr:pic></etc:cellImage>'
    spaces = 'xmlns:etc="http://www.wps.cn/officeDocument/2017/etCustomData" xmlns:xdr="x" xmlns:a="a" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    relation = '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="media/a.png"/>'
    with ZipFile(BytesIO(saved(book))) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    parts |= {
        "xl/cellimages.xml": f"<etc:cellImages {spaces}>{image}</etc:cellImages>".encode(),
        "xl/_rels/cellimages.xml.rels": f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relation}</Relationships>'.encode(),
        "xl/media/a.png": picture(),
    }
    outcome = run({"a.xlsx": package(parts)})
    assert [(each.code, each.place.cell) for each in outcome.checked.findings] == [("spoiled-cell", "F5")]
    with ZipFile(BytesIO(document(outcome, "tra-lai/a.xlsx"))) as back:
        assert any("media/" in name and back.read(name) == picture() for name in back.namelist())


def test_a_picture_that_excel_places_in_a_cell_leads_to_its_part() -> None:
    """As XlsxWriter writes them: two pictures, one of them twice, and a rich value that is no picture beside them."""
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer)
    page = book.add_worksheet()
    images = (picture(), picture(2, 3), picture())
    for row, image in enumerate(images):
        page.embed_image(row, 1, "a.png", {"image_data": BytesIO(image)})
    page.write_string(0, 0, "x")
    book.close()
    content = buffer.getvalue()
    assert first_sheet("a.xlsx", content).on_top == tuple(
        OnTop(Thing.PICTURE, "", row, 1, image) for row, image in enumerate(images)
    )
    for part, found, instead in (
        ("xl/metadata.xml", b'<rc t="1" v="1"/>', b'<rc t="9" v="x"/>'),
        ("xl/richData/rdrichvalue.xml", b"<v>1</v>", b"<v>77</v>"),
        ("xl/richData/rdrichvaluestructure.xml", b"LocalImageIdentifier", b"Other"),
    ):
        broken = first_sheet("a.xlsx", with_part(content, part, lambda xml, a=found, b=instead: xml.replace(a, b)))  # type: ignore[misc]
        assert broken.on_top[1] == OnTop(Thing.PICTURE, "", 1, 1), part
        assert broken.error_cells[1, 1] == PICTURE_IN_CELL


def test_a_picture_takes_its_row_whatever_it_says_of_its_points_to_an_inch() -> None:
    large = picture(1280, 100)
    head = large.index(b"IDAT") - 4
    chunk = b"pHYs" + pack(">IIB", 1000, 1000, 1)  # 25 points to an inch
    coarse = large[:head] + pack(">I", 9) + chunk + pack(">I", crc32(chunk)) + large[head:]
    ends = []
    for image in (large, coarse):
        back = document(run({"a.xlsx": with_picture(good(chuc_vu=""), "Tiêu chí", "F5", image)}), "tra-lai/a.xlsx")
        with ZipFile(BytesIO(back)) as parts:
            (drawing,) = (
                parts.read(name)
                for name in parts.namelist()
                if "drawings/drawing" in name and name.endswith(".xml") and b"pic>" in parts.read(name)
            )
        ends.append(re.findall(rb"<xdr:(?:col|row)>(\d+)<", drawing))
    assert ends[0] == ends[1]

"""Draws the components of an administrative paper as Nghị định 30/2020/NĐ-CP, Phụ lục I, prescribes them, as WordprocessingML."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from pipeline.drawing.word.ooxml import Style, TableCell, field, for_each, if_given, paragraph, row, table, text
from pipeline.values.vietnamese import NO_BREAK
from pipeline.word.ruled_lines import line_length, points, ruled

BLANK_NUMBER = "{{ so }}"  # the paper's own number: left open until the paper is issued
TWIPS_PER_MM = 1440 / 25.4
LEFT_BLOCK = 0.43  # of the text width: in portrait 71 mm, which leaves the right block room for Quốc hiệu on one line
LINE_WEIGHT = 9_525  # EMU: 0.75 pt
BELOW_TEXT = 31_750  # EMU: 2.5 pt
DECORATIVE = (  # a screen reader passes the line over
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative'
    ' xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)
UNNUMBERED = re.compile('<wp:docPr id="#" name="Đường kẻ #')  # a line as it is drawn
SHORT_LINE = 0.42  # of the text above it, between the prescribed one third and one half

RUNNING: dict[str, Any] = {"align": "both", "after": 120, "first_line": 720}  # of running text
STYLES = (
    Style("QuocHieu", "Quốc hiệu", 12, bold=True, align="center"),
    Style("TieuNgu", "Tiêu ngữ", 13, bold=True, align="center"),
    Style("ChuQuan", "Cơ quan chủ quản", 12, align="center"),
    Style("BanHanh", "Cơ quan ban hành", 12, bold=True, align="center"),
    Style("SoKyHieu", "Số, ký hiệu", 13, align="center", before=40),
    Style("NgayThang", "Địa danh, ngày tháng", 13, italic=True, align="center", before=40),
    Style("DuThao", "Dấu dự thảo", 13, bold=True, align="center", before=60),
    Style("DongKe", "Dòng kẻ", 6, align="center", line=160, exact=True, keep_next=True),
    Style("DongTrong", "Dòng trống", 1, line=1, exact=True),  # below a signature at a page's foot it begins no other
    Style("TenLoai", "Tên loại văn bản", 14, bold=True, align="center", before=200, keep_next=True, outline=0),
    Style("TrichYeu", "Trích yếu", 14, bold=True, align="center", keep_next=True),
    Style("ThamQuyen", "Thẩm quyền ban hành", 14, bold=True, align="center", before=120, after=120, keep_next=True),
    Style("CanCu", "Căn cứ", 14, **RUNNING, italic=True),
    Style("LenhVan", "Quyết định", 14, bold=True, align="center", after=120, keep_next=True),
    Style("ThanVanBan", "Thân văn bản", 14, **RUNNING),
    Style("DongGanCuoi", "Thân văn bản, gần cuối", 14, **RUNNING, keep_next=True),
    Style("DongCuoi", "Thân văn bản, đoạn cuối", 14, **RUNNING, keep_next=True, keep_lines=True),
    Style("DongSauBang", "Thân văn bản, sau bảng", 14, **RUNNING, before=120, keep_next=True),
    Style("VeViec", "Trích yếu công văn", 13, align="center", before=40),
    Style("KinhGui", "Kính gửi", 14, align="center", before=160, after=120),
    Style("GiayKhenTen", "Giấy khen, họ tên", 20, bold=True, align="center", after=120),
    Style("GiayKhenDong", "Giấy khen, dòng", 16, align="center", after=120),
    Style("GiayKhenSo", "Giấy khen, số và ngày", 13, italic=True, align="center", after=60),
    Style("TongSo", "Dòng tổng số", 14, **RUNNING, italic=True, before=120, keep_next=True),
    Style("DeMuc", "Đề mục", 14, **RUNNING, bold=True, before=120, keep_next=True, outline=1),
    Style("QuyenHan", "Quyền hạn, chức vụ", 13, bold=True, align="center", keep_next=True),
    Style("ChuKy", "Chỗ ký", 13, align="center", before=860, keep_next=True),
    Style("HoTenNguoiKy", "Họ tên người ký", 14, bold=True, align="center", keep_next=True),
    Style("NoiNhan", "Nơi nhận", 12, bold=True, italic=True, keep_next=True),
    Style("NoiNhanDuoi", "Nơi nhận, dưới chữ ký", 12, bold=True, italic=True, before=240, keep_next=True),
    Style("DanhSachNoiNhan", "Danh sách nơi nhận", 11, keep_next=True),
    Style("PhuLuc", "Phụ lục", 14, bold=True, align="center", keep_next=True, outline=0),
    Style("TenPhuLuc", "Tên phụ lục", 14, bold=True, align="center", keep_next=True),
    Style("KemTheo", "Kèm theo", 14, italic=True, align="center", keep_next=True),
    Style("DauBang", "Đầu bảng", 12, bold=True, align="center", before=40, after=40),
    Style("OBang", "Ô bảng", 12, before=30, after=30),
    Style("OBangGiua", "Ô bảng, giữa", 12, align="center", before=30, after=30),
    Style("NhomBang", "Nhóm trong bảng", 12, bold=True, before=30, after=30, keep_next=True),
    Style("SoTrang", "Số trang", 13, align="center"),
)


@dataclass(frozen=True)
class Page:
    """An A4 page and its margins in millimetres: the decree allows 20-25 top and bottom, 30-35 left, 15-20 right (Mục I.4)."""

    width: int
    height: int
    top: int = 20
    bottom: int = 20
    left: int = 30
    right: int = 15

    @property
    def text_width(self) -> int:
        """The width between the margins, twips."""
        return twips(self.width - self.left - self.right)

    def section(self, restart: bool = False, numbered: bool = True) -> str:
        """The section's properties; ``restart`` numbers its pages from 1 on a new page; ``numbered`` pages have the header."""
        header = NUMBERED if numbered else ""
        turned = ' w:orient="landscape"' if self.width > self.height else ""
        return (
            f'<w:sectPr>{header}<w:type w:val="nextPage"/>'
            f'<w:pgSz w:w="{_a4(self.width)}" w:h="{_a4(self.height)}"{turned}/>'
            f'<w:pgMar w:top="{twips(self.top)}" w:right="{twips(self.right)}" w:bottom="{twips(self.bottom)}" w:left="{twips(self.left)}"'
            f' w:header="{twips(10)}" w:footer="{twips(10)}" w:gutter="0"/>{"<w:pgNumType w:start=" + chr(34) + "1" + chr(34) + "/>" if restart else ""}'
            "<w:titlePg/></w:sectPr>"
        )


NUMBERED = (  # the first page's header is there and empty: programs that know no ``titlePg`` print no number either
    '<w:headerReference w:type="default" r:id="rId5"/><w:headerReference w:type="first" r:id="rId6"/>'
)
PORTRAIT = Page(210, 297)
LANDSCAPE = Page(297, 210)


def twips(millimetres: float) -> int:
    """Millimetres as twentieths of a point."""
    return round(millimetres * TWIPS_PER_MM)


def _a4(millimetres: int) -> int:
    return {210: 11906, 297: 16838}[millimetres]


def page_number() -> str:
    """The header of all pages but the first: the page number in Arabic figures, centred."""
    return paragraph("SoTrang", field("PAGE"))


def numbered_lines(body: str) -> str:
    """A drawn body whose lines are numbered from 1."""
    numbers = count(1)
    return UNNUMBERED.sub(lambda found: found[0].replace("#", str(next(numbers))), body)


def line_below(sample: str, size: float, room: int, share: float = SHORT_LINE) -> str:
    """A thin paragraph with a solid centred line, whose length is ``share`` of the bold text above it.

    ``sample`` is an example of that text, ``size`` its size in points, ``room`` the column's width in millimetres. The line
    is fitted to the real text when a paper is rendered (``pipeline.word.ruled_lines``).
    """
    width = line_length(sample, share, size, room)
    drawing = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
        '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="251658240" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">'
        '<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column"><wp:align>center</wp:align></wp:positionH>'
        f'<wp:positionV relativeFrom="paragraph"><wp:posOffset>{BELOW_TEXT}</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{width}" cy="0"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        f'<wp:docPr id="#" name="Đường kẻ #, {ruled(share, size, room)}">{DECORATIVE}</wp:docPr><wp:cNvGraphicFramePr/>'
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvCnPr/>'
        f'<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="0"/></a:xfrm><a:prstGeom prst="line"><a:avLst/></a:prstGeom>'
        f'<a:ln w="{LINE_WEIGHT}"><a:solidFill><a:srgbClr val="000000"/></a:solidFill><a:prstDash val="solid"/></a:ln></wps:spPr><wps:bodyPr/></wps:wsp>'
        "</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        f'<mc:Fallback><w:pict><v:line from="0,{points(BELOW_TEXT)}pt" to="{points(width)}pt,{points(BELOW_TEXT)}pt">'
        f'<v:stroke color="black" weight="{LINE_WEIGHT}"/></v:line></w:pict></mc:Fallback>'  # in the text, which is centred
        "</mc:AlternateContent></w:r>"
    )
    return paragraph("DongKe", drawing)


def header_block(page: Page, parent: str, issuer: str, number: str, day: str, draft: bool, subject: str = "") -> str:
    """The head of a paper (Mục II.1-4): agency and number at the left, nation, motto and date at the right, the draft mark below.

    ``number`` is "" for a paper without one; ``subject`` is the «V/v …» that an official letter has below its number (Mục II.5).
    """
    left_width = round(page.text_width * LEFT_BLOCK)
    names = (
        paragraph("ChuQuan", text(parent))
        + paragraph("BanHanh", text(issuer))
        + line_below("VĂN PHÒNG", 12, round(left_width / TWIPS_PER_MM))
    )
    motto = "Độc lập - Tự do - Hạnh phúc"
    nation = (
        paragraph("QuocHieu", text("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"))
        + paragraph("TieuNgu", text(motto))
        + line_below(motto, 13, 90, share=1)
    )
    left = paragraph("SoKyHieu", text(number)) if number else paragraph("SoKyHieu")
    if subject:
        left += paragraph("VeViec", text(subject))
    if draft:
        boxed = text(f"{NO_BREAK}DỰ THẢO{NO_BREAK}", '<w:bdr w:val="single" w:sz="6" w:space="0" w:color="000000"/>')
        left += if_given("du_thao", paragraph("DuThao", boxed))
    return side_by_side(page, (names, nation), (left, paragraph("NgayThang", text(day))), left_width=left_width)


def signature_block(page: Page, recipients: str, signatory: str) -> str:
    """Recipients at the left, signature at the right, in one row that never splits over pages (Mục II.7, II.9)."""
    return side_by_side(page, (recipients_list(recipients), signature(signatory)))


def side_by_side(page: Page, *pairs: tuple[str, str], left_width: int = 0) -> str:
    """Rows of a left and a right cell without borders; the left column takes half of the page if no width is given."""
    left_width = left_width or page.text_width - page.text_width // 2
    widths = (left_width, page.text_width - left_width)
    drawn = (row(TableCell(left), TableCell(right), widths=widths) for left, right in pairs)
    return table(widths, *drawn, borders=False, margin=0)


def recipients_list(recipients: str, style: str = "NoiNhan") -> str:
    """«Nơi nhận:» and a line for each recipient (Mục II.9)."""
    return paragraph(style, text("Nơi nhận:")) + for_each(
        "noi", recipients, paragraph("DanhSachNoiNhan", text("{{ noi }}"))
    )


def signature(signatory: str) -> str:
    """The line «KT. …» if signing for the head, then position, room for the signature, name."""
    return if_given(
        f"{signatory}.ky_thay", paragraph("QuyenHan", text(f"{{{{ {signatory}.ky_thay }}}}"))
    ) + room_to_sign(f"{{{{ {signatory}.chuc_vu }}}}", signed_name(f"{signatory}.ho_ten"))


def two_signatures(page: Page, left: tuple[str, str], right: tuple[str, str]) -> str:
    """Two who sign side by side, each the drawn title and name: the names stand level, however many lines the titles take."""
    (title, name), (other_title, other_name) = left, right
    room = paragraph("ChuKy")
    return side_by_side(page, (title, other_title), (room + name, room + other_name))


def room_to_sign(title: str, name: str) -> str:
    """A position, room for the signature, and the drawn name."""
    return paragraph("QuyenHan", text(title)) + paragraph("ChuKy") + name


def signed_name(name: str) -> str:
    """The name below a signature."""
    return paragraph("HoTenNguoiKy", text(f"{{{{ {name} }}}}"))


def name_if_given(name: str) -> str:
    """The name below a signature, or nothing."""
    return if_given(name, signed_name(name))


def heading_row(widths: Sequence[int], *headings: str) -> str:
    """A table's heading row, repeated on each page."""
    return row(
        *(TableCell(paragraph("DauBang", text(heading)), align="center") for heading in headings),
        widths=widths,
        heading=True,
    )


def article(number: int, content: str, style: str = "ThanVanBan") -> str:
    """An article: its number bold with a full stop, then its text."""
    return paragraph(style, text(f"Điều{NO_BREAK}{number}.", "<w:b/><w:bCs/>"), text(" "), text(content))

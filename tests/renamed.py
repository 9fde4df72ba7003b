"""Replaces every word of the shipped office in its workbook by words of nobody, and makes the workbooks of a quarter for it."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Mapping
from html import unescape
from io import BytesIO

import openpyxl
from openpyxl.cell import Cell, MergedCell
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.drawing.forms.content import Content
from pipeline.drawing.forms.forms import draw_form, office_form
from pipeline.drawing.office import shipped_rows
from schemas.ca_nhan import CA_NHAN
from schemas.co_quan import SECRETARY
from schemas.grammar import SheetSchema
from schemas.hoi_dong import BIEU_QUYET, CUOC_HOP, THANH_VIEN
from schemas.khen_thuong import KHEN_THUONG
from schemas.sang_kien import SANG_KIEN
from schemas.tap_the import TAP_THE, TAP_THE_SHEET
from schemas.terms import COLLECTIVE_GROUP, COLLECTIVE_KIND, Terms, worded_sheet
from schemas.tieu_chi import TIEU_CHI
from schemas.trich_ngang import TRICH_NGANG
from tests.facts import CRITERIA, UNITS

NAMES = ["Nguyễn Văn Mẫu", "Lê Văn Thử", "Trần Thị Ví", "Lý Văn Dụ", "Vàng Thị Giả", "Hoàng Văn Định", "Bùi Thị Hư", "Phan Văn Cấu",
         "Đỗ Thị Minh", "Mai Văn Họa", "Tạ Thị Nghiệm", "Cao Văn Thí"]  # fmt: skip
OFFICE_WORDS = (  # longer before shorter; what is searched for afterwards is the left side
    ("Lãnh đạo Văn phòng", "Ban Giám quản Nha"), ("Phó Chánh Văn phòng", "Phó Tổng quản Nha"), ("Chánh Văn phòng", "Tổng quản Nha"),
    ("CHÁNH VĂN PHÒNG", "TỔNG QUẢN NHA"), ("Văn phòng", "Nha Vận vụ"), ("VĂN PHÒNG", "NHA VẬN VỤ"), ("Lãnh đạo VP", "Ban Giám quản"),
    ("Ủy ban nhân dân", "Phủ Thống đốc"), ("ỦY BAN NHÂN DÂN", "PHỦ THỐNG ĐỐC"), ("Chủ tịch UBND", "Thống đốc PTĐ"), ("VPUBND", "NVV"),
    ("UBND", "PTĐ"), ("Lào Cai", "Sông Mơ"), ("LÀO CAI", "SÔNG MƠ"), ("Trưởng khối thi đua", "Trưởng cụm bình bầu"),
    ("Lãnh đạo, quản lý đơn vị", "Đội trưởng, quản lý đội"), ("Tổ chức - Hành chính", "Hậu vụ"), ("Tổ chức Hành chính", "Hậu vụ"),
    ("Hoàng Chí Hiến", "Phùng Văn Giả Định"), ("17 tháng 02 năm 2020", "05 tháng 01 năm 2020"), ("17/02/2020", "05/01/2020"), ("07/KH", "19/CT"),
    ("125/KH", "77/CT"), ("28/5/2017", "11/8/2016"), ("34-CT/TW", "55-CT/TW"), ("07/4/2014", "09/9/2013"),
    ("xây dựng và nhân rộng gương điển hình tiên tiến năm 2020", "phát hiện và lan tỏa người tốt việc tốt năm 2020"),
    ("Xây dựng và nhân rộng gương điển hình tiên tiến năm 2020", "Phát hiện và lan tỏa người tốt việc tốt năm 2020"),
)  # fmt: skip
NEW_DAYS = {"gui_tu": "8", "gui_den": "12"}


def words() -> list[tuple[str, str]]:
    """Every old word with its new one: of the office, its units, their codes, the criteria."""
    units = [
        (
            name,
            f"Đội số {number} {['Kho', 'Bến', 'Lái', 'Máy', 'Điện', 'Nước', 'Trại', 'Rừng', 'Mỏ', 'Cảng', 'Chợ', 'Đò'][number - 1]}",
        )
        for number, (_, name, _) in enumerate(UNITS, 1)
    ]
    bare = [(name.split(" ", 1)[1], new) for (name, new) in units if name.startswith("Phòng ")]
    codes = [(code, f"Z{number}") for number, (code, _, _) in enumerate(UNITS, 1)]
    others = [
        (name, f"Đội {number}.{n}")
        for number, (_, _, names) in enumerate(UNITS, 1)
        for n, name in enumerate(names.split("\n"))
    ]
    criteria = [(title, f"Điều {number} của Nha về việc tốt") for number, (_, _, _, title) in enumerate(CRITERIA, 1)]
    return [*criteria, *sorted([*units, *others], key=lambda each: -len(each[0])), *OFFICE_WORDS, *bare, *codes]


def renamed_office() -> bytes:
    """The shipped office workbook with every word replaced."""
    changes = words()

    def change(text: str) -> str:
        for old, new in changes:
            text = re.sub(rf"(?<!\w){re.escape(old)}(?!\w)", new, text)
        return text

    rows = {
        sheet: tuple({key: text if key in ("muc", "vai_tro", "van_ban") else change(text) for key, text in row.items()} | (NEW_DAYS if "gui_tu" in row else {}) for row in table)
        for sheet, table in shipped_rows().items()
    }  # fmt: skip
    for row in rows["Tiêu chí"]:
        row["muc"] = f"Phần {row['muc']}"
    for row in rows["Kế hoạch"]:
        row["muc_gui"], row["muc_doi_tuong"] = "Phần Bảy", "Phần Ba"
    return office_form(Content(tables=rows))


def nomination(terms: Terms, unit: str, name: str, **labels: str) -> bytes:
    """A correct workbook of an individual of the first group of staff, from the examples in the office's words."""
    sheet = worded_sheet(TRICH_NGANG, terms)
    person = {column.key: column.example for column in sheet.columns} | {"don_vi": unit, "ho_ten": name} | labels
    return draw_form(CA_NHAN, terms, Content({sheet.name: person}, _tables(terms, person["nhom"])))


def collective(terms: Terms, unit: str) -> bytes:
    """A correct workbook of a collective."""
    sheet = worded_sheet(TAP_THE_SHEET, terms)
    one = {column.key: column.example for column in sheet.columns} | {"don_vi": unit}
    return draw_form(TAP_THE, terms, Content({sheet.name: one}, _tables(terms, COLLECTIVE_GROUP)))


def _tables(terms: Terms, group: str) -> Mapping[str, list[dict[str, str]]]:
    kind = COLLECTIVE_KIND if group == COLLECTIVE_GROUP else ""
    answers = [
        {"ma": c.code, "dat": "Có", "minh_chung": f"Hoàn thành 48/48 nhiệm vụ, tiêu chí {c.code}."}
        for c in terms.printed_criteria(kind)
        if group in c.groups
    ]
    examples = {
        sheet.name: [{column.key: column.example for column in worded_sheet(sheet, terms).columns}]
        for sheet in (KHEN_THUONG, SANG_KIEN)
    }
    return {**examples, TIEU_CHI.name: answers}


def council_filled(content: bytes, day: str) -> bytes:
    """The Council's workbook of the outputs, filled in: everybody present and in favour, the first nominee chosen."""
    book = openpyxl.load_workbook(BytesIO(content))
    members, votes = (_rows(book[sheet.name], sheet) for sheet in (THANH_VIEN, BIEU_QUYET))
    names = [str(row["ho_ten"].value) for row in members if row["ho_ten"].value]
    number = str(len(names))
    secretary = next(str(row["ho_ten"].value) for row in members if row["vai_tro"].value == SECRETARY)
    for row in members[: len(names)]:
        row["co_mat"].value = "Có"
    for count, row in enumerate(row for row in votes if row["ten"].value):
        row["dong_y"].value, row["khong_dong_y"].value, row["hinh_thuc"].value = number, "0", row["de_nghi"].value
        row["phieu_chon"].value, row["duoc_chon"].value = ("0", None) if count else (number, "Có")
    typed = {
        "Ngày họp": day, "Giờ bắt đầu": "08 giờ 00", "Giờ kết thúc": "10 giờ 00", "Địa điểm": "Phòng họp", "Chủ trì": names[0], "Thư ký": secretary,
        "Số phiếu phát ra": number, "Số phiếu thu vào": number, "Số phiếu hợp lệ": number, "Số phiếu không hợp lệ": "0",
        "Tổ kiểm phiếu": "\n".join(names[-2:]),
    }  # fmt: skip
    for line in book[CUOC_HOP.name].iter_rows(min_row=4):
        if (label := str(line[0].value or "").rstrip(" *")) in typed:
            line[1].value = typed[label]
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _rows(drawn: Worksheet, sheet: SheetSchema) -> list[dict[str, Cell | MergedCell]]:
    """The rows of a table's sheet below its headings: by column key the cell."""
    keys = {column.heading: column.key for column in sheet.columns}
    cells = list(drawn.iter_rows(min_row=4))
    named = [keys.get(str(cell.value or "").rstrip(" *"), "") for cell in cells[0]]
    assert set(keys.values()) <= set(named)
    return [dict(zip(named, row, strict=False)) for row in cells[1:]]


def texts(name: str, content: bytes) -> Iterable[tuple[str, str]]:
    """Every text of a file with its place: of a package each part, with and without markup; else the whole file."""
    yield name, name
    if content[:2] != b"PK":
        yield name, unescape(content.decode("utf-8"))
        return
    with zipfile.ZipFile(BytesIO(content)) as package:
        for part in package.namelist():
            text = package.read(part).decode("utf-8", "replace")
            yield f"{name}!{part}", unescape(text)
            yield f"{name}!{part}", unescape(re.sub(r"<[^>]+>", "", text))

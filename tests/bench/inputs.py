"""A quarter of any size, of invented people, from a seed: the same workbooks for everything that is measured.

A unit's form is drawn once for each number of earlier awards and initiatives; what differs from person to person is
in its table of texts only, so that twenty thousand workbooks are made in seconds. One in twenty-five holds a mistake.
"""

from __future__ import annotations

import random
import zipfile
from collections.abc import Callable, Iterator, Mapping
from html import escape
from io import BytesIO
from pathlib import Path

from pipeline.drawing.forms.content import Content
from pipeline.drawing.forms.forms import office_form
from pipeline.drawing.office import shipped_rows
from pipeline.opc.pack import compress, pack
from pipeline.values.dates import Quarter
from schemas.co_quan import DON_VI
from schemas.grammar import SheetSchema
from schemas.khen_thuong import KHEN_THUONG
from schemas.sang_kien import SANG_KIEN
from schemas.terms import worded_sheet
from schemas.tieu_chi import TIEU_CHI
from schemas.trich_ngang import TRICH_NGANG
from tests.facts import UNITS
from tests.shipped import TERMS, criteria_of, individual_form

QUARTER = Quarter(2020, 1)
SEED = 7
MISTAKE_EVERY = 25
GROUP = "Công chức"
TEXTS = "xl/sharedStrings.xml"
FAMILIES = [
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Hoàng",
    "Vũ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Hồ",
    "Ngô",
    "Dương",
    "Lý",
    "Vàng",
    "Giàng",
    "Sùng",
    "Tẩn",
    "Lù",
]
MIDDLES = ["Văn", "Thị", "Minh", "Thu", "Quang", "Ngọc", "Hữu", "Đức", "Thanh", "Xuân", "Kim", "Bảo", "Gia", "Hải"]
GIVEN = [
    "Mẫu",
    "Thử",
    "Ví",
    "Dụ",
    "Giả",
    "Định",
    "Thí",
    "Nghiệm",
    "Hư",
    "Cấu",
    "Họa",
    "Tỏ",
    "Bày",
    "Nêu",
    "Kể",
    "Tả",
    "Vẽ",
    "Phỏng",
]
TASKS = (
    "Tham mưu tổng hợp, theo dõi, đôn đốc nhiệm vụ do Lãnh đạo giao",
    "Thẩm tra hồ sơ trình trước khi phát hành, bảo đảm thể thức",
    "Phục vụ các cuộc họp, hội nghị; ghi biên bản, thông báo kết luận",
    "Rà soát & số hóa hồ sơ lưu trữ giai đoạn 2010–2019",
    "Tiếp nhận, xử lý phản ánh, kiến nghị của tổ chức, công dân",
)
RESULTS = (
    "Tham mưu {n} văn bản, 100% đúng hạn, không văn bản nào phải sửa lại",
    "Xử lý {n} hồ sơ, rút ngắn thời gian giải quyết từ 05 ngày xuống 03 ngày",
    "Chuẩn bị {n} cuộc họp, tài liệu gửi trước ít nhất 02 ngày làm việc",
    'Số hóa {n}.000 trang tài liệu theo phương châm "làm đến đâu, chắc đến đó"',
)


def unit_name(number: int) -> str:
    """The name of a unit: the plan's own first, then invented ones."""
    return UNITS[number][1] if number < len(UNITS) else f"Phòng Thí dụ số {number + 1}"


def office(size: int, named: Callable[[int], str] = unit_name) -> bytes:
    """The office workbook with ``size`` units."""
    shipped = shipped_rows()
    added = [
        {**shipped[DON_VI.name][0], "thu_tu": str(n + 1), "ma": f"TD{n + 1}", "ten": named(n), "ten_khac": ""}
        for n in range(len(UNITS), size)
    ]
    return office_form(Content(tables={**shipped, DON_VI.name: (*shipped[DON_VI.name][:size], *added)}))


def workbooks(size: int) -> Iterator[tuple[str, bytes]]:
    """The workbooks of that many units as file name and content."""
    draw = random.Random(SEED)
    forms: dict[tuple[int, int], _Form] = {}
    for number in range(size):
        counts = (draw.choice((0, 1, 1, 2, 4)), draw.choice((0, 0, 1, 2)))
        if counts not in forms:
            forms[counts] = _Form(*counts)
        values = _person(number, counts, draw)
        yield f"don-vi-{number + 1:05d}.xlsx", forms[counts].filled(values)


def write_inputs(folder: Path, size: int) -> Path:
    """The inputs of a quarter of that size, written once; the folder that holds them."""
    inputs = folder / f"inputs-{size}"
    if not (inputs / "xong").exists():
        quarter = inputs / QUARTER.folder
        quarter.mkdir(parents=True, exist_ok=True)
        (inputs / "co-quan.xlsx").write_bytes(office(size))
        for name, content in workbooks(size):
            (quarter / name).write_bytes(content)
        (inputs / "xong").write_bytes(b"")
    return inputs


def _person(number: int, counts: tuple[int, int], draw: random.Random) -> Mapping[str, str]:
    """What one unit types: token in the drawn form → text."""
    born = 1960 + number // 4536 * 7 % 40
    names = (FAMILIES[number % 18], MIDDLES[number // 18 % 14], GIVEN[number // 252 % 18])
    sex = draw.choice(("Nam", "Nữ"))
    tasks = draw.sample(TASKS, draw.randint(1, 4))
    results = [text.format(n=draw.randint(2, 60)) for text in draw.sample(RESULTS, draw.randint(2, 4))]
    values = {
        "don_vi": unit_name(number),
        "danh_xung": "Ông" if sex == "Nam" else "Bà",
        "ho_ten": " ".join(names),
        "ngay_sinh": f"{draw.randint(1, 28)}/{draw.randint(1, 12)}/{born}",
        "gioi_tinh": sex,
        "nhiem_vu": "\n".join(f"{text}." for text in tasks),
        "thanh_tich": "\n".join(f"{text}." for text in results),
        "ly_do": f"Đã có thành tích xuất sắc trong công tác tham mưu, tổng hợp Quý I năm 2020 (lần {draw.randint(1, 9)})",
        "ngay_gui": f"{draw.randint(20, 25)}/3/2020",
    }
    if number % MISTAKE_EVERY == MISTAKE_EVERY // 3:
        values["ngay_sinh"] = "31/02/1985"
    values |= {f"khen_thuong-{n}": f"{draw.randint(1, 900)}/QĐ-VPUBND" for n in range(counts[0])}
    values |= {
        f"sang_kien-{n}": f"Sáng kiến thứ {draw.randint(1, 99)} về số hóa & tra cứu hồ sơ" for n in range(counts[1])
    }
    values |= {f"tieu_chi-{n}": f"Hoàn thành {draw.randint(20, 90)} nhiệm vụ." for n in range(len(criteria_of(GROUP)))}
    return values


class _Form:
    """A drawn form whose tokens are replaced for each person; parts without tokens are not compressed again."""

    def __init__(self, awards: int, initiatives: int) -> None:
        keys = (
            "don_vi",
            "danh_xung",
            "ho_ten",
            "ngay_sinh",
            "gioi_tinh",
            "nhiem_vu",
            "thanh_tich",
            "ly_do",
            "ngay_gui",
        )
        labels = _examples(TRICH_NGANG)
        labels |= {"nhom": GROUP} | {key: _token(key) for key in keys}
        award, initiative = _examples(KHEN_THUONG), _examples(SANG_KIEN)
        tables = {
            KHEN_THUONG.name: [{**award, "so_qd": _token(f"khen_thuong-{n}")} for n in range(awards)],
            SANG_KIEN.name: [{**initiative, "ten": _token(f"sang_kien-{n}")} for n in range(initiatives)],
            TIEU_CHI.name: [
                {"ma": c.code, "dat": "Có", "minh_chung": _token(f"tieu_chi-{n}")}
                for n, c in enumerate(criteria_of(GROUP))
            ],
        }
        drawn = individual_form([name for _, name, _ in UNITS], Content({TRICH_NGANG.name: labels}, tables))
        with zipfile.ZipFile(BytesIO(drawn)) as package:
            parts = {name: package.read(name) for name in package.namelist()}
        self.texts = parts.pop(TEXTS).decode()
        # the values of the form's own formulas, which Excel stores when the unit saves it
        self.constant = {name: compress(part.replace(b"<v></v>", b"<v>0</v>")) for name, part in parts.items()}

    def filled(self, values: Mapping[str, str]) -> bytes:
        """The form with one person's values."""
        texts = self.texts
        for key, value in values.items():
            texts = texts.replace(_token(key), escape(value, quote=False))
        return pack({**self.constant, TEXTS: texts.encode()})


def _examples(sheet: SheetSchema) -> dict[str, str]:
    """The example of each column in the shipped office's words."""
    return {column.key: column.example for column in worded_sheet(sheet, TERMS).columns}


def _token(key: str) -> str:
    return f"[[{key}]]"

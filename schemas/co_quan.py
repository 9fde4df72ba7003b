"""Declares the office workbook `co-quan.xlsx`: each fact about the office is a row with the date from which it is in force.

Rows are added and never overwritten, so that the papers of an old quarter, made again, have their old signatory, amounts
and laws. ``dated_by`` of each sheet names the columns that say what a row is about; of the rows about one thing, the one
in force on a day is the latest that has begun, unless it has ended.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from itertools import pairwise

from pipeline.values.dates import short_date
from pipeline.values.model import Submission
from pipeline.values.vietnamese import nearest
from schemas.grammar import YES_NO, Choice, Column, ColumnType, SheetLayout, WorkbookSchema, column, sheet
from schemas.rules import Circumstances, Fault, Rule, Share

FACTS = (
    Choice("Cơ quan chủ quản"), Choice("Cơ quan ban hành"), Choice("Tên đầy đủ"), Choice("Thẩm quyền ban hành"),
    Choice("Người đứng đầu"), Choice("Ký hiệu"), Choice("Địa danh"), Choice("Hội đồng"), Choice("Thường trực Hội đồng"),
    Choice("Viết tắt thường trực"), Choice("Nguồn kinh phí"), Choice("Dấu DỰ THẢO"),
    Choice("Hội đồng tỉnh"), Choice("Giấy khen: lề trên (mm)"), Choice("Giấy khen: lề trái (mm)"),
)  # fmt: skip

ROLE_HEAD = "Ký quyết định"
ROLE_STANDING = "Ký danh sách"
INDIVIDUAL, COLLECTIVE = "Cá nhân", "Tập thể"
PAPERS_WITH_RECIPIENTS = (
    "Quyết định", "Danh sách", "Danh sách công khai", "Biên bản", "Tờ trình", "Công văn giới thiệu", "Công văn đôn đốc",
)  # fmt: skip
QUORUM, THRESHOLD, DENOMINATOR = "Số người dự họp tối thiểu", "Tỷ lệ đồng ý tối thiểu", "Mẫu số tính tỷ lệ"
OF_MEMBERS, OF_ISSUED, OF_VALID = "tổng số thành viên Hội đồng", "số phiếu phát ra", "số phiếu hợp lệ"
DENOMINATORS = (OF_MEMBERS, OF_ISSUED, OF_VALID)
CHAIR, DEPUTY_CHAIR, SECRETARY, MEMBER = "Chủ tịch", "Phó Chủ tịch", "Thư ký", "Ủy viên"
COUNCIL_ROLES = (Choice(CHAIR), Choice(DEPUTY_CHAIR), Choice(SECRETARY), Choice(MEMBER))
SHARE = re.compile(r"(trên )?(?:(\d{1,3})/(\d{1,3})|(\d{1,3})%)")
NOT_ANY = "Không có"  # typed in a row from whose date on there is none; the rows then have no gap


def dated(**columns: Column) -> dict[str, Column]:
    """The columns of a dated sheet: its own, then from, to, confirmed, source."""
    return columns | {
        "tu_ngay": column(
            "Từ ngày", ColumnType.DATE, aliases=("Có hiệu lực từ",), width=13,
            help="Ngày bắt đầu có hiệu lực của dòng này, gõ dd/mm/yyyy.", example="17/02/2020",
        ),
        "den_ngay": column(
            "Đến ngày", ColumnType.DATE, aliases=("Hết hiệu lực",), required=False, width=13,
            help="Ngày cuối cùng còn hiệu lực; để trống nếu chưa biết.", example="31/12/2023",
        ),
        "xac_nhan": column(
            "Đã xác nhận", ColumnType.CHOICE, choices=YES_NO, width=11,
            help="Có khi đã đối chiếu với văn bản gốc; Không khi còn là thông tin chưa kiểm chứng.", example="Có",
        ),
        "nguon": column(
            "Nguồn, ghi chú", ColumnType.TEXT, aliases=("Nguồn", "Ghi chú"), required=False, maximum=300, width=50,
            help="Văn bản hoặc người cung cấp thông tin.", example="Kế hoạch 07/KH-VPUBND",
        ),
    }  # fmt: skip


CO_QUAN_SHEET = sheet(
    "Cơ quan",
    SheetLayout.TABLE,
    dated_by=("muc",),
    columns=dated(
        muc=column("Mục", ColumnType.CHOICE, choices=FACTS, width=24, help="Thông tin về cơ quan.", example="Địa danh"),
        noi_dung=column(
            "Nội dung", ColumnType.TEXT, maximum=300, width=60, help="Viết đúng như in trên văn bản.", example="Lào Cai"
        ),
    ),
)

DON_VI = sheet(
    "Đơn vị",
    SheetLayout.TABLE,
    dated_by=("ma",),
    columns=dated(
        thu_tu=column("Thứ tự", ColumnType.INTEGER, minimum=1, maximum=99999, width=8, help="Thứ tự của đơn vị trong mọi danh sách.", example="1"),
        ma=column("Mã", ColumnType.TEXT, maximum=12, width=10, help="Tên viết tắt của đơn vị, không trùng nhau.", example="TH"),
        ten=column("Tên đơn vị", ColumnType.TEXT, maximum=100, width=44, help="Tên đầy đủ của đơn vị.", example="Phòng Tổng hợp"),
        ten_khac=column(
            "Tên khác", ColumnType.LINES, required=False, maximum=300, width=36,
            help="Các cách gọi khác được chấp nhận, mỗi tên một dòng.", example="Phòng TH",
        ),
    ),
)  # fmt: skip

NGUOI_KY = sheet(
    "Người ký",
    SheetLayout.TABLE,
    dated_by=("vai_tro",),
    columns=dated(
        vai_tro=column(
            "Vai trò", ColumnType.CHOICE, choices=(Choice(ROLE_HEAD), Choice(ROLE_STANDING)), width=16,
            help="Việc ký: quyết định của cơ quan hay danh sách của thường trực Hội đồng.", example=ROLE_HEAD,
        ),
        ho_ten=column("Họ và tên", ColumnType.NAME, maximum=60, width=26, help="Không ghi học hàm, học vị.", example="Hoàng Chí Hiến"),
        chuc_vu=column("Chức vụ", ColumnType.TEXT, maximum=100, width=34, help="Chức vụ của người ký.", example="Chánh Văn phòng"),
        quyen_han=column(
            "Quyền hạn", ColumnType.TEXT, required=False, maximum=100, width=28,
            help="Để trống khi người đứng đầu ký; \"KT. Chánh Văn phòng\" khi cấp phó ký thay; \"TL. …\" khi ký thừa lệnh.",
            example="KT. Chánh Văn phòng",
        ),
    ),
)  # fmt: skip

NOI_NHAN = sheet(
    "Nơi nhận",
    SheetLayout.TABLE,
    dated_by=("van_ban", "thu_tu"),
    columns=dated(
        van_ban=column(
            "Văn bản", ColumnType.CHOICE, choices=tuple(map(Choice, PAPERS_WITH_RECIPIENTS)), width=22,
            help="Loại văn bản có nơi nhận này.", example="Quyết định",
        ),
        thu_tu=column("Thứ tự", ColumnType.INTEGER, minimum=1, maximum=99, width=8, help="Thứ tự in; dòng Lưu ở cuối.", example="1"),
        noi_nhan=column("Nơi nhận", ColumnType.TEXT, maximum=120, width=44, help="Không gõ dấu gạch đầu dòng và dấu chấm phẩy.", example="Như Điều 3"),
    ),
)  # fmt: skip

CAN_CU = sheet(
    "Căn cứ",
    SheetLayout.TABLE,
    dated_by=("thu_tu",),
    columns=dated(
        thu_tu=column(
            "Thứ tự", ColumnType.INTEGER, minimum=1, maximum=99, width=8,
            help="Thứ tự in; các dòng cùng thứ tự thay thế nhau theo thời gian.", example="1",
        ),
        loai=column("Loại văn bản", ColumnType.TEXT, maximum=40, width=14, help="Luật, nghị định, thông tư, kế hoạch …", example="Luật"),
        can_cu=column(
            "Căn cứ", ColumnType.TEXT, aliases=("Nội dung",), maximum=500, width=90,
            help="Viện dẫn đầy đủ, không gõ dấu chấm phẩy cuối dòng.",
            example="Căn cứ Kế hoạch số 07/KH-VPUBND ngày 17 tháng 02 năm 2020 của Văn phòng UBND tỉnh Lào Cai",
        ),
    ),
)  # fmt: skip

LUONG_CO_SO = sheet(
    "Lương cơ sở",
    SheetLayout.TABLE,
    dated_by=(),
    columns=dated(
        muc_luong=column(
            "Mức lương cơ sở (đồng)", ColumnType.INTEGER, aliases=("Mức lương cơ sở",), minimum=100_000, maximum=100_000_000, width=20,
            help="Mức lương cơ sở một tháng, đồng.", example="1.490.000",
        ),
    ),
)  # fmt: skip

HE_SO = sheet(
    "Mức thưởng",
    SheetLayout.TABLE,
    dated_by=("doi_tuong",),
    columns=dated(
        doi_tuong=column(
            "Đối tượng", ColumnType.CHOICE, choices=(Choice(INDIVIDUAL), Choice(COLLECTIVE)), width=14,
            help="Cá nhân hay tập thể được tặng Giấy khen.", example=INDIVIDUAL,
        ),
        he_so=column("Hệ số", ColumnType.DECIMAL, minimum=0, maximum=10, width=10, help="Số lần mức lương cơ sở.", example="0,3"),
    ),
)  # fmt: skip

THANH_VIEN_HD = sheet(
    "Thành viên Hội đồng",
    SheetLayout.TABLE,
    required=False,
    dated_by=("ho_ten",),
    columns=dated(
        thu_tu=column("Thứ tự", ColumnType.INTEGER, minimum=1, maximum=99, width=8, help="Thứ tự trong biên bản.", example="1"),
        ho_ten=column("Họ và tên", ColumnType.NAME, maximum=60, width=26, help="Không ghi học hàm, học vị.", example="Lê Văn Minh Họa"),
        chuc_vu=column("Chức vụ", ColumnType.TEXT, maximum=100, width=34, help="Chức vụ trong cơ quan.", example="Phó Chánh Văn phòng"),
        vai_tro=column("Vai trò", ColumnType.CHOICE, choices=COUNCIL_ROLES, width=16, help="Vai trò trong Hội đồng.", example=CHAIR),
    ),
)  # fmt: skip

QUY_CHE = sheet(
    "Quy chế Hội đồng",
    SheetLayout.TABLE,
    required=False,
    dated_by=("muc",),
    columns=dated(
        muc=column(
            "Mục", ColumnType.CHOICE, choices=(Choice(QUORUM), Choice(THRESHOLD), Choice(DENOMINATOR)), width=28,
            help="Điều kiện họp và biểu quyết của Hội đồng.", example=QUORUM,
        ),
        gia_tri=column(
            "Giá trị", ColumnType.TEXT, maximum=60, width=30,
            help=f"Tỷ lệ dạng 2/3, 80% hoặc trên 1/2; mẫu số: {', '.join(DENOMINATORS)}.", example="2/3",
        ),
    ),
)  # fmt: skip

CO_QUAN = WorkbookSchema(
    "co-quan",
    "Thông tin cơ quan",
    (CO_QUAN_SHEET, DON_VI, NGUOI_KY, NOI_NHAN, CAN_CU, LUONG_CO_SO, HE_SO, THANH_VIEN_HD, QUY_CHE),
)


NEVER_WITHOUT = (CO_QUAN_SHEET, NGUOI_KY, CAN_CU, LUONG_CO_SO, HE_SO, QUY_CHE)  # their facts need a successor


def parse_share(text: str) -> Share:
    """A share from «2/3», «80%», «trên 1/2». Raises ValueError for any other text and for more than 100 %."""
    found = SHARE.fullmatch(" ".join(text.lower().split()))
    if not found or found[3] == "0":
        raise ValueError(text)
    least = Fraction(int(found[2]), int(found[3])) if found[2] else Fraction(int(found[4]), 100)
    if not 0 <= least <= 1:
        raise ValueError(text)
    return Share(text, least, bool(found[1]))


def regulations_are_legible(sent: Submission, now: Circumstances) -> Iterable[Fault]:
    """Quorum and threshold are shares, and the denominator is one of ``DENOMINATORS``."""
    for row, record in enumerate(sent.tables.get(QUY_CHE.name, ())):
        what, text = (str(record.value(key) or "") for key in ("muc", "gia_tri"))
        if what == DENOMINATOR and text and text not in DENOMINATORS:
            yield Fault("unknown-denominator", QUY_CHE.name, "gia_tri", row, nearest(text, DENOMINATORS) or "",
                        {"choices": "; ".join(DENOMINATORS)})  # fmt: skip
        elif what in (QUORUM, THRESHOLD) and text and not _is_share(text):
            yield Fault("not-a-share", QUY_CHE.name, "gia_tri", row)


def _is_share(text: str) -> bool:
    try:
        parse_share(text)
    except ValueError:
        return False
    return True


def dated_rows_follow_each_other(sent: Submission, now: Circumstances) -> Iterable[Fault]:
    """Of the rows about one thing exactly one is in force on each day: they neither overlap nor leave a gap.

    A row without «Đến ngày» ends where the next begins. Only a unit, member or the like may end without a successor.
    """
    for schema in CO_QUAN.sheets:
        about: dict[tuple[object, ...], list[tuple[date, date | None, int]]] = {}
        for row, record in enumerate(sent.tables.get(schema.name, ())):
            begun, ended = record.value("tu_ngay"), record.value("den_ngay")
            if isinstance(begun, date):
                key = tuple(map(record.value, schema.dated_by))
                about.setdefault(key, []).append((begun, ended if isinstance(ended, date) else None, row))
        for rows in about.values():
            ordered = sorted(rows, key=lambda each: (each[0], each[2]))
            yield from _unchained(schema.name, ordered)
            _, ended, row = ordered[-1]
            if schema in NEVER_WITHOUT and ended is not None and ended < now.quarter.last_day:
                yield Fault("dated-expired", schema.name, "den_ngay", row, details={"quarter": now.quarter.title})


def _unchained(sheet_name: str, rows: Sequence[tuple[date, date | None, int]]) -> Iterable[Fault]:
    for begun, ended, row in rows:
        if ended is not None and ended < begun:
            yield Fault("ends-before-it-begins", sheet_name, "den_ngay", row, details={"begun": short_date(begun)})
    for (begun, ended, row), (following, _, later) in pairwise(rows):
        details = {"next": short_date(following), "ended": short_date(ended) if ended else ""}
        if following == begun:
            yield Fault("dated-twice", sheet_name, "tu_ngay", later)
        elif ended is not None and begun <= ended and following <= ended:
            yield Fault("dated-overlap", sheet_name, "den_ngay", row, details=details)
        elif ended is not None and begun <= ended and (following - ended).days > 1:
            yield Fault("dated-gap", sheet_name, "den_ngay", row, details=details)


RULES: tuple[Rule, ...] = (regulations_are_legible, dated_rows_follow_each_other)

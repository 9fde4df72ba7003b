"""Declares the sheet `Sáng kiến`: recognised initiatives and solutions, one a row (plan III.1, III.2.1)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.values.model import Submission
from schemas.grammar import Choice, Column, ColumnType, SheetLayout, SheetSchema
from schemas.rules import Circumstances, Fault, Rule

LEVELS = (
    Choice("Cấp cơ sở", ("Cơ sở",)),
    Choice("Cấp tỉnh", ("Tỉnh",)),
    Choice("Toàn quốc", ("Cấp toàn quốc", "Cấp Nhà nước")),
)

SANG_KIEN = SheetSchema(
    "Sáng kiến",
    SheetLayout.TABLE,
    aliases=("Sáng kiến, giải pháp",),
    declared={
        "ten": Column(
            "Tên sáng kiến, giải pháp", ColumnType.TEXT, aliases=("Tên sáng kiến", "Sáng kiến", "Tên đề tài, sáng kiến"),
            maximum=300, width=46,
            help="Tên ghi trong quyết định công nhận.", example="Mẫu phiếu theo dõi nhiệm vụ trên bảng tính dùng chung",
        ),
        "so_qd": Column(
            "Số quyết định công nhận", ColumnType.TEXT, aliases=("Số quyết định", "Số QĐ", "Quyết định công nhận"), maximum=40, width=22,
            help="Số và ký hiệu của quyết định công nhận.", example="198/QĐ-{ky_hieu}",
        ),
        "ngay_qd": Column(
            "Ngày công nhận", ColumnType.DATE, aliases=("Ngày quyết định", "Ngày QĐ"), width=16,
            help="Ngày ký quyết định công nhận, gõ dd/mm/yyyy.", example="05/12/{nam_truoc}",
        ),
        "cap": Column(
            "Cấp công nhận", ColumnType.CHOICE, aliases=("Cấp", "Cấp sáng kiến"), choices=LEVELS, width=16,
            help="Chọn cấp công nhận sáng kiến.", example="Cấp cơ sở",
        ),
        "co_quan": Column(
            "Cơ quan công nhận", ColumnType.TEXT, aliases=("Cơ quan ban hành",), maximum=120, width=32,
            help="Cơ quan hoặc người có thẩm quyền đã ký quyết định công nhận.", example="{dung_dau}",
        ),
    },
)  # fmt: skip


def initiatives_are_recognised_already(sent: Submission, now: Circumstances) -> Iterable[Fault]:
    """Every initiative was recognised on the quarter's last day or earlier."""
    for row, record in enumerate(sent.rows(SANG_KIEN.name)):
        day = record.day("ngay_qd")
        if day and day > now.quarter.last_day:
            yield Fault("decided-later", SANG_KIEN.name, "ngay_qd", row, details={"quarter": now.quarter.title})


RULES: tuple[Rule, ...] = (initiatives_are_recognised_already,)

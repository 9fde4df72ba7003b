"""Declares the sheet `Nhân rộng`: where the one chosen as điển hình tiên tiến was taken over, when, with what result (plan V)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipeline.values.dates import short_date
from pipeline.values.model import Record, Submission
from pipeline.values.vietnamese import fold
from schemas.grammar import Column, ColumnType, SheetLayout, SheetSchema
from schemas.rules import Circumstances, Fault, Issuing, Rule

LINK = re.compile(r"https?://(?:[\w-]+\.)+[a-z]{2,}(?::\d{1,5})?(?:[/?#]\S*)?", re.IGNORECASE)

NHAN_RONG = SheetSchema(
    "Nhân rộng",
    SheetLayout.TABLE,
    aliases=("Theo dõi nhân rộng",),
    required=False,
    declared={
        "ky": Column(
            "Kỳ", ColumnType.PERIOD, aliases=("Quý", "Quý, năm"), width=20,
            help="Quý mà tập thể, cá nhân được chọn là điển hình tiên tiến.", example="{quy}",
        ),
        "ho_ten": Column(
            "Họ và tên", ColumnType.TEXT, aliases=("Họ tên", "Họ và tên, tên tập thể"), maximum=100, width=30,
            help="Họ và tên hoặc tên tập thể, đúng như Hội đồng đã chọn.", example="Nguyễn Văn Mẫu",
        ),
        "noi_ap_dung": Column(
            "Nơi áp dụng", ColumnType.TEXT, aliases=("Đơn vị áp dụng",), required=False, maximum=200, width=36,
            help="Nơi học tập, áp dụng cách làm; để trống khi chưa có.", example="{don_vi}",
        ),
        "ngay": Column(
            "Ngày", ColumnType.DATE, aliases=("Ngày áp dụng",), required=False, width=14,
            help="Ngày bắt đầu áp dụng hoặc ngày đăng tin, gõ dd/mm/yyyy.", example="15/5/{nam}",
        ),
        "ket_qua": Column(
            "Kết quả", ColumnType.LINES, required=False, maximum=1000, width=60,
            help="Kết quả áp dụng, có số liệu.", example="Rút ngắn 02 ngày xử lý hồ sơ.",
        ),
        "nguon": Column(
            "Nguồn", ColumnType.TEXT, aliases=("Nơi đăng", "Đường dẫn"), required=False, maximum=300, width=44,
            help="Đường dẫn tới bài đã đăng, bắt đầu bằng http:// hoặc https://.", example="https://example.vn/bai-viet",
        ),
    },
)  # fmt: skip


def _own(sent: Submission, now: Circumstances) -> Iterator[tuple[int, Record, Issuing]]:
    """The rows of the period that the run is about."""
    for row, record in enumerate(sent.rows(NHAN_RONG.name)):
        if now.issuing and record.value("ky") == now.issuing.period:
            yield row, record, now.issuing


def only_the_chosen_are_followed(sent: Submission, now: Circumstances) -> Iterable[Fault]:
    """Whoever is named was chosen as điển hình tiên tiến in the quarter; not judged while the Council's workbook has errors."""
    for row, record, issuing in _own(sent, now):
        name = record.text("ho_ten")
        if not name or not issuing.decided or fold(name) == fold(issuing.chosen):
            continue
        details = {"chosen": issuing.chosen or "chưa có ai"}
        yield Fault("never-chosen", NHAN_RONG.name, "ho_ten", row, issuing.chosen, details)


def taken_over_after_the_choice(sent: Submission, now: Circumstances) -> Iterable[Fault]:
    """Nobody is taken over as an example before the Council has chosen."""
    for row, record, issuing in _own(sent, now):
        day = record.day("ngay")
        if day and issuing.held_on and day < issuing.held_on:
            details = {"held": short_date(issuing.held_on)}
            yield Fault("before-the-choice", NHAN_RONG.name, "ngay", row, details=details)


def sources_are_links(sent: Submission, now: Circumstances) -> Iterable[Fault]:
    """The source is an address that a browser opens."""
    for row, record, _ in _own(sent, now):
        source = record.text("nguon")
        if source and not LINK.fullmatch(source):
            yield Fault("not-a-link", NHAN_RONG.name, "nguon", row)


RULES: tuple[Rule, ...] = (only_the_chosen_are_followed, taken_over_after_the_choice, sources_are_links)

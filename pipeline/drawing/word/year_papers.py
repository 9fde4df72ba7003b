"""The papers of the year: all exemplars, whom to commend at the year's end, and what each unit sent."""

from __future__ import annotations

from pipeline.drawing.word.nd30 import LANDSCAPE, PORTRAIT, Lines, Page, header_block, heading_row, signature_block
from pipeline.drawing.word.ooxml import Cell, paragraph, table, text
from pipeline.drawing.word.pieces import (
    AFTER_TABLE,
    AGENCY,
    BESIDE,
    ISSUER,
    cell,
    centred,
    group,
    if_given,
    name_heading,
    rows,
    share,
)

BOTH = "tap_the and ca_nhan"


def exemplars(lines: Lines) -> str:
    """Every exemplar of the year once, with the quarters and the awards."""
    widths = share(LANDSCAPE, 10, 46, 40, 50, 34, 30, 42)
    headings = (
        "TT",
        name_heading(""),
        "Chức vụ",
        "Đơn vị",
        "Quý được thống nhất",
        "Quý được chọn là điển hình tiên tiến",
        "Hình thức đã khen, đề nghị trong quý",
    )
    of_all = ("{{ muc.quy_duyet }}", "{{ muc.quy_chon }}", "{{ muc.da_khen_nam }}")
    person = ("{{ muc.danh_xung }} {{ muc.ho_ten }}", "{{ muc.chuc_vu }}", "{{ muc.don_vi }}", *of_all)
    collective = (Cell(paragraph("OBang", text("{{ muc.ten }}")), span=3), *map(cell, of_all))
    return _paper(
        lines,
        LANDSCAPE,
        "Gương điển hình tiên tiến {{ quy.ten }}",
        "Gương điển hình tiên tiến năm 2020",
        table(
            widths,
            heading_row(widths, *headings),
            *group(widths, "A. TẬP THỂ", BOTH),
            *rows(widths, "muc", "tap_the", (centred("{{ muc.tt }}"), *collective)),
            *group(widths, "B. CÁ NHÂN", BOTH),
            *rows(widths, "muc", "ca_nhan", (centred("{{ muc.tt }}"), *map(cell, person))),
        ),
        paragraph("DongSauBang", text("Danh sách có {{ nam.doi_tuong }}.")),
        *_gaps(),
    )  # fmt: skip


def commendation(lines: Lines) -> str:
    """Whom the year-end conference commends: those proposed for the certificate, and those who have had one."""
    widths = share(PORTRAIT, 10, 42, 50, 26, 37)
    person = (
        "{{ muc.danh_xung }} {{ muc.ho_ten }}",
        "{{ muc.chuc_vu_don_vi }}",
        "{{ muc.quy_duyet }}",
        "{{ muc.hinh_thuc_nam }}",
    )
    collective = (
        Cell(paragraph("OBang", text("{{ muc.ten }}")), span=2),
        cell("{{ muc.quy_duyet }}"),
        cell("{{ muc.hinh_thuc_nam }}"),
    )
    return _paper(
        lines,
        PORTRAIT,
        "Khen thưởng tổng kết {{ quy.ten }}",
        "Khen thưởng tổng kết năm 2020",
        table(
            widths,
            heading_row(widths, "TT", name_heading(""), "Chức vụ, đơn vị", "Quý", "Hình thức tại hội nghị tổng kết"),
            *group(widths, "A. TẬP THỂ", BOTH),
            *rows(widths, "muc", "tap_the", (centred("{{ muc.tt }}"), *collective)),
            *group(widths, "B. CÁ NHÂN", BOTH),
            *rows(widths, "muc", "ca_nhan", (centred("{{ muc.tt }}"), *map(cell, person))),
        ),
        paragraph("DongSauBang", text("Danh sách có {{ nam.doi_tuong }}; mỗi tập thể, cá nhân ghi một lần.")),
        *if_given(
            "nam.bieu_duong",
            paragraph(
                "DongCuoi",
                text("Có {{ nam.bieu_duong }} tập thể, cá nhân đã được khen hoặc đề nghị khen trong năm nên chỉ biểu dương, không khen lần hai cho cùng thành tích."),
            ),
        ),
        *_gaps(),
    )  # fmt: skip


def register(lines: Lines) -> str:
    """What each unit sent in each quarter."""
    widths = share(PORTRAIT, 10, 62, 20, 20, 20, 20, 18)
    cells = (
        centred("{{ muc.tt }}"),
        cell("{{ muc.don_vi }}"),
        *(centred(f"{{{{ muc.quy_{n} }}}}") for n in (1, 2, 3, 4)),
        centred("{{ muc.da_gui }}"),
    )
    return _paper(
        lines,
        PORTRAIT,
        "Việc gửi hồ sơ của các phòng, ban, đơn vị {{ quy.ten }}",
        "Việc gửi hồ sơ của các phòng, ban, đơn vị năm 2020",
        table(
            widths,
            heading_row(widths, "TT", "Đơn vị", "Quý I", "Quý II", "Quý III", "Quý IV", "Số quý đã gửi"),
            *rows(widths, "muc", "so_theo_doi", cells),
        ),
        paragraph("DongSauBang", text("Ghi chú về cách ghi: đúng hạn là gửi từ ngày 20 đến ngày 25 tháng cuối quý; dấu - là quý chưa có hồ sơ; đã xóa là quý đã xóa dữ liệu cá nhân.")),
        *_without_workbooks(),
        title="SỔ THEO DÕI",
    )  # fmt: skip


def _paper(lines: Lines, page: Page, subject: str, sample: str, *content: str, title: str = "DANH SÁCH") -> str:
    """One of the year's lists: header, title, content, signature of the standing body."""
    return "".join(
        [
            header_block(lines, page, AGENCY, ISSUER, "", "{{ ngay_ky }}", draft=False),
            paragraph("TenLoai", text(title)),
            paragraph("TrichYeu", text(subject)),
            lines.under(sample, 14, 165),
            paragraph("DongKe"),
            *content,
            signature_block(page, "noi_nhan.danh_sach", "nguoi_ky_danh_sach"),
            AFTER_TABLE,
            page.section(),
        ]
    )


def _gaps() -> tuple[str, ...]:
    """Which quarters are not in a list, and why."""
    not_met = f"{{% for quy_nay in nam.quy_chua_hop %}}{{{{ quy_nay }}}}{BESIDE}{{% endfor %}}"
    return (
        *_without_workbooks(),
        *if_given("nam.quy_chua_hop", paragraph("DongCuoi", text(f"Quý Hội đồng chưa họp, chưa tính vào danh sách: {not_met}."))),
    )  # fmt: skip


def _without_workbooks() -> tuple[str, ...]:
    """The quarters whose workbooks are not there; what a unit sent is known of any other, whether or not its Council has met."""
    missing = f"{{% for quy_nay in nam.quy_thieu %}}{{{{ quy_nay }}}}{BESIDE}{{% endfor %}}"
    forgotten = f"{{% for quy_nay in nam.quy_da_xoa %}}{{{{ quy_nay }}}}{BESIDE}{{% endfor %}}"
    return (
        *if_given("nam.quy_da_xoa", paragraph("DongCuoi", text(f"Quý đã xóa dữ liệu cá nhân, không liệt kê được tên: {forgotten}."))),
        *if_given("nam.quy_thieu", paragraph("DongCuoi", text(f"Quý chưa có hồ sơ: {missing}."))),
    )  # fmt: skip

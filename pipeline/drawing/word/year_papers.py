"""Draws the templates of the year's papers: the list of exemplars, the list of commendations, the register of the units."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.drawing.word.nd30 import LANDSCAPE, PORTRAIT, Lines, Page, header_block, heading_row, signature_block
from pipeline.drawing.word.ooxml import TableCell, paragraph, table, text
from pipeline.drawing.word.pieces import (
    AFTER_TABLE,
    AGENCY,
    ISSUER,
    SEPARATOR,
    cell,
    centred,
    group,
    if_given,
    name_heading,
    replication_table,
    rows,
    share,
)


def _headed(widths: Sequence[int], collective: Sequence[TableCell], person: Sequence[TableCell]) -> Sequence[str]:
    """Those chosen in the quarters, then the others, each under its title (plan IV.1)."""
    number = centred("{{ muc.tt }}")
    return (
        *group(widths, "A. ĐIỂN HÌNH TIÊN TIẾN ĐƯỢC CHỌN TRONG CÁC QUÝ", "chon_tap_the or chon_ca_nhan"),
        *rows(widths, "muc", "chon_tap_the", (number, *collective)),
        *rows(widths, "muc", "chon_ca_nhan", (number, *person)),
        *group(widths, "B. TẬP THỂ KHÁC", "khac_tap_the"),
        *rows(widths, "muc", "khac_tap_the", (number, *collective)),
        *group(widths, "{% if khac_tap_the %}C{% else %}B{% endif %}. CÁ NHÂN KHÁC", "khac_ca_nhan"),
        *rows(widths, "muc", "khac_ca_nhan", (number, *person)),
    )


def exemplars(lines: Lines) -> str:
    """The list of the year's exemplars, each with quarters and awards."""
    widths = share(LANDSCAPE, 10, 46, 40, 50, 34, 30, 42)
    headings = (
        "TT",
        name_heading(""),
        "Chức vụ",
        "Đơn vị",
        "Quý được thống nhất",
        "Quý được chọn là điển hình tiên tiến",
        "Hình thức đã khen, đề nghị khen trong quý",
    )
    shared_cells = ("{{ muc.quy_duyet }}", "{{ muc.quy_chon }}", "{{ muc.da_khen_nam }}")
    person = ("{{ muc.danh_xung }} {{ muc.ho_ten }}", "{{ muc.chuc_vu }}", "{{ muc.don_vi }}", *shared_cells)
    collective = (TableCell(paragraph("OBang", text("{{ muc.ten }}")), span=3), *map(cell, shared_cells))
    return _paper(
        lines,
        LANDSCAPE,
        "Gương điển hình tiên tiến {{ quy.ten }}",
        "Gương điển hình tiên tiến năm 2020",
        table(
            widths,
            heading_row(widths, *headings),
            *_headed(widths, collective, tuple(map(cell, person))),
        ),
        paragraph("DongSauBang", text("Danh sách có {{ nam.doi_tuong }}.")),
        *_missing_quarters(),
    )  # fmt: skip


def commendation(lines: Lines) -> str:
    """The list for the year-end conference: who is proposed for the certificate, and who had an award in the year already."""
    widths = share(PORTRAIT, 10, 42, 50, 26, 37)
    person = (
        "{{ muc.danh_xung }} {{ muc.ho_ten }}",
        "{{ muc.chuc_vu_don_vi }}",
        "{{ muc.quy_duyet }}",
        "{{ muc.hinh_thuc_nam }}",
    )
    collective = (
        TableCell(paragraph("OBang", text("{{ muc.ten }}")), span=2),
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
            *_headed(widths, collective, tuple(map(cell, person))),
        ),
        paragraph("DongSauBang", text("Danh sách có {{ nam.doi_tuong }}; mỗi tập thể, cá nhân ghi một lần.")),
        *if_given(
            "nam.bieu_duong",
            paragraph(
                "DongCuoi",
                text("Có {{ nam.bieu_duong }} tập thể, cá nhân đã được khen hoặc đề nghị khen trong năm; Giấy khen cuối năm chỉ tặng cho thành tích chưa được khen."),
            ),
        ),
        *if_given(
            "not nam.da_xet",
            paragraph("DongCuoi", text("Chưa đề nghị Giấy khen cuối năm do Hội đồng chưa họp xét khen thưởng cuối năm.")),
        ),
        *_missing_quarters(),
    )  # fmt: skip


def register(lines: Lines) -> str:
    """The register of the units: whether and when each sent a workbook in each quarter."""
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
        paragraph("DongSauBang", text("Ghi chú về cách ghi: đúng hạn là gửi trong thời hạn của {{ ke_hoach.ten }}; dấu - là quý chưa có hồ sơ; đã xóa là quý đã xóa dữ liệu cá nhân.")),
        *if_given(
            "ket_qua.co_noi_ap_dung",
            paragraph("DeMuc", text("Việc nhân rộng điển hình tiên tiến")) + replication_table(),
        ),
        *if_given("ket_qua.chua_nhan_rong", paragraph("DongSauBang", text(f"Chưa có thông tin về việc nhân rộng: {{% for ten in ket_qua.chua_nhan_rong %}}{{{{ ten }}}}{SEPARATOR}{{% endfor %}}."))),
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
            signature_block(page, "noi_nhan.danh_sach", "nguoi_ky_to_trinh"),
            AFTER_TABLE,
            page.section(),
        ]
    )


def _missing_quarters() -> tuple[str, ...]:
    """The sentences that name the quarters that are not in a list, with the reason."""
    not_met = f"{{% for quy_nay in nam.quy_chua_hop %}}{{{{ quy_nay }}}}{SEPARATOR}{{% endfor %}}"
    return (
        *_without_workbooks(),
        *if_given("nam.quy_chua_hop", paragraph("DongCuoi", text(f"Chưa tính {not_met} do Hội đồng chưa họp xét."))),
    )  # fmt: skip


def _without_workbooks() -> tuple[str, ...]:
    """The sentences that name the quarters without workbooks: those whose data was removed, and those where none was sent."""
    missing = f"{{% for quy_nay in nam.quy_thieu %}}{{{{ quy_nay }}}}{SEPARATOR}{{% endfor %}}"
    forgotten = f"{{% for quy_nay in nam.quy_da_xoa %}}{{{{ quy_nay }}}}{SEPARATOR}{{% endfor %}}"
    return (
        *if_given("nam.quy_da_xoa", paragraph("DongCuoi", text(f"Quý đã xóa dữ liệu cá nhân, không liệt kê được tên: {forgotten}."))),
        *if_given("nam.quy_thieu", paragraph("DongCuoi", text(f"Quý chưa có hồ sơ: {missing}."))),
    )  # fmt: skip

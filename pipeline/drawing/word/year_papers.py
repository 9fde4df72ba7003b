"""Draws the templates of the year's papers: the list of exemplars, the list of commendations, the register of the units."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.drawing.word.nd30 import LANDSCAPE, PORTRAIT, Lines, Page, heading_row
from pipeline.drawing.word.ooxml import TableCell, if_given, table, together
from pipeline.drawing.word.pieces import (
    STANDING_HEAD,
    below_table,
    cell,
    centred,
    closing,
    headed,
    heading,
    joined,
    name_heading,
    replication_table,
    row_if,
    rows,
    share,
    signed,
    title_row,
)


def _headed(widths: Sequence[int], collective: Sequence[TableCell], person: Sequence[TableCell]) -> str:
    """Those chosen in the quarters, then the others, each under its title (plan IV.1)."""
    number = centred("{{ muc.tt }}")
    chosen = "A. ĐIỂN HÌNH TIÊN TIẾN ĐƯỢC CHỌN TRONG CÁC QUÝ"
    others = "{% if khac_tap_the %}C{% else %}B{% endif %}. CÁ NHÂN KHÁC"
    return (
        row_if(widths, "chon_tap_the or chon_ca_nhan", title_row(widths, chosen))
        + rows(widths, "muc", "chon_tap_the", (number, *collective))
        + rows(widths, "muc", "chon_ca_nhan", (number, *person))
        + row_if(widths, "khac_tap_the", title_row(widths, "B. TẬP THỂ KHÁC"))
        + rows(widths, "muc", "khac_tap_the", (number, *collective))
        + row_if(widths, "khac_ca_nhan", title_row(widths, others))
        + rows(widths, "muc", "khac_ca_nhan", (number, *person))
    )


def exemplars(lines: Lines) -> str:
    """The list of the year's exemplars, each with quarters and awards."""
    widths = share(LANDSCAPE, 10, 44, 40, 50, 30, 28, 50)
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
    collective = (cell("{{ muc.ten }}", span=3), *map(cell, shared_cells))
    return _paper(
        lines,
        LANDSCAPE,
        "Gương điển hình tiên tiến {{ quy.ten }}",
        table(widths, heading_row(widths, *headings), _headed(widths, collective, tuple(map(cell, person)))),
        below_table("Danh sách có {{ nam.doi_tuong }}."),
        closing("Mỗi tập thể, cá nhân ghi một lần, theo kết quả các cuộc họp Hội đồng trong năm."),
        _missing_quarters(),
    )  # fmt: skip


def commendation(lines: Lines) -> str:
    """The list for the year-end conference: who is proposed for the certificate, and who had an award in the year already."""
    widths = share(PORTRAIT, 10, 42, 50, 26, 37)
    awards = ("{{ muc.quy_duyet }}", "{{ muc.hinh_thuc_nam }}")
    person = ("{{ muc.danh_xung }} {{ muc.ho_ten }}", "{{ muc.chuc_vu_don_vi }}", *awards)
    collective = (cell("{{ muc.ten }}", span=2), *map(cell, awards))
    return _paper(
        lines,
        PORTRAIT,
        "Khen thưởng tổng kết {{ quy.ten }}",
        table(
            widths,
            heading_row(widths, "TT", name_heading(""), "Chức vụ, đơn vị", "Quý", "Hình thức tại hội nghị tổng kết"),
            _headed(widths, collective, tuple(map(cell, person))),
        ),
        below_table("Danh sách có {{ nam.doi_tuong }}; mỗi tập thể, cá nhân ghi một lần."),
        if_given("nam.bieu_duong", closing("Có {{ nam.bieu_duong }} tập thể, cá nhân đã được khen hoặc đề nghị khen trong năm; Giấy khen cuối năm chỉ tặng cho thành tích chưa được khen.")),
        if_given("not nam.da_xet", closing("Chưa đề nghị Giấy khen cuối năm do Hội đồng chưa họp xét khen thưởng cuối năm.")),
        _missing_quarters(),
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
        table(
            widths,
            heading_row(widths, "TT", "Đơn vị", "Quý I", "Quý II", "Quý III", "Quý IV", "Số quý đã gửi"),
            rows(widths, "muc", "so_theo_doi", cells),
        ),
        below_table("Ghi chú về cách ghi: đúng hạn là gửi trong thời hạn của {{ ke_hoach.ten_so }}; dấu - là quý chưa có hồ sơ; đã xóa là quý đã xóa dữ liệu cá nhân."),
        if_given("ket_qua.co_noi_ap_dung", heading("Việc nhân rộng điển hình tiên tiến"), replication_table()),
        if_given("ket_qua.chua_nhan_rong", below_table(f"Chưa có thông tin về việc nhân rộng: {joined('ten', 'ket_qua.chua_nhan_rong')}.")),
        _without_workbooks(),
        title="SỔ THEO DÕI",
    )  # fmt: skip


def _paper(lines: Lines, page: Page, subject: str, *content: str, title: str = "DANH SÁCH") -> str:
    """One of the year's lists, a paper of the standing body's own: its header, title, content, its head's signature."""
    return together(
        headed(lines, page, STANDING_HEAD, "", title, subject, spaced=True),
        *content,
        signed(page, "danh_sach", "nguoi_ky_to_trinh"),
    )


def _missing_quarters() -> str:
    """The sentences that name the quarters that are not in a list, with the reason."""
    not_met = closing(f"Chưa tính {joined('quy_nay', 'nam.quy_chua_hop')} do Hội đồng chưa họp xét.")
    return _without_workbooks() + if_given("nam.quy_chua_hop", not_met)


def _without_workbooks() -> str:
    """The sentences that name the quarters without workbooks: those whose data was removed, and those where none was sent."""
    forgotten = closing(f"Quý đã xóa dữ liệu cá nhân, không liệt kê được tên: {joined('quy_nay', 'nam.quy_da_xoa')}.")
    missing = closing(f"Quý chưa có hồ sơ: {joined('quy_nay', 'nam.quy_thieu')}.")
    return if_given("nam.quy_da_xoa", forgotten) + if_given("nam.quy_thieu", missing)

"""Draws the template of the consolidated list."""

from __future__ import annotations

from pipeline.drawing.word.nd30 import LANDSCAPE, Lines, heading_row
from pipeline.drawing.word.ooxml import if_given, row, table, tag, together
from pipeline.drawing.word.pieces import (
    OFFICE_HEAD,
    SUBJECT,
    below_table,
    cell,
    centred,
    closing,
    headed,
    joined,
    name_heading,
    row_if,
    rows,
    share,
    signed,
    title_row,
)


def consolidated_list(lines: Lines) -> str:
    """The consolidated list, landscape: collectives, individuals, and the units without an accepted workbook."""
    widths = share(LANDSCAPE, 10, 36, 14, 27, 36, 58, 27, 20, 24)
    headings = (
        "TT",
        name_heading(""),
        "Năm sinh",
        "Chức vụ",
        "Đơn vị",
        "Thành tích tiêu biểu",
        "Mức độ hoàn thành nhiệm vụ năm trước",
        "Hình thức đề nghị",
        "Ngày gửi",
    )
    values = (
        "{{ nguoi_nhan.tt }}", "{{ nguoi_nhan.danh_xung }} {{ nguoi_nhan.ho_ten }}", "{{ nguoi_nhan.nam_sinh }}", "{{ nguoi_nhan.chuc_vu }}", "{{ nguoi_nhan.don_vi }}",
        "{{ nguoi_nhan.ly_do }}", "{{ nguoi_nhan.muc_do }}", "{{ nguoi_nhan.hinh_thuc }}", "{{ nguoi_nhan.ngay_gui }}",
    )  # fmt: skip
    person = tuple(centred(value) if number in (0, 2, 8) else cell(value) for number, value in enumerate(values))
    collective = (
        centred("{{ tap_the_nhan.tt }}"),
        cell("{{ tap_the_nhan.ten }}", span=4),
        cell("{{ tap_the_nhan.ly_do }}"),
        cell("{{ tap_the_nhan.muc_do }}"),
        cell("{{ tap_the_nhan.hinh_thuc }}"),
        centred("{{ tap_the_nhan.ngay_gui }}"),
    )
    none = row(cell("Không có.", span=len(widths)), widths=widths)
    return together(
        headed(lines, LANDSCAPE, OFFICE_HEAD, "", "DANH SÁCH TỔNG HỢP", f"Giới thiệu {SUBJECT}", spaced=True),
        table(
            widths,
            heading_row(widths, *headings),
            title_row(widths, "A. TẬP THỂ"),
            rows(widths, "tap_the_nhan", "tap_the", collective),
            row_if(widths, "not tap_the", none),
            title_row(widths, "B. CÁ NHÂN"),
            rows(widths, "nguoi_nhan", "ca_nhan", person),
            row_if(widths, "not ca_nhan", none),
        ),
        _closing(),
        signed(LANDSCAPE, "danh_sach", "nguoi_ky_danh_sach"),
    )


def _closing() -> str:
    """The number of nominees, and the units that are not in the list, with the reason."""
    return together(
        below_table("Danh sách có {{ danh_sach.doi_tuong }}."),
        closing("Có {{ danh_sach.da_gui }}/{{ danh_sach.tong_don_vi }} phòng, ban, đơn vị gửi hồ sơ hợp lệ."),
        if_given("danh_sach.da_gioi_thieu", closing(f"Đã được giới thiệu ở quý trước trong năm: {joined('nguoi_truoc', 'danh_sach.da_gioi_thieu')}.")),
        if_given("danh_sach.nop_sau", closing(f"Nộp sau cuộc họp, chưa xét: {joined('nguoi_sau', 'danh_sach.nop_sau')}.")),
        tag("{%p if danh_sach.chua_gui %}"),
        closing(f"Đơn vị chưa gửi: {joined('don_vi', 'danh_sach.chua_gui')}."),
        tag("{%p else %}"),
        closing("Đơn vị chưa gửi: Không có."),
        tag("{%p endif %}"),
        if_given("danh_sach.tra_lai", closing(f"Đơn vị có hồ sơ trả lại để sửa: {joined('don_vi', 'danh_sach.tra_lai')}.")),
    )  # fmt: skip

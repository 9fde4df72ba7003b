"""Draws the template of the consolidated list."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.drawing.word.nd30 import (
    LANDSCAPE,
    Lines,
    header_block,
    heading_row,
    signature_block,
)
from pipeline.drawing.word.ooxml import TableCell, loop_row, paragraph, row, table, tag, text
from pipeline.drawing.word.pieces import (
    AFTER_TABLE,
    AGENCY,
    ISSUER,
    name_heading,
    rows,
    share,
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
    centred = {0, 2, 8}
    person = tuple(
        TableCell(paragraph("OBangGiua" if number in centred else "OBang", text(value)))
        for number, value in enumerate(values)
    )
    collective = (
        TableCell(paragraph("OBangGiua", text("{{ tap_the_nhan.tt }}"))),
        TableCell(paragraph("OBang", text("{{ tap_the_nhan.ten }}")), span=4),
        TableCell(paragraph("OBang", text("{{ tap_the_nhan.ly_do }}"))),
        TableCell(paragraph("OBang", text("{{ tap_the_nhan.muc_do }}"))),
        TableCell(paragraph("OBang", text("{{ tap_the_nhan.hinh_thuc }}"))),
        TableCell(paragraph("OBangGiua", text("{{ tap_the_nhan.ngay_gui }}"))),
    )
    none = row(TableCell(paragraph("OBang", text("Không có.")), span=len(widths)), widths=widths)
    return "".join(
        [
            header_block(lines, LANDSCAPE, AGENCY, ISSUER, "", "{{ ngay_ky }}", draft=False),
            paragraph("TenLoai", text("DANH SÁCH TỔNG HỢP")),
            paragraph("TrichYeu", text("Giới thiệu gương điển hình tiên tiến {{ quy.trong_cau }}")),
            lines.under("Giới thiệu gương điển hình tiên tiến quý I năm 2020", 14, 165),
            paragraph("DongKe"),
            table(
                widths,
                heading_row(widths, *headings),
                title_row(widths, "A. TẬP THỂ"),
                *rows(widths, "tap_the_nhan", "tap_the", collective),
                loop_row("{%tr if not tap_the %}", len(widths), widths),
                none,
                loop_row("{%tr endif %}", len(widths), widths),
                title_row(widths, "B. CÁ NHÂN"),
                *rows(widths, "nguoi_nhan", "ca_nhan", person),
                loop_row("{%tr if not ca_nhan %}", len(widths), widths),
                none,
                loop_row("{%tr endif %}", len(widths), widths),
            ),
            *_closing(),
            signature_block(LANDSCAPE, "noi_nhan.danh_sach", "nguoi_ky_danh_sach"),
            AFTER_TABLE,
            LANDSCAPE.section(),
        ]
    )


def _closing() -> Sequence[str]:
    """The number of nominees, and the units that are not in the list, with the reason."""
    separated = "{% if not loop.last %}; {% endif %}"
    return (
        paragraph("DongSauBang", text("Danh sách có {{ danh_sach.doi_tuong }}.")),
        paragraph("DongCuoi", text("Có {{ danh_sach.da_gui }}/{{ danh_sach.tong_don_vi }} phòng, ban, đơn vị gửi hồ sơ hợp lệ.")),
        tag("{%p if danh_sach.da_gioi_thieu %}"),
        paragraph("DongCuoi", text(f"Đã được giới thiệu ở quý trước trong năm: {{% for nguoi_truoc in danh_sach.da_gioi_thieu %}}{{{{ nguoi_truoc }}}}{separated}{{% endfor %}}.")),
        tag("{%p endif %}"),
        tag("{%p if danh_sach.nop_sau %}"),
        paragraph("DongCuoi", text(f"Nộp sau cuộc họp, chưa xét: {{% for nguoi_sau in danh_sach.nop_sau %}}{{{{ nguoi_sau }}}}{separated}{{% endfor %}}.")),
        tag("{%p endif %}"),
        tag("{%p if danh_sach.chua_gui %}"),
        paragraph("DongCuoi", text(f"Đơn vị chưa gửi: {{% for don_vi in danh_sach.chua_gui %}}{{{{ don_vi }}}}{separated}{{% endfor %}}.")),
        tag("{%p else %}"),
        paragraph("DongCuoi", text("Đơn vị chưa gửi: Không có.")),
        tag("{%p endif %}"),
        tag("{%p if danh_sach.tra_lai %}"),
        paragraph("DongCuoi", text(f"Đơn vị có hồ sơ trả lại để sửa: {{% for don_vi in danh_sach.tra_lai %}}{{{{ don_vi }}}}{separated}{{% endfor %}}.")),
        tag("{%p endif %}"),
    )  # fmt: skip

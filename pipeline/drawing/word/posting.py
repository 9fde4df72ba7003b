"""Draws the template of the notice by which the list is posted."""

from __future__ import annotations

from pipeline.drawing.word.nd30 import (
    BLANK_NUMBER,
    NO_BREAK,
    PORTRAIT,
    Lines,
    header_block,
    heading_row,
    signature_block,
)
from pipeline.drawing.word.ooxml import TableCell, paragraph, table, text
from pipeline.drawing.word.pieces import (
    AFTER_TABLE,
    AGENCY,
    ISSUER,
    body,
    centred,
    group,
    name_heading,
    recipients_of,
    rows,
    share,
)


def public_list(lines: Lines) -> str:
    """The notice that is posted, with the list: name, position, unit and award only; how long, and where objections go."""
    widths = share(PORTRAIT, 12, 46, 38, 44, 26)
    award = "{% if da_hop %}{{ muc.bieu_quyet.ket_qua }}{% else %}{{ muc.hinh_thuc }}{% endif %}"
    person = tuple(
        TableCell(paragraph("OBang", text(value)))
        for value in ("{{ muc.danh_xung }} {{ muc.ho_ten }}", "{{ muc.chuc_vu }}", "{{ muc.don_vi }}", award)
    )
    collective = (
        TableCell(paragraph("OBang", text("{{ muc.ten }}")), span=3),
        TableCell(paragraph("OBang", text(award))),
    )
    whom = recipients_of("tập thể", ", ", "cá nhân", "cong_khai.")
    # the no-break space keeps the quarter whole
    listed = f"{whom} được {{% if da_hop %}}thống nhất{{% else %}}đề nghị{{% endif %}} {{{{ cong_khai.viec }}}} {{{{ quy.trong_cau|replace(' ', '{NO_BREAK}') }}}}"
    number = f"Số:{BLANK_NUMBER}/TB-{{{{ co_quan.ky_hieu }}}}"
    return "".join(
        [
            header_block(lines, PORTRAIT, AGENCY, ISSUER, number, "{{ ngay_ky }}", draft=True),
            paragraph("TenLoai", text("THÔNG BÁO")),
            paragraph("TrichYeu", text(f"Công khai danh sách {listed}")),
            lines.under("Công khai danh sách cá nhân được đề nghị khen thưởng quý I năm 2020", 14, 165),
            body(f"Thực hiện {{{{ ke_hoach.vien_dan }}}}, {{{{ co_quan.ten }}}} thông báo công khai danh sách {listed} như sau:"),
            table(
                widths,
                heading_row(widths, "TT", name_heading("cong_khai."), "Chức vụ", "Đơn vị", "Hình thức"),
                *group(widths, "A. TẬP THỂ", "cong_khai.tap_the and cong_khai.ca_nhan"),
                *rows(widths, "muc", "cong_khai.tap_the", (centred("{{ muc.tt }}"), *collective)),
                *group(widths, "B. CÁ NHÂN", "cong_khai.tap_the and cong_khai.ca_nhan"),
                *rows(widths, "muc", "cong_khai.ca_nhan", (centred("{{ muc.tt }}"), *person)),
            ),
            paragraph("DongSauBang", text("Danh sách có {{ cong_khai.doi_tuong }}.")),
            paragraph("DongCuoi", text("Danh sách được niêm yết tại trụ sở cơ quan{% if cong_khai.so_ngay %} trong " + NO_BREAK.join(("{{ cong_khai.so_ngay }}", "ngày")) + " làm việc, kể từ ngày ký Thông báo này{% endif %}. "
                                       "Trong thời gian niêm yết, ý kiến phản ánh gửi về {{ co_quan.thuong_truc }} để xem xét, trả lời./.")),
            signature_block(PORTRAIT, "noi_nhan.cong_khai", "nguoi_ky_danh_sach"),
            AFTER_TABLE,
            PORTRAIT.section(),
        ]
    )  # fmt: skip

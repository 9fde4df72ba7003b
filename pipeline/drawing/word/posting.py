"""Draws the template of the list for posting."""

from __future__ import annotations

from pipeline.drawing.word.nd30 import (
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
    centred,
    group,
    name_heading,
    recipients_of,
    rows,
    share,
)


def public_list(lines: Lines) -> str:
    """The list for posting: name, position, unit and award only."""
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
    # «Tập thể», «Cá nhân» or «Tập thể, cá nhân»; the longest title fills the line, and the no-break space keeps the quarter whole
    whom = recipients_of("Tập thể", ", cá nhân", "{% if not cong_khai.tap_the %}Cá nhân{% endif %}", "cong_khai.")
    title = f"{whom} được {{% if da_hop %}}thống nhất{{% else %}}đề nghị{{% endif %}} {{{{ cong_khai.viec }}}} {{{{ quy.trong_cau|replace(' ', '{NO_BREAK}') }}}}"
    return "".join(
        [
            header_block(lines, PORTRAIT, AGENCY, ISSUER, "", "{{ ngay_ky }}", draft=False),
            paragraph("TenLoai", text("DANH SÁCH CÔNG KHAI")),
            paragraph("TrichYeu", text(title)),
            lines.under("Tập thể, cá nhân được đề nghị khen thưởng quý I năm 2020", 14, 165),
            paragraph("DongKe"),
            table(
                widths,
                heading_row(widths, "TT", name_heading("cong_khai."), "Chức vụ", "Đơn vị", "Hình thức"),
                *group(widths, "A. TẬP THỂ", "cong_khai.tap_the and cong_khai.ca_nhan"),
                *rows(widths, "muc", "cong_khai.tap_the", (centred("{{ muc.tt }}"), *collective)),
                *group(widths, "B. CÁ NHÂN", "cong_khai.tap_the and cong_khai.ca_nhan"),
                *rows(widths, "muc", "cong_khai.ca_nhan", (centred("{{ muc.tt }}"), *person)),
            ),
            paragraph("DongSauBang", text("Danh sách có {{ cong_khai.doi_tuong }}.")),
            signature_block(PORTRAIT, "noi_nhan.cong_khai", "nguoi_ky_danh_sach"),
            AFTER_TABLE,
            PORTRAIT.section(),
        ]
    )  # fmt: skip

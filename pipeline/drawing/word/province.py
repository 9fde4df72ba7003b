"""Draws the templates of what goes to the province: the office's submission with its list, and the report of achievements."""

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
from pipeline.drawing.word.ooxml import TableCell, paragraph, row, table, tag, text
from pipeline.drawing.word.pieces import (
    AFTER_TABLE,
    AGENCY,
    ISSUER,
    body,
    both_groups,
    cell,
    each_line,
    fact,
    if_given,
    optional_table,
    share,
)

SUBJECT = "Về việc đề nghị khen thưởng gương điển hình tiên tiến {}"
ONE = "bao_cao"


def submission_to_province(lines: Lines) -> str:
    """The submission of the office to whom grants the higher award, through the body in charge, with the list of the proposed."""
    widths = share(PORTRAIT, 10, 38, 42, 40, 35)
    values = (cell("{{ muc.hinh_thuc_trinh }}"), cell("{{ muc.ly_do }}"))
    return "".join(
        [
            header_block(lines, PORTRAIT, AGENCY, ISSUER, f"Số:{BLANK_NUMBER}/TTr-{{{{ co_quan.ky_hieu }}}}", "{{ ngay_ky }}", draft=True),
            paragraph("TenLoai", text("TỜ TRÌNH")),
            paragraph("TrichYeu", text(SUBJECT.format("{{ quy.trong_cau }}"))),
            lines.under(SUBJECT.format("quý I năm 2020"), 14, 165),
            paragraph("KinhGui", text("Kính gửi: {{ co_quan.cap_tren }}{% if cap_tren.qua %} (qua {{ cap_tren.qua }}){% endif %}.")),
            body("Thực hiện {{ ke_hoach.vien_dan }}, tại cuộc họp {{ hop.ngay }}, {{ co_quan.hoi_dong }} đã xét, thống nhất đề nghị cấp trên khen thưởng {{ cap_tren.doi_tuong }} có thành tích tiêu biểu trong {{ quy.trong_cau }}."),
            paragraph("DongCuoi", text("{{ co_quan.ten }} kính trình {{ co_quan.cap_tren }} xem xét, khen thưởng {{ cap_tren.doi_tuong }} có tên sau đây:")),
            table(
                widths,
                heading_row(widths, "TT", "Họ và tên, tên tập thể", "Chức vụ, đơn vị", "Hình thức đề nghị", "Thành tích"),
                *both_groups(widths, "cap_tren.tap_the", "cap_tren.ca_nhan", (), values),
            ),
            paragraph("DongSauBang", text("Hồ sơ kèm theo: biên bản họp Hội đồng; báo cáo thành tích của {{ cap_tren.doi_tuong }}.")),
            paragraph("DongCuoi", text("Kính trình {{ co_quan.cap_tren }} xem xét, quyết định./.")),
            signature_block(PORTRAIT, "noi_nhan.to_trinh_cap_tren", "nguoi_ky"),
            AFTER_TABLE,
            PORTRAIT.section(),
        ]
    )  # fmt: skip


def achievement_report(lines: Lines) -> str:
    """The report of achievements of one proposed to the province, in the parts that the decrees' forms have."""
    return "".join(
        [
            header_block(lines, PORTRAIT, f"{ISSUER} {AGENCY}", f"{{{{ {ONE}.don_vi_hoa }}}}", "", "{{ ngay_ky }}", draft=False),
            paragraph("TenLoai", text("BÁO CÁO THÀNH TÍCH")),
            paragraph("TrichYeu", text(f"Đề nghị tặng {{{{ {ONE}.hinh_thuc_trinh }}}}")),
            lines.under("Đề nghị tặng Bằng khen của Chủ tịch UBND tỉnh", 14, 165),
            paragraph("DongKe"),
            *if_given(f"{ONE}.mau", body(f"Lập theo {{{{ {ONE}.mau }}}}.")),
            tag(f"{{%p if {ONE}.la_tap_the %}}"),
            paragraph("DeMuc", text("I. Sơ lược đặc điểm, tình hình")),
            fact("Tên tập thể", f"{{{{ {ONE}.don_vi }}}}"),
            fact("Số công chức, viên chức, người lao động", f"{{{{ {ONE}.so_nguoi }}}}"),
            tag("{%p else %}"),
            paragraph("DeMuc", text("I. Sơ lược lý lịch")),
            fact("Họ và tên", f"{{{{ {ONE}.ho_ten }}}}", "Giới tính", f"{{{{ {ONE}.gioi_tinh }}}}"),
            fact("Ngày sinh", f"{{{{ {ONE}.ngay_sinh }}}}"),
            fact("Quê quán, nơi thường trú", "ghi theo hồ sơ cán bộ khi trình"),
            fact("Chức vụ, đơn vị công tác", f"{{{{ {ONE}.chuc_vu_don_vi }}}}"),
            fact("Trình độ chuyên môn", f"{{{{ {ONE}.trinh_do }}}}"),
            tag("{%p endif %}"),
            paragraph("DeMuc", text("II. Thành tích đạt được")),
            paragraph("DeMuc", text("1. Chức năng, nhiệm vụ được giao")),
            *each_line(f"{ONE}.nhiem_vu"),
            paragraph("DeMuc", text("2. Thành tích")),
            *each_line(f"{ONE}.thanh_tich"),
            *each_line(f"{ONE}.cach_lam"),
            fact("Mức độ hoàn thành nhiệm vụ năm trước", f"{{{{ {ONE}.muc_do }}}}"),
            paragraph("DeMuc", text("3. Sáng kiến, giải pháp đã được công nhận")),
            *optional_table(
                f"{ONE}.sang_kien", ("TT", "Tên sáng kiến, giải pháp", "Quyết định công nhận", "Cơ quan công nhận"), (10, 66, 44, 40),
                ("{{ muc.tt }}", "{{ muc.ten }}", "{{ muc.so_qd }} ngày" + NO_BREAK + "{{ muc.ngay_qd }}", "{{ muc.co_quan }}"),
            ),
            paragraph("DeMuc", text("III. Danh hiệu thi đua, hình thức khen thưởng đã được nhận")),
            *optional_table(
                f"{ONE}.khen_thuong", ("Năm", "Danh hiệu, hình thức khen thưởng", "Quyết định", "Cơ quan ban hành"), (14, 58, 44, 44),
                ("{{ muc.nam }}", "{{ muc.ten }}", "{{ muc.so_qd }} ngày" + NO_BREAK + "{{ muc.ngay_qd }}", "{{ muc.co_quan }}"),
            ),
            paragraph("DongSauBang", text(f"Kính đề nghị cấp có thẩm quyền xem xét, tặng {{{{ {ONE}.hinh_thuc_trinh }}}} cho {{% if {ONE}.la_tap_the %}}tập thể{{% else %}}cá nhân{{% endif %}} có thành tích nêu trên.")),
            _signatures(),
            AFTER_TABLE,
            PORTRAIT.section(),
        ]
    )  # fmt: skip


def _signatures() -> str:
    """The head of the unit confirms at the left; the one who reports signs at the right, of a collective its head."""
    half = PORTRAIT.text_width // 2
    widths = (half, PORTRAIT.text_width - half)
    reporter = f"{{% if {ONE}.la_tap_the %}}THỦ TRƯỞNG ĐƠN VỊ{{% else %}}NGƯỜI BÁO CÁO THÀNH TÍCH{{% endif %}}"

    def signer(title: str, name: str) -> TableCell:
        signed = tag(f"{{%p if {name} %}}") + paragraph("HoTenNguoiKy", text(f"{{{{ {name} }}}}")) + tag("{%p endif %}")
        return TableCell(paragraph("QuyenHan", text(title)) + paragraph("ChuKy") + signed)

    confirmed = signer("XÁC NHẬN CỦA CƠ QUAN TRÌNH KHEN", "nguoi_ky.ho_ten")
    return table(
        widths, row(confirmed, signer(reporter, f"{ONE}.nguoi_bao_cao"), widths=widths), borders=False, margin=0
    )

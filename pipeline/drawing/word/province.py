"""Draws the templates of what goes to the province: the office's submission with its list, and the report of achievements."""

from __future__ import annotations

from pipeline.drawing.word.nd30 import PORTRAIT, Lines, heading_row, name_if_given, two_signatures
from pipeline.drawing.word.ooxml import if_given, paragraph, table, tag, text, together
from pipeline.drawing.word.pieces import (
    AFTER_TABLE,
    OF_DECISION,
    OFFICE_HEAD,
    SUBJECT,
    UNIT_PARENT,
    awards_table,
    below_table,
    body,
    cell,
    closing,
    each_line,
    fact,
    headed,
    heading,
    name_heading,
    named_groups,
    number_of,
    optional_table,
    share,
    signed,
)

ONE = "bao_cao"


def submission_to_province(lines: Lines) -> str:
    """The submission of the office to whom grants the higher award, through the body in charge, with the list of the proposed."""
    widths = share(PORTRAIT, 10, 36, 38, 33, 48)
    values = (cell("{{ muc.hinh_thuc_trinh }}"), cell("{{ muc.ly_do }}"))
    return together(
        headed(lines, PORTRAIT, OFFICE_HEAD, number_of("TTr"), "TỜ TRÌNH", f"Về việc đề nghị khen thưởng {SUBJECT}", draft=True),
        paragraph("KinhGui", text("Kính gửi: {{ co_quan.cap_tren }}{% if cap_tren.qua %} (qua {{ cap_tren.qua }}){% endif %}.")),
        body("Thực hiện {{ ke_hoach.vien_dan }}, tại cuộc họp {{ hop.ngay }}, {{ co_quan.hoi_dong }} (sau đây viết tắt là Hội đồng) đã xét, thống nhất đề nghị cấp trên khen thưởng {{ cap_tren.doi_tuong }} có thành tích tiêu biểu trong {{ quy.trong_cau }}."),
        closing("{{ co_quan.ten }} kính trình {{ co_quan.cap_tren }} xem xét, khen thưởng {{ cap_tren.doi_tuong }} có tên sau đây:"),
        table(
            widths,
            heading_row(widths, "TT", name_heading("cap_tren."), "Chức vụ, đơn vị", "Hình thức đề nghị", "Thành tích"),
            named_groups(widths, "cap_tren.", values, values),
        ),
        below_table("Hồ sơ kèm theo gồm:"),
        body("- Biên bản họp Hội đồng {{ hop.ngay }};"),
        body("- Báo cáo thành tích của {{ cap_tren.doi_tuong }}."),
        closing("Kính trình {{ co_quan.cap_tren }} xem xét, quyết định./."),
        signed(PORTRAIT, "to_trinh_cap_tren", "nguoi_ky"),
    )  # fmt: skip


def achievement_report(lines: Lines) -> str:
    """The report of achievements of one proposed to the province, in the parts that the decrees' forms have."""
    return together(
        headed(lines, PORTRAIT, (UNIT_PARENT, f"{{{{ {ONE}.don_vi_hoa }}}}"), "", "BÁO CÁO THÀNH TÍCH", f"Đề nghị tặng {{{{ {ONE}.hinh_thuc_trinh }}}}", "Đề nghị tặng Bằng khen của Chủ tịch UBND tỉnh", spaced=True),
        if_given(f"{ONE}.mau", body(f"Lập theo {{{{ {ONE}.mau }}}}.")),
        tag(f"{{%p if {ONE}.la_tap_the %}}"),
        heading("I. Sơ lược đặc điểm, tình hình"),
        fact("Tên tập thể", f"{{{{ {ONE}.don_vi }}}}"),
        fact("Số công chức, viên chức, người lao động", f"{{{{ {ONE}.so_nguoi }}}}"),
        tag("{%p else %}"),
        heading("I. Sơ lược lý lịch"),
        fact("Họ và tên", f"{{{{ {ONE}.ho_ten }}}}", "Giới tính", f"{{{{ {ONE}.gioi_tinh }}}}"),
        fact("Ngày sinh", f"{{{{ {ONE}.ngay_sinh }}}}"),
        fact("Quê quán, nơi thường trú", "…"),
        fact("Chức vụ, đơn vị công tác", f"{{{{ {ONE}.chuc_vu_don_vi }}}}"),
        fact("Trình độ chuyên môn", f"{{{{ {ONE}.trinh_do }}}}"),
        tag("{%p endif %}"),
        heading("II. Thành tích đạt được"),
        heading("1. Chức năng, nhiệm vụ được giao"),
        each_line(f"{ONE}.nhiem_vu"),
        heading("2. Thành tích"),
        each_line(f"{ONE}.thanh_tich"),
        each_line(f"{ONE}.cach_lam"),
        fact("Mức độ hoàn thành nhiệm vụ năm trước", f"{{{{ {ONE}.muc_do }}}}"),
        heading("3. Sáng kiến, giải pháp đã được công nhận"),
        optional_table(
            f"{ONE}.sang_kien", ("TT", "Tên sáng kiến, giải pháp", "Quyết định công nhận", "Cơ quan công nhận"), (10, 66, 44, 40),
            ("{{ muc.tt }}", "{{ muc.ten }}", OF_DECISION, "{{ muc.co_quan }}"),
        ),
        heading("III. Danh hiệu thi đua, hình thức khen thưởng đã được nhận"),
        awards_table(ONE),
        below_table(f"Trên đây là báo cáo thành tích của {{% if {ONE}.la_tap_the %}}tập thể {{{{ {ONE}.don_vi }}}}{{% else %}}{{{{ {ONE}.danh_xung|lower }}}} {{{{ {ONE}.ho_ten }}}}, {{{{ {ONE}.chuc_vu_lien }}}}{{% endif %}}."),
        closing(f"Kính đề nghị cấp có thẩm quyền xem xét, tặng {{{{ {ONE}.hinh_thuc_trinh }}}} cho {{% if {ONE}.la_tap_the %}}tập thể{{% else %}}cá nhân{{% endif %}} có thành tích nêu trên."),
        _signatures(),
        AFTER_TABLE,
        PORTRAIT.section(),
    )  # fmt: skip


def _signatures() -> str:
    """The head of the office confirms at the left; the one who reports signs at the right, of a collective its head."""
    reporter = f"{{% if {ONE}.la_tap_the %}}THỦ TRƯỞNG ĐƠN VỊ{{% else %}}NGƯỜI BÁO CÁO THÀNH TÍCH{{% endif %}}"
    confirming = together(
        paragraph("QuyenHan", text("XÁC NHẬN, ĐỀ NGHỊ")),
        if_given("nguoi_ky.ky_thay", paragraph("QuyenHan", text("{{ nguoi_ky.ky_thay }}"))),
        paragraph("QuyenHan", text("{{ nguoi_ky.chuc_vu }}")),
    )
    return two_signatures(
        PORTRAIT,
        (confirming, name_if_given("nguoi_ky.ho_ten")),
        (paragraph("QuyenHan", text(reporter)), name_if_given(f"{ONE}.nguoi_bao_cao")),
    )

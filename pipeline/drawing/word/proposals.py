"""Draws the templates of the proposal (tờ trình), and of what goes to the province: the office's submission with its list, the report of achievements."""

from __future__ import annotations

from pipeline.drawing.word.nd30 import PORTRAIT, name_if_given, two_signatures
from pipeline.drawing.word.ooxml import for_each, if_given, paragraph, table, tag, text, together
from pipeline.drawing.word.pieces import (
    AFTER_TABLE,
    CHANGED,
    OF_DECISION,
    OFFICE_HEAD,
    STANDING_HEAD,
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
    joined,
    named_groups,
    named_heading,
    number_of,
    optional_table,
    share,
    signed,
)
from pipeline.values.vietnamese import NO_BREAK

ONE = "bao_cao"  # whom a report of achievements is about


def proposal() -> str:
    """The proposal of the standing body to the head of the office; it also lists the awards that only a higher level can grant."""
    return together(
        headed(PORTRAIT, STANDING_HEAD, number_of("TTr", "co_quan.thuong_truc_ky_hieu"), "TỜ TRÌNH", f"Về việc khen thưởng, giới thiệu {SUBJECT}"),
        paragraph("KinhGui", text("Kính gửi: {{ co_quan.nguoi_dung_dau }}.")),
        body("Thực hiện {{ ke_hoach.vien_dan }}, {{ co_quan.thuong_truc }} đã tổng hợp hồ sơ {{ quy.trong_cau }}: "
              "{% if hop.vang_ho_so %}đến ngày họp xét, {% endif %}{{ danh_sach.da_gui }}/{{ danh_sach.tong_don_vi }} phòng, ban, đơn vị gửi hồ sơ hợp lệ; giới thiệu {{ danh_sach.doi_tuong }}."),
        body("Cuộc họp {{ hop.ngay }} của {{ co_quan.hoi_dong }} (sau đây viết tắt là Hội đồng) có {{ hop.so_co_mat }}/{{ hop.so_thanh_vien }} thành viên dự; kết quả bỏ phiếu ghi tại Biên bản số{{ van_ban.bien_ban_hop_hoi_dong.so }}/BB-{{ co_quan.hoi_dong_ky_hieu }} {{ van_ban.bien_ban_hop_hoi_dong.ngay }} của Hội đồng về cuộc họp xét chọn " + SUBJECT + " (gửi kèm)."),
        if_given("hop.vang_ho_so", body(f"Sau cuộc họp có thay đổi: {joined('muc', 'hop.vang_ho_so', CHANGED)}. Dự thảo Quyết định không có tên trường hợp nêu trên.")),
        body("{{ co_quan.thuong_truc }}, thường trực Hội đồng, kính trình {{ co_quan.nguoi_dung_dau }} xem xét, quyết định các nội dung sau đây:"),
        tag("{%p if hop.cho_bieu_quyet_lai %}"),
        body("- Giao Hội đồng biểu quyết lại, chọn điển hình tiên tiến {{ quy.trong_cau }} để công nhận, nhân rộng tại cơ quan và giới thiệu {{ co_quan.hoi_dong_tinh }}, vì {{ hop.ten_duoc_chon_chen }} {{ hop.cho_bieu_quyet_lai }}."),
        tag("{%p else %}"),
        body("- Công nhận {{ hop.ten_duoc_chon_chen }} là điển hình tiên tiến {{ quy.trong_cau }} ({{ hop.bieu_quyet_chon.phieu_chon }}/{{ hop.hop_le }} phiếu chọn{% if hop.bang_phieu.so %}, được chọn theo quy tắc khi bằng phiếu{% else %}, cao nhất{% endif %}) và nhân rộng tại cơ quan; "
              "giới thiệu {{ co_quan.hoi_dong_tinh }} xem xét, nhân rộng trên phạm vi {{ co_quan.pham_vi }}."),
        tag("{%p endif %}"),
        if_given("quyet_dinh.muc_thuong", body("- Tặng Giấy khen cho {{ quyet_dinh.doi_tuong }} có tên trong dự thảo Quyết định kèm theo; tổng số tiền thưởng là {{ quyet_dinh.tong_tien }} đồng ({{ quyet_dinh.tong_tien_chu }}).")),
        if_given("hop.cap_tren", body(f"- Đề nghị cấp có thẩm quyền tặng {joined('muc', 'hop.cap_tren', '{{ muc.hinh_thuc }} cho {{ muc.ten }} (tỷ lệ đồng ý {{ muc.ty_le }})')}.")),
        for_each("muc", "hop.hinh_thuc_khac", body("- {{ muc.hinh_thuc }} đối với {{ muc.ten }}.")),
        body("Hồ sơ kèm theo gồm: biên bản họp Hội đồng; {% if quyet_dinh.muc_thuong %}dự thảo Quyết định khen thưởng; {% endif %}"
              "{% if not hop.cho_bieu_quyet_lai %}dự thảo Công văn giới thiệu, Thông báo nhân rộng điển hình tiên tiến; {% endif %}"
              "{% if hop.cap_tren %}dự thảo Tờ trình cấp trên và báo cáo thành tích; {% endif %}danh sách tổng hợp và trích ngang thành tích."),
        closing("{{ co_quan.thuong_truc }} kính trình xem xét, quyết định./."),
        signed(PORTRAIT, "to_trinh", "nguoi_ky_to_trinh"),
    )  # fmt: skip


def submission_to_province() -> str:
    """The submission of the office to whom grants the higher award, through the body in charge, with the list of the proposed."""
    widths = share(PORTRAIT, 10, 36, 38, 33, 48)
    values = (cell("{{ muc.hinh_thuc_trinh }}"), cell("{{ muc.ly_do }}"))
    return together(
        headed(PORTRAIT, OFFICE_HEAD, number_of("TTr"), "TỜ TRÌNH", "Về việc đề nghị tặng {{ cap_tren.hinh_thuc }} cho {{ cap_tren.doi_tuong }} có thành tích tiêu biểu {{ quy.trong_cau }}", "cho 01 cá nhân có thành tích tiêu biểu quý I năm 2020", draft=True),
        paragraph("KinhGui", text("Kính gửi: {{ co_quan.cap_tren }}{% if cap_tren.qua %} (qua" + NO_BREAK + "{{ cap_tren.qua|replace(' ', '" + NO_BREAK + "') }}){% endif %}.")),
        body("Thực hiện {{ ke_hoach.vien_dan }}, tại cuộc họp {{ hop.ngay }}, {{ co_quan.hoi_dong }} (sau đây viết tắt là Hội đồng) đã xét, thống nhất đề nghị tặng {{ cap_tren.hinh_thuc }} cho {{ cap_tren.doi_tuong }} có thành tích tiêu biểu trong {{ quy.trong_cau }}."),
        closing("{{ co_quan.ten }} kính trình {{ co_quan.cap_tren }} xem xét, tặng Bằng khen cho {{ cap_tren.doi_tuong }} có tên sau đây:"),
        table(
            widths,
            named_heading(widths, "cap_tren.", ("Chức vụ, đơn vị",), "Hình thức đề nghị", "Thành tích"),
            named_groups(widths, "cap_tren.", values, values),
        ),
        below_table("Hồ sơ kèm theo gồm: biên bản họp Hội đồng; báo cáo thành tích của {{ cap_tren.doi_tuong }} được đề nghị."),
        closing("Kính trình {{ co_quan.cap_tren }} xem xét, quyết định./."),
        signed(PORTRAIT, "to_trinh_cap_tren", "nguoi_ky"),
    )  # fmt: skip


def achievement_report() -> str:
    """The report of achievements of one proposed to the province, in the parts that the decrees' forms have."""
    return together(
        headed(PORTRAIT, (UNIT_PARENT, f"{{{{ {ONE}.don_vi_hoa }}}}"), "", "BÁO CÁO THÀNH TÍCH", f"Đề nghị tặng {{{{ {ONE}.hinh_thuc_trinh }}}}", "Đề nghị tặng Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh Lào Cai", spaced=True),
        tag(f"{{%p if {ONE}.la_tap_the %}}"),
        heading("I. Sơ lược đặc điểm, tình hình"),
        heading("1. Đặc điểm, tình hình"),
        fact("Tên tập thể", f"{{{{ {ONE}.don_vi }}}}"),
        fact("Địa điểm trụ sở, quá trình thành lập và phát triển", "…"),
        fact("Số công chức, viên chức, người lao động", f"{{{{ {ONE}.so_nguoi }}}}"),
        heading("2. Chức năng, nhiệm vụ"),
        each_line(f"{ONE}.nhiem_vu"),
        tag("{%p else %}"),
        heading("I. Sơ lược lý lịch"),
        fact("Họ và tên", f"{{{{ {ONE}.ho_ten }}}}", "Giới tính", f"{{{{ {ONE}.gioi_tinh }}}}"),
        fact("Sinh ngày, tháng, năm", f"{{{{ {ONE}.ngay_sinh }}}}"),
        fact("Quê quán, nơi thường trú", "…"),
        fact("Chức vụ, đơn vị công tác", f"{{{{ {ONE}.chuc_vu_don_vi }}}}"),
        fact("Trình độ chuyên môn, nghiệp vụ", f"{{{{ {ONE}.trinh_do }}}}"),
        tag("{%p endif %}"),
        heading("II. Thành tích đạt được"),
        if_given(f"not {ONE}.la_tap_the", heading("1. Quyền hạn, nhiệm vụ được giao hoặc đảm nhận"), each_line(f"{ONE}.nhiem_vu")),
        heading(_either("1. Thành tích đạt được của tập thể", "2. Thành tích đạt được của cá nhân")),
        each_line(f"{ONE}.thanh_tich"),
        each_line(f"{ONE}.cach_lam"),
        body(f"Mức độ hoàn thành nhiệm vụ năm trước: {{{{ {ONE}.muc_do }}}}."),
        heading(_either("2. Sáng kiến, giải pháp đã được công nhận", "3. Sáng kiến, giải pháp đã được công nhận")),
        optional_table(
            f"{ONE}.sang_kien", ("TT", "Tên sáng kiến, giải pháp", "Quyết định công nhận", "Cơ quan công nhận"), (10, 66, 44, 40),
            ("{{ muc.tt }}", "{{ muc.ten }}", OF_DECISION, "{{ muc.co_quan }}"),
        ),
        heading("III. Các hình thức đã được khen thưởng"),
        awards_table(ONE),
        if_given(f"{ONE}.mau", below_table(f"Báo cáo lập theo {{{{ {ONE}.mau }}}}.")),
        below_table(f"Trên đây là báo cáo thành tích của {{% if {ONE}.la_tap_the %}}tập thể {{{{ {ONE}.don_vi }}}}{{% else %}}{{{{ {ONE}.danh_xung|lower }}}} {{{{ {ONE}.ho_ten }}}}, {{{{ {ONE}.chuc_vu_lien }}}}{{% endif %}}."),
        closing(f"Kính đề nghị cấp có thẩm quyền xem xét, tặng {{{{ {ONE}.hinh_thuc_trinh }}}} cho {{% if {ONE}.la_tap_the %}}tập thể{{% else %}}cá nhân{{% endif %}} có thành tích nêu trên."),
        _signatures(),
        AFTER_TABLE,
        PORTRAIT.section(),
    )  # fmt: skip


def _either(of_collective: str, of_person: str) -> str:
    return f"{{% if {ONE}.la_tap_the %}}{of_collective}{{% else %}}{of_person}{{% endif %}}"


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

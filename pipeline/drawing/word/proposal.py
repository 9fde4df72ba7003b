"""Draws the template of the proposal (tờ trình)."""

from __future__ import annotations

from pipeline.drawing.word.nd30 import PORTRAIT, Lines
from pipeline.drawing.word.ooxml import for_each, if_given, paragraph, tag, text, together
from pipeline.drawing.word.pieces import (
    STANDING_HEAD,
    SUBJECT,
    body,
    closing,
    headed,
    joined,
    number_of,
    signed,
)


def proposal(lines: Lines) -> str:
    """The proposal of the standing body to the head of the office; it also lists the awards that only a higher level can grant."""
    return together(
        headed(lines, PORTRAIT, STANDING_HEAD, number_of("TTr", "co_quan.thuong_truc_ky_hieu"), "TỜ TRÌNH", f"Về việc khen thưởng, giới thiệu {SUBJECT}"),
        paragraph("KinhGui", text("Kính gửi: {{ co_quan.nguoi_dung_dau }}.")),
        body("Thực hiện {{ ke_hoach.vien_dan }}, {{ co_quan.thuong_truc }} đã tổng hợp hồ sơ {{ quy.trong_cau }}: "
              "{{ danh_sach.da_gui }}/{{ danh_sach.tong_don_vi }} phòng, ban, đơn vị gửi hồ sơ hợp lệ; giới thiệu {{ danh_sach.doi_tuong }}."),
        body("Cuộc họp {{ hop.ngay }} của {{ co_quan.hoi_dong }} (sau đây viết tắt là Hội đồng) có {{ hop.so_co_mat }}/{{ hop.so_thanh_vien }} thành viên dự; kết quả bỏ phiếu ghi tại {% if van_ban.bien_ban_hop_hoi_dong.da_ky %}Biên bản số{{ van_ban.bien_ban_hop_hoi_dong.so }}/BB-{{ co_quan.hoi_dong_ky_hieu }} {{ van_ban.bien_ban_hop_hoi_dong.ngay }} của Hội đồng{% else %}biên bản{% endif %} kèm theo."),
        body("{{ co_quan.thuong_truc }}, thường trực Hội đồng, kính trình {{ co_quan.nguoi_dung_dau }} xem xét, quyết định các nội dung sau đây:"),
        tag("{%p if hop.cho_bieu_quyet_lai %}"),
        body("- Việc công nhận điển hình tiên tiến {{ quy.trong_cau }}, nhân rộng tại cơ quan và giới thiệu {{ co_quan.hoi_dong_tinh }} chờ Hội đồng biểu quyết lại, vì {{ hop.ten_duoc_chon }} {{ hop.cho_bieu_quyet_lai }}."),
        tag("{%p else %}"),
        body("- Công nhận {{ hop.ten_duoc_chon }} là điển hình tiên tiến {{ quy.trong_cau }} ({{ hop.bieu_quyet_chon.phieu_chon }}/{{ hop.hop_le }} phiếu chọn{% if hop.bang_phieu.so %}, được chọn theo quy tắc khi bằng phiếu{% else %}, cao nhất{% endif %}) và nhân rộng tại cơ quan; "
              "giới thiệu {{ co_quan.hoi_dong_tinh }} xem xét, nhân rộng trên phạm vi {{ co_quan.pham_vi }}."),
        tag("{%p endif %}"),
        if_given("quyet_dinh.muc_thuong", body("- Tặng Giấy khen cho {{ quyet_dinh.doi_tuong }} có tên trong dự thảo Quyết định kèm theo; tổng số tiền thưởng là {{ quyet_dinh.tong_tien }} đồng ({{ quyet_dinh.tong_tien_chu }}).")),
        if_given("hop.cap_tren", body(f"- Đề nghị cấp có thẩm quyền khen thưởng: {joined('muc', 'hop.cap_tren', '{{ muc.hinh_thuc }} đối với {{ muc.ten }} (tỷ lệ đồng ý {{ muc.ty_le }})')}.")),
        for_each("muc", "hop.hinh_thuc_khac", body("- {{ muc.hinh_thuc }} đối với {{ muc.ten }}.")),
        if_given("hop.vang_ho_so", body(f"Dự thảo Quyết định, Giấy khen, danh sách niêm yết không có tên người đã được Hội đồng biểu quyết nhưng không còn hồ sơ hợp lệ: {joined('muc', 'hop.vang_ho_so', '{{ muc.ten }} ({{ muc.ly_do }})')}.")),
        body("Hồ sơ kèm theo gồm:"),
        body("- Biên bản họp Hội đồng {{ hop.ngay }};"),
        if_given("quyet_dinh.muc_thuong", body("- Dự thảo Quyết định khen thưởng;")),
        if_given("not hop.cho_bieu_quyet_lai", body("- Dự thảo Công văn giới thiệu, Thông báo nhân rộng điển hình tiên tiến;")),
        if_given("hop.cap_tren", body("- Dự thảo Tờ trình cấp trên và báo cáo thành tích;")),
        body("- Danh sách tổng hợp và trích ngang thành tích."),
        closing("Kính trình {{ co_quan.nguoi_dung_dau }} xem xét, quyết định./."),
        signed(PORTRAIT, "to_trinh", "nguoi_ky_to_trinh"),
    )  # fmt: skip

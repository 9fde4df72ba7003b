"""Draws the templates of the papers of the Council's meeting: ballot and minutes."""

from __future__ import annotations

from pipeline.drawing.word.nd30 import (
    PORTRAIT,
    recipients_list,
    room_to_sign,
    side_by_side,
    signed_name,
)
from pipeline.drawing.word.ooxml import TableCell, if_given, paragraph, table, tag, text, together
from pipeline.drawing.word.pieces import (
    AFTER_TABLE,
    COUNCIL_HEAD,
    SUBJECT,
    below_table,
    body,
    cell,
    centred,
    closing,
    each_line,
    headed,
    heading,
    joined,
    named_groups,
    named_heading,
    number_of,
    share,
)


def ballot() -> str:
    """The ballot: a row for every nominee, with boxes for, against, and to choose the exemplary one."""
    widths = share(PORTRAIT, 10, 42, 46, 24, 15, 17, 21)
    boxes = (cell("{{ muc.hinh_thuc }}"), *(TableCell(paragraph("OBangGiua")) for _ in range(3)))
    return together(
        headed(PORTRAIT, COUNCIL_HEAD, "", "PHIẾU BẦU", f"Xét chọn {SUBJECT}"),
        body("Đánh dấu X vào một trong hai ô Đồng ý, Không đồng ý khen thưởng theo hình thức đề nghị đối với từng {% if tap_the %}tập thể{% if ca_nhan %}, {% endif %}{% endif %}{% if ca_nhan %}cá nhân{% endif %}; đánh dấu X vào ô Điển hình tiên tiến ở đúng một dòng. "
                                    "Phiếu không ký tên, không ghi thêm tên."),
        table(
            widths,
            named_heading(widths, "", ("Chức vụ, đơn vị",), "Hình thức đề nghị", "Đồng ý", "Không đồng ý", "Điển hình tiên tiến"),
            named_groups(widths, "", boxes, boxes),
        ),
        paragraph("TongSo", text("Phiếu có {{ danh_sach.doi_tuong }}.")),
        PORTRAIT.section(),
    )  # fmt: skip


def minutes() -> str:
    """The minutes of the Council's meeting: attendance, votes, conclusions (Phụ lục III, mẫu biên bản)."""
    widths = share(PORTRAIT, 10, 33, 37, 16, 18, 16, 17, 22)
    votes = (
        centred("{{ muc.bieu_quyet.dong_y }}"),
        centred("{{ muc.bieu_quyet.khong_dong_y }}"),
        centred("{{ muc.bieu_quyet.ty_le }}"),
        centred("{{ muc.bieu_quyet.phieu_chon }}"),
        cell("{{ muc.bieu_quyet.ket_qua }}"),
    )
    present = joined("nguoi_hop", "hop.co_mat", "{{ nguoi_hop.ho_ten }} ({{ nguoi_hop.vai_tro }})")
    absent = joined("nguoi_hop", "hop.vang", "{{ nguoi_hop.ho_ten }} ({{ nguoi_hop.ly_do }})")
    tellers = "{% for nguoi_kiem in hop.to_kiem_phieu %}{{ nguoi_kiem }}{% if loop.first and not loop.last %} (Tổ trưởng){% endif %}{% if not loop.last %}, {% endif %}{% endfor %}"
    tied = joined("ten_bang", "hop.bang_phieu.ten")
    return together(
        headed(PORTRAIT, COUNCIL_HEAD, number_of("BB", "co_quan.hoi_dong_ky_hieu"), "BIÊN BẢN", f"Họp Hội đồng xét chọn {SUBJECT}", day="{{ hop.ngay_ky }}"),
        heading("I. Thời gian, địa điểm"),
        body("Thời gian bắt đầu: {{ hop.gio_bat_dau }} phút, {{ hop.ngay }}."),
        body("Địa điểm: {{ hop.dia_diem|trim('.') }}."),
        heading("II. Thành phần tham dự"),
        body("{{ co_quan.hoi_dong }} (sau đây viết tắt là Hội đồng)."),
        body("Chủ tọa: {{ hop.chu_tri_goi }}, {{ hop.chuc_vu_chu_tri }}."),
        body("Thư ký: {{ hop.thu_ky_goi }}, {{ hop.chuc_vu_thu_ky }}."),
        body(f"Có mặt {{{{ hop.so_co_mat }}}}/{{{{ hop.so_thanh_vien }}}} thành viên Hội đồng, gồm: {present}."),
        if_given("hop.vang", body(f"Vắng mặt {{{{ hop.so_vang }}}} thành viên: {absent}.")),
        heading("III. Nội dung"),
        body("1. Thường trực Hội đồng báo cáo hồ sơ giới thiệu {{ danh_sach.doi_tuong }}; hồ sơ đầy đủ theo quy định."),
        tag("{%p if hop.y_kien %}"),
        body("2. Hội đồng thảo luận, có các ý kiến sau đây:"),
        each_line("hop.y_kien", "- {{ dong }}"),
        tag("{%p else %}"),
        body("2. Hội đồng thảo luận, nhất trí với hồ sơ trình, không có ý kiến khác."),
        tag("{%p endif %}"),
        body(f"3. Hội đồng bỏ phiếu kín. Tổ kiểm phiếu: {tellers}. Số phiếu phát ra {{{{ hop.phat_ra }}}}; số phiếu thu vào {{{{ hop.thu_vao }}}}; số phiếu hợp lệ {{{{ hop.hop_le }}}}; số phiếu không hợp lệ {{{{ hop.khong_hop_le }}}}. "
              "Tỷ lệ đồng ý tính trên {{ hop.mau_so }}; tỷ lệ tối thiểu: {{ hop.nguong }}{% if hop.quy_che %} ({{ hop.quy_che }}){% endif %}. Mỗi phiếu hợp lệ chọn 01 điển hình tiên tiến. Kết quả kiểm phiếu như sau:"),
        table(
            widths,
            named_heading(widths, "hop.", ("Chức vụ, đơn vị",), "Đồng ý", "Không đồng ý", "Tỷ lệ", "Phiếu chọn điển hình", "Hình thức thống nhất"),
            named_groups(widths, "hop.", votes, votes),
        ),
        tag("{%p if hop.bang_phieu.so %}"),
        below_table(f"4. Về điển hình tiên tiến, cùng có số phiếu chọn cao nhất ({{{{ hop.bieu_quyet_chon.phieu_chon }}}}/{{{{ hop.hop_le }}}} phiếu hợp lệ) là: {tied}. "
              "Quy tắc khi bằng phiếu: {{ hop.bang_phieu.quy_tac }}{% if hop.bang_phieu.nguon %} ({{ hop.bang_phieu.nguon }}){% endif %}. {{ hop.bang_phieu.quyet_dinh }}."),
        tag("{%p else %}"),
        below_table("4. Về điển hình tiên tiến, {{ hop.ten_duoc_chon_chen }} có số phiếu chọn cao nhất, {{ hop.bieu_quyet_chon.phieu_chon }}/{{ hop.hop_le }} phiếu hợp lệ."),
        tag("{%p endif %}"),
        heading("IV. Kết luận"),
        body("1. Hội đồng lựa chọn {{ hop.ten_duoc_chon_chen }} là điển hình tiên tiến {{ quy.trong_cau }} ({{ hop.bieu_quyet_chon.phieu_chon }}/{{ hop.hop_le }} phiếu chọn; {{ hop.bieu_quyet_chon.dong_y }} phiếu đồng ý khen thưởng, đạt {{ hop.bieu_quyet_chon.ty_le }}); "
              "tham mưu {{ co_quan.nguoi_dung_dau }} nhân rộng tại cơ quan và giới thiệu {{ co_quan.hoi_dong_tinh }} xem xét, nhân rộng trên phạm vi {{ co_quan.pham_vi }}."),
        body("2. {% if quyet_dinh.muc_thuong %}Đề nghị tặng Giấy khen cho {{ quyet_dinh.doi_tuong }}.{% else %}Không đề nghị tặng Giấy khen.{% endif %}"
              f"{{% if hop.cap_tren %}} Đề nghị trình cấp có thẩm quyền tặng {joined('muc', 'hop.cap_tren', '{{ muc.hinh_thuc }} cho {{ muc.ten }}')}.{{% endif %}}"
              "{% for muc in hop.hinh_thuc_khac %} {{ muc.hinh_thuc }} đối với {{ muc.ten }}.{% endfor %}"),
        if_given("hop.khong_khen", body(f"3. Không đề nghị khen thưởng: {joined('muc', 'hop.khong_khen', '{{ muc.ten }}')}.")),
        closing("Cuộc họp kết thúc vào {{ hop.gio_ket_thuc }} phút, {{ hop.ngay }}; biên bản đã được thông qua tại cuộc họp./."),
        _minutes_signatures(),
        AFTER_TABLE,
        PORTRAIT.section(),
    )  # fmt: skip


def _minutes_signatures() -> str:
    """Secretary at the left, chair at the right, recipients below (Nghị định 30/2020, Phụ lục III, mẫu biên bản)."""
    secretary, chair = signed_name("hop.thu_ky"), signed_name("hop.chu_tri")
    return side_by_side(
        PORTRAIT,
        (room_to_sign("THƯ KÝ", secretary), room_to_sign("CHỦ TỌA", chair)),
        (recipients_list("noi_nhan.bien_ban", "NoiNhanDuoi"), paragraph("DongTrong")),
    )

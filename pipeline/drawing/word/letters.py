"""Draws the templates of the letters: with the blank forms, of introduction, and the reminder to a unit."""

from __future__ import annotations

from pipeline.drawing.word.nd30 import BLANK_NUMBER, PORTRAIT, header_block
from pipeline.drawing.word.ooxml import paragraph, tag, text, together
from pipeline.drawing.word.pieces import LETTER_SUBJECT, OFFICE_HEAD, RECOGNISED, body, closing, each_line, signed
from pipeline.values.vietnamese import NO_BREAK

LETTER_NUMBER = f"Số:{BLANK_NUMBER}/{{{{ co_quan.ky_hieu }}}}-{{{{ co_quan.thuong_truc_viet_tat }}}}"


def letter_head(about: str, to: str) -> str:
    """The head of a letter without a title: «V/v …» below its number, and to whom it goes."""
    head = header_block(PORTRAIT, *OFFICE_HEAD, LETTER_NUMBER, "{{ ngay_ky }}", draft=False, subject=f"V/v {about}")
    return head + paragraph("KinhGui", text(f"Kính gửi: {to}."))


def introduction() -> str:
    """The letter that introduces the chosen one to the provincial Council, the profile attached."""
    return together(
        letter_head(f"giới thiệu {LETTER_SUBJECT}", "{{ co_quan.hoi_dong_tinh }}"),
        body("Thực hiện {{ ke_hoach.vien_dan }}, tại cuộc họp {{ hop.ngay }}, {{ co_quan.hoi_dong }} đã lựa chọn {{ hop.ten_duoc_chon_chen }} là điển hình tiên tiến {{ quy.trong_cau }}"
             f"{RECOGNISED}."),
        body("Thành tích tiêu biểu trong quý như sau:"),
        each_line("hop.duoc_chon.thanh_tich", "- {{ dong }}"),
        closing("{{ co_quan.ten }} trân trọng giới thiệu {{ hop.ten_duoc_chon_chen }} để {{ co_quan.hoi_dong_tinh }} xem xét, nhân rộng trên phạm vi {{ co_quan.pham_vi }} (trích ngang thành tích gửi kèm)./."),
        signed(PORTRAIT, "gioi_thieu", "nguoi_ky"),
    )  # fmt: skip


def reminder() -> str:
    """The reminder to a unit that has not sent a workbook, or must correct it, with the corrections."""
    return together(
        letter_head(f"đôn đốc gửi hồ sơ giới thiệu {LETTER_SUBJECT}", "{{ don_doc.don_vi }}"),
        tag("{%p if don_doc.chua_gui %}"),
        body("Theo {{ ke_hoach.vien_dan }}, thời hạn gửi hồ sơ {{ quy.trong_cau }} là từ ngày" + NO_BREAK + "{{ thoi_han.tu }} đến hết ngày" + NO_BREAK + "{{ thoi_han.den }}. "
              "Đến nay {{ co_quan.thuong_truc }} (thường trực {{ co_quan.hoi_dong }}, sau đây viết tắt là Hội đồng) chưa nhận được hồ sơ giới thiệu của {{ don_doc.don_vi }}."),
        tag("{%p elif don_doc.ghi_don_vi %}"),
        body("Thực hiện {{ ke_hoach.vien_dan }}, {{ co_quan.thuong_truc }} (thường trực {{ co_quan.hoi_dong }}, sau đây viết tắt là Hội đồng) đã nhận hồ sơ giới thiệu gương điển hình tiên tiến {{ quy.trong_cau }} ghi đơn vị là {{ don_doc.ghi_don_vi }}, chưa ghi nhận được là hồ sơ của {{ don_doc.don_vi }}. "
              "Nếu là hồ sơ của {{ don_doc.don_vi }} thì cần sửa các nội dung sau đây:"),
        tag("{%p else %}"),
        body("Thực hiện {{ ke_hoach.vien_dan }}, {{ co_quan.thuong_truc }} (thường trực {{ co_quan.hoi_dong }}, sau đây viết tắt là Hội đồng) đã nhận hồ sơ giới thiệu gương điển hình tiên tiến {{ quy.trong_cau }} của {{ don_doc.don_vi }}. Hồ sơ cần sửa các nội dung sau đây:"),
        tag("{%p endif %}"),
        tag("{%p if not don_doc.chua_gui %}"),
        each_line("don_doc.phai_sua", "- {{ dong }}."),
        body("Tệp trả lại kèm theo đã đánh dấu từng ô phải sửa và cách sửa (trang Phiếu sửa)."),
        tag("{%p endif %}"),
        closing("Đề nghị {{ don_doc.don_vi }} {% if don_doc.chua_gui %}gửi hồ sơ theo biểu mẫu{% else %}sửa, gửi lại hồ sơ{% endif %} về {{ co_quan.thuong_truc }} trong thời hạn 02" + NO_BREAK + "ngày làm việc kể từ ngày nhận được văn bản này để kịp tổng hợp, trình Hội đồng./."),
        signed(PORTRAIT, "don_doc", "nguoi_ky_danh_sach"),
    )  # fmt: skip


def form_letter() -> str:
    """The letter to all units: the plan, whom to introduce, what to send, when, to whom."""
    return together(
        letter_head(f"gửi biểu mẫu, giới thiệu {LETTER_SUBJECT}", "Các phòng, ban, đơn vị thuộc {{ co_quan.goi }}"),
        body("Thực hiện {{ ke_hoach.vien_dan }}, {{ co_quan.goi }} gửi biểu mẫu và đề nghị các phòng, ban, đơn vị giới thiệu gương điển hình tiên tiến {{ quy.trong_cau }} như sau:"),
        body("1. Trưởng các phòng, ban, đơn vị quán triệt Kế hoạch đến toàn thể công chức, viên chức và người lao động; tổ chức bình xét, lựa chọn, giới thiệu 01" + NO_BREAK + "cá nhân tiêu biểu. "
             "Cá nhân là {{ co_quan.lanh_dao }} và tập thể do {{ co_quan.hoi_dong }} (sau đây viết tắt là Hội đồng) xem xét, giới thiệu."),
        body("2. Hồ sơ là biểu mẫu Excel gửi kèm, đã ghi sẵn tên đơn vị và quý. Biểu mẫu tự kiểm tra khi điền; chỉ gửi khi không còn mục cần sửa. "
             "Thành tích ghi kết quả cụ thể, có số liệu; mỗi tiêu chí có minh chứng; cách làm, kinh nghiệm và khả năng nhân rộng ghi rõ để các đơn vị khác học tập được."),
        body("3. Thời hạn gửi: từ {{ gui_bieu_mau.tu }} đến hết {{ gui_bieu_mau.den }}. Gửi tệp Excel, không gửi bản in, bản quét."),
        body("4. Nơi nhận hồ sơ: {{ co_quan.thuong_truc }}, thường trực Hội đồng{% if gui_bieu_mau.thu_dien_tu %}; thư điện tử: {{ gui_bieu_mau.thu_dien_tu }}{% endif %}."),
        closing("Đề nghị các phòng, ban, đơn vị quan tâm, thực hiện đúng thời hạn./."),
        signed(PORTRAIT, "gui_bieu_mau", "nguoi_ky_danh_sach"),
    )  # fmt: skip

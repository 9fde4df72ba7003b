"""Draws the template of the letter that goes out with the blank forms."""

from __future__ import annotations

from pipeline.drawing.word.letters import letter_head
from pipeline.drawing.word.nd30 import NO_BREAK, PORTRAIT, Lines
from pipeline.drawing.word.ooxml import together
from pipeline.drawing.word.pieces import LETTER_SUBJECT, body, closing, signed


def form_letter(lines: Lines) -> str:
    """The letter to all units: the plan, whom to introduce, what to send, when, to whom."""
    return together(
        letter_head(lines, f"giới thiệu {LETTER_SUBJECT}", "Các phòng, ban, đơn vị thuộc {{ co_quan.goi }}"),
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

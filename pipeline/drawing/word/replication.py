"""Draws the templates of the papers by which the chosen one is replicated: the notice to all units, the piece that introduces."""

from __future__ import annotations

from pipeline.drawing.word.nd30 import PORTRAIT
from pipeline.drawing.word.ooxml import if_given, tag, together
from pipeline.drawing.word.pieces import (
    OFFICE_HEAD,
    RECOGNISED,
    body,
    closing,
    each_line,
    headed,
    heading,
    number_of,
    signed,
    titled,
)
from pipeline.values.vietnamese import NO_BREAK

ONE = "nhan_rong"
TASK = f"{{% if {ONE}.nhiem_vu_mot %}} {{{{ {ONE}.nhiem_vu_mot }}}}.{{% else %}}:{{% endif %}}"  # one is no list
CHOSEN = "{{ hop.ten_duoc_chon_chen }}"


def notice() -> str:
    """The notice to all units: who was chosen, what to learn, who does what in how many days."""
    introduce, report = (
        f"{{% if {ONE}.{days} %}}{words} trong {{{{ {ONE}.{days} }}}}{NO_BREAK}ngày kể từ ngày ký Thông báo này{{% endif %}}"
        for days, words in (("so_ngay_gioi_thieu", ", hoàn thành"), ("so_ngay_bao_cao", ""))
    )
    return together(
        headed(PORTRAIT, OFFICE_HEAD, number_of("TB"), "THÔNG BÁO", "Về việc nhân rộng điển hình tiên tiến {{ quy.trong_cau }}", draft=True, spaced=True),
        body("Thực hiện {{ ke_hoach.vien_dan }}, căn cứ kết quả cuộc họp {{ hop.ngay }} của {{ co_quan.hoi_dong }} (sau đây viết tắt là Hội đồng), "
             "{{ co_quan.ten }} thông báo việc nhân rộng điển hình tiên tiến {{ quy.trong_cau }} như sau:"),
        heading("1. Điển hình tiên tiến được lựa chọn"),
        body("Hội đồng đã lựa chọn " + CHOSEN + " là điển hình tiên tiến {{ quy.trong_cau }}" + RECOGNISED + ". Thành tích tiêu biểu trong quý:"),
        _list("thanh_tich"),
        heading("2. Nội dung học tập, áp dụng"),
        tag(f"{{%p if {ONE}.cach_lam %}}"),
        body(f"Cách làm của {{{{ {ONE}.goi }}}}:"),
        _list("cach_lam"),
        tag("{%p else %}"),
        body(f"Các phòng, ban, đơn vị trao đổi với {{{{ {ONE}.goi }}}} về cách làm đã đem lại những kết quả nêu trên, chọn nội dung phù hợp để áp dụng."),
        tag("{%p endif %}"),
        if_given(f"{ONE}.kha_nang", body("Phạm vi và điều kiện áp dụng:")),
        _list("kha_nang"),
        heading("3. Tổ chức thực hiện"),
        tag(f"{{%p if {ONE}.la_tap_the %}}"),
        body(f"a) Tập thể {{{{ {ONE}.ten }}}} chuẩn bị tài liệu, giới thiệu cách làm với các phòng, ban, đơn vị{introduce}."),
        tag(f"{{%p elif {ONE}.do_hoi_dong %}}"),
        body(f"a) {{{{ co_quan.thuong_truc }}}} bố trí để {{{{ {ONE}.goi }}}} giới thiệu cách làm với các phòng, ban, đơn vị{introduce}."),
        tag("{%p else %}"),
        body(f"a) {{{{ {ONE}.don_vi }}}} bố trí để {{{{ {ONE}.goi }}}} giới thiệu cách làm với các phòng, ban, đơn vị{introduce}."),
        tag("{%p endif %}"),
        body("b) Trưởng các phòng, ban, đơn vị phổ biến Thông báo này đến toàn thể công chức, viên chức và người lao động; lựa chọn nội dung phù hợp để áp dụng; "
             f"gửi kết quả (nơi áp dụng, thời gian, kết quả cụ thể) về {{{{ co_quan.thuong_truc }}}}{report}."),
        body("c) {{ co_quan.thuong_truc }} theo dõi, đôn đốc việc áp dụng; chuẩn bị bài giới thiệu để đăng trên trang thông tin điện tử và đọc tại hội nghị tổng kết; tổng hợp kết quả, báo cáo Hội đồng tại cuộc họp quý tiếp theo."),
        closing("{{ co_quan.ten }} thông báo để các phòng, ban, đơn vị biết, thực hiện./."),
        signed(PORTRAIT, "thong_bao_nhan_rong", "nguoi_ky"),
    )  # fmt: skip


def introducing_piece() -> str:
    """The piece for the office's page, the year-end conference and the press: name and work only, in words that can be read aloud."""
    return together(
        titled("GƯƠNG ĐIỂN HÌNH TIÊN TIẾN {{ quy.trong_cau|upper }}", f"{{% if {ONE}.la_tap_the %}}Tập thể {{{{ {ONE}.ten }}}}{{% else %}}{{{{ {ONE}.danh_xung }}}} {{{{ {ONE}.ho_ten }}}}, {{{{ {ONE}.chuc_vu_lien }}}}{{% endif %}}",
               "Ông Nguyễn Văn Mẫu, Chuyên viên Phòng Tổng hợp", spaced=True),
        body(f"Tại cuộc họp {{{{ hop.ngay }}}}, Hội đồng thi đua, khen thưởng của {{{{ co_quan.ten }}}} đã bỏ phiếu lựa chọn {CHOSEN} là điển hình tiên tiến {{{{ quy.trong_cau }}}} để nhân rộng trong cơ quan, đồng thời giới thiệu với {{{{ co_quan.hoi_dong_tinh }}}} để xem xét, nhân rộng trên phạm vi {{{{ co_quan.pham_vi }}}}."),
        heading("Công việc được giao"),
        tag(f"{{%p if {ONE}.la_tap_the %}}"),
        body(f"{{{{ {ONE}.ten }}}} hiện có {{{{ {ONE}.so_nguoi }}}} công chức, viên chức và người lao động, được giao{TASK}"),
        tag(f"{{%p elif {ONE}.la_lanh_dao %}}"),
        body(f"Trên cương vị {{{{ {ONE}.chuc_vu_lien }}}}, {{{{ {ONE}.goi }}}} được phân công{TASK}"),
        tag("{%p else %}"),
        body(f"Ở vị trí {{{{ {ONE}.chuc_vu_lien }}}}, {{{{ {ONE}.goi }}}} được giao{TASK}"),
        tag("{%p endif %}"),
        if_given(f"not {ONE}.nhiem_vu_mot", _list("nhiem_vu")),
        if_given(f"{ONE}.cach_lam", heading("Cách làm")),
        _list("cach_lam"),
        heading("Kết quả trong quý"),
        body(f"Trong {{{{ quy.trong_cau }}}}, {{{{ {ONE}.xung_ho }}}} đã đạt những kết quả cụ thể sau đây:"),
        _list("thanh_tich"),
        if_given(f"{ONE}.kha_nang", heading("Khả năng áp dụng")),
        if_given(f"{ONE}.kha_nang", body("Kinh nghiệm này có thể được áp dụng như sau:")),
        _list("kha_nang"),
        closing(f"{{{{ co_quan.ten }}}} trân trọng giới thiệu {{{{ {ONE}.goi }}}} để các cơ quan, đơn vị học tập, làm theo; nơi nào cần trao đổi thêm, xin liên hệ {{{{ co_quan.thuong_truc }}}}."),
        PORTRAIT.section(),
    )  # fmt: skip


def _list(key: str) -> str:
    """A dash before each line of one of the chosen one's texts."""
    return each_line(f"{ONE}.{key}", "- {{ dong }}")

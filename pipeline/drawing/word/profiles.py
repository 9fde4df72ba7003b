"""Draws the templates of the two profiles: an individual's and a collective's."""

from __future__ import annotations

from pipeline.drawing.word.nd30 import (
    PORTRAIT,
    heading_row,
    name_if_given,
    signed_name,
    two_signatures,
)
from pipeline.drawing.word.ooxml import if_given, paragraph, table, tag, text, together
from pipeline.drawing.word.pieces import (
    AFTER_TABLE,
    OF_DECISION,
    STANDING_HEAD,
    SUBJECT,
    UNIT_PARENT,
    awards_table,
    cell,
    centred,
    each_line,
    fact,
    headed,
    heading,
    lines_in_cell,
    optional_table,
    rows,
    share,
)


def profile() -> str:
    """The profile (trích ngang) of an individual, signed by the unit."""
    head = (UNIT_PARENT, _either(STANDING_HEAD[1], "{{ nguoi.don_vi_hoa }}"))
    day = _either("{{ ngay_ky }}", "{{ nguoi.ngay_ky_don_vi }}")
    return together(
        headed(PORTRAIT, head, "", "TRÍCH NGANG THÀNH TÍCH", f"Giới thiệu {SUBJECT}", day=day, spaced=True),
        _identity(),
        _merits("nguoi"),
        _recommendation(),
        _unit_signatures("nguoi"),
        AFTER_TABLE,
        PORTRAIT.section(),
    )  # fmt: skip


def _either(of_council: str, of_unit: str) -> str:
    """One of two texts: of a leader of the office, whom the Council introduces, or of somebody whom a unit introduces."""
    return f"{{% if nguoi.do_hoi_dong %}}{of_council}{{% else %}}{of_unit}{{% endif %}}"


def collective_profile() -> str:
    """The profile (trích ngang) of a collective, which the Council introduces."""
    one = "tap_the_nay"
    return together(
        headed(PORTRAIT, STANDING_HEAD, "", "TRÍCH NGANG THÀNH TÍCH TẬP THỂ", f"Giới thiệu {SUBJECT}", spaced=True),
        heading("I. Thông tin tập thể"),
        fact("Tên tập thể", f"{{{{ {one}.don_vi }}}}"),
        fact("Số công chức, viên chức, người lao động", f"{{{{ {one}.so_nguoi }}}}"),
        fact("Người đứng đầu", f"{{{{ {one}.nguoi_dung_dau }}}}"),
        _merits(one),
        heading("VII. Đánh giá và đề nghị của Hội đồng"),
        _assessment(one),
        _remark(one),
        _unit_signatures(one),
        AFTER_TABLE,
        PORTRAIT.section(),
    )  # fmt: skip


def _merits(one: str) -> str:
    """Parts II to VI of a profile: duties, achievements, criteria, initiatives, earlier awards."""
    return together(
        heading("II. Nhiệm vụ được giao"),
        each_line(f"{one}.nhiem_vu"),
        heading("III. Thành tích tiêu biểu trong quý"),
        each_line(f"{one}.thanh_tich"),
        _to_take_over(one, "Cách làm, kinh nghiệm", "cach_lam"),
        _to_take_over(one, "Khả năng nhân rộng", "kha_nang"),
        heading("IV. Kết quả thực hiện các tiêu chí của Kế hoạch"),
        _criteria(one),
        heading("V. Sáng kiến, giải pháp đã được công nhận"),
        optional_table(
            f"{one}.sang_kien",
            ("TT", "Tên sáng kiến, giải pháp", "Quyết định công nhận", "Cấp công nhận", "Cơ quan công nhận"),
            (10, 56, 36, 24, 34),
            ("{{ muc.tt }}", "{{ muc.ten }}", OF_DECISION, "{{ muc.cap }}", "{{ muc.co_quan }}"),
        ),
        heading("VI. Danh hiệu thi đua, hình thức khen thưởng đã được nhận"),
        awards_table(one),
    )


def _to_take_over(one: str, label: str, key: str) -> str:
    """A text about what others can take over, only if it is given: a part of III."""
    lead = paragraph("DongGanCuoi", text(f"{label} như sau:"))
    return if_given(f"{one}.{key}", lead) + each_line(f"{one}.{key}")


def _identity() -> str:
    """Part I of a profile: one line for each personal fact; optional facts only if the unit has given them."""
    return together(
        heading("I. Thông tin cá nhân"),
        fact("Họ và tên", "{{ nguoi.danh_xung }} {{ nguoi.ho_ten }}"),
        fact("Ngày sinh", "{{ nguoi.ngay_sinh }}", "Giới tính", "{{ nguoi.gioi_tinh }}"),
        fact("Dân tộc", "{{ nguoi.dan_toc }}", "Đảng viên", "{{ nguoi.dang_vien }}"),
        fact("Chức vụ", "{{ nguoi.chuc_vu }}"),
        if_given("nguoi.don_vi != co_quan.lanh_dao", fact("Đơn vị", "{{ nguoi.don_vi }}")),
        fact("Nhóm đối tượng", "{{ nguoi.nhom }}"),
        fact("Trình độ chuyên môn", "{{ nguoi.trinh_do }}"),
        if_given("nguoi.ly_luan", fact("Lý luận chính trị", "{{ nguoi.ly_luan }}")),
        if_given("nguoi.cong_tac_tu", fact("Công tác từ", "{{ nguoi.cong_tac_tu }}")),
    )


def _criteria(one: str) -> str:
    widths = share(PORTRAIT, 10, 18, 52, 14, 66)
    cells = (
        centred("{{ tieu_chi.tt }}"),
        centred("{{ tieu_chi.muc }}"),
        cell("{{ tieu_chi.ten }}"),
        centred("{{ tieu_chi.dat }}"),
        lines_in_cell("tieu_chi.minh_chung", paragraph("OBang")),
    )
    headings = heading_row(widths, "TT", "Mục", "Tiêu chí", "Đạt", "Minh chứng")
    return table(widths, headings, rows(widths, "tieu_chi", f"{one}.tieu_chi", cells))


def _recommendation() -> str:
    """Part VII of a profile: the unit's assessment and proposed award, and its vote if the unit has given it."""
    vote = (
        "{{ nguoi.so_dong_y }}{% if nguoi.so_du_hop %}/{{ nguoi.so_du_hop }} người dự họp{% else %} người{% endif %} đồng ý"
        "{% if nguoi.so_khong_dong_y %}, {{ nguoi.so_khong_dong_y }} người không đồng ý{% endif %}"
    )
    return together(
        heading("VII. Đánh giá và đề nghị của {% if nguoi.do_hoi_dong %}Hội đồng{% else %}đơn vị{% endif %}"),
        _assessment("nguoi"),
        if_given("nguoi.so_dong_y", fact("Kết quả lấy phiếu tại đơn vị", vote, style="DongCuoi")),
        _remark("nguoi"),
    )


def _assessment(one: str) -> str:
    """Last year's assessment, discipline, earlier awards for the same merit, the proposed award and its reason."""
    return together(
        fact("Mức độ hoàn thành nhiệm vụ năm trước", f"{{{{ {one}.muc_do }}}}"),
        fact("Đang bị kỷ luật, thanh tra, kiểm tra, điều tra", f"{{{{ {one}.ky_luat }}}}"),
        fact("Đã được khen thưởng về thành tích này", f"{{{{ {one}.da_khen }}}}"),
        fact("Hình thức đề nghị", f"{{{{ {one}.hinh_thuc }}}}", style="DongCuoi"),
        fact(
            f"Lý do {{% if {one}.giay_khen %}}ghi trên Giấy khen{{% elif {one}.bang_khen %}}ghi trên Bằng khen{{% else %}}khen{{% endif %}}",
            f"{{{{ {one}.ly_do }}}}",
            style="DongCuoi",
        ),
    )


def _remark(one: str) -> str:
    """The remark on one line, if there is one."""
    joined = f"{{% for dong in {one}.ghi_chu %}}{{{{ dong }}}}{{% if not loop.last %}} {{% endif %}}{{% endfor %}}"
    return if_given(f"{one}.ghi_chu", fact("Ghi chú", joined, style="DongCuoi"))


def _unit_signatures(one: str) -> str:
    """The author at the left; at the right the head of the unit, or of the standing body for whom the Council introduces."""

    def either(of_council: str, of_unit: str) -> str:
        return tag(f"{{%p if {one}.do_hoi_dong %}}") + of_council + tag("{%p else %}") + of_unit + tag("{%p endif %}")

    confirmed_by = f"{one}.chuc_danh_xac_nhan"
    title = either(
        paragraph("QuyenHan", text("{{ nguoi_ky_to_trinh.chuc_vu }}")),
        paragraph("QuyenHan", text(f"{{% if {confirmed_by} %}}{{{{ {confirmed_by}|upper }}}}{{% else %}}THỦ TRƯỞNG ĐƠN VỊ{{% endif %}}")),
    )  # fmt: skip
    name = either(signed_name("nguoi_ky_to_trinh.ho_ten"), name_if_given(f"{one}.nguoi_xac_nhan"))
    named = f"{one}.nguoi_lap or not {one}.do_hoi_dong"  # a workbook of the Council's may name nobody
    author = if_given(named, paragraph("QuyenHan", text("NGƯỜI LẬP"))), name_if_given(f"{one}.nguoi_lap")
    return two_signatures(PORTRAIT, author, (title, name))

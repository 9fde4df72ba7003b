"""Draws the template of the notice by which the list is posted."""

from __future__ import annotations

from pipeline.drawing.word.nd30 import NO_BREAK, PORTRAIT, Lines, heading_row
from pipeline.drawing.word.ooxml import table, together
from pipeline.drawing.word.pieces import (
    OFFICE_HEAD,
    below_table,
    body,
    cell,
    grouped,
    headed,
    name_heading,
    number_of,
    recipients_of,
    share,
    signed,
)


def public_list(lines: Lines) -> str:
    """The notice that is posted, with the list: name, position, unit and award only; how long, and where objections go."""
    widths = share(PORTRAIT, 12, 46, 38, 44, 26)
    award = "{% if da_hop %}{{ muc.bieu_quyet.ket_qua }}{% else %}{{ muc.hinh_thuc }}{% endif %}"
    person = map(cell, ("{{ muc.danh_xung }} {{ muc.ho_ten }}", "{{ muc.chuc_vu }}", "{{ muc.don_vi }}", award))
    collective = (cell("{{ muc.ten }}", span=3), cell(award))
    whom = recipients_of("tập thể", "cá nhân", "cong_khai.")
    # the no-break space keeps the quarter whole
    listed = f"{whom} được {{% if da_hop %}}thống nhất{{% else %}}đề nghị{{% endif %}} {{{{ cong_khai.viec|replace('biểu dương', 'biểu{NO_BREAK}dương') }}}} {{{{ quy.trong_cau|replace(' ', '{NO_BREAK}') }}}}"
    return together(
        headed(lines, PORTRAIT, OFFICE_HEAD, number_of("TB"), "THÔNG BÁO", f"Về việc công khai danh sách {listed}", "Về việc công khai danh sách cá nhân được đề nghị khen thưởng quý I năm 2020", draft=True),
        body(f"Thực hiện {{{{ ke_hoach.vien_dan }}}}, {{{{ co_quan.ten }}}} thông báo công khai danh sách {listed} như sau:"),
        table(
            widths,
            heading_row(widths, "TT", name_heading("cong_khai."), "Chức vụ", "Đơn vị", "Hình thức"),
            grouped(widths, "cong_khai.", collective, tuple(person)),
        ),
        below_table("Danh sách có {{ cong_khai.doi_tuong }}, được niêm yết tại trụ sở cơ quan{% if cong_khai.so_ngay %} trong " + NO_BREAK.join(("{{ cong_khai.so_ngay }}", "ngày")) + " làm việc, kể từ ngày ký Thông báo này{% endif %}. "
                    "Trong thời gian niêm yết, ý kiến phản ánh gửi về {{ co_quan.thuong_truc }} để xem xét, trả lời./."),
        signed(PORTRAIT, "cong_khai", "nguoi_ky_danh_sach"),
    )  # fmt: skip

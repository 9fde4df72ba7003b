"""Draws the templates of the consolidated list, and the notice by which the list is posted."""

from __future__ import annotations

from pipeline.drawing.word.nd30 import LANDSCAPE, PORTRAIT, heading_row
from pipeline.drawing.word.ooxml import if_given, row, table, tag, together
from pipeline.drawing.word.pieces import (
    CHANGED,
    OFFICE_HEAD,
    SUBJECT,
    below_table,
    body,
    cell,
    centred,
    closing,
    grouped,
    headed,
    joined,
    name_heading,
    named_heading,
    number_of,
    recipients_of,
    row_if,
    rows,
    share,
    signed,
    title_row,
)
from pipeline.values.vietnamese import NO_BREAK


def consolidated_list() -> str:
    """The consolidated list, landscape: collectives, individuals, and the units without an accepted workbook."""
    widths = share(LANDSCAPE, 10, 36, 14, 27, 36, 58, 27, 20, 24)
    headings = (
        "TT",
        name_heading(""),
        "Năm sinh",
        "Chức vụ",
        "Đơn vị",
        "Thành tích tiêu biểu",
        "Mức độ hoàn thành nhiệm vụ năm trước",
        "Hình thức đề nghị",
        "Ngày gửi",
    )
    values = (
        "{{ nguoi_nhan.tt }}", "{{ nguoi_nhan.danh_xung }} {{ nguoi_nhan.ho_ten }}", "{{ nguoi_nhan.nam_sinh }}", "{{ nguoi_nhan.chuc_vu }}", "{{ nguoi_nhan.don_vi }}",
        "{{ nguoi_nhan.ly_do }}", "{{ nguoi_nhan.muc_do }}", "{{ nguoi_nhan.hinh_thuc }}", "{{ nguoi_nhan.ngay_gui }}",
    )  # fmt: skip
    person = tuple(centred(value) if number in (0, 2, 8) else cell(value) for number, value in enumerate(values))
    collective = (
        centred("{{ tap_the_nhan.tt }}"),
        cell("{{ tap_the_nhan.ten }}", span=4),
        cell("{{ tap_the_nhan.ly_do }}"),
        cell("{{ tap_the_nhan.muc_do }}"),
        cell("{{ tap_the_nhan.hinh_thuc }}"),
        centred("{{ tap_the_nhan.ngay_gui }}"),
    )
    none = row(cell("Không có.", span=len(widths)), widths=widths)
    return together(
        headed(
            LANDSCAPE,
            OFFICE_HEAD,
            "",
            "DANH SÁCH TỔNG HỢP",
            f"{{% if tap_the %}}Tập thể{{% if ca_nhan %}}, cá nhân{{% endif %}}{{% else %}}Cá nhân{{% endif %}} được giới thiệu xét chọn {SUBJECT}",
            "Cá nhân được giới thiệu xét chọn gương điển hình tiên tiến quý I năm 2020",
            spaced=True,
        ),
        table(
            widths,
            heading_row(widths, *headings),
            title_row(widths, "A. TẬP THỂ"),
            rows(widths, "tap_the_nhan", "tap_the", collective),
            row_if(widths, "not tap_the", none),
            title_row(widths, "B. CÁ NHÂN"),
            rows(widths, "nguoi_nhan", "ca_nhan", person),
            row_if(widths, "not ca_nhan", none),
        ),
        _closing(),
        signed(LANDSCAPE, "danh_sach", "nguoi_ky_danh_sach"),
    )


def _closing() -> str:
    """The number of nominees, and the units that are not in the list, with the reason."""
    return together(
        below_table("Danh sách có {{ danh_sach.doi_tuong }}."),
        tag("{%p if da_hop and hop.vang_ho_so %}"),
        closing(f"Đến ngày họp xét có {{{{ hop.da_gui }}}}/{{{{ danh_sach.tong_don_vi }}}} phòng, ban, đơn vị gửi hồ sơ hợp lệ; sau cuộc họp không còn trong danh sách: {joined('muc', 'hop.vang_ho_so', CHANGED)}."),
        tag("{%p else %}"),
        closing("Có {{ danh_sach.da_gui }}/{{ danh_sach.tong_don_vi }} phòng, ban, đơn vị gửi hồ sơ hợp lệ."),
        tag("{%p endif %}"),
        if_given("danh_sach.da_gioi_thieu", closing(f"Đã được giới thiệu ở quý trước trong năm: {joined('nguoi_truoc', 'danh_sach.da_gioi_thieu')}.")),
        if_given("danh_sach.nop_sau", closing(f"Nộp sau cuộc họp, chưa xét: {joined('nguoi_sau', 'danh_sach.nop_sau')}.")),
        tag("{%p if danh_sach.chua_gui %}"),
        closing(f"Đơn vị chưa gửi: {joined('don_vi', 'danh_sach.chua_gui')}."),
        tag("{%p else %}"),
        closing("Đơn vị chưa gửi: Không có."),
        tag("{%p endif %}"),
        if_given("danh_sach.tra_lai", closing(f"Đơn vị có hồ sơ trả lại để sửa: {joined('don_vi', 'danh_sach.tra_lai')}.")),
    )  # fmt: skip


def public_list() -> str:
    """The notice that is posted, with the list: name, position, unit and award only; how long, and where objections go."""
    widths = share(PORTRAIT, 12, 46, 38, 44, 26)
    award = "{% if da_hop %}{{ muc.bieu_quyet.ket_qua }}{% else %}{{ muc.hinh_thuc }}{% endif %}"
    person = map(cell, ("{{ muc.danh_xung }} {{ muc.ho_ten }}", "{{ muc.chuc_vu }}", "{{ muc.don_vi }}", award))
    collective = (cell("{{ muc.ten }}", span=3), cell(award))
    whom = recipients_of("tập thể", "cá nhân", "cong_khai.")
    # the no-break space keeps the quarter whole
    listed = f"{whom} được {{% if da_hop %}}thống nhất{{% else %}}đề nghị{{% endif %}} {{{{ cong_khai.viec|replace('biểu dương', 'biểu{NO_BREAK}dương') }}}} {{{{ quy.trong_cau|replace(' ', '{NO_BREAK}') }}}}"
    return together(
        headed(PORTRAIT, OFFICE_HEAD, number_of("TB"), "THÔNG BÁO", f"Về việc công khai danh sách {listed}", "Về việc công khai danh sách cá nhân được đề nghị khen thưởng quý I năm 2020", draft=True),
        body(f"Thực hiện {{{{ ke_hoach.vien_dan }}}}, {{{{ co_quan.ten }}}} thông báo công khai danh sách {listed} như sau:"),
        table(
            widths,
            named_heading(widths, "cong_khai.", ("Chức vụ", "Đơn vị"), "Hình thức"),
            grouped(widths, "cong_khai.", collective, tuple(person)),
        ),
        below_table("Danh sách có {{ cong_khai.doi_tuong }}, được niêm yết tại trụ sở cơ quan{% if cong_khai.so_ngay %} trong " + NO_BREAK.join(("{{ cong_khai.so_ngay }}", "ngày")) + " làm việc, kể từ ngày ký Thông báo này{% endif %}. "
                    "Trong thời gian niêm yết, ý kiến phản ánh gửi về {{ co_quan.thuong_truc }} để xem xét, trả lời./."),
        signed(PORTRAIT, "cong_khai", "nguoi_ky_danh_sach"),
    )  # fmt: skip

"""Draws the template of the report on carrying out the plan in a year."""

from __future__ import annotations

from pipeline.drawing.word.nd30 import PORTRAIT, Lines, heading_row
from pipeline.drawing.word.ooxml import TableCell, if_given, table, tag, together
from pipeline.drawing.word.pieces import (
    OFFICE_HEAD,
    below_table,
    body,
    cell,
    centred,
    closing,
    headed,
    heading,
    joined,
    number_of,
    replication_table,
    rows,
    share,
    signed,
)

OF = "ket_qua"


def year_account(lines: Lines) -> str:
    """The report of a year: sending, nominees, awards and money, the chosen ones and what became of them, what is proposed."""
    sent, awarded = share(PORTRAIT, 22, 26, 26, 36, 24, 24), share(PORTRAIT, 22, 26, 34, 38, 40)
    compared = share(PORTRAIT, 80, 40, 40)
    return together(
        headed(lines, PORTRAIT, OFFICE_HEAD, number_of("BC"), "BÁO CÁO", "Kết quả thực hiện {{ ke_hoach.ten_so }} trong {{ quy.trong_cau }}", "Kết quả thực hiện Kế hoạch số 12/KH-CQ trong năm 2020", draft=True, spaced=True),
        body("Thực hiện {{ ke_hoach.vien_dan }}, {{ co_quan.ten }} báo cáo kết quả {{ quy.trong_cau }} như sau:"),
        heading("1. Việc giới thiệu, gửi hồ sơ"),
        body(f"Trong năm có {{{{ {OF}.on_time }}}} lượt đơn vị gửi hồ sơ đúng hạn; giới thiệu {{{{ {OF}.nominees }}}} lượt cá nhân (nam {{{{ {OF}.men }}}}, nữ {{{{ {OF}.women }}}}; lãnh đạo, quản lý {{{{ {OF}.leaders }}}}), "
             f"{{{{ {OF}.collectives }}}} lượt tập thể.{{% if {OF}.theo_nhom %}} Theo nhóm đối tượng: {{{{ {OF}.theo_nhom }}}}.{{% endif %}}"),
        table(
            sent,
            heading_row(sent, "Quý", "Đơn vị gửi đúng hạn", "Đơn vị gửi sớm, muộn", "Đơn vị chưa gửi hoặc hồ sơ chưa hợp lệ", "Cá nhân", "Tập thể"),
            rows(sent, "muc", f"{OF}.quy", _cells("ten", "dung_han", "som_muon", "chua_gui", "ca_nhan", "tap_the")),
        ),
        heading("2. Kết quả xét chọn, khen thưởng"),
        body(f"Trong năm có {{{{ {OF}.certificates }}}} lượt tặng Giấy khen, {{{{ {OF}.praised }}}} lượt biểu dương, nêu gương, {{{{ {OF}.higher }}}} lượt đề nghị cấp trên khen thưởng; tổng tiền thưởng {{{{ {OF}.money }}}} đồng ({{{{ {OF}.tien_chu }}}})."),
        table(
            awarded,
            heading_row(awarded, "Quý", "Giấy khen", "Biểu dương, nêu gương", "Đề nghị cấp trên khen thưởng", "Tiền thưởng (đồng)"),
            rows(awarded, "muc", f"{OF}.quy", _cells("ten", "giay_khen", "bieu_duong", "cap_tren", "tien")),
        ),
        if_given(f"{OF}.cuoi_nam", below_table(f"Cuối năm, Hội đồng thống nhất tặng Giấy khen: {joined('muc', OF + '.cuoi_nam', '{{ muc.so }} {{ muc.doi_tuong }}, tiền thưởng {{ muc.tong }} đồng')}; đã tính trong tổng số nêu trên.")),
        heading("3. Điển hình tiên tiến và việc nhân rộng"),
        tag(f"{{%p if {OF}.dien_hinh %}}"),
        body(f"Hội đồng đã lựa chọn {{{{ {OF}.chosen }}}} điển hình tiên tiến; {{% if {OF}.co_noi_ap_dung %}}{{{{ {OF}.taken_over }}}} điển hình đã có thông tin về nơi áp dụng{{% else %}}chưa điển hình nào có thông tin về nơi áp dụng{{% endif %}}."),
        replication_table(),
        if_given(f"{OF}.chua_nhan_rong", below_table(f"Chưa có thông tin về việc nhân rộng: {joined('ten', OF + '.chua_nhan_rong')}.")),
        tag("{%p else %}"),
        body("Trong năm chưa lựa chọn được điển hình tiên tiến."),
        tag("{%p endif %}"),
        if_given("nam.quy_chua_hop", body(f"Chưa tính {joined('quy_nay', 'nam.quy_chua_hop')} do Hội đồng chưa họp xét.")),
        if_given("nam.quy_thieu", body(f"Chưa có hồ sơ: {joined('quy_nay', 'nam.quy_thieu')}.")),
        if_given("nam.quy_da_xoa", body(f"Số liệu trên chưa gồm quý đã xóa dữ liệu cá nhân: {joined('quy_nay', 'nam.quy_da_xoa')}.")),
        heading("4. So sánh với năm trước"),
        tag(f"{{%p if {OF}.so_sanh %}}"),
        table(
            compared,
            heading_row(compared, "Chỉ tiêu", f"Năm {{{{ {OF}.nam_truoc }}}}", "Năm {{ quy.nam }}"),
            rows(compared, "muc", f"{OF}.so_sanh", (cell("{{ muc.ten }}"), centred("{{ muc.truoc }}"), centred("{{ muc.nay }}"))),
        ),
        tag("{%p else %}"),
        body(f"Chưa có số liệu của năm {{{{ {OF}.nam_truoc }}}} để so sánh."),
        tag("{%p endif %}"),
        heading("5. Đề xuất, kiến nghị"),
        if_given(f"{OF}.gui_chua_du", body(f"- Các đơn vị chưa gửi đủ hồ sơ hợp lệ trong năm rút kinh nghiệm, thực hiện nghiêm kế hoạch năm sau: {joined('ten', OF + '.gui_chua_du')}.")),
        if_given(f"{OF}.chua_nhan_rong", body("- Các phòng, ban, đơn vị tiếp tục áp dụng cách làm của điển hình tiên tiến, gửi kết quả về {{ co_quan.thuong_truc }} để tổng hợp.")),
        body("- Biểu dương, tôn vinh các điển hình tiên tiến tại hội nghị tổng kết; tuyên truyền trên các phương tiện thông tin đại chúng."),
        body("- Tiếp tục xây dựng, nhân rộng gương điển hình tiên tiến trong năm sau theo kế hoạch của {{ co_quan.goi }}."),
        closing("Trên đây là báo cáo kết quả thực hiện {{ ke_hoach.ten_so }} trong {{ quy.trong_cau }} của {{ co_quan.ten }}./."),
        signed(PORTRAIT, "bao_cao_nam", "nguoi_ky"),
    )  # fmt: skip


def _cells(*keys: str) -> tuple[TableCell, ...]:
    return tuple(centred(f"{{{{ muc.{key} }}}}") for key in keys)

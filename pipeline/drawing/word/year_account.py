"""Draws the template of the report on carrying out the plan in a year."""

from __future__ import annotations

from pipeline.drawing.word.nd30 import BLANK_NUMBER, PORTRAIT, Lines, header_block, heading_row, signature_block
from pipeline.drawing.word.ooxml import TableCell, paragraph, table, tag, text
from pipeline.drawing.word.pieces import (
    AFTER_TABLE,
    AGENCY,
    ISSUER,
    SEPARATOR,
    body,
    cell,
    centred,
    if_given,
    replication_table,
    rows,
    share,
)

SUBJECT = "Kết quả thực hiện {} {}"
OF = "ket_qua"


def year_account(lines: Lines) -> str:
    """The report of a year: sending, nominees, awards and money, the chosen ones and what became of them, what is proposed."""
    sent, awarded = share(PORTRAIT, 22, 26, 26, 36, 24, 24), share(PORTRAIT, 22, 26, 34, 38, 40)
    compared = share(PORTRAIT, 80, 40, 40)
    return "".join(
        [
            header_block(lines, PORTRAIT, AGENCY, ISSUER, f"Số:{BLANK_NUMBER}/BC-{{{{ co_quan.ky_hieu }}}}", "{{ ngay_ky }}", draft=True),
            paragraph("TenLoai", text("BÁO CÁO")),
            paragraph("TrichYeu", text(SUBJECT.format("{{ ke_hoach.ten }}", "{{ quy.trong_cau }}"))),
            lines.under(SUBJECT.format("Kế hoạch 12/KH-CQ", "năm 2020"), 14, 165),
            paragraph("DongKe"),
            body("Thực hiện {{ ke_hoach.vien_dan }}, {{ co_quan.ten }} báo cáo kết quả {{ quy.trong_cau }} như sau:"),
            paragraph("DeMuc", text("1. Việc giới thiệu, gửi hồ sơ")),
            body(f"Trong năm có {{{{ {OF}.on_time }}}} lượt đơn vị gửi hồ sơ đúng hạn; giới thiệu {{{{ {OF}.nominees }}}} lượt cá nhân (nam {{{{ {OF}.men }}}}, nữ {{{{ {OF}.women }}}}; lãnh đạo, quản lý {{{{ {OF}.leaders }}}}), "
                 f"{{{{ {OF}.collectives }}}} lượt tập thể.{{% if {OF}.theo_nhom %}} Theo nhóm đối tượng: {{{{ {OF}.theo_nhom }}}}.{{% endif %}}"),
            table(
                sent,
                heading_row(sent, "Quý", "Đơn vị gửi đúng hạn", "Đơn vị gửi sớm, muộn", "Đơn vị chưa gửi hoặc hồ sơ chưa hợp lệ", "Cá nhân", "Tập thể"),
                *rows(sent, "muc", f"{OF}.quy", _cells("ten", "dung_han", "som_muon", "chua_gui", "ca_nhan", "tap_the")),
            ),
            paragraph("DeMuc", text("2. Kết quả xét chọn, khen thưởng")),
            body(f"Trong năm có {{{{ {OF}.certificates }}}} lượt tặng Giấy khen, {{{{ {OF}.praised }}}} lượt biểu dương, nêu gương, {{{{ {OF}.higher }}}} lượt đề nghị cấp trên khen thưởng; tổng tiền thưởng {{{{ {OF}.money }}}} đồng ({{{{ {OF}.tien_chu }}}})."),
            table(
                awarded,
                heading_row(awarded, "Quý", "Giấy khen", "Biểu dương, nêu gương", "Đề nghị cấp trên khen thưởng", "Tiền thưởng (đồng)"),
                *rows(awarded, "muc", f"{OF}.quy", _cells("ten", "giay_khen", "bieu_duong", "cap_tren", "tien")),
            ),
            *if_given(f"{OF}.cuoi_nam", paragraph("DongSauBang", text(f"Cuối năm, Hội đồng thống nhất tặng Giấy khen: {{% for muc in {OF}.cuoi_nam %}}{{{{ muc.so }}}} {{{{ muc.doi_tuong }}}}, tiền thưởng {{{{ muc.tong }}}} đồng{SEPARATOR}{{% endfor %}}; đã tính trong tổng số nêu trên."))),
            paragraph("DeMuc", text("3. Điển hình tiên tiến và việc nhân rộng")),
            tag(f"{{%p if {OF}.dien_hinh %}}"),
            body(f"Hội đồng đã lựa chọn {{{{ {OF}.chosen }}}} điển hình tiên tiến; {{{{ {OF}.taken_over }}}} điển hình đã có thông tin về nơi áp dụng."),
            replication_table(),
            *if_given(f"{OF}.chua_nhan_rong", paragraph("DongSauBang", text(f"Chưa có thông tin về việc nhân rộng: {{% for ten in {OF}.chua_nhan_rong %}}{{{{ ten }}}}{SEPARATOR}{{% endfor %}}."))),
            tag("{%p else %}"),
            body("Trong năm chưa lựa chọn được điển hình tiên tiến."),
            tag("{%p endif %}"),
            *if_given("nam.quy_chua_hop", body(f"Hội đồng chưa họp: {{% for quy_nay in nam.quy_chua_hop %}}{{{{ quy_nay }}}}{SEPARATOR}{{% endfor %}}.")),
            *if_given("nam.quy_thieu", body(f"Chưa có hồ sơ: {{% for quy_nay in nam.quy_thieu %}}{{{{ quy_nay }}}}{SEPARATOR}{{% endfor %}}.")),
            *if_given("nam.quy_da_xoa", body(f"Số liệu trên chưa gồm quý đã xóa dữ liệu cá nhân: {{% for quy_nay in nam.quy_da_xoa %}}{{{{ quy_nay }}}}{SEPARATOR}{{% endfor %}}.")),
            paragraph("DeMuc", text("4. So sánh với năm trước")),
            tag(f"{{%p if {OF}.so_sanh %}}"),
            table(
                compared,
                heading_row(compared, "Chỉ tiêu", f"Năm {{{{ {OF}.nam_truoc }}}}", "Năm {{ quy.nam }}"),
                *rows(compared, "muc", f"{OF}.so_sanh", (cell("{{ muc.ten }}"), centred("{{ muc.truoc }}"), centred("{{ muc.nay }}"))),
            ),
            tag("{%p else %}"),
            body(f"Chưa có số liệu của năm {{{{ {OF}.nam_truoc }}}} để so sánh."),
            tag("{%p endif %}"),
            paragraph("DeMuc", text("5. Đề xuất, kiến nghị")),
            *if_given(f"{OF}.gui_chua_du", body(f"- Các đơn vị chưa gửi đủ hồ sơ hợp lệ trong năm rút kinh nghiệm, thực hiện nghiêm kế hoạch năm sau: {{% for ten in {OF}.gui_chua_du %}}{{{{ ten }}}}{SEPARATOR}{{% endfor %}}.")),
            *if_given(f"{OF}.chua_nhan_rong", body("- Các phòng, ban, đơn vị tiếp tục áp dụng cách làm của điển hình tiên tiến, gửi kết quả về {{ co_quan.thuong_truc }} để tổng hợp.")),
            body("- Biểu dương, tôn vinh các điển hình tiên tiến tại hội nghị tổng kết; tuyên truyền trên các phương tiện thông tin đại chúng."),
            paragraph("DongCuoi", text("- Tiếp tục xây dựng, nhân rộng gương điển hình tiên tiến trong năm sau theo kế hoạch của {{ co_quan.goi }}./.")),
            signature_block(PORTRAIT, "noi_nhan.bao_cao_nam", "nguoi_ky"),
            AFTER_TABLE,
            PORTRAIT.section(),
        ]
    )  # fmt: skip


def _cells(*keys: str) -> tuple[TableCell, ...]:
    return tuple(centred(f"{{{{ muc.{key} }}}}") for key in keys)

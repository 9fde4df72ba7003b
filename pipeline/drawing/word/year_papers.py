"""Draws the templates of the year's papers: lists of exemplars and of commendations, register of the units, report on the plan."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.drawing.word.nd30 import LANDSCAPE, PORTRAIT, Page, heading_row
from pipeline.drawing.word.ooxml import TableCell, if_given, row, table, tag, together
from pipeline.drawing.word.pieces import (
    OFFICE_HEAD,
    STANDING_HEAD,
    below_table,
    body,
    cell,
    centred,
    closing,
    headed,
    heading,
    joined,
    named_heading,
    number_of,
    replication_table,
    row_if,
    rows,
    share,
    signed,
    title_row,
)

OF = "ket_qua"  # what the report prints


def _headed(widths: Sequence[int], collective: Sequence[TableCell], person: Sequence[TableCell]) -> str:
    """Those chosen in the quarters, then the others, each under its title (plan IV.1)."""
    number = centred("{{ muc.tt }}")
    chosen = "A. ĐIỂN HÌNH TIÊN TIẾN ĐƯỢC CHỌN TRONG CÁC QUÝ"
    others = "{% if khac_tap_the %}C{% else %}B{% endif %}. CÁ NHÂN KHÁC"
    return (
        row_if(widths, "chon_tap_the or chon_ca_nhan", title_row(widths, chosen))
        + rows(widths, "muc", "chon_tap_the", (number, *collective))
        + rows(widths, "muc", "chon_ca_nhan", (number, *person))
        + row_if(widths, "khac_tap_the", title_row(widths, "B. TẬP THỂ KHÁC"))
        + rows(widths, "muc", "khac_tap_the", (number, *collective))
        + row_if(widths, "khac_ca_nhan", title_row(widths, others))
        + rows(widths, "muc", "khac_ca_nhan", (number, *person))
    )


def exemplars() -> str:
    """The list of the year's exemplars, each with quarters and awards."""
    widths = share(LANDSCAPE, 10, 44, 40, 50, 30, 28, 50)
    headings = (
        "Quý được thống nhất",
        "Quý được chọn là điển hình tiên tiến",
        "Hình thức đã khen, đề nghị khen trong quý",
    )
    shared_cells = ("{{ muc.quy_duyet }}", "{{ muc.quy_chon }}", "{{ muc.da_khen_nam }}")
    person = ("{{ muc.danh_xung }} {{ muc.ho_ten }}", "{{ muc.chuc_vu }}", "{{ muc.don_vi }}", *shared_cells)
    collective = (cell("{{ muc.ten }}", span=3), *map(cell, shared_cells))
    return _paper(
        LANDSCAPE,
        "Điển hình tiên tiến và tập thể, cá nhân tiêu biểu {{ quy.ten }}",
        table(widths, named_heading(widths, "", ("Chức vụ", "Đơn vị"), *headings), _headed(widths, collective, tuple(map(cell, person)))),
        below_table("Danh sách có {{ nam.doi_tuong }}."),
        closing("Mỗi tập thể, cá nhân ghi một lần, theo kết quả các cuộc họp Hội đồng trong năm."),
        _missing_quarters(),
    )  # fmt: skip


def commendation() -> str:
    """The list for the year-end conference: who is proposed for the certificate, and who had an award in the year already."""
    widths = share(PORTRAIT, 10, 42, 50, 26, 37)
    awards = ("{{ muc.quy_duyet }}", "{{ muc.hinh_thuc_nam }}")
    person = ("{{ muc.danh_xung }} {{ muc.ho_ten }}", "{{ muc.chuc_vu_don_vi }}", *awards)
    collective = (cell("{{ muc.ten }}", span=2), *map(cell, awards))
    return _paper(
        PORTRAIT,
        "Khen thưởng tổng kết {{ quy.ten }}",
        table(
            widths,
            named_heading(widths, "", ("Chức vụ, đơn vị",), "Quý", "Hình thức tại hội nghị tổng kết"),
            _headed(widths, collective, tuple(map(cell, person))),
        ),
        below_table("Danh sách có {{ nam.doi_tuong }}; mỗi tập thể, cá nhân ghi một lần."),
        if_given("nam.bieu_duong", closing("Có {{ nam.bieu_duong }} tập thể, cá nhân đã được khen hoặc đề nghị khen trong năm; Giấy khen cuối năm chỉ tặng cho thành tích chưa được khen.")),
        if_given("not nam.da_xet", closing("Chưa đề nghị Giấy khen cuối năm do Hội đồng chưa họp xét khen thưởng cuối năm.")),
        _missing_quarters(),
    )  # fmt: skip


def register() -> str:
    """The register of the units: whether and when each sent a workbook in each quarter."""
    widths = share(PORTRAIT, 10, 62, 20, 20, 20, 20, 18)
    cells = (
        centred("{{ muc.tt }}"),
        cell("{{ muc.don_vi }}"),
        *(centred(f"{{{{ muc.quy_{n} }}}}") for n in (1, 2, 3, 4)),
        centred("{{ muc.da_gui }}"),
    )
    return _paper(
        PORTRAIT,
        "Việc gửi hồ sơ của các phòng, ban, đơn vị {{ quy.ten }}",
        table(
            widths,
            heading_row(widths, "TT", "Đơn vị", "Quý I", "Quý II", "Quý III", "Quý IV", "Số quý đã gửi"),
            rows(widths, "muc", "so_theo_doi", cells),
        ),
        below_table(f"Ghi chú về cách ghi: {joined('cach', 'nam.cach_ghi')}."),
        if_given("ket_qua.co_noi_ap_dung", heading("Việc nhân rộng điển hình tiên tiến"), replication_table()),
        if_given("ket_qua.chua_nhan_rong", closing(f"Chưa có thông tin về việc nhân rộng: {joined('ten', 'ket_qua.chua_nhan_rong')}.")),
        _without_workbooks(),
        title="SỔ THEO DÕI",
    )  # fmt: skip


def _paper(page: Page, subject: str, *content: str, title: str = "DANH SÁCH") -> str:
    """One of the year's lists, a paper of the standing body's own: its header, title, content, its head's signature."""
    return together(
        headed(page, STANDING_HEAD, "", title, subject, spaced=True),
        *content,
        signed(page, "danh_sach", "nguoi_ky_to_trinh"),
    )


def _missing_quarters() -> str:
    """The sentences that name the quarters that are not in a list, with the reason."""
    not_met = closing(f"Chưa tính {joined('quy_nay', 'nam.quy_chua_hop')} do Hội đồng chưa họp xét.")
    return _without_workbooks() + if_given("nam.quy_chua_hop", not_met)


def _without_workbooks() -> str:
    """The sentences that name the quarters without workbooks: those whose data was removed, and those where none was sent."""
    forgotten = closing(f"Quý đã xóa dữ liệu cá nhân, không liệt kê được tên: {joined('quy_nay', 'nam.quy_da_xoa')}.")
    missing = closing(f"Quý chưa có hồ sơ: {joined('quy_nay', 'nam.quy_thieu')}.")
    return if_given("nam.quy_da_xoa", forgotten) + if_given("nam.quy_thieu", missing)


def year_account() -> str:
    """The report of a year: sending, nominees, awards and money, the chosen ones and what became of them, what is proposed."""
    sent, awarded = share(PORTRAIT, 22, 26, 26, 36, 24, 24), share(PORTRAIT, 22, 26, 34, 38, 40)
    compared = share(PORTRAIT, 80, 40, 40)
    return together(
        headed(PORTRAIT, OFFICE_HEAD, number_of("BC"), "BÁO CÁO", "Kết quả thực hiện {{ ke_hoach.ten_so }} trong {{ quy.trong_cau }}", "Kết quả thực hiện Kế hoạch số 12/KH-CQ trong năm 2020", draft=True, spaced=True),
        body("Thực hiện {{ ke_hoach.vien_dan }}, {{ co_quan.ten }} báo cáo kết quả {{ quy.trong_cau }} như sau:"),
        heading("1. Việc giới thiệu, gửi hồ sơ"),
        body(f"Trong năm có {{{{ {OF}.on_time }}}} lượt đơn vị gửi hồ sơ đúng hạn; giới thiệu {{{{ {OF}.nominees }}}} lượt cá nhân (nam {{{{ {OF}.men }}}}, nữ {{{{ {OF}.women }}}}; lãnh đạo, quản lý {{{{ {OF}.leaders }}}}), "
             f"{{{{ {OF}.collectives }}}} lượt tập thể.{{% if {OF}.theo_nhom %}} Theo nhóm đối tượng: {{{{ {OF}.theo_nhom }}}}.{{% endif %}}"),
        table(
            sent,
            heading_row(sent, "Quý", "Đơn vị gửi đúng hạn", "Đơn vị gửi sớm, muộn", "Đơn vị chưa gửi, đã rút hoặc hồ sơ chưa hợp lệ", "Cá nhân", "Tập thể"),
            *_with_sums(sent, "ten", "dung_han", "som_muon", "chua_gui", "ca_nhan", "tap_the"),
        ),
        heading("2. Kết quả xét chọn, khen thưởng"),
        body(f"Trong năm có {{{{ {OF}.certificates }}}} lượt tặng Giấy khen{{% if {OF}.praised != '00' %}}, {{{{ {OF}.praised }}}} lượt biểu dương, nêu gương{{% endif %}}{{% if {OF}.higher != '00' %}}, {{{{ {OF}.higher }}}} lượt đề nghị cấp trên khen thưởng{{% endif %}}; tổng tiền thưởng {{{{ {OF}.money }}}} đồng ({{{{ {OF}.tien_chu }}}})."),
        table(
            awarded,
            heading_row(awarded, "Quý", "Giấy khen", "Biểu dương, nêu gương", "Đề nghị cấp trên khen thưởng", "Tiền thưởng (đồng)"),
            *_with_sums(awarded, "ten", "giay_khen", "bieu_duong", "cap_tren", "tien"),
        ),
        if_given(f"{OF}.cuoi_nam", below_table(f"Cuối năm, Hội đồng đề nghị tặng Giấy khen: {joined('muc', OF + '.cuoi_nam', '{{ muc.so }} {{ muc.doi_tuong }}, tiền thưởng {{ muc.tong }} đồng')}; đã tính trong tổng số của cả năm, chưa tính trong bảng các quý.")),
        heading("3. Điển hình tiên tiến và việc nhân rộng"),
        tag(f"{{%p if {OF}.dien_hinh %}}"),
        body(f"Hội đồng đã lựa chọn {{{{ {OF}.chosen }}}} điển hình tiên tiến; {{% if {OF}.co_noi_ap_dung %}}{{{{ {OF}.taken_over }}}} điển hình đã có thông tin về nơi áp dụng{{% else %}}chưa điển hình nào có thông tin về nơi áp dụng{{% endif %}}."),
        replication_table(),
        if_given(f"{OF}.chua_nhan_rong", body(f"Chưa có thông tin về việc nhân rộng: {joined('ten', OF + '.chua_nhan_rong')}.")),
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


def _with_sums(widths: Sequence[int], *keys: str) -> tuple[str, str]:
    """A row for each quarter of the year, and the row of their sums."""
    cells, sums = (tuple(centred(f"{{{{ {one}.{key} }}}}") for key in keys) for one in ("muc", f"{OF}.cong"))
    return rows(widths, "muc", f"{OF}.quy", cells), row(*sums, widths=widths)

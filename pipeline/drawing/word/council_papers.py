"""The papers round the Council's meeting: ballot, minutes, submission, letters, certificates, the list for posting."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.drawing.word.certificates import certificates
from pipeline.drawing.word.minutes import minutes
from pipeline.drawing.word.nd30 import (
    BLANK_NUMBER,
    NO_BREAK,
    PORTRAIT,
    Lines,
    header_block,
    heading_row,
    signature_block,
)
from pipeline.drawing.word.ooxml import Cell, paragraph, table, tag, text
from pipeline.drawing.word.pieces import (
    AFTER_TABLE,
    AGENCY,
    BESIDE,
    ISSUER,
    SAMPLE_SUBJECT,
    SUBJECT,
    body,
    both_groups,
    centred,
    group,
    if_given,
    name_heading,
    recipients_of,
    rows,
    share,
)

LETTER_NUMBER = f"Số:{BLANK_NUMBER}/{{{{ co_quan.ky_hieu }}}}-{{{{ co_quan.thuong_truc_viet_tat }}}}"


def ballot(lines: Lines) -> str:
    """The ballot: every nominee once, a box for, a box against, and one to choose the exemplary one."""
    widths = share(PORTRAIT, 10, 48, 52, 16, 18, 22)
    boxes = tuple(Cell(paragraph("OBangGiua")) for _ in range(3))
    return "".join(
        [
            header_block(lines, PORTRAIT, AGENCY, ISSUER, "", "{{ ngay_ky }}", draft=False),
            paragraph("TenLoai", text("PHIẾU BẦU")),
            paragraph("TrichYeu", text(f"Xét chọn {SUBJECT}")),
            lines.under(f"Xét chọn {SAMPLE_SUBJECT}", 14, 165),
            paragraph("ThanVanBan", text("Đánh dấu X vào một trong hai ô Đồng ý, Không đồng ý đối với từng tập thể, cá nhân; đánh dấu X vào ô Điển hình tiên tiến ở đúng một dòng. "
                                        "Phiếu không ký tên, không ghi thêm tên.")),
            table(
                widths,
                heading_row(widths, "TT", name_heading(""), "Chức vụ, đơn vị", "Đồng ý", "Không đồng ý", "Điển hình tiên tiến"),
                *both_groups(widths, "tap_the", "ca_nhan", (), boxes),
            ),
            paragraph("TongSo", text("Phiếu có {{ danh_sach.doi_tuong }}.")),
            PORTRAIT.section(),
        ]
    )  # fmt: skip


def submission(lines: Lines) -> str:
    """The submission of the standing body to the head of the office, with what only a higher level can grant."""
    return "".join(
        [
            header_block(lines, PORTRAIT, AGENCY, ISSUER, f"Số:{BLANK_NUMBER}/TTr-{{{{ co_quan.ky_hieu }}}}", "{{ ngay_ky }}", draft=False),
            paragraph("TenLoai", text("TỜ TRÌNH")),
            paragraph("TrichYeu", text(f"Về việc khen thưởng, giới thiệu {SUBJECT}")),
            lines.under(f"Về việc khen thưởng, giới thiệu {SAMPLE_SUBJECT}", 14, 165),
            paragraph("KinhGui", text("Kính gửi: {{ co_quan.nguoi_dung_dau }}.")),
            body("Thực hiện Kế hoạch xây dựng và nhân rộng gương điển hình tiên tiến của Văn phòng, {{ co_quan.thuong_truc }} đã tổng hợp hồ sơ {{ quy.ten }}: "
                  "{{ danh_sach.da_gui }}/{{ danh_sach.tong_don_vi }} phòng, ban, đơn vị gửi hồ sơ hợp lệ; giới thiệu {{ danh_sach.doi_tuong }}."),
            body("Cuộc họp {{ hop.ngay }} của {{ co_quan.hoi_dong }} (sau đây viết tắt là Hội đồng) có {{ hop.so_co_mat }}/{{ hop.so_thanh_vien }} thành viên dự; kết quả bỏ phiếu ghi tại biên bản kèm theo."),
            body("{{ co_quan.thuong_truc }}, thường trực Hội đồng, kính trình các nội dung sau đây."),
            body("- Công nhận {{ hop.ten_duoc_chon }} là điển hình tiên tiến {{ quy.ten }} ({{ hop.bieu_quyet_chon.dong_y }} phiếu đồng ý, đạt {{ hop.bieu_quyet_chon.ty_le }}) và nhân rộng tại cơ quan; "
                  "giới thiệu {{ co_quan.hoi_dong_tinh }} xem xét, nhân rộng trên phạm vi toàn tỉnh."),
            *if_given("quyet_dinh.muc_thuong", body("- Tặng Giấy khen cho {{ quyet_dinh.doi_tuong }} có tên trong dự thảo Quyết định kèm theo; tổng số tiền thưởng là {{ quyet_dinh.tong_tien }} đồng ({{ quyet_dinh.tong_tien_chu }}).")),
            *if_given("hop.cap_tren", body(f"- Đề nghị cấp có thẩm quyền khen thưởng: {{% for muc in hop.cap_tren %}}{{{{ muc.hinh_thuc }}}} đối với {{{{ muc.ten }}}} (tỷ lệ đồng ý {{{{ muc.ty_le }}}}){BESIDE}{{% endfor %}}. Hình thức này vượt thẩm quyền của {{{{ co_quan.nguoi_dung_dau }}}}.")),
            paragraph("DongCuoi", text("Kính trình {{ co_quan.nguoi_dung_dau }} xem xét, quyết định./.")),
            signature_block(PORTRAIT, "noi_nhan.to_trinh", "nguoi_ky_to_trinh"),
            AFTER_TABLE,
            PORTRAIT.section(),
        ]
    )  # fmt: skip


def introduction(lines: Lines) -> str:
    """The letter that introduces the chosen one to the provincial Council, the profile attached."""
    return "".join(
        [
            header_block(lines, PORTRAIT, AGENCY, ISSUER, LETTER_NUMBER, "{{ ngay_ky }}", draft=False, subject=f"V/v giới thiệu {SUBJECT}"),
            paragraph("KinhGui", text("Kính gửi: {{ co_quan.hoi_dong_tinh }}.")),
            body("Thực hiện Kế hoạch xây dựng và nhân rộng gương điển hình tiên tiến, tại cuộc họp {{ hop.ngay }}, {{ co_quan.hoi_dong }} đã lựa chọn {{ hop.ten_duoc_chon }} là điển hình tiên tiến {{ quy.ten }} "
                  "với {{ hop.bieu_quyet_chon.dong_y }} phiếu đồng ý, đạt {{ hop.bieu_quyet_chon.ty_le }} tính trên {{ hop.mau_so }}."),
            body("Thành tích tiêu biểu trong quý như sau."),
            tag("{%p for dong in hop.duoc_chon.thanh_tich %}"), body("- {{ dong }}"), tag("{%p endfor %}"),
            paragraph("DongCuoi", text("{{ co_quan.ten }} trân trọng giới thiệu {{ hop.ten_duoc_chon }} để {{ co_quan.hoi_dong_tinh }} xem xét, nhân rộng trên phạm vi toàn tỉnh (trích ngang thành tích gửi kèm)./.")),
            signature_block(PORTRAIT, "noi_nhan.gioi_thieu", "nguoi_ky"),
            AFTER_TABLE,
            PORTRAIT.section(),
        ]
    )  # fmt: skip


def reminder(lines: Lines) -> str:
    """The letter to a unit that has not sent, or whose workbook must be corrected, naming what."""
    return "".join(
        [
            header_block(lines, PORTRAIT, AGENCY, ISSUER, LETTER_NUMBER, "{{ ngay_ky }}", draft=False, subject=f"V/v hồ sơ giới thiệu {SUBJECT}"),
            paragraph("KinhGui", text("Kính gửi: {{ don_doc.don_vi }}.")),
            tag("{%p if don_doc.chua_gui %}"),
            body("Theo Kế hoạch xây dựng và nhân rộng gương điển hình tiên tiến của Văn phòng, thời hạn gửi hồ sơ {{ quy.ten }} là từ ngày" + NO_BREAK + "{{ thoi_han.tu }} đến ngày" + NO_BREAK + "{{ thoi_han.den }}. "
                  "Đến nay thường trực Hội đồng chưa nhận được hồ sơ giới thiệu của {{ don_doc.don_vi }}."),
            tag("{%p elif don_doc.ghi_don_vi %}"),
            body("Thường trực Hội đồng đã nhận hồ sơ giới thiệu gương điển hình tiên tiến {{ quy.ten }} ghi đơn vị là {{ don_doc.ghi_don_vi }}, chưa ghi nhận được là hồ sơ của {{ don_doc.don_vi }}. "
                  "Nếu là hồ sơ của {{ don_doc.don_vi }} thì các nội dung sau đây cần sửa."),
            tag("{%p else %}"),
            body("Thường trực Hội đồng đã nhận hồ sơ giới thiệu gương điển hình tiên tiến {{ quy.ten }} của {{ don_doc.don_vi }}. Hồ sơ có các nội dung sau đây cần sửa."),
            tag("{%p endif %}"),
            tag("{%p if not don_doc.chua_gui %}"),
            tag("{%p for dong in don_doc.phai_sua %}"), body("- {{ dong }}."), tag("{%p endfor %}"),
            body("Tệp gửi lại kèm theo đã đánh dấu từng ô phải sửa và cách sửa (trang Phiếu sửa)."),
            tag("{%p endif %}"),
            paragraph("DongCuoi", text("Đề nghị {{ don_doc.don_vi }} gửi hồ sơ theo biểu mẫu về {{ co_quan.thuong_truc }} trong thời hạn 02" + NO_BREAK + "ngày làm việc kể từ ngày nhận được văn bản này để kịp tổng hợp, trình Hội đồng./.")),
            signature_block(PORTRAIT, "noi_nhan.don_doc", "nguoi_ky_danh_sach"),
            AFTER_TABLE,
            PORTRAIT.section(),
        ]
    )  # fmt: skip


def public_list(lines: Lines) -> str:
    """The list for posting: name, position, unit, award, and nothing else."""
    widths = share(PORTRAIT, 12, 46, 38, 44, 26)
    award = "{% if da_hop %}{{ muc.bieu_quyet.ket_qua }}{% else %}{{ muc.hinh_thuc }}{% endif %}"
    person = tuple(
        Cell(paragraph("OBang", text(value)))
        for value in ("{{ muc.danh_xung }} {{ muc.ho_ten }}", "{{ muc.chuc_vu }}", "{{ muc.don_vi }}", award)
    )
    collective = (Cell(paragraph("OBang", text("{{ muc.ten }}")), span=3), Cell(paragraph("OBang", text(award))))
    # «Tập thể», «Cá nhân» or «Tập thể, cá nhân»; both with both deeds fill the line, and its end would go to the next alone
    whom = recipients_of("Tập thể", ", cá nhân", "{% if not cong_khai.tap_the %}Cá nhân{% endif %}", "cong_khai.")
    title = f"{whom} được {{% if da_hop %}}thống nhất{{% else %}}đề nghị{{% endif %}} {{{{ cong_khai.viec }}}} {{{{ quy.ten|replace(' ', '{NO_BREAK}') }}}}"
    return "".join(
        [
            header_block(lines, PORTRAIT, AGENCY, ISSUER, "", "{{ ngay_ky }}", draft=False),
            paragraph("TenLoai", text("DANH SÁCH CÔNG KHAI")),
            paragraph("TrichYeu", text(title)),
            lines.under("Tập thể, cá nhân được đề nghị khen thưởng Quý I năm 2020", 14, 165),
            paragraph("DongKe"),
            table(
                widths,
                heading_row(widths, "TT", name_heading("cong_khai."), "Chức vụ", "Đơn vị", "Hình thức"),
                *group(widths, "A. TẬP THỂ", "cong_khai.tap_the and cong_khai.ca_nhan"),
                *rows(widths, "muc", "cong_khai.tap_the", (centred("{{ muc.tt }}"), *collective)),
                *group(widths, "B. CÁ NHÂN", "cong_khai.tap_the and cong_khai.ca_nhan"),
                *rows(widths, "muc", "cong_khai.ca_nhan", (centred("{{ muc.tt }}"), *person)),
            ),
            paragraph("DongSauBang", text("Danh sách có {{ cong_khai.doi_tuong }}.")),
            signature_block(PORTRAIT, "noi_nhan.cong_khai", "nguoi_ky_danh_sach"),
            AFTER_TABLE,
            PORTRAIT.section(),
        ]
    )  # fmt: skip


COUNCIL_PAPERS: tuple[tuple[str, str, Callable[[Lines], str]], ...] = (
    ("danh-sach-cong-khai.docx", "Danh sách công khai", public_list),
    ("phieu-bau.docx", "Phiếu bầu", ballot),
    ("bien-ban-hop-hoi-dong.docx", "Biên bản họp Hội đồng", minutes),
    ("to-trinh.docx", "Tờ trình", submission),
    ("giay-khen.docx", "Nội dung Giấy khen", certificates),
    ("cong-van-gioi-thieu.docx", "Công văn giới thiệu", introduction),
    ("don-doc.docx", "Công văn đôn đốc", reminder),
)

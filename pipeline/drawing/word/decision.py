"""Draws the template of the award decision and its annex."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.drawing.word.nd30 import (
    BLANK_NUMBER,
    NO_BREAK,
    PORTRAIT,
    Lines,
    article,
    header_block,
    heading_row,
    signature_block,
)
from pipeline.drawing.word.ooxml import TableCell, paragraph, table, tag, text
from pipeline.drawing.word.pieces import (
    AFTER_TABLE,
    AGENCY,
    ISSUER,
    group,
    recipients_of,
    rows,
    share,
)


def decision(lines: Lines) -> str:
    """The draft award decision, and its annex as a section of its own when there is more than one recipient."""
    number = f"Số:{BLANK_NUMBER}/QĐ-{{{{ co_quan.ky_hieu }}}}"
    recognised = "{% if quyet_dinh.cong_nhan %}công nhận điển hình tiên tiến và {% endif %}"
    subject = f"Về việc {recognised}tặng Giấy khen {{{{ quy.trong_cau }}}}"
    return "".join(
        [
            header_block(lines, PORTRAIT, AGENCY, ISSUER, number, "{{ ngay_ky }}", draft=True),
            paragraph("TenLoai", text("QUYẾT ĐỊNH")),
            paragraph("TrichYeu", text(subject)),
            lines.under("Về việc công nhận điển hình tiên tiến và tặng Giấy khen quý I năm 2020", 14, 165),
            paragraph("ThamQuyen", text("{{ co_quan.tham_quyen }}")),
            tag("{%p for can_cu_moi in can_cu %}"),
            paragraph("CanCu", text("{{ can_cu_moi }}")),
            tag("{%p endfor %}"),
            paragraph("LenhVan", text("QUYẾT ĐỊNH:")),
            *_articles(),
            signature_block(PORTRAIT, "noi_nhan.quyet_dinh", "nguoi_ky"),
            tag("{%p if quyet_dinh.co_phu_luc %}"),
            paragraph("DongTrong", properties=PORTRAIT.section()),
            *_annex(),
            tag("{%p else %}"),
            AFTER_TABLE,
            tag("{%p endif %}"),
            PORTRAIT.section(restart=True),
        ]
    )


def _articles() -> Sequence[str]:
    """Điều 1: who receives the Giấy khen; Điều 2: the money; after the meeting Điều 3: the one chosen as điển hình tiên tiến
    (Kế hoạch 07, mục V); the last: effect and execution, ending with ``./.``.
    """
    certificate = "Tặng Giấy khen của {{ co_quan.nguoi_dung_dau }} cho "
    # ``trim``: a reason typed with its own full stop does not get two
    person = "{{ nguoi_nhan.danh_xung|lower }} {{ nguoi_nhan.ho_ten }}, {{ nguoi_nhan.chuc_vu_don_vi }}, có thành tích tiêu biểu {{ quy.trong_cau }}. Lý do khen thưởng: {{ nguoi_nhan.ly_do|trim('.') }}."
    collective = "{{ tap_the_nhan.ten }}, có thành tích tiêu biểu {{ quy.trong_cau }}. Lý do khen thưởng: {{ tap_the_nhan.ly_do|trim('.') }}."
    money = (
        "Mức tiền thưởng kèm theo Giấy khen: {% for muc in quyet_dinh.muc_thuong %}mỗi {{ muc.doi_tuong }} {{ muc.moi }} đồng ({{ muc.moi_chu }}); "
        "{% endfor %}tổng số tiền thưởng là {{ quyet_dinh.tong_tien }} đồng ({{ quyet_dinh.tong_tien_chu }}). "
        "Kinh phí trích từ {{ co_quan.nguon_kinh_phi }}."
    )
    executors = (
        "{{ co_quan.thuong_truc }}, Trưởng các phòng, ban, đơn vị liên quan và "
        f"{recipients_of('tập thể', ', ', 'cá nhân')} có tên tại Điều{NO_BREAK}1 chịu trách nhiệm thi hành Quyết định này./."
    )
    payer = "{% if co_quan.chi_tra %} {{ co_quan.chi_tra }} chi tiền thưởng theo quy định.{% endif %}"
    last = f"Quyết định này có hiệu lực kể từ ngày ký.{payer} {executors}"
    return (
        tag("{%p if quyet_dinh.co_phu_luc %}"),
        article(
            1,
            "ThanVanBan",
            text(
                certificate
                + "{{ quyet_dinh.doi_tuong }} có thành tích tiêu biểu {{ quy.trong_cau }} (có danh sách kèm theo)."
            ),
        ),
        tag("{%p else %}"),
        tag("{%p for nguoi_nhan in quyet_dinh.mot_nguoi %}"),
        article(1, "ThanVanBan", text(certificate + person)),
        tag("{%p endfor %}"),
        tag("{%p for tap_the_nhan in quyet_dinh.tap_the %}"),
        article(1, "ThanVanBan", text(certificate + collective)),
        tag("{%p endfor %}"),
        tag("{%p endif %}"),
        article(2, "ThanVanBan", text(money)),
        tag("{%p if quyet_dinh.cong_nhan %}"),
        article(
            3,
            "ThanVanBan",
            text(
                "Công nhận {{ quyet_dinh.cong_nhan }} là điển hình tiên tiến {{ quy.trong_cau }}; giao {{ co_quan.thuong_truc }} "
                "tham mưu việc nhân rộng tại cơ quan."
            ),
        ),
        article(4, "DongCuoi", text(last)),
        tag("{%p else %}"),
        article(3, "DongCuoi", text(last)),
        tag("{%p endif %}"),
    )


def _annex() -> Sequence[str]:
    """The annex: its heading and the list of those who receive the Giấy khen."""
    widths = share(PORTRAIT, 10, 36, 44, 75)
    both = "quyet_dinh.tap_the and quyet_dinh.ca_nhan"
    person = (
        TableCell(paragraph("OBangGiua", text("{{ nguoi_nhan.tt }}"))),
        TableCell(paragraph("OBang", text("{{ nguoi_nhan.danh_xung }} {{ nguoi_nhan.ho_ten }}"))),
        TableCell(paragraph("OBang", text("{{ nguoi_nhan.chuc_vu_don_vi }}"))),
        TableCell(paragraph("OBang", text("{{ nguoi_nhan.ly_do }}"))),
    )
    collective = (
        TableCell(paragraph("OBangGiua", text("{{ tap_the_nhan.tt }}"))),
        TableCell(paragraph("OBang", text("{{ tap_the_nhan.ten }}")), span=2),
        TableCell(paragraph("OBang", text("{{ tap_the_nhan.ly_do }}"))),
    )
    decided = f"(Kèm theo Quyết định số{BLANK_NUMBER}/QĐ-{{{{ co_quan.ky_hieu }}}} {{{{ ngay_ky_phu_luc }}}} của {{{{ co_quan.nguoi_dung_dau }}}})"
    return (
        paragraph("PhuLuc", text("Phụ lục")),
        paragraph("TenPhuLuc", text(f"DANH SÁCH {recipients_of('TẬP THỂ', ', ', 'CÁ NHÂN')} ĐƯỢC TẶNG GIẤY KHEN")),
        paragraph("KemTheo", text(decided)),
        paragraph("TongSo", text("Danh sách có {{ quyet_dinh.doi_tuong }}.")),
        table(
            widths,
            heading_row(
                widths,
                "TT",
                "{% if quyet_dinh.tap_the %}Tên tập thể, cá nhân{% else %}Họ và tên{% endif %}",
                "Chức vụ, đơn vị",
                "Thành tích",
            ),
            *group(widths, "A. TẬP THỂ", both),
            *rows(widths, "tap_the_nhan", "quyet_dinh.tap_the", collective),
            *group(widths, "B. CÁ NHÂN", both),
            *rows(widths, "nguoi_nhan", "quyet_dinh.ca_nhan", person),
        ),
        AFTER_TABLE,
    )

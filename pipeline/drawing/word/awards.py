"""Draws the templates of the award decision with its annex, and of the text printed onto blank certificates."""

from __future__ import annotations

from pipeline.drawing.word.nd30 import (
    BLANK_NUMBER,
    PORTRAIT,
    Page,
    article,
    signature,
    signature_block,
)
from pipeline.drawing.word.ooxml import TableCell, for_each, if_given, paragraph, row, table, tag, text, together
from pipeline.drawing.word.pieces import (
    AFTER_TABLE,
    OFFICE_HEAD,
    cell,
    grouped,
    headed,
    named_heading,
    number_of,
    recipients_of,
    share,
)
from pipeline.values.vietnamese import NO_BREAK


def decision() -> str:
    """The draft award decision, and its annex as a section of its own when there is more than one recipient."""
    recognised = "{% if quyet_dinh.cong_nhan %}công nhận điển hình tiên tiến và {% endif %}"
    subject = f"Về việc {recognised}tặng Giấy khen {{{{ quy.trong_cau }}}}"
    sample = "Về việc công nhận điển hình tiên tiến và tặng Giấy khen quý I năm 2020"
    return together(
        headed(PORTRAIT, OFFICE_HEAD, number_of("QĐ"), "QUYẾT ĐỊNH", subject, sample, draft=True),
        paragraph("ThamQuyen", text("{{ co_quan.tham_quyen }}")),
        for_each("can_cu_moi", "can_cu", paragraph("CanCu", text("{{ can_cu_moi }}"))),
        paragraph("LenhVan", text("QUYẾT ĐỊNH:")),
        _articles(),
        signature_block(PORTRAIT, "noi_nhan.quyet_dinh", "nguoi_ky"),
        tag("{%p if quyet_dinh.co_phu_luc %}"),
        paragraph("DongTrong", properties=PORTRAIT.section()),
        _annex(),
        tag("{%p else %}"),
        AFTER_TABLE,
        tag("{%p endif %}"),
        PORTRAIT.section(restart=True),
    )


def _articles() -> str:
    """Điều 1: who receives the Giấy khen; Điều 2: the money; after the meeting Điều 3: the one chosen as điển hình tiên tiến
    (Kế hoạch 07, mục V); the last: effect and execution, ending with ``./.``.
    """
    certificate = "Tặng Giấy khen của {{ co_quan.nguoi_dung_dau }} cho "
    # ``trim``: a reason typed with its own full stop does not get two
    person = "{{ nguoi_nhan.danh_xung|lower }} {{ nguoi_nhan.ho_ten }}, {{ nguoi_nhan.chuc_vu_lien }}, có thành tích tiêu biểu {{ quy.trong_cau }}. Lý do khen thưởng: {{ nguoi_nhan.ly_do|trim('.') }}."
    collective = "{{ tap_the_nhan.ten }}, có thành tích tiêu biểu {{ quy.trong_cau }}. Lý do khen thưởng: {{ tap_the_nhan.ly_do|trim('.') }}."
    money = (
        "Mức tiền thưởng kèm theo Giấy khen: {% for muc in quyet_dinh.muc_thuong %}mỗi {{ muc.doi_tuong }} {{ muc.moi }} đồng ({{ muc.moi_chu }}); "
        "{% endfor %}tổng số tiền thưởng là {{ quyet_dinh.tong_tien }} đồng ({{ quyet_dinh.tong_tien_chu }}). "
        "Kinh phí trích từ {{ co_quan.nguon_kinh_phi }}."
    )
    executors = (
        "{{ co_quan.thuong_truc }}, Trưởng các phòng, ban, đơn vị liên quan và "
        f"{recipients_of('tập thể', 'cá nhân')} có tên tại Điều{NO_BREAK}1 chịu trách nhiệm thi hành Quyết định này./."
    )
    payer = "{% if co_quan.chi_tra %} {{ co_quan.chi_tra }} chi tiền thưởng theo quy định.{% endif %}"
    last = f"Quyết định này có hiệu lực kể từ ngày ký.{payer} {executors}"
    listed = "{{ quyet_dinh.doi_tuong }} có thành tích tiêu biểu {{ quy.trong_cau }} (có danh sách kèm theo)."
    recognised = (
        "Công nhận {{ hop.ten_duoc_chon_chen }} là điển hình tiên tiến {{ quy.trong_cau }}; giao {{ co_quan.thuong_truc }} "
        "tham mưu việc nhân rộng tại cơ quan."
    )
    return together(
        tag("{%p if quyet_dinh.co_phu_luc %}"),
        article(1, certificate + listed),
        tag("{%p else %}"),
        for_each("nguoi_nhan", "quyet_dinh.mot_nguoi", article(1, certificate + person)),
        for_each("tap_the_nhan", "quyet_dinh.tap_the", article(1, certificate + collective)),
        tag("{%p endif %}"),
        article(2, money),
        tag("{%p if quyet_dinh.cong_nhan %}"),
        article(3, recognised),
        article(4, last, "DongCuoi"),
        tag("{%p else %}"),
        article(3, last, "DongCuoi"),
        tag("{%p endif %}"),
    )


def _annex() -> str:
    """The annex: its heading and the list of those who receive the Giấy khen."""
    widths = share(PORTRAIT, 10, 36, 44, 75)
    person = (
        cell("{{ nguoi_nhan.danh_xung }} {{ nguoi_nhan.ho_ten }}"),
        cell("{{ nguoi_nhan.chuc_vu_don_vi }}"),
        cell("{{ nguoi_nhan.ly_do }}"),
    )
    collective = (cell("{{ tap_the_nhan.ten }}", span=2), cell("{{ tap_the_nhan.ly_do }}"))
    decided = f"(Kèm theo Quyết định số{BLANK_NUMBER}/QĐ-{{{{ co_quan.ky_hieu }}}} {{{{ ngay_ky_phu_luc }}}} của {{{{ co_quan.nguoi_dung_dau }}}})"
    return together(
        paragraph("PhuLuc", text("Phụ lục")),
        paragraph("TenPhuLuc", text(f"DANH SÁCH {recipients_of('TẬP THỂ', 'CÁ NHÂN')} ĐƯỢC TẶNG GIẤY KHEN")),
        paragraph("KemTheo", text(decided)),
        paragraph("TongSo", text("Danh sách có {{ quyet_dinh.doi_tuong }}.")),
        table(
            widths,
            named_heading(widths, "quyet_dinh.", ("Chức vụ, đơn vị",), "Thành tích"),
            grouped(widths, "quyet_dinh.", collective, person, ("tap_the_nhan", "nguoi_nhan")),
        ),
        AFTER_TABLE,
    )


CERTIFICATE_PAGE = Page(297, 210, top=95, left=35, right=35)


def certificates() -> str:
    """One page for each recipient, with only the text that the office's pre-printed certificate leaves open."""
    next_page = paragraph("DongTrong", '<w:r><w:br w:type="page"/></w:r>')

    def page(loop: str, name: str, below: str, is_last: str) -> str:
        reason = "{{ nhan.ly_do_lien|trim('.') }}."
        printed = (paragraph("GiayKhenDong", text(line)) for line in (below, reason))
        below_signature = if_given(is_last, AFTER_TABLE) + if_given(f"not ({is_last})", next_page)
        return for_each(
            "nhan", loop, paragraph("GiayKhenTen", text(name)), *printed, _certificate_signature(), below_signature
        )

    return (
        page(
            "quyet_dinh.tap_the", "Tập thể {{ nhan.ten }}", "{{ co_quan.ten }}", "loop.last and not quyet_dinh.ca_nhan"
        )
        + page(
            "quyet_dinh.ca_nhan", "{{ nhan.danh_xung }} {{ nhan.ho_ten }}", "{{ nhan.chuc_vu_co_quan }}", "loop.last"
        )
        + CERTIFICATE_PAGE.section(numbered=False)
    )


def _certificate_signature() -> str:
    """The decision and the golden book at the left, place, date and signatory in the right half of the certificate."""
    left = CERTIFICATE_PAGE.text_width * 11 // 20  # holds the decision's number and day on one line
    widths = (left, CERTIFICATE_PAGE.text_width - left)
    of_decision = "van_ban.quyet_dinh_khen_thuong"
    decided = f"Quyết định số{{{{ {of_decision}.so }}}}/QĐ-{{{{ co_quan.ky_hieu }}}} {{{{ {of_decision}.ngay }}}}"
    entered = "".join(paragraph("GiayKhenSo", text(line)) for line in (decided, f"Vào sổ vàng số:{NO_BREAK * 6}"))
    signed = paragraph("GiayKhenSo", text(f"{{{{ {of_decision}.ngay_ky }}}}")) + signature("nguoi_ky")
    return table(
        widths, row(TableCell(entered, align="bottom"), TableCell(signed), widths=widths), borders=False, margin=0
    )

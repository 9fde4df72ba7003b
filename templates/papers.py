"""The project's papers, each a sequence of the decree's components, drawn as Word templates.

The tags are explained in ``templates/README.md``; what they may say is what ``pipeline.assemble`` provides.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from templates.council_papers import COUNCIL_PAPERS
from templates.nd30 import (
    BLANK_NUMBER,
    LANDSCAPE,
    NO_BREAK,
    PORTRAIT,
    STYLES,
    Lines,
    article,
    header_block,
    heading_row,
    page_number,
    signature_block,
)  # fmt: skip
from templates.ooxml import Cell, loop_row, package, paragraph, row, table, tag, text
from templates.pieces import (
    AFTER_TABLE,
    AGENCY,
    ISSUER,
    each_line,
    fact,
    group,
    if_given,
    optional_table,
    recipients_of,
    rows,
    share,
    title_row,
)
from templates.year_papers import YEAR_PAPERS


def draw_papers() -> dict[str, bytes]:
    """Every Word template by file name: the same bytes every time."""
    return {
        name: package(title, draw(Lines()), STYLES, page_number())
        for name, title, draw in (*PAPERS, *COUNCIL_PAPERS, *YEAR_PAPERS)
    }


# --- decision ------------------------------------------------------------------------------------------------------


def decision(lines: Lines) -> str:
    """The draft award decision, and its annex as a section of its own when there is more than one recipient."""
    number = f"Số:{BLANK_NUMBER}/QĐ-{{{{ co_quan.ky_hieu }}}}"
    subject = "Về việc tặng Giấy khen cho gương điển hình tiên tiến {{ quy.ten }}"
    return "".join(
        [
            header_block(lines, PORTRAIT, AGENCY, ISSUER, number, "{{ ngay_ky }}", draft=True),
            paragraph("TenLoai", text("QUYẾT ĐỊNH")),
            paragraph("TrichYeu", text(subject)),
            lines.under("Về việc tặng Giấy khen cho gương điển hình tiên tiến Quý I năm 2020", 14, 165),
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
    """Điều 1 whom, Điều 2 the money, Điều 3 force and execution, which ends the decision with ``./.``."""
    certificate = "Tặng Giấy khen của {{ co_quan.nguoi_dung_dau }} cho "
    # ``trim``: a reason typed with its own full stop does not get two
    person = "{{ nguoi_nhan.danh_xung|lower }} {{ nguoi_nhan.ho_ten }}, {{ nguoi_nhan.chuc_vu_don_vi }}, là gương điển hình tiên tiến {{ quy.ten }}. Lý do khen thưởng: {{ nguoi_nhan.ly_do|trim('.') }}."
    collective = "{{ tap_the_nhan.ten }}, là gương điển hình tiên tiến {{ quy.ten }}. Lý do khen thưởng: {{ tap_the_nhan.ly_do|trim('.') }}."
    money = (
        "Mức tiền thưởng kèm theo Giấy khen: {% for muc in quyet_dinh.muc_thuong %}mỗi {{ muc.doi_tuong }} {{ muc.moi }} đồng ({{ muc.moi_chu }}); "
        "{% endfor %}tổng số tiền thưởng là {{ quyet_dinh.tong_tien }} đồng ({{ quyet_dinh.tong_tien_chu }}). "
        "Kinh phí trích từ {{ co_quan.nguon_kinh_phi }}."
    )
    executors = (
        "{{ co_quan.thuong_truc }}, thủ trưởng các phòng, ban, đơn vị liên quan và "
        f"{recipients_of('tập thể', ', ', 'cá nhân')} có tên tại Điều{NO_BREAK}1 chịu trách nhiệm thi hành Quyết định này./."
    )
    return (
        tag("{%p if quyet_dinh.co_phu_luc %}"),
        article(
            1,
            "ThanVanBan",
            text(
                certificate
                + "{{ quyet_dinh.doi_tuong }} là gương điển hình tiên tiến {{ quy.ten }} (có danh sách kèm theo)."
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
        article(3, "DongCuoi", text(f"Quyết định này có hiệu lực kể từ ngày ký. {executors}")),
    )


def _annex() -> Sequence[str]:
    """The annex: its heading and the list of those who receive the Giấy khen."""
    widths = share(PORTRAIT, 12, 40, 48, 65)
    both = "quyet_dinh.tap_the and quyet_dinh.ca_nhan"
    person = (
        Cell(paragraph("OBangGiua", text("{{ nguoi_nhan.tt }}"))),
        Cell(paragraph("OBang", text("{{ nguoi_nhan.danh_xung }} {{ nguoi_nhan.ho_ten }}"))),
        Cell(paragraph("OBang", text("{{ nguoi_nhan.chuc_vu_don_vi }}"))),
        Cell(paragraph("OBang", text("{{ nguoi_nhan.ly_do }}"))),
    )
    collective = (
        Cell(paragraph("OBangGiua", text("{{ tap_the_nhan.tt }}"))),
        Cell(paragraph("OBang", text("{{ tap_the_nhan.ten }}")), span=2),
        Cell(paragraph("OBang", text("{{ tap_the_nhan.ly_do }}"))),
    )
    decided = f"(Kèm theo Quyết định số{BLANK_NUMBER}/QĐ-{{{{ co_quan.ky_hieu }}}} {{{{ ngay_ky_phu_luc }}}} của {{{{ co_quan.nguoi_dung_dau }}}})"
    return (
        paragraph("PhuLuc", text("Phụ lục")),
        paragraph("TenPhuLuc", text(f"DANH SÁCH {recipients_of('TẬP THỂ', ', ', 'CÁ NHÂN')} ĐƯỢC TẶNG GIẤY KHEN")),
        paragraph("KemTheo", text(decided)),
        paragraph("DongKe"),
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
        paragraph("TongSo", text("Danh sách có {{ quyet_dinh.doi_tuong }}.")),
    )


# --- consolidated list ---------------------------------------------------------------------------------------------


def consolidated_list(lines: Lines) -> str:
    """The consolidated list, landscape: collectives, individuals, and which units have not sent."""
    widths = share(LANDSCAPE, 10, 36, 14, 27, 36, 58, 27, 20, 24)
    headings = (
        "TT",
        "Họ và tên",
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
    centred = {0, 2, 8}
    person = tuple(
        Cell(paragraph("OBangGiua" if number in centred else "OBang", text(value)))
        for number, value in enumerate(values)
    )
    collective = (
        Cell(paragraph("OBangGiua", text("{{ tap_the_nhan.tt }}"))),
        Cell(paragraph("OBang", text("{{ tap_the_nhan.ten }}")), span=4),
        Cell(paragraph("OBang", text("{{ tap_the_nhan.ly_do }}"))),
        Cell(paragraph("OBang")),  # the level of last year and the day of sending are a unit's words about a person
        Cell(paragraph("OBang", text("{{ tap_the_nhan.hinh_thuc }}"))),
        Cell(paragraph("OBang")),
    )
    none = row(Cell(paragraph("OBang", text("Không có.")), span=len(widths)), widths=widths)
    return "".join(
        [
            header_block(lines, LANDSCAPE, AGENCY, ISSUER, "", "{{ ngay_ky }}", draft=False),
            paragraph("TenLoai", text("DANH SÁCH TỔNG HỢP")),
            paragraph("TrichYeu", text("Giới thiệu gương điển hình tiên tiến {{ quy.ten }}")),
            lines.under("Giới thiệu gương điển hình tiên tiến Quý I năm 2020", 14, 165),
            paragraph("DongKe"),
            table(
                widths,
                heading_row(widths, *headings),
                title_row(widths, "A. TẬP THỂ"),
                *rows(widths, "tap_the_nhan", "tap_the", collective),
                loop_row("{%tr if not tap_the %}", len(widths), widths),
                none,
                loop_row("{%tr endif %}", len(widths), widths),
                title_row(widths, "B. CÁ NHÂN"),
                *rows(widths, "nguoi_nhan", "ca_nhan", person),
                loop_row("{%tr if not ca_nhan %}", len(widths), widths),
                none,
                loop_row("{%tr endif %}", len(widths), widths),
            ),
            *_closing(),
            signature_block(LANDSCAPE, "noi_nhan.danh_sach", "nguoi_ky_danh_sach"),
            AFTER_TABLE,
            LANDSCAPE.section(),
        ]
    )


def _closing() -> Sequence[str]:
    """The count of the list, and the units that are not in it with the reason."""
    separated = "{% if not loop.last %}; {% endif %}"
    return (
        paragraph("DongSauBang", text("Danh sách có {{ danh_sach.doi_tuong }}.")),
        paragraph("DongCuoi", text("Có {{ danh_sach.da_gui }}/{{ danh_sach.tong_don_vi }} phòng, ban, đơn vị gửi hồ sơ hợp lệ.")),
        tag("{%p if danh_sach.da_gioi_thieu %}"),
        paragraph("DongCuoi", text(f"Đã được giới thiệu ở quý trước trong năm: {{% for nguoi_truoc in danh_sach.da_gioi_thieu %}}{{{{ nguoi_truoc }}}}{separated}{{% endfor %}}.")),
        tag("{%p endif %}"),
        tag("{%p if danh_sach.chua_gui %}"),
        paragraph("DongCuoi", text(f"Đơn vị chưa gửi: {{% for don_vi in danh_sach.chua_gui %}}{{{{ don_vi }}}}{separated}{{% endfor %}}.")),
        tag("{%p endif %}"),
        tag("{%p if danh_sach.tra_lai %}"),
        paragraph("DongCuoi", text(f"Đơn vị có hồ sơ trả lại để sửa: {{% for don_vi in danh_sach.tra_lai %}}{{{{ don_vi }}}}{separated}{{% endfor %}}.")),
        tag("{%p endif %}"),
    )  # fmt: skip


# --- profile -------------------------------------------------------------------------------------------------------


def profile(lines: Lines) -> str:
    """The profile of one nominee (trích ngang), signed by the unit."""
    return "".join(
        [
            header_block(
                lines, PORTRAIT, f"{ISSUER} {AGENCY}", "{{ nguoi.don_vi_hoa }}", "", "{{ nguoi.ngay_ky_don_vi }}", draft=False
            ),
            paragraph("TenLoai", text("TRÍCH NGANG THÀNH TÍCH")),
            paragraph("TrichYeu", text("Giới thiệu gương điển hình tiên tiến {{ quy.ten }}")),
            lines.under("Giới thiệu gương điển hình tiên tiến Quý I năm 2020", 14, 165),
            paragraph("DongKe"),
            *_identity(),
            *_merits("nguoi"),
            *_proposal(),
            _unit_signatures("nguoi"),
            AFTER_TABLE,
            PORTRAIT.section(),
        ]
    )  # fmt: skip


def collective_profile(lines: Lines) -> str:
    """The profile of a collective that the Council introduces, signed like an individual's."""
    one = "tap_the_nay"
    return "".join(
        [
            header_block(lines, PORTRAIT, f"{ISSUER} {AGENCY}", f"{{{{ {one}.don_vi_hoa }}}}", "", f"{{{{ {one}.ngay_ky_don_vi }}}}", draft=False),
            paragraph("TenLoai", text("TRÍCH NGANG THÀNH TÍCH TẬP THỂ")),
            paragraph("TrichYeu", text("Giới thiệu gương điển hình tiên tiến {{ quy.ten }}")),
            lines.under("Giới thiệu gương điển hình tiên tiến Quý I năm 2020", 14, 165),
            paragraph("DongKe"),
            paragraph("DeMuc", text("I. Thông tin tập thể")),
            fact("Tên tập thể", f"{{{{ {one}.don_vi }}}}"),
            fact("Số công chức, viên chức, người lao động", f"{{{{ {one}.so_nguoi }}}}"),
            fact("Người đứng đầu", f"{{{{ {one}.nguoi_dung_dau }}}}"),
            *_merits(one),
            paragraph("DeMuc", text("VII. Đánh giá và đề nghị của Hội đồng")),
            *_assessment(one),
            *_remark(one),
            _unit_signatures(one),
            AFTER_TABLE,
            PORTRAIT.section(),
        ]
    )  # fmt: skip


def _merits(one: str) -> Sequence[str]:
    """Parts II to VI of a profile: duties, achievements, criteria, initiatives, earlier awards."""
    return (
        paragraph("DeMuc", text("II. Nhiệm vụ được giao")),
        *each_line(f"{one}.nhiem_vu"),
        paragraph("DeMuc", text("III. Thành tích tiêu biểu trong quý")),
        *each_line(f"{one}.thanh_tich"),
        paragraph("DeMuc", text("IV. Kết quả thực hiện các tiêu chí của Kế hoạch")),
        _criteria(one),
        paragraph("DeMuc", text("V. Sáng kiến, giải pháp đã được công nhận")),
        *optional_table(
            f"{one}.sang_kien",
            ("TT", "Tên sáng kiến, giải pháp", "Quyết định công nhận", "Cấp công nhận", "Cơ quan công nhận"),
            (10, 56, 36, 24, 34),
            (
                "{{ muc.tt }}",
                "{{ muc.ten }}",
                "{{ muc.so_qd }} ngày" + NO_BREAK + "{{ muc.ngay_qd }}",
                "{{ muc.cap }}",
                "{{ muc.co_quan }}",
            ),
        ),
        paragraph("DeMuc", text("VI. Danh hiệu thi đua, hình thức khen thưởng đã được nhận")),
        *optional_table(
            f"{one}.khen_thuong",
            ("Năm", "Danh hiệu, hình thức khen thưởng", "Quyết định", "Cơ quan ban hành"),
            (14, 58, 44, 44),
            (
                "{{ muc.nam }}",
                "{{ muc.ten }}",
                "{{ muc.so_qd }} ngày" + NO_BREAK + "{{ muc.ngay_qd }}",
                "{{ muc.co_quan }}",
            ),
        ),
    )


def _identity() -> Sequence[str]:
    """Who it is: one line a fact; an optional one only if the unit has given it."""
    return (
        paragraph("DeMuc", text("I. Thông tin cá nhân")),
        fact("Họ và tên", "{{ nguoi.danh_xung }} {{ nguoi.ho_ten }}"),
        fact("Ngày sinh", "{{ nguoi.ngay_sinh }}", "Giới tính", "{{ nguoi.gioi_tinh }}"),
        fact("Dân tộc", "{{ nguoi.dan_toc }}", "Đảng viên", "{{ nguoi.dang_vien }}"),
        fact("Chức vụ", "{{ nguoi.chuc_vu }}"),
        fact("Đơn vị", "{{ nguoi.don_vi }}"),
        fact("Nhóm đối tượng", "{{ nguoi.nhom }}"),
        fact("Trình độ chuyên môn", "{{ nguoi.trinh_do }}"),
        *if_given("nguoi.ly_luan", fact("Lý luận chính trị", "{{ nguoi.ly_luan }}")),
        *if_given("nguoi.cong_tac_tu", fact("Công tác từ", "{{ nguoi.cong_tac_tu }}")),
    )


def _criteria(one: str) -> str:
    widths = share(PORTRAIT, 10, 18, 52, 14, 66)
    cells = (
        Cell(paragraph("OBangGiua", text("{{ tieu_chi.tt }}"))),
        Cell(paragraph("OBangGiua", text("{{ tieu_chi.muc }}"))),
        Cell(paragraph("OBang", text("{{ tieu_chi.ten }}"))),
        Cell(paragraph("OBangGiua", text("{{ tieu_chi.dat }}"))),
        Cell(
            tag("{%p for dong in tieu_chi.minh_chung %}") + paragraph("OBang", text("{{ dong }}")) + tag("{%p endfor %}")
            + tag("{%p if not tieu_chi.minh_chung %}") + paragraph("OBang") + tag("{%p endif %}")
        ),
    )  # fmt: skip
    headings = heading_row(widths, "TT", "Mục", "Tiêu chí", "Đạt", "Minh chứng")
    return table(widths, headings, *rows(widths, "tieu_chi", f"{one}.tieu_chi", cells))


def _proposal() -> Sequence[str]:
    """What the unit proposes, and how it voted if it says so."""
    vote = (
        "{{ nguoi.so_dong_y }}{% if nguoi.so_du_hop %}/{{ nguoi.so_du_hop }} người dự họp{% else %} người{% endif %} đồng ý"
        "{% if nguoi.so_khong_dong_y %}, {{ nguoi.so_khong_dong_y }} người không đồng ý{% endif %}"
    )
    return (
        paragraph(
            "DeMuc", text("VII. Đánh giá và đề nghị của {% if nguoi.do_hoi_dong %}Hội đồng{% else %}đơn vị{% endif %}")
        ),
        *_assessment("nguoi"),
        *if_given("nguoi.so_dong_y", fact("Kết quả lấy phiếu tại đơn vị", vote, style="DongCuoi")),
        *_remark("nguoi"),
    )


def _assessment(one: str) -> Sequence[str]:
    """What is proposed and what speaks for or against it."""
    return (
        fact("Mức độ hoàn thành nhiệm vụ năm trước", f"{{{{ {one}.muc_do }}}}"),
        fact("Đang bị kỷ luật, thanh tra, kiểm tra, điều tra", f"{{{{ {one}.ky_luat }}}}"),
        fact("Đã được khen thưởng về thành tích này", f"{{{{ {one}.da_khen }}}}"),
        fact("Hình thức đề nghị", f"{{{{ {one}.hinh_thuc }}}}", style="DongCuoi"),
        fact("Lý do ghi trên Giấy khen", f"{{{{ {one}.ly_do }}}}", style="DongCuoi"),
    )


def _remark(one: str) -> Sequence[str]:
    """The remark, its lines on one, if there is any."""
    joined = f"{{% for dong in {one}.ghi_chu %}}{{{{ dong }}}}{{% if not loop.last %}} {{% endif %}}{{% endfor %}}"
    return if_given(f"{one}.ghi_chu", fact("Ghi chú", joined, style="DongCuoi"))


def _unit_signatures(one: str) -> str:
    """Who drew the profile up at the left, the head of the unit at the right; kept with the lines above it."""
    half = PORTRAIT.text_width // 2
    widths = (half, PORTRAIT.text_width - half)

    def signer(position: str, name: str) -> Cell:
        blank = f"{{%p if {name} %}}"
        signed = tag(blank) + paragraph("HoTenNguoiKy", text(f"{{{{ {name} }}}}")) + tag("{%p endif %}")
        return Cell(position + paragraph("ChuKy") + signed)

    title = (
        tag(f"{{%p if {one}.chuc_danh_xac_nhan %}}")
        + paragraph("QuyenHan", text(f"{{{{ {one}.chuc_danh_xac_nhan|upper }}}}"))
        + tag("{%p else %}")
        + paragraph("QuyenHan", text("THỦ TRƯỞNG ĐƠN VỊ"))
        + tag("{%p endif %}")
    )
    cells = (
        signer(paragraph("QuyenHan", text("NGƯỜI LẬP")), f"{one}.nguoi_lap"),
        signer(title, f"{one}.nguoi_xac_nhan"),
    )
    return table(widths, row(*cells, widths=widths), borders=False, margin=0)


PAPERS: tuple[tuple[str, str, Callable[[Lines], str]], ...] = (
    ("trich-ngang.docx", "Trích ngang thành tích", profile),
    ("trich-ngang-tap-the.docx", "Trích ngang thành tích tập thể", collective_profile),
    ("danh-sach-tong-hop.docx", "Danh sách tổng hợp", consolidated_list),
    ("quyet-dinh-khen-thuong.docx", "Quyết định khen thưởng", decision),
)

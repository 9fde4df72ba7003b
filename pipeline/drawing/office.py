"""The first content of ``co-quan.xlsx``: the facts of Kế hoạch 07/KH-VPUBND and of the law by period.

An officer corrects the workbook, never this module. A fact that was not checked against a document has «Không» under
«Đã xác nhận».
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pipeline.drawing.forms.content import Content
from pipeline.drawing.forms.forms import office_form
from schemas.co_quan import (
    BLOC_HEAD,
    CALLED,
    CAN_CU,
    CHAIR,
    CO_QUAN_SHEET,
    COLLECTIVE,
    DAYS_POSTED,
    DAYS_TO_INTRODUCE,
    DAYS_TO_REPORT,
    DENOMINATOR,
    DEPUTY_CHAIR,
    DON_VI,
    FORM_OF_COLLECTIVE,
    FORM_OF_INDIVIDUAL,
    GRANTS_HIGHER,
    HE_SO,
    HIGHER_BODY,
    HIGHER_COUNCIL,
    INDIVIDUAL,
    KE_HOACH,
    LEADER_TITLES,
    LEADERS,
    LUONG_CO_SO,
    MEMBER,
    NGUOI_KY,
    NOI_NHAN,
    NOT_ANY,
    OF_COUNCIL,
    OF_MEMBERS,
    OF_STANDING,
    PAYER,
    PLAN_OF_QUARTER,
    QUORUM,
    QUY_CHE,
    ROLE_HEAD,
    ROLE_STANDING,
    SECRETARY,
    STANDING_BODY,
    THANH_VIEN_HD,
    THRESHOLD,
    TIE,
    TIEU_CHI_KH,
    YEARS_OF_ACHIEVEMENTS,
)
from schemas.grammar import NO, YES
from schemas.terms import COLLECTIVE_GROUP, EVERYONE

Row = Mapping[str, str]
PLAN_DAY = "17/02/2020"
PLAN = "Kế hoạch 07/KH-VPUBND ngày 17/02/2020"
PRACTICE = "Theo thực tiễn, cần đối chiếu"
LAW_BEFORE_2024 = "31/12/2023"

COUNCIL = (
    "Hội đồng sáng kiến; thi đua, khen thưởng; đánh giá, phân xếp loại; nâng bậc lương thường xuyên, trước thời hạn "
    "công chức, viên chức Văn phòng"
)

FACTS = (
    ("Cơ quan chủ quản", "UBND TỈNH LÀO CAI", YES, PLAN),
    ("Cơ quan ban hành", "VĂN PHÒNG", YES, PLAN),
    ("Tên đầy đủ", "Văn phòng Ủy ban nhân dân tỉnh Lào Cai", YES, PLAN),
    (
        "Thẩm quyền ban hành",
        "CHÁNH VĂN PHÒNG ỦY BAN NHÂN DÂN TỈNH LÀO CAI",
        YES,
        "Nghị định 30/2020/NĐ-CP, Phụ lục III",
    ),
    ("Người đứng đầu", "Chánh Văn phòng Ủy ban nhân dân tỉnh Lào Cai", YES, PLAN),
    ("Ký hiệu", "VPUBND", YES, PLAN),
    ("Địa danh", "Lào Cai", YES, PLAN),
    ("Hội đồng", COUNCIL, YES, f"{PLAN}, mục IV.2"),
    (STANDING_BODY, "Phòng Tổ chức - Hành chính", YES, f"{PLAN}, mục V"),
    ("Viết tắt thường trực", "TCHC", YES, f"{PLAN}, nơi nhận"),
    ("Nguồn kinh phí", "Quỹ thi đua, khen thưởng của Văn phòng Ủy ban nhân dân tỉnh Lào Cai", NO, PRACTICE),
    (HIGHER_COUNCIL, "Hội đồng Thi đua - Khen thưởng tỉnh Lào Cai", YES, f"{PLAN}, mục V"),
    ("Giấy khen: lề trên (mm)", "95", NO, "Đo trên phôi Giấy khen của cơ quan"),
    ("Giấy khen: lề trái (mm)", "35", NO, "Đo trên phôi Giấy khen của cơ quan"),
    (
        "Dấu DỰ THẢO",
        YES,
        YES,
        "In trên văn bản cho đến khi ban hành; thông lệ, không phải thể thức của Nghị định 30; ghi Không để bỏ dấu",
    ),
    (CALLED, "Văn phòng", YES, PLAN),
    (LEADERS, "Lãnh đạo Văn phòng", YES, f"{PLAN}, mục V"),
    (
        LEADER_TITLES,
        "Chánh Văn phòng; Phó Chánh Văn phòng",
        YES,
        "Người đứng đầu trước; các chức vụ cách nhau bằng dấu chấm phẩy",
    ),
    (GRANTS_HIGHER, "Chủ tịch UBND tỉnh", YES, "Luật Thi đua, khen thưởng"),
    (OF_STANDING[0], "VĂN PHÒNG UBND TỈNH LÀO CAI", NO, PRACTICE),
    (OF_STANDING[1], "PHÒNG TỔ CHỨC - HÀNH CHÍNH", NO, PRACTICE),
    (OF_STANDING[2], "TCHC", NO, PRACTICE),
    (OF_COUNCIL[0], "VĂN PHÒNG UBND TỈNH LÀO CAI", NO, PRACTICE),
    (OF_COUNCIL[1], "HỘI ĐỒNG THI ĐUA, KHEN THƯỞNG", NO, "Kế hoạch gọi tắt là Hội đồng TĐKT; cần đối chiếu"),
    (OF_COUNCIL[2], "HĐTĐKT", NO, PRACTICE),
    (PAYER, "Phòng Quản trị - Tài vụ", NO, PRACTICE),
    (BLOC_HEAD, "Trưởng khối thi đua", YES, f"{PLAN}, nơi nhận"),
    (DAYS_TO_INTRODUCE, "15", NO, "Kế hoạch không quy định; tính từ ngày họp Hội đồng, cơ quan tự ấn định"),
    (DAYS_POSTED, "5", NO, "Kế hoạch không quy định; ngày làm việc, tính từ ngày ký thông báo"),
    (DAYS_TO_REPORT, "60", NO, "Kế hoạch không quy định; tính từ ngày họp Hội đồng, cơ quan tự ấn định"),
)

UNCHECKED = "Chưa đối chiếu: kiểm tra mẫu, điều khoản trong nghị định đang có hiệu lực"
FORM_CHECKED = "Nghị định 91/2017/NĐ-CP, Phụ lục: Mẫu số 01 (tập thể), Mẫu số 02 (cá nhân)"
OF_UNKNOWN_NUMBER = ("mẫu báo cáo thành tích cá nhân", "mẫu báo cáo thành tích tập thể")
DECREE_91 = "Nghị định số 91/2017/NĐ-CP ngày 31 tháng 7 năm 2017 của Chính phủ quy định chi tiết thi hành một số điều của Luật Thi đua, khen thưởng"
DECREE_98 = "Nghị định số 98/2023/NĐ-CP ngày 31 tháng 12 năm 2023 của Chính phủ quy định chi tiết thi hành một số điều của Luật Thi đua, khen thưởng"
DECREE_152 = (
    "Nghị định số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025 của Chính phủ quy định về phân cấp, phân quyền trong lĩnh vực thi đua, khen thưởng; "
    "quy định chi tiết và hướng dẫn thi hành một số điều của Luật Thi đua, khen thưởng"
)
FORMS_OF_REPORTS = (  # decree, in force from and to, its form for individuals, for collectives, confirmed, source
    (DECREE_91, PLAN_DAY, LAW_BEFORE_2024, "Mẫu số 02", "Mẫu số 01", YES, FORM_CHECKED),
    (DECREE_98, "01/01/2024", "30/6/2025", *OF_UNKNOWN_NUMBER, NO, UNCHECKED),
    (DECREE_152, "01/7/2025", "", *OF_UNKNOWN_NUMBER, NO, UNCHECKED),
)
FACTS_BY_DATE = (
    (HIGHER_BODY, "Ban Thi đua - Khen thưởng tỉnh Lào Cai", PLAN_DAY, "28/02/2025", NO, "Nơi nhận của kế hoạch; tên cơ quan cần đối chiếu"),
    (HIGHER_BODY, "Sở Nội vụ tỉnh Lào Cai", "01/3/2025", "", NO, "Sau sắp xếp bộ máy năm 2025, cần đối chiếu"),
    *((FORM_OF_INDIVIDUAL, f"{form} kèm theo {decree}", begun, ended, flag, source) for decree, begun, ended, form, _, flag, source in FORMS_OF_REPORTS),
    *((FORM_OF_COLLECTIVE, f"{form} kèm theo {decree}", begun, ended, flag, source) for decree, begun, ended, _, form, flag, source in FORMS_OF_REPORTS),
    (YEARS_OF_ACHIEVEMENTS, "2", PLAN_DAY, "", NO, UNCHECKED),
)  # fmt: skip

PLANS = (
    ("07/KH-VPUBND", PLAN_DAY, "Văn phòng Ủy ban nhân dân tỉnh Lào Cai", "Xây dựng và nhân rộng gương điển hình tiên tiến năm 2020", PLAN_DAY, "31/12/2020", YES, PLAN),
    ("", "", "Văn phòng Ủy ban nhân dân tỉnh Lào Cai", "Xây dựng và nhân rộng gương điển hình tiên tiến", "01/01/2021", "", NO, "Ghi số, ngày của kế hoạch năm hiện hành"),
)  # fmt: skip
HIGHER_PLANS = (
    "Kế hoạch số 125/KH-UBND ngày 28/5/2017 của UBND tỉnh Lào Cai về tuyên truyền các phong trào thi đua yêu nước, gương điển hình tiên tiến, "
    "mô hình mới, nhân tố mới giai đoạn 2017 - 2020\n"
    "Chỉ thị số 34-CT/TW ngày 07/4/2014 của Bộ Chính trị"
)
_LEADING = "Lãnh đạo Văn phòng\nLãnh đạo, quản lý đơn vị"
_STAFF = "Công chức\nViên chức\nNgười lao động"
_ALL = f"{EVERYONE}\n{COLLECTIVE_GROUP}"
CRITERIA = (  # this project's short wording of the points of the plan
    ("C1", "II.2", _ALL, "Thành tích tiêu biểu, xuất sắc trong nhiệm vụ chính trị của đơn vị và của Văn phòng"),
    ("C2", "II.2", _ALL, "Dẫn đầu phong trào thi đua; gương mẫu chấp hành chủ trương của Đảng, pháp luật của Nhà nước"),
    ("C3", "II.2", _ALL, "Tương thân tương ái, giúp đỡ cá nhân, đơn vị cùng phát triển"),
    ("C4", "II.2", _ALL, "Tích cực xây dựng các quỹ, tham gia hoạt động nhân đạo, từ thiện"),
    ("L1", "III.2.1", _LEADING, "Trách nhiệm của người lãnh đạo, quản lý; chỉ đạo tốt nhiệm vụ cấp trên giao"),
    ("L2", "III.2.1", _LEADING, "Nghiên cứu, áp dụng sáng kiến, giải pháp trong công tác và phong trào thi đua"),
    ("L3", "III.2.1", _LEADING, "Năng động, sáng tạo, hoàn thành xuất sắc nhiệm vụ, đi đầu mọi hoạt động"),
    ("N1", "III.2.2", _STAFF, "Trách nhiệm cao, năng động, sáng tạo; nhân tố nổi trội của đơn vị"),
    ("N2", "III.2.2", _STAFF, "Gương mẫu đi đầu; luôn hoàn thành xuất sắc nhiệm vụ"),
    ("N3", "III.2.2", _STAFF, "Đoàn kết, xây dựng tập thể, có ý thức trách nhiệm với tập thể"),
    ("T1", "III.1", COLLECTIVE_GROUP, "Tiêu biểu nhất trong thực hiện nhiệm vụ và cải cách hành chính"),
    (
        "T2",
        "III.1",
        COLLECTIVE_GROUP,
        "Công chức, viên chức, người lao động chủ động, sáng tạo, hiệu quả trong công vụ",
    ),
    (
        "T3",
        "III.1",
        COLLECTIVE_GROUP,
        "Phong trào thi đua hiệu quả; nghiêm túc chế độ làm việc; tiết kiệm, chống lãng phí",
    ),
    ("T4", "III.1", COLLECTIVE_GROUP, "Đoàn kết, hoàn thành xuất sắc nhiệm vụ, nổi trội trong hoạt động của Văn phòng"),
    ("T5", "III.1", COLLECTIVE_GROUP, "Có sáng kiến, giải pháp mới nâng cao hiệu quả công tác được ghi nhận"),
)

UNITS = (
    ("TH", "Phòng Tổng hợp", "Phòng TH"),
    ("KT", "Phòng Kinh tế", "Phòng KT"),
    ("TCTM", "Phòng Tài chính - Thương mại", "Phòng TCTM"),
    ("GTXD", "Phòng Giao thông - Xây dựng", "Phòng GTXD"),
    ("NLTN", "Phòng Nông lâm nghiệp - Tài nguyên", "Phòng NLTN"),
    ("KGVX", "Phòng Khoa giáo - Văn xã", "Phòng KGVX\nPhòng Văn xã"),
    ("NC", "Phòng Nội chính", "Phòng NC"),
    ("TCHC", "Phòng Tổ chức - Hành chính", "Phòng Tổ chức Hành chính\nPhòng TCHC"),
    ("QTTV", "Phòng Quản trị - Tài vụ", "Phòng QTTV"),
    ("BTCD", "Ban Tiếp công dân tỉnh", "Ban Tiếp công dân"),
    ("TTHCC", "Trung tâm Phục vụ hành chính công tỉnh", "Trung tâm Phục vụ hành chính công\nTrung tâm HCC"),
    ("CBTH", "Trung tâm Công báo - Tin học", "Trung tâm CBTH"),
)

ADDRESSES = {  # by the unit's code; of a domain that can never exist (RFC 2606)
    "KT": "kinhte@vanphong.example",
    "TCHC": "tochuc@vanphong.example",
    "QTTV": "quantri@vanphong.example",
}

RECIPIENTS = {
    "Quyết định": (
        "Như Điều 3",
        "Hội đồng TĐKT tỉnh (Ban TĐKT tỉnh)",
        "Lãnh đạo VP",
        "Các phòng, ban, đơn vị thuộc Văn phòng",
        "Lưu: VT, TCHC",
    ),
    "Danh sách": ("Hội đồng TĐKT Văn phòng", "Lãnh đạo VP", "Các phòng, ban, đơn vị thuộc Văn phòng", "Lưu: VT, TCHC"),
    "Danh sách công khai": ("Lãnh đạo VP", "Các phòng, ban, đơn vị thuộc Văn phòng", "Lưu: VT, TCHC"),
    "Biên bản": ("Thành viên Hội đồng", "Lãnh đạo VP", "Lưu: VT, TCHC"),
    "Tờ trình": ("Như trên", "Hội đồng TĐKT Văn phòng", "Lưu: VT, TCHC"),
    "Công văn giới thiệu": ("Như trên", "Ban TĐKT tỉnh", "Lãnh đạo VP", "Lưu: VT, TCHC"),
    "Công văn đôn đốc": ("Như trên", "Lãnh đạo VP", "Lưu: VT, TCHC"),
    "Thông báo nhân rộng": ("Lãnh đạo VP", "Các phòng, ban, đơn vị thuộc Văn phòng", "Lưu: VT, TCHC"),
    "Công văn gửi biểu mẫu": ("Như trên", "Lãnh đạo VP", "Lưu: VT, TCHC"),
    "Tờ trình cấp trên": ("Như trên", "Hội đồng TĐKT tỉnh (Ban TĐKT tỉnh)", "Lãnh đạo VP", "Lưu: VT, TCHC"),
    "Báo cáo năm": (
        "Hội đồng TĐKT tỉnh (Ban TĐKT tỉnh)",
        "Lãnh đạo VP",
        "Các phòng, ban, đơn vị thuộc Văn phòng",
        "Lưu: VT, TCHC",
    ),
}

LAW_2022 = "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022"

AUTHORITY = (
    "Căn cứ Quyết định số …/QĐ-UBND ngày … tháng … năm … của Ủy ban nhân dân tỉnh Lào Cai quy định chức năng, nhiệm vụ, quyền hạn "
    "và cơ cấu tổ chức của Văn phòng Ủy ban nhân dân tỉnh Lào Cai"
)
LEGAL_BASES = (
    ("1", "Thẩm quyền", AUTHORITY, "01/7/2004", "", NO, "Ghi số, ngày của quyết định hiện hành; thông tư, nghị định không thay được căn cứ này"),
    ("2", "Luật", "Căn cứ Luật Thi đua, khen thưởng ngày 26 tháng 11 năm 2003; Luật sửa đổi, bổ sung một số điều của Luật Thi đua, khen thưởng "
     "ngày 14 tháng 6 năm 2005 và ngày 16 tháng 11 năm 2013", "01/7/2004", LAW_BEFORE_2024, YES, "Có thêm sửa đổi tại Luật số 32/2009/QH12"),
    ("2", "Luật", LAW_2022, "01/01/2024", "", YES, "Luật số 06/2022/QH15"),
    ("2", "Luật", f"{LAW_2022}; Luật sửa đổi, bổ sung một số điều của Luật Thi đua, khen thưởng ngày 23 tháng 4 năm 2026", "01/10/2026", "", NO,
     "Luật số 06/2026/QH16, chưa đối chiếu"),
    ("3", "Nghị định", f"Căn cứ {DECREE_91}", "01/10/2017", LAW_BEFORE_2024, YES, ""),
    ("3", "Nghị định", f"Căn cứ {DECREE_98}", "01/01/2024", "30/6/2025", YES, ""),
    ("3", "Nghị định", f"Căn cứ {DECREE_152}", "01/7/2025", "30/9/2026", YES, ""),
    ("3", "Nghị định", f"Căn cứ {DECREE_152}", "01/10/2026", "", NO, "Chưa có thông tin về nghị định mới thi hành luật sửa đổi"),
    ("4", "Thông tư", "Căn cứ Thông tư số 12/2019/TT-BNV ngày 04 tháng 11 năm 2019 của Bộ trưởng Bộ Nội vụ quy định chi tiết thi hành một số điều của "
     f"{DECREE_91}", "20/12/2019", LAW_BEFORE_2024, YES, ""),
    ("4", "Thông tư", "Căn cứ Thông tư số 01/2024/TT-BNV ngày 24 tháng 02 năm 2024 của Bộ trưởng Bộ Nội vụ quy định biện pháp thi hành "
     f"Luật Thi đua, khen thưởng và {DECREE_98}", "24/02/2024", "30/6/2025", NO, "Ngày ban hành và trích yếu chưa đối chiếu"),
    ("4", "Thông tư", "Căn cứ Thông tư số 15/2025/TT-BNV ngày 04 tháng 8 năm 2025 của Bộ trưởng Bộ Nội vụ quy định biện pháp thi hành "
     f"Luật Thi đua, khen thưởng và {DECREE_152}", "05/8/2025", "30/9/2026", NO, "Trích yếu chưa đối chiếu"),
    ("4", "Thông tư", NOT_ANY, "01/01/2024", "23/02/2024", NO, "Chưa có thông tư thi hành Nghị định 98/2023/NĐ-CP; ngày của Thông tư 01/2024 chưa đối chiếu"),
    ("4", "Thông tư", NOT_ANY, "01/7/2025", "04/8/2025", YES, "Chưa có thông tư thi hành Nghị định 152/2025/NĐ-CP cho đến ngày 05/8/2025"),
    ("4", "Thông tư", NOT_ANY, "01/10/2026", "", NO, "Chưa có thông tin về thông tư mới thi hành luật sửa đổi"),
    ("5", "Kế hoạch", PLAN_OF_QUARTER, PLAN_DAY, "", YES, "Số, ngày, trích yếu ghi ở trang Kế hoạch"),
    ("6", "Đề nghị", "Theo đề nghị của Trưởng phòng Tổ chức - Hành chính", PLAN_DAY, "", YES, "Đơn vị soạn thảo, thường trực Hội đồng"),
)  # fmt: skip

PRACTICE_OF_COUNCILS = "Thực tiễn; luật không quy định tỷ lệ cho Giấy khen, cần đối chiếu quy chế Hội đồng"
OF_TIES = "Thực tiễn, cần đối chiếu quy chế Hội đồng"
REGULATIONS = (
    (QUORUM, "2/3"),
    (THRESHOLD, "trên 1/2"),
    (DENOMINATOR, OF_MEMBERS),
    (TIE, "Theo ý kiến của Chủ tịch Hội đồng"),
)
MEMBERS = (
    ("Đặng Văn Minh Họa", "Ông", "Phó Chánh Văn phòng", CHAIR),
    ("Phạm Thị Minh Họa", "Bà", "Trưởng phòng Tổ chức - Hành chính", DEPUTY_CHAIR),
    ("Trần Thị Thí Dụ", "Bà", "Chuyên viên Phòng Tổ chức - Hành chính", SECRETARY),
    ("Nguyễn Quang Thử", "Ông", "Trưởng phòng Tổng hợp", MEMBER),
    ("Lý Văn Giả Định", "Ông", "Chủ tịch Công đoàn Văn phòng", MEMBER),
    ("Vàng Thị Ví", "Bà", "Trưởng phòng Quản trị - Tài vụ", MEMBER),
    ("Hoàng Văn Hư Cấu", "Ông", "Bí thư Đoàn Thanh niên Văn phòng", MEMBER),
)

BASE_SALARIES = (
    ("1.490.000", "01/7/2019", YES, "Nghị định 38/2019/NĐ-CP"),
    ("1.800.000", "01/7/2023", YES, "Nghị định 24/2023/NĐ-CP"),
    ("2.340.000", "01/7/2024", YES, "Nghị định 73/2024/NĐ-CP"),
    ("2.530.000", "01/7/2026", NO, "Chưa đối chiếu"),
)

COEFFICIENTS = (
    (INDIVIDUAL, "0,3", "01/10/2017", YES, "Nghị định 91/2017/NĐ-CP"),
    (COLLECTIVE, "0,6", "01/10/2017", YES, "Nghị định 91/2017/NĐ-CP"),
    (INDIVIDUAL, "0,3", "01/01/2024", NO, "Chưa đối chiếu theo Nghị định 98/2023/NĐ-CP"),
    (COLLECTIVE, "0,6", "01/01/2024", NO, "Chưa đối chiếu theo Nghị định 98/2023/NĐ-CP"),
)


def shipped_office() -> bytes:
    """The office workbook of the plan's office, filled in."""
    return office_form(Content(tables=shipped_rows()))


def shipped_rows() -> Mapping[str, tuple[Row, ...]]:
    """The rows of every sheet of the shipped office workbook, as text."""
    return {
        CO_QUAN_SHEET.name: tuple(_dated({"muc": what, "noi_dung": text}, PLAN_DAY, "", flag, source) for what, text, flag, source in FACTS)
        + tuple(_dated({"muc": what, "noi_dung": text}, begun, ended, flag, source) for what, text, begun, ended, flag, source in FACTS_BY_DATE),
        DON_VI.name: tuple(_units()),
        NGUOI_KY.name: (
            _dated({"vai_tro": ROLE_HEAD, "ho_ten": "Hoàng Chí Hiến", "chuc_vu": "Chánh Văn phòng"}, PLAN_DAY, "", YES, PLAN),
            _dated(
                {"vai_tro": ROLE_STANDING, "ho_ten": "Phạm Thị Minh Họa", "chuc_vu": "Trưởng phòng Tổ chức - Hành chính", "quyen_han": "TL. Chánh Văn phòng"},
                PLAN_DAY, "", NO, "Tên mẫu, thay bằng tên thật",
            ),
        ),
        KE_HOACH.name: tuple(_plans()),
        TIEU_CHI_KH.name: tuple(
            _dated({"ma": code, "muc": clause, "nhom": groups, "noi_dung": title}, PLAN_DAY, "", YES, f"{PLAN}, mục {clause}")
            for code, clause, groups, title in CRITERIA
        ),
        NOI_NHAN.name: tuple(_recipients()),
        CAN_CU.name: tuple(
            _dated({"thu_tu": order, "loai": kind, "can_cu": text}, begun, ended, flag, source)
            for order, kind, text, begun, ended, flag, source in LEGAL_BASES
        ),
        LUONG_CO_SO.name: tuple(_dated({"muc_luong": amount}, begun, "", flag, source) for amount, begun, flag, source in BASE_SALARIES),
        THANH_VIEN_HD.name: tuple(
            _dated({"thu_tu": str(number), "ho_ten": name, "danh_xung": title, "chuc_vu": position, "vai_tro": role}, PLAN_DAY, "", NO, "Tên mẫu, thay bằng tên thật")
            for number, (name, title, position, role) in enumerate(MEMBERS, 1)
        ),
        QUY_CHE.name: tuple(
            _dated({"muc": what, "gia_tri": value}, PLAN_DAY, "", NO, OF_TIES if what == TIE else PRACTICE_OF_COUNCILS) for what, value in REGULATIONS
        ),
        HE_SO.name: tuple(
            _dated({"doi_tuong": recipient, "he_so": factor}, begun, "", flag, source) for recipient, factor, begun, flag, source in COEFFICIENTS
        ),
    }  # fmt: skip


def _units() -> Iterable[Row]:
    for order, (code, name, others) in enumerate(UNITS, 1):
        head = {"Ban": "Trưởng ban", "Trung tâm": "Giám đốc Trung tâm"}
        called = next((title for kind, title in head.items() if name.startswith(kind)), "Trưởng phòng")
        unit = {
            "thu_tu": str(order),
            "ma": code,
            "ten": name,
            "ten_khac": others,
            "dung_dau": called,
            "thu": ADDRESSES.get(code, ""),
        }
        yield _dated(unit, PLAN_DAY, "", NO, "Danh sách mẫu, thay bằng danh sách thật")


def _plans() -> Iterable[Row]:
    for number, issued, issuer, subject, begun, ended, flag, source in PLANS:
        plan = {"so": number, "ngay_ban_hanh": issued, "co_quan": issuer, "trich_yeu": subject, "gui_tu": "20", "gui_den": "25",
                "can_cu": HIGHER_PLANS, "muc_gui": "V", "muc_doi_tuong": "II.1"}  # fmt: skip
        yield _dated(plan, begun, ended, flag, source)


def _recipients() -> Iterable[Row]:
    for paper, names in RECIPIENTS.items():
        for order, name in enumerate(names, 1):
            yield _dated({"van_ban": paper, "thu_tu": str(order), "noi_nhan": name}, PLAN_DAY, "", YES, PLAN)


def _dated(row: Row, begun: str, ended: str, confirmed: str, source: str) -> Row:
    return {**row, "tu_ngay": begun, "den_ngay": ended, "xac_nhan": confirmed, "nguon": source}

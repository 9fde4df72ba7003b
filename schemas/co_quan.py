"""Declares the office workbook `co-quan.xlsx`: each fact about the office is a row with the date from which it is in force.

Rows are added and never overwritten, so that the papers of an old quarter, made again, have their old signatory, amounts
and laws. ``dated_by`` of each sheet names the columns that say what a row is about; of the rows about one thing, the one
in force on a day is the latest that has begun, unless it has ended.
"""

from __future__ import annotations

from schemas.grammar import YES_NO, Choice, Column, ColumnType, SheetLayout, SheetSchema, WorkbookSchema
from schemas.terms import COLLECTIVE_GROUP, EVERYONE

STANDING_BODY = "Thường trực Hội đồng"
CALLED, LEADERS, LEADER_TITLES = "Cách gọi trong câu", "Cách gọi lãnh đạo", "Chức vụ lãnh đạo"
GRANTS_HIGHER, BLOC_HEAD = "Người tặng Bằng khen", "Trưởng khối thi đua"
GRANTS_HIGHER_IN_FULL = "Người tặng Bằng khen: gọi đầy đủ"  # as a paper names him, where forms have the short name
OF_STANDING = (
    "Thường trực: cơ quan chủ quản",
    "Thường trực: cơ quan ban hành",
    "Thường trực: ký hiệu",
)  # head of its own papers
OF_COUNCIL = ("Hội đồng: cơ quan chủ quản", "Hội đồng: cơ quan ban hành", "Hội đồng: ký hiệu")
PAYER = "Đơn vị chi tiền thưởng"
DAYS_TO_INTRODUCE = "Nhân rộng: số ngày giới thiệu cách làm"  # counted from the day of the notice
DAYS_TO_REPORT = "Nhân rộng: số ngày báo cáo kết quả"
DAYS_POSTED = "Công khai: số ngày niêm yết"  # working days, from the day on which the notice is signed
HIGHER_COUNCIL = "Hội đồng cấp trên"  # to which the one chosen is introduced
HIGHER_BODY = "Trình cấp trên: qua cơ quan"
FORM_OF_INDIVIDUAL, FORM_OF_COLLECTIVE = "Mẫu báo cáo thành tích cá nhân", "Mẫu báo cáo thành tích tập thể"
YEARS_OF_ACHIEVEMENTS = "Trình cấp trên: số năm thành tích"
MARGINS = ("Giấy khen: lề trên (mm)", "Giấy khen: lề trái (mm)")
FACTS = (
    Choice("Cơ quan chủ quản"), Choice("Cơ quan ban hành"), Choice("Tên đầy đủ"), Choice("Thẩm quyền ban hành"),
    Choice("Người đứng đầu"), Choice("Ký hiệu"), Choice("Địa danh"), Choice("Hội đồng"), Choice(STANDING_BODY),
    Choice("Viết tắt thường trực"), Choice("Nguồn kinh phí"), Choice("Dấu DỰ THẢO"),
    Choice(HIGHER_COUNCIL, ("Hội đồng tỉnh",)), *map(Choice, MARGINS),
    Choice(CALLED), Choice(LEADERS), Choice(LEADER_TITLES), Choice(GRANTS_HIGHER), Choice(BLOC_HEAD),
    Choice(DAYS_TO_INTRODUCE), Choice(DAYS_TO_REPORT), Choice(DAYS_POSTED), *map(Choice, OF_STANDING), *map(Choice, OF_COUNCIL), Choice(PAYER),
    Choice(GRANTS_HIGHER_IN_FULL), Choice(HIGHER_BODY), Choice(FORM_OF_INDIVIDUAL), Choice(FORM_OF_COLLECTIVE), Choice(YEARS_OF_ACHIEVEMENTS),
)  # fmt: skip
OPTIONAL_FACTS = (
    BLOC_HEAD, DAYS_TO_INTRODUCE, DAYS_TO_REPORT, DAYS_POSTED, *OF_STANDING, *OF_COUNCIL, PAYER, HIGHER_BODY, FORM_OF_INDIVIDUAL, FORM_OF_COLLECTIVE,
    YEARS_OF_ACHIEVEMENTS, GRANTS_HIGHER_IN_FULL,
)  # fmt: skip
WHOLE_NUMBERS = {
    **dict.fromkeys(MARGINS, (0, 300)), **dict.fromkeys((DAYS_TO_INTRODUCE, DAYS_TO_REPORT, DAYS_POSTED), (1, 366)), YEARS_OF_ACHIEVEMENTS: (1, 50),
}  # fmt: skip
# facts that are numbers, each with the least and the most that makes sense

ROLE_HEAD = "Ký quyết định"
ROLE_STANDING = "Ký danh sách"
INDIVIDUAL, COLLECTIVE = "Cá nhân", "Tập thể"
TITLES = (Choice("Ông"), Choice("Bà"))
PAPERS_WITH_RECIPIENTS = {  # the name of their recipients in templates (``noi_nhan.quyet_dinh``) → the choice of an officer
    "quyet_dinh": "Quyết định",
    "danh_sach": "Danh sách",
    "cong_khai": "Danh sách công khai",
    "bien_ban": "Biên bản",
    "to_trinh": "Tờ trình",
    "gioi_thieu": "Công văn giới thiệu",
    "don_doc": "Công văn đôn đốc",
    "thong_bao_nhan_rong": "Thông báo nhân rộng",
    "gui_bieu_mau": "Công văn gửi biểu mẫu",
    "to_trinh_cap_tren": "Tờ trình cấp trên",
    "bao_cao_nam": "Báo cáo năm",
}
QUORUM, THRESHOLD, DENOMINATOR = "Số người dự họp tối thiểu", "Tỷ lệ đồng ý tối thiểu", "Mẫu số tính tỷ lệ"
TIE = "Cách chọn khi bằng phiếu"  # of the votes for the one chosen as điển hình tiên tiến
OF_MEMBERS, OF_ISSUED, OF_VALID = "tổng số thành viên Hội đồng", "số phiếu phát ra", "số phiếu hợp lệ"
DENOMINATORS = (OF_MEMBERS, OF_ISSUED, OF_VALID)
CHAIR, DEPUTY_CHAIR, SECRETARY, MEMBER = "Chủ tịch", "Phó Chủ tịch", "Thư ký", "Ủy viên"
COUNCIL_ROLES = (Choice(CHAIR), Choice(DEPUTY_CHAIR), Choice(SECRETARY), Choice(MEMBER))
PLAN_OF_QUARTER = "Căn cứ Kế hoạch của quý"  # typed among the legal bases, stands for the plan of the quarter
NOT_ANY = "Không có"  # typed in a row from whose date on there is none; the rows then have no gap


def dated(**columns: Column) -> dict[str, Column]:
    """The columns of a dated sheet: its own, then from, to, confirmed, source."""
    return columns | {
        "tu_ngay": Column(
            "Từ ngày", ColumnType.DATE, aliases=("Có hiệu lực từ",), width=13,
            help="Ngày bắt đầu có hiệu lực của dòng này, gõ dd/mm/yyyy.", example="01/01/2020",
        ),
        "den_ngay": Column(
            "Đến ngày", ColumnType.DATE, aliases=("Hết hiệu lực",), required=False, width=13,
            help="Ngày cuối cùng còn hiệu lực; để trống nếu chưa biết.", example="31/12/2023",
        ),
        "xac_nhan": Column(
            "Đã xác nhận", ColumnType.CHOICE, choices=YES_NO, width=11,
            help="Có khi đã đối chiếu với văn bản gốc; Không khi còn là thông tin chưa kiểm chứng.", example="Có",
        ),
        "nguon": Column(
            "Nguồn, ghi chú", ColumnType.TEXT, aliases=("Nguồn", "Ghi chú"), required=False, maximum=300, width=50,
            help="Văn bản hoặc người cung cấp thông tin.", example="Kế hoạch 12/KH-CQ",
        ),
    }  # fmt: skip


CO_QUAN_SHEET = SheetSchema(
    "Cơ quan",
    SheetLayout.TABLE,
    dated_by=("muc",),
    declared=dated(
        muc=Column("Mục", ColumnType.CHOICE, choices=FACTS, width=24, help="Thông tin về cơ quan.", example="Địa danh"),
        noi_dung=Column(
            "Nội dung", ColumnType.TEXT, maximum=300, width=60, help="Viết đúng như in trên văn bản.", example="Hà Nội"
        ),
    ),
)

DON_VI = SheetSchema(
    "Đơn vị",
    SheetLayout.TABLE,
    dated_by=("ma",),
    declared=dated(
        thu_tu=Column("Thứ tự", ColumnType.INTEGER, minimum=1, maximum=99999, width=8, help="Thứ tự của đơn vị trong mọi danh sách.", example="1"),
        ma=Column("Mã", ColumnType.TEXT, maximum=12, width=10, help="Tên viết tắt của đơn vị, không trùng nhau.", example="HC"),
        ten=Column("Tên đơn vị", ColumnType.TEXT, maximum=100, width=44, help="Tên đầy đủ của đơn vị.", example="Phòng Hành chính"),
        ten_khac=Column(
            "Tên khác", ColumnType.LINES, required=False, maximum=300, width=36,
            help="Các cách gọi khác được chấp nhận, mỗi tên một dòng.", example="Phòng HC",
        ),
        ky_hieu=Column(
            "Ký hiệu", ColumnType.TEXT, required=False, maximum=30, width=14,
            help="Ký hiệu ghi sau số của văn bản do chính đơn vị ban hành; để trống nếu đơn vị không ban hành văn bản riêng.", example="HC",
        ),
        dung_dau=Column(
            "Chức danh người đứng đầu", ColumnType.TEXT, required=False, maximum=60, width=24,
            help="Cách gọi người đứng đầu đơn vị.", example="Trưởng phòng",
        ),
        thu=Column(
            "Thư điện tử", ColumnType.TEXT, aliases=("Email", "E-mail"), required=False, maximum=120, width=28,
            help="Địa chỉ nhận biểu mẫu, tệp gửi trả; có thể để trống.", example="phonghanhchinh@example.vn",
        ),
    ),
)  # fmt: skip

NGUOI_KY = SheetSchema(
    "Người ký",
    SheetLayout.TABLE,
    dated_by=("vai_tro",),
    declared=dated(
        vai_tro=Column(
            "Vai trò", ColumnType.CHOICE, choices=(Choice(ROLE_HEAD), Choice(ROLE_STANDING)), width=16,
            help="Việc ký: quyết định của cơ quan hay danh sách của thường trực Hội đồng.", example=ROLE_HEAD,
        ),
        ho_ten=Column("Họ và tên", ColumnType.NAME, maximum=60, width=26, help="Không ghi học hàm, học vị.", example="Nguyễn Văn Mẫu"),
        chuc_vu=Column("Chức vụ", ColumnType.TEXT, maximum=100, width=34, help="Chức vụ của người ký.", example="Giám đốc"),
        quyen_han=Column(
            "Quyền hạn", ColumnType.TEXT, required=False, maximum=100, width=28,
            help="Để trống khi người đứng đầu ký; \"KT.\" và chức vụ người đứng đầu khi cấp phó ký thay; \"TL. …\" khi ký thừa lệnh.",
            example="KT. Giám đốc",
        ),
    ),
)  # fmt: skip

NOI_NHAN = SheetSchema(
    "Nơi nhận",
    SheetLayout.TABLE,
    dated_by=("van_ban", "thu_tu"),
    declared=dated(
        van_ban=Column(
            "Văn bản", ColumnType.CHOICE, choices=tuple(map(Choice, PAPERS_WITH_RECIPIENTS.values())), width=22,
            help="Loại văn bản có nơi nhận này.", example="Quyết định",
        ),
        thu_tu=Column("Thứ tự", ColumnType.INTEGER, minimum=1, maximum=99, width=8, help="Thứ tự in; dòng Lưu ở cuối.", example="1"),
        noi_nhan=Column("Nơi nhận", ColumnType.TEXT, maximum=120, width=44, help="Không gõ dấu gạch đầu dòng và dấu chấm phẩy.", example="Như Điều 3"),
    ),
)  # fmt: skip

CAN_CU = SheetSchema(
    "Căn cứ",
    SheetLayout.TABLE,
    dated_by=("thu_tu",),
    declared=dated(
        thu_tu=Column(
            "Thứ tự", ColumnType.INTEGER, minimum=1, maximum=99, width=8,
            help="Thứ tự in; các dòng cùng thứ tự thay thế nhau theo thời gian.", example="1",
        ),
        loai=Column("Loại văn bản", ColumnType.TEXT, maximum=40, width=14, help="Luật, nghị định, thông tư, kế hoạch …", example="Luật"),
        can_cu=Column(
            "Căn cứ", ColumnType.TEXT, aliases=("Nội dung",), maximum=500, width=90,
            help=f"Viện dẫn đầy đủ, không gõ dấu chấm phẩy cuối dòng. «{PLAN_OF_QUARTER}» được thay bằng kế hoạch của quý ở trang «Kế hoạch».",
            example="Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022",
        ),
    ),
)  # fmt: skip

LUONG_CO_SO = SheetSchema(
    "Lương cơ sở",
    SheetLayout.TABLE,
    dated_by=(),
    declared=dated(
        muc_luong=Column(
            "Mức lương cơ sở (đồng)", ColumnType.INTEGER, aliases=("Mức lương cơ sở",), minimum=100_000, maximum=100_000_000, width=20,
            help="Mức lương cơ sở một tháng, đồng.", example="1.490.000",
        ),
    ),
)  # fmt: skip

HE_SO = SheetSchema(
    "Mức thưởng",
    SheetLayout.TABLE,
    dated_by=("doi_tuong",),
    declared=dated(
        doi_tuong=Column(
            "Đối tượng", ColumnType.CHOICE, choices=(Choice(INDIVIDUAL), Choice(COLLECTIVE)), width=14,
            help="Cá nhân hay tập thể được tặng Giấy khen.", example=INDIVIDUAL,
        ),
        he_so=Column("Hệ số", ColumnType.DECIMAL, minimum=0, maximum=10, width=10, help="Số lần mức lương cơ sở.", example="0,3"),
    ),
)  # fmt: skip

THANH_VIEN_HD = SheetSchema(
    "Thành viên Hội đồng",
    SheetLayout.TABLE,
    required=False,
    dated_by=("ho_ten",),
    declared=dated(
        thu_tu=Column("Thứ tự", ColumnType.INTEGER, minimum=1, maximum=99, width=8, help="Thứ tự trong biên bản.", example="1"),
        ho_ten=Column("Họ và tên", ColumnType.NAME, maximum=60, width=26, help="Không ghi học hàm, học vị.", example="Lê Văn Minh Họa"),
        danh_xung=Column("Danh xưng", ColumnType.CHOICE, choices=TITLES, required=False, width=11, help="Ông hoặc Bà, ghi trước tên trong biên bản.", example="Ông"),
        chuc_vu=Column("Chức vụ", ColumnType.TEXT, maximum=100, width=34, help="Chức vụ trong cơ quan.", example="Phó Giám đốc"),
        vai_tro=Column("Vai trò", ColumnType.CHOICE, choices=COUNCIL_ROLES, width=16, help="Vai trò trong Hội đồng.", example=CHAIR),
    ),
)  # fmt: skip

QUY_CHE = SheetSchema(
    "Quy chế Hội đồng",
    SheetLayout.TABLE,
    required=False,
    dated_by=("muc",),
    declared=dated(
        muc=Column(
            "Mục", ColumnType.CHOICE, choices=(Choice(QUORUM), Choice(THRESHOLD), Choice(DENOMINATOR), Choice(TIE)), width=28,
            help="Điều kiện họp và biểu quyết của Hội đồng.", example=QUORUM,
        ),
        gia_tri=Column(
            "Giá trị", ColumnType.TEXT, maximum=200, width=44,
            help=f"Tỷ lệ dạng 2/3, 80% hoặc trên 1/2; mẫu số: {', '.join(DENOMINATORS)}; cách chọn khi bằng phiếu: ghi bằng lời.", example="2/3",
        ),
    ),
)  # fmt: skip

KE_HOACH = SheetSchema(
    "Kế hoạch",
    SheetLayout.TABLE,
    dated_by=(),
    declared=dated(
        so=Column(
            "Số", ColumnType.TEXT, aliases=("Số, ký hiệu",), required=False, maximum=40, width=18,
            help="Số và ký hiệu của kế hoạch; để trống khi chưa ban hành.", example="12/KH-CQ",
        ),
        ngay_ban_hanh=Column(
            "Ngày ban hành", ColumnType.DATE, required=False, width=13, help="Ngày ký kế hoạch, gõ dd/mm/yyyy.", example="15/01/2020",
        ),
        co_quan=Column(
            "Cơ quan ban hành", ColumnType.TEXT, maximum=150, width=34, help="Tên cơ quan ban hành kế hoạch, viết như khi viện dẫn.", example="Sở A",
        ),
        trich_yeu=Column(
            "Trích yếu", ColumnType.TEXT, maximum=300, width=50, help="Trích yếu của kế hoạch.", example="Xây dựng và nhân rộng gương điển hình tiên tiến",
        ),
        gui_tu=Column(
            "Gửi từ ngày", ColumnType.INTEGER, minimum=1, maximum=31, width=9,
            help="Ngày đầu tiên của tháng cuối quý mà đơn vị gửi hồ sơ.", example="20",
        ),
        gui_den=Column(
            "Gửi đến ngày", ColumnType.INTEGER, minimum=1, maximum=31, width=9,
            help="Ngày cuối cùng của tháng cuối quý mà đơn vị gửi hồ sơ.", example="25",
        ),
        can_cu=Column(
            "Kế hoạch, chỉ thị cấp trên", ColumnType.LINES, aliases=("Căn cứ",), required=False, maximum=2000, width=50,
            help="Kế hoạch và chỉ thị cấp trên mà kế hoạch này thực hiện, mỗi văn bản một dòng.", example="Kế hoạch số 25/KH-TU ngày 05/01/2020 của cấp trên",
        ),
        muc_gui=Column(
            "Mục về giới thiệu, gửi hồ sơ", ColumnType.TEXT, required=False, maximum=20, width=14,
            help="Mục của kế hoạch về việc giới thiệu, gửi hồ sơ, xét chọn; được nêu trong câu báo lỗi.", example="V",
        ),
        muc_doi_tuong=Column(
            "Mục về đối tượng", ColumnType.TEXT, required=False, maximum=20, width=14,
            help="Mục của kế hoạch nêu đối tượng; được nêu trong câu báo lỗi.", example="II.1",
        ),
    ),
)  # fmt: skip

TIEU_CHI_KH = SheetSchema(
    "Tiêu chí",
    SheetLayout.TABLE,
    dated_by=("ma",),
    declared=dated(
        ma=Column("Mã", ColumnType.TEXT, maximum=12, width=8, help="Mã của tiêu chí, không trùng nhau.", example="C1"),
        muc=Column("Mục", ColumnType.TEXT, aliases=("Mục của Kế hoạch",), required=False, maximum=20, width=10, help="Mục của kế hoạch nêu tiêu chí này.", example="II.2"),
        nhom=Column(
            "Nhóm áp dụng", ColumnType.LINES, aliases=("Áp dụng cho",), maximum=500, width=36,
            help=f"Nhóm đối tượng trả lời tiêu chí này, mỗi nhóm một dòng. «{EVERYONE}» là mọi nhóm cá nhân, «{COLLECTIVE_GROUP}» là tập thể. "
            "Nhóm mới chỉ cần gõ tên ở đây; nhóm có chữ «lãnh đạo» hoặc «quản lý» được tính là lãnh đạo, quản lý.",
            example=EVERYONE,
        ),
        noi_dung=Column("Nội dung", ColumnType.TEXT, maximum=300, width=80, help="Nội dung tóm tắt của tiêu chí, in trên biểu mẫu và trích ngang.", example="Hoàn thành xuất sắc nhiệm vụ"),
    ),
)  # fmt: skip

CO_QUAN = WorkbookSchema(
    "co-quan",
    "Thông tin cơ quan",
    (
        CO_QUAN_SHEET,
        DON_VI,
        NGUOI_KY,
        KE_HOACH,
        TIEU_CHI_KH,
        NOI_NHAN,
        CAN_CU,
        LUONG_CO_SO,
        HE_SO,
        THANH_VIEN_HD,
        QUY_CHE,
    ),
)

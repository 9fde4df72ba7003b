"""Declares the Council's workbook: the meeting, its members, the votes on each nominee and for the one chosen (plan V, IV.2)."""

from __future__ import annotations

from schemas.co_quan import COLLECTIVE, COUNCIL_ROLES, INDIVIDUAL, MEMBER, OF_ISSUED, OF_MEMBERS, TITLES
from schemas.gioi_thieu import AWARD_FORMS, CERTIFICATE
from schemas.grammar import YES, YES_NO, Choice, Column, ColumnType, SheetLayout, SheetSchema, WorkbookSchema

NO_AWARD = "Không khen thưởng"

CUOC_HOP = SheetSchema(
    "Cuộc họp",
    SheetLayout.LABELS,
    aliases=("Họp Hội đồng",),
    declared={
        "quy": Column("Quý", ColumnType.QUARTER, section="Cuộc họp", locked=True, help="Quý xét chọn, in sẵn.", example="{quy}"),
        "ngay_hop": Column(
            "Ngày họp", ColumnType.DATE, help="Ngày Hội đồng họp, gõ dd/mm/yyyy; quyết định lấy căn cứ, mức tiền, người ký của ngày này.",
            example="{ngay_hop}",
        ),
        "gio_bat_dau": Column("Giờ bắt đầu", ColumnType.TIME, help="Ghi dạng 08 giờ 00.", example="08 giờ 00"),
        "gio_ket_thuc": Column("Giờ kết thúc", ColumnType.TIME, help="Ghi dạng 10 giờ 30, sau giờ bắt đầu.", example="10 giờ 30"),
        "dia_diem": Column(
            "Địa điểm", ColumnType.TEXT, maximum=150, help="Nơi họp.", example="Phòng họp số 2, trụ sở {van_phong}",
        ),
        "chu_tri": Column("Chủ trì", ColumnType.NAME, maximum=60, help="Họ và tên người chủ trì, có trong trang Thành viên.", example="Lê Văn Minh Họa"),
        "thu_ky": Column("Thư ký", ColumnType.NAME, maximum=60, help="Họ và tên thư ký, có trong trang Thành viên.", example="Trần Thị Thí Dụ"),
        "y_kien": Column(
            "Ý kiến thảo luận", ColumnType.LINES, required=False, maximum=4000, width=90,
            help="Tóm tắt ý kiến tại cuộc họp, mỗi ý một dòng; để trống nếu không có ý kiến khác.", example="Các thành viên nhất trí với hồ sơ trình.",
        ),
        "phat_ra": Column("Số phiếu phát ra", ColumnType.INTEGER, minimum=1, maximum=500, section="Kiểm phiếu", help="Không nhiều hơn số người có mặt.", example="7"),
        "thu_vao": Column("Số phiếu thu vào", ColumnType.INTEGER, minimum=0, maximum=500, help="Không nhiều hơn số phiếu phát ra.", example="7"),
        "hop_le": Column("Số phiếu hợp lệ", ColumnType.INTEGER, minimum=0, maximum=500, help="Cùng số phiếu không hợp lệ bằng số phiếu thu vào.", example="7"),
        "khong_hop_le": Column("Số phiếu không hợp lệ", ColumnType.INTEGER, minimum=0, maximum=500, help="Ghi 0 nếu không có.", example="0"),
        "to_kiem_phieu": Column(
            "Tổ kiểm phiếu", ColumnType.LINES, maximum=300, width=90,
            help="Họ và tên người kiểm phiếu, mỗi người một dòng, Tổ trưởng ghi trước.", example="Phan Thị Ví Dụ\nTrần Văn Thử",
        ),
        "quyet_bang_phieu": Column(
            "Quyết định khi bằng phiếu", ColumnType.TEXT, required=False, maximum=300,
            help="Chỉ ghi khi có từ hai người, tập thể trở lên cùng số phiếu chọn cao nhất: theo quy tắc khi bằng phiếu, ai được chọn và vì sao.",
            example="Chủ tịch Hội đồng chọn ông Nguyễn Văn Mẫu.",
        ),
        "thanh_vien": Column(
            "Tổng số thành viên", ColumnType.TEXT, section="Tự tính", help="Đếm từ trang Thành viên.", example="7",
            required=False, locked=True, computed="COUNTA({Thành viên.ho_ten})",
        ),
        "co_mat": Column("Số người có mặt", ColumnType.TEXT, help="Đếm từ trang Thành viên.", example="7", required=False, locked=True, computed='COUNTIF({Thành viên.co_mat},"Có")'),
        "kiem_phieu": Column(
            "Đối chiếu số phiếu", ColumnType.TEXT, help="Phát ra ≥ thu vào = hợp lệ + không hợp lệ.", example="Khớp",
            required=False, locked=True, computed='IF(COUNTA({phat_ra},{thu_vao},{hop_le},{khong_hop_le})<4,"Chưa đủ số",'
            'IF(AND(VALUE({thu_vao})<=VALUE({phat_ra}),VALUE({hop_le})+VALUE({khong_hop_le})=VALUE({thu_vao})),"Khớp","Không khớp"))',
        ),
        "mau_so": Column(
            "Mẫu số tính tỷ lệ", ColumnType.TEXT, help="Theo trang Quy chế Hội đồng của co-quan.xlsx.", example="7",
            required=False, locked=True, computed=f'IF({{cach_tinh}}="{OF_MEMBERS}",{{thanh_vien}},IF({{cach_tinh}}="{OF_ISSUED}",{{phat_ra}},{{hop_le}}))',
        ),
        "cach_tinh": Column("Mẫu số là", ColumnType.TEXT, required=False, locked=True, section="Quy chế", help="In sẵn từ co-quan.xlsx.", example=OF_MEMBERS),
        "nguong": Column("Tỷ lệ đồng ý tối thiểu", ColumnType.TEXT, required=False, locked=True, help="In sẵn từ co-quan.xlsx.", example="trên 1/2"),
        "toi_thieu": Column("Số người dự họp tối thiểu", ColumnType.TEXT, required=False, locked=True, help="In sẵn từ co-quan.xlsx.", example="2/3"),
        "bang_phieu": Column(
            "Quy tắc khi bằng phiếu", ColumnType.TEXT, required=False, locked=True, help="In sẵn từ co-quan.xlsx.", example="Theo ý kiến của Chủ tịch Hội đồng",
        ),
    },
)  # fmt: skip

THANH_VIEN = SheetSchema(
    "Thành viên",
    SheetLayout.TABLE,
    aliases=("Thành viên Hội đồng",),
    declared={
        "ho_ten": Column("Họ và tên", ColumnType.NAME, maximum=60, width=28, help="Họ và tên thành viên Hội đồng.", example="Lê Văn Minh Họa"),
        "danh_xung": Column("Danh xưng", ColumnType.CHOICE, choices=TITLES, required=False, width=11, help="Ông hoặc Bà, ghi trước tên trong biên bản.", example="Ông"),
        "chuc_vu": Column("Chức vụ", ColumnType.TEXT, maximum=100, width=34, help="Chức vụ trong cơ quan.", example="{cap_pho}"),
        "vai_tro": Column("Vai trò", ColumnType.CHOICE, choices=COUNCIL_ROLES, width=16, help="Vai trò trong Hội đồng.", example=MEMBER),
        "co_mat": Column("Có mặt", ColumnType.CHOICE, choices=YES_NO, width=10, help="Có hoặc Không.", example=YES),
        "ly_do": Column("Lý do vắng", ColumnType.TEXT, required=False, maximum=120, width=34, help="Bắt buộc khi vắng mặt.", example="Đi công tác"),
    },
)  # fmt: skip

BIEU_QUYET = SheetSchema(
    "Biểu quyết",
    SheetLayout.TABLE,
    declared={
        "doi_tuong": Column(
            "Đối tượng", ColumnType.CHOICE, choices=(Choice(COLLECTIVE), Choice(INDIVIDUAL)), locked=True, width=12, help="In sẵn.", example=INDIVIDUAL,
        ),
        "ten": Column("Họ và tên, tên tập thể", ColumnType.TEXT, locked=True, width=30, help="Người, tập thể được giới thiệu, in sẵn.", example="Nguyễn Văn Mẫu"),
        "don_vi": Column("Đơn vị", ColumnType.TEXT, locked=True, width=30, help="In sẵn.", example="{don_vi}"),
        "de_nghi": Column("Hình thức đề nghị", ColumnType.TEXT, required=False, locked=True, width=20, help="In sẵn.", example=CERTIFICATE),
        "dong_y": Column("Đồng ý", ColumnType.INTEGER, minimum=0, maximum=500, width=9, help="Số phiếu đồng ý.", example="7"),
        "khong_dong_y": Column("Không đồng ý", ColumnType.INTEGER, minimum=0, maximum=500, width=9, help="Số phiếu không đồng ý.", example="0"),
        "ty_le": Column(
            "Tỷ lệ", ColumnType.TEXT, width=9, help="Đồng ý / mẫu số, tự tính.", example="100%",
            required=False, locked=True, computed='IF({dong_y}="","",IFERROR(ROUND(100*VALUE({dong_y})/VALUE({Cuộc họp.mau_so}),1)&"%",""))',
        ),
        "phieu_chon": Column(
            "Phiếu chọn điển hình", ColumnType.INTEGER, minimum=0, maximum=500, width=12,
            help="Số phiếu hợp lệ chọn dòng này là điển hình tiên tiến, 0 nếu không có; tổng của cột bằng số phiếu hợp lệ.", example="7",
        ),
        "duoc_chon": Column(
            "Điển hình tiên tiến", ColumnType.CHOICE, choices=(Choice(YES, ("x", "Được chọn")),), required=False, width=12,
            help="Chọn Có ở đúng một dòng: người, tập thể được chọn là điển hình tiên tiến.", example=YES,
        ),
        "hinh_thuc": Column(
            "Hình thức quyết định", ColumnType.CHOICE, choices=(*AWARD_FORMS, Choice(NO_AWARD, ("Không",))), width=22,
            help="Hình thức Hội đồng thống nhất; không đạt thì chọn Không khen thưởng.", example=CERTIFICATE,
        ),
        "ghi_chu": Column("Ghi chú", ColumnType.TEXT, required=False, maximum=200, width=30, help="Nếu cần.", example="Đề nghị nhân rộng."),
        "ten_sua": Column(
            "Họ và tên đã sửa", ColumnType.NAME, required=False, maximum=60, width=30,
            help="Sau cuộc họp đơn vị sửa tên thì xác nhận tên đúng ở đây.", example="Nguyễn Văn Mậu",
        ),
    },
)  # fmt: skip

HOI_DONG = WorkbookSchema("hoi-dong", "Kết quả họp Hội đồng", (CUOC_HOP, THANH_VIEN, BIEU_QUYET))

"""Declares the sheet `Trích ngang`: who is introduced, by whom and for what (plan part V, form of the profile)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.values.model import Submission
from pipeline.values.vietnamese import fold
from schemas.co_quan import TITLES
from schemas.dan_toc import ETHNIC_GROUPS
from schemas.gioi_thieu import (
    AWARD_FORMS,
    BY_COUNCIL,
    BY_UNIT,
    COMPLETION_LEVELS,
    NOMINATION_RULES,
    OF_QUARTER,
    REASON,
    REMARK,
    WORTH_REPLICATING,
)
from schemas.grammar import YES_NO, Choice, Column, ColumnType, SheetLayout, SheetSchema
from schemas.rules import Circumstances, Fault, Rule

IDENTITY = "Thông tin cá nhân"
MERIT = "Nhiệm vụ và thành tích"
PROPOSAL = "Đề nghị của đơn vị"

TRICH_NGANG = SheetSchema(
    "Trích ngang",
    SheetLayout.LABELS,
    aliases=("Trích ngang thành tích", "Thông tin cá nhân"),
    declared={
        "quy": OF_QUARTER,
        "don_vi": Column(
            "Đơn vị", ColumnType.CHOICE, aliases=("Phòng, ban, đơn vị", "Đơn vị công tác", "Tên đơn vị"), choices_from="don_vi",
            help="Chọn đúng tên phòng, ban, đơn vị trong danh sách.", example="{don_vi}",
        ),
        "ngay_gui": Column(
            "Ngày gửi", ColumnType.DATE, aliases=("Ngày gửi hồ sơ", "Ngày lập"),
            help="Ngày gửi về thường trực Hội đồng, gõ dd/mm/yyyy (từ ngày {gui_tu} đến ngày {gui_den} tháng cuối quý).", example="{ngay_gui}",
        ),
        "danh_xung": Column(
            "Danh xưng", ColumnType.CHOICE, aliases=("Ông/Bà", "Xưng hô"), choices=TITLES, section=IDENTITY,
            help="Chọn Ông hoặc Bà.", example="Ông",
        ),
        "ho_ten": Column(
            "Họ và tên", ColumnType.NAME, aliases=("Họ tên", "Họ và tên cá nhân", "Họ, tên"), maximum=60,
            help="Viết có dấu, chữ cái đầu của mỗi tiếng viết hoa.", example="Nguyễn Văn Mẫu",
        ),
        "ngay_sinh": Column(
            "Ngày sinh", ColumnType.DATE_OR_YEAR, aliases=("Ngày, tháng, năm sinh", "Năm sinh", "Sinh ngày"),
            help="Gõ dd/mm/yyyy; nếu chỉ biết năm thì gõ 4 chữ số của năm.", example="15/3/1985",
        ),
        "gioi_tinh": Column(
            "Giới tính", ColumnType.CHOICE, aliases=("Nam/Nữ", "Giới"), choices=(Choice("Nam"), Choice("Nữ")),
            help="Chọn Nam hoặc Nữ.", example="Nam",
        ),
        "dan_toc": Column(
            "Dân tộc", ColumnType.CHOICE, choices=ETHNIC_GROUPS, open_choice=True, maximum=30, sensitive=True,
            help="Tên dân tộc theo danh mục 54 dân tộc. Chỉ dùng trong trích ngang nội bộ.", example="Kinh",
        ),
        "dang_vien": Column(
            "Đảng viên", ColumnType.CHOICE, aliases=("Là đảng viên", "Đảng viên (Có/Không)"), choices=YES_NO, sensitive=True,
            help="Chọn Có hoặc Không. Chỉ dùng trong trích ngang nội bộ.", example="Có",
        ),
        "chuc_vu": Column(
            "Chức vụ", ColumnType.TEXT, aliases=("Chức vụ, chức danh", "Chức danh", "Chức vụ công tác"), maximum=80,
            help="Chức vụ hoặc chức danh nghề nghiệp hiện tại.", example="Chuyên viên",
        ),
        "nhom": Column(
            "Nhóm đối tượng", ColumnType.CHOICE, aliases=("Đối tượng", "Nhóm"), choices_from="nhom",
            help="Nhóm quyết định các tiêu chí phải trả lời. {lanh_dao} do Hội đồng giới thiệu, không do đơn vị.",
            example="{nhom}",
        ),
        "trinh_do": Column(
            "Trình độ chuyên môn", ColumnType.TEXT, aliases=("Trình độ", "Trình độ chuyên môn, nghiệp vụ"), maximum=120,
            help="Trình độ và chuyên ngành đào tạo.", example="Đại học, ngành Hành chính học",
        ),
        "ly_luan": Column(
            "Lý luận chính trị", ColumnType.TEXT, aliases=("Trình độ lý luận chính trị",), required=False, maximum=60,
            help="Sơ cấp, Trung cấp, Cao cấp hoặc Cử nhân; để trống nếu chưa có.", example="Trung cấp",
        ),
        "cong_tac_tu": Column(
            "Công tác từ", ColumnType.DATE_OR_YEAR, aliases=("Ngày vào ngành", "Thời gian công tác từ"), required=False,
            help="Ngày (dd/mm/yyyy) hoặc năm bắt đầu công tác.", example="2009",
        ),
        "nhiem_vu": Column(
            "Nhiệm vụ được giao", ColumnType.LINES, aliases=("Nhiệm vụ", "Nhiệm vụ chính được giao"), maximum=2000, section=MERIT, width=90,
            help="Các nhiệm vụ chính trong quý; mỗi ý một dòng (Alt+Enter để xuống dòng).",
            example="Tham mưu tổng hợp, theo dõi nhiệm vụ được giao.",
        ),
        "thanh_tich": Column(
            "Thành tích tiêu biểu trong quý", ColumnType.LINES, aliases=("Thành tích tiêu biểu", "Thành tích", "Thành tích nổi bật"),
            maximum=4000, width=90,
            help="Kết quả cụ thể, có số liệu; mỗi ý một dòng (Alt+Enter để xuống dòng).",
            example="Tham mưu 36 văn bản, 100% đúng hạn, không văn bản nào phải sửa lại.",
        ),
        **WORTH_REPLICATING,
        "ly_do": REASON,
        "muc_do": Column(
            "Mức độ hoàn thành nhiệm vụ năm trước", ColumnType.CHOICE,
            aliases=("Mức độ hoàn thành nhiệm vụ", "Xếp loại năm trước", "Đánh giá, xếp loại năm trước"), choices=COMPLETION_LEVELS,
            help="Kết quả đánh giá, xếp loại chất lượng của năm trước liền kề.", example="Hoàn thành tốt nhiệm vụ",
        ),
        "da_khen": Column(
            "Đã được khen thưởng về thành tích này", ColumnType.CHOICE, aliases=("Đã được khen thưởng",), choices=YES_NO, section=PROPOSAL,
            help="Một thành tích không được khen thưởng nhiều lần.", example="Không",
        ),
        "ky_luat": Column(
            "Đang bị kỷ luật, thanh tra, kiểm tra, điều tra", ColumnType.CHOICE, aliases=("Đang bị kỷ luật",), choices=YES_NO,
            help="Không xét khen thưởng khi đang bị kỷ luật, thanh tra, kiểm tra, điều tra.", example="Không",
        ),
        "hinh_thuc": Column(
            "Hình thức đề nghị", ColumnType.CHOICE, aliases=("Hình thức khen thưởng đề nghị", "Đề nghị hình thức"), choices=AWARD_FORMS,
            help="Giấy khen thuộc thẩm quyền {dung_dau}; Bằng khen do Hội đồng trình cấp trên.", example="Giấy khen",
        ),
        "so_du_hop": Column(
            "Số người dự họp xét chọn", ColumnType.INTEGER, required=False, minimum=1, maximum=500,
            help="Số người dự họp của đơn vị khi xét chọn.", example="9",
        ),
        "so_dong_y": Column(
            "Số phiếu đồng ý", ColumnType.INTEGER, aliases=("Số phiếu tán thành",), required=False, minimum=0, maximum=500,
            help="Số phiếu đồng ý giới thiệu.", example="9",
        ),
        "so_khong_dong_y": Column(
            "Số phiếu không đồng ý", ColumnType.INTEGER, aliases=("Số phiếu không tán thành",), required=False, minimum=0, maximum=500,
            help="Số phiếu không đồng ý giới thiệu.", example="0",
        ),
        "nguoi_lap": Column(
            "Người lập", ColumnType.NAME, aliases=("Người lập biểu", "Người khai"), required=False, maximum=60,
            help="Họ và tên người lập trích ngang.", example="Trần Thị Thí Dụ",
        ),
        "nguoi_xac_nhan": Column(
            "Người xác nhận", ColumnType.NAME, aliases=("Thủ trưởng đơn vị",), required=False, maximum=60,
            help="Họ và tên thủ trưởng đơn vị xác nhận.", example="Lê Văn Minh Họa",
        ),
        "chuc_danh_xac_nhan": Column(
            "Chức danh người xác nhận", ColumnType.TEXT, required=False, maximum=60,
            help="Chức vụ của người xác nhận.", example="Trưởng phòng",
        ),
        "ghi_chu": REMARK,
        "gioi_thieu": Column(
            "Nơi giới thiệu", ColumnType.CHOICE, choices=(Choice(BY_UNIT), Choice(BY_COUNCIL)), required=False,
            section="Chỉ dùng khi Hội đồng giới thiệu {lanh_dao}",
            help="Phòng, ban, đơn vị để trống. Hội đồng giới thiệu {lanh_dao} thì chọn Hội đồng.", example=BY_UNIT,
        ),
    },
)  # fmt: skip

SHEET = TRICH_NGANG.name
SEX_OF_TITLE = {"Ông": "Nam", "Bà": "Nữ"}
WORKING_AGE = (15, 70)  # years; wide on purpose, to find typing errors and not borderline cases


def rank_among_leaders(position: str, titles: Sequence[str]) -> int:
    """The rank of a position among the office's leaders, 0 for the head's title; the number of titles for any other position.

    The longest title counts that the position contains: positions are typed with more words («Phó Giám đốc thường
    trực»), and «Phó Giám đốc» contains «Giám đốc».
    """
    contained = [title for title in titles if fold(title) in fold(position)]
    return titles.index(max(contained, key=len)) if contained else len(titles)


def title_fits_sex(sent: Submission, now: Circumstances) -> Iterable[Fault]:
    """The form of address fits the sex: Ông with Nam, Bà with Nữ."""
    title, sex = sent.text("danh_xung"), sent.text("gioi_tinh")
    if title in SEX_OF_TITLE and sex in SEX_OF_TITLE.values() and SEX_OF_TITLE[title] != sex:
        yield Fault("title-against-sex", SHEET, "danh_xung", details={"sex": sex})


def not_an_office_leader(sent: Submission, now: Circumstances) -> Iterable[Fault]:
    """Leaders of the office are introduced by the Council and not by a unit; the Council introduces nobody else (plan)."""
    group, leaders = sent.text("nhom"), now.terms.leaders
    unit, position = fold(sent.text("don_vi")), fold(sent.text("chuc_vu"))
    if sent.text("gioi_thieu") == BY_COUNCIL:
        if group and group != leaders:
            yield Fault("not-for-the-council", SHEET, "nhom")
        elif group and unit != fold(leaders):
            yield Fault("leader-of-a-unit", SHEET, "don_vi", suggestion=leaders)
    elif group == leaders:
        yield Fault("office-leader", SHEET, "nhom")
    elif position in map(fold, now.terms.leader_titles):
        yield Fault("office-leader", SHEET, "chuc_vu")
    elif unit == fold(leaders):
        yield Fault("office-leader", SHEET, "don_vi")


def born_and_employed_in_order(sent: Submission, now: Circumstances) -> Iterable[Fault]:
    """The nominee is of working age in the quarter's year, and entered service at working age and not after that year."""
    born, began = sent.labels.year("ngay_sinh"), sent.labels.year("cong_tac_tu")
    age = now.quarter.year - born if born else WORKING_AGE[0]
    if not WORKING_AGE[0] <= age <= WORKING_AGE[1]:
        yield Fault("implausible-birth", SHEET, "ngay_sinh", details={"age": str(age)})
    elif began and (began > now.quarter.year or (born and began - born < WORKING_AGE[0])):
        yield Fault("implausible-service", SHEET, "cong_tac_tu", details={"born": str(born)})


def votes_add_up(sent: Submission, now: Circumstances) -> Iterable[Fault]:
    """The votes for and against are together at most the number of people present."""
    present, *votes = (sent.labels.number(key) or 0 for key in ("so_du_hop", "so_dong_y", "so_khong_dong_y"))
    cast = sum(votes)
    if 0 < present < cast:
        yield Fault("votes-exceed-present", SHEET, "so_dong_y", details={"cast": str(cast), "present": str(present)})


RULES: tuple[Rule, ...] = (
    *NOMINATION_RULES,
    title_fits_sex,
    not_an_office_leader,
    born_and_employed_in_order,
    votes_add_up,
)

"""Declares the workbook that introduces a collective, which only the Council may do (plan), and its rules."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.values.model import Submission
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
from schemas.grammar import YES_NO, Choice, Column, ColumnType, SheetLayout, SheetSchema, WorkbookSchema
from schemas.khen_thuong import KHEN_THUONG
from schemas.khen_thuong import RULES as AWARD_RULES
from schemas.rules import Circumstances, Fault, Rule
from schemas.sang_kien import RULES as INITIATIVE_RULES
from schemas.sang_kien import SANG_KIEN
from schemas.terms import COLLECTIVE_KIND
from schemas.tieu_chi import RULES as CRITERIA_RULES
from schemas.tieu_chi import TIEU_CHI

TAP_THE_SHEET = SheetSchema(
    "Tập thể",
    SheetLayout.LABELS,
    aliases=("Trích ngang tập thể", "Thông tin tập thể"),
    declared={
        "quy": OF_QUARTER,
        "don_vi": Column(
            "Đơn vị", ColumnType.CHOICE, aliases=("Tên tập thể", "Phòng, ban, đơn vị"), choices_from="don_vi",
            help="Chọn đúng tên phòng, ban, đơn vị là tập thể được giới thiệu.", example="{don_vi}",
        ),
        "ngay_gui": Column(
            "Ngày gửi", ColumnType.DATE, aliases=("Ngày lập", "Ngày gửi hồ sơ"),
            help="Ngày lập hồ sơ, gõ dd/mm/yyyy (từ ngày {gui_tu} đến ngày {gui_den} tháng cuối quý).", example="{ngay_gui}",
        ),
        "gioi_thieu": Column(
            "Nơi giới thiệu", ColumnType.CHOICE, choices=(Choice(BY_COUNCIL), Choice(BY_UNIT)),
            help="Tập thể do Hội đồng xem xét, giới thiệu: chọn Hội đồng.", example=BY_COUNCIL,
        ),
        "so_nguoi": Column(
            "Số người", ColumnType.INTEGER, aliases=("Số công chức, viên chức, người lao động", "Biên chế"), minimum=1, maximum=2000,
            section="Thông tin tập thể", help="Số công chức, viên chức, người lao động của tập thể.", example="11",
        ),
        "nguoi_dung_dau": Column(
            "Người đứng đầu", ColumnType.NAME, aliases=("Thủ trưởng", "Trưởng đơn vị"), maximum=60,
            help="Họ và tên người đứng đầu tập thể.", example="Lê Văn Minh Họa",
        ),
        "nhiem_vu": Column(
            "Nhiệm vụ được giao", ColumnType.LINES, aliases=("Nhiệm vụ", "Chức năng, nhiệm vụ"), maximum=2000,
            section="Nhiệm vụ và thành tích", width=90,
            help="Các nhiệm vụ chính trong quý; mỗi ý một dòng (Alt+Enter để xuống dòng).",
            example="Tham mưu tổng hợp, theo dõi nhiệm vụ được giao.",
        ),
        "thanh_tich": Column(
            "Thành tích tiêu biểu trong quý", ColumnType.LINES, aliases=("Thành tích tiêu biểu", "Thành tích"), maximum=4000, width=90,
            help="Kết quả cụ thể, có số liệu; mỗi ý một dòng (Alt+Enter để xuống dòng).",
            example="Tham mưu 236 văn bản, 100% đúng hạn.",
        ),
        **WORTH_REPLICATING,
        "ly_do": REASON,
        "muc_do": Column(
            "Mức độ hoàn thành nhiệm vụ năm trước", ColumnType.CHOICE, aliases=("Mức độ hoàn thành nhiệm vụ", "Xếp loại năm trước"),
            choices=COMPLETION_LEVELS, help="Kết quả đánh giá, xếp loại của năm trước liền kề.", example="Hoàn thành tốt nhiệm vụ",
        ),
        "da_khen": Column(
            "Đã được khen thưởng về thành tích này", ColumnType.CHOICE, aliases=("Đã được khen thưởng",), choices=YES_NO,
            section="Đề nghị của Hội đồng", help="Một thành tích không được khen thưởng nhiều lần.", example="Không",
        ),
        "ky_luat": Column(
            "Đang bị kỷ luật, thanh tra, kiểm tra, điều tra", ColumnType.CHOICE, aliases=("Đang bị kỷ luật",), choices=YES_NO,
            help="Không xét khen thưởng khi tập thể hoặc người đứng đầu đang bị kỷ luật, thanh tra, kiểm tra, điều tra.", example="Không",
        ),
        "hinh_thuc": Column(
            "Hình thức đề nghị", ColumnType.CHOICE, aliases=("Hình thức khen thưởng đề nghị",), choices=AWARD_FORMS,
            help="Giấy khen thuộc thẩm quyền {dung_dau}; Bằng khen do Hội đồng trình cấp trên.", example="Giấy khen",
        ),
        "nguoi_lap": Column(
            "Người lập", ColumnType.NAME, required=False, maximum=60, help="Họ và tên người lập hồ sơ.", example="Trần Thị Thí Dụ",
        ),
        "nguoi_xac_nhan": Column(
            "Người xác nhận", ColumnType.NAME, required=False, maximum=60, help="Họ và tên người xác nhận.", example="Lê Văn Minh Họa",
        ),
        "chuc_danh_xac_nhan": Column(
            "Chức danh người xác nhận", ColumnType.TEXT, required=False, maximum=60, help="Chức vụ của người xác nhận.", example="Trưởng phòng",
        ),
        "ghi_chu": REMARK,
    },
)  # fmt: skip
SHEET = TAP_THE_SHEET.name


def introduced_by_the_council(sent: Submission, now: Circumstances) -> Iterable[Fault]:
    """The collective is introduced by the Council, and is a unit and not the office's leaders (plan)."""
    if sent.text("gioi_thieu") == BY_UNIT:
        yield Fault("collective-from-unit", SHEET, "gioi_thieu")
    if sent.text("don_vi") == now.terms.leaders:
        yield Fault("leaders-are-no-collective", SHEET, "don_vi")


TAP_THE = WorkbookSchema(COLLECTIVE_KIND, "Biểu mẫu tập thể", (TAP_THE_SHEET, KHEN_THUONG, SANG_KIEN, TIEU_CHI))
RULES: tuple[Rule, ...] = (
    *NOMINATION_RULES,
    introduced_by_the_council,
    *AWARD_RULES,
    *INITIATIVE_RULES,
    *CRITERIA_RULES,
)

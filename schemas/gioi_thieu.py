"""Declares what the workbooks of individuals and of collectives have in common: choices, and rules across their cells."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from pipeline.values.dates import other_period, short_date
from pipeline.values.model import Submission
from pipeline.values.vietnamese import collation_key, nearest, person_key
from schemas.co_quan import INDIVIDUAL
from schemas.grammar import YES, Choice, Column, ColumnType
from schemas.rules import Candidate, Circumstances, Fault, Rule

CERTIFICATE = "Giấy khen"
PRAISE = "Biểu dương, nêu gương"
HIGHER_CERTIFICATE = "Bằng khen"  # begins the name of the award that only a higher level grants

AWARD_FORMS = (
    Choice(CERTIFICATE, ("Giấy khen của {dung_dau}", "Tặng Giấy khen")),
    Choice(PRAISE, ("Biểu dương", "Nêu gương")),
    Choice(
        f"{HIGHER_CERTIFICATE} của {{cap_tren}}",
        (
            HIGHER_CERTIFICATE,
            *(f"{HIGHER_CERTIFICATE} của {{{word}}}" for word in ("cap_tren_day_du", "cap_tren_co_quan")),
        ),
    ),
)

COMPLETION_LEVELS = (
    Choice("Hoàn thành xuất sắc nhiệm vụ", ("HTXSNV", "Xuất sắc", "HTXS nhiệm vụ")),
    Choice("Hoàn thành tốt nhiệm vụ", ("HTTNV", "HTT nhiệm vụ")),
    Choice("Hoàn thành nhiệm vụ", ("HTNV",)),
    # The wording of the third level before 20/8/2020, unconfirmed in the domain reference.
    Choice("Hoàn thành nhiệm vụ nhưng còn hạn chế về năng lực"),
    Choice("Không hoàn thành nhiệm vụ", ("KHTNV",)),
    Choice("Chưa đánh giá, xếp loại", ("Chưa xếp loại", "Chưa đánh giá")),
)

WORTH_REPLICATING: dict[str, Column] = {  # what others can take over; asked of everybody, needed of the chosen one
    "cach_lam": Column(
        "Cách làm, kinh nghiệm", ColumnType.LINES, aliases=("Cách làm", "Cách làm hay", "Kinh nghiệm"), required=False, maximum=3000, width=90,
        help="Đã làm như thế nào: từng bước, từng biện pháp; mỗi ý một câu trọn, một dòng (Alt+Enter để xuống dòng).",
        example="Ghi mỗi nhiệm vụ một dòng trên bảng tính dùng chung, có người làm và hạn.\nNhắc người làm trước hạn 05 ngày, 02 ngày.",
    ),
    "kha_nang": Column(
        "Khả năng nhân rộng", ColumnType.LINES, aliases=("Khả năng áp dụng", "Phạm vi áp dụng"), required=False, maximum=1500, width=90,
        help="Nơi nào áp dụng được, cần điều kiện gì; mỗi ý một câu trọn, một dòng.",
        example="Đơn vị nào có từ 02 người theo dõi nhiệm vụ đều áp dụng được; chỉ cần bảng tính có sẵn.",
    ),
}  # fmt: skip

OF_QUARTER = Column(
    "Quý", ColumnType.QUARTER, aliases=("Quý giới thiệu", "Kỳ giới thiệu"), section="Thông tin chung",
    help="Quý giới thiệu gương điển hình tiên tiến.", example="{quy}",
)  # fmt: skip
REASON = Column(
    "Lý do ghi trên Giấy khen", ColumnType.TEXT, aliases=("Lý do khen thưởng", "Lý do"), maximum=250, width=90,
    help="Một câu ngắn, không xuống dòng, bắt đầu bằng \"Đã có thành tích …\".",
    example="Đã có thành tích xuất sắc trong công tác tham mưu, tổng hợp, trong {quy_trong_cau}",
)  # fmt: skip
REMARK = Column(
    "Ghi chú", ColumnType.LINES, required=False, maximum=500, width=90,
    help="Điều cần nói thêm với {thuong_truc}.", example="Hồ sơ kèm 02 văn bản minh chứng.",
)  # fmt: skip

BY_UNIT, BY_COUNCIL = "Đơn vị", "Hội đồng"
LATEST = timedelta(days=62)  # two months after the quarter's last day; a later date must be a typing error
WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


def is_higher(form: str) -> bool:
    """Whether a form of award is the one that only a higher level grants."""
    return form.startswith(HIGHER_CERTIFICATE)


def name_key(candidate: Candidate) -> tuple[object, ...]:
    """The key that sorts nominees by name: collectives first, by the unit's name; then people, by their given name."""
    if candidate.recipient == INDIVIDUAL:
        return True, person_key(candidate.name), collation_key(candidate.unit)
    return False, collation_key(candidate.name)


def of_this_quarter(sent: Submission, now: Circumstances) -> Iterable[Fault]:
    """The quarter in the workbook is that of the folder; «Quý I» without a year means the folder's year (plan V)."""
    quarter = sent.labels.value("quy")
    if isinstance(quarter, tuple) and (quarter[0] != now.quarter.number or quarter[1] not in (None, now.quarter.year)):
        yield Fault("other-quarter", sent.main, "quy", details={"expected": now.quarter.title})


def from_a_known_unit(sent: Submission, now: Circumstances) -> Iterable[Fault]:
    """The unit is one of the office's units in force (``co-quan.xlsx``)."""
    unit = sent.labels.value("don_vi")
    if isinstance(unit, str) and unit not in now.unit_names and unit != now.terms.leaders:
        names = [*(choice.text for choice in now.units), now.terms.leaders]
        yield Fault("unknown-unit", sent.main, "don_vi", suggestion=nearest(unit, names) or "")


def sent_in_the_window(sent: Submission, now: Circumstances) -> Iterable[Fault]:
    """The workbook was sent within the plan's days of the quarter's last month.

    A day before the quarter, or more than ``LATEST`` after it, is none on which it was sent. The message mentions that a limit
    is a weekend day, but the limit is not moved to a working day.
    """
    day = sent.labels.day("ngay_gui")
    first, last = now.terms.plan.window(now.quarter)
    by_council = sent.labels.value("gioi_thieu") == BY_COUNCIL  # the window is only for units
    if day and not now.quarter.first_day <= day <= now.quarter.last_day + LATEST:
        limits = {"first": short_date(now.quarter.first_day), "last": short_date(now.quarter.last_day + LATEST)}
        yield Fault("implausible-sent", sent.main, "ngay_gui", details=limits)
    elif day and not by_council and not first <= day <= last:
        weekend = "".join(f"; {short_date(d)} là {WEEKDAYS[d.weekday()]}" for d in (first, last) if d.weekday() > 4)
        limits = {"first": short_date(first), "last": short_date(last), "weekend": weekend}
        lateness = "gửi sớm" if day < first else "gửi muộn"
        yield Fault("outside-window", sent.main, "ngay_gui", details={**limits, "lateness": lateness})


def reason_names_this_quarter(sent: Submission, now: Circumstances) -> Iterable[Fault]:
    """The reason printed on the certificate names no quarter or year but the quarter's own."""
    if other := other_period(sent.text("ly_do"), now.quarter):
        yield Fault("other-period", sent.main, "ly_do", details={"period": other, "quarter": now.quarter.title})


def free_to_be_awarded(sent: Submission, now: Circumstances) -> Iterable[Fault]:
    """The nominee is not under discipline or inspection, and not yet awarded for the same achievement.

    Source: Luật Thi đua, khen thưởng.
    """
    if sent.labels.value("ky_luat") == YES:
        yield Fault("under-discipline", sent.main, "ky_luat")
    if sent.labels.value("da_khen") == YES:
        yield Fault("already-awarded", sent.main, "da_khen")


def within_the_signers_power(sent: Submission, now: Circumstances) -> Iterable[Fault]:
    """The proposed award is one that the office can grant; Bằng khen is a higher level's and goes into the tờ trình only."""
    if is_higher(sent.text("hinh_thuc")):
        yield Fault("beyond-power", sent.main, "hinh_thuc")


def achievements_have_figures(sent: Submission, now: Circumstances) -> Iterable[Fault]:
    """The text about the quarter's achievements contains at least one digit."""
    achievements = sent.labels.value("thanh_tich")
    if isinstance(achievements, str) and not any(sign.isdigit() for sign in achievements):
        yield Fault("no-figure", sent.main, "thanh_tich")


NOMINATION_RULES: tuple[Rule, ...] = (
    of_this_quarter,
    from_a_known_unit,
    sent_in_the_window,
    reason_names_this_quarter,
    free_to_be_awarded,
    within_the_signers_power,
    achievements_have_figures,
)

"""Turns what is asked of a cell, by its column and by the rules across cells, into words for an officer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.checking.messages import where
from pipeline.values.model import Finding, Severity
from schemas.co_quan import CO_QUAN, QUY_CHE
from schemas.grammar import ColumnMeaning, ColumnView, Kind
from schemas.hoi_dong import BIEU_QUYET, CUOC_HOP, THANH_VIEN
from schemas.khen_thuong import KHEN_THUONG
from schemas.sang_kien import SANG_KIEN
from schemas.tap_the import TAP_THE_SHEET
from schemas.tieu_chi import TIEU_CHI
from schemas.trich_ngang import TRICH_NGANG

OWN, COLLECTIVE, BOTH = (TRICH_NGANG.name,), (TAP_THE_SHEET.name,), (TRICH_NGANG.name, TAP_THE_SHEET.name)
MEETING, MEMBERS, VOTES, ANSWERS = (CUOC_HOP.name,), (THANH_VIEN.name,), (BIEU_QUYET.name,), (TIEU_CHI.name,)
OFFICE = tuple(sheet.name for sheet in CO_QUAN.sheets)
RULE_ENDS = " Quy định:"  # in a finding's message, behind what is wrong


@dataclass(frozen=True)
class Across:
    """A rule across cells: the code of its finding, the sheets and column at which it looks, and what it asks."""

    code: str
    sheets: tuple[str, ...]
    key: str
    words: str


RULES = (
    Across("other-quarter", (*BOTH, *MEETING), "quy", "đúng quý của thư mục"),
    Across("unknown-unit", BOTH, "don_vi", "đơn vị có trong co-quan.xlsx"),
    Across("second-nominee", OWN, "don_vi", "mỗi đơn vị một cá nhân trong quý"),
    Across("second-collective", COLLECTIVE, "don_vi", "mỗi tập thể một biểu mẫu trong quý"),
    Across("leader-of-a-unit", OWN, "don_vi", "đơn vị của Lãnh đạo Văn phòng"),
    Across("leaders-are-no-collective", COLLECTIVE, "don_vi", "tập thể là một đơn vị"),
    Across("office-leader", OWN, "don_vi", "không phải Lãnh đạo Văn phòng do đơn vị giới thiệu"),
    Across("office-leader", OWN, "chuc_vu", "không phải Lãnh đạo Văn phòng do đơn vị giới thiệu"),
    Across("office-leader", OWN, "nhom", "không phải Lãnh đạo Văn phòng do đơn vị giới thiệu"),
    Across("not-for-the-council", OWN, "nhom", "Hội đồng chỉ giới thiệu Lãnh đạo Văn phòng"),
    Across("collective-from-unit", COLLECTIVE, "gioi_thieu", "tập thể do Hội đồng giới thiệu"),
    Across("outside-window", BOTH, "ngay_gui", "trong thời hạn gửi"),
    Across("title-against-sex", OWN, "danh_xung", "danh xưng khớp giới tính"),
    Across("same-person", OWN, "ho_ten", "không trùng người do đơn vị khác giới thiệu"),
    Across("earlier-quarter", OWN, "ho_ten", "đã được giới thiệu ở quý trước hay chưa"),
    Across("signs-own-award", OWN, "ho_ten", "không phải người ký quyết định khen thưởng"),
    Across("implausible-birth", OWN, "ngay_sinh", "trong độ tuổi lao động"),
    Across("implausible-service", OWN, "cong_tac_tu", "khớp với năm sinh và quý giới thiệu"),
    Across("votes-exceed-present", OWN, "so_dong_y", "phiếu không nhiều hơn người dự họp"),
    Across("under-discipline", BOTH, "ky_luat", "không đang bị kỷ luật, thanh tra, kiểm tra, điều tra"),
    Across("already-awarded", BOTH, "da_khen", "thành tích chưa được khen thưởng"),
    Across("beyond-power", BOTH, "hinh_thuc", "thuộc thẩm quyền Chánh Văn phòng"),
    Across("no-figure", BOTH, "thanh_tich", "thành tích có số liệu"),
    Across("decided-later", (KHEN_THUONG.name, SANG_KIEN.name), "ngay_qd", "quyết định không sau quý"),
    Across("award-year-differs", (KHEN_THUONG.name,), "nam", "khớp với năm ký quyết định"),
    Across("award-twice", (KHEN_THUONG.name,), "so_qd", "không ghi hai lần"),
    Across("unknown-criterion", ANSWERS, "ma", "mã có trong Kế hoạch"),
    Across("criterion-twice", ANSWERS, "ma", "mỗi tiêu chí một dòng"),
    Across("unanswered-criterion", ANSWERS, "dat", "tiêu chí của nhóm đã được trả lời"),
    Across("criterion-not-met", ANSWERS, "dat", "đạt hay không đạt"),
    Across("no-evidence", ANSWERS, "minh_chung", "tiêu chí đạt có minh chứng"),
    Across("implausible-meeting", MEETING, "ngay_hop", "họp sau khi mở nhận hồ sơ của quý"),
    Across("sent-after-meeting", MEETING, "ngay_hop", "họp sau ngày gửi của mọi hồ sơ"),
    Across("ends-before-start", MEETING, "gio_ket_thuc", "sau giờ bắt đầu"),
    Across("ballots-exceed-present", MEETING, "phat_ra", "phát ra không nhiều hơn số người có mặt"),
    Across("ballots-exceed-issued", MEETING, "thu_vao", "thu vào không nhiều hơn phát ra"),
    Across("ballots-do-not-add-up", MEETING, "hop_le", "hợp lệ và không hợp lệ cộng lại bằng thu vào"),
    Across("not-a-member", MEETING, "chu_tri", "là thành viên Hội đồng"),
    Across("not-a-member", MEETING, "thu_ky", "là thành viên Hội đồng"),
    Across("leads-though-absent", MEETING, "chu_tri", "có mặt tại cuộc họp"),
    Across("leads-though-absent", MEETING, "thu_ky", "có mặt tại cuộc họp"),
    Across("member-twice", MEMBERS, "ho_ten", "mỗi thành viên một dòng"),
    Across("no-quorum", MEMBERS, "co_mat", "đủ số người dự họp theo quy chế"),
    Across("absent-without-reason", MEMBERS, "ly_do", "vắng mặt có lý do"),
    Across("votes-exceed-valid", VOTES, "dong_y", "tổng phiếu không nhiều hơn phiếu hợp lệ"),
    Across("nobody-chosen", VOTES, "duoc_chon", "chọn đúng một điển hình tiên tiến"),
    Across("chosen-twice", VOTES, "duoc_chon", "chọn đúng một điển hình tiên tiến"),
    Across("chosen-under-threshold", VOTES, "duoc_chon", "người được chọn đạt tỷ lệ"),
    Across("award-under-threshold", VOTES, "hinh_thuc", "người được khen đạt tỷ lệ"),
    Across("not-a-nominee", VOTES, "ten", "là người, tập thể được giới thiệu trong quý"),
    Across("nominee-twice", VOTES, "ten", "mỗi người, tập thể một dòng"),
    Across("nominee-not-voted", VOTES, "ten", "ai được giới thiệu cũng được biểu quyết"),
    Across("unknown-denominator", (QUY_CHE.name,), "gia_tri", "mẫu số tính được"),
    Across("not-a-share", (QUY_CHE.name,), "gia_tri", "là một tỷ lệ"),
    Across("dated-expired", OFFICE, "den_ngay", "còn hiệu lực trong quý"),
    Across("ends-before-it-begins", OFFICE, "den_ngay", "hết hiệu lực sau khi bắt đầu"),
    Across("dated-overlap", OFFICE, "den_ngay", "không chồng lên dòng sau"),
    Across("dated-gap", OFFICE, "den_ngay", "nối tiếp dòng sau"),
    Across("dated-twice", OFFICE, "tu_ngay", "mỗi ngày một dòng có hiệu lực"),
)  # fmt: skip


def checks_in_words(sheet: str, view: ColumnView, findings: Iterable[Finding]) -> str:
    """What was asked of a cell, and whether it held; ``findings`` are those at that cell."""
    asked = [*_of_the_column(view.meaning), *_across(sheet, view.key)]
    failed = [_fault(found) for found in findings if found.severity is Severity.ERROR]
    noted = [_fault(found) for found in findings if found.severity is Severity.WARNING]
    outcome = f"CHƯA ĐẠT: {' '.join(failed)}" if failed else "đạt" + (f", lưu ý: {' '.join(noted)}" if noted else "")
    return f"đã kiểm tra {'; '.join(asked)}: {outcome.rstrip('.')}"


def _of_the_column(meaning: ColumnMeaning) -> Iterator[str]:
    yield str(meaning.kind)
    if meaning.required:
        yield "bắt buộc"
    if meaning.minimum is not None:
        yield f"không dưới {meaning.minimum}"
    if meaning.maximum is not None:
        number = meaning.kind in (Kind.INTEGER, Kind.DECIMAL, Kind.YEAR)
        yield f"không quá {meaning.maximum}" + ("" if number else " ký tự")
    if meaning.choices:
        yield "danh sách gợi ý" if meaning.open_choice else "đúng danh sách"
    if meaning.kind is Kind.NAME:
        yield "hai đến sáu tiếng, chỉ gồm chữ"
        yield "viết hoa chữ đầu mỗi tiếng"


def _across(sheet: str, key: str) -> Iterator[str]:
    return iter(dict.fromkeys(rule.words for rule in RULES if rule.key == key and sheet in rule.sheets))


def _fault(found: Finding) -> str:
    """What is wrong, without the place, the rule and the remedy."""
    return found.public.message.removeprefix(where(found.place, found.field)).strip().partition(RULE_ENDS)[0]

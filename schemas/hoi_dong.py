"""Declares the Council's workbook: the meeting, its members, the votes on each nominee (plan V, IV.2), and its rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from pipeline.values.dates import Clock, short_date
from pipeline.values.model import Record, Submission
from pipeline.values.numbers import count, percent
from pipeline.values.vietnamese import nearest, one_line
from schemas.co_quan import COLLECTIVE, COUNCIL_ROLES, INDIVIDUAL, MEMBER, OF_ISSUED, OF_MEMBERS, OF_VALID
from schemas.gioi_thieu import AWARD_FORMS, CERTIFICATE, LATEST, PRAISE, of_this_quarter
from schemas.grammar import YES, YES_NO, Choice, ColumnType, SheetLayout, WorkbookSchema, column, sheet
from schemas.rules import Circumstances, Fault, Regulations, Rule

NO_AWARD = "Không khen thưởng"

CUOC_HOP = sheet(
    "Cuộc họp",
    SheetLayout.LABELS,
    aliases=("Họp Hội đồng",),
    columns={
        "quy": column("Quý", ColumnType.QUARTER, section="Cuộc họp", locked=True, help="Quý xét chọn, in sẵn.", example="{quy}"),
        "ngay_hop": column(
            "Ngày họp", ColumnType.DATE, help="Ngày Hội đồng họp, gõ dd/mm/yyyy; quyết định lấy căn cứ, mức tiền, người ký của ngày này.",
            example="{ngay_hop}",
        ),
        "gio_bat_dau": column("Giờ bắt đầu", ColumnType.TIME, help="Ghi dạng 08 giờ 00.", example="08 giờ 00"),
        "gio_ket_thuc": column("Giờ kết thúc", ColumnType.TIME, help="Ghi dạng 10 giờ 30, sau giờ bắt đầu.", example="10 giờ 30"),
        "dia_diem": column(
            "Địa điểm", ColumnType.TEXT, maximum=150, help="Nơi họp.", example="Phòng họp số 2, trụ sở {van_phong}",
        ),
        "chu_tri": column("Chủ trì", ColumnType.NAME, maximum=60, help="Họ và tên người chủ trì, có trong trang Thành viên.", example="Lê Văn Minh Họa"),
        "thu_ky": column("Thư ký", ColumnType.NAME, maximum=60, help="Họ và tên thư ký, có trong trang Thành viên.", example="Trần Thị Thí Dụ"),
        "y_kien": column(
            "Ý kiến thảo luận", ColumnType.LINES, required=False, maximum=4000, width=90,
            help="Tóm tắt ý kiến tại cuộc họp, mỗi ý một dòng; để trống nếu không có ý kiến khác.", example="Các thành viên nhất trí với hồ sơ trình.",
        ),
        "phat_ra": column("Số phiếu phát ra", ColumnType.INTEGER, minimum=1, maximum=500, section="Kiểm phiếu", help="Không nhiều hơn số người có mặt.", example="7"),
        "thu_vao": column("Số phiếu thu vào", ColumnType.INTEGER, minimum=0, maximum=500, help="Không nhiều hơn số phiếu phát ra.", example="7"),
        "hop_le": column("Số phiếu hợp lệ", ColumnType.INTEGER, minimum=0, maximum=500, help="Cùng số phiếu không hợp lệ bằng số phiếu thu vào.", example="7"),
        "khong_hop_le": column("Số phiếu không hợp lệ", ColumnType.INTEGER, minimum=0, maximum=500, help="Ghi 0 nếu không có.", example="0"),
        "thanh_vien": column(
            "Tổng số thành viên", ColumnType.TEXT, section="Tự tính", help="Đếm từ trang Thành viên.", example="7",
            computed="COUNTA({Thành viên.ho_ten})",
        ),
        "co_mat": column("Số người có mặt", ColumnType.TEXT, help="Đếm từ trang Thành viên.", example="7", computed='COUNTIF({Thành viên.co_mat},"Có")'),
        "kiem_phieu": column(
            "Đối chiếu số phiếu", ColumnType.TEXT, help="Phát ra ≥ thu vào = hợp lệ + không hợp lệ.", example="Khớp",
            computed='IF(COUNTA({phat_ra},{thu_vao},{hop_le},{khong_hop_le})<4,"Chưa đủ số",'
            'IF(AND(VALUE({thu_vao})<=VALUE({phat_ra}),VALUE({hop_le})+VALUE({khong_hop_le})=VALUE({thu_vao})),"Khớp","Không khớp"))',
        ),
        "mau_so": column(
            "Mẫu số tính tỷ lệ", ColumnType.TEXT, help="Theo trang Quy chế Hội đồng của co-quan.xlsx.", example="7",
            computed=f'IF({{cach_tinh}}="{OF_MEMBERS}",{{thanh_vien}},IF({{cach_tinh}}="{OF_ISSUED}",{{phat_ra}},{{hop_le}}))',
        ),
        "cach_tinh": column("Mẫu số là", ColumnType.TEXT, required=False, locked=True, section="Quy chế", help="In sẵn từ co-quan.xlsx.", example=OF_MEMBERS),
        "nguong": column("Tỷ lệ đồng ý tối thiểu", ColumnType.TEXT, required=False, locked=True, help="In sẵn từ co-quan.xlsx.", example="trên 1/2"),
        "toi_thieu": column("Số người dự họp tối thiểu", ColumnType.TEXT, required=False, locked=True, help="In sẵn từ co-quan.xlsx.", example="2/3"),
    },
)  # fmt: skip

THANH_VIEN = sheet(
    "Thành viên",
    SheetLayout.TABLE,
    aliases=("Thành viên Hội đồng",),
    columns={
        "ho_ten": column("Họ và tên", ColumnType.NAME, maximum=60, width=28, help="Họ và tên thành viên Hội đồng.", example="Lê Văn Minh Họa"),
        "chuc_vu": column("Chức vụ", ColumnType.TEXT, maximum=100, width=34, help="Chức vụ trong cơ quan.", example="{cap_pho}"),
        "vai_tro": column("Vai trò", ColumnType.CHOICE, choices=COUNCIL_ROLES, width=16, help="Vai trò trong Hội đồng.", example=MEMBER),
        "co_mat": column("Có mặt", ColumnType.CHOICE, choices=YES_NO, width=10, help="Có hoặc Không.", example=YES),
        "ly_do": column("Lý do vắng", ColumnType.TEXT, required=False, maximum=120, width=34, help="Bắt buộc khi vắng mặt.", example="Đi công tác"),
    },
)  # fmt: skip

BIEU_QUYET = sheet(
    "Biểu quyết",
    SheetLayout.TABLE,
    columns={
        "doi_tuong": column(
            "Đối tượng", ColumnType.CHOICE, choices=(Choice(COLLECTIVE), Choice(INDIVIDUAL)), locked=True, width=12, help="In sẵn.", example=INDIVIDUAL,
        ),
        "ten": column("Họ và tên, tên tập thể", ColumnType.TEXT, locked=True, width=30, help="Người, tập thể được giới thiệu, in sẵn.", example="Nguyễn Văn Mẫu"),
        "don_vi": column("Đơn vị", ColumnType.TEXT, required=False, locked=True, width=30, help="In sẵn.", example="{don_vi}"),
        "de_nghi": column("Hình thức đề nghị", ColumnType.TEXT, required=False, locked=True, width=20, help="In sẵn.", example=CERTIFICATE),
        "dong_y": column("Đồng ý", ColumnType.INTEGER, minimum=0, maximum=500, width=9, help="Số phiếu đồng ý.", example="7"),
        "khong_dong_y": column("Không đồng ý", ColumnType.INTEGER, minimum=0, maximum=500, width=9, help="Số phiếu không đồng ý.", example="0"),
        "ty_le": column(
            "Tỷ lệ", ColumnType.TEXT, width=9, help="Đồng ý / mẫu số, tự tính.", example="100%",
            computed='IF({dong_y}="","",IFERROR(ROUND(100*VALUE({dong_y})/VALUE({Cuộc họp.mau_so}),1)&"%",""))',
        ),
        "duoc_chon": column(
            "Điển hình tiên tiến", ColumnType.CHOICE, choices=(Choice(YES, ("x", "Được chọn")),), required=False, width=12,
            help="Chọn Có ở đúng một dòng: người, tập thể được chọn là điển hình tiên tiến.", example=YES,
        ),
        "hinh_thuc": column(
            "Hình thức quyết định", ColumnType.CHOICE, choices=(*AWARD_FORMS, Choice(NO_AWARD, ("Không",))), width=22,
            help="Hình thức Hội đồng thống nhất; không đạt thì chọn Không khen thưởng.", example=CERTIFICATE,
        ),
        "ghi_chu": column("Ghi chú", ColumnType.TEXT, required=False, maximum=200, width=30, help="Nếu cần.", example="Đề nghị nhân rộng."),
        "ten_sua": column(
            "Họ và tên đã sửa", ColumnType.NAME, required=False, maximum=60, width=30,
            help="Sau cuộc họp đơn vị sửa tên thì xác nhận tên đúng ở đây.", example="Nguyễn Văn Mậu",
        ),
    },
)  # fmt: skip

HOI_DONG = WorkbookSchema("hoi-dong", "Kết quả họp Hội đồng", (CUOC_HOP, THANH_VIEN, BIEU_QUYET))
MEETING = CUOC_HOP.name


def held_after_the_window_opened(sent: Submission, now: Circumstances) -> Iterable[Fault]:
    """The meeting is not before the first day on which units may send (plan V), nor ``LATEST`` after the quarter."""
    day, (first, _) = sent.main_value("ngay_hop"), now.terms.plan.window(now.quarter)
    if isinstance(day, date) and not first <= day <= now.quarter.last_day + LATEST:
        details = {"first": short_date(first), "last": short_date(now.quarter.last_day + LATEST)}
        yield Fault("implausible-meeting", MEETING, "ngay_hop", details=details)


def held_after_all_was_sent(sent: Submission, now: Circumstances) -> Iterable[Fault]:
    """No nomination was sent after the meeting; a meeting before the window is reported by the rule above."""
    day = sent.main_value("ngay_hop")
    if not isinstance(day, date) or day < now.terms.plan.window(now.quarter)[0]:
        return
    later = {file: sent_on for file, sent_on in now.sent_on.items() if sent_on > day}
    if later:
        first = min(later)
        details = {"number": count(len(later)), "first": first, "sent": short_date(later[first])}
        yield Fault("sent-after-meeting", MEETING, "ngay_hop", details=details)


def ends_after_it_starts(sent: Submission, now: Circumstances) -> Iterable[Fault]:
    """The meeting ends later than it starts."""
    start, end = sent.main_value("gio_bat_dau"), sent.main_value("gio_ket_thuc")
    if isinstance(start, Clock) and isinstance(end, Clock) and end <= start:
        yield Fault("ends-before-start", MEETING, "gio_ket_thuc", details={"start": str(start)})


def ballots_add_up(sent: Submission, now: Circumstances) -> Iterable[Fault]:
    """Present ≥ issued ≥ returned = valid + invalid."""
    issued, returned, valid, invalid = (_count(sent, key) for key in ("phat_ra", "thu_vao", "hop_le", "khong_hop_le"))
    present = sum(record.value("co_mat") == YES for record in _rows(sent, THANH_VIEN.name))
    if issued is not None and present and issued > present:
        yield Fault("ballots-exceed-present", MEETING, "phat_ra", details={"present": str(present)})
    if issued is not None and returned is not None and returned > issued:
        yield Fault("ballots-exceed-issued", MEETING, "thu_vao", details={"issued": str(issued)})
    elif returned is not None and valid is not None and invalid is not None and valid + invalid != returned:
        details = {"valid": str(valid), "invalid": str(invalid), "returned": str(returned)}
        yield Fault("ballots-do-not-add-up", MEETING, "hop_le", details=details)


def each_member_once_absences_explained(sent: Submission, now: Circumstances) -> Iterable[Fault]:
    """Each member has one row, each absent one a reason; chair and secretary are members who are present."""
    rows = _rows(sent, THANH_VIEN.name)
    names = [_text(record, "ho_ten") for record in rows]
    for row, (name, record) in enumerate(zip(names, rows, strict=True)):
        if name and name in names[:row]:
            yield Fault("member-twice", THANH_VIEN.name, "ho_ten", row)
        if record.value("co_mat") == "Không" and not _text(record, "ly_do"):
            yield Fault("absent-without-reason", THANH_VIEN.name, "ly_do", row)
    present = [name for name, record in zip(names, rows, strict=True) if record.value("co_mat") == YES]
    for key in ("chu_tri", "thu_ky"):
        name = one_line(sent.text(key))
        if name and any(names) and name not in names:
            yield Fault("not-a-member", MEETING, key, suggestion=nearest(name, names) or "")
        elif name and name in names and present and name not in present:
            yield Fault("leads-though-absent", MEETING, key)


def enough_are_present(sent: Submission, now: Circumstances) -> Iterable[Fault]:
    """Enough members are present for the quorum in the office workbook; checked once each row says who is present."""
    rows = _rows(sent, THANH_VIEN.name)
    present = sum(record.value("co_mat") == YES for record in rows)
    attendance_filled = sum(record.value("co_mat") is not None for record in rows)
    if (
        now.regulations
        and rows
        and attendance_filled == len(rows)
        and not now.regulations.quorum.holds(present, len(rows))
    ):
        details = {"present": str(present), "members": str(len(rows)), **_source(now.regulations)}
        yield Fault(
            "no-quorum", THANH_VIEN.name, "co_mat", -1, details={**details, "quorum": now.regulations.quorum.text}
        )


def votes_are_within_the_ballots(sent: Submission, now: Circumstances) -> Iterable[Fault]:
    """For each nominee the votes for and against are together at most the valid ballots."""
    valid = _count(sent, "hop_le")
    for row, record in enumerate(_rows(sent, BIEU_QUYET.name)):
        votes = [value for key in ("dong_y", "khong_dong_y") if isinstance(value := record.value(key), int)]
        if valid is not None and sum(votes) > valid:
            details = {"cast": str(sum(votes)), "valid": str(valid)}
            yield Fault("votes-exceed-valid", BIEU_QUYET.name, "dong_y", row, details=details)


def one_is_chosen_with_enough_votes(sent: Submission, now: Circumstances) -> Iterable[Fault]:
    """Exactly one nominee is chosen as điển hình (plan V), and nobody below the threshold is chosen or awarded."""
    rows = _rows(sent, BIEU_QUYET.name)
    chosen = [row for row, record in enumerate(rows) if record.value("duoc_chon") == YES]
    if not chosen and all("duoc_chon" in record and "duoc_chon" not in record.unusable for record in rows):
        yield Fault("nobody-chosen", BIEU_QUYET.name, "duoc_chon", -1)
    for row in chosen[1:]:
        yield Fault("chosen-twice", BIEU_QUYET.name, "duoc_chon", row, details={"other": _text(rows[chosen[0]], "ten")})
    whole = denominator(sent, now.regulations)
    for row, record in enumerate(rows):
        votes = record.value("dong_y")
        if now.regulations is None or not whole or not isinstance(votes, int):
            continue
        if now.regulations.threshold.holds(votes, whole) or votes > whole:
            continue
        details = {
            "votes": f"{votes}/{whole} ({percent(votes, whole)})",
            "threshold": now.regulations.threshold.text,
            **_source(now.regulations),
        }
        if row in chosen:
            yield Fault("chosen-under-threshold", BIEU_QUYET.name, "duoc_chon", row, details=details)
        elif record.value("hinh_thuc") not in (None, NO_AWARD, PRAISE):
            yield Fault("award-under-threshold", BIEU_QUYET.name, "hinh_thuc", row, details=details)


def each_nominee_has_one_row(sent: Submission, now: Circumstances) -> Iterable[Fault]:
    """Nobody is voted on twice. Whether those voted on are still nominees is no fault of this workbook."""
    seen: set[tuple[str, str, str]] = set()
    for row, record in enumerate(_rows(sent, BIEU_QUYET.name)):
        key = (_text(record, "doi_tuong"), _text(record, "ten"), _text(record, "don_vi"))
        if key in seen:
            yield Fault("nominee-twice", BIEU_QUYET.name, "ten", row)
        seen.add(key)


RULES: tuple[Rule, ...] = (
    of_this_quarter,
    held_after_the_window_opened,
    held_after_all_was_sent,
    ends_after_it_starts,
    ballots_add_up,
    each_member_once_absences_explained,
    enough_are_present,
    votes_are_within_the_ballots,
    one_is_chosen_with_enough_votes,
    each_nominee_has_one_row,
)


def denominator(sent: Submission, regulations: Regulations | None) -> int:
    """The number that counts as 100 % of the votes, by the office's regulations; 0 if it is not known yet."""
    if regulations is None:
        return 0
    if regulations.denominator == OF_MEMBERS:
        return len(_rows(sent, THANH_VIEN.name))
    return _count(sent, {OF_ISSUED: "phat_ra", OF_VALID: "hop_le"}[regulations.denominator]) or 0


def _source(regulations: Regulations) -> Mapping[str, str]:
    return {"source": regulations.source}


def _rows(sent: Submission, sheet_name: str) -> Sequence[Record]:
    return sent.tables.get(sheet_name, ())


def _count(sent: Submission, key: str) -> int | None:
    value = sent.main_value(key)
    return value if isinstance(value, int) else None


def _text(record: Record, key: str) -> str:
    return one_line(str(record.value(key) or ""))

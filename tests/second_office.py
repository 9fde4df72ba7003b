"""A second office and its year, made once for all tests of a process: a Sở of Thanh Hóa in 2025, other in everything from the shipped one.

Every person is invented. What the law says for the whole country is taken from the shipped workbook; all else is its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from pipeline.checking.check import check_quarter, open_office
from pipeline.drawing.forms.content import Content
from pipeline.drawing.forms.forms import office_form
from pipeline.drawing.office import shipped_rows
from pipeline.papers.workbooks import council_workbooks
from pipeline.values.dates import Quarter
from pipeline.values.file_names import is_paper
from schemas.co_quan import CHAIR, DEPUTY_CHAIR, MEMBER, NOT_ANY, PAPERS_WITH_RECIPIENTS, PLAN_OF_QUARTER, SECRETARY
from schemas.terms import Terms
from tests.builder import Outcome, YearOutcome, folder, made_year, run, source, templates
from tests.facts import LEGAL_BASES
from tests.renamed import collective, council_filled, nomination

YEAR, NAME = 2025, "so-tu-phap"  # the folder of its golden outlines
BEGUN = {"tu_ngay": "15/01/2025", "den_ngay": "", "xac_nhan": "Có", "nguon": "Kế hoạch 12/KH-STP"}
FACTS = {
    "Cơ quan chủ quản": "UBND TỈNH THANH HÓA", "Cơ quan ban hành": "SỞ TƯ PHÁP", "Tên đầy đủ": "Sở Tư pháp tỉnh Thanh Hóa",
    "Thẩm quyền ban hành": "GIÁM ĐỐC SỞ TƯ PHÁP", "Người đứng đầu": "Giám đốc Sở Tư pháp", "Ký hiệu": "STP", "Địa danh": "Thanh Hóa",
    "Hội đồng": "Hội đồng Thi đua - Khen thưởng Sở Tư pháp", "Thường trực Hội đồng": "Văn phòng Sở", "Viết tắt thường trực": "VP",
    "Nguồn kinh phí": "Quỹ thi đua, khen thưởng của Sở Tư pháp", "Hội đồng cấp trên": "Hội đồng Thi đua - Khen thưởng tỉnh Thanh Hóa",
    "Dấu DỰ THẢO": "Không", "Cách gọi trong câu": "Sở", "Cách gọi lãnh đạo": "Lãnh đạo Sở", "Chức vụ lãnh đạo": "Giám đốc Sở; Phó Giám đốc Sở",
    "Người tặng Bằng khen": "Chủ tịch UBND tỉnh", "Người tặng Bằng khen: gọi đầy đủ": "Chủ tịch Ủy ban nhân dân tỉnh Thanh Hóa", "Trưởng khối thi đua": "Khối trưởng khối thi đua các sở nội chính",
    "Thường trực: cơ quan chủ quản": "SỞ TƯ PHÁP TỈNH THANH HÓA", "Thường trực: cơ quan ban hành": "VĂN PHÒNG", "Thường trực: ký hiệu": "VP",
    "Hội đồng: cơ quan chủ quản": "SỞ TƯ PHÁP TỈNH THANH HÓA", "Hội đồng: cơ quan ban hành": "HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG", "Hội đồng: ký hiệu": "HĐTĐKT",
    "Đơn vị chi tiền thưởng": "Văn phòng Sở",
}  # fmt: skip
AUTHORITY = (
    "Căn cứ Quyết định số 01/2025/QĐ-UBND ngày 10 tháng 01 năm 2025 của Ủy ban nhân dân tỉnh Thanh Hóa "
    "quy định chức năng, nhiệm vụ, quyền hạn và cơ cấu tổ chức của Sở Tư pháp"
)
UNITS = (
    ("VP", "Văn phòng Sở", "Văn phòng", "Chánh Văn phòng"),
    ("VBPL", "Phòng Xây dựng và kiểm tra văn bản", "Phòng Văn bản", "Trưởng phòng"),
    ("PBGD", "Phòng Phổ biến và theo dõi pháp luật", "Phòng Phổ biến", "Trưởng phòng"),
    ("CC1", "Phòng Công chứng số 1", "", "Trưởng phòng"),
    ("TGPL", "Trung tâm Trợ giúp pháp lý nhà nước", "Trung tâm Trợ giúp pháp lý", "Giám đốc Trung tâm"),
)
MANAGERS, STAFF = "Quản lý cấp phòng", "Công chức và viên chức"
CRITERIA = (
    ("A1", "2.1", "Mọi cá nhân\nTập thể", "Hoàn thành xuất sắc nhiệm vụ chuyên môn của ngành tư pháp"),
    ("A2", "2.1", "Mọi cá nhân", "Giữ kỷ luật, kỷ cương hành chính; không trễ hạn hồ sơ của người dân"),
    ("B1", "2.2", f"Lãnh đạo Sở\n{MANAGERS}", "Dám nghĩ, dám làm; giải quyết được việc khó, việc tồn đọng"),
    ("D1", "2.3", STAFF, "Có cách làm được đồng nghiệp học theo"),
    ("E1", "2.4", "Tập thể", "Nội bộ đoàn kết; chuyển đổi số trong mọi khâu công việc"),
)
SIGNATORIES = (
    ("Ký quyết định", "Lê Quang Thí Dụ", "Giám đốc", "", "15/01/2025"),
    ("Ký quyết định", "Trịnh Thị Giả Định", "Phó Giám đốc", "KT. Giám đốc", "01/7/2025"),
    ("Ký danh sách", "Đỗ Văn Minh Họa", "Chánh Văn phòng", "TL. Giám đốc", "15/01/2025"),
)
MEMBERS = (
    ("Trịnh Thị Giả Định", "Phó Giám đốc Sở", CHAIR), ("Đỗ Văn Minh Họa", "Chánh Văn phòng Sở", DEPUTY_CHAIR),
    ("Mai Thị Ví", "Chuyên viên Văn phòng Sở", SECRETARY), ("Hà Văn Thử", "Trưởng phòng Xây dựng và kiểm tra văn bản", MEMBER),
    ("Cao Thị Hư Cấu", "Chủ tịch Công đoàn Sở", MEMBER),
)  # fmt: skip
PLANS = (  # the next year's is issued while the fourth quarter's Council has not yet met
    ("12/KH-STP", "15/01/2025", "Phát hiện, nhân rộng điển hình tiên tiến ngành Tư pháp năm 2025", "10", "18", "15/01/2025", "31/12/2025"),
    ("03/KH-STP", "02/01/2026", "Phát hiện, nhân rộng điển hình tiên tiến ngành Tư pháp năm 2026", "5", "12", "01/01/2026", ""),
)  # fmt: skip
ADDRESSED = ("Tờ trình", "Công văn")  # papers sent to somebody, whose first recipient is «Như trên»
MEETINGS = {1: "25/3/2025", 2: "26/6/2025", 3: "25/9/2025", 4: "06/01/2026"}


def rows() -> Mapping[str, tuple[Mapping[str, str], ...]]:
    """The rows of its office workbook, by sheet."""
    shipped = shipped_rows()
    kept = {row["muc"]: row for row in shipped["Cơ quan"] if row["muc"] not in FACTS}.values()  # the latest of each
    papers: dict[str, tuple[str, ...]] = {
        paper: (("Như trên",) if paper.startswith(ADDRESSED) else ("Các phòng, đơn vị thuộc Sở",)) + ("Lãnh đạo Sở", "Lưu: VT, VP")
        for paper in PAPERS_WITH_RECIPIENTS.values()
    }  # fmt: skip
    papers["Quyết định"] = ("Như Điều 3", "Hội đồng Thi đua - Khen thưởng tỉnh", "Lãnh đạo Sở", "Lưu: VT, VP")
    laws = (
        {
            "thu_tu": order,
            "loai": kind,
            "can_cu": text,
            "tu_ngay": begun,
            "den_ngay": ended,
            "xac_nhan": "Có",
            "nguon": "",
        }
        for order, kind, text, begun, ended, *_ in LEGAL_BASES
        if kind in ("Luật", "Nghị định", "Thông tư") or text == NOT_ANY
    )
    return {
        **shipped,
        "Cơ quan": (*kept, *({"muc": what, "noi_dung": text, **BEGUN} for what, text in FACTS.items())),
        "Đơn vị": tuple(
            {"thu_tu": str(order), "ma": code, "ten": name, "ten_khac": other, "dung_dau": head, **BEGUN}
            for order, (code, name, other, head) in enumerate(UNITS, 1)
        ),
        "Người ký": tuple(
            {"vai_tro": role, "ho_ten": name, "chuc_vu": position, "quyen_han": power, **BEGUN, "tu_ngay": day}
            for role, name, position, power, day in SIGNATORIES
        ),
        "Kế hoạch": tuple(
            {"so": number, "ngay_ban_hanh": day, "co_quan": FACTS["Tên đầy đủ"], "trich_yeu": about, "gui_tu": first, "gui_den": last,
             "can_cu": "", "muc_gui": "4", "muc_doi_tuong": "1", **BEGUN, "tu_ngay": begun, "den_ngay": ended}
            for number, day, about, first, last, begun, ended in PLANS
        ),
        "Tiêu chí": tuple({"ma": code, "muc": clause, "nhom": groups, "noi_dung": text, **BEGUN} for code, clause, groups, text in CRITERIA),
        "Nơi nhận": tuple(
            {"van_ban": paper, "thu_tu": str(order), "noi_nhan": name, **BEGUN}
            for paper, names in papers.items()
            for order, name in enumerate(names, 1)
        ),
        "Căn cứ": (
            *laws,
            {"thu_tu": "1", "loai": "Thẩm quyền", "can_cu": AUTHORITY, **BEGUN},
            {"thu_tu": "5", "loai": "Kế hoạch", "can_cu": PLAN_OF_QUARTER, **BEGUN},
            {"thu_tu": "6", "loai": "Đề nghị", "can_cu": "Theo đề nghị của Chánh Văn phòng Sở", **BEGUN},
        ),
        "Thành viên Hội đồng": tuple(
            {"thu_tu": str(order), "ho_ten": name, "chuc_vu": position, "vai_tro": role, **BEGUN}
            for order, (name, position, role) in enumerate(MEMBERS, 1)
        ),
        "Quy chế Hội đồng": tuple({**row, **BEGUN} for row in shipped["Quy chế Hội đồng"]),
    }  # fmt: skip


@cache
def office() -> bytes:
    """Its office workbook."""
    return office_form(Content(tables=rows()))


@cache
def terms(number: int) -> Terms:
    """Its words in a quarter."""
    quarter = Quarter(YEAR, number)
    return open_office(source("co-quan.xlsx", office()), quarter.last_day).terms(quarter)


@cache
def workbooks(number: int) -> Mapping[str, bytes]:
    """What its units and its Council send in a quarter, but for the results of the meeting."""
    said = terms(number)
    office_head, drafting, teaching, notary, aid = said.units
    staff = {"nhom": STAFF, "chuc_vu": "Chuyên viên"}
    sent = {
        1: {
            "vp.xlsx": nomination(said, office_head, "Lường Văn Mẫu", nhom=MANAGERS, chuc_vu="Phó Chánh Văn phòng Sở"),
            "tgpl.xlsx": nomination(said, aid, "Hoàng Thị Nghiệm", nhom=STAFF, chuc_vu="Trợ giúp viên pháp lý", gioi_tinh="Nữ", danh_xung="Bà"),
        },
        2: {
            "pbgd.xlsx": nomination(said, teaching, "Bùi Văn Thí", **staff),
            "cc1.xlsx": nomination(said, notary, "Vi Thị Hư", **staff, ngay_gui="05/6/2025", gioi_tinh="Nữ", danh_xung="Bà"),
            "vbpl.xlsx": nomination(said, drafting, "Cầm Văn Định", nhom=said.leaders, chuc_vu="Chuyên viên"),
        },
        3: {"vbpl.xlsx": nomination(said, drafting, "Ngân Văn Họa", **staff), "tap-the.xlsx": collective(said, notary)},
        4: {
            "lanh-dao.xlsx": nomination(said, said.leaders, "Phạm Bá Ví Dụ", nhom=said.leaders, gioi_thieu="Hội đồng", chuc_vu="Phó Giám đốc Sở"),
            "tgpl.xlsx": nomination(said, aid, "Quách Văn Cấu", **staff),
        },
    }  # fmt: skip
    return sent[number]


@cache
def all_workbooks(number: int) -> Mapping[str, bytes]:
    """The workbooks of a quarter with the results of the meeting, as the Council filled them in."""
    checked = check_quarter(folder(workbooks(number), Quarter(YEAR, number), office()))
    (drawn,) = council_workbooks(checked)
    return {**workbooks(number), "hoi-dong.xlsx": council_filled(drawn.content, MEETINGS[number])}


@cache
def after_meeting(number: int) -> Outcome:
    """The outcome of a quarter after its Council has met."""
    return run(all_workbooks(number), Quarter(YEAR, number), office())


@cache
def year() -> YearOutcome:
    """The outcome of its year."""
    folders = [folder(all_workbooks(number), Quarter(YEAR, number), office()) for number in MEETINGS]
    return made_year(YEAR, source("co-quan.xlsx", office()), folders, templates())


@cache
def papers() -> Mapping[str, bytes]:
    """Papers of its year by their path below its golden outlines: before a meeting, after it, and of the year."""
    before = run(workbooks(2), Quarter(YEAR, 2), office())
    made = {f"{YEAR}-Q2-chua-hop/{file.path}": file.content for file in before.papers}
    for number in MEETINGS:
        made |= {f"{YEAR}-Q{number}/{file.path}": file.content for file in after_meeting(number).papers}
    return made | {f"{YEAR}/{file.path}": file.content for file in year().files if is_paper(file.path)}

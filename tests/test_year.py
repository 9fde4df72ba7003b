"""The year's papers list each approved nominee once with the quarters, award nobody twice, and name missing quarters."""

import json
from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from pipeline.checking.checked import by_file
from pipeline.checking.year_council import YearCouncil, check_year_council
from pipeline.commands.cli import main
from pipeline.drawing.forms.cells import form_cell
from pipeline.papers.workbooks import returned_files
from pipeline.papers.year_figures import figures
from pipeline.proofs.balance import Unbalanced
from pipeline.reading.folders import read_year
from pipeline.reading.sandbox import Reader
from pipeline.values.dates import Quarter
from pipeline.values.errors import PipelineError
from pipeline.values.file_names import FOLLOW_UP_FILE
from pipeline.values.model import Forgotten, Status
from pipeline.year import make_year
from schemas.gioi_thieu import PRAISE
from schemas.hoi_dong import THANH_VIEN
from schemas.hoi_dong_nam import BIEU_QUYET_NAM, CUOC_HOP_NAM
from tests.builder import (
    ROOT,
    UNIT_NAMES,
    YearOutcome,
    all_text,
    codes,
    edited,
    folder,
    good,
    good_follow_up,
    good_leader,
    good_meeting,
    made_year,
    office_file,
    outline,
    read_back,
    saved,
    source,
    templates,
)
from tests.checking.test_office import office_with
from tests.facts import UNITS
from tests.formed import ill_formed
from tests.programs import browsed
from tests.proofs.test_balance import changed
from tests.samples.made import sample_year, workbooks
from tests.shipped import OFFICE_LEADER, TERMS


def made(*numbers: int) -> YearOutcome:
    folders = [folder(workbooks(n), Quarter(2020, n)) for n in numbers]
    return made_year(2020, office_file(), folders, templates())


YEAR = sample_year()
PAPERS = {file.path: file.content for file in YEAR.files if file.path.endswith(".docx")}


def test_everybody_approved_is_listed_once_with_the_quarters() -> None:
    listed = outline(PAPERS["danh-sach-dien-hinh-nam.docx"])
    assert listed.count("Giàng A Mẫu") == 1
    assert (
        "| Ông Giàng A Mẫu | Chuyên viên chính | Phòng Tổng hợp | Quý\u00a0I, Quý\u00a0III | Quý\u00a0I | Giấy khen (quý\u00a0I); Giấy khen (quý\u00a0III) |"
        in listed
    )
    assert "Cao Văn Hư |" not in listed  # not approved
    assert "Hà Thị Thí Dụ" not in listed  # of a quarter whose Council has not met
    assert "Chưa tính quý IV do Hội đồng chưa họp xét." in listed
    assert "Danh sách có 02\u00a0tập thể và 35\u00a0cá nhân." in listed


def test_people_of_one_unit_are_ordered_by_given_name_in_the_vietnamese_order() -> None:
    names = ["Vũ Văn An", "Trần Văn Ân", "Lê Văn Đạt", "Bùi Thị Ước"]
    folders = []
    for quarter, name in zip((Quarter(2020, n) for n in (1, 2, 3, 4)), reversed(names), strict=True):
        month = quarter.number * 3
        own = good(quy=quarter.title, ngay_gui=f"22/{month}/2020", ho_ten=name)
        met = good_meeting([("Cá nhân", name, UNIT_NAMES[0])], quy=quarter.title, ngay_hop=f"28/{month}/2020")
        folders.append(folder({"a.xlsx": own, "b.xlsx": met}, quarter))
    outcome = made_year(2020, office_file(), folders, templates())
    assert [each.candidate.name for each in outcome.book.exemplars] == names
    listed = outline(next(file.content for file in outcome.files if file.path == "danh-sach-dien-hinh-nam.docx"))
    assert sorted(names, key=listed.index) == names


def test_a_unit_that_no_longer_exists_is_listed_after_the_others_and_not_among_the_leaders() -> None:
    leader, former = good_leader(), good(don_vi=UNIT_NAMES[1])
    people = [
        ("Cá nhân", "Nguyễn Văn Mẫu", OFFICE_LEADER),
        ("Cá nhân", "Lê Văn Thử", UNIT_NAMES[1]),
        ("Cá nhân", "Trần Văn Ví", UNIT_NAMES[2]),
    ]
    files = {
        "a.xlsx": good_meeting(people),
        "b.xlsx": leader,
        "c.xlsx": former,
        "d.xlsx": good(don_vi=UNIT_NAMES[2], ho_ten="Trần Văn Ví"),
    }
    code, _, _ = UNITS[1]
    later = {"thu_tu": "2", "ma": code, "ten": "Phòng Kinh tế tổng hợp", "tu_ngay": "01/7/2020", "xac_nhan": "Có"}
    ended = office_with("Đơn vị", later)
    outcome = made_year(2020, source("co-quan.xlsx", ended), [folder(files)], templates())
    assert [each.candidate.unit for each in outcome.book.exemplars] == [OFFICE_LEADER, UNIT_NAMES[2], UNIT_NAMES[1]]


def test_those_chosen_in_the_quarters_head_the_lists() -> None:
    for path in ("danh-sach-dien-hinh-nam.docx", "danh-sach-khen-thuong-nam.docx"):
        head, _, others = outline(PAPERS[path]).partition("| B. TẬP THỂ KHÁC |")
        first = head.partition("| A. ĐIỂN HÌNH TIÊN TIẾN ĐƯỢC CHỌN TRONG CÁC QUÝ |")[2].strip().splitlines()
        assert [line.split(" | ")[1] for line in first] == [
            "Trung tâm Phục vụ hành chính công tỉnh",
            "Ông Giàng A Mẫu",
            "Ông Vàng A Hư Cấu",
        ]
        assert "| C. CÁ NHÂN KHÁC |" in others
    assert head.count("Biểu dương, tôn vinh |") == 3


def test_without_a_vote_of_the_council_there_is_its_workbook_and_no_decision() -> None:
    assert "quyet-dinh-khen-thuong-nam.docx" not in PAPERS
    assert YEAR.book.to_award == ()
    assert "Chưa đề nghị Giấy khen cuối năm do Hội đồng chưa họp xét" in outline(
        PAPERS["danh-sach-khen-thuong-nam.docx"]
    )
    book = openpyxl.load_workbook(BytesIO(WORKBOOK))
    named = [book["Biểu quyết"].cell(5 + row, 2).value for row in range(4)]
    assert named[:3] == ["Trung tâm Phục vụ hành chính công tỉnh", "Giàng A Mẫu", "Vàng A Hư Cấu"]
    assert "quý III năm 2020" in str(book["Biểu quyết"][form_cell(BIEU_QUYET_NAM, "da_khen", 1)].value)


def followed(*numbers: int, follow_up: bytes | None = None) -> dict[str, bytes]:
    folders = [folder(workbooks(n), Quarter(2020, n), follow_up=follow_up) for n in numbers]
    return {file.path: file.content for file in made_year(2020, office_file(), folders, templates()).files}


def test_each_chosen_one_has_a_row_ready_in_the_follow_up_workbook_and_what_was_typed_stays() -> None:
    handed = followed(1, 2, follow_up=good_follow_up())[FOLLOW_UP_FILE]
    book = openpyxl.load_workbook(BytesIO(handed))
    rows = [[cell.value or "" for cell in row] for row in book["Nhân rộng"].iter_rows(min_row=5, max_row=7)]
    assert [row[0] for row in rows] == ["Quý I năm 2020", "Quý II năm 2020", ""]
    assert (rows[0][2] != "", rows[1][1:]) == (True, ["Vàng A Hư Cấu", "", "", "", ""])
    assert book["Sổ văn bản"]["C5"].value
    assert FOLLOW_UP_FILE not in followed(1, 2, follow_up=handed)


WORKBOOK = next(file.content for file in YEAR.files if file.path == "hoi-dong-nam.xlsx")
NEW_MERIT = "Đã có thành tích xuất sắc trong nhân rộng điển hình tiên tiến năm 2020"


def filled(labels: Mapping[str, str] = {}, rows: Mapping[tuple[str, int], str] = {}) -> bytes:
    """The Council's workbook of the year's end as drawn, filled in: all present and for praise, the second row gets a certificate."""
    values = {
        "ngay_hop": "28/12/2020", "gio_bat_dau": "8h", "gio_ket_thuc": "9h", "dia_diem": "Phòng họp số 2", "chu_tri": "Đặng Văn Minh Họa",
        "thu_ky": "Trần Thị Thí Dụ", "to_kiem_phieu": "Vàng Thị Ví", "phat_ra": "7", "thu_vao": "7", "hop_le": "7", "khong_hop_le": "0", **labels,
    }  # fmt: skip
    votes: dict[tuple[str, int], str] = {}
    for row in range(len(YEAR.book.exemplars)):
        votes |= {("dong_y", row): "7", ("khong_dong_y", row): "0", ("hinh_thuc", row): PRAISE}
    votes |= {("hinh_thuc", 1): "Giấy khen", ("thanh_tich", 1): NEW_MERIT, **rows}
    cells: dict[tuple[str, str], object] = {
        ("Cuộc họp", form_cell(CUOC_HOP_NAM, key)): text for key, text in values.items()
    }
    cells |= {("Thành viên", form_cell(THANH_VIEN, "co_mat", row)): "Có" for row in range(7)}
    cells |= {("Biểu quyết", form_cell(BIEU_QUYET_NAM, key, row)): text for (key, row), text in votes.items()}
    return edited(WORKBOOK, cells)


def voted(*contents: bytes, in_outputs: bytes = b"") -> YearOutcome:
    folders = [folder(workbooks(n), Quarter(2020, n)) for n in (1, 2, 3)]
    council = [source(f"{number}.xlsx", content) for number, content in enumerate(contents)]
    typed = [source("hoi-dong-nam.xlsx", in_outputs)] if in_outputs else []
    return made_year(2020, office_file(), folders, templates(), council=council, in_outputs=typed)


def test_a_vote_of_the_council_gives_the_decision_for_what_was_not_awarded_before() -> None:
    outcome = voted(filled())
    assert outcome.book.findings == ()
    files = {file.path: file.content for file in outcome.files}
    decision = outline(files["quyet-dinh-khen-thuong-nam.docx"])
    assert (
        f"ông Giàng A Mẫu, Chuyên viên chính Phòng Tổng hợp, có thành tích tiêu biểu năm 2020. Lý do khen thưởng: {NEW_MERIT}."
        in decision
    )
    assert "ngày\u00a028 tháng 12 năm 2020 của" in decision
    assert ill_formed(files["quyet-dinh-khen-thuong-nam.docx"]) == ()
    assert "Giấy khen; biểu dương, tôn vinh |" in outline(files["danh-sach-khen-thuong-nam.docx"])
    assert "hoi-dong-nam.xlsx" not in files
    assert {"path": "2020/0.xlsx", "status": "accepted"}.items() <= outcome.manifest["inputs"][-1].items()


@pytest.mark.parametrize(
    ("labels", "rows", "code", "key"),
    [
        ({"nam": "2021"}, {}, "other-year", "nam"),
        ({"ngay_hop": "28/9/2020"}, {}, "implausible-year-meeting", "ngay_hop"),
        ({"to_kiem_phieu": ""}, {}, "missing", "to_kiem_phieu"),
        ({}, {("thanh_tich", 1): ""}, "year-award-without-achievement", "thanh_tich"),
        ({}, {("thanh_tich", 1): "#N/A"}, "spoiled-cell", "thanh_tich"),
        ({}, {("doi_tuong", 1): "Ai đó"}, "unknown-choice", "doi_tuong"),
        ({"chu_tri": "43000"}, {}, "not-a-name", "chu_tri"),
        ({}, {("dong_y", 1): "3"}, "award-under-threshold", "hinh_thuc"),
        ({}, {("dong_y", 1): "-1"}, "too-small", "dong_y"),
        ({"khong_hop_le": "99999"}, {}, "too-large", "khong_hop_le"),
        ({"hop_le": "3"}, {}, "ballots-do-not-add-up", "hop_le"),
        ({}, {("ten", 3): "Nguyễn Văn Không Có"}, "not-of-the-year", "ten"),
        ({}, {("thanh_tich", 1): "awarded"}, "achievement-awarded-before", "thanh_tich"),
        ({}, {("thanh_tich", 1): "awarded", ("da_khen", 1): ""}, "achievement-awarded-before", "thanh_tich"),
    ],
)
def test_a_faulty_vote_of_the_years_end_is_found_at_its_cell_and_is_no_meeting(
    labels: Mapping[str, str], rows: Mapping[tuple[str, int], str], code: str, key: str
) -> None:
    reason = next(each.awarded_for[-1] for each in YEAR.book.exemplars if each.candidate.name == "Giàng A Mẫu")
    council, found = decided(
        filled(labels, {where: reason if text == "awarded" else text for where, text in rows.items()})
    )
    assert (found, council.meeting, council.received[0].status) == ([code], None, Status.RETURNED)
    assert council.findings[0].place.sheet == ("Cuộc họp" if labels else "Biểu quyết")
    assert council.findings[0].field == next(
        column.heading for sheet in (CUOC_HOP_NAM, BIEU_QUYET_NAM) for column in sheet.columns if column.key == key
    )


def test_rows_about_people_of_a_forgotten_quarter_are_one_warning_and_in_no_paper() -> None:
    council = check_year_council(
        2020, office_file(), [source("a.xlsx", filled())], _of_quarters(1, 3), (), [Forgotten(Quarter(2020, 2), {})]
    )
    assert [(each.code, each.severity.value) for each in council.findings] == [("of-a-forgotten-quarter", "warning")]
    assert "Quý II năm 2020" in council.findings[0].message
    assert council.meeting
    unknown = check_year_council(2020, office_file(), [source("a.xlsx", filled())], _of_quarters(1, 3))
    assert {each.code for each in unknown.findings} == {"not-of-the-year"}


DECISION, ACCOUNT = "quyet-dinh-khen-thuong-nam.docx", "bao-cao-ket-qua-nam.docx"


def numbered(title: str) -> bytes:
    return good_follow_up([{"ky": "Năm 2020", "van_ban": title, "so": "300", "ngay_ky": "30/12/2020"}], [])


NUMBERED, REPORTED = numbered("Quyết định khen thưởng cuối năm"), numbered("Báo cáo kết quả thực hiện kế hoạch")
FOR_TWO = filled({}, {("hinh_thuc", 2): "Giấy khen", ("thanh_tich", 2): NEW_MERIT})  # one is of the second quarter only
FOR_ONE, FAULTY = filled(), filled({"to_kiem_phieu": ""})


@pytest.mark.parametrize(
    ("path", "before", "vote", "follow_up", "then"),
    [
        (DECISION, FOR_TWO, FOR_TWO, None, None),
        (DECISION, FOR_TWO, FOR_TWO, None, NUMBERED),
        (DECISION, FOR_TWO, FAULTY, None, None),
        (DECISION, None, FOR_TWO, None, NUMBERED),
        (DECISION, FOR_ONE, FOR_ONE, NUMBERED, NUMBERED),  # names nobody who was forgotten
        (ACCOUNT, WORKBOOK, WORKBOOK, REPORTED, REPORTED),
    ],
)
def test_a_paper_that_would_lose_people_of_a_forgotten_quarter_stays_and_no_signed_decision_is_made_without_them(
    tmp_path: Path, path: str, before: bytes | None, vote: bytes, follow_up: bytes | None, then: bytes | None
) -> None:
    target = tmp_path / "2020"

    def make(council: bytes, follow_up: bytes | None, *numbers: int) -> None:
        folders = [folder(workbooks(n), Quarter(2020, n), follow_up=follow_up) for n in numbers]
        gone = [Forgotten(Quarter(2020, n), {}) for n in {1, 2, 3} - {*numbers}]
        make_year(2020, office_file(), folders, templates(), target, gone, [source("a.xlsx", council)])

    if before:
        make(before, follow_up, 1, 2, 3)
    was = (target / path).read_bytes() if before else b""
    for _ in range(2):
        make(vote, then, 1, 3)
        assert ((target / path).read_bytes() if (target / path).exists() else b"") == was
        kept = "giữ nguyên như đã lập" in (target / "bao-cao.html").read_text(encoding="utf-8")
        assert kept is (before not in (None, FOR_ONE))


def test_a_report_that_got_its_number_after_a_quarter_was_forgotten_is_made_with_it(tmp_path: Path) -> None:
    for follow_up in (None, REPORTED):
        folders = [folder(workbooks(3), Quarter(2020, 3), follow_up=follow_up)]
        make_year(2020, office_file(), folders, templates(), tmp_path / "2020", [Forgotten(Quarter(2020, 2), {})])
    assert "300/BC-VP" in all_text((tmp_path / "2020" / ACCOUNT).read_bytes())


def _of_quarters(*numbers: int) -> Mapping[tuple[str, str, str], tuple[str, ...]]:
    approved = {f"Quý {Quarter(2020, number).roman}" for number in numbers}
    return {each.who: each.awarded_for for each in YEAR.book.exemplars if approved & set(each.quarters.split(", "))}


def decided(*contents: bytes) -> tuple[YearCouncil, list[str]]:
    """What became of some files in the year's folder, and the codes of the findings."""
    files = [source(f"{number}.xlsx", content) for number, content in enumerate(contents)]
    council = check_year_council(
        2020, office_file(), files, {each.who: each.awarded_for for each in YEAR.book.exemplars}
    )
    return council, [found.code for found in council.findings]


def test_workbooks_of_other_folders_and_two_workbooks_are_no_vote_of_the_years_end() -> None:
    for content in (good_meeting(), good(), (ROOT / "templates" / "co-quan.xlsx").read_bytes()):
        council, found = decided(content)
        assert (council.meeting, found) == (None, ["wrong-folder"])
        assert list(returned_files(council.received, by_file(council.findings), TERMS)) == []
        assert decided(filled(), content)[0].meeting
    assert codes(WORKBOOK, Quarter(2020, 4)) == ["wrong-folder"]
    assert decided(filled(), filled({"dia_diem": "Phòng họp số 3"}))[1] == ["second-meeting"] * 2
    assert decided(b"PK")[1] == ["not-a-spreadsheet"]
    book = openpyxl.load_workbook(BytesIO(filled()))
    book["Biểu quyết"].delete_rows(5, len(YEAR.book.exemplars))
    assert decided(saved(book))[1] == ["nobody-voted-on"]
    book = openpyxl.load_workbook(BytesIO(filled()))
    book["Biểu quyết"]["A4"] = book["Biểu quyết"]["B4"] = None
    assert [code for code in decided(saved(book))[1] if code != "stray-text"] == ["missing-heading"] * 2


def test_copies_of_the_years_vote_are_one_file_and_an_unreadable_one_holds_the_decision_back() -> None:
    same, found = decided(filled(), filled())
    assert (found, bool(same.meeting)) == (["identical-copy"], True)
    waits, found = decided(filled(), b"PK")
    assert (found, waits.meeting) == (["not-a-spreadsheet"], None)


def test_what_is_typed_in_the_years_outputs_is_carried_over_and_a_faulty_vote_comes_back_marked() -> None:
    begun = edited(filled({"to_kiem_phieu": ""}), {("Biểu quyết", form_cell(BIEU_QUYET_NAM, "dong_y", 0)): ""})
    for outcome in (voted(in_outputs=begun), voted(begun)):
        book = openpyxl.load_workbook(BytesIO(next(f.content for f in outcome.files if f.path == "hoi-dong-nam.xlsx")))
        assert book["Cuộc họp"][form_cell(CUOC_HOP_NAM, "dia_diem")].value == "Phòng họp số 2"
        assert book["Biểu quyết"][form_cell(BIEU_QUYET_NAM, "thanh_tich", 1)].value == NEW_MERIT
    assert DECISION not in {file.path for file in outcome.files}
    assert outcome.manifest["inputs"][-1]["status"] == "returned"
    (returned,) = (file for file in outcome.files if file.path.startswith("tra-lai/"))
    slip = openpyxl.load_workbook(BytesIO(returned.content))["Phiếu sửa"]
    assert [slip.cell(row, 3).value for row in (4, 5)] == [
        form_cell(CUOC_HOP_NAM, "to_kiem_phieu"),
        form_cell(BIEU_QUYET_NAM, "dong_y", 0),
    ]


def test_a_leader_of_the_office_is_listed_with_only_the_position() -> None:
    assert "| Bà Nguyễn Thị Giả Định | Phó Chánh Văn phòng | Quý\u00a0II |" in outline(
        PAPERS["danh-sach-khen-thuong-nam.docx"]
    )


def test_the_register_says_what_each_unit_did() -> None:
    register = outline(PAPERS["so-theo-doi-don-vi.docx"])
    assert "SỔ THEO DÕI\nViệc gửi hồ sơ của các phòng, ban, đơn vị năm 2020\n" in register
    assert "chưa họp xét" not in register  # Quý IV is counted, though its Council has not met
    assert "| 9 | Phòng Quản trị - Tài vụ | đúng hạn | đúng hạn | đúng hạn | chưa gửi | 03 |" in register
    assert YEAR.book.register["Phòng Tổng hợp"] == ("đúng hạn",) * 4


def test_the_register_shows_late_and_returned_units_and_missing_quarters() -> None:
    late = folder({"a.xlsx": good(ngay_gui="28/3/2020"), "b.xlsx": good(don_vi="Phòng Kinh tế", ho_ten="")})
    outcome = made_year(2020, office_file(), [late], templates())
    assert outcome.book.register["Phòng Tổng hợp"] == ("muộn", "-", "-", "-")
    assert outcome.book.register["Phòng Kinh tế"] == ("trả lại", "-", "-", "-")
    mistyped = folder({"a.xlsx": good(), "b.xlsx": good(don_vi="Phòng Kinh Tê", ho_ten="Lê Văn Ví")})
    again = made_year(2020, office_file(), [mistyped], templates())
    assert again.book.register["Phòng Kinh tế"] == ("trả lại", "-", "-", "-")
    assert outcome.manifest["missing_quarters"] == ["2020-Q2", "2020-Q3", "2020-Q4"]
    papers = {file.path: outline(file.content) for file in outcome.files if file.path.endswith(".docx")}
    assert "Quý chưa có hồ sơ: Quý II; Quý III; Quý IV." in papers["so-theo-doi-don-vi.docx"]
    assert "quyet-dinh-khen-thuong-nam.docx" not in papers


def test_the_figures_add_up() -> None:
    charts = dict(figures(YEAR.book))
    assert [sum(number for _, number in bars) for bars in charts.values()] == [37, 35, 35, 35]
    assert dict(charts["Theo đơn vị"])["Lãnh đạo Văn phòng"] == 1


@pytest.mark.parametrize("path", PAPERS)
def test_a_paper_of_the_year_keeps_the_form(path: str) -> None:
    assert ill_formed(PAPERS[path]) == ()
    assert "Đảng viên" not in all_text(PAPERS[path])


def test_the_same_year_gives_the_same_bytes() -> None:
    assert {file.path: file.content for file in made(1, 2, 3, 4).files} == {
        file.path: file.content for file in YEAR.files
    }


@pytest.mark.parametrize(
    ("path", "old", "new", "message"),
    [
        ("danh-sach", "Má A Mẫu", "Má A", "Má A Mẫu"),
        ("bao-cao-ket-qua-nam", "Ông Giàng A Mẫu", "Ông Giàng A", "Giàng A Mẫu"),
        ("bao-cao-ket-qua-nam", "mười sáu triệu", "mười bảy triệu", "mười bảy triệu"),
    ],
)
def test_a_name_or_sum_lost_from_a_paper_stops_the_year(
    path: str, old: str, new: str, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [f for f in YEAR.files if f.path.endswith(".docx") and f.path.startswith(path)]
    lost = [replace(f, content=changed(f.content, lambda xml: xml.replace(old, new))) for f in files]
    monkeypatch.setattr("pipeline.year.render", lambda *arguments: tuple(read_back(lost)))
    with pytest.raises(Unbalanced, match=message):
        made(1, 2, 3, 4)


def test_the_page_of_the_year_shows_in_a_browser(tmp_path: Path) -> None:
    page = next(file for file in YEAR.files if file.kind == "bao-cao")
    (tmp_path / "bao-cao.html").write_bytes(page.content)
    shown = browsed(tmp_path / "bao-cao.html", tmp_path / "profile", "--dump-dom")
    assert "37" in shown
    assert shown.count("<rect") == 13 + 5 + 2 + 2


def test_the_command_makes_the_year_and_says_what_it_lacks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["year", "2020", "--inputs", str(ROOT / "inputs"), "--outputs", str(tmp_path)]
    assert main(words) == 0
    output = capsys.readouterr().out
    assert "Năm 2020: 4/4 quý có hồ sơ, 37 gương điển hình tiên tiến, 0 đề nghị Giấy khen cuối năm." in output
    assert "chưa có biểu quyết của Hội đồng. Sau khi Hội đồng họp: điền" in output
    assert (
        "Chưa có dòng theo dõi nhân rộng của Giàng A Mẫu, Vàng A Hư Cấu, Trung tâm Phục vụ hành chính công tỉnh:"
        in output
    )
    manifest = json.loads((tmp_path / "2020" / "manifest.json").read_text(encoding="utf-8"))
    assert {document["path"] for document in manifest["documents"]} == {
        *PAPERS,
        "danh-sach-dien-hinh-nam.xlsx",
        "bao-cao.html",
        "hoi-dong-nam.xlsx",
        FOLLOW_UP_FILE,
    }
    assert "Chưa so sánh" not in output
    assert main(words) == 0
    assert "(0 tệp mới hoặc thay đổi)" in capsys.readouterr().out


def test_the_command_says_that_the_year_before_has_to_be_made_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for quarter in ("2020-Q1", "2021-Q1"):
        (tmp_path / "inputs" / quarter).mkdir(parents=True)
        form = good(quy=f"Quý I năm {quarter[:4]}", ngay_gui=f"23/3/{quarter[:4]}")
        (tmp_path / "inputs" / quarter / "a.xlsx").write_bytes(form)
    (tmp_path / "inputs" / "co-quan.xlsx").write_bytes((ROOT / "inputs" / "co-quan.xlsx").read_bytes())
    words = [f"--{name}={tmp_path / name}" for name in ("inputs", "outputs")]
    said = []
    for year in ("2021", "2020", "2021"):
        assert main(["year", year, *words]) == 0
        said.append("Chưa so sánh với năm 2020" in capsys.readouterr().out)
    assert said == [True, False, False]


@pytest.mark.parametrize(("asked", "message"), [("2019", "Năm 2019 chưa có quý nào"), ("năm nay", "không phải là năm")])
def test_a_year_without_quarters_makes_nothing(
    asked: str, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["year", asked, "--inputs", str(ROOT / "inputs"), "--outputs", str(tmp_path)]) == 2
    assert message in capsys.readouterr().err


def test_reading_a_year_without_any_quarter_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PipelineError, match="chưa có quý nào"):
        read_year(tmp_path, 2020, Reader())

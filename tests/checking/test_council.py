"""The Council's workbook is drawn and read back, and the papers after its meeting use the office of the meeting's day."""

import re
import subprocess
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from pipeline.drawing.forms.cells import form_cell
from pipeline.values.dates import Quarter
from pipeline.values.model import CellReference, Status
from schemas.hoi_dong import BIEU_QUYET, CUOC_HOP, HOI_DONG, THANH_VIEN
from tests.builder import (
    OTHER_NAMES,
    UNIT_NAMES,
    all_text,
    document,
    edited,
    examples,
    good,
    good_collective,
    good_content,
    good_leader,
    good_meeting,
    label_place,
    outline,
    run,
    saved,
)
from tests.checking.test_office import DEPUTY, office_with
from tests.formed import ill_formed
from tests.programs import converted, corrected, needed
from tests.samples.made import sample
from tests.shipped import OFFICE_LEADER, council_form, criteria_of, individual_form

AFTER = ("bien-ban-hop-hoi-dong", "to-trinh", "cong-van-gioi-thieu", "giay-khen")
TWO = {"b.xlsx": good(), "c.xlsx": good(don_vi=UNIT_NAMES[1])}


def kinds(files: dict[str, bytes], **more: object) -> set[str]:
    return {file.kind for file in run(files).papers}


def test_before_the_meeting_the_council_gets_its_workbook_and_the_ballot() -> None:
    outcome = run(TWO)
    assert {"phieu-bau", "danh-sach-cong-khai"} <= kinds(TWO)
    assert not kinds(TWO) & set(AFTER)
    book = openpyxl.load_workbook(BytesIO(document(outcome, "hoi-dong.xlsx")))
    names = [book["Biểu quyết"].cell(5 + n, 2).value for n in range(2)]
    assert names == ["Nguyễn Văn Mẫu", "Lê Văn Thử"]
    assert book["Thành viên"]["A5"].value == "Đặng Văn Minh Họa"
    assert "Công nhận" not in outline(document(outcome, "quyet-dinh"))


def test_the_workbook_laid_out_filled_in_and_dropped_back_is_accepted() -> None:
    laid = document(run(TWO), "hoi-dong.xlsx")
    values = examples(CUOC_HOP)
    labels = ("ngay_hop", "gio_bat_dau", "gio_ket_thuc", "dia_diem", "phat_ra", "thu_vao", "hop_le", "khong_hop_le")
    filled: dict[tuple[str, str], object] = {(CUOC_HOP.name, form_cell(CUOC_HOP, key)): values[key] for key in labels}
    filled |= {
        (CUOC_HOP.name, form_cell(CUOC_HOP, "chu_tri")): "Đặng Văn Minh Họa",
        (CUOC_HOP.name, form_cell(CUOC_HOP, "thu_ky")): "Trần Thị Thí Dụ",
        (CUOC_HOP.name, form_cell(CUOC_HOP, "to_kiem_phieu")): "Nguyễn Quang Thử",
        (BIEU_QUYET.name, form_cell(BIEU_QUYET, "duoc_chon", 1)): "Có",
    }
    filled |= {(THANH_VIEN.name, form_cell(THANH_VIEN, "co_mat", row)): "Có" for row in range(7)}
    for row in range(2):
        votes = {"dong_y": "6", "khong_dong_y": "1", "phieu_chon": str(7 * row), "hinh_thuc": "Giấy khen"}
        filled |= {(BIEU_QUYET.name, form_cell(BIEU_QUYET, key, row)): text for key, text in votes.items()}
    outcome = run({**TWO, "kq.xlsx": edited(laid, filled)})
    assert outcome.checked.findings == ()
    assert set(AFTER) <= {file.kind for file in outcome.papers}
    assert "lựa chọn ông Lê Văn Thử" in outline(document(outcome, "bien-ban"))


def test_after_the_meeting_the_decision_holds_those_approved_only() -> None:
    meeting = edited(
        good_meeting(),
        {("Biểu quyết", "E6"): "1", ("Biểu quyết", "F6"): "3", ("Biểu quyết", "J6"): "Không khen thưởng"},
    )
    outcome = run({**TWO, "a.xlsx": meeting})
    assert outcome.checked.findings == ()
    assert "phieu-bau" not in {file.kind for file in outcome.papers}
    decision = outline(document(outcome, "quyet-dinh"))
    assert "Nguyễn Văn Mẫu" in decision
    assert "Lê Văn Thử" not in decision
    assert "trình Hội đồng" not in decision
    assert "Lê Văn Thử" in outline(document(outcome, "bien-ban"))
    assert "Lê Văn Thử" not in outline(document(outcome, "danh-sach-cong-khai"))


def test_the_papers_are_of_the_meetings_day() -> None:
    deputy = {**DEPUTY, "tu_ngay": "03/4/2020"}
    files = {**TWO, "a.xlsx": good_meeting(ngay_hop="06/4/2020")}
    decision = outline(document(run(files, office=office_with("Người ký", deputy)), "quyet-dinh"))
    assert "KT. CHÁNH VĂN PHÒNG" in decision
    assert "tháng 4 năm 2020" in decision


def test_a_meeting_before_nominations_were_sent_is_reported_and_its_papers_are_made() -> None:
    late = {"c.xlsx": good(don_vi=UNIT_NAMES[1], ngay_gui="24/3/2020"), "b.xlsx": good(ngay_gui="25/3/2020")}
    outcome = run({**late, "a.xlsx": good_meeting(ngay_hop="23/3/2020")})
    (warning,) = outcome.checked.findings
    assert (warning.code, warning.place, str(warning.severity)) == (
        "sent-after-meeting",
        CellReference("a.xlsx", "Cuộc họp", form_cell(CUOC_HOP, "ngay_hop")),
        "warning",
    )
    assert "02 biểu mẫu ghi «Ngày gửi» sau ngày đó, đầu tiên là b.xlsx (gửi 25/3/2020)" in warning.message
    assert set(AFTER) <= {file.kind for file in outcome.papers}


@pytest.mark.parametrize("held", ["24/3/2020", "25/3/2020", "hôm qua", "02/3/2020"])
def test_a_meeting_on_the_day_of_the_last_nomination_or_without_a_day_is_not_reported_as_too_early(held: str) -> None:
    checked = run(
        {**TWO, "a.xlsx": good_meeting(ngay_hop=held), "c.xlsx": good(don_vi=UNIT_NAMES[1], ngay_gui="24/3/2020")}
    ).checked
    assert "sent-after-meeting" not in [found.code for found in checked.findings]


def test_a_returned_nomination_is_none_that_the_council_votes_on() -> None:
    wrong = good(don_vi=UNIT_NAMES[2], ngay_gui="30/3/2020", ho_ten="")
    checked = run({**TWO, "a.xlsx": good_meeting(), "d.xlsx": wrong}).checked
    assert "sent-after-meeting" not in [found.code for found in checked.findings]


@pytest.mark.parametrize(
    ("start", "end", "began", "ended"),
    [("8h", "10h15", "08 giờ 00", "10 giờ 15"), ("13g30", "15 giờ 5 phút", "13 giờ 30", "15 giờ 05")],
)
def test_the_minutes_print_times_alike_however_they_were_typed(start: str, end: str, began: str, ended: str) -> None:
    outcome = run({**TWO, "a.xlsx": good_meeting(gio_bat_dau=start, gio_ket_thuc=end)})
    assert outcome.checked.findings == ()
    minutes = outline(document(outcome, "bien-ban"))
    assert f"Thời gian bắt đầu: {began} phút, ngày" in minutes
    assert f"kết thúc vào {ended} phút, ngày" in minutes
    assert (start in minutes, end in minutes) == (False, False)
    assert ill_formed(document(outcome, "bien-ban")) == ()


def test_a_meeting_that_ends_first_is_returned_and_its_papers_are_not_made() -> None:
    outcome = run({**TWO, "a.xlsx": good_meeting(gio_bat_dau="10 giờ", gio_ket_thuc="9h30")})
    (fault,) = outcome.checked.findings
    assert (fault.code, fault.place.cell) == ("ends-before-start", form_cell(CUOC_HOP, "gio_ket_thuc"))
    assert "kết thúc lúc «9h30», không sau giờ bắt đầu 10 giờ 00" in fault.message
    assert not {file.kind for file in outcome.papers} & set(AFTER)


def test_a_meeting_on_a_day_without_signatory_is_returned_at_its_cell() -> None:
    ended = {**DEPUTY, "quyen_han": "", "chuc_vu": "Chánh Văn phòng", "tu_ngay": "01/3/2020", "den_ngay": "02/4/2020"}
    outcome = run({**TWO, "a.xlsx": good_meeting(ngay_hop="06/4/2020")}, office=office_with("Người ký", ended))
    (fault,) = [found for found in outcome.checked.findings if found.place.file == "a.xlsx"]
    assert (fault.code, fault.place.sheet, fault.place.cell) == ("office-not-in-force", "Cuộc họp", "B6")
    assert not {file.kind for file in outcome.papers} & set(AFTER)


def test_two_workbooks_of_the_council_and_two_of_a_collective_are_returned() -> None:
    twice = run({**TWO, "a.xlsx": good_meeting(), "d.xlsx": good_meeting(dia_diem="Phòng họp số 3")}).checked
    assert [found.code for found in twice.findings] == ["second-meeting"] * 2
    waits = run({**TWO, "hoi-dong.xlsx": good_meeting(), "hoi-dong (2).xlsx": b"PK\x03\x04"}).checked
    assert [found.code for found in waits.findings] == ["damaged", "newer-meeting-waits"]
    assert waits.meeting is None
    both = run({"a.xlsx": good_collective(), "b.xlsx": good_collective(so_nguoi="12")}).checked
    assert [found.code for found in both.findings] == ["undecided-version"] * 2


def test_a_collective_is_listed_before_the_individuals_and_gets_a_collectives_money() -> None:
    people = [("Tập thể", UNIT_NAMES[-1], UNIT_NAMES[-1]), ("Cá nhân", "Nguyễn Văn Mẫu", UNIT_NAMES[0])]
    outcome = run({"b.xlsx": good(), "t.xlsx": good_collective(), "a.xlsx": good_meeting(people)})
    assert outcome.checked.findings == ()
    decision = outline(document(outcome, "quyet-dinh"))
    assert "01\u00a0tập thể và 01\u00a0cá nhân" in decision
    assert "mỗi tập thể 900.000 đồng (chín trăm nghìn đồng)" in decision
    assert decision.index("A. TẬP THỂ") < decision.index("B. CÁ NHÂN")
    assert f"lựa chọn tập thể {UNIT_NAMES[-1]}" in outline(document(outcome, "bien-ban"))
    counts = outcome.manifest["counts"]
    assert isinstance(counts, dict)
    assert (counts["nominees"], counts["collectives"]) == (1, 1)


def test_a_collective_does_not_count_as_its_units_nominee() -> None:
    checked = run({"t.xlsx": good_collective()}).checked
    assert UNIT_NAMES[-1] in checked.missing_units
    assert [str(received.status) for received in checked.received] == [str(Status.ACCEPTED)]


def test_a_higher_award_goes_into_the_submission_and_not_into_the_decision() -> None:
    outcome = sample(2)
    assert "Phan Thị Giả Định" not in outline(document(outcome, "quyet-dinh"))
    submission = outline(document(outcome, "to-trinh"))
    assert "tặng Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh Lào Cai cho bà Phan Thị Giả Định" in submission


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_nothing_sensitive_leaves_the_internal_profile(number: int) -> None:
    """A word typed into every sensitive column is in that person's profile, and in no other paper."""
    marks = {"dan_toc": "Xa Phó"}
    quarter = Quarter(2020, 1)
    people = {f"{n}.xlsx": good(don_vi=unit, **marks) for n, unit in enumerate(UNIT_NAMES[:number])}
    made = run(people, quarter)
    for file in made.papers:
        assert ("Xa Phó" in all_text(file.content)) == (file.kind == "trich-ngang")
        assert ("Đảng viên" in all_text(file.content)) == (file.kind == "trich-ngang")


def test_the_sheet_computes_its_totals_in_libreoffice() -> None:
    back = converted({"a.xlsx": good_meeting()}, "xlsx", recalculated=True)["a"]
    book = openpyxl.load_workbook(BytesIO(back), data_only=True)
    shown = {column.key: book["Cuộc họp"][form_cell(CUOC_HOP, column.key)].value for column in CUOC_HOP.columns}
    assert [str(shown[key]) for key in ("thanh_vien", "co_mat", "mau_so")] == ["4", "4", "4"]
    assert shown["kiem_phieu"] == "Khớp"
    assert book["Biểu quyết"][form_cell(BIEU_QUYET, "ty_le")].value == "100%"
    assert run({**TWO, "a.xlsx": back}).checked.findings == ()


def test_reminders_name_what_is_missing_and_what_is_wrong() -> None:
    files = {"a.xlsx": good(), "b.xlsx": good(don_vi=UNIT_NAMES[1], ho_ten="", dan_toc="")}
    outcome = run(files)
    letters = {file.about: outline(file.content) for file in outcome.papers if file.kind == "don-doc"}
    assert set(letters) == set(UNIT_NAMES[1:]) - {"Phòng Tổ chức - Hành chính"}  # which would sign them
    assert "Trang “Trích ngang”, ô B10 (“Họ và tên”): Còn để trống." in letters[UNIT_NAMES[1]]
    assert "chưa nhận được hồ sơ" in letters[UNIT_NAMES[2]]


def test_a_file_whose_unit_resembles_one_that_is_silent_is_no_silence_of_that_unit() -> None:
    unit, typed = "Phòng Kinh tế", "Phòng Kinh Tê"
    files = {"a.xlsx": good(), "b.xlsx": good(don_vi=typed, ho_ten="Lê Văn Ví")}
    outcome = run(files)
    letter = outline(next(file.content for file in outcome.papers if file.about == unit and file.kind == "don-doc"))
    assert "chưa nhận được" not in letter
    assert f"ghi đơn vị là “{typed}”, chưa ghi nhận được là hồ sơ của {unit}. Nếu là hồ sơ của {unit} thì" in letter
    assert f"- Trang “Trích ngang”, ô B6 (“Đơn vị”): Đơn vị “{typed}” không có trong danh sách của Văn phòng." in letter
    assert f"Đề nghị {unit} sửa, gửi lại hồ sơ về" in letter
    assert outcome.checked.returned_units == (unit,)
    assert outcome.manifest["missing_units"] == [name for name in UNIT_NAMES[1:] if name != unit]
    assert f"Đơn vị có hồ sơ trả lại để sửa: {unit}." in outline(document(outcome, "danh-sach-tong-hop"))
    page = document(outcome, "bao-cao.html").decode()
    assert f"{unit} (tệp ghi «{typed}»)" in page
    assert page.count("Chưa gửi</td>") == len(UNIT_NAMES) - 2


def test_a_file_whose_unit_resembles_one_that_has_sent_changes_nothing_for_it() -> None:
    files = {"a.xlsx": good(), "b.xlsx": good(don_vi="Phòng Tổng hợp số 2", ho_ten="Lê Văn Ví"), "c.pdf": b"%PDF-1.4"}
    checked = run(files).checked
    assert checked.resembling == {}
    assert checked.returned_units == ()
    assert checked.missing_units == tuple(UNIT_NAMES[1:])


def test_unconfirmed_laws_and_amounts_are_comments_of_the_draft() -> None:
    quarter = Quarter(2026, 4)
    outcome = run({"a.xlsx": good(quy=quarter.title, ngay_gui="22/12/2026", ngay_sinh="1990")}, quarter)
    decision = document(outcome, "quyet-dinh")
    notes = all_text(decision, "word/comments.xml")
    assert "trang «Căn cứ»" in notes
    assert "Mức tiền chưa xác nhận" in notes
    assert date(2026, 12, 31) == outcome.checked.deciding.day


def test_a_leader_introduced_twice_is_reported_in_both_workbooks() -> None:
    answers = [{"ma": c.code, "dat": "Có", "minh_chung": "Có 01 việc."} for c in criteria_of(OFFICE_LEADER)]
    labels = {
        "nhom": OFFICE_LEADER,
        "don_vi": OFFICE_LEADER,
        "gioi_thieu": "Hội đồng",
        "chuc_vu": "Phó Chánh Văn phòng",
    }
    leader = individual_form(UNIT_NAMES, good_content(labels, answers=answers))
    again = individual_form(UNIT_NAMES, good_content({**labels, "ghi_chu": "Bản khác."}, answers=answers))
    assert [f.code for f in run({"a.xlsx": leader, "b.xlsx": again}).checked.findings] == ["undecided-version"] * 2
    assert run({"a.xlsx": leader}).checked.findings == ()


HEAD = "Hoàng Chí Hiến"  # the signatory in the shipped office workbook


def test_a_head_who_signs_his_own_award_is_reported_at_his_name_and_not_left_out() -> None:
    outcome = run({"a.xlsx": good_leader(ho_ten=HEAD, chuc_vu="Chánh Văn phòng"), "b.xlsx": good()})
    (warning,) = outcome.checked.findings
    assert (warning.code, warning.place, warning.found, str(warning.severity)) == (
        "signs-own-award",
        CellReference("a.xlsx", "Trích ngang", label_place("ho_ten")),
        HEAD,
        "warning",
    )
    assert HEAD in outline(document(outcome, "quyet-dinh"))


@pytest.mark.parametrize(
    ("decided", "office", "codes"),
    [
        ("Giấy khen", None, ["signs-own-award"]),
        ("Biểu dương, nêu gương", None, []),
        (
            "Bằng khen của Chủ tịch UBND tỉnh",
            None,
            ["years-without-achievements"],
        ),  # the example has an award of last year only
        ("Không khen thưởng", None, []),
        ("Giấy khen", office_with("Người ký", DEPUTY), []),
    ],
)
def test_after_the_meeting_it_is_what_was_decided_and_who_signs_then(
    decided: str, office: bytes | None, codes: list[str]
) -> None:
    people = [("Cá nhân", "Nguyễn Văn Mẫu", UNIT_NAMES[0]), ("Cá nhân", HEAD, OFFICE_LEADER)]
    leader = good_leader(ho_ten=HEAD, chuc_vu="Chánh Văn phòng")
    met = edited(good_meeting(people), {("Biểu quyết", form_cell(BIEU_QUYET, "hinh_thuc", 1)): decided})
    checked = run({"b.xlsx": good(), "c.xlsx": leader, "m.xlsx": met}, office=office).checked
    assert checked.meeting is not None
    assert [found.code for found in checked.findings] == codes


@pytest.mark.parametrize(
    ("labels", "reported"),
    [
        ({"ho_ten": "Hoàng Chí Hiền"}, False),
        ({"ho_ten": HEAD, "hinh_thuc": "Biểu dương, nêu gương"}, False),
        ({"ho_ten": HEAD, "ky_luat": "Có"}, False),  # returned, so he is not in the decision
        ({"ho_ten": "hoàng chí hiến"}, True),
    ],
)
def test_another_name_another_form_or_a_returned_workbook_is_no_award_of_ones_own(
    labels: dict[str, str], reported: bool
) -> None:
    checked = run({"a.xlsx": good_leader(**labels)}).checked
    assert ("signs-own-award" in [found.code for found in checked.findings]) == reported


def test_a_returned_meeting_corrected_in_libreoffice_is_accepted() -> None:
    wrong = edited(good_meeting(), {("Biểu quyết", "E6"): "9", ("Thành viên", "E5"): ""})
    back = document(run({**TWO, "a.xlsx": wrong}), "tra-lai/a.xlsx")
    again = corrected({"a": back}, {("Biểu quyết", "E6"): "4", ("Thành viên", "E5"): "Có"})
    outcome = run({**TWO, "khac.xlsx": again["a"]})
    assert outcome.checked.findings == ()
    assert set(AFTER) <= {file.kind for file in outcome.papers}


@pytest.mark.parametrize("suffix", ["xls", "ods"])
def test_a_meeting_saved_in_another_format_is_the_same_meeting(suffix: str) -> None:
    back = converted({"a.xlsx": good_meeting()}, suffix)["a"]
    assert run({**TWO, f"a.{suffix}": back}).checked.findings == ()


def test_who_gets_no_award_has_a_line_of_the_minutes_and_no_other_form() -> None:
    decided = edited(good_meeting(), {("Biểu quyết", "J6"): "Không khen thưởng"})
    outcome = run({**TWO, "a.xlsx": decided})
    minutes = outline(document(outcome, "bien-ban"))
    unawarded = f"ông {OTHER_NAMES[0]}, Chuyên viên {UNIT_NAMES[1]}"
    assert f"\n2. Đề nghị tặng Giấy khen cho 01\u00a0cá nhân.\n3. Không đề nghị khen thưởng: {unawarded}.\n" in minutes
    praised = run({**TWO, "a.xlsx": edited(good_meeting(), {("Biểu quyết", "J6"): "Biểu dương, nêu gương"})})
    minutes = outline(document(praised, "bien-ban"))
    assert f"cá nhân. Biểu dương, nêu gương đối với {unawarded}.\n" in minutes
    assert "Không đề nghị khen thưởng" not in minutes
    assert "Về việc công khai danh sách cá nhân được thống nhất khen thưởng, biểu\u00a0dương" in outline(
        document(praised, "danh-sach-cong-khai")
    )


def test_nobody_awarded_leaves_nothing_to_post() -> None:
    none = edited(good_meeting(), {("Biểu quyết", cell): "Không khen thưởng" for cell in ("J5", "J6")})
    outcome = run({**TWO, "a.xlsx": none})
    assert outcome.checked.meeting is not None
    assert "danh-sach-cong-khai" not in {file.kind for file in outcome.papers}


def test_every_certificate_is_at_the_same_position_of_its_page(tmp_path: Path) -> None:
    """Certificates are printed onto paper with measured margins; pages are divided by breaks, which every viewer knows."""
    collective = good_collective(gioi_thieu="Hội đồng")
    voted = [
        ("Tập thể", UNIT_NAMES[-1], UNIT_NAMES[-1]),
        ("Cá nhân", "Nguyễn Văn Mẫu", UNIT_NAMES[0]),
        ("Cá nhân", OTHER_NAMES[0], UNIT_NAMES[1]),
    ]
    outcome = run({**TWO, "d.xlsx": collective, "a.xlsx": good_meeting(voted)})
    (tmp_path / "a.pdf").write_bytes(converted({"a.docx": document(outcome, "giay-khen")}, "pdf")["a"])
    command = [needed("pdftotext"), "-bbox", str(tmp_path / "a.pdf"), "-"]
    pages = subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout.split("<page ")[1:]
    tops = [re.findall(r'yMin="([\d.]+)"', page)[0] for page in pages]
    assert len(tops) == 3
    assert len(set(tops)) == 1
    parts = zipfile.ZipFile(BytesIO(document(outcome, "giay-khen")))
    assert parts.read("word/document.xml").count(b'<w:br w:type="page"/>') == 2
    assert b"pageBreakBefore" not in parts.read("word/styles.xml")


def test_without_an_award_there_is_no_decision_and_no_certificate() -> None:
    praised = edited(good_meeting(), {("Biểu quyết", cell): "Biểu dương, nêu gương" for cell in ("J5", "J6")})
    outcome = run({**TWO, "a.xlsx": praised})
    assert not {"quyet-dinh-khen-thuong", "giay-khen"} & {file.kind for file in outcome.papers}
    assert "Không đề nghị tặng Giấy khen." in outline(document(outcome, "bien-ban"))


def test_an_unfilled_workbook_of_the_council_is_returned_with_what_is_missing() -> None:
    laid = document(run(TWO), "hoi-dong.xlsx")
    checked = run({**TWO, "a.xlsx": laid}).checked
    assert {found.code for found in checked.findings} == {"missing", "nobody-chosen"}
    assert checked.meeting is None
    assert [found.code for found in run({"a.xlsx": council_form()}).checked.findings][-1] == "nobody-chosen"


@pytest.mark.parametrize(
    ("quarter", "held", "cited", "each"),
    [
        (Quarter(2023, 3), "28/9/2023", "91/2017/NĐ-CP", "540.000"),
        (Quarter(2023, 4), "05/01/2024", "98/2023/NĐ-CP", "540.000"),
        (Quarter(2024, 3), "30/9/2024", "01/2024/TT-BNV", "710.000"),
        (Quarter(2025, 2), "04/7/2025", "152/2025/NĐ-CP", "710.000"),
        (Quarter(2025, 3), "29/9/2025", "15/2025/TT-BNV", "710.000"),
        (Quarter(2026, 3), "05/10/2026", "ngày\u00a023 tháng 4 năm 2026", "760.000"),
    ],
)
def test_a_meeting_of_another_year_takes_that_days_laws_and_amounts(
    quarter: Quarter, held: str, cited: str, each: str
) -> None:
    labels = {"quy": quarter.title, "ngay_gui": f"22/{quarter.number * 3}/{quarter.year}", "ngay_sinh": "1990"}
    people = {"b.xlsx": good(**labels), "c.xlsx": good(don_vi=UNIT_NAMES[1], **labels)}
    outcome = run({**people, "a.xlsx": good_meeting((), quy=quarter.title, ngay_hop=held)}, quarter)
    assert outcome.checked.findings == ()
    decision = outline(document(outcome, "quyet-dinh"))
    assert cited in decision
    assert f"mỗi cá nhân {each} đồng" in decision
    assert ill_formed(document(outcome, "quyet-dinh")) == ()
    assert outcome.checked.meeting is not None
    assert outcome.checked.deciding.day == outcome.checked.meeting.day


def test_a_workbook_of_the_council_that_lists_nobody_is_returned() -> None:
    outcome = run({**TWO, "hoi-dong.xlsx": council_form()})
    assert [r.status for r in outcome.checked.received if r.source.name == "hoi-dong.xlsx"] == [Status.RETURNED]
    assert "Biểu quyết" in openpyxl.load_workbook(BytesIO(document(outcome, "tra-lai/hoi-dong.xlsx"))).sheetnames


def test_whichever_label_or_heading_is_gone_the_quarter_is_checked() -> None:
    """The workbook is returned where it is one that the minutes need."""
    book = openpyxl.load_workbook(BytesIO(good_meeting()))
    gone = 0
    for sheet in HOI_DONG.sheets:
        cells = {
            str(cell.value).removesuffix(" *"): cell.coordinate for row in book[sheet.name].iter_rows() for cell in row
        }
        for column in sheet.columns:
            cell = book[sheet.name][cells[column.heading]]
            heading, cell.value = cell.value, None
            outcome = run({**TWO, "a.xlsx": saved(book)})
            cell.value = heading
            assert outcome.checked.meeting is None or not column.required, column.heading
            gone += outcome.checked.meeting is None
    assert gone > 20

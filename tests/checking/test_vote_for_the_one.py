"""The one chosen as điển hình tiên tiến has most of the votes for it, and the minutes alone show how it was chosen."""

from io import BytesIO

import openpyxl

from pipeline.drawing.forms.cells import form_cell
from pipeline.values.model import Status
from schemas.co_quan import QUY_CHE, TIE
from schemas.hoi_dong import BIEU_QUYET, CUOC_HOP, THANH_VIEN
from tests.builder import OTHER_NAMES, UNIT_NAMES, document, edited, good, good_meeting, outline, run, saved
from tests.checking.test_office import office_with
from tests.samples.made import sample

TWO = {"b.xlsx": good(), "c.xlsx": good(don_vi=UNIT_NAMES[1])}
DECIDED = "Chủ tịch Hội đồng chọn ông Nguyễn Văn Mẫu"
TIED = edited(
    good_meeting(quyet_bang_phieu=f"{DECIDED}."),
    {(BIEU_QUYET.name, form_cell(BIEU_QUYET, "phieu_chon", row)): "2" for row in (0, 1)},
)
SHEET, CELL = CUOC_HOP.name, form_cell(CUOC_HOP, "bang_phieu")


CONFIRMED = {
    "muc": TIE,
    "gia_tri": "Theo ý kiến của Chủ tịch Hội đồng",
    "tu_ngay": "17/02/2020",
    "xac_nhan": "Có",
    "nguon": "Điều 5 Quy chế Hội đồng",
}


def test_a_tie_is_decided_by_the_rule_of_the_office_and_the_minutes_name_rule_source_and_decision() -> None:
    outcome = run({**TWO, "m.xlsx": TIED}, office=office_with(QUY_CHE.name, CONFIRMED, without=TIE))
    assert outcome.checked.findings == ()
    minutes = outline(document(outcome, "bien-ban"))
    first, second = (
        f"ông Nguyễn Văn Mẫu, Chuyên viên {UNIT_NAMES[0]}",
        f"ông {OTHER_NAMES[0]}, Chuyên viên {UNIT_NAMES[1]}",
    )
    assert f"cùng có số phiếu chọn cao nhất (02/04 phiếu hợp lệ) là: {first}; {second}." in minutes
    assert f"Quy tắc khi bằng phiếu: theo ý kiến của Chủ tịch Hội đồng (Điều 5 Quy chế Hội đồng). {DECIDED}." in minutes
    assert "02/04 phiếu chọn, được chọn theo quy tắc khi bằng phiếu" in outline(document(outcome, "to-trinh"))
    unconfirmed = outline(document(run({**TWO, "m.xlsx": TIED}), "bien-ban"))
    assert f"theo ý kiến của Chủ tịch Hội đồng. {DECIDED}." in unconfirmed


def test_a_tie_in_an_office_without_a_rule_is_an_error_that_names_the_row_to_add() -> None:
    without = office_with(QUY_CHE.name, without=TIE)
    checked = run({**TWO, "m.xlsx": TIED}, office=without).checked
    (fault,) = checked.findings
    assert (fault.code, fault.place.sheet, fault.place.cell) == ("tie-without-rule", SHEET, CELL)
    assert "«Cách chọn khi bằng phiếu» vào trang «Quy chế Hội đồng»" in fault.message
    assert checked.meeting is None
    assert run({**TWO, "m.xlsx": good_meeting()}, office=without).checked.findings == ()


def test_the_minutes_print_every_choice_and_their_sum_is_the_number_of_valid_ballots() -> None:
    minutes = outline(document(sample(1), "bien-ban"))
    rows = [
        line.strip("| ").split(" | ") for line in minutes.splitlines() if line.startswith("| ") and line[2].isdigit()
    ]
    choices = {row[1]: int(row[6]) for row in rows}
    assert (sum(choices.values()), max(choices, key=choices.__getitem__)) == (6, "Ông Giàng A Mẫu")
    assert "Tổ kiểm phiếu: ông Nguyễn Quang Thử (Tổ trưởng), bà Vàng Thị Ví." in minutes
    assert (
        "ông Giàng A Mẫu, Chuyên viên chính Phòng Tổng hợp, có số phiếu chọn cao nhất, 04/06 phiếu hợp lệ." in minutes
    )
    assert "(04/06 phiếu chọn; 06 phiếu đồng ý khen thưởng, đạt 85,7%)" in minutes
    assert "(04/06 phiếu chọn, cao nhất)" in outline(document(sample(1), "to-trinh"))


def test_absent_members_are_named_as_within_a_sentence() -> None:
    assert "Vắng mặt 01 thành viên: ông Hoàng Văn Hư Cấu (đi công tác theo kế hoạch)." in outline(
        document(sample(1), "bien-ban")
    )


def test_a_workbook_of_the_older_form_is_returned_with_what_it_lacks() -> None:
    book = openpyxl.load_workbook(BytesIO(good_meeting()))
    votes, members, meeting = book[BIEU_QUYET.name], book[THANH_VIEN.name], book[CUOC_HOP.name]
    votes.delete_cols(8)
    members.delete_cols(2)
    for key in ("bang_phieu", "quyet_bang_phieu", "to_kiem_phieu"):
        meeting.delete_rows(int(form_cell(CUOC_HOP, key)[1:]))
    outcome = run({**TWO, "m.xlsx": saved(book)})
    assert [(f.code, f.place.sheet) for f in outcome.checked.findings] == [
        ("missing-heading", SHEET),
        ("missing-heading", BIEU_QUYET.name),
    ]
    assert [
        "«Tổ kiểm phiếu»" in f.message or "«Phiếu chọn điển hình»" in f.message for f in outcome.checked.findings
    ] == [True, True]
    assert [r.status for r in outcome.checked.received if r.source.name == "m.xlsx"] == [Status.RETURNED]

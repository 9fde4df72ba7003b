"""What the Council decided stays: late, withdrawn, renamed and changed nominations are told, and its papers are made."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from pipeline.checking.check import check_quarter
from pipeline.papers.reminders import reminders
from pipeline.values.dates import Quarter
from tests.builder import (
    OTHER_NAMES,
    Q1,
    UNIT_NAMES,
    Outcome,
    edited,
    folder,
    good,
    good_collective,
    good_leader,
    good_meeting,
    made,
    outline,
    run,
    source,
)

ONE, OTHER = good(), good(don_vi=UNIT_NAMES[1])
MET = {"a.xlsx": ONE, "b.xlsx": OTHER, "m.xlsx": good_meeting()}
LATE = good(don_vi=UNIT_NAMES[2], ngay_gui="02/4/2020")
CHOSEN, SECOND, LATER = "Nguyễn Văn Mẫu", OTHER_NAMES[0], OTHER_NAMES[1]
OF_THE_DECISION = ("quyet-dinh-khen-thuong", "giay-khen", "danh-sach-cong-khai")


def texts(outcome: Outcome) -> Mapping[str, str]:
    return {file.kind: outline(file.content) for file in outcome.papers if "/" not in file.path}


def codes(outcome: Outcome) -> list[tuple[str, str]]:
    return [(each.place.file, each.code) for each in outcome.checked.findings]


def test_a_late_workbook_leaves_the_papers_of_the_meeting_as_they_are_and_is_listed_as_late() -> None:
    before, after = texts(run(MET)), texts(outcome := run({**MET, "c.xlsx": LATE}))
    assert codes(outcome) == [("c.xlsx", "late-nominee")]
    assert f"Nộp sau cuộc họp, chưa xét: ông {LATER} ({UNIT_NAMES[2]})." in after["danh-sach-tong-hop"]
    for kind in ("bien-ban-hop-hoi-dong", "to-trinh", "cong-van-gioi-thieu", *OF_THE_DECISION):
        assert after[kind] == before[kind], kind
    assert [file.about for file in outcome.papers if file.kind == "trich-ngang"][2].startswith(LATER)
    assert "tra-lai" not in {file.kind for file in outcome.files}


def test_somebody_withdrawn_is_struck_from_the_decision_but_not_from_the_minutes_and_the_submission_says_so() -> None:
    outcome = run({name: content for name, content in MET.items() if name != "b.xlsx"})
    made = texts(outcome)
    assert codes(outcome) == [("m.xlsx", "withdrawn-after-vote")]
    for kind in OF_THE_DECISION:
        assert SECOND not in made[kind], kind
    assert (
        f"| 2 | Ông (bà) {SECOND} | {UNIT_NAMES[1]} | 04 | 00 | 100% | 00 | Giấy khen |"
        in made["bien-ban-hop-hoi-dong"]
    )
    assert "2. Đề nghị tặng Giấy khen cho 02\u00a0cá nhân." in made["bien-ban-hop-hoi-dong"]
    assert "đến ngày họp xét, 02/12 phòng, ban, đơn vị gửi hồ sơ hợp lệ" in made["to-trinh"]
    changed = f"Sau cuộc họp có thay đổi: ông (bà) {SECOND}, {UNIT_NAMES[1]}, đã rút hồ sơ. Dự thảo Quyết định"
    assert changed in made["to-trinh"]
    assert "Tặng Giấy khen cho 01\u00a0cá nhân" in made["to-trinh"]
    listed = made["danh-sach-tong-hop"]
    assert "Danh sách có 01\u00a0cá nhân.\nĐến ngày họp xét có 02/12 phòng, ban, đơn vị gửi hồ sơ hợp lệ; " in listed
    assert f"; sau cuộc họp không còn trong danh sách: ông (bà) {SECOND}, {UNIT_NAMES[1]}, đã rút hồ sơ.\n" in listed
    assert UNIT_NAMES[1] not in listed.partition("Đơn vị chưa gửi: ")[2]
    assert outcome.checked.withdrawn_units == (UNIT_NAMES[1],)


def test_without_the_chosen_one_letter_and_recognition_wait_for_a_new_vote() -> None:
    gone = {name: content for name, content in MET.items() if name != "a.xlsx"}
    outcome = run(gone)
    made = texts(outcome)
    (told,) = outcome.checked.findings
    assert told.code == "chosen-absent"
    assert "công văn giới thiệu, thông báo nhân rộng và việc công nhận chờ Hội đồng biểu quyết lại" in told.message
    assert "cong-van-gioi-thieu" not in made
    assert (
        "- Giao Hội đồng biểu quyết lại, chọn điển hình tiên tiến quý I năm 2020 để công nhận, nhân rộng"
        in made["to-trinh"]
    )
    assert f", vì ông (bà) {CHOSEN}, {UNIT_NAMES[0]}, đã rút hồ sơ." in made["to-trinh"]
    assert "Công nhận" not in made["to-trinh"]
    assert f"Hội đồng lựa chọn ông (bà) {CHOSEN}, {UNIT_NAMES[0]}, là điển hình" in made["bien-ban-hop-hoi-dong"]
    again = edited(
        MET["m.xlsx"],
        {
            ("Biểu quyết", "H5"): "0",
            ("Biểu quyết", "I5"): "",
            ("Biểu quyết", "H6"): "4",
            ("Biểu quyết", "I6"): "Có",
        },
    )
    assert "cong-van-gioi-thieu" in texts(run({**gone, "m.xlsx": again}))


def test_a_workbook_that_has_to_be_corrected_is_no_withdrawal_and_has_one_finding() -> None:
    outcome = run({**MET, "b.xlsx": good(don_vi=UNIT_NAMES[1], chuc_vu="")})
    assert codes(outcome) == [("b.xlsx", "missing")]
    made = texts(outcome)
    assert SECOND not in made["quyet-dinh-khen-thuong"]
    assert f": ông {SECOND}, {UNIT_NAMES[1]}, có hồ sơ đang chờ đơn vị sửa." in made["to-trinh"]


def test_somebody_who_has_gone_is_addressed_as_workbooks_that_are_there_or_were_say() -> None:
    met = {"a.xlsx": good(quy="Quý II năm 2020"), "m.xlsx": good_meeting(quy="Quý II năm 2020", ngay_hop="28/6/2020")}
    for earlier, title in (((), "Ông (bà)"), (((Q1, [source("b.xlsx", OTHER)]),), "Ông")):
        then = replace(folder(met, Quarter(2020, 2)), earlier=earlier)
        assert f"| {title} {SECOND} |" in texts(made(check_quarter(then)))["bien-ban-hop-hoi-dong"]


def test_a_corrected_name_is_taken_over_once_it_is_confirmed_and_the_minutes_keep_the_old_one() -> None:
    corrected = "Lê Văn Thứ"
    files = {**MET, "b.xlsx": good(don_vi=UNIT_NAMES[1], ho_ten=corrected)}
    outcome = run(files)
    assert codes(outcome) == [("m.xlsx", "name-changed-after-vote")]
    assert all(corrected not in outline(file.content) for file in outcome.papers)
    confirmed = run({**files, "m.xlsx": edited(MET["m.xlsx"], {("Biểu quyết", "L6"): corrected})})
    assert codes(confirmed) == []
    made = dict(texts(confirmed))
    assert SECOND in (minutes := made.pop("bien-ban-hop-hoi-dong"))
    assert corrected not in minutes
    assert not [kind for kind, text in made.items() if SECOND in text]
    assert all(corrected in made[kind] for kind in ("danh-sach-tong-hop", *OF_THE_DECISION))


def test_another_form_of_award_after_the_vote_changes_no_paper_of_the_meeting() -> None:
    outcome = run({**MET, "b.xlsx": good(don_vi=UNIT_NAMES[1], hinh_thuc="Biểu dương, nêu gương")})
    assert codes(outcome) == [("b.xlsx", "form-changed-after-vote")]
    before, after = texts(run(MET)), texts(outcome)
    assert {kind for kind in before if before[kind] != after[kind]} == {"danh-sach-tong-hop"}


def test_withdrawn_leaders_and_collectives_stand_in_the_minutes() -> None:
    people = [
        ("Tập thể", UNIT_NAMES[-1], UNIT_NAMES[-1]),
        ("Cá nhân", CHOSEN, "Lãnh đạo Văn phòng"),
        ("Cá nhân", SECOND, UNIT_NAMES[1]),
    ]
    everybody = {"l.xlsx": good_leader(), "t.xlsx": good_collective(), "b.xlsx": OTHER, "m.xlsx": good_meeting(people)}
    assert codes(run(everybody)) == []
    outcome = run({"b.xlsx": OTHER, "m.xlsx": everybody["m.xlsx"]})
    assert codes(outcome) == [("m.xlsx", "chosen-absent"), ("m.xlsx", "withdrawn-after-vote")]
    minutes = texts(outcome)["bien-ban-hop-hoi-dong"]
    assert f"| 1 | {UNIT_NAMES[-1]} |" in minutes
    assert f"| 1 | Ông (bà) {CHOSEN} | Lãnh đạo Văn phòng |" in minutes


@pytest.mark.parametrize("late", [{}, {"c.xlsx": good(don_vi=UNIT_NAMES[2], chuc_vu="")}])
def test_there_are_no_reminders_after_the_meeting(late: dict[str, bytes]) -> None:
    assert list(reminders(run({**MET, **late}).checked)) == []


def test_the_standing_body_is_not_reminded_by_its_own_letter() -> None:
    assert "Phòng Tổ chức - Hành chính" not in {each["don_vi"] for each in reminders(run({"a.xlsx": ONE}).checked)}

"""Files that a unit sent again: the newest counts, copies are one file, and nothing old is used while something newer waits."""

from collections.abc import Mapping, Sequence

import pytest

from pipeline.checking.check import check_quarter
from pipeline.checking.checked import Checked
from pipeline.papers.reminders import reminders
from pipeline.values.model import Status
from tests.builder import (
    OTHER_NAMES,
    UNIT_NAMES,
    document,
    edited,
    folder,
    good,
    good_leader,
    good_meeting,
    outline,
    run,
)

UNIT = UNIT_NAMES[0]
ONE, OTHER = good(), good(don_vi=UNIT_NAMES[1])
NEWER = good(ngay_gui="24/3/2020", chuc_vu="Chuyên viên cao cấp")
SAME_DAY = good(chuc_vu="Chuyên viên cao cấp", dan_toc="Tày")
SOMEBODY_ELSE = good(ho_ten="Lê Thị Thử", danh_xung="Bà", gioi_tinh="Nữ", ngay_gui="25/3/2020")


def checked(files: Mapping[str, bytes]) -> Checked:
    return check_quarter(folder(files))


def statuses(files: Mapping[str, bytes]) -> dict[str, str]:
    return {each.source.name: str(each.status) for each in checked(files).received}


def codes(files: Mapping[str, bytes]) -> list[tuple[str, str]]:
    return [(each.place.file, each.code) for each in checked(files).findings]


def test_identical_copies_are_one_file_whatever_they_are() -> None:
    broken = ONE[:4000]
    assert statuses({"a.xlsx": ONE, "a (2).xlsx": ONE, "x.xlsx": broken, "x - Copy.xlsx": broken}) == {
        "a (2).xlsx": "superseded",
        "a.xlsx": "accepted",
        "x - Copy.xlsx": "superseded",
        "x.xlsx": "unreadable",
    }
    assert codes({"a.xlsx": ONE, "a (2).xlsx": ONE}) == [("a (2).xlsx", "identical-copy")]
    assert "giống hệt tệp a.xlsx" in checked({"a.xlsx": ONE, "b.xlsx": ONE}).findings[0].message
    assert statuses({"a.xlsx": b"", "b.xlsx": b""}) == {"a.xlsx": "unreadable", "b.xlsx": "unreadable"}


def test_a_copy_saved_again_is_one_file_too_also_of_the_council() -> None:
    resaved = edited(ONE, {})
    assert resaved != ONE
    assert codes({"a.xlsx": ONE, "b.xlsx": resaved}) == [("b.xlsx", "identical-copy")]
    met = {"a.xlsx": ONE, "b.xlsx": OTHER, "m.xlsx": good_meeting(), "m2.xlsx": edited(good_meeting(), {})}
    assert codes(met) == [("m2.xlsx", "identical-copy")]
    assert checked(met).meeting is not None


def test_the_newest_is_in_the_papers_and_the_older_is_neither_there_nor_returned() -> None:
    outcome = run({"z.xlsx": ONE, "a.xlsx": NEWER, "b.xlsx": OTHER})
    assert statuses({"z.xlsx": ONE, "a.xlsx": NEWER}) == {"a.xlsx": "accepted", "z.xlsx": "superseded"}
    assert "Chuyên viên cao cấp" in outline(document(outcome, "danh-sach-tong-hop"))
    assert not [file.path for file in outcome.files if file.path.startswith("tra-lai/")]
    assert outcome.manifest["counts"]["superseded"] == 1
    assert [row["status"] for row in outcome.manifest["inputs"]] == ["accepted", "accepted", "superseded"]
    page = document(outcome, "bao-cao.html").decode()
    assert "3 tệp = 2 hợp lệ + 0 trả lại + 0 không đọc được + 1 đã có bản khác thay" in page
    (told,) = outcome.checked.findings
    assert "Bản gửi 23/3/2020 đã có bản mới hơn thay: tệp a.xlsx, gửi 24/3/2020." in told.message


def test_faults_of_a_superseded_file_need_no_correction_and_are_not_reported() -> None:
    assert codes({"a.xlsx": good(chuc_vu="", ho_ten=""), "b.xlsx": NEWER}) == [("a.xlsx", "superseded")]


def test_of_three_the_oldest_is_superseded_though_the_two_newest_are_undecided() -> None:
    files = {"a.xlsx": good(ngay_gui="21/3/2020"), "b.xlsx": ONE, "c.xlsx": SAME_DAY}
    assert codes(files) == [("a.xlsx", "superseded"), ("b.xlsx", "undecided-version"), ("c.xlsx", "undecided-version")]
    assert checked(files).accepted == ()
    assert checked(files).returned_units == (UNIT,)


def test_what_differs_is_named_cell_by_cell_but_not_what_is_sensitive() -> None:
    first, second = (each.message for each in checked({"a.xlsx": ONE, "b.xlsx": SAME_DAY}).findings)
    assert "ô B15 («Chức vụ»): «Chuyên viên» ở bản này, «Chuyên viên cao cấp» ở bản kia" in first
    assert "ô B15 («Chức vụ»): «Chuyên viên cao cấp» ở bản này, «Chuyên viên» ở bản kia" in second
    assert "ô B13 («Dân tộc»)" in first
    assert "Tày" not in first + second
    assert "(b.xlsx)" in first


def test_two_persons_of_one_unit_are_named_side_by_side_in_both_findings() -> None:
    found = checked({"a.xlsx": ONE, "b.xlsx": SOMEBODY_ELSE, "c.xlsx": NEWER}).findings
    assert [(each.place.file, each.code) for each in found] == [
        ("a.xlsx", "superseded"),
        ("b.xlsx", "second-nominee"),
        ("c.xlsx", "second-nominee"),
    ]
    assert all(
        "Nguyễn Văn Mẫu (c.xlsx)" in each.message and "Lê Thị Thử (b.xlsx)" in each.message for each in found[1:]
    )


def test_of_two_persons_in_two_versions_only_the_person_is_asked() -> None:
    files = {"a.xlsx": ONE, "b.xlsx": SAME_DAY, "c.xlsx": SOMEBODY_ELSE}
    assert codes(files) == [(name, "second-nominee") for name in files]


@pytest.mark.parametrize(
    ("name", "born", "code"),
    [
        ("Nguyễn Văn Mẫu", "1986", "superseded"),  # the year was corrected
        ("Nguyễn Văn Mậu", "15/3/1985", "superseded"),  # the spelling was corrected
        ("Nguyễn Văn Mậu", "1990", "second-nominee"),  # both differ: another person
    ],
)
def test_the_same_person_is_known_by_the_name_or_by_its_letters_and_the_year(name: str, born: str, code: str) -> None:
    assert codes({"a.xlsx": ONE, "b.xlsx": good(ho_ten=name, ngay_sinh=born, ngay_gui="24/3/2020")})[0][1] == code


@pytest.mark.parametrize(
    "waiting",
    [
        {"phong-tong-hop-sua.xlsx": ONE[:4000]},
        {"Nguyễn Văn Mẫu.xlsx": b"\xd0\xcf\x11\xe0"},
        {"a (2).xlsx": ONE[:4000]},
        {"Phòng Tổng hợp.xlsx": b""},
        {"moi.xlsx": good(ho_ten="", ngay_gui="25/3/2020")},
    ],
    ids=lambda files: next(iter(files)),
)
def test_old_data_waits_for_a_newer_file_that_cannot_be_taken(waiting: Mapping[str, bytes]) -> None:
    state = checked({"a.xlsx": ONE, "b.xlsx": OTHER, **waiting})
    assert [sent.file for sent in state.accepted] == ["b.xlsx"]
    assert UNIT in state.returned_units
    assert UNIT not in state.missing_units
    (held,) = (each.code for each in state.findings if each.place.file == "a.xlsx")
    assert held == ("superseded" if "moi.xlsx" in waiting else "newer-waits")


@pytest.mark.parametrize("name", ["khac.xlsx", "phong-tong-hop.pdf", "phong.xlsx", "tap-the-phong-tong-hop.xlsx"])
def test_a_file_of_which_nobody_can_say_whose_it_is_holds_nothing_back(name: str) -> None:
    assert [sent.file for sent in checked({"a.xlsx": ONE, name: ONE[:4000]}).accepted] == ["a.xlsx"]


def test_an_unreadable_file_of_a_silent_unit_is_no_silence_of_it() -> None:
    state = checked({"a.xlsx": ONE, "Phòng Kinh tế.xlsx": OTHER[:4000]})
    assert "Phòng Kinh tế" not in state.missing_units
    (letter,) = (each for each in reminders(state) if each["don_vi"] == "Phòng Kinh tế")
    assert not letter["chua_gui"]
    assert letter["ghi_don_vi"] == ""
    page = document(run({"a.xlsx": ONE, "Phòng Kinh tế.xlsx": OTHER[:4000]}), "bao-cao.html").decode()
    assert "Phòng Kinh tế (theo tên hoặc nội dung tệp)" in page


def test_a_workbook_of_another_quarter_replaces_nothing_unless_it_may_be_the_newest() -> None:
    before = good(quy="Quý IV năm 2019", ngay_gui="23/12/2019", chuc_vu="Chuyên viên cao cấp")
    assert [sent.file for sent in checked({"a.xlsx": ONE, "x.xlsx": before}).accepted] == ["a.xlsx"]
    assert statuses({"a.xlsx": ONE, "x.xlsx": before})["x.xlsx"] == "returned"
    mistyped = good(quy="Quý II năm 2020", ngay_gui="24/3/2020")
    assert statuses({"a.xlsx": ONE, "x.xlsx": mistyped}) == {"a.xlsx": "superseded", "x.xlsx": "returned"}


def test_leaders_whom_the_council_introduces_are_several_and_each_is_sent_once() -> None:
    two = {"a.xlsx": good_leader(), "b.xlsx": good_leader(ho_ten="Lê Văn Thử")}
    assert codes(two) == []
    assert codes({**two, "c.xlsx": good_leader(ngay_gui="24/3/2020")}) == [("a.xlsx", "superseded")]


def test_a_badly_named_unit_is_one_fault_and_the_undecided_version_another() -> None:
    misspelt = good(don_vi="Phòng Tổng hơp", chuc_vu="Chuyên viên cao cấp")
    assert codes({"a.xlsx": ONE, "b.xlsx": misspelt}) == [
        ("a.xlsx", "undecided-version"),
        ("b.xlsx", "undecided-version"),
        ("b.xlsx", "unknown-unit"),
    ]


def _letters(files: Mapping[str, bytes]) -> Sequence[str]:
    return [line for each in reminders(checked(files)) for line in each["phai_sua"]]


def test_letters_and_returned_workbooks_name_no_file_of_the_officers_folder() -> None:
    for files in (
        {"a.xlsx": ONE, "b.xlsx": SAME_DAY},
        {"a.xlsx": ONE, "b.xlsx": SOMEBODY_ELSE},
        {"a.xlsx": ONE, "b.xlsx": good(don_vi=UNIT_NAMES[1], ho_ten="Nguyễn Văn Mẫu")},
        {"a.xlsx": ONE, "Phòng Tổng hợp.xlsx": ONE[:4000]},
    ):
        lines = _letters(files)
        assert lines
        assert not [line for line in lines if ".xlsx" in line]
        assert all(
            ".xlsx" not in each.to_sender.partition(": ")[2] for each in checked(files).findings if each.sender_message
        )
    assert "Nguyễn Văn Mẫu; Lê Thị Thử" in "".join(_letters({"a.xlsx": ONE, "b.xlsx": SOMEBODY_ELSE}))


def test_nobody_is_in_two_states_and_the_names_of_superseded_versions_are_in_no_paper() -> None:
    renamed = good(don_vi=UNIT_NAMES[1], ho_ten="Lê Văn Thứ", ngay_gui="24/3/2020")
    outcome = run({"a.xlsx": ONE, "b.xlsx": OTHER, "c.xlsx": renamed})
    assert [each.status for each in outcome.checked.received] == [Status.ACCEPTED, Status.SUPERSEDED, Status.ACCEPTED]
    for file in outcome.papers:
        assert OTHER_NAMES[0] not in outline(file.content), file.path


def test_a_workbook_without_the_label_of_the_day_may_be_the_newer_one() -> None:
    files = {"a.xlsx": ONE, "b.xlsx": edited(good(chuc_vu="Chuyên viên cao cấp"), {("Trích ngang", "A7"): None})}
    assert [each for each in codes(files) if each[1] == "undecided-version"] == [
        ("a.xlsx", "undecided-version"),
        ("b.xlsx", "undecided-version"),
    ]

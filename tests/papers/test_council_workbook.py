"""The Council's workbook made anew carries over what was typed, wherever it was typed, and marks what is new."""

import shutil
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import openpyxl

from pipeline.checking.check import check_quarter
from tests.builder import (
    OTHER_NAMES,
    UNIT_NAMES,
    Outcome,
    document,
    edited,
    folder,
    good,
    good_meeting,
    made,
    run,
    source,
)
from tests.commands.places import call, made_once, made_place

__all__ = ["made_once", "made_place"]

TWO = {"a.xlsx": good(), "b.xlsx": good(don_vi=UNIT_NAMES[1])}
LATE = good(don_vi=UNIT_NAMES[2])
BEGUN = edited(good_meeting(), {("Cuộc họp", "B10"): "", ("Biểu quyết", "K6"): "Đề nghị nhân rộng."})


def rows(outcome: Outcome) -> list[list[object]]:
    sheet = openpyxl.load_workbook(BytesIO(document(outcome, "hoi-dong.xlsx")))["Biểu quyết"]
    return [[sheet.cell(row, column).value for column in (2, 5, 10, 11)] for row in (5, 6, 7)]


def marked(outcome: Outcome) -> list[str]:
    sheet = openpyxl.load_workbook(BytesIO(document(outcome, "hoi-dong.xlsx")))["Biểu quyết"]
    return [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.comment]


CARRIED = [
    ["Nguyễn Văn Mẫu", "4", "Giấy khen", ""],
    [OTHER_NAMES[0], "4", "Giấy khen", "Đề nghị nhân rộng."],
    [OTHER_NAMES[1], "", "", ""],
]


def test_votes_typed_into_the_copy_in_the_inputs_are_carried_over_and_the_new_one_is_marked() -> None:
    outcome = run({**TWO, "c.xlsx": LATE, "m.xlsx": BEGUN})
    assert outcome.checked.meeting is None
    assert rows(outcome) == CARRIED
    assert marked(outcome) == ["B7"]
    book = openpyxl.load_workbook(BytesIO(document(outcome, "hoi-dong.xlsx")))
    assert book["Cuộc họp"]["B6"].value == "28/3/2020"


def test_votes_typed_in_the_outputs_are_carried_over_too() -> None:
    now = replace(folder({**TWO, "c.xlsx": LATE}), in_outputs=(source("hoi-dong.xlsx", BEGUN),))
    outcome = made(check_quarter(now))
    assert rows(outcome) == CARRIED
    assert marked(outcome) == ["B7"]


def test_what_was_cleared_in_the_copy_in_the_inputs_does_not_come_back_from_the_outputs() -> None:
    cleared = edited(BEGUN, {("Biểu quyết", "K6"): "", ("Cuộc họp", "B9"): ""})
    cleared = edited(cleared, {("Biểu quyết", f"{cell}5"): "" for cell in "EFHIJ"})  # and all of the first row
    now = replace(folder({**TWO, "m.xlsx": cleared}), in_outputs=(source("hoi-dong.xlsx", good_meeting()),))
    outcome = made(check_quarter(now))
    assert rows(outcome)[:2] == [["Nguyễn Văn Mẫu", "", "", ""], [OTHER_NAMES[0], "4", "Giấy khen", ""]]
    assert marked(outcome) == ["B5"]
    book = openpyxl.load_workbook(BytesIO(document(outcome, "hoi-dong.xlsx")))
    assert [book["Cuộc họp"][cell].value for cell in ("B6", "B9", "B10")] == ["28/3/2020", "", ""]


def test_a_copy_in_the_inputs_without_any_votes_says_nothing_about_those_in_the_outputs() -> None:
    cells = {("Biểu quyết", f"{cell}{row}"): "" for cell in "EFHIJK" for row in (5, 6)}
    now = replace(folder({**TWO, "m.xlsx": edited(BEGUN, cells)}), in_outputs=(source("hoi-dong.xlsx", BEGUN),))
    assert rows(made(check_quarter(now)))[:2] == CARRIED[:2]


def test_who_has_gone_keeps_the_row_with_the_votes() -> None:
    outcome = run({"a.xlsx": TWO["a.xlsx"], "m.xlsx": BEGUN})
    assert rows(outcome)[1] == CARRIED[1]
    assert marked(outcome) == ["B6"]


def test_after_the_meeting_there_is_a_new_one_only_for_a_late_nominee_or_another_choice() -> None:
    met = {**TWO, "m.xlsx": good_meeting()}
    assert "hoi-dong.xlsx" not in {file.path for file in run(met).files}
    late = run({**met, "c.xlsx": LATE})
    assert late.checked.meeting is not None
    assert marked(late) == ["B7"]
    again = edited(
        document(late, "hoi-dong.xlsx"),
        {("Biểu quyết", f"{c}7"): v for c, v in zip("EFHJ", ("4", "0", "0", "Giấy khen"), strict=True)},
    )
    assert run({**TWO, "c.xlsx": LATE, "m.xlsx": again}).checked.meeting is not None
    assert "hoi-dong.xlsx" in {file.path for file in run({"b.xlsx": TWO["b.xlsx"], "m.xlsx": met["m.xlsx"]}).files}


def test_votes_typed_in_the_outputs_and_in_a_new_version_of_it_live_on_when_units_send_late(made_place: Path) -> None:
    inputs, outputs = made_place / "inputs" / "2020-Q1", made_place / "outputs" / "2020-Q1"
    minutes = "bien-ban-hop-hoi-dong.docx"
    (outputs / "hoi-dong.xlsx").write_bytes(good_meeting())
    shutil.copy(outputs / "hoi-dong.xlsx", inputs)
    (inputs / "c.xlsx").write_bytes(LATE)
    assert call(made_place, "quarter") == 0
    made_then = (outputs / minutes).read_bytes()
    assert (outputs / "hoi-dong.xlsx").read_bytes() == good_meeting()
    again = {
        ("Biểu quyết", f"{column}7"): vote for column, vote in zip("EFHJ", ("4", "0", "0", "Giấy khen"), strict=True)
    }
    new = outputs / "hoi-dong.moi.xlsx"
    new.write_bytes(edited(new.read_bytes(), again))
    (inputs / "d.xlsx").write_bytes(good(don_vi=UNIT_NAMES[3]))
    assert call(made_place, "quarter") == 0
    sheet = openpyxl.load_workbook(outputs / "hoi-dong.moi-2.xlsx")["Biểu quyết"]
    assert [[sheet.cell(row, column).value for column in (2, 5, 10)] for row in (5, 6, 7, 8)] == [
        ["Nguyễn Văn Mẫu", "4", "Giấy khen"],
        [OTHER_NAMES[0], "4", "Giấy khen"],
        [OTHER_NAMES[1], "4", "Giấy khen"],
        [OTHER_NAMES[2], "", ""],
    ]
    assert [cell.coordinate for cell in sheet["B"] if cell.comment] == ["B8"]
    assert (outputs / minutes).read_bytes() == made_then

"""The follow-up workbook: what needs the office or the meeting, what a faulty row and a broken file cost, and the year's rows."""

from datetime import date

import pytest
from openpyxl import Workbook

from pipeline.checking.check import check_quarter, follow_up_of
from pipeline.checking.issued import NO_FOLLOW_UP
from pipeline.drawing.office import shipped_rows
from pipeline.papers.form_papers import FORM_PAPERS
from pipeline.papers.kinds import PAPERS
from pipeline.papers.year_papers import YEAR_PAPERS
from pipeline.publishing.manifest import make_manifest
from pipeline.values.dates import Quarter, Year
from pipeline.values.digests import sha256
from pipeline.values.errors import PipelineError
from schemas.numbered import NUMBERED, numbered_titles
from schemas.so_van_ban import SO_VAN_BAN, number_of
from tests.builder import (
    Q1,
    UNIT_NAMES,
    all_text,
    complete_office,
    examples,
    folder,
    good,
    good_follow_up,
    good_meeting,
    office_file,
    saved,
    source,
    word_templates,
)
from tests.checking.test_office import DEPUTY, office_with

FILES = {"x.xlsx": good_meeting(), "y.xlsx": good(), "z.xlsx": good(don_vi=UNIT_NAMES[1])}
DECISION = {"ky": Q1.title, "van_ban": "Quyết định khen thưởng", "so": "215", "ngay_ky": "02/4/2020"}


def test_numbers_and_days_are_read_with_their_papers() -> None:
    follow_up = check_quarter(folder(FILES, follow_up=good_follow_up())).follow_up
    assert [(each.title, each.number, each.day) for each in follow_up.issued_in(Q1)] == [
        ("Quyết định khen thưởng", "215", date(2020, 4, 2)),
        ("Tờ trình", "31", date(2020, 3, 31)),
        ("Biên bản họp Hội đồng", "04", date(2020, 3, 28)),
    ]
    (taken,) = follow_up.taken_over_in(Q1)
    assert (taken.name, taken.where, taken.day) == ("Nguyễn Văn Mẫu", UNIT_NAMES[0], date(2020, 5, 15))
    assert follow_up.issued_in(Quarter(2020, 2)) == ()


def test_without_the_workbook_nothing_is_issued_and_nothing_found() -> None:
    checked = check_quarter(folder(FILES))
    assert checked.follow_up == NO_FOLLOW_UP
    assert not any(row["kind"] == "theo-doi" for row in make_manifest(checked, ())["inputs"])  # type: ignore[attr-defined]


def test_the_manifest_lists_it_and_says_whether_it_must_be_corrected() -> None:
    content = good_follow_up()
    wrong = good_follow_up([{**DECISION, "so": "x"}])
    for workbook, status in ((content, "accepted"), (wrong, "returned")):
        rows = make_manifest(check_quarter(folder(FILES, follow_up=workbook)), ())["inputs"]
        assert rows[-1] == {  # type: ignore[index]
            "path": "theo-doi.xlsx", "sha256": sha256(workbook), "status": status, "unit": "", "kind": "theo-doi",
        }  # fmt: skip


def test_a_faulty_row_is_not_used_and_costs_no_other_row() -> None:
    checked = check_quarter(
        folder(FILES, follow_up=good_follow_up([{**DECISION, "ngay_ky": "31/02/2020"}, examples(SO_VAN_BAN)]))
    )
    assert [each.code for each in checked.findings] == ["no-such-day", "paper-twice"]
    assert checked.follow_up.issued == ()
    assert len(checked.accepted) == 2


def test_a_signatory_who_is_not_in_force_on_the_day_is_named() -> None:
    office = office_with("Người ký", {**DEPUTY, "tu_ngay": "01/4/2020", "den_ngay": ""})
    findings = check_quarter(folder(FILES, office=office, follow_up=good_follow_up([DECISION]))).findings
    (found,) = (each for each in findings if each.is_error)
    assert (found.code, found.place.sheet, found.place.cell) == ("signer-not-in-force", "Sổ văn bản", "D5")
    assert "Hoàng Chí Hiến" in found.message
    assert "Lê Văn Mẫu" in found.message


def open_places(office: bytes | None, *rows: dict[str, str]) -> list[tuple[str, str, str]]:
    checked = check_quarter(folder(FILES, office=office, follow_up=good_follow_up(rows, [])))
    assert not any(each.is_error for each in checked.findings)
    return [(each.code, each.place.file, each.place.sheet) for each in checked.findings]


def test_a_number_or_day_that_a_signed_paper_leaves_open_is_told_where_it_is_typed() -> None:
    submission, minutes, letter = (
        {**DECISION, "van_ban": title, "so": "9", "ngay_ky": "28/3/2020"}
        for title in ("Tờ trình", "Biên bản họp Hội đồng", "Công văn giới thiệu")
    )
    cites = ("cites-without-number", "theo-doi.xlsx", "Sổ văn bản")
    authority = ("number-left-open", "co-quan.xlsx", "Căn cứ")
    assert open_places(None, DECISION, submission, minutes) == [authority]
    assert open_places(complete_office(), DECISION, submission, minutes) == []
    assert open_places(complete_office(), DECISION) == [cites]
    assert open_places(complete_office(), submission) == [cites]
    assert open_places(None, letter, minutes) == []
    unnumbered = {**shipped_rows()["Kế hoạch"][-1], "tu_ngay": "01/02/2020", "den_ngay": ""}
    plan = ("plan-left-open", "co-quan.xlsx", "Kế hoạch")
    assert open_places(office_with("Kế hoạch", unnumbered, without="07/KH-VPUBND"), letter) == [plan]


def test_before_the_meeting_only_a_reminder_can_be_issued() -> None:
    reminder = {**DECISION, "van_ban": f"Công văn đôn đốc {UNIT_NAMES[3]}", "so": "12", "ngay_ky": "27/3/2020"}
    checked = check_quarter(folder({"y.xlsx": good()}, follow_up=good_follow_up([DECISION, reminder], [])))
    assert [each.code for each in checked.findings] == ["issued-before-meeting"]


def test_a_council_workbook_with_an_error_is_the_one_fault() -> None:
    files = {**FILES, "x.xlsx": good_meeting(phat_ra="900")}
    checked = check_quarter(folder(files, follow_up=good_follow_up()))
    assert {each.place.file for each in checked.findings} == {"x.xlsx"}


@pytest.mark.parametrize(
    ("content", "part"),
    [(b"x", "theo-doi.xlsx"), (good(), "chỉ nhận «Sổ theo dõi»"), (saved(Workbook()), "templates/theo-doi.xlsx")],
)
def test_a_workbook_that_cannot_be_read_stops_the_run(content: bytes, part: str) -> None:
    with pytest.raises(PipelineError, match=part):
        check_quarter(folder(FILES, follow_up=content))


def test_rows_of_the_year_are_judged_in_the_run_of_the_year() -> None:
    row = {"ky": "Năm 2020", "van_ban": "Quyết định khen thưởng cuối năm", "so": "301", "ngay_ky": "28/12/2020"}
    content = good_follow_up([row, {**row, "van_ban": "Tờ trình"}], [])
    assert check_quarter(folder(FILES, follow_up=content)).findings == ()
    follow_up, findings = follow_up_of(Year(2020), office_file(), source("theo-doi.xlsx", content))
    assert [each.number for each in follow_up.issued_in(Year(2020))] == ["301"]
    assert [each.code for each in findings] == ["number-left-open", "paper-of-other-period"]
    assert follow_up_of(Year(2020), office_file(), None) == (NO_FOLLOW_UP, ())


@pytest.mark.parametrize(
    ("typed", "number"),
    [("215", ("215", "")), ("5", ("05", "")), ("0007", ("07", "")), ("5a", ("05a", "")), (" 215 / QĐ-VP ", None), ("215/QĐ-VP", ("215", "QĐ-VP")),
     ("0", None), ("", None), ("QĐ", None), ("215/", None), ("1234567", None)],
)  # fmt: skip
def test_a_number_is_figures_with_or_without_a_symbol(typed: str, number: tuple[str, str] | None) -> None:
    assert number_of(typed) == number


def test_every_template_that_prints_its_number_is_in_the_list() -> None:
    printing = {
        name.removesuffix(".docx") for name, content in word_templates().items() if "{{ so }}" in all_text(content)
    }
    assert printing == {each.kind for each in NUMBERED}


def test_every_numbered_paper_is_one_of_ours() -> None:
    assert {each.kind for each in NUMBERED if not each.of_year} <= {paper.kind for paper in (*PAPERS, *FORM_PAPERS)}
    assert {each.kind for each in NUMBERED if each.of_year} <= {paper.kind for paper in YEAR_PAPERS}
    titles = [choice.text for choice in numbered_titles(UNIT_NAMES)]
    assert len(set(titles)) == len(titles)

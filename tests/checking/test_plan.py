"""The plan, its criteria and the names of leaders come from co-quan.xlsx; mistakes in them are findings at their cells."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

import pytest

from pipeline.checking.check import check_quarter, open_office
from pipeline.checking.messages import BY_CODE
from pipeline.drawing.forms.content import Content
from pipeline.drawing.forms.forms import office_form
from pipeline.drawing.office import shipped_office, shipped_rows
from pipeline.values.dates import Quarter
from pipeline.values.errors import PipelineError
from schemas.co_quan import (
    CO_QUAN,
    CO_QUAN_SHEET,
    DAYS_POSTED,
    DON_VI,
    KE_HOACH,
    LEADER_TITLES,
    MARGINS,
    STANDING_BODY,
    TIEU_CHI_KH,
    YEARS_OF_ACHIEVEMENTS,
)
from schemas.terms import Plan
from tests.builder import UNIT_NAMES, document, folder, good, good_collective, good_meeting, outline, run, source
from tests.renamed import nomination
from tests.samples.__main__ import sample_workbooks
from tests.shipped import TERMS

Row = Mapping[str, str]
NEXT = {
    "so": "03/KH-VPUBND", "ngay_ban_hanh": "20/01/2021", "co_quan": "Văn phòng Ủy ban nhân dân tỉnh Lào Cai",
    "trich_yeu": "Xây dựng và nhân rộng gương điển hình tiên tiến năm 2021", "gui_tu": "15", "gui_den": "20", "can_cu": "", "muc_gui": "VI", "muc_doi_tuong": "I",
    "tu_ngay": "20/01/2021", "den_ngay": "", "xac_nhan": "Có", "nguon": "",
}  # fmt: skip


def office_file(*changes: tuple[str, int, Row], more: Mapping[str, tuple[Row, ...]] = {}) -> bytes:
    """The shipped office workbook with values of rows (from 0) replaced, and rows added at the end of sheets."""
    rows = {sheet: [dict(row) for row in table] for sheet, table in shipped_rows().items()}
    for sheet, number, values in changes:
        rows[sheet][number].update(values)
    for sheet, added in more.items():
        rows[sheet] += map(dict, added)
    return office_form(Content(tables=rows))


def fact(name: str) -> int:
    return [row["muc"] for row in shipped_rows()[CO_QUAN_SHEET.name]].index(name)


def refused(content: bytes) -> str:
    with pytest.raises(PipelineError) as raised:
        open_office(source("co-quan.xlsx", content), date(2020, 3, 31))
    (line,) = str(raised.value).splitlines()
    return line


SAME_QUARTER = {**NEXT, "tu_ngay": "01/3/2020"}


@pytest.mark.parametrize(
    ("code", "make", "place"),
    [
        ("missing", partial(office_file, (TIEU_CHI_KH.name, 4, {"nhom": ""})), "trang «Tiêu chí», ô C9 («Nhóm áp dụng»)"),
        ("two-plans", partial(office_file, more={KE_HOACH.name: (SAME_QUARTER,)}), "trang «Kế hoạch», ô J7 («Từ ngày»)"),
        ("missing", partial(office_file, (KE_HOACH.name, 0, {"gui_tu": ""})), "trang «Kế hoạch», ô E5 («Gửi từ ngày»)"),
        ("missing", partial(office_file, (KE_HOACH.name, 0, {"gui_den": ""})), "trang «Kế hoạch», ô F5 («Gửi đến ngày»)"),
        ("window-reversed", partial(office_file, (KE_HOACH.name, 0, {"gui_den": "19"})), "trang «Kế hoạch», ô F5 («Gửi đến ngày»)"),
        (
            "standing-body-unknown",
            partial(office_file, (CO_QUAN_SHEET.name, fact(STANDING_BODY), {"noi_dung": "Phòng Tổ chức"})),
            f"trang «Cơ quan», ô B{5 + fact(STANDING_BODY)} («Nội dung»)",
        ),
        ("standing-body-unknown", partial(office_file, (CO_QUAN_SHEET.name, fact(STANDING_BODY), {"noi_dung": "Phòng Tổ ./. chức"})), f"trang «Cơ quan», ô B{5 + fact(STANDING_BODY)} («Nội dung»)"),
        ("unknown-choice", partial(office_file, (CO_QUAN_SHEET.name, 0, {"xac_nhan": "C./.ó"})), "trang «Cơ quan», ô E5 («Đã xác nhận»)"),
        (
            "title-of-a-unit-head",
            partial(office_file, (CO_QUAN_SHEET.name, fact(LEADER_TITLES), {"noi_dung": "Chánh Văn phòng; Trưởng ban"})),
            f"trang «Cơ quan», ô B{5 + fact(LEADER_TITLES)} («Nội dung»)",
        ),
        *(("not-a-unit-name", partial(office_file, (DON_VI.name, 0, {"ten": name})), "trang «Đơn vị», ô C5 («Tên đơn vị»)") for name in ("../../x", "a\\b", "…", "Phòng ./. Mẫu")),
        *(
            ("not-a-count", partial(office_file, (CO_QUAN_SHEET.name, fact(what), {"noi_dung": typed})), f"trang «Cơ quan», ô B{5 + fact(what)} («Nội dung»)")
            for what, typed in ((MARGINS[0], "9,5 cm"), (DAYS_POSTED, "năm"), (YEARS_OF_ACHIEVEMENTS, "9999999999"))
        ),
        ("paper-end-typed", partial(office_file, (CO_QUAN_SHEET.name, fact("Hội đồng"), {"noi_dung": "Hội ./. đồng"})), f"trang «Cơ quan», ô B{5 + fact('Hội đồng')} («Nội dung»)"),
    ],
)  # fmt: skip
def test_a_mistake_in_the_plan_or_the_leaders_is_reported_at_its_cell(
    code: str, make: Callable[[], bytes], place: str
) -> None:
    line = refused(make())
    assert line.startswith(f"Tệp co-quan.xlsx, {place}: ")
    assert BY_CODE[code].rule.split("{")[0] in line


def test_a_quarter_without_a_plan_says_which_row_to_add() -> None:
    line = refused(
        office_file((KE_HOACH.name, 0, {"tu_ngay": "01/4/2020"}), (KE_HOACH.name, 1, {"tu_ngay": "01/7/2020"}))
    )
    assert "trang «Kế hoạch»" in line
    assert "31/3/2020" in line


def test_next_years_plan_is_rows_only_and_old_quarters_stay_the_same_bytes() -> None:
    ends = {"den_ngay": "19/01/2021"}
    criteria = tuple(
        {"ma": f"V{n}", "muc": "II.3", "nhom": "Viên chức", "noi_dung": f"Tiêu chí mới {n} của viên chức", "tu_ngay": "20/01/2021", "den_ngay": "", "xac_nhan": "Có", "nguon": ""}
        for n in (1, 2, 3)
    )  # fmt: skip
    rows = shipped_rows()[TIEU_CHI_KH.name]
    staff = [number for number, row in enumerate(rows) if row["ma"].startswith("N")]
    others = {"nhom": "Công chức\nNgười lao động", "tu_ngay": "20/01/2021"}
    replaced = tuple({**rows[number], **others} for number in staff)
    content = office_file(
        (KE_HOACH.name, 1, ends), more={KE_HOACH.name: (NEXT,), TIEU_CHI_KH.name: (*replaced, *criteria)}
    )

    first = Quarter(2021, 1)
    office = open_office(source("co-quan.xlsx", content), first.last_day)
    terms = office.terms(first)
    assert [criterion.code for criterion in terms.criteria_of("Viên chức")] == [
        "C1",
        "C2",
        "C3",
        "C4",
        "V1",
        "V2",
        "V3",
    ]
    assert [day.day for day in office.plan.window(first)] == [15, 20]
    person = nomination(terms, terms.units[0], "Nguyễn Văn Mẫu", nhom="Viên chức")
    outcome = run(
        {"a.xlsx": person, "b.xlsx": nomination(terms, terms.units[1], "Lê Văn Thử", ngay_gui="25/3/2021")},
        first,
        content,
    )
    (late,) = outcome.checked.findings
    assert (late.code, "15/3/2021 - 20/3/2021" in late.message, "Kế hoạch 03/KH-VPUBND, mục VI" in late.message) == (
        "outside-window",
        True,
        True,
    )
    assert "Tiêu chí mới 3 của viên chức" in outline(document(outcome, "trich-ngang/01"))
    assert "Căn cứ Kế hoạch số 03/KH-VPUBND ngày\u00a020 tháng 01 năm 2021" in outline(document(outcome, "quyet-dinh"))

    old = Quarter(2020, 1)
    before, after = (run(sample_workbooks(old.folder), old, office) for office in (shipped_office(), content))
    assert before.digests == after.digests


def test_a_plan_typed_below_the_one_not_yet_issued_takes_its_place() -> None:
    content = office_file(more={KE_HOACH.name: ({**NEXT, "tu_ngay": "01/01/2021"},)})
    assert open_office(source("co-quan.xlsx", content), date(2021, 3, 31)).plan.number == NEXT["so"]


def test_the_plan_is_the_quarters_even_if_the_council_meets_in_the_next_year() -> None:
    quarter, sent = Quarter(2020, 4), "23/12/2020"
    content = office_file((KE_HOACH.name, 0, {"xac_nhan": "Có"}))
    files = {
        "a.xlsx": good(quy=quarter.title, ngay_gui=sent),
        "b.xlsx": good(quy=quarter.title, ngay_gui=sent, don_vi=UNIT_NAMES[1]),
        "hoi-dong.xlsx": good_meeting(quy=quarter.title, ngay_hop="05/01/2021"),
    }
    outcome = run(files, quarter, content)
    assert outcome.checked.meeting is not None
    assert "Kế hoạch số 07/KH-VPUBND" in outline(document(outcome, "quyet-dinh"))


def test_a_head_of_a_unit_with_a_like_title_is_no_leader_of_the_office() -> None:
    content = office_file(
        (CO_QUAN_SHEET.name, fact(LEADER_TITLES), {"noi_dung": "Giám đốc Sở; Phó Giám đốc Sở"}),
        (DON_VI.name, 0, {"dung_dau": "Chánh Văn phòng"}),
    )
    (received,) = check_quarter(folder({"a.xlsx": good(chuc_vu="Chánh Văn phòng")}, office=content)).received
    assert received.status == "accepted"
    checked = check_quarter(folder({"a.xlsx": good(chuc_vu="Phó Giám đốc Sở")}, office=content))
    assert [found.code for found in checked.findings] == ["office-leader"]


def test_messages_name_the_plan_by_its_number_and_clause() -> None:
    checked = check_quarter(
        folder({"a.xlsx": good(quy="Quý II năm 2020"), "b.xlsx": good_collective(gioi_thieu="Đơn vị")})
    )
    assert all("Kế hoạch 07/KH-VPUBND, mục V" in found.message for found in checked.findings)
    assert len(checked.findings) == 2


def test_a_plan_not_yet_issued_is_cited_without_number_and_day() -> None:
    plan = Plan(subject="Về người tốt việc tốt")
    assert (plan.name, plan.citation, plan.clause("")) == ("Kế hoạch", "Kế hoạch Về người tốt việc tốt", "Kế hoạch")
    assert (
        Plan(number="1/KH", issued=date(2021, 2, 3), subject="Xây dựng").citation
        == "Kế hoạch số 1/KH ngày\u00a003 tháng 02 năm 2021 về xây dựng"
    )


def test_no_declared_text_has_a_word_that_the_office_does_not_give() -> None:
    for sheet in CO_QUAN.sheets:
        assert "{" not in "".join(TERMS.fill(column.help + column.example) for column in sheet.columns)

"""The office workbook becomes the facts in force on a day; gaps, overlaps and unreadable rows are reported."""

from datetime import date

import pytest

from pipeline.checking.check import open_office, read_office_workbook
from pipeline.checking.messages import BY_CODE
from pipeline.checking.office import Office
from pipeline.drawing.forms.content import Content
from pipeline.drawing.forms.forms import office_form
from pipeline.drawing.office import shipped_office, shipped_rows
from pipeline.values.errors import PipelineError
from schemas.co_quan import HIGHER_COUNCIL
from schemas.co_quan_rules import parse_share
from tests.builder import Q1, document, edited, good, outline, run, source

DEPUTY = {
    "vai_tro": "Ký quyết định", "ho_ten": "Lê Văn Mẫu", "chuc_vu": "Phó Chánh Văn phòng", "quyen_han": "KT. Chánh Văn phòng",
    "tu_ngay": "01/3/2020", "den_ngay": "30/6/2020", "xac_nhan": "Có",
}  # fmt: skip


def office_with(sheet: str, *rows: dict[str, str], without: str = "") -> bytes:
    """The shipped office workbook with rows added to a sheet, and without the rows that contain ``without``."""
    shipped = shipped_rows()
    remaining = tuple(row for row in shipped[sheet] if not without or without not in row.values())
    return office_form(Content(tables={**shipped, sheet: (*remaining, *rows)}))


def office(day: date, content: bytes | None = None) -> Office:
    return open_office(source("co-quan.xlsx", content or shipped_office()), day)


def test_the_shipped_office_is_the_office_of_the_plan() -> None:
    plan = office(date(2020, 3, 31))
    assert plan.facts["Cơ quan chủ quản"] == "UBND TỈNH LÀO CAI"
    assert (plan.head.name, plan.head.position, plan.head.authority) == ("Hoàng Chí Hiến", "Chánh Văn phòng", "")
    assert [unit.order for unit in plan.units] == list(range(1, 13))
    assert plan.award("Cá nhân") == 450_000
    assert plan.award("Tập thể") == 900_000


def test_a_deputy_signs_for_the_head_from_the_day_on_and_until_the_day() -> None:
    content = office_with("Người ký", DEPUTY)
    assert office(date(2020, 2, 29), content).head.name == "Hoàng Chí Hiến"
    assert office(date(2020, 3, 1), content).head.name == "Lê Văn Mẫu"
    decision = outline(document(run({"a.xlsx": good()}, office=content), "quyet-dinh"))
    assert "KT. CHÁNH VĂN PHÒNG / PHÓ CHÁNH VĂN PHÒNG / Lê Văn Mẫu" in decision


def test_a_unit_renamed_is_the_new_name_from_its_day() -> None:
    renamed = {"thu_tu": "1", "ma": "TH", "ten": "Phòng Tổng hợp - Tham mưu", "tu_ngay": "01/7/2020", "xac_nhan": "Có"}
    content = office_with("Đơn vị", renamed)
    assert office(date(2020, 6, 30), content).units[0].name == "Phòng Tổng hợp"
    assert office(date(2020, 7, 1), content).units[0].name == "Phòng Tổng hợp - Tham mưu"


def test_unconfirmed_facts_in_force_are_reported_with_their_cells() -> None:
    unconfirmed = office(date(2020, 3, 31)).unconfirmed
    assert {fact.sheet for fact in unconfirmed} == {
        "Cơ quan",
        "Đơn vị",
        "Người ký",
        "Thành viên Hội đồng",
        "Quy chế Hội đồng",
        "Căn cứ",
    }
    assert all(fact.cell for fact in unconfirmed)
    now = [fact.text for fact in office(date(2026, 10, 1)).unconfirmed if fact.sheet == "Căn cứ"]
    assert any("ngày 23 tháng 4 năm 2026" in text for text in now)


@pytest.mark.parametrize(
    ("sheet", "without", "named"),
    [
        ("Người ký", "Ký quyết định", "Người ký"),
        ("Cơ quan", "Địa danh", "Địa danh"),
        ("Mức thưởng", "Cá nhân", "Cá nhân"),
        ("Lương cơ sở", "1.490.000", "Lương cơ sở"),
    ],
)
def test_what_is_not_in_force_is_named_with_its_sheet_and_day(sheet: str, without: str, named: str) -> None:
    with pytest.raises(PipelineError) as raised:
        office(date(2020, 3, 31), office_with(sheet, without=without))
    assert named in str(raised.value)
    assert "31/3/2020" in str(raised.value)


def test_a_faulty_cell_of_the_office_workbook_is_named() -> None:
    with pytest.raises(PipelineError, match=r"«Lương cơ sở», ô A\d+"):
        office(
            date(2020, 3, 31),
            office_with("Lương cơ sở", {"muc_luong": "nhiều", "tu_ngay": "01/01/2020", "xac_nhan": "Có"}),
        )


@pytest.mark.parametrize(("sheet", "cell"), [("Cơ quan", "A4"), ("Nơi nhận", "B4"), ("Đơn vị", "C4")])
def test_a_lost_heading_of_the_office_workbook_is_one_fault_whatever_follows_from_it(sheet: str, cell: str) -> None:
    with pytest.raises(PipelineError) as refused:
        open_office(source("co-quan.xlsx", edited(shipped_office(), {(sheet, cell): "x"})), Q1.last_day)
    assert [line.split(" («")[0] for line in str(refused.value).splitlines()] == [
        f"Tệp co-quan.xlsx, trang «{sheet}», ô {cell}"
    ]


def test_every_fault_of_the_office_workbook_is_reported() -> None:
    rows = [
        {"doi_tuong": "Cá nhân", "he_so": "một phần ba", "tu_ngay": "01/01/2021", "xac_nhan": "Có"},
        {"doi_tuong": "Cá nhân", "he_so": "11", "tu_ngay": "01/01/2022", "xac_nhan": "Có"},
    ]
    with pytest.raises(PipelineError) as raised:
        office(date(2020, 3, 31), office_with("Mức thưởng", *rows))
    first, second = str(raised.value).splitlines()
    assert BY_CODE["not-a-decimal"].rule in first
    assert "Không lớn hơn 10" in second


DATED = {"muc_luong": "1.490.000", "xac_nhan": "Có"}


@pytest.mark.parametrize(
    ("begun", "ended", "code"),
    [
        ("01/7/2019", "", "dated-twice"),
        ("01/01/2019", "15/7/2019", "dated-overlap"),
        ("01/01/2019", "15/6/2019", "dated-gap"),
        ("01/01/2027", "31/12/2026", "ends-before-it-begins"),
        ("01/01/2019", "30/6/2019", ""),
    ],
)
def test_dated_rows_must_follow_each_other(begun: str, ended: str, code: str) -> None:
    row = {**DATED, "tu_ngay": begun, "den_ngay": ended}
    if code in ("dated-twice", "ends-before-it-begins"):
        with pytest.raises(PipelineError, match=r"«Lương cơ sở», ô [BC]"):
            read(office_with("Lương cơ sở", row))
    else:
        assert read(office_with("Lương cơ sở", row)) == ([code] if code else [])


@pytest.mark.parametrize(
    ("row", "cell"),
    [
        ({"ten": "PHÒNG  KINH TẾ"}, "C17"),
        ({"ten": "Phòng Mới", "ten_khac": "Tổ Mới\nPhòng TH"}, "D17"),
        ({"ten": "Phòng Mới", "ma": "Phòng TH"}, "B17"),
    ],
)
def test_no_two_units_in_force_are_called_the_same(row: dict[str, str], cell: str) -> None:
    new = {"thu_tu": "13", "ma": "MOI", "tu_ngay": "01/3/2020", "xac_nhan": "Có", **row}
    with pytest.raises(PipelineError, match=f"ô {cell} ") as raised:
        read(office_with("Đơn vị", new))
    assert BY_CODE["unit-named-twice"].rule in str(raised.value)
    assert read(office_with("Đơn vị", {**new, "den_ngay": "02/3/2020"})) == []
    assert read(office_with("Đơn vị", {**new, "tu_ngay": "01/4/2020"})) == []


def test_a_legal_table_that_has_ended_is_reported() -> None:
    law = {
        "thu_tu": "9",
        "loai": "Luật",
        "can_cu": "Căn cứ Luật Mẫu",
        "tu_ngay": "01/01/2019",
        "den_ngay": "31/12/2019",
        "xac_nhan": "Có",
    }
    assert read(office_with("Căn cứ", law)) == ["dated-expired"]
    assert read(shipped_office()) == []


def test_the_councils_regulation_must_be_legible() -> None:
    share = {"muc": "Số người dự họp tối thiểu", "gia_tri": "đa số", "tu_ngay": "01/3/2020", "xac_nhan": "Có"}
    whole = {"muc": "Mẫu số tính tỷ lệ", "gia_tri": "số phiếu hợp lê", "tu_ngay": "01/3/2020", "xac_nhan": "Có"}
    with pytest.raises(PipelineError) as raised:
        read(office_with("Quy chế Hội đồng", share, whole))
    first, second = str(raised.value).splitlines()
    assert BY_CODE["not-a-share"].rule in first
    assert "Có phải «số phiếu hợp lệ»?" in second
    assert BY_CODE["unknown-denominator"].fault.format(found="số phiếu hợp lê") in second


@pytest.mark.parametrize(
    ("text", "part", "whole", "holds"),
    [
        ("2/3", 4, 6, True),
        ("2/3", 3, 6, False),
        ("trên 1/2", 3, 6, False),
        ("Trên 1/2", 4, 6, True),
        ("80%", 4, 5, True),
        ("80%", 0, 0, False),
    ],
)
def test_a_share_is_reached_or_exceeded(text: str, part: int, whole: int, holds: bool) -> None:
    share = parse_share(text)
    assert share
    assert share.holds(part, whole) is holds


@pytest.mark.parametrize("text", ["", "hai phần ba", "3/2", "1/0", "1/00", "101%", "0,5"])
def test_what_is_no_share_is_refused(text: str) -> None:
    assert parse_share(text) is None


@pytest.mark.parametrize(
    ("day", "law", "decree", "award"),
    [
        (date(2023, 6, 30), "26 tháng 11 năm 2003", "91/2017", 450_000),
        (date(2023, 12, 31), "26 tháng 11 năm 2003", "91/2017", 540_000),
        (date(2024, 3, 31), "15 tháng 6 năm 2022", "98/2023", 540_000),
        (date(2024, 9, 30), "15 tháng 6 năm 2022", "98/2023", 710_000),
        (date(2025, 9, 30), "15 tháng 6 năm 2022", "152/2025", 710_000),
        (date(2026, 9, 30), "15 tháng 6 năm 2022", "152/2025", 760_000),
        (date(2026, 12, 31), "23 tháng 4 năm 2026", "152/2025", 760_000),
    ],
)
def test_laws_and_amounts_are_those_of_the_day(day: date, law: str, decree: str, award: int) -> None:
    then = office(day)
    assert "chức năng, nhiệm vụ, quyền hạn" in then.legal_bases[0]
    assert law in then.legal_bases[1]
    assert decree in then.legal_bases[2]
    assert not any("Không có" in basis for basis in then.legal_bases)
    assert then.award("Cá nhân") == award
    circular = [basis for basis in then.legal_bases if "Thông tư số" in basis]
    assert len(circular) == (0 if day == date(2026, 12, 31) else 1)


def read(content: bytes) -> list[str]:
    """The codes of the warnings about an office workbook."""
    return [found.code for found in read_office_workbook(source("co-quan.xlsx", content), Q1)[1]]


def test_a_workbook_older_than_a_kind_of_paper_is_told_that_it_has_no_recipients() -> None:
    older = office_with("Nơi nhận", without="Thông báo nhân rộng")
    _, told = read_office_workbook(source("co-quan.xlsx", older), Q1)
    (one,) = told
    assert (one.code, one.place.sheet) == ("no-recipients", "Nơi nhận")
    assert "«Thông báo nhân rộng»" in one.message


def test_what_was_called_the_provinces_council_is_still_understood() -> None:
    before = tuple(
        {**row, "muc": "Hội đồng tỉnh"} if row["muc"] == HIGHER_COUNCIL else row for row in shipped_rows()["Cơ quan"]
    )
    content = office_form(Content(tables={**shipped_rows(), "Cơ quan": before}))
    assert office(date(2020, 3, 31), content).facts[HIGHER_COUNCIL].endswith("tỉnh Lào Cai")

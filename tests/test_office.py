"""The office as it was on a day."""

from datetime import date

import pytest

from pipeline.messages import BY_CODE
from pipeline.model import PipelineError
from pipeline.office import Office
from pipeline.run import open_office
from templates.forms import Content, office_form
from templates.office import shipped_office, shipped_rows
from tests.builder import document, good, outline, run, source

DEPUTY = {
    "vai_tro": "Ký quyết định", "ho_ten": "Lê Văn Mẫu", "chuc_vu": "Phó Chánh Văn phòng", "quyen_han": "KT. Chánh Văn phòng",
    "tu_ngay": "01/3/2020", "den_ngay": "30/6/2020", "xac_nhan": "Có",
}  # fmt: skip


def office_with(sheet: str, *rows: dict[str, str], without: str = "") -> bytes:
    """The shipped office workbook with rows added to a sheet, or without the rows about something."""
    shipped = shipped_rows()
    kept = tuple(row for row in shipped[sheet] if not without or without not in row.values())
    return office_form(Content(tables={**shipped, sheet: (*kept, *rows)}))


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


def test_unconfirmed_facts_in_use_are_told_with_their_cells() -> None:
    told = office(date(2020, 3, 31)).unconfirmed
    assert {fact.sheet for fact in told} == {"Cơ quan", "Đơn vị", "Người ký"}
    assert all(fact.cell for fact in told)
    assert "Căn cứ" in {fact.sheet for fact in office(date(2026, 10, 1)).unconfirmed}


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


def test_every_fault_of_the_office_workbook_is_told() -> None:
    rows = [
        {"doi_tuong": "Cá nhân", "he_so": "một phần ba", "tu_ngay": "01/01/2021", "xac_nhan": "Có"},
        {"doi_tuong": "Cá nhân", "he_so": "11", "tu_ngay": "01/01/2022", "xac_nhan": "Có"},
    ]
    with pytest.raises(PipelineError) as raised:
        office(date(2020, 3, 31), office_with("Mức thưởng", *rows))
    first, second = str(raised.value).splitlines()
    assert BY_CODE["not-a-decimal"].rule in first
    assert "Không lớn hơn 10" in second

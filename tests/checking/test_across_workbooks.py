"""Findings that need several workbooks: a nominee who was introduced in earlier quarters is reported with these quarters."""

from pipeline.checking.across_workbooks import introduced_before, one_unit_per_person
from pipeline.checking.normalise import normalise
from pipeline.reading.spreadsheet import parse_workbook
from pipeline.values.dates import Quarter
from pipeline.values.model import Submission
from schemas.ca_nhan import CA_NHAN
from tests.builder import UNIT_NAMES, good
from tests.shipped import TERMS


def sent(file: str, **labels: str) -> Submission:
    return normalise(parse_workbook(file, good(**labels)), CA_NHAN)[0]


def test_the_earlier_quarters_are_named_in_their_order_each_once() -> None:
    first, second, third = (Quarter(2020, number) for number in (1, 2, 3))
    earlier = {
        first: [sent("x.xlsx"), sent("y.xlsx", ho_ten="NGUYỄN VĂN  MẪU")],
        second: [],
        third: [sent("z.xlsx", ngay_sinh="1985"), sent("u.xlsx", ho_ten="Lê Văn Thử", ngay_sinh="1990")],
    }
    now = [
        sent("a.xlsx", ho_ten="Lê Văn Thử", ngay_sinh="1/2/1990"),
        sent("b.xlsx"),
        sent("c.xlsx", ngay_sinh="1986"),
        sent("d.xlsx", ho_ten=""),
    ]
    assert introduced_before(now, earlier) == {
        "a.xlsx": third.in_sentence,
        "b.xlsx": f"{first.in_sentence}, {third.in_sentence}",
    }
    assert introduced_before(now, {}) == introduced_before(now, {first: []}) == introduced_before([], earlier) == {}


def test_two_of_a_name_and_year_clash_only_from_several_units() -> None:
    one, same_unit, other_unit = (
        sent("a.xlsx"),
        sent("b.xlsx"),
        sent("c.xlsx", don_vi=UNIT_NAMES[1], ho_ten="Nguyễn văn mẫu"),
    )
    assert (
        one_unit_per_person([one, same_unit], TERMS)
        == one_unit_per_person([one], TERMS)
        == one_unit_per_person([], TERMS)
        == ()
    )
    found = one_unit_per_person([one, same_unit, other_unit], TERMS)
    assert [(each.place.file, each.code) for each in found] == [(f"{name}.xlsx", "same-person") for name in "abc"]
    assert "(b.xlsx, c.xlsx)" in found[0].message
    assert one_unit_per_person([one, other_unit], TERMS, {"c.xlsx": UNIT_NAMES[0]}) == ()

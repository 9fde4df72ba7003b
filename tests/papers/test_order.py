"""Lists are ordered by the content of the nominations; the names of the files make no difference."""

from collections.abc import Sequence

import pytest

from pipeline.checking.check import check_quarter
from pipeline.papers.nominations import candidates_of
from pipeline.papers.order import in_order
from schemas.trich_ngang import rank_among_leaders
from tests.builder import UNIT_NAMES, document, folder, good, good_collective, good_leader, outline, run
from tests.shipped import LEADER_TITLES, OFFICE_LEADER

HEAD, DEPUTY = "Chánh Văn phòng", "Phó Chánh Văn phòng"


def named(workbooks: Sequence[bytes]) -> dict[str, bytes]:
    return {f"{number}.xlsx": content for number, content in enumerate(workbooks)}


def listed(workbooks: Sequence[bytes]) -> list[str]:
    return [each.name for each in candidates_of(check_quarter(folder(named(workbooks))))]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"chuc_vu": HEAD, "ho_ten": "Vũ Văn Ý"}, {"chuc_vu": DEPUTY, "ho_ten": "Bùi Văn An"}),
        ({"chuc_vu": f"{HEAD} UBND tỉnh", "ho_ten": "Vũ Văn Ý"}, {"chuc_vu": f"{DEPUTY} thường trực", "ho_ten": "Bùi Văn An"}),
        ({"chuc_vu": DEPUTY, "ho_ten": "Vũ Văn Ý"}, {"chuc_vu": "Ủy viên chuyên trách", "ho_ten": "Bùi Văn An"}),
        ({"ho_ten": "Trần Văn Ân"}, {"ho_ten": "Lê Văn Bình"}),
        ({"ho_ten": "Trần Văn Dũng"}, {"ho_ten": "Lê Văn Đạt"}),
        ({"ho_ten": "Đỗ Văn Hòa"}, {"ho_ten": "Bùi Văn Hoạ"}),
        ({"ho_ten": "Bùi Văn Hòa"}, {"ho_ten": "Đỗ Văn Hoà"}),
        ({"ho_ten": "Đỗ Đức Hòa"}, {"ho_ten": "Đỗ Văn Hòa"}),
    ],
)  # fmt: skip
def test_leaders_are_ordered_by_position_then_by_name(first: dict[str, str], second: dict[str, str]) -> None:
    one, other = good_leader(**first), good_leader(**second)
    assert listed([one, other]) == listed([other, one]) == [first["ho_ten"], second["ho_ten"]]


@pytest.mark.parametrize(
    ("older", "younger"), [("1969", "02/01/1970"), ("01/12/1969", "02/01/1970"), ("30/9/1969", "1970")]
)
def test_leaders_of_one_name_are_ordered_by_birth(older: str, younger: str) -> None:
    for born in ([older, younger], [younger, older]):
        checked = check_quarter(folder(named([good_leader(ngay_sinh=day) for day in born])))
        ordered = in_order(checked.accepted, checked.office)
        assert [sent.tables[sent.main][0]["ngay_sinh"].found for sent in ordered] == [older, younger]


def test_no_paper_depends_on_what_the_files_are_called() -> None:
    head = good_leader(chuc_vu=HEAD, ho_ten="Vũ Văn Ý", danh_xung="Ông", gioi_tinh="Nam")
    workbooks = [good(), good_collective(), good_leader(ho_ten="Lê Thị Hoà", danh_xung="Bà", gioi_tinh="Nữ"), head]
    once, again = run(named(workbooks)), run(named(workbooks[::-1]))
    assert {file.path: file.content for file in once.papers} == {file.path: file.content for file in again.papers}
    assert document(once, "hoi-dong.xlsx") == document(again, "hoi-dong.xlsx")
    decision = outline(document(once, "quyet-dinh"))
    names = [UNIT_NAMES[-1], "Vũ Văn Ý", "Lê Thị Hoà", "Nguyễn Văn Mẫu"]
    assert sorted(names, key=decision.index) == names


def test_a_position_is_ranked_by_the_title_in_it() -> None:
    assert [rank_among_leaders(each, LEADER_TITLES) for each in (HEAD, "phó  chánh văn phòng", OFFICE_LEADER, "")] == [
        0,
        1,
        2,
        2,
    ]

"""The differences of two sequences are found correctly and, if there are few, quickly."""

from time import process_time

from hypothesis import given
from hypothesis import strategies as st

from pipeline.values.sequences import changes

LETTERS = st.lists(st.sampled_from("abc"), max_size=9)


@given(LETTERS, LETTERS)
def test_the_changes_make_the_new_of_the_old_and_leave_out_what_is_equal(old: list[str], new: list[str]) -> None:
    made, at = [], 0
    for a, b, c, d in changes(old, new):
        assert old[a:b] != new[c:d]
        made += old[at:a] + new[c:d]
        at = b
    assert made + old[at:] == new


def test_one_row_more_in_a_list_of_ten_thousand_is_found_at_once() -> None:
    old = [cell for row in range(10_000) for cell in (f"Người {row}", "Chuyên viên", "Giấy khen", "Đúng hạn")]
    new = [*old[:20_000], "Người mới", "Chuyên viên", "Giấy khen", "Đúng hạn", *old[20_000:]]
    start = process_time()
    ((a, b, c, d),) = changes(old, new)
    assert (b - a, d - c) == (0, 4)
    assert process_time() - start < 2

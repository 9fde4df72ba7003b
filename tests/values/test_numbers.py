"""Numbers as people type them become values, and numbers are printed in figures and in words."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.values.numbers import count, group, in_words, parse_decimal, parse_integer, percent, round_up


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"), (5, "năm"), (10, "mười"), (15, "mười lăm"), (21, "hai mươi mốt"), (24, "hai mươi tư"),
        (14, "mười bốn"), (25, "hai mươi lăm"), (65, "sáu mươi lăm"), (95, "chín mươi lăm"), (505, "năm trăm linh năm"),
        (75_085_000, "bảy mươi lăm triệu không trăm tám mươi lăm nghìn"), (1_000_005, "một triệu không trăm linh năm"),
        (104, "một trăm linh bốn"), (105, "một trăm linh năm"), (1005, "một nghìn không trăm linh năm"),
        (54_021, "năm mươi tư nghìn không trăm hai mươi mốt"), (450_000, "bốn trăm năm mươi nghìn"),
        (5_400_000, "năm triệu bốn trăm nghìn"), (1_520_000, "một triệu năm trăm hai mươi nghìn"),
        (2_000_000_000, "hai tỷ"),
    ],
)  # fmt: skip
def test_amounts_in_words_are_the_offices(number: int, words: str) -> None:
    assert in_words(number) == words


@given(st.integers(1, 9), st.integers(0, 9))
def test_a_five_after_any_ten_is_never_read_as_a_year(ten: int, hundred: int) -> None:
    assert in_words(hundred * 100 + ten * 10 + 5).endswith(" lăm")


@given(st.integers(0, 10**15 - 1))
def test_words_are_exact_up_to_their_declared_end(number: int) -> None:
    thousands, rest = divmod(number, 1000)
    if thousands and rest >= 100:
        assert in_words(number).endswith(f" {in_words(rest)}")


@pytest.mark.parametrize("number", [10**15, -(10**15), 10**30])
def test_what_is_too_large_for_words_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match=f"too large for words: {number}$"):
        in_words(number)


@given(st.integers(0, 10**11))
def test_words_have_single_spaces_and_no_figures(number: int) -> None:
    words = in_words(number)
    assert words == " ".join(words.split())
    assert not any(sign.isdigit() for sign in words)


@given(st.integers(0, 10**12))
def test_figures_are_read_back(number: int) -> None:
    assert parse_integer(group(number)) == number
    assert parse_integer(str(number)) == number


@pytest.mark.parametrize(
    "typed", ["7.5", "1,5", "1.52", "mười", "", "1.5200", "²", "٣", "0.300", "012.345", "1.520 000"]
)
def test_what_is_no_whole_number_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(typed)}$"):
        parse_integer(typed)


@pytest.mark.parametrize("typed", ["1.520.000", "1520000", "1 520 000", "1\u00a0520\u00a0000"])
def test_a_whole_number_is_read_however_its_thousands_are_parted(typed: str) -> None:
    assert parse_integer(typed) == 1_520_000


@given(st.text())
def test_no_text_raises_anything_but_value_error(text: str) -> None:
    for parse in (parse_integer, parse_decimal):
        try:
            parse(text)
        except ValueError:
            continue


@pytest.mark.parametrize(("typed", "number"), [("0,3", Decimal("0.3")), ("0.6", Decimal("0.6")), ("2", Decimal(2))])
def test_decimals_are_read_with_comma_or_point(typed: str, number: Decimal) -> None:
    assert parse_decimal(typed) == number


@pytest.mark.parametrize(
    ("part", "whole", "printed"),
    [
        (6, 7, "85,7%"), (1, 1, "100%"), (1, 8, "12,5%"), (1, 2000, "0,1%"), (1, 2001, "0%"), (0, 3, "0%"),
        (10**30, 3 * 10**30, "33,3%"),
    ],
)  # fmt: skip
def test_ratios_print_with_one_decimal(part: int, whole: int, printed: str) -> None:
    assert percent(part, whole) == printed


@pytest.mark.parametrize("part", [0, 1])
def test_a_ratio_to_nothing_is_refused(part: int) -> None:
    with pytest.raises(ZeroDivisionError):
        percent(part, 0)


def test_counts_below_ten_are_padded() -> None:
    assert [count(number) for number in (0, 1, 9, 10, 120)] == ["00", "01", "09", "10", "120"]


@pytest.mark.parametrize(
    ("salary", "each", "collective"),
    [
        (1_490_000, 450_000, 900_000),
        (1_800_000, 540_000, 1_080_000),
        (2_340_000, 710_000, 1_410_000),
        (2_530_000, 760_000, 1_520_000),
    ],
)
def test_awards_round_up_to_the_next_ten_thousand(salary: int, each: int, collective: int) -> None:
    assert round_up(Decimal("0.3") * salary, 10_000) == each
    assert round_up(Decimal("0.6") * salary, 10_000) == collective

"""Numbers in figures and in words."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.numbers import count, group, in_words, parse_decimal, parse_integer, percent, round_up


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"), (5, "năm"), (10, "mười"), (15, "mười lăm"), (21, "hai mươi mốt"), (24, "hai mươi tư"), (14, "mười bốn"),
        (104, "một trăm linh bốn"), (105, "một trăm linh năm"), (1005, "một nghìn không trăm linh năm"),
        (54_021, "năm mươi tư nghìn không trăm hai mươi mốt"), (450_000, "bốn trăm năm mươi nghìn"),
        (5_400_000, "năm triệu bốn trăm nghìn"), (1_520_000, "một triệu năm trăm hai mươi nghìn"),
        (2_000_000_000, "hai tỷ"),
    ],
)  # fmt: skip
def test_amounts_in_words_are_the_offices(number: int, words: str) -> None:
    assert in_words(number) == words


@given(st.integers(0, 10**11))
def test_words_have_single_spaces_and_no_figures(number: int) -> None:
    words = in_words(number)
    assert words == " ".join(words.split())
    assert not any(sign.isdigit() for sign in words)


@given(st.integers(0, 10**12))
def test_figures_are_read_back(number: int) -> None:
    assert parse_integer(group(number)) == number
    assert parse_integer(str(number)) == number


@pytest.mark.parametrize("typed", ["7.5", "1,5", "1.52", "mười", "", "1.5200", "²"])
def test_what_is_no_whole_number_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(typed)}$"):
        parse_integer(typed)


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
    ("part", "whole", "printed"), [(6, 7, "85,7%"), (1, 1, "100%"), (1, 8, "12,5%"), (1, 2000, "0,1%"), (0, 3, "0%")]
)
def test_ratios_print_with_one_decimal(part: int, whole: int, printed: str) -> None:
    assert percent(part, whole) == printed


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

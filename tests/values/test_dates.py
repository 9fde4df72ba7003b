"""Dates, times, years and quarters as people type them become values, and dates are printed as the decree prescribes."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.values.dates import (
    BadDate,
    DateFault,
    Quarter,
    Year,
    blank_day,
    long_date,
    other_period,
    parse_date,
    parse_date_or_year,
    parse_folder,
    parse_quarter,
    parse_time,
    short_date,
)

ANY_DAY = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    "typed",
    [
        "05/3/2020",
        "5/3/2020",
        "5.3.2020",
        "05-03-2020",
        "5 / 3 / 2020",
        "'05/03/2020",
        "2020-03-05",
        "ngày 5 tháng 3 năm 2020",
    ],
)
def test_a_day_is_read_in_every_accepted_spelling(typed: str) -> None:
    assert parse_date(typed) == date(2020, 3, 5)


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("5/3/20", DateFault.TWO_DIGIT_YEAR),
        ("12/25/2020", DateFault.SWAPPED),
        ("13/25/2020", DateFault.NO_SUCH_DAY),
        ("31/4/2020", DateFault.NO_SUCH_DAY),
        ("29/02/2019", DateFault.NO_SUCH_DAY),
        ("5/3-2020", DateFault.NOT_A_DATE),
        ("hôm qua", DateFault.NOT_A_DATE),
        ("1/1/202", DateFault.NOT_A_DATE),
        ("2/30/2020", DateFault.NO_SUCH_DAY),
        ("05/03/2020.", DateFault.NOT_A_DATE),
        ("٥/٣/٢٠٢٠", DateFault.NOT_A_DATE),
        ("năm 1985", DateFault.YEAR_ONLY),
        ("1985", DateFault.YEAR_ONLY),
        ("1/1/2101", DateFault.OUT_OF_RANGE),
        ("1/1/1850", DateFault.OUT_OF_RANGE),
    ],
)
def test_what_is_no_day_says_why(typed: str, fault: DateFault) -> None:
    with pytest.raises(BadDate) as raised:
        parse_date(typed)
    assert raised.value.reason is fault


@given(st.text())
def test_no_text_raises_anything_else(text: str) -> None:
    for parse in (parse_date, parse_date_or_year):
        try:
            parse(text)
        except BadDate:
            continue


@given(ANY_DAY)
def test_a_day_printed_is_read_back(day: date) -> None:
    assert parse_date(short_date(day)) == day
    assert parse_date(long_date(day)) == day


@pytest.mark.parametrize(
    ("day", "printed"),
    [
        (date(2020, 3, 5), "05/3/2020"),
        (date(2020, 2, 17), "17/02/2020"),
        (date(2020, 11, 20), "20/11/2020"),
        (Year(1985), "1985"),
    ],
)
def test_padding_follows_the_decree(day: date | Year, printed: str) -> None:
    assert short_date(day) == printed


def test_the_long_date_has_a_no_break_space_before_the_day() -> None:
    assert long_date(date(2020, 3, 5)) == "ngày\u00a005 tháng 3 năm 2020"
    assert blank_day(date(2020, 2, 29)) == "ngày" + "\u00a0" * 6 + "tháng 02 năm 2020"


@pytest.mark.parametrize("typed", ["1985", "năm 1985", " 1985 "])
def test_a_bare_year_is_read_where_a_year_will_do(typed: str) -> None:
    assert parse_date_or_year(typed) == Year(1985)


@pytest.mark.parametrize(
    "typed",
    [
        "Quý I năm 2020",
        "quý I, năm 2020",
        "Quý I/năm 2020",
        "Quý 1/2020",
        "Q1-2020",
        "QI.2020",
        "quy i 2020",
        "Qúy I năm 2020",
        "I/2020",
        "1/2020",
        "2020-Q1",
    ],
)
def test_a_quarter_is_read_in_every_spelling(typed: str) -> None:
    assert parse_quarter(typed) == (1, 2020)


@pytest.mark.parametrize(
    ("typed", "number"), [("Quý 1", 1), ("Q2", 2), ("QIII", 3), ("quy iv", 4), ("Qúy I", 1), ("I", 1), ("3", 3)]
)
def test_a_quarter_without_its_year_is_read(typed: str, number: int) -> None:
    assert parse_quarter(typed) == (number, None)


@pytest.mark.parametrize("typed", ["12020", "Q12020", "Quý V", "5", "0", "Quý I năm 20", "IIII", "2020", "", "quý"])
def test_a_quarter_is_not_guessed_from_figures_run_together(typed: str) -> None:
    with pytest.raises(ValueError, match=f"^{typed}$"):
        parse_quarter(typed)


@pytest.mark.parametrize("name", ["2020-Q5", "2020-q1", "2020-Q1 ", "20-Q1", "1800-Q1", "２０２０-Q1", ""])
def test_another_folder_name_is_refused(name: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the year's and the form's refusals word it differently
        parse_folder(name)


@given(st.text())
def test_what_is_no_quarter_raises_value_error(text: str) -> None:
    try:
        number, _ = parse_quarter(text)
    except ValueError:
        return
    assert 1 <= number <= 4


@given(st.integers(1900, 2100), st.integers(1, 4))
def test_a_quarter_is_read_back_from_its_title_and_folder(year: int, number: int) -> None:
    quarter = Quarter(year, number)
    assert parse_quarter(quarter.title) == (number, year)
    assert parse_folder(quarter.folder) == quarter


def test_a_quarter_knows_its_days() -> None:
    quarter = Quarter(2020, 2)
    assert (quarter.first_day, quarter.last_day) == (date(2020, 4, 1), date(2020, 6, 30))
    assert quarter.earlier_in_year() == (Quarter(2020, 1),)
    with pytest.raises(ValueError, match="2020-Q5"):
        Quarter(2020, 5)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("08 giờ 00", "08 giờ 00"),
        ("8 giờ", "08 giờ 00"),
        ("8h", "08 giờ 00"),
        ("8h00", "08 giờ 00"),
        ("8:00", "08 giờ 00"),
        ("08g30", "08 giờ 30"),
        ("8 giờ 30 phút", "08 giờ 30"),
        ("8 GIỜ 5 phút", "08 giờ 05"),
        (" 14  h 05 ", "14 giờ 05"),
        ("'8:00", "08 giờ 00"),
        (unicodedata.normalize("NFD", "8 giờ 30 phút"), "08 giờ 30"),
        ("0h", "00 giờ 00"),
        ("23:59", "23 giờ 59"),
    ],
)
def test_a_time_is_printed_alike_however_it_is_typed(typed: str, printed: str) -> None:
    assert str(parse_time(typed)) == printed


@pytest.mark.parametrize(
    "typed",
    ["", "8", "8:", "8:5", "8h5", "8.30", "24:00", "8h60", "8h30 sáng", "2 giờ chiều", "buổi sáng", "8h-10h", "8:00:00", "-8h", "٨h"],
)  # fmt: skip
def test_what_is_no_time_of_the_day_is_refused(typed: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - what no clock shows is worded differently from what is no time
        parse_time(typed)


def test_times_sort_by_the_clock() -> None:
    assert parse_time("8h59") < parse_time("09:00") < parse_time("10 giờ")


@pytest.mark.parametrize(
    ("text", "named"),
    [("Q2 2020", "Q2 2020"), ("quý hai năm 2020", "quý hai năm 2020"), ("quý tư", "quý tư"), ("tháng 5/2020", "tháng 5/2020"), ("quý nhất, Q1", ""),
     ("tháng 3 năm 2019", "tháng 3 năm 2019"), ("tháng 02/2020", ""), ("chào mừng ngày 30 tháng 4 năm 2020", ""), ("phục vụ quý khách, IQ 2", "")],
)  # fmt: skip
def test_another_period_in_a_text_is_seen_however_it_is_written(text: str, named: str) -> None:
    assert other_period(f"Đã có thành tích {text}", Quarter(2020, 1)) == named

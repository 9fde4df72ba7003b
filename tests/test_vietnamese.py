"""Vietnamese text into canonical text and keys."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.vietnamese import clean, collation_key, fold, lines, nearest, one_line, person_key, slug, tone_key

VIETNAMESE = st.text(st.sampled_from("aăâbcdđeêghiklmnoôơpqrstuưvxyAĐÊỘữẫạ \n\t-'\u00a0\u200b\u0301\u0323Ðð<&{%"))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Nguyê\u0303n", "Nguyễn"),
        ("  Giàng \u00a0 A   Pao ", "Giàng A Pao"),
        ("Ðặng", "Đặng"),
        ("Trần\u200b Văn\ufeff", "Trần Văn"),
        ("một\r\nhai\x0bba\u2028bốn", "một\nhai\nba\nbốn"),
        ("a\tb", "a b"),
        ("a\x00b\ud800c\uffff", "abc"),
        ("\n\n a \n \n b \n", "a\nb"),
    ],
)
def test_text_is_cleaned_without_guessing(typed: str, meant: str) -> None:
    assert clean(typed) == meant


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(VIETNAMESE)
def test_composed_and_decomposed_text_clean_to_the_same(text: str) -> None:
    assert clean(unicodedata.normalize("NFD", text)) == clean(unicodedata.normalize("NFC", text))


@given(st.text())
def test_clean_text_is_fit_for_xml(text: str) -> None:
    assert not re.search("[^\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", clean(text))


@given(st.text())
def test_lines_are_the_one_line_cut_up(text: str) -> None:
    assert " ".join(lines(text)) == one_line(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Họ và tên *", "họ  va ten:"), ("Phòng Tổ chức – Hành chính", "phong to chuc-hanh chinh"), ("ĐƠN VỊ", "đơn vị")],
)
def test_folding_makes_headings_equal(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@given(VIETNAMESE)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(("one", "other"), [("Hoà", "hòa"), ("Thuý", "Thúy"), ("khoẻ", "khỏe"), ("uỷ", "ủy")])
def test_tone_placement_does_not_matter(one: str, other: str) -> None:
    assert tone_key(one) == tone_key(other)


@pytest.mark.parametrize(("one", "other"), [("Hoa", "Hòa"), ("Lan", "Lân"), ("Hồng", "Hống"), ("da", "đa")])
def test_another_tone_or_vowel_does_matter(one: str, other: str) -> None:
    assert tone_key(one) != tone_key(other)


def test_words_sort_by_the_vietnamese_alphabet() -> None:
    words = [
        "an",
        "ăn",
        "ân",
        "ba",
        "da",
        "đa",
        "em",
        "êm",
        "hoa",
        "hoà",
        "hoả",
        "hoã",
        "hoá",
        "hoạ",
        "on",
        "ôn",
        "ơn",
        "un",
        "ưn",
    ]
    assert sorted(set(words), key=collation_key) == words


def test_people_sort_by_given_name_first() -> None:
    names = ["Trần Văn An", "Lê Thị Ân", "Bùi Đức Đạt", "Đỗ Đức Đạt", "Đỗ Văn Đạt"]
    assert sorted(set(names), key=person_key) == names


@given(st.text(), st.integers(9, 100))
def test_a_slug_is_always_a_safe_file_name(text: str, limit: int) -> None:
    made = slug(text, limit)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", made)
    assert len(made) <= limit
    assert made not in {"con", "nul", "aux", "prn", "com1", "lpt9"}


@pytest.mark.parametrize(
    ("text", "name"), [("Đặng H'Hen Niê", "dang-hhen-nie"), ("CON", "con-x"), ("!!!", "khong-ten")]
)
def test_a_slug_reads_like_its_text(text: str, name: str) -> None:
    assert slug(text) == name


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("Phòng Tổng hơp", "Phòng Tổng hợp"), ("phong noi chinh", "Phòng Nội chính"), ("Sao Hỏa", None), ("", None)],
)
def test_only_a_near_name_is_suggested(typed: str, meant: str | None) -> None:
    assert nearest(typed, ["Phòng Tổng hợp", "Phòng Nội chính", ""]) == meant

"""Vietnamese text becomes clean text, and keys that compare and sort it."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.values.vietnamese import (
    RESERVED,
    clean,
    collation_key,
    fold,
    lines,
    nearest,
    one_line,
    person_key,
    slug,
    tone_key,
)

VIETNAMESE = st.text(
    st.sampled_from("aăâbcdđeêghiklmnoôơpqrstuưvxyAĐÊỘữẫạ \n\t-/–*:().'\u00a0\u200b\u0301\u0323Ðð<&{%")
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Nguyê\u0303n", "Nguyễn"),
        ("  Giàng \u00a0 A   Pao ", "Giàng A Pao"),
        ("Ðặng", "Đặng"),
        ("Trần\u200b Văn\ufeff", "Trần Văn"),
        ("một\r\nhai\x0bba\u2028bốn", "một\nhai\nba\nbốn"),
        ("a\tb", "a b"),
        ("a\x00b\ud800c\uffff\ufffe", "abc"),
        ("Lù\u00ad A\u061c Sử\u202e\u034f", "Lù A Sử"),
        ("Lù\u3164 A\U000e0041 Sử\U000e0100", "Lù A Sử"),
        ("Nguy\ufffdn", "Nguy\ufffdn"),  # the sign for a lost letter stays visible
        ("\n\n a \n \n b \n", "a\nb"),
    ],
)
def test_text_is_cleaned_without_guessing(typed: str, meant: str) -> None:
    assert clean(typed) == meant


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.text() | VIETNAMESE)
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
    [
        ("Họ và tên *", "họ  va ten:"),
        ("Họ và tên (*):", "Họ và tên"),
        ("Phòng Tổ chức – Hành chính", "phong to chuc-hanh chinh"),
        ("Phòng Tổ chức － Hành chính", "phong to chuc-* hanh chinh"),
        ("Quý I / 2020", "quý i/2020"),
        ("ĐƠN VỊ", "đơn vị"),
        ("Ðơn vị", "don vi"),
    ],
)
def test_folding_makes_headings_equal(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("Ghi chú (nếu có)", "Ghi chú"), ("Mục 1.", "Mục 1"), ("a b", "ab")])
def test_folding_keeps_what_tells_headings_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text() | VIETNAMESE)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Hoà", "hòa"), ("Thuý", "Thúy"), ("khoẻ", "khỏe"), ("uỷ", "ủy"), ("Hoà-Thuý", "hòa-thúy"), ("oà  ", "òa")],
)
def test_tone_placement_does_not_matter(one: str, other: str) -> None:
    assert tone_key(one) == tone_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Hoa", "Hòa"), ("Lan", "Lân"), ("Hồng", "Hống"), ("da", "đa"), ("Hòa-Binh", "Hoa-Bình")]
)
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


def test_the_placement_of_a_tone_mark_does_not_change_the_order() -> None:
    words = ["hoa", "hoà", "hòa", "hoả", "hỏa", "hoã", "hoá", "hoạ"]
    assert [tone_key(word) for word in sorted(set(words), key=collation_key)] == [tone_key(word) for word in words]


def test_small_letters_sort_before_capitals_only_when_all_else_ties() -> None:
    assert sorted(["Án", "An", "án", "an"], key=collation_key) == ["an", "An", "án", "Án"]


def test_people_of_one_given_name_sort_by_family_name_however_it_is_typed() -> None:
    names = ["Bùi Văn HOÀ", "Lê Thị Hòa", "Trần Văn Hoà"]
    assert sorted(set(names), key=person_key) == names


def test_people_sort_by_given_name_first() -> None:
    names = ["Trần Văn An", "Lê Thị Ân", "Bùi Đức Đạt", "Đỗ Đức Đạt", "Đỗ Văn Đạt"]
    assert sorted(set(names), key=person_key) == names


@given(st.text() | VIETNAMESE | st.sampled_from(sorted(RESERVED)), st.integers(3, 100))
def test_a_slug_is_always_a_safe_file_name(text: str, limit: int) -> None:
    made = slug(text, limit)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", made)
    assert len(made) <= limit
    assert made not in {"con", "nul", "aux", "prn", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}


@pytest.mark.parametrize(
    ("text", "name"),
    [("Đặng H'Hen Niê", "dang-hhen-nie"), ("H′Hen", "hhen"), ("CON", "con-x"), ("com¹", "com"), ("!!!", "khong-ten")],
)
def test_a_slug_reads_like_its_text(text: str, name: str) -> None:
    assert slug(text) == name


def test_a_slug_is_cut_between_words() -> None:
    assert slug("Trung tâm Công báo", 12) == "trung-tam"
    assert slug("Nghiêng", 4) == "nghi"


@pytest.mark.parametrize(("typed", "meant"), [("Lân", "Lân"), ("lan", "Lan"), ("LÃN", "Lan"), ("*", None)])
def test_among_names_that_fold_alike_the_one_with_its_tones_is_suggested(typed: str, meant: str | None) -> None:
    assert nearest(typed, ["Lan", "Lân", "*"]) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("Phòng Tổng hơp", "Phòng Tổng hợp"), ("phong noi chinh", "Phòng Nội chính"), ("Sao Hỏa", None), ("", None)],
)
def test_only_a_near_name_is_suggested(typed: str, meant: str | None) -> None:
    assert nearest(typed, ["Phòng Tổng hợp", "Phòng Nội chính", ""]) == meant


def test_whole_pages_are_near_to_no_name() -> None:
    assert nearest("Đơn vị " * 5_000, ["Đơn vị", "Đơn vị Đơn vị"]) is None

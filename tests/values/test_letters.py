"""Letters that only look Vietnamese are named, those of Vietnam's peoples are at home, full-width forms are folded."""

import string
import unicodedata

import pytest

from pipeline.values.letters import LOOK_ALIKE, folded_letters, foreign_letter, lettered
from pipeline.values.vietnamese import clean

VIETNAMESE = "aăâeêioôơuưy"
TONES = ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"]


@pytest.mark.parametrize(
    ("text", "letter", "position", "alphabet", "meant"),
    [
        ("Nguyễn Văn Thаnh", "а", 14, "Kirin", "Nguyễn Văn Thanh"),
        ("Нoàng Thị Mẫu", "Н", 1, "Kirin", "Hoàng Thị Mẫu"),
        ("Lý А Рao", "А", 4, "Kirin", "Lý A Pao"),
        ("Trần Vаn Іn", "а", 7, "Kirin", "Trần Van In"),
        ("Νguyễn Văn Mẫu", "Ν", 1, "Hy Lạp", "Nguyễn Văn Mẫu"),
        ("Lê Văn Mẫυ", "υ", 10, "Hy Lạp", "Lê Văn Mẫu"),
        ("Ηoàng Ο", "Η", 1, "Hy Lạp", "Hoàng O"),
        ("Ɖinh Văn Mẫu", "Ɖ", 1, "La-tinh", "Đinh Văn Mẫu"),
        ("Lê Văn Ɗũng", "Ɗ", 8, "La-tinh", "Lê Văn Dũng"),
        ("Lê Vɑn Mẫu", "ɑ", 5, "La-tinh", "Lê Van Mẫu"),
        ("Trần Thị Ɓình", "Ɓ", 10, "La-tinh", "Trần Thị Bình"),
        ("Lê Vǎn Mẫu", "ǎ", 5, "La-tinh", "Lê Văn Mẫu"),
        ("Lê Văn ıt", "ı", 8, "La-tinh", "Lê Văn it"),
        ("𝐍guyễn Văn Mẫu", "𝐍", 1, "toán", "Nguyễn Văn Mẫu"),
        ("𝒩guyễn 𝕍ăn", "𝒩", 1, "toán", "Nguyễn Văn"),
        ("ℕam", "ℕ", 1, "toán", "Nam"),
        ("Ꭲrần Văn Mẫu", "Ꭲ", 1, "hệ chữ khác", ""),
        ("Lê 文 Mẫu", "文", 4, "hệ chữ khác", ""),
        ("Lê\u0337 Mẫu", "\u0337", 3, "hệ chữ khác", ""),
    ],
)  # fmt: skip
def test_a_look_alike_is_named_with_its_place_and_alphabet(
    text: str, letter: str, position: int, alphabet: str, meant: str
) -> None:
    found = foreign_letter(clean(text))
    assert found
    assert (found.letter, found.position) == (letter, position)
    assert alphabet in found.alphabet
    if meant:
        assert lettered(text) == meant
        assert foreign_letter(meant) is None


@pytest.mark.parametrize(
    "text",
    ["Nguyễn Văn Mẫu", "H'Hen Niê", "H’Hen Niê", "Hoàng Thị Ánh-Hồng", "Y Ƀhăm Êƀan", "Rơ Châm Ñêl", "Đinh Čơ", "Siu H'Ƀiăng", "Kpă Klơ̆ng", "Nay Ĕ Ŏ Ŭ Ĭ",
     "Y Khiê̆t", "Phòng Tổng hợp 2", "Kinh (Việt)", "", "Quý I năm 2020"],
)  # fmt: skip
def test_letters_of_the_alphabets_of_vietnam_are_at_home(text: str) -> None:
    assert foreign_letter(clean(text)) is None
    assert lettered(text) == text


def test_every_vietnamese_letter_with_every_tone_is_at_home() -> None:
    letters = [unicodedata.normalize("NFC", vowel + tone) for vowel in VIETNAMESE for tone in TONES]
    for letter in [*letters, "đ", *string.ascii_lowercase]:
        assert foreign_letter(letter) is foreign_letter(letter.upper()) is None


def test_every_look_alike_of_the_table_is_foreign_and_its_letter_is_not() -> None:
    for alike, letter in LOOK_ALIKE.items():
        assert foreign_letter(alike), alike
        assert foreign_letter(letter) is None, letter


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Ｎｇｕｙễｎ Văn Mẫu", "Nguyễn Văn Mẫu"), ("Quý Ⅱ năm ２０２０", "Quý II năm 2020"), ("Lê Văn ﬁ", "Lê Văn fi"), ("Phòng（A）", "Phòng(A)"), ("Lê…", "Lê…"), ("m²", "m²")],
)  # fmt: skip
def test_full_width_and_joined_forms_are_folded(text: str, folded: str) -> None:
    assert folded_letters(text) == folded

"""Turns letters that only look like those of a Vietnamese name into the letters meant, or says which of them are foreign."""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

from pipeline.values.vietnamese import APOSTROPHES, TONES

CIRCUMFLEX, BREVE, HORN, TILDE, CARON = "\u0302", "\u0306", "\u031b", "\u0303", "\u030c"
PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzđƀ")
VOWEL_MARKS = frozenset((*TONES, CIRCUMFLEX, BREVE, HORN))  # with them also ĕ ŏ ŭ ê̆ ơ̆ … of the peoples' alphabets
MARKS = {**dict.fromkeys("aeiouy", VOWEL_MARKS), "n": frozenset(TILDE), "c": frozenset(CARON), "b": frozenset(BREVE)}
FOLDED = {"<wide>", "<narrow>", "<compat>"}  # kinds of compatibility forms that mean the plain letter and nothing else
ALPHABETS = {
    "CYRILLIC": "chữ Kirin", "GREEK": "chữ Hy Lạp", "MATHEMATICAL": "ký hiệu toán học", "DOUBLE-STRUCK": "ký hiệu toán học",
    "SCRIPT": "ký hiệu toán học", "BLACK-LETTER": "ký hiệu toán học", "LATIN": "chữ La-tinh không thuộc chữ viết ở Việt Nam",
}  # fmt: skip
OTHER_ALPHABET = "chữ của hệ chữ khác"
LOOK_ALIKE = dict(
    zip(
        "аекмностухіјѕһԁԛԝьАВЕКМНОРСТУХІЈЅҺԌԚԜѴѵрс" + "αγεηικνορτυχωΑΒΕΖΗΙΚΜΝΟΡΤΥΧ" + "ƉɖɗƊɑⱭɡıɩƖɪƁɓƬƭƙƘƴƳɴɛƐɔɵƟƑƒʋŊŋøØłŁħĦʏʀʙʜʟᴀᴄᴅᴇᴊᴋᴍᴏᴘᴛᴜᴠᴡᴢ",
        "aekmhoctyxijshdqwbABEKMHOPCTYXIJSHGQWVvpc" + "ayenikvoptuxwABEZHIKMNOPTYX" + "ĐđdDaAgiiIIBbTtkKyYNeEooOFfvNnoOlLhHYRBHLACDEJKMOPTUVWZ",
        strict=True,
    )
)  # fmt: skip


class ForeignLetter(NamedTuple):
    """A letter that no name in Vietnam is written with: its place in the text, from 1, and its alphabet."""

    letter: str
    position: int
    alphabet: str


def folded_letters(text: str) -> str:
    """A text with full-width and other compatibility forms of letters as plain letters, in NFC."""
    return unicodedata.normalize("NFC", "".join(map(_folded, text)))


def _folded(sign: str) -> str:
    kind = unicodedata.decomposition(sign).partition(" ")[0]
    of_letter = unicodedata.category(sign)[0] in "LN" or kind != "<compat>"
    return unicodedata.normalize("NFKC", sign) if kind in FOLDED and of_letter else sign


def foreign_letter(text: str) -> ForeignLetter | None:
    """The first letter of a text that is neither Vietnamese nor of an alphabet of Vietnam's peoples; None if there is none."""
    base = ""
    for position, sign in enumerate(text, 1):
        plain, *marks = list(unicodedata.normalize("NFD", sign.lower() if sign != "İ" else sign))
        if unicodedata.category(sign)[0] == "M":
            plain, marks = base, [sign]
        elif not unicodedata.category(sign).startswith("L") or APOSTROPHES.match(sign):
            base = ""
            continue
        base = plain
        if plain not in PLAIN or not set(marks) <= MARKS.get(plain, frozenset()):
            return ForeignLetter(sign, position, _alphabet(sign))
    return None


def _alphabet(sign: str) -> str:
    return ALPHABETS.get(unicodedata.name(sign, "").partition(" ")[0], OTHER_ALPHABET)


def lettered(text: str) -> str:
    """A text with each foreign letter as the Vietnamese letter that it looks like; unchanged where there is none."""
    letters = (LOOK_ALIKE.get(sign, sign) for sign in unicodedata.normalize("NFKD", text))
    meant = "".join(letters).replace(CARON, BREVE)
    return unicodedata.normalize("NFC", meant) if foreign_letter(text) else text

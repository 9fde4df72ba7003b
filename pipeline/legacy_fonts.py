"""Turns text typed in the fonts of before Unicode (TCVN3, VNI) into Unicode.

The font of a cell decides how its text is read; content alone only suggests. In a workbook of today such text holds
the characters of the Western code page under which the old fonts hid the Vietnamese letters.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from itertools import product


class Encoding(StrEnum):
    """How an old font hides Vietnamese letters under Western ones."""

    TCVN3 = "TCVN3"
    TCVN3_CAPITALS = "TCVN3 chữ hoa"
    VNI = "VNI"


# TCVN 5712:1993, VN3: one Western character a letter; toned capitals have none, a font of capitals shows them.
TCVN3_LETTERS = dict(
    zip(
        "¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
        "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        strict=True,
    )
)
# VNI: a base letter, then a mark that carries tone and shape at once; capitals take the capital mark.
VNI_MARKS = {
    "aeouyôö": dict(zip("ùøûõï", ("\u0301", "\u0300", "\u0309", "\u0303", "\u0323"), strict=True)),
    "aeo": dict(zip("âáàåãä", ("\u0302", "\u0302\u0301", "\u0302\u0300", "\u0302\u0309", "\u0302\u0303", "\u0302\u0323"), strict=True)),
    "a": dict(zip("êéèúüë", ("\u0306", "\u0306\u0301", "\u0306\u0300", "\u0306\u0309", "\u0306\u0303", "\u0306\u0323"), strict=True)),
}  # fmt: skip
VNI_ALONE = {"ô": "ơ", "ö": "ư", "ñ": "đ", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}

ONSET = "(?:ngh?|gh|gi|qu|kh|ph|th|tr|ch|nh|[bcdđghklmnprstvx])?"
NUCLEUS = "(?:iê|yê|ươ|uô|uâ|uê|uy|uơ|oa|oă|oe|oo|ia|ya|ua|ưa|[aăâeêioôơuưy])"
CODA = "(?:ng|nh|ch|[cmnptiouy])?"
SYLLABLE = re.compile(f"{ONSET}(?:u(?=yê|ya))?{NUCLEUS}{CODA}")
TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
WORD = re.compile(
    r"[^\W\d_]+(?:[^\w\s,.;:!?()/\"'-]+[^\W\d_]*)*|[^\w\s,.;:!?()/\"'-]+[^\W\d_]+(?:[^\w\s,.;:!?()/\"'-]+[^\W\d_]*)*"
)
WESTERN = re.compile("[\u0080-\u00ff\u0152\u0153\u0160\u0161\u0178\u0192\u02c6\u02dc]")
BEYOND_WESTERN = re.compile("[\u0100-\u0151\u0154-\u015f\u0162-\u0177\u0179-\u0191\u1e00-\u1eff\u0300-\u036f]")
NO_LETTER = re.compile("[\u0080-\u00bf\u00d7\u00f7]")
UNITS_OF_MEASURE = {"µm", "µg", "µl", "µs"}
ENOUGH = 2  # words that are Vietnamese only after conversion


def _vni_letters() -> dict[str, str]:
    letters = dict(VNI_ALONE)
    for bases, marks in VNI_MARKS.items():
        for base, (mark, signs) in product(bases, marks.items()):
            letters[base + mark] = unicodedata.normalize("NFC", VNI_ALONE.get(base, base) + signs)
    capitals = {key.upper(): letter.upper() for key, letter in letters.items()}
    mixed = {key[0].upper() + key[1:]: letter.upper() for key, letter in letters.items() if len(key) == 2}
    return {**mixed, **capitals, **letters}


VNI_LETTERS = _vni_letters()
VNI_PATTERN = re.compile("|".join(sorted(map(re.escape, VNI_LETTERS), key=len, reverse=True)))
TCVN3_TABLE = str.maketrans(TCVN3_LETTERS)


def encoding_of(font_name: str) -> Encoding | None:
    """How a font of that name is to be read; None for the fonts of today."""
    name = font_name.strip().casefold()
    if name.startswith(".vn"):
        return Encoding.TCVN3_CAPITALS if name.split(" ")[0].endswith("h") else Encoding.TCVN3
    return Encoding.VNI if re.match(r"vni[- ]", name) else None


def to_unicode(text: str, encoding: Encoding) -> str:
    """Text of an old font in Unicode (NFC); text that already holds Unicode Vietnamese is left as it is."""
    if BEYOND_WESTERN.search(text):
        return text
    if encoding is Encoding.VNI:
        return VNI_PATTERN.sub(lambda found: VNI_LETTERS[found[0]], text)
    plain = text.translate(TCVN3_TABLE)
    return plain.upper() if encoding is Encoding.TCVN3_CAPITALS else plain


def looks_legacy(text: str) -> str | None:
    """The text in Unicode if, whatever its font, it can hardly be anything but TCVN3 or VNI; else None.

    Words count that are no Vietnamese syllable as typed but are one once converted: two of them, or all there are.
    """
    if not WESTERN.search(text) or BEYOND_WESTERN.search(unicodedata.normalize("NFC", text)):
        return None
    words = WORD.findall(text)
    for encoding in (Encoding.TCVN3, Encoding.VNI):
        gained = [word for word in words if WESTERN.search(word) and _gains(word, encoding)]
        foreign = [word for word in words if WESTERN.search(word)]
        if len(gained) >= min(ENOUGH, len(words)) and len(gained) * 2 > len(foreign) and _is_sure(gained, encoding):
            return to_unicode(text, encoding)
    return None


def _gains(word: str, encoding: Encoding) -> bool:
    return (
        len(word) > 1
        and word not in UNITS_OF_MEASURE
        and not _is_syllable(word)
        and _is_syllable(to_unicode(word, encoding))
    )


def _is_sure(words: list[str], encoding: Encoding) -> bool:
    """One word alone is sure only if it holds what no Western word does: a sign inside, or a VNI pair."""
    return len(words) >= ENOUGH or encoding is Encoding.VNI or any(NO_LETTER.search(word) for word in words)


def _is_syllable(word: str) -> bool:
    """Whether a word can be a Vietnamese syllable: onset, vowels, coda and at most one tone."""
    bare = unicodedata.normalize("NFD", word.casefold())
    without = unicodedata.normalize("NFC", TONES.sub("", bare))
    return len(TONES.findall(bare)) <= 1 and SYLLABLE.fullmatch(without) is not None

"""Turns text typed in pre-Unicode Vietnamese fonts (TCVN3, VNI) into Unicode.

These fonts draw Vietnamese letters in place of Western ones, and a workbook of today stores the Western characters. The
font of a cell decides how its text is converted; if the font is unknown, the text only leads to a suggestion.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from itertools import product

from pipeline.values.remembered import remembered


class Encoding(StrEnum):
    """Which Western characters a font uses for which Vietnamese letters."""

    TCVN3 = "TCVN3"
    TCVN3_CAPITALS = "TCVN3 chữ hoa"
    VNI = "VNI"


# TCVN 5712:1993, VN3: one Western character for each letter; capitals with a tone need a separate font of capitals.
TCVN3_LETTERS = dict(
    zip(
        "¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
        "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        strict=True,
    )
)
# VNI: a base letter, then one character for tone and diacritic together, in upper case after a capital.
VNI_MARKS = {
    "aeouyôö": dict(zip("ùøûõï", ("\u0301", "\u0300", "\u0309", "\u0303", "\u0323"), strict=True)),
    "aeo": dict(zip("âáàåãä", ("\u0302", "\u0302\u0301", "\u0302\u0300", "\u0302\u0309", "\u0302\u0303", "\u0302\u0323"), strict=True)),
    "a": dict(zip("êéèúüë", ("\u0306", "\u0306\u0301", "\u0306\u0300", "\u0306\u0309", "\u0306\u0303", "\u0306\u0323"), strict=True)),
}  # fmt: skip
VNI_SINGLE = {"ô": "ơ", "ö": "ư", "ñ": "đ", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}

ONSET = "(?:ngh?|gh|gi|qu|kh|ph|th|tr|ch|nh|[bcdđghklmnprstvx])?"
NUCLEUS = "(?:iê|yê|ươ|uô|uâ|uê|uy|uơ|oa|oă|oe|oo|ia|ya|ua|ưa|[aăâeêioôơuưy])"
CODA = "(?:ng|nh|ch|[cmnptiouy])?"
SYLLABLE = re.compile(f"{ONSET}(?:u(?=yê|ya))?{NUCLEUS}{CODA}")
TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
# Stricter than SYLLABLE, for converted words: which vowels may have a coda; before p, t, c, ch only two tones occur.
CLOSED = "(?:iê|yê|ươ|uô|uâ|uê|uyê|uy|oa|oă|oe|oo|[aăâeêioôơuưy])(?:ng|nh|ch|[cmnpt])"
OPEN = "(?:[iuư]a|uya|oa|oe|uê|uơ|uy|[aeêioôơuưy])"
GLIDE = "(?:[aâ][uy]|ai|[ae]o|[êiư]u|[oôơuư]i|oa[iyo]|oeo|uây|uyu|uêu|uôi|ươ[iu]|[iy]êu)"
STRICT_SYLLABLE = re.compile(f"{ONSET}(?:{CLOSED}|{OPEN}|{GLIDE})")
STOPPED = re.compile("(?:[cpt]|ch)$")
WORD = re.compile(r"""[^\s,.;:!?()\[\]{}/"'\-\u2013-\u2026@#+=<>|\\*]+""")
WESTERN = re.compile("[\u0080-\u00ff\u0152\u0153\u0160\u0161\u0178\u0192\u02c6\u02dc]")
BEYOND_WESTERN = re.compile("[\u0100-\u0151\u0154-\u015f\u0162-\u0177\u0179-\u0191\u1e00-\u1eff\u0300-\u036f]")
NO_LETTER = re.compile("[\u0080-\u00bf\u00f7]")  # not ×, which joins measures: n×m
UNIT = re.compile("[µ£¥][A-Za-z]{1,2}")  # µm, £m
ENOUGH = 2  # this many words must become Vietnamese by conversion
SHORT = 3  # in a text of at most this many words, such as a name, one is enough


def _vni_letters() -> dict[str, str]:
    letters = dict(VNI_SINGLE)
    for bases, marks in VNI_MARKS.items():
        for base, (mark, signs) in product(bases, marks.items()):
            letters[base + mark] = unicodedata.normalize("NFC", VNI_SINGLE.get(base, base) + signs)
    capitals = {key.upper(): letter.upper() for key, letter in letters.items()}
    mixed = {key[0].upper() + key[1:]: letter.upper() for key, letter in letters.items() if len(key) == 2}
    return {**mixed, **capitals, **letters}


VNI_LETTERS = _vni_letters()
VNI_PATTERN = re.compile("|".join(sorted(map(re.escape, VNI_LETTERS), key=len, reverse=True)))
TCVN3_TABLE = str.maketrans(TCVN3_LETTERS)


def encoding_of(font_name: str) -> Encoding | None:
    """The encoding of the font of that name; None for Unicode fonts."""
    name = font_name.strip().casefold()
    if name.startswith(".vn"):
        # .VnTimeH, .VnArial NarrowH, .VnTimeH Bold: no font of small letters has a word that ends in H
        return Encoding.TCVN3_CAPITALS if re.search(r"h\b", name) else Encoding.TCVN3
    return Encoding.VNI if re.match(r"vni[- ]", name) else None


def to_unicode(text: str, encoding: Encoding) -> str:
    """Text of a pre-Unicode font in Unicode (NFC); text that already contains Unicode Vietnamese is returned unchanged."""
    if BEYOND_WESTERN.search(text):
        return text
    if encoding is Encoding.VNI:
        return VNI_PATTERN.sub(lambda found: VNI_LETTERS[found[0]], text)
    plain = text.translate(TCVN3_TABLE)
    return plain.upper() if encoding is Encoding.TCVN3_CAPITALS else plain


@remembered
def looks_legacy(text: str) -> str | None:
    """The text in Unicode if its letters show, without regard to the font, that it is almost surely TCVN3 or VNI; else None.

    It must have two words (a text of up to three words: one) that become Vietnamese syllables only by conversion, and
    fewer words with Western letters that conversion does not change or does not turn into a syllable.
    """
    if not WESTERN.search(text) or BEYOND_WESTERN.search(unicodedata.normalize("NFC", text)):
        return None
    words = WORD.findall(text)
    for encoding in (Encoding.TCVN3, Encoding.VNI):
        western = [word for word in words if WESTERN.search(word) and not re.search(r"[\d_]", word)]
        gained = [word for word in western if _gains(word, encoding)]
        contrary = [word for word in western if not _is_converted(word, encoding)]
        needed = 1 if len(words) <= SHORT else ENOUGH
        if len(gained) >= needed and len(gained) > len(contrary) and _is_sure(gained, encoding):
            return to_unicode(text, encoding)
    return None


def _gains(word: str, encoding: Encoding) -> bool:
    return len(word) > 1 and not UNIT.fullmatch(word) and not _is_syllable(word) and _is_converted(word, encoding)


def _is_converted(word: str, encoding: Encoding) -> bool:
    """Whether conversion changes the word into a correctly spelt syllable."""
    meant = to_unicode(word, encoding)
    tones, bare = _tones_and_letters(meant)
    if meant == word or len(tones) > 1 or not STRICT_SYLLABLE.fullmatch(bare):
        return False
    return not STOPPED.search(bare) or tones in ("\u0301", "\u0323")


def _is_sure(words: list[str], encoding: Encoding) -> bool:
    """Whether some words are enough: two are; one only in VNI, or if it has a sign that occurs in no Western word."""
    return len(words) >= ENOUGH or encoding is Encoding.VNI or any(NO_LETTER.search(word) for word in words)


def _is_syllable(word: str) -> bool:
    """Whether a word can be a Vietnamese syllable: onset, vowels, coda and at most one tone."""
    tones, bare = _tones_and_letters(word)
    return len(tones) <= 1 and SYLLABLE.fullmatch(bare) is not None


def _tones_and_letters(word: str) -> tuple[str, str]:
    signs = unicodedata.normalize("NFD", word.casefold())
    return "".join(TONES.findall(signs)), unicodedata.normalize("NFC", TONES.sub("", signs))

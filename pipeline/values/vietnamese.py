"""Turns Vietnamese text as people type it into clean Unicode text, and into keys for comparing and sorting."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches
from itertools import combinations, filterfalse

from pipeline.values.remembered import remembered

HOOK_BELOW, ACUTE, GRAVE, TILDE, HOOK = "\u0323", "\u0301", "\u0300", "\u0303", "\u0309"
NO_BREAK = "\u00a0"  # a space at which no line ends
TONES = (GRAVE, HOOK, TILDE, ACUTE, HOOK_BELOW)  # huyền, hỏi, ngã, sắc, nặng: the order of dictionaries
LETTERS = {letter: rank for rank, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}

LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\u0085\u2028\u2029]")
SPACES = re.compile("[^\\S\n]+")
UNWANTED = re.compile(  # controls, zero-width and bidirectional marks, blank letters, soft hyphen, surrogates, what XML 1.0 forbids
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffc\ufffe\uffff\ud800-\udfff]"  # U+FFFD stays: it shows that a letter was lost
)
UNWANTED_BEYOND = re.compile(  # the ends of the planes, tags, variation selectors
    "[\U000e0000-\U000e01ef"
    + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 17))
    + "]"
)
BEYOND = re.compile("[\U00010000-\U0010ffff]")
DASH_SIGNS = re.compile("[\u2010-\u2015\u2043\u2212\ufe58\ufe63\uff0d]")
JOINTS = re.compile("(?:(?<! ) +)?([-/]) *")
MARKS_OF_FORM = re.compile(r"\( *[*:]+ *\)|[*:]+")
SYLLABLES = re.compile("(?:[^\\W\\d_]|[\u0300-\u036f])+")  # of decomposed text
MARKED_LETTERS = re.compile(".[\u0300-\u036f]*", re.DOTALL)  # of decomposed text: each letter with its marks
NOT_IN_SLUG = re.compile("[^a-z0-9]+")
APOSTROPHES = re.compile("['’‘ʼʻ′´`]")
RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
LONGEST_NAME = 500  # characters; nobody misspells a name into a longer text, and to compare one takes long
NEAR_ENOUGH = 0.72  # difflib's ratio; below it "did you mean" suggests names that have nothing to do with the text


@remembered
def clean(text: str) -> str:
    """Text in NFC without invisible characters and repeated spaces; its non-blank lines separated by ``\\n``.

    Only repairs that can never change a word are made: composition, Eth (Ð) to Đ, no-break and zero-width characters,
    controls, spaces.
    """
    plain = UNWANTED.sub("", LINE_ENDS.sub("\n", text))
    if BEYOND.search(plain):
        plain = UNWANTED_BEYOND.sub("", plain)
    plain = unicodedata.normalize("NFC", plain.replace("Ð", "Đ").replace("ð", "đ"))
    return "\n".join(line for raw in plain.split("\n") if (line := " ".join(raw.split())))


def one_line(text: str) -> str:
    """Cleaned text on one line."""
    return clean(text).replace("\n", " ")


def cut(text: str, most: int) -> str:
    """A text of at most ``most`` characters; one that is longer ends with «…»."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def lines(text: str) -> tuple[str, ...]:
    """The non-blank lines of cleaned text."""
    return tuple(filter(None, clean(text).split("\n")))


@remembered
def fold(text: str) -> str:
    """The key by which headings, sheet names and choices are compared.

    It ignores case, tones, diacritics, the kind of dash, spaces round ``-`` and ``/``, and ``*``, ``(*)`` and ``:``.
    """
    bare = unicodedata.normalize("NFD", one_line(text).casefold().replace("đ", "d"))
    return _without_form("".join(filterfalse(unicodedata.combining, bare)))


@remembered
def fold_but_marks(text: str) -> str:
    """The same key with tones and diacritics as typed."""
    return _without_form(one_line(text).casefold())


def _without_form(text: str) -> str:
    return JOINTS.sub(r"\1", SPACES.sub(" ", MARKS_OF_FORM.sub(" ", DASH_SIGNS.sub("-", text)))).strip()


def typed_as(words: str) -> str:
    """Words → a pattern for texts of :func:`fold_but_marks`: the same words, each letter with its marks or without some or all.

    «đảng viên» is «dang vien» and «đang viên», but neither «đặng viên» nor «đăng viên». A space may be a hyphen, or missing.
    """
    return "".join("[ _-]?" if each == " " else _typed_letter(each) for each in fold_but_marks(words))


def _typed_letter(letter: str) -> str:
    plain = unicodedata.normalize("NFD", letter)
    some = {"".join(each) for n in range(len(plain)) for each in combinations(plain[1:], n)}
    ways = [unicodedata.normalize("NFC", plain[0] + each) for each in sorted(some)] + (["d"] if letter == "đ" else [])
    return f"[{''.join(ways)}]" if len(ways) > 1 else re.escape(letter)


@remembered
def tone_key(text: str) -> str:
    """A key that ignores case, spacing and on which vowel of a syllable the tone mark is (hoà = hòa), but not the tone itself."""
    return SYLLABLES.sub(lambda found: _tone_last(found[0]), unicodedata.normalize("NFD", one_line(text).casefold()))


def _tone_last(syllable: str) -> str:
    tones = "".join(sign for sign in syllable if sign in TONES)
    return unicodedata.normalize("NFC", "".join(sign for sign in syllable if sign not in TONES)) + tones


def collation_key(text: str) -> tuple[object, ...]:
    """The sort key of Vietnamese text: letters a ă â … đ … ê … ô ơ … ư first, then tones, then case."""
    return *_letters_then_tones(text), one_line(text).swapcase()


def _letters_then_tones(text: str) -> tuple[object, object]:
    """The ranks of the letters, and the rank of each syllable's tone, whichever of its vowels has the mark."""
    words = unicodedata.normalize("NFD", one_line(text))
    letters: list[tuple[int, int | str]] = []
    for base in MARKED_LETTERS.findall(words):
        letter = unicodedata.normalize("NFC", "".join(sign for sign in base if sign not in TONES)).lower()
        letters.append((1, LETTERS[letter]) if letter in LETTERS else (0, letter))
    tones = [
        max((TONES.index(sign) + 1 for sign in syllable if sign in TONES), default=0)
        for syllable in SYLLABLES.findall(words)
    ]
    return tuple(letters), tuple(tones)


def person_key(name: str) -> tuple[object, ...]:
    """The sort key of a person's name: given name (last word), then family name, then middle names."""
    words = one_line(name).split(" ")
    parts = (words[-1], words[0], " ".join(words[1:-1]))
    return *(_letters_then_tones(part) for part in parts), one_line(name).swapcase()


def slug(text: str, limit: int = 100) -> str:
    """A text as the stem of a file name: ASCII lower-case words joined by ``-``, never empty, never a Windows device name.

    It has at most ``limit`` characters (1 or more) and is cut between words if there is more than one word.
    """
    bare = APOSTROPHES.sub("", fold(text))
    stem = NOT_IN_SLUG.sub("-", bare).strip("-")
    if len(stem) > limit:
        cut = stem[: limit + 1].rfind("-")
        stem = stem[: cut if cut > 0 else limit]
    if stem in RESERVED:
        stem = f"{stem}-x" if len(stem) + 2 <= limit else stem[:-1] + "z"
    return stem or "khong-ten"[:limit].rstrip("-")


def nearest(text: str, candidates: Iterable[str]) -> str | None:
    """The candidate that was probably meant, for «có phải …?»; None if none is similar.

    A candidate equal after :func:`fold` comes before one that is only similar; among equal ones comes the one with the same
    tones, then the first. If none is similar, the only candidate that contains the text or is contained in it is taken.
    """
    if len(text) > LONGEST_NAME:
        return None
    wanted, toned = fold(text), tone_key(text)
    ranked = sorted(filter(fold, candidates), key=lambda candidate: tone_key(candidate) != toned)
    folded = {fold(candidate): candidate for candidate in reversed(ranked)}
    close = get_close_matches(wanted, sorted(folded), n=1, cutoff=NEAR_ENOUGH)
    if close:
        return folded[close[0]]
    spaced = f" {wanted} ".replace("-", " ")
    names = {f" {name} ".replace("-", " "): official for name, official in folded.items()}
    within = [official for name, official in names.items() if len(wanted) > 2 and (name in spaced or spaced in name)]
    return within[0] if len(within) == 1 else None

"""Turns file names, which may be anything that a disk allows, into names that can be printed, written as UTF-8 and used on every system."""

from __future__ import annotations

import os
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from pipeline.values.vietnamese import RESERVED

MAX_BYTES = 255  # of one name, in UTF-8, on nearly every file system
ROOM = 25  # bytes left free in a returned workbook's name, for «.moi-99» and the lock files of office programs
UNPRINTABLE = (
    "Cc",
    "Cf",
    "Cs",
    "Zl",
    "Zp",
    "Cn",
)  # controls, bidirectional and zero-width marks, surrogates, line ends
NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*]')  # characters that Windows does not allow in a name
LIKE_OURS = re.compile(r"\.(moi|soat)(-\d+)?\Z", re.IGNORECASE)  # the end of the name of a new version or a marked copy
DEVICES = {*RESERVED, "conin$", "conout$"}
NAMELESS = "khong-ten"


def shown_name(name: str) -> str:
    """A file's name with each character that cannot be printed as an escape: ``a\\u202ecod.xlsx``, ``\\xff.xlsx``.

    Different names stay different, as a backslash becomes two. The result is always valid UTF-8 on one line.
    """
    return printable(name.replace("\\", "\\\\"))


def printable(text: str) -> str:
    """A text on one line, with each character that cannot be printed as an escape."""
    return text if text.isascii() and text.isprintable() else "".join(map(_printable, text))


def _printable(sign: str) -> str:
    if unicodedata.category(sign) not in UNPRINTABLE:
        return sign
    number = ord(sign)
    if 0xDC80 <= number <= 0xDCFF:  # a byte that is not UTF-8
        return f"\\x{number - 0xDC00:02x}"
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"


def safe_stem(text: str) -> str:
    """A text as the stem of a file name that every system takes, with room left for what is added to it, never empty.

    It is no device of Windows, and neither like a hidden file nor like a new version of this program.
    """
    plain = unicodedata.normalize("NFC", NOT_IN_NAMES.sub("_", shown_name(text)))
    plain = LIKE_OURS.sub(r"-\1\2", _cut(plain.lstrip(" .~").rstrip(" ."), MAX_BYTES - ROOM).rstrip(" ."))
    if unicodedata.normalize("NFKC", plain.partition(".")[0]).rstrip(" ").lower() in DEVICES:
        plain = f"_{plain}"
    return plain or NAMELESS


def name_key(name: str) -> str:
    """The key under which a disk that ignores case and Unicode form finds a name."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def unique_stems(names: Iterable[str]) -> Mapping[str, str]:
    """Maps each file name to a safe stem that no other has, ignoring case and Unicode form: the name's own, where it can be.

    If several names give the same stem, the old extension stays in it (``a.xls``), then a number is added.
    """
    stems = {name: safe_stem(PurePosixPath(name).stem) for name in sorted(names)}
    times = Counter(map(name_key, stems.values()))
    alone = {name: stem for name, stem in stems.items() if times[name_key(stem)] == 1}
    others = [name for name in stems if name not in alone]
    return {**alone, **dict(zip(others, distinct(map(safe_stem, others), alone.values()), strict=True))}


def distinct(stems: Iterable[str], given: Iterable[str] = ()) -> Iterator[str]:
    """The stems in their order, each that a disk would take for an earlier one with a number: ``a``, ``b``, ``a-2``.

    ``given`` are stems that have been given before.
    """
    taken = set(map(name_key, given))
    numbers: dict[str, int] = {}
    for stem in stems:
        free = _free(stem, taken, numbers)
        taken.add(name_key(free))
        yield free


def _free(stem: str, taken: set[str], numbers: dict[str, int]) -> str:
    """The stem, or the first numbered one that is not taken; ``numbers`` are the last ones given, so that this is linear."""
    key, candidate = name_key(stem), stem
    number = numbers.get(key, 1)
    while name_key(candidate) in taken:
        number += 1
        candidate = f"{_cut(stem, MAX_BYTES - ROOM - 8)}-{number}"
    numbers[key] = number
    return candidate


def fitted(stem: str, tail: str) -> str:
    """A stem and the end of a name as one name; the stem is shortened where a disk would refuse the whole."""
    return _cut(stem, MAX_BYTES - len(os.fsencode(tail))) + tail


def _cut(text: str, room: int) -> str:
    """As many whole characters of a text as fit into ``room`` bytes."""
    encoded = text.encode("utf-8", "surrogateescape")
    if len(encoded) <= room:
        return text
    return encoded[:room].decode("utf-8", "ignore") if text.isprintable() else _cut_by_characters(text, room)


def _cut_by_characters(text: str, room: int) -> str:
    while len(text.encode("utf-8", "surrogateescape")) > room:
        text = text[:-1]
    return text

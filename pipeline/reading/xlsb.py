"""Finds in an xlsb file whether it has struck-through letters: which cells have them no library that we keep can say."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from struct import error, unpack_from

from pipeline.opc.unpack import Parts

STYLES = "xl/styles.bin"
FONT, STRUCK = 43, 0x08  # a record, and the bit of its flags


def has_struck_fonts(parts: Parts) -> bool:
    """Whether a font of the workbook is struck through; Excel keeps no font that nothing has."""
    if STYLES not in parts:
        return False
    with suppress(IndexError, error):  # calamine tells what is broken
        return any(kind == FONT and unpack_from("<H", data, 2)[0] & STRUCK for kind, data in _records(parts[STYLES]))
    return False


def _records(part: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at < len(part):
        kind, at = _number(part, at, 2)
        length, at = _number(part, at, 4)
        yield kind, part[at : at + length]
        at += length


def _number(part: bytes, at: int, most: int) -> tuple[int, int]:
    """A number of seven bits a byte, and where the next thing begins; its last byte has no high bit."""
    number = 0
    for n in range(most):
        number |= (part[at + n] & 0x7F) << (7 * n)
        if part[at + n] < 0x80:
            return number, at + n + 1
    return number, at + most

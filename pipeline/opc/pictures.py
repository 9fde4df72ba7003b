"""Turns the bytes of a stranger's picture into its size in points of the screen, if they are those of a whole PNG or JPEG picture."""

from __future__ import annotations

from contextlib import suppress
from struct import error, unpack_from

PNG, END_OF_PNG = b"\x89PNG\r\n\x1a\n", b"IEND"
JPEG, END_OF_JPEG, SCAN = b"\xff\xd8\xff", b"\xff\xd9", 0xDA
FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # the segments of a JPEG that hold its size
LONGEST_SIDE = 20_000


def picture_size(content: bytes) -> tuple[int, int] | None:
    """Width and height; None for any other file, for one that is cut off, and for a size that no picture has."""
    with suppress(error, IndexError):
        size = _png(content) if content.startswith(PNG) else _jpeg(content) if content.startswith(JPEG) else None
        if size and all(0 < side <= LONGEST_SIDE for side in size):
            return size
    return None


def _png(content: bytes) -> tuple[int, int] | None:
    at, size = len(PNG), None
    while at < len(content):
        length, kind = unpack_from(">I4s", content, at)
        if at == len(PNG):
            size = unpack_from(">II", content, at + 8) if kind == b"IHDR" else None
        at += length + 12
        if kind == END_OF_PNG:
            return size if at == len(content) else None
    return None


def _jpeg(content: bytes) -> tuple[int, int] | None:
    at, size = 2, None
    while content[at] == 0xFF:
        marker, length = content[at + 1], unpack_from(">H", content, at + 2)[0]
        if marker in FRAMES:
            height, width = unpack_from(">HH", content, at + 5)
            size = width, height
        if marker == SCAN:
            return size if content.rstrip(b"\0").endswith(END_OF_JPEG) else None
        at += length + 2
    return None

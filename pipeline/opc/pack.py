"""Turns the parts of an Office file into its bytes: the same parts give the same bytes.

What ``zipfile`` would write, byte for byte; but a part that many files share is compressed once and copied.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from html import escape
from struct import pack as struct

FIRST = "[Content_Types].xml"  # the member that Office programs look for first
FULL = 6  # how hard zlib tries
QUICK = 2  # for what is deflated anew for each paper: half the time, and the paper grows by three hundredths
VERSION = 20  # of the format: deflate
DEFLATED = 8
UTF8 = 0x800
EARLIEST = (0, 1 << 5 | 1)  # 1 January 1980, midnight, as the format counts: the zip's clock, stopped
OWNER_ONLY = 0o600 << 16
LOCAL, CENTRAL = struct("<4sH", b"PK\x03\x04", VERSION), struct("<4s2H", b"PK\x01\x02", VERSION, VERSION)


@dataclass(frozen=True)
class Compressed:
    """One part as it stands in a package: checksum, size in bytes, deflated bytes."""

    crc: int
    size: int
    data: bytes


def compress(part: bytes, effort: int = FULL) -> Compressed:
    """A part deflated."""
    return Compressed(zlib.crc32(part), len(part), zlib.compress(part, effort, -zlib.MAX_WBITS))


def compress_blocks(blocks: Iterable[bytes], effort: int = FULL) -> Compressed:
    """A part deflated block by block, never held whole: the same as if it were one."""
    packer = zlib.compressobj(effort, zlib.DEFLATED, -zlib.MAX_WBITS)
    crc, size, data = 0, 0, []
    for block in blocks:
        crc, size = zlib.crc32(block, crc), size + len(block)
        data.append(packer.compress(block))
    data.append(packer.flush())
    return Compressed(crc, size, b"".join(data))


def pack(parts: Mapping[str, bytes | Compressed]) -> bytes:
    """Parts as a zip package with sorted members and a stopped clock: the same parts give the same bytes."""
    body: list[bytes] = []
    directory: list[bytes] = []
    at = 0
    for name in _order(tuple(parts)):
        part = parts[name]
        made = part if isinstance(part, Compressed) else compress(part)
        common, encoded = _described(name, made.crc, len(made.data), made.size)
        head = LOCAL + common + encoded
        body += (head, made.data)
        directory += (
            CENTRAL,
            common,
            struct("<3H2L", 0, 0, 0, OWNER_ONLY, at),
            encoded,
        )
        at += len(head) + len(made.data)
    told = b"".join(directory)
    number = len(parts)
    end = struct("<4s4H2LH", b"PK\x05\x06", 0, 0, number, number, len(told), at, 0)
    return b"".join((*body, told, end))


@lru_cache(maxsize=1024)
def _described(name: str, crc: int, packed: int, size: int) -> tuple[bytes, bytes]:
    """What local header and directory both say of a part, and its name."""
    encoded = name.encode()
    flag = 0 if name.isascii() else UTF8
    return struct("<2H2H3L2H", flag, DEFLATED, *EARLIEST, crc, packed, size, len(encoded), 0), encoded


@lru_cache(maxsize=256)
def _order(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(names, key=lambda name: (name != FIRST, name)))


NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def core_properties(title: str, day: date) -> bytes:
    """Document properties without any account's name; the time is the paper's own date, not the clock's."""
    time = f"{day.isoformat()}T00:00:00Z"
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(NOT_IN_XML.sub('', title))}</dc:title><dc:language>vi-VN</dc:language>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{time}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{time}</dcterms:modified></cp:coreProperties>'
    ).encode()

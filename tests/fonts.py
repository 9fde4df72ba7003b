"""The widths of Tinos, which has the metrics of Times New Roman: read from the font itself, to prove our own table of widths."""

from __future__ import annotations

import subprocess
import unicodedata
from functools import cache
from pathlib import Path
from struct import unpack_from

from pipeline.word.font_widths import text_width_mm
from tests.programs import TINOS, found, needed


@cache
def _advances(style: str) -> dict[str, float]:
    """Every sign's advance in ems: the font's tables ``cmap`` (sign to glyph) and ``hmtx`` (glyph to width)."""
    needed(TINOS)
    path = subprocess.run(
        ["fc-match", "-f", "%{file}", f"{TINOS}:style={style}"], capture_output=True, encoding="utf-8", check=True
    ).stdout
    font = Path(path).read_bytes()
    records = (unpack_from(">4sxxxxII", font, 12 + 16 * n) for n in range(unpack_from(">H", font, 4)[0]))
    at = {name.decode(): place for name, place, _ in records}
    (em,) = unpack_from(">H", font, at["head"] + 18)
    (measured,) = unpack_from(">H", font, at["hhea"] + 34)
    return {
        chr(sign): unpack_from(">H", font, at["hmtx"] + 4 * min(glyph, measured - 1))[0] / em
        for sign, glyph in _glyphs(font, at["cmap"]).items()
    }


def _glyphs(font: bytes, cmap: int) -> dict[int, int]:
    """The glyph of every sign of the basic plane, from the font's sub-table in segments (format 4)."""
    tables = (unpack_from(">I", font, cmap + 8 + 8 * n)[0] for n in range(unpack_from(">H", font, cmap + 2)[0]))
    table = next(cmap + place for place in tables if unpack_from(">H", font, cmap + place)[0] == 4)
    count = unpack_from(">H", font, table + 6)[0] // 2
    ends, starts, deltas, offsets = (
        unpack_from(f">{count}H", font, table + 14 + 2 * count * n + (2 if n else 0)) for n in range(4)
    )
    found = {}
    for n, (start, end, delta, offset) in enumerate(zip(starts, ends, deltas, offsets, strict=True)):
        for sign in range(start, min(end, 0xFFFE) + 1):
            place = table + 16 + 6 * count + 2 * n + offset + 2 * (sign - start)
            glyph = unpack_from(">H", font, place)[0] if offset else sign
            found[sign] = (glyph + delta) % 0x10000 if glyph else 0
    return found


def printed_width(text: str, size: float, bold: bool = False, italic: bool = False) -> float:
    """The width in mm of a text as that font prints it."""
    style = " ".join(name for name, on in (("Bold", bold), ("Italic", italic)) if on) or "Regular"
    advances = _advances(style)
    return sum(advances[sign] for sign in unicodedata.normalize("NFC", text)) * size * 25.4 / 72


def drawn_width(text: str, size: float, bold: bool = False, italic: bool = False) -> float:
    """The same for papers that tests draw; where the font is missing our own table, which is proved against the font where it is there."""
    return (printed_width if found(TINOS) else text_width_mm)(text, size, bold, italic)

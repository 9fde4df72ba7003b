"""Turns a paragraph's text into what it can be recognised by, whatever its case, marks, dashes and spaces."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher

from pipeline.inspection.layout.values import Paragraph

HIDDEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
RANKS = re.compile(r"(?:TM|KT|TL|TUQ|Q)(?:\.|/| )")
POSITIONS = (
    "CHỦ TỊCH", "PHÓ ", "GIÁM ĐỐC", "TỔNG GIÁM ĐỐC", "TỔNG CỤC TRƯỞNG", "TỔNG KIỂM TOÁN", "TỔNG THANH TRA", "TỔNG BIÊN TẬP", "CHÁNH ",
    "BỘ TRƯỞNG", "THỨ TRƯỞNG", "THỦ TƯỚNG", "CỤC TRƯỞNG", "VỤ TRƯỞNG", "TRƯỞNG ", "CHI CỤC TRƯỞNG", "HIỆU TRƯỞNG", "VIỆN TRƯỞNG",
    "CHỦ NHIỆM", "THỐNG ĐỐC", "ĐỘI TRƯỞNG", "TRẠM TRƯỞNG", "HẠT TRƯỞNG", "TỔ TRƯỞNG", "THƯ KÝ", "CHỦ TRÌ", "CHỦ TỌA", "CHỦ TOẠ",
    "NGƯỜI LẬP", "NGƯỜI GHI", "NGƯỜI VIẾT", "NGƯỜI ĐỨNG ĐẦU", "ỦY BAN NHÂN DÂN", "HỘI ĐỒNG", "BAN CHỈ ĐẠO", "BAN THƯỜNG VỤ",
    "BAN CHẤP HÀNH", "BAN QUẢN LÝ", "BÍ THƯ", "KẾ TOÁN", "ĐẠI DIỆN", "THỦ TRƯỞNG",
)  # fmt: skip


def words(p: Paragraph) -> str:
    """A paragraph's text as it reads: composed letters, nothing hidden, no blanks round it."""
    return HIDDEN.sub("", unicodedata.normalize("NFC", p.text)).replace("Ð", "Đ").strip()


def folded(text: str) -> str:
    """Base letters and digits alone, in capitals: what is left when case, marks, dashes and blanks are passed over."""
    plain = unicodedata.normalize("NFD", text.upper().replace("Đ", "D").replace("Ð", "D"))
    return "".join(sign for sign in plain if sign.isalnum())


def alike(text: str, other: str) -> bool:
    """Whether two texts are the same but for a letter or two."""
    one, two = folded(text), folded(other)
    return abs(len(one) - len(two)) <= 4 and SequenceMatcher(None, one, two).ratio() >= 0.85


def told(p: Paragraph) -> bool:
    """Whether a paragraph says anything: a letter or a digit."""
    return any(sign.isalnum() for sign in p.text)


def is_capitals(p: Paragraph) -> bool:
    """Whether all its letters are capitals."""
    return words(p) == words(p).upper()


def is_position(text: str) -> bool:
    """Whether a line names a power to sign or a position, in whatever case."""
    upper = text.strip().upper()
    return bool(RANKS.match(upper)) or upper.startswith(POSITIONS)


def is_bold(p: Paragraph) -> bool:
    """Whether all that shows is bold."""
    return bool(p.visible) and p.all("bold")

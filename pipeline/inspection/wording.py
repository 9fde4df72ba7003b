"""Recognises a paragraph by its text: comparisons that ignore case, diacritics, dashes and spaces."""

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


def clean_text(p: Paragraph) -> str:
    """A paragraph's text with composed letters (NFC), without hidden characters and surrounding blanks."""
    return HIDDEN.sub("", unicodedata.normalize("NFC", p.text)).replace("Ð", "Đ").strip()


def folded(text: str) -> str:
    """A text reduced to its base letters and digits in capitals, without diacritics, dashes and blanks."""
    plain = unicodedata.normalize("NFD", text.upper().replace("Đ", "D").replace("Ð", "D"))
    return "".join(sign for sign in plain if sign.isalnum())


def alike(text: str, other: str) -> bool:
    """Whether two texts are the same except for a few letters, ignoring case and diacritics."""
    one, two = folded(text), folded(other)
    return abs(len(one) - len(two)) <= 4 and SequenceMatcher(None, one, two).ratio() >= 0.85


def has_text(p: Paragraph) -> bool:
    """Whether a paragraph contains a letter or a digit."""
    return any(sign.isalnum() for sign in p.text)


def is_capitals(p: Paragraph) -> bool:
    """Whether all letters of a paragraph are capitals."""
    return clean_text(p) == clean_text(p).upper()


def is_position(text: str) -> bool:
    """Whether a line begins with a signing formula («KT.», «TM.») or a position («Giám đốc»), in any case."""
    upper = text.strip().upper()
    return bool(RANKS.match(upper)) or upper.startswith(POSITIONS)


def is_bold(p: Paragraph) -> bool:
    """Whether all visible text of a paragraph is bold; no for an empty one."""
    return bool(p.visible) and p.all("bold")

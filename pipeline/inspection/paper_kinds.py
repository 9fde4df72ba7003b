"""Turns a title and a symbol into the kind of paper that they name, with what that kind must have."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.inspection.wording import alike, folded


@dataclass(frozen=True)
class Kind:
    """A kind of paper: its title, the letters in its symbol, and which components it cannot do without."""

    title: str
    symbol: str = ""
    subject: bool = True
    addressed: bool = False
    decides: bool = False
    closes: bool = True
    official: bool = True
    one_signer: bool = True
    order: str = "QUYẾT ĐỊNH:"
    sent: bool = True


LETTER = Kind("CÔNG VĂN", "", addressed=True)
FORM = Kind(
    "", subject=False, closes=False, official=False, one_signer=False
)  # lists, profiles, ballots: no official paper
ANNEX = Kind("PHỤ LỤC", subject=False, closes=False, official=False, one_signer=False)
PREPRINTED = Kind("GIẤY KHEN", subject=False, closes=False, official=False, one_signer=False)
KINDS = (
    Kind("NGHỊ QUYẾT", "NQ", decides=True, order="QUYẾT NGHỊ:"),
    Kind("QUYẾT ĐỊNH", "QĐ", decides=True),
    Kind("CHỈ THỊ", "CT"),
    Kind("QUY CHẾ", "QC"),
    Kind("QUY ĐỊNH", "QyĐ"),
    Kind("THÔNG CÁO", "TC"),
    Kind("THÔNG BÁO", "TB"),
    Kind("HƯỚNG DẪN", "HD"),
    Kind("CHƯƠNG TRÌNH", "CTr"),
    Kind("KẾ HOẠCH", "KH"),
    Kind("PHƯƠNG ÁN", "PA"),
    Kind("ĐỀ ÁN", "ĐA"),
    Kind("DỰ ÁN", "DA"),
    Kind("BÁO CÁO", "BC"),
    Kind("BIÊN BẢN", "BB", one_signer=False),
    Kind("TỜ TRÌNH", "TTr", addressed=True),
    Kind("HỢP ĐỒNG", "HĐ", subject=False, closes=False, one_signer=False, sent=False),
    Kind("CÔNG ĐIỆN", "CĐ", subject=False),
    Kind("BẢN GHI NHỚ", "BGN", subject=False, closes=False, one_signer=False, sent=False),
    Kind("BẢN THỎA THUẬN", "BTT", subject=False, closes=False, one_signer=False, sent=False),
    Kind("GIẤY ỦY QUYỀN", "GUQ", subject=False, closes=False, one_signer=False),
    Kind("GIẤY MỜI", "GM", subject=False),
    Kind("GIẤY GIỚI THIỆU", "GGT", subject=False, closes=False),
    Kind("GIẤY NGHỈ PHÉP", "GNP", subject=False, closes=False),
    Kind("PHIẾU GỬI", "PG", subject=False, closes=False),
    Kind("PHIẾU CHUYỂN", "PC", subject=False, closes=False),
    Kind("PHIẾU BÁO", "PB", subject=False, closes=False),
)
TITLES = {folded(kind.title): kind for kind in KINDS}
SYMBOLS = {kind.symbol: kind for kind in KINDS}
_MARK = re.compile(r"/\s*([A-Za-zĐđÐ]+)\s*-")


def kind_titled(text: str) -> Kind | None:
    """The kind that a title names, whatever its case and marks; None for a title of no kind in the decree."""
    return TITLES.get(folded(text))


def names_kind(text: str, kind: Kind) -> bool:
    """Whether a title is that of a kind which the symbol tells: a letter or two wrong, or with more words after it."""
    return alike(text, kind.title) or folded(text).startswith(folded(kind.title))


def mark_of(symbol: str) -> str:
    """The letters of the kind in a symbol: ``QĐ`` of ``Số: 12/QĐ-SNV``; empty where there are none."""
    found = _MARK.search(symbol)
    return found[1] if found else ""


def kind_marked(symbol: str) -> Kind | None:
    """The kind whose letters a symbol bears."""
    return SYMBOLS.get(mark_of(symbol))

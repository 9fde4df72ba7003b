"""Lists the kinds of administrative paper, and finds the kind that a paper's title or symbol names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.inspection.wording import alike, folded


@dataclass(frozen=True)
class PaperKind:
    """A kind of paper (Nghị định 30/2020/NĐ-CP, Điều 7) and the components that it must have.

    ``symbol`` are the letters of the kind in a paper's symbol (``QĐ``); empty for an official letter and for forms.
    ``subject``, ``addressed`` («Kính gửi») and ``sent`` («Nơi nhận») are components that the paper must have; ``closes``
    says that its text ends with «./.». ``decides`` marks kinds with a preamble, an order (``order``) and articles;
    ``official`` those with a letterhead, number, date and signature; ``one_signer`` those that one person signs.
    """

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


LETTER = PaperKind("CÔNG VĂN", "", addressed=True)
FORM = PaperKind("", subject=False, closes=False, official=False, one_signer=False)  # lists, profiles, ballots
ANNEX = PaperKind("PHỤ LỤC", subject=False, closes=False, official=False, one_signer=False)
PREPRINTED = PaperKind("GIẤY KHEN", subject=False, closes=False, official=False, one_signer=False)
LEGAL = PaperKind("VĂN BẢN QUY PHẠM PHÁP LUẬT", subject=False, closes=False, official=False, one_signer=False)
PERSONAL = PaperKind("ĐƠN, TỜ KHAI", subject=False, closes=False, official=False, one_signer=False)
KINDS = (
    PaperKind("NGHỊ QUYẾT", "NQ", decides=True, order="QUYẾT NGHỊ:"),
    PaperKind("QUYẾT ĐỊNH", "QĐ", decides=True),
    PaperKind("CHỈ THỊ", "CT"),
    PaperKind("QUY CHẾ", "QC"),
    PaperKind("QUY ĐỊNH", "QyĐ"),
    PaperKind("THÔNG CÁO", "TC"),
    PaperKind("THÔNG BÁO", "TB"),
    PaperKind("HƯỚNG DẪN", "HD"),
    PaperKind("CHƯƠNG TRÌNH", "CTr"),
    PaperKind("KẾ HOẠCH", "KH"),
    PaperKind("PHƯƠNG ÁN", "PA"),
    PaperKind("ĐỀ ÁN", "ĐA"),
    PaperKind("DỰ ÁN", "DA"),
    PaperKind("BÁO CÁO", "BC"),
    PaperKind("BIÊN BẢN", "BB", one_signer=False),
    PaperKind("TỜ TRÌNH", "TTr", addressed=True),
    PaperKind("HỢP ĐỒNG", "HĐ", subject=False, closes=False, one_signer=False, sent=False),
    PaperKind("CÔNG ĐIỆN", "CĐ", subject=False),
    PaperKind("BẢN GHI NHỚ", "BGN", subject=False, closes=False, one_signer=False, sent=False),
    PaperKind("BẢN THỎA THUẬN", "BTT", subject=False, closes=False, one_signer=False, sent=False),
    PaperKind("GIẤY ỦY QUYỀN", "GUQ", subject=False, closes=False, one_signer=False),
    PaperKind("GIẤY MỜI", "GM", subject=False),
    PaperKind("GIẤY GIỚI THIỆU", "GGT", subject=False, closes=False),
    PaperKind("GIẤY NGHỈ PHÉP", "GNP", subject=False, closes=False),
    PaperKind("PHIẾU GỬI", "PG", subject=False, closes=False),
    PaperKind("PHIẾU CHUYỂN", "PC", subject=False, closes=False),
    PaperKind("PHIẾU BÁO", "PB", subject=False, closes=False),
)
TITLES = {folded(kind.title): kind for kind in KINDS}
SYMBOLS = {kind.symbol: kind for kind in KINDS}
LAWS = ("HIẾN PHÁP", "LUẬT", "BỘ LUẬT", "PHÁP LỆNH", "NGHỊ ĐỊNH", "THÔNG TƯ", "THÔNG TƯ LIÊN TỊCH", "SẮC LỆNH")
LEGAL_TITLES = tuple(map(folded, LAWS))
# with the year: Luật Ban hành văn bản quy phạm pháp luật
LEGAL_SYMBOL = re.compile(r"\d{1,5}/(?:19|20)\d\d/(?:QH\d+|[A-ZĐ]{2,})")
PERSONAL_TITLE = re.compile(
    r"(?:ĐƠN|TỜ KHAI|SƠ YẾU LÝ LỊCH|BẢN (?:TỰ )?KHAI|BẢN CAM KẾT|BẢN CAM ĐOAN|BẢN TƯỜNG TRÌNH|GIẤY ĐỀ NGHỊ)\b"
)
_MARK = re.compile(r"/\s*([A-Za-zĐđÐ]+)\s*-")


def kind_titled(text: str) -> PaperKind | None:
    """The kind that a title names, ignoring case and diacritics; None if the decree has no such kind."""
    return TITLES.get(folded(text))


def names_kind(text: str, kind: PaperKind) -> bool:
    """Whether a title is that of a kind already known from the symbol: a few letters may be wrong, more words may follow."""
    return alike(text, kind.title) or folded(text).startswith(folded(kind.title))


def mark_of(symbol: str) -> str:
    """The letters of the kind in a symbol: ``QĐ`` of ``Số: 12/QĐ-SNV``; empty where there are none."""
    found = _MARK.search(symbol)
    return found[1] if found else ""


def kind_marked(symbol: str) -> PaperKind | None:
    """The kind whose letters are in a symbol; None if there are none or they are unknown."""
    return SYMBOLS.get(mark_of(symbol))

"""Checks what a reader of the text would send back: citations, authority, «quý» in a sentence, colons, who submits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.inspection import decree
from pipeline.inspection.anatomy import Anatomy
from pipeline.inspection.checks.head import agencies
from pipeline.inspection.layout.values import Paragraph, text_position_of
from pipeline.inspection.points import Point, judged, point
from pipeline.inspection.wording import clean_text

SPACE = r"[\s\u00a0]"
CITED_KINDS = "Nghị định|Nghị quyết|Thông tư|Quyết định|Chỉ thị|Kế hoạch|Hướng dẫn|Thông báo|Công văn|Tờ trình|Biên bản|Báo cáo|Đề án|Chương trình"
CITATION = re.compile(
    rf"\b(?:căn cứ|theo|thực hiện|xét|tại){SPACE}+(?P<kind>{CITED_KINDS}){SPACE}+số(?P<number>[\s\u00a0\d.…_]*)/(?P<symbol>[\w/-]+)",
    re.IGNORECASE,
)
UNNUMBERED = re.compile(
    r"\A(?:Căn cứ|Thực hiện|Theo) (?P<kind>Kế hoạch|Quyết định|Chỉ thị|Công văn|Thông báo|Hướng dẫn|Nghị định|Thông tư) (?!số\b|này\b|trên\b|của\b|tại\b|nêu\b)\w"
)
ON_A_DAY = re.compile(rf"\A(?:{SPACE}*,)?{SPACE}*ngày{SPACE}*(?:[\d.…_/-]+|{SPACE}{{2,}}tháng|\d+ tháng)")
ISSUED_BY = re.compile(r"\bcủa\s+\S|\bdo\s+\S")
ABOUT = re.compile(
    r"\b(?:về|quy định|sửa đổi|ban hành|hướng dẫn|phê duyệt|triển khai|thành lập|phân công|công nhận|quy chế|kiện toàn|bãi bỏ|thực hiện|tổ chức|giao|điều chỉnh|tuyên truyền|xây dựng)\b",
    re.IGNORECASE,
)
WITHOUT_SUBJECT = ("tờ trình", "công văn", "biên bản")  # cited by number, day and issuer alone
ASKED_BY = re.compile(r"đề nghị của", re.IGNORECASE)
POWERS = re.compile(
    r"chức năng|nhiệm vụ|quyền hạn|cơ cấu|tổ chức bộ máy|luật tổ chức|quy chế|điều lệ|thẩm quyền|thành lập|phân cấp|ủy quyền",
    re.IGNORECASE,
)
QUARTER = re.compile(r"(?<=[^\W\dA-ZĐ_] )Quý (?:I{1,3}|IV|[1-4])\b|(?<=, )Quý (?:I{1,3}|IV|[1-4])\b")
LEADING_ON = re.compile(r"\b(?:như sau|sau đây|dưới đây)\s*[.;,…]?\Z", re.IGNORECASE)
NOUNS = re.compile(
    r"V/v\s+(?:hồ sơ|danh sách|kết quả|công tác|chế độ|chính sách|nội dung|số liệu|tình hình|biên chế|kinh phí|văn bản|đề án|dự thảo|thông tin|lịch|chương trình|gương|nhân sự|tài liệu|kế hoạch|biểu mẫu)\b",
    re.IGNORECASE,
)
HEADS = {  # a head's title, and how the names of the bodies begin that have such a head
    "TRƯỞNG PHÒNG": ("PHÒNG",),
    "CHÁNH VĂN PHÒNG": ("VĂN PHÒNG",),
    "TRƯỞNG BAN": ("BAN", "HỘI ĐỒNG", "TIỂU BAN"),
    "CHI CỤC TRƯỞNG": ("CHI CỤC",),
    "HIỆU TRƯỞNG": ("TRƯỜNG", "ĐẠI HỌC"),
}
FOR_OTHERS = re.compile(r"(?:TL|TUQ|T/L)\b")


def usage(paper: Anatomy) -> Iterator[Point]:
    """Whole first citations, a basis of authority, «quý» and colons in sentences, the verb of «V/v», who submits."""
    if not paper.kind.official:
        return
    flow = [*paper.bases, *paper.text]
    yield from _citations(flow)
    if paper.kind.decides and paper.bases:
        has_power = any(POWERS.search(clean_text(p)) for p in paper.bases)
        lacking = "" if has_power else f"chưa thấy trong {len(paper.bases)} căn cứ"
        yield judged(decree.POWER, lacking, "có", text_position_of(paper.bases))
    in_sentences = [*paper.subject, *paper.letter_subject, *flow]
    yield point(
        decree.QUARTER, ((p, "viết hoa trong câu" if QUARTER.search(clean_text(p)) else "") for p in in_sentences)
    )
    leads = zip(paper.text, paper.text[1:], strict=False)
    yield point(decree.COLON, ((p, "thiếu dấu hai chấm" if LEADING_ON.search(clean_text(p)) else "") for p, _ in leads))
    if paper.letter_subject:
        text = " ".join(clean_text(p) for p in paper.letter_subject)
        without_verb = f"«{text}»" if NOUNS.match(text) else ""
        yield judged(decree.LETTER_VERB, without_verb, "có", text_position_of(paper.letter_subject))
    yield from _submitting_body(paper)


# --- citations -----------------------------------------------------------------------------------------------------


def _citations(flow: Sequence[Paragraph]) -> Iterator[Point]:
    """The first citation of each paper: what it lacks for certain, and what is worth a look."""
    seen: set[str] = set()
    certain: list[tuple[Paragraph, str]] = []
    uncertain: list[tuple[Paragraph, str]] = []
    for number, p in enumerate(flow):
        text = clean_text(p).replace("\n", " ")
        for found in CITATION.finditer(text):
            key = f"{found['kind']} {found['number'].strip()}/{found['symbol']}".casefold()
            if key in seen:
                continue
            seen.add(key)
            lacking, to_see = _lacking(found, text)
            certain += [(p, lacking)] if lacking else []
            uncertain += [(p, to_see)] if to_see else []
        if number < LEADS and UNNUMBERED.match(text):
            uncertain.append((p, "viện dẫn không có số, ký hiệu, ngày"))
    yield point(decree.CITED, certain, "đủ")
    yield point(decree.CITED_LOOSELY, uncertain, "đủ")


LEADS = 12  # the paragraphs at the beginning in which a paper names what it rests on


def _lacking(found: re.Match[str], text: str) -> tuple[str, str]:
    """What a first citation lacks for certain, and what is only worth a look, in words; "" for nothing."""
    after = text[found.end() :]
    clause = re.split(r"[;:]|\.(?:\s|\Z)", after, maxsplit=1)[0]
    missing = [] if ON_A_DAY.match(after) else ["ngày"]
    if not (ISSUED_BY.search(clause) or ASKED_BY.search(text[: found.start()])):
        missing.append("cơ quan ban hành")
    name = f"{found['kind']} số {found['number'].strip()}/{found['symbol']}"
    lacking = f"thiếu {', '.join(missing)} của {name}" if missing else ""
    if not any(sign.isdigit() for sign in found["number"]):
        return "", f"chưa có số: {found['kind']} …/{found['symbol']}"
    if found["kind"].lower() in WITHOUT_SUBJECT:  # between offices that know each other by number and day
        return "", lacking
    return lacking, "" if lacking or ABOUT.search(clause) else f"chưa thấy trích yếu của {name}"


# --- who submits ---------------------------------------------------------------------------------------------------


def _submitting_body(paper: Anatomy) -> Iterator[Point]:
    """A submission is headed by the body whose head signs it."""
    if paper.kind.symbol != "TTr" or not paper.signing.signers:
        return
    _, issuers = agencies(paper)
    issuer = " ".join(clean_text(p) for p in issuers).upper()
    lines = [clean_text(p).upper() for p in paper.signing.signers[-1].position]
    if not issuer or not lines or any(FOR_OTHERS.match(line) for line in lines):
        return
    first = re.sub(r"\A(?:KT\.|Q\.|TM\.)\s*", "", lines[0])
    expected = next((bodies for head, bodies in HEADS.items() if first.startswith(head)), None)
    position = text_position_of(paper.signing.signers[-1].position)
    is_other = expected and not issuer.startswith(expected)
    differing = f"đầu văn bản là «{issuer}», người ký là «{' / '.join(lines)}»" if is_other else ""
    yield judged(decree.ONE_BODY, differing, "khớp", position)

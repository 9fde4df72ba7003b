"""Checks the signature and the list of recipients at the end of a paper."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.inspection import decree
from pipeline.inspection.anatomy import Anatomy
from pipeline.inspection.checks.head import agencies
from pipeline.inspection.checks.text import articles
from pipeline.inspection.layout.values import Paragraph, text_position_of
from pipeline.inspection.points import (
    Point,
    absent,
    departures,
    failed,
    judged,
    passed,
    point,
    quoted,
    shortened,
    styled,
)
from pipeline.inspection.signing import Signer
from pipeline.inspection.wording import clean_text, is_capitals

LEARNED = re.compile(
    r"(?:GS|PGS|TSKH|TS|ThS|Th\.S|BS|BSCK|KS|CN|DS|LS|CVC|CVCC|NGƯT|NGND|NSƯT|NSND|TTƯT|TTND)[.,/ ]"
    r"|(?:Thạc|Tiến|Bác|Dược|Luật) s[ĩỹ] |(?:Phó )?Giáo sư |Kỹ sư |Cử nhân |Nhà giáo |Anh hùng |Đồng chí |Đ/c |Ông |Bà ",
    re.IGNORECASE,
)
LEARNED_BODIES = re.compile(
    r"\b(?:TRƯỜNG|HỌC VIỆN|ĐẠI HỌC|VIỆN|BỆNH VIỆN|TRUNG TÂM Y TẾ|CÔNG AN|QUÂN SỰ|BỘ ĐỘI|QUÂN KHU)\b"
)
DEPUTY = re.compile(r"(?:PHÓ|THỨ TRƯỞNG)\b")
FOR_THE_HEAD = re.compile(r"KT\.\s*\S")
FOR_THE_HEAD_LOOSELY = re.compile(r"K\.?T\b")
ON_BEHALF = re.compile(r"(?:TL|TUQ)\b")
ITEM = re.compile(r"- \S.*;")
LAST_ITEM = re.compile(r"- Lưu: VT\b.*\.")
SAME_ARTICLE = re.compile(r"như điều\b.*", re.IGNORECASE)
EXECUTES = "chịu trách nhiệm thi hành"


# --- who signs -----------------------------------------------------------------------------------------------------


def signature(paper: Anatomy) -> Iterator[Point]:
    """Position in bold capitals, name in bold, «KT.» where a deputy signs; kept on one page with the end of the text."""
    signers = paper.signing.signers
    if not signers:
        if paper.kind.official:
            yield absent(decree.POSITION)
        return
    titled = [signer for signer in signers if signer.position]
    for signer in titled or signers:  # a name without a position beside a signer's is no signature
        yield from _position(paper, signer)
        yield from _name(paper, signer)
    yield from _signing_place(paper)


def _position(paper: Anatomy, signer: Signer) -> Iterator[Point]:
    if not signer.position:
        yield absent(decree.POSITION)
        return
    alone = paper.kind.one_signer or len(paper.signing.signers) == 1
    if alone and (fault := deputy_fault([clean_text(p) for p in signer.position])):
        yield failed(decree.DEPUTY, fault, text_position_of(signer.position))
    yield styled(decree.POSITION, signer.position)


def deputy_fault(lines: Sequence[str]) -> str:
    """What is wrong with «KT.» in the lines above a name, in words; empty if nothing is or no deputy signs."""
    quoted_lines = " / ".join(f"«{line}»" for line in lines)
    found = next((n for n, line in enumerate(lines) if FOR_THE_HEAD_LOOSELY.match(line.upper())), None)
    if found is None:
        by_order = any(ON_BEHALF.match(line.upper()) for line in lines)
        return f"{quoted_lines}: cấp phó ký, thiếu «KT.»" if DEPUTY.match(lines[-1].upper()) and not by_order else ""
    line = lines[found].upper()
    if not FOR_THE_HEAD.match(line):
        return f"{quoted_lines}: viết «KT.», có dấu chấm"
    if re.search(r" (?:PHÓ|THỨ TRƯỞNG)\b", line):
        return f"{quoted_lines}: hai chức vụ trên một dòng"
    return f"{quoted_lines}: thiếu dòng chức vụ của cấp phó" if found == len(lines) - 1 else ""


def _name(paper: Anatomy, signer: Signer) -> Iterator[Point]:
    if signer.name is None:
        if paper.kind.official:
            yield absent(decree.SIGNER)
        return
    text = clean_text(signer.name)
    if is_capitals(signer.name):
        yield failed(decree.SIGNER_WORDS, f"«{text}» in hoa cả họ tên", signer.name.text_position)
    elif LEARNED.match(text) and not _is_learned_body(paper):
        yield failed(decree.SIGNER_WORDS, f"«{text}» có học hàm, học vị, danh hiệu ở trước", signer.name.text_position)
    else:
        yield styled(decree.SIGNER, [signer.name])


def _is_learned_body(paper: Anatomy) -> bool:
    """Whether the agency may write a rank or degree before the name, by its own ministry's rules: schools, hospitals, the forces."""
    parents, issuers = agencies(paper)
    return any(LEARNED_BODIES.search(clean_text(p).upper()) for p in (*parents, *issuers))


def _signing_place(paper: Anatomy) -> Iterator[Point]:
    first = min(paper.signing.numbers)
    above = [
        p for p in paper.docx.paragraphs if p.number < first and p.text.strip() and p.number not in paper.head.numbers
    ]
    if above and above[-1].table_position is None:
        found = f"chỗ ký có thể sang trang riêng: đoạn cuối «{shortened(above[-1].text)}» chưa đặt «Keep with next» (giữ liền đoạn sau)"
        kept = above[-1].keep_next
        yield passed(decree.SIGNING_PLACE) if kept else failed(decree.SIGNING_PLACE, found, above[-1].text_position)


# --- who receives --------------------------------------------------------------------------------------------------


def recipients(paper: Anatomy) -> Iterator[Point]:
    """The heading «Nơi nhận:» and its list, which ends with the archive («Lưu: VT»)."""
    heading, listed = paper.signing.heading, paper.signing.recipients
    if heading is None:
        if listed or (paper.kind.official and paper.kind.sent):
            yield absent(decree.RECIPIENTS)
    elif clean_text(heading) != "Nơi nhận:":
        yield failed(decree.RECIPIENTS_WORDS, f"«{clean_text(heading)}»", heading.text_position)
    else:
        yield styled(decree.RECIPIENTS, [heading])
    if listed:
        yield _listed_style(listed)
        yield from _listed(listed)
        yield from _executing_article(paper, listed)
    elif heading is not None:
        yield absent(decree.LISTED_WORDS)


def _listed_style(listed: Sequence[Paragraph]) -> Point:
    """The look of the list; justified counts as left-aligned, as a short line looks the same."""
    seen = [p for p in listed if any(departure != decree.ALIGNED["both"] for departure in departures(decree.LISTED, p))]
    return styled(decree.LISTED, seen) if seen else passed(decree.LISTED, quoted(listed), text_position_of(listed))


def _listed(listed: Sequence[Paragraph]) -> Iterator[Point]:
    last = len(listed) - 1
    faults = (
        (p, _last_fault(clean_text(p)) if n == last else _item_fault(clean_text(p))) for n, p in enumerate(listed)
    )
    yield point(decree.LISTED_WORDS, faults, quoted(listed[-1:]))


def _item_fault(text: str) -> str:
    plain = text.replace("\u00a0", " ")
    if plain.startswith("- Lưu"):
        return "không đứng cuối"
    return "" if ITEM.fullmatch(plain) else "thiếu «- » ở đầu hoặc «;» ở cuối"


def _last_fault(text: str) -> str:
    plain = text.replace("\u00a0", " ")
    if LAST_ITEM.fullmatch(plain):
        return ""
    return "dòng cuối thiếu dấu chấm" if re.match(r"- Lưu: VT\b", plain) else "dòng cuối không phải «- Lưu: VT, …»"


def _executing_article(paper: Anatomy, listed: Sequence[Paragraph]) -> Iterator[Point]:
    """«Như Điều N» in the list must name the article that says who carries out the decision."""
    named = next((p for p in listed if SAME_ARTICLE.match(clean_text(p).lstrip("-–+ "))), None)
    numbered = articles(paper)
    executing = [(order, number) for order, (number, p) in enumerate(numbered, 1) if EXECUTES in clean_text(p)]
    if named is None or not executing:
        return
    article = clean_text(named).lstrip("-–+ ").replace("\u00a0", " ").rstrip(";,. ")
    due = {f"Như Điều {number}" for each in executing for number in each}
    fault = "" if article in due else f"«{article}»; giao thi hành ở Điều {executing[-1][1]}"
    yield judged(decree.LISTED_ARTICLE, fault, f"«{article}»", named.text_position)

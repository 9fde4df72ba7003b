"""Turns who signs and who receives a paper into points of form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.inspection import decree
from pipeline.inspection.anatomy import Anatomy
from pipeline.inspection.checks.head import agencies
from pipeline.inspection.checks.text import articles
from pipeline.inspection.layout.values import Paragraph, places
from pipeline.inspection.points import Point, absent, departures, failed, passed, point, quoted, shortened, styled
from pipeline.inspection.signing import Signer
from pipeline.inspection.wording import is_capitals, words

LEARNED = re.compile(
    r"(?:GS|PGS|TSKH|TS|ThS|Th\.S|BS|BSCK|KS|CN|DS|LS|CVC|CVCC|NGƯT|NGND|NSƯT|NSND|TTƯT|TTND)[.,/ ]"
    r"|(?:Thạc|Tiến|Bác|Dược|Luật) s[ĩỹ] |(?:Phó )?Giáo sư |Kỹ sư |Cử nhân |Nhà giáo |Anh hùng |Đồng chí |Đ/c |Ông |Bà ",
    re.IGNORECASE,
)
LEARNED_BODIES = re.compile(
    r"\b(?:TRƯỜNG|HỌC VIỆN|ĐẠI HỌC|VIỆN|BỆNH VIỆN|TRUNG TÂM Y TẾ|CÔNG AN|QUÂN SỰ|BỘ ĐỘI|QUÂN KHU)\b"
)
DEPUTY = re.compile(r"(?:PHÓ|THỨ TRƯỞNG)\b")
STANDS_IN = re.compile(r"KT\.\s*\S")
STANDS_IN_SOMEHOW = re.compile(r"K\.?T\b")
ON_BEHALF = re.compile(r"(?:TL|TUQ)\b")
ITEM = re.compile(r"- \S.*;")
LAST_ITEM = re.compile(r"- Lưu: VT\b.*\.")
SAME_ARTICLE = re.compile(r"như điều\b.*", re.IGNORECASE)
EXECUTES = "chịu trách nhiệm thi hành"


# --- who signs -----------------------------------------------------------------------------------------------------


def signature(paper: Anatomy) -> Iterator[Point]:
    """Power and position in bold capitals, the name in bold, a deputy for the head; not on a page of its own."""
    signers = paper.signing.signers
    if not signers:
        if paper.kind.official:
            yield absent(decree.POSITION)
        return
    for signer in signers:
        yield from _position(paper, signer)
        yield from _name(paper, signer)
    yield from _kept_together(paper)


def _position(paper: Anatomy, signer: Signer) -> Iterator[Point]:
    if not signer.position:
        yield absent(decree.POSITION)
        return
    place = places(signer.position)
    fault = (
        deputy_fault([words(p) for p in signer.position])
        if paper.kind.one_signer or len(paper.signing.signers) == 1
        else ""
    )
    if fault:
        yield failed(decree.DEPUTY, fault, place)
    yield styled(decree.POSITION, signer.position)


def deputy_fault(lines: Sequence[str]) -> str:
    """What is wrong where a deputy signs for the head, in words; empty where nothing is."""
    told = " / ".join(f"«{line}»" for line in lines)
    somehow = next((n for n, line in enumerate(lines) if STANDS_IN_SOMEHOW.match(line.upper())), None)
    if somehow is None:
        by_order = any(ON_BEHALF.match(line.upper()) for line in lines)
        return f"{told}: cấp phó ký, thiếu «KT.»" if DEPUTY.match(lines[-1].upper()) and not by_order else ""
    line = lines[somehow].upper()
    if not STANDS_IN.match(line):
        return f"{told}: viết «KT.», có dấu chấm"
    if re.search(r" (?:PHÓ|THỨ TRƯỞNG)\b", line):
        return f"{told}: hai chức vụ trên một dòng"
    return f"{told}: thiếu dòng chức vụ của cấp phó" if somehow == len(lines) - 1 else ""


def _name(paper: Anatomy, signer: Signer) -> Iterator[Point]:
    if signer.name is None:
        if paper.kind.official:
            yield absent(decree.SIGNER)
        return
    text = words(signer.name)
    if is_capitals(signer.name):
        yield failed(decree.SIGNER_WORDS, f"«{text}» in hoa cả họ tên", signer.name.place)
    elif LEARNED.match(text) and not _is_learned_body(paper):
        yield failed(decree.SIGNER_WORDS, f"«{text}» có học hàm, học vị, danh hiệu ở trước", signer.name.place)
    else:
        yield styled(decree.SIGNER, [signer.name])


def _is_learned_body(paper: Anatomy) -> bool:
    """Schools, hospitals, institutes and the forces may write a rank or degree: their own ministry prescribes it."""
    parents, issuers = agencies(paper)
    return any(LEARNED_BODIES.search(words(p).upper()) for p in (*parents, *issuers))


def _kept_together(paper: Anatomy) -> Iterator[Point]:
    first = min(paper.signing.numbers)
    above = [
        p for p in paper.docx.paragraphs if p.number < first and p.text.strip() and p.number not in paper.head.numbers
    ]
    if above and above[-1].spot is None:
        ok = above[-1].keep_next
        told = f"chỗ ký có thể sang trang riêng: đoạn cuối «{shortened(above[-1].text)}» chưa đặt «Keep with next» (giữ liền đoạn sau)"
        yield passed(decree.SIGNING_PLACE) if ok else failed(decree.SIGNING_PLACE, told, above[-1].place)


# --- who receives --------------------------------------------------------------------------------------------------


def recipients(paper: Anatomy) -> Iterator[Point]:
    """«Nơi nhận:» and its list, the archive last."""
    heading, listed = paper.signing.heading, paper.signing.recipients
    if heading is None:
        if listed or (paper.kind.official and paper.kind.sent):
            yield absent(decree.RECIPIENTS)
    elif words(heading) != "Nơi nhận:":
        yield failed(decree.RECIPIENTS_WORDS, f"«{words(heading)}»", heading.place)
    else:
        yield styled(decree.RECIPIENTS, [heading])
    if listed:
        yield _listed_style(listed)
        yield from _listed(listed)
        yield from _executing_article(paper, listed)
    elif heading is not None:
        yield absent(decree.LISTED_WORDS)


def _listed_style(listed: Sequence[Paragraph]) -> Point:
    """The look of the list; that a line is justified instead of at the left margin cannot be seen."""
    seen = [p for p in listed if any(told != decree.ALIGNED["both"] for told in departures(decree.LISTED, p))]
    return styled(decree.LISTED, seen) if seen else passed(decree.LISTED, quoted(listed), places(listed))


def _listed(listed: Sequence[Paragraph]) -> Iterator[Point]:
    last = len(listed) - 1
    faults = ((p, _last_fault(words(p)) if n == last else _item_fault(words(p))) for n, p in enumerate(listed))
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
    """«Như Điều N» names the article that says who carries the decision out."""
    named = next((p for p in listed if SAME_ARTICLE.match(words(p).lstrip("-–+ "))), None)
    found = articles(paper)
    executing = [(position, number) for position, (number, p) in enumerate(found, 1) if EXECUTES in words(p)]
    if named is None or not executing:
        return
    told = words(named).lstrip("-–+ ").replace("\u00a0", " ").rstrip(";,. ")
    due = {f"Như Điều {number}" for each in executing for number in each}
    place = named.place
    yield (
        passed(decree.LISTED_ARTICLE, f"«{told}»", place)
        if told in due
        else failed(decree.LISTED_ARTICLE, f"«{told}»; giao thi hành ở Điều {executing[-1][1]}", place)
    )

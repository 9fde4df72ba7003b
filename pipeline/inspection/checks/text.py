"""Checks the preamble, the running text and the closing mark of a paper."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from pipeline.inspection import decree
from pipeline.inspection.anatomy import ARTICLE, Anatomy
from pipeline.inspection.checks.page import SINGLE
from pipeline.inspection.decree import Prescription
from pipeline.inspection.layout.values import Paragraph, text_position_of
from pipeline.inspection.points import (
    Point,
    absent,
    decimal_text,
    ending,
    failed,
    judged,
    passed,
    point,
    quoted,
    styled,
)
from pipeline.inspection.wording import clean_text, is_bold, is_capitals

WRITTEN_ARTICLE = re.compile("Điều[\u00a0 ]\\d+\\.")
FIRST_LINES = (10, 12.7)  # mm: the allowed indents of a first line
NEAR = 0.3  # mm by which an indent may differ


# --- a decision's preamble -----------------------------------------------------------------------------------------


def preamble(paper: Anatomy) -> Iterator[Point]:
    """Of a decision: who decides, the legal bases, one in each paragraph, and the order «QUYẾT ĐỊNH:»."""
    if not paper.kind.decides:
        return
    yield styled(decree.AUTHORITY, paper.authority) if paper.authority else absent(decree.AUTHORITY)
    if not paper.bases:
        yield absent(decree.BASIS)
    else:
        yield styled(decree.BASIS, paper.bases)
        yield from _bases(paper.bases)
    if paper.order is None:
        due = f"«{paper.kind.order}», {decree.ORDER.prescribed}"
        yield absent(Prescription(decree.ORDER.component, due, decree.ORDER.clause))
    elif clean_text(paper.order) != paper.kind.order:
        yield failed(
            decree.ORDER, f"«{clean_text(paper.order)}», đúng là «{paper.kind.order}»", paper.order.text_position
        )
    else:
        yield styled(decree.ORDER, [paper.order])


def _bases(bases: Sequence[Paragraph]) -> Iterator[Point]:
    last = len(bases) - 1
    yield point(decree.BASIS_WORDS, ((p, _basis_fault(p, ";" if n < last else ".")) for n, p in enumerate(bases)))
    yield point(decree.BASIS_INDENT, ((p, _indent_fault(p)) for p in bases))


def _basis_fault(p: Paragraph, sign: str) -> str:
    text = clean_text(p)
    if "\n" in text:
        return "nhiều căn cứ trong một đoạn"
    if not text[:1].isalpha():
        return "có gạch đầu dòng"
    ends = text.endswith(sign) and not text.endswith("./.")
    return "" if ends else f"kết thúc «{ending(text)}», phải là dấu «{sign}»"


# --- the text ------------------------------------------------------------------------------------------------------


def body(paper: Anatomy) -> Iterator[Point]:
    """The look of the running text, the articles, and the closing mark «./.»."""
    text = running(paper)
    if text:
        yield _one_size(text)
        rules: tuple[tuple[Prescription, Callable[[Paragraph], str]], ...] = (
            (decree.TEXT_WEIGHT, lambda p: _emphasis(p, paper)),
            (decree.TEXT_ALIGN, lambda p: "" if _is_heading(p) else _align_fault(p)),
            (decree.TEXT_INDENT, lambda p: "" if p.align == "center" else _indent_fault(p)),
            (decree.TEXT_GAP, _gap_fault),
            (decree.TEXT_LINES, _line_fault),
        )
        for prescription, fault_of in rules:
            yield point(prescription, ((p, fault_of(p)) for p in text))
    yield from _articles(paper)
    yield from _closing(paper)


def running(paper: Anatomy) -> list[Paragraph]:
    """The paragraphs of running text without captions, remarks in brackets and notes in italics."""
    return [p for p in paper.text if not (_is_caption(p) or _is_note(p, paper))]


def _is_note(p: Paragraph, paper: Anatomy) -> bool:
    """Whether a paragraph may be italic: a remark in brackets, a legal basis, a note on a form."""
    text = clean_text(p)
    return p.all("italic") and (text.startswith(("(", "Căn cứ")) or not paper.kind.official)


def _is_caption(p: Paragraph) -> bool:
    """Whether a paragraph is the heading of a part or table: centred, and bold or in capitals."""
    return p.align == "center" and not ARTICLE.match(clean_text(p)) and (is_bold(p) or is_capitals(p))


def _is_heading(p: Paragraph) -> bool:
    """Whether a paragraph is a heading within the text: bold, and not ending like a sentence."""
    return is_bold(p) and not clean_text(p).endswith((".", ";", ","))


def _emphasis(p: Paragraph, paper: Anatomy) -> str:
    """What is wrong with a paragraph that is wholly bold or italic and no heading, in words; else empty."""
    if not p.visible or not paper.kind.official:
        return ""
    if is_bold(p) and not _is_heading(p):
        return "in đậm cả đoạn"
    return "in nghiêng cả đoạn" if p.all("italic") else ""


def _align_fault(p: Paragraph) -> str:
    return "" if p.align == "both" else decree.ALIGNED.get(p.align, "canh kiểu khác")


def _indent_fault(p: Paragraph) -> str:
    if abs(p.left) >= NEAR:
        return f"cả đoạn cách lề trái {decimal_text(p.left)} mm"
    if min(abs(p.first_line - each) for each in FIRST_LINES) < NEAR:
        return ""
    return f"lùi đầu dòng {decimal_text(p.first_line)} mm" if p.first_line else "không lùi đầu dòng"


def _gap_fault(p: Paragraph) -> str:
    return "" if p.before + p.after >= 6 else f"cách {decimal_text(p.before + p.after)} pt"


def _line_fault(p: Paragraph) -> str:
    single = max(p.sizes, default=14) * SINGLE
    if p.line_rule == "auto":
        return "" if 0.99 <= p.line <= 1.51 else f"giãn {decimal_text(p.line)} dòng"
    least = 0.94 * single if p.line_rule == "exact" else 0
    return "" if least <= p.line_height <= 1.5 * single + 0.5 else f"giãn {decimal_text(p.line_height)} pt"


def _one_size(text: Sequence[Paragraph]) -> Point:
    """One size for the whole text; if there are several, the paragraphs not in the commonest are the faults."""
    signs: Counter[float] = Counter()
    for p in text:
        for run in p.visible:
            signs[run.size] += len(run.text)
    usual = signs.most_common(1)[0][0]

    def fault_of(p: Paragraph) -> str:
        if p.sizes == {usual}:
            return "" if 13 <= usual <= 14 else f"cỡ {decimal_text(usual)}"
        return f"cỡ {'/'.join(map(decimal_text, sorted(p.sizes)))}, phần còn lại cỡ {decimal_text(usual)}"

    return point(decree.TEXT_SIZE, ((p, fault_of(p)) for p in text), f"cỡ {decimal_text(usual)}")


# --- articles and the closing mark ---------------------------------------------------------------------------------


def articles(paper: Anatomy) -> list[tuple[int, Paragraph]]:
    """The articles of a decision with their numbers, correctly written or not; none for other kinds of paper."""
    if not paper.kind.decides:
        return []
    found = [(ARTICLE.match(clean_text(p)), p) for p in paper.text]
    return [(int(match[1]), p) for match, p in found if match and (match[2] or (p.visible and p.visible[0].bold))]


def _articles(paper: Anatomy) -> Iterator[Point]:
    found = articles(paper)
    if not found:
        return
    yield point(decree.ARTICLE, ((p, "" if _emphasis(p, paper) else _article_fault(p)) for _, p in found))
    numbers = [number for number, _ in found]
    number_list = ", ".join(map(str, numbers))
    out_of_order = numbers != list(range(1, len(numbers) + 1))
    position = text_position_of([p for _, p in found])
    yield judged(decree.ARTICLE_ORDER, number_list if out_of_order else "", number_list, position)


def _article_fault(p: Paragraph) -> str:
    match = ARTICLE.match(clean_text(p))
    if match and not WRITTEN_ARTICLE.match(clean_text(p)):
        return f"viết «{match[0].strip()}»"
    first = p.visible[0]
    return "không đậm" if not first.bold else "in nghiêng" if first.italic else ""


def _closing(paper: Anatomy) -> Iterator[Point]:
    """«./.» exactly once, at the end of the last paragraph; where the kind has no closing mark, at most once."""
    marked = [p for p in paper.docx.paragraphs if "./." in p.text]
    if not paper.kind.closes:
        if marked[1:]:
            yield failed(decree.CLOSING, f"{len(marked)} chỗ: {quoted(marked)}", text_position_of(marked))
        return
    last = paper.text[-1] if paper.text else None
    if last is None:
        return
    at_end = [p for p in marked if p.origin == last.origin and clean_text(p).endswith("./.")]
    if len(marked) == 1 and at_end and clean_text(last).count("./.") == 1:
        yield passed(decree.CLOSING, "một lần, cuối nội dung", last.text_position)
    elif not marked:
        yield failed(decree.CLOSING, f"không có; nội dung kết thúc «{ending(clean_text(last))}»", last.text_position)
    else:
        wrong = [p for p in marked if p not in at_end] or marked
        times = sum(p.text.count("./.") for p in marked)
        endings = "; ".join(f"«{ending(clean_text(p))}»" for p in marked[:3])
        yield failed(decree.CLOSING, f"{times} chỗ: {endings}", text_position_of(wrong))

"""Turns the running text, with what opens and closes it, into points of form."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from pipeline.inspection import decree
from pipeline.inspection.anatomy import ARTICLE, Anatomy
from pipeline.inspection.checks.page import SINGLE
from pipeline.inspection.decree import Rule
from pipeline.inspection.layout.values import Paragraph, places
from pipeline.inspection.points import Point, absent, ending, failed, passed, point, quoted, spelt, styled
from pipeline.inspection.wording import is_bold, is_capitals, words

WRITTEN_ARTICLE = re.compile("Điều[\u00a0 ]\\d+\\.")
FIRST_LINES = (10, 12.7)  # mm
NEAR = 0.3  # mm


# --- a decision's preamble -----------------------------------------------------------------------------------------


def preamble(paper: Anatomy) -> Iterator[Point]:
    """In a decision: who decides, on what grounds one a paragraph, then the order."""
    if not paper.kind.decides:
        return
    yield styled(decree.AUTHORITY, paper.authority) if paper.authority else absent(decree.AUTHORITY)
    if not paper.bases:
        yield absent(decree.BASIS)
    else:
        yield styled(decree.BASIS, paper.bases)
        yield from _bases(paper.bases)
    if paper.order is None:
        yield absent(
            decree.Rule(decree.ORDER.component, f"«{paper.kind.order}», {decree.ORDER.prescribed}", decree.ORDER.clause)
        )
    elif words(paper.order) != paper.kind.order:
        yield failed(decree.ORDER, f"«{words(paper.order)}», đúng là «{paper.kind.order}»", paper.order.place)
    else:
        yield styled(decree.ORDER, [paper.order])


def _bases(bases: Sequence[Paragraph]) -> Iterator[Point]:
    last = len(bases) - 1
    yield point(decree.BASIS_WORDS, ((p, _basis_fault(p, ";" if n < last else ".")) for n, p in enumerate(bases)))
    yield point(decree.BASIS_INDENT, ((p, _indent_fault(p)) for p in bases))


def _basis_fault(p: Paragraph, sign: str) -> str:
    text = words(p)
    if "\n" in text:
        return "nhiều căn cứ trong một đoạn"
    if not text[:1].isalpha():
        return "có gạch đầu dòng"
    ends = text.endswith(sign) and not text.endswith("./.")
    return "" if ends else f"kết thúc «{ending(text)}», phải là dấu «{sign}»"


# --- the text ------------------------------------------------------------------------------------------------------


def body(paper: Anatomy) -> Iterator[Point]:
    """Running text: one size, justified, indented, spaced, upright and plain; and a mark at its end."""
    text = running(paper)
    if text:
        yield _one_size(text)
        rules: tuple[tuple[Rule, Callable[[Paragraph], str]], ...] = (
            (decree.TEXT_WEIGHT, lambda p: _emphasis(p, paper)),
            (decree.TEXT_ALIGN, lambda p: "" if _is_heading(p) else _align_fault(p)),
            (decree.TEXT_INDENT, lambda p: "" if p.align == "center" else _indent_fault(p)),
            (decree.TEXT_GAP, _gap_fault),
            (decree.TEXT_LINES, _line_fault),
        )
        for rule, fault_of in rules:
            yield point(rule, ((p, fault_of(p)) for p in text))
    yield from _articles(paper)
    yield from _closing(paper)


def running(paper: Anatomy) -> list[Paragraph]:
    """The paragraphs of running text: captions, remarks in brackets and notes in italics aside."""
    return [p for p in paper.text if not (_is_caption(p) or _is_note(p, paper))]


def _is_note(p: Paragraph, paper: Anatomy) -> bool:
    """Italic by right: a remark in brackets, a legal basis, a note on a form."""
    text = words(p)
    return p.all("italic") and (text.startswith(("(", "Căn cứ")) or not paper.kind.official)


def _is_caption(p: Paragraph) -> bool:
    """A heading of a part or a table, in the middle of the line and bold or in capitals."""
    return p.align == "center" and not ARTICLE.match(words(p)) and (is_bold(p) or is_capitals(p))


def _is_heading(p: Paragraph) -> bool:
    """A heading within the text: bold, one line that does not end like a sentence."""
    return is_bold(p) and not words(p).endswith((".", ";", ","))


def _emphasis(p: Paragraph, paper: Anatomy) -> str:
    """How a paragraph stands out though it is no heading: wholly bold, or wholly italic."""
    if not p.visible or not paper.kind.official:
        return ""
    if is_bold(p) and not _is_heading(p):
        return "in đậm cả đoạn"
    return "in nghiêng cả đoạn" if p.all("italic") else ""


def _align_fault(p: Paragraph) -> str:
    return "" if p.align == "both" else decree.ALIGNED.get(p.align, "canh kiểu khác")


def _indent_fault(p: Paragraph) -> str:
    if abs(p.left) >= NEAR:
        return f"cả đoạn cách lề trái {spelt(p.left)} mm"
    if min(abs(p.first_line - each) for each in FIRST_LINES) < NEAR:
        return ""
    return f"lùi đầu dòng {spelt(p.first_line)} mm" if p.first_line else "không lùi đầu dòng"


def _gap_fault(p: Paragraph) -> str:
    return "" if p.before + p.after >= 6 else f"cách {spelt(p.before + p.after)} pt"


def _line_fault(p: Paragraph) -> str:
    single = max(p.sizes, default=14) * SINGLE
    if p.line_rule == "auto":
        return "" if 0.99 <= p.line <= 1.51 else f"giãn {spelt(p.line)} dòng"
    least = 0.94 * single if p.line_rule == "exact" else 0
    return "" if least <= p.line_height <= 1.5 * single + 0.5 else f"giãn {spelt(p.line_height)} pt"


def _one_size(text: Sequence[Paragraph]) -> Point:
    """One size for all the text; where there are several, those that are not the commonest are told."""
    signs: Counter[float] = Counter()
    for p in text:
        for run in p.visible:
            signs[run.size] += len(run.text)
    usual = signs.most_common(1)[0][0]

    def fault_of(p: Paragraph) -> str:
        if p.sizes == {usual}:
            return "" if 13 <= usual <= 14 else f"cỡ {spelt(usual)}"
        return f"cỡ {'/'.join(map(spelt, sorted(p.sizes)))}, phần còn lại cỡ {spelt(usual)}"

    return point(decree.TEXT_SIZE, ((p, fault_of(p)) for p in text), f"cỡ {spelt(usual)}")


# --- articles and the closing mark ---------------------------------------------------------------------------------


def articles(paper: Anatomy) -> list[tuple[int, Paragraph]]:
    """The articles of a decision with their numbers, rightly written or not."""
    if not paper.kind.decides:
        return []
    found = [(ARTICLE.match(words(p)), p) for p in paper.text]
    return [(int(match[1]), p) for match, p in found if match and (match[2] or (p.visible and p.visible[0].bold))]


def _articles(paper: Anatomy) -> Iterator[Point]:
    found = articles(paper)
    if not found:
        return
    yield point(decree.ARTICLE, ((p, "" if _emphasis(p, paper) else _article_fault(p)) for _, p in found))
    numbers = [number for number, _ in found]
    place = places([p for _, p in found])
    told_numbers = ", ".join(map(str, numbers))
    in_order = numbers == list(range(1, len(numbers) + 1))
    yield (
        passed(decree.ARTICLE_ORDER, told_numbers, place)
        if in_order
        else failed(decree.ARTICLE_ORDER, told_numbers, place)
    )


def _article_fault(p: Paragraph) -> str:
    match = ARTICLE.match(words(p))
    if match and not WRITTEN_ARTICLE.match(words(p)):
        return f"viết «{match[0].strip()}»"
    first = p.visible[0]
    return "không đậm" if not first.bold else "in nghiêng" if first.italic else ""


def _closing(paper: Anatomy) -> Iterator[Point]:
    """«./.» once, at the end of the last paragraph of the text."""
    marked = [p for p in paper.docx.paragraphs if "./." in p.text]
    if not paper.kind.closes:
        if marked[1:]:
            yield failed(decree.CLOSING, f"{len(marked)} chỗ: {quoted(marked)}", places(marked))
        return
    last = paper.text[-1] if paper.text else None
    if last is None:
        return
    at_end = [p for p in marked if p.origin == last.origin and words(p).endswith("./.")]
    if len(marked) == 1 and at_end and words(last).count("./.") == 1:
        yield passed(decree.CLOSING, "một lần, cuối nội dung", last.place)
    elif not marked:
        yield failed(decree.CLOSING, f"không có; nội dung kết thúc «{ending(words(last))}»", last.place)
    else:
        wrong = [p for p in marked if p not in at_end] or marked
        times = sum(p.text.count("./.") for p in marked)
        told = "; ".join(f"«{ending(words(p))}»" for p in marked[:3])
        yield failed(decree.CLOSING, f"{times} chỗ: {told}", places(wrong))

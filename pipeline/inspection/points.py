"""Turns what was found at a component and what the decree prescribes of it into one point, told as a correction slip tells it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline.inspection.decree import ALIGNED, Rule, Style
from pipeline.inspection.layout.values import Paragraph, Place, places
from pipeline.inspection.wording import is_capitals

QUOTED = 80  # characters of a text that are quoted
WHOLE_PAPER = Place("Toàn văn bản")
NOWHERE = Place("Không tìm thấy trong văn bản")


@dataclass(frozen=True)
class Point:
    """One point of form: the component, what is prescribed, what was found, the clause, and whether they agree.

    ``at`` are the paragraphs meant, by their number in the file; none where the point is about the whole page.
    """

    component: str
    prescribed: str
    found: str
    clause: str
    ok: bool
    place: str
    at: tuple[int, ...] = ()


def passed(rule: Rule | Style, found: str = "đúng", place: Place = WHOLE_PAPER) -> Point:
    """A point that agrees with the decree."""
    return Point(rule.component, rule.prescribed, found, rule.clause, True, place.words, place.paragraphs)


def failed(rule: Rule | Style, found: str, place: Place = WHOLE_PAPER) -> Point:
    """A point that departs from the decree."""
    return Point(rule.component, rule.prescribed, found, rule.clause, False, place.words, place.paragraphs)


def absent(rule: Rule | Style) -> Point:
    """A component that the paper must have and has not."""
    due = f"có {rule.component[:1].lower()}{rule.component[1:]}: {rule.prescribed}"
    return failed(
        replace(rule, prescribed=due) if isinstance(rule, Rule) else Rule(rule.component, due, rule.clause),
        "không có",
        NOWHERE,
    )


def point(rule: Rule | Style, faults: Iterable[tuple[Paragraph, str]], right: str = "đúng") -> Point:
    """One point over several paragraphs: what is wrong with each, in words, and empty where nothing is."""
    held: dict[str, list[Paragraph]] = {}
    for p, fault in faults:
        if fault:
            held.setdefault(fault, []).append(p)
    if not held:
        return passed(rule, right)
    told = "; ".join(f"{fault}: {quoted(wrong)}" for fault, wrong in held.items())
    every = sorted((p for wrong in held.values() for p in wrong), key=lambda p: p.number)
    return failed(rule, told, places(every))


def styled(style: Style, paragraphs: Sequence[Paragraph]) -> Point:
    """The look of a component that is there, as one point however many lines it has."""
    wrong = [(p, told) for p in paragraphs if (told := ", ".join(departures(style, p)))]
    if not wrong:
        return passed(style, f"{quoted(paragraphs)}, {described(paragraphs[0])}", places(paragraphs))
    told = "; ".join(f"«{shortened(p.text)}» {how}" for p, how in wrong[:3])
    return failed(style, told + more(len(wrong) - 3), places([p for p, _ in wrong]))


def departures(style: Style, p: Paragraph) -> Iterable[str]:
    """In what a paragraph's look is not as prescribed, in words."""
    low, high = style.sizes
    if sizes := [size for size in sorted(p.sizes) if not low <= size <= high]:
        yield f"cỡ {'/'.join(map(spelt, sizes))}"
    if any(run.bold != style.bold for run in p.visible):
        yield "không đậm" if style.bold else "in đậm"
    if any(run.italic != style.italic for run in p.visible):
        yield "chữ đứng" if style.italic else "in nghiêng"
    if ALIGNED.get(p.align) != ALIGNED[style.align]:
        yield ALIGNED.get(p.align, f"canh kiểu {p.align}")
    if style.capitals and not is_capitals(p):
        yield "viết chữ thường"


def ending(text: str) -> str:
    """The last words of a text."""
    last = text.split(" ")[-4:]
    return "… " + " ".join(" ".join(last).split())


def spelt(value: float) -> str:
    """A number as it is written in Vietnamese, without needless decimals."""
    return f"{value:.3g}".replace(".", ",")


def described(p: Paragraph) -> str:
    """How a paragraph looks, in words."""
    sizes = "/".join(map(spelt, sorted(p.sizes)))
    weights = "/".join(sorted({"đậm" if run.bold else "không đậm" for run in p.visible}))
    slants = "/".join(sorted({"nghiêng" if run.italic else "đứng" for run in p.visible}))
    return f"cỡ {sizes}, {weights}, {slants}, {ALIGNED.get(p.align, p.align)}"


def shortened(text: str) -> str:
    """The beginning of a text on one line, with «…» where something is left out."""
    line = " ".join(text.split())
    return line if len(line) <= QUOTED else f"{line[:QUOTED].rstrip()}…"


def quoted(paragraphs: Sequence[Paragraph]) -> str:
    """The words of the first paragraphs, and how many more there are."""
    return "; ".join(f"«{shortened(p.text)}»" for p in paragraphs[:3]) + more(len(paragraphs) - 3)


def more(count: int) -> str:
    """How many others there are; nothing where there are none."""
    return f" và {count} chỗ nữa" if count > 0 else ""

"""Turns what was found in a paper and what the decree prescribes into one point of form, in the words of a correction slip."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from pipeline.inspection.decree import ALIGNED, Prescription, StylePrescription
from pipeline.inspection.layout.values import Paragraph, TextPosition, text_position_of
from pipeline.inspection.wording import is_capitals
from pipeline.values.vietnamese import cut

QUOTED = 80  # characters: longer texts are cut when quoted
WHOLE_PAPER = TextPosition("Toàn văn bản")
NOWHERE = TextPosition("Không tìm thấy trong văn bản")


class Grade(StrEnum):
    """What became of a point of form: as prescribed, certainly wrong, worth a look, or outside what the decree is about."""

    MET = "đạt"
    WRONG = "sai"
    LOOK = "nên xem"
    OUTSIDE = "không xét"


@dataclass(frozen=True)
class Point:
    """One point of form: the component, what is prescribed, what was found, the clause, whether they agree, and the grade.

    ``place`` says in words where it is in the paper. ``at`` are the numbers in the file of the paragraphs that are
    meant; none where the point is about the whole page or the component is missing.
    """

    component: str
    prescribed: str
    found: str
    clause: str
    ok: bool
    place: str
    at: tuple[int, ...] = ()
    grade: Grade = Grade.MET


def passed(
    prescription: Prescription | StylePrescription, found: str = "đúng", position: TextPosition = WHOLE_PAPER
) -> Point:
    """A point that agrees with the decree."""
    return _point(prescription, found, True, position)


def failed(prescription: Prescription | StylePrescription, found: str, position: TextPosition = WHOLE_PAPER) -> Point:
    """A point that departs from the decree."""
    return _point(prescription, found, False, position)


def judged(
    prescription: Prescription | StylePrescription,
    fault: str,
    right: str = "đúng",
    position: TextPosition = WHOLE_PAPER,
) -> Point:
    """A point that departs from the decree by ``fault``, in words, or agrees with it where that is empty."""
    return failed(prescription, fault, position) if fault else passed(prescription, right, position)


def outside(prescription: Prescription, found: str) -> Point:
    """A point about a document that the decree is not about."""
    return replace(_point(prescription, found, True, WHOLE_PAPER), grade=Grade.OUTSIDE)


def as_remark(point: Point) -> Point:
    """The point, only worth a look where it departs from what is prescribed."""
    return replace(point, grade=Grade.LOOK) if point.grade is Grade.WRONG else point


def _point(prescription: Prescription | StylePrescription, found: str, ok: bool, position: TextPosition) -> Point:
    component, due, clause = prescription.component, prescription.prescribed, prescription.clause
    grade = Grade.MET if ok else Grade.WRONG if prescription.sure else Grade.LOOK
    return Point(component, due, found, clause, ok, position.where, position.paragraphs, grade)


def absent(prescription: Prescription | StylePrescription) -> Point:
    """A point that fails because the paper lacks a component that it must have."""
    component, sure = prescription.component, prescription.sure
    due = f"có {component[:1].lower()}{component[1:]}: {prescription.prescribed}"
    return failed(Prescription(component, due, prescription.clause, sure), "không có", NOWHERE)


def point(
    prescription: Prescription | StylePrescription, faults: Iterable[tuple[Paragraph, str]], right: str = "đúng"
) -> Point:
    """One point over several paragraphs; ``faults`` pairs each with what is wrong in words, empty where nothing is."""
    by_fault: dict[str, list[Paragraph]] = {}
    for p, fault in faults:
        if fault:
            by_fault.setdefault(fault, []).append(p)
    if not by_fault:
        return passed(prescription, right)
    found = "; ".join(f"{fault}: {quoted(wrong)}" for fault, wrong in by_fault.items())
    every = sorted((p for wrong in by_fault.values() for p in wrong), key=lambda p: p.number)
    return failed(prescription, found, text_position_of(every))


def styled(prescription: StylePrescription, paragraphs: Sequence[Paragraph]) -> Point:
    """One point on the look of a component that was found, over all its paragraphs."""
    wrong = [(p, departed) for p in paragraphs if (departed := ", ".join(departures(prescription, p)))]
    if not wrong:
        return passed(prescription, f"{quoted(paragraphs)}, {described(paragraphs[0])}", text_position_of(paragraphs))
    found = "; ".join(f"«{shortened(p.text)}» {how}" for p, how in wrong[:3])
    return failed(prescription, found + more(len(wrong) - 3), text_position_of([p for p, _ in wrong]))


def departures(prescription: StylePrescription, p: Paragraph) -> Iterable[str]:
    """The ways in which a paragraph's look differs from the prescribed one, in words."""
    low, high = prescription.sizes
    if sizes := [size for size in sorted(p.sizes) if not low <= size <= high]:
        yield f"cỡ {'/'.join(map(decimal_text, sizes))}"
    if any(run.bold != prescription.bold for run in p.visible):
        yield "không đậm" if prescription.bold else "in đậm"
    if any(run.italic != prescription.italic for run in p.visible):
        yield "chữ đứng" if prescription.italic else "in nghiêng"
    if ALIGNED.get(p.align) != ALIGNED[prescription.align]:
        yield ALIGNED.get(p.align, f"canh kiểu {p.align}")
    if prescription.capitals and not is_capitals(p):
        yield "viết chữ thường"


def ending(text: str) -> str:
    """The last words of a text."""
    last = text.split(" ")[-4:]
    return "… " + " ".join(" ".join(last).split())


def decimal_text(value: float) -> str:
    """A number with a decimal comma and at most three digits: 12.70 as «12,7»."""
    return f"{value:.3g}".replace(".", ",")


def described(p: Paragraph) -> str:
    """A paragraph's sizes, weight, slant and alignment in words."""
    sizes = "/".join(map(decimal_text, sorted(p.sizes)))
    weights = "/".join(sorted({"đậm" if run.bold else "không đậm" for run in p.visible}))
    slants = "/".join(sorted({"nghiêng" if run.italic else "đứng" for run in p.visible}))
    return f"cỡ {sizes}, {weights}, {slants}, {ALIGNED.get(p.align, p.align)}"


def shortened(text: str) -> str:
    """A text on one line, cut after ``QUOTED`` characters with «…»."""
    return cut(" ".join(text.split()), QUOTED)


def quoted(paragraphs: Sequence[Paragraph]) -> str:
    """The texts of the first three paragraphs in quotes, and how many more there are."""
    return "; ".join(f"«{shortened(p.text)}»" for p in paragraphs[:3]) + more(len(paragraphs) - 3)


def more(count: int) -> str:
    """«và 2 chỗ nữa» for the count of further places; empty for none."""
    return f" và {count} chỗ nữa" if count > 0 else ""

"""Checks the lines drawn under tiêu ngữ, the agency and the subject."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.inspection.decree import MOTTO, MOTTO_TEXT, Prescription, StylePrescription
from pipeline.inspection.layout.values import DrawnLine, Paragraph
from pipeline.inspection.points import Point, decimal_text, judged
from pipeline.inspection.wording import is_capitals
from pipeline.word.font_widths import text_width_mm

NEAR = 0.06  # share of the text's length by which a line of full length may differ
AS_LONG, PART = (1 - NEAR, 1 + NEAR), (1 / 3, 1 / 2)
BLACK = ("auto", "000000")


def line_under(
    prescription: Prescription,
    texts: Sequence[Paragraph],
    lines: Sequence[DrawnLine],
    room: float,
    share: tuple[float, float],
    due: StylePrescription,
) -> Point:
    """One point on the line under a component: its length, weight, colour, and that there is one.

    Its length must be within ``share`` of the width of the longest or the last line of text, in mm and at most ``room``.
    If the text itself does not look as ``due`` prescribes, that is another point's fault: a line is also accepted if it
    fits the text as it should look.
    """
    position = texts[-1].text_position
    widths = [min(width_of(p), room) for p in texts]
    corrected = [min(width_of(_as_prescribed(p, due)), room) for p in texts]
    accepted = [width for each in (widths, corrected) for width in (max(each), each[-1])]
    fault, length = _line_fault(texts, lines, accepted, share), lines[0].length if lines else 0
    return judged(prescription, fault, f"đường kẻ dài {length:.0f} mm, dòng chữ dài {widths[-1]:.0f} mm", position)


def _as_prescribed(p: Paragraph, due: StylePrescription) -> Paragraph:
    """A paragraph with the text, size, weight and case that it should have."""
    if due == MOTTO:
        p = replace(p, runs=tuple(replace(run, text=MOTTO_TEXT) for run in p.visible[:1]))
    wrongly_in_capitals = is_capitals(p) and not due.capitals
    low, high = due.sizes
    runs = []
    for run in p.runs:
        text = run.text.upper() if due.capitals else run.text.lower() if wrongly_in_capitals else run.text
        size = min(max(run.size, low), high)
        runs.append(replace(run, text=text, size=size, bold=due.bold, italic=due.italic))
    return replace(p, runs=tuple(runs))


def _line_fault(
    texts: Sequence[Paragraph], lines: Sequence[DrawnLine], widths: Sequence[float], share: tuple[float, float]
) -> str:
    """What is wrong with the line under a text, in words; empty where nothing is."""
    if not lines:
        return "gạch chân chữ thay cho đường kẻ" if is_underlined(texts) else "không có đường kẻ"
    if len(lines) > 1:
        return f"có {len(lines)} đường kẻ"
    line = lines[0]
    if not line.solid:
        return "đường kẻ nét đứt"
    if abs(line.weight - 0.75) > 0.26:
        return f"đường kẻ dày {decimal_text(line.weight)} pt; nên dày 0,75 pt"
    if line.colour not in BLACK:
        return "đường kẻ màu khác màu đen"
    low, high = share[0] - 0.01, share[1] + 0.01
    if not any(low * width <= line.length <= high * width for width in widths):
        return f"đường kẻ dài {line.length:.0f} mm, dòng chữ dài {widths[1]:.0f} mm"
    return ""


def is_underlined(paragraphs: Iterable[Paragraph]) -> bool:
    """Whether any of the text is underlined."""
    return any(run.underline for p in paragraphs for run in p.visible)


def width_of(p: Paragraph) -> float:
    """The width of a paragraph's text on one line, in mm."""
    return sum(text_width_mm(run.text, run.size, run.bold, run.italic) for run in p.runs)

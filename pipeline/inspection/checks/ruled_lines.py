"""Turns the lines drawn under tiêu ngữ, the agency and the subject into points of form."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.inspection.decree import MOTTO, MOTTO_TEXT, Rule, Style
from pipeline.inspection.layout.values import DrawnLine, Paragraph
from pipeline.inspection.points import Point, failed, passed, spelt
from pipeline.inspection.wording import is_capitals
from pipeline.word.font_widths import text_width_mm

NEAR = 0.06  # a drawn line may differ by this share from its text
AS_LONG, PART = (1 - NEAR, 1 + NEAR), (1 / 3, 1 / 2)
BLACK = ("auto", "000000")


def line_under(
    rule: Rule,
    texts: Sequence[Paragraph],
    lines: Sequence[DrawnLine],
    room: float,
    share: tuple[float, float],
    due: Style,
) -> Point:
    """The line under a component, as long as its text or a part of it; of several lines of text the longest or the last.

    A text that is itself not as it is ``due`` is told elsewhere: a line that fits it set right is no second fault.
    """
    place = texts[-1].place
    widths = [min(width_of(p), room) for p in texts]
    righted = [min(width_of(_set_right(p, due)), room) for p in texts]
    accepted = [width for each in (widths, righted) for width in (max(each), each[-1])]
    if fault := _line_fault(texts, lines, accepted, share):
        return failed(rule, fault, place)
    return passed(rule, f"đường kẻ dài {lines[0].length:.0f} mm, dòng chữ dài {widths[-1]:.0f} mm", place)


def _set_right(p: Paragraph, due: Style) -> Paragraph:
    """A paragraph in the words, size, weight and case that it should have."""
    if due == MOTTO:
        p = replace(p, runs=tuple(replace(run, text=MOTTO_TEXT) for run in p.visible[:1]))
    shouted = is_capitals(p) and not due.capitals
    low, high = due.sizes
    runs = []
    for run in p.runs:
        text = run.text.upper() if due.capitals else run.text.lower() if shouted else run.text
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
        return f"đường kẻ dày {spelt(line.weight)} pt; nên dày 0,75 pt"
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
    """How long a paragraph's text is on one line, in mm."""
    return sum(text_width_mm(run.text, run.size, run.bold, run.italic) for run in p.runs)

"""Turns bars into one SVG picture that shows how far each is from its target, on a logarithmic scale."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

ROW, LEFT, WIDTH, DOUBLINGS = 26, 430, 420, 3


@dataclass(frozen=True)
class Bar:
    """One bar of the table: what is compared, the measured value, the target."""

    name: str
    value: float
    asked: float
    at_least: bool = True

    @property
    def holds(self) -> bool:
        """Whether the bar is met."""
        return self.value >= self.asked if self.at_least else self.value <= self.asked


def chart(bars: Sequence[Bar]) -> str:
    """An SVG with one line for each bar; a line to the right of the middle is better than the target."""
    height = ROW * (len(bars) + 2)
    middle = LEFT + WIDTH / 2
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{LEFT + WIDTH + 20}" height="{height}" font-family="sans-serif" font-size="12">',
        '<rect width="100%" height="100%" fill="white"/>',
        f'<text x="{middle}" y="16" text-anchor="middle">what was asked; each mark to the right is twice as good</text>',
    ]
    for step in range(-DOUBLINGS, DOUBLINGS + 1):
        x = middle + step * WIDTH / 2 / DOUBLINGS
        lines.append(f'<line x1="{x}" x2="{x}" y1="22" y2="{height - 8}" stroke="{"#888" if step == 0 else "#ddd"}"/>')
    for number, bar in enumerate(bars):
        y = 30 + number * ROW
        better = bar.value / bar.asked if bar.at_least else bar.asked / max(bar.value, 1e-9)
        reach = max(min(math.log2(better), DOUBLINGS), -DOUBLINGS) * WIDTH / 2 / DOUBLINGS
        x, colour = min(middle, middle + reach), "#2f7d4f" if bar.holds else "#b3402f"
        lines.append(f'<text x="{LEFT - 8}" y="{y + 12}" text-anchor="end">{escape(bar.name)}</text>')
        lines.append(f'<rect x="{x:.1f}" y="{y}" width="{abs(reach):.1f}" height="16" fill="{colour}"/>')
        lines.append(f'<text x="{middle + max(reach, 0) + 4:.1f}" y="{y + 12}">{bar.value:.3g}</text>')
    return "\n".join((*lines, "</svg>", ""))

"""What a cell of a workbook shows, where that is another thing than what it stores."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.values.number_formats import Part, date_parts, shown


class Seen(NamedTuple):
    """What a cell shows as the file holds it: its text, None where there is none, and which parts of a day or a time."""

    text: str | None
    parts: frozenset[Part] = frozenset()


class Formatted(NamedTuple):
    """What a cell stores and its format, from which the same is worked out for the few cells of which it is asked."""

    stored: float | str
    code: str
    date_1904: bool = False

    @property
    def text(self) -> str | None:
        """The text; None where it is not certain."""
        return shown(self.stored, self.code, self.date_1904)

    @property
    def parts(self) -> frozenset[Part]:
        """Which parts of a day or a time the text shows."""
        return frozenset() if isinstance(self.stored, str) else date_parts(self.code, self.stored)


ShownCell = Seen | Formatted

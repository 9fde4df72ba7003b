"""Reads whether a table uses its style's first-row format, and gives each table a name for readers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.inspection.layout.properties import on_value
from pipeline.inspection.layout.values import Table
from pipeline.opc.unpack import Element, W

HEX = re.compile("[0-9A-Fa-f]{1,8}")


def marks_first_row(table: Element) -> bool:
    """Whether a table applies its style's special format for the first row (``tblLook``)."""
    look = table.find(f"{W}tblPr/{W}tblLook")
    if look is None:
        return False
    first_row, bits = look.get(f"{W}firstRow"), str(look.get(f"{W}val") or "")
    return on_value(first_row, "0") if first_row else bool(int(bits, 16) & 0x20) if HEX.fullmatch(bits) else False


def table_names(tables: Sequence[Table]) -> Iterator[str]:
    """The name of each table, «Bảng 1»; tables without borders, which only arrange text, are counted separately."""
    seen = unseen = 0
    for table in tables:
        seen, unseen = (seen + 1, unseen) if table.bordered else (seen, unseen + 1)
        yield f"Bảng {seen}" if table.bordered else f"Bảng không kẻ khung {unseen}"

"""Tells of a table what it asks its style for, and by which name a person calls it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.inspection.layout.properties import on_value
from pipeline.inspection.layout.values import Table
from pipeline.opc.unpack import Element, W

HEX = re.compile("[0-9A-Fa-f]{1,8}")


def marks_first_row(table: Element) -> bool:
    """Whether a table asks its style for what it has for the first row."""
    look = table.find(f"{W}tblPr/{W}tblLook")
    if look is None:
        return False
    told, bits = look.get(f"{W}firstRow"), str(look.get(f"{W}val") or "")
    return on_value(told, "0") if told else bool(int(bits, 16) & 0x20) if HEX.fullmatch(bits) else False


def table_names(tables: Sequence[Table]) -> Iterator[str]:
    """What a person calls each table: those that are seen are counted, those that only place a text are told apart."""
    seen = unseen = 0
    for table in tables:
        seen, unseen = (seen + 1, unseen) if table.bordered else (seen, unseen + 1)
        yield f"Bảng {seen}" if table.bordered else f"Bảng không kẻ khung {unseen}"

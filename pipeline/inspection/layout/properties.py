"""Reads single properties of WordprocessingML: the one that applies among several levels, on/off values, lengths.

A chain of properties (``Properties``) goes from the most general level to the most specific; the last one wins.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.opc.unpack import Element, W

MM_PER_TWIP = 25.4 / 1440
MEASURE = re.compile(r"([-+]?\d{1,12}(?:\.\d{1,9})?)(mm|cm|in|pt|pc|pi)?")
TWIPS = {"mm": 1440 / 25.4, "cm": 1440 / 2.54, "in": 1440, "pt": 20, "pc": 240, "pi": 240}
Properties = Sequence[Element | None]


def children(element: Element, name: str) -> list[Element]:
    """The children of that name, such as rows of a table, also inside content controls and tracked insertions."""
    found: list[Element] = []
    for child in element:
        if child.tag == f"{W}{name}":
            found.append(child)
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml", f"{W}smartTag"):
            found += children(child, name)
    return found


def last(chain: Properties, name: str) -> Element | None:
    """The element of that name in the last properties that have one; None if none has."""
    for properties in reversed(chain):
        found = properties.find(f"{W}{name}") if properties is not None else None
        if found is not None:
            return found
    return None


def last_value(chain: Properties, name: str) -> str:
    """The ``w:val`` of the element of that name that applies; empty where there is none."""
    element = last(chain, name)
    return str(element.get(f"{W}val") or "") if element is not None else ""


def merged(chain: Properties, name: str) -> dict[str, str]:
    """The attributes of the elements of that name, each from the last properties that set it."""
    found: dict[str, str] = {}
    for properties in chain:
        element = properties.find(f"{W}{name}") if properties is not None else None
        if element is not None:
            found |= {re.sub(r"^{.*}", "", str(key)): str(value) for key, value in element.attrib.items()}
    return found


def child_value(element: Element | None, name: str) -> str:
    """The ``w:val`` of a child of that name; empty where there is none."""
    child = element.find(f"{W}{name}") if element is not None else None
    return str(child.get(f"{W}val") or "") if child is not None else ""


def on(element: Element | None) -> bool:
    """Whether an on/off property is present and not switched off."""
    return element is not None and on_value(element.get(f"{W}val"), "1")


def on_value(value: str | None, default: str) -> bool:
    """Whether an on/off value means on; ``default`` is used where there is no value."""
    return (value or default) not in ("0", "false", "off")


def twips(text: str | None, default: float = 0) -> float:
    """A length, in twips or written with a unit, as twips (1/20 point); the default if it is no length."""
    found = MEASURE.fullmatch(text.strip()) if text else None
    return float(found[1]) * TWIPS.get(found[2] or "", 1) if found else default


def half_points(text: str) -> float:
    """A font size, in half points or written with a unit, as points; 10, Word's default, if it is not given."""
    return twips(text) / 20 if text[-2:] in TWIPS else number(text, 20) / 2


def number(text: str | None, default: float = 0) -> float:
    """A text as a number; the default if it is none."""
    found = MEASURE.fullmatch(text.strip()) if text else None
    return float(found[1]) if found else default

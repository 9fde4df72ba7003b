"""Reads single properties of WordprocessingML: the last of a chain that says something, toggles, measures in twips."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.opc.unpack import Element, W

MM_PER_TWIP = 25.4 / 1440
MEASURE = re.compile(r"([-+]?\d{1,12}(?:\.\d{1,9})?)(mm|cm|in|pt|pc|pi)?")
TWIPS = {"mm": 1440 / 25.4, "cm": 1440 / 2.54, "in": 1440, "pt": 20, "pc": 240, "pi": 240}
Properties = Sequence[Element | None]


def children(element: Element, name: str) -> list[Element]:
    """The rows of a table, the cells of a row …: also those inside a content control or a tracked insertion."""
    found: list[Element] = []
    for child in element:
        if child.tag == f"{W}{name}":
            found.append(child)
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml", f"{W}smartTag"):
            found += children(child, name)
    return found


def last(chain: Properties, name: str) -> Element | None:
    """The last of several properties that says anything of a name."""
    for properties in reversed(chain):
        found = properties.find(f"{W}{name}") if properties is not None else None
        if found is not None:
            return found
    return None


def last_value(chain: Properties, name: str) -> str:
    """The value of that name that applies in the end; empty where there is none."""
    element = last(chain, name)
    return str(element.get(f"{W}val") or "") if element is not None else ""


def merged(chain: Properties, name: str) -> dict[str, str]:
    """An element's attributes, each from the last place that says anything of it."""
    found: dict[str, str] = {}
    for properties in chain:
        element = properties.find(f"{W}{name}") if properties is not None else None
        if element is not None:
            found |= {re.sub(r"^{.*}", "", str(key)): str(value) for key, value in element.attrib.items()}
    return found


def child_value(element: Element | None, name: str) -> str:
    """The value of a child of that name; empty where there is none."""
    child = element.find(f"{W}{name}") if element is not None else None
    return str(child.get(f"{W}val") or "") if child is not None else ""


def on(element: Element | None) -> bool:
    """Whether a property is there and not switched off."""
    return element is not None and on_value(element.get(f"{W}val"), "1")


def on_value(value: str | None, default: str) -> bool:
    """Whether a value means yes."""
    return (value or default) not in ("0", "false", "off")


def twips(text: str | None, default: float = 0) -> float:
    """A length in twentieths of a point, which may be written with its unit; the default where it is no length."""
    found = MEASURE.fullmatch(text.strip()) if text else None
    return float(found[1]) * TWIPS.get(found[2] or "", 1) if found else default


def half_points(text: str) -> float:
    """A font size in points, written in half points or with its unit; Word's own where it is not said."""
    return twips(text) / 20 if text[-2:] in TWIPS else number(text, 20) / 2


def number(text: str | None, default: float = 0) -> float:
    """A plain number; the default where it is none."""
    found = MEASURE.fullmatch(text.strip()) if text else None
    return float(found[1]) if found else default

"""Turns Word's automatic numbering into the labels that a reader sees: «Điều 1.», «a)», «-»."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.inspection.layout.properties import Properties, child_value, last_value, number, on
from pipeline.inspection.layout.text import symbol
from pipeline.opc.unpack import Element, Parts, W

LEVELS = 9
ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"),
    (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
MOST_ROMAN, MOST_LETTERS = 3999, 780  # the highest numbers so written; Word repeats letters: z, aa, bb …
PRIVATE = re.compile("[\ue000-\uf8ff]")  # the code points of symbol fonts
SUFFIXES = {"nothing": "", "space": " ", "tab": " ", "": " "}


@dataclass(frozen=True)
class Label:
    """The number or bullet before a paragraph, what separates it from the text, and the list level that defines it.

    ``is_symbol`` says that it is a bullet; its symbol font does not count as a font of the text. A bullet that only a
    symbol font has is replaced in ``text`` by «-» or «•».
    """

    text: str
    gap: str
    level: Element
    is_symbol: bool


class Numbering:
    """The lists of one file, and the last number of each. Ask for labels in the order of the paragraphs."""

    def __init__(self, package: Parts) -> None:
        root = package.related("numbering", "word/numbering.xml")
        self._abstract: dict[str, Element] = {}
        self._lists: dict[str, Element] = {}
        self._counts: dict[str, list[int | None]] = defaultdict(lambda: [None] * LEVELS)
        self._begun: set[tuple[str, int]] = set()
        self._known: dict[str, dict[int, Element]] = {}
        for element in root if root is not None else ():
            if element.tag == f"{W}abstractNum":
                self._abstract[str(element.get(f"{W}abstractNumId"))] = element
            elif element.tag == f"{W}num":
                self._lists[str(element.get(f"{W}numId"))] = element
        self._by_style = {
            key: abstract
            for abstract in self._abstract.values()
            if (key := child_value(abstract, "styleLink"))
        }  # fmt: skip

    def level_of(self, chain: Properties, style: str) -> tuple[str, int, Element] | None:
        """The list's key, the level and its definition for a paragraph; None if it is in no list.

        ``chain`` are its ``numPr`` elements, the most general first.
        """
        key = last_value(chain, "numId")
        if key not in self._lists or key == "0":
            return None
        own = last_value(chain, "ilvl")
        levels = self._levels(key)
        of_style = next((n for n, level in levels.items() if child_value(level, "pStyle") == style), 0)
        at = min(max(int(number(own)), 0), LEVELS - 1) if own else of_style
        return (key, at, levels[at]) if at in levels else None

    def next_label(self, key: str, at: int) -> Label:
        """The label of the next paragraph of a list; the call counts it."""
        levels = self._levels(key)
        counts = self._counts[child_value(self._lists[key], "abstractNumId")]
        begins = self._start(key, at, levels[at])
        overridden = (key, at) not in self._begun and self._override(key, at) is not None
        self._begun.add((key, at))
        before = counts[at]
        counts[at] = begins if before is None or overridden else before + 1
        for lower in range(at + 1, LEVELS):
            if lower not in levels or child_value(levels[lower], "lvlRestart") != "0":
                counts[lower] = None
        return self._label(levels, at, [self._reached(key, levels, n, counts[n]) for n in range(at + 1)])

    def _label(self, levels: Mapping[int, Element], at: int, reached: list[int]) -> Label:
        level = levels[at]
        text = child_value(level, "lvlText")
        plain = PRIVATE.sub(lambda sign: symbol(f"{ord(sign[0]):X}"), text)
        is_symbol = child_value(level, "numFmt") == "bullet"
        if not is_symbol and child_value(level, "numFmt") != "none":
            decimal = on(level.find(f"{W}isLgl"))
            for n, value in enumerate(reached):
                form = "decimal" if decimal or n not in levels else child_value(levels[n], "numFmt")
                plain = plain.replace(f"%{n + 1}", list_number(value, form))
        # a label is never torn at a line's end, so its spaces are read as ones that do not break
        return Label(plain.replace(" ", "\u00a0"), SUFFIXES.get(child_value(level, "suff"), " "), level, is_symbol)

    def _reached(self, key: str, levels: Mapping[int, Element], at: int, count: int | None) -> int:
        return count if count is not None else self._start(key, at, levels[at]) if at in levels else 1

    def _start(self, key: str, at: int, level: Element) -> int:
        override = self._override(key, at)
        return int(number(override, 1)) if override is not None else int(number(child_value(level, "start"), 1))

    def _override(self, key: str, at: int) -> str | None:
        for override in self._lists[key].iterfind(f"{W}lvlOverride"):
            if override.get(f"{W}ilvl") == str(at) and (start := child_value(override, "startOverride")):
                return start
        return None

    def _levels(self, key: str) -> dict[int, Element]:
        """The definitions of a list's levels by number; the list's own ones replace those it refers to."""
        if key in self._known:
            return self._known[key]
        abstract = self._abstract.get(child_value(self._lists[key], "abstractNumId"))
        linked = self._by_style.get(child_value(abstract, "numStyleLink"))
        levels: dict[int, Element] = {}
        overriding = [o.find(f"{W}lvl") for o in self._lists[key].iterfind(f"{W}lvlOverride")]
        for owner in (abstract, linked):
            overriding += [] if owner is None else owner.findall(f"{W}lvl")
        for level in overriding:
            if level is not None:
                levels.setdefault(int(number(level.get(f"{W}ilvl"))), level)
        self._known[key] = levels
        return levels


def list_number(value: int, form: str) -> str:
    """A number in a list's form (``decimal``, ``upperRoman``, ``lowerLetter`` …); decimal for other forms."""
    if form == "none":
        return ""
    if form in ("lowerRoman", "upperRoman") and 0 < value <= MOST_ROMAN:
        return roman(value).upper() if form == "upperRoman" else roman(value)
    if form in ("lowerLetter", "upperLetter") and 0 < value <= MOST_LETTERS:
        letters = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return letters.upper() if form == "upperLetter" else letters
    return f"{value:02}" if form == "decimalZero" else str(value)


def roman(value: int) -> str:
    """A number in lower-case Roman numerals."""
    digits = ""
    for worth, letters in ROMAN:
        digits += letters * (value // worth)
        value %= worth
    return digits

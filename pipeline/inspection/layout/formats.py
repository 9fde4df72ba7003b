"""Resolves styles, theme and direct formatting into what really applies to a paragraph or a run, as Word does.

The levels are: document defaults, the table's style, the styles from the most general on, then the paragraph's and the
run's own properties. A font on a later level replaces an earlier one, no matter whether either is given by its name or
as a font of the theme.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from pipeline.inspection.layout.properties import (
    MM_PER_TWIP,
    Properties,
    child_value,
    half_points,
    last,
    last_value,
    merged,
    number,
    on,
    on_value,
    twips,
)
from pipeline.inspection.layout.text import run_text
from pipeline.inspection.layout.values import ResolvedFormat, Run
from pipeline.opc.unpack import A, Element, Parts, W

WORDS_OWN_FONT = "Times New Roman"  # Word's font where no level names one
OF_ROW = "\n"  # between the name of a table's style and the kind of row with a special format
SINGLE = 240  # what Word writes for single line spacing
AUTOMATIC_GAP = 14  # points of the space before or after a paragraph that is set to automatic
NO_SHADE = ("", "none", "auto", "white", "ffffff")
PLAIN, ACCENTED = re.compile(r"[!-~]"), re.compile(r"[^\x00-\x7f\s]")


@dataclass(frozen=True)
class Format:
    """A run's format without its text: an empty run, and the fonts of plain and accented letters."""

    plain: Run
    font: str
    accented: str
    capitals: bool
    hidden: bool

    def of(self, text: str) -> Run:
        """A text as a run in this format, as shown; Word uses one font for plain letters and another for accented ones."""
        shown = "" if self.hidden else text.upper() if self.capitals else text
        used = [self.font] if PLAIN.search(shown) or not shown.strip() else []
        used += [self.accented] if ACCENTED.search(shown) else []
        fonts = tuple(dict.fromkeys(used))
        p = self.plain
        font = " / ".join(fonts)
        return Run(shown, font, p.size, p.bold, p.italic, p.underline, p.colour, fonts, p.language, p.shade)


DEEPEST = 50  # styles based on each other; Word itself makes no more than ten or so


class Formats:
    """The styles and the theme of one file, resolved on demand."""

    def __init__(self, package: Parts) -> None:
        empty = package.root(package.main).makeelement(f"{W}styles")
        root = package.related("styles", "word/styles.xml")
        self._root = empty if root is None else root
        self.theme = package.related("theme", "word/theme/theme1.xml")
        self._styles = {str(style.get(f"{W}styleId")): style for style in self._root.iterfind(f"{W}style")}
        self._chains: dict[tuple[str, str], list[Element]] = {}
        self._formats: dict[tuple[str, str, tuple[bytes, ...]], Format] = {}

    @cached_property
    def default_style(self) -> str:
        """The key of the style of paragraphs that name none."""
        return next(
            (
                key
                for key, style in self._styles.items()
                if on_value(style.get(f"{W}default"), "0") and style.get(f"{W}type") == "paragraph"
            ),
            "",
        )

    def default(self, kind: str) -> Element | None:
        """The document's defaults for paragraphs (``pPr``) or runs (``rPr``); None if it has none."""
        return self._root.find(f"{W}docDefaults/{W}{kind}Default/{W}{kind}")

    def chain(self, key: str, kind: str) -> list[Element]:
        """The properties (``pPr`` or ``rPr``) of a style and of those it is based on, the most general first.

        A key with ``OF_ROW`` adds the style's properties for that kind of row.
        """
        if (key, kind) not in self._chains:
            name, _, row = key.partition(OF_ROW)
            styles = self._inherited(name)
            of_rows = [
                each for s in styles for each in s.iterfind(f"{W}tblStylePr") if row and each.get(f"{W}type") == row
            ]
            found = [holder.find(f"{W}{kind}") for holder in (*styles, *of_rows)]
            self._chains[key, kind] = [each for each in found if each is not None]
        return self._chains[key, kind]

    def _inherited(self, name: str) -> list[Element]:
        """A style and those it is based on, at most ``DEEPEST``, the most general first."""
        found: dict[str, Element] = {}
        while name in self._styles and name not in found and len(found) < DEEPEST:
            found[name] = self._styles[name]
            name = child_value(self._styles[name], "basedOn")
        return list(found.values())[::-1]

    def of_paragraph(self, own: Element | None, table_style: str) -> tuple[str, list[Element | None]]:
        """A paragraph's style, and its properties on all levels, the most general first."""
        style = child_value(own, "pStyle") or self.default_style
        return style, [self.default("pPr"), *self.chain(table_style, "pPr"), *self.chain(style, "pPr"), own]

    def run(self, element: Element, paragraph_style: str, table_style: str = "") -> Run:
        """A run's text as shown, with its formatting."""
        return self.formatted("".join(run_text(element)), element.find(f"{W}rPr"), paragraph_style, table_style)

    def formatted(self, text: str, own: Element | None, style: str, table_style: str = "", *more: Element) -> Run:
        """A text as a run with a paragraph's style, its own properties over it, and ``more`` properties over those."""
        xml = tuple(b"" if each is None else etree.tostring(each) for each in (own, *more))
        key = (style, table_style, xml)
        if key not in self._formats:  # most runs of a file have one of a few formats
            self._formats[key] = self._format(own, style, table_style, more)
        return self._formats[key].of(text)

    def _format(self, own: Element | None, style: str, table_style: str, more: Sequence[Element]) -> Format:
        levels = (
            [self.default("rPr"), *self.chain(table_style, "rPr")],
            self.chain(style, "rPr"),
            self.chain(child_value(own, "rStyle"), "rPr"),
            [own, *more],
        )
        chain = [properties for level in levels for properties in level if properties is not None]
        plain = Run(
            text="",
            font="",
            size=half_points(last_value(chain, "sz")),
            bold=_toggled("b", *levels),
            italic=_toggled("i", *levels),
            underline=(last_value(chain, "u") or "none") != "none",
            colour=last_value(chain, "color") or "auto",
            language=merged(chain, "lang").get("val", ""),
            shade=_shade(chain),
        )
        capitals = _toggled("caps", *levels) or _toggled("smallCaps", *levels)
        return Format(plain, *self._fonts(chain), capitals, _toggled("vanish", *levels))

    def _fonts(self, chain: Properties) -> tuple[str, str]:
        """The font of plain letters and that of accented ones; a later level replaces an earlier one."""
        named = {"ascii": WORDS_OWN_FONT, "hAnsi": WORDS_OWN_FONT}
        for properties in chain:
            level = properties.find(f"{W}rFonts") if properties is not None else None
            if level is None:
                continue
            for script in named:  # within one level the theme's font wins over the named one
                font = self._theme_font(level.get(f"{W}{script}Theme")) or level.get(f"{W}{script}")
                named[script] = str(font) if font else named[script]
        return named["ascii"], named["hAnsi"]

    def _theme_font(self, name: str | None) -> str:
        if not name or self.theme is None:
            return ""
        family = "majorFont" if name.startswith("major") else "minorFont"
        latin = self.theme.find(f".//{A}{family}/{A}latin")
        return str(latin.get("typeface") or "") if latin is not None else ""

    def theme_colour(self, name: str) -> str:
        """A colour of the theme (``tx1``, ``accent1`` …) as six hexadecimal digits; ``auto`` where it has none."""
        key = {"tx1": "dk1", "bg1": "lt1", "tx2": "dk2", "bg2": "lt2"}.get(name, name)
        if self.theme is None or not key.isalnum():
            return "auto"
        colour = self.theme.find(f".//{A}clrScheme/{A}{key}/*")
        return "auto" if colour is None else str(colour.get("lastClr") or colour.get("val") or "auto")

    def theme_line_weight(self, index: int) -> float | None:
        """The weight in EMU of the theme's n-th line style, from 1; None if there is none."""
        styles = self.theme.findall(f".//{A}lnStyleLst/{A}ln") if self.theme is not None else []
        return number(styles[index - 1].get("w"), 9525) if 0 < index <= len(styles) else None


def resolved_format(chain: Properties) -> ResolvedFormat:
    """The format that applies to a paragraph with these properties, the most general first."""
    spacing, indent = merged(chain, "spacing"), merged(chain, "ind")
    rule = spacing.get("lineRule", "auto")
    line = twips(spacing.get("line"), SINGLE)
    tab_stops = _tab_stops(chain)
    return ResolvedFormat(
        align=last_value(chain, "jc") or "left",
        first_line=(twips(indent.get("firstLine")) - twips(indent.get("hanging"))) * MM_PER_TWIP,
        left=twips(indent.get("left", indent.get("start"))) * MM_PER_TWIP,
        right=twips(indent.get("right", indent.get("end"))) * MM_PER_TWIP,
        before=_gap(spacing, "before"),
        after=_gap(spacing, "after"),
        line=line / SINGLE if rule == "auto" else 1.0,
        line_rule=rule,
        line_height=0 if rule == "auto" else line / 20,
        keep_next=on(last(chain, "keepNext")),
        tabs=tuple(kind for _, kind in tab_stops),
        stops=tuple(at for at, _ in tab_stops),
    )


def _tab_stops(chain: Properties) -> list[tuple[float, str]]:
    """The tab stops that apply, from left to right, in mm with alignment; a later level may clear an earlier one's."""
    stops: dict[float, str] = {}
    for properties in chain:
        for tab in properties.iterfind(f"{W}tabs/{W}tab") if properties is not None else ():
            at, kind = twips(tab.get(f"{W}pos")), str(tab.get(f"{W}val") or "left")
            if kind == "clear":
                stops.pop(at, None)
            elif kind != "bar":  # a bar only draws a line
                stops[at] = kind
    return [(at * MM_PER_TWIP, kind) for at, kind in sorted(stops.items())]


def _gap(spacing: dict[str, str], side: str) -> float:
    """The space before or after a paragraph in points."""
    if spacing.get(f"{side}Autospacing", "0") not in ("0", "false", "off"):
        return AUTOMATIC_GAP
    return twips(spacing.get(side)) / 20


def _toggled(name: str, general: Properties, *levels: Properties) -> bool:
    """Whether an on/off property like bold applies.

    Set directly it applies as set; set by both the paragraph's and the character's style, they cancel each other.
    """
    *styles, direct = levels
    if (set_directly := last(direct, name)) is not None:
        return on(set_directly)
    if on(last(general, name)):
        return last(styles[0], name) is None or on(last(styles[0], name))
    return sum(on(last(level, name)) for level in styles) % 2 == 1


def _shade(chain: Properties) -> str:
    """The colour behind letters: of a highlighter, else of shading; empty for none and for white."""
    marked, shading = last_value(chain, "highlight"), last(chain, "shd")
    fill = str(shading.get(f"{W}fill") or "") if shading is not None else ""
    return next((colour for colour in (marked, fill) if colour.lower() not in NO_SHADE), "")

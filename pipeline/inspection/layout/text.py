"""Turns runs and paragraphs of WordprocessingML into the text that is shown, copies for older programs and deletions aside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.opc.unpack import Element, W

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
HYPHENS = {"noBreakHyphen": "-", "tab": "\t", "ptab": "\t", "cr": "\n"}
UNSEEN = (f"{MC}Fallback", f"{W}del", f"{W}moveFrom")  # older copies of drawings; what a tracked change took out
ASIDE = (*UNSEEN, f"{W}p", f"{W}pPr", f"{W}rPr")  # what is no part of a paragraph's own content


def run_text(run: Element) -> Iterable[str]:
    """What a run shows: tabs and line breaks as such, page breaks and tracked deletions as nothing."""
    for child in run:
        name = str(child.tag).removeprefix(W)
        if name == "t":
            yield str(child.text or "")
        elif name == "br":
            yield "\n" if child.get(f"{W}type", "textWrapping") == "textWrapping" else ""
        elif name == "sym":
            yield symbol(str(child.get(f"{W}char") or ""))
        elif name in HYPHENS:
            yield HYPHENS[name]


def symbol(code: str) -> str:
    """A character of a symbol font, by its hexadecimal code, as one that any font has: a hyphen, or a bullet."""
    return "-" if code.upper() in ("F02D", "2D", "F0BE") else "•"


def is_shown(element: Element) -> bool:
    """Whether an element is shown: no older copy that Word keeps beside a drawing, no tracked deletion."""
    return next(element.iterancestors(*UNSEEN), None) is None


def own(paragraph: Element) -> Iterator[Element]:
    """What stands in a paragraph and is shown, without what stands in text boxes that hang on it."""
    for child in paragraph:
        if child.tag not in ASIDE:
            yield child
            yield from own(child)


def paragraph_of(element: Element) -> Element | None:
    """The paragraph in which something stands."""
    return next(element.iterancestors(f"{W}p"), None)

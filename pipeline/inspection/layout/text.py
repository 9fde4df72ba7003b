"""Turns runs and paragraphs of WordprocessingML into the text that Word shows.

Copies of drawings for older programs and tracked deletions are skipped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.opc.unpack import MC, Element, W

HYPHENS = {"noBreakHyphen": "-", "tab": "\t", "ptab": "\t", "cr": "\n"}
UNSEEN = (f"{MC}Fallback", f"{W}del", f"{W}moveFrom")  # copies of drawings for older programs; tracked deletions
NOT_CONTENT = (*UNSEEN, f"{W}p", f"{W}pPr", f"{W}rPr")  # not part of a paragraph's own content


def run_text(run: Element) -> Iterable[str]:
    """The texts that a run shows: tabs as ``\\t``, line breaks as ``\\n``, page breaks and tracked deletions as nothing."""
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
    """A hyphen or a bullet in place of a character of a symbol font, given by its hexadecimal code."""
    return "-" if code.upper() in ("F02D", "2D", "F0BE") else "•"


def is_shown(element: Element) -> bool:
    """Whether Word shows an element: not in the copy of a drawing for older programs, not in a tracked deletion."""
    return next(element.iterancestors(*UNSEEN), None) is None


def own_content(paragraph: Element) -> Iterator[Element]:
    """The elements of a paragraph that Word shows, without the content of text boxes anchored in it."""
    for child in paragraph:
        if child.tag not in NOT_CONTENT:
            yield child
            yield from own_content(child)


def paragraph_of(element: Element) -> Element | None:
    """The innermost paragraph that contains an element."""
    return next(element.iterancestors(f"{W}p"), None)

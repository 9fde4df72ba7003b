"""Puts the empty paragraph back that Word wants in a cell or text box which a condition has emptied."""

from __future__ import annotations

import re

ENDED = "</w:p></w:tc>"
CELL_END = "</w:tc>"
BARE = re.compile(
    r"(<w:tcPr\s*/>|</w:tcPr>|<w:tc(?:\s[^<>]*)?>|</w:tbl>|<w:txbxContent(?:\s[^<>]*)?>|<w:(?:hdr|ftr)(?:\s[^<>]*)?>)\s*(?=</w:(?:tc|txbxContent|hdr|ftr)>)"
)
BOX_END, EDGE_END = "</w:txbxContent>", ("</w:hdr>", "</w:ftr>")
PARAGRAPH = "<w:p/>"


def with_paragraphs(block: str) -> str:
    """A block of a part in which every cell, text box, header and footer ends with a paragraph."""
    if block.count(ENDED) == block.count(CELL_END) and BOX_END not in block and not block.endswith(EDGE_END):
        return block  # nearly always
    return BARE.sub(rf"\1{PARAGRAPH}", block)

"""The only module that uses docxtpl: it makes a template's XML ready for Jinja, and mends tables whose cells a tag has changed."""

from __future__ import annotations

from functools import cache
from io import BytesIO

from docxtpl import DocxTemplate
from lxml import etree

from pipeline.opc.unpack import tree_of
from pipeline.rendering.template_parts import BODY


def patched(xml: str) -> str:
    """A part's XML made ready for Jinja: tags that Word has split are joined, ``{%p %}`` and ``{%tr %}`` replace their paragraph or row."""
    return str(_without_file().patch_xml(xml))


def with_tabs(xml: str) -> str:
    """A part's XML in which a tab typed as a character is one of Word's."""
    return str(_without_file().resolve_listing(xml))


def with_whole_tables(body: str) -> str:
    """A rendered body in which each table has as many columns as its rows. Raises :class:`Unreadable` if it is not well-formed."""
    tree_of(BODY, body.encode())  # docxtpl would mend it, and lose text
    return str(etree.tostring(_without_file().fix_tables(body), encoding="unicode"))


@cache
def _without_file() -> DocxTemplate:
    return DocxTemplate(BytesIO())  # only what works on XML is used, which needs no file

"""The one wrapper round docxtpl: its patching of Word's XML, and a paper as docxtpl itself renders it.

It is loaded only where a template is compiled, or needs docxtpl's own work on tables.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping
from functools import cache
from io import BytesIO

from docx.opc.part import Part
from docxtpl import DocxTemplate
from jinja2 import Environment
from lxml import etree

from pipeline.opc.unpack import tree_of

NOTE_PARTS = ("/word/footnotes.xml", "/word/endnotes.xml", "/word/comments.xml")


def patched(xml: str) -> str:
    """A part's XML with its tags joined and lifted out of runs, paragraphs and rows, as docxtpl's language means them."""
    return str(_without_file().patch_xml(xml))


def by_docxtpl(
    content: bytes, parts: Iterable[str], context: Mapping[str, object], environment: Environment
) -> Mapping[str, str]:
    """Some parts of a template's file as docxtpl itself renders them, spelt as lxml spells XML."""
    document = _Docxtpl(BytesIO(content))
    document.render(dict(context), environment)
    saved = BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as package:
        return {part: etree.tostring(etree.fromstring(package.read(part)), encoding="unicode") for part in parts}


@cache
def _without_file() -> DocxTemplate:
    return DocxTemplate(BytesIO())  # only its XML patching is used, which needs no file


class _Docxtpl(DocxTemplate):
    """docxtpl, which would render footnotes once for each section (so that a tag in a name would run), and properties."""

    def render_footnotes(self, context: dict[str, object], jinja_env: object = None) -> None:
        for part in self.docx.part.package.parts:
            if str(part.partname) in NOTE_PARTS:
                xml = self.patch_xml(etree.tostring(etree.fromstring(part.blob), encoding="unicode"))
                part._blob = self.render_xml_part(xml, part, context, jinja_env).encode()

    def render_xml_part(self, src_xml: str, part: object, context: dict[str, object], jinja_env: object = None) -> str:
        xml = str(super().render_xml_part(src_xml, part, context, jinja_env))
        tree_of(
            str(part.partname).lstrip("/") if isinstance(part, Part) else "", xml.encode()
        )  # docxtpl would mend it, and lose text
        return xml

    def render_properties(self, context: dict[str, object], jinja_env: object = None) -> None:
        pass

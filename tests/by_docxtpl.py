"""Renders a template as docxtpl itself does, from the whole file: what our rendering is compared with."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping
from io import BytesIO

from docx.opc.part import Part
from docxtpl import DocxTemplate
from jinja2 import Environment
from lxml import etree

from pipeline.opc.unpack import tree_of

NOTE_PARTS = ("/word/footnotes.xml", "/word/endnotes.xml", "/word/comments.xml")


def by_docxtpl(
    content: bytes, parts: Iterable[str], context: Mapping[str, object], environment: Environment
) -> Mapping[str, str]:
    """Some parts of a template's file as docxtpl itself renders them, by name, serialised by lxml."""
    document = _Docxtpl(BytesIO(content))
    document.render(dict(context), environment)
    saved = BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as package:
        return {part: etree.tostring(etree.fromstring(package.read(part)), encoding="unicode") for part in parts}


class _Docxtpl(DocxTemplate):
    """docxtpl, corrected: it would render footnotes once per section (so that tags in data would run), and the properties."""

    def render_footnotes(self, context: dict[str, object], jinja_env: object = None) -> None:
        for part in self.docx.part.package.parts:
            if str(part.partname) in NOTE_PARTS:
                xml = self.patch_xml(etree.tostring(etree.fromstring(part.blob), encoding="unicode"))
                part._blob = self.render_xml_part(xml, part, context, jinja_env).encode()

    def render_xml_part(self, src_xml: str, part: object, context: dict[str, object], jinja_env: object = None) -> str:
        xml = str(super().render_xml_part(src_xml, part, context, jinja_env))
        # docxtpl would mend it, and lose text
        tree_of(str(part.partname).lstrip("/") if isinstance(part, Part) else "", xml.encode())
        return xml

    def render_properties(self, context: dict[str, object], jinja_env: object = None) -> None:
        pass

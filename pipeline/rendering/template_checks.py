"""Looks a template's part over before it is parsed, and says what is wrong in it with the template's name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from lxml import etree

from pipeline.opc.unpack import PARSER
from pipeline.rendering.template_faults import TemplateFault, Wrong, one_line
from pipeline.rendering.template_prepare import prepare

IN_ATTRIBUTE = re.compile(r'="[^"<>]*{[{%#]')
PARAGRAPH = re.compile(r"<w:p[ >]")
HIDDEN_TAG = (
    "thẻ nằm trong mô tả hoặc thuộc tính của hình, không phải trong chữ. Bấm chuột phải vào hình, xóa mô tả có thẻ đó"
)


def prepared(name: str, part: str, xml: bytes, example: Mapping[str, object]) -> tuple[str, bool]:
    """A part's XML, put right where that is sure, and whether anything was. Raises :class:`TemplateFault`."""
    try:
        root = etree.fromstring(xml, PARSER)
        changed = prepare(root, example)
        source = etree.tostring(root, encoding="unicode")
        if found := IN_ATTRIBUTE.search(source):
            raise Wrong(len(PARAGRAPH.findall(source, 0, found.start())), HIDDEN_TAG, found[0][2:])
    except Wrong as wrong:
        raise TemplateFault(one_line(name, part, wrong)) from wrong
    except etree.XMLSyntaxError as error:
        raise TemplateFault(f"Mẫu {name} bị hỏng, mở bằng Word và lưu lại.") from error
    return source, changed


@contextmanager
def naming_paragraphs(name: str, part: str, texts: Sequence[str]) -> Iterator[None]:
    """Make what is :class:`Wrong` at a line of a part's tree a :class:`TemplateFault`; ``texts`` are those of the lines.

    Each line is a paragraph, but for the first.
    """
    try:
        yield
    except Wrong as wrong:
        text = texts[wrong.paragraph - 1] if 0 < wrong.paragraph <= len(texts) else ""
        at_paragraph = Wrong(max(wrong.paragraph - 1, 1), wrong.problem)
        raise TemplateFault(one_line(name, part, at_paragraph, text)) from wrong

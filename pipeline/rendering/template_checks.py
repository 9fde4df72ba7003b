"""Looks a template's part over before it is compiled and after, and says what is wrong with the template's name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from jinja2 import nodes
from lxml import etree

from pipeline.opc.unpack import PARSER
from pipeline.rendering.template_expressions import demand_plain
from pipeline.rendering.template_faults import TemplateFault, Wrong, one_line
from pipeline.rendering.template_nesting import demand_nesting
from pipeline.rendering.template_prepare import prepare
from pipeline.rendering.template_values import demand_sound_values

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


def demand_whole(name: str, part: str, tree: nodes.Template, texts: Sequence[str]) -> None:
    """Raises :class:`TemplateFault` for tags that say too much, or that a paper's XML would not survive."""
    try:
        demand_plain(tree)
        demand_nesting(tree)
    except Wrong as wrong:
        raise _at_line(name, part, wrong, texts) from wrong


def demand_values(
    name: str, part: str, tree: nodes.Template, texts: Sequence[str], example: Mapping[str, object]
) -> None:
    """Raises :class:`TemplateFault` for a tag that uses a value of the example as what it is not."""
    try:
        demand_sound_values(tree, example)
    except Wrong as wrong:
        raise _at_line(name, part, wrong, texts) from wrong


def _at_line(name: str, part: str, wrong: Wrong, texts: Sequence[str]) -> TemplateFault:
    """What is wrong in a tag, whose line of the tree is its paragraph and one more."""
    text = texts[wrong.paragraph - 1] if 0 < wrong.paragraph <= len(texts) else ""
    return TemplateFault(one_line(name, part, Wrong(max(wrong.paragraph - 1, 1), wrong.problem), text))

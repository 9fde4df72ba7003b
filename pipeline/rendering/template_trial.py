"""Tries a template with sample data: every branch taken, no list empty, then all of them empty; no tag may be left in a paper."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import replace
from datetime import date

from jinja2 import nodes

from pipeline.rendering.render import render_document
from pipeline.rendering.template_compile import CompiledTemplate, Tagged, compile_templates
from pipeline.rendering.template_faults import TemplateFault
from pipeline.values.model import Document
from pipeline.word.words import PaperText

LEFT = re.compile(r"{{|{%|%}|}}")
LEFT_OVER = "Mẫu {}: bản in thử ({}) còn thẻ chưa được thay. Sửa chỗ đó của mẫu trong Word rồi chạy lại."
FILLED, BARE, ALL = "đủ thông tin", "không có thông tin tùy chọn", "mọi điều kiện đều đúng"


def wrong_in_template(name: str, content: bytes, example: Mapping[str, object], day: date) -> str:
    """What is wrong with a template, in one line; "" if every trial gives a sound paper."""
    try:
        template = compile_templates({name: content}, {name: example})[name]
        for trial, tried, values in _trials(template, example):
            if has_tags(render_document(tried, Document("thu", name, name, "", "", values), day).reading):
                return LEFT_OVER.format(name, trial)
    except TemplateFault as fault:
        return str(fault)
    return ""


def has_tags(paper: PaperText) -> bool:
    """Whether a paper of sample values, which hold no tags, shows the signs of one."""
    return any(LEFT.search(text) for text in (*paper.texts, *(text for _, text in paper.others)))


def _trials(
    template: CompiledTemplate, example: Mapping[str, object]
) -> Iterator[tuple[str, CompiledTemplate, Mapping[str, object]]]:
    yield FILLED, template, example
    bare = _bare(example)
    if isinstance(bare, Mapping):
        yield BARE, template, bare
    forced = {part: _forced(tagged) for part, tagged in template.compiled.items()}
    yield ALL, replace(template, compiled=forced), example


def _bare(example: object) -> object:
    """An example with the same names, in which every text, list and answer is empty or no."""
    if isinstance(example, Mapping):
        return {key: _bare(value) for key, value in example.items()}
    if isinstance(example, bool):
        return False
    if isinstance(example, str):
        return ""
    return () if isinstance(example, Sequence) else example


def _forced(tagged: Tagged) -> Tagged:
    """A part in which every branch of every condition is taken, one after another."""
    tree = deepcopy(tagged.tree)
    tree.body = list(_all_branches(tree.body))
    return replace(tagged, tree=tree)


def _all_branches(body: Iterable[nodes.Node]) -> Iterator[nodes.Node]:
    for node in body:
        if isinstance(node, nodes.If):
            for branch in (node.body, *(each.body for each in node.elif_), node.else_):
                yield from _all_branches(branch)
        elif isinstance(node, nodes.For):
            node.body = list(_all_branches(node.body))
            node.test = None
            yield node
            yield from _all_branches(node.else_)
        else:
            yield node


def offered(example: Mapping[str, object], above: str = "") -> Iterator[tuple[str, str]]:
    """The tags that papers may print, each with an example, lists with the loop that prints them."""
    for key, value in example.items():
        path = f"{above}{key}"
        if isinstance(value, Mapping):
            yield from offered(value, f"{path}.")
        elif isinstance(value, bool):
            yield f"{{% if {path} %}} … {{% endif %}}", "có hoặc không"
        elif isinstance(value, Sequence) and not isinstance(value, str):
            first = value[0] if value else ""
            yield f"{{% for muc in {path} %}} … {{% endfor %}}", "danh sách"
            inner = offered(first, "muc.") if isinstance(first, Mapping) else (("{{ muc }}", str(first)),)
            yield from ((f"    {tag}", shown) for tag, shown in inner)
        else:
            yield f"{{{{ {path} }}}}", str(value)

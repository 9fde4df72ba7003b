"""Turns the template of a report's page and its values into the page; what a template may say is listed, so that none runs long."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from urllib.parse import quote

from jinja2 import StrictUndefined, TemplateError, nodes
from jinja2.sandbox import SandboxedEnvironment

from pipeline.values.errors import PipelineError

NOT_IN_HTML = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufdd0-\ufdef\ufffe\uffff]"
)
MOST, DEEPEST = 1000, 3  # of a number that is reckoned with; loops in each other
ALLOWED = (
    nodes.Output, nodes.TemplateData, nodes.If, nodes.For, nodes.Name, nodes.Getattr, nodes.Const, nodes.Tuple, nodes.Compare,
    nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.CondExpr, nodes.Filter, nodes.Add, nodes.Sub, nodes.Mul,
)  # fmt: skip
WRONG = (TemplateError, ArithmeticError, LookupError, MemoryError, RecursionError, TypeError, ValueError)


def html_of(name: str, template: bytes, **values: object) -> bytes:
    """A Jinja template and its values → the page in UTF-8; values are escaped, characters that HTML forbids left out.

    Raises PipelineError, one line, for a template that cannot be used.
    """
    environment = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.globals.clear()
    environment.filters = {"href": _href, "length": len, "join": environment.filters["join"]}
    try:
        tree = environment.parse(template.decode())
        _demand_plain(tree)
        page = environment.from_string(tree).render(values)
    except WRONG as error:
        raise PipelineError(f"Mẫu {name} không dùng được. Chép lại tệp này từ bản gốc của chương trình.") from error
    return NOT_IN_HTML.sub("", page).encode("utf-8", "replace")


def _demand_plain(node: nodes.Node, loops: int = 0) -> None:
    """Raises ValueError for a tag that holds anything but what is listed, and for what could take long or fill memory."""
    for child in node.iter_child_nodes():
        loops_here = loops + isinstance(child, nodes.For)
        if not isinstance(child, ALLOWED) or loops_here > DEEPEST or not CAREFUL.get(type(child), _always)(child):
            raise ValueError(type(child).__name__)
        _demand_plain(child, loops_here)


def _always(node: nodes.Node) -> bool:
    return True


def _is_sum(node: nodes.BinExpr) -> bool:
    """Whether a small number is reckoned with, and nothing multiplied twice: a text multiplied would fill memory."""
    numbers = [each.value for each in (node.left, node.right) if isinstance(each, nodes.Const)]
    small = any(type(each) is int and each <= MOST for each in numbers)
    return small and not (isinstance(node, nodes.Mul) and any(node.find_all(nodes.Mul)))


CAREFUL: Mapping[type[nodes.Node], Callable[..., bool]] = {
    nodes.Add: _is_sum, nodes.Sub: _is_sum, nodes.Mul: _is_sum,
    nodes.Getattr: lambda node: not node.attr.startswith("_"),
}  # fmt: skip


def _href(path: str) -> str:
    """A path → a relative link; quoted, so that a file name like ``javascript:…`` stays a path."""
    return "./" + quote(path, errors="replace")

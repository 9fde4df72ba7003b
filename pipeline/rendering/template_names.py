"""Finds the names in a template's tags that no paper provides, before anything is rendered.

The names are compared with an example of the context in which no list is empty, so that names inside loops and
branches that this quarter does not take are checked too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from jinja2 import nodes

from pipeline.values.vietnamese import nearest

ANYTHING = object()  # a value the check cannot know: ``loop``'s counters, the result of a filter
IN_EVERY_LOOP = {"loop": ANYTHING}


@dataclass(frozen=True)
class UnknownName:
    """A name that the example lacks: the line of the source, the name as written, and the nearest known one."""

    line: int
    name: str
    nearest: str


def unknown_names(tree: nodes.Template, example: Mapping[str, object]) -> tuple[UnknownName, ...]:
    """The names in a parsed template that the example does not have, in their order."""
    return tuple(_walk(tree, dict(example)))


def _walk(node: nodes.Node, scope: dict[str, object]) -> Iterator[UnknownName]:
    """The unknown names under a node; a loop's variable is known in its body only."""
    if isinstance(node, nodes.For):
        yield from _walk(node.iter, scope)
        inner = {**scope, **IN_EVERY_LOOP, **_bind(node.target, _element(_value(node.iter, scope)))}
        for child in (*node.body, *node.else_, *([node.test] if node.test else [])):
            yield from _walk(child, inner)
        return
    if isinstance(node, nodes.Assign):
        yield from _walk(node.node, scope)
        scope.update(_bind(node.target, _value(node.node, scope)))
        return
    if isinstance(node, nodes.Name) and node.ctx == "load" and node.name not in scope:
        yield UnknownName(node.lineno, node.name, nearest(node.name, scope) or "")
    if isinstance(node, (nodes.Getattr, nodes.Getitem)):
        yield from _unknown_key(node, scope)
    for child in node.iter_child_nodes():
        yield from _walk(child, scope)


def _unknown_key(node: nodes.Getattr | nodes.Getitem, scope: Mapping[str, object]) -> Iterator[UnknownName]:
    owner, key = _value(node.node, scope), _key(node)
    if isinstance(owner, Mapping) and isinstance(key, str) and key not in owner:
        close = nearest(key, owner)
        prefix = _spelt(node.node)
        yield UnknownName(node.lineno, f"{prefix}.{key}", f"{prefix}.{close}" if close else "")


def _value(node: nodes.Node, scope: Mapping[str, object]) -> object:
    """The example value of an expression, as far as it is known without running it."""
    if isinstance(node, nodes.Name):
        return scope.get(node.name, ANYTHING)
    if isinstance(node, (nodes.Getattr, nodes.Getitem)):
        owner, key = _value(node.node, scope), _key(node)
        if isinstance(owner, Mapping) and isinstance(key, str):
            return owner.get(key, ANYTHING)
        return _element(owner) if isinstance(key, int) else ANYTHING
    return ANYTHING


def _key(node: nodes.Getattr | nodes.Getitem) -> object:
    if isinstance(node, nodes.Getattr):
        return node.attr
    return node.arg.value if isinstance(node.arg, nodes.Const) else None


def _element(value: object) -> object:
    return value[0] if isinstance(value, Sequence) and not isinstance(value, str) and value else ANYTHING


def _bind(target: nodes.Node, value: object) -> dict[str, object]:
    if isinstance(target, nodes.Name):
        return {target.name: value}
    return {name.name: ANYTHING for name in target.find_all(nodes.Name)}


def _spelt(node: nodes.Node) -> str:
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        return f"{_spelt(node.node)}.{node.attr}"
    return "…"

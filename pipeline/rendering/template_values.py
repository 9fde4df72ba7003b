"""Holds the tags of a template against an example of the context: its names exist, text is printed, lists are looped over.

In the example no list is empty, so that names inside loops and branches that this quarter does not take are checked too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from jinja2 import nodes

from pipeline.rendering.template_expressions import COUNTERS
from pipeline.rendering.template_faults import Wrong
from pipeline.values.vietnamese import nearest

Scope = dict[str, object]
ANYTHING = object()  # what the example says nothing about
COUNTER = dict.fromkeys(COUNTERS, 1) | {"first": True, "last": True}
ORDERED = frozenset({"lt", "lteq", "gt", "gteq"})
OF_TEXT = frozenset({"trim", "upper", "lower", "title", "replace"})
UNKNOWN, MEANT = "không có thông tin tên «{}».{} Các tên có trong bảng ở templates/README.md", " Có phải «{}»?"
LIST = "«{0}» là danh sách, in thẳng sẽ ra chữ của máy. Dùng {{% for x in {0} %}}{{{{ x{1} }}}}{{% endfor %}}"
TABLE = "«{0}» là một nhóm thông tin, không in thẳng được. Viết rõ phần cần in, ví dụ {{{{ {0}.{1} }}}}"
YES_OR_NO = "«{0}» chỉ cho biết có hay không, không in được. Dùng {{% if {0} %}}…{{% endif %}}"
NO_LIST = "«{0}» không phải là danh sách nên không lặp được. In bằng {{{{ {0} }}}}"
NO_PART = "«{0}» không có phần «{1}». Xóa phần «{1}»"
NO_ORDER = "không so sánh lớn bé được giữa hai bên của «{}». Sửa lại điều kiện"
NO_TEXT = "«|{}» không dùng cho «{}»"


def demand_sound_values(tree: nodes.Template, example: Mapping[str, object]) -> None:
    """Raises :class:`Wrong` for the first tag with a name that the example lacks, or that uses a value as what it is not.

    Its paragraph is the line of the tree.
    """
    _statements(tree.body, dict(example))


def _statements(body: Iterable[nodes.Node], scope: Scope) -> None:
    for node in body:
        if isinstance(node, nodes.Output):
            for each in node.nodes:
                if not isinstance(each, nodes.TemplateData):
                    _printed(each, scope)
        elif isinstance(node, nodes.If):
            _value(node.test, scope)
            _statements((*node.body, *node.elif_, *node.else_), scope)
        elif isinstance(node, nodes.Assign) and isinstance(node.target, nodes.Name):
            scope[node.target.name] = _value(node.node, scope)
        elif isinstance(node, nodes.For):
            _loop(node, scope)


def _loop(node: nodes.For, scope: Scope) -> None:
    over = _value(node.iter, scope)
    if over is not ANYTHING and not _is_list(over):
        raise Wrong(node.lineno, NO_LIST.format(spelt(node.iter)))
    inner = {**scope, "loop": COUNTER}
    if isinstance(node.target, nodes.Name):
        inner[node.target.name] = _first(over)
    if node.test is not None:
        _value(node.test, inner)
    _statements(node.body, inner)
    _statements(node.else_, scope)


def _printed(node: nodes.Node, scope: Scope) -> None:
    """Raises :class:`Wrong` for what cannot be printed."""
    if isinstance(node, (nodes.And, nodes.Or)):
        _printed(node.left, scope)
        _printed(node.right, scope)
        return
    if isinstance(node, nodes.CondExpr):
        _value(node.test, scope)
        for each in (node.expr1, node.expr2):
            if each is not None:
                _printed(each, scope)
        return
    value, name = _value(node, scope), spelt(node)
    if isinstance(value, bool):
        raise Wrong(node.lineno, YES_OR_NO.format(name))
    if isinstance(value, Mapping):
        raise Wrong(node.lineno, TABLE.format(name, next(iter(value), "…")))
    if _is_list(value):
        first = _first(value)
        raise Wrong(node.lineno, LIST.format(name, f".{next(iter(first), '…')}" if isinstance(first, Mapping) else ""))


def _value(node: nodes.Node, scope: Scope) -> object:
    """The example's value of an expression, ANYTHING where it has none. Raises :class:`Wrong`."""
    if isinstance(node, nodes.Name):
        return _known(node, scope, node.name)
    if isinstance(node, (nodes.Getattr, nodes.Getitem)):
        return _part(node, scope)
    if isinstance(node, nodes.Const):
        return node.value
    if isinstance(node, nodes.Filter) and node.node is not None:
        return _filtered(node, _value(node.node, scope))
    if isinstance(node, nodes.Compare):
        return _compared(node, scope)
    values = [_value(child, scope) for child in node.iter_child_nodes()]
    if isinstance(node, nodes.Test):
        if node.name in ("odd", "even") and not _is_number(values[0]):
            raise Wrong(node.lineno, NO_TEXT.format(node.name, spelt(node.node)))
        return True
    if isinstance(node, (nodes.List, nodes.Tuple)):
        return tuple(values)
    return True if isinstance(node, nodes.Not) else ANYTHING


def _known(node: nodes.Node, owner: Mapping[str, object], key: str, path: str = "") -> object:
    """The value of a name that the context, or the record at a path, has. Raises :class:`Wrong` if it has none."""
    if key in owner:
        return owner[key]
    close = nearest(key, owner)
    raise Wrong(node.lineno, UNKNOWN.format(path + key, MEANT.format(path + close) if close else ""))


def _part(node: nodes.Getattr | nodes.Getitem, scope: Scope) -> object:
    owner = _value(node.node, scope)
    key = node.attr if isinstance(node, nodes.Getattr) else getattr(node.arg, "value", None)
    if owner is ANYTHING:
        return ANYTHING
    if isinstance(owner, Mapping):
        return _known(node, owner, key, f"{spelt(node.node)}.") if isinstance(key, str) else ANYTHING
    if isinstance(owner, Sequence) and isinstance(key, int) and not isinstance(key, bool):
        return _first(owner)
    raise Wrong(node.lineno, NO_PART.format(spelt(node.node), key))


def _filtered(node: nodes.Filter, value: object) -> object:
    name, on = node.name, spelt(node.node) if node.node is not None else ""
    if value is ANYTHING:
        return 1 if name == "length" else ANYTHING
    if (name in OF_TEXT and not isinstance(value, str)) or (
        name in ("join", "length", "first", "last") and not isinstance(value, Sequence)
    ):
        raise Wrong(node.lineno, NO_TEXT.format(name, on) + ". Xóa phần đó khỏi thẻ")
    if name == "join" and not isinstance(_first(value), (str, int)):
        raise Wrong(node.lineno, NO_TEXT.format(name, on) + ". Dùng for để in từng mục")
    if name == "length":
        return 1
    return "" if name == "join" else _first(value) if name in ("first", "last") else value


def _compared(node: nodes.Compare, scope: Scope) -> object:
    left = _value(node.expr, scope)
    for operand in node.ops:
        right = _value(operand.expr, scope)
        alike = ANYTHING in (left, right) or (_is_number(left) and _is_number(right)) or _are_text(left, right)
        if operand.op in ORDERED and not alike:
            raise Wrong(node.lineno, NO_ORDER.format(spelt(node.expr)))
        if operand.op in ("in", "notin") and not (right is ANYTHING or _is_list(right) or _are_text(left, right)):
            raise Wrong(node.lineno, NO_LIST.format(spelt(operand.expr)))
        left = right
    return True


def _is_list(value: object) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str)


def _is_number(value: object) -> bool:
    return value is ANYTHING or (isinstance(value, int) and not isinstance(value, bool))


def _are_text(*values: object) -> bool:
    return all(isinstance(value, str) or value is ANYTHING for value in values)


def _first(value: object) -> object:
    return value[0] if isinstance(value, Sequence) and value else ANYTHING


def spelt(node: nodes.Node) -> str:
    """A path as it is written in a tag."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        return f"{spelt(node.node)}.{node.attr}"
    if isinstance(node, (nodes.Getitem, nodes.Filter)) and node.node is not None:
        return spelt(node.node)
    return "…"

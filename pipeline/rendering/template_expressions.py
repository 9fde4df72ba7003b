"""Holds the tags of a template against what a tag may say: names, comparisons, conditions, loops, a few filters, nothing else.

What is allowed is listed, not what is forbidden, so that no template can compute, call, take long, fill memory or print what
chance decides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from jinja2 import nodes

from pipeline.rendering.template_faults import Wrong

FILTERS = ("trim", "upper", "lower", "title", "replace", "default", "join", "length", "first", "last")
TESTS = ("defined", "undefined", "none", "odd", "even")
MOST_OF = {"trim": 1, "default": 2, "join": 1, "replace": 2}  # arguments that a filter takes, all of them literals
GROWING = frozenset({"join", "replace"})  # filters whose result may be longer: once in a tag, never in what is set
COUNTERS = ("index", "index0", "revindex", "revindex0", "first", "last", "length")  # of a loop
LONGEST = 60  # characters of a text that is written in a tag
DEEPEST = 4  # loops in each other
SIGNS: Mapping[type[nodes.Node], str] = {
    nodes.Add: "+", nodes.Sub: "-", nodes.Mul: "*", nodes.Div: "/", nodes.FloorDiv: "//", nodes.Mod: "%", nodes.Pow: "**",
    nodes.Neg: "-", nodes.Pos: "+", nodes.Concat: "~",
}  # fmt: skip
WORDS: Mapping[type[nodes.Node], str] = {
    nodes.FromImport: "from", nodes.CallBlock: "call", nodes.FilterBlock: "filter", nodes.AssignBlock: "set … endset",
    nodes.ScopedEvalContextModifier: "autoescape",
}  # fmt: skip
ARITHMETIC = "thẻ có phép tính «{}» mà mẫu không tính toán. Xóa phép tính, chỉ để lại tên thông tin"
CALLED = "thẻ gọi «{}(…)» mà mẫu chỉ in thông tin có sẵn. Xóa phần «{}(…)»"
FILTER = "thẻ có «|{}» không dùng được. Xóa phần đó, hoặc thay bằng một trong: {}"
FILTER_WORDS = "trong thẻ, «|{}» viết không đúng. Chữ đi kèm phải để trong dấu nháy, ngắn hơn 60 ký tự; mẫu đúng: {}"
TEST = "thẻ có «is {}» không dùng được. Thay bằng một trong: {}"
STATEMENT = "thẻ «{}» không dùng được trong mẫu. Xóa thẻ đó; chỉ dùng if, for, set"
OTHER = "thẻ có phần «{}» không dùng được. Chỉ dùng tên thông tin, so sánh, and, or, not"
HIDDEN = "thẻ đọc phần «{}» mà không tài liệu nào có. Xóa phần đó"
LOOP = "vòng lặp phải chạy qua một danh sách có tên, dạng «for x in danh_sach». Sửa lại thẻ for"
INNER = "vòng lặp trong vòng lặp phải chạy qua danh sách của «{0}», dạng «for x in {0}.…». Sửa lại thẻ for bên trong"
DEEP = "quá nhiều vòng lặp lồng nhau. Bỏ bớt thẻ for"
TARGET = "tên đặt trong thẻ «set» hoặc «for» phải là một tên mới, một từ không dấu. Đổi tên «{}»"
COUNTER = "vòng lặp không có «loop.{}». Dùng một trong: {}"
LONG_TEXT = "chữ trong dấu nháy của thẻ quá dài. Đưa chữ đó ra ngoài thẻ"
EXAMPLES = {"default": "default('không')", "replace": "replace('a', 'b')", "join": "join(', ')", "trim": "trim('.')"}


def demand_plain(tree: nodes.Template) -> None:
    """Raises :class:`Wrong` for the first tag that says more than a tag may; its paragraph is the line of the tree."""
    _statements(tree.body, ())


def _statements(body: list[nodes.Node], loops: tuple[str, ...]) -> None:
    for node in body:
        allowed = STATEMENTS.get(type(node))
        if allowed is None:
            raise Wrong(node.lineno, STATEMENT.format(WORDS.get(type(node), type(node).__name__.lower())))
        allowed(node, loops)


def _output(node: nodes.Output, _: tuple[str, ...]) -> None:
    for each in node.nodes:
        if not isinstance(each, nodes.TemplateData):
            _expression(each)


def _if(node: nodes.If, loops: tuple[str, ...]) -> None:
    _expression(node.test)
    for body in (node.body, node.else_):
        _statements(body, loops)
    for each in node.elif_:
        _if(each, loops)


def _for(node: nodes.For, loops: tuple[str, ...]) -> None:
    target, over = node.target, _owner(node.iter)
    if not isinstance(target, nodes.Name) or node.recursive or over is None:
        raise Wrong(node.lineno, LOOP)
    _new_name(target, loops)
    _expression(node.iter)
    if loops and over != loops[-1]:  # else two loops over one list take the square of its length
        raise Wrong(node.lineno, INNER.format(loops[-1]))
    if len(loops) == DEEPEST:
        raise Wrong(node.lineno, DEEP)
    if node.test is not None:
        _expression(node.test)
    _statements(node.body, (*loops, target.name))
    _statements(node.else_, loops)


def _assign(node: nodes.Assign, loops: tuple[str, ...]) -> None:
    if not isinstance(node.target, nodes.Name):
        raise Wrong(node.lineno, TARGET.format("…"))
    _new_name(node.target, loops)
    _expression(node.node)
    if grown := next((each.name for each in _with(node.node, nodes.Filter) if each.name in GROWING), ""):
        raise Wrong(node.lineno, FILTER.format(grown, "upper, lower, trim"))


def _new_name(target: nodes.Name, loops: tuple[str, ...]) -> None:
    if target.name in (*loops, "loop") or target.name.startswith("_"):
        raise Wrong(target.lineno, TARGET.format(target.name))


def _owner(node: nodes.Node) -> str | None:
    """The name with which a path begins; None for what is no path."""
    while isinstance(node, (nodes.Getattr, nodes.Getitem)):
        node = node.node
    return node.name if isinstance(node, nodes.Name) else None


def _with(node: nodes.Node, kind: type[nodes.Filter]) -> Iterator[nodes.Filter]:
    """The filters in an expression, itself one or not."""
    if isinstance(node, kind):
        yield node
    yield from node.find_all(kind)


def _expression(node: nodes.Node) -> None:
    """Raises :class:`Wrong` for an expression that holds anything but what is listed."""
    if type(node) in SIGNS and not _doubled(node):
        raise Wrong(node.lineno, ARITHMETIC.format(SIGNS[type(node)]))
    if isinstance(node, nodes.Call):
        called = _named(node.node)
        raise Wrong(node.lineno, CALLED.format(called, called))
    if isinstance(node, nodes.Const) and isinstance(node.value, str) and len(node.value) > LONGEST:
        raise Wrong(node.lineno, LONG_TEXT)
    if type(node) not in PLAIN:
        raise Wrong(node.lineno, OTHER.format(type(node).__name__.lower().replace("slice", ":").replace("dict", "{…}")))
    special = CAREFUL.get(type(node))
    if special:
        special(node)
    for child in node.iter_child_nodes():
        _expression(child)


def _doubled(node: nodes.Node) -> bool:
    """Whether this is the one product that docxtpl itself writes, where a cell is repeated: its width times the loop's length."""
    if not isinstance(node, nodes.Mul) or not isinstance(node.left, nodes.Const):
        return False
    return isinstance(node.right, nodes.Getattr) and _owner(node.right) == "loop"


def _path(node: nodes.Getattr) -> None:
    if node.attr.startswith("_"):
        raise Wrong(node.lineno, HIDDEN.format(node.attr))
    if isinstance(node.node, nodes.Name) and node.node.name == "loop" and node.attr not in COUNTERS:
        raise Wrong(node.lineno, COUNTER.format(node.attr, ", ".join(COUNTERS)))


def _item(node: nodes.Getitem) -> None:
    if not isinstance(node.arg, nodes.Const):
        raise Wrong(node.lineno, OTHER.format("[…]"))
    if isinstance(node.arg.value, str) and node.arg.value.startswith("_"):
        raise Wrong(node.lineno, HIDDEN.format(node.arg.value))


def _filter(node: nodes.Filter) -> None:
    if node.name not in FILTERS or node.node is None:
        raise Wrong(node.lineno, FILTER.format(node.name, ", ".join(FILTERS)))
    literal = all(isinstance(each, nodes.Const) for each in node.args)
    wrong = node.kwargs or node.dyn_args or node.dyn_kwargs or len(node.args) > MOST_OF.get(node.name, 0) or not literal
    if node.name == "replace":
        old, new = (_text(each) for each in node.args) if len(node.args) == MOST_OF["replace"] else ("", "")
        wrong = wrong or not old or len(new) > len(old)
    if wrong or (node.name == "default" and not node.args):
        raise Wrong(node.lineno, FILTER_WORDS.format(node.name, EXAMPLES.get(node.name, node.name)))
    if node.name in GROWING and any(each.name in GROWING for each in _with(node.node, nodes.Filter)):
        raise Wrong(node.lineno, FILTER_WORDS.format(node.name, EXAMPLES[node.name]))


def _text(node: nodes.Node) -> str:
    return node.value if isinstance(node, nodes.Const) and isinstance(node.value, str) else ""


def _test(node: nodes.Test) -> None:
    if node.name not in TESTS or node.args or node.kwargs or node.dyn_args or node.dyn_kwargs:
        raise Wrong(node.lineno, TEST.format(node.name, ", ".join(TESTS)))


def _choice(node: nodes.CondExpr) -> None:
    if node.expr2 is None:
        raise Wrong(node.lineno, "thẻ có «if» mà thiếu «else». Viết đủ dạng «a if b else c»")


def _named(node: nodes.Node) -> str:
    if isinstance(node, nodes.Getattr):
        return node.attr
    return node.name if isinstance(node, nodes.Name) else "…"


STATEMENTS: Mapping[type[nodes.Node], Callable[..., None]] = {
    nodes.Output: _output, nodes.If: _if, nodes.For: _for, nodes.Assign: _assign,
}  # fmt: skip
CAREFUL: Mapping[type[nodes.Node], Callable[..., None]] = {
    nodes.Getattr: _path, nodes.Getitem: _item, nodes.Filter: _filter, nodes.Test: _test, nodes.CondExpr: _choice,
}  # fmt: skip
PLAIN = frozenset({
    nodes.Name, nodes.Getattr, nodes.Getitem, nodes.Const, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not,
    nodes.Filter, nodes.Test, nodes.CondExpr, nodes.List, nodes.Tuple, nodes.Mul,
})  # fmt: skip

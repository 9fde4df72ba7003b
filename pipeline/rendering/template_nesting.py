"""Holds the conditions and loops of a parsed part against the XML around them: whichever branch is taken, the paper is whole.

Each branch must leave the XML as it found it. It may end a run or a paragraph that was begun before it if it begins one
again; it may not begin or end a cell, a row, a link, a content control or a field halfway.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import product

from jinja2 import nodes

from pipeline.rendering.template_faults import Wrong

PIECE = re.compile(r"<(/?)([\w:.-]++)([^<>]*?)(/?)>|[^<]+|<")
JOINED = frozenset({"w:t", "w:r", "w:p"})  # what a branch may end and begin again
WORDLESS = frozenset({
    "w:p", "w:r", "w:tc", "w:tr", "w:tbl", "w:body", "w:hdr", "w:ftr", "w:sdtContent", "w:pPr", "w:rPr", "w:txbxContent",
    "w:tcPr", "w:tblPr", "w:trPr", "w:tblGrid", "w:hyperlink",
})  # fmt: skip
MOST_CONDITIONS = 8  # of a table whose rows all depend on conditions
FIELD = re.compile(r'w:fldCharType="(begin|end)"')
CROSSING = "thẻ điều kiện hoặc lặp mở ở một chỗ mà đóng ở chỗ khác của trang (khác ô bảng, khác liên kết, khác ô nội dung, hoặc trong và ngoài một trường). Đặt thẻ mở và thẻ đóng cùng một chỗ, cùng loại: {%p if %} với {%p endif %}, {%tr for %} với {%tr endfor %}"
OUTSIDE = "thẻ in chữ đứng ngoài phần chữ của đoạn nên chữ sẽ mất. Xóa thẻ rồi gõ lại trong một đoạn chữ thường"
WORDS_OUTSIDE = "có chữ đứng ngoài phần chữ của đoạn. Xóa chữ đó rồi gõ lại"
NO_ROWS = "bảng có thể mất hết dòng khi không điều kiện nào đúng. Thêm một dòng luôn có (dòng tiêu đề), hoặc để cả bảng trong {%p if %} … {%p endif %}"
Conditions = tuple[tuple[nodes.Node, bool], ...]


def demand_nesting(tree: nodes.Template) -> None:
    """Raises :class:`Wrong` for the first condition or loop that a paper would not survive; its paragraph is the line of the tree."""
    walk = _Walk()
    walk.body(tree.body)
    if walk.stack or walk.fields:
        raise Wrong(1, CROSSING)


class _Walk:
    """The part from beginning to end, each branch once."""

    def __init__(self) -> None:
        self.stack: list[str] = []  # the elements that are open
        self.low = 0  # the fewest that were open since the branch began
        self.fields = 0  # fields that are open
        self.begun = ""  # of a tag that goes on behind a printed value
        self.line = 1
        self.conditions: Conditions = ()
        self.tables: list[tuple[int, list[Conditions]]] = []  # of each that is open, the conditions of its rows

    def body(self, body: Iterable[nodes.Node]) -> None:
        """Take in statements in order."""
        for node in body:
            self.line = node.lineno
            if isinstance(node, nodes.Output):
                for each in node.nodes:
                    self._data(each.data) if isinstance(each, nodes.TemplateData) else self._value(each)
            elif isinstance(node, nodes.If):
                self._if(node)
            elif isinstance(node, nodes.For):
                atom = nodes.Tuple([node.iter, node.test], "load") if node.test is not None else node.iter
                self._branch(node, node.body, ((atom, True),))
                self._branch(node, node.else_, ((atom, False),))

    def _if(self, node: nodes.If) -> None:
        before: Conditions = ()
        for each in (node, *node.elif_):
            self._branch(each, each.body, (*before, (each.test, True)))
            before = (*before, (each.test, False))
        self._branch(node, node.else_, before)

    def _branch(self, node: nodes.Node, body: Iterable[nodes.Node], conditions: Conditions) -> None:
        stack, low, fields, begun, outer = [*self.stack], self.low, self.fields, self.begun, self.conditions
        self.low, self.conditions = len(stack), (*outer, *conditions)
        self.body(body)
        halfway = any(name not in JOINED for name in stack[self.low :])
        if (self.stack, self.fields, self.begun) != (stack, fields, begun) or halfway:
            raise Wrong(node.lineno, CROSSING)
        self.low, self.conditions = min(low, self.low), outer

    def _value(self, node: nodes.Node) -> None:
        if self.begun:
            self.begun += "0"
        elif not self.stack or self.stack[-1] in WORDLESS:
            raise Wrong(node.lineno, OUTSIDE)

    def _data(self, data: str) -> None:
        whole, self.begun = self.begun + data, ""
        if whole.rfind("<") > whole.rfind(">"):
            at = whole.rfind("<")
            whole, self.begun = whole[:at], whole[at:]
        for found in PIECE.finditer(whole):
            ends, name, attributes, single = found.groups()
            if name is None:
                if self.stack and self.stack[-1] in WORDLESS and not found[0].isspace():
                    raise Wrong(self.line, WORDS_OUTSIDE)
            elif ends:
                self._end(name)
            else:
                self._begin(name, attributes, bool(single))

    def _begin(self, name: str, attributes: str, single: bool) -> None:
        if name == "w:fldChar" and (sign := FIELD.search(attributes)):
            self.fields += 1 if sign[1] == "begin" else -1
            if self.fields < 0:
                raise Wrong(self.line, CROSSING)
        if name == "w:tr" and self.tables:
            depth, rows = self.tables[-1]
            rows.append(self.conditions[depth:])
        if name == "w:tbl":
            self.tables.append((len(self.conditions), []))
        if not single:
            self.stack.append(name)

    def _end(self, name: str) -> None:
        if not self.stack or self.stack[-1] != name:
            raise Wrong(self.line, CROSSING)
        self.stack.pop()
        self.low = min(self.low, len(self.stack))
        if name == "w:tbl" and self.tables and _may_be_empty(self.tables.pop()[1]):
            raise Wrong(self.line, NO_ROWS)


def _may_be_empty(rows: list[Conditions]) -> bool:
    """Whether there is a case in which none of a table's rows is drawn."""
    if any(not conditions for conditions in rows):
        return False
    atoms = sorted({key for conditions in rows for test, _ in conditions for key in _atoms(test)})
    if len(atoms) > MOST_CONDITIONS:
        return True
    cases = (dict(zip(atoms, values, strict=True)) for values in product((False, True), repeat=len(atoms)))
    return any(not any(_drawn(conditions, case) for conditions in rows) for case in cases)


def _drawn(conditions: Conditions, case: dict[str, bool]) -> bool:
    return all(_holds(test, case) is wanted for test, wanted in conditions)


def _atoms(test: nodes.Node) -> set[str]:
    """The parts of a condition that are true or not by themselves."""
    if isinstance(test, (nodes.And, nodes.Or)):
        return _atoms(test.left) | _atoms(test.right)
    return _atoms(test.node) if isinstance(test, nodes.Not) else {repr(test)}


def _holds(test: nodes.Node, case: dict[str, bool]) -> bool:
    if isinstance(test, nodes.And):
        return _holds(test.left, case) and _holds(test.right, case)
    if isinstance(test, nodes.Or):
        return _holds(test.left, case) or _holds(test.right, case)
    return not _holds(test.node, case) if isinstance(test, nodes.Not) else case[repr(test)]

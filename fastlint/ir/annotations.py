"""Type annotations -> `nodes.Expr`: what a string in them quotes is read as code."""

from __future__ import annotations

import libcst as cst

from fastlint.ir import nodes
from fastlint.ir.context import Context
from fastlint.ir.expressions import expression, index, indices
from fastlint.ir.invalid import InvalidCode

_LONGEST_ANNOTATION = 2_000
_DEEPEST_ANNOTATION = 40


class _Everywhere(dict[int, int]):
    """Offsets of code inside a string: all of it lies where the string lies."""

    def __init__(self, offset: int) -> None:
        super().__init__()
        self._offset = offset

    def __missing__(self, key: int) -> int:
        return self._offset


def annotation(c: Context, node: cst.CSTNode) -> nodes.Expr:
    """Lower a type annotation: text in it is read as the expression it quotes."""
    if isinstance(node, (cst.SimpleString, cst.ConcatenatedString)):
        return _quoted(c, node)
    if isinstance(node, cst.Subscript):
        start, end = c.start[id(node)], c.end[id(node)]
        value = expression(c, node.value)
        name = (
            value.target if isinstance(value, nodes.Ref) else value.name if isinstance(value, nodes.Attribute) else ""
        )
        name = name.rpartition(".")[2].removeprefix("@")
        if name == "Literal":
            return expression(c, node)
        is_annotated = name == "Annotated"
        lowered = [
            annotation(c, item.value) if isinstance(item, cst.Index) and not (is_annotated and i) else index(c, item)
            for i, item in enumerate(element.slice for element in node.slice)
        ]
        return nodes.Subscript(start, end, value, indices(start, end, lowered))
    if isinstance(node, cst.BinaryOperation) and isinstance(node.operator, cst.BitOr):
        sides = (annotation(c, node.left), annotation(c, node.right))
        return nodes.Operation(c.start[id(node)], c.end[id(node)], "|", sides)
    if isinstance(node, cst.List):
        items = tuple(annotation(c, element.value) for element in node.elements)
        return nodes.Sequence(c.start[id(node)], c.end[id(node)], "list", items)
    return expression(c, node)


def _quoted(c: Context, node: cst.SimpleString | cst.ConcatenatedString) -> nodes.Expr:
    literal = expression(c, node)
    text = literal.value if isinstance(literal, nodes.Literal) else None
    if (
        not isinstance(text, str)
        or len(text) > _LONGEST_ANNOTATION
        or text.count("[") + text.count("(") > _DEEPEST_ANNOTATION
    ):
        return literal
    try:
        parsed = cst.parse_expression(text.strip())
    except Exception:  # libcst raises more than its own errors, and a string may hold anything
        return literal
    inner = Context(_Everywhere(literal.start), _Everywhere(literal.end), c.scope)
    try:
        return annotation(inner, parsed)
    except InvalidCode:  # of what is only quoted
        return literal

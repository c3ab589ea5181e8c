"""Type annotations -> `nodes.Expr`: what a string in them quotes is read as code."""

from __future__ import annotations

import ast

from fastlint.ir import nodes
from fastlint.ir.context import Context, Everywhere
from fastlint.ir.expressions import expression
from fastlint.source.parse import parse_expression

_LONGEST_ANNOTATION = 2_000
_DEEPEST_ANNOTATION = 40


def annotation(c: Context, node: ast.expr) -> nodes.Expr:
    """Lower a type annotation: text in it is read as the expression it quotes."""
    kind = type(node)
    if kind is ast.Name or kind is ast.Attribute:
        return expression(c, node)
    start, end = c.places.of(node)
    match node:
        case ast.Constant(value=str() as text):
            return _quoted(c, text, start, end) or expression(c, node)
        case ast.Subscript():
            value = expression(c, node.value)
            name = _last_name(value)
            if name == "Literal":
                return expression(c, node)
            return nodes.Subscript(start, end, value, _index(c, node.slice, is_annotated=name == "Annotated"))
        case ast.BinOp(op=ast.BitOr()):
            return nodes.Operation(start, end, "|", (annotation(c, node.left), annotation(c, node.right)))
        case ast.List():
            return nodes.Sequence(start, end, "list", tuple(annotation(c, element) for element in node.elts))
    return expression(c, node)


def _last_name(value: nodes.Expr) -> str:
    name = value.target if isinstance(value, nodes.Ref) else value.name if isinstance(value, nodes.Attribute) else ""
    return name.rpartition(".")[2].removeprefix("@")


def _index(c: Context, node: ast.expr, is_annotated: bool) -> nodes.Expr:
    """What stands between the brackets; of `Annotated`, the first alone is a type."""
    if not isinstance(node, ast.Tuple):
        return annotation(c, node)
    lower = [annotation, *[expression if is_annotated else annotation] * (len(node.elts) - 1)]
    items = tuple(one(c, element) for one, element in zip(lower, node.elts, strict=False))
    return nodes.Sequence(*c.places.of(node), "tuple", items)


def _quoted(c: Context, text: str, start: int, end: int) -> nodes.Expr | None:
    if len(text) > _LONGEST_ANNOTATION or text.count("[") + text.count("(") > _DEEPEST_ANNOTATION:
        return None
    parsed = parse_expression(text.strip())
    return annotation(c.elsewhere(Everywhere(start, end)), parsed) if parsed is not None else None

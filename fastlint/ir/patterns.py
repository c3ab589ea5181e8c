"""Match patterns as expressions: values and classes stay, bindings become names, "_" matches anything."""

from __future__ import annotations

import ast

from fastlint.ir import nodes
from fastlint.ir.context import Context
from fastlint.ir.expressions import expression


def pattern(c: Context, node: ast.pattern) -> nodes.Expr:
    """Lower one pattern. `case A() as x` keeps `A()`; alternatives are an `|` operation."""
    start, end = c.places.of(node)
    match node:
        case ast.MatchValue():
            return expression(c, node.value)
        case ast.MatchSingleton():
            return nodes.Literal(start, end, node.value)
        case ast.MatchAs(pattern=ast.pattern() as inner):
            return pattern(c, inner)
        case ast.MatchAs():
            return nodes.Ref(start, end, node.name or "_", "")
        case ast.MatchStar():
            return nodes.Star(start, end, nodes.Ref(start, end, node.name or "_", ""))
        case ast.MatchSequence():
            return nodes.Sequence(start, end, "list", tuple(pattern(c, part) for part in node.patterns))
        case ast.MatchMapping():
            pairs = zip(node.keys, node.patterns, strict=True)
            return nodes.Mapping(start, end, tuple((expression(c, key), pattern(c, part)) for key, part in pairs))
        case ast.MatchClass():
            return nodes.Call(start, end, expression(c, node.cls), _given(c, node.patterns), _named(c, node))
        case ast.MatchOr():
            return nodes.Operation(start, end, "|", _given(c, node.patterns))
    return nodes.Unknown(start, end, f"{type(node).__name__} has no lean form")


def _given(c: Context, patterns: list[ast.pattern]) -> tuple[nodes.Expr, ...]:
    return tuple(pattern(c, part) for part in patterns)


def _named(c: Context, node: ast.MatchClass) -> tuple[nodes.Keyword, ...]:
    values = zip(node.kwd_attrs, _given(c, node.kwd_patterns), strict=True)
    return tuple(nodes.Keyword(value.start, value.end, name, value) for name, value in values)

"""Match patterns as expressions: values and classes stay, bindings become names, "_" matches anything."""

from __future__ import annotations

import libcst as cst

from fastlint.ir import nodes
from fastlint.ir.context import Context
from fastlint.ir.expressions import expression


def pattern(c: Context, node: cst.CSTNode | None) -> nodes.Expr:
    """Lower one pattern. `case A() as x` keeps `A()`; alternatives are an `|` operation."""
    if node is None:
        return nodes.Ref(0, 0, "_", "")
    start, end = c.start[id(node)], c.end[id(node)]
    match node:
        case cst.MatchValue() | cst.MatchSingleton():
            return expression(c, node.value)
        case cst.MatchAs():
            if node.pattern is not None:
                return pattern(c, node.pattern)
            return nodes.Ref(start, end, node.name.value if node.name else "_", "")
        case cst.MatchStar():
            return nodes.Star(start, end, nodes.Ref(start, end, node.name.value if node.name else "_", ""))
        case cst.MatchSequenceElement():
            return pattern(c, node.value)
        case cst.MatchList() | cst.MatchTuple():
            return nodes.Sequence(start, end, "list", tuple(pattern(c, part) for part in node.patterns))
        case cst.MatchMapping():
            return nodes.Mapping(
                start, end, tuple((expression(c, e.key), pattern(c, e.pattern)) for e in node.elements)
            )
        case cst.MatchClass():
            args = tuple(pattern(c, part) for part in node.patterns)
            keywords = tuple(
                nodes.Keyword(c.start[id(k)], c.end[id(k)], k.key.value, pattern(c, k.pattern)) for k in node.kwds
            )
            return nodes.Call(start, end, expression(c, node.cls), args, keywords)
        case cst.MatchOr():
            return nodes.Operation(start, end, "|", tuple(pattern(c, option.pattern) for option in node.patterns))
    return nodes.Unknown(start, end, f"{type(node).__name__} has no lean form")

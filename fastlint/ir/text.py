"""Expressions as people would write them, for messages and conditions."""

from __future__ import annotations

from fastlint.ir import nodes

_LONGEST = 80


def source(expression: nodes.Expr | None) -> str:
    """`expression` as one short line of code; parts that are long or have no lean form become "..."."""
    text = _source(expression)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 3]}..."


def _source(expression: nodes.Expr | None) -> str:
    match expression:
        case nodes.Literal():
            return repr(expression.value)
        case nodes.Ref():
            return expression.name
        case nodes.Attribute():
            return f"{_source(expression.value)}.{expression.name}"
        case nodes.Call():
            given = [_source(a) for a in expression.args]
            given += [
                f"{k.name}={_source(k.value)}" if k.name else f"**{_source(k.value)}" for k in expression.keywords
            ]
            return f"{_source(expression.func)}({', '.join(given)})"
        case nodes.Subscript():
            index = expression.index
            inside = ", ".join(map(_source, index.items)) if isinstance(index, nodes.Sequence) else _source(index)
            return f"{_source(expression.value)}[{inside}]"
        case nodes.Operation(operands=(single,)):
            return (
                f"{expression.operator} {_source(single)}"
                if expression.operator == "not"
                else f"{expression.operator}{_source(single)}"
            )
        case nodes.Operation():
            return f" {expression.operator} ".join(map(_source, expression.operands))
        case nodes.Sequence():
            brackets = {"list": "[]", "tuple": "()", "set": "{}"}[expression.kind]
            return f"{brackets[0]}{', '.join(map(_source, expression.items))}{brackets[1]}"
        case nodes.Await():
            return f"await {_source(expression.value)}"
        case nodes.Star():
            return f"*{_source(expression.value)}"
    return "..."

"""Text that is put together: literals, f-strings, `%`, `.format(...)` and concatenation."""

from __future__ import annotations

import string
from collections.abc import Callable, Sequence

from fastlint.ir import nodes

_PRINTF = frozenset("diouxXeEfFgGcrsa")


def concatenated(start: int, end: int, pieces: Sequence[nodes.Expr]) -> nodes.Expr:
    """Text pieces side by side, as one literal where possible and a template otherwise."""
    parts: list[nodes.Expr] = []
    for piece in pieces:
        inner = piece.parts if isinstance(piece, nodes.Template) else (piece,)
        for part in inner:
            last = parts[-1] if parts else None
            if isinstance(last, nodes.Literal) and isinstance(part, nodes.Literal):
                parts[-1] = nodes.Literal(last.start, part.end, f"{last.value}{part.value}")
            else:
                parts.append(part)
    if len(parts) == 1 and isinstance(parts[0], nodes.Literal):
        return nodes.Literal(start, end, parts[0].value)
    return nodes.Template(start, end, "+", tuple(parts))


def is_text(node: nodes.Expr) -> bool:
    """Whether an expression is certainly text that was written or put together here."""
    return isinstance(node, nodes.Template) or (isinstance(node, nodes.Literal) and isinstance(node.value, str))


def percent(start: int, end: int, text: nodes.Expr, right: nodes.Expr) -> nodes.Expr:
    """`text % right` as a template."""
    if not (isinstance(text, nodes.Literal) and isinstance(text.value, str)):
        return nodes.Template(start, end, "%", (text, right))
    named = dict(_named(right)) if isinstance(right, nodes.Mapping) else {}
    is_tuple = isinstance(right, nodes.Sequence) and right.kind == "tuple"
    values = list(right.items) if is_tuple and isinstance(right, nodes.Sequence) else [right]

    def value(key: str) -> nodes.Expr:
        if key:
            return named.get(key) or nodes.Subscript(
                right.start, right.end, right, nodes.Literal(right.start, right.end, key)
            )
        return values.pop(0) if values else nodes.Unknown(right.start, right.end, "more placeholders than values")

    return nodes.Template(start, end, "%", tuple(_split_percent(text.value, text, value)))


def _split_percent(text: str, at: nodes.Expr, value: Callable[[str], nodes.Expr]) -> list[nodes.Expr]:
    parts: list[nodes.Expr] = []
    plain, i = "", 0
    while i < len(text):
        if text[i] != "%":
            plain += text[i]
            i += 1
            continue
        key, i = "", i + 1
        if text[i : i + 1] == "(":
            close = text.find(")", i)
            key, i = (text[i + 1 : close], close + 1) if close > 0 else ("", i)
        while i < len(text) and text[i] not in _PRINTF and text[i] != "%":
            i += 1
        if text[i : i + 1] == "%":
            plain += "%"
        else:
            if plain:
                parts.append(nodes.Literal(at.start, at.end, plain))
            plain = ""
            parts.append(value(key))
        i += 1
    if plain:
        parts.append(nodes.Literal(at.start, at.end, plain))
    return parts


def _named(mapping: nodes.Mapping) -> list[tuple[str, nodes.Expr]]:
    return [(k.value, v) for k, v in mapping.items if isinstance(k, nodes.Literal) and isinstance(k.value, str)]


def brace_format(call: nodes.Call, text: nodes.Literal) -> nodes.Expr:
    """`"...".format(...)` as a template; the call itself where the format is broken."""
    try:
        fields = list(string.Formatter().parse(str(text.value)))
    except ValueError:
        return call
    parts: list[nodes.Expr] = []
    count = 0
    for plain, field, _spec, _conversion in fields:
        if plain:
            parts.append(nodes.Literal(text.start, text.end, plain))
        if field is None:
            continue
        name = field.split(".")[0].split("[")[0]
        if not name:
            name, count = str(count), count + 1
        found = call.argument(int(name)) if name.isdigit() else call.keyword(name)
        parts.append(found or nodes.Unknown(call.start, call.end, "a format field without a value written out"))
    return nodes.Template(call.start, call.end, "format", tuple(parts))

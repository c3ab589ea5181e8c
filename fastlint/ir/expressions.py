"""Expressions of a syntax tree -> `nodes.Expr`."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from fastlint.ir import nodes
from fastlint.ir.context import Context, Places
from fastlint.ir.formatted import Hole, MalformedError, Piece, Text, Token, tokens
from fastlint.ir.operators import BINARY, UNARY
from fastlint.ir.scopes import Scope, target_names
from fastlint.ir.strings import brace_format, concatenated, is_text, percent
from fastlint.source.parse import parse_hole

_LARGEST_INTEGER = 2**63

Lower = Callable[[Context, ast.expr], nodes.Expr]


def expression(c: Context, node: ast.expr) -> nodes.Expr:
    """Lower one expression. Brackets around it do not belong to it."""
    start, end = c.places.of(node)
    lower = _LOWER.get(type(node))
    if lower is None:
        return nodes.Unknown(start, end, f"{type(node).__name__} has no lean form")
    return lower(c, node, start, end)


def parameters(c: Context, node: ast.arguments, annotation: Lower) -> tuple[nodes.Parameter, ...]:
    """Lower a parameter list, in the order in which Python fills it; `annotation` lowers the types."""
    places = [*node.posonlyargs, *node.args]
    defaults = [*[None] * (len(places) - len(node.defaults)), *node.defaults]
    kinds = ["positional"] * len(node.posonlyargs) + ["either"] * len(node.args)
    found = [_parameter(c, *one, annotation) for one in zip(places, defaults, kinds, strict=True)]
    if node.vararg is not None:
        found.append(_parameter(c, node.vararg, None, "args", annotation))
    named = zip(node.kwonlyargs, node.kw_defaults, strict=True)
    found += [_parameter(c, parameter, default, "keyword", annotation) for parameter, default in named]
    if node.kwarg is not None:
        found.append(_parameter(c, node.kwarg, None, "kwargs", annotation))
    return tuple(found)


def _parameter(c: Context, node: ast.arg, value: ast.expr | None, kind: Any, annotation: Lower) -> nodes.Parameter:
    noted = annotation(c, node.annotation) if node.annotation else None
    default = expression(c, value) if value is not None else None
    start, end = c.places.of(node)
    last = default or noted
    return nodes.Parameter(start, last.end if last else end, node.arg, noted, default, kind)


def arguments(
    c: Context, args: Iterable[ast.expr], named: Iterable[ast.keyword]
) -> tuple[tuple[nodes.Expr, ...], tuple[nodes.Keyword, ...]]:
    """Lower the arguments of a call or the bases of a class."""
    return tuple([expression(c, arg) for arg in args]), tuple([_keyword(c, keyword) for keyword in named])


def _keyword(c: Context, node: ast.keyword) -> nodes.Keyword:
    value = expression(c, node.value)
    if node.arg is None:
        return nodes.Keyword(value.start, value.end, "", value)
    return nodes.Keyword(c.places.of(node)[0], value.end, node.arg, value)


def _name(c: Context, node: ast.Name, start: int, end: int) -> nodes.Expr:
    return nodes.Ref(start, end, node.id, c.scope.target(node.id))


def _constant(c: Context, node: ast.Constant, start: int, end: int) -> nodes.Expr:
    match node.value:
        case str() as text:
            return nodes.Literal(start, end, _encodable(text))
        case bytes() as data:
            return nodes.Bytes(start, end, data)
        case bool() | float() | None as value:
            return nodes.Literal(start, end, value)
        case int() as number if number < _LARGEST_INTEGER:
            return nodes.Literal(start, end, number)
        case int():
            return nodes.Unknown(start, end, "an integer of more than 64 bits")
        case complex():
            return nodes.Unknown(start, end, "an imaginary number")
    return nodes.Ref(start, end, "...", "builtins.Ellipsis")


def _encodable(text: str) -> str:
    """Lone surrogates cannot be stored; they become escapes."""
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode()


def _formatted(c: Context, node: ast.JoinedStr, start: int, end: int) -> nodes.Expr:
    try:
        lowered = [_token(c, token) for token in tokens(c.text, start, end)]
    except (MalformedError, SyntaxError, ValueError):  # quoted in a string, where nothing lies in its place
        return nodes.Unknown(start, end, "an f-string that cannot be taken apart")
    return lowered[0] if len(lowered) == 1 else concatenated(start, end, lowered)


def _token(c: Context, token: Token) -> nodes.Expr:
    parts = tuple(_pieces(c, token.pieces))
    return nodes.Template(token.start, token.end, "f", parts) if token.is_formatted else parts[0]


def _pieces(c: Context, pieces: Iterable[Piece]) -> Iterator[nodes.Expr]:
    for piece in pieces:
        if isinstance(piece, Text):
            yield nodes.Literal(piece.start, piece.end, _encodable(piece.value))
            continue
        inner = _hole(c, piece)
        if piece.conversion == "r":
            func = nodes.Ref(inner.start, inner.end, "repr", "builtins.repr")
            inner = nodes.Call(inner.start, inner.end, func, (inner,), ())
        yield inner
        yield from (part for part in _pieces(c, piece.format) if not isinstance(part, nodes.Literal))


def _hole(c: Context, hole: Hole) -> nodes.Expr:
    code = f"({c.text[hole.start : hole.end]}\n)"
    parsed = parse_hole(code)
    if parsed is None:
        return nodes.Unknown(hole.start, hole.end, "a hole of an f-string that is no expression")
    root, spelled = parsed
    inner = c.elsewhere(Places(spelled, hole.start - 1))
    found = expression(inner, root)
    c.yields = c.yields or inner.yields
    return found


def _attribute(c: Context, node: ast.Attribute, start: int, end: int) -> nodes.Expr:
    return nodes.Attribute(start, end, expression(c, node.value), node.attr)


def _call(c: Context, node: ast.Call, start: int, end: int) -> nodes.Expr:
    func = expression(c, node.func)
    args, keywords = arguments(c, node.args, node.keywords)
    call = nodes.Call(start, end, func, args, keywords)
    if isinstance(func, nodes.Attribute) and func.name == "format":
        text = func.value
        if isinstance(text, nodes.Literal) and isinstance(text.value, str):
            return brace_format(call, text)
        if isinstance(text, nodes.Template):
            return nodes.Template(start, end, "format", (*text.parts, *args, *(k.value for k in keywords)))
    return call


def _sequence(kind: Any) -> Callable[[Context, Any, int, int], nodes.Expr]:
    def lower(c: Context, node: ast.List | ast.Tuple | ast.Set, start: int, end: int) -> nodes.Expr:
        return nodes.Sequence(start, end, kind, tuple([expression(c, element) for element in node.elts]))

    return lower


def _starred(c: Context, node: ast.Starred, start: int, end: int) -> nodes.Expr:
    return nodes.Star(start, end, expression(c, node.value))


def _mapping(c: Context, node: ast.Dict, start: int, end: int) -> nodes.Expr:
    pairs = zip(node.keys, node.values, strict=True)
    return nodes.Mapping(
        start, end, tuple([(None if key is None else expression(c, key), expression(c, value)) for key, value in pairs])
    )


def _subscript(c: Context, node: ast.Subscript, start: int, end: int) -> nodes.Expr:
    return nodes.Subscript(start, end, expression(c, node.value), expression(c, node.slice))


def _slice(c: Context, node: ast.Slice, start: int, end: int) -> nodes.Expr:
    parts = (expression(c, part) if part else None for part in (node.lower, node.upper, node.step))
    return nodes.Slice(start, end, *parts)


def _lambda(c: Context, node: ast.Lambda, start: int, end: int) -> nodes.Expr:
    lowered = parameters(c, node.args, expression)
    outer, yields = c.scope, c.yields
    c.scope = Scope(outer, {p.name: "" for p in lowered})
    body = expression(c, node.body)
    c.scope, c.yields = outer, yields
    return nodes.Lambda(start, end, lowered, body)


def _await(c: Context, node: ast.Await, start: int, end: int) -> nodes.Expr:
    return nodes.Await(start, end, expression(c, node.value))


def _yield(c: Context, node: ast.Yield | ast.YieldFrom, start: int, end: int) -> nodes.Expr:
    c.yields = True
    value = expression(c, node.value) if node.value else None
    return nodes.Yield(start, end, value, isinstance(node, ast.YieldFrom))


def _binary(c: Context, node: ast.BinOp, start: int, end: int) -> nodes.Expr:
    left, right = expression(c, node.left), expression(c, node.right)
    if isinstance(node.op, ast.Add) and (is_text(left) or is_text(right)):
        return concatenated(start, end, [left, right])
    if isinstance(node.op, ast.Mod) and is_text(left):
        return percent(start, end, left, right)
    return nodes.Operation(start, end, BINARY[type(node.op)], (left, right))


def _boolean(c: Context, node: ast.BoolOp, start: int, end: int) -> nodes.Expr:
    operator = BINARY[type(node.op)]
    operands: list[nodes.Expr] = []
    for value in node.values:
        lowered = expression(c, value)
        is_same = isinstance(lowered, nodes.Operation) and lowered.operator == operator
        operands += lowered.operands if is_same and isinstance(lowered, nodes.Operation) else (lowered,)
    return nodes.Operation(start, end, operator, tuple(operands))


def _unary(c: Context, node: ast.UnaryOp, start: int, end: int) -> nodes.Expr:
    inner = expression(c, node.operand)
    operator = UNARY[type(node.op)]
    is_number = isinstance(inner, nodes.Literal) and isinstance(inner.value, (int, float))
    if operator == "-" and is_number and isinstance(inner, nodes.Literal) and not isinstance(inner.value, bool):
        return nodes.Literal(start, end, -inner.value)  # type: ignore[operator]  # a number, as just checked
    return nodes.Operation(start, end, operator, (inner,))


def _comparison(c: Context, node: ast.Compare, start: int, end: int) -> nodes.Expr:
    links: list[nodes.Expr] = []
    left = expression(c, node.left)
    for operator, comparator in zip(node.ops, node.comparators, strict=True):
        right = expression(c, comparator)
        links.append(nodes.Operation(left.start, right.end, BINARY[type(operator)], (left, right)))
        left = right
    return links[0] if len(links) == 1 else nodes.Operation(start, end, "and", tuple(links))


def _conditional(c: Context, node: ast.IfExp, start: int, end: int) -> nodes.Expr:
    body, test = expression(c, node.body), expression(c, node.test)
    return nodes.Conditional(start, end, test, body, expression(c, node.orelse))


def _walrus(c: Context, node: ast.NamedExpr, start: int, end: int) -> nodes.Expr:
    value = expression(c, node.value)
    return nodes.Walrus(start, end, expression(c, node.target), value)


def _comprehension(kind: Any) -> Callable[[Context, Any, int, int], nodes.Expr]:
    def lower(c: Context, node: Any, start: int, end: int) -> nodes.Expr:
        outer = c.scope
        c.scope = Scope(outer, {})
        clauses = _clauses(c, node.generators)
        is_pair = isinstance(node, ast.DictComp) and node.value is not None
        key = expression(c, node.key) if is_pair else None
        element = expression(c, node.value if is_pair else node.key if kind == "dict" else node.elt)
        c.scope = outer
        return nodes.Comprehension(start, end, kind, key, element, clauses)

    return lower


def _clauses(c: Context, generators: Iterable[ast.comprehension]) -> tuple[nodes.Clause, ...]:
    clauses = []
    for node in generators:
        iterable = expression(c, node.iter)
        for name in target_names(node.target):
            c.scope.bound[name] = ""
        target = expression(c, node.target)
        tests = tuple([expression(c, test) for test in node.ifs])
        clauses.append(nodes.Clause(target.start, iterable.end, target, iterable, tests))
    return tuple(clauses)


_LOWER: dict[type[ast.AST], Callable[[Context, Any, int, int], nodes.Expr]] = {
    ast.Name: _name, ast.Attribute: _attribute, ast.Call: _call, ast.Constant: _constant, ast.JoinedStr: _formatted,
    ast.List: _sequence("list"), ast.Tuple: _sequence("tuple"), ast.Set: _sequence("set"), ast.Starred: _starred,
    ast.Dict: _mapping, ast.Subscript: _subscript, ast.Slice: _slice, ast.Lambda: _lambda, ast.Await: _await,
    ast.Yield: _yield, ast.YieldFrom: _yield, ast.BinOp: _binary, ast.BoolOp: _boolean, ast.UnaryOp: _unary,
    ast.Compare: _comparison, ast.IfExp: _conditional, ast.NamedExpr: _walrus, ast.ListComp: _comprehension("list"),
    ast.SetComp: _comprehension("set"), ast.DictComp: _comprehension("dict"),
    ast.GeneratorExp: _comprehension("generator"),
}  # fmt: skip
if hasattr(ast, "TemplateStr"):  # Python 3.14
    _LOWER[ast.TemplateStr] = _formatted

"""libcst expressions -> `nodes.Expr`."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable
from typing import Any

import libcst as cst

from fastlint.ir import nodes
from fastlint.ir.context import Context
from fastlint.ir.operators import BINARY, UNARY
from fastlint.ir.scopes import Scope, target_names
from fastlint.ir.strings import brace_format, concatenated, formatted_text, is_text, literal_text, percent

_LARGEST_INTEGER = 2**63

Lower = Callable[[Context, cst.CSTNode], nodes.Expr]


def expression(c: Context, node: cst.CSTNode) -> nodes.Expr:
    """Lower one expression."""
    lower = _LOWER.get(type(node))
    if lower is None:
        return nodes.Unknown(c.start[id(node)], c.end[id(node)], f"{type(node).__name__} has no lean form")
    return lower(c, node, c.start[id(node)], c.end[id(node)])


def parameters(c: Context, node: cst.Parameters, annotation: Lower) -> tuple[nodes.Parameter, ...]:
    """Lower a parameter list, in the order in which Python fills it; `annotation` lowers the types."""
    found = [_parameter(c, p, "positional", annotation) for p in node.posonly_params]
    found += [_parameter(c, p, "either", annotation) for p in node.params]
    if isinstance(node.star_arg, cst.Param):
        found.append(_parameter(c, node.star_arg, "args", annotation))
    found += [_parameter(c, p, "keyword", annotation) for p in node.kwonly_params]
    if node.star_kwarg is not None:
        found.append(_parameter(c, node.star_kwarg, "kwargs", annotation))
    return tuple(found)


def _parameter(c: Context, node: cst.Param, kind: Any, annotation: Lower) -> nodes.Parameter:
    noted = annotation(c, node.annotation.annotation) if node.annotation else None
    default = expression(c, node.default) if node.default else None
    last = default or noted
    end = last.end if last else c.end[id(node.name)]
    return nodes.Parameter(c.start[id(node.name)], end, node.name.value, noted, default, kind)


def call_arguments(c: Context, args: Iterable[cst.Arg]) -> tuple[tuple[nodes.Expr, ...], tuple[nodes.Keyword, ...]]:
    """Lower the arguments of a call or the bases of a class."""
    positional: list[nodes.Expr] = []
    keywords: list[nodes.Keyword] = []
    for arg in args:
        value = expression(c, arg.value)
        if arg.keyword is not None:
            keywords.append(nodes.Keyword(c.start[id(arg.keyword)], value.end, arg.keyword.value, value))
        elif arg.star == "**":
            keywords.append(nodes.Keyword(value.start, value.end, "", value))
        else:
            positional.append(nodes.Star(value.start, value.end, value) if arg.star else value)
    return tuple(positional), tuple(keywords)


def _name(c: Context, node: cst.Name, start: int, end: int) -> nodes.Expr:
    name = node.value
    if name in ("True", "False", "None"):
        return nodes.Literal(start, end, {"True": True, "False": False}.get(name))
    return nodes.Ref(start, end, name, c.scope.target(name))


def _integer(c: Context, node: cst.Integer, start: int, end: int) -> nodes.Expr:
    try:
        value = ast.literal_eval(node.value) if len(node.value) < 40 else _LARGEST_INTEGER
    except (ValueError, SyntaxError):
        return nodes.Unknown(start, end, "a number that Python refuses")
    if not -_LARGEST_INTEGER < value < _LARGEST_INTEGER:
        return nodes.Unknown(start, end, "an integer of more than 64 bits")
    return nodes.Literal(start, end, value)


def _float(c: Context, node: cst.Float, start: int, end: int) -> nodes.Expr:
    return nodes.Literal(start, end, float(node.value.replace("_", "")))


def _string(c: Context, node: cst.SimpleString, start: int, end: int) -> nodes.Expr:
    value = literal_text(node, start)
    return nodes.Bytes(start, end, value) if isinstance(value, bytes) else nodes.Literal(start, end, _encodable(value))


def _encodable(text: str) -> str:
    """Lone surrogates cannot be stored; they become escapes."""
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode()


def _formatted(c: Context, node: cst.FormattedString, start: int, end: int) -> nodes.Expr:
    return nodes.Template(start, end, "f", tuple(_pieces(c, node.parts, node.start)))


def _pieces(c: Context, parts: Iterable[Any], prefix: str) -> Iterable[nodes.Expr]:
    for part in parts:
        if isinstance(part, (cst.FormattedStringText, cst.TemplatedStringText)):
            text = _encodable(formatted_text(part.value, prefix))
            yield nodes.Literal(c.start[id(part)], c.end[id(part)], text)
        else:
            inner = expression(c, part.expression)
            if part.conversion == "r":
                func = nodes.Ref(inner.start, inner.end, "repr", "builtins.repr")
                inner = nodes.Call(inner.start, inner.end, func, (inner,), ())
            yield inner
            if part.format_spec:
                yield from (p for p in _pieces(c, part.format_spec, prefix) if not isinstance(p, nodes.Literal))


def _concatenated(c: Context, node: cst.ConcatenatedString, start: int, end: int) -> nodes.Expr:
    return concatenated(start, end, [expression(c, node.left), expression(c, node.right)])


def _attribute(c: Context, node: cst.Attribute, start: int, end: int) -> nodes.Expr:
    return nodes.Attribute(start, end, expression(c, node.value), node.attr.value)


def _call(c: Context, node: cst.Call, start: int, end: int) -> nodes.Expr:
    func = expression(c, node.func)
    args, keywords = call_arguments(c, node.args)
    call = nodes.Call(start, end, func, args, keywords)
    if isinstance(func, nodes.Attribute) and func.name == "format":
        text = func.value
        if isinstance(text, nodes.Literal) and isinstance(text.value, str):
            return brace_format(call, text)
        if isinstance(text, nodes.Template):
            return nodes.Template(start, end, "format", (*text.parts, *args, *(k.value for k in keywords)))
    return call


def _sequence(kind: Any) -> Callable[[Context, Any, int, int], nodes.Expr]:
    def lower(c: Context, node: cst.List | cst.Tuple | cst.Set, start: int, end: int) -> nodes.Expr:
        return nodes.Sequence(start, end, kind, tuple(_element(c, element) for element in node.elements))

    return lower


def _element(c: Context, element: cst.BaseElement) -> nodes.Expr:
    value = expression(c, element.value)
    return nodes.Star(value.start, value.end, value) if isinstance(element, cst.StarredElement) else value


def _starred(c: Context, node: cst.StarredElement, start: int, end: int) -> nodes.Expr:
    return nodes.Star(start, end, expression(c, node.value))


def _mapping(c: Context, node: cst.Dict, start: int, end: int) -> nodes.Expr:
    items = tuple(
        (expression(c, e.key) if isinstance(e, cst.DictElement) else None, expression(c, e.value))
        for e in node.elements
    )
    return nodes.Mapping(start, end, items)


def _subscript(c: Context, node: cst.Subscript, start: int, end: int) -> nodes.Expr:
    value = expression(c, node.value)
    return nodes.Subscript(start, end, value, indices(start, end, [index(c, e.slice) for e in node.slice]))


def indices(start: int, end: int, indices: list[nodes.Expr]) -> nodes.Expr:
    """Several items inside the brackets are a tuple."""
    return indices[0] if len(indices) == 1 else nodes.Sequence(start, end, "tuple", tuple(indices))


def index(c: Context, node: cst.BaseSlice) -> nodes.Expr:
    """Lower one item inside the brackets of a subscript."""
    if isinstance(node, cst.Index):
        value = expression(c, node.value)
        return nodes.Star(value.start, value.end, value) if node.star else value
    assert isinstance(node, cst.Slice)
    lower, upper, step = (expression(c, part) if part else None for part in (node.lower, node.upper, node.step))
    return nodes.Slice(c.start[id(node)], c.end[id(node)], lower, upper, step)


def _lambda(c: Context, node: cst.Lambda, start: int, end: int) -> nodes.Expr:
    lowered = parameters(c, node.params, expression)
    outer, yields = c.scope, c.yields
    c.scope = Scope(outer, {p.name: "" for p in lowered})
    body = expression(c, node.body)
    c.scope, c.yields = outer, yields
    return nodes.Lambda(start, end, lowered, body)


def _await(c: Context, node: cst.Await, start: int, end: int) -> nodes.Expr:
    return nodes.Await(start, end, expression(c, node.expression))


def _yield(c: Context, node: cst.Yield, start: int, end: int) -> nodes.Expr:
    c.yields = True
    is_from = isinstance(node.value, cst.From)
    inner = node.value.item if isinstance(node.value, cst.From) else node.value
    return nodes.Yield(start, end, expression(c, inner) if inner else None, is_from)


def _binary(c: Context, node: cst.BinaryOperation, start: int, end: int) -> nodes.Expr:
    left, right = expression(c, node.left), expression(c, node.right)
    if isinstance(node.operator, cst.Add) and (is_text(left) or is_text(right)):
        return concatenated(start, end, [left, right])
    if isinstance(node.operator, cst.Modulo) and is_text(left):
        return percent(start, end, left, right)
    return nodes.Operation(start, end, BINARY[type(node.operator)], (left, right))


def _boolean(c: Context, node: cst.BooleanOperation, start: int, end: int) -> nodes.Expr:
    operator = BINARY[type(node.operator)]
    left, right = expression(c, node.left), expression(c, node.right)
    joined = (
        left.operands
        if isinstance(left, nodes.Operation) and left.operator == operator and not node.left.lpar
        else (left,)
    )
    return nodes.Operation(start, end, operator, (*joined, right))


def _unary(c: Context, node: cst.UnaryOperation, start: int, end: int) -> nodes.Expr:
    inner = expression(c, node.expression)
    operator = UNARY[type(node.operator)]
    is_number = isinstance(inner, nodes.Literal) and isinstance(inner.value, (int, float))
    if operator == "-" and is_number and isinstance(inner, nodes.Literal) and not isinstance(inner.value, bool):
        return nodes.Literal(start, end, -inner.value)  # type: ignore[operator]  # a number, as just checked
    return nodes.Operation(start, end, operator, (inner,))


def _comparison(c: Context, node: cst.Comparison, start: int, end: int) -> nodes.Expr:
    links: list[nodes.Expr] = []
    left = expression(c, node.left)
    for link in node.comparisons:
        right = expression(c, link.comparator)
        links.append(nodes.Operation(left.start, right.end, BINARY[type(link.operator)], (left, right)))
        left = right
    return links[0] if len(links) == 1 else nodes.Operation(start, end, "and", tuple(links))


def _conditional(c: Context, node: cst.IfExp, start: int, end: int) -> nodes.Expr:
    body, test = expression(c, node.body), expression(c, node.test)
    return nodes.Conditional(start, end, test, body, expression(c, node.orelse))


def _walrus(c: Context, node: cst.NamedExpr, start: int, end: int) -> nodes.Expr:
    value = expression(c, node.value)
    return nodes.Walrus(start, end, expression(c, node.target), value)


def _comprehension(kind: Any) -> Callable[[Context, Any, int, int], nodes.Expr]:
    def lower(c: Context, node: Any, start: int, end: int) -> nodes.Expr:
        outer = c.scope
        c.scope = Scope(outer, {})
        clauses = _clauses(c, node.for_in)
        is_pair = isinstance(node, cst.DictComp)
        key = expression(c, node.key) if is_pair else None
        element = expression(c, node.value if is_pair or kind == "dict" else node.elt)
        c.scope = outer
        return nodes.Comprehension(start, end, kind, key, element, clauses)

    return lower


def _clauses(c: Context, node: cst.CompFor | None) -> tuple[nodes.Clause, ...]:
    clauses = []
    while node is not None:
        iterable = expression(c, node.iter)
        for name in target_names(node.target):
            c.scope.bound[name] = ""
        target = expression(c, node.target)
        tests = tuple(expression(c, test.test) for test in node.ifs)
        clauses.append(nodes.Clause(target.start, iterable.end, target, iterable, tests))
        node = node.inner_for_in
    return tuple(clauses)


def _ellipsis(c: Context, node: cst.Ellipsis, start: int, end: int) -> nodes.Expr:
    return nodes.Ref(start, end, "...", "builtins.Ellipsis")


_LOWER: dict[type[cst.CSTNode], Callable[[Context, Any, int, int], nodes.Expr]] = {
    cst.Name: _name, cst.Attribute: _attribute, cst.Call: _call, cst.SimpleString: _string, cst.Integer: _integer,
    cst.Float: _float, cst.Ellipsis: _ellipsis, cst.FormattedString: _formatted, cst.TemplatedString: _formatted,
    cst.ConcatenatedString: _concatenated, cst.List: _sequence("list"), cst.Tuple: _sequence("tuple"),
    cst.Set: _sequence("set"), cst.StarredElement: _starred, cst.Dict: _mapping, cst.Subscript: _subscript,
    cst.Lambda: _lambda, cst.Await: _await, cst.Yield: _yield, cst.BinaryOperation: _binary,
    cst.BooleanOperation: _boolean, cst.UnaryOperation: _unary, cst.Comparison: _comparison, cst.IfExp: _conditional,
    cst.NamedExpr: _walrus, cst.ListComp: _comprehension("list"), cst.SetComp: _comprehension("set"),
    cst.DictComp: _comprehension("dict"), cst.GeneratorExp: _comprehension("generator"),
    cst.StarredDictComp: _comprehension("dict"),
}  # fmt: skip

"""Evaluating expressions."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from fastlint.ir import nodes
from fastlint.ir.scopes import BUILTINS
from fastlint.link.attributes import attribute, index
from fastlint.link.values import (
    Choice,
    ClassValue,
    Const,
    External,
    FunctionValue,
    Generic,
    Instance,
    Map,
    ModuleValue,
    Scope,
    Seq,
    Unknown,
    Value,
    choose,
    constant,
    is_same,
    options,
    text,
)

if TYPE_CHECKING:
    from fastlint.link.evaluator import Evaluator, Frame

_LONGEST_TEXT = 10_000


def evaluate(e: Evaluator, f: Frame, node: nodes.Expr | None) -> Value:
    """The value of an expression; never raises for what the code says."""
    if node is None:
        return Const(None)
    return _EVALUATE[type(node)](e, f, node)


def _literal(e: Evaluator, f: Frame, node: nodes.Literal | nodes.Bytes) -> Value:
    return Const(node.value)


def _ref(e: Evaluator, f: Frame, node: nodes.Ref) -> Value:
    found = f.scope.find(node.name)
    if found is not None:
        return found
    if node.name == "__name__":
        return Const(f.module.name)
    if node.name in ("__file__", "__path__"):
        return attribute(e, f, ModuleValue(f.state), node.name, node)
    if node.target == "builtins.Ellipsis":
        return Const(...)
    target = node.target
    if target.startswith("@") or not target:
        if f.function is None and node.name in BUILTINS and f.state.is_running:
            return External(f"builtins.{node.name}")  # the module binds it further down
        member = e.member(f.state, node.name)
        return member if member is not None else Unknown(f"`{node.name}` is not known here", f.module, node)
    if target.startswith("builtins."):
        return External(target)
    return e.imported(f, target)


def _attribute(e: Evaluator, f: Frame, node: nodes.Attribute) -> Value:
    return attribute(e, f, evaluate(e, f, node.value), node.name, node)


def _call(e: Evaluator, f: Frame, node: nodes.Call) -> Value:
    from fastlint.link.calls import Arguments, call

    e.step()
    func = evaluate(e, f, node.func)
    arguments = Arguments([], {}, f.module, node)
    for arg in node.args:
        if isinstance(arg, nodes.Star):
            spread = evaluate(e, f, arg.value)
            arguments.spread(iterate(spread))
        else:
            arguments.args.append(evaluate(e, f, arg))
    for keyword in node.keywords:
        value = evaluate(e, f, keyword.value)
        if keyword.name:
            arguments.keywords[keyword.name] = value
        else:
            arguments.spread_keywords(value)
    return call(e, f, func, arguments)


def _template(e: Evaluator, f: Frame, node: nodes.Template) -> Value:
    return joined([evaluate(e, f, part) for part in node.parts], f, node)


def joined(parts: list[Value], f: Frame, node: nodes.Node) -> Value:
    """Text put together from parts; a part that is not known becomes Unknown text."""
    known = []
    for part in parts:
        piece = text(part)
        if piece is None and isinstance(part, Const) and part.value is not None:
            piece = str(part.value)
        if piece is None:
            reason = part.reason if isinstance(part, Unknown) else "a part of the text is not constant"
            return Unknown(reason, f.module, node)
        known.append(piece)
    whole = "".join(known)
    return Const(whole) if len(whole) <= _LONGEST_TEXT else Unknown("the text is too long", f.module, node)


def _sequence(e: Evaluator, f: Frame, node: nodes.Sequence) -> Value:
    items: list[Value] = []
    is_open = False
    for item in node.items:
        if isinstance(item, nodes.Star):
            spread = iterate(evaluate(e, f, item.value))
            items.extend(spread or [])
            is_open = is_open or spread is None
        else:
            items.append(evaluate(e, f, item))
    return Seq(node.kind, items, is_open)


def _mapping(e: Evaluator, f: Frame, node: nodes.Mapping) -> Value:
    found = Map({})
    for key, item in node.items:
        value = evaluate(e, f, item)
        if key is None:
            if isinstance(value, Map):
                found.items.update(value.items)
            found.is_open = found.is_open or not isinstance(value, Map) or value.is_open
            continue
        name = evaluate(e, f, key)
        constant_key = key_of(name)
        if constant_key is None:
            found.is_open = True
        else:
            found.items[constant_key] = value
    return found


def key_of(value: Value) -> object | None:
    """A dict key as a Python value; other values are keyed by identity, unknown ones not at all."""
    if isinstance(value, Const) and not isinstance(value.value, float):
        return value.value
    if isinstance(value, (Unknown, Choice, Seq, Map)):
        return None
    if isinstance(value, External):
        return value.path
    return value


def _subscript(e: Evaluator, f: Frame, node: nodes.Subscript) -> Value:
    base = evaluate(e, f, node.value)
    if isinstance(node.index, nodes.Slice):
        return _sliced(
            base, [evaluate(e, f, p) for p in (node.index.lower, node.index.upper, node.index.step)], f, node
        )
    return index(e, f, base, evaluate(e, f, node.index), node)


def _sliced(base: Value, bounds: list[Value], f: Frame, node: nodes.Node) -> Value:
    cut = slice(*(b.value if isinstance(b, Const) and isinstance(b.value, (int, type(None))) else None for b in bounds))
    if isinstance(base, Seq) and not base.is_open:
        return Seq(base.kind, base.items[cut])
    written = text(base)
    return Const(written[cut]) if written is not None else Unknown("a slice of something unknown", f.module, node)


def _lambda(e: Evaluator, f: Frame, node: nodes.Lambda) -> Value:
    prefix = f"{f.qualname}.<locals>." if f.function else (f"{f.qualname}." if f.qualname else "")
    return FunctionValue(node, f.state, f.scope, f"{prefix}<lambda>")


def _await(e: Evaluator, f: Frame, node: nodes.Await) -> Value:
    return evaluate(e, f, node.value)


def _yield(e: Evaluator, f: Frame, node: nodes.Yield) -> Value:
    if node.value is not None:
        f.yields.append(evaluate(e, f, node.value))
    return Unknown("what is sent into a generator", f.module, node)


def _star(e: Evaluator, f: Frame, node: nodes.Star) -> Value:
    return evaluate(e, f, node.value)


_BINARY: dict[str, Callable[[Any, Any], Any]] = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "//": operator.floordiv, "%": operator.mod,
    "==": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
    "|": operator.or_, "&": operator.and_,
}  # fmt: skip


def _operation(e: Evaluator, f: Frame, node: nodes.Operation) -> Value:
    if node.operator in ("and", "or"):
        return _boolean(e, f, node)
    values = [evaluate(e, f, operand) for operand in node.operands]
    if node.operator == "not":
        known = truth(values[0])
        return Unknown("a condition that is not known", f.module, node) if known is None else Const(not known)
    if len(values) != 2:
        return Unknown("an operation that is not followed", f.module, node)
    left, right = values
    if node.operator in ("is", "is not", "in", "not in", "==", "!="):
        return _compared(node.operator, left, right, f, node)
    if node.operator == "|" and (is_type(left) or is_type(right)):
        return Generic(External("typing.Union"), [*_members(left), *_members(right)])
    if isinstance(left, Seq) and isinstance(right, Seq) and node.operator in ("+", "|"):
        return Seq(left.kind, [*left.items, *right.items], left.is_open or right.is_open)
    if isinstance(left, Map) and isinstance(right, Map) and node.operator == "|":
        return Map({**left.items, **right.items}, left.is_open or right.is_open)
    if node.operator == "/" and isinstance(left, (Instance, Const)):
        return Unknown("a path made at run time", f.module, node)
    try:
        return Const(_BINARY[node.operator](_plain(left), _plain(right)))
    except (KeyError, TypeError, ValueError, ArithmeticError):
        return Unknown("an operation on what is not constant", f.module, node)


def _plain(value: Value) -> Any:
    written = text(value)
    plain = written if written is not None else constant(value)
    if isinstance(plain, (str, list)) and len(plain) > _LONGEST_TEXT:
        raise ValueError("too long")
    return plain


def _members(value: Value) -> list[Value]:
    if isinstance(value, Generic) and isinstance(value.base, External) and value.base.path == "typing.Union":
        return value.args
    return [value]


def is_type(value: Value) -> bool:
    """Whether `|` on this value makes a union of types."""
    from fastlint.link.values import ClassValue

    return isinstance(value, (ClassValue, Generic, External))


_DEFINITE = (ClassValue, FunctionValue, External, Const)


def _compared(op: str, left: Value, right: Value, f: Frame, node: nodes.Node) -> Value:
    if op in ("in", "not in"):
        if isinstance(right, Map) and not right.is_open and key_of(left) is not None:
            return Const((key_of(left) in right.items) is (op == "in"))
        if isinstance(right, Seq) and not right.is_open and isinstance(left, _DEFINITE):
            if any(is_same(left, item) for item in right.items):
                return Const(op == "in")
            if not isinstance(left, Const) and all(isinstance(item, _DEFINITE) for item in right.items):
                return Const(op != "in")
        try:
            return Const((_plain(left) in _plain(right)) is (op == "in"))
        except (TypeError, ValueError):
            return Unknown("a membership that is not known", f.module, node)
    wants = op in ("is", "==")
    if left is right and not isinstance(left, Unknown):
        return Const(wants)
    try:
        return Const((_plain(left) == _plain(right)) is wants)
    except (TypeError, ValueError):
        pass
    for one, other in ((left, right), (right, left)):
        if isinstance(one, Const) and one.value is None and not isinstance(other, (Unknown, Choice, External)):
            return Const(not wants)
    if isinstance(left, External) and isinstance(right, External) and left.path == right.path:
        return Const(wants)
    return Unknown("a comparison that is not known", f.module, node)


def _boolean(e: Evaluator, f: Frame, node: nodes.Operation) -> Value:
    found: list[Value] = []
    for operand in node.operands:
        value = evaluate(e, f, operand)
        known = truth(value)
        if known is not None and known is (node.operator == "or"):
            return choose([*found, value])
        if known is None:
            found.append(value)
        last = value
    return choose([*found, last]) if not found or found[-1] is not last else choose(found)


def truth(value: Value) -> bool | None:
    """Whether a value counts as true; None where that is not known."""
    match value:
        case Const():
            return bool(value.value)
        case Seq() | Map():
            return True if value.items else None if value.is_open else False
        case Unknown() | External():
            return None
        case Choice():
            known = {truth(option) for option in value.options}
            return known.pop() if len(known) == 1 else None
        case Instance():
            inner = value.attributes.get("value")
            return None if isinstance(value.cls, External) and value.native is None else truth(inner) if inner else True
    return True


def _conditional(e: Evaluator, f: Frame, node: nodes.Conditional) -> Value:
    known = truth(evaluate(e, f, node.test))
    if known is None:
        return choose([evaluate(e, f, node.body), evaluate(e, f, node.orelse)])
    return evaluate(e, f, node.body if known else node.orelse)


def _comprehension(e: Evaluator, f: Frame, node: nodes.Comprehension) -> Value:
    from fastlint.link.evaluator import Frame as NewFrame

    inner = NewFrame(f.state, Scope({}, f.scope), f.function, f.instance, depth=f.depth, qualname=f.qualname)
    found: list[tuple[Value | None, Value]] = []
    is_open = _clause(e, inner, node, 0, found)
    if node.kind == "dict":
        made = Map({}, is_open)
        for key, value in found:
            name = key_of(key) if key is not None else None
            if name is None:
                made.is_open = True
            else:
                made.items[name] = value
        return made
    return Seq("set" if node.kind == "set" else "list", [value for _, value in found], is_open)


def _clause(
    e: Evaluator, f: Frame, node: nodes.Comprehension, depth: int, found: list[tuple[Value | None, Value]]
) -> bool:
    """Run the clauses from `depth` on; says whether there may be more than was found."""
    from fastlint.link.statements import assign

    if depth == len(node.clauses):
        e.step()
        key = evaluate(e, f, node.key) if node.key is not None else None
        found.append((key, evaluate(e, f, node.element)))
        return False
    clause = node.clauses[depth]
    items = iterate(evaluate(e, f, clause.iterable), e)
    is_open = items is None
    for item in items or []:
        assign(e, f, clause.target, item)
        known = [truth(evaluate(e, f, test)) for test in clause.conditions]
        if False in known:
            continue
        is_open = is_open or None in known
        is_open = _clause(e, f, node, depth + 1, found) or is_open
    return is_open


def _walrus(e: Evaluator, f: Frame, node: nodes.Walrus) -> Value:
    from fastlint.link.statements import assign

    value = evaluate(e, f, node.value)
    assign(e, f, node.target, value)
    return value


def _unknown(e: Evaluator, f: Frame, node: nodes.Unknown) -> Value:
    return Unknown(node.reason, f.module, node)


def iterate(value: Value, e: Evaluator | None = None) -> list[Value] | None:
    """The items a loop over `value` sees, None where they are not known."""
    from fastlint.link.classes import enum_members
    from fastlint.link.values import ClassValue

    match value:
        case Seq():
            return None if value.is_open else list(value.items)
        case Map():
            return None if value.is_open else [k if isinstance(k, Value) else Const(k) for k in value.items]
        case Const() if isinstance(value.value, str):
            return [Const(c) for c in value.value]
        case ClassValue() if e is not None:
            return enum_members(e, value)
        case Choice():
            lists = [iterate(option, e) for option in options(value)]
            return None if None in lists else [item for items in lists for item in items or []]
    return None


_EVALUATE: dict[type, Callable[[Evaluator, Frame, Any], Value]] = {
    nodes.Literal: _literal, nodes.Bytes: _literal, nodes.Ref: _ref, nodes.Attribute: _attribute, nodes.Call: _call,
    nodes.Template: _template, nodes.Sequence: _sequence, nodes.Mapping: _mapping, nodes.Subscript: _subscript,
    nodes.Lambda: _lambda, nodes.Await: _await, nodes.Yield: _yield, nodes.Star: _star, nodes.Operation: _operation,
    nodes.Conditional: _conditional, nodes.Comprehension: _comprehension, nodes.Walrus: _walrus,
    nodes.Unknown: _unknown, nodes.Slice: lambda e, f, n: Unknown("a slice", f.module, n),
}  # fmt: skip

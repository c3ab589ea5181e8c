"""Evaluating expressions and binding targets."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from fastlint.ir import nodes
from fastlint.ir.names import BUILTINS
from fastlint.ir.text import source
from fastlint.link.arguments import Arguments
from fastlint.link.attributes import OF_MODULES, attribute, index, set_attribute, set_item
from fastlint.link.conditions import setting
from fastlint.link.contents import iterate, joined, key_of, truth
from fastlint.link.frames import Frame
from fastlint.link.markers import is_marker
from fastlint.link.operations import operated
from fastlint.link.values import (
    Const,
    External,
    FunctionValue,
    Map,
    ModuleValue,
    Scope,
    Seq,
    Unknown,
    Value,
    choose,
    text,
)
from fastlint.model import Switch

if TYPE_CHECKING:
    from fastlint.link.evaluator import Evaluator


def evaluate(e: Evaluator, f: Frame, node: nodes.Expr | None) -> Value:
    """The value of an expression; never raises for what the code says."""
    if node is None:
        return Const(None)
    return _EVALUATE[type(node)](e, f, node)


def assign(e: Evaluator, f: Frame, target: nodes.Expr, value: Value) -> None:
    """Bind `target`, which may be a name, an attribute, an item or a pattern of them."""
    match target:
        case nodes.Ref():
            f.home(target.name)[target.name] = value
        case nodes.Sequence():
            items = iterate(value)
            starred = any(isinstance(part, nodes.Star) for part in target.items)
            if items is not None and len(items) == len(target.items) and not starred:
                for part, item in zip(target.items, items, strict=True):
                    assign(e, f, part, item)
            else:
                for part in target.items:
                    assign(e, f, part, Unknown("unpacked from something unknown", f.module, target))
        case nodes.Star():
            assign(e, f, target.value, value)
        case nodes.Attribute():
            set_attribute(e, evaluate(e, f, target.value), target.name, value)
        case nodes.Subscript():
            set_item(e, evaluate(e, f, target.value), evaluate(e, f, target.index), value)


def _literal(e: Evaluator, f: Frame, node: nodes.Literal | nodes.Bytes) -> Value:
    return Const(node.value)


def _ref(e: Evaluator, f: Frame, node: nodes.Ref) -> Value:
    found = f.scope.find(node.name)
    if found is not None:
        return found
    if node.name in OF_MODULES:
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
    return e.call(f, func, arguments)


def _template(e: Evaluator, f: Frame, node: nodes.Template) -> Value:
    return joined([evaluate(e, f, part) for part in node.parts], f, node)


def _sequence(e: Evaluator, f: Frame, node: nodes.Sequence) -> Value:
    made = Seq(node.kind, [])
    for item in node.items:
        if isinstance(item, nodes.Star):
            made.grow(iterate(evaluate(e, f, item.value)))
        else:
            made.items.append(evaluate(e, f, item))
    return made


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


def _operation(e: Evaluator, f: Frame, node: nodes.Operation) -> Value:
    if node.operator in ("and", "or"):
        return _boolean(e, f, node)
    values = [evaluate(e, f, operand) for operand in node.operands]
    return operated(node.operator, values, f, node)


def _boolean(e: Evaluator, f: Frame, node: nodes.Operation) -> Value:
    found: list[Value] = []
    for operand in node.operands:
        value = evaluate(e, f, operand)
        known = truth(value)
        if known is not None and known is (node.operator == "or"):
            return choose([*found, value])
        if known is None and not (isinstance(value, Unknown) and value.is_unset and node.operator == "or"):
            found.append(value)
        last = value
    return choose([*found, last]) if not found or found[-1] is not last else choose(found)


def _conditional(e: Evaluator, f: Frame, node: nodes.Conditional) -> Value:
    value = evaluate(e, f, node.test)
    known = truth(value)
    if known is not None:
        chosen, other = (node.body, node.orelse) if known else (node.orelse, node.body)
        found, name = evaluate(e, f, chosen), setting(node.test, value)
        if name and isinstance(found, Seq) and isinstance(other, nodes.Sequence):
            switch = Switch(name, f.module.span(node.test))
            found.left_out += [(item, switch) for each in other.items if is_marker(item := evaluate(e, f, each))]
        return found
    test = source(node.test)
    with e.under(test):
        body = evaluate(e, f, node.body)
    with e.under(f"not ({test})"):
        orelse = evaluate(e, f, node.orelse)
    return choose([body, orelse])


def _comprehension(e: Evaluator, f: Frame, node: nodes.Comprehension) -> Value:
    inner = Frame(f.state, Scope({}, f.scope), f.function, f.instance, depth=f.depth, qualname=f.qualname)
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
    if depth == len(node.clauses):
        e.step()
        key = evaluate(e, f, node.key) if node.key is not None else None
        found.append((key, evaluate(e, f, node.element)))
        return False
    clause = node.clauses[depth]
    items = iterate(evaluate(e, f, clause.iterable))
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
    value = evaluate(e, f, node.value)
    assign(e, f, node.target, value)
    return value


def _unknown(e: Evaluator, f: Frame, node: nodes.Unknown) -> Value:
    return Unknown(node.reason, f.module, node)


_EVALUATE: dict[type, Callable[[Evaluator, Frame, Any], Value]] = {
    nodes.Literal: _literal, nodes.Bytes: _literal, nodes.Ref: _ref, nodes.Attribute: _attribute, nodes.Call: _call,
    nodes.Template: _template, nodes.Sequence: _sequence, nodes.Mapping: _mapping, nodes.Subscript: _subscript,
    nodes.Lambda: _lambda, nodes.Await: _await, nodes.Yield: _yield, nodes.Star: _star, nodes.Operation: _operation,
    nodes.Conditional: _conditional, nodes.Comprehension: _comprehension, nodes.Walrus: _walrus,
    nodes.Unknown: _unknown, nodes.Slice: lambda e, f, n: Unknown("a slice", f.module, n),
}  # fmt: skip

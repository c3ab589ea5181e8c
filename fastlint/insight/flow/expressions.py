"""Expressions -> values."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastlint.insight.flow.displays import FILLS, added_to, gone_through, key_of, mapping, sequence, taken_apart
from fastlint.insight.flow.facts import known
from fastlint.insight.flow.formats import filled, is_text, joined
from fastlint.insight.flow.running import Running
from fastlint.insight.flow.values import (
    ANY,
    SLICE,
    Anonymous,
    Called,
    Changed,
    Choice,
    Computed,
    Constant,
    Free,
    Global,
    Input,
    Key,
    Opaque,
    Outcome,
    Record,
    Text,
    Value,
)
from fastlint.ir import nodes

_ORDERINGS = frozenset({"<", "<=", ">", ">=", "in", "not in"})


def evaluate(run: Running, node: nodes.Expr) -> Value:
    """The value of `node` where the run stands."""
    return _EVALUATE[type(node)](run, node)


def _literal(run: Running, node: nodes.Literal | nodes.Bytes) -> Value:
    return Constant(node, run.graph, node.value)


def _ref(run: Running, node: nodes.Ref) -> Value:
    graph = run.graph
    if not node.target or graph.function is None:
        found = run.names.get(node.name)
        if found is not None:
            return found
    if node.target:
        return Global(node, graph, graph.module.absolute(node.target))
    return Free(node, graph, node.name)


def _attribute(run: Running, node: nodes.Attribute) -> Value:
    whole = evaluate(run, node.value)
    if isinstance(whole, Global) and not run.is_variable(whole.dotted):
        return Global(node, run.graph, f"{whole.dotted}.{node.name}")
    return run.graph.part(node, whole, node.name, is_attribute=True)


def _subscript(run: Running, node: nodes.Subscript) -> Value:
    whole = evaluate(run, node.value)
    if isinstance(node.index, nodes.Slice):
        _slice(run, node.index)
        return run.graph.part(node, whole, SLICE)
    return run.graph.part(node, whole, _key(run, evaluate(run, node.index)))


def _key(run: Running, value: Value) -> Key:
    """What a key is when it is written out, in its place or as a constant of the project."""
    return run.constant(value.dotted) if isinstance(value, Global) else key_of(value)


def _slice(run: Running, node: nodes.Slice) -> Value:
    for part in (node.lower, node.upper, node.step):
        if part is not None:
            evaluate(run, part)
    return Opaque(node, run.graph, "a slice")


def _call(run: Running, node: nodes.Call) -> Value:
    function = evaluate(run, node.func)
    args: list[Value] = []
    stars: list[Value] = []
    for arg in node.args:
        if isinstance(arg, nodes.Star):
            stars.append(evaluate(run, arg.value))
        elif stars:
            stars.append(evaluate(run, arg))
        else:
            args.append(evaluate(run, arg))
    keywords: dict[str, Value] = {}
    for keyword in node.keywords:
        value = evaluate(run, keyword.value)
        if keyword.name:
            keywords[keyword.name] = value
        else:
            stars.append(value)
    called = Called(node, run.graph, function, args, keywords, stars, run.facts)
    run.graph.calls.append(called)
    run.facts = known(run.facts, called, None)
    return _told(run, node, called)


def _told(run: Running, node: nodes.Call, called: Called) -> Value:
    """What the call amounts to: joined text, or a container that was added to."""
    if called.method == "join" and called.args and isinstance(called.receiver, Constant):
        return Text(node, run.graph, "join", [called.receiver, called.args[0]])
    if called.method == "format" and is_text(called.receiver):
        return Text(node, run.graph, "format", list(filled(called)))
    if called.method in FILLS and isinstance(node.func, nodes.Attribute) and called.receiver is not None:
        key = _key(run, called.args[0]) if called.args else ANY
        put(run, node.func.value, added_to(called, key, called.receiver, run.facts))
    return called


def put(run: Running, target: nodes.Expr, value: Value) -> None:
    """Let the place `target`, a name or a part of what a name stands for, hold `value` from here on."""
    if isinstance(target, nodes.Ref):
        if not target.target or run.graph.function is None:
            run.bind(target.name, value)
        else:  # declared global: read from the module, as others may have changed it
            run.graph.bindings.setdefault(target.name, []).append(value)
    elif isinstance(target, (nodes.Attribute, nodes.Subscript)):
        whole = evaluate(run, target.value)
        key, named = _place(run, target)
        if isinstance(target, nodes.Attribute):
            run.graph.stores.append((whole, key, value))
        put(run, target.value, Changed(target, run.graph, whole, key, value, named))


def _place(run: Running, target: nodes.Attribute | nodes.Subscript) -> tuple[Key, Value | None]:
    """The key at which something is put, and the value that it is when it is not known."""
    if isinstance(target, nodes.Attribute):
        return target.name, None
    if isinstance(target.index, nodes.Slice):
        return ANY, None
    index = evaluate(run, target.index)
    key = _key(run, index)
    return key, index if key == ANY else None


def assign(run: Running, target: nodes.Expr, value: Value) -> None:
    """`target = value`, with tuples taken apart."""
    if isinstance(target, nodes.Sequence):
        for inner, part in taken_apart(run.graph, target, value):
            assign(run, inner, part)
    else:
        put(run, target, value)


def _template(run: Running, node: nodes.Template) -> Value:
    return Text(node, run.graph, node.kind, [evaluate(run, part) for part in node.parts])


def _sequence(run: Running, node: nodes.Sequence) -> Value:
    items = [(evaluate(run, item), isinstance(item, nodes.Star)) for item in node.items]
    return sequence(node, run.graph, items)


def _mapping(run: Running, node: nodes.Mapping) -> Value:
    items: list[tuple[Value | None, Key, Value]] = []
    for written, item in node.items:
        value = evaluate(run, item)
        key = evaluate(run, written) if written is not None else None
        items.append((key, _key(run, key) if key is not None else ANY, value))
    return mapping(node, run.graph, items)


def _operation(run: Running, node: nodes.Operation) -> Value:
    operands = []
    before = run.facts
    for operand in node.operands:
        value = evaluate(run, operand)
        operands.append(value)
        if node.operator in ("and", "or"):
            run.assume(value, node.operator == "and")
    if node.operator in ("and", "or"):
        run.facts = before
    value = joined(run, node, node.operator, operands)
    if isinstance(value, Computed) and node.operator in ("==", "!="):
        run.graph.comparisons.append((value, run.facts))
    elif isinstance(value, Computed) and node.operator in _ORDERINGS:
        run.graph.orderings.append(value)
    return value


def augmented(run: Running, node: nodes.Assign, old: Value, added: Value) -> Value:
    """The value that `old op= added` leaves."""
    return joined(run, node, node.operator, [old, added])


def _conditional(run: Running, node: nodes.Conditional) -> Value:
    test = evaluate(run, node.test)
    before = run.facts
    options = []
    for branch, outcome in ((node.body, True), (node.orelse, False)):
        run.assume(test, outcome)
        facts = run.facts
        options.append((evaluate(run, branch), facts))
        run.facts = before
    return Choice(node, run.graph, options)


def _comprehension(run: Running, node: nodes.Comprehension) -> Value:
    names, facts = dict(run.names), run.facts
    for clause in node.clauses:
        iterable = evaluate(run, clause.iterable)
        assign(run, clause.target, gone_through(run.graph, clause.target, iterable))
        for condition in clause.conditions:
            run.assume(evaluate(run, condition), True)
    keys = [evaluate(run, node.key)] if node.key is not None else []
    element = evaluate(run, node.element)
    if run.facts is not facts:
        element = Choice(node.element, run.graph, [(element, run.facts)])
        keys = [Choice(key.node, run.graph, [(key, run.facts)]) for key in keys]
    run.names, run.facts = names, facts
    return Record(node, run.graph, {}, [element], keys=tuple(keys))


def _lambda(run: Running, node: nodes.Lambda) -> Value:
    names, facts = dict(run.names), run.facts
    inputs = {p.name: Input(p, run.graph, p) for p in node.parameters}
    run.names.update(inputs)
    result = evaluate(run, node.body)
    run.names, run.facts = names, facts
    return Anonymous(node, run.graph, inputs, result)


def _inner(run: Running, node: nodes.Await | nodes.Star) -> Value:
    return evaluate(run, node.value)


def _yield(run: Running, node: nodes.Yield) -> Value:
    if node.value is not None:
        run.graph.yields.append(Outcome(evaluate(run, node.value), run.facts, node.is_from))
    return Opaque(node, run.graph, "what a generator is sent")


def _walrus(run: Running, node: nodes.Walrus) -> Value:
    value = evaluate(run, node.value)
    assign(run, node.target, value)
    return value


def _unknown(run: Running, node: nodes.Unknown) -> Value:
    return Opaque(node, run.graph, node.reason)


_EVALUATE: dict[type, Callable[[Running, Any], Value]] = {
    nodes.Literal: _literal,
    nodes.Bytes: _literal,
    nodes.Ref: _ref,
    nodes.Attribute: _attribute,
    nodes.Subscript: _subscript,
    nodes.Slice: _slice,
    nodes.Call: _call,
    nodes.Template: _template,
    nodes.Sequence: _sequence,
    nodes.Mapping: _mapping,
    nodes.Operation: _operation,
    nodes.Conditional: _conditional,
    nodes.Comprehension: _comprehension,
    nodes.Lambda: _lambda,
    nodes.Await: _inner,
    nodes.Star: _inner,
    nodes.Yield: _yield,
    nodes.Walrus: _walrus,
    nodes.Unknown: _unknown,
}

"""Expressions -> values."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

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
_FILLS = {"append": 0, "add": 0, "extend": 0, "insert": 1, "update": 0, "appendleft": 0, "setdefault": 1, "write": 0}
"""Methods of containers and buffers that put an argument into the receiver."""


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
    return run.graph.part(node, whole, key_of(evaluate(run, node.index)))


def key_of(index: Value) -> Key:
    """The key that `index` is when it is written out, else `ANY`."""
    is_key = isinstance(index, Constant) and isinstance(index.value, (str, int)) and not isinstance(index.value, bool)
    return index.value if is_key else ANY  # type: ignore[attr-defined]  # a constant, as just checked


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
    position = _FILLS.get(called.method)
    whole = called.receiver
    if position is not None and isinstance(node.func, nodes.Attribute) and whole is not None:
        is_spread = called.method in ("update", "extend")
        for part in [*called.args[position : position + 1], *called.keywords.values()]:
            filler = Record(node, run.graph, {}, [], [part]) if is_spread else part
            whole = Changed(node, run.graph, whole, ANY, filler)
        put(run, node.func.value, whole)
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
        is_attribute = isinstance(target, nodes.Attribute)
        key = target.name if isinstance(target, nodes.Attribute) else _index_key(run, target.index)
        if is_attribute:
            run.graph.stores.append((whole, key, value))
        put(run, target.value, Changed(target, run.graph, whole, key, value))


def _index_key(run: Running, index: nodes.Expr) -> Key:
    return ANY if isinstance(index, nodes.Slice) else key_of(evaluate(run, index))


def assign(run: Running, target: nodes.Expr, value: Value) -> None:
    """`target = value`, with tuples taken apart."""
    if isinstance(target, nodes.Sequence):
        is_starred = any(isinstance(item, nodes.Star) for item in target.items)
        for i, item in enumerate(target.items):
            assign(run, item, _element(run, item, value, ANY if is_starred else i))
    elif isinstance(target, nodes.Star):
        assign(run, target.value, value)
    else:
        put(run, target, value)


def _element(run: Running, node: nodes.Node, whole: Value, key: Key) -> Value:
    if isinstance(whole, Record) and key in whole.items:
        return whole.items[key]
    return run.graph.part(node, whole, key)


def _template(run: Running, node: nodes.Template) -> Value:
    return Text(node, run.graph, node.kind, [evaluate(run, part) for part in node.parts])


def _sequence(run: Running, node: nodes.Sequence) -> Value:
    record = Record(node, run.graph, {})
    for i, item in enumerate(node.items):
        if isinstance(item, nodes.Star):
            record.spread.append(evaluate(run, item.value))
        elif record.spread:
            record.rest.append(evaluate(run, item))
        else:
            record.items[i] = evaluate(run, item)
    return record


def _mapping(run: Running, node: nodes.Mapping) -> Value:
    record = Record(node, run.graph, {})
    for key, item in node.items:
        value = evaluate(run, item)
        if key is None:
            record.spread.append(value)
            continue
        known_key = key_of(evaluate(run, key))
        if known_key == ANY:
            record.rest.append(value)
        else:
            record.items[known_key] = value
    return record


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
        assign(run, clause.target, run.graph.part(clause.target, iterable, ANY))
        for condition in clause.conditions:
            run.assume(evaluate(run, condition), True)
    if node.key is not None:
        evaluate(run, node.key)
    element = evaluate(run, node.element)
    if run.facts is not facts:
        element = Choice(node.element, run.graph, [(element, run.facts)])
    run.names, run.facts = names, facts
    return Record(node, run.graph, {}, [element])


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
        run.graph.yields.append(Outcome(evaluate(run, node.value), run.facts))
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

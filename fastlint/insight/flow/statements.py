"""Statements -> the graph of a function: runs every path once, loops included."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from fastlint.insight.flow.displays import gone_through
from fastlint.insight.flow.expressions import assign, augmented, evaluate, put
from fastlint.insight.flow.facts import Facts, known
from fastlint.insight.flow.patterns import test_of
from fastlint.insight.flow.running import Loop, Running, Way, assumed
from fastlint.insight.flow.values import (
    ANY,
    Called,
    Caught,
    Choice,
    Closure,
    Constant,
    Entered,
    Input,
    Opaque,
    Outcome,
    Value,
)
from fastlint.ir import nodes
from fastlint.ir.walk import expressions_of, statements_in, subexpressions
from fastlint.model import Class, Function

_MOST_CARRIED = 50


def run_function(run: Running, function: nodes.Function) -> None:
    """Fill the run's graph with the values of `function`."""
    graph = run.graph
    for parameter in function.parameters:
        graph.inputs[parameter.name] = Input(parameter, graph, parameter)
        run.bind(parameter.name, graph.inputs[parameter.name])
    run_body(run, function.body)


def run_body(run: Running, body: tuple[nodes.Stmt, ...]) -> None:
    """Run a whole body and note how it ends."""
    run.graph.ends_normally = block(run, body)
    run.graph.end = run.facts


def block(run: Running, body: Iterable[nodes.Stmt]) -> bool:
    """Run statements in order; False when the end is not reached."""
    return all(_RUN[type(statement)](run, statement) for statement in body)


def _import(run: Running, node: nodes.Import) -> bool:
    return True


def _assign(run: Running, node: nodes.Assign) -> bool:
    if node.value is None:
        return True
    value = evaluate(run, node.value)
    for target in node.targets:
        if node.operator:
            put(run, target, augmented(run, node, evaluate(run, target), value))
        else:
            assign(run, target, value)
    return True


def _evaluate(run: Running, node: nodes.Evaluate) -> bool:
    value = evaluate(run, node.value)
    if isinstance(value, Called):
        value.is_statement = True
    return not run.ends_at(node)


def _if(run: Running, node: nodes.If) -> bool:
    test = evaluate(run, node.test)
    run.graph.tests.append((test, node, run.facts))
    start, ways = run.way(), []
    run.assume(test, True, is_refusal=_leads_away(run, node.orelse))
    if block(run, node.body):
        ways.append(run.way())
    run.follow(start)
    run.assume(test, False, is_refusal=_leads_away(run, node.body))
    if block(run, node.orelse):
        ways.append(run.way())
    return run.meet(node, ways)


def _leads_away(run: Running, body: tuple[nodes.Stmt, ...]) -> bool:
    return bool(body) and (isinstance(body[-1], (nodes.Return, nodes.Raise, nodes.Jump)) or run.ends_at(body[-1]))


def _for(run: Running, node: nodes.For) -> bool:
    iterable = evaluate(run, node.iterable)

    def enter() -> None:
        assign(run, node.target, gone_through(run.graph, node.target, iterable))

    return _loop(run, node, enter, None)


def _while(run: Running, node: nodes.While) -> bool:
    tests: list[Value] = []

    def enter() -> None:
        tests.append(evaluate(run, node.test))
        run.assume(tests[0], True)

    return _loop(run, node, enter, tests)


def _loop(run: Running, node: nodes.For | nodes.While, enter: Callable[[], None], tests: list[Value] | None) -> bool:
    facts = run.facts
    carried = {name: run.names[name] for name in _assigned(node.body) if name in run.names}
    for name, value in carried.items():
        run.names[name] = Choice(value.node, run.graph, [(value, facts)])
    around, loop = dict(run.names), Loop()
    run.loops.append(loop)
    enter()
    if block(run, node.body):
        loop.continues.append(run.way())
    run.loops.pop()
    _carry(around, carried, loop.continues)
    for way in loop.continues:
        for name, value in way.names.items():
            around.setdefault(name, value)
    is_endless = tests is not None and isinstance(tests[0], Constant) and bool(tests[0].value)
    ways = [] if is_endless else [Way(around, _after(facts, loop))]
    if ways:
        run.follow(ways[0])
        if tests:
            run.assume(tests[0], False)
        ways = [run.way()] if block(run, node.orelse) else []
    return run.meet(node, [*ways, *loop.breaks])


def _carry(around: dict[str, Value], carried: dict[str, Value], ways: list[Way]) -> None:
    """Let the names that a loop changes also stand for what its body leaves in them."""
    for name in carried:
        choice = around[name]
        assert isinstance(choice, Choice)
        for way in ways:
            value = way.names.get(name)
            if value is not None and value is not choice:
                choice.options.append((value, way.facts))


def _after(facts: Facts | None, loop: Loop) -> Facts | None:
    """What is known after a loop that was not left early: of each element, what its body made sure of."""
    if loop.breaks or len(loop.continues) != 1 or loop.continues[0].facts is None:
        return facts
    depth = facts.depth if facts else 0
    inside = [fact for fact in loop.continues[0].facts if fact.depth > depth][:_MOST_CARRIED]
    for fact in reversed(inside):
        facts = known(facts, fact.value, fact.outcome, is_refusal=fact.is_refusal, is_presumed=True)
    return facts


def _assigned(body: Iterable[nodes.Stmt]) -> list[str]:
    """The names that `body` may rebind or add to, in order."""
    found: dict[str, None] = {}
    for statement in statements_in(body):
        for expression in expressions_of(statement):
            for inner in subexpressions(expression):
                if isinstance(inner, nodes.Walrus):
                    found.update(dict.fromkeys(_roots(inner.target)))
                elif isinstance(inner, nodes.Call) and isinstance(inner.func, nodes.Attribute):
                    found.update(dict.fromkeys(_roots(inner.func.value)))
        match statement:
            case nodes.Assign():
                found.update(dict.fromkeys(name for target in statement.targets for name in _roots(target)))
            case nodes.For():
                found.update(dict.fromkeys(_roots(statement.target)))
            case nodes.With():
                found.update(dict.fromkeys(n for _, target in statement.items if target for n in _roots(target)))
    return list(found)


def _roots(target: nodes.Expr) -> list[str]:
    if isinstance(target, nodes.Sequence):
        return [name for item in target.items for name in _roots(item)]
    while isinstance(target, (nodes.Attribute, nodes.Subscript, nodes.Star)):
        target = target.value
    return [target.name] if isinstance(target, nodes.Ref) else []


def _with(run: Running, node: nodes.With) -> bool:
    for context, target in node.items:
        value = evaluate(run, context)
        if target is not None:
            assign(run, target, Entered(context, run.graph, value))
    return block(run, node.body)


def _try(run: Running, node: nodes.Try) -> bool:
    start = run.way()
    ways = []
    if block(run, node.body) and block(run, node.orelse):
        ways.append(run.way())
    names = dict(start.names)
    for name in _assigned(node.body):
        bound = [v for v in run.graph.bindings.get(name, []) if node.start <= v.node.start]
        if name in names:
            bound = [names[name], *bound]
        if bound:
            names[name] = Choice(node, run.graph, [(value, start.facts) for value in dict.fromkeys(bound)])
    for handler in node.handlers:
        run.follow(Way(dict(names), start.facts))
        if handler.exception is not None:
            evaluate(run, handler.exception)
        if handler.name:
            run.bind(handler.name, Caught(handler, run.graph, handler, node.body))
        if block(run, handler.body):
            ways.append(run.way())
    if not run.meet(node, ways):
        run.follow(Way(names, start.facts))
        block(run, node.final)
        return False
    return block(run, node.final)


def _match(run: Running, node: nodes.Match) -> bool:
    subject = evaluate(run, node.subject)
    start, ways = run.way(), []
    is_complete = False
    for case in node.cases:
        run.follow(Way(dict(start.names), start.facts))
        for name in case.binds:
            run.bind(name, subject if len(case.binds) == 1 else run.graph.part(case, subject, ANY))
        test, is_whole = test_of(run, subject, case)
        if test is not None:
            run.assume(test, True)
            if is_whole and case.guard is None:
                start.facts = assumed(start.facts, test, False)
        is_complete = is_complete or (isinstance(case.pattern, nodes.Ref) and case.guard is None)
        if case.guard is not None:
            run.assume(evaluate(run, case.guard), True)
        if block(run, case.body):
            ways.append(run.way())
    return run.meet(node, ways if is_complete else [*ways, start])


def _return(run: Running, node: nodes.Return) -> bool:
    value = Constant(node, run.graph, None) if node.value is None else evaluate(run, node.value)
    run.graph.returns.append(Outcome(value, run.facts))
    return False


def _raise(run: Running, node: nodes.Raise) -> bool:
    value = Opaque(node, run.graph, "raised again") if node.value is None else evaluate(run, node.value)
    if node.cause is not None:
        evaluate(run, node.cause)
    run.graph.raises.append(Outcome(value, run.facts))
    return False


def _delete(run: Running, node: nodes.Delete) -> bool:
    return True


def _jump(run: Running, node: nodes.Jump) -> bool:
    if run.loops:
        loop = run.loops[-1]
        (loop.breaks if node.kind == "break" else loop.continues).append(run.way())
    return False


def _define(run: Running, node: nodes.Function | nodes.Class) -> bool:
    if run.graph.function is not None:
        definition = run.definitions.get(id(node))
        run.bind(node.name, _closure(run, node, definition) if definition else Opaque(node, run.graph, "nested"))
    for decorator in node.decorators:
        evaluate(run, decorator)
    return True


def _closure(run: Running, node: nodes.Node, definition: Function | Class) -> Closure:
    counts = {name: len(values) for name, values in run.graph.bindings.items()}
    return Closure(node, run.graph, definition, dict(run.names), counts, run.facts)


_RUN: dict[type, Callable[[Running, Any], bool]] = {
    nodes.Import: _import,
    nodes.Assign: _assign,
    nodes.Evaluate: _evaluate,
    nodes.If: _if,
    nodes.For: _for,
    nodes.While: _while,
    nodes.With: _with,
    nodes.Try: _try,
    nodes.Match: _match,
    nodes.Return: _return,
    nodes.Raise: _raise,
    nodes.Delete: _delete,
    nodes.Jump: _jump,
    nodes.Function: _define,
    nodes.Class: _define,
}

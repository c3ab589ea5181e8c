"""Middleware that settings would add to an app, and by their defaults do not.

What does not run is looked through and never run, when all that runs has: it changes nothing of the application.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fastlint.ir import nodes
from fastlint.ir.walk import statements_in
from fastlint.link.arguments import Arguments
from fastlint.link.calls import bind
from fastlint.link.evaluator import Evaluator
from fastlint.link.expressions import evaluate
from fastlint.link.frames import Frame
from fastlint.link.routers import RouterState, state_of
from fastlint.link.values import Bound, FunctionValue, Scope, Value, options
from fastlint.model import Switch

_DEEPEST = 3
"""How many functions are entered, one from the other, to see what they would add."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Addition:
    """Middleware that would be added to an app if `switch` said so."""

    state: RouterState
    middleware: Value
    arguments: Arguments
    switch: Switch


def additions(e: Evaluator) -> list[Addition]:
    """All that was left out, each once."""
    found: dict[object, Addition] = {}
    for skipped in e.left_out:
        frame = skipped.frame
        inner = Frame(frame.state, Scope({}, frame.scope), frame.function, frame.instance, qualname=frame.qualname)
        for state, middleware, arguments in _added(e, inner, skipped.body, 0):
            addition = Addition(state, middleware, arguments, skipped.switch)
            found.setdefault((id(state), id(arguments.node)), addition)
    return list(found.values())


_Added = tuple[RouterState, Value, Arguments]


def _added(e: Evaluator, f: Frame, body: tuple[nodes.Stmt, ...], depth: int) -> Iterator[_Added]:
    for statement in statements_in(body):
        match statement:
            case nodes.Import():
                named = ((local, target) for local, target in statement.names if local != "*")
                f.scope.names.update({local: e.imported(f, target) for local, target in named})
            case nodes.Function(decorators=(nodes.Call(func=nodes.Attribute(name="middleware")) as decorator,)):
                function = FunctionValue(statement, f.state, f.scope, _qualname(f, statement))
                yield from _to_apps(e, f, decorator, function, Arguments([], {}, f.module, decorator))
            case nodes.Evaluate(value=nodes.Call() as call):
                yield from _called(e, f, call, depth)


def _called(e: Evaluator, f: Frame, call: nodes.Call, depth: int) -> Iterator[_Added]:
    """What a call adds: itself, or the function of the project that it hands an app to."""
    name = call.func.name if isinstance(call.func, nodes.Attribute | nodes.Ref) else ""
    if name == "add_middleware" and call.args:
        keywords = {k.name: evaluate(e, f, k.value) for k in call.keywords if k.name}
        middleware = evaluate(e, f, call.args[0])
        yield from _to_apps(e, f, call, middleware, Arguments([middleware], keywords, f.module, call))
    elif depth < _DEEPEST and all(isinstance(arg, nodes.Ref | nodes.Attribute) for arg in call.args):
        function = evaluate(e, f, call.func)
        given = [evaluate(e, f, arg) for arg in call.args]
        given = [function.owner, *given] if isinstance(function, Bound) else given
        function = function.function if isinstance(function, Bound) else function
        if isinstance(function, FunctionValue) and isinstance(function.ir, nodes.Function):
            keywords = {k.name: evaluate(e, f, k.value) for k in call.keywords if k.name}
            names = bind(e, function, Arguments(given, keywords, f.module, call))
            inner = Frame(function.state, Scope(names, function.scope), function, qualname=function.qualname)
            yield from _added(e, inner, function.ir.body, depth + 1)


def _to_apps(e: Evaluator, f: Frame, call: nodes.Call, middleware: Value, arguments: Arguments) -> Iterator[_Added]:
    assert isinstance(call.func, nodes.Attribute)
    for option in options(evaluate(e, f, call.func.value)):
        state = state_of(option)
        if state is not None and state.is_app:
            yield state, middleware, arguments


def _qualname(f: Frame, node: nodes.Function) -> str:
    return f"{f.qualname}.<locals>.{node.name}" if f.function else node.name

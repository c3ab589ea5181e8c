"""Guards that settings would add, and by their defaults do not: middleware of apps, and dependencies in lists.

What does not run is looked through and never run, when all that runs has: it changes nothing of the application.
"""

from __future__ import annotations

from collections.abc import Iterable

from fastlint.ir import nodes
from fastlint.ir.walk import statements_in
from fastlint.link.arguments import Arguments
from fastlint.link.calls import bind
from fastlint.link.evaluator import Evaluator
from fastlint.link.expressions import evaluate
from fastlint.link.frames import Frame
from fastlint.link.markers import is_marker
from fastlint.link.routers import state_of
from fastlint.link.values import Bound, FunctionValue, Instance, Scope, Seq, Value, options
from fastlint.model import Switch

_DEEPEST = 3
"""How many functions are entered, one from the other, to see what they would add."""


def look_through(e: Evaluator) -> None:
    """Tell apps and lists what was left out of them."""
    for skipped in e.left_out:
        frame = skipped.frame
        inner = Frame(frame.state, Scope({}, frame.scope), frame.function, frame.instance, qualname=frame.qualname)
        _block(e, inner, skipped.body, skipped.switch, 0)


def _block(e: Evaluator, f: Frame, body: Iterable[nodes.Stmt], switch: Switch, depth: int) -> None:
    for statement in statements_in(body):
        match statement:
            case nodes.Import():
                named = ((local, target) for local, target in statement.names if local != "*")
                f.scope.names.update({local: e.imported(f, target) for local, target in named})
            case nodes.Function(decorators=(nodes.Call(func=nodes.Attribute(name="middleware")) as decorator,)):
                function = FunctionValue(statement, f.state, f.scope, _qualname(f, statement))
                _add_middleware(e, f, decorator, function, Arguments([], {}, f.module, decorator), switch)
            case nodes.Assign(targets=(target,), value=nodes.Sequence() as value):
                _add_dependencies(evaluate(e, f, target), evaluate(e, f, value), switch)
            case nodes.Evaluate(value=nodes.Call() as call):
                _call(e, f, call, switch, depth)


def _call(e: Evaluator, f: Frame, call: nodes.Call, switch: Switch, depth: int) -> None:
    """What a call would add: itself, or the function of the project that it hands something to."""
    match call:
        case nodes.Call(func=nodes.Attribute(name="add_middleware"), args=(first, *_)):
            keywords = {k.name: evaluate(e, f, k.value) for k in call.keywords if k.name}
            middleware = evaluate(e, f, first)
            _add_middleware(e, f, call, middleware, Arguments([middleware], keywords, f.module, call), switch)
        case nodes.Call(func=nodes.Attribute(name="append", value=owner), args=(item,)):
            _add_dependencies(evaluate(e, f, owner), Seq("list", [evaluate(e, f, item)]), switch)
        case nodes.Call(func=nodes.Attribute(name="extend", value=owner), args=(items,)):
            _add_dependencies(evaluate(e, f, owner), evaluate(e, f, items), switch)
        case _ if depth < _DEEPEST and all(isinstance(arg, nodes.Ref | nodes.Attribute) for arg in call.args):
            _enter(e, f, call, switch, depth)


def _enter(e: Evaluator, f: Frame, call: nodes.Call, switch: Switch, depth: int) -> None:
    function = evaluate(e, f, call.func)
    given = [evaluate(e, f, arg) for arg in call.args]
    given = [function.owner, *given] if isinstance(function, Bound) else given
    function = function.function if isinstance(function, Bound) else function
    if isinstance(function, FunctionValue) and isinstance(function.ir, nodes.Function):
        keywords = {k.name: evaluate(e, f, k.value) for k in call.keywords if k.name}
        names = bind(e, function, Arguments(given, keywords, f.module, call))
        inner = Frame(function.state, Scope(names, function.scope), function, qualname=function.qualname)
        _block(e, inner, function.ir.body, switch, depth + 1)


def _add_middleware(
    e: Evaluator, f: Frame, call: nodes.Call, middleware: Value, arguments: Arguments, switch: Switch
) -> None:
    assert isinstance(call.func, nodes.Attribute)
    for option in options(evaluate(e, f, call.func.value)):
        state = state_of(option)
        if state is not None and state.is_app and all(known.node is not call for _, known, _ in state.left_out):
            state.left_out.append((middleware, arguments, switch))


def _add_dependencies(held: Value, more: Value, switch: Switch) -> None:
    """Tell a list of what would be added to it, or be there in its place."""
    if isinstance(held, Seq) and isinstance(more, Seq):
        known = {id(item.node) for item, _ in held.left_out if isinstance(item, Instance)}
        new = [i for i in more.items if isinstance(i, Instance) and is_marker(i) and id(i.node) not in known]
        held.left_out += [(item, switch) for item in new]


def _qualname(f: Frame, node: nodes.Function) -> str:
    return f"{f.qualname}.<locals>.{node.name}" if f.function else node.name

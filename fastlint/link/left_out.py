"""Guards that settings would add, and by their defaults do not: middleware of apps, and dependencies in lists.

What does not run is looked through and never run, when all that runs has: it changes nothing of the application.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

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
_MOST_STATEMENTS = 50_000
"""How much is looked through in one project."""


def look_through(e: Evaluator) -> None:
    """Tell apps and lists what was left out of them."""
    left = _MOST_STATEMENTS
    for skipped in e.left_out:
        reading = _Reading(e, skipped.switch, left)
        frame = skipped.frame
        inner = Frame(frame.state, Scope({}, frame.scope), frame.function, frame.instance, qualname=frame.qualname)
        reading.block(inner, skipped.body, 0)
        left = reading.left


@dataclass(slots=True, eq=False, repr=False)
class _Reading:
    """Looks through what one setting leaves out; `left` is how many statements may still be looked at."""

    e: Evaluator
    switch: Switch
    left: int

    def block(self, f: Frame, body: Iterable[nodes.Stmt], depth: int) -> None:
        """Look through a block, `depth` functions below the one that was left out."""
        for statement in statements_in(body):
            self.left -= 1
            if self.left < 0:
                return
            match statement:
                case nodes.Import():
                    named = ((local, target) for local, target in statement.names if local != "*")
                    f.scope.names.update({local: self.e.imported(f, target) for local, target in named})
                case nodes.Function(decorators=(nodes.Call(func=nodes.Attribute(name="middleware")) as call,)):
                    qualname = f"{f.qualname}.<locals>.{statement.name}" if f.function else statement.name
                    function = FunctionValue(statement, f.state, f.scope, qualname)
                    self._add_middleware(f, call, function, Arguments([], {}, f.module, call))
                case nodes.Assign(targets=(target,), value=nodes.Sequence() as value):
                    self._add_dependencies(evaluate(self.e, f, target), evaluate(self.e, f, value))
                case nodes.Evaluate(value=nodes.Call() as call):
                    self._call(f, call, depth)

    def _call(self, f: Frame, call: nodes.Call, depth: int) -> None:
        """What a call would add: itself, or the function of the project that it hands something to."""
        match call:
            case nodes.Call(func=nodes.Attribute(name="add_middleware"), args=(first, *_)):
                middleware = evaluate(self.e, f, first)
                arguments = Arguments([middleware], self._keywords(f, call), f.module, call)
                self._add_middleware(f, call, middleware, arguments)
            case nodes.Call(func=nodes.Attribute(name="append", value=owner), args=(item,)):
                self._add_dependencies(evaluate(self.e, f, owner), Seq("list", [evaluate(self.e, f, item)]))
            case nodes.Call(func=nodes.Attribute(name="extend", value=owner), args=(items,)):
                self._add_dependencies(evaluate(self.e, f, owner), evaluate(self.e, f, items))
            case _ if depth < _DEEPEST and all(isinstance(arg, nodes.Ref | nodes.Attribute) for arg in call.args):
                self._enter(f, call, depth)

    def _enter(self, f: Frame, call: nodes.Call, depth: int) -> None:
        function = evaluate(self.e, f, call.func)
        given = [evaluate(self.e, f, arg) for arg in call.args]
        given = [function.owner, *given] if isinstance(function, Bound) else given
        function = function.function if isinstance(function, Bound) else function
        if isinstance(function, FunctionValue) and isinstance(function.ir, nodes.Function):
            names = bind(self.e, function, Arguments(given, self._keywords(f, call), f.module, call))
            inner = Frame(function.state, Scope(names, function.scope), function, qualname=function.qualname)
            self.block(inner, function.ir.body, depth + 1)

    def _keywords(self, f: Frame, call: nodes.Call) -> dict[str, Value]:
        return {k.name: evaluate(self.e, f, k.value) for k in call.keywords if k.name}

    def _add_middleware(self, f: Frame, call: nodes.Call, middleware: Value, arguments: Arguments) -> None:
        assert isinstance(call.func, nodes.Attribute)
        for option in options(evaluate(self.e, f, call.func.value)):
            state = state_of(option)
            if state is not None and state.is_app and all(known.node is not call for _, known, _ in state.left_out):
                state.left_out.append((middleware, arguments, self.switch))

    def _add_dependencies(self, held: Value, more: Value) -> None:
        """Tell a list of what would be added to it, or be there in its place."""
        if isinstance(held, Seq) and isinstance(more, Seq):
            known = {id(item.node) for item, _ in held.left_out if isinstance(item, Instance)}
            new = [i for i in more.items if isinstance(i, Instance) and is_marker(i) and id(i.node) not in known]
            held.left_out += [(item, self.switch) for item in new]

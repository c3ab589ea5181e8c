"""Checks that never run: calling a coroutine without `await` only makes it."""

import re
from collections.abc import Iterator

from fastlint.insight.flow import Called, Flows
from fastlint.insight.reach import Reach
from fastlint.model import Function, nodes, subexpressions
from fastlint.rule import Project, Route

from ..knowledge import guarding as known
from ..knowledge.library import LIBRARY

_RUNNING = re.compile(r"sync|task|actor|job|flow|background|celery|schedule", re.IGNORECASE)


def dropped_checks(project: Project, flows: Flows, reach: Reach) -> Iterator[tuple[Function, Called, Function]]:
    """Each function that serves or guards routes, a call in it whose result is lost, and the check that it calls."""
    serving: dict[Function, None] = {}
    for route in project.routes:
        functions = (route.handler, *(dependency.function for dependency in route.effective()))
        serving.update((f, None) for f in functions if f is not None and not f.module.is_test)
    for function in serving:
        statements = function.body.statements
        lost = [s.value for s in statements if isinstance(s, nodes.Evaluate) and isinstance(s.value, nodes.Call)]
        for called in flows.graphs.of(function).calls if lost else ():
            if any(called.node is call for call in lost):
                for target in flows.calls(LIBRARY).run_here(called):  # what is handed on is awaited by whoever has it
                    if _is_coroutine(target.function) and is_check(target.function, reach):
                        yield function, called, target.function
                        break


def runs_check(route: Route, flows: Flows, reach: Reach) -> bool:
    """Whether a handler calls a check of the project for its refusal alone, and awaits it where that is needed."""
    handler = route.handler
    statements = handler.body.statements if handler is not None else ()
    values = [statement.value for statement in statements if isinstance(statement, nodes.Evaluate)]
    awaited = {id(value.value): True for value in values if isinstance(value, nodes.Await)}
    plain = {id(value): False for value in values if isinstance(value, nodes.Call)}
    called_for = {**awaited, **plain}
    for called in flows.graphs.of(handler).calls if handler is not None and called_for else ():
        for target in flows.calls(LIBRARY).targets(called) if id(called.node) in called_for else ():
            runs = called_for[id(called.node)] or not _is_coroutine(target.function)
            if runs and known.ABOUT_CALLERS.search(target.function.ir.name) and is_check(target.function, reach):
                return True
    return False


def _is_coroutine(function: Function) -> bool:
    """Whether calling it runs nothing: some decorators make a plain function of a coroutine, or send it off."""
    names = (
        e.name for d in function.ir.decorators for e in subexpressions(d) if isinstance(e, (nodes.Ref, nodes.Attribute))
    )
    return function.is_async and not function.ir.is_generator and not any(map(_RUNNING.search, names))


def is_check(function: Function, reach: Reach) -> bool:
    """Whether a function turns callers away: it answers 401 or 403, or promises it by its name and may raise."""
    if any(known.REFUSAL.search(word) for word in reach.words(function, LIBRARY)):
        return True
    name = function.ir.name
    is_promised = bool(known.GUARD.search(name) or known.CHECK.search(name)) or may_raise(function, reach)
    return bool(known.ABOUT_CALLERS.search(name)) and is_promised


def may_raise(function: Function, reach: Reach) -> bool:
    """Whether a call can end otherwise than by returning: something raises, or a library's check is called."""
    for reached in reach.functions(function, LIBRARY):
        if any(isinstance(statement, nodes.Raise) for statement in reached.body.statements):
            return True
        for call in reached.body.calls:
            name = getattr(call.func, "name", "")
            if (
                known.CHECK.search(name)
                or known.GUARD.search(name)
                or name in ("abort", "redirect", "one", "scalar_one")
            ):
                return True
    return False

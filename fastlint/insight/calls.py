"""The names of everything that a function calls, directly or through functions of the project."""

from __future__ import annotations

from collections.abc import Iterator

from fastlint.insight import insight
from fastlint.ir import nodes
from fastlint.model import Function, Project

_DEEPEST = 4


@insight
class ReachedCalls:
    """Names of calls, followed through plain functions and methods of the same object."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._known: dict[Function, frozenset[str]] = {}

    def names_from(self, function: Function) -> frozenset[str]:
        """The last names of what `function` calls, and of what those call that the project holds."""
        if function not in self._known:
            self._known[function] = frozenset(self._reached(function, set(), 0))
        return self._known[function]

    def functions_from(self, function: Function) -> frozenset[Function]:
        """`function` and what it calls of the project, directly or through what it calls."""
        reached, pending = {function}, [function]
        while pending:
            current = pending.pop()
            called = (self._callee(current, call.ir.func) for call in current.calls())
            inner = {callee for callee in called if callee is not None} - reached
            reached |= inner
            pending += inner
        return frozenset(reached)

    def _reached(self, function: Function, seen: set[Function], depth: int) -> Iterator[str]:
        seen.add(function)
        for call in function.calls():
            callee = call.ir.func
            yield callee.name if isinstance(callee, (nodes.Ref, nodes.Attribute)) else ""
            inner = self._callee(function, callee)
            if inner is not None and inner not in seen and depth < _DEEPEST:
                yield from self._reached(inner, seen, depth + 1)

    def _callee(self, function: Function, callee: nodes.Expr) -> Function | None:
        dotted = self._project.canonical(function.module, callee)
        if dotted:
            return self._project.function(dotted)
        own = function.ir.parameters[:1]
        if function.owner is None or not own or not isinstance(callee, nodes.Attribute):
            return None
        is_own = isinstance(callee.value, nodes.Ref) and callee.value.name == own[0].name
        return function.owner.methods.get(callee.name) if is_own else None

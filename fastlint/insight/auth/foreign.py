"""Guards whose code is no part of the project: whether they refuse is not known, and so is never taken for safe."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from fastlint.insight.auth.libraries import ASKED_INSIDE, FOREIGN_CHECK, FOREIGN_GUARD, NO_GUARDS
from fastlint.ir import nodes
from fastlint.model import Project, Route


def is_guard(dotted: str) -> bool:
    """Whether what a library or another package defines under this name looks like a guard."""
    if ":" in dotted or dotted.startswith(NO_GUARDS):
        return False
    if dotted.startswith(("types.", "functools.")):
        return True  # a function that the code makes of another, and nobody sees of which
    return bool(FOREIGN_GUARD.search(dotted.rpartition(".")[2]))


def foreign_check(project: Project, route: Route) -> str:
    """What of another package may refuse the caller of a route that nothing here refuses, "" for nothing.

    It is a function that the handler calls first of all and that looks like a check, or what a library's handler asks.
    """
    for library, asked in ASKED_INSIDE.items():
        if route.endpoint.startswith(library):
            return asked
    if route.handler is None:
        return ""
    for call in _early_calls(route.handler.ir.body):
        dotted = project.canonical(route.handler.module, call.func)
        if not dotted or dotted.partition(".")[0] in sys.stdlib_module_names or project.holds(dotted):
            continue
        if FOREIGN_CHECK.search(dotted.rpartition(".")[2]):
            return dotted
    return ""


def _early_calls(body: tuple[nodes.Stmt, ...]) -> Iterator[nodes.Call]:
    """Calls that stand as statements of their own, or whose result gets a name, on every way through a body."""
    for statement in body:
        if isinstance(statement, (nodes.Try, nodes.With)):
            yield from _early_calls(statement.body)
        value = statement.value if isinstance(statement, (nodes.Evaluate, nodes.Assign)) else None
        value = value.value if isinstance(value, nodes.Await) else value
        if isinstance(value, nodes.Call):
            yield value

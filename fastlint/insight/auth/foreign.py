"""Guards whose code is no part of the project: whether they refuse is not known, and so is never taken for safe."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from fastlint.insight.auth.libraries import FOREIGN_CHECK, FOREIGN_GUARD, NO_GUARDS
from fastlint.ir import nodes
from fastlint.model import Function, Project


def is_guard(dotted: str) -> bool:
    """Whether what a library or another package defines under this name looks like a guard."""
    if ":" in dotted or dotted.startswith(NO_GUARDS):
        return False
    if dotted.startswith(("types.", "functools.")):
        return True  # a function that the code makes of another, and nobody sees of which
    return bool(FOREIGN_GUARD.search(dotted.rpartition(".")[2]))


def foreign_check(project: Project, handler: Function) -> str:
    """The function of another package that a handler calls first of all and that looks like a check, "" for none."""
    for call in _early_calls(handler.ir.body):
        dotted = project.canonical(handler.module, call.func)
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

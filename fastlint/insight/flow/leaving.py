"""Where control does not go on: statements that lead away, functions that never come back."""

from __future__ import annotations

from fastlint.ir import nodes
from fastlint.ir.walk import expressions_in, statements_in
from fastlint.model import Class, Function, Module, Project

_NEVER = frozenset({"NoReturn", "Never"})


def never_returns(function: nodes.Function) -> bool:
    """Whether a function says that it never comes back, or always ends in raising."""
    noted = function.returns
    if isinstance(noted, (nodes.Ref, nodes.Attribute)) and noted.name in _NEVER:
        return True
    if not function.body or not isinstance(function.body[-1], nodes.Raise):
        return False
    is_generator = any(isinstance(e, nodes.Yield) for e in expressions_in(function.body))
    return not is_generator and not any(isinstance(s, nodes.Return) for s in statements_in(function.body))


def called_function(project: Project, module: Module, owner: Class | None, call: nodes.Call) -> Function | None:
    """The project's function that a call names: by a name of the module, or as a method of the object itself."""
    func = call.func
    if isinstance(func, nodes.Attribute) and isinstance(func.value, nodes.Ref) and func.value.name in ("self", "cls"):
        return owner.methods.get(func.name) if owner is not None else None
    dotted = project.canonical(module, func)
    return project.function(dotted) if dotted else None


def call_of(statement: nodes.Stmt) -> nodes.Call | None:
    """The call that a statement consists of, awaited or not."""
    value = statement.value if isinstance(statement, nodes.Evaluate) else None
    value = value.value if isinstance(value, nodes.Await) else value
    return value if isinstance(value, nodes.Call) else None

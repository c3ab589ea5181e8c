"""Where control does not go on: statements that lead away, functions that never come back."""

from __future__ import annotations

from fastlint.ir import nodes
from fastlint.ir.walk import expressions_in, statements_in
from fastlint.model import Class, Function, Module, Project

_NEVER = frozenset({"NoReturn", "Never"})


def ends_at(project: Project, module: Module, owner: Class | None, statement: nodes.Stmt) -> bool:
    """Whether a statement calls a function of the project that never comes back, and waits for it where it has to."""
    value = statement.value if isinstance(statement, nodes.Evaluate) else None
    call = value.value if isinstance(value, nodes.Await) else value
    function = _called(project, module, owner, call) if isinstance(call, nodes.Call) else None
    return function is not None and function.is_async is (call is not value) and _never_returns(function.ir)


def _called(project: Project, module: Module, owner: Class | None, call: nodes.Call) -> Function | None:
    """The function that a call names: by a name of the module, or as a method of the object itself."""
    func = call.func
    if isinstance(func, nodes.Attribute) and isinstance(func.value, nodes.Ref) and func.value.name in ("self", "cls"):
        return owner.methods.get(func.name) if owner is not None else None
    dotted = project.canonical(module, func)
    return project.function(dotted) if dotted else None


def _never_returns(function: nodes.Function) -> bool:
    """Whether a function says that it never comes back, or always ends in raising; not where others are to do more."""
    noted = function.returns
    if isinstance(noted, (nodes.Ref, nodes.Attribute)) and noted.name in _NEVER:
        return True
    if not function.body or not isinstance(function.body[-1], nodes.Raise) or is_left_to_others(function.body[-1]):
        return False
    is_generator = any(isinstance(e, nodes.Yield) for e in expressions_in(function.body))
    return not is_generator and not any(isinstance(s, nodes.Return) for s in statements_in(function.body))


def is_left_to_others(statement: nodes.Stmt) -> bool:
    """Whether a statement says that subclasses have the code: `raise NotImplementedError`."""
    raised = statement.value if isinstance(statement, nodes.Raise) else None
    name = raised.func if isinstance(raised, nodes.Call) else raised
    return isinstance(name, nodes.Ref) and name.name == "NotImplementedError"

"""What apps and routers are called: by the variable that holds them, else by the function that makes them."""

from __future__ import annotations

from collections.abc import Mapping

from fastlint.ir import nodes
from fastlint.ir.walk import subexpressions
from fastlint.link.evaluator import Evaluator
from fastlint.link.routers import state_of
from fastlint.link.values import Instance
from fastlint.model import UNKNOWN, Function, Module


def bound_names(e: Evaluator) -> dict[int, str]:
    """Router state -> "module:variable", by the first name that is bound to it in the module that made it, else
    by the first that another module gave it."""
    names: dict[int, str] = {}
    elsewhere: dict[int, str] = {}
    for state in e.states.values():
        imported = {local for s in state.module.body.statements if isinstance(s, nodes.Import) for local, _ in s.names}
        for name, value in state.scope.names.items():
            inner = state_of(value)
            if inner is not None and isinstance(value, Instance):
                if value.module is state.module:
                    names.setdefault(id(inner), f"{state.module.name}:{name}")
                elif name not in imported:
                    elsewhere.setdefault(id(inner), f"{state.module.name}:{name}")
    return {**elsewhere, **names}


def app_name(made: Instance, module: Module, names: Mapping[int, str]) -> str:
    """The name of an app: "module:variable", or, as `uvicorn --factory` has it, "module:create_app()"."""
    return names.get(id(made.native)) or f"{module.name}:{_inside(made, module)}"


def _inside(made: Instance, module: Module) -> str:
    """The function that makes an app, or the variable that holds it there, as it is called from outside."""
    function = next((f for f in module.functions if any(call is made.node for call in f.body.calls)), None)
    if function is None:
        return UNKNOWN
    assigned = (s for s in function.body.statements if isinstance(s, nodes.Assign) and s.value is made.node)
    match next((statement.targets[0] for statement in assigned), None):
        case nodes.Attribute(value=nodes.Ref(name="self"), name=name) if function.owner is not None:
            return f"{function.owner.qualname}.{name}"
        case nodes.Ref(name=name) if name not in _returned(function):
            return f"{function.qualname}.<locals>.{name}"
    return f"{function.qualname}()"


def _returned(function: Function) -> set[str]:
    """The names in what a function returns."""
    values = (s.value for s in function.body.statements if isinstance(s, nodes.Return) and s.value is not None)
    return {part.name for value in values for part in subexpressions(value) if isinstance(part, nodes.Ref)}

"""The project's own functions that read a variable of the environment, or give what they are told where it is unset."""

from collections.abc import Iterator, Sequence
from typing import TypeGuard

from fastlint.model import Function, nodes
from fastlint.rule import Module, Project

from ..knowledge import defaults as known
from .defaults import Fallback


def told_to_readers(project: Project, module: Module, call: nodes.Call) -> Iterator[Fallback]:
    """What such a function is told to give: `read_setting("SECRET_KEY", "changeme")`."""
    written = [*call.args, *(keyword.value for keyword in call.keywords)]
    if len(written) < 2 or not any(map(_is_variable, written)):
        return
    function = project.function(project.canonical(module, call.func))
    if function is None or function.owner is not None:
        return
    given = {p.name: call.argument(at, p.name) for at, p in enumerate(function.ir.parameters)}
    keys = {name: str(value.value) for name, value in given.items() if _is_variable(value)}
    for name, key in keys.items():
        told = (given.get(other) for other in _given_back(project, function, name))
        default = next((value for value in told if value is not None), None)
        if default is not None:
            yield Fallback(key, default)


def _is_variable(value: nodes.Expr | None) -> TypeGuard[nodes.Literal]:
    return isinstance(value, nodes.Literal) and bool(known.VARIABLE.fullmatch(str(value.value)))


def _given_back(project: Project, function: Function, key: str) -> Iterator[str]:
    """What a function gives back as it is told, or has the environment give, when it reads what `key` says."""
    reads = [e for e in function.body.expressions if _reads(project, function.module, e, key)]
    if reads:
        given: list[nodes.Expr | None] = [s.value for s in function.body.statements if isinstance(s, nodes.Return)]
        given += [read.argument(1, "default") for read in reads if isinstance(read, nodes.Call)]
        for value in given:
            operands: Sequence[nodes.Expr | None] = value.operands if isinstance(value, nodes.Operation) else (value,)
            yield from (operand.name for operand in operands if isinstance(operand, nodes.Ref))


def _reads(project: Project, module: Module, expression: nodes.Expr, name: str) -> bool:
    if isinstance(expression, nodes.Subscript):
        return _is(expression.index, name) and project.canonical(module, expression.value) == "os.environ"
    if isinstance(expression, nodes.Call) and _is(expression.argument(0, "key"), name):
        return project.canonical(module, expression.func) in known.READERS
    return False


def _is(key: nodes.Expr | None, name: str) -> bool:
    return isinstance(key, nodes.Ref) and key.name == name

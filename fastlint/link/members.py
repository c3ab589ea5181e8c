"""What a class, an object or a module has: `inspect.getmembers`, `dir`, `vars`, and what kind of thing each is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from fastlint.ir import nodes
from fastlint.link.arguments import Arguments
from fastlint.link.attributes import attribute, own
from fastlint.link.classes import ancestry
from fastlint.link.contents import truth
from fastlint.link.values import (
    Bound,
    ClassValue,
    Const,
    FunctionValue,
    Instance,
    Map,
    ModuleValue,
    Seq,
    Unknown,
    Value,
)

if TYPE_CHECKING:
    from fastlint.link.evaluator import Evaluator
    from fastlint.link.frames import Frame


def _names(e: Evaluator, value: Value) -> list[str] | None:
    """The names of all that the project gives a value, in the order of the alphabet; None where that is not known."""
    if isinstance(value, ModuleValue):
        for name in list(value.state.pending):
            e.member(value.state, name)
        return sorted(value.state.scope.names)
    if not isinstance(value, (ClassValue, Instance)):
        return None
    found = set(value.attributes) if isinstance(value, Instance) else set[str]()
    for base in ancestry(value.cls if isinstance(value, Instance) else value):
        found.update(base.scope.names if isinstance(base, ClassValue) else ())
    return sorted(name for name in found if name.isidentifier())


def _getmembers(e: Evaluator, f: Frame, a: Arguments) -> Value:
    """`inspect.getmembers(value, predicate)`: what is not known to be refused is among them."""
    names = _names(e, a.args[0]) if a.args else None
    if names is None:
        return Unknown("the members of something that is not followed", f.module, a.node)
    predicate = a.get(1, "predicate")
    found: list[Value] = []
    for name in names:
        member = attribute(e, f, a.args[0], name, a.node)
        if predicate is None or truth(e.call(f, predicate, Arguments([member], {}, a.module, a.node))) is not False:
            found.append(Seq("tuple", [Const(name), member]))
    return Seq("list", found)


def _dir(e: Evaluator, f: Frame, a: Arguments) -> Value:
    names = _names(e, a.args[0]) if a.args else None
    if names is None:
        return Unknown("the names in something that is not followed", f.module, a.node)
    return Seq("list", [Const(name) for name in names])


def _vars(e: Evaluator, f: Frame, a: Arguments) -> Value:
    unknown = Unknown("the names in something that is not followed", f.module, a.node)
    if a.args and isinstance(a.args[0], ModuleValue):
        return attribute(e, f, a.args[0], "__dict__", a.node)
    return own(a.args[0]) or unknown if a.args else unknown


def _is(kind: Callable[[Value], bool]) -> Callable[[Evaluator, Frame, Arguments], Value]:
    def check(e: Evaluator, f: Frame, a: Arguments) -> Value:
        known = bool(a.args) and isinstance(a.args[0], _KNOWN)
        return Const(kind(a.args[0])) if known else Unknown("what kind of thing it is", f.module, a.node)

    return check


_KNOWN = (Bound, ClassValue, Const, FunctionValue, Instance, Map, ModuleValue, Seq)


def _is_coroutine(value: Value) -> bool:
    value = value.function if isinstance(value, Bound) else value
    return isinstance(value, FunctionValue) and isinstance(value.ir, nodes.Function) and value.ir.is_async


MEMBERS: dict[str, Callable[[Evaluator, Frame, Arguments], Value]] = {
    "inspect.getmembers": _getmembers, "builtins.dir": _dir, "builtins.vars": _vars,
    "inspect.isfunction": _is(lambda value: isinstance(value, FunctionValue)),
    "inspect.ismethod": _is(lambda value: isinstance(value, Bound)),
    "inspect.isroutine": _is(lambda value: isinstance(value, (Bound, FunctionValue))),
    "inspect.isclass": _is(lambda value: isinstance(value, ClassValue)),
    "inspect.ismodule": _is(lambda value: isinstance(value, ModuleValue)),
    "inspect.iscoroutinefunction": _is(_is_coroutine), "asyncio.iscoroutinefunction": _is(_is_coroutine),
}  # fmt: skip

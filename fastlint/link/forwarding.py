"""Objects that ask another for what they do not have: `__getattr__` that ends in `getattr(other, name)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastlint.ir import nodes
from fastlint.link.classes import lookup
from fastlint.link.frames import DEEPEST_CALL, Frame, OutOfBounds
from fastlint.link.values import FunctionValue, Instance, Scope, Unknown, Value

if TYPE_CHECKING:
    from fastlint.link.evaluator import Evaluator


_MOST_IN_LINE = 20
"""How many objects may ask one another, one after the other."""


def asked_instead(e: Evaluator, f: Frame, value: Instance) -> Value | None:
    """The object whose attributes `value` gives out as its own; None where it may give something else.

    Whoever looks for an attribute there does so under `e.asking(value)`: objects may ask one another in circles.
    """
    if id(value) in e.asked or len(e.asked) >= _MOST_IN_LINE:
        return None
    found = lookup(value.cls, "__getattr__")
    caught = found[0] if found is not None else None
    if not isinstance(caught, FunctionValue) or not isinstance(caught.ir, nodes.Function):
        return None
    other = _other(caught.ir)
    if other is None or caught.ir is (f.function.ir if f.function else None) or f.depth >= DEEPEST_CALL:
        return None
    first, key = (parameter.name for parameter in caught.ir.parameters)
    names: dict[str, Value] = {first: value, key: Unknown("the name of an attribute")}
    inner = Frame(caught.state, Scope(names, caught.scope), caught, value, depth=f.depth + 1, qualname=caught.qualname)
    try:
        with e.bounded(), e.asking(value):
            e.execute(inner, caught.ir.body[:-1])
            return None if inner.returns else e.evaluate(inner, other)
    except OutOfBounds:
        e.check_bound()
        return None


def _other(caught: nodes.Function) -> nodes.Expr | None:
    """`other` of a last `return getattr(other, name)`, where `name` is what was asked for."""
    last = caught.body[-1] if caught.body else None
    call = last.value if isinstance(last, nodes.Return) else None
    if not isinstance(call, nodes.Call) or len(caught.parameters) != 2 or len(call.args) != 2:
        return None
    func, key = call.func, call.args[1]
    is_getattr = isinstance(func, nodes.Ref) and func.target == "builtins.getattr"
    is_key = isinstance(key, nodes.Ref) and key.name == caught.parameters[1].name
    return call.args[0] if is_getattr and is_key else None

"""What `def` and `class` bind: functions and classes through their decorators, the members of enums."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastlint.ir import nodes
from fastlint.link.arguments import Arguments
from fastlint.link.classes import ancestry, is_enum
from fastlint.link.expressions import evaluate
from fastlint.link.frames import Frame
from fastlint.link.values import Bound, ClassValue, Const, External, FunctionValue, Instance, Scope, Value, options
from fastlint.link.views import as_view

if TYPE_CHECKING:
    from fastlint.link.evaluator import Evaluator


_TRANSPARENT = ("staticmethod", "classmethod", "property", "cached_property", "abstractmethod")


def define_function(e: Evaluator, f: Frame, node: nodes.Function) -> Value:
    """The value a `def` binds: the function, through its decorators, innermost first."""
    qualname = f"{f.qualname}{node.name}" if not f.function else f"{f.qualname}.<locals>.{node.name}"
    if f.scope.is_class:
        qualname = f"{f.qualname}.{node.name}"
    function = FunctionValue(node, f.state, f.scope, qualname)
    return decorated(e, f, function, node)


def decorated(e: Evaluator, f: Frame, value: Value, node: nodes.Function | nodes.Class) -> Value:
    """Apply the decorators of a definition to it."""
    for decorator in reversed(node.decorators):
        name = decorator.name if isinstance(decorator, (nodes.Ref, nodes.Attribute)) else ""
        if name in _TRANSPARENT and isinstance(value, FunctionValue):
            value.kind = value.kind if name == "abstractmethod" else name.removeprefix("cached_")
            continue
        if isinstance(decorator, nodes.Attribute) and name in ("setter", "deleter"):
            read = evaluate(e, f, decorator.value)
            value = read if isinstance(read, FunctionValue) and read.kind == "property" else value
            continue
        function = evaluate(e, f, decorator)
        result = _kept(value, e.call(f, function, Arguments([value], {}, f.module, decorator)))
        if isinstance(result, ClassValue) and isinstance(value, ClassValue) and value not in ancestry(result):
            result.wrapped = value
        value = result
    return value


def _kept(value: Value, result: Value) -> Value:
    """What a decorated name stands for: libraries' decorators are taken to keep the signature, as `wraps` does."""
    for option in options(result):
        if isinstance(option, (FunctionValue, ClassValue, Bound)):
            return option
    if isinstance(result, Instance) and isinstance(result.cls, ClassValue):
        return result
    return value


def define_class(e: Evaluator, f: Frame, node: nodes.Class) -> Value:
    """The value a `class` binds; its body is evaluated with its own scope."""
    qualname = f"{f.qualname}.<locals>.{node.name}" if f.function else node.name
    if f.scope.is_class:
        qualname = f"{f.qualname}.{node.name}"
    bases = [evaluate(e, f, base) for base in node.bases]
    keywords = {k.name: evaluate(e, f, k.value) for k in node.keywords if k.name}
    made = ClassValue(node, f.state, qualname, bases, Scope({}, f.scope, is_class=True), keywords)
    inner = Frame(f.state, made.scope, None, None, depth=f.depth, qualname=qualname)
    e.execute(inner, node.body)
    for value in made.scope.names.values():
        if isinstance(value, FunctionValue) and value.owner is None and value.qualname.startswith(f"{qualname}."):
            value.owner = made
    if is_enum(made):
        _make_members(made)
    _tell_base(e, f, made, node)
    as_view(e, f, made, node)
    return made if made.view else decorated(e, f, made, node)


def _tell_base(e: Evaluator, f: Frame, made: ClassValue, node: nodes.Class) -> None:
    """Run the `__init_subclass__` of the nearest base that has one, as Python does when a class is made."""
    found = (base.scope.names.get("__init_subclass__") for base in ancestry(made)[1:] if isinstance(base, ClassValue))
    told = next((each for each in found if isinstance(each, FunctionValue)), None)
    if told is not None:
        e.call(f, Bound(told, made), Arguments([], dict(made.keywords), f.module, node))


def _make_members(cls: ClassValue) -> None:
    for name, value in list(cls.scope.names.items()):
        if name.startswith("_") or name.endswith(":") or isinstance(value, (FunctionValue, ClassValue)):
            continue
        if isinstance(value, Instance) and isinstance(value.cls, External) and value.cls.path == "enum.auto":
            value = Const(name.lower())
        member = Instance(cls, [], {}, {"value": value, "name": Const(name), "_value_": value})
        cls.scope.names[name] = member

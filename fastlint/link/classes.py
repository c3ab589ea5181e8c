"""Functions and classes as values: definition, decorators, method resolution, enums, settings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastlint.ir import nodes
from fastlint.link.values import (
    Bound,
    Choice,
    ClassValue,
    Const,
    External,
    FunctionValue,
    Generic,
    Instance,
    Scope,
    Unknown,
    Value,
    View,
    options,
)

if TYPE_CHECKING:
    from fastlint.link.evaluator import Evaluator, Frame

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
    from fastlint.link.calls import Arguments, call
    from fastlint.link.expressions import evaluate

    for decorator in reversed(node.decorators):
        name = decorator.name if isinstance(decorator, (nodes.Ref, nodes.Attribute)) else ""
        if name in _TRANSPARENT and isinstance(value, FunctionValue):
            value.kind = value.kind if name == "abstractmethod" else name.removeprefix("cached_")
            continue
        function = evaluate(e, f, decorator)
        if isinstance(value, FunctionValue) and name in ("setter", "deleter"):
            continue
        result = call(e, f, function, Arguments([value], {}, f.module, decorator))
        value = _kept(value, result)
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
    from fastlint.link.evaluator import Frame as NewFrame
    from fastlint.link.expressions import evaluate
    from fastlint.link.statements import execute
    from fastlint.link.views import as_view

    qualname = f"{f.qualname}.<locals>.{node.name}" if f.function else node.name
    if f.scope.is_class:
        qualname = f"{f.qualname}.{node.name}"
    bases = [evaluate(e, f, base) for base in node.bases]
    keywords = {k.name: evaluate(e, f, k.value) for k in node.keywords if k.name}
    made = ClassValue(node, f.state, qualname, bases, Scope({}, f.scope, is_class=True), keywords)
    inner = NewFrame(f.state, made.scope, None, None, depth=f.depth, qualname=qualname)
    execute(e, inner, node.body)
    for value in made.scope.names.values():
        if isinstance(value, FunctionValue) and value.owner is None and value.qualname.startswith(f"{qualname}."):
            value.owner = made
    if is_enum(made):
        _make_members(made)
    as_view(e, f, made, node)
    return made if made.view else decorated(e, f, made, node)


def ancestry(cls: Value) -> Iterator[Value]:
    """The class and its bases in method resolution order (depth first, last occurrence of a shared base)."""
    found: list[Value] = []
    _collect(cls, found, 0)
    last = {id(base): i for i, base in enumerate(found)}
    yield from (base for i, base in enumerate(found) if last[id(base)] == i)


def _collect(cls: Value, found: list[Value], depth: int) -> None:
    for option in options(cls):
        if isinstance(option, Generic):
            option = option.base
        found.append(option)
        if isinstance(option, ClassValue) and depth < 30:
            for base in option.bases:
                _collect(base, found, depth + 1)


def lookup(cls: Value, name: str) -> tuple[Value, ClassValue] | None:
    """A class attribute and the class that holds it."""
    for base in ancestry(cls):
        if isinstance(base, ClassValue):
            found = base.scope.names.get(name)
            if found is not None:
                return found, base
    return None


def external_bases(cls: Value) -> list[str]:
    """The dotted paths of the library classes that a class comes from."""
    return [base.path for base in ancestry(cls) if isinstance(base, External)]


def derives(cls: Value, *paths: str) -> bool:
    """Whether a class is, or comes from, one of the library classes at `paths`."""
    return any(path in paths for path in external_bases(cls))


def is_enum(cls: Value) -> bool:
    """Whether a class is an enumeration."""
    return any(path.startswith("enum.") or path.endswith((".StrEnum", ".IntEnum")) for path in external_bases(cls))


def _make_members(cls: ClassValue) -> None:
    for name, value in list(cls.scope.names.items()):
        if name.startswith("_") or name.endswith(":") or isinstance(value, (FunctionValue, ClassValue)):
            continue
        if isinstance(value, Instance) and isinstance(value.cls, External) and value.cls.path == "enum.auto":
            value = Const(name.lower())
        member = Instance(cls, [], {}, {"value": value, "name": Const(name), "_value_": value})
        cls.scope.names[name] = member


def enum_members(e: Evaluator, cls: ClassValue) -> list[Value] | None:
    """The members of an enum class in order, None for any other class."""
    if not is_enum(cls):
        return None
    return [v for v in cls.scope.names.values() if isinstance(v, Instance) and v.cls is cls]


def class_fields(cls: Value) -> Iterator[tuple[str, nodes.Assign, ClassValue]]:
    """Annotated class attributes in the order in which a dataclass or model sees them: bases first."""
    seen: dict[str, tuple[nodes.Assign, ClassValue]] = {}
    for base in reversed(list(ancestry(cls))):
        if isinstance(base, ClassValue) and base.ir is not None:
            for statement in base.ir.body:
                if isinstance(statement, nodes.Assign) and statement.annotation is not None:
                    target = statement.targets[0]
                    if isinstance(target, nodes.Ref):
                        seen[target.name] = (statement, base)
    for name, (statement, owner) in seen.items():
        yield name, statement, owner


def field_default(value: Value) -> Value:
    """The default behind `Field(...)`, `field(...)` and plain values."""
    if (
        isinstance(value, Instance)
        and isinstance(value.cls, External)
        and value.cls.path.rpartition(".")[2].lower()
        in (
            "field",
            "fieldinfo",
        )
    ):
        if "default" in value.keywords:
            return value.keywords["default"]
        if value.args and value.args[0].__class__ is not Unknown:
            return value.args[0]
        factory = value.keywords.get("default_factory")
        return Unknown("made by a default factory") if factory is not None else Unknown("a field without a default")
    if isinstance(value, Choice):
        return value.options[0]
    return value


def view_of(cls: Value) -> View | None:
    """The class-based view that a class is, if it is one."""
    return cls.view if isinstance(cls, ClassValue) else None

"""Attributes and items of values: read, set and deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastlint.ir import nodes
from fastlint.link.arguments import Arguments
from fastlint.link.classes import ancestry, derives, field_default, field_factory, is_enum, lookup
from fastlint.link.contents import key_of
from fastlint.link.forwarding import asked_instead
from fastlint.link.frames import Frame
from fastlint.link.methods import method_of
from fastlint.link.native import native_attribute
from fastlint.link.values import (
    Bound,
    Choice,
    ClassValue,
    Const,
    External,
    FunctionValue,
    Generic,
    Instance,
    Map,
    ModuleValue,
    Partial,
    Seq,
    Super,
    Unknown,
    Value,
    choose,
    options,
)
from fastlint.link.writes import ABSENT
from fastlint.model.names import canonical_external

if TYPE_CHECKING:
    from fastlint.link.evaluator import Evaluator


def attribute(e: Evaluator, f: Frame, value: Value, name: str, node: nodes.Node | None = None) -> Value:
    """`value.name`."""
    if name == "__dict__" and (names := own(value)) is not None:
        return names
    match value:
        case ModuleValue() if name in OF_MODULES:
            return _of_module(value, name)
        case ModuleValue():
            found = e.member(value.state, name)
            return (
                found if found is not None else Unknown(f"`{value.state.module.name}` has no `{name}`", f.module, node)
            )
        case Instance():
            return _of_instance(e, f, value, name, node)
        case ClassValue():
            return _of_class(e, f, value, name, node)
        case External():
            return _of_external(e, f, value, name)
        case FunctionValue():
            return _of_function(f, value, name, node)
        case Super():
            return _of_super(e, f, value, name, node)
        case Choice():
            return choose([attribute(e, f, option, name, node) for option in value.options])
        case Generic():
            return attribute(e, f, value.base, name, node)
        case Partial():
            return value.function if name == "func" else attribute(e, f, value.function, name, node)
        case Bound():
            return value.owner if name == "__self__" else attribute(e, f, value.function, name, node)
        case Seq() if name in value.names:
            return value.items[value.names.index(name)]
        case Unknown():
            return value
    return method_of(value, name) or Unknown(f"`.{name}` of something that is not followed", f.module, node)


def own(value: Value) -> Map | None:
    """`value.__dict__`: what an object or a class has itself; None for what has none that is known."""
    if isinstance(value, (Instance, ClassValue)):
        names = value.attributes if isinstance(value, Instance) else value.scope.names
        return Map({name: member for name, member in names.items() if name.isidentifier()})
    return None


OF_MODULES = ("__name__", "__file__", "__path__", "__package__", "__dict__")
"""What every module has, whatever it defines."""


def _of_module(value: ModuleValue, name: str) -> Value:
    module = value.state.module
    if name == "__dict__":
        return Map(dict(value.state.scope.names.items()))
    if name == "__name__" or (name == "__package__" and module.is_package):
        return Const(module.name)
    if name == "__package__":
        return Const(module.name.rpartition(".")[0])
    return Const(module.path) if name == "__file__" else Seq("list", [Const(module.path.rpartition("/")[0])])


def _of_external(e: Evaluator, f: Frame, value: External, name: str) -> Value:
    path = f"{value.path}.{name}"
    if not path.startswith("builtins."):
        state = e.module(f.module, path)  # a folder without __init__.py begins as External
        if state is not None:
            return ModuleValue(state)
        if name == "__name__":
            return Const(value.path.rpartition(".")[2])
        if path in ("os.sep", "os.path.sep"):
            return Const("/")
    return External(canonical_external(path))


def _of_function(f: Frame, value: FunctionValue, name: str, node: nodes.Node | None) -> Value:
    if name in value.attributes:
        return value.attributes[name]
    if name in ("__name__", "__qualname__"):
        return Const(value.qualname.rpartition(".")[2] if name == "__name__" else value.qualname)
    if name == "__module__":
        return Const(value.state.module.name)
    if name == "__doc__" and isinstance(value.ir, nodes.Function):
        return Const(value.ir.docstring or None)
    if name == "__wrapped__" and value.wrapped is not None:
        return value.wrapped
    return Unknown(f"the attribute `{name}` of a function", f.module, node)


def _of_class(e: Evaluator, f: Frame, value: ClassValue, name: str, node: nodes.Node | None) -> Value:
    found = lookup(value, name)
    if found is not None:
        member, _ = found
        if isinstance(member, FunctionValue) and member.kind == "classmethod":
            return Bound(member, value)
        return member
    if name in ("__name__", "__qualname__"):
        return Const(value.qualname.rpartition(".")[2] if name == "__name__" else value.qualname)
    if name == "__module__":
        return Const(value.state.module.name)
    external = next((b for b in ancestry(value) if isinstance(b, External)), None)
    if external is not None:
        native = native_attribute(e, value, name)
        return native or Bound(External(f"{external.path}.{name}"), value)
    return Unknown(f"`{value.qualname}` has no attribute `{name}`", f.module, node)


def _of_instance(e: Evaluator, f: Frame, value: Instance, name: str, node: nodes.Node | None) -> Value:
    if name in value.attributes:
        return value.attributes[name]
    if name == "__class__":
        return value.cls
    found = lookup(value.cls, name)
    factory = field_factory(found[0]) if found is not None else None
    if factory is not None:
        value.attributes[name] = Unknown("a default that is being made", f.module, node)
        value.attributes[name] = e.call(f, factory, Arguments([], {}, f.module, node))
        return value.attributes[name]
    if found is not None:
        member = bound(e, f, found[0], value)
        return Const(member.value, name) if isinstance(member, Const) and derives(value.cls, *SETTINGS) else member
    native = native_attribute(e, value, name)
    if native is not None:
        return native
    if isinstance(value.cls, ClassValue):
        if is_enum(value.cls):
            return method_of(value.attributes.get("value", Const(None)), name) or Unknown("an enum's attribute")
        external = next((b for b in ancestry(value.cls) if isinstance(b, External)), None)
        other = asked_instead(e, f, value)
        if other is not None:
            with e.asking(value):
                return attribute(e, f, other, name, node)
        if external is None or lookup(value.cls, "__getattr__") is not None:
            return Unknown(f"`{value.cls.qualname}` sets no `{name}` that is known", f.module, node)
        return Bound(External(f"{external.path}.{name}"), value)
    if isinstance(value.cls, External):
        return Bound(External(f"{value.cls.path}.{name}"), value)
    return Unknown(f"`.{name}` of something unknown", f.module, node)


def bound(e: Evaluator, f: Frame, member: Value, owner: Value) -> Value:
    """A class attribute as seen through an instance."""
    if isinstance(member, FunctionValue):
        if member.kind == "staticmethod":
            return member
        if member.kind == "property":
            return e.call(f, member, Arguments([owner], {}, f.module, None))
        cls = owner.cls if isinstance(owner, Instance) else owner
        return Bound(member, cls if member.kind == "classmethod" else owner)
    is_model = isinstance(owner, Instance) and derives(owner.cls, *SETTINGS, "pydantic.BaseModel")
    return field_default(member) if is_model or isinstance(member, Instance) else member


SETTINGS = ("pydantic_settings.BaseSettings", "pydantic.BaseSettings", "starlette.config.Config")


def _of_super(e: Evaluator, f: Frame, value: Super, name: str, node: nodes.Node | None) -> Value:
    owner = value.instance
    cls = owner.cls if isinstance(owner, Instance) else owner
    order = list(ancestry(cls))
    start = order.index(value.cls) + 1 if value.cls in order else 0
    for base in order[start:]:
        if isinstance(base, ClassValue) and name in base.scope.names:
            return bound(e, f, base.scope.names[name], owner)
        if isinstance(base, External):
            native = native_attribute(e, owner, name, base)
            if native is not None:
                return native
    return Bound(External(f"builtins.object.{name}"), owner)


def index(e: Evaluator, f: Frame, base: Value, key: Value, node: nodes.Node | None) -> Value:
    """`base[key]`: an item, or a type with arguments."""
    match base:
        case Seq():
            place = key.value if isinstance(key, Const) else None
            if isinstance(place, int) and -len(base.items) <= place < len(base.items):
                return base.items[place]
        case Map():
            name = key_of(key)
            if name is not None and name in base.items:
                return base.items[name]
            if name is None and base.items and not base.is_open:
                return choose(list(base.items.values()))
        case ClassValue() if is_enum(base) and isinstance(key, Const):
            return base.scope.names.get(str(key.value), Unknown("no such enum member", f.module, node))
        case External() if base.path == "os.environ":
            return Unknown(
                f"the environment variable {key.value!r}" if isinstance(key, Const) else "an environment variable"
            )
        case ClassValue() | External() | Generic():
            return Generic(base, list(key.items) if isinstance(key, Seq) and key.kind == "tuple" else [key])
        case Const() if isinstance(base.value, str) and isinstance(key, Const) and isinstance(key.value, int):
            if -len(base.value) <= key.value < len(base.value):
                return Const(base.value[key.value])
        case Choice():
            return choose([index(e, f, option, key, node) for option in base.options])
        case Unknown():
            return base
    return Unknown("an item that is not known", f.module, node)


def set_attribute(e: Evaluator, owner: Value, name: str, value: Value) -> None:
    """`owner.name = value`, for each value that the owner may be."""
    for option in options(owner):
        if isinstance(option, Instance):
            of_class = lookup(option.cls, name)
            default = option.native.held(name) if option.native is not None else None
            e.writes.put(option.attributes, name, value, default or (of_class[0] if of_class else None), option.native)
        elif isinstance(option, FunctionValue):
            e.writes.put(option.attributes, name, value)
        elif isinstance(option, ClassValue):
            e.writes.put(option.scope.names, name, value)
        elif isinstance(option, ModuleValue):
            e.writes.put(option.state.scope.names, name, value)


def set_item(e: Evaluator, owner: Value, key: Value, value: Value) -> None:
    """`owner[key] = value`."""
    if isinstance(owner, Map):
        name = key_of(key)
        if name is None:
            owner.is_open = True
        else:
            e.writes.put(owner.items, name, value, ABSENT)
    elif isinstance(owner, Seq):
        place = key.value if isinstance(key, Const) else None
        if isinstance(place, int) and -len(owner.items) <= place < len(owner.items):
            owner.items[place] = choose([owner.items[place], value]) if e.writes.is_open else value
        else:
            owner.is_open = True


def delete_item(e: Evaluator, owner: Value, key: Value) -> None:
    """`del owner[key]`."""
    place = key.value if isinstance(key, Const) else None
    if isinstance(owner, Seq) and isinstance(place, int) and -len(owner.items) <= place < len(owner.items):
        del owner.items[place]
    elif isinstance(owner, Map) and place in owner.items:
        e.writes.put(owner.items, place, None, ABSENT)

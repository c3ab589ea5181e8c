"""The parameters of anything that FastAPI may call: what `inspect.signature` would say."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from fastlint.ir import nodes
from fastlint.link.classes import ancestry, class_fields, derives, field_default, lookup
from fastlint.link.expressions import evaluate
from fastlint.link.frames import Frame
from fastlint.link.values import (
    Bound,
    Choice,
    ClassValue,
    Const,
    External,
    FunctionValue,
    Generic,
    Instance,
    Partial,
    Seq,
    Value,
)
from fastlint.model import Module

if TYPE_CHECKING:
    from fastlint.link.evaluator import Evaluator


@dataclass(frozen=True, slots=True)
class Formal:
    """One parameter with its annotation and default as values."""

    name: str
    annotation: Value | None
    default: Value | None
    kind: str
    module: Module
    node: nodes.Node


def signature(e: Evaluator, value: Value) -> list[Formal]:
    """The parameters of a callable; none for what libraries define."""
    match value:
        case FunctionValue():
            return _of_function(e, value)
        case Bound():
            if isinstance(value.function, FunctionValue):
                return signature(e, value.function)[1:]
        case ClassValue():
            return _of_class(e, value)
        case Generic():
            return signature(e, value.base)
        case Instance():
            found = lookup(value.cls, "__call__")
            return signature(e, found[0])[1:] if found is not None else []
        case Partial():
            formals = signature(e, value.function)[len(value.args) :]
            return [replace(f, default=value.keywords.get(f.name, f.default)) for f in formals]
        case Choice():
            return signature(e, value.options[0])
    return []


def home_frame(function: FunctionValue) -> Frame:
    """The frame in which a function's annotations and defaults are evaluated."""
    return Frame(function.state, function.scope, None, None, qualname=function.qualname.rpartition(".")[0])


def _of_function(e: Evaluator, function: FunctionValue) -> list[Formal]:
    replaced = _replaced(function)
    if replaced is not None:
        return replaced
    if function.wrapped is not None and function.wrapped is not function:
        return signature(e, function.wrapped)
    frame = home_frame(function)
    formals = []
    for parameter in function.ir.parameters:
        noted = evaluate(e, frame, parameter.annotation) if parameter.annotation is not None else None
        default = evaluate(e, frame, parameter.default) if parameter.default is not None else None
        formals.append(Formal(parameter.name, noted, default, parameter.kind, function.state.module, parameter))
    return formals


def _replaced(function: FunctionValue) -> list[Formal] | None:
    """The parameters given through `function.__signature__ = inspect.Signature([...])`."""
    given = function.attributes.get("__signature__")
    if not isinstance(given, Instance) or not isinstance(given.cls, External) or given.cls.path != "inspect.Signature":
        return None
    listed = given.args[0] if given.args else given.keywords.get("parameters")
    formals = []
    for item in listed.items if isinstance(listed, Seq) else []:
        name = item.attributes.get("name") if isinstance(item, Instance) else None
        if isinstance(item, Instance) and isinstance(name, Const):
            noted, default = _given(item, "annotation"), _given(item, "default")
            place = item.node or function.ir
            formals.append(
                Formal(str(name.value), noted, default, "keyword", item.module or function.state.module, place)
            )
    return formals


def _given(parameter: Instance, name: str) -> Value | None:
    value = parameter.attributes.get(name)
    return None if isinstance(value, External) and value.path.endswith(".empty") else value


def _of_class(e: Evaluator, cls: ClassValue) -> list[Formal]:
    own: list[Formal] = []
    for base in ancestry(cls):
        if isinstance(base, ClassValue) and "__init__" in base.scope.names:
            own = signature(e, base.scope.names["__init__"])[1:]
            break
    else:
        if _is_data(cls):
            own = list(_fields(e, cls))
    if cls.view is not None:
        known = {formal.name for formal in own}
        own += [f for f in _fields(e, cls) if f.name not in known and not f.name.startswith("_")]
    return own


def _is_data(cls: ClassValue) -> bool:
    names = {d.func if isinstance(d, nodes.Call) else d for d in (cls.ir.decorators if cls.ir else ())}
    is_dataclass = any(getattr(d, "name", "") == "dataclass" for d in names)
    return is_dataclass or derives(
        cls, "pydantic.BaseModel", "typing.NamedTuple", "pydantic_settings.BaseSettings", "sqlmodel.SQLModel"
    )


def _fields(e: Evaluator, cls: ClassValue) -> list[Formal]:
    formals = []
    for name, statement, owner in class_fields(cls):
        frame = Frame(owner.state, owner.scope, None, None, qualname=owner.qualname)
        noted = evaluate(e, frame, statement.annotation)
        base = noted.base if isinstance(noted, Generic) else noted
        if isinstance(base, External) and base.path == "typing.ClassVar":
            continue
        default = cls.scope.names.get(name) or (
            evaluate(e, frame, statement.value) if statement.value is not None else None
        )
        if isinstance(default, Instance) and isinstance(default.cls, External) and default.cls.path.endswith(".field"):
            default = field_default(default)
        formals.append(Formal(name, noted, default, "keyword", owner.state.module, statement))
    return formals

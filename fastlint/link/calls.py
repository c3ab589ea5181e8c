"""Calling values: functions, classes, instances, what libraries define."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastlint.ir import nodes
from fastlint.link.arguments import Arguments
from fastlint.link.builtin import call_external
from fastlint.link.classes import ancestry, class_fields, derives, is_enum, lookup
from fastlint.link.expressions import evaluate
from fastlint.link.frames import DEEPEST_CALL, Frame, OutOfBounds
from fastlint.link.registration import overrides_registering
from fastlint.link.routers import construct_native
from fastlint.link.statements import Flow, execute
from fastlint.link.values import (
    NONE,
    Bound,
    Choice,
    ClassValue,
    Const,
    External,
    FunctionValue,
    Generic,
    Instance,
    Map,
    Native,
    Partial,
    Scope,
    Seq,
    Unknown,
    Value,
    choose,
)

if TYPE_CHECKING:
    from fastlint.link.evaluator import Evaluator


def call(e: Evaluator, f: Frame, func: Value, arguments: Arguments) -> Value:
    """What calling `func` gives."""
    match func:
        case FunctionValue():
            return call_function(e, f, func, arguments)
        case ClassValue():
            return instantiate(e, f, func, arguments)
        case External():
            return call_external(e, f, func, arguments)
        case Bound():
            if isinstance(func.function, External):
                return call_external(e, f, func.function, arguments, func.owner)
            return call(e, f, func.function, arguments.after(func.owner))
        case Native():
            return func.call(e, f, arguments)
        case Partial():
            merged = Arguments(
                [*func.args, *arguments.args], {**func.keywords, **arguments.keywords}, arguments.module, arguments.node
            )
            return call(e, f, func.function, merged)
        case Instance():
            return _call_instance(e, f, func, arguments)
        case Choice():
            return choose([call(e, f, option, arguments) for option in func.options])
        case Generic():
            return call(e, f, func.base, arguments)
    return (
        func
        if isinstance(func, Unknown)
        else Unknown("a call of something that is not followed", f.module, arguments.node)
    )


def _call_instance(e: Evaluator, f: Frame, func: Instance, arguments: Arguments) -> Value:
    found = lookup(func.cls, "__call__")
    if found is not None:
        return call(e, f, found[0], arguments.after(func))
    if isinstance(func.cls, External):
        return Instance(
            External(f"{func.cls.path}.__call__"), arguments.args, arguments.keywords, {}, f.module, arguments.node
        )
    return Unknown("a call of an instance that is not followed", f.module, arguments.node)


def call_function(e: Evaluator, f: Frame, func: FunctionValue, arguments: Arguments) -> Value:
    """Run a function's body with the arguments bound."""
    if f.depth >= DEEPEST_CALL:
        return Unknown("calls nested deeper than the bound", f.module, arguments.node)
    endless = f"`{func.qualname}` takes more steps than the bound allows"
    if id(func.ir) in e.endless:
        return Unknown(endless, f.module, arguments.node)
    names = bind(e, func, arguments)
    owner = func.owner
    first = next(iter(names.values()), None) if owner is not None and func.kind != "staticmethod" else None
    inner = Frame(func.state, Scope(names, func.scope), func, first, depth=f.depth + 1, qualname=func.qualname)
    if overrides_registering(func, first):
        inner.site = f.site or (arguments.module, arguments.node)
    begun = e.steps
    try:
        e.step()
        with e.bounded():
            if isinstance(func.ir, nodes.Lambda):
                return evaluate(e, inner, func.ir.body)
            e.called.add(id(func.ir))
            flow = execute(e, inner, func.ir.body)
    except OutOfBounds:
        e.check_bound()
        e.give_up(func.ir, e.steps - begun)
        return Unknown(endless, f.module, arguments.node)
    finally:
        e.charge(func.ir, e.steps - begun)
    if func.ir.is_generator:
        return Seq("list", inner.yields, True) if not inner.yields else Seq("list", inner.yields)
    if flow is Flow.ON:
        inner.returns.append(Const(None))
    return (
        choose(inner.returns)
        if inner.returns
        else Unknown(f"`{func.qualname}` never returns", f.module, arguments.node)
    )


def bind(e: Evaluator, func: FunctionValue, arguments: Arguments) -> dict[str, Value]:
    """Parameter name -> value, as Python binds them; what is not given and has no default is Unknown."""
    rest = list(arguments.args)
    keywords = dict(arguments.keywords)
    names: dict[str, Value] = {}
    for parameter in func.ir.parameters:
        if parameter.kind == "args":
            names[parameter.name] = Seq("tuple", rest, arguments.is_open)
            rest = []
        elif parameter.kind == "kwargs":
            names[parameter.name] = Map(dict(keywords.items()), arguments.is_open)
        elif rest and parameter.kind != "keyword":
            names[parameter.name] = rest.pop(0)
        elif parameter.name in keywords and parameter.kind != "positional":
            names[parameter.name] = keywords.pop(parameter.name)
        elif parameter.default is not None and not arguments.is_open:
            home = Frame(func.state, func.scope, None, None, qualname=func.qualname)
            names[parameter.name] = evaluate(e, home, parameter.default)
        else:
            names[parameter.name] = Unknown(f"the argument `{parameter.name}`", func.state.module, parameter)
    return names


def instantiate(e: Evaluator, f: Frame, cls: ClassValue, arguments: Arguments) -> Value:
    """What calling a class of the project gives."""
    if is_enum(cls):
        return _member(cls, arguments)
    made = Instance(cls, arguments.args, arguments.keywords, {}, arguments.module, arguments.node)
    for base in ancestry(cls):
        if isinstance(base, ClassValue) and "__init__" in base.scope.names:
            call(e, f, base.scope.names["__init__"], arguments.after(made))
            return made
        if isinstance(base, External) and construct_native(e, f, made, base.path, arguments):
            return made
    _fill_fields(cls, made, arguments)
    for name in _AFTER_INIT:
        found = lookup(cls, name)
        if found is not None and isinstance(found[0], FunctionValue):
            more = [NONE] if len(found[0].ir.parameters) > 1 else []
            call(e, f, found[0], Arguments([made, *more], {}, f.module, arguments.node))
    return made


_AFTER_INIT = ("__post_init__", "__attrs_post_init__", "model_post_init")
"""What a dataclass, a class of attrs and a model call when their fields are filled."""


def _fill_fields(cls: ClassValue, made: Instance, arguments: Arguments) -> None:
    names = [name for name, _, _ in class_fields(cls)]
    made.attributes.update(dict(zip(names, arguments.args, strict=False)))
    made.attributes.update(arguments.keywords)
    if derives(cls, "typing.TypedDict"):
        made.attributes.clear()


def _member(cls: ClassValue, arguments: Arguments) -> Value:
    wanted = arguments.get(0, "value")
    for member in cls.scope.names.values():
        if isinstance(member, Instance) and isinstance(wanted, Const):
            inner = member.attributes.get("value")
            if isinstance(inner, Const) and inner.value == wanted.value:
                return member
    return Unknown("an enum member that is not known", arguments.module, arguments.node)

"""Code that asks about code: types, attributes by name, modules by name."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from fastlint.link.attributes import attribute, set_attribute
from fastlint.link.classes import ancestry, derives
from fastlint.link.members import MEMBERS
from fastlint.link.values import (
    NONE,
    Bound,
    ClassValue,
    Const,
    External,
    FunctionValue,
    Generic,
    Instance,
    Map,
    ModuleValue,
    Partial,
    Scope,
    Seq,
    Super,
    Unknown,
    Value,
    text,
)

if TYPE_CHECKING:
    from fastlint.link.arguments import Arguments
    from fastlint.link.evaluator import Evaluator
    from fastlint.link.frames import Frame


Behaviour = Callable[["Evaluator", "Frame", "Arguments"], Value]
"""What calling something that Python or a library defines gives."""


def _super(e: Evaluator, f: Frame, a: Arguments) -> Value:
    if len(a.args) > 1 and isinstance(a.args[0], ClassValue):
        return Super(a.args[0], a.args[1])
    if f.function is not None and f.function.owner is not None and f.instance is not None:
        return Super(f.function.owner, f.instance)
    return Unknown("super() outside a method", f.module, a.node)


def _type(e: Evaluator, f: Frame, a: Arguments) -> Value:
    if len(a.args) == 1:
        return a.args[0].cls if isinstance(a.args[0], Instance) else Unknown("the type of a value", f.module, a.node)
    if len(a.args) < 3:
        return Unknown("a type made of too little", f.module, a.node)
    name, bases, names = a.args[0], a.args[1], a.args[2]
    scope = Scope(
        {k: v for k, v in names.items.items() if isinstance(k, str)} if isinstance(names, Map) else {}, None, True
    )
    base_list = list(bases.items) if isinstance(bases, Seq) else [bases]
    return ClassValue(None, f.state, text(name) or "?", base_list, scope)


def _isinstance(e: Evaluator, f: Frame, a: Arguments) -> Value:
    unknown = Unknown("a type check that is not known", f.module, a.node)
    if len(a.args) < 2:
        return unknown
    order, wanted = _order(a.args[0]), _alternatives(a.args[1])
    if order is None and _library(_origin(a.args[0])) in sys.stdlib_module_names:
        return Const(False) if all(_library(cls) in ("fastapi", "starlette") for cls in wanted) else unknown
    return unknown if order is None else _is_one_of(order, wanted, unknown)


def _origin(value: Value) -> Value:
    """What made a value that is not known further."""
    return value.cls if isinstance(value, Instance) else value


def _issubclass(e: Evaluator, f: Frame, a: Arguments) -> Value:
    unknown = Unknown("a class check that is not known", f.module, a.node)
    if len(a.args) < 2 or not isinstance(a.args[0], ClassValue):
        return unknown
    return _is_one_of(list(ancestry(a.args[0])), _alternatives(a.args[1]), unknown)


def _order(value: Value) -> list[Value] | None:
    """The classes that a value is an instance of, nearest first; None where its class is not known."""
    if isinstance(value, Const):
        return [External(f"builtins.{cls.__name__}") for cls in type(value.value).__mro__]
    if isinstance(value, (Seq, Map)):
        return [External(f"builtins.{value.kind if isinstance(value, Seq) else 'dict'}")]
    if isinstance(value, (ClassValue, FunctionValue, ModuleValue)):
        return [External(f"builtins.{_KINDS[type(value)]}")]
    name = value.path.rpartition(".")[2] if isinstance(value, External) else ""
    if name[:1].isupper() and not name.isupper():
        return [External("builtins.type")]
    if not isinstance(value, Instance):
        return None
    made_by_function = isinstance(value.cls, External) and not value.cls.path.rpartition(".")[2][:1].isupper()
    return None if made_by_function else list(ancestry(value.cls))


_KINDS: dict[type, str] = {ClassValue: "type", FunctionValue: "function", ModuleValue: "module"}


def _alternatives(wanted: Value) -> list[Value]:
    """The classes of a tuple or union of classes."""
    if isinstance(wanted, Seq):
        return [each for item in wanted.items for each in _alternatives(item)]
    if isinstance(wanted, Generic) and isinstance(wanted.base, External) and wanted.base.path == "typing.Union":
        return [each for item in wanted.args for each in _alternatives(item)]
    return [wanted]


def _is_one_of(order: list[Value], wanted: list[Value], unknown: Value) -> Value:
    paths = {"builtins.object", *(each.path for each in order if isinstance(each, External))}
    if any(want in order or (isinstance(want, External) and want.path in paths) for want in wanted):
        return Const(True)
    is_known = all(isinstance(each, ClassValue) or _library(each) in _KNOWN for each in order)
    return Const(False) if is_known and all(_is_nominal(want) for want in wanted) else unknown


_KNOWN = frozenset("builtins fastapi starlette pydantic pathlib datetime uuid decimal enum typing abc".split())
"""Where classes are derived from nothing that they are not known to be."""


def _is_nominal(cls: Value) -> bool:
    """Whether nothing is an instance of a class that is not derived from it: no protocol, no abstract collection."""
    if isinstance(cls, ClassValue):
        return not derives(cls, "typing.Protocol", "typing_extensions.Protocol")
    return _library(cls) in _KNOWN - {"typing", "abc"}


def _library(cls: Value) -> str:
    return cls.path.partition(".")[0] if isinstance(cls, External) else ""


def _getattr(e: Evaluator, f: Frame, a: Arguments) -> Value:
    name = text(a.get(1, "name"))
    if not a.args or name is None:
        return Unknown("an attribute whose name is not known", f.module, a.node)
    found = attribute(e, f, a.args[0], name, a.node)
    return a.args[2] if isinstance(found, Unknown) and len(a.args) > 2 else found


def _setattr(e: Evaluator, f: Frame, a: Arguments) -> Value:
    name = text(a.get(1, "name"))
    if name is not None and len(a.args) > 2:
        set_attribute(e, a.args[0], name, a.args[2])
    return NONE


def _hasattr(e: Evaluator, f: Frame, a: Arguments) -> Value:
    found = _getattr(e, f, a)
    if isinstance(found, Unknown) or (isinstance(found, Bound) and isinstance(found.function, External)):
        asked = a.args[0].function if a.args and isinstance(a.args[0], Bound) else a.get(0, "")
        is_own = isinstance(asked, (FunctionValue, ModuleValue))
        return Const(False) if is_own else Unknown("whether it has an attribute", f.module, a.node)
    return Const(True)


def _callable(e: Evaluator, f: Frame, a: Arguments) -> Value:
    return Const(isinstance(a.args[0], (FunctionValue, ClassValue, Bound, Partial))) if a.args else NONE


def _import_module(e: Evaluator, f: Frame, a: Arguments) -> Value:
    name = text(a.get(0, "name"))
    if name is None:
        return Unknown("a module whose name is not known", f.module, a.node)
    package = text(a.get(1, "package"))
    if name.startswith(".") and package:
        name = f"{package}{name}" if not name.startswith("..") else name
    state = e.locate(f.module, name)
    return ModuleValue(state) if state else External(name)


def _iter_modules(e: Evaluator, f: Frame, a: Arguments, *, is_deep: bool = False) -> Value:
    """`pkgutil.iter_modules(package.__path__, prefix)` over a package of the project, or `walk_packages`."""
    where = a.get(0, "path")
    folders = [text(item) for item in where.items] if isinstance(where, Seq) else [text(where)] if where else []
    prefix = text(a.get(1, "prefix")) or ""
    if not folders or None in folders:
        return Seq("list", [], True)
    found: list[Value] = []
    waiting = [(str(folder), prefix) for folder in folders]
    while waiting:
        folder, prefix = waiting.pop(0)
        for name, is_package in sorted(e.index.inside(folder)):
            row = [Unknown("a module finder"), Const(prefix + name), Const(is_package)]
            found.append(Seq("tuple", row, names=("module_finder", "name", "ispkg")))
            if is_package and is_deep:
                waiting.append((f"{folder}/{name}" if folder else name, f"{prefix}{name}."))
    return Seq("list", found)


def _walk_packages(e: Evaluator, f: Frame, a: Arguments) -> Value:
    return _iter_modules(e, f, a, is_deep=True)


def _globals(e: Evaluator, f: Frame, a: Arguments) -> Value:
    return Map(dict(f.state.scope.names.items()))


REFLECTION: dict[str, Behaviour] = {
    "builtins.super": _super, "builtins.type": _type, "builtins.isinstance": _isinstance,
    "builtins.issubclass": _issubclass, "builtins.getattr": _getattr, "builtins.setattr": _setattr,
    "builtins.hasattr": _hasattr, "builtins.callable": _callable, "builtins.globals": _globals,
    "importlib.import_module": _import_module, "builtins.__import__": _import_module,
    "pkgutil.iter_modules": _iter_modules, "pkgutil.walk_packages": _walk_packages, **MEMBERS,
}  # fmt: skip

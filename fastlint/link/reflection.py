"""Code that asks about code: types, attributes by name, modules by name."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from fastlint.link.attributes import attribute, set_attribute
from fastlint.link.classes import ancestry, external_bases
from fastlint.link.values import (
    NONE,
    Bound,
    ClassValue,
    Const,
    External,
    FunctionValue,
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
    wanted = a.args[1].items if isinstance(a.args[1], Seq) else [a.args[1]]
    value = a.args[0]
    if isinstance(value, Const):
        names = {f"builtins.{k.__name__}" for k in type(value.value).__mro__}
        return Const(any(isinstance(w, External) and w.path in names for w in wanted))
    cls = value.cls if isinstance(value, Instance) else None
    if cls is None:
        kind = {Seq: "list", Map: "dict"}.get(type(value))
        known = [w.path for w in wanted if isinstance(w, External)]
        return Const(f"builtins.{getattr(value, 'kind', kind)}" in known) if kind else unknown
    order = list(ancestry(cls))
    paths = set(external_bases(cls))
    for want in wanted:
        if want in order or (isinstance(want, External) and want.path in paths):
            return Const(True)
    is_project_only = all(isinstance(w, (ClassValue, External)) for w in wanted)
    return Const(False) if is_project_only and not any(isinstance(b, Unknown) for b in order) else unknown


def _issubclass(e: Evaluator, f: Frame, a: Arguments) -> Value:
    if len(a.args) < 2 or not isinstance(a.args[0], ClassValue):
        return Unknown("a class check that is not known", f.module, a.node)
    wanted = a.args[1].items if isinstance(a.args[1], Seq) else [a.args[1]]
    paths = external_bases(a.args[0])
    order = list(ancestry(a.args[0]))
    return Const(any(w in order or (isinstance(w, External) and w.path in paths) for w in wanted))


def _getattr(e: Evaluator, f: Frame, a: Arguments) -> Value:
    name = text(a.get(1, "name"))
    if not a.args or name is None:
        return Unknown("an attribute whose name is not known", f.module, a.node)
    found = attribute(e, f, a.args[0], name, a.node)
    return a.args[2] if isinstance(found, Unknown) and len(a.args) > 2 else found


def _setattr(e: Evaluator, f: Frame, a: Arguments) -> Value:
    name = text(a.get(1, "name"))
    if name is not None and len(a.args) > 2:
        set_attribute(a.args[0], name, a.args[2])
    return NONE


def _hasattr(e: Evaluator, f: Frame, a: Arguments) -> Value:
    found = _getattr(e, f, a)
    if isinstance(found, Unknown) or (isinstance(found, Bound) and isinstance(found.function, External)):
        is_own = bool(a.args) and isinstance(a.args[0], ModuleValue)
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


def _iter_modules(e: Evaluator, f: Frame, a: Arguments) -> Value:
    """`pkgutil.iter_modules(package.__path__, prefix)` over a package of the project."""
    where = a.get(0, "path")
    folders = [text(item) for item in where.items] if isinstance(where, Seq) else [text(where)] if where else []
    prefix = text(a.get(1, "prefix")) or ""
    if not folders or None in folders:
        return Seq("list", [], True)
    found: list[Value] = []
    for name, is_package in sorted({pair for folder in folders for pair in e.index.inside(str(folder))}):
        row = [Unknown("a module finder"), Const(prefix + name), Const(is_package)]
        found.append(Seq("tuple", row, names=("module_finder", "name", "ispkg")))
    return Seq("list", found)


def _globals(e: Evaluator, f: Frame, a: Arguments) -> Value:
    return Map(dict(f.state.scope.names.items()))


REFLECTION: dict[str, Behaviour] = {
    "builtins.super": _super, "builtins.type": _type, "builtins.isinstance": _isinstance,
    "builtins.issubclass": _issubclass, "builtins.getattr": _getattr, "builtins.setattr": _setattr,
    "builtins.hasattr": _hasattr, "builtins.callable": _callable, "builtins.globals": _globals,
    "importlib.import_module": _import_module, "builtins.__import__": _import_module,
    "pkgutil.iter_modules": _iter_modules, "pkgutil.walk_packages": _iter_modules,
}  # fmt: skip

"""FastAPI's own classes, as the evaluator knows them: their attributes and constructors."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from fastlint.link.arguments import Arguments
from fastlint.link.classes import external_bases
from fastlint.link.frames import Frame
from fastlint.link.registration import registering
from fastlint.link.routers import APPS, ROUTERS, ROUTES, construct_native
from fastlint.link.schemes import has_auto_error
from fastlint.link.values import NONE, External, Instance, Map, Native, Seq, Unknown, Value

if TYPE_CHECKING:
    from fastlint.link.evaluator import Evaluator


def native_attribute(e: Evaluator, owner: Value, name: str, base: External | None = None) -> Value | None:
    """A method or attribute that FastAPI's classes give to `owner`; None when they give none of that name."""
    cls = owner.cls if isinstance(owner, Instance) else owner
    paths = [base.path] if base is not None else external_bases(cls)
    if name == "__init__" and any(p in APPS + ROUTERS + ROUTES or has_auto_error(p) for p in paths):
        return Native("__init__", _initialiser(owner, paths), owner)
    if not any(p in APPS + ROUTERS for p in paths):
        return None
    if not isinstance(owner, Instance):
        return _unbound(name)
    is_app = any(p in APPS for p in paths)
    state = owner.native
    if state is None:
        return None
    if name == "router" and is_app:
        return Instance(External("fastapi.APIRouter"), [], {}, {}, owner.module, owner.node, state)
    if name in ("routes", "dependencies"):
        return state.routes if name == "routes" else state.dependencies
    if name == "prefix":
        return state.prefix
    if name == "tags":
        return Seq("list", state.tags)
    if name == "state":
        return owner.attributes.setdefault("state", Instance(External("starlette.datastructures.State"), [], {}))
    if name == "dependency_overrides":
        return Map({}, True)
    register = registering(name)
    return Native(name, lambda e, f, a: register(e, f, owner, a), owner) if register else None


def _unbound(name: str) -> Native | None:
    """A method taken from the class: its first argument is the app or router."""
    register = registering(name)
    if register is None:
        return None

    def run(e: Evaluator, f: Frame, arguments: Arguments) -> Value:
        owner = arguments.args[0] if arguments.args else None
        if isinstance(owner, Instance):
            made: Value = register(e, f, owner, _rest(arguments))
            return made
        return Unknown(f"`{name}` of what is not known to be a router", f.module, arguments.node)

    return Native(name, run)


def _rest(arguments: Arguments) -> Arguments:
    return Arguments(arguments.args[1:], arguments.keywords, arguments.module, arguments.node, arguments.is_open)


def _initialiser(owner: Value, paths: list[str]) -> Callable[..., Value]:
    def run(e: Evaluator, f: Frame, arguments: Arguments) -> Value:
        made = owner
        if not isinstance(owner, Instance):  # APIRouter.__init__(self, ...)
            made, arguments = (arguments.args[0], _rest(arguments)) if arguments.args else (owner, arguments)
        if isinstance(made, Instance):
            for path in paths:
                if construct_native(e, f, made, path, arguments):
                    if made.native is not None and made.native.entry is not None and made.native.entry.node is None:
                        made.native.entry.node = made.node
                    break
        return NONE

    return run

"""Attributes of what a caller's request and the project's objects are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fastlint.insight.auth.activation import enter
from fastlint.insight.auth.atoms import UNKNOWN, Code, Kind, Known, Object, Scopes, Value, carries
from fastlint.insight.auth.callers import identity
from fastlint.insight.auth.libraries import IDENTITY_NAME
from fastlint.insight.auth.world import is_stub
from fastlint.ir import nodes
from fastlint.model import Function

if TYPE_CHECKING:
    from fastlint.insight.auth.trial import Run

_PARTS: Final[dict[str, Value]] = {
    "headers": (Kind.HEADERS,), "cookies": (Kind.COOKIES,), "query_params": (Kind.QUERY,), "url": (Kind.URL,),
    "state": (Kind.STATE,), "scope": (Kind.SCOPE,),
}  # fmt: skip
_PROPERTIES: Final = ("property", "cached_property", "hybrid_property")


def part(run: Run, atom: object, node: nodes.Attribute) -> Value:
    """An attribute of one atom."""
    name = node.name
    if atom is Kind.REQUEST:
        if name in ("session", "user", "auth"):
            return identity(run)
        return (run.world.of_route(name) if name == "method" else None) or _PARTS.get(name, UNKNOWN)
    if atom is Kind.STATE:
        return identity(run) if IDENTITY_NAME.search(name) else UNKNOWN
    if isinstance(atom, Scopes):
        return (Known(atom.scopes),) if name == "scopes" else UNKNOWN
    if atom is Kind.URL:
        return (run.world.of_route(name) if name == "path" else None) or UNKNOWN
    if atom is Kind.ABSENT:
        raise run.refuse(node, "AttributeError", f"fails on the missing credential at `.{name}`")
    if atom in (Kind.FORGED, Kind.NOTHING):
        return (atom,)
    if isinstance(atom, Object):
        if name in atom.fields:
            return atom.fields[name]
        if f"self.{name}" in run.constants and run.names.get("self") == (atom,):
            return (Known(run.constants[f"self.{name}"]),)
        method = run.world.index.method(atom.cls, name)
        if method is not None and not is_stub(method):
            return _asked(run, atom, method, node) if _is_property(method) else (Code(method, atom),)
        if method is not None:
            return UNKNOWN
        return _field(run, atom, name)
    return UNKNOWN


def _field(run: Run, atom: Object, name: str) -> Value:
    """The default of a field, for settings classes."""
    for line in run.world.index.lineage(atom.cls):
        value = run.world.index.constant(f"{line.module.name}.{line.qualname}.{name}")
        if value != UNKNOWN:
            return value
    return UNKNOWN


def _is_property(method: Function) -> bool:
    return any(getattr(decorator, "name", "") in _PROPERTIES for decorator in method.ir.decorators)


def _asked(run: Run, atom: Object, method: Function, node: nodes.Attribute) -> Value:
    """What a property gives: in a handler only where the object holds what the caller sent."""
    return UNKNOWN if run.world.is_handler and not carries((atom,)) else enter(run, node, method, [(atom,)], {})

"""`inspect.signature` as code that rewires handlers uses it: read parameters, replace them, set `__signature__`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastlint.link.signatures import signature
from fastlint.link.values import Const, External, Instance, Map, Native, Seq, Unknown, Value

if TYPE_CHECKING:
    from fastlint.link.arguments import Arguments
    from fastlint.link.evaluator import Evaluator
    from fastlint.link.frames import Frame

_KINDS = {
    "positional": "POSITIONAL_ONLY", "either": "POSITIONAL_OR_KEYWORD", "args": "VAR_POSITIONAL",
    "keyword": "KEYWORD_ONLY", "kwargs": "VAR_KEYWORD",
}  # fmt: skip
_EMPTY = External("inspect.Parameter.empty")


def signature_value(e: Evaluator, f: Frame, a: Arguments) -> Value:
    """What `inspect.signature(callable)` gives."""
    if not a.args:
        return Unknown("a signature of nothing", f.module, a.node)
    parameters: list[Value] = []
    for formal in signature(e, a.args[0]):
        facts = {
            "name": Const(formal.name),
            "annotation": formal.annotation or _EMPTY,
            "default": formal.default or _EMPTY,
            "kind": External(f"inspect.Parameter.{_KINDS[formal.kind]}"),
        }
        parameters.append(Instance(External("inspect.Parameter"), [], facts, dict(facts), formal.module, formal.node))
    return _signature(parameters, a)


def _signature(parameters: list[Value], a: Arguments) -> Instance:
    made = Instance(External("inspect.Signature"), [Seq("list", parameters)], {}, {}, a.module, a.node)
    named = {str(p.attributes["name"].value): p for p in parameters if _has_name(p)}  # type: ignore[attr-defined]
    made.attributes["parameters"] = Map(dict(named.items()))
    made.attributes["replace"] = Native("replace", lambda e, f, inner: _replaced(made, inner))
    return made


def _has_name(parameter: Value) -> bool:
    return isinstance(parameter, Instance) and isinstance(parameter.attributes.get("name"), Const)


def _replaced(made: Instance, a: Arguments) -> Value:
    given = a.keywords.get("parameters")
    items = (
        list(given.items) if isinstance(given, Seq) else list(given.items.values()) if isinstance(given, Map) else None
    )
    return made if items is None else _signature(items, a)


def parameter_value(e: Evaluator, f: Frame, a: Arguments) -> Value:
    """What `inspect.Parameter(name, kind, ...)` gives."""
    facts = dict(a.keywords)
    for i, name in enumerate(("name", "kind")):
        value = a.get(i, name)
        if value is not None:
            facts[name] = value
    return Instance(External("inspect.Parameter"), [], facts, dict(facts), a.module, a.node)


def set_signature(e: Evaluator, f: Frame, a: Arguments) -> Value:
    """What `inspect.Signature(parameters)` gives."""
    listed = a.get(0, "parameters")
    return _signature(list(listed.items) if isinstance(listed, Seq) else [], a)

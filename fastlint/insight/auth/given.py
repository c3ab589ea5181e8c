"""What a request brings to code that is tried, and what becomes of code that lies elsewhere."""

from __future__ import annotations

import re

from fastlint.finding import Step
from fastlint.insight.auth.atoms import ABSENT, FORGED, UNKNOWN, Caller, Kind, Known, Object, Value
from fastlint.insight.auth.callers import is_credential_name, sent_by
from fastlint.insight.auth.compared import is_compared
from fastlint.insight.auth.foreign import is_guard
from fastlint.insight.auth.trial import MAYBE, NEVER, Outcome
from fastlint.ir import nodes
from fastlint.model import Dependency, Function, Middleware, Parameter, Route
from fastlint.source.span import Span

_TEXT = re.compile(r"\b(str|bytes|SecretStr|Any|UUID\d?|int|Optional|Literal)\b")
_SENT = ("header", "cookie", "query", "form", "body")
_REQUESTS = ("Request", "WebSocket", "HTTPConnection")


def sent_as(parameter: Parameter, caller: Caller) -> Value | None:
    """What a parameter holds; None when FastAPI refuses the request without it."""
    if parameter.source == "special":
        return (Kind.REQUEST,) if parameter.annotation.rpartition(".")[2] in _REQUESTS else UNKNOWN
    if parameter.source not in _SENT or not is_credential_name((Known(parameter.alias),)):
        return UNKNOWN
    is_told = parameter.source in ("header", "cookie")
    if not is_told and parameter.annotation and not _TEXT.search(parameter.annotation):
        return UNKNOWN  # no client can send it: a container for services fills it in
    value = sent_by(caller, parameter.alias)
    return None if value == ABSENT and parameter.required else value


def is_looked_at(handler: Function, parameter: Parameter) -> bool:
    """Whether a handler's parameter may be the credential of its caller, and not the subject of its work."""
    if parameter.source == "query" and any(map(_is_socket, handler.ir.parameters)):
        return is_credential_name((Known(parameter.alias),))  # browsers send no headers with a websocket's request
    if parameter.source == "query":  # a password is what a login takes, which is there for everyone
        is_named = is_credential_name((Known(parameter.alias),)) and "passw" not in parameter.alias.lower()
        return is_named and is_compared(handler, parameter.name)
    return parameter.source in ("header", "cookie", "special")


def _is_socket(parameter: nodes.Parameter) -> bool:
    return isinstance(parameter.annotation, nodes.Ref | nodes.Attribute) and parameter.annotation.name == "WebSocket"


def of_library(dependency: Dependency, caller: Caller, level: int) -> tuple[Outcome, tuple[str, ...]]:
    """What a dependency does whose code is no part of the project, and what that hangs on."""
    if dependency.scheme is None:
        if caller is not Caller.VALID and (is_guard(dependency.name) or dependency.scopes):
            return Outcome(min(level, MAYBE)), (dependency.name,)
        return Outcome(level), ()
    if caller is not Caller.ANONYMOUS:
        return Outcome(level, UNKNOWN if caller is Caller.VALID else FORGED), ()
    return (Outcome(NEVER) if dependency.scheme.auto_error else Outcome(level, ABSENT)), ()


def attached(span: Span | None, what: str, outcome: Outcome) -> tuple[Step, ...]:
    """From where a guard is attached to where it refuses."""
    here = [Step(span, f"attached here: {what}")] if span is not None else []
    return (*here, *(Step(refusal.span, refusal.text) for refusal in outcome.refusals[:1]))


def checks_late(route: Route, values: dict[str, Value], outcome: Outcome) -> bool:
    """Whether an object that a dependency made of the credentials refuses, once the handler asks it to."""
    refusing = {refusal.span.path for refusal in outcome.refusals}
    return any(
        isinstance(atom, Object) and atom.cls.module.path in refusing
        for dependency in route.dependencies
        if dependency.scheme is not None or any(child.scheme is not None for child in dependency.children)
        for atom in values.get(dependency.parameter, ())
    )


def where_it_is(
    guard: Middleware | Dependency, route: Route, outcome: Outcome, doubts: tuple[str, ...]
) -> tuple[Outcome, tuple[str, ...]]:
    """What a guard does for a route that may be there where the guard is not."""
    given = (*route.conditions, *route.made_under)
    missing = tuple(condition for condition in guard.conditions if condition not in given)
    if outcome.level == NEVER and missing:
        return Outcome(MAYBE, outcome.value, outcome.refusals), missing
    return outcome, doubts

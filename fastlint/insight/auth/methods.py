"""Methods of what is not followed: text, look-ups, the request, receivers of unknown class."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastlint.insight.auth import patterns
from fastlint.insight.auth.activation import enter, of_scheme, refused
from fastlint.insight.auth.atoms import (
    ABSENT,
    FORGED,
    FREE,
    NOTHING,
    UNKNOWN,
    Caller,
    Kind,
    Known,
    Object,
    Value,
    is_credential,
    join,
    known,
)
from fastlint.insight.auth.beginnings import begins
from fastlint.insight.auth.callers import MAPS, REQUESTS, of_scope, sent
from fastlint.insight.auth.libraries import CHECKING_NAME, LENIENT_METHODS, PURE_METHODS, REFUSING_METHODS
from fastlint.insight.auth.trial import Refused
from fastlint.insight.auth.world import is_stub
from fastlint.ir import nodes
from fastlint.model import Function, Pattern

if TYPE_CHECKING:
    from fastlint.insight.auth.trial import Run

_MOST_IMPLEMENTERS = 4
_TEXT_METHODS = frozenset(
    "startswith endswith lower upper casefold strip lstrip rstrip removeprefix removesuffix replace split rsplit "
    "partition rpartition count find".split()
)
"""What text answers by itself, given nothing but text."""
_RECEIVING = ("receive_json", "receive_text", "receive_bytes")


def of_method(
    run: Run, node: nodes.Call, owner: Value, method: str, args: list[Value], keywords: dict[str, Value]
) -> Value:
    """What a method call gives whose receiver is no code of the project."""
    values = [*args, *keywords.values()]
    is_asked = any(map(is_credential, [*values, owner])) or (method.endswith("_required") and owner == UNKNOWN)
    if method in REFUSING_METHODS and is_asked:
        return refused(run, node, method)
    if method == "check_api_key" and isinstance(owner[0], Object) and args:
        return of_scheme(run, node, args[0])
    if Kind.REQUEST in owner and method == "close":
        raise run.refuse(node, "response", "closes the connection")
    if Kind.REQUEST in owner and method in _RECEIVING:
        return (Kind.MESSAGE,)
    is_named = bool(node.args) and isinstance(node.args[0], nodes.Literal) and node.args[0].value in REQUESTS
    if method in ("get", "pop") and is_named and owner == UNKNOWN:
        return (Kind.REQUEST,)  # what a decorator is given by name
    if Kind.SCOPE in owner and method == "get":
        return of_scope(run, args[0] if args else UNKNOWN)
    if any(atom in MAPS for atom in owner) and method in ("get", "getlist"):
        return sent(run, args[0] if args else UNKNOWN)
    if owner == FREE:
        return _of_free(method, args)
    if method == "startswith" and owner == FORGED:
        return begins(run.names, node, args)
    found = [_of_atom(atom, method) for atom in owner if atom in (Kind.FORGED, Kind.NOTHING, Kind.ABSENT)]
    if found:
        return join(found)
    if isinstance(owner[0], Known) and isinstance(owner[0].value, tuple) and method in ("issubset", "issuperset"):
        return _of_set(owner[0].value, method, args)
    if isinstance(owner[0], Known) and isinstance(owner[0].value, str) and method in _TEXT_METHODS:
        return _of_text(owner[0].value, method, args)
    if isinstance(known(owner), Pattern) and method in patterns.METHODS:
        return patterns.of_pattern(owner, method, args)
    candidates = run.world.index.methods.get(method, []) if CHECKING_NAME.search(method) else []
    carries = any(map(is_credential, values)) or any(Kind.REQUEST in v for v in values)
    if 0 < len(candidates) <= _MOST_IMPLEMENTERS and carries and _is_any(run, owner, method):
        return _any_of(run, node, [c for c in candidates if not is_stub(c)] or candidates, args, keywords)
    return of_unknown(run, method, values)


def _is_any(run: Run, owner: Value, method: str) -> bool:
    """Whether a method is called on what may be of any class, or of any that does what a protocol only names."""
    named = [run.world.index.method(atom.cls, method) for atom in owner if isinstance(atom, Object)]
    return owner == UNKNOWN or (bool(named) and all(each is not None and is_stub(each) for each in named))


def _of_text(text: str, method: str, args: list[Value]) -> Value:
    """A method of a known text, such as the path that a middleware looks at."""
    given = [known(arg) for arg in args]
    if not all(isinstance(g, str) or (isinstance(g, tuple) and all(isinstance(x, str) for x in g)) for g in given):
        return UNKNOWN
    try:
        answer = getattr(text, method)(*given)
    except (TypeError, ValueError):
        return UNKNOWN
    return (Known(tuple(answer) if isinstance(answer, list) else answer),)


def _of_free(method: str, args: list[Value]) -> Value:
    """A method of what the caller sends as he likes."""
    is_compared = method in LENIENT_METHODS and all(isinstance(atom, Known) for arg in args for atom in arg)
    return (Kind.CHOICE,) if is_compared else FREE if method in PURE_METHODS else UNKNOWN


def _of_set(items: tuple[object, ...], method: str, args: list[Value]) -> Value:
    """Whether the known scopes are among those the caller has."""
    other = args[0][0] if args else Kind.UNKNOWN
    held = other.value if isinstance(other, Known) else () if other in (Kind.NOTHING, Kind.ABSENT) else None
    if not isinstance(held, tuple):
        return UNKNOWN
    return (Known(set(items) <= set(held) if method == "issubset" else set(items) >= set(held)),)


def _of_atom(atom: object, method: str) -> Value:
    if atom is Kind.FORGED:
        return (
            (Kind.CHOICE,)
            if method in LENIENT_METHODS
            else FORGED
            if method in PURE_METHODS or method == "get"
            else NOTHING
        )
    if atom is Kind.ABSENT:
        return ABSENT if method in PURE_METHODS else (Known(False),) if method in LENIENT_METHODS else NOTHING
    return NOTHING


def _any_of(
    run: Run, node: nodes.Call, candidates: list[Function], args: list[Value], keywords: dict[str, Value]
) -> Value:
    """One of several methods runs, and it is not known which: all refusing is a refusal, some is a doubt."""
    found, refused = [], []
    for function in candidates:
        owner: Value = (Object(function.owner, {}),) if function.owner is not None else UNKNOWN
        try:
            found.append(enter(run, node, function, [owner, *args], keywords))
        except Refused as refusal:
            refused.append(refusal)
    if not found:
        raise refused[0]
    if refused:
        run.refusals += refused
        run.is_doubtful = True
    return join(found)


def of_unknown(run: Run, name: str, values: list[Value]) -> Value:
    """A call of something that is not followed: with bad credentials it finds nothing."""
    if any(map(is_credential, values)):
        return NOTHING
    asks = any(Kind.REQUEST in value for value in values) and CHECKING_NAME.search(name.rpartition(".")[2])
    return NOTHING if asks and not run.world.is_handler and run.world.asked() is not Caller.VALID else UNKNOWN

"""What each caller sends, and who the application takes him for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from fastlint.insight.auth.atoms import ABSENT, FORGED, FREE, NOTHING, UNKNOWN, Caller, Kind, Known, Value, known
from fastlint.insight.auth.libraries import CREDENTIAL_NAME, NOT_CREDENTIAL, PROXY_NAME
from fastlint.ir import nodes
from fastlint.ir.walk import subexpressions

if TYPE_CHECKING:
    from fastlint.insight.auth.trial import Run

REQUESTS: Final = ("request", "req", "conn", "connection", "websocket")
"""Names under which functions are given the request."""

MAPS: Final = (Kind.HEADERS, Kind.COOKIES, Kind.QUERY, Kind.MESSAGE)


def is_credential_name(value: Value) -> bool:
    """Whether a header, cookie or parameter of this name carries a credential; an unknown name may."""
    name = known(value)
    name = name.decode(errors="replace") if isinstance(name, bytes) else name
    if not isinstance(name, str):
        return True
    is_credential = CREDENTIAL_NAME.search(name) and not NOT_CREDENTIAL.search(name)
    return bool(is_credential or PROXY_NAME.search(name))


def identity(run: Run) -> Value:
    """Who middleware or a signed session says the caller is: nobody, unless his credentials are good."""
    return UNKNOWN if run.world.asked() is Caller.VALID else NOTHING


def of_scope(run: Run, name: Value) -> Value:
    """What a server's scope tells under a name."""
    match known(name):
        case "headers":
            return (Kind.HEADERS,)
        case "user" | "auth" | "session":
            return identity(run)
        case "state":
            return (Kind.STATE,)
        case "path" | "method" as asked:
            return run.world.of_route(asked) or UNKNOWN
        case "root_path":
            return run.world.of_route("root_path") or run.world.of_application("root_path")
        case "app_root_path":
            return run.world.of_application("root_path")
        case "type":
            method = run.world.method  # routes of one kind are alike
            return (Known("websocket" if method == "WEBSOCKET" else "http"),) if method else UNKNOWN
    return UNKNOWN


def names_in(tests: Iterable[nodes.Expr]) -> list[str | bytes]:
    """The texts in some tests: the names of headers that are looked for."""
    parts = [part for test in tests for part in subexpressions(test)]
    words = [part.value for part in parts if isinstance(part, nodes.Literal | nodes.Bytes)]
    return [word for word in words if isinstance(word, str | bytes)]


def sent(run: Run, name: Value) -> Value:
    """What the caller sends under a name."""
    if not is_credential_name(name):
        return FREE
    return sent_by(run.world.asked(), known(name))


def sent_by(caller: Caller, name: object) -> Value:
    """What a caller sends as a credential of this name; what a proxy would say of him it says itself."""
    is_nobody = caller is Caller.BEHIND_PROXY and isinstance(name, str) and PROXY_NAME.search(name)
    return ABSENT if is_nobody else {Caller.ANONYMOUS: ABSENT, Caller.VALID: UNKNOWN}.get(caller, FORGED)

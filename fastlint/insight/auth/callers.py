"""What each caller sends, and who the application takes him for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fastlint.insight.auth.atoms import ABSENT, FORGED, NOTHING, UNKNOWN, Caller, Kind, Value, known
from fastlint.insight.auth.libraries import CREDENTIAL_NAME, NOT_CREDENTIAL

if TYPE_CHECKING:
    from fastlint.insight.auth.trial import Run

REQUESTS: Final = ("request", "req", "conn", "connection", "websocket")
"""Names under which functions are given the request."""

MAPS: Final = (Kind.HEADERS, Kind.COOKIES, Kind.QUERY, Kind.MESSAGE)


def is_credential_name(value: Value) -> bool:
    """Whether a header, cookie or parameter of this name carries a credential; an unknown name may."""
    name = known(value)
    if not isinstance(name, str):
        return True
    return bool(CREDENTIAL_NAME.search(name)) and not NOT_CREDENTIAL.search(name)


def identity(run: Run) -> Value:
    """Who middleware or a signed session says the caller is: nobody, unless his credentials are good."""
    return UNKNOWN if run.world.caller is Caller.VALID else NOTHING


def sent(run: Run, name: Value) -> Value:
    """What the caller sends under a name."""
    if not is_credential_name(name):
        return UNKNOWN
    return {Caller.ANONYMOUS: ABSENT, Caller.FORGER: FORGED, Caller.VALID: UNKNOWN}[run.world.caller]

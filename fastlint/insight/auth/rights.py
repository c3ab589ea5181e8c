"""Roles, permissions and scopes that a route asks for, where they are literal."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fastlint.model import Named, Route

_RIGHTS = re.compile(r"role|permission|privilege|(^|[_.])(rights?|actions?|policy|policies)$", re.IGNORECASE)


def roles(route: Route) -> tuple[str, ...]:
    """The roles and permissions asked for: what guards were made with under a name that says so."""
    found: dict[str, None] = {}
    for dependency in route.effective():
        for name, value in dependency.constants.items():
            if _RIGHTS.search(name) and dependency.function is not None:
                found.update(dict.fromkeys(_names(value)))
    return tuple(found)


def scopes(route: Route) -> tuple[str, ...]:
    """The scopes of every `Security(...)` on the way, in order."""
    return tuple(dict.fromkeys(scope for dependency in route.effective() for scope in dependency.scopes))


def _names(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Named):
        yield value.dotted.rpartition(".")[2]
    elif isinstance(value, list | tuple | set | frozenset):
        for part in sorted(value, key=str) if isinstance(value, set | frozenset) else value:
            yield from _names(part)

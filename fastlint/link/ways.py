"""The ways from an app to its routes, and how many of them are gone.

Routers include each other in circles, and two inclusions at each of sixty steps make more routes than there is memory.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from fastlint.link.routers import RouterState
from fastlint.link.values import Value
from fastlint.model import App, Level, Switch, Unresolved
from fastlint.source.span import Span

DEEPEST = 100
"""How many routers may be included one in the other."""
MOST_WAYS = 500
"""How often one app may include the same router."""
MOST_STEPS = 20_000
"""How many routes, inclusions and mounts are gone through in one project."""


@dataclass(frozen=True, slots=True)
class Way:
    """What was added on the way from the app to a route; `through` are the routers on it.

    `left_out` are the dependencies that settings would add, `made_under` the tests under which its routers were made.
    """

    prefix: str | None = ""
    dependencies: tuple[tuple[Level, Value], ...] = ()
    tags: tuple[Value, ...] = ()
    conditions: tuple[str, ...] = ()
    mounts: tuple[str, ...] = ()
    inside: tuple[App, ...] = ()
    unresolved: tuple[Unresolved, ...] = ()
    in_schema: bool = True
    included_at: tuple[Span, ...] = ()
    through: tuple[int, ...] = ()
    left_out: tuple[tuple[Value, Switch], ...] = ()
    made_under: tuple[str, ...] = ()


class Bounds:
    """Counts the ways, and says of an app what is not followed."""

    def __init__(self) -> None:
        self._left = MOST_STEPS
        self._ways: Counter[tuple[int, int]] = Counter()

    def enters(self, app: App, state: RouterState, way: Way) -> bool:
        """Whether the routes of `state` are to be gone through at the end of `way`."""
        pair = (id(app), id(state))
        self._ways[pair] += 1
        self._left -= 1
        excess = ""
        if id(state) in way.through:
            excess = "a router that is included in itself"
        elif len(way.through) > DEEPEST:
            excess = f"routers included more than {DEEPEST} deep"
        elif self._ways[pair] > MOST_WAYS:
            excess = f"a router that is included more than {MOST_WAYS} times"
        elif self._left < 0:
            excess = "there are more routes than the bound allows"
        if excess:
            self._say(app, way, excess)
        return not excess

    def within(self, app: App, items: list[Value], way: Way) -> list[Value]:
        """As many of `items` as may be gone through."""
        self._left -= len(items)
        if self._left >= 0:
            return items
        self._say(app, way, "there are more routes than the bound allows")
        return items[: max(len(items) + self._left, 0)]

    def _say(self, app: App, way: Way, excess: str) -> None:
        found = Unresolved(way.included_at[-1] if way.included_at else app.span, excess)
        if found not in app.unresolved:
            app.unresolved.append(found)

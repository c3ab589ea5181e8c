"""Routes that several branches register of which only one runs: the application has one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from fastlint.model import Route

_MOST_ALTERNATIVES = 20
"""How many branches with the same route are held one against the other."""


def each_once(routes: Sequence[Route]) -> list[Route]:
    """The routes with alternatives of the same one as one, which exists where any of its branches runs."""
    found: list[Route] = []
    places: dict[object, list[int]] = {}
    for route in routes:
        same = places.setdefault(_identity(route), []) if route.conditions else []
        place = next((n for n in same[:_MOST_ALTERNATIVES] if _exclude(found[n].conditions, route.conditions)), None)
        if place is None:
            same.append(len(found))
            found.append(route)
        else:
            found[place] = replace(found[place], conditions=_either(found[place].conditions, route.conditions))
    return found


def _identity(route: Route) -> object:
    """What two routes have in common of which nobody could tell whether one or the other is served."""
    guards = tuple((d.name, d.level, d.conditions) for d in route.dependencies)
    served = (route.kind, route.path, route.methods, route.endpoint, route.module.path, route.line)
    made_under = tuple(condition for condition in route.made_under if condition not in route.conditions)
    return (*served, route.mounts, made_under, guards)


def _exclude(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether what some tests hold for never exists together with what others do."""
    return any(_negated(condition) in other for condition in one)


def _negated(condition: str) -> str:
    return condition[5:-1] if condition.startswith("not (") and condition.endswith(")") else f"not ({condition})"


def _either(one: Sequence[str], other: Sequence[str]) -> tuple[str, ...]:
    """The tests for what exists where all of `one` hold or all of `other`."""
    shared = tuple(condition for condition in one if condition in other)
    rests = [[condition for condition in each if condition not in shared] for each in (one, other)]
    for rest, others in (rests, rests[::-1]):
        if len(rest) == 1 and others[0] == _negated(rest[0]):
            rests = [rest, others[1:]]  # of the others, that one holds wherever these are asked for
    return (*shared, " or ".join(map(_all, rests))) if all(rests) else shared


def _all(conditions: Sequence[str]) -> str:
    return " and ".join(f"({each})" if " or " in each and len(conditions) > 1 else each for each in conditions)

"""What `Depends(...)` and `Security(...)` give, and the conditions under which it is where it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from fastlint.link.classes import derives
from fastlint.link.values import Instance, Value

MARKERS: Final = ("fastapi.Depends", "fastapi.Security")
_ONE_OF_SEVERAL = "it is the one of several lists that holds"


def is_marker(value: Value | None) -> bool:
    """Whether a value is what `Depends(...)` or `Security(...)` gives."""
    return isinstance(value, Instance) and derives(value.cls, *MARKERS)


def under(value: Value, conditions: Sequence[str]) -> Value:
    """A marker as it is under `conditions`; any other value as it is."""
    new = [condition for condition in conditions if isinstance(value, Instance) and condition not in value.conditions]
    if not new or not isinstance(value, Instance) or not is_marker(value):
        return value
    return replace(value, conditions=(*value.conditions, *new))


def merged(lists: Sequence[Sequence[Value]]) -> list[Value]:
    """The items of several lists of which one holds; a marker that not all have is there under a condition."""
    found: dict[int, Value] = {}
    for items in lists:
        for item in items:
            found.setdefault(id(item), item)
    held = [{id(item) for item in items} for items in lists]
    return [
        item
        if all(number in each for each in held) or (isinstance(item, Instance) and item.conditions)
        else under(item, [_ONE_OF_SEVERAL])
        for number, item in found.items()
    ]

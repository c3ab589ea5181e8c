"""What code changes of objects and dicts while blocks run of which one will: it is undone, and joined after them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from fastlint.link.values import Unknown, Value, choose

if TYPE_CHECKING:
    from fastlint.link.routers import RouterState

ABSENT: Final = Unknown("an item that is there only under a condition", is_unset=True)
"""Stands for an item that a dict may not hold."""


@dataclass(slots=True, eq=False, repr=False)
class _Place:
    """Where a value is held, and what was there before: None for nothing, `default` is what stands in for it then.

    `state` is that of an app or router that takes part when its attribute is set.
    """

    held: dict[Any, Value]
    key: object
    before: Value | None
    default: Value | None
    state: RouterState | None

    def put(self, value: Value | None) -> None:
        """Hold a value, or nothing."""
        if value is None:
            self.held.pop(self.key, None)
        else:
            self.held[self.key] = value
        if self.state is not None:
            self.state.set(str(self.key), value or self.default)


@dataclass(slots=True, eq=False, repr=False)
class Block:
    """What one block changed: its places, and what they held at its end."""

    places: dict[tuple[int, object], _Place] = field(default_factory=dict)
    ends: dict[tuple[int, object], Value | None] = field(default_factory=dict)

    def undo(self) -> None:
        """Put back what was there before the block."""
        for number, place in self.places.items():
            self.ends[number] = place.held.get(place.key)
            place.put(place.before)


class Writes:
    """All changes go through here; outside of blocks they are simply made."""

    def __init__(self) -> None:
        self._open: list[Block] = []

    @property
    def is_open(self) -> bool:
        """Whether a block runs that may not."""
        return bool(self._open)

    def put(
        self,
        held: dict[Any, Value],
        key: object,
        value: Value | None,
        default: Value | None = None,
        state: RouterState | None = None,
    ) -> None:
        """Hold `value` under `key`, None for nothing."""
        place = _Place(held, key, held.get(key), default, state)
        for block in self._open:
            block.places.setdefault((id(held), key), place)
        place.put(value)

    def note(self, held: dict[Any, Value], before: dict[Any, Value]) -> None:
        """Take account of changes that were made to `held` since it was as `before`."""
        for key in {**before, **held}:
            if before.get(key) is not held.get(key):
                place = _Place(held, key, before.get(key), ABSENT, None)
                for block in self._open:
                    block.places.setdefault((id(held), key), place)

    @contextmanager
    def block(self) -> Iterator[Block]:
        """Run a block, and undo at its end what it changed."""
        block = Block()
        self._open.append(block)
        try:
            yield block
        except BaseException:  # what was begun stays as it is
            self._open.pop()
            raise
        self._open.pop()
        block.undo()

    @contextmanager
    def certain(self) -> Iterator[None]:
        """What runs inside runs once, whichever block comes to it first: a module."""
        outer, self._open = self._open, []
        try:
            yield
        finally:
            self._open = outer

    def join(self, blocks: Sequence[Block]) -> None:
        """Hold what there may be after one of `blocks` has run."""
        places = {number: place for block in blocks for number, place in block.places.items()}
        for number, place in places.items():
            ends = [block.ends.get(number, place.before) for block in blocks]
            values = [end if end is not None else place.default for end in ends]
            known = [value for value in values if value is not None]
            joined = choose(known) if any(end is not None for end in ends) else None
            self.put(place.held, place.key, joined, place.default, place.state)

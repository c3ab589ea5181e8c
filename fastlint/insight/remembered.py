"""Answers that are kept, to questions that may lead back to themselves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")

_NOWHERE = 1 << 30


class Remembered(Generic[K, V]):
    """What `find` says of each key, found once.

    A question that leads back to itself is answered with `open_answer` there. What was found on such a way depends on
    where it began, so it is kept no longer than until the first question of the circle is answered: what is known of
    a key must not depend on what was asked before.
    """

    __slots__ = ("_asked", "_find", "_kept", "_least", "_most", "_open_answer", "_passing", "_passing_keys")

    def __init__(self, find: Callable[[K], V], open_answer: V, most: int = 100) -> None:
        self._find = find
        self._open_answer = open_answer
        self._most = most
        """How many questions may lead to one another: what lies further is answered like what leads back."""
        self._kept: dict[K, V] = {}
        self._asked: dict[K, int] = {}
        self._passing: dict[K, tuple[V, int]] = {}
        self._passing_keys: list[K] = []
        self._least = _NOWHERE
        """The first of the open questions that what was found since depends on."""

    def __call__(self, key: K) -> V:
        """The answer for `key`."""
        kept = self._kept.get(key)
        if kept is not None:
            return kept
        known = self._passing.get(key)
        if known is not None:
            self._least = min(self._least, known[1])
            return known[0]
        place = self._asked.get(key)
        if place is None and len(self._asked) >= self._most:
            place = 0
        if place is not None:
            self._least = min(self._least, place)
            return self._open_answer
        return self._answered(key)

    def _answered(self, key: K) -> V:
        place, mark, outer = len(self._asked), len(self._passing_keys), self._least
        self._asked[key] = place
        self._least = _NOWHERE
        try:
            found = self._find(key)
        finally:
            del self._asked[key]
            reached, self._least = self._least, outer
        if reached >= place:
            self._kept[key] = found
            for passed in self._passing_keys[mark:]:
                del self._passing[passed]
            del self._passing_keys[mark:]
        else:
            self._least = min(outer, reached)
            for passed in self._passing_keys[mark:]:  # what depends on this question depends on what it depends on
                answer, until = self._passing[passed]
                self._passing[passed] = answer, min(until, reached)
            self._passing[key] = found, reached
            self._passing_keys.append(key)
        return found

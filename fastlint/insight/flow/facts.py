"""What is known at a point of the code: tests that came out one way, calls that came back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fastlint.insight.flow.values import Value


@dataclass(slots=True, eq=False)
class Facts:
    """The newest fact and those before it, innermost first.

    `value` came out true or false as `outcome` says; for None it is a call that returned instead of raising.
    `is_refusal` says that the other outcome leads away: to a raise, a return, the next turn of a loop. `is_presumed`
    marks what only follows where what is asked about is there: an element that was gone through, all that is joined.
    """

    before: Facts | None
    value: Value
    outcome: bool | None
    depth: int
    is_refusal: bool = False
    is_presumed: bool = False

    def __iter__(self) -> Iterator[Facts]:
        current: Facts | None = self
        while current is not None:
            yield current
            current = current.before


def known(
    before: Facts | None, value: Value, outcome: bool | None, *, is_refusal: bool = False, is_presumed: bool = False
) -> Facts:
    """`before` and one fact more."""
    return Facts(before, value, outcome, before.depth + 1 if before else 1, is_refusal, is_presumed)


def shared(left: Facts | None, right: Facts | None) -> Facts | None:
    """What is known on both of two ways that meet."""
    while left is not right:
        if left is None or right is None:
            return None
        if left.depth >= right.depth:
            left = left.before
        else:
            right = right.before
    return left

"""The steps of a search, and where one ends."""

from __future__ import annotations

from dataclasses import dataclass

from fastlint.insight.flow.facts import Facts
from fastlint.insight.flow.targets import Target
from fastlint.insight.flow.values import Path, Value

DOUBTFUL = 2
"""The doubt at which a flow is a lead only."""

ALL = -2
"""As a position of an argument: every argument."""

Frames = tuple[tuple[Target, Facts | None], ...]


@dataclass(slots=True, eq=False)
class Visit:
    """One value on the way back from a sink. `before` is the visit it was reached from, nearer to the sink.

    `path` is the part of the value that matters, `frames` the calls whose inside the search is in, `note` what
    happened between the two visits, when that is worth telling, and `at` where; `doubt` as for sinks. With
    `is_inward` the search does not leave the function it starts in for its callers.
    """

    value: Value
    path: Path
    frames: Frames
    facts: Facts | None
    before: Visit | None = None
    note: str = ""
    at: Value | None = None
    doubt: int = 0
    is_inward: bool = False


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the way back ended: `kind` is "client", "call", "caught" or "unknown"; `what` names it for people."""

    kind: str
    what: str
    visit: Visit

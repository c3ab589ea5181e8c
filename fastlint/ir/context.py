"""What lowering carries along from node to node."""

from __future__ import annotations

from collections.abc import Mapping

from fastlint.ir.scopes import Scope


class Context:
    """What lowering carries along: offsets by node identity, the scope, and whether a `yield` was met."""

    __slots__ = ("end", "scope", "start", "yields")

    def __init__(self, start: Mapping[int, int], end: Mapping[int, int], scope: Scope) -> None:
        self.start = start
        self.end = end
        self.scope = scope
        self.yields = False

"""The arguments of a call while it is evaluated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fastlint.ir import nodes
from fastlint.link.values import Map, Value

if TYPE_CHECKING:
    from fastlint.model import Module


@dataclass(slots=True)
class Arguments:
    """The arguments of one call. `is_open` when a spread of something unknown may add more."""

    args: list[Value]
    keywords: dict[str, Value]
    module: Module
    node: nodes.Node | None
    is_open: bool = False

    def get(self, index: int, name: str) -> Value | None:
        """The argument at position `index` or called `name`."""
        if 0 <= index < len(self.args):
            return self.args[index]
        return self.keywords.get(name)

    def spread(self, items: list[Value] | None) -> None:
        """Add `*items`; None when they are not known."""
        self.args.extend(items or [])
        self.is_open = self.is_open or items is None

    def spread_keywords(self, value: Value) -> None:
        """Add `**value`."""
        if isinstance(value, Map):
            self.keywords.update({k: v for k, v in value.items.items() if isinstance(k, str)})
        self.is_open = self.is_open or not isinstance(value, Map) or value.is_open

    def after(self, *first: Value) -> Arguments:
        """The same arguments with others before them."""
        return Arguments([*first, *self.args], self.keywords, self.module, self.node, self.is_open)

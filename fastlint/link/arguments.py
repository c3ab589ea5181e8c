"""The arguments of a call while it is evaluated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fastlint.ir import nodes
from fastlint.link.values import Map, Unknown, Value, choose, options
from fastlint.link.writes import ABSENT

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

    def keyword(self, name: str, default: Value) -> Value:
        """The keyword argument `name`, `default` where it is not given; nobody knows whether a spread gives it."""
        if name not in self.keywords and self.is_open:
            return Unknown(f"`{name}` may come from a spread argument", self.module, self.node)
        return self.keywords.get(name) or default

    def spread(self, items: list[Value] | None) -> None:
        """Add `*items`; None when they are not known."""
        self.args.extend(items or [])
        self.is_open = self.is_open or items is None

    def spread_keywords(self, value: Value) -> None:
        """Add `**value`; of several that it may be, what only some of them have may be absent."""
        maps = [option for option in options(value) if isinstance(option, Map)]
        for name in dict.fromkeys(key for each in maps for key in each.items if isinstance(key, str)):
            held = [each.items.get(name, ABSENT) for each in maps]
            self.keywords[name] = held[0] if len(maps) == 1 else choose(held)
        self.is_open = self.is_open or len(maps) < len(options(value)) or any(each.is_open for each in maps)

    def after(self, *first: Value) -> Arguments:
        """The same arguments with others before them."""
        return Arguments([*first, *self.args], self.keywords, self.module, self.node, self.is_open)

"""What a call spreads into its arguments: the values of `*x` and `**x`, which `Called.stars` holds together."""

from __future__ import annotations

from collections.abc import Iterator

from fastlint.insight.flow.values import ANY, Called, Path, Value
from fastlint.ir import nodes


def spread(called: Called) -> list[tuple[Value, bool]]:
    """The arguments from the first `*x` on; whether each is such an `x`, or a single one after it."""
    count = len(called.stars) - len(merged(called))
    if not count or not isinstance(called.node, nodes.Call):
        return []
    is_spread = (isinstance(argument, nodes.Star) for argument in called.node.args[-count:])
    return list(zip(called.stars, is_spread, strict=False))


def merged(called: Called) -> list[Value]:
    """The mappings whose items are keywords."""
    if not called.stars or not isinstance(called.node, nodes.Call):
        return []
    count = sum(not keyword.name for keyword in called.node.keywords)
    return called.stars[-count:] if count else []


def unwritten(called: Called, index: int | None, name: str) -> Iterator[tuple[Value, Path]]:
    """Where in what the call spreads the argument at position `index`, called `name`, may be."""
    for mapping in merged(called) if name else ():
        yield mapping, (name,)
    for i, (value, is_spread) in enumerate(spread(called) if index is not None else ()):
        place = index - len(called.args) if i == 0 and index is not None else ANY
        yield value, (place,) if is_spread else ()

"""The text that a flow's value is put into, as far as it is written out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fastlint.insight.flow.values import Choice, Constant, Text, Value

HOLE = object()
"""Stands for the flow's own value among the pieces of a text."""

OTHER = object()
"""Stands for another value that is not written out."""


def pieces(values: Sequence[Value]) -> list[object]:
    """The text at the sink: literal pieces as `str`, `HOLE` for the value that flows, `OTHER` for the rest.

    `values` are those on the way, origin first.
    """
    return list(_pieces(list(values), len(values) - 1))


def _pieces(values: list[Value], at: int) -> Iterator[object]:
    if at < 0:
        yield HOLE
        return
    value = values[at]
    if at == 0 and not isinstance(value, Text):
        yield HOLE
        return
    if not isinstance(value, Text):
        yield from _pieces(values, at - 1)
        return
    following = values[at - 1] if at else None
    for part in value.parts:
        if part is following:
            yield from _pieces(values, at - 1)
        else:
            yield from _aside(part)


def _aside(value: Value, depth: int = 0) -> Iterator[object]:
    """A part beside the way: its literal text, or `OTHER`."""
    if isinstance(value, Constant) and isinstance(value.value, (str, int, float)):
        yield str(value.value)
    elif isinstance(value, Text) and depth < 6:
        for part in value.parts:
            yield from _aside(part, depth + 1)
    elif isinstance(value, Choice) and depth < 6 and value.options:
        yield from _aside(value.options[0][0], depth + 1)
    else:
        yield OTHER

"""Calls at which values may arrive: which sinks they fit, and what they are given there."""

from __future__ import annotations

from collections.abc import Iterator

from fastlint.insight.flow.declarations import own_names
from fastlint.insight.flow.question import Sink
from fastlint.insight.flow.starred import unwritten
from fastlint.insight.flow.values import Called, Global, Value
from fastlint.insight.flow.visits import ALL
from fastlint.insight.types import Typing


def matching(typing: Typing, called: Called, by_name: dict[str, list[Sink]]) -> Iterator[str]:
    """The names under which sinks are kept that a call fits, by the dotted name of what it calls or by its method."""
    names = typing.names(called)
    found = [name for name in dict.fromkeys((*names, *own_names(typing, called))) if name in by_name]
    if found:
        yield found[0]
    elif called.method and f".{called.method}" in by_name and not names and not typing.functions(called.function):
        yield f".{called.method}"
    elif names and isinstance(called.function, Global) and (last := f".{names[0].rpartition('.')[2]}") in by_name:
        # A class method of a library: what it does is only certain when its arguments say so.
        yield from [last] if all(sink.when for sink in by_name[last]) else []


def given_to(called: Called, sink: Sink) -> list[Value]:
    """What a call gives where a sink asks for it."""
    if sink.argument == -1:
        return [called.receiver] if called.receiver is not None else []
    if sink.argument == ALL:
        return [*called.args, *called.keywords.values(), *called.stars]
    value = called.argument(sink.argument, sink.keyword)
    if value is None and not sink.path:
        found = unwritten(called, sink.argument, sink.keyword)
        return [called.graph.part(value.node, value, way[0]) if way else value for value, way in found]
    return [value] if value is not None else []

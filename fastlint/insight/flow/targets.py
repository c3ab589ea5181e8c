"""What a call runs of the project, and what it gives it."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from fastlint.insight.flow.starred import merged, spread, unwritten
from fastlint.insight.flow.values import ANY, Called, Path, Value
from fastlint.ir import nodes
from fastlint.model import Function


class Target(msgspec.Struct, frozen=True):
    """A project's function that a call runs.

    `receiver` is what its first parameter is, when the call does not write it; the function's own arguments begin
    at position `first` of the call's. `is_certain` is false when only the method's name says so, `is_complete` when the
    call leads to another that may give more.
    """

    function: Function
    called: Called
    receiver: Value | None = None
    first: int = 0
    is_certain: bool = True
    is_complete: bool = True

    def given(self, parameter: nodes.Parameter, path: Path) -> Iterator[tuple[Value, Path]] | None:
        """Where `path` of `parameter` comes from in this call; None when the default applies."""
        parameters = self.function.ir.parameters
        position = parameters.index(parameter)
        if self.receiver is not None:
            if position == 0:
                return iter([(self.receiver, path)])
            position -= 1
        args = self.called.args[self.first :]
        if parameter.kind == "args":
            return self._rest(position, path)
        if parameter.kind == "kwargs":
            return self._other_keywords({p.name for p in parameters}, path)
        if parameter.name in self.called.keywords:
            return iter([(self.called.keywords[parameter.name], path)])
        if position < len(args) and parameter.kind != "keyword":
            return iter([(args[position], path)])
        index = self.first + position if parameter.kind != "keyword" else None
        found = [(value, (*way, *path)) for value, way in unwritten(self.called, index, parameter.name)]
        return iter(found) if found else None

    def given_as(self, name: str) -> list[tuple[Value, Path]]:
        """Where what the function gets by a name comes from, as a parameter or among its `**kwargs`."""
        rest = None
        for parameter in self.function.ir.parameters:
            if parameter.name == name:
                return list(self.given(parameter, ()) or ())
            rest = parameter if parameter.kind == "kwargs" else rest
        return list(self.given(rest, (name,)) or ()) if rest is not None else []

    def _rest(self, position: int, path: Path) -> Iterator[tuple[Value, Path]]:
        """What is left for `*args`, which begin at `position`: all of it, or what lies at an index."""
        args = self.called.args[self.first :][position:]
        key, below, further = path[0] if path else ANY, path[1:], spread(self.called)
        if isinstance(key, int) and key < 0:
            key = key + len(args) if not further else ANY
        if not isinstance(key, int):
            yield from ((value, below) for value in args)
            yield from ((value, path if is_spread else below) for value, is_spread in further)
        elif key < len(args):
            yield args[key], below
        else:
            index = self.first + position + key
            yield from ((value, (*way, *below)) for value, way in unwritten(self.called, index, ""))

    def _other_keywords(self, named: set[str], path: Path) -> Iterator[tuple[Value, Path]]:
        keywords = self.called.keywords
        if path and path[0] in named:
            return
        for name, value in keywords.items():
            if name not in named and (not path or path[0] in (name, ANY)):
                yield value, path[1:]
        for mapping in merged(self.called) if not path or path[0] not in keywords else ():
            yield mapping, path

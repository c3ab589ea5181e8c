"""Which constants a value may be, through variables, settings, choices and calls that only hand on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from fastlint.insight import insight
from fastlint.insight.flow import Flows, Library
from fastlint.insight.flow.values import (
    Called,
    Changed,
    Choice,
    Computed,
    Constant,
    Free,
    Global,
    Input,
    Part,
    Record,
    Text,
    Value,
)
from fastlint.insight.types import Typing
from fastlint.ir import nodes

_DEEPEST = 8
_ENVIRONMENT = frozenset({"os.getenv", "os.environ.get"})
_SETTINGS = frozenset({"pydantic.BaseSettings", "pydantic.v1.BaseSettings"})
_JOINING = frozenset({"or", "and", "+", "|"})


@dataclass(frozen=True, slots=True)
class Possible:
    """The constants that a value may be or hold, those of lists and of their lists each by itself.

    `is_open` says that it may also be something that is not known; `is_configured` that an environment variable or a
    settings object decides, and `constants` are its defaults.
    """

    constants: tuple[object, ...] = ()
    is_open: bool = False
    is_configured: bool = False

    def is_only(self, *wanted: object) -> bool:
        """Whether it is one of `wanted` and nothing else, whatever is configured."""
        return bool(self.constants) and not self.is_open and not self.is_configured and self.is_by_default(*wanted)

    def is_by_default(self, *wanted: object) -> bool:
        """Whether all that is known of it is one of `wanted`."""
        return bool(self.constants) and all(any(c is w or c == w for w in wanted) for c in self.constants)

    def texts(self) -> list[str]:
        """The constants that are texts."""
        return [constant for constant in self.constants if isinstance(constant, str)]


_OPEN = Possible(is_open=True)


@insight
class Defaults:
    """Constants behind values, as they are where nothing else is configured."""

    def __init__(self, flows: Flows) -> None:
        self._flows = flows

    def of(self, value: Value | None, library: Library) -> Possible:
        """What `value` may be; nothing at all for None, which is what was not given."""
        if value is None:
            return Possible()
        return _Reading(self._flows, self._flows.calls(library).typing).of(value, 0)


class _Reading:
    """One way back from a value to the constants behind it."""

    def __init__(self, flows: Flows, typing: Typing) -> None:
        self._flows = flows
        self._typing = typing
        self._graphs = flows.graphs

    def of(self, value: Value, depth: int) -> Possible:
        if depth > _DEEPEST:
            return _OPEN
        match value:
            case Constant():
                return Possible((value.value,))
            case Text():
                return Possible(("".join(str(p.value) for p in value.parts if isinstance(p, Constant)),), is_open=True)
            case Record() if isinstance(value.node, nodes.Mapping):
                return _OPEN
            case Record():
                return self._all([*value.items.values(), *value.rest, *value.spread], depth)
            case Choice():
                return self._all((option for option, _ in value.options), depth)
            case Changed():
                return self._all((value.whole, value.part), depth)
            case Computed() if value.operator in _JOINING:
                return self._all(value.operands, depth)
            case Global():
                return self._variable(value, depth)
            case Free():
                return self._all(self._graphs.free(value), depth)
            case Part():
                return self._part(value, depth)
            case Called():
                return self._called(value, depth)
            case Input():
                return self._input(value, depth)
        return _OPEN

    def _all(self, values: Iterable[Value], depth: int) -> Possible:
        found = [self.of(value, depth + 1) for value in values]
        constants = dict.fromkeys((type(c), c) for possible in found for c in possible.constants)
        is_open = any(possible.is_open for possible in found)
        return Possible(tuple(c for _, c in constants), is_open, any(possible.is_configured for possible in found))

    def _variable(self, value: Global, depth: int) -> Possible:
        values = self._graphs.variable(value.dotted)
        return self._all(values, depth) if values else self._named(self._graphs.follow(value.dotted))

    def _named(self, dotted: str) -> Possible:
        known = self._flows.project.constants
        if dotted not in known:
            return _OPEN
        constant = known[dotted]
        return Possible(tuple(constant) if isinstance(constant, tuple) else (constant,))

    def _part(self, value: Part, depth: int) -> Possible:
        if not value.is_attribute:
            return self.of(value.whole, depth + 1)
        for kind in self._typing.of(value.whole):
            lineage = self._typing.lineage(kind.name)
            found = self._field([line.name.replace(":", ".") for line in lineage if not isinstance(line, str)], value)
            is_settings = not _SETTINGS.isdisjoint(line for line in lineage if isinstance(line, str))
            if is_settings or not found.is_open:
                return Possible(found.constants, found.is_open, is_configured=is_settings)
        if isinstance(value.whole, Global):
            return self._named(f"{self._graphs.follow(value.whole.dotted)}.{value.key}")
        return _OPEN

    def _field(self, classes: list[str], value: Part) -> Possible:
        for name in classes:
            found = self._named(f"{name}.{value.key}")
            if found.is_open:
                values = self._graphs.variable(f"{name}.{value.key}")
                found = self._all(values, 1) if values else found
            if not found.is_open or found.constants:
                return found
        return _OPEN

    def _called(self, value: Called, depth: int) -> Possible:
        names = self._typing.names(value)
        if not _ENVIRONMENT.isdisjoint(names):
            default = value.argument(1, "default")
            constants = self.of(default, depth + 1).constants if default is not None else (None,)
            return Possible(constants, is_configured=True)
        if value.method == "split" and value.receiver is not None:
            return _split(self.of(value.receiver, depth + 1))
        library = self._typing.library
        passed = next((library.passes[n] for n in (*names, f".{value.method}") if n in library.passes), None)
        if passed is not None or value.method in ("strip", "rstrip", "lower"):
            receiver = [value.receiver] if value.receiver is not None else []
            return self._all([*receiver, *value.args], depth)
        made = [o.value for f in self._typing.functions(value.function) for o in self._graphs.of(f).returns]
        return self._all(made, depth) if made else _OPEN

    def _input(self, value: Input, depth: int) -> Possible:
        function = value.graph.function
        callers = self._flows.calls(self._typing.library).callers(function) if function is not None else ()
        given = [argument for target in callers for argument, _ in target.given(value.parameter, ()) or ()]
        default = value.parameter.default
        if default is not None:
            given.append(self._graphs.expression(value.graph.module, default, value.graph))
        return self._all(given, depth) if given else _OPEN


def _split(whole: Possible) -> Possible:
    pieces = tuple(piece.strip() for text in whole.texts() for piece in text.split(","))
    return Possible(pieces, whole.is_open, whole.is_configured)

"""What a call gives for the parameters of a function, as far as constants say, and which branches that rules out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from fastlint.insight.flow.facts import Facts
from fastlint.insight.flow.fixed import ABSENT, UNKNOWN, Fixed, literal
from fastlint.insight.flow.settling import settled, spread
from fastlint.insight.flow.values import Graph, Value
from fastlint.ir import nodes

if TYPE_CHECKING:
    from fastlint.insight.flow.targets import Target
    from fastlint.insight.types import Typing

_TRANSPARENT = frozenset(
    {"staticmethod", "classmethod", "property", "cached_property", "abstractmethod", "override", "final", "overload"}
    | {"cache", "lru_cache", "contextmanager", "asynccontextmanager"}
)
"""Decorators that give a function nothing that a call does not."""


class Arguments:
    """What one call gives; `around` is what the function in which the call stands was given itself.

    Without a target nothing is known, as of the outermost function. Everything is found when asked for: a parameter
    that no test hangs on costs nothing.
    """

    __slots__ = ("_found", "_inside", "_ruled_out", "_values", "around", "target", "typing")

    def __init__(self, typing: Typing, target: Target | None = None, around: Arguments | None = None) -> None:
        self.typing = typing
        self.target = target
        self.around = around
        self._found: dict[str, Fixed] = {}
        self._values: dict[Value, Fixed] = {}
        self._ruled_out: dict[Facts, bool] = {}
        self._inside: dict[Target, Arguments] = {}

    def inside(self, calls: Iterable[Target]) -> Arguments:
        """What the last of some calls gives, of which the first stands in this function and each in the one before."""
        given = self
        for target in calls:
            found = given._inside.get(target)
            if found is None:
                found = given._inside[target] = Arguments(self.typing, target, given)
            given = found
        return given

    def is_for(self, graph: Graph) -> bool:
        """Whether the values of `graph` are those of the function that is called."""
        return self.target is not None and self.target.function is graph.function

    def of(self, name: str) -> Fixed:
        """What a parameter, or a name among `**kwargs`, is given: `ABSENT` when such a name is not."""
        found = self._found.get(name)
        if found is None:
            found = self._found[name] = self._given(name)
        return found

    def value(self, value: Value) -> Fixed:
        """What a value of the function comes down to."""
        found = self._values.get(value)
        if found is None:
            self._values[value] = UNKNOWN  # what it is made from in a loop may be itself
            found = self._values[value] = settled(value, self)
        return found

    def rules_out(self, facts: Facts | None) -> bool:
        """Whether one of `facts`, known at a place of the function, is not so in this call: it does not get there."""
        pending: list[Facts] = []
        while facts is not None and facts not in self._ruled_out:
            pending.append(facts)
            facts = facts.before
        is_out = facts is not None and self._ruled_out[facts]
        for fact in reversed(pending):
            is_out = is_out or self._contradicts(fact)
            self._ruled_out[fact] = is_out
        return is_out

    def _contradicts(self, fact: Facts) -> bool:
        if fact.outcome is None or fact.is_presumed:
            return False
        return self.value(fact.value).truth is (not fact.outcome)

    def _given(self, name: str) -> Fixed:
        target, around = self.target, self.around
        if target is None or around is None:
            return UNKNOWN
        given, found = target.given_as(name), ABSENT
        if given:
            value, path = given[0]
            is_one = not path or len(given) == 1
            found = (spread(value, path, around) if path else around.value(value)) if is_one else UNKNOWN
        return self._left_out(target, name) if found is ABSENT else found

    def _left_out(self, target: Target, name: str) -> Fixed:
        """What a function gets that the call does not give, unless something else may: a decorator, a later call."""
        function = target.function
        names = (d.func if isinstance(d, nodes.Call) else d for d in function.ir.decorators)
        if not target.is_complete or not all(getattr(name, "name", "") in _TRANSPARENT for name in names):
            return UNKNOWN
        parameter = next((p for p in function.ir.parameters if p.name == name), None)
        if parameter is None or parameter.default is None:
            return ABSENT if parameter is None else UNKNOWN
        if isinstance(parameter.default, nodes.Literal):
            return literal(parameter.default.value)
        graphs = self.typing.graphs
        return settled(graphs.expression(function.module, parameter.default, graphs.of(function)), self)

"""Functions as calls run them: which of their parameters, where they are constant, decide what they do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fastlint.insight.flow.arguments import Arguments
from fastlint.insight.flow.calls import Calls
from fastlint.insight.flow.fixed import UNKNOWN, Fixed
from fastlint.insight.flow.settling import is_rest
from fastlint.insight.flow.targets import Target
from fastlint.insight.flow.values import Called, Changed, Choice, Computed, Constant, Global, Input, Part, Value
from fastlint.insight.remembered import Remembered
from fastlint.model import Function

_DEEPEST = 4
_MOST_ACTIVATIONS = 500
_CARRYING = (Input, Changed, Choice, Computed, Called)
"""Values that may come down to what their function is given itself."""

Constants = frozenset[tuple[str, Fixed]]


@dataclass(frozen=True, slots=True, eq=False)
class Activation:
    """A function, and what a call gives it: one and the same for all calls whose constants decide alike."""

    function: Function
    arguments: Arguments


class Activations:
    """The activations of a project's functions."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls
        self._names = Remembered[Function, frozenset[str]](lambda f: frozenset(self._found(f)), frozenset())
        self._activations: dict[tuple[Function, Constants], Activation] = {}
        self._count: Counter[Function] = Counter()

    def deciding(self, function: Function) -> frozenset[str]:
        """The parameters, and names among `**kwargs`, that tests hang on: its own, or of what it hands them on to."""
        return self._names(function)

    def entered(self, function: Function) -> Activation:
        """A function that is run from outside, with nothing known of what it is given."""
        return self._kept(function, frozenset(), self._calls.nothing_given)

    def of(self, target: Target, around: Arguments) -> Activation:
        """What a call runs, for a function that was given `around` itself."""
        names = self.deciding(target.function)
        arguments = Arguments(self._calls.typing, target, around)
        found = ((name, arguments.of(name)) for name in names)
        constants = frozenset((name, fixed) for name, fixed in found if fixed != UNKNOWN)
        if not constants or self._count[target.function] > _MOST_ACTIVATIONS:
            return self.entered(target.function)
        return self._kept(target.function, constants, arguments)

    def _kept(self, function: Function, constants: Constants, arguments: Arguments) -> Activation:
        """One and the same for the same constants, so that what is found out of it is found once."""
        key = (function, constants)
        if key not in self._activations:
            self._count[function] += 1
            self._activations[key] = Activation(function, arguments)
        return self._activations[key]

    def _found(self, function: Function) -> Iterator[str]:
        graph = self._calls.graphs.of(function)
        for test in graph.asked if graph.inputs else ():
            yield from _named_in(test)
        for called in graph.calls if graph.inputs else ():
            if any(isinstance(v, _CARRYING) for v in (*called.args, *called.keywords.values(), *called.stars)):
                for target in self._calls.targets(called):
                    yield from self._handed_on(target)

    def _handed_on(self, target: Target) -> Iterator[str]:
        for name in self.deciding(target.function):
            for value, path in target.given_as(name):
                yield from [str(path[0])] if path and is_rest(value) else _named_in(value)


def _named_in(value: Value, depth: int = 0) -> Iterator[str]:
    """The names that a value hangs on, as far as constants under these names may settle it."""
    below: Sequence[Value] = ()
    match value:
        case Input() if value.parameter.kind not in ("args", "kwargs"):
            yield value.parameter.name
        case Computed(operator="in" | "not in", operands=[Constant(value=str(key)), whole]) if is_rest(whole):
            yield key
        case Computed():
            below = value.operands
        case Choice():
            below = [option for option, _ in value.options]
        case Part(whole=whole, key=str(key)):
            below = [whole] if key == "value" else []
            yield from [key] if is_rest(whole) else []
        case Called(method="get" | "pop", args=[Constant(value=str(key)), *_]) if is_rest(value.receiver):
            yield key
        case Called(stars=[]) if value.receiver is not None or isinstance(value.function, Global):
            below = [*value.args, value.receiver] if value.receiver is not None else value.args
    for inner in below if depth < _DEEPEST else ():
        yield from _named_in(inner, depth + 1)

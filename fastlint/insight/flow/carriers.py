"""Which values carry the text of another."""

from __future__ import annotations

from collections.abc import Callable

from fastlint.insight.flow.calls import Calls
from fastlint.insight.flow.places import Place, carried, place_of, places_in
from fastlint.insight.flow.question import Question
from fastlint.insight.flow.targets import Target
from fastlint.insight.flow.values import Called, Graph, Part, Path, Value
from fastlint.insight.types import Typing


class Carriers:
    """Answers for one question what a value speaks of."""

    def __init__(self, question: Question, calls: Calls) -> None:
        self._question = question
        self._calls = calls
        self._typing = calls.typing
        self._carried: dict[Value, frozenset[Place]] = {}

    def speak_of(self, value: Value, place: Place) -> bool:
        """Whether `value` is what is at `place`, or carries its text."""
        found = self._carried.get(value)
        if found is None:
            found = self._carried[value] = frozenset(place_of(v) for v in carried(value, self._positions))
        return place in found

    def are_above(self, element: Value, place: Place) -> bool:
        """Whether `place` is an element's own, lies in it, or is what the elements come from."""
        root, way = place
        whole, path = place_of(element)
        if whole is root and path[: len(way)] == way:
            return True
        return any(self.speak_of(element, (root, way[:length])) for length in range(len(way) + 1))

    def _positions(self, called: Called) -> tuple[int, ...]:
        """The arguments whose text a call's result carries on."""
        passes = self._question.library.passes
        names = self.names(called)
        known = next((passes[name] for name in sorted(names) if name in passes), None)
        if known is not None:
            return known
        targets = self._calls.targets(called)
        if targets:
            return self._handed_back(targets[0])
        return (-1,) if called.receiver is not None else ()

    def _handed_back(self, target: Target) -> tuple[int, ...]:
        """The arguments from which a project's function makes what it gives back."""
        if target.receiver is not None or target.first:
            return ()
        graph = self._calls.graphs.of(target.function)
        places = frozenset(place for outcome in graph.returns for place in places_in(outcome.value))
        names = [parameter.name for parameter in target.function.ir.parameters]
        return tuple(i for i, name in enumerate(names) if (graph.inputs[name], ()) in places)

    def names(self, called: Called | Part) -> set[str]:
        """The dotted names of what is called, and `.method` for a method; the same for an attribute."""
        if isinstance(called, Part):
            return set(attribute_names(self._typing, called))
        names = set(self._typing.names(called))
        if called.method:
            names.add(f".{called.method}")
        return names


def attribute_names(typing: Typing, part: Part) -> tuple[str, ...]:
    """`.key` for a part, and for an attribute its dotted names."""
    kinds = typing.of(part.whole) if part.is_attribute else ()
    lines = (line for kind in kinds for line in typing.lineage(kind.name))
    return (f".{part.key}", *(f"{line}.{part.key}" for line in lines if isinstance(line, str)))


def derived(graph: Graph, parameter: str, overlooks: Callable[[Value], bool] | None) -> list[Path]:
    """The attributes that tell something of what a parameter was made from: `hostname` of a parsed address."""
    parts = [p for p in graph.parts.values() if p.whole is graph.inputs[parameter] and p.is_attribute]
    return [(part.key,) for part in parts if overlooks is None or not overlooks(part)]

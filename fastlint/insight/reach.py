"""What a function comes to: the functions of the project that it calls, and the names that they all use."""

from __future__ import annotations

from fastlint.insight import insight
from fastlint.insight.flow import Flows, Library
from fastlint.ir import nodes
from fastlint.model import Function

_DEEPEST = 4
_MOST_FUNCTIONS = 80
_LONGEST_TEXT = 60


@insight
class Reach:
    """Calls followed to their ends, through methods of objects whose class is known."""

    def __init__(self, flows: Flows) -> None:
        self._flows = flows
        self._functions: dict[tuple[Function, Library], tuple[Function, ...]] = {}
        self._words: dict[tuple[Function, bool], frozenset[str]] = {}

    def functions(self, function: Function, library: Library) -> tuple[Function, ...]:
        """`function`, and what it calls directly or through others, nearest first."""
        key = (function, library)
        if key not in self._functions:
            self._functions[key] = tuple(self._reached(function, library))
        return self._functions[key]

    def _reached(self, function: Function, library: Library) -> list[Function]:
        calls, graphs = self._flows.calls(library), self._flows.graphs
        found = {function: 0}
        waiting = [function]
        while waiting and len(found) < _MOST_FUNCTIONS:
            current = waiting.pop(0)
            if found[current] >= _DEEPEST:
                continue
            for called in graphs.of(current).calls:
                for target in calls.targets(called):
                    if target.function not in found:
                        found[target.function] = found[current] + 1
                        waiting.append(target.function)
        return list(found)

    def words(self, function: Function, library: Library, *, has_keys: bool = True) -> frozenset[str]:
        """Names, attributes, short texts and numbers in the code of `function` and of what it reaches.

        With `has_keys` off, without the keys of dict displays: `{"Authorization": key}` is sent to others.
        """
        return frozenset[str]().union(*(self.own_words(f, has_keys) for f in self.functions(function, library)))

    def own_words(self, function: Function, has_keys: bool = True) -> frozenset[str]:
        """Names, attributes, short texts and numbers in the code of `function` alone, its decorators left out."""
        found = self._words.get((function, has_keys))
        if found is None:
            words = {function.ir.name, *(p.name for p in function.ir.parameters)}
            expressions = function.body.expressions
            displays = () if has_keys else (e for e in expressions if isinstance(e, nodes.Mapping))
            keys = {id(key) for display in displays for key, _ in display.items}
            for expression in expressions:
                words |= _words_of(expression) if id(expression) not in keys else set()
            found = self._words[function, has_keys] = frozenset(words)
        return found


def _words_of(expression: nodes.Expr) -> set[str]:
    if isinstance(expression, (nodes.Ref, nodes.Attribute)):
        return {expression.name}
    if isinstance(expression, nodes.Call):
        return {keyword.name for keyword in expression.keywords}
    if isinstance(expression, nodes.Literal) and not isinstance(expression.value, bool):
        return {str(expression.value)[:_LONGEST_TEXT]}
    return set()

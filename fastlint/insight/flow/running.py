"""The state of a symbolic run through one function: what each name stands for, and what is known."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from fastlint.insight.flow.facts import Facts, known, shared
from fastlint.insight.flow.values import Called, Choice, Computed, Constant, Graph, Input, Key, Part, Value
from fastlint.ir import nodes
from fastlint.model import Class, Function

Environment = dict[str, Value]
Definitions = Mapping[int, Function | Class]


@dataclass(slots=True)
class Way:
    """One way that control can take to a point: the names there and the facts."""

    names: Environment
    facts: Facts | None


@dataclass(slots=True)
class Loop:
    """The ways out of a loop's body that are not its end."""

    breaks: list[Way] = field(default_factory=list)
    continues: list[Way] = field(default_factory=list)


@dataclass(slots=True)
class Running:
    """Where the run stands.

    `definitions` finds nested functions and classes by the id of their IR; `is_variable` says whether a
    dotted name is a module-level variable of the project, whose attributes are values and not names, `constant` which
    key such a name stands for; `ends_at` whether a statement calls a function that never comes back.
    """

    graph: Graph
    definitions: Definitions
    is_variable: Callable[[str], bool]
    constant: Callable[[str], Key]
    ends_at: Callable[[nodes.Stmt], bool]
    names: Environment = field(default_factory=dict)
    facts: Facts | None = None
    loops: list[Loop] = field(default_factory=list)

    def bind(self, name: str, value: Value) -> None:
        """Let `name` stand for `value` from here on."""
        self.names[name] = value
        self.graph.bindings.setdefault(name, []).append(value)

    def way(self) -> Way:
        """The way taken so far; the run may go on without disturbing it."""
        return Way(dict(self.names), self.facts)

    def follow(self, way: Way) -> None:
        """Stand where `way` leads."""
        self.names, self.facts = way.names, way.facts

    def meet(self, node: nodes.Node, ways: list[Way]) -> bool:
        """Stand where the ways come together; False when there is none."""
        if not ways:
            return False
        met = ways[0]
        for way in ways[1:]:
            met = self._joined(node, met, way)
        self.follow(met)
        return True

    def _joined(self, node: nodes.Node, left: Way, right: Way) -> Way:
        names = dict(left.names)
        for name, value in right.names.items():
            other = names.get(name)
            if other is None:
                names[name] = value
            elif other is not value:
                names[name] = Choice(node, self.graph, [(other, left.facts), (value, right.facts)])
        return Way(names, shared(left.facts, right.facts))

    def assume(self, test: Value, outcome: bool, *, is_refusal: bool = False) -> None:
        """Go on knowing that `test` came out as `outcome`."""
        self.graph.asked[test] = None
        self.facts = assumed(self.facts, test, outcome, is_refusal)


def assumed(
    facts: Facts | None, test: Value, outcome: bool, is_refusal: bool = False, is_presumed: bool = False
) -> Facts | None:
    """`facts` and what follows from `test` having come out as `outcome`."""
    if isinstance(test, Computed) and test.operator == "not":
        return assumed(facts, test.operands[0], not outcome, is_refusal, is_presumed)
    if isinstance(test, Called) and getattr(test.function, "dotted", "") == "builtins.bool" and len(test.args) == 1:
        return assumed(facts, test.args[0], outcome, is_refusal, is_presumed)
    if isinstance(test, Computed) and test.operator in ("and", "or"):
        certain = test.operands
        if outcome != (test.operator == "and"):
            telling = [o for o in test.operands if not is_presence(o)]
            if len(telling) != 1:
                return known(facts, test, outcome, is_refusal=is_refusal, is_presumed=is_presumed)
            certain, is_presumed = telling, True
        for operand in certain:
            facts = assumed(facts, operand, outcome, is_refusal, is_presumed)
        return facts
    return known(facts, test, outcome, is_refusal=is_refusal, is_presumed=is_presumed)


def is_presence(test: Value) -> bool:
    """Whether a test only asks if something is there: `x`, `x is None`, `isinstance(x, T)`, `not x`."""
    if isinstance(test, Computed):
        if test.operator == "not":
            return is_presence(test.operands[0])
        is_none = any(isinstance(o, Constant) and o.value is None for o in test.operands)
        return is_none and test.operator in ("is", "is not", "==", "!=")
    if isinstance(test, Called):
        dotted = getattr(test.function, "dotted", "")
        return dotted in ("builtins.isinstance", "builtins.hasattr", "builtins.bool")
    return isinstance(test, (Input, Part, Choice))

"""Whether a function that by its name checks a value turns it down for what matters."""

from __future__ import annotations

from collections.abc import Iterator

from fastlint.insight.flow.calls import Calls
from fastlint.insight.flow.facts import Facts
from fastlint.insight.flow.question import Guards
from fastlint.insight.flow.targets import Target
from fastlint.insight.flow.values import Constant, Graph, Outcome


def turns_down(calls: Calls, guards: Guards, target: Target, outcome: bool | None) -> bool:
    """Whether it raises, or says no where yes is the `outcome`, after a test that tells something."""
    return calls.refuses(target, outcome) and not is_vain(calls, guards, target, outcome)


def is_vain(calls: Calls, guards: Guards, target: Target, outcome: bool | None = None) -> bool:
    """Whether all that a function turns down is seen, and none of it says that a value is harmless."""
    vain = guards.vain
    if vain is None or not calls.refuses(target, outcome):
        return False
    graph = calls.graphs.of(target.function)
    if any(calls.refuses(inner) for called in graph.calls for inner in calls.targets(called)):
        return False
    refusals = [list(_tests(leaving)) for leaving in _refusing(graph, outcome)]
    return all(tests and all(vain(fact, calls.graphs) for fact in tests) for tests in refusals)


def _refusing(graph: Graph, outcome: bool | None) -> list[Outcome]:
    """Where it raises, and where it says no."""
    says_no = (o for o in graph.returns if outcome and isinstance(o.value, Constant) and not o.value.value)
    return [*graph.raises, *says_no]


def _tests(leaving: Outcome) -> Iterator[Facts]:
    """The tests that led there; those that others were turned down by before are left out."""
    yield from (fact for fact in leaving.facts or () if fact.outcome is not None and not fact.is_refusal)

"""What the pattern of a `case` says of the subject of its `match`."""

from __future__ import annotations

from fastlint.insight.flow.expressions import evaluate
from fastlint.insight.flow.facts import known
from fastlint.insight.flow.running import Running
from fastlint.insight.flow.values import Called, Computed, Global, Record, Value
from fastlint.ir import nodes


def know_pattern(run: Running, subject: Value, case: nodes.Case) -> None:
    """A literal pattern, or a choice of them, is an equality that held; patterns of classes are tests for these."""
    patterns = case.pattern.operands if isinstance(case.pattern, nodes.Operation) else (case.pattern,)
    classes = [evaluate(run, p.func) for p in patterns if isinstance(p, nodes.Call)]
    if len(classes) == len(patterns):
        asked = Record(case, run.graph, dict(enumerate(classes)))
        test = Called(
            case, run.graph, Global(case, run.graph, "builtins.isinstance"), [subject, asked], {}, [], run.facts
        )
        run.facts = known(run.facts, test, True)
    elif all(isinstance(p, (nodes.Literal, nodes.Attribute)) for p in patterns):
        pattern = evaluate(run, patterns[0])
        run.facts = known(run.facts, Computed(case, run.graph, "==", [subject, pattern]), True)

"""What the pattern of a `case` asks of the subject of its `match`."""

from __future__ import annotations

from fastlint.insight.flow.expressions import evaluate
from fastlint.insight.flow.running import Running
from fastlint.insight.flow.values import Called, Computed, Global, Record, Value
from fastlint.ir import nodes


def test_of(run: Running, subject: Value, case: nodes.Case) -> tuple[Value | None, bool]:
    """The test that a pattern of literals or classes, or a choice of them, stands for, None for any other pattern.

    The second is whether it is all that the pattern asks: one of a class may ask for attributes too.
    """
    patterns = case.pattern.operands if isinstance(case.pattern, nodes.Operation) else (case.pattern,)
    classes = [pattern for pattern in patterns if isinstance(pattern, nodes.Call)]
    if len(classes) == len(patterns):
        asked = Record(case, run.graph, dict(enumerate(evaluate(run, pattern.func) for pattern in classes)))
        test = Called(
            case, run.graph, Global(case, run.graph, "builtins.isinstance"), [subject, asked], {}, [], run.facts
        )
        return test, not any(pattern.args or pattern.keywords for pattern in classes)
    if not all(isinstance(pattern, (nodes.Literal, nodes.Attribute)) for pattern in patterns):
        return None, False
    equal = [Computed(case, run.graph, "==", [subject, evaluate(run, pattern)]) for pattern in patterns]
    return equal[0] if len(equal) == 1 else Computed(case, run.graph, "or", list[Value](equal)), True

"""Variables that say how a test came out: `found = None`, set under the test, and asked for later."""

from __future__ import annotations

from fastlint.insight.flow.facts import Facts
from fastlint.insight.flow.selections import selected
from fastlint.insight.flow.values import Choice, Computed, Constant, Value

_IDENTITIES = ("is", "is not", "==", "!=")
_DEEPEST = 4


def remaining(fact: Facts) -> list[Facts | None]:
    """What was known where the choices were made that the fact leaves open; none unless it rules others out."""
    value, outcome = fact.value, fact.outcome
    if outcome is None:
        return []
    found = selected(value, outcome)
    if found is not None:
        return [found]
    if isinstance(value, Choice):
        return _left(value, None, outcome)
    if isinstance(value, Computed) and value.operator in _IDENTITIES:
        constant = next((o for o in value.operands if isinstance(o, Constant)), None)
        choice = next((o for o in value.operands if isinstance(o, Choice)), None)
        if constant is not None and choice is not None:
            return _left(choice, constant, outcome == (value.operator in ("is", "==")))
    return []


def _left(choice: Choice, constant: Constant | None, outcome: bool) -> list[Facts | None]:
    options = list(_flat(choice, 0))
    left = [facts for option, facts in options if not _is_excluded(option, constant, outcome)]
    return left if len(left) < len(options) else []


def _flat(choice: Choice, depth: int) -> list[tuple[Value, Facts | None]]:
    found: list[tuple[Value, Facts | None]] = []
    for option, facts in choice.options:
        found += _flat(option, depth + 1) if isinstance(option, Choice) and depth < _DEEPEST else [(option, facts)]
    return found


def _is_excluded(option: Value, constant: Constant | None, outcome: bool) -> bool:
    """Whether the option contradicts the fact: equal to the constant or not, or (without one) true or false."""
    if not isinstance(option, Constant):
        return False
    if constant is None:
        return bool(option.value) != outcome
    return (option.value == constant.value) != outcome

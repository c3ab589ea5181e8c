"""What a test asks, and of which value."""

from __future__ import annotations

from collections.abc import Iterator

from fastlint.insight.flow.facts import Facts
from fastlint.insight.flow.places import Place, place_of
from fastlint.insight.flow.values import Called, Choice, Computed, Constant, Input, Value


def is_nothing(fact: Facts, place: Place) -> bool:
    """Whether what came in at a place was found to be None or empty. What a loop reads is something else each turn."""
    test, held = fact.value, fact.outcome
    if held is None or not isinstance(place[0], Input):
        return False
    if isinstance(test, Computed) and test.operator in ("is", "is not"):
        asked, other = test.operands
        is_none = isinstance(other, Constant) and other.value is None
        return is_none and held == (test.operator == "is") and place_of(asked) == place
    return not held and place_of(test) == place


def as_written(value: Value) -> Iterator[Value]:
    """A value, and what it is in another spelling: `x` in `x.lower()`."""
    for end in value.ends if isinstance(value, Choice) else (value,):
        yield end
        while isinstance(end, Called) and end.receiver is not None:
            end = end.receiver
            yield end


def called_for(test: Value, outcome: bool | None) -> Called | None:
    """The call that gave something, where a test asked whether it is None."""
    if isinstance(test, Computed) and test.operator in ("is", "is not", "==", "!=") and outcome is not None:
        is_none = any(isinstance(operand, Constant) and operand.value is None for operand in test.operands)
        if is_none and outcome != (test.operator in ("is", "==")):
            return next((operand for operand in test.operands if isinstance(operand, Called)), None)
    return None

"""What is only done where a look-up found nothing, so that the next one finds it."""

from fastlint.insight.flow import Called, Computed, Constant, Facts, Part, Value, made_of

from ..knowledge.guarding import READS


def fills_gap(facts: Facts | None) -> bool:
    """Whether what happens under these tests makes what was looked up and not found."""
    return any(_is_missing(fact.value, fact.outcome) for fact in facts or ())


def _is_missing(value: Value, outcome: bool | None) -> bool:
    if isinstance(value, Computed) and value.operator == "not" and outcome is not None:
        return _is_missing(value.operands[0], not outcome)
    if isinstance(value, Computed) and value.operator in ("is", "is not", "==", "!="):
        found, nothing = value.operands
        is_empty = outcome == (value.operator in ("is", "=="))
        return isinstance(nothing, Constant) and nothing.value in (None, 0) and is_empty and _is_fetched(found)
    return outcome is False and not isinstance(value, Part) and _is_fetched(value)


def _is_fetched(value: Value) -> bool:
    return any(isinstance(v, Called) and READS.match(v.method) for v in made_of(value))

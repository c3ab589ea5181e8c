"""What a test says of elements: that some were selected from a collection, that none was, that all are in another."""

from __future__ import annotations

from fastlint.insight.flow.facts import Facts
from fastlint.insight.flow.values import ANY, Called, Choice, Computed, Constant, Global, Record, Value
from fastlint.ir import nodes

_GATHERING = frozenset({f"builtins.{name}" for name in ("next", "any", "list", "tuple", "set", "sorted")})
_SETS = frozenset({"builtins.set", "builtins.frozenset"})
_QUANTIFYING = {True: frozenset({"builtins.any"}), False: frozenset({"builtins.all"})}
_IDENTITIES = ("is", "is not", "==", "!=")


def selected(test: Value, outcome: bool) -> Facts | None:
    """What is known of an element that was selected: the conditions of `next((x for x in y if ...), None)`."""
    record, is_there = _selection(test, outcome)
    element = record.rest[0] if record is not None and is_there else None
    return element.options[0][1] if isinstance(element, Choice) else None


def none_selected(test: Value, outcome: bool) -> tuple[Value, bool] | None:
    """The only condition of a comprehension that selected nothing, which came out so for no element."""
    record, is_there = _selection(test, outcome)
    if record is None or is_there or not isinstance(record.node, nodes.Comprehension):
        return None
    conditions = [condition for clause in record.node.clauses for condition in clause.conditions]
    element = record.rest[0]
    facts = element.options[0][1] if isinstance(element, Choice) else None
    if facts is None or facts.outcome is None or len(conditions) != 1 or _is_joined(conditions[0]):
        return None
    return facts.value, not facts.outcome


def told_of_one(test: Value, outcome: bool | None) -> list[Value]:
    """The elements of which a test says something of one only: of `any(...)` that came out true, what was selected."""
    made: Value | None = None
    if outcome is not None and isinstance(test, Called) and _is_builtin(test, _QUANTIFYING[outcome]):
        made = test.args[0] if test.args else None
    elif outcome is not None:
        record, is_there = _selection(test, outcome)
        made = record if is_there else None
    if not (isinstance(made, Record) and isinstance(made.node, nodes.Comprehension)):
        return []
    names = [target for clause in made.node.clauses for target in _names(clause.target)]
    return [value for name in names for value in made.graph.bindings.get(name, ())]


def _names(target: nodes.Expr) -> list[str]:
    if isinstance(target, nodes.Sequence):
        return [name for item in target.items for name in _names(item)]
    return [target.name] if isinstance(target, nodes.Ref) else []


def _selection(test: Value, outcome: bool) -> tuple[Record | None, bool]:
    """The comprehension with conditions that a test asks about, and whether the test says that it gave anything."""
    if isinstance(test, Computed) and test.operator in _IDENTITIES:
        others = [o for o in test.operands if not (isinstance(o, Constant) and o.value is None)]
        return _selection(others[0], outcome != (test.operator in ("is", "=="))) if len(others) == 1 else (None, False)
    if isinstance(test, Called) and _is_builtin(test, _GATHERING):
        is_plain = all(isinstance(default, Constant) and not default.value for default in test.args[1:])
        return _selection(test.args[0], outcome) if test.args and is_plain else (None, False)
    if isinstance(test, Record) and isinstance(test.node, nodes.Comprehension) and test.rest:
        return (test if any(clause.conditions for clause in test.node.clauses) else None), outcome
    return None, False


def _is_joined(condition: nodes.Expr) -> bool:
    return isinstance(condition, nodes.Operation) and condition.operator in ("and", "or")


def membership(test: Value, outcome: bool) -> tuple[Value, bool] | None:
    """`element in others`, where a test says it of all elements: of `set(x) - others`, `set(x) <= others` and such."""
    pair: tuple[Value, Value] | None = None
    match test:
        case Computed(operator="-", operands=[Called() as few, many]) if not outcome and _is_set(few):
            pair = few.args[0], many
        case Computed(operator="<=" | "<", operands=[Called() as few, many]) if outcome and _is_set(few):
            pair = few.args[0], many
        case Computed(operator=">=" | ">", operands=[many, Called() as few]) if outcome and _is_set(few):
            pair = few.args[0], many
        case Called(method="issubset", args=[many]) if outcome and test.receiver is not None:
            pair = _elements(test.receiver), many
        case Called(method="issuperset", args=[few]) if outcome and test.receiver is not None:
            pair = _elements(few), test.receiver
        case Called(method="difference", args=[many]) if not outcome and test.receiver is not None:
            pair = _elements(test.receiver), many
    if pair is None:
        return None
    element = test.graph.part(test.node, pair[0], ANY)
    return Computed(test.node, test.graph, "in", [element, pair[1]]), True


def _elements(value: Value) -> Value:
    return value.args[0] if isinstance(value, Called) and _is_set(value) else value


def _is_set(called: Called) -> bool:
    return _is_builtin(called, _SETS) and len(called.args) == 1


def _is_builtin(called: Called, names: frozenset[str]) -> bool:
    return isinstance(called.function, Global) and called.function.dotted in names

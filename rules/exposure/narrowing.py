"""What tests say of the class of an exception."""

from fastlint.insight.flow import Called, Computed, Facts, Global, Value, class_names
from fastlint.insight.flow.graphs import Graphs
from fastlint.rule import Project

from ..knowledge.exceptions import is_internal, is_public


def is_narrowed(project: Project, graphs: Graphs, fact: Facts, value: Value) -> bool:
    """Whether a test said that `value` is of the project's own classes, or of others that tell nothing internal."""
    asked = _asked(fact.value, value) if fact.outcome else None
    return asked is not None and all(
        is_public(name) or project.class_(name) is not None or not is_internal(name)
        for name in class_names(graphs, asked)
    )


def _asked(test: Value, value: Value) -> Value | None:
    """The classes that a test asks of `value`."""
    match test:
        case Called(args=[subject, asked]) if subject is value and _is_builtin(test, "isinstance"):
            return asked
        case Computed(operator="is" | "==" | "in", operands=[Called(args=[subject]) as kind, asked]):
            return asked if subject is value and _is_builtin(kind, "type") else None
    return None


def _is_builtin(called: Called, name: str) -> bool:
    return isinstance(called.function, Global) and called.function.dotted == f"builtins.{name}"

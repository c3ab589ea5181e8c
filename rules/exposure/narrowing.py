"""What tests say of the class of an exception."""

from fastlint.insight.flow import Called, Caught, Computed, Constant, Facts, Global, Part, Record, Value, class_names
from fastlint.insight.flow.graphs import Graphs
from fastlint.model import Class
from fastlint.rule import Project

from ..knowledge.exceptions import FOR_CLIENTS, is_internal, is_public

DEEPEST = 6


def is_no_text(value: Value) -> bool:
    """Whether a part of an exception is none of its words.

    It is what a generator gives back, or what an exception was made to answer, something written out for all others.
    """
    match value:
        case Part(key="value", whole=Caught(handler=handler), is_attribute=True):
            return getattr(handler.exception, "name", "") in ("StopIteration", "StopAsyncIteration")
        case Called(args=[_, Constant(value=name), Constant() | Record()]):
            return name in FOR_CLIENTS and _is_builtin(value, "getattr")
    return False


def is_narrowed(project: Project, graphs: Graphs, fact: Facts, value: Value) -> bool:
    """Whether a test said that `value` is an exception of the project's own, or one that tells nothing internal.

    An object of another class may hold the text of any exception.
    """
    asked = _asked(fact.value, value) if fact.outcome else None
    return asked is not None and all(_is_for_clients(project, name) for name in class_names(graphs, asked))


def _is_for_clients(project: Project, name: str) -> bool:
    own = project.class_(name)
    if own is not None:
        return _is_exception(project, own, 0)
    return is_public(name) or (_is_named_so(name) and not is_internal(name))


def _is_exception(project: Project, cls: Class, depth: int) -> bool:
    """Whether a class of the project comes from one that is named as an exception."""
    for name in (project.canonical(cls.module, base) for base in cls.ir.bases):
        base = project.class_(name)
        if _is_named_so(name) if base is None else depth < DEEPEST and _is_exception(project, base, depth + 1):
            return True
    return False


def _is_named_so(name: str) -> bool:
    return name.endswith(("Exception", "Error", "Warning"))


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

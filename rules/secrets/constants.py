"""Constants of a module or class, and what they are there for."""

from collections.abc import Iterable, Iterator

from fastlint.model import last_names, nodes
from fastlint.rule import Module

from ..knowledge.defaults import READER_METHODS


def written_down(body: Iterable[nodes.Stmt]) -> Iterator[tuple[nodes.Ref, nodes.Expr]]:
    """The plain names that a body assigns to, each with what it is given."""
    for statement in body:
        if isinstance(statement, nodes.Assign) and statement.value is not None:
            target = statement.targets[0]
            if isinstance(target, nodes.Ref):
                yield target, statement.value


def is_looked_up(module: Module, name: str) -> bool:
    """Whether a constant is the name that something is looked up by."""
    for expression in (e for body in module.bodies for e in body.expressions):
        asked: nodes.Expr | None = None
        if isinstance(expression, nodes.Call) and not READER_METHODS.isdisjoint(last_names(expression.func)):
            asked = expression.argument(0, "key")
        elif isinstance(expression, nodes.Subscript):
            asked = expression.index
        if isinstance(asked, nodes.Ref) and asked.name == name:
            return True
    return False

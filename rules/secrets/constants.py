"""Constants of a module or class, and what they are there for."""

import re
from collections.abc import Iterable, Iterator

from fastlint.model import last_names, nodes
from fastlint.rule import Module

from ..knowledge.defaults import OWN_SECRET, READER_METHODS


def written_down(body: Iterable[nodes.Stmt]) -> Iterator[tuple[nodes.Ref, nodes.Expr]]:
    """The plain names that a body assigns to, each with what it is given."""
    for statement in body:
        if isinstance(statement, nodes.Assign) and statement.value is not None:
            target = statement.targets[0]
            if isinstance(target, nodes.Ref):
                yield target, statement.value


def members_of_groups(body: Iterable[nodes.Stmt]) -> frozenset[str]:
    """Constants that say what the kinds of something are called: `KIND_KEY = "key"` beside `KIND_NOTE = "note"`."""
    groups: dict[str, set[str]] = {}
    for target, value in written_down(body):
        text = value.value if isinstance(value, nodes.Literal) and isinstance(value.value, str) else ""
        called = re.sub(r"[-. ]", "_", text).upper()
        if called and target.name.upper().endswith(f"_{called}"):
            groups.setdefault(target.name.upper().removesuffix(called), set()).add(target.name)
    return frozenset(name for group in groups.values() if not all(map(_is_secret, group)) for name in group)


def _is_secret(name: str) -> bool:
    return bool(OWN_SECRET.search(name.lower()))


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

"""Texts that code refuses to run with: placeholders, and defaults that somebody has to replace."""

from collections.abc import Iterator
from dataclasses import dataclass

from fastlint.model import expressions_in, nodes, subexpressions
from fastlint.rule import Module

from .constants import written_down

_ENDING = frozenset({"exit", "_exit", "abort"})
_ALTERNATIVES = frozenset({"or", "and"})
_COLLECTIONS = frozenset({"frozenset", "set", "tuple", "list"})
_SHORTEST_BEGINNING = 4


@dataclass(frozen=True, slots=True)
class Refused:
    """The texts that the code of a file refuses, and how others begin that it refuses."""

    texts: frozenset[str]
    beginnings: tuple[str, ...]

    def __contains__(self, text: str) -> bool:
        return text in self.texts or text.startswith(self.beginnings)


def refused_by(module: Module) -> Refused:
    """What the tests of a file ask for that end with an exception or with the process."""
    constants = {target.name: value for target, value in written_down(module.ir.body)}
    tests = [s.test for body in module.bodies for s in body.statements if isinstance(s, nodes.If) and _ends(s.body)]
    asked = [each for test in tests for each in _alternatives(test)]
    members = (o.operands[-1] for o in asked if isinstance(o, nodes.Operation) and o.operator == "in")
    begun = (call.args[0] for call in asked if isinstance(call, nodes.Call) and _asks_beginning(call))
    return Refused(
        frozenset(text for listed in members for text in _texts(listed, constants)),
        tuple(text for each in begun for text in _texts(each, constants) if len(text) >= _SHORTEST_BEGINNING),
    )


def _ends(body: tuple[nodes.Stmt, ...]) -> bool:
    called = (e.func for e in expressions_in(body) if isinstance(e, nodes.Call))
    return any(isinstance(s, nodes.Raise) for s in body) or any(getattr(f, "name", "") in _ENDING for f in called)


def _alternatives(test: nodes.Expr) -> Iterator[nodes.Expr]:
    """The parts of a test that have to hold for it, none of those that it denies."""
    if isinstance(test, nodes.Operation) and test.operator in _ALTERNATIVES:
        for operand in test.operands:
            yield from _alternatives(operand)
    else:
        yield test


def _asks_beginning(call: nodes.Call) -> bool:
    return isinstance(call.func, nodes.Attribute) and call.func.name == "startswith" and bool(call.args)


def _texts(listed: nodes.Expr, constants: dict[str, nodes.Expr]) -> Iterator[str]:
    """The texts that a collection or a constant of the file is written down with."""
    if isinstance(listed, nodes.Ref):
        listed = constants.get(listed.name, listed) if listed.target == f"@{listed.name}" else listed
    if isinstance(listed, nodes.Call) and listed.args and getattr(listed.func, "name", "") in _COLLECTIONS:
        listed = listed.args[0]
    parts = subexpressions(listed) if isinstance(listed, nodes.Sequence) else (listed,)
    yield from (part.value for part in parts if isinstance(part, nodes.Literal) and isinstance(part.value, str))

"""Statements that run together, and what is in them."""

from __future__ import annotations

from fastlint.ir import nodes
from fastlint.ir.walk import evaluated_by, statements_in


class Body:
    """The body of a function, a class or a module.

    It is gone through once, whoever asks and how often: most rules start from all calls or all expressions of a
    project. Nested functions and classes are among the statements, and what is in them is not.
    """

    __slots__ = ("_calls", "_expressions", "_names", "_statements", "block")

    def __init__(self, block: tuple[nodes.Stmt, ...]) -> None:
        self.block = block
        self._statements: tuple[nodes.Stmt, ...] | None = None
        self._expressions: tuple[nodes.Expr, ...] | None = None
        self._calls: tuple[nodes.Call, ...] | None = None
        self._names: frozenset[str] | None = None

    @property
    def statements(self) -> tuple[nodes.Stmt, ...]:
        """Every statement, those of blocks included, in source order."""
        if self._statements is None:
            self._statements = tuple(statements_in(self.block))
        return self._statements

    @property
    def expressions(self) -> tuple[nodes.Expr, ...]:
        """Every expression, outermost first."""
        if self._expressions is None:
            self._expressions = tuple(evaluated_by(self.statements))
        return self._expressions

    @property
    def calls(self) -> tuple[nodes.Call, ...]:
        """Every call."""
        if self._calls is None:
            self._calls = tuple([e for e in self.expressions if type(e) is nodes.Call])
        return self._calls

    @property
    def names(self) -> frozenset[str]:
        """Every name and attribute that is written, and what each was imported as another name of.

        What is not among them need not be looked for.
        """
        if self._names is None:
            attributes = {e.name for e in self.expressions if type(e) is nodes.Attribute}
            refs = {(e.name, e.target) for e in self.expressions if type(e) is nodes.Ref}
            origins = {target.rpartition(".")[2] for _, target in refs}
            self._names = frozenset(attributes | {name for name, _ in refs} | origins)
        return self._names

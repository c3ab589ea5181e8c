"""What runs, and how far it may: frames and bounds."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fastlint.ir import nodes
from fastlint.link.values import FunctionValue, ModuleState, Scope, Value

if TYPE_CHECKING:
    from fastlint.model import Module, Switch

MOST_STEPS = 2_000_000
"""Statements and calls evaluated in one run; beyond it everything is Unknown."""

STEPS_IN_CALLS = 1_000_000
"""Of these, what calls made at a module's top level may take together: each an eighth of what is left of it."""

MOST_STEPS_IN_CALL = 120_000
FEWEST_STEPS_IN_CALL = 1_000
"""What one such call may take at most and always, so that no single helper eats the whole bound."""

MOST_STEPS_IN_CALLS = 200_000
"""What all such calls of one function may take together."""

DEEPEST_CALL = 40


class OutOfBounds(Exception):
    """A bound was reached; caught where the call or module began that is given up."""


@dataclass(slots=True, eq=False, repr=False)
class Frame:
    """One running function, class body or module. `site` is the call of a project's router that the code answers.

    `switch` is the setting by whose default it returned.
    """

    state: ModuleState
    scope: Scope
    function: FunctionValue | None = None
    instance: Value | None = None
    returns: list[Value] = field(default_factory=list)
    yields: list[Value] = field(default_factory=list)
    depth: int = 0
    qualname: str = ""
    left_under: list[str] = field(default_factory=list)
    switch: Switch | None = None
    site: tuple[Module, nodes.Node | None] | None = None

    def home(self, name: str) -> dict[str, Value]:
        """The names in which an assignment to `name` ends here: the scope, or an outer one it declares."""
        ir = self.function.ir if self.function else None
        if not isinstance(ir, nodes.Function) or name not in ir.outer:
            return self.scope.names
        scope = self.scope.parent
        while scope is not None and scope.parent is not None and name not in scope.names:
            scope = scope.parent
        return (scope or self.scope).names

    @property
    def module(self) -> Module:
        """The module whose code runs."""
        return self.state.module


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class LeftOut:
    """Statements that do not run because of the default of a setting, and the frame in which they would."""

    frame: Frame
    body: tuple[nodes.Stmt, ...]
    switch: Switch

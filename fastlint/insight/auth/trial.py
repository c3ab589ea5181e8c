"""Trying code as a caller without valid credentials: does it let him pass, and with which value?

Statements carry a level: `SURE` that the caller gets here, `MAYBE` (it hangs on something that neither he nor the
code decides, such as a setting), or `NEVER`. A function that never returns has refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from fastlint.insight.auth.atoms import (
    NOTHING,
    UNKNOWN,
    Kind,
    Known,
    Object,
    Value,
    flat,
    is_credential,
    join,
    truths,
    unpacked,
)
from fastlint.insight.auth.beginnings import forget, is_asked, note
from fastlint.insight.auth.world import World
from fastlint.ir import nodes
from fastlint.model import Function, Module, Span

NEVER, MAYBE, SURE = 0, 1, 2
EXHAUSTED = "more code than is tried"
"""The doubt about who gets through what was not tried to its end."""
_DEEPEST = 10


class Refused(Exception):
    """The caller was refused while an expression was evaluated; `name` is the exception he got, "?" a library's."""

    def __init__(self, name: str, span: Span, text: str) -> None:
        super().__init__(name)
        self.name = name
        self.span = span
        self.text = text


@dataclass(slots=True)
class Outcome:
    """What became of the caller: how sure he passes, with what value, and where he was refused."""

    level: int
    value: Value = UNKNOWN
    refusals: list[Refused] = field(default_factory=list)


@dataclass(slots=True, eq=False, repr=False)
class Run:
    """One activation of a function; `undecided` are the operands of the latest test that nothing decides,
    `dropped` is the latest expression whose value nobody takes,
    `jumps` are the `break` and `continue` of the loop that runs, with the level and the names at each."""

    world: World
    module: Module
    names: dict[str, Value]
    constants: Mapping[str, object]
    function: Function | None = None
    depth: int = 0
    is_handler: bool = False
    returns: list[tuple[Value, int]] = field(default_factory=list)
    refusals: list[Refused] = field(default_factory=list)
    is_doubtful: bool = False
    undecided: list[nodes.Expr] = field(default_factory=list)
    caught: str = "?"
    dropped: nodes.Expr | None = None
    jumps: list[tuple[str, int, dict[str, Value]]] = field(default_factory=list)

    def block(self, body: Iterable[nodes.Stmt], level: int) -> int:
        """Run statements reached at `level`; the level at which their end is reached."""
        for statement in body:
            if level == NEVER or self.world.is_exhausted:
                break
            self.world.step()
            self.world.levels[-1] = level
            level = self.statement(statement, level)
        return level

    def statement(self, statement: nodes.Stmt, level: int) -> int:
        """Run one statement; a refusal inside an expression ends the path."""
        from fastlint.insight.auth.statements import execute

        try:
            after = execute(self, statement, level)
        except Refused as refused:
            self.refusals.append(refused)
            return NEVER
        if self.is_doubtful:
            self.is_doubtful = False
            after = min(after, MAYBE)
        return after

    def value(self, expression: nodes.Expr | None) -> Value:
        """The value of an expression to this caller; raises Refused."""
        from fastlint.insight.auth.expressions import evaluate

        return evaluate(self, expression)

    def refuse(self, node: nodes.Node, name: str, text: str) -> Refused:
        """A refusal at `node`."""
        return Refused(name, self.module.span(node), text)

    def assign(self, target: nodes.Expr, value: Value) -> None:
        """Bind a target; parts of a pattern each get the whole's atoms."""
        match target:
            case nodes.Ref():
                self.names[target.name] = value
                forget(self.names, target.name)
            case nodes.Sequence():
                parts = unpacked(value, len(target.items)) or [flat(value)] * len(target.items)
                for part, its in zip(target.items, parts, strict=True):
                    self.assign(part, its)
            case nodes.Star():
                self.assign(target.value, value)
            case nodes.Attribute():
                for atom in self.value(target.value):
                    if isinstance(atom, Object):
                        atom.fields[target.name] = value

    def narrow(self, test: nodes.Expr, holds: bool) -> None:
        """Keep of a tested name only what fits the outcome of the test."""
        if isinstance(test, nodes.Operation) and test.operator == "not":
            self.narrow(test.operands[0], not holds)
        elif isinstance(test, nodes.Operation) and test.operator in ("is", "is not") and _is_none(test.operands[1]):
            self._keep(test.operands[0], wants_value=(test.operator == "is not") is holds)
        elif isinstance(test, nodes.Operation) and test.operator == ("and" if holds else "or"):
            for operand in test.operands:
                self.narrow(operand, holds)
        elif isinstance(test, nodes.Ref):
            self._keep(test, wants_value=holds)
        elif isinstance(test, nodes.Call) and is_asked(self.names, test):
            note(self.names, test, self.value(test.args[0]), holds)

    def _keep(self, tested: nodes.Expr, *, wants_value: bool) -> None:
        if isinstance(tested, nodes.Ref) and tested.name in self.names:
            kept = tuple(atom for atom in self.names[tested.name] if wants_value in truths((atom,)))
            self.names[tested.name] = kept or UNKNOWN


def _is_none(expression: nodes.Expr) -> bool:
    return isinstance(expression, nodes.Literal) and expression.value is None


def run_function(
    world: World,
    function: Function,
    names: dict[str, Value],
    constants: Mapping[str, object],
    depth: int = 0,
    is_handler: bool = False,
) -> Outcome:
    """Try one function with its parameters bound."""
    if depth > _DEEPEST and any(map(is_credential, names.values())):
        world.is_cut = True  # what lies deeper may refuse the caller
    around = next((place for place, running in enumerate(world.running) if running is function.ir), None)
    if depth > _DEEPEST or world.is_exhausted:
        around = -1
    if around is not None:
        world.reached = min(world.reached, around)
        is_lookup = around >= 0 and any(map(is_credential, names.values()))
        return Outcome(SURE, NOTHING if is_lookup else UNKNOWN)  # looking once more finds no more
    key = _key(world, function, names, constants) if depth else None
    kept = world.index.outcomes.get(key) if key is not None else None
    if isinstance(kept, _Kept):
        world.steps += kept.steps
        world.is_asked |= kept.is_asked
        world.doubts += kept.doubts
        return Outcome(kept.outcome.level, kept.outcome.value, list(kept.outcome.refusals))
    earlier, world.noticed = world.noticed, set()
    was_asked, world.is_asked = world.is_asked, False
    outer, world.reached = world.reached, len(world.running)
    steps, doubts = world.steps, len(world.doubts)
    outcome = _run(world, function, names, constants, depth, is_handler)
    is_general = world.reached >= len(world.running) and not (world.noticed or world.is_exhausted)
    is_same = key is not None and _key(world, function, names, constants) == key
    if key is not None and is_same and is_general and _is_plain(outcome.value):
        world.index.outcomes[key] = _Kept(outcome, world.doubts[doubts:], world.steps - steps, world.is_asked)
    world.noticed |= earlier
    world.is_asked |= was_asked
    world.reached = min(outer, world.reached)
    return outcome


@dataclass(frozen=True, slots=True)
class _Kept:
    """The outcome of a function that is the same wherever it is called, with all that trying it left behind.

    Whoever is given it is where he would be had he tried himself: what becomes of a route must not depend on which
    other was tried before.
    """

    outcome: Outcome
    doubts: list[tuple[Span, str]]
    steps: int
    is_asked: bool


def _key(
    world: World, function: Function, names: dict[str, Value], constants: Mapping[str, object]
) -> tuple[object, ...] | None:
    """What the outcome of a function hangs on; None where it is what an object holds."""
    objects = [atom for value in names.values() for atom in value if isinstance(atom, Object)]
    if constants or any(atom.fields for atom in objects):
        return None
    plain = ((name, tuple(id(a.cls) if isinstance(a, Object) else a for a in value)) for name, value in names.items())
    return (id(function.ir), world.caller, world.is_handler, tuple(plain))


def _is_plain(value: Value) -> bool:
    """Whether a value is the same for everybody: an object may be changed by whoever has it."""
    return not any(isinstance(atom, Object) for atom in value)


def _run(
    world: World,
    function: Function,
    names: dict[str, Value],
    constants: Mapping[str, object],
    depth: int,
    is_handler: bool,
) -> Outcome:
    run = Run(world, function.module, dict(names), constants, function, depth, is_handler)
    world.running.append(function.ir)
    world.levels.append(SURE)
    try:
        end = run.block(function.ir.body, SURE)
    finally:
        world.running.pop()
        world.levels.pop()
    if end != NEVER:
        run.returns.append(((Known(None),), end))
    if not run.returns:
        return Outcome(NEVER, (Kind.NOTHING,), run.refusals)
    level = max(level for _, level in run.returns)
    if not run.refusals:
        level = SURE
    return Outcome(level, join(value for value, _ in run.returns), run.refusals)


_UNAUTHORIZED = re.compile(r"\b401\b|401_|UNAUTHORIZED|Unauthori[sz]ed")


def of_all(outcome: Outcome) -> Outcome:
    """What a dependency is worth that treats good credentials as it treats others.

    Mostly it is about something else. Where it refuses with 401, how it tells good ones was not seen.
    """
    is_about_credentials = any(_UNAUTHORIZED.search(r.text) for r in outcome.refusals)
    return Outcome(MAYBE if is_about_credentials else SURE, outcome.value, outcome.refusals)

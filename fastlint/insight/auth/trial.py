"""Trying code as a caller without valid credentials: does it let him pass, and with which value?

Statements carry a level: `SURE` that the caller gets here, `MAYBE` (it hangs on something that neither he nor the
code decides, such as a setting), or `NEVER`. A function that never returns has refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from fastlint.insight.auth.atoms import UNKNOWN, Kind, Known, Object, Value, join, truths
from fastlint.insight.auth.exceptions import catches
from fastlint.insight.auth.world import World
from fastlint.ir import nodes
from fastlint.ir.text import source
from fastlint.model import Function, Module, Span

NEVER, MAYBE, SURE = 0, 1, 2
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
    """One activation of a function."""

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
    caught: str = "?"

    def block(self, body: Iterable[nodes.Stmt], level: int) -> int:
        """Run statements reached at `level`; the level at which their end is reached."""
        for statement in body:
            if level == NEVER or self.world.is_exhausted:
                break
            self.world.step()
            level = self.statement(statement, level)
        return level

    def statement(self, statement: nodes.Stmt, level: int) -> int:
        """Run one statement; a refusal inside an expression ends the path."""
        run = _RUN.get(type(statement))
        try:
            after = run(self, statement, level) if run is not None else level
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
            case nodes.Sequence():
                for part in target.items:
                    self.assign(part, value)
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

    def _keep(self, tested: nodes.Expr, *, wants_value: bool) -> None:
        if isinstance(tested, nodes.Ref) and tested.name in self.names:
            kept = tuple(atom for atom in self.names[tested.name] if wants_value in truths((atom,)))
            self.names[tested.name] = kept or UNKNOWN


def _is_none(expression: nodes.Expr) -> bool:
    return isinstance(expression, nodes.Literal) and expression.value is None


def run_function(
    world: World, function: Function, names: dict[str, Value], constants: Mapping[str, object], depth: int = 0, is_handler: bool = False
) -> Outcome:
    """Try one function with its parameters bound."""
    if depth > _DEEPEST or world.is_exhausted or any(running is function.ir for running in world.running):
        return Outcome(SURE, UNKNOWN)
    key = _key(world, function, names, constants) if depth else None
    if key is not None and key in world.index.outcomes:
        outcome = world.index.outcomes[key]
        assert isinstance(outcome, Outcome)
        return Outcome(outcome.level, outcome.value, list(outcome.refusals))
    outcome = _run(world, function, names, constants, depth, is_handler)
    if key is not None and not world.is_exhausted:
        world.index.outcomes[key] = outcome
    return outcome


def _key(world: World, function: Function, names: dict[str, Value], constants: Mapping[str, object]) -> tuple[object, ...] | None:
    """What the outcome of a function hangs on; None where it has an identity or the route takes part."""
    if constants or world.path or any(isinstance(atom, Object) for value in names.values() for atom in value):
        return None
    return (id(function.ir), world.caller, world.is_handler, tuple(names.items()))


def _run(
    world: World, function: Function, names: dict[str, Value], constants: Mapping[str, object], depth: int, is_handler: bool
) -> Outcome:
    run = Run(world, function.module, dict(names), constants, function, depth, is_handler)
    world.running.append(function.ir)
    try:
        end = run.block(function.ir.body, SURE)
    finally:
        world.running.pop()
    if end != NEVER:
        run.returns.append(((Known(None),), end))
    if not run.returns:
        return Outcome(NEVER, (Kind.NOTHING,), run.refusals)
    level = max(level for _, level in run.returns)
    if not run.refusals:
        level = SURE
    return Outcome(level, join(value for value, _ in run.returns), run.refusals)


# ---------------------------------------------------------------- statements


def _assign(run: Run, node: nodes.Assign, level: int) -> int:
    if node.value is not None:
        value = run.value(node.value)
        for target in node.targets:
            run.assign(target, value if not node.operator else join([value, run.value(target)]))
    return level


def _evaluate(run: Run, node: nodes.Evaluate, level: int) -> int:
    value = node.value
    if isinstance(value, nodes.Yield):  # a dependency's value; what follows is clean-up
        run.returns.append((run.value(value.value), level))
        return NEVER
    run.value(value)
    return level


def _branch(run: Run, body: tuple[nodes.Stmt, ...], level: int, test: nodes.Expr | None, holds: bool) -> tuple[int, dict[str, Value]]:
    before = dict(run.names)
    if test is not None:
        run.narrow(test, holds)
    end = run.block(body, level)
    after, run.names = run.names, before
    return end, after


def _if(run: Run, node: nodes.If, level: int) -> int:
    test = run.value(node.test)
    possible = truths(test)
    if len(possible) == 1:
        run.narrow(node.test, True in possible)
        return run.block(node.body if True in possible else node.orelse, level)
    yes, yes_names = _branch(run, node.body, level, node.test, True)
    no, no_names = _branch(run, node.orelse, level, node.test, False)
    run.names = _merged([names for end, names in ((yes, yes_names), (no, no_names)) if end])
    if yes and no:
        return max(yes, no)
    through = yes or no
    is_chosen = Kind.CHOICE in test and Kind.UNKNOWN not in test
    return through if is_chosen or not through else min(through, _doubt(run, node.test))


def _doubt(run: Run, test: nodes.Expr) -> int:
    """How sure a path is that hangs on a test which nothing decides; the reason is kept for the verdict."""
    run.world.doubts.append((run.module.span(test), source(test)))
    return MAYBE


def _merged(ends: list[dict[str, Value]]) -> dict[str, Value]:
    if len(ends) <= 1:
        return ends[0] if ends else {}
    names = {name for end in ends for name in end}
    return {name: join(end[name] for end in ends if name in end) for name in sorted(names)}


def _for(run: Run, node: nodes.For, level: int) -> int:
    over = run.value(node.iterable)
    if all(atom in (Kind.NOTHING, Kind.ABSENT) for atom in over):
        return run.block(node.orelse, level)
    items = [atom.value for atom in over if isinstance(atom, Known)]
    run.assign(node.target, over if Kind.FORGED in over else UNKNOWN)
    before = dict(run.names)
    refusals = len(run.refusals)
    end = run.block(node.body, level)
    run.names = _merged([before, run.names])
    if end == NEVER and len(run.refusals) > refusals:
        return NEVER if items and all(isinstance(i, (list, tuple)) and i for i in items) else min(level, MAYBE)
    return level


def _while(run: Run, node: nodes.While, level: int) -> int:
    possible = truths(run.value(node.test))
    if True not in possible:
        return level
    end = run.block(node.body, level)
    return end if possible == {True} and end == NEVER else level


def _with(run: Run, node: nodes.With, level: int) -> int:
    for context, target in node.items:
        value = run.value(context)
        if target is not None:
            run.assign(target, value)
    return run.block(node.body, level)


def _try(run: Run, node: nodes.Try, level: int) -> int:
    before, earlier = dict(run.names), len(run.refusals)
    end = run.block(node.body, level)
    if end != NEVER:
        end = run.block(node.orelse, end)
    raised, run.refusals = run.refusals[earlier:], run.refusals[:earlier]
    ends = [(end, run.names)] if end != NEVER else []
    for handler in node.handlers:
        mine = [r for r in raised if catches(run.world.project, run.module, handler.exception, r.name)]
        if not mine:
            continue
        raised = [r for r in raised if r not in mine]
        run.names = {**before, **({handler.name: UNKNOWN} if handler.name else {})}
        caught, run.caught = run.caught, mine[0].name
        through = run.block(handler.body, level if end == NEVER else min(level, MAYBE))
        run.caught = caught
        if through != NEVER:
            ends.append((through, run.names))
    run.refusals += raised
    run.names = _merged([names for _, names in ends]) or before
    after = max((level for level, _ in ends), default=NEVER)
    final = run.block(node.final, SURE)
    return NEVER if final == NEVER else after


def _match(run: Run, node: nodes.Match, level: int) -> int:
    subject = run.value(node.subject)
    ends: list[tuple[int, dict[str, Value]]] = []
    before = dict(run.names)
    for case in node.cases:
        run.names = {**before, **dict.fromkeys(case.binds, subject)}
        ends.append((run.block(case.body, level), run.names))
    reached = [(end, names) for end, names in ends if end != NEVER]
    run.names = _merged([names for _, names in reached]) or before
    if not reached:
        return NEVER if any(isinstance(c.pattern, nodes.Ref) and c.pattern.name == "_" for c in node.cases) else MAYBE
    return max(end for end, _ in reached) if len(reached) == len(ends) else MAYBE


def _return(run: Run, node: nodes.Return, level: int) -> int:
    from fastlint.insight.auth.responses import refusal_status

    status = refusal_status(run, node.value) if run.is_handler else None
    if status is not None:
        raise run.refuse(node, "response", f"answers {status}")
    value = run.value(node.value)
    if run.is_doubtful:
        run.is_doubtful, level = False, min(level, MAYBE)
    run.returns.append((value, level))
    return NEVER


def _raise(run: Run, node: nodes.Raise, level: int) -> int:
    value = node.value.func if isinstance(node.value, nodes.Call) else node.value
    name = run.world.project.canonical(run.module, value) or source(value) if value is not None else run.caught
    text = source(node.value) if node.value is not None else "the error goes on"
    raise run.refuse(node, name, f"refuses with `{text}`" if node.value is not None else text)


_RUN: dict[type, Callable[[Run, Any, int], int]] = {
    nodes.Assign: _assign, nodes.Evaluate: _evaluate, nodes.If: _if, nodes.For: _for, nodes.While: _while,
    nodes.With: _with, nodes.Try: _try, nodes.Match: _match, nodes.Return: _return, nodes.Raise: _raise,
}  # fmt: skip

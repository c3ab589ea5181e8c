"""What each kind of statement does to a caller on his way."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastlint.insight.auth.atoms import UNKNOWN, Kind, Known, Value, flat, join, truths
from fastlint.insight.auth.comparisons import compare
from fastlint.insight.auth.exceptions import catches
from fastlint.insight.auth.loops import merged, run_for, run_jump, run_while
from fastlint.insight.auth.responses import is_of_nobody, refusal_status
from fastlint.insight.auth.trial import MAYBE, NEVER, SURE, Run
from fastlint.ir import nodes
from fastlint.ir.text import source


def execute(run: Run, statement: nodes.Stmt, level: int) -> int:
    """Run one statement reached at `level`; the level at which its end is reached. Raises Refused."""
    handler = _RUN.get(type(statement))
    return handler(run, statement, level) if handler is not None else level


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
    run.dropped = value
    run.value(value)
    return level


def _branch(
    run: Run, body: tuple[nodes.Stmt, ...], level: int, test: nodes.Expr | None, holds: bool
) -> tuple[int, dict[str, Value]]:
    before = dict(run.names)
    if test is not None:
        run.narrow(test, holds)
    end = run.block(body, level)
    after, run.names = run.names, before
    return end, after


def _if(run: Run, node: nodes.If, level: int) -> int:
    run.undecided = []
    test = run.value(node.test)
    undecided = run.undecided or [node.test]
    if is_of_nobody(node.body):
        run.narrow(node.test, False)
        return run.block(node.orelse, level)
    possible = truths(test)
    if len(possible) == 1:
        run.narrow(node.test, True in possible)
        return run.block(node.body if True in possible else node.orelse, level)
    is_chosen = Kind.CHOICE in test and Kind.UNKNOWN not in test
    inside = level if is_chosen else min(level, MAYBE)
    yes, yes_names = _branch(run, node.body, inside, node.test, True)
    no, no_names = _branch(run, node.orelse, inside, node.test, False)
    run.names = merged([names for end, names in ((yes, yes_names), (no, no_names)) if end])
    if yes and no:
        return level
    if not is_chosen:
        run.world.doubts += [(run.module.span(operand), source(operand)) for operand in undecided]
    return yes or no


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
    run.names = merged([names for _, names in ends]) or before
    after = max((level for level, _ in ends), default=NEVER)
    final = run.block(node.final, SURE)
    return NEVER if final == NEVER else after


def _match(run: Run, node: nodes.Match, level: int) -> int:
    subject = run.value(node.subject)
    ends: list[tuple[int, dict[str, Value]]] = []
    before = dict(run.names)
    is_last = False
    for case in node.cases:
        run.names = {**before, **dict.fromkeys(case.binds, flat(subject))}
        fits = _fits(run, case, subject)
        if True in fits:
            ends.append((run.block(case.body, level), run.names))
        is_last = fits == {True}
        if is_last:
            break
    reached = [(end, names) for end, names in ends if end != NEVER]
    run.names = merged([names for _, names in reached]) or before
    if not ends:
        return level
    if not reached:
        return NEVER if is_last else min(level, MAYBE)
    return max(end for end, _ in reached) if len(reached) == len(ends) else min(level, MAYBE)


def _fits(run: Run, case: nodes.Case, subject: Value) -> set[bool]:
    """Whether a case is taken: a list of something is never what was not sent."""
    match case.pattern:
        case nodes.Ref(name=name) if name == "_" or name in case.binds:
            fits = {True}
        case nodes.Literal():
            fits = truths(compare(run, "==", subject, run.value(case.pattern)))
        case nodes.Sequence(items=(_, *_)) if all(atom in (Kind.ABSENT, Kind.NOTHING) for atom in subject):
            fits = {False}
        case _:
            fits = {True, False}
    if case.guard is None or True not in fits:
        return fits
    guard = truths(run.value(case.guard))
    return guard | (fits & {False})


def _return(run: Run, node: nodes.Return, level: int) -> int:
    status = refusal_status(run, node.value) if run.is_handler else None
    if status is not None:
        raise run.refuse(node, "response", f"answers {status}")
    value = run.value(node.value) if node.value is not None else (Known(None),)
    if run.is_doubtful:
        run.is_doubtful, level = False, min(level, MAYBE)
    run.returns.append((value, level))
    return NEVER


def _raise(run: Run, node: nodes.Raise, level: int) -> int:
    raised = _made(run, node.value)
    value = raised.func if isinstance(raised, nodes.Call) else raised
    name = run.world.project.canonical(run.module, value) or source(value) if value is not None else run.caught
    text = source(raised) if raised is not None else "the error goes on"
    raise run.refuse(node, name, f"refuses with `{text}`" if raised is not None else text)


def _made(run: Run, raised: nodes.Expr | None) -> nodes.Expr | None:
    """What makes the exception that is raised: the call whose value a local is, where there is one."""
    if not isinstance(raised, nodes.Ref) or raised.target or run.function is None:
        return raised
    for statement in run.function.body.statements:
        match statement:
            case nodes.Assign(targets=(nodes.Ref(name=name),), value=nodes.Call() as call) if name == raised.name:
                return call
    return raised


_RUN: dict[type, Callable[[Run, Any, int], int]] = {
    nodes.Assign: _assign, nodes.Evaluate: _evaluate, nodes.If: _if, nodes.For: run_for, nodes.While: run_while,
    nodes.With: _with, nodes.Try: _try, nodes.Match: _match, nodes.Return: _return, nodes.Raise: _raise,
    nodes.Jump: run_jump,
}  # fmt: skip

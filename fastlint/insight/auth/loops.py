"""Loops, turn by turn where it is known what they go over, and the jumps that end a turn or the loop."""

from __future__ import annotations

from typing import Final

from fastlint.insight.auth.atoms import UNKNOWN, Kind, Known, Object, Value, flat, join, rows, truths
from fastlint.insight.auth.callers import names_in, sent
from fastlint.insight.auth.trial import MAYBE, NEVER, Run
from fastlint.ir import nodes
from fastlint.ir.walk import statements_in

_MOST_TURNS: Final = 16

_End = tuple[int, dict[str, Value]]


def merged(ends: list[dict[str, Value]]) -> dict[str, Value]:
    """What names may hold where several ways meet."""
    if len(ends) <= 1:
        return ends[0] if ends else {}
    names = {name for end in ends for name in end}
    return {name: join(end[name] for end in ends if name in end) for name in sorted(names)}


def run_for(run: Run, node: nodes.For, level: int) -> int:
    """Run a `for` loop reached at `level`; the level at which its end is reached."""
    value = run.value(node.iterable)
    over = flat(value)
    if over == (Kind.HEADERS,):
        return _over_headers(run, node, level)
    if all(atom in (Kind.NOTHING, Kind.ABSENT) for atom in over):
        return run.block(node.orelse, level)
    each = rows(value)
    if each == [()] and _is_made(run, node.iterable):
        return run.block(node.orelse, level)
    if each is not None and len(each) == 1 and 0 < len(each[0]) <= _MOST_TURNS:
        return _over_items(run, node, each[0], level)
    items = [atom.value for atom in over if isinstance(atom, Known)]
    run.assign(node.target, over if Kind.FORGED in over else UNKNOWN)
    before = dict(run.names)
    refusals = len(run.refusals)
    end, breaks = _turn(run, node.body, level)
    run.names = merged([before, run.names, *(names for _, names in breaks)])
    if end == NEVER and not breaks and len(run.refusals) > refusals:
        return NEVER if items and all(isinstance(i, (list, tuple)) and i for i in items) else min(level, MAYBE)
    return level


def _is_made(run: Run, iterable: nodes.Expr) -> bool:
    """Whether a list is the one that its object was made with, or a setting: what is put into others is not seen."""
    if not isinstance(iterable, nodes.Attribute):
        return False
    if getattr(iterable.value, "name", "") == "self" and f"self.{iterable.name}" in run.constants:
        return True
    owners = run.value(iterable.value)
    return all(isinstance(owner, Object) and _is_settings(run, owner) for owner in owners)


def _is_settings(run: Run, owner: Object) -> bool:
    return any(name.endswith(".BaseSettings") for name in run.world.index.foreign_bases(owner.cls))


def run_while(run: Run, node: nodes.While, level: int) -> int:
    """Run a `while` loop reached at `level`; the level at which its end is reached."""
    possible = truths(run.value(node.test))
    if True not in possible:
        return level
    before = dict(run.names)
    left = _Left(run, level)
    end, breaks = _turn(run, node.body, level)
    if possible != {True}:
        run.names = merged([before, run.names, *(names for _, names in breaks)])
        return level
    if breaks:
        return left.through(breaks)
    return end if end == NEVER else level


def run_jump(run: Run, node: nodes.Jump, level: int) -> int:
    """`break` or `continue`: what follows in the loop's body is not reached this way."""
    run.jumps.append((node.kind, level, dict(run.names)))
    return NEVER


class _Left:
    """What is left of a level where ways through a loop meet again: all of it, if none ended in between."""

    def __init__(self, run: Run, level: int) -> None:
        self._run = run
        self._level = level
        self._ended = self._count()
        self._doubts = len(run.world.doubts)

    def _count(self) -> tuple[int, int]:
        return len(self._run.returns), len(self._run.refusals)

    def through(self, ends: list[_End]) -> int:
        """The level at which all of `ends` together are reached, with the names as they are there."""
        if not ends:
            return NEVER
        self._run.names = merged([names for _, names in ends])
        if self._count() != self._ended:
            return max(level for level, _ in ends)
        del self._run.world.doubts[self._doubts :]
        return self._level


def _turn(run: Run, body: tuple[nodes.Stmt, ...], level: int) -> tuple[int, list[_End]]:
    """One turn of a loop: the level at which the next is reached, and where the loop was left by `break`."""
    outer, run.jumps = run.jumps, []
    left = _Left(run, level)
    end = run.block(body, level)
    jumps, run.jumps = run.jumps, outer
    ends = [(end, run.names)] if end != NEVER else []
    ends += [(reached, names) for kind, reached, names in jumps if kind == "continue"]
    breaks = [(reached, names) for kind, reached, names in jumps if kind == "break"]
    if breaks and ends:
        run.names = merged([names for _, names in ends])
        return max(reached for reached, _ in ends), breaks
    return (left.through(ends) if jumps else end), breaks


def _over_items(run: Run, node: nodes.For, items: tuple[Value, ...], level: int) -> int:
    """A loop over values that are known one by one."""
    left, end = _Left(run, level), level
    breaks: list[_End] = []
    for item in items:
        run.assign(node.target, item)
        end, out = _turn(run, node.body, end)
        breaks += out
        if end == NEVER:
            break
    if end != NEVER:
        end = run.block(node.orelse, end)
    ends = [(end, run.names)] if end != NEVER else []
    return left.through([*ends, *breaks]) if breaks else end


def _over_headers(run: Run, node: nodes.For, level: int) -> int:
    """A loop that picks one of the headers: what it binds holds what the caller sends under the names it asks for."""
    tests = [statement.test for statement in statements_in(node.body) if isinstance(statement, nodes.If)]
    before = dict(run.names)
    run.assign(node.target, UNKNOWN)
    if isinstance(node.target, nodes.Sequence) and len(node.target.items) == 2:
        run.assign(node.target.items[1], join(sent(run, (Known(name),)) for name in names_in(tests)))
    end, breaks = _turn(run, node.body, level)
    run.names = merged(
        [run.names, *(names for _, names in breaks)] if end != NEVER or not breaks else [n for _, n in breaks]
    )
    for name, value in run.names.items():
        picked = tuple(atom for atom in value if atom not in before.get(name, ()))
        run.names[name] = picked or value
    return level if breaks else end if end != NEVER else min(level, MAYBE)

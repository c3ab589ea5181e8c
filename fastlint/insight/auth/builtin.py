"""Python's own functions, as far as they tell callers apart."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from fastlint.insight.auth.atoms import FORGED, NOTHING, UNKNOWN, Code, Kind, Known, Object, Value, join, rows, truths
from fastlint.insight.auth.expressions import evaluate, tentative
from fastlint.insight.auth.trial import Run
from fastlint.ir import nodes

_MOST_ITEMS: Final = 64


def _length(run: Run, node: nodes.Call) -> Value:
    value = evaluate(run, node.argument(0))
    if all(atom in (Kind.ABSENT, Kind.NOTHING) for atom in value):
        return (Known(0),)
    return (Kind.CHOICE,) if Kind.FORGED in value else UNKNOWN


def _is_instance(run: Run, node: nodes.Call) -> Value:
    value = evaluate(run, node.argument(0))
    if all(atom in (Kind.ABSENT, Kind.NOTHING) for atom in value):
        return (Known(False),)
    wanted = evaluate(run, node.argument(1))
    if len(value) == 1 and isinstance(value[0], Object) and len(wanted) == 1 and isinstance(wanted[0], Code):
        return (Known(wanted[0].definition in run.world.index.lineage(value[0].cls)),)
    return UNKNOWN


def _bool(run: Run, node: nodes.Call) -> Value:
    possible = truths(evaluate(run, node.argument(0)))
    return (Known(possible.pop()),) if len(possible) == 1 else UNKNOWN


def _collection(run: Run, node: nodes.Call) -> Value:
    return evaluate(run, node.argument(0)) if node.args else (Known(()),)


def _type(run: Run, node: nodes.Call) -> Value:
    value = evaluate(run, node.argument(0))
    made = [(Code(atom.cls),) if isinstance(atom, Object) else (atom,) for atom in value]
    return join(made)


def _getattr(run: Run, node: nodes.Call) -> Value:
    name = node.argument(1)
    if isinstance(name, nodes.Literal) and isinstance(name.value, str):
        place = nodes.Attribute(node.start, node.end, node.args[0], name.value)
        value = evaluate(run, place)
        return value if value == UNKNOWN or node.argument(2) is None else join([value, evaluate(run, node.argument(2))])
    value = evaluate(run, node.argument(0))
    default = evaluate(run, node.argument(2)) if node.argument(2) is not None else UNKNOWN
    if any(atom in (Kind.ABSENT, Kind.NOTHING) for atom in value):
        return default if node.argument(2) is not None else NOTHING
    return FORGED if Kind.FORGED in value else UNKNOWN


def _hasattr(run: Run, node: nodes.Call) -> Value:
    """Whether middleware left the caller on `request.state`: not where there is none, unless it says so by None."""
    name = node.argument(1)
    if evaluate(run, node.argument(0)) != (Kind.STATE,) or not isinstance(name, nodes.Literal):
        return UNKNOWN
    is_left = _getattr(run, node) != NOTHING or name.value in run.world.index.left_empty
    return UNKNOWN if is_left else (Known(False),)


def _each(run: Run, node: nodes.Call, empty: bool) -> list[set[bool]] | None:
    """How each item that `any` or `all` is given comes out; `empty` is what either makes of none.

    Where nothing is known of the items, all that is asked of them may be of the caller alone. None where it is not so.
    """
    given = node.argument(0)
    if not isinstance(given, nodes.Comprehension) or len(given.clauses) != 1:
        return None
    clause = given.clauses[0]
    over = evaluate(run, clause.iterable)
    each = rows(over)
    if each is None and over == UNKNOWN:
        run.assign(clause.target, UNKNOWN)
        return [truths(tentative(run, given.element)) | {empty}]
    if each is None or any(len(row) > _MOST_ITEMS for row in each):
        return None
    before, found = dict(run.names), []
    for item in (item for row in each for item in row):
        run.assign(clause.target, item)
        tests = [truths(evaluate(run, test)) for test in clause.conditions]
        if {False} in tests:
            continue
        possible = truths(evaluate(run, given.element))
        found.append(possible if all(test == {True} for test in tests) else {True, False})
    run.names = before
    return found


def _is_for_none(run: Run, node: nodes.Call) -> bool:
    """Whether the test that `any` makes comes out false whatever it is made of: a credential that equals nothing."""
    given = node.argument(0)
    if not isinstance(given, nodes.Comprehension) or len(given.clauses) != 1:
        return False
    before = dict(run.names)
    run.assign(given.clauses[0].target, evaluate(run, given.clauses[0].iterable))
    found = truths(evaluate(run, given.element))
    run.names = before
    return found == {False}


def _any(run: Run, node: nodes.Call) -> Value:
    each = _each(run, node, empty=False)
    if each is None:
        return (Known(False),) if _is_for_none(run, node) else _bool(run, node)
    return (Known(True),) if {True} in each else UNKNOWN if any(True in e for e in each) else (Known(False),)


def _all(run: Run, node: nodes.Call) -> Value:
    each = _each(run, node, empty=True)
    if each is None:
        return UNKNOWN
    return (Known(False),) if {False} in each else UNKNOWN if any(False in e for e in each) else (Known(True),)


BUILTINS: dict[str, Callable[[Run, nodes.Call], Value]] = {
    "builtins.len": _length, "builtins.isinstance": _is_instance, "builtins.bool": _bool, "builtins.getattr": _getattr,
    "builtins.hasattr": _hasattr,
    "builtins.set": _collection, "builtins.frozenset": _collection, "builtins.list": _collection,
    "builtins.any": _any, "builtins.all": _all,
    "builtins.tuple": _collection, "builtins.sorted": _collection, "builtins.type": _type,
}  # fmt: skip

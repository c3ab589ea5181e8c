"""What an expression is worth to a caller without valid credentials."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastlint.insight.auth.atoms import (
    ABSENT,
    FORGED,
    NOTHING,
    UNKNOWN,
    Code,
    Items,
    Kind,
    Known,
    Local,
    Value,
    flat,
    is_credential,
    join,
    known,
    rows,
    truths,
)
from fastlint.insight.auth.attributes import part
from fastlint.insight.auth.callers import MAPS, REQUESTS, names_in, of_scope, sent
from fastlint.insight.auth.comparisons import COMPARE, compare
from fastlint.insight.auth.trial import Refused, Run
from fastlint.insight.auth.world import literal_value
from fastlint.ir import nodes
from fastlint.ir.walk import subexpressions


def evaluate(run: Run, node: nodes.Expr | None) -> Value:
    """The value of an expression; raises Refused where the caller is refused on the way."""
    handler = _EVALUATE.get(type(node)) if node is not None else None
    return handler(run, node) if handler is not None else UNKNOWN


def _literal(run: Run, node: nodes.Literal | nodes.Bytes) -> Value:
    return (Known(node.value),)


def _ref(run: Run, node: nodes.Ref) -> Value:
    found = run.names.get(node.name)
    if found is not None:
        return found
    if node.name in run.constants and not node.target:
        return (Known(run.constants[node.name]),)
    if not node.target:
        return _closure(run, node)
    return run.world.named(run.module, node)


def _closure(run: Run, node: nodes.Ref) -> Value:
    """A nested function, by its name in the function around."""
    around = run.function
    while around is not None:
        name = f"{around.module.name}.{around.qualname}.<locals>.{node.name}"
        inner = run.world.project.function(name)
        if inner is not None:
            return (Code(inner),)
        around = around.parent
    return run.world.of_application(node.name)


def _attribute(run: Run, node: nodes.Attribute) -> Value:
    if isinstance(node.value, nodes.Ref | nodes.Attribute) and run.world.project.canonical(run.module, node):
        named = run.world.named(run.module, node)
        if named != UNKNOWN:
            return named
    value = join(part(run, atom, node) for atom in flat(evaluate(run, node.value)))
    return run.world.of_application(node.name) if value == UNKNOWN else value


def _subscript(run: Run, node: nodes.Subscript) -> Value:
    found: list[Value] = []
    whole = evaluate(run, node.value)
    if isinstance(node.index, nodes.Literal) and isinstance(node.index.value, int):
        item = _item(whole, node.index.value)
        if item is not None:
            return item
    if whole == UNKNOWN and isinstance(node.index, nodes.Literal) and node.index.value in REQUESTS:
        return (Kind.REQUEST,)  # what a decorator is given by name
    for atom in flat(whole):
        if atom is Kind.SCOPE:
            found.append(of_scope(run, evaluate(run, node.index)))
        elif atom in MAPS:
            value = sent(run, evaluate(run, node.index))
            if value == ABSENT:
                raise run.refuse(node, "KeyError", "fails without the credential")
            found.append(value)
        elif atom is Kind.ABSENT:
            raise run.refuse(node, "TypeError", "fails on the missing credential")
        elif atom in (Kind.FORGED, Kind.NOTHING):
            found.append((atom,))
        else:
            found.append(UNKNOWN)
    return join(found)


def _item(whole: Value, index: int) -> Value | None:
    each = rows(whole)
    if each is None or not all(-len(row) <= index < len(row) for row in each):
        return None
    return join(row[index] for row in each)


def _template(run: Run, node: nodes.Template) -> Value:
    parts = [evaluate(run, part) for part in node.parts]
    if any(Kind.FORGED in part or part == ABSENT for part in parts):
        return FORGED  # `f"session:{token}"` is no key of a session, whether the token is made up or missing
    texts = [known(part) for part in parts]
    return (Known("".join(map(str, texts))),) if all(isinstance(t, str | int) for t in texts) else UNKNOWN


def _sequence(run: Run, node: nodes.Sequence) -> Value:
    literal = literal_value(node)
    if literal is not None:
        return (literal,)
    items = tuple(evaluate(run, item) for item in node.items)
    if any(isinstance(item, nodes.Star) for item in node.items):
        return join(map(flat, items)) if any(map(is_credential, items)) else UNKNOWN
    if all(len(item) == 1 and isinstance(item[0], Known) for item in items):
        return (Known(tuple(known(item) for item in items)),)
    return (Items(items),)


def _mapping(run: Run, node: nodes.Mapping) -> Value:
    items = [evaluate(run, value) for _, value in node.items]
    return FORGED if any(Kind.FORGED in item for item in items) else UNKNOWN


def _conditional(run: Run, node: nodes.Conditional) -> Value:
    possible = truths(evaluate(run, node.test))
    found = []
    for holds, branch in ((True, node.body), (False, node.orelse)):
        if holds in possible:
            before = dict(run.names)
            run.narrow(node.test, holds)
            found.append(tentative(run, branch) if len(possible) > 1 else evaluate(run, branch))
            run.names = before
    if len(possible) == 1 and known(found[0]) in (None, "") and _is_about_absent(run, node.test):
        return ABSENT  # `token.value if token else None` speaks of the credential still
    return join(found)


def _is_about_absent(run: Run, test: nodes.Expr) -> bool:
    names = [part.name for part in subexpressions(test) if isinstance(part, nodes.Ref)]
    return any(Kind.ABSENT in run.names.get(name, ()) for name in names)


def tentative(run: Run, node: nodes.Expr) -> Value:
    """A value that may not be asked for: a refusal in it is no more than a doubt."""
    try:
        return evaluate(run, node)
    except Refused as refused:
        run.refusals.append(refused)
        run.is_doubtful = True
        return UNKNOWN


def _operation(run: Run, node: nodes.Operation) -> Value:
    if node.operator in ("and", "or"):
        return _boolean(run, node)
    given = [evaluate(run, operand) for operand in node.operands]
    if node.operator in COMPARE and len(given) == 2:
        return compare(run, node.operator, given[0], given[1])
    values = [flat(value) for value in given]
    if node.operator == "not":
        return _of_truths({not t for t in truths(values[0])}, values[0])
    if len(values) != 2:
        return UNKNOWN
    return FORGED if any(Kind.FORGED in v for v in values) else UNKNOWN


def _of_truths(possible: set[bool], origin: Value) -> Value:
    if len(possible) == 1:
        return (Known(possible.pop()),)
    return (Kind.CHOICE,) if Kind.CHOICE in origin and Kind.UNKNOWN not in origin else UNKNOWN


def _boolean(run: Run, node: nodes.Operation) -> Value:
    stops = node.operator == "or"
    found: list[Value] = []
    is_certain, was_absent = True, False
    before = dict(run.names)
    for i, operand in enumerate(node.operands):
        value = evaluate(run, operand) if is_certain else tentative(run, operand)
        possible = truths(value)
        last = i == len(node.operands) - 1
        if len(possible) > 1:
            run.undecided.append(operand)
        if last or possible == {stops}:
            is_empty = isinstance(value[0], Known) and not value[0].value
            if possible == {stops}:  # then the whole is, whichever of the operands decides
                found = [(Known(stops),) if _is_test(node.operands[n]) else each for n, each in enumerate(found)]
                if not stops and is_credential(value):  # what stopped it before is as empty
                    found = [tuple(Kind.NOTHING if a is Kind.UNKNOWN else a for a in each) for each in found]
            found.append(ABSENT if was_absent and is_empty else value)
            break
        was_absent = was_absent or value == ABSENT
        found.append(tuple(a for a in value if stops in truths((a,))))
        is_certain = is_certain and stops not in possible
        run.narrow(operand, not stops)
    run.names = {**run.names, **before}  # what the operands narrowed holds no longer
    return join(found)


def _is_test(node: nodes.Expr) -> bool:
    """Whether an expression is true or false and nothing else."""
    return isinstance(node, nodes.Operation) and (node.operator == "not" or node.operator in COMPARE)


def _comprehension(run: Run, node: nodes.Comprehension) -> Value:
    over = evaluate(run, node.clauses[0].iterable)
    if over == (Kind.HEADERS,):
        return over if node.kind == "dict" else _picked(run, node.clauses[0].conditions)
    if all(atom in (Kind.NOTHING, Kind.ABSENT) for atom in over):
        return NOTHING
    if Kind.FORGED not in over and _is_emptied(run, node.clauses[0], over):
        return NOTHING
    return FORGED if Kind.FORGED in over else UNKNOWN


def _is_emptied(run: Run, clause: nodes.Clause, over: Value) -> bool:
    """Whether the tests of a comprehension let nothing through that this caller's credentials would have to fit."""
    before, tests = dict(run.names), list(clause.conditions)
    run.assign(clause.target, UNKNOWN)
    values = [tentative(run, test) for test in tests if over == UNKNOWN or rows(over)]
    run.names = before
    return any(truths(value) == {False} for value in values)


def _picked(run: Run, tests: tuple[nodes.Expr, ...]) -> Value:
    """The headers that a comprehension picks by the names in its tests."""
    return join(sent(run, (Known(name),)) for name in names_in(tests))


def _walrus(run: Run, node: nodes.Walrus) -> Value:
    value = evaluate(run, node.value)
    run.assign(node.target, value)
    return value


def _lambda(run: Run, node: nodes.Lambda) -> Value:
    return (Local(node, run.module),)


def _inner(run: Run, node: Any) -> Value:
    return evaluate(run, node.value)


def _call(run: Run, node: nodes.Call) -> Value:
    from fastlint.insight.auth.calls import call

    return call(run, node)


_EVALUATE: dict[type, Callable[[Run, Any], Value]] = {
    nodes.Literal: _literal, nodes.Bytes: _literal, nodes.Ref: _ref, nodes.Attribute: _attribute,
    nodes.Subscript: _subscript, nodes.Template: _template, nodes.Sequence: _sequence, nodes.Mapping: _mapping,
    nodes.Conditional: _conditional, nodes.Operation: _operation, nodes.Comprehension: _comprehension,
    nodes.Walrus: _walrus, nodes.Lambda: _lambda, nodes.Call: _call,
    nodes.Await: _inner, nodes.Star: _inner, nodes.Yield: _inner,
}  # fmt: skip

"""Executing statements: what a block binds, registers and returns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum
from typing import TYPE_CHECKING, Any

from fastlint.ir import nodes
from fastlint.ir.text import source
from fastlint.link.attributes import delete_item
from fastlint.link.conditions import is_fatal, is_kept, is_setting, is_typing_only, joined, may_fail, setting
from fastlint.link.contents import iterate, truth
from fastlint.link.definitions import define_class, define_function
from fastlint.link.expressions import assign, evaluate
from fastlint.link.frames import Frame
from fastlint.link.values import Const, External, Seq, Unknown, Value
from fastlint.link.writes import Block
from fastlint.model import Switch
from fastlint.model.names import STARRED

if TYPE_CHECKING:
    from fastlint.link.evaluator import Evaluator


_MOST_ROUNDS = 2_000


class Flow(Enum):
    """How a block ends."""

    ON = "on"
    LEAVE = "leave"  # returned or raised
    BREAK = "break"
    CONTINUE = "continue"


def execute(e: Evaluator, f: Frame, body: Sequence[nodes.Stmt]) -> Flow:
    """Run a block; returned values are collected in the frame."""
    lifted = 0
    try:
        for number, statement in enumerate(body, 1):
            e.step()
            flow = _EXECUTE[type(statement)](e, f, statement)
            if flow is not Flow.ON:
                e.leave_out(f, tuple(body[number:]), f.switch)
                return flow
            if f.left_under:
                # Some path left above; the rest of this block runs only otherwise.
                e.conditions.append(f.left_under.pop())
                lifted += 1
        return Flow.ON
    finally:
        del e.conditions[len(e.conditions) - lifted :]


def _import(e: Evaluator, f: Frame, node: nodes.Import) -> Flow:
    for loaded in node.loads:
        e.locate(f.module, loaded)
    for local, target in node.names:
        if local == "*":
            _star(e, f, target)
        else:
            f.home(local)[local] = e.imported(f, target)
    return Flow.ON


def _star(e: Evaluator, f: Frame, target: str) -> None:
    if (state := e.locate(f.module, target)) is None:
        f.scope.names.update({name: External(path) for name, path in STARRED.get(target, {}).items()})
        return
    for name in list(state.pending):
        e.member(state, name)
    exported = iterate(state.scope.names.get("__all__", Unknown("no __all__")))
    wanted = {c.value for c in exported if isinstance(c, Const)} if exported else None
    for name, value in list(state.scope.names.items()):
        if name in wanted if wanted is not None else not name.startswith("_"):
            f.scope.names[name] = value


def _assign(e: Evaluator, f: Frame, node: nodes.Assign) -> Flow:
    if node.value is None:
        if f.scope.is_class and isinstance(node.targets[0], nodes.Ref):
            f.scope.names.setdefault(f"{node.targets[0].name}:", Const(None))
        return Flow.ON
    if node.operator:
        target = node.targets[0]
        old, added = evaluate(e, f, target), evaluate(e, f, node.value)
        if node.operator == "+" and isinstance(old, Seq):
            old.grow(iterate(added))
            return Flow.ON
        value = _augmented(e, f, node, target)
    else:
        value = evaluate(e, f, node.value)
    for each in node.targets:
        assign(e, f, each, value)
    return Flow.ON


def _augmented(e: Evaluator, f: Frame, node: nodes.Assign, target: nodes.Expr) -> Value:
    assert node.value is not None
    return evaluate(e, f, nodes.Operation(node.start, node.end, node.operator, (target, node.value)))


def _evaluate(e: Evaluator, f: Frame, node: nodes.Evaluate) -> Flow:
    evaluate(e, f, node.value)
    return Flow.ON


def _if(e: Evaluator, f: Frame, node: nodes.If) -> Flow:
    if is_typing_only(node.test):
        execute(e, f, [s for s in node.body if isinstance(s, nodes.Import)])
        return execute(e, f, node.orelse)
    test = evaluate(e, f, node.test)
    known = truth(test)
    condition = source(node.test)
    if known is not None:
        body, other = (node.body, node.orelse) if known else (node.orelse, node.body)
        name = setting(node.test, test)
        if name and is_fatal(body):
            return execute(e, f, other)  # an application that runs has what it does not start without
        switch = Switch(name, f.module.span(node.test)) if name else None
        e.leave_out(f, other, switch)
        is_told = bool(body) and is_setting(node.test)
        with e.under((condition if known else f"not ({condition})") if is_told else ""):
            flow = execute(e, f, body)
        if is_fatal(body) and (name or not f.qualname):
            return Flow.ON  # whoever runs it has set what is asked for
        f.switch = switch if switch is not None and flow is Flow.LEAVE else f.switch
        return flow
    known_before = len(f.returns)
    flow = _branches(e, f, [(condition, node.body), (f"not ({condition})", node.orelse)])
    if f.left_under and is_kept(node, f.returns[known_before:]):
        f.left_under.pop()  # what was made before is the same: nothing is conditional
    return flow


def _branches(e: Evaluator, f: Frame, branches: list[tuple[str, tuple[nodes.Stmt, ...]]]) -> Flow:
    """Run blocks of which one will run, each under its condition, and join what they bind."""
    before = dict(f.scope.names)
    ends: list[dict[str, Value]] = []
    flows: list[Flow] = []
    blocks: list[Block] = []
    for condition, body in branches:
        f.scope.names.clear()
        f.scope.names.update(before)
        with e.under(condition), e.writes.block() as block:
            flow = execute(e, f, body)
            ends += [dict(f.scope.names)] if flow is Flow.ON else []
        flows.append(flow)
        blocks += [block] if flow is Flow.ON or not is_fatal(body) else []
    f.scope.names.clear()
    f.scope.names.update(joined(before, ends))
    e.writes.join(blocks)
    if not ends:
        return flows[0] if len(set(flows)) == 1 else Flow.LEAVE
    for (condition, body), flow in zip(branches, flows, strict=True):
        if flow is not Flow.ON and not is_fatal(body):
            f.left_under.append(condition[5:-1] if condition.startswith("not (") else f"not ({condition})")
    return Flow.ON


def _for(e: Evaluator, f: Frame, node: nodes.For) -> Flow:
    iterable = evaluate(e, f, node.iterable)
    items = iterate(iterable)
    if items is None:
        known = iterable.items if isinstance(iterable, Seq) else []
        for item in known[:_MOST_ROUNDS]:
            assign(e, f, node.target, item)
            execute(e, f, node.body)
        reason = iterable.reason if isinstance(iterable, Unknown) else "what the loop goes over is not known"
        assign(e, f, node.target, Unknown(reason, f.module, node))
        with e.under(f"for each of {source(node.iterable)}"):
            execute(e, f, node.body)
        return Flow.ON
    before = _registered(e) if len(items) > _MOST_ROUNDS else 0
    for item in items[:_MOST_ROUNDS]:
        assign(e, f, node.target, item)
        flow = execute(e, f, node.body)
        if flow is Flow.LEAVE:
            return flow
        if flow is Flow.BREAK:
            return Flow.ON
    if len(items) > _MOST_ROUNDS:
        _cut_short(e, f, node, before)
    return execute(e, f, node.orelse)


def _registered(e: Evaluator) -> int:
    return sum(len(made.native.routes.items) for made in e.made.values() if made.native is not None)


def _cut_short(e: Evaluator, f: Frame, node: nodes.For | nodes.While, before: int) -> None:
    """Say that a loop goes on; of no interest when it has registered nothing since there were `before` routes."""
    if _registered(e) > before:
        e.say(f, node, f"of a loop that registers routes, only the first {_MOST_ROUNDS:,} rounds are followed")


def _while(e: Evaluator, f: Frame, node: nodes.While) -> Flow:
    before = 0
    for number in range(_MOST_ROUNDS):
        before = _registered(e) if number == 1 else before
        known = truth(evaluate(e, f, node.test))
        if known is False:
            return execute(e, f, node.orelse)
        if known is None:
            with e.under(f"while {source(node.test)}"):
                execute(e, f, node.body)
            return Flow.ON
        flow = execute(e, f, node.body)
        if flow in (Flow.LEAVE, Flow.BREAK):
            return flow if flow is Flow.LEAVE else Flow.ON
    _cut_short(e, f, node, before)
    return Flow.ON


def _with(e: Evaluator, f: Frame, node: nodes.With) -> Flow:
    for context, target in node.items:
        value = evaluate(e, f, context)
        if target is not None:
            assign(e, f, target, value)
    return execute(e, f, node.body)


def _try(e: Evaluator, f: Frame, node: nodes.Try) -> Flow:
    """The body runs; a handler counts as an alternative only where the body may really fail at import."""
    before = dict(f.scope.names)
    flow = execute(e, f, node.body)
    if flow is Flow.ON:
        flow = execute(e, f, node.orelse)
    if may_fail(f, node):
        ends = [dict(f.scope.names)] if flow is Flow.ON else []
        for handler in node.handlers:
            f.scope.names.clear()
            f.scope.names.update(before)
            if handler.name:
                f.scope.names[handler.name] = Unknown("a caught exception", f.module, handler)
            caught = source(handler.exception) if handler.exception else "an error"
            with e.under(f"{caught} is raised"):
                if execute(e, f, handler.body) is Flow.ON:
                    ends.append(dict(f.scope.names))
                    flow = Flow.ON
        f.scope.names.update(joined(before, ends))
    final = execute(e, f, node.final)
    return final if final is not Flow.ON else flow


def _match(e: Evaluator, f: Frame, node: nodes.Match) -> Flow:
    subject = evaluate(e, f, node.subject)
    text = source(node.subject)
    for case in node.cases:
        for name in case.binds:
            f.scope.names[name] = subject if isinstance(case.pattern, nodes.Ref) else Unknown("matched", f.module, case)
    return _branches(e, f, [(f"{text} matches {source(case.pattern)}", case.body) for case in node.cases])


def _return(e: Evaluator, f: Frame, node: nodes.Return) -> Flow:
    f.returns.append(evaluate(e, f, node.value))
    return Flow.LEAVE


def _raise(e: Evaluator, f: Frame, node: nodes.Raise) -> Flow:
    return Flow.LEAVE


def _delete(e: Evaluator, f: Frame, node: nodes.Delete) -> Flow:
    for target in node.targets:
        if isinstance(target, nodes.Ref):
            f.scope.names.pop(target.name, None)
        elif isinstance(target, nodes.Subscript):
            delete_item(e, evaluate(e, f, target.value), evaluate(e, f, target.index))
    return Flow.ON


def _jump(e: Evaluator, f: Frame, node: nodes.Jump) -> Flow:
    return Flow.BREAK if node.kind == "break" else Flow.CONTINUE


def _function(e: Evaluator, f: Frame, node: nodes.Function) -> Flow:
    if id(node) not in e.early:
        if not f.qualname:
            f.state.pending.pop(node.name, None)
        f.home(node.name)[node.name] = define_function(e, f, node)
    return Flow.ON


def _class(e: Evaluator, f: Frame, node: nodes.Class) -> Flow:
    if id(node) not in e.early:
        if not f.qualname:
            f.state.pending.pop(node.name, None)
        f.home(node.name)[node.name] = define_class(e, f, node)
    return Flow.ON


_EXECUTE: dict[type, Callable[[Evaluator, Frame, Any], Flow]] = {
    nodes.Import: _import, nodes.Assign: _assign, nodes.Evaluate: _evaluate, nodes.If: _if, nodes.For: _for,
    nodes.While: _while, nodes.With: _with, nodes.Try: _try, nodes.Match: _match, nodes.Return: _return,
    nodes.Raise: _raise, nodes.Delete: _delete, nodes.Jump: _jump, nodes.Function: _function, nodes.Class: _class,
}  # fmt: skip

"""libcst statements -> `nodes.Stmt`."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from typing import Any

import libcst as cst

from fastlint.ir import nodes
from fastlint.ir.annotations import annotation
from fastlint.ir.context import Context
from fastlint.ir.expressions import call_arguments, expression, parameters
from fastlint.ir.invalid import InvalidCode
from fastlint.ir.operators import AUGMENTED
from fastlint.ir.patterns import pattern
from fastlint.ir.positions import Positions
from fastlint.ir.scopes import Scope, bindings, captures, dotted, imported, suites


class Lowering(Context):
    """The context of one module's walk."""

    __slots__ = ("positions",)

    def __init__(self, positions: Positions, scope: Scope) -> None:
        super().__init__(positions.start, positions.end, scope)
        self.positions = positions


def block(c: Lowering, body: Iterable[cst.CSTNode]) -> tuple[nodes.Stmt, ...]:
    """Lower the statements of one block."""
    found: list[nodes.Stmt] = []
    for node in body:
        for small in node.body if isinstance(node, cst.SimpleStatementLine) else (node,):
            lower = _LOWER.get(type(small))
            if lower is not None:
                found.append(lower(c, small))
    return tuple(found)


def docstring(body: Iterable[cst.CSTNode]) -> str:
    """The docstring that a body begins with, cleaned."""
    for first in body:
        while isinstance(first, cst.SimpleStatementLine) and first.body:
            first = first.body[0]
        if isinstance(first, cst.Expr) and isinstance(first.value, (cst.SimpleString, cst.ConcatenatedString)):
            text = first.value.evaluated_value
            return inspect.cleandoc(text).encode("utf-8", "backslashreplace").decode() if isinstance(text, str) else ""
        break
    return ""


def _function(c: Lowering, node: cst.FunctionDef) -> nodes.Stmt:
    decorators = tuple(expression(c, d.decorator) for d in node.decorators)
    lowered = parameters(c, node.params, annotation)
    returns = annotation(c, node.returns.annotation) if node.returns else None
    bound = bindings(node.body.body, is_module=False)
    outer_names = tuple(sorted(_declared_outer(node.body)))
    bound.update({p.name: "" for p in lowered})
    scope, yields = c.scope, c.yields
    c.scope, c.yields = Scope(scope, bound), False
    body = block(c, node.body.body)
    is_generator = c.yields
    c.scope, c.yields = scope, yields
    name_start, name_end = c.start[id(node.name)], c.end[id(node.name)]
    start = (
        c.start[id(node.asynchronous)] if node.asynchronous else name_start - 3 - len(node.whitespace_after_def.value)
    )
    return nodes.Function(
        start,
        max(c.end[id(node)] - 1, name_end),
        node.name.value,
        name_start,
        name_end,
        lowered,
        returns,
        decorators,
        body,
        docstring(node.body.body),
        node.asynchronous is not None,
        is_generator,
        outer_names,
    )


def _declared_outer(body: cst.BaseSuite) -> set[str]:
    names: set[str] = set()
    for node in body.body:
        for small in node.body if isinstance(node, cst.SimpleStatementLine) else (node,):
            if isinstance(small, (cst.Global, cst.Nonlocal)):
                names.update(item.name.value for item in small.names)
            for inner in suites(small):
                names |= _declared_outer(inner)
    return names


def _class(c: Lowering, node: cst.ClassDef) -> nodes.Stmt:
    decorators = tuple(expression(c, d.decorator) for d in node.decorators)
    bases, _ = call_arguments(c, node.bases)
    _, keywords = call_arguments(c, node.keywords)
    scope = c.scope
    c.scope = Scope(scope, bindings(node.body.body, is_module=False), is_class=True)
    body = block(c, node.body.body)
    c.scope = scope
    name_start, name_end = c.start[id(node.name)], c.end[id(node.name)]
    start = name_start - 5 - len(node.whitespace_after_class.value)
    end = max(c.end[id(node)] - 1, name_end)
    text = docstring(node.body.body)
    return nodes.Class(start, end, node.name.value, name_start, name_end, bases, keywords, decorators, body, text)


def _header(c: Lowering, node: Any, last: nodes.Node) -> tuple[int, int]:
    return c.positions.first(node), last.end


def _if(c: Lowering, node: cst.If) -> nodes.Stmt:
    test = expression(c, node.test)
    body = block(c, node.body.body)
    orelse: tuple[nodes.Stmt, ...] = ()
    if isinstance(node.orelse, cst.If):
        orelse = (_if(c, node.orelse),)
    elif node.orelse is not None:
        orelse = block(c, node.orelse.body.body)
    return nodes.If(*_header(c, node, test), test, body, orelse)


def _else(c: Lowering, node: cst.Else | cst.Finally | None) -> tuple[nodes.Stmt, ...]:
    return block(c, node.body.body) if node is not None else ()


def _for(c: Lowering, node: cst.For) -> nodes.Stmt:
    target, iterable = expression(c, node.target), expression(c, node.iter)
    body = block(c, node.body.body)
    is_async = node.asynchronous is not None
    return nodes.For(*_header(c, node, iterable), target, iterable, body, _else(c, node.orelse), is_async)


def _while(c: Lowering, node: cst.While) -> nodes.Stmt:
    test = expression(c, node.test)
    return nodes.While(*_header(c, node, test), test, block(c, node.body.body), _else(c, node.orelse))


def _with(c: Lowering, node: cst.With) -> nodes.Stmt:
    items = tuple(
        (expression(c, item.item), expression(c, item.asname.name) if item.asname else None) for item in node.items
    )
    last = items[-1][1] or items[-1][0]
    return nodes.With(*_header(c, node, last), items, block(c, node.body.body), node.asynchronous is not None)


def _try(c: Lowering, node: cst.Try | cst.TryStar) -> nodes.Stmt:
    start = c.positions.first(node)
    body = block(c, node.body.body)
    handlers = tuple(_handler(c, handler) for handler in node.handlers)
    return nodes.Try(start, start + 3, body, handlers, _else(c, node.orelse), _else(c, node.finalbody))


def _handler(c: Lowering, node: cst.ExceptHandler | cst.ExceptStarHandler) -> nodes.Handler:
    start = c.positions.first(node)
    caught = expression(c, node.type) if node.type else None
    if isinstance(node.type, cst.Tuple) and not node.type.lpar:
        _refuse_old_form(c, node.type)
    name = node.name.name.value if node.name and isinstance(node.name.name, cst.Name) else ""
    end = c.end[id(node.name.name)] if node.name else caught.end if caught else start + 6
    return nodes.Handler(start, end, caught, name, block(c, node.body.body))


def _refuse_old_form(c: Lowering, types: cst.Tuple) -> None:
    """`except A, e:` names two exceptions since Python 3.14; where nothing is called `e`, it is of Python 2."""
    last = types.elements[-1].value
    if (
        len(types.elements) == 2
        and isinstance(last, cst.Name)
        and last.value.islower()
        and not c.scope.is_bound(last.value)
    ):
        raise InvalidCode("multiple exception types must be parenthesized", c.start[id(types)])


def _match(c: Lowering, node: cst.Match) -> nodes.Stmt:
    subject = expression(c, node.subject)
    return nodes.Match(*_header(c, node, subject), subject, tuple(_case(c, case) for case in node.cases))


def _case(c: Lowering, node: cst.MatchCase) -> nodes.Case:
    lowered = pattern(c, node.pattern)
    guard = expression(c, node.guard) if node.guard else None
    body = block(c, node.body.body)
    return nodes.Case(lowered.start, lowered.end, lowered, tuple(captures(node.pattern)), guard, body)


def _import(c: Lowering, node: Any) -> nodes.Stmt:
    start, end = c.start[id(node)], c.end[id(node)]
    names = tuple(imported(node))
    if isinstance(node, (cst.Import, cst.LazyImport)):
        return nodes.Import(start, end, names, tuple(dotted(alias.name) for alias in node.names))
    origin = "." * len(node.relative) + (dotted(node.module) if node.module else "")
    return nodes.Import(start, end, names, (origin,))


def _assign(c: Lowering, node: cst.Assign) -> nodes.Stmt:
    value = expression(c, node.value)
    targets = tuple(expression(c, target.target) for target in node.targets)
    return nodes.Assign(targets[0].start, value.end, targets, value)


def _annotated(c: Lowering, node: cst.AnnAssign) -> nodes.Stmt:
    noted = annotation(c, node.annotation.annotation)
    target = expression(c, node.target)
    value = expression(c, node.value) if node.value else None
    return nodes.Assign(target.start, (value or noted).end, (target,), value, noted)


def _augmented(c: Lowering, node: cst.AugAssign) -> nodes.Stmt:
    target, value = expression(c, node.target), expression(c, node.value)
    operator = AUGMENTED.get(type(node.operator), "?")
    return nodes.Assign(target.start, value.end, (target,), value, None, operator)


def _alias(c: Lowering, node: cst.TypeAlias) -> nodes.Stmt:
    target, value = expression(c, node.name), annotation(c, node.value)
    return nodes.Assign(target.start, value.end, (target,), value)


def _evaluate(c: Lowering, node: cst.Expr) -> nodes.Stmt:
    value = expression(c, node.value)
    return nodes.Evaluate(value.start, value.end, value)


def _return(c: Lowering, node: cst.Return) -> nodes.Stmt:
    value = expression(c, node.value) if node.value else None
    return nodes.Return(c.start[id(node)], c.end[id(node)], value)


def _raise(c: Lowering, node: cst.Raise) -> nodes.Stmt:
    value = expression(c, node.exc) if node.exc else None
    cause = expression(c, node.cause.item) if node.cause else None
    return nodes.Raise(c.start[id(node)], c.end[id(node)], value, cause)


def _assert(c: Lowering, node: cst.Assert) -> nodes.Stmt:
    test = expression(c, node.test)
    start, end = c.start[id(node)], test.end
    func = nodes.Ref(start, start, "AssertionError", "builtins.AssertionError")
    message = (expression(c, node.msg),) if node.msg else ()
    refusal = nodes.Raise(start, end, nodes.Call(start, end, func, message, ()), None)
    return nodes.If(start, end, nodes.Operation(test.start, end, "not", (test,)), (refusal,), ())


def _delete(c: Lowering, node: cst.Del) -> nodes.Stmt:
    target = expression(c, node.target)
    targets = target.items if isinstance(target, nodes.Sequence) else (target,)
    return nodes.Delete(c.start[id(node)], c.end[id(node)], targets)


def _break(c: Lowering, node: cst.Break) -> nodes.Stmt:
    return nodes.Jump(c.start[id(node)], c.end[id(node)], "break")


def _continue(c: Lowering, node: cst.Continue) -> nodes.Stmt:
    return nodes.Jump(c.start[id(node)], c.end[id(node)], "continue")


_LOWER: dict[type[cst.CSTNode], Callable[[Lowering, Any], nodes.Stmt]] = {
    cst.FunctionDef: _function, cst.ClassDef: _class, cst.If: _if, cst.For: _for, cst.While: _while, cst.With: _with,
    cst.Try: _try, cst.TryStar: _try, cst.Match: _match, cst.Import: _import, cst.ImportFrom: _import,
    cst.LazyImport: _import, cst.LazyImportFrom: _import, cst.Assign: _assign, cst.AnnAssign: _annotated,
    cst.AugAssign: _augmented, cst.TypeAlias: _alias, cst.Expr: _evaluate, cst.Return: _return, cst.Raise: _raise,
    cst.Assert: _assert, cst.Del: _delete, cst.Break: _break, cst.Continue: _continue,
}  # fmt: skip

"""Statements of a syntax tree -> `nodes.Stmt`."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Callable
from typing import Any

from fastlint.ir import nodes
from fastlint.ir.annotations import annotation
from fastlint.ir.context import Context
from fastlint.ir.expressions import arguments, expression, parameters
from fastlint.ir.invalid import InvalidCode
from fastlint.ir.operators import BINARY
from fastlint.ir.patterns import pattern
from fastlint.ir.scopes import Scope, Suite, bindings, captures, declared_outer, imported, origin_of

_DEFINED = re.compile(r"(?:async(?:\\?\s)+)?(?:def|class)(?:\\?\s)+(\w+)")
_CAUGHT_AS = re.compile(r"(?:[)\s\\]|#[^\r\n]*)*as(?:\\?\s)+\w+")


def block(c: Context, body: Suite) -> tuple[nodes.Stmt, ...]:
    """Lower the statements of one block."""
    found: list[nodes.Stmt] = []
    for node in body:
        lower = _LOWER.get(type(node))
        if lower is not None:
            found.append(lower(c, node, *c.places.of(node)))
    return tuple(found)


def docstring(body: Suite) -> str:
    """The docstring that a body begins with, cleaned."""
    match body[:1]:
        case [ast.Expr(value=ast.Constant(value=str() as text))]:
            return inspect.cleandoc(text).encode("utf-8", "backslashreplace").decode()
    return ""


def _function(c: Context, node: ast.FunctionDef | ast.AsyncFunctionDef, start: int, end: int) -> nodes.Stmt:
    decorators = tuple([expression(c, decorator) for decorator in node.decorator_list])
    lowered = parameters(c, node.args, annotation)
    returns = annotation(c, node.returns) if node.returns else None
    bound = bindings(node.body, is_module=False, has_walrus=c.has_walrus)
    bound.update({p.name: "" for p in lowered})
    scope, yields = c.scope, c.yields
    c.scope, c.yields = Scope(scope, bound), False
    body = block(c, node.body)
    is_generator = c.yields
    c.scope, c.yields = scope, yields
    return nodes.Function(
        start,
        end,
        node.name,
        *_name(c, start),
        lowered,
        returns,
        decorators,
        body,
        docstring(node.body),
        isinstance(node, ast.AsyncFunctionDef),
        is_generator,
        declared_outer(node.body),
    )


def _name(c: Context, start: int) -> tuple[int, int]:
    """Where the name is that a definition gives."""
    defined = _DEFINED.match(c.text, start)
    return defined.span(1) if defined else (start, start)


def _class(c: Context, node: ast.ClassDef, start: int, end: int) -> nodes.Stmt:
    decorators = tuple([expression(c, decorator) for decorator in node.decorator_list])
    bases, keywords = arguments(c, node.bases, node.keywords)
    scope = c.scope
    c.scope = Scope(scope, bindings(node.body, is_module=False, has_walrus=c.has_walrus), is_class=True)
    body = block(c, node.body)
    c.scope = scope
    text = docstring(node.body)
    return nodes.Class(start, end, node.name, *_name(c, start), bases, keywords, decorators, body, text)


def _if(c: Context, node: ast.If, start: int, _: int) -> nodes.Stmt:
    test = expression(c, node.test)
    return nodes.If(start, test.end, test, block(c, node.body), block(c, node.orelse))


def _for(c: Context, node: ast.For | ast.AsyncFor, start: int, _: int) -> nodes.Stmt:
    target, iterable = expression(c, node.target), expression(c, node.iter)
    body, orelse = block(c, node.body), block(c, node.orelse)
    return nodes.For(start, iterable.end, target, iterable, body, orelse, isinstance(node, ast.AsyncFor))


def _while(c: Context, node: ast.While, start: int, _: int) -> nodes.Stmt:
    test = expression(c, node.test)
    return nodes.While(start, test.end, test, block(c, node.body), block(c, node.orelse))


def _with(c: Context, node: ast.With | ast.AsyncWith, start: int, _: int) -> nodes.Stmt:
    items = tuple(
        [
            (expression(c, item.context_expr), expression(c, item.optional_vars) if item.optional_vars else None)
            for item in node.items
        ]
    )
    last = items[-1][1] or items[-1][0]
    return nodes.With(start, last.end, items, block(c, node.body), isinstance(node, ast.AsyncWith))


def _try(c: Context, node: ast.Try | ast.TryStar, start: int, _: int) -> nodes.Stmt:
    body = block(c, node.body)
    handlers = tuple([_handler(c, handler) for handler in node.handlers])
    return nodes.Try(start, start + 3, body, handlers, block(c, node.orelse), block(c, node.finalbody))


def _handler(c: Context, node: ast.ExceptHandler) -> nodes.Handler:
    start, _ = c.places.of(node)
    caught = expression(c, node.type) if node.type else None
    if isinstance(caught, nodes.Operation) and caught.operator == "|":  # commas without brackets, respelled
        caught = nodes.Sequence(caught.start, caught.end, "tuple", _alternatives(caught))
    if isinstance(caught, nodes.Sequence) and c.text[caught.start] != "(":
        _refuse_old_form(c, caught)
    end = caught.end if caught else start + len("except")
    if node.name and (named := _CAUGHT_AS.match(c.text, end)):
        end = named.end()
    return nodes.Handler(start, end, caught, node.name or "", block(c, node.body))


def _alternatives(union: nodes.Expr) -> tuple[nodes.Expr, ...]:
    if isinstance(union, nodes.Operation) and union.operator == "|":
        return tuple(part for operand in union.operands for part in _alternatives(operand))
    return (union,)


def _refuse_old_form(c: Context, types: nodes.Sequence) -> None:
    """`except A, e:` names two exceptions since Python 3.14; where nothing is called `e`, it is of Python 2."""
    last = types.items[-1]
    if (
        len(types.items) == 2
        and isinstance(last, nodes.Ref)
        and last.name.islower()
        and not c.scope.is_bound(last.name)
    ):
        raise InvalidCode("multiple exception types must be parenthesized", types.start)


def _match(c: Context, node: ast.Match, start: int, _: int) -> nodes.Stmt:
    subject = expression(c, node.subject)
    return nodes.Match(start, subject.end, subject, tuple([_case(c, case) for case in node.cases]))


def _case(c: Context, node: ast.match_case) -> nodes.Case:
    lowered = pattern(c, node.pattern)
    guard = expression(c, node.guard) if node.guard else None
    body = block(c, node.body)
    return nodes.Case(lowered.start, lowered.end, lowered, tuple(captures(node.pattern)), guard, body)


def _import(c: Context, node: ast.Import | ast.ImportFrom, start: int, end: int) -> nodes.Stmt:
    loads = tuple(alias.name for alias in node.names) if isinstance(node, ast.Import) else (origin_of(node),)
    names = tuple(imported(node))
    c.imports.update(loads)
    c.imports.update(target for _, target in names)
    return nodes.Import(start, end, names, loads)


def _assign(c: Context, node: ast.Assign, _start: int, _end: int) -> nodes.Stmt:
    value = expression(c, node.value)
    targets = tuple([expression(c, target) for target in node.targets])
    return nodes.Assign(targets[0].start, value.end, targets, value)


def _annotated(c: Context, node: ast.AnnAssign, _start: int, _end: int) -> nodes.Stmt:
    noted = annotation(c, node.annotation)
    target = expression(c, node.target)
    value = expression(c, node.value) if node.value else None
    if value is None and "=" in c.text[target.end : noted.start]:  # `type X = int`, respelled
        return nodes.Assign(target.start, noted.end, (target,), noted)
    return nodes.Assign(target.start, (value or noted).end, (target,), value, noted)


def _augmented(c: Context, node: ast.AugAssign, _start: int, _end: int) -> nodes.Stmt:
    target, value = expression(c, node.target), expression(c, node.value)
    return nodes.Assign(target.start, value.end, (target,), value, None, BINARY[type(node.op)])


def _alias(c: Context, node: Any, _start: int, _end: int) -> nodes.Stmt:
    target, value = expression(c, node.name), annotation(c, node.value)
    return nodes.Assign(target.start, value.end, (target,), value)


def _evaluate(c: Context, node: ast.Expr, _start: int, _end: int) -> nodes.Stmt:
    value = expression(c, node.value)
    return nodes.Evaluate(value.start, value.end, value)


def _return(c: Context, node: ast.Return, start: int, end: int) -> nodes.Stmt:
    return nodes.Return(start, end, expression(c, node.value) if node.value else None)


def _raise(c: Context, node: ast.Raise, start: int, end: int) -> nodes.Stmt:
    value = expression(c, node.exc) if node.exc else None
    return nodes.Raise(start, end, value, expression(c, node.cause) if node.cause else None)


def _assert(c: Context, node: ast.Assert, start: int, _: int) -> nodes.Stmt:
    test = expression(c, node.test)
    end = test.end
    func = nodes.Ref(start, start, "AssertionError", "builtins.AssertionError")
    message = (expression(c, node.msg),) if node.msg else ()
    refusal = nodes.Raise(start, end, nodes.Call(start, end, func, message, ()), None)
    return nodes.If(start, end, nodes.Operation(test.start, end, "not", (test,)), (refusal,), ())


def _delete(c: Context, node: ast.Delete, start: int, end: int) -> nodes.Stmt:
    targets = tuple([expression(c, target) for target in node.targets])
    only = targets[0]
    return nodes.Delete(start, end, only.items if len(targets) == 1 and isinstance(only, nodes.Sequence) else targets)


def _break(_: Context, _node: ast.Break, start: int, end: int) -> nodes.Stmt:
    return nodes.Jump(start, end, "break")


def _continue(_: Context, _node: ast.Continue, start: int, end: int) -> nodes.Stmt:
    return nodes.Jump(start, end, "continue")


_LOWER: dict[type[ast.AST], Callable[[Context, Any, int, int], nodes.Stmt]] = {
    ast.FunctionDef: _function, ast.AsyncFunctionDef: _function, ast.ClassDef: _class, ast.If: _if, ast.For: _for,
    ast.AsyncFor: _for, ast.While: _while, ast.With: _with, ast.AsyncWith: _with, ast.Try: _try, ast.TryStar: _try,
    ast.Match: _match, ast.Import: _import, ast.ImportFrom: _import, ast.Assign: _assign, ast.AnnAssign: _annotated,
    ast.AugAssign: _augmented, ast.Expr: _evaluate, ast.Return: _return, ast.Raise: _raise, ast.Assert: _assert,
    ast.Delete: _delete, ast.Break: _break, ast.Continue: _continue,
}  # fmt: skip
if hasattr(ast, "TypeAlias"):  # Python 3.12
    _LOWER[ast.TypeAlias] = _alias

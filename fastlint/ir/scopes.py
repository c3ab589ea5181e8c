"""What a name stands for, as far as the file itself tells."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from fastlint.ir.names import BUILTINS

Suite = list[ast.stmt]


class Scope:
    """One scope of names. `bound` maps a name to its target; "" marks a local variable."""

    __slots__ = ("bound", "is_class", "parent")

    def __init__(self, parent: Scope | None, bound: dict[str, str], *, is_class: bool = False) -> None:
        self.parent = parent
        self.bound = bound
        self.is_class = is_class

    def target(self, name: str) -> str:
        """What `Ref.target` says of `name` here."""
        target = self.bound.get(name)
        if target is not None:
            return target
        scope = self.parent
        while scope is not None:
            if not scope.is_class:
                target = scope.bound.get(name)
                if target is not None:
                    return target
            scope = scope.parent
        return f"builtins.{name}" if name in BUILTINS else f"@{name}"

    def is_bound(self, name: str) -> bool:
        """Whether the file or Python itself gives `name` a meaning."""
        scope: Scope | None = self
        while scope is not None:
            if name in scope.bound:
                return True
            scope = scope.parent
        return name in BUILTINS


def bindings(body: Suite, *, is_module: bool, has_walrus: bool) -> dict[str, str]:
    """The names that the statements of `body` bind, blocks included, nested scopes not."""
    bound: dict[str, str] = {}
    outer: set[str] = set()
    for statement in _statements(body):
        kind = type(statement)
        if kind is ast.Import or kind is ast.ImportFrom:
            bound.update({local: target for local, target in imported(statement) if local != "*"})
        elif isinstance(statement, (ast.Global, ast.Nonlocal)):
            outer.update(statement.names)
        else:
            names = _BINDS.get(kind)
            for name in (*(names(statement) if names else ()), *(_walruses(statement) if has_walrus else ())):
                if not bound.get(name):
                    bound[name] = f"@{name}" if is_module else ""
    for name in outer:
        bound.pop(name, None)
    return bound


def declared_outer(body: Suite) -> tuple[str, ...]:
    """The names that the statements of `body` declare global or nonlocal."""
    declarations = (s for s in _statements(body) if isinstance(s, (ast.Global, ast.Nonlocal)))
    return tuple(sorted({name for declaration in declarations for name in declaration.names}))


def imported(statement: ast.stmt) -> list[tuple[str, str]]:
    """(local name, target) for each name that an import statement binds; "*" for a star."""
    if isinstance(statement, ast.Import):
        return [(a.asname, a.name) if a.asname else (a.name.partition(".")[0],) * 2 for a in statement.names]
    assert isinstance(statement, ast.ImportFrom)
    origin = origin_of(statement)
    joint = "" if origin.endswith(".") else "."
    return [
        ("*", origin) if alias.name == "*" else (alias.asname or alias.name, f"{origin}{joint}{alias.name}")
        for alias in statement.names
    ]


def origin_of(statement: ast.ImportFrom) -> str:
    """The module that names are imported from, as written."""
    return "." * statement.level + (statement.module or "")


def target_names(target: ast.expr) -> Iterator[str]:
    """The plain names in an assignment target."""
    if isinstance(target, ast.Name):
        yield target.id
    elif isinstance(target, (ast.Tuple, ast.List)):
        for element in target.elts:
            yield from target_names(element)
    elif isinstance(target, ast.Starred):
        yield from target_names(target.value)


def _statements(body: Suite) -> Iterator[ast.stmt]:
    for statement in body:
        yield statement
        suites = _SUITES.get(type(statement))
        if suites is not None:
            for suite in suites(statement):
                yield from _statements(suite)


def _suites_of_try(node: Any) -> Iterator[Suite]:
    yield node.body
    yield from (handler.body for handler in node.handlers)
    yield node.orelse
    yield node.finalbody


_SUITES: Mapping[type, Callable[[Any], Iterable[Suite]]] = {
    **dict.fromkeys((ast.If, ast.For, ast.AsyncFor, ast.While), lambda n: (n.body, n.orelse)),
    **dict.fromkeys((ast.With, ast.AsyncWith), lambda n: (n.body,)),
    **dict.fromkeys((ast.Try, ast.TryStar), _suites_of_try),
    ast.Match: lambda n: [case.body for case in n.cases],
}
"""The blocks of a compound statement, which run in the same scope."""


def _by_with(node: Any) -> Iterator[str]:
    for item in node.items:
        if item.optional_vars is not None:
            yield from target_names(item.optional_vars)


_BINDS: Mapping[type, Callable[[Any], Iterable[str]]] = {
    ast.Assign: lambda n: [name for target in n.targets for name in target_names(target)],
    **dict.fromkeys((ast.AnnAssign, ast.AugAssign, ast.For, ast.AsyncFor), lambda n: target_names(n.target)),
    **dict.fromkeys((ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef), lambda n: (n.name,)),
    **dict.fromkeys((ast.With, ast.AsyncWith), _by_with),
    **dict.fromkeys((ast.Try, ast.TryStar), lambda n: [h.name for h in n.handlers if h.name]),
    ast.Match: lambda n: [name for case in n.cases for name in captures(case.pattern)],
}
if hasattr(ast, "TypeAlias"):  # Python 3.12
    _BINDS = {**_BINDS, ast.TypeAlias: lambda n: target_names(n.name)}
"""The names that a statement binds by itself."""


def _walruses(statement: ast.stmt) -> Iterator[str]:
    """Names bound by `:=` in what a statement itself evaluates; a comprehension binds in the function around it."""
    waiting: list[ast.AST] = [statement]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.NamedExpr):
            yield node.target.id
        if not isinstance(node, ast.Lambda):
            waiting += (below for below in ast.iter_child_nodes(node) if isinstance(below, _EVALUATED))


_EVALUATED = (ast.expr, ast.comprehension, ast.keyword, ast.withitem, ast.match_case)


def captures(pattern: ast.pattern) -> Iterator[str]:
    """The names that a match pattern binds, in order."""
    if isinstance(pattern, (ast.MatchAs, ast.MatchStar)) and pattern.name is not None:
        yield pattern.name
    for below in ast.iter_child_nodes(pattern):
        if isinstance(below, ast.pattern):
            yield from captures(below)
    if isinstance(pattern, ast.MatchMapping) and pattern.rest is not None:
        yield pattern.rest

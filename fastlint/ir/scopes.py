"""What a name stands for, as far as the file itself tells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import libcst as cst

from fastlint.ir.names import BUILTINS


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


def bindings(body: Iterable[cst.CSTNode], *, is_module: bool) -> dict[str, str]:
    """The names that the statements of `body` bind, blocks included, nested scopes not."""
    bound: dict[str, str] = {}
    for statement in _statements(body):
        if isinstance(statement, (cst.Import, cst.ImportFrom, cst.LazyImport, cst.LazyImportFrom)):
            bound.update({local: target for local, target in imported(statement) if local != "*"})
        else:
            for name in _bound_by(statement):
                if not bound.get(name):
                    bound[name] = f"@{name}" if is_module else ""
    for statement in _statements(body):
        if isinstance(statement, (cst.Global, cst.Nonlocal)):
            for item in statement.names:
                bound.pop(item.name.value, None)
    return bound


def imported(statement: cst.CSTNode) -> list[tuple[str, str]]:
    """(local name, target) for each name that an import statement binds; "*" for a star."""
    if isinstance(statement, (cst.Import, cst.LazyImport)):
        pairs = []
        for alias in statement.names:
            module = dotted(alias.name)
            pairs.append((_local(alias.asname), module) if alias.asname else (module.partition(".")[0],) * 2)
        return pairs
    assert isinstance(statement, (cst.ImportFrom, cst.LazyImportFrom))
    origin = "." * len(statement.relative) + (dotted(statement.module) if statement.module else "")
    if isinstance(statement.names, cst.ImportStar):
        return [("*", origin)]
    joint = "" if origin.endswith(".") else "."
    return [
        (_local(alias.asname) if alias.asname else dotted(alias.name), f"{origin}{joint}{dotted(alias.name)}")
        for alias in statement.names
    ]


def dotted(node: cst.CSTNode) -> str:
    """`a.b.c` as text."""
    parts = []
    while isinstance(node, cst.Attribute):
        parts.append(node.attr.value)
        node = node.value
    parts.append(node.value if isinstance(node, cst.Name) else "?")
    return ".".join(reversed(parts))


def target_names(target: cst.CSTNode) -> Iterator[str]:
    """The plain names in an assignment target."""
    if isinstance(target, cst.Name):
        yield target.value
    elif isinstance(target, (cst.Tuple, cst.List)):
        for element in target.elements:
            yield from target_names(element.value)
    elif isinstance(target, cst.StarredElement):
        yield from target_names(target.value)


def _local(asname: cst.AsName) -> str:
    return asname.name.value if isinstance(asname.name, cst.Name) else "?"


def _statements(body: Iterable[cst.CSTNode]) -> Iterator[cst.CSTNode]:
    for node in body:
        if isinstance(node, cst.SimpleStatementLine):
            yield from node.body
        else:
            yield node
            for suite in suites(node):
                yield from _statements(suite.body)


def suites(node: cst.CSTNode) -> Sequence[cst.BaseSuite]:
    """The blocks of a compound statement that run in the same scope."""
    match node:
        case cst.If():
            rest = node.orelse
            return [node.body, *(suites(rest) if isinstance(rest, cst.If) else [rest.body] if rest else [])]
        case cst.For() | cst.While():
            return [node.body, *([node.orelse.body] if node.orelse else [])]
        case cst.With():
            return [node.body]
        case cst.Try() | cst.TryStar():
            tail = [part.body for part in (node.orelse, node.finalbody) if part]
            return [node.body, *(handler.body for handler in node.handlers), *tail]
        case cst.Match():
            return [case.body for case in node.cases]
    return []


def _bound_by(node: cst.CSTNode) -> Iterator[str]:
    match node:
        case cst.Assign():
            for target in node.targets:
                yield from target_names(target.target)
            yield from _walrus(node.value)
        case cst.AnnAssign() | cst.AugAssign():
            yield from target_names(node.target)
        case cst.FunctionDef() | cst.ClassDef() | cst.TypeAlias():
            yield node.name.value
        case cst.For():
            yield from target_names(node.target)
        case cst.With():
            for item in node.items:
                if item.asname:
                    yield from target_names(item.asname.name)
        case cst.Try() | cst.TryStar():
            for handler in node.handlers:
                if handler.name:
                    yield _local(handler.name)
        case cst.If() | cst.While():
            yield from _walrus(node.test)
            if isinstance(node.orelse, cst.If):
                yield from _bound_by(node.orelse)
        case cst.Expr() | cst.Return():
            if node.value is not None:
                yield from _walrus(node.value)
        case cst.Match():
            for case in node.cases:
                yield from captures(case.pattern)


def _walrus(node: cst.CSTNode) -> Iterator[str]:
    """Names bound by `:=` anywhere in an expression; a comprehension's conditions bind in the function around it."""
    if isinstance(node, cst.NamedExpr):
        yield from target_names(node.target)
        yield from _walrus(node.value)
        return
    below = _OPERANDS.get(type(node))
    if below is not None:
        for part in below(node):
            yield from _walrus(part)


def _filters(clause: cst.CompFor) -> Iterator[cst.CSTNode]:
    yield clause.iter
    yield from (test.test for test in clause.ifs)
    if clause.inner_for_in is not None:
        yield from _filters(clause.inner_for_in)


def _formatted(node: cst.FormattedString) -> list[cst.CSTNode]:
    return [part.expression for part in node.parts if isinstance(part, cst.FormattedStringExpression)]


def _indexed(node: cst.Subscript) -> list[cst.CSTNode]:
    return [node.value, *(part.slice.value for part in node.slice if isinstance(part.slice, cst.Index))]


_Operands = Callable[..., Iterable[cst.CSTNode]]
_OPERANDS: Mapping[type, _Operands] = {
    cst.Comparison: lambda n: [n.left, *(link.comparator for link in n.comparisons)],
    cst.BooleanOperation: lambda n: (n.left, n.right),
    cst.BinaryOperation: lambda n: (n.left, n.right),
    cst.UnaryOperation: lambda n: (n.expression,),
    cst.Await: lambda n: (n.expression,),
    cst.Attribute: lambda n: (n.value,),
    cst.Call: lambda n: [n.func, *(argument.value for argument in n.args)],
    cst.IfExp: lambda n: (n.test, n.body, n.orelse),
    cst.FormattedString: _formatted,
    cst.Subscript: _indexed,
    cst.Dict: lambda n: [element.value for element in n.elements],
    **dict.fromkeys((cst.List, cst.Tuple, cst.Set), lambda n: [element.value for element in n.elements]),
    **dict.fromkeys((cst.ListComp, cst.SetComp, cst.GeneratorExp), lambda n: [n.elt, *_filters(n.for_in)]),
    cst.DictComp: lambda n: [n.key, n.value, *_filters(n.for_in)],
}


def captures(pattern: cst.CSTNode | None) -> Iterator[str]:
    """The names that a match pattern binds."""
    match pattern:
        case cst.MatchAs():
            if pattern.name is not None:
                yield pattern.name.value
            yield from captures(pattern.pattern)
        case cst.MatchStar():
            if pattern.name is not None:
                yield pattern.name.value
        case cst.MatchList() | cst.MatchTuple():
            for element in pattern.patterns:
                yield from captures(element.value if isinstance(element, cst.MatchSequenceElement) else element)
        case cst.MatchMapping():
            for item in pattern.elements:
                yield from captures(item.pattern)
            if pattern.rest is not None:
                yield pattern.rest.value
        case cst.MatchClass():
            for part in pattern.patterns:
                yield from captures(part.value)
            for named in pattern.kwds:
                yield from captures(named.pattern)
        case cst.MatchOr():
            for option in pattern.patterns:
                yield from captures(option.pattern)

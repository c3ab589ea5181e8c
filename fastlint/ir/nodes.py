"""The lean form of a Python file: what analysis needs and no more.

A `ModuleIR` is frozen and serialisable (msgspec), depends on the file's bytes alone, and holds
no syntax tree, no token and no white space. `start` and `end` are character offsets into the
file's text; `ModuleIR.lines` turns them into lines and columns (`fastlint.source.Span`).

A `Ref` carries the name as written and `target`, what the name stands for as far as the file
itself tells:

    "fastapi.Depends"   imported, however it was imported or renamed
    "..deps.get_db"     imported relatively (dots as written)
    "@get_db"           bound at the module's top level
    "builtins.print"    a builtin that the file does not rebind
    ""                  a local variable or parameter
"""

from __future__ import annotations

from typing import Literal as OneOf

import msgspec

from fastlint.ir.expression_nodes import (
    Attribute,
    Await,
    Bytes,
    Call,
    Clause,
    Comprehension,
    Conditional,
    Expr,
    Keyword,
    Lambda,
    Literal,
    Mapping,
    Node,
    Operation,
    Parameter,
    Ref,
    Sequence,
    Slice,
    Star,
    Subscript,
    Template,
    Unknown,
    Walrus,
    Yield,
)
from fastlint.source.ignores import Ignore

__all__ = [
    "Assign", "Attribute", "Await", "Bytes", "Call", "Case", "Class", "Clause", "Comprehension", "Conditional",
    "Delete", "Evaluate", "Expr", "For", "Function", "Handler", "If", "Import", "Jump", "Keyword", "Lambda",
    "Literal", "Mapping", "Match", "ModuleIR", "Node", "Operation", "Parameter", "Raise", "Ref", "Return",
    "Sequence", "Slice", "Star", "Stmt", "Subscript", "Template", "Try", "Unknown", "Walrus", "While", "With",
    "Yield",
]  # fmt: skip


class Import(Node, frozen=True, tag="i"):
    """Names bound by one import statement: (local name, target); "*" with the module for a star.

    `import a.b` binds ("a", "a") and makes sure that "a.b" is loaded: `loads` lists modules.
    """

    names: tuple[tuple[str, str], ...]
    loads: tuple[str, ...]


class Assign(Node, frozen=True, tag="="):
    """`targets = value`; an annotation alone has no value; `operator` is set for `+=` and kin."""

    targets: tuple[Expr, ...]
    value: Expr | None
    annotation: Expr | None = None
    operator: str = ""


class Evaluate(Node, frozen=True, tag="e"):
    """An expression statement."""

    value: Expr


class If(Node, frozen=True, tag="if"):
    """`if`; `elif` is an `If` alone in `orelse`. `assert x` is `if not x: raise AssertionError`."""

    test: Expr
    body: tuple[Stmt, ...]
    orelse: tuple[Stmt, ...]


class For(Node, frozen=True, tag="fo"):
    """`for` and `async for`."""

    target: Expr
    iterable: Expr
    body: tuple[Stmt, ...]
    orelse: tuple[Stmt, ...]
    is_async: bool


class While(Node, frozen=True, tag="wh"):
    """A `while` loop."""

    test: Expr
    body: tuple[Stmt, ...]
    orelse: tuple[Stmt, ...]


class With(Node, frozen=True, tag="wi"):
    """`with` and `async with`; items are (context, target or None)."""

    items: tuple[tuple[Expr, Expr | None], ...]
    body: tuple[Stmt, ...]
    is_async: bool


class Handler(Node, frozen=True, tag="ex"):
    """`except exception as name`; a bare except has no exception."""

    exception: Expr | None
    name: str
    body: tuple[Stmt, ...]


class Try(Node, frozen=True, tag="tr"):
    """`try` with its handlers, `else` and `finally`."""

    body: tuple[Stmt, ...]
    handlers: tuple[Handler, ...]
    orelse: tuple[Stmt, ...]
    final: tuple[Stmt, ...]


class Case(Node, frozen=True, tag="ca"):
    """One case: the pattern as an expression (bindings as `Ref`, wildcard as `Ref("_")`)."""

    pattern: Expr
    binds: tuple[str, ...]
    guard: Expr | None
    body: tuple[Stmt, ...]


class Match(Node, frozen=True, tag="ma"):
    """A `match` statement."""

    subject: Expr
    cases: tuple[Case, ...]


class Return(Node, frozen=True, tag="re"):
    """A `return` statement."""

    value: Expr | None


class Raise(Node, frozen=True, tag="ra"):
    """`raise value from cause`."""

    value: Expr | None
    cause: Expr | None


class Delete(Node, frozen=True, tag="de"):
    """`del targets`."""

    targets: tuple[Expr, ...]


class Jump(Node, frozen=True, tag="ju"):
    """`break` or `continue`."""

    kind: OneOf["break", "continue"]


class Function(Node, frozen=True, tag="f"):
    """`def` or `async def`; `start` is the `def`'s own line, `decorators` lie before it.

    `name_start`/`name_end` is the name alone. `outer` holds names declared global or nonlocal.
    """

    name: str
    name_start: int
    name_end: int
    parameters: tuple[Parameter, ...]
    returns: Expr | None
    decorators: tuple[Expr, ...]
    body: tuple[Stmt, ...]
    docstring: str
    is_async: bool
    is_generator: bool
    outer: tuple[str, ...]


class Class(Node, frozen=True, tag="c"):
    """`class` with bases, keywords (metaclass=...), decorators and its body."""

    name: str
    name_start: int
    name_end: int
    bases: tuple[Expr, ...]
    keywords: tuple[Keyword, ...]
    decorators: tuple[Expr, ...]
    body: tuple[Stmt, ...]
    docstring: str


Stmt = (
    Import
    | Assign
    | Evaluate
    | If
    | For
    | While
    | With
    | Try
    | Match
    | Return
    | Raise
    | Delete
    | Jump
    | Function
    | Class
)


class ModuleIR(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One file, lowered. `lines` holds the offset at which each line starts.

    `imports` is every dotted name that may be a module, as written, in any import of the file, functions included.
    """

    docstring: str
    body: tuple[Stmt, ...]
    ignores: tuple[Ignore, ...]
    lines: tuple[int, ...]
    imports: tuple[str, ...] = ()

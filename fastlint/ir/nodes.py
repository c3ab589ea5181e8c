"""The lean form of a Python file: what analysis needs and no more.

A `ModuleIR` is frozen and serialisable (msgspec), depends on the file's bytes alone, and holds
no libcst node, no token and no white space. `start` and `end` are character offsets into the
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

from fastlint.source.ignores import Ignore


class Node(msgspec.Struct, frozen=True, array_like=True, gc=False, tag=True):
    """Any piece of code that has a place in the text."""

    start: int
    end: int


# ---------------------------------------------------------------- expressions


class Literal(Node, frozen=True, tag="L"):
    """A constant: text, number, bool or None."""

    value: str | int | float | bool | None


class Bytes(Node, frozen=True, tag="B"):
    """A bytes constant."""

    value: bytes


class Ref(Node, frozen=True, tag="R"):
    """A name; `target` as the module docstring says."""

    name: str
    target: str


class Attribute(Node, frozen=True, tag="A"):
    """`value.name`."""

    value: Expr
    name: str


class Keyword(Node, frozen=True, tag="K"):
    """`name=value` in a call; `name` is empty for `**value`."""

    name: str
    value: Expr


class Call(Node, frozen=True, tag="C"):
    """A call; `*args` appear as `Star` among `args`."""

    func: Expr
    args: tuple[Expr, ...]
    keywords: tuple[Keyword, ...]

    def keyword(self, name: str) -> Expr | None:
        """The value given for keyword `name`, if it is written out."""
        for keyword in self.keywords:
            if keyword.name == name:
                return keyword.value
        return None

    def argument(self, index: int, name: str = "") -> Expr | None:
        """The value given at position `index` or as keyword `name`; None after a `*args` before it."""
        for i, value in enumerate(self.args):
            if isinstance(value, Star):
                break
            if i == index:
                return value
        return self.keyword(name) if name else None


class Template(Node, frozen=True, tag="T"):
    """Text put together from parts: f-string, `%`, `.format(...)` or concatenation with a literal."""

    kind: OneOf["f", "%", "format", "+"]
    parts: tuple[Expr, ...]


class Sequence(Node, frozen=True, tag="S"):
    """A list, tuple or set display."""

    kind: OneOf["list", "tuple", "set"]
    items: tuple[Expr, ...]


class Mapping(Node, frozen=True, tag="M"):
    """A dict display; a key of None stands for `**value`."""

    items: tuple[tuple[Expr | None, Expr], ...]


class Subscript(Node, frozen=True, tag="I"):
    """`value[index]`; several indices are a tuple `Sequence`."""

    value: Expr
    index: Expr


class Slice(Node, frozen=True, tag="Z"):
    """`lower:upper:step` inside a subscript."""

    lower: Expr | None
    upper: Expr | None
    step: Expr | None


class Lambda(Node, frozen=True, tag="F"):
    """`lambda parameters: body`."""

    parameters: tuple[Parameter, ...]
    body: Expr


class Await(Node, frozen=True, tag="W"):
    """`await value`."""

    value: Expr


class Yield(Node, frozen=True, tag="Y"):
    """`yield value` or `yield from value`."""

    value: Expr | None
    is_from: bool


class Star(Node, frozen=True, tag="X"):
    """`*value` in a call, a display or a target."""

    value: Expr


class Operation(Node, frozen=True, tag="O"):
    """An operator with its operands: `and or not == != < <= > >= in` `not in` `is` `is not` `+ - * / // % ** @ & | ^ << >> ~`.

    A chain of comparisons is an `and` of its links; `and`/`or` may have more than two operands.
    """

    operator: str
    operands: tuple[Expr, ...]


class Conditional(Node, frozen=True, tag="?"):
    """`body if test else orelse`."""

    test: Expr
    body: Expr
    orelse: Expr


class Clause(Node, frozen=True, tag="cl"):
    """One `for target in iterable if conditions` of a comprehension."""

    target: Expr
    iterable: Expr
    conditions: tuple[Expr, ...]


class Comprehension(Node, frozen=True, tag="P"):
    """A comprehension; `key` only for a dict."""

    kind: OneOf["list", "set", "dict", "generator"]
    key: Expr | None
    element: Expr
    clauses: tuple[Clause, ...]


class Walrus(Node, frozen=True, tag=":"):
    """`target := value`."""

    target: Expr
    value: Expr


class Unknown(Node, frozen=True, tag="U"):
    """An expression with no lean form, and why."""

    reason: str


Expr = (
    Literal
    | Bytes
    | Ref
    | Attribute
    | Call
    | Template
    | Sequence
    | Mapping
    | Subscript
    | Slice
    | Lambda
    | Await
    | Yield
    | Star
    | Operation
    | Conditional
    | Comprehension
    | Walrus
    | Unknown
)


# ---------------------------------------------------------------- statements


class Parameter(Node, frozen=True, tag="p"):
    """A parameter of a function or lambda; `kind` "args" is `*name`, "kwargs" is `**name`."""

    name: str
    annotation: Expr | None
    default: Expr | None
    kind: OneOf["positional", "either", "args", "keyword", "kwargs"]


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
    """One file, lowered. `lines` holds the offset at which each line starts."""

    docstring: str
    body: tuple[Stmt, ...]
    ignores: tuple[Ignore, ...]
    lines: tuple[int, ...]

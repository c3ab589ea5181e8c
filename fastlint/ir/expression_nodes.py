"""The expressions of the lean form; `fastlint.ir.nodes` gives them out together with the statements.

They and `Parameter` name one another, and msgspec looks such names up in one module.
"""

from __future__ import annotations

from typing import Literal as OneOf

import msgspec


class Node(msgspec.Struct, frozen=True, array_like=True, gc=False, tag=True):
    """Any piece of code that has a place in the text."""

    start: int
    end: int


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
    """An operator with its operands, as written: `and`, `not in`, `==`, `+`, `<<` and so on.

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


class Parameter(Node, frozen=True, tag="p"):
    """A parameter of a function or lambda; `kind` "args" is `*name`, "kwargs" is `**name`."""

    name: str
    annotation: Expr | None
    default: Expr | None
    kind: OneOf["positional", "either", "args", "keyword", "kwargs"]


Expr = (
    Literal | Bytes | Ref | Attribute | Call | Template | Sequence | Mapping | Subscript | Slice | Lambda | Await
    | Yield | Star | Operation | Conditional | Comprehension | Walrus | Unknown
)  # fmt: skip

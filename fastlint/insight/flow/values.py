"""The values of a function, as a graph: what each one is made of.

`statements` and `expressions` run a function's code symbolically and build these; `search` follows them
backwards. A value never changes: an assignment to `x.a` gives `x` a new value that knows the old one.
`node` is the code it comes from, `graph` the function it belongs to.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fastlint.ir import nodes

if TYPE_CHECKING:
    from fastlint.insight.flow.facts import Facts
    from fastlint.model import Class, Function, Module

ANY = "*"
"""A key that is not known: an element of a list, `x[i]`."""

SLICE = "[:]"
"""As a key: a slice, which holds what the whole holds."""

KEYS = "{}"
"""As a key: the keys of a mapping, which tell nothing of what it holds."""

_TURN = "()"

Key = str | int
Path = tuple[Key, ...]


@dataclass(slots=True, eq=False, repr=False)
class Value:
    """Anything a name can stand for while a function runs."""

    node: nodes.Node
    graph: Graph


@dataclass(slots=True, eq=False, repr=False)
class Constant(Value):
    """A literal."""

    value: str | int | float | bool | bytes | None


@dataclass(slots=True, eq=False, repr=False)
class Input(Value):
    """What a parameter was given."""

    parameter: nodes.Parameter


@dataclass(slots=True, eq=False, repr=False)
class Free(Value):
    """A variable of the function around this one."""

    name: str


@dataclass(slots=True, eq=False, repr=False)
class Global(Value):
    """A name with a dotted path: of another module, of a library, or a module-level variable."""

    dotted: str


@dataclass(slots=True, eq=False, repr=False)
class Part(Value):
    """`whole.key` or `whole[key]`, or an element of it (`ANY`); with `is_turn` what a loop over it gives."""

    whole: Value
    key: Key
    is_attribute: bool = False
    is_turn: bool = False


@dataclass(slots=True, eq=False, repr=False)
class Changed(Value):
    """`whole` after `part` was put into it at `key`, which is the value `named` when it is not known."""

    whole: Value
    key: Key
    part: Value
    named: Value | None = None

    @property
    def others(self) -> list[Value]:
        """The containers whose contents were put in beside the old: what `update` and `extend` are given."""
        is_spread = isinstance(self.part, Record) and self.part.node is self.node
        return self.part.spread if isinstance(self.part, Record) and is_spread else []


@dataclass(slots=True, eq=False, repr=False)
class Record(Value):
    """A display: parts with known keys, parts without, and other containers spread into it.

    `keys` are the keys of a mapping that are not known, `replaceable` the known ones that something spread into it
    later may hold too.
    """

    items: dict[Key, Value]
    rest: list[Value] = field(default_factory=list)
    spread: list[Value] = field(default_factory=list)
    keys: tuple[Value, ...] = ()
    replaceable: frozenset[Key] = frozenset()


@dataclass(slots=True, eq=False, repr=False)
class Text(Value):
    """Text put together; `parts` in order, literals included."""

    kind: str
    parts: list[Value]


@dataclass(slots=True, eq=False, repr=False)
class Computed(Value):
    """The result of an operator."""

    operator: str
    operands: list[Value]


@dataclass(slots=True, eq=False, repr=False)
class Called(Value):
    """The result of a call. `function` is what is called; `facts` is what is known when it happens."""

    function: Value
    args: list[Value]
    keywords: dict[str, Value]
    stars: list[Value]
    facts: Facts | None
    is_statement: bool = False

    @property
    def receiver(self) -> Value | None:
        """`x` in `x.f()`, when `x` is a value and not a module or class. An item of a container is no method of it."""
        return self.function.whole if isinstance(self.function, Part) and self.function.is_attribute else None

    @property
    def method(self) -> str:
        """`f` in `x.f()`, else ""."""
        return str(self.function.key) if isinstance(self.function, Part) and self.function.is_attribute else ""

    def argument(self, index: int | None, name: str = "") -> Value | None:
        """What is given at position `index` or by keyword `name`."""
        if name and name in self.keywords:
            return self.keywords[name]
        if index is not None and 0 <= index < len(self.args):
            return self.args[index]
        return None


@dataclass(slots=True, eq=False, repr=False)
class Choice(Value):
    """One of several values, each with what is known where it was chosen. In a loop it may be among them itself."""

    options: list[tuple[Value, Facts | None]]

    @property
    def ends(self) -> list[Value]:
        """The values that it comes down to, each once: options of options in the place of these."""
        found: dict[Value, None] = {self: None}
        waiting: list[Choice] = [self]
        while waiting:
            for option, _ in waiting.pop().options:
                if option not in found:
                    found[option] = None
                    waiting += [option] if isinstance(option, Choice) else []
        return [value for value in found if not isinstance(value, Choice)]


@dataclass(slots=True, eq=False, repr=False)
class Entered(Value):
    """What `with context as x` binds."""

    context: Value


@dataclass(slots=True, eq=False, repr=False)
class Caught(Value):
    """What `except exception as x` binds; `body` is the code that may have raised it."""

    handler: nodes.Handler
    body: tuple[nodes.Stmt, ...]


@dataclass(slots=True, eq=False, repr=False)
class Closure(Value):
    """A function or class defined inside this one.

    `names` are what the names stand for there, `counts` how many values each was given before, `facts` what is known.
    """

    definition: Function | Class
    names: dict[str, Value]
    counts: dict[str, int]
    facts: Facts | None


@dataclass(slots=True, eq=False, repr=False)
class Anonymous(Value):
    """A lambda; `result` is its body's value, its parameters being Inputs."""

    inputs: dict[str, Input]
    result: Value | None


@dataclass(slots=True, eq=False, repr=False)
class Opaque(Value):
    """A value of which nothing is known."""

    reason: str


@dataclass(slots=True, eq=False, repr=False)
class Outcome:
    """A value that leaves the function (returned, yielded, raised), and what is known there.

    With `is_each` its elements leave, one by one: `yield from`.
    """

    value: Value
    facts: Facts | None
    is_each: bool = False


@dataclass(slots=True, eq=False, repr=False)
class Graph:
    """The values of one function, or of a module's top level (`function` is None).

    `tests` are those of `if` statements, `asked` is whatever some branch hangs on, `comparisons` are tests for
    equality, `orderings` those of size and of membership. `made`, `places` and `handed` remember, once it is complete,
    what each value is computed from, the places of that, and what calls are given.
    """

    module: Module
    function: Function | None
    owner: Class | None = None
    calls: list[Called] = field(default_factory=list)
    returns: list[Outcome] = field(default_factory=list)
    yields: list[Outcome] = field(default_factory=list)
    raises: list[Outcome] = field(default_factory=list)
    bindings: dict[str, list[Value]] = field(default_factory=dict)
    stores: list[tuple[Value, Key, Value]] = field(default_factory=list)
    comparisons: list[tuple[Computed, Facts | None]] = field(default_factory=list)
    orderings: list[Computed] = field(default_factory=list)
    inputs: dict[str, Input] = field(default_factory=dict)
    tests: list[tuple[Value, nodes.If, Facts | None]] = field(default_factory=list)
    asked: dict[Value, None] = field(default_factory=dict)
    parts: dict[tuple[int, Key], Part] = field(default_factory=dict)
    holders: dict[int, list[str]] = field(default_factory=dict)
    handed: set[Value] = field(default_factory=set)
    made: dict[Value, tuple[Value, ...]] = field(default_factory=dict)
    places: dict[Value, frozenset[tuple[object, Path]]] = field(default_factory=dict)
    ends_normally: bool = True
    is_partial: bool = False
    end: Facts | None = None

    def part(self, node: nodes.Node, whole: Value, key: Key, *, is_attribute: bool = False) -> Part:
        """`whole.key`, one and the same value however often it is read."""
        place = (id(whole), key)
        found = self.parts.get(place)
        if found is None:
            found = self.parts[place] = Part(node, self, whole, key, is_attribute)
        return found

    def turn(self, node: nodes.Node, whole: Value) -> Part:
        """What a loop over `whole` gives in each turn."""
        place = (id(whole), _TURN)
        found = self.parts.get(place)
        if found is None:
            found = self.parts[place] = Part(node, self, whole, ANY, is_turn=True)
        return found

    def names_of(self, value: Value) -> list[str]:
        """The variables that hold `value` at some point."""
        if not self.holders:
            for name, values in self.bindings.items():
                for bound in values:
                    self.holders.setdefault(id(bound), []).append(name)
        return self.holders.get(id(value), [])

    def is_handed_on(self, value: Value) -> bool:
        """Whether a call is given `value` itself, and may change what it holds."""
        if not self.handed:
            self.handed.update(given for call in self.calls for given in (*call.args, *call.keywords.values()))
        return value in self.handed

    @property
    def name(self) -> str:
        """The function's name, for messages."""
        return self.function.ir.name if self.function else self.module.name

"""What an expression stands for while the code that builds the app is evaluated.

Values are symbolic: a `Const` is known, an `External` is something a library defines, an `Unknown` says
why nothing more is known. Nothing here runs code of the project.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fastlint.ir import nodes

if TYPE_CHECKING:
    from collections.abc import Callable

    from fastlint.link.routers import RouterState
    from fastlint.model import Module, Switch


class Value:
    """Anything an expression may stand for."""

    __slots__ = ()


@dataclass(slots=True, eq=False, repr=False)
class Const(Value):
    """Text, bytes, a number, a bool, None or Ellipsis; `setting` is the one whose default it is or was made of."""

    value: object
    setting: str = ""


@dataclass(slots=True, eq=False, repr=False)
class Unknown(Value):
    """Not known, and why; `module` and `node` say where it was met.

    `is_unset` marks what an installation may set, and what is nothing where it does not.
    """

    reason: str
    module: Module | None = None
    node: nodes.Node | None = None
    is_unset: bool = False


@dataclass(slots=True, eq=False, repr=False)
class External(Value):
    """Something that no file of the project defines, by its dotted path."""

    path: str


@dataclass(slots=True, eq=False, repr=False)
class ModuleValue(Value):
    """A module of the project."""

    state: ModuleState


@dataclass(slots=True, eq=False, repr=False)
class Scope:
    """Names and their values. Class scopes are invisible from the functions inside them."""

    names: dict[str, Value]
    parent: Scope | None = None
    is_class: bool = False

    def find(self, name: str) -> Value | None:
        """The value of `name` here or in the scopes around, None when nothing binds it."""
        found = self.names.get(name)
        scope = self.parent
        while found is None and scope is not None:
            if not scope.is_class:
                found = scope.names.get(name)
            scope = scope.parent
        return found


@dataclass(slots=True, eq=False, repr=False)
class ModuleState:
    """A module while it is evaluated. `pending` are definitions, `imports` imported names, that were not reached yet.

    They answer for a module that is asked for a name while it runs itself: imports in a circle.
    """

    module: Module
    scope: Scope
    is_started: bool = False
    is_running: bool = False
    pending: dict[str, nodes.Stmt] = field(default_factory=dict)
    imports: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True, eq=False, repr=False)
class FunctionValue(Value):
    """A function, method or lambda with the scope it was made in.

    `wrapped` is what `functools.wraps` says it stands for; `owner` the class whose body holds it;
    `kind` is "" or one of staticmethod, classmethod, property.
    """

    ir: nodes.Function | nodes.Lambda
    state: ModuleState
    scope: Scope
    qualname: str
    owner: ClassValue | None = None
    wrapped: Value | None = None
    kind: str = ""
    attributes: dict[str, Value] = field(default_factory=dict)


@dataclass(slots=True, eq=False, repr=False)
class ClassValue(Value):
    """A class of the project. `bases` may be classes of the project, libraries' or unknown.

    `order` is the method resolution order, once somebody has asked for it; `wrapped` the class that a decorator put
    this one around.
    """

    ir: nodes.Class | None
    state: ModuleState
    qualname: str
    bases: list[Value]
    scope: Scope
    keywords: dict[str, Value] = field(default_factory=dict)
    view: View | None = None
    order: tuple[Value, ...] = ()
    wrapped: ClassValue | None = None

    @property
    def name(self) -> str:
        """`module:qualname`."""
        return f"{self.state.module.name}:{self.qualname}"


@dataclass(slots=True, eq=False, repr=False)
class View:
    """A class-based view: its methods are handlers and an instance of it is their first dependency."""

    depends: Value


@dataclass(slots=True, eq=False, repr=False)
class Instance(Value):
    """What a call of a class gives, or of a library's callable.

    `native` is set for apps, routers and routes; `conditions`, of a dependency's marker, are the tests under which it
    was made or put where it is.
    """

    cls: Value
    args: list[Value]
    keywords: dict[str, Value]
    attributes: dict[str, Value] = field(default_factory=dict)
    module: Module | None = None
    node: nodes.Node | None = None
    native: RouterState | None = None
    conditions: tuple[str, ...] = ()


@dataclass(slots=True, eq=False, repr=False)
class Bound(Value):
    """A method of an instance or class."""

    function: Value
    owner: Value


@dataclass(slots=True, eq=False, repr=False)
class Native(Value):
    """A callable whose behaviour the evaluator knows: `call(evaluator, arguments)`."""

    name: str
    call: Callable[..., Value]
    owner: Value | None = None


@dataclass(slots=True, eq=False, repr=False)
class Partial(Value):
    """`functools.partial(function, *args, **keywords)`."""

    function: Value
    args: list[Value]
    keywords: dict[str, Value]


@dataclass(slots=True, eq=False, repr=False)
class Seq(Value):
    """A list, tuple or set. `is_open` when it may hold more than is known; `names` are those of a named tuple.

    `left_out` are dependencies' markers that settings would add, and by their defaults do not.
    """

    kind: str
    items: list[Value]
    is_open: bool = False
    names: tuple[str, ...] = ()
    left_out: list[tuple[Value, Switch]] = field(default_factory=list)

    def grow(self, items: list[Value] | None) -> None:
        """Add `items`, None for those that are not known; a list that doubles often is not followed to its end."""
        room = max(MOST_ITEMS - len(self.items), 0)
        self.is_open = self.is_open or items is None or len(items) > room
        self.items.extend((items or [])[:room])


@dataclass(slots=True, eq=False, repr=False)
class Map(Value):
    """A dict with constant keys. `is_open` when it may hold more than is known."""

    items: dict[object, Value]
    is_open: bool = False


@dataclass(slots=True, eq=False, repr=False)
class Generic(Value):
    """A subscripted type: `list[Item]`, `Annotated[T, ...]`, or a union with base External("typing.Union")."""

    base: Value
    args: list[Value]


@dataclass(slots=True, eq=False, repr=False)
class Choice(Value):
    """One of several values, depending on what is not known."""

    options: tuple[Value, ...]


@dataclass(slots=True, eq=False, repr=False)
class Super(Value):
    """`super()`: attributes of `instance` after `cls` in the method resolution order."""

    cls: ClassValue
    instance: Value


NONE = Const(None)


def options(value: Value) -> tuple[Value, ...]:
    """The values it may be: itself, unless it is a choice."""
    return value.options if isinstance(value, Choice) else (value,)


def choose(values: list[Value]) -> Value:
    """One value of several, without doubles; Unknown for none."""
    found: dict[object, Value] = {}
    for value in values:
        for option in options(value):
            found.setdefault(_identity(option), option)
    if not found:
        return Unknown("no value")
    flat = tuple(found.values())
    return flat[0] if len(flat) == 1 else Choice(flat[:MOST_OPTIONS])


MOST_OPTIONS = 16
MOST_ITEMS = 10_000
"""How long a list may grow that is not written out."""


def _identity(value: Value) -> object:
    """Equal for two values that are certainly the same."""
    if isinstance(value, Const):
        # 1, 1.0 and True are equal to Python and different here
        return (type(value.value), value.value)
    return value.path if isinstance(value, External) else id(value)


def is_same(a: Value, b: Value) -> bool:
    """Whether two values are certainly the same."""
    return _identity(a) == _identity(b)


def made_of(made: Value, *parts: Value) -> Value:
    """What was made of `parts`: a constant hangs on the setting that one of them is the default of."""
    setting = next((part.setting for part in parts if isinstance(part, Const) and part.setting), "")
    return Const(made.value, setting) if setting and isinstance(made, Const) else made


def constant(value: Value) -> object:
    """The Python value of a constant, list, tuple or dict of constants; raises ValueError where it is not known."""
    if isinstance(value, Const):
        return value.value
    if isinstance(value, Seq) and not value.is_open:
        return [constant(item) for item in value.items]
    if isinstance(value, Map) and not value.is_open:
        return {key: constant(item) for key, item in value.items.items()}
    raise ValueError("not a constant")


def text(value: Value | None) -> str | None:
    """The text of a constant string or string enum member, None for anything else."""
    if isinstance(value, Instance) and "value" in value.attributes:
        value = value.attributes["value"]
    return value.value if isinstance(value, Const) and isinstance(value.value, str) else None

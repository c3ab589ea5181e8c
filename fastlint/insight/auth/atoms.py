"""What a value is to a caller who has no valid credentials.

A route is tried by a caller who sends nothing (`Caller.ANONYMOUS`) and by one who sends nonsense (`Caller.FORGER`),
also behind a proxy that names callers itself. What refuses even one whose credentials are good (`Caller.VALID`) is no
authentication: a feature switch, say. Values are small sets of atoms; what depends on neither is `UNKNOWN`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Final

from fastlint.ir import nodes
from fastlint.model import Class, Function, Module


class Caller(Enum):
    """Who tries the route."""

    ANONYMOUS = "without credentials"
    FORGER = "with made-up credentials"
    BEHIND_PROXY = "with made-up credentials, behind a proxy that says who he is, or that he is nobody"
    VALID = "with good credentials"


class Kind(Enum):
    """The atoms that carry no data."""

    ABSENT = "a credential that was not sent: None or empty"
    FORGED = "a credential that was made up: true, equal to nothing, found nowhere"
    NOTHING = "what a look-up or a check with bad credentials gives: None, empty or false"
    CHOICE = "what the caller decides: the shape of what was made up"
    FREE = "what is sent under a name that is none of a credential: whatever the caller likes"
    REQUEST = "the request or websocket itself"
    SCOPE = "the mapping by which a server tells of the request"
    HEADERS = "the request's headers"
    COOKIES = "the request's cookies"
    QUERY = "the request's query parameters"
    MESSAGE = "a message of the websocket, as text or as a mapping"
    URL = "the request's URL"
    STATE = "what middleware may have left on the request"
    ANSWER = "what the application answers to a request that middleware hands on"
    UNKNOWN = "anything"


@dataclass(frozen=True, slots=True)
class Known:
    """A constant."""

    value: object


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Object:
    """An instance of a class of the project; `fields` are attributes that were seen assigned."""

    cls: Class
    fields: dict[str, Value]


@dataclass(frozen=True, slots=True)
class Code:
    """A function or class of the project as a value; `owner` is what a method is bound to."""

    definition: Function | Class
    owner: Object | None = None


@dataclass(frozen=True, slots=True)
class Local:
    """A nested function or lambda that was met as a value."""

    ir: nodes.Lambda
    module: Module


@dataclass(frozen=True, slots=True)
class Scopes:
    """`SecurityScopes`: what the route requires."""

    scopes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Items:
    """A tuple or list whose items are known one by one."""

    items: tuple[Value, ...]


Atom = Kind | Known | Object | Code | Local | Scopes | Items
Value = tuple[Atom, ...]

UNKNOWN: Value = (Kind.UNKNOWN,)
ABSENT: Value = (Kind.ABSENT,)
FORGED: Value = (Kind.FORGED,)
NOTHING: Value = (Kind.NOTHING,)
FREE: Value = (Kind.FREE,)
_MOST_ATOMS = 8


def join(values: Iterable[Value]) -> Value:
    """One value that may be any of several."""
    atoms: dict[Atom, None] = {}
    for value in values:
        atoms.update(dict.fromkeys(value))
    return tuple(atoms)[:_MOST_ATOMS] or UNKNOWN


def flat(value: Value) -> Value:
    """A value with what it is made of instead of tuples and lists."""
    if not any(isinstance(atom, Items) for atom in value):
        return value
    return join(p for a in value for p in (map(flat, a.items) if isinstance(a, Items) else [(a,)])) or UNKNOWN


def rows(value: Value) -> list[tuple[Value, ...]] | None:
    """The items of each tuple or list that a value may be; None where it may be something else."""
    found: list[tuple[Value, ...]] = []
    for atom in value:
        if isinstance(atom, Known) and isinstance(atom.value, (tuple, list)):
            found.append(tuple((Known(item),) for item in atom.value))
        elif isinstance(atom, Items):
            found.append(atom.items)
    return found if len(found) == len(value) else None


def unpacked(value: Value, count: int) -> list[Value] | None:
    """The values of `count` targets that a value is unpacked to; None where its items are not known."""
    each = rows(value)
    if each is None or any(len(row) != count for row in each):
        return None
    return [join(row[i] for row in each) for i in range(count)]


def truths(value: Value) -> set[bool]:
    """The truth values that a value may have."""
    found: set[bool] = set()
    for atom in value:
        if isinstance(atom, Known):
            found.add(bool(atom.value))
        elif atom in (Kind.ABSENT, Kind.NOTHING):
            found.add(False)
        elif atom in (Kind.UNKNOWN, Kind.CHOICE, Kind.FREE):
            found |= {True, False}
        else:
            found.add(True)
    return found


def is_credential(value: Value) -> bool:
    """Whether a value comes from what the caller sent, or failed to send, as credentials."""
    return any(atom in (Kind.ABSENT, Kind.FORGED, Kind.NOTHING) for atom in flat(value))


_ASKED: Final = (Kind.REQUEST, Kind.HEADERS, Kind.COOKIES, Kind.QUERY, Kind.MESSAGE, Kind.STATE, Kind.SCOPE)


def carries(value: Value, depth: int = 0) -> bool:
    """Whether a value holds the request or anything that came from the caller's credentials."""
    if is_credential(value) or any(atom in _ASKED for atom in value):
        return True
    held = [field for atom in value if isinstance(atom, Object) for field in atom.fields.values()] if depth < 2 else []
    return any(carries(field, depth + 1) for field in held)


def is_forged(value: Value) -> bool:
    """Whether a value holds what the caller made up."""
    return Kind.FORGED in value


def known(value: Value) -> object:
    """The constant that a value is, or a fresh object that equals nothing."""
    return value[0].value if len(value) == 1 and isinstance(value[0], Known) else object()

"""Classes as values: method resolution, library bases, enums, fields and their defaults."""

from __future__ import annotations

from collections.abc import Iterator

from fastlint.ir import nodes
from fastlint.link.values import Choice, ClassValue, External, Generic, Instance, Unknown, Value, View, options

_MOST_CLASSES = 100
"""How many classes are looked at to find what one inherits."""


def ancestry(cls: Value) -> tuple[Value, ...]:
    """The class and its bases in method resolution order (depth first, last occurrence of a shared base).

    Backwards, that is: bases before the class, the last base first, each at its first occurrence. So no class is gone
    through twice, however many ways lead to it.
    """
    if not isinstance(cls, ClassValue):
        return _ordered(cls)
    if not cls.order:
        cls.order = _ordered(cls)
    return cls.order


def _ordered(cls: Value) -> tuple[Value, ...]:
    found: list[Value] = []
    entered: set[int] = set()
    pending = [(_plain(option), False) for option in options(cls)]
    while pending:
        current, is_left = pending.pop()
        if is_left:
            found.append(current)
        elif id(current) not in entered and len(entered) < _MOST_CLASSES:
            entered.add(id(current))
            pending.append((current, True))
            bases = current.bases if isinstance(current, ClassValue) else ()
            pending += [(_plain(option), False) for base in bases for option in options(base)]
    return tuple(reversed(found))


def _plain(cls: Value) -> Value:
    return cls.base if isinstance(cls, Generic) else cls


def lookup(cls: Value, name: str) -> tuple[Value, ClassValue] | None:
    """A class attribute and the class that holds it."""
    for base in ancestry(cls):
        if isinstance(base, ClassValue):
            found = base.scope.names.get(name)
            if found is not None:
                return found, base
    return None


def external_bases(cls: Value) -> list[str]:
    """The dotted paths of the library classes that a class comes from."""
    return [base.path for base in ancestry(cls) if isinstance(base, External)]


def derives(cls: Value, *paths: str) -> bool:
    """Whether a class is, or comes from, one of the library classes at `paths`."""
    return any(path in paths for path in external_bases(cls))


def is_enum(cls: Value) -> bool:
    """Whether a class is an enumeration."""
    return any(path.startswith("enum.") or path.endswith((".StrEnum", ".IntEnum")) for path in external_bases(cls))


def enum_members(cls: ClassValue) -> list[Value] | None:
    """The members of an enum class in order, None for any other class."""
    if not is_enum(cls):
        return None
    return [v for v in cls.scope.names.values() if isinstance(v, Instance) and v.cls is cls]


def class_fields(cls: Value) -> Iterator[tuple[str, nodes.Assign, ClassValue]]:
    """Annotated class attributes in the order in which a dataclass or model sees them: bases first."""
    seen: dict[str, tuple[nodes.Assign, ClassValue]] = {}
    for base in reversed(list(ancestry(cls))):
        if isinstance(base, ClassValue) and base.ir is not None:
            for statement in base.ir.body:
                if isinstance(statement, nodes.Assign) and statement.annotation is not None:
                    target = statement.targets[0]
                    if isinstance(target, nodes.Ref):
                        seen[target.name] = (statement, base)
    for name, (statement, owner) in seen.items():
        yield name, statement, owner


def field_default(value: Value) -> Value:
    """The default behind `Field(...)`, `field(...)` and plain values."""
    name = value.cls.path.rpartition(".")[2] if isinstance(value, Instance) and isinstance(value.cls, External) else ""
    if isinstance(value, Instance) and name.lower() in ("field", "fieldinfo"):
        if "default" in value.keywords:
            return value.keywords["default"]
        if value.args and value.args[0].__class__ is not Unknown:
            return value.args[0]
        made = field_factory(value)
        return Unknown("a field without a default" if made is None else "made by a default factory")
    if isinstance(value, Choice):
        return value.options[0]
    return value


def field_factory(value: Value) -> Value | None:
    """What is called for the default of `Field(default_factory=...)`, or `field(factory=...)` of attrs."""
    name = value.cls.path.rpartition(".")[2] if isinstance(value, Instance) and isinstance(value.cls, External) else ""
    if isinstance(value, Instance) and name in ("Field", "field", "ib", "attrib"):
        return value.keywords.get("default_factory") or value.keywords.get("factory")
    return None


def view_of(cls: Value) -> View | None:
    """The class-based view that a class is, if it is one."""
    return cls.view if isinstance(cls, ClassValue) else None

"""Types as FastAPI sees them: metadata of `Annotated`, response models, names to print."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from fastlint.link.classes import external_bases
from fastlint.link.values import (
    Bound,
    Choice,
    ClassValue,
    Const,
    External,
    FunctionValue,
    Generic,
    Instance,
    Seq,
    Unknown,
    Value,
)
from fastlint.model import UNKNOWN

_RESPONSES: Final = ("starlette.responses.", "starlette.templating.", "sse_starlette.", "fastapi.sse.")
_ALIASES: Final = {
    "List": "list", "Dict": "dict", "Set": "set", "Tuple": "tuple", "FrozenSet": "frozenset", "Type": "type",
    "NoneType": "None",
}  # fmt: skip
_MOST_NESTING = 20
_LONGEST_NAME = 5_000


def annotated(value: Value | None) -> tuple[Value | None, list[Value]]:
    """A type and the metadata that `Annotated` adds to it, nested aliases flattened."""
    metadata: list[Value] = []
    for _ in range(_MOST_NESTING):
        if not isinstance(value, Generic):
            break
        if isinstance(value.base, Generic):  # `Dep[int]` of `Dep = Annotated[T, Depends(get)]`
            inner, more = annotated(value.base)
            metadata = [*more, *metadata]
            value = value.args[0] if value.args and isinstance(inner, (Instance, Unknown)) else inner
        elif isinstance(value.base, External) and value.base.path == "typing.Annotated":
            metadata = [*value.args[1:], *metadata]
            value = value.args[0] if value.args else None
        else:
            break
    return value, metadata


def is_response(value: Value) -> bool:
    """Whether a return annotation is a Response, which switches the response model off."""
    value = value.base if isinstance(value, Generic) else value
    paths = (
        [value.path] if isinstance(value, External) else external_bases(value) if isinstance(value, ClassValue) else []
    )
    return any(path.startswith(_RESPONSES) for path in paths)


def type_name(value: Value | None, depth: int = 0) -> str:
    """A type as text: `Item`, `list[Item]`, `Item | None`; "?" where it is not known."""
    value, _ = annotated(value)
    if depth > _MOST_NESTING or value is None:
        return UNKNOWN
    match value:
        case Const():
            return "None" if value.value is None else "..." if value.value is ... else repr(value.value)
        case ClassValue():
            return value.qualname
        case External():
            name = value.path.rpartition(".")[2]
            return _ALIASES.get(name, name) if value.path.startswith(("typing.", "types.")) else name
        case Generic():
            return _generic_name(value, depth)
        case Seq():
            names = _names(value.items, depth)
            return f"[{names}]" if names is not None else UNKNOWN
        case Instance() if isinstance(value.cls, External):
            return _instance_name(value, depth)
        case Instance() if "name" in value.attributes:
            return type_name(value.attributes.get("value"), depth + 1)
        case FunctionValue() | Bound() | Choice() | Unknown():
            return UNKNOWN
    return UNKNOWN


def _generic_name(value: Generic, depth: int) -> str:
    base = type_name(value.base, depth + 1)
    if base == UNKNOWN or (base == "Optional" and not value.args):
        return UNKNOWN
    names = _names(value.args[:1] if base == "Optional" else value.args, depth, " | " if base == "Union" else ", ")
    if names is None or base == "Union":
        return names or UNKNOWN
    return f"{names} | None" if base == "Optional" else f"{base}[{names}]"


def _names(values: Sequence[Value], depth: int, separator: str = ", ") -> str | None:
    """The names of several types; None as soon as one is not known or they are more than anybody would read."""
    found: list[str] = []
    length = 0
    for value in values:
        name = type_name(value, depth + 1)
        length += len(name)
        if name == UNKNOWN or length > _LONGEST_NAME:
            return None
        found.append(name)
    return separator.join(found)


def _instance_name(value: Instance, depth: int) -> str:
    """Type variables and new types carry their name; other things made by libraries are not known."""
    path = value.cls.path if isinstance(value.cls, External) else ""
    first = value.args[0] if value.args else None
    if path in ("typing.TypeVar", "typing.NewType") and isinstance(first, Const):
        return str(first.value)
    if path == "typing.TypeAliasType" and len(value.args) > 1:
        return type_name(value.args[1], depth + 1)
    if path == "pydantic.create_model" and isinstance(first, Const):
        return str(first.value)
    return UNKNOWN

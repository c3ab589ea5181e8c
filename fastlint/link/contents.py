"""What a value tells: whether it is true, what a loop over it sees, the key and the text it makes."""

from __future__ import annotations

from fastlint.ir import nodes
from fastlint.link.classes import enum_members
from fastlint.link.frames import Frame
from fastlint.link.markers import merged
from fastlint.link.values import (
    Choice,
    ClassValue,
    Const,
    External,
    Instance,
    Map,
    Seq,
    Unknown,
    Value,
    made_of,
    options,
    text,
)

LONGEST_TEXT = 10_000


def truth(value: Value) -> bool | None:
    """Whether a value counts as true; None where that is not known."""
    match value:
        case Const():
            return bool(value.value)
        case Seq() | Map():
            return True if value.items else None if value.is_open else False
        case Unknown() | External():
            return None
        case Choice():
            known = {truth(option) for option in value.options}
            return known.pop() if len(known) == 1 else None
        case Instance():
            inner = value.attributes.get("value")
            return None if isinstance(value.cls, External) and value.native is None else truth(inner) if inner else True
    return True


def iterate(value: Value) -> list[Value] | None:
    """The items a loop over `value` sees, None where they are not known."""
    match value:
        case Seq():
            return None if value.is_open else list(value.items)
        case Map():
            return None if value.is_open else [k if isinstance(k, Value) else Const(k) for k in value.items]
        case Const() if isinstance(value.value, str):
            return [Const(c) for c in value.value]
        case ClassValue():
            return enum_members(value)
        case Choice():
            lists = [iterate(option) for option in options(value)]
            known = [items for items in lists if items is not None]
            return merged(known) if len(known) == len(lists) else None
    return None


def key_of(value: Value) -> object | None:
    """A dict key as a Python value; other values are keyed by identity, unknown ones not at all."""
    if isinstance(value, Const) and not isinstance(value.value, float):
        return value.value
    if isinstance(value, (Unknown, Choice, Seq, Map)):
        return None
    if isinstance(value, External):
        return value.path
    return value


def shown(value: Const) -> str | None:
    """A constant as text; None for a number with more digits than Python is willing to write."""
    try:
        return str(value.value)
    except ValueError:
        return None


def joined(parts: list[Value], f: Frame, node: nodes.Node) -> Value:
    """Text put together from parts; a part that is not known becomes Unknown text."""
    known = []
    for part in parts:
        piece = text(part)
        if piece is None and isinstance(part, Const) and part.value is not None:
            piece = shown(part)
        if piece is None:
            reason = part.reason if isinstance(part, Unknown) else "a part of the text is not constant"
            return Unknown(reason, f.module, node)
        known.append(piece)
    whole = "".join(known)
    made = Const(whole) if len(whole) <= LONGEST_TEXT else Unknown("the text is too long", f.module, node)
    return made_of(made, *parts)

"""Comparisons, as they come out for a caller without valid credentials."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from fastlint.insight.auth.atoms import (
    FORGED,
    FREE,
    NOTHING,
    UNKNOWN,
    Code,
    Items,
    Kind,
    Known,
    Value,
    flat,
    join,
    truths,
)
from fastlint.insight.auth.callers import MAPS, sent
from fastlint.model import Class, Named

if TYPE_CHECKING:
    from fastlint.insight.auth.trial import Run

_SHORTEST_KEY: Final = 16
_FORMAT_WORDS: Final = frozenset(
    {"bearer", "basic", "token", "digest", "jwt", "apikey", "api-key", "", "null", "undefined"}
)


def _equal(run: Run, left: object, right: object, *, wants: bool) -> Value:
    pair = (left, right)
    for one, other in (pair, pair[::-1]):
        if one in (Kind.ABSENT, Kind.NOTHING):
            if isinstance(other, Known):
                same = other.value is None or (one is Kind.ABSENT and other.value in ("", b""))
                return (Known(same is wants),)
            return UNKNOWN if other in (Kind.ABSENT, Kind.NOTHING) else _unequal(wants)
        if one is Kind.FORGED:
            word = getattr(other, "value", object())
            word = word.decode(errors="replace") if isinstance(word, bytes) else word
            is_format = str(word).strip().lower() in _FORMAT_WORDS
            return (Kind.CHOICE,) if is_format or isinstance(getattr(other, "value", None), int) else _unequal(wants)
    if Kind.CHOICE in pair or _is_free(left, right):
        return (Kind.CHOICE,)
    if isinstance(left, Known) and isinstance(right, Known):
        return (Known((left.value == right.value) is wants),)
    return UNKNOWN


def _is_free(left: object, right: object) -> bool:
    """Whether the caller decides how what he sends compares with something that is written in the code.

    Not with what looks like a key: that the code holds it does not mean that he does.
    """
    pairs = ((left, right), (right, left))
    return any(one is Kind.FREE and isinstance(other, Known) and not _is_key(other.value) for one, other in pairs)


def _is_key(value: object) -> bool:
    is_long = isinstance(value, str) and len(value) >= _SHORTEST_KEY and value.isascii()
    return is_long and any(map(str.isdigit, str(value))) and any(map(str.isalpha, str(value)))


def _unequal(wants: bool) -> Value:
    """A comparison that fails for this caller and still speaks of his credentials: `where(table.token == token)`."""
    return NOTHING if wants else FORGED


def _identical(run: Run, left: object, right: object, *, wants: bool) -> Value:
    if isinstance(right, Known) and right.value is None:
        if left in (Kind.UNKNOWN, Kind.CHOICE, Kind.FREE):
            return UNKNOWN
        is_none = left in (Kind.ABSENT, Kind.NOTHING) or (isinstance(left, Known) and left.value is None)
        return (Known(is_none is wants),)
    return _equal(run, left, right, wants=wants)


def _member(run: Run, left: object, right: object, *, wants: bool) -> Value:
    if right in MAPS:
        value = sent(run, (left,) if isinstance(left, Known) else UNKNOWN)
        return UNKNOWN if value in (UNKNOWN, FREE) else (Known((value == FORGED) is wants),)
    if right in (Kind.NOTHING, Kind.ABSENT):
        return (Known(not wants),)
    if right is Kind.FORGED or _is_free(left, right):
        return (Kind.CHOICE,)
    if left in (Kind.FORGED, Kind.NOTHING, Kind.ABSENT):
        return (Known(not wants),)
    if isinstance(left, Code) and isinstance(left.definition, Class) and isinstance(right, Known):
        left = Known(Named(f"{left.definition.module.name}.{left.definition.qualname}"))
    if isinstance(left, Known) and isinstance(right, Known):
        try:
            return (Known((left.value in right.value) is wants),)  # type: ignore[operator]  # what is no container raises
        except TypeError:
            return UNKNOWN
    return UNKNOWN


def _ordered(run: Run, left: object, right: object) -> Value:
    if isinstance(left, Known) and isinstance(right, Known) and left.value == 0 and isinstance(right.value, int):
        return UNKNOWN if right.value == 0 else (Known(False),)
    return (Kind.CHOICE,) if Kind.CHOICE in (left, right) or Kind.FORGED in (left, right) else UNKNOWN


COMPARE: dict[str, Callable[[Run, object, object], Value]] = {
    "==": lambda run, a, b: _equal(run, a, b, wants=True),
    "!=": lambda run, a, b: _equal(run, a, b, wants=False),
    "is": lambda run, a, b: _identical(run, a, b, wants=True),
    "is not": lambda run, a, b: _identical(run, a, b, wants=False),
    "in": lambda run, a, b: _member(run, a, b, wants=True),
    "not in": lambda run, a, b: _member(run, a, b, wants=False),
    ">": _ordered, ">=": _ordered, "<": _ordered, "<=": _ordered,
}  # fmt: skip


def compare(run: Run, operator: str, left: Value, right: Value) -> Value:
    """What a comparison gives, whichever of their atoms the two sides are."""
    found = []
    for b in right:
        is_items = isinstance(b, Items) and operator in ("in", "not in")
        for a in flat(left):
            if is_items and isinstance(b, Items):
                found.append(_one_of(run, a, b.items, wants=operator == "in"))
            else:
                found += [COMPARE[operator](run, a, each) for each in flat((b,))]
    return join(found)


def _one_of(run: Run, left: object, items: tuple[Value, ...], *, wants: bool) -> Value:
    """Whether a value is one of those that a list or tuple was seen made of."""
    each = [truths(join(_equal(run, left, atom, wants=True) for atom in flat(item))) for item in items]
    if {True} in each or not any(True in possible for possible in each):
        return (Known(({True} in each) is wants),)
    is_free = left in (Kind.FORGED, Kind.CHOICE)
    return (Kind.CHOICE,) if is_free else UNKNOWN

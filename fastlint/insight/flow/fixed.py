"""Constants, and what is known of values that are nearly constant."""

from __future__ import annotations

from typing import NamedTuple

_LITERALS = frozenset({"str", "int", "float", "bool", "bytes", "NoneType"})
_BEGINNING, _TRUTH = "beginning", "truth"


class Fixed(NamedTuple):
    """What a value is for sure: `kind` is the type of a literal, which keeps `1` and `True` apart, or an enum's name.

    Of a text only the beginning may be known, of another value only whether it is true.
    """

    kind: str
    value: object

    @property
    def is_literal(self) -> bool:
        """Whether it is a literal, known as a whole."""
        return self.kind in _LITERALS

    @property
    def truth(self) -> bool | None:
        """How it comes out as a test."""
        return bool(self.value) if self.is_literal or self.kind in (_BEGINNING, _TRUTH) else None

    @property
    def is_beginning(self) -> bool:
        """Whether it is the beginning of a text that goes on."""
        return self.kind == _BEGINNING


UNKNOWN = Fixed("unknown", None)
ABSENT = Fixed("absent", None)
"""What is found under a key that a mapping does not have."""


def literal(value: object) -> Fixed:
    """A literal."""
    return Fixed(type(value).__name__, value)


def beginning(text: str) -> Fixed:
    """A text of which the rest is not known."""
    return Fixed(_BEGINNING, text) if text else UNKNOWN


def so(truth: bool | None) -> Fixed:
    """The outcome of a test."""
    return UNKNOWN if truth is None else literal(truth)


def truth_of(truth: bool) -> Fixed:
    """A value of which only is known how it comes out as a test."""
    return Fixed(_TRUTH, truth)


def equal(left: Fixed, right: Fixed) -> bool | None:
    """Whether two are equal; None where it cannot be told."""
    if left.is_literal and right.is_literal:
        return left.value == right.value
    for one, other in ((left, right), (right, left)):
        if one.is_beginning:
            return _goes_on(str(one.value), other)
    if UNKNOWN in (left, right) or ABSENT in (left, right) or _TRUTH in (left.kind, right.kind):
        return None
    if left.kind == right.kind:
        return left.value == right.value
    return False if "NoneType" in (left.kind, right.kind) else None


def identical(left: Fixed, right: Fixed) -> bool | None:
    """Whether two are one and the same."""
    if left.is_literal and right.is_literal and left.kind != right.kind:
        return False
    return equal(left, right)


def _goes_on(text: str, other: Fixed) -> bool | None:
    """Whether another may be a text with a known beginning: never for sure."""
    if other.is_beginning:
        begins = str(other.value).startswith(text) or text.startswith(str(other.value))
        return None if begins else False
    if not other.is_literal:
        return None
    return None if isinstance(other.value, str) and other.value.startswith(text) else False

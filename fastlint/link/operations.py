"""Operators on values: arithmetic, comparisons, membership, unions of types."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from typing import Any

from fastlint.ir import nodes
from fastlint.link.contents import LONGEST_TEXT, key_of, truth
from fastlint.link.file_paths import joined_path
from fastlint.link.frames import Frame
from fastlint.link.values import (
    Choice,
    ClassValue,
    Const,
    External,
    FunctionValue,
    Generic,
    Instance,
    Map,
    Seq,
    Unknown,
    Value,
    constant,
    is_same,
    made_of,
    options,
    text,
)
from fastlint.link.writes import ABSENT

_BINARY: dict[str, Callable[[Any, Any], Any]] = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "//": operator.floordiv, "%": operator.mod,
    "==": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
    "|": operator.or_, "&": operator.and_,
}  # fmt: skip

_MOST_BITS = 256
_WIDTH = re.compile(r"%[^a-zA-Z%]*(?:\d{4}|\*)")
_DEFINITE = (ClassValue, FunctionValue, External, Const)


def operated(op: str, values: list[Value], f: Frame, node: nodes.Node) -> Value:
    """The value of an operator applied to operands that were evaluated; `and` and `or` are not among them."""
    return made_of(_result(op, values, f, node), *values)


def _result(op: str, values: list[Value], f: Frame, node: nodes.Node) -> Value:
    if op == "not":
        known = truth(values[0])
        return Unknown("a condition that is not known", f.module, node) if known is None else Const(not known)
    if len(values) != 2:
        return Unknown("an operation that is not followed", f.module, node)
    left, right = values
    if op in ("is", "is not", "in", "not in", "==", "!="):
        return _compared(op, left, right, f, node)
    if op == "|" and (_is_type(left) or _is_type(right)):
        return Generic(External("typing.Union"), [*_members(left), *_members(right)])
    if isinstance(left, Seq) and isinstance(right, Seq) and op in ("+", "|"):
        if len(left.items) + len(right.items) > LONGEST_TEXT:
            return Unknown("a sequence that is too long to follow", f.module, node)
        return Seq(left.kind, [*left.items, *right.items], left.is_open or right.is_open)
    if op == "*" and (isinstance(left, Seq) or isinstance(right, Seq)):
        return _repeated(*((left, right) if isinstance(left, Seq) else (right, left)), f, node)
    if isinstance(left, Map) and isinstance(right, Map) and op == "|":
        return Map({**left.items, **right.items}, left.is_open or right.is_open)
    if op == "/" and isinstance(left, (Instance, Const)):
        return joined_path(left, right) or Unknown("a path made at run time", f.module, node)
    try:
        return Const(_applied(op, _plain(left), _plain(right)))
    except (KeyError, TypeError, ValueError, ArithmeticError):
        return Unknown("an operation on what is not constant", f.module, node)


def _repeated(sequence: Value, times: Value, f: Frame, node: nodes.Node) -> Value:
    if not isinstance(sequence, Seq) or not isinstance(times, Const) or not isinstance(times.value, int):
        return Unknown("a sequence repeated an unknown number of times", f.module, node)
    if len(sequence.items) * times.value > LONGEST_TEXT:
        return Unknown("a sequence that is too long to follow", f.module, node)
    return Seq(sequence.kind, sequence.items * times.value, sequence.is_open)


def _applied(op: str, left: Any, right: Any) -> Any:
    """The result, unless a short expression may make one that fills the memory. Raises ValueError then."""
    if op == "*":
        repeated, times = (right, left) if isinstance(left, int) else (left, right)
        if isinstance(repeated, (str, bytes)) and isinstance(times, int) and len(repeated) * times > LONGEST_TEXT:
            raise ValueError("too long")
    if op == "%" and isinstance(left, (str, bytes)) and _WIDTH.search(left if isinstance(left, str) else repr(left)):
        raise ValueError("too wide")
    if any(isinstance(side, int) and side.bit_length() > _MOST_BITS for side in (left, right)):
        raise ValueError("too large")
    return _BINARY[op](left, right)


def _plain(value: Value) -> Any:
    written = text(value)
    plain = written if written is not None else constant(value)
    if isinstance(plain, (str, bytes, list)) and len(plain) > LONGEST_TEXT:
        raise ValueError("too long")
    return plain


def _members(value: Value) -> list[Value]:
    if isinstance(value, Generic) and isinstance(value.base, External) and value.base.path == "typing.Union":
        return value.args
    return [value]


def _is_type(value: Value) -> bool:
    return isinstance(value, (ClassValue, Generic, External))


def _may_lack(items: Map, key: Value) -> bool:
    """Whether a dict has an item only under a condition."""
    found = items.items.get(key_of(key))
    return found is not None and ABSENT in options(found)


def _compared(op: str, left: Value, right: Value, f: Frame, node: nodes.Node) -> Value:
    if op in ("in", "not in"):
        if isinstance(right, Map) and not right.is_open and key_of(left) is not None and not _may_lack(right, left):
            return Const((key_of(left) in right.items) is (op == "in"))
        if isinstance(right, Seq) and not right.is_open and isinstance(left, _DEFINITE):
            if any(is_same(left, item) for item in right.items):
                return Const(op == "in")
            if not isinstance(left, Const) and all(isinstance(item, _DEFINITE) for item in right.items):
                return Const(op != "in")
        try:
            return Const((_plain(left) in _plain(right)) is (op == "in"))
        except (TypeError, ValueError):
            return Unknown("a membership that is not known", f.module, node)
    wants = op in ("is", "==")
    if left is right and not isinstance(left, Unknown):
        return Const(wants)
    try:
        return Const((_plain(left) == _plain(right)) is wants)
    except (TypeError, ValueError):
        pass
    for one, other in ((left, right), (right, left)):
        if isinstance(one, Const) and one.value is None and not isinstance(other, (Unknown, Choice, External)):
            return Const(not wants)
    if isinstance(left, External) and isinstance(right, External) and left.path == right.path:
        return Const(wants)
    return Unknown("a comparison that is not known", f.module, node)

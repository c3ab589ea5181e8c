"""Methods of text, lists and dicts."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from fastlint.link.arguments import Arguments
from fastlint.link.contents import LONGEST_TEXT, iterate, key_of
from fastlint.link.frames import Frame
from fastlint.link.markers import under
from fastlint.link.values import NONE, Const, Map, Native, Seq, Unknown, Value, made_of, text

if TYPE_CHECKING:
    from fastlint.link.evaluator import Evaluator

_WIDTH = re.compile(r"\d{4}|\{[^}]*\{")
_TEXT = frozenset(
    "capitalize casefold count endswith find format index isalnum isalpha isdigit islower isupper join lower lstrip "
    "partition removeprefix removesuffix replace rfind rpartition rsplit rstrip split splitlines startswith strip "
    "swapcase title upper zfill".split()
)


def method_of(value: Value, name: str) -> Value | None:
    """A method of a constant, list or dict; None when it has none of that name that is followed."""
    if isinstance(value, Const) and isinstance(value.value, str) and name in _TEXT:
        written = value.value
        return Native(name, lambda e, f, a: made_of(_text_method(written, name, a, f), value, *a.args))
    if isinstance(value, Seq) and name in _LIST:
        return Native(name, lambda e, f, a: _changed(e, value, name, a))
    if isinstance(value, Map) and name in _DICT:
        return Native(name, lambda e, f, a: _noted(e, value, name, a))
    return None


def _text_method(written: str, name: str, a: Arguments, f: Frame) -> Value:
    plain: list[object] = []
    for arg in a.args:
        if isinstance(arg, Seq):
            words = [text(item) for item in arg.items]
            if arg.is_open or None in words:
                return Unknown("text joined from something unknown", f.module, a.node)
            plain.append(words)
        elif text(arg) is not None:
            plain.append(text(arg))
        elif isinstance(arg, Const):
            plain.append(arg.value)
        else:
            return Unknown("text made of something unknown", f.module, a.node)
    if _may_explode(written, name, plain):
        return Unknown("text that is too long", f.module, a.node)
    try:
        result = getattr(written, name)(*plain)
    except (TypeError, ValueError, LookupError):
        return Unknown("a text method that fails", f.module, a.node)
    if isinstance(result, (list, tuple)):
        return Seq("list", [Const(piece) for piece in result])
    return (
        Const(result) if not isinstance(result, str) or len(result) < LONGEST_TEXT else Unknown("text that is too long")
    )


def _may_explode(written: str, name: str, plain: list[object]) -> bool:
    """Whether a short call may make a text that fills the memory: by a width, or by what it puts in many times."""
    if name == "format":
        return _WIDTH.search(written) is not None
    if name == "zfill":
        return any(isinstance(each, int) and each > LONGEST_TEXT for each in plain)
    longest = max((len(each) for each in plain if isinstance(each, (str, list))), default=0)
    return name in ("replace", "join") and (len(written) + 1) * longest > LONGEST_TEXT * 100


def _changed(e: Evaluator, value: Seq, name: str, a: Arguments) -> Value:
    """What a method of a list gives; what it adds to the list is there under the conditions that hold now."""
    before = {id(item) for item in value.items} if e.conditions else set()
    result = _LIST[name](value, a)
    if e.conditions:
        value.items[:] = [item if id(item) in before else under(item, e.conditions) for item in value.items]
    return result


def _noted(e: Evaluator, value: Map, name: str, a: Arguments) -> Value:
    """What a method of a dict gives; what it changes in a block that may not run is noted."""
    before = dict(value.items) if e.writes.is_open else None
    result = _DICT[name](value, a)
    if before is not None:
        e.writes.note(value.items, before)
    return result


def _append(value: Seq, a: Arguments) -> Value:
    value.grow(a.args[:1])
    return NONE


def _insert(value: Seq, a: Arguments) -> Value:
    place = a.args[0].value if a.args and isinstance(a.args[0], Const) else None
    if len(a.args) > 1:
        value.items.insert(place if isinstance(place, int) else len(value.items), a.args[1])
    return NONE


def _extend(value: Seq, a: Arguments) -> Value:
    value.grow(iterate(a.args[0]) if a.args else [])
    return NONE


def _pop(value: Seq, a: Arguments) -> Value:
    return value.items.pop() if value.items and not a.args else Unknown("an item taken from a list")


_LIST: dict[str, Callable[[Seq, Arguments], Value]] = {
    "append": _append, "add": _append, "insert": _insert, "extend": _extend, "update": _extend, "pop": _pop,
    "copy": lambda v, a: Seq(v.kind, list(v.items), v.is_open),
}  # fmt: skip


def _get(value: Map, a: Arguments) -> Value:
    key = key_of(a.args[0]) if a.args else None
    if key is not None and key in value.items:
        return value.items[key]
    if key is None or value.is_open:
        return Unknown("an item of a dict that is not known", a.module, a.node)
    return a.get(1, "default") or NONE


def _take(value: Map, a: Arguments) -> Value:
    found = _get(value, a)
    value.items.pop(key_of(a.args[0]) if a.args else None, None)
    return found


def _setdefault(value: Map, a: Arguments) -> Value:
    key = key_of(a.args[0]) if a.args else None
    if key is None:
        return Unknown("an item of a dict that is not known", a.module, a.node)
    return value.items.setdefault(key, a.get(1, "default") or NONE)


def _merge(value: Map, a: Arguments) -> Value:
    for arg in a.args:
        if isinstance(arg, Map):
            value.items.update(arg.items)
        value.is_open = value.is_open or not isinstance(arg, Map) or arg.is_open
    value.items.update(a.keywords)
    return NONE


def _key(key: object) -> Value:
    return key if isinstance(key, Value) else Const(key)


_DICT: dict[str, Callable[[Map, Arguments], Value]] = {
    "get": _get, "pop": _take, "setdefault": _setdefault, "update": _merge,
    "copy": lambda v, a: Map(dict(v.items), v.is_open),
    "items": lambda v, a: Seq("list", [Seq("tuple", [_key(k), item]) for k, item in v.items.items()], v.is_open),
    "keys": lambda v, a: Seq("list", [_key(k) for k in v.items], v.is_open),
    "values": lambda v, a: Seq("list", list(v.items.values()), v.is_open),
}  # fmt: skip

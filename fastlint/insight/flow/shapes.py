"""Which part of a container the calls give that put one together, go through it or take something out of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from fastlint.insight.flow.displays import key_of
from fastlint.insight.flow.starred import spread
from fastlint.insight.flow.values import ANY, KEYS, Called, Global, Key, Path, Record, Value
from fastlint.insight.flow.visits import Visit
from fastlint.ir import nodes

if TYPE_CHECKING:
    from fastlint.insight.flow.search import Search

_KEEPS_SHAPE = frozenset({"model_dump", "dict", "copy", "deepcopy", "model_copy", "_asdict", "__dict__"})
_UPDATING = frozenset({"model_copy", "_replace"})
_REPLACING = ("dataclasses.replace", "copy.replace", "attr.evolve", "attrs.evolve", "msgspec.structs.replace")
_BY_KEY = frozenset({"get", "pop"})
_PAIRING = frozenset({"builtins.zip", "builtins.enumerate"})
_NEXT = ("builtins.next", "builtins.anext")
_MAPPINGS = frozenset({"dict", "Mapping", "MutableMapping", "OrderedDict", "defaultdict"})


def taken(search: Search, visit: Visit, value: Called, whole: Value) -> Iterator[Visit]:
    """What a method that no table names takes out of its receiver: a part of it, or all that it is."""
    if value.method in _BY_KEY and value.args:
        yield search.to(visit, whole, (_key(search, value), *visit.path), f"through `.{value.method}()`")
        if is_mapping(search, whole):
            for default in value.args[1:2]:
                yield search.to(visit, default, note=f"is what `.{value.method}()` gives when there is no such key")
        return
    if value.method in _UPDATING:
        yield from _updated(search, visit, value, whole)
        return
    path = _path_before(value.method, visit.path)
    yield search.to(visit, whole, path, f"through `.{value.method}()`" if not path else "")


def elsewhere(path: Path) -> Path:
    """A path in a list in which the same elements may be at other places."""
    return (ANY, *path[1:]) if path and isinstance(path[0], int) else path


def _key(search: Search, value: Called) -> Key:
    """The key that a call asks for; a position in a list is another one when something before it was taken out."""
    given = value.args[0]
    key = search.graphs.constant(given.dotted) if isinstance(given, Global) else key_of(given)
    return ANY if value.method == "pop" and isinstance(key, int) else key


def is_mapping(search: Search, value: Value) -> bool:
    """Whether a value is known to be a mapping: what others call `get` may take anything for a second argument."""
    kinds = [kind for kind in search.typing.of(value) if not kind.of_class]
    return bool(kinds) and all(kind.name.rpartition(".")[2] in _MAPPINGS for kind in kinds)


def _path_before(method: str, path: Path) -> Path:
    """The part of a receiver from which a method takes `path` of its result."""
    if method in _KEEPS_SHAPE:
        return path
    if method in ("keys", "values") and path:
        return (KEYS,) if method == "keys" else path
    return ()


def _updated(search: Search, visit: Visit, value: Called, whole: Value) -> Iterator[Visit]:
    """A copy in which some fields are others: `replace(row, name=name)`, `row.model_copy(update={"name": name})`."""
    update = value.keywords.get("update") if value.method == "model_copy" else None
    named = {} if update is not None else value.keywords
    field = str(visit.path[0]) if visit.path else ANY
    for name, given in named.items():
        if field in (name, ANY):
            yield search.to(visit, given, visit.path[1:], f"put in as `{name}`")
    if update is not None:
        yield search.to(visit, update, visit.path)
    if field not in named:
        yield search.to(visit, whole)


def _replaced(search: Search, visit: Visit, value: Called) -> Iterator[Visit]:
    return _updated(search, visit, value, value.args[0]) if value.args else iter(())


def _enumerated(search: Search, visit: Visit, value: Called) -> Iterator[Visit]:
    if value.args and visit.path[1:2] != (0,):
        yield search.to(visit, value.args[0], (*visit.path[:1], *visit.path[2:]))


def _zipped(search: Search, visit: Visit, value: Called) -> Iterator[Visit]:
    wanted = visit.path[1] if len(visit.path) > 1 else ANY
    for index, argument in enumerate(value.args):
        if wanted in (index, ANY):
            yield search.to(visit, argument, (*visit.path[:1], *visit.path[2:]))
    for rows, _ in spread(value):
        yield search.to(visit, rows, (wanted, *visit.path[:1], *visit.path[2:]))


def _chosen(search: Search, visit: Visit, value: Called) -> Iterator[Visit]:
    """One of what is gone through, or of what is given one by one; what there is when there is none."""
    is_one = len(value.args) == 1 or getattr(value.function, "dotted", "") in _NEXT
    for argument in value.args[:1] if is_one else ():
        yield search.to(visit, argument, (ANY, *visit.path))
    for argument in (*value.args[is_one:], *[v for k, v in value.keywords.items() if k == "default"]):
        yield search.to(visit, argument)


def _reordered(search: Search, visit: Visit, value: Called) -> Iterator[Visit]:
    """The same elements, each at any place."""
    for argument in value.args[:1]:
        yield search.to(visit, argument, elsewhere(visit.path))


def _items(search: Search, visit: Visit, value: Called) -> Iterator[Visit]:
    """Pairs of a mapping: `path` is an element, then 0 for its key or 1 for its value."""
    whole, key, below = value.receiver, visit.path[1:2], visit.path[2:]
    if whole is None or not key:
        yield from [search.to(visit, whole, ())] if whole is not None else []
    elif key == (1,):
        yield search.to(visit, whole, (ANY, *below))
    elif not search.question.copies_only:
        yield search.to(visit, whole, (KEYS,))


def _dict(search: Search, visit: Visit, value: Called) -> Iterator[Visit]:
    """`dict(mapping, name=value)`; also of pairs, or of several mappings spread into it."""
    key, below = visit.path[:1], visit.path[1:]
    for name, argument in value.keywords.items():
        if key in ((), (name,), (ANY,)):
            yield search.to(visit, argument, below, "through `dict`")
    for argument in (*value.args, *value.stars) if not key or key[0] not in value.keywords else ():
        path = visit.path
        if key and _is_of_pairs(argument):
            path = (ANY, 0) if key == (KEYS,) else (ANY, 1, *below)
        yield search.to(visit, argument, path, "through `dict`")


def _is_of_pairs(value: Value) -> bool:
    """Whether a value is known to give pairs, of which a mapping can be made."""
    if isinstance(value, Called):
        is_paired = isinstance(value.function, Global) and value.function.dotted in _PAIRING
        return is_paired or value.method == "items"
    if not isinstance(value, Record):
        return False
    is_plain = isinstance(value.node, nodes.Comprehension) and value.node.key is None
    return is_plain or isinstance(value.node, nodes.Sequence)


def _set_by_default(search: Search, visit: Visit, value: Called) -> Iterator[Visit]:
    """What lies under the key, and what is put there when nothing does."""
    if value.receiver is not None and value.args:
        yield search.to(visit, value.receiver, (_key(search, value), *visit.path), "through `setdefault`")
        for default in value.args[1:2]:
            yield search.to(visit, default, note="through `setdefault`")


SHAPES: dict[str, Callable[[Search, Visit, Called], Iterator[Visit]]] = {
    "builtins.enumerate": _enumerated,
    "builtins.zip": _zipped,
    "builtins.dict": _dict,
    **dict.fromkeys(("builtins.next", "builtins.anext", "builtins.max", "builtins.min"), _chosen),
    **dict.fromkeys(("builtins.sorted", "builtins.reversed", "builtins.set", "builtins.frozenset"), _reordered),
    **dict.fromkeys(_REPLACING, _replaced),
    ".items": _items,
    ".setdefault": _set_by_default,
}
"""Callable or method -> what the part at a path of its result is in what it is given."""

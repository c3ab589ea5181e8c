"""What methods of mappings and objects that are known by their names alone do with the parts of the receiver."""

from __future__ import annotations

from fastlint.insight.flow.values import ANY, KEYS, Called, Constant, Part, Path
from fastlint.insight.flow.visits import Visit
from fastlint.ir import nodes

_KEEPS_SHAPE = frozenset({"model_dump", "dict", "copy", "deepcopy", "model_copy", "_asdict", "__dict__"})
_DUMPS = frozenset({"model_dump", "dict", "_asdict"})
_GIVES_VALUES = frozenset({"values", "items"})


def path_before(value: Called, visit: Visit) -> Path:
    """The part of a receiver from which a method takes the part of its result that is looked for."""
    method, path = value.method, visit.path
    if method in _DUMPS and path[:1] == (ANY,) and _is_at_keys(visit):
        return (KEYS, *path[1:])
    if method in _KEEPS_SHAPE:
        return path
    key = value.args[0] if method == "get" and value.args else None
    if isinstance(key, Constant) and isinstance(key.value, str):
        return (key.value, *path)
    if method == "items" and len(path) > 1:
        return (KEYS,) if path[1] == 0 else (ANY, *path[2:])
    if method in ("keys", "values") and path:
        return (KEYS,) if method == "keys" else path
    return ()


def _is_at_keys(visit: Visit) -> bool:
    """Whether a loop took the value straight from a mapping, whose elements are its keys."""
    before: Visit | None = visit
    while before is not None:
        value = before.value
        if isinstance(value, Called) and value.method in _GIVES_VALUES:
            return False
        if isinstance(value, Part) and value.key == ANY and not value.is_attribute:
            return isinstance(value.node, nodes.Ref | nodes.Sequence)
        before = before.before
    return False

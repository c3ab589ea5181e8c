"""How a made-up text begins, as tests told on the way: what a forger decides at one test he has decided for the next.

`if not token.startswith(("Bearer ", "Key ")): ...` leaves those two, and after tests for either nothing is left.
"""

from __future__ import annotations

from fastlint.insight.auth.atoms import Kind, Known, Value, known
from fastlint.ir import nodes

Names = dict[str, Value]
CHOICE: Value = (Kind.CHOICE,)
_NOTHING_TOLD: tuple[frozenset[str], frozenset[str]] = frozenset(), frozenset()


def begins(names: Names, node: nodes.Call, args: list[Value]) -> Value:
    """Whether a made-up text begins as a call of its `startswith` asks: what earlier tests leave open he decides."""
    name = _asked_of(node)
    asked = _texts(args[0]) if name else None
    if not asked:
        return CHOICE
    begun, excluded = _told(names, name)
    left = {text for text in begun if not text.startswith(tuple(excluded))}
    can = any(not text.startswith(tuple(excluded)) and (not begun or _fits(text, left)) for text in asked)
    cannot = not left or not all(text.startswith(tuple(asked)) for text in left)
    return CHOICE if can is cannot else (Known(can),)


def is_asked(names: Names, node: nodes.Call) -> bool:
    """Whether a test asks how something made up begins."""
    return Kind.FORGED in names.get(_asked_of(node), ())


def note(names: Names, node: nodes.Call, beginning: Value, holds: bool) -> None:
    """Remember how such a test came out; see `begins`."""
    name, asked = _asked_of(node), _texts(beginning)
    if not asked:
        return
    begun, excluded = _told(names, name)
    if holds:
        begun = frozenset(text for text in asked if _fits(text, begun)) if begun else asked
    else:
        excluded |= asked
    names[_key(name)] = (Known((begun, excluded)),)


def forget(names: Names, name: str) -> None:
    """Forget what was told of a name that is bound anew."""
    names.pop(_key(name), None)


def _asked_of(node: nodes.Call) -> str:
    """The variable whose beginning is asked for, "" where something else is asked."""
    match node:
        case nodes.Call(func=nodes.Attribute(name="startswith", value=nodes.Ref(name=name)), args=(_,)):
            return name
    return ""


def _texts(value: Value) -> frozenset[str]:
    """The texts of which one is looked for; empty where they are not known."""
    texts = known(value)
    texts = texts if isinstance(texts, tuple) else (texts,)
    return frozenset(texts) if all(isinstance(text, str) for text in texts) else frozenset()


def _told(names: Names, name: str) -> tuple[frozenset[str], frozenset[str]]:
    """What a name begins with one of, and what with none of, on this way."""
    told = known(names.get(_key(name), ()))
    return told if isinstance(told, tuple) else _NOTHING_TOLD


def _fits(text: str, others: frozenset[str] | set[str]) -> bool:
    return any(text.startswith(other) or other.startswith(text) for other in others)


def _key(name: str) -> str:
    """Beside the names of variables, of which none has a dot: what was told holds as long as they do."""
    return f"{name}.startswith"

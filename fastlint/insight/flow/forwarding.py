"""Calls that run another function: in a pool, a thread, a task queue."""

from __future__ import annotations

from fastlint.insight.flow.values import Called, Global, Record, Value

_NAMES = ("target", "func", "function", "fn")


def forwarded(called: Called, position: int) -> tuple[Called, Value, int] | None:
    """The call that `called` leads to, what is called there, and where its own arguments begin.

    `position` is that of the function among the arguments, -1 for the receiver.
    """
    callee = _callee(called, position)
    if callee is None:
        return None
    packed, named = called.keywords.get("args"), called.keywords.get("kwargs")
    if not isinstance(packed, Record) and not isinstance(named, Record):
        return called, callee, position + 1
    args = list(packed.items.values()) if isinstance(packed, Record) else []
    keywords = {str(k): v for k, v in named.items.items()} if isinstance(named, Record) else {}
    return Called(called.node, called.graph, callee, args, keywords, [], called.facts), callee, 0


def _callee(called: Called, position: int) -> Value | None:
    if position == -1:
        function = called.function
        if isinstance(function, Global):
            return Global(function.node, function.graph, function.dotted.rpartition(".")[0])
        return called.receiver
    if position < len(called.args):
        return called.args[position]
    return next((called.keywords[name] for name in _NAMES if name in called.keywords), None)


def applied(called: Called, callee: Value, first: int) -> tuple[Called, Value, int]:
    """A call of what `functools.partial` made as the call of the function behind it, with all that this is given."""
    while isinstance(callee, Called) and getattr(callee.function, "dotted", "") == "functools.partial" and callee.args:
        args = [*callee.args[1:], *called.args[first:]]
        keywords, stars = {**callee.keywords, **called.keywords}, [*callee.stars, *called.stars]
        called = Called(called.node, called.graph, callee.args[0], args, keywords, stars, called.facts)
        callee, first = callee.args[0], 0
    return called, callee, first

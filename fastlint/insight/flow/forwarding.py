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

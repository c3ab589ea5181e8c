"""Which handler catches which exception."""

from __future__ import annotations

import builtins

from fastlint.ir import nodes
from fastlint.model import Module, Project

_MOST_BASES = 20


def catches(project: Project, module: Module, handler: nodes.Expr | None, raised: str) -> bool:
    """Whether `except handler` catches the exception with the dotted name `raised`; "?" is an error of some library."""
    if handler is None:
        return True
    kinds = handler.items if isinstance(handler, nodes.Sequence) else (handler,)
    for kind in kinds:
        caught = project.canonical(module, kind).rpartition(".")[2]
        if not caught or caught in ("Exception", "BaseException"):
            return raised != "response"
        if raised == "?" or caught in _family(project, raised):
            return caught != "HTTPException" or raised != "?"
    return False


def _family(project: Project, name: str) -> set[str]:
    """The last names of an exception and of the classes it comes from."""
    family: set[str] = set()
    waiting = [name]
    while waiting and len(family) < _MOST_BASES:
        current = waiting.pop()
        last = current.rpartition(".")[2]
        family.add(last)
        builtin = getattr(builtins, last, None)
        if isinstance(builtin, type):
            family.update(base.__name__ for base in builtin.__mro__)
        cls = project.class_(current)
        if cls is not None:
            waiting += [project.canonical(cls.module, base) for base in cls.ir.bases]
    return family

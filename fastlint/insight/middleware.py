"""Where middleware is added to an application, and what it is given."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fastlint.insight import insight
from fastlint.insight.flow import Flows, Library
from fastlint.insight.flow.graphs import Graphs
from fastlint.insight.flow.values import Called, Global, Record, Value
from fastlint.insight.types import Typing
from fastlint.model import Module, Span

_ADDING = frozenset({"add_middleware", "Middleware"})


@dataclass(frozen=True, slots=True)
class Added:
    """One call that adds a middleware class, or wraps an application in it.

    `given` holds the arguments by name; `is_whole` is false when some are spread from what is not known.
    """

    module: Module
    span: Span
    given: dict[str, Value]
    is_whole: bool


@insight
class MiddlewareStack:
    """The middleware of a project, tests left out."""

    def __init__(self, flows: Flows) -> None:
        self._flows = flows

    def added(self, names: frozenset[str], library: Library) -> Iterator[Added]:
        """Every place where one of the middleware classes `names`, or a class of the project made of one, is added."""
        typing = self._flows.calls(library).typing
        own = [
            c.ir.name
            for m in self._flows.project.modules.values()
            for c in m.classes
            if _is_made_of(typing, c.name.replace(":", "."), names)
        ]
        lasts = dict.fromkeys([*sorted(name.rpartition(".")[2] for name in names), *own])
        for graph in self._flows.graphs_holding(lasts, library):
            for called in graph.calls:
                cls = called.args[0] if _last(called) in _ADDING and called.args else called.function
                if isinstance(cls, Global) and _is_made_of(typing, self._flows.graphs.follow(cls.dotted), names):
                    given, is_whole = arguments(called, self._flows.graphs)
                    yield Added(graph.module, graph.module.span(called.node), given, is_whole)


def _is_made_of(typing: Typing, dotted: str, names: frozenset[str]) -> bool:
    return any(isinstance(line, str) and line in names for line in typing.lineage(dotted))


def _last(called: Called) -> str:
    if called.method:
        return called.method
    return called.function.dotted.rpartition(".")[2] if isinstance(called.function, Global) else ""


def arguments(called: Called, graphs: Graphs) -> tuple[dict[str, Value], bool]:
    """The keywords of a call, those of a spread display included, and whether they are all."""
    given = dict(called.keywords)
    is_whole = True
    for star in called.stars:
        values = graphs.variable(star.dotted) if isinstance(star, Global) else [star]
        for value in values or [star]:
            if isinstance(value, Record) and not value.rest and not value.spread:
                given.update({str(key): part for key, part in value.items.items()})
            else:
                is_whole = False
    return given, is_whole

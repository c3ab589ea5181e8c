"""Rows that are given other values: what is stored changes with the next commit, whatever was called."""

from collections.abc import Iterator

from fastlint.insight.flow import Called, Flows, Global, Graph, Value, made_of
from fastlint.rule import Class

from ..knowledge import changes as known
from ..knowledge.library import LIBRARY
from ..knowledge.tables import is_table


def sets_column(flows: Flows, graph: Graph) -> Iterator[str]:
    """The columns of rows that are given another value, those left out that are noted in passing."""
    typing = flows.calls(LIBRARY).typing
    for whole, key, _ in graph.stores:
        is_row = any(is_table(cls, typing) for cls in _classes(flows, whole))
        if is_row and not known.IN_PASSING.search(str(key)):
            yield str(key)


def _classes(flows: Flows, row: Value) -> Iterator[Class]:
    """The class of a row, by its type or by what it was fetched with: `session.get(Account, number)`."""
    named = [kind.name for kind in flows.calls(LIBRARY).typing.of(row)]
    asked = (called.args[0] for called in made_of(row) if isinstance(called, Called) and called.args)
    named += [flows.graphs.follow(first.dotted) for first in asked if isinstance(first, Global)]
    yield from (cls for name in named if (cls := flows.project.class_(name)) is not None)

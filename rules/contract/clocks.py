"""Times without a zone, and where they end."""

from collections.abc import Iterator

from fastlint.insight.flow import Called, Flows, Global, Value, made_of
from fastlint.insight.flow.graphs import Graphs
from fastlint.model import nodes, subexpressions
from fastlint.rule import Class

from ..knowledge.library import LIBRARY
from ..knowledge.times import LOCAL, NAIVE, TOKENS

_DEFAULTS = ("default", "default_factory", "onupdate")


def naive_times(called: Called, flows: Flows) -> Iterator[tuple[Called, str]]:
    """Naive times that a token is made of or that are counted from the epoch, and what is wrong there."""
    names = flows.calls(LIBRARY).typing.names(called)
    for name, place, keyword in TOKENS:
        payload = called.argument(place, keyword) if name in names else None
        for value in made_of(payload) if payload is not None else ():
            if _is_naive(value, flows):
                assert isinstance(value, Called)
                yield value, "gives a token's time without its zone"
    whole = called.receiver
    if called.method == "timestamp" and isinstance(whole, Called) and shown(whole, flows)[0].endswith("utcnow()"):
        yield whole, "is taken for local time by `timestamp()`"


def _is_naive(value: Value, flows: Flows) -> bool:
    is_bare = isinstance(value, Called) and not value.args and not value.keywords and not value.stars
    return is_bare and isinstance(value, Called) and _dotted(value, flows) in NAIVE


def _dotted(called: Called, flows: Flows) -> str:
    return flows.graphs.follow(called.function.dotted) if isinstance(called.function, Global) else ""


def shown(called: Called, flows: Flows) -> tuple[str, str]:
    """The call as it is written, and what else is to be said of it."""
    name = ".".join(_dotted(called, flows).split(".")[-2:])
    return f"{name}()", ", which is deprecated since Python 3.12" if name.endswith("utcnow") else ""


def naive_columns(cls: Class, graphs: Graphs) -> Iterator[tuple[nodes.Expr, str]]:
    """Defaults of a class's columns that are naive times; local time is told from others by a column with a zone."""
    for statement in cls.body.statements:
        if isinstance(statement, nodes.Assign) and isinstance(statement.value, nodes.Call):
            harmful = NAIVE - LOCAL if _keeps_zone(statement.value) else NAIVE
            for keyword in statement.value.keywords:
                given = keyword.value.body if isinstance(keyword.value, nodes.Lambda) else keyword.value
                callee = (
                    given.func if isinstance(given, nodes.Call) and not given.args and not given.keywords else given
                )
                if keyword.name in _DEFAULTS and graphs.name(cls.module, callee) in harmful:
                    yield keyword.value, ".".join(graphs.name(cls.module, callee).split(".")[-2:])


def _keeps_zone(column: nodes.Call) -> bool:
    """Whether a column is declared `timezone=True`."""
    given = (e.keyword("timezone") for e in subexpressions(column) if isinstance(e, nodes.Call))
    return any(isinstance(value, nodes.Literal) and value.value is True for value in given)

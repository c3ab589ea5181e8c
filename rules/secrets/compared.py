"""Comparisons in Python, and which of their sides is a secret."""

from collections.abc import Iterator

from fastlint.insight.flow import Called, Computed, Graph, Value, made_of, name_of
from fastlint.model import nodes, subexpressions

from ..knowledge.credentials import password, signature

QUERYING = ("where", "filter", "having", "join", "values", "on", "delete", "update", "find", "find_one", "filter_by")
DIGESTS = ("hexdigest", "digest", "b64encode")


def in_python(graph: Graph) -> Iterator[Computed]:
    """The comparisons that Python makes; those in the arguments of a query's methods become SQL.

    A filter that leaves out what is equal lets nobody in.
    """
    queries = [c for c in graph.calls if c.method in QUERYING]
    left_out = _left_out(graph)
    for comparison, _facts in graph.comparisons:
        if id(comparison.node) not in left_out and not any(
            comparison in made_of(argument) for query in queries for argument in query.args
        ):
            yield comparison


def _left_out(graph: Graph) -> set[int]:
    """The tests with `!=` among the conditions of comprehensions, by the identity of their nodes."""
    body = graph.function.body if graph.function is not None else graph.module.body
    tests = (
        inner
        for expression in body.expressions
        if isinstance(expression, nodes.Comprehension)
        for clause in expression.clauses
        for condition in clause.conditions
        for inner in subexpressions(condition)
    )
    return {id(test) for test in tests if isinstance(test, nodes.Operation) and test.operator == "!="}


def sides(comparison: Computed) -> Iterator[tuple[Value, Value]]:
    """Pairs of an operand that is a secret and the other one."""
    left, right = comparison.operands
    for secret, other in ((left, right), (right, left)):
        if is_secret(secret) or _is_password(secret):
            yield secret, other


def is_secret(value: Value) -> bool:
    """Whether a value is a signature or a token by its name, or a digest made with a key."""
    if isinstance(value, Called):
        return value.method in DIGESTS and any(isinstance(v, Called) and "hmac" in _dotted(v) for v in made_of(value))
    names = [name_of(value), *value.graph.names_of(value)]
    return any(signature(name.rpartition(".")[2]) for name in names)


def is_found_by(sent: Value, secret: Value) -> bool:
    """Whether the secret comes out of a row that was looked up by what is sent: the database has compared already."""
    queries = (v for v in made_of(secret) if isinstance(v, Called) and v.method in QUERYING)
    return any(sent in made_of(given) for query in queries for given in (*query.args, *query.keywords.values()))


def _is_password(value: Value) -> bool:
    return any(password(name.rpartition(".")[2]) for name in (name_of(value), *value.graph.names_of(value)))


def _dotted(called: Called) -> str:
    return str(getattr(called.function, "dotted", ""))

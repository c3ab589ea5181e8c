"""Secrets among what a handler returns without a schema."""

from collections.abc import Iterator

from fastlint.insight.flow import Called, Choice, Constant, Global, Graph, Part, Record, Value
from fastlint.rule import Route

from ..knowledge.sensitive import PASSWORD, snake
from .naming import sensitivity

_ENVIRONMENT = "os.environ"
_DEEPEST = 5


def returned_secrets(graph: Graph, route: Route) -> Iterator[tuple[Value, str]]:
    """Returned values that give a secret away, each with what it is."""
    for outcome in graph.returns:
        for value, what in _within(outcome.value, route, 0):
            yield value, what
            break


def _within(value: Value, route: Route, depth: int) -> Iterator[tuple[Value, str]]:
    if depth > _DEEPEST:
        return
    inner: list[Value] = []
    match value:
        case Global(dotted=dotted) if dotted == _ENVIRONMENT:
            yield value, "the whole environment, where secrets are kept"
        case Record():
            for key, part in value.items.items():
                if _tells(str(key), part, route):
                    yield part, f"`{key}`"
            inner = [*value.items.values(), *value.rest, *value.spread]
        case Choice():
            inner = [option for option, _ in value.options]
        case Called(function=Global(dotted="builtins.dict")):
            inner = [*value.args, *value.stars]
    for part in inner:
        yield from _within(part, route, depth + 1)


def _tells(key: str, part: Value, route: Route) -> bool:
    """Whether an entry is a password, by its key or the name of the attribute that is put there."""
    held = str(part.key) if isinstance(part, Part) and part.is_attribute else ""
    name = next((name for name in (key, held) if PASSWORD.search(snake(name))), "")
    return bool(name) and not isinstance(part, (Constant, Called)) and sensitivity((name,), route, "") is not None

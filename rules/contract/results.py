"""What a handler gives back: data, a response of its own, an exception, nothing."""

from fastlint.insight.flow import Called, Choice, Constant, Flows, Record, Text, Value
from fastlint.insight.flow.values import Caught
from fastlint.insight.types import Typing
from fastlint.model import Span, nodes
from fastlint.rule import Class

from ..knowledge.library import LIBRARY

_RESPONSES = ("starlette.responses.", "sse_starlette.", "fastapi.sse.", "starlette.templating._TemplateResponse")
_EXCEPTIONS = ("builtins.", "fastapi.", "starlette.exceptions.", "fastapi.exceptions.")


def typing_of(flows: Flows) -> Typing:
    """The types of values, as far as the tables on libraries help."""
    return flows.calls(LIBRARY).typing


def place_of(value: Value) -> Span:
    """Where a function returns `value`: the expression after `return`, else where the value comes from."""
    graph = value.graph
    names = set(graph.names_of(value))
    statements = graph.function.body.statements if graph.function else ()
    given = [s.value for s in statements if isinstance(s, nodes.Return) and s.value is not None]
    named = (e for e in given if isinstance(e, nodes.Ref) and e.name in names)
    return graph.module.span(next(named, value.node) if value.node not in given else value.node)


def is_response(value: Value, typing: Typing) -> bool:
    """Whether FastAPI sends it as it is."""
    if isinstance(value, Called) and _last_name(value, typing).endswith(("Response", "response", "render", "redirect")):
        return True
    if isinstance(value, Choice):
        return any(is_response(end, typing) for end in value.ends)
    return any(_is_of(cls, _RESPONSES, "", typing) for cls in _classes(value, typing))


def is_exception(value: Value, typing: Typing) -> bool:
    """Whether it surely is an exception object."""
    if isinstance(value, Caught):
        return True
    classes = _classes(value, typing)
    return bool(classes) and all(_is_of(cls, _EXCEPTIONS, ("Exception", "Error"), typing) for cls in classes)


def is_something(value: Value, typing: Typing) -> bool:
    """Whether it surely is data: neither None nor a response."""
    match value:
        case Constant():
            return value.value is not None
        case Record() | Text():
            return True
        case Choice():
            return bool(value.ends) and all(is_something(end, typing) for end in value.ends)
        case Called():
            made = [kind.name for kind in typing.of(value.function) if kind.of_class]
            return (
                bool(made)
                and all(typing.graphs.project.class_(name) for name in made)
                and not is_response(value, typing)
            )
    return False


def _classes(value: Value, typing: Typing) -> list[str]:
    return [kind.name for kind in typing.of(value) if not kind.of_class]


def _is_of(name: str, beginnings: tuple[str, ...], ends: str | tuple[str, ...], typing: Typing) -> bool:
    lines = (line for line in typing.lineage(name) if not isinstance(line, Class))
    return any(line.startswith(beginnings) and line.endswith(ends) for line in lines)


def _last_name(called: Called, typing: Typing) -> str:
    return called.method or next((name.rpartition(".")[2] for name in typing.names(called)), "")

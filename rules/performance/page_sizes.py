"""Parameters that say how many rows a page has, and what their declaration bounds them to."""

from collections.abc import Iterator

from fastlint.insight.types import Typing
from fastlint.model import Function, Parameter, nodes
from fastlint.rule import Route

from .lists import is_page_size

BOUNDS = ("le", "lt", "max_value")

NUMBERS = ("int", "PositiveInt", "NonNegativeInt", "Optional[int", "None | int", "conint")


def sizes(route: Route) -> Iterator[tuple[Function, Parameter]]:
    """The parameters of a GET route that say how many, each with its function."""
    if "GET" not in route.methods or route.module.is_test:
        return
    below = [d for top in route.dependencies for d in top.walk() if d.function is not None]
    for function, parameters in ((route.handler, route.parameters), *((d.function, d.parameters) for d in below)):
        for parameter in parameters if function is not None else ():
            is_number = parameter.source == "query" and parameter.annotation.startswith(NUMBERS)
            if function is not None and is_number and is_page_size(parameter, parameters):
                yield function, parameter


def is_bounded(function: Function, parameter: Parameter, typing: Typing) -> bool:
    """Whether the parameter's marker, type or alias has an upper bound."""
    written = next((p for p in function.ir.parameters if p.name == parameter.name), None)
    if written is None:
        return True
    metadata = typing.annotations.metadata(function.module, written.annotation)[1] if written.annotation else ()
    calls = [side for side in (written.default, *metadata) if isinstance(side, nodes.Call)]
    return any(call.keyword(bound) is not None or _is_spread(call) for call in calls for bound in BOUNDS)


def _is_spread(call: nodes.Call) -> bool:
    return any(not keyword.name for keyword in call.keywords)

"""What bounds the size of a request."""

from collections.abc import Iterator

from fastlint.insight.flow import Called, Flows, Global
from fastlint.insight.reach import Reach
from fastlint.model import Function, nodes, subexpressions
from fastlint.rule import Project, Route

from ..knowledge import uploads as known
from ..knowledge.library import LIBRARY


def is_compared(flows: Flows, function: Function) -> bool:
    """Whether a function compares some size, or calls what is named as a check of it."""
    for expression in function.body.expressions:
        is_comparison = isinstance(expression, nodes.Operation) and expression.operator in ("<", ">", "<=", ">=")
        if is_comparison and any(map(_measures, subexpressions(expression))):
            return True
    return any(known.CHECKING.search(_called(called)) for called in flows.graphs.of(function).calls)


def is_bounded(project: Project, route: Route, reach: Reach) -> bool:
    """Whether a dependency, a middleware or an argument of the app, its routers or the route bounds the body."""
    functions = [dependency.function for dependency in route.effective()]
    names = [dependency.name for dependency in route.effective()]
    for app in (route.app, *route.inside):
        functions += [middleware.function for middleware in app.middleware] if app is not None else []
        names += [middleware.name for middleware in app.middleware] if app is not None else []
    if any(known.CHECKING.search(name) for name in names) or _is_configured(project, route):
        return True
    words = (word for f in functions if f is not None for word in reach.words(f, LIBRARY))
    return any(known.CHECKING.search(word) for word in words)


def _is_configured(project: Project, route: Route) -> bool:
    decorators = route.handler.ir.decorators if route.handler is not None else ()
    own = [d for d in decorators if isinstance(d, nodes.Call)]
    return any(map(_bounds, own)) or any(map(_bounds, _building(project)))


def _building(project: Project) -> Iterator[nodes.Call]:
    """The calls that make and include apps and routers."""
    for module in project.modules.values():
        for body in module.bodies if not module.is_test else ():
            for call in body.calls:
                if getattr(call.func, "name", "") in ("FastAPI", "APIRouter", "include_router", "add_api_route"):
                    yield call


def _bounds(call: nodes.Call) -> bool:
    return any(keyword.name in known.BOUNDING_KEYWORDS for keyword in call.keywords)


def _measures(expression: nodes.Expr) -> bool:
    name = expression.name if isinstance(expression, (nodes.Ref, nodes.Attribute)) else ""
    return bool(known.MEASURING.search(name) or known.CHECKING.search(name))


def _called(called: Called) -> str:
    name = called.function.dotted if isinstance(called.function, Global) else called.method
    return name.rpartition(".")[2]

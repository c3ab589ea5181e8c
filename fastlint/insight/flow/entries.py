"""Where the framework calls the project: handlers of routes, and dependencies."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fastlint.insight import insight
from fastlint.insight.annotations import Annotations
from fastlint.insight.flow.graphs import Graphs
from fastlint.ir import nodes
from fastlint.ir.walk import subexpressions
from fastlint.model import Body, Class, Function, Module, Route

_METHODS = frozenset(
    {"get", "post", "put", "patch", "delete", "head", "options", "trace", "api_route", "websocket", "websocket_route"}
)
_REGISTERING = frozenset({"add_exception_handler", "FastAPI", "Starlette"})
_INTERNAL = 500
_STATUS = re.compile(r"\.HTTP_(\d{3})_\w+$")
_UNCAUGHT = "builtins.Exception"
_CARRIES_STATUS = "starlette.exceptions.HTTPException"


@insight
class Entries:
    """Handlers and dependencies: what the model knows of, and what looks like one where the model knows nothing."""

    def __init__(self, graphs: Graphs) -> None:
        self.graphs = graphs
        self._annotations = Annotations(graphs)
        self.handlers: dict[Function, list[Route]] = {}
        self.dependencies: dict[Function, list[Route]] = {}
        self.error_handlers: dict[Function, tuple[str, ...]] = {}
        for route in graphs.project.routes:
            if route.handler is not None:
                self.handlers.setdefault(route.handler, []).append(route)
            for dependency in route.effective():
                if dependency.function is not None:
                    self.dependencies.setdefault(dependency.function, []).append(route)
        for module in graphs.project.modules.values():
            if not module.is_test:
                self._look_through(module)

    def _look_through(self, module: Module) -> None:
        self._add_error_handlers(module, module.body)
        for function in module.functions:
            self._look_at_errors(module, function)
            self._add_error_handlers(module, function.body)
            if function not in self.handlers and any(_registers(d) for d in function.ir.decorators):
                self.handlers[function] = []
            for parameter in function.ir.parameters:
                for found in self._provided(module, parameter):
                    self.dependencies.setdefault(found, [])

    def _look_at_errors(self, module: Module, function: Function) -> None:
        """Note a function decorated with `exception_handler(...)`."""
        for decorator in function.ir.decorators:
            if isinstance(decorator, nodes.Call) and _last(decorator.func) == "exception_handler" and decorator.args:
                self.error_handlers[function] = (self._handled(module, decorator.args[0]),)

    def _add_error_handlers(self, module: Module, body: Body) -> None:
        """Note what `add_exception_handler(Class, function)` and `exception_handlers={Class: function}` register."""
        for call in () if _REGISTERING.isdisjoint(body.names) else body.calls:
            mapping = call.keyword("exception_handlers")
            pairs = mapping.items if isinstance(mapping, nodes.Mapping) else ()
            if _last(call.func) == "add_exception_handler" and len(call.args) > 1:
                pairs = ((call.args[0], call.args[1]),)
            for caught, written in pairs:
                function = self.graphs.project.function(self._annotations.name(module, _with_names_bound(written)))
                if function is not None and caught is not None:
                    handled = self._handled(module, caught)
                    self.error_handlers[function] = (*self.error_handlers.get(function, ()), handled)

    def _handled(self, module: Module, written: nodes.Expr) -> str:
        """The class of what a handler for it is given: a status code stands for the errors that carry it."""
        if isinstance(written, nodes.Literal) and isinstance(written.value, int):
            return _UNCAUGHT if written.value == _INTERNAL else _CARRIES_STATUS
        name = self._annotations.name(module, written)
        status = _STATUS.search(name)
        if status is None:
            return name
        return _UNCAUGHT if int(status[1]) == _INTERNAL else _CARRIES_STATUS

    def _provided(self, module: Module, parameter: nodes.Parameter) -> Iterator[Function]:
        for side in (parameter.default, parameter.annotation):
            if isinstance(side, (nodes.Call, nodes.Subscript)):
                for inner in subexpressions(side):
                    call = self._annotations.injector(module, inner)
                    if call is not None and call.args:
                        dotted = self._annotations.name(module, call.args[0])
                        function = self.graphs.project.function(dotted)
                        cls = self.graphs.project.class_(dotted)
                        function = function or (cls.methods.get("__init__") if isinstance(cls, Class) else None)
                        if function is not None:
                            yield function

    def is_entry(self, function: Function) -> bool:
        """Whether the framework calls it with what a client sent."""
        return function in self.handlers or function in self.dependencies

    def routes(self, function: Function) -> list[Route]:
        """The routes it serves, or that depend on it."""
        return self.handlers.get(function) or self.dependencies.get(function) or []


def _registers(decorator: nodes.Expr) -> bool:
    """Whether a decorator looks like `@router.get("/path")`."""
    if not (isinstance(decorator, nodes.Call) and isinstance(decorator.func, nodes.Attribute)):
        return False
    if decorator.func.name not in _METHODS:
        return False
    path = decorator.argument(0, "path")
    is_text = isinstance(path, nodes.Literal) and isinstance(path.value, str) and path.value[:1] in ("/", "")
    return is_text or isinstance(path, (nodes.Template, nodes.Ref, nodes.Attribute))


def _with_names_bound(written: nodes.Expr) -> nodes.Expr:
    """The function in `partial(function, name=...)`, which gets its positional arguments as if it stood there alone."""
    match written:
        case nodes.Call(func=func, args=(function,)) if _last(func) == "partial":
            return function
    return written


def _last(node: nodes.Expr) -> str:
    return node.name if isinstance(node, (nodes.Ref, nodes.Attribute)) else ""

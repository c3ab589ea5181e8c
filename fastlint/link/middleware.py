"""The middleware of an app: what each entry is called, the code that runs for a request, and what it was made with."""

from __future__ import annotations

from collections.abc import Sequence

from fastlint.ir import nodes
from fastlint.ir.walk import expressions_in
from fastlint.link.arguments import Arguments
from fastlint.link.classes import lookup
from fastlint.link.dependencies import constants_of, name_of, peeled
from fastlint.link.evaluator import Evaluator
from fastlint.link.frames import Frame
from fastlint.link.routers import RouterState, state_of
from fastlint.link.routes import Flattener
from fastlint.link.values import ClassValue, Const, FunctionValue, Instance, Unknown, Value, options
from fastlint.model import Middleware, Switch


class Stack:
    """Describes the middleware of apps."""

    def __init__(self, e: Evaluator, flat: Flattener) -> None:
        self._e = e
        self._flat = flat
        self._around = _wrapping(e)

    def of(self, state: RouterState) -> list[Middleware]:
        """The middleware of one app, in the order in which it is added."""
        return [
            self._described(cls, arguments, conditions)
            for cls, arguments, conditions in (*state.middleware, *self._around.get(id(state), ()))
        ]

    def left_out(self, state: RouterState) -> list[Middleware]:
        """What the defaults of settings leave out of it."""
        return [self._described(cls, arguments, (), switch) for cls, arguments, switch in state.left_out]

    def _described(
        self, cls: Value, arguments: Arguments, conditions: Sequence[str], switch: Switch | None = None
    ) -> Middleware:
        dispatch = arguments.keywords.get("dispatch")
        core = _wrapped(peeled(dispatch if dispatch is not None else cls))
        made = self._made(core, arguments)
        return Middleware(
            name_of(core),
            arguments.module.span(arguments.node) if arguments.node else None,
            self._flat.code(_run_by(core, arguments.keywords.get("backend"))),
            constants_of(made),
            tuple(conditions),
            switch,
            {f"self.{name}": v.setting for name, v in made.attributes.items() if isinstance(v, Const) and v.setting},
        )

    def _made(self, core: Value, arguments: Arguments) -> Instance:
        """An entry as the stack makes it, around an app that is not known."""
        if isinstance(core, Instance):
            return core
        given = Instance(core, [], arguments.keywords, dict(arguments.keywords))
        if not isinstance(core, ClassValue) or lookup(core, "__init__") is None:
            return given
        frame = Frame(core.state, core.state.scope)
        app = Unknown("the app inside of middleware", arguments.module, arguments.node)
        passed = Arguments([app], arguments.keywords, arguments.module, arguments.node, arguments.is_open)
        made = self._e.call(frame, core, passed)
        if isinstance(made, Instance):
            given.attributes.update(made.attributes)
        return given


_Entry = tuple[Value, Arguments, tuple[str, ...]]


def _wrapping(e: Evaluator) -> dict[int, list[_Entry]]:
    """What modules put around apps and serve in their place, `app = Guard(app)`, by the app's state."""
    found: dict[int, list[_Entry]] = {}
    seen = set[int]()
    for module in e.states.values():
        for name, value in module.scope.names.items():
            ways = options(value)
            for way in ways:
                state, layers = _inside(way)
                for layer in layers if state is not None else ():
                    if layer.module is not None and id(layer) not in seen:
                        seen.add(id(layer))
                        arguments = Arguments([layer], {}, layer.module, layer.node)
                        conditions = (f"what `{name}` is",) if len(ways) > 1 else ()
                        found.setdefault(id(state), []).append((layer, arguments, conditions))
    return found


def _inside(value: Value | None) -> tuple[RouterState | None, list[Instance]]:
    """The app that lies in others, and those of them that are the project's own, outermost first."""
    layers: list[Instance] = []
    for _ in range(_MOST_DECORATORS):
        if not isinstance(value, Instance) or value.native is not None:
            break
        if _is_served(value):
            layers.append(value)
        given = [each for each in (*value.args, *value.keywords.values()) if isinstance(each, Instance)]
        value = next((each for each in given if _is_served(each) or each.native or each.args), None)
    state = state_of(value) if isinstance(value, Instance) else None
    return (state if state is not None and state.is_app else None), layers


def _is_served(value: Instance) -> bool:
    """Whether an object of the project is called as servers call applications."""
    found = lookup(value.cls, "__call__") if value.native is None and isinstance(value.cls, ClassValue) else None
    ir = found[0].ir if found is not None and isinstance(found[0], FunctionValue) else None
    names = [parameter.name for parameter in ir.parameters] if isinstance(ir, nodes.Function) else []
    return names[1:] == ["scope", "receive", "send"]


def _wrapped(middleware: Value) -> Value:
    """The class that decorators put others around: these hand on to it."""
    for _ in range(_MOST_DECORATORS):
        if isinstance(middleware, ClassValue) and middleware.wrapped is not None:
            middleware = middleware.wrapped
    return middleware


_MOST_DECORATORS = 10


def _run_by(middleware: Value, backend: Value | None) -> Value:
    """What a middleware runs for each request: itself, `dispatch`, `__call__`, or the backend it was given."""
    cls = middleware.cls if isinstance(middleware, Instance) else middleware
    found = _of_class(cls) if isinstance(cls, ClassValue) else None
    if isinstance(backend, Instance) and not isinstance(middleware, FunctionValue) and found is None:
        found = lookup(backend.cls, "authenticate")  # Starlette's AuthenticationMiddleware
    return found[0] if found else middleware


def _of_class(cls: ClassValue) -> tuple[Value, ClassValue] | None:
    """The method that runs for a request: the one that `__init__` gives Starlette's class as `dispatch`, if it does."""
    init = lookup(cls, "__init__")
    ir = init[0].ir if init is not None and isinstance(init[0], FunctionValue) else None
    given = next(filter(None, map(_dispatch_in, expressions_in(ir.body))), "") if isinstance(ir, nodes.Function) else ""
    return lookup(cls, "dispatch") or (lookup(cls, given) if given else None) or lookup(cls, "__call__")


def _dispatch_in(expression: nodes.Expr) -> str:
    """The method `x` in `super().__init__(app, dispatch=self.x)` and `BaseHTTPMiddleware(app, self.x)`."""
    match expression:
        case nodes.Call(func=nodes.Attribute(name="__init__") | nodes.Ref(name="BaseHTTPMiddleware")):
            match expression.keyword("dispatch") or expression.argument(1):
                case nodes.Attribute(value=nodes.Ref(name="self"), name=name):
                    return name
    return ""

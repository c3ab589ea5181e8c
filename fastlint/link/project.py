"""The way from lowered files to a linked project, in the order in which it happens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from fastlint.ir import nodes
from fastlint.ir.walk import expressions_in, statements_in
from fastlint.link.app_names import app_name, bound_names
from fastlint.link.arguments import Arguments
from fastlint.link.building import makers, makes_app, registers, scripts
from fastlint.link.calls import call, instantiate
from fastlint.link.constants import constants, instances
from fastlint.link.dependencies import peeled
from fastlint.link.evaluator import Evaluator
from fastlint.link.frames import Frame, OutOfBounds
from fastlint.link.left_out import look_through
from fastlint.link.middleware import Stack
from fastlint.link.modules import ModuleIndex, is_example_path, name_modules
from fastlint.link.routers import RouterState, seq_items, state_of
from fastlint.link.routes import Flattener
from fastlint.link.values import NONE, Bound, ClassValue, FunctionValue, Instance, Value
from fastlint.model import AS_SCRIPT, STARTED, App, Class, Function, Module, Project, Router, Span, Unresolved


def link(irs: Mapping[str, nodes.ModuleIR], paths: Iterable[str] = (), version: tuple[int, ...] = ()) -> Project:
    """Link the lowered files (path relative to the root -> IR) into a project.

    `paths` are all Python files of the project, also those that were not lowered; `version` is FastAPI's.
    """
    index = ModuleIndex({*irs, *paths})
    modules = name_modules(irs, index)
    for module in modules.values():
        _define(module)
    project = Project({m.name: m for m in modules.values()}, fastapi_version=version)
    functions = {id(f.ir): f for f in project.functions}
    e = Evaluator(modules, index)
    _evaluate(e, modules)
    e.finish()
    _assemble(project, e, Flattener(e, functions, version))
    project.constants = constants(e)
    project.instances = instances(e)
    return project


def _define(module: Module) -> None:
    """List the functions and classes of a module, nested ones included."""

    def visit(body: Iterable[nodes.Stmt], prefix: str, owner: Class | None, parent: Function | None) -> None:
        for statement in statements_in(body):
            if isinstance(statement, nodes.Function):
                function = Function(module, f"{prefix}{statement.name}", statement, owner, parent)
                module.functions.append(function)
                if owner is not None:
                    owner.methods.setdefault(statement.name, function)
                visit(statement.body, f"{function.qualname}.<locals>.", None, function)
            elif isinstance(statement, nodes.Class):
                made = Class(module, f"{prefix}{statement.name}", statement)
                module.classes.append(made)
                visit(statement.body, f"{made.qualname}.", made, parent)

    visit(module.ir.body, "", None, None)


# ---------------------------------------------------------------- evaluation


def _evaluate(e: Evaluator, modules: Mapping[str, Module]) -> None:
    live = {path: module for path, module in modules.items() if not module.is_test}
    making = makers(live)
    try:
        for paths in ([p for p in live if not is_example_path(p)], filter(is_example_path, live)):
            # an example may build the application with more around it than the application itself has
            _build(e, list(paths), live, making)
        _run_lifespans(e)
        for path, module in sorted(live.items()):
            for function in module.functions:
                if id(function.ir) not in e.called and registers(function):
                    _call_alone(e, path, function, f"{function.qualname}() is called")
    except OutOfBounds:
        e.unresolved.append(Unresolved(None, "the code that builds the app takes more steps than the bound allows"))


def _build(e: Evaluator, paths: list[str], live: Mapping[str, Module], making: Mapping[str, list[Function]]) -> None:
    """Run some files, and what builds applications in them and nothing has called.

    First what makes an app, and the packages it is in: where imports go in a circle, the program begins there.
    """
    paths = sorted(paths, key=lambda path: (not makes_app(live[path]), not making[path], path))
    for path in paths:
        for package in _packages(path) if makes_app(live[path]) else ():
            if package in live:
                e.run(package)
        e.run(path)
    for path in paths:
        for block in scripts(e.by_path[path]):
            with e.under(AS_SCRIPT):
                e.execute(Frame(e.states[path], e.states[path].scope), block)
    for function in _outer_first([function for path in sorted(paths) for function in making[path]]):
        if id(function.ir) not in e.called:
            _call_alone(e, function.module.path, function, "")


def _packages(path: str) -> Iterator[str]:
    """The files that run before a module is imported: those of its packages, the outermost first."""
    folders = path.split("/")[:-1]
    return ("/".join([*folders[:count], "__init__.py"]) for count in range(1, len(folders) + 1))


def _outer_first(functions: list[Function]) -> list[Function]:
    """Those that none of the others names come first: they call the others, with what these are meant to get."""
    named = {f: frozenset().union(*(g.body.names for g in functions if g is not f)) for f in functions}
    return sorted(functions, key=lambda function: function.ir.name in named[function])


def _call_alone(e: Evaluator, path: str, function: Function, condition: str) -> None:
    """Run a function that no evaluated code calls, with what its defaults tell."""
    state = e.states[path]
    frame = Frame(state, state.scope)
    value = _find(e, frame, function)
    if value is not None and id(function.ir) not in e.called:  # the object that has it may have called it when made
        with e.under(condition):
            call(e, frame, value, Arguments([], {}, state.module, function.ir))


def _find(e: Evaluator, frame: Frame, function: Function) -> Value | None:
    owner: Value | None = None
    for name in function.qualname.split("."):
        if name == "<locals>":
            return None
        if owner is None:
            owner = frame.scope.names.get(name)
        elif isinstance(owner, ClassValue):
            member = owner.scope.names.get(name)
            if name == "__init__":
                return owner
            if isinstance(member, FunctionValue) and not member.kind:
                return Bound(member, instantiate(e, frame, owner, Arguments([], {}, frame.module, function.ir)))
            owner = member
    return owner if isinstance(owner, FunctionValue | Bound) else None


def _run_lifespans(e: Evaluator) -> None:
    """Startup code may register routes; what it registers exists once the app has started."""
    app = next((made for made in e.made.values() if made.native and made.native.is_app), None)
    for late in list(e.lifespans):
        core = peeled(late)
        if not isinstance(core, FunctionValue) or not isinstance(core.ir, nodes.Function):
            continue
        if id(core.ir) not in e.called and _sees_application(core, core.ir):
            frame = Frame(core.state, core.state.scope)
            given: list[Value] = [app] if app is not None and core.ir.parameters else []
            with e.under(STARTED):
                call(e, frame, core, Arguments(given, {}, core.state.module, core.ir))


def _sees_application(function: FunctionValue, ir: nodes.Function) -> bool:
    """Whether startup code uses the app that it is given, or one of its file: what sees none registers nothing.

    Most of it fills databases and caches, which takes longer to follow than all that builds the application.
    """
    used, bodies = set[str](), [ir.body]
    while bodies:
        body = bodies.pop()
        used |= {e.name for e in expressions_in(body) if isinstance(e, nodes.Ref)}
        bodies += [inner.body for inner in statements_in(body) if isinstance(inner, (nodes.Function, nodes.Class))]
    held = (function.state.scope.names.get(name) for name in used)
    is_given = any(parameter.name in used for parameter in ir.parameters)
    return is_given or any(isinstance(value, Instance) and value.native is not None for value in held)


# ---------------------------------------------------------------- assembly


def _assemble(project: Project, e: Evaluator, flat: Flattener) -> None:
    names = bound_names(e)
    made = [(app, state) for app, state in _made(e, names) if state.is_app]
    inner = _included(e) if not made else set()
    found = made or [(app, state) for app, state in _made(e, names) if id(state) not in inner]
    flat.apps = {id(state): app for app, state in found}
    look_through(e)
    stack = Stack(e, flat)
    for app, state in found:
        app.middleware = stack.of(state)
        app.left_out = stack.left_out(state)
        app.is_fragment = not state.is_app
        app.event_handlers = list(dict.fromkeys([*_given_handlers(app, state), *state.events]))
        lifespan = peeled(state.keywords.get("lifespan", NONE))
        app.has_lifespan = isinstance(lifespan, FunctionValue | Bound | Instance)
        app.routes = flat.routes(app, state)
    for key, (outer, path) in flat.mounted.items():
        if key in flat.apps and flat.apps[key] not in _outwards(outer):
            flat.apps[key].mounted_in, flat.apps[key].mount_path = outer, path
    project.apps = [app for app, _ in found if app.mounted_in is None]
    project.routers = _routers(e, names, flat)
    unresolved = [*e.unresolved, *(u for app in project.apps for u in app.unresolved)]
    project.unresolved = list(dict.fromkeys(unresolved))  # a loop may meet one thing many times


def _outwards(app: App | None) -> Iterator[App]:
    """An app and those around it."""
    while app is not None:
        yield app
        app = app.mounted_in


def _made(e: Evaluator, names: Mapping[int, str]) -> Iterator[tuple[App, RouterState]]:
    for made in e.made.values():
        state = state_of(made)
        if state is not None and made.module is not None and made.node is not None:
            name = app_name(made, made.module, names)
            yield App(name, made.module, made.module.span(made.node), keywords=dict(state.keywords)), state


def _included(e: Evaluator) -> set[int]:
    """The routers that others include."""
    states = [state for made in e.made.values() if (state := state_of(made)) is not None]
    items = [item for state in states for item in state.routes.items]
    entries = [item.native.entry for item in items if isinstance(item, Instance) and item.native and item.native.entry]
    return {id(state_of(entry.target)) for entry in entries}


def _given_handlers(app: App, state: RouterState) -> list[Span]:
    """The app's own place when functions were given to its constructor for startup or shutdown."""
    given = (state.keywords.get(name) for name in ("on_startup", "on_shutdown"))
    return [app.span] if any(seq_items(handlers) for handlers in given) else []


def _routers(e: Evaluator, names: Mapping[int, str], flat: Flattener) -> list[Router]:
    found = []
    for made in e.made.values():
        state = state_of(made)
        if state is not None and not state.is_app and made.module is not None and made.node is not None:
            prefix = str(getattr(state.prefix, "value", "") or "")
            span = made.module.span(made.node)
            name = names.get(id(state), f"{made.module.name}:?")
            found.append(Router(name, made.module, span, prefix, id(state) in flat.included, len(state.routes.items)))
    return found

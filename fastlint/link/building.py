"""Which functions build applications: seen from their own bodies, before anything is evaluated."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set

from fastlint.ir import nodes
from fastlint.ir.walk import expressions_in
from fastlint.link.registration import VERBS
from fastlint.link.routers import APPS
from fastlint.model import Function, Module
from fastlint.model.names import canonical_external, last_names

_REGISTERING = frozenset({"include_router", "mount", "add_api_route", "add_api_websocket_route", "add_route"})
_PACKAGES = frozenset(path.partition(".")[0] for path in APPS)
_VERBS = frozenset({*VERBS, "api_route", "websocket"})


def makers(modules: Mapping[str, Module]) -> dict[str, list[Function]]:
    """By path, the functions that construct an app in their own body, or have one constructed and add to it."""
    found: dict[str, list[Function]] = {path: [] for path in modules}
    near = [m for m in modules.values() if any(dotted.partition(".")[0] in _PACKAGES for dotted in m.ir.imports)]
    classes = {f"{m.name}.{c.ir.name}" for m in near for c in m.classes if any(_written(b) in APPS for b in c.ir.bases)}
    new = [f for m in near for f in m.functions if any(_written(call.func) in APPS for call in f.body.calls)]
    made, adding = set(classes), _adding([f for m in near for f in m.functions])
    while True:
        for function in new:
            found[function.module.path].append(function)
        made |= {f"{function.module.name}.{function.ir.name}" for function in new}
        seeing = [module for module in modules.values() if _sees(module, made)]
        others = [f for m in seeing for f in m.functions if f not in found[m.path]]
        new = [f for f in others if _constructs(f, classes, made, adding)]
        if not new:
            return found


def makes_app(module: Module) -> bool:
    """Whether a module constructs an app as soon as it is imported."""
    return any(_written(call.func) in APPS for call in module.body.calls)


def _sees(module: Module, made: Set[str]) -> bool:
    """Whether a module holds or imports one of `made`, dotted names, or the module that does."""
    homes = {name.rpartition(".")[0] for name in made}
    return module.name in homes or any(module.absolute(dotted) in homes for dotted in module.ir.imports)


def _constructs(function: Function, classes: Set[str], made: Set[str], adding: Set[str]) -> bool:
    """Whether a function calls one of the `classes` of apps, or what makes an app, to which it adds or has added."""
    called = {name for call in function.body.calls for name in last_names(call.func)}
    is_made = not called.isdisjoint(name.rpartition(".")[2] for name in made)
    adds = is_made and (registers(function) or not called.isdisjoint(adding))
    return adds or not called.isdisjoint(name.rpartition(".")[2] for name in classes)


def _adding(functions: Sequence[Function]) -> set[str]:
    """The names of functions that add to what they are given, or hand it to one that does."""
    handing: dict[str, list[str]] = {}
    waiting: list[str] = []
    for function in functions:
        given = {parameter.name for parameter in function.ir.parameters}
        for call in function.body.calls if given else ():
            if _adds_to(call, given):
                waiting.append(function.ir.name)
            elif any(_is_one_of(argument, given) for argument in (*call.args, *(k.value for k in call.keywords))):
                for name in last_names(call.func):
                    handing.setdefault(name, []).append(function.ir.name)
    adding: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in adding:
            adding.add(name)
            waiting += handing.get(name, ())
    return adding


def _adds_to(call: nodes.Call, given: Set[str]) -> bool:
    func = call.func
    return isinstance(func, nodes.Attribute) and func.name in _REGISTERING and _is_one_of(func.value, given)


def _is_one_of(expression: nodes.Expr, names: Set[str]) -> bool:
    return isinstance(expression, nodes.Ref) and expression.name in names


def registers(function: Function) -> bool:
    """Whether the function's own body adds routes, routers or apps to something."""
    return any(isinstance(c.func, nodes.Attribute) and c.func.name in _REGISTERING for c in function.body.calls) or any(
        isinstance(decorator, nodes.Call)
        and isinstance(decorator.func, nodes.Attribute)
        and decorator.func.name in _VERBS
        for statement in function.body.statements
        if isinstance(statement, nodes.Function)
        for decorator in statement.decorators
    )


def scripts(module: Module) -> Iterator[tuple[nodes.Stmt, ...]]:
    """What a file does to an application when it is run by itself: blocks that add routes, routers or apps to one."""
    for statement in module.ir.body:
        match statement:
            case nodes.If(test=nodes.Operation(operator="==", operands=operands), body=body):
                names = {getattr(operand, "name", getattr(operand, "value", "")) for operand in operands}
                added = [c for c in expressions_in(body) if isinstance(c, nodes.Call) and last_names(c.func)]
                if names == {"__name__", "__main__"} and any(_REGISTERING & set(last_names(c.func)) for c in added):
                    yield body


def _written(func: nodes.Expr) -> str:
    trail = []
    while isinstance(func, nodes.Attribute):
        trail.append(func.name)
        func = func.value
    return canonical_external(".".join([func.target, *reversed(trail)])) if isinstance(func, nodes.Ref) else ""

"""What a rule is called with, one at a time: the pieces of a project, each kind in a fixed order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain

from fastlint.ir import nodes
from fastlint.ir.walk import subexpressions
from fastlint.model import App, Call, Class, Dependency, Function, Module, Project, Route, Router
from fastlint.source.span import Span

Subject = Project | App | Router | Route | Dependency | Module | Class | Function | Call


def subjects(project: Project, kind: type) -> Iterator[Subject]:
    """Every `kind` of the project; those of test modules are left out."""
    return _WALKS[kind](project)


def place_of(subject: Subject, project: Project) -> Span:
    """Where a message about `subject` may point; for a whole project its first app, else its first file."""
    match subject:
        case Project():
            firsts: list[Subject] = [*project.apps, *project.modules.values()]
            return place_of(firsts[0], project) if firsts else Span(".", 1, 1, 1, 1)
        case Module():
            return Span(subject.path, 1, 1, 1, 1)
        case Dependency():
            return subject.span or place_of(project, project)
    return subject.span


def _projects(project: Project) -> Iterator[Subject]:
    yield project


def _apps(project: Project) -> Iterator[App]:
    return (app for app in project.apps if not app.module.is_test)


def _routers(project: Project) -> Iterator[Subject]:
    return (router for router in project.routers if not router.module.is_test)


def _routes(project: Project) -> Iterator[Route]:
    return (route for route in project.routes if not route.module.is_test)


def _dependencies(project: Project) -> Iterator[Subject]:
    """Each callable once, however many routes it serves."""
    effective = chain.from_iterable(route.effective() for route in _routes(project))
    return iter({dependency.name: dependency for dependency in effective}.values())


def _modules(project: Project) -> Iterator[Module]:
    return (module for module in project.modules.values() if not module.is_test)


def _classes(project: Project) -> Iterator[Subject]:
    return chain.from_iterable(module.classes for module in _modules(project))


def _functions(project: Project) -> Iterator[Function]:
    return chain.from_iterable(module.functions for module in _modules(project))


def _calls(project: Project) -> Iterator[Subject]:
    """Calls in signatures and class bodies run when the module is imported: they have no function around them."""
    for module in _modules(project):
        bodies = (module.body, *(cls.body for cls in module.classes))
        for call in chain.from_iterable(body.calls for body in bodies):
            yield Call(module, None, call)
        for function in module.functions:
            yield from (Call(module, None, call) for call in _calls_in_signature(function.ir))
            yield from function.calls()


def _calls_in_signature(function: nodes.Function) -> Iterator[nodes.Call]:
    for parameter in function.parameters:
        for expression in (parameter.annotation, parameter.default):
            if expression is not None:
                yield from (e for e in subexpressions(expression) if isinstance(e, nodes.Call))


_WALKS: dict[type, Callable[[Project], Iterator[Subject]]] = {
    Project: _projects,
    App: _apps,
    Router: _routers,
    Route: _routes,
    Dependency: _dependencies,
    Module: _modules,
    Class: _classes,
    Function: _functions,
    Call: _calls,
}

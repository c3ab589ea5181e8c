"""What a route answers with by its response model: every field, those of nested and inherited schemas too."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from fastlint.insight import insight
from fastlint.insight.flow import Flows
from fastlint.insight.flow.library import Library
from fastlint.insight.types import Type, Types, Typing
from fastlint.ir import nodes
from fastlint.model import Class, Function, Module, Project, Route, Span

_NAME = re.compile(r"[A-Za-z_][\w.]*")
_UNSHOWN = frozenset({"Relationship", "PrivateAttr"})
_CLASS_VARIABLES = frozenset({"typing.ClassVar", "dataclasses.InitVar"})
_ENUM = "enum.Enum"
_SERIALIZERS = frozenset({"field_serializer", "serializer"})


@dataclass(frozen=True, slots=True)
class Shown:
    """A field that a response carries.

    `owner` is the class that declares it, `schema` the one that is answered with there, `path` the names that lead
    to it, `types` what it may hold, nothing where that cannot be told.
    """

    name: str
    path: tuple[str, ...]
    owner: Class
    schema: Class
    types: Types
    span: Span


@insight
class Responses:
    """Response models of routes, from the `response_model` argument or the handler's return annotation."""

    def __init__(self, project: Project, flows: Flows) -> None:
        self._project = project
        self._flows = flows
        self._schemas: dict[Library, _Schemas] = {}
        self._by_qualname: dict[str, list[Class]] = {}
        for module in project.modules.values():
            for cls in module.classes:
                self._by_qualname.setdefault(cls.qualname, []).append(cls)

    def fields_of(self, route: Route, library: Library) -> Iterator[Shown]:
        """The fields that the response carries, outermost first; nothing for a route without a known model."""
        if not route.response_model or route.handler is None:
            return
        typing = self._flows.calls(library).typing
        decorator = _decorator(route, route.handler)
        kinds = self._given(route, route.handler, decorator, typing) or self._named(route.response_model)
        excluded, included = _names(decorator, "response_model_exclude"), _names(decorator, "response_model_include")
        schemas = self._schemas.setdefault(library, _Schemas(typing, self._flows))
        yield from schemas.below(
            kinds, lambda top: top not in (excluded or ()) and (included is None or top in included)
        )

    def _given(self, route: Route, handler: Function, decorator: nodes.Call | None, typing: Typing) -> Types:
        model = decorator.keyword("response_model") if decorator is not None else None
        if model is not None:
            return typing.annotations.of(handler.module, model)
        returns = handler.ir.returns
        return typing.annotations.of(handler.module, returns) if returns is not None else ()

    def _named(self, text: str) -> Types:
        """The classes that the model's text names, where the project has one of that name only."""
        found = (self._by_qualname.get(name, []) for name in _NAME.findall(text))
        return tuple(Type(f"{c[0].module.name}.{c[0].qualname}") for c in found if len(c) == 1)


@dataclass(frozen=True, slots=True)
class _Declared:
    """A field as a schema has it: `owner` is the class in its lineage that declares it."""

    name: str
    owner: Class
    types: Types
    span: Span


class _Schemas:
    """The fields that each schema shows, found once for all responses."""

    def __init__(self, typing: Typing, flows: Flows) -> None:
        self._typing = typing
        self._graphs = flows.graphs
        self._project = flows.project
        self._known: dict[Class, tuple[_Declared, ...]] = {}

    def below(self, kinds: Types, is_let_through: Callable[[str], bool]) -> Iterator[Shown]:
        """The fields of what `kinds` may be, as far as they are let through, and of what those hold, outermost first.

        What a schema holds under the same name is shown where it is nearest: schemas that refer to one another have
        more ways through them than can be walked.
        """
        waiting = deque[tuple[Class, tuple[str, ...], frozenset[Class]]]()
        met = set[tuple[Class, tuple[str, ...]]]()

        def enter(kinds: Types, path: tuple[str, ...], inside: frozenset[Class]) -> None:
            for cls in self._classes(kinds):
                if cls not in inside and (cls, path[-1:]) not in met:
                    met.add((cls, path[-1:]))
                    waiting.append((cls, path, inside | {cls}))

        enter(kinds, (), frozenset())
        while waiting:
            cls, path, inside = waiting.popleft()
            for field in self._fields(cls):
                if not path and not is_let_through(field.name):
                    continue
                below = (*path, field.name)
                yield Shown(field.name, below, field.owner, cls, field.types, field.span)
                enter(field.types, below, inside)

    def _classes(self, kinds: Types) -> Iterator[Class]:
        """The project's classes among `kinds` and their arguments."""
        for kind in kinds:
            for arguments in kind.args:
                yield from self._classes(arguments)
            cls = self._project.class_(kind.name)
            if cls is not None and not kind.of_class:
                yield cls

    def _fields(self, cls: Class) -> tuple[_Declared, ...]:
        known = self._known.get(cls)
        if known is None:
            known = self._known[cls] = tuple(self._declared(cls))
        return known

    def _declared(self, cls: Class) -> Iterator[_Declared]:
        lines = self._typing.lineage(f"{cls.module.name}.{cls.qualname}")
        if _ENUM in lines:
            return
        own = [line for line in lines if isinstance(line, Class)]
        hidden = {name for line in own for name in _serialized(line)}
        for line in own:
            for name, field in self._annotated(line):
                if name not in hidden and not _is_hidden(field):
                    assert field.annotation is not None
                    types = self._typing.annotations.of(line.module, field.annotation)
                    yield _Declared(name, line, types, line.module.span(field))
                hidden.add(name)

    def _annotated(self, line: Class) -> Iterator[tuple[str, nodes.Assign]]:
        for name, assigned in self._graphs.fields(line).items():
            field = next((a for a in assigned if a.annotation is not None), None)
            if field is not None and not name.startswith("_") and not self._is_class_variable(line.module, field):
                yield name, field

    def _is_class_variable(self, module: Module, field: nodes.Assign) -> bool:
        annotation = field.annotation
        outer = annotation.value if isinstance(annotation, nodes.Subscript) else annotation
        return outer is not None and self._graphs.name(module, outer) in _CLASS_VARIABLES


def _decorator(route: Route, handler: Function) -> nodes.Call | None:
    """The decorator that registered the route on its handler."""
    calls = [d for d in handler.ir.decorators if isinstance(d, nodes.Call)]
    if route.span.path == handler.module.path:
        for call in calls:
            line, _ = handler.module.position(call.start)
            if line <= route.span.end_line and handler.module.position(call.end)[0] >= route.span.start_line:
                return call
    return None


def _names(decorator: nodes.Call | None, keyword: str) -> frozenset[str] | None:
    """The names in a set or a mapping given for `keyword`; None where nothing is given."""
    given = decorator.keyword(keyword) if decorator is not None else None
    items: tuple[nodes.Expr | None, ...] = ()
    if isinstance(given, nodes.Sequence):
        items = given.items
    elif isinstance(given, nodes.Mapping):
        items = tuple(key for key, _ in given.items)
    names = frozenset(item.value for item in items if isinstance(item, nodes.Literal) and isinstance(item.value, str))
    return names or None


def _is_hidden(field: nodes.Assign) -> bool:
    """Whether a field is declared so that no response carries it."""
    sides = [field.value]
    if isinstance(field.annotation, nodes.Subscript) and isinstance(field.annotation.index, nodes.Sequence):
        sides += field.annotation.index.items
    calls = [side for side in sides if isinstance(side, nodes.Call)]
    if any(getattr(call.func, "name", "") in _UNSHOWN for call in calls):
        return True
    switches = (call.keyword("exclude") for call in calls)
    return any(isinstance(switch, nodes.Literal) and switch.value is True for switch in switches)


def _serialized(cls: Class) -> Iterator[str]:
    """The fields for which the class has a serializer of its own: what it lets through is not known."""
    for method in cls.methods.values():
        for decorator in method.ir.decorators:
            if isinstance(decorator, nodes.Call) and getattr(decorator.func, "name", "") in _SERIALIZERS:
                yield from (str(a.value) for a in decorator.args if isinstance(a, nodes.Literal))

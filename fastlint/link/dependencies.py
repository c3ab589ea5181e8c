"""Dependencies as FastAPI resolves them: markers, callables, names, sub-dependencies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from fastlint.ir import nodes
from fastlint.link.annotations import annotated
from fastlint.link.classes import ancestry, derives, lookup
from fastlint.link.constants import literal_of
from fastlint.link.evaluator import Evaluator
from fastlint.link.library import made_from
from fastlint.link.markers import is_marker
from fastlint.link.parameters import describe
from fastlint.link.schemes import scheme_of
from fastlint.link.signatures import Formal, signature
from fastlint.link.values import (
    Bound,
    Choice,
    ClassValue,
    Const,
    External,
    FunctionValue,
    Generic,
    Instance,
    Partial,
    Scope,
    Seq,
    Unknown,
    Value,
    text,
)
from fastlint.model import Dependency, Function, Level, Parameter, Span, Unresolved
from fastlint.model.names import SECURITY_MODULES

_DEEPEST = 40
_ONE_OF_SEVERAL = "which of several dependencies it is"


class Dependencies:
    """Builds the dependency tree of callables; each callable is looked into once."""

    def __init__(self, e: Evaluator, functions: Mapping[int, Function]) -> None:
        self._e = e
        self._functions = functions
        self._below: dict[int, tuple[Dependency, ...]] = {}
        self._parameters: dict[int, tuple[Parameter, ...]] = {}
        self._kept: list[Value] = []
        self.unresolved: dict[int, list[Unresolved]] = {}

    def of(self, marker: Value, level: Level, noted: Value | None = None, depth: int = 0) -> Dependency | Unresolved:
        """The dependency that a marker stands for; `noted` is the annotation beside it."""
        marker = marker.options[0] if isinstance(marker, Choice) else marker
        span = _span(marker)
        if not isinstance(marker, Instance):
            reason = marker.reason if isinstance(marker, Unknown) else "no Depends or Security"
            return Unresolved(span, f"a dependency that is not known: {reason}")
        call = marker.args[0] if marker.args else marker.keywords.get("dependency")
        if call is None or (isinstance(call, Const) and call.value is None):
            call, _ = annotated(noted)
        is_listed = level not in (Level.PARAMETER, Level.DEPENDENCY)  # else they are those of the function that has it
        conditions = marker.conditions if is_listed else ()
        if isinstance(call, Choice):
            conditions += (_ONE_OF_SEVERAL,) if len(_own_code(call)) > 1 else ()
            call = next((o for o in call.options if not isinstance(o, (Unknown, Const))), call.options[0])
        if call is None or isinstance(call, (Unknown, Const)):
            reason = call.reason if isinstance(call, Unknown) else "nothing callable is given"
            return Unresolved(span, f"a dependency that is not known: {reason}")
        scopes = marker.keywords.get("scopes") or (
            marker.args[1] if len(marker.args) > 1 and _is_security(marker) else None
        )
        made = self.described(call, level, span, _texts(scopes), depth)
        made.conditions = conditions
        return made

    def described(
        self, call: Value, level: Level, span: Span | None, scopes: tuple[str, ...], depth: int
    ) -> Dependency:
        """The dependency on a callable."""
        core = peeled(call)
        code = _code(core)
        children = self.below(call, depth + 1)
        return Dependency(
            name=name_of(core),
            level=level,
            span=span,
            function=self._functions.get(id(code)) if code is not None else None,
            scheme=scheme_of(core),
            scopes=scopes,
            children=children,
            parameters=self._parameters_of(call),
            constants=constants_of(core),
            unresolved=tuple(self.problems(call)),
        )

    def _parameters_of(self, call: Value) -> tuple[Parameter, ...]:
        """The parameters of a callable that `below` has seen, described once however many depend on it."""
        if id(call) not in self._parameters:
            self._parameters[id(call)] = self.asked_by(call)
        return self._parameters[id(call)]

    def asked_by(self, call: Value, path: str = "") -> tuple[Parameter, ...]:
        """The parameters of a callable that the request fills; `path` is the route's."""
        return tuple(describe(self._e, f, path) for f in signature(self._e, call) if not marker_of(f))

    def below(self, call: Value, depth: int = 0, level: Level = Level.DEPENDENCY) -> tuple[Dependency, ...]:
        """What a callable depends on through its parameters, in order."""
        key = id(call)
        if key in self._below:
            return self._below[key]
        self._below[key] = ()
        self._kept.append(call)
        found: list[Dependency] = []
        for formal in signature(self._e, call) if depth < _DEEPEST else ():
            marker = marker_of(formal)
            if marker is None:
                continue
            made = self.of(marker, level, formal.annotation, depth)
            if isinstance(made, Unresolved):
                place = made.span or formal.module.span(formal.node)
                self.unresolved.setdefault(key, []).append(Unresolved(place, made.reason))
            else:
                made.parameter = formal.name
                found.append(made)
        found.extend(self.described(inner, level, None, (), depth) for inner in made_from(call))
        self._below[key] = tuple(found)
        return self._below[key]

    def problems(self, call: Value) -> list[Unresolved]:
        """What could not be understood among the parameters of a callable itself."""
        return self.unresolved.get(id(call), [])


def unresolved_in(tops: Iterable[Dependency]) -> list[Unresolved]:
    """What is not known of dependencies and of all they depend on, each part once."""
    found = (part for top in tops for dependency in top.walk() for part in dependency.unresolved)
    return list({id(part): part for part in found}.values())


def _own_code(call: Choice) -> list[Value]:
    """The alternatives that are code of the project."""
    return [option for option in call.options if isinstance(peeled(option), (FunctionValue, ClassValue))]


def marker_of(formal: Formal) -> Value | None:
    """The `Depends` or `Security` that fills a parameter, None for one that the request fills."""
    if is_marker(formal.default):
        return formal.default
    if isinstance(formal.default, Choice):
        return next((o for o in formal.default.options if is_marker(o)), None)
    _, metadata = annotated(formal.annotation)
    return next((m for m in reversed(metadata) if is_marker(m)), None)


def _is_security(marker: Instance) -> bool:
    return derives(marker.cls, "fastapi.Security")


def _texts(value: Value | None) -> tuple[str, ...]:
    return tuple(word for item in value.items if (word := text(item))) if isinstance(value, Seq) else ()


def _span(value: Value) -> Span | None:
    if isinstance(value, (Instance, Unknown)) and value.module is not None and value.node is not None:
        return value.module.span(value.node)
    return None


def peeled(call: Value) -> Value:
    """The function, class or instance whose code a reader would be shown: no partial, no bound method, no `wraps`."""
    for _ in range(_DEEPEST):
        match call:
            case Partial() | Bound():
                call = call.function
            case FunctionValue() if call.wrapped is not None and call.wrapped is not call:
                call = call.wrapped
            case Generic():
                call = call.base
            case Choice():
                call = call.options[0]
            case _:
                break
    return call


def wrappers(call: Value) -> Iterator[FunctionValue]:
    """The functions around a callable that `functools.wraps` says stand for it, outermost first."""
    for _ in range(_DEEPEST):
        call = call.function if isinstance(call, Partial | Bound) else call
        if not isinstance(call, FunctionValue) or call.wrapped is None or call.wrapped is call:
            return
        yield call
        call = call.wrapped


def _code(core: Value) -> nodes.Node | None:
    """The definition that runs: the function itself, a class's constructor, an instance's `__call__`."""
    if isinstance(core, FunctionValue):
        return core.ir
    cls, name = (core, "__init__") if isinstance(core, ClassValue) else (getattr(core, "cls", None), "__call__")
    found = lookup(cls, name) if isinstance(cls, Value) else None
    return found[0].ir if found is not None and isinstance(found[0], FunctionValue) else None


def name_of(core: Value) -> str:
    """`module:qualname` of a callable; a dotted path without a colon for what a library defines or makes."""
    if isinstance(core, Instance):
        core = core.cls
    if isinstance(core, FunctionValue):
        return f"{core.state.module.name}:{core.qualname}"
    if isinstance(core, ClassValue):
        return core.name
    if isinstance(core, External):
        head, _, last = core.path.rpartition(".")
        is_scheme = head == "fastapi.security" and last in SECURITY_MODULES
        return f"{head}.{SECURITY_MODULES[last]}:{last}" if is_scheme else core.path
    return "?"


def constants_of(core: Value) -> dict[str, object]:
    """What is literally known of the values a closure or an instance was made with."""
    found: dict[str, object] = {}
    code = core.cls if isinstance(core, Instance) else core
    scope: Scope | None = code.scope if isinstance(code, FunctionValue) else None
    while scope is not None and scope.parent is not None:
        _take(found, scope.names, "")
        scope = scope.parent
    if isinstance(core, Instance):
        _take(found, core.attributes, "self.")
        if isinstance(core.cls, External):
            _take(found, core.keywords, "")
        for base in ancestry(core.cls):
            if isinstance(base, ClassValue):
                _take(found, {k: v for k, v in base.scope.names.items() if not k.startswith("__")}, "self.")
    return found


def _take(found: dict[str, object], names: Mapping[str, Value], prefix: str) -> None:
    for name, value in names.items():
        literal = literal_of(value)
        if literal is not None:
            found.setdefault(prefix + name, literal[0])

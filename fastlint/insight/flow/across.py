"""One step back from a value into the call that gave it, or out to the calls that hand it in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from fastlint.insight.flow.calls import is_self
from fastlint.insight.flow.facts import Facts
from fastlint.insight.flow.objects import is_dropped_before
from fastlint.insight.flow.shapes import SHAPES, taken
from fastlint.insight.flow.targets import Target
from fastlint.insight.flow.validators import Validator
from fastlint.insight.flow.values import ANY, Called, Input, Part, Value
from fastlint.insight.flow.visits import ALL, DOUBTFUL, Frames, Origin, Visit
from fastlint.insight.types import Type
from fastlint.ir import nodes
from fastlint.model import Class, Function

if TYPE_CHECKING:
    from fastlint.insight.flow.search import Search

_DEEPEST_STACK = 6
_TEXT_METHODS = frozenset(
    {"strip", "encode", "decode", "lower", "upper", "get_secret_value", "lstrip", "rstrip", "title", "json"}
)
_MANAGERS = frozenset({"contextmanager", "asynccontextmanager"})
_INJECTORS = frozenset({"fastapi.Depends", "fastapi.Security"})

Step = Iterator[Visit | Origin]


def _input(search: Search, visit: Visit, value: Input) -> Step:
    function = value.graph.function
    if function is None or search.inputs.is_textless(value, visit.path):
        return
    if value.graph.inputs.get(value.parameter.name) is not value:
        yield Origin("unknown", "", visit)  # a parameter of a lambda
        return
    if visit.frames:
        (target, facts), outer = visit.frames[-1], visit.frames[:-1]
        if target.function is function:
            yield from _given(search, visit, target, value, facts, outer)
            return
    if search.question.sources.caught and function in search.entries.error_handlers:
        if value.parameter in function.ir.parameters[1:2]:
            yield Origin("caught", "an exception that nobody caught", visit)
        return
    if is_self(value):
        yield from _attribute(search, visit, value)
        return
    yield from _entering(search, visit, value, function)


def _entering(search: Search, visit: Visit, value: Input, function: Function) -> Step:
    if visit.is_inward:
        return
    provider = search.typing.annotations.provider(value)
    if provider is not None:
        what = search.inputs.scheme(provider)
        if what:
            yield Origin("client", what, visit)
        yield from _provided(search, visit, provider)
        return
    if search.entries.is_entry(function):
        what = search.inputs.client(value, visit.path)
        if what:
            yield from _sent(search, visit, value, what)
    callers = search.calls.callers(function)
    for target in callers:
        is_left = search.is_ruled_out(visit.facts, ((target, None),))
        if not is_left and not is_dropped_before(search.calls, target, visit):
            yield from _given(search, visit, target, value, target.called.facts, ())
    if not callers and not search.entries.is_entry(function):
        yield Origin("unknown", f"parameter `{value.parameter.name}` of `{function.ir.name}`", visit)


def _sent(search: Search, visit: Visit, value: Input, what: str) -> Iterator[Origin]:
    """What a client sends, unless a validator of the schema makes sure that it is harmless."""
    doubt = _left_by(search, search.inputs.validators(value, visit.path))
    if doubt is not None:
        visit.doubt += doubt
        yield Origin("client", what, visit)


def _left_by(search: Search, validators: list[Validator]) -> int | None:
    """The doubt that validators of a field leave, None when they make sure that it is harmless."""
    if any(search.judge.ensures(*validator) or _replaces(search, validator) for validator in validators):
        return None
    return int(any(search.graphs.of(validator.function).raises for validator in validators))


def _replaces(search: Search, validator: Validator) -> bool:
    """Whether a validator gives something harmless in the place of the value."""
    outcomes = search.graphs.of(validator.function).returns if not validator.path else ()
    values = [outcome.value for outcome in outcomes]
    return bool(values) and all(isinstance(v, (Called, Part)) and search.is_cleaned(v) for v in values)


def _given(
    search: Search, visit: Visit, target: Target, value: Input, facts: Facts | None, frames: Frames
) -> Iterator[Visit]:
    given = target.given(value.parameter, visit.path)
    doubt = 0 if target.is_certain else 1
    if given is not None:
        for argument, path in given:
            note = f"given to `{target.function.ir.name}` as `{value.parameter.name}`"
            yield search.to(visit, argument, path, note, at=target.called, facts=facts, frames=frames, doubt=doubt)
    elif value.parameter.default is not None:
        default = search.graphs.expression(value.graph.module, value.parameter.default, value.graph)
        yield search.to(visit, default, facts=None, frames=())


def _attribute(search: Search, visit: Visit, value: Input) -> Step:
    """An attribute of `self`: whatever the class's methods put there, or its constructor, where fields make that."""
    kinds, function = search.typing.of(value), value.graph.function
    name = str(visit.path[0]) if visit.path else ""
    if name and kinds:
        yield from _field(search, visit, kinds[0].name, name)
    is_of_receiver = not name or (bool(kinds) and search.fields.is_filled(kinds[0].name, name))
    if is_of_receiver and function is not None:
        for target in search.calls.callers(function):
            yield from _given(search, visit, target, value, target.called.facts, ())


def _field(search: Search, visit: Visit, cls: str, name: str) -> Step:
    for line in search.typing.lineage(cls):
        if isinstance(line, Class):
            for stored in search.graphs.stored(line, name):
                yield search.to(visit, stored, visit.path[1:], f"kept as `{name}`", facts=None, frames=())


def _provided(search: Search, visit: Visit, provider: Value) -> Step:
    for function in search.typing.functions(provider):
        graph = search.graphs.of(function)
        for outcome in (*graph.returns, *graph.yields):
            note = f"given by the dependency `{function.ir.name}`"
            yield search.to(visit, outcome.value, None, note, at=visit.value, facts=outcome.facts, frames=())
    for kind in search.typing.of(provider):
        if kind.of_class and visit.path:
            yield from _field(search, visit, kind.name, str(visit.path[0]))
            what = search.inputs.field(kind.name, visit.path)
            if what and not search.typing.method(kind.name, "__init__"):
                yield Origin("client", what, visit)


def _called(search: Search, visit: Visit, value: Called) -> Step:
    names = search.names(value)
    sources = search.question.sources.calls
    source = next((sources[name] for name in names if name in sources), None)
    if source is not None:
        yield Origin("call", source, visit)
        return
    accessed = search.inputs.accessed(value.function) if isinstance(value.function, Part) else None
    if accessed is not None:
        if accessed and not (visit.path and search.question.copies_only):
            yield Origin("client", accessed, visit)
        return
    library = search.question.library
    if search.is_cleaned(value) or any(name in library.stops for name in names):
        return
    if value.args and not _INJECTORS.isdisjoint(names):
        yield from _provided(search, visit, value.args[0])
        return
    if any(name in library.stored for name in names):
        yield Origin("stored", "a stored value", visit)
        return
    targets = search.calls.targets(value)
    if targets:
        for target in targets:
            yield from _returned(search, visit, target)
        return
    yield from _through(search, visit, value, names)


def _returned(search: Search, visit: Visit, target: Target) -> Step:
    function, called = target.function, target.called
    if function.ir.name == "__init__":
        yield from _constructed(search, visit, target)
        return
    if function.ir.returns is not None and search.is_textless(search.typing.of_result(function)):
        return
    graph = search.graphs.of(function)
    frames = (*visit.frames, (target, visit.facts))[-_DEEPEST_STACK:]
    outcomes = [o for o in (*graph.returns, *graph.yields) if not search.is_ruled_out(o.facts, frames)]
    note = f"given back by `{function.ir.name}`"
    doubt = 0 if target.is_certain else 1
    if search.judge.is_named(called, search.question.cleaning):
        if search.calls.refuses(target):
            return
        doubt = DOUBTFUL
    is_gone_through = visit.path[:1] == (ANY,) and not _makes_manager(function)
    for outcome in outcomes:
        path = visit.path[1:] if is_gone_through and outcome in graph.yields and not outcome.is_each else visit.path
        yield search.to(visit, outcome.value, path, note, at=called, facts=outcome.facts, frames=frames, doubt=doubt)
    if not outcomes and called.receiver is not None:
        yield Origin("unknown", "", visit)


def _makes_manager(function: Function) -> bool:
    """Whether what a function yields is what `with` binds."""
    decorators = (d.func if isinstance(d, nodes.Call) else d for d in function.ir.decorators)
    return any(getattr(decorator, "name", "") in _MANAGERS for decorator in decorators)


def _constructed(search: Search, visit: Visit, target: Target) -> Step:
    graph = search.graphs.of(target.function)
    if not visit.path:
        for argument in (
            (*target.called.args, *target.called.keywords.values()) if not search.question.copies_only else ()
        ):
            yield search.to(visit, argument, ())
        return
    frames = (*visit.frames, (target, visit.facts))[-_DEEPEST_STACK:]
    for _whole, key, stored in graph.stores:
        if key == visit.path[0]:
            yield search.to(visit, stored, visit.path[1:], f"kept as `{key}`", facts=None, frames=frames)


def _through(search: Search, visit: Visit, value: Called, names: tuple[str, ...]) -> Step:
    """The result of code that is not the project's: what it is made from, as far as the tables and habit say."""
    passes, opens = search.question.library.passes, search.question.library.opens
    is_opened = not opens.isdisjoint(names) and visit.path[:1] != ("name",)
    if is_opened and not search.question.contents:
        visit.doubt = max(visit.doubt, DOUBTFUL)  # who chooses a name does not choose what the file holds
    passing = next((name for name in names if name in passes), None)
    if passing is not None:
        yield from _passed(search, visit, value, passes[passing], passing)
        return
    if search.question.copies_only:
        if value.method in _TEXT_METHODS and value.receiver is not None:
            yield search.to(visit, value.receiver, (), f"through `.{value.method}()`")
        return
    made = next((t for t in search.typing.of(value.function) if t.of_class), None)
    if made is not None and search.is_textless((Type(made.name),)):
        return
    if made is not None and search.graphs.project.class_(made.name):
        yield from _filled(search, visit, value, made.name)
    elif value.receiver is not None:
        if search.calls.methods(value.method):
            visit.doubt = max(visit.doubt, DOUBTFUL)  # which of the project's own methods makes it is not known
        yield from taken(search, visit, value, value.receiver)
    else:
        yield Origin("unknown", "", visit)
        for argument in (*value.args, *value.keywords.values()):
            yield search.to(visit, argument, (), f"through `{names[0] if names else 'a call'}`", doubt=2)


def _passed(search: Search, visit: Visit, value: Called, positions: tuple[int, ...], name: str) -> Iterator[Visit]:
    shape = SHAPES.get(name)
    if shape is not None:
        yield from shape(search, visit, value)
        return
    for position in positions:
        if position == -1:
            given = [value.receiver] if value.receiver is not None else []
        elif position == ALL:
            given = [*value.args, *value.keywords.values(), *value.stars]
        else:
            given = value.args[position : position + 1]
        for argument in given:
            note = f"through `{name.removeprefix('builtins.').removeprefix('.')}`"
            yield search.to(visit, argument, visit.path if len(positions) == 1 else (), note)


def _filled(search: Search, visit: Visit, value: Called, cls: str) -> Iterator[Visit]:
    """An instance of a class without `__init__`: its keywords are its fields, and its arguments are in their order."""
    doubt = _left_by(search, search.inputs.validators_of(cls, visit.path))
    if doubt is None:
        return
    fields = search.fields.of(cls)
    key = visit.path[0] if visit.path else ANY
    wanted = fields[key] if isinstance(key, int) and key < len(fields) else key
    for name, argument in (*zip(fields, value.args, strict=False), *value.keywords.items()):
        if wanted in (name, ANY):
            yield search.to(visit, argument, visit.path[1:], doubt=doubt)
    for argument in (*value.stars, *value.args[len(fields) :]):
        yield search.to(visit, argument, doubt=doubt)


ACROSS: dict[type, Callable[[Search, Visit, Any], Step]] = {Input: _input, Called: _called}

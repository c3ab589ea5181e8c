"""Where a project uses what its libraries change."""

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from itertools import chain

from fastlint.insight import insight
from fastlint.insight.flow import Called, Flows, Text, Value
from fastlint.insight.flow.graphs import Graphs
from fastlint.insight.types import Type, Typing
from fastlint.insight.versions import Versions
from fastlint.model import Span, nodes, subexpressions
from fastlint.rule import Confidence, Module, Project

from ..knowledge.library import LIBRARY
from ..knowledge.releases import CEILINGS, CHANGES, Change, Since
from .choosing import asked_about, chooses, knows_both, modules_of_older, tried


@dataclass(frozen=True)
class Use:
    """One use of something that goes, and how often the file has it."""

    span: Span
    change: Change
    times: int = 1


def reached(versions: Versions, since: Since | None) -> Confidence | None:
    """How sure it is that the project runs `since` or later; None when it does not."""
    return versions.reaches(since.library, since.numbers, CEILINGS) if since is not None else None


@insight
class Uses:
    """Every use of what the table lists, outside of tests and of code that chooses by version."""

    def __init__(self, project: Project, graphs: Graphs, flows: Flows) -> None:
        self.found = tuple(_uses(project, graphs, flows))


def by_file(uses: Iterable[Use]) -> Iterator[Use]:
    """The first use of each thing in each file, which says how many there are."""
    found: dict[tuple[str, str, str], list[Use]] = {}
    for use in uses:
        found.setdefault((use.span.path, use.change.name, use.change.keyword), []).append(use)
    for same in found.values():
        first = min(same, key=lambda use: use.span)
        yield Use(first.span, first.change, sum(use.times for use in same))


def _uses(project: Project, graphs: Graphs, flows: Flows) -> Iterator[Use]:
    names = _by_name(c for c in CHANGES if not c.keyword and not c.is_method)
    keywords = _by_name(c for c in CHANGES if c.keyword)
    for module in project.modules.values():
        if not module.is_test and not chooses(module):
            yield from _names(module, graphs, names)
            yield from _keywords(module, graphs, keywords)
    yield from _methods(flows, _by_name(c for c in CHANGES if c.is_method))


def calls(module: Module) -> Iterator[nodes.Call]:
    """Every call of a file, those in signatures and class bodies included."""
    for body in module.bodies:
        yield from body.calls
    for expression in _signatures(module):
        yield from (e for e in subexpressions(expression) if isinstance(e, nodes.Call))


def _by_name(changes: Iterable[Change]) -> dict[str, list[Change]]:
    found: dict[str, list[Change]] = {}
    for change in changes:
        found.setdefault(change.name, []).append(change)
    return found


def _names(module: Module, graphs: Graphs, changes: Mapping[str, list[Change]]) -> Iterator[Use]:
    lasts = {name.rpartition(".")[2] for name in changes}
    guarded = tried(module)
    asked = asked_about(module)
    found: dict[str, list[nodes.Expr]] = {}
    written = [body.expressions for body in module.bodies if not lasts.isdisjoint(body.names)]
    for expression in chain(*written, *map(subexpressions, _signatures(module))):
        if isinstance(expression, (nodes.Ref, nodes.Attribute)) and expression.name in lasts:
            name = graphs.name(module, expression)
            if name in changes and expression.name not in guarded and id(expression) not in asked:
                found.setdefault(name, []).append(expression)
    for name, places in found.items():
        first = min(places, key=lambda place: place.start)
        yield from (Use(module.span(first), change, len(places)) for change in changes[name])


def _keywords(module: Module, graphs: Graphs, changes: Mapping[str, list[Change]]) -> Iterator[Use]:
    going = {change.keyword for named in changes.values() for change in named}
    for call in calls(module):
        given = {keyword.name for keyword in call.keywords if keyword.name in going}
        for change in changes.get(graphs.name(module, call.func), ()) if given else ():
            if change.keyword in given:
                yield Use(module.span(next(k.value for k in call.keywords if k.name == change.keyword)), change)


def _methods(flows: Flows, changes: Mapping[str, list[Change]]) -> Iterator[Use]:
    typing = flows.calls(LIBRARY).typing
    lasts = {name.rpartition(".")[2] for name in changes}
    older = modules_of_older(flows.graphs.project)
    for graph in flows.graphs_holding(sorted(lasts), LIBRARY):
        for called in graph.calls if not chooses(graph.module) else ():
            if called.method not in lasts or not isinstance(called.node, nodes.Call) or _is_own(called, typing):
                continue
            body = graph.function.body if graph.function is not None else graph.module.body
            for name in typing.names(called):
                for change in changes.get(name, ()):
                    if knows_both(body, change) or _may_be_older(called, typing, older):
                        continue
                    if not change.only_with_text or _is_text(called.argument(0), typing):
                        yield Use(graph.module.span(called.node.func), change)


def _may_be_older(called: Called, typing: Typing, older: Set[str]) -> bool:
    """Whether a class in the line of what the method is called on may come from Pydantic's own copy of version 1."""
    kinds = typing.of(called.receiver) if called.receiver is not None else ()
    lines = [line for kind in kinds for line in typing.lineage(kind.name) if not isinstance(line, str)]
    named = (
        line.module.absolute(base.target) for line in lines for base in line.ir.bases if isinstance(base, nodes.Ref)
    )
    homes = {called.graph.module.name, *(line.module.name for line in lines)}
    return not older.isdisjoint(homes) or any(name.rpartition(".")[0] in older for name in named)


def _is_own(called: Called, typing: Typing) -> bool:
    """Whether a class of the project has a method of that name of its own."""
    kinds = typing.of(called.receiver) if called.receiver is not None else ()
    return any(typing.method(kind.name, called.method) for kind in kinds)


def _is_text(value: Value | None, typing: Typing) -> bool:
    return isinstance(value, Text) or (value is not None and Type("builtins.str") in typing.of(value))


def _signatures(module: Module) -> Iterator[nodes.Expr]:
    for function in module.functions:
        parts = (part for p in function.ir.parameters for part in (p.annotation, p.default))
        yield from (part for part in (*parts, function.ir.returns) if part is not None)
    for cls in module.classes:
        yield from cls.ir.bases

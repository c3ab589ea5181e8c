"""What ties an object that the client chooses to the caller: his identity, or a column that names an owner."""

import re
from collections.abc import Iterator

from fastlint.insight.flow import Called, Flows, Input, Value, made_of
from fastlint.insight.reach import Reach
from fastlint.model import Function, nodes
from fastlint.rule import Project, Route, Step

from ..knowledge import guarding as known
from ..knowledge.library import LIBRARY
from ..knowledge.tables import is_table

_ACCOUNT = re.compile(r"^(?:DB)?(?:User|Account|Member|Customer|Profile|Patient|Employee)(?:DB|Model|Table)?$")
_SCOPED = re.compile(
    r"tenant|organi[sz]ation|org_id|workspace|owner|(?:user|account|customer|member|author)_id", re.IGNORECASE
)
_NAMED = re.compile(r"\{(\w+)")
_TABLES = re.compile(r"(?:^|[._])(?:models?|entit(?:y|ies)|tables?|orm)(?:[._]|$)")


def is_tied(route: Route, chosen: list[str], reach: Reach, flows: Flows) -> bool:
    """Whether the caller's identity is used, or a dependency takes the id and may compare it."""
    for dependency in route.effective():
        if any(parameter.name in chosen for parameter in dependency.parameters):
            return True
    handler = route.handler
    if handler is None or sees_caller(route, reach):
        return True
    words = reach.own_words(handler).union(*(reach.words(f, LIBRARY) for f in _given(handler, chosen, flows)))
    return any(_SCOPED.search(word) for word in words if " " not in word and _stem(word) not in map(_stem, chosen))


def beside_scope(route: Route, chosen: list[str], reach: Reach, flows: Flows) -> tuple[str, str]:
    """An id that a guard looks at, as that of a workspace, and one that the handler looks up without it; else ""."""
    named = _NAMED.findall(route.path)
    taking = [(d, p.name) for d in route.effective() for p in d.parameters if p.name in named]
    taken = {name for _, name in taking}
    outer = next((name for d, name in taking if d.function and _is_guard(d.function, reach)), "")
    inner = next((name for name in chosen if name not in taken), "")
    handler = route.handler
    if not (outer and inner and handler) or sees_caller(route, reach):
        return "", ""
    used = {e.name for e in handler.body.expressions if isinstance(e, nodes.Ref)}
    given = {d.parameter for d in route.dependencies if any(p.name in named for c in d.walk() for p in c.parameters)}
    own = reach.own_words(handler) - {parameter.name for parameter in handler.ir.parameters} | used
    words = own.union(*(reach.words(f, LIBRARY) for f in _given(handler, [inner], flows)))
    is_scoped = any(_SCOPED.search(w) or w == outer for w in words if " " not in w and _stem(w) != _stem(inner))
    return ("", "") if is_scoped or not used.isdisjoint(given) else (outer, inner)


def asked_about(route: Route, chosen: list[str], flows: Flows) -> Iterator[Step]:
    """Where a handler asks something about what was chosen: whether it is there, and not whose it is."""
    if route.handler is not None:
        graph = flows.graphs.of(route.handler)
        ids = {graph.inputs[name] for name in chosen if name in graph.inputs}
        for test, statement, _ in graph.tests:
            if not ids.isdisjoint(made_of(test)):
                yield Step(graph.module.span(statement.test), "asks about it here, and not whose it is")


def _stem(name: str) -> str:
    """A name without what tells its kind: choosing `user_id` compares `user_id` with what the client likes."""
    return re.sub(r"_(?:id|uuid|pk)$", "", name.lower())


def _given(handler: Function, chosen: list[str], flows: Flows) -> Iterator[Function]:
    """The project's functions that get the chosen id itself from a handler."""
    graph = flows.graphs.of(handler)
    ids = {graph.inputs[name] for name in chosen if name in graph.inputs}
    for called in graph.calls:
        values = (*called.args, *called.keywords.values())
        if any(value in ids or _is_written_otherwise(value, ids) for value in values):
            yield from (target.function for target in flows.calls(LIBRARY).targets(called))


def _is_written_otherwise(value: Value, ids: set[Input]) -> bool:
    """Whether a value is an id as another type: `UUID(order_id)`."""
    return isinstance(value, Called) and len(value.args) == 1 and value.args[0] in ids


def sees_caller(route: Route, reach: Reach) -> bool:
    """Whether a handler uses what a guard found out about the caller."""
    handler = route.handler
    if handler is None:
        return False
    callers = {d.parameter for d in route.dependencies if d.parameter and _is_guard(d.function, reach)}
    used = {e.name for e in handler.body.expressions if isinstance(e, nodes.Ref)}
    has_request = any(
        "Request" in parameter.annotation for parameter in route.parameters if parameter.source == "special"
    )
    return not callers.isdisjoint(used) or (has_request and "state" in reach.own_words(handler))


def names_a_table(route: Route, flows: Flows) -> bool:
    """Whether a handler itself says which table of the project it reads or changes."""
    typing, project, module = flows.calls(LIBRARY).typing, flows.project, route.module
    for expression in route.handler.body.expressions if route.handler is not None else ():
        if isinstance(expression, nodes.Ref):
            cls = project.class_(project.canonical(module, expression))
            if cls is not None and is_table(cls, typing):
                return True
    return False


def _is_guard(function: Function | None, reach: Reach) -> bool:
    return function is None or any(known.REFUSAL.search(word) for word in reach.words(function, LIBRARY))


def owned_classes(project: Project) -> frozenset[str]:
    """The classes that refer to others or are accounts, in a project where things have owners.

    Tables that are imported from modules that are not at hand count as such.
    """
    fields: dict[str, set[str]] = {}
    foreign: set[str] = set()
    for module in project.modules.values():
        for cls in module.classes:
            assigned = (s for s in cls.ir.body if isinstance(s, nodes.Assign))
            fields.setdefault(cls.ir.name, set()).update(getattr(t, "name", "") for s in assigned for t in s.targets)
        for name, dotted in project.imports(module).items():
            home = dotted.rpartition(".")[0]
            if name[:1].isupper() and _TABLES.search(home) and home not in project.modules:
                foreign.add(name)
    if not any(_SCOPED.search(name) for names in fields.values() for name in names):
        return frozenset()
    refers = {cls for cls, names in fields.items() if any(_SCOPED.search(n) or n.endswith("_id") for n in names)}
    return frozenset(refers | foreign - set(fields) | {cls for cls in fields if _ACCOUNT.match(cls)})

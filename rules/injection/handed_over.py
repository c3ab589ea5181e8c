"""Schemas of accounts that hold what decides about rights, handed as a whole to code that stores them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fastlint.insight.auth import AuthCoverage
from fastlint.insight.flow import Called, Flows, Graph, Part, Value, made_of
from fastlint.insight.types import Typing
from fastlint.rule import Class, Project, Route

from ..knowledge.fields import DUMPS, is_for_the_few, is_left_out, privileged
from ..knowledge.library import LIBRARY

_STORES = re.compile(r"^_?(?:update|create|save|insert|patch|edit|upsert|store|modify|add|register)(?:_|$)")
_CHANGING = frozenset({"POST", "PUT", "PATCH"})


@dataclass(frozen=True, slots=True)
class HandedOver:
    """A call in a handler that is given a whole schema, and the fields in it that no client may set."""

    route: Route
    called: Called
    schema: Class
    names: list[str]


def handed_over(project: Project, flows: Flows, auth: AuthCoverage) -> Iterator[HandedOver]:
    """The calls by which handlers hand such schemas on, of routes that everybody may use who can log in."""
    typing = flows.calls(LIBRARY).typing
    for route in project.routes:
        handler = route.handler
        if handler is None or _CHANGING.isdisjoint(route.methods) or route.module.is_test:
            continue
        if is_for_the_few(route, auth.of(route).roles):
            continue
        graph = flows.graphs.of(handler)
        bodies = [graph.inputs[p.name] for p in route.parameters if p.source == "body" and p.name in graph.inputs]
        for body in bodies:
            schema = next((c for kind in typing.of(body) if (c := project.class_(kind.name)) is not None), None)
            names = privileged(schema, _fields(schema, typing)) if schema is not None else []
            for called in _storing(graph) if names else ():
                kept = [n for n in names if _is_given(called, body, n) and not _is_asked_about(called, body, n)]
                if kept and schema is not None:
                    yield HandedOver(route, called, schema, kept)
                    break


def _fields(schema: Class, typing: Typing) -> set[str]:
    lines = typing.lineage(f"{schema.module.name}.{schema.qualname}")
    return {name for line in lines if isinstance(line, Class) for name in typing.graphs.fields(line)}


def _storing(graph: Graph) -> Iterator[Called]:
    for called in graph.calls:
        name = called.method or str(getattr(called.function, "dotted", "")).rpartition(".")[2]
        if _STORES.match(name):
            yield called


def _is_given(called: Called, body: Value, name: str) -> bool:
    """Whether the call gets the schema with the field `name`, as itself or as a mapping."""
    for value in (*called.args, *called.keywords.values(), *called.stars):
        if value is body:
            return True
        if isinstance(value, Called) and value.method in DUMPS and value.receiver is body:
            return not is_left_out(value, name)
    return False


def _is_asked_about(called: Called, body: Value, name: str) -> bool:
    """Whether the field was looked at on the way to the call, or is set by the handler itself."""
    asked = (value for fact in called.facts or () for value in made_of(fact.value))
    return any(isinstance(value, Part) and value.whole is body and value.key == name for value in asked)

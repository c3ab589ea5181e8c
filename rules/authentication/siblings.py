"""Reading routes, and what they have in common with the routes beside them."""

import re
from fnmatch import fnmatchcase

from fastlint.insight.auth import AuthCoverage
from fastlint.insight.declared import Declared
from fastlint.insight.reach import Reach
from fastlint.model import nodes
from fastlint.rule import Class, Project, Route

from ..knowledge import guarding as known
from ..knowledge.library import LIBRARY

_DATABASES = frozenset({"session", "db", "database", "repository", "repo", "users", "service", "conn"})
_FEWEST = 4
_MOST_OF_THEM = 0.6
NEARLY_ALL = 0.9
_NAME = re.compile(r"[A-Za-z_]\w*")


def is_reading(route: Route, declared: Declared) -> bool:
    """Whether a route shows something, and is not there for everybody by its name or by declaration."""
    if route.kind != "http" or route.conditions or route.module.is_test or "GET" not in route.methods:
        return False
    if any(fnmatchcase(route.path, pattern) for pattern in declared.public_paths):
        return False
    segments = [part for part in route.path.split("/") if part and not part.startswith("{")]
    names = (*segments, *route.tags, route.handler.ir.name if route.handler is not None else "")
    return not any(known.PUBLIC.search(name) for name in names)


def shows_stored(route: Route, reach: Reach) -> bool:
    """Whether a handler reads from a database."""
    return route.handler is not None and any(known.READS.match(w) for w in reach.words(route.handler, LIBRARY))


def touches_stored(route: Route, reach: Reach) -> bool:
    """Whether a handler comes near a database at all."""
    words = reach.words(route.handler, LIBRARY) if route.handler is not None else frozenset[str]()
    is_near = not words.isdisjoint({"get", "get_by_id", "delete", "commit"})
    return shows_stored(route, reach) or (is_near and not words.isdisjoint(_DATABASES))


def beside(route: Route, routes: list[Route]) -> list[Route]:
    """The other routes of the same file."""
    return [
        other
        for other in routes
        if other.module is route.module and other.inside == route.inside and other.span != route.span
    ]


def share_protected(routes: list[Route], auth: AuthCoverage) -> float:
    """How many of some routes are protected, as a part of one."""
    return sum(auth.of(route).is_protected for route in routes) / len(routes) if routes else 0.0


def is_forgotten(route: Route, is_stored: bool, siblings: list[Route], auth: AuthCoverage) -> bool:
    """Whether an odd route is told as a read: where no data is in sight, not when it wants a caller or is the only one.

    The only open one of many is another rule's finding.
    """
    wants_caller = any(dependency.scheme is not None for dependency in route.effective())
    return is_stored or not (wants_caller or stands_alone(siblings, auth))


def stands_alone(siblings: list[Route], auth: AuthCoverage) -> bool:
    """Whether nine of ten of at least four others are protected."""
    return len(siblings) >= _FEWEST and share_protected(siblings, auth) >= NEARLY_ALL


def are_mostly_protected(routes: list[Route], auth: AuthCoverage) -> bool:
    """Whether an open one among them stands out."""
    return share_protected(routes, auth) >= _MOST_OF_THEM


def personal_field(route: Route, project: Project) -> str:
    """A field of the answer that is nobody else's business, "" when there is none."""
    names = set(_NAME.findall(route.response_model))
    for module in project.modules.values():
        for cls in module.classes:
            if cls.ir.name in names:
                found = _personal(cls)
                if found:
                    return found
    return ""


def _personal(cls: Class) -> str:
    for statement in cls.ir.body:
        if isinstance(statement, nodes.Assign) and statement.annotation is not None:
            for target in statement.targets:
                name = getattr(target, "name", "")
                if known.PERSONAL.match(name):
                    return f"{cls.ir.name}.{name}"
    return ""

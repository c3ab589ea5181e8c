"""Reading routes, and what they have in common with the routes beside them."""

import re
from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass
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
    if route.kind != "http" or route.is_conditional or route.module.is_test or "GET" not in route.methods:
        return False
    if route.path == "/" or any(fnmatchcase(route.path, pattern) for pattern in declared.public_paths):
        return False  # what stands at the top is where everybody starts
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


@dataclass(frozen=True, slots=True)
class Siblings:
    """How many other routes a file holds, and how many of them are protected."""

    count: int
    protected: int

    @property
    def share(self) -> float:
        """How many of them are protected, as a part of one."""
        return self.protected / self.count if self.count else 0.0

    @property
    def are_mostly_protected(self) -> bool:
        """Whether an open one among them stands out."""
        return self.share >= _MOST_OF_THEM


class Families:
    """Routes by their file. They are counted once: compared each with each, ten thousand would take minutes."""

    def __init__(self, routes: list[Route], auth: AuthCoverage) -> None:
        self._all: Counter[Hashable] = Counter()
        self._protected: Counter[Hashable] = Counter()
        for route in routes:
            for kind in (_family(route), (_family(route), route.span)):
                self._all[kind] += 1
                self._protected[kind] += auth.of(route).is_protected

    def beside(self, route: Route) -> Siblings:
        """The other routes of the same file."""
        family = _family(route)
        same = (family, route.span)
        return Siblings(self._all[family] - self._all[same], self._protected[family] - self._protected[same])


def _family(route: Route) -> Hashable:
    return route.module.path, route.inside


def share_protected(routes: list[Route], auth: AuthCoverage) -> float:
    """How many of some routes are protected, as a part of one."""
    return sum(auth.of(route).is_protected for route in routes) / len(routes) if routes else 0.0


def is_forgotten(route: Route, is_stored: bool, siblings: Siblings) -> bool:
    """Whether an odd route is told as a read: where no data is in sight, not when it wants a caller or is the only one.

    The only open one of many is another rule's finding.
    """
    wants_caller = any(dependency.scheme is not None for dependency in route.effective())
    return is_stored or not (wants_caller or stands_alone(siblings))


def stands_alone(siblings: Siblings) -> bool:
    """Whether nine of ten of at least four others are protected."""
    return siblings.count >= _FEWEST and siblings.share >= NEARLY_ALL


def are_mostly_protected(routes: list[Route], auth: AuthCoverage) -> bool:
    """Whether an open one among them stands out."""
    return share_protected(routes, auth) >= _MOST_OF_THEM


class PersonalFields:
    """The fields of the project's classes that are nobody else's business, by the name of the class."""

    def __init__(self, project: Project) -> None:
        self._by_class: dict[str, tuple[int, str]] = {}
        for number, cls in enumerate(cls for module in project.modules.values() for cls in module.classes):
            if cls.ir.name not in self._by_class and (found := _personal(cls)):
                self._by_class[cls.ir.name] = (number, found)

    def shown_by(self, route: Route) -> str:
        """The first of them that the answer holds, "" when it holds none."""
        known = [self._by_class[name] for name in _NAME.findall(route.response_model) if name in self._by_class]
        return min(known, default=(0, ""))[1]


def _personal(cls: Class) -> str:
    for statement in cls.ir.body:
        if isinstance(statement, nodes.Assign) and statement.annotation is not None:
            for target in statement.targets:
                name = getattr(target, "name", "")
                if known.PERSONAL.match(name):
                    return f"{cls.ir.name}.{name}"
    return ""

"""Whether something on the way to a handler asks what the caller may do, and not only who it is."""

import re
from collections.abc import Iterable, Iterator

from fastlint.insight.auth import is_guard
from fastlint.insight.reach import Reach
from fastlint.model import Function, nodes, subexpressions
from fastlint.rule import Dependency, Route

from ..knowledge import guarding as known
from ..knowledge.library import LIBRARY

_ASKING = re.compile(
    r"check|require|ensure|verify|assert|enforce|^has_|^is_|^can_|_can_|allow|restrict|guard|only|protect",
    re.IGNORECASE,
)
_VERBS = frozenset({"get", "post", "put", "patch", "delete", "head", "options", "api_route", "websocket"})


def asks_for_rights(route: Route, reach: Reach) -> bool:
    """Whether a dependency, a middleware or a test in the handler speaks of roles, scopes or permissions."""
    for dependency in route.effective():
        if dependency.scopes or _speaks_of_rights(dependency, reach):
            return True
    for app in (route.app, *route.inside):
        for middleware in app.middleware if app is not None else ():
            function = middleware.function
            if function is not None and any(known.ROLE.search(word) for word in reach.words(function, LIBRARY)):
                return True
    if route.handler is None:
        return True
    tested = _tested(route.handler, reach.functions(route.handler, LIBRARY))
    return any(known.ROLE.search(word) for word in tested)


def asks_plainly(route: Route, reach: Reach, within: str = "") -> bool:
    """Whether guards or the handler, in their own code, speak of roles, scopes or permissions.

    Guards that take the parameter `within` ask for them inside what it names, and are left out.
    """
    for dependency in route.effective():
        if any(parameter.name == within for parameter in dependency.parameters):
            continue
        given = (name for name, value in dependency.constants.items() if value)
        texts = (text for text in dependency.constants.values() if isinstance(text, str))
        own = reach.own_words(dependency.function) if dependency.function is not None else frozenset[str]()
        is_telling = dependency.function is not None or is_guard(dependency.name)
        words = (*own, *given, *texts, *([dependency.name.rpartition(":")[2].rpartition(".")[2]] if is_telling else []))
        if dependency.scopes or any(known.ROLE.search(word) for word in words if " " not in word):
            return True
    handler = route.handler
    return handler is None or any(known.ROLE.search(word) for word in _tested(handler, (handler,)))


def _speaks_of_rights(dependency: Dependency, reach: Reach) -> bool:
    function = dependency.function
    if function is None:
        return dependency.scheme is None or dependency.scheme.kind in ("HTTPBasic", "HTTPDigest")
    words = {*reach.words(function, LIBRARY), dependency.name, *map(str, dependency.constants.values())}
    return any(known.ROLE.search(word) for word in words)


def _tested(handler: Function, reached: Iterable[Function]) -> Iterator[str]:
    """Names in tests of a handler and of what it reaches, and names of calls that check something."""
    for decorator in handler.ir.decorators:
        if isinstance(decorator, nodes.Call) and _name(decorator.func) in _VERBS:
            continue
        yield from (_name(e) for e in subexpressions(decorator) if not isinstance(e, nodes.Literal))
    for function in reached:
        if function is not handler and _ASKING.search(function.ir.name):
            yield function.ir.name
        for statement in function.body.statements:
            if isinstance(statement, (nodes.If, nodes.While)):
                yield from (_name(e) for e in subexpressions(statement.test))
        for expression in function.body.expressions:
            if isinstance(expression, nodes.Call) and _ASKING.search(_name(expression.func)):
                yield _name(expression.func)


def _name(expression: nodes.Expr) -> str:
    return getattr(expression, "name", "")


def knows_users(route: Route, reach: Reach) -> bool:
    """Whether callers are told apart: a guard looks up a user, and does not merely compare one key."""
    if any(d.function is None and is_guard(d.name) and "key" not in d.name.lower() for d in route.effective()):
        return True
    words = {w for d in route.effective() if d.function is not None for w in reach.words(d.function, LIBRARY)}
    return any(re.search(r"user|member|principal|account|customer|employee", word, re.IGNORECASE) for word in words)


def is_administrative(route: Route) -> bool:
    """Whether a route is for administrators, by its path, its tags or its handler's name."""
    segments = route.path.split("/")
    handler = route.handler.ir.name if route.handler is not None else ""
    changes_roles = segments[-1] in ("role", "roles", "permissions", "is_admin") and "GET" not in route.methods
    names = (*segments, *route.tags)
    return changes_roles or any(map(known.ADMINISTRATIVE.match, names)) or bool(known.ADMIN_HANDLER.search(handler))


def creates_accounts(route: Route) -> bool:
    """Whether a route makes accounts of others, which is an act of administrators once it asks for a login."""
    last = route.path.rstrip("/").rpartition("/")[2]
    return "POST" in route.methods and "{" not in route.path and last in ("user", "users", "accounts")


def are_scopes_read(dependency: Dependency) -> bool:
    """Whether code that gets to see the scopes reads them, or may, because a library holds it.

    A function that takes nothing and does nothing only writes them into the OpenAPI document; others look.
    """
    function = dependency.function
    if function is not None and not function.ir.parameters and all(map(_is_idle, function.ir.body)):
        return True
    for reached in dependency.walk():
        if reached.function is None:
            if reached.scheme is None:
                return True
        elif _takes_scopes(reached.function):
            return True
    return False


def _is_idle(statement: nodes.Stmt) -> bool:
    """`...` or a docstring."""
    return isinstance(statement, nodes.Evaluate) and isinstance(statement.value, nodes.Literal)


def _takes_scopes(function: Function) -> bool:
    for parameter in function.ir.parameters:
        for expression in subexpressions(parameter.annotation) if parameter.annotation is not None else ():
            if isinstance(expression, (nodes.Ref, nodes.Attribute)) and expression.name == "SecurityScopes":
                return True
            if isinstance(expression, nodes.Literal) and "SecurityScopes" in str(expression.value):
                return True
    return False

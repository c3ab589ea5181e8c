"""Whether code on the way to a handler looks at credentials at all."""

from fastlint.insight.reach import Reach
from fastlint.rule import Dependency, Function, Route

from ..knowledge import guarding as known
from ..knowledge.library import LIBRARY


def looks_at_credentials(route: Route, reach: Reach) -> bool:
    """Whether code on the way reads credentials, and checks them or can turn the caller away."""
    words = _words(route, reach)
    telling = words if any(map(known.TOKEN.search, words)) else words - known.DECODING
    has_credentials = any(map(known.CREDENTIAL.search, words))
    return has_credentials and any(known.CHECK.search(word) or known.REFUSAL.search(word) for word in telling)


def may_turn_away(route: Route, reach: Reach) -> bool:
    """Whether code on the way reads credentials and refuses somebody, be it in a way that was not followed."""
    words = _words(route, reach)
    return any(map(known.CREDENTIAL.search, words)) and any(map(known.REFUSAL.search, words))


def _words(route: Route, reach: Reach) -> set[str]:
    functions = [route.handler, *(dependency.function for dependency in route.effective())]
    reached = (reach.words(function, LIBRARY, has_keys=False) for function in functions if function is not None)
    return {word for words in reached for word in words}


def calls_a_check(route: Route, reach: Reach) -> bool:
    """Whether code on the way calls what is named as a check of credentials; its own names do not count."""
    functions = [route.handler, *(dependency.function for dependency in route.effective())]
    words = {word for f in functions if f is not None for word in reach.words(f, LIBRARY) - {f.ir.name}}
    return any(known.CHECK.search(word) for word in words)


def wrapper_of(dependency: Dependency) -> Function | None:
    """The project's function through which a route asks for credentials, None when it uses the scheme itself."""
    is_asking = any(d.scheme is not None and d.scheme.auto_error for d in dependency.walk())
    return dependency.function if is_asking and dependency.scheme is None else None

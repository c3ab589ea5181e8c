"""How sure a name is of telling a secret, in the answer of a route."""

from fastlint.insight.responses import Shown
from fastlint.rule import Confidence, Route

from ..knowledge import sensitive as known


def is_harmless(field: Shown) -> bool:
    """Whether a field's types tell nothing, or are masked."""
    return bool(field.types) and all(kind.name in known.HARMLESS_TYPES for kind in field.types)


def sensitivity(name: str, route: Route, schema: str) -> Confidence | None:
    """How sure it is that a field of `schema` gives a secret away in the answer of `route`; None for not at all."""
    plain = known.snake(name)
    handler = route.handler.ir.name if route.handler else ""
    if known.PASSWORD.search(plain):
        last = route.path.rstrip("/").rpartition("/")[2]
        is_asked_for = known.PASSWORD.search(known.snake(last)) or "generat" in handler
        return None if is_asked_for else Confidence.HIGH
    is_issuing = "GET" not in route.methods or known.ISSUING.search(f"{route.path} {handler}")
    if is_issuing or known.ISSUED.search(schema):
        return None
    if known.SECRET.search(plain) or known.API_KEY.search(plain) or known.PERSONAL.search(plain):
        return Confidence.MEDIUM
    is_token = known.TOKEN.search(plain) and not known.HARMLESS_TOKEN.search(plain)
    return Confidence.MEDIUM if is_token else None

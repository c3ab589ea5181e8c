"""How sure a name is of telling a secret, in the answer of a route."""

from fastlint.insight.responses import Shown
from fastlint.model import nodes
from fastlint.rule import Confidence, Function, Route

from ..knowledge import sensitive as known

_ANYTHING = ("dict", "Dict", "Any", "object", "Mapping", "list[dict", "List[dict", "list[Any")
_CLIENT, _CLIENT_SECRET = "client_id", "client_secret"
"""Beside an id, a client's secret is a password; alone, what a payment hands to the browser."""


def telling_fields(shown: list[Shown], route: Route) -> list[tuple[Confidence, Shown]]:
    """The fields that give a secret away in the answer of `route`, each with how sure that is."""
    paths = {field.path for field in shown}
    rated = []
    for field in shown:
        is_made_for_client = field.name == _CLIENT_SECRET and (*field.path[:-1], _CLIENT) not in paths
        if not is_made_for_client and not _is_harmless(field):
            rated.append((sensitivity(field.path, route, field.schema.ir.name), field))
    return [(confidence, field) for confidence, field in rated if confidence is not None]


def _is_harmless(field: Shown) -> bool:
    """Whether a field's types tell nothing, or it is masked before it is shown."""
    has_harmless_types = bool(field.types) and all(kind.name in known.HARMLESS_TYPES for kind in field.types)
    methods = (*field.schema.methods.values(), *field.owner.methods.values())
    return has_harmless_types or any(_masks(method, field.name) for method in methods)


def _masks(method: Function, name: str) -> bool:
    """Whether a method of a schema hides one of its fields: it is named so and speaks of it, or serializes it."""
    if known.MASKING.search(method.ir.name):
        return any(name in (getattr(e, "value", ""), getattr(e, "name", "")) for e in method.body.expressions)
    made = (d for d in method.ir.decorators if isinstance(d, nodes.Call))
    told = (a for d in made if getattr(d.func, "name", "") == "field_serializer" for a in d.args)
    return any(isinstance(arg, nodes.Literal) and arg.value == name for arg in told)


def is_undeclared(route: Route) -> bool:
    """Whether the response model lets through whatever the handler returns."""
    return not route.response_model or route.response_model.startswith(_ANYTHING)


def sensitivity(path: tuple[str, ...], route: Route, schema: str) -> Confidence | None:
    """How sure it is that a field of `schema` gives a secret away in the answer of `route`; None for not at all."""
    plain, is_among_others = known.snake(path[-1]), len(path) > 1 and path[-2].endswith("s")
    if any(known.PLACES.search(known.snake(name)) for name in path[:-1]):
        return None
    handler = route.handler.ir.name if route.handler else ""
    if known.PASSWORD_FLAG.search(plain):
        return None
    if known.PASSWORD.search(plain):
        last = route.path.rstrip("/").rpartition("/")[2]
        is_asked_for = known.PASSWORD.search(known.snake(last)) or "generat" in handler
        is_made = "GET" not in route.methods and known.ONE_TIME.search(plain)
        return None if is_asked_for or is_made else Confidence.HIGH
    if known.PERSONAL.search(plain):
        return Confidence.MEDIUM
    is_issuing = "GET" not in route.methods or known.ISSUING.search(f"{route.path} {handler}")
    if is_issuing or (known.ISSUED.search(schema) and not is_among_others):
        return None
    if known.SECRET.search(plain) or known.API_KEY.search(plain):
        return Confidence.MEDIUM
    is_token = (
        known.TOKEN.search(plain) or (is_among_others and plain == "token")
    ) and not known.HARMLESS_TOKEN.search(plain)
    return Confidence.MEDIUM if is_token else None

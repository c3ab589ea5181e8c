"""How sure a name is of telling a secret, in the address of a route."""

from fastlint.model import Parameter
from fastlint.rule import Confidence, Route

from ..knowledge import sensitive as known

HARMLESS = ("bool", "int", "float", "datetime", "UUID", "Literal", "Enum")


def sensitivity(parameter: Parameter, route: Route) -> Confidence | None:
    """How sure it is that a parameter tells a secret by its place in the address; None for not at all."""
    name = known.snake(parameter.alias or parameter.name).replace("-", "_")
    if parameter.source not in ("path", "query") or parameter.annotation.startswith(HARMLESS):
        return None
    if known.PASSWORD.search(name):
        return Confidence.HIGH
    if known.PERSONAL.search(name):
        return Confidence.MEDIUM
    if known.HARMLESS_TOKEN.search(name) or known.LINKS.search(route.path):
        return None
    is_key = known.SECRET.search(name) or known.API_KEY.search(name) or known.TOKEN.search(name)
    if not is_key and not known.TOKEN_PARAMETER.search(name):
        return None
    return Confidence.MEDIUM if parameter.source == "query" else Confidence.LOW

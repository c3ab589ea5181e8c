"""Bodies without a schema, and who may take them so.

Sources: FastAPI documentation (request body, bodies of arbitrary dicts, using the request directly), Pydantic
(model_validate, TypeAdapter); the documentation of Stripe's and GitHub's webhooks (signatures over raw bodies).
"""

import re

from fastlint.insight.flow import Graph, Value
from fastlint.insight.types import Types
from fastlint.model import Route

METHODS_WITH_BODY = frozenset({"POST", "PUT", "PATCH", "DELETE"})
READERS = frozenset({"starlette.requests.Request.json"})
VALIDATING = frozenset(
    {"model_validate", "parse_obj", "validate_python", "parse_obj_as", "validate", "load", "from_dict"}
)
"""Methods and functions that check what they are given against a schema."""

_SENDING = frozenset({"json", "data", "content", "body", "payload"})
_OPEN = frozenset(
    {"builtins.dict", "typing.Dict", "typing.Mapping", "collections.abc.Mapping", "typing.MutableMapping"}
)
_LISTS = frozenset({"builtins.list", "typing.List", "typing.Sequence", "collections.abc.Sequence"})
_ANYTHING = frozenset({"typing.Any", "builtins.object"})
_WEBHOOK = re.compile(r"hook|callback|event|notif|signature|proxy|forward|passthrough|relay|graphql|rpc", re.IGNORECASE)


def is_open(types: Types) -> bool:
    """Whether types let every mapping in: `dict`, `dict[str, Any]`, `Any`, and lists of them."""
    return any(
        t.name in _ANYTHING
        or (t.name in _OPEN and (not t.args or all(a.name in _ANYTHING for a in t.args[-1])))
        or (t.name in _LISTS and bool(t.args) and is_open(t.args[-1]))
        for t in types
    )


def is_by_design(route: Route) -> bool:
    """Whether a route takes bodies that others define: webhooks, proxies, remote calls."""
    return bool(_WEBHOOK.search(f"{route.path} {route.handler.ir.name if route.handler else ''}"))


def is_passed_on(graph: Graph, value: Value) -> bool:
    """Whether the handler sends a body on and reads no part of it."""
    is_read = any(part.whole is value for part in graph.parts.values())
    return not is_read and any(
        given is value for called in graph.calls for name, given in called.keywords.items() if name in _SENDING
    )

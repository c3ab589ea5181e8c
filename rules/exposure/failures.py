"""Returned values that report a failure."""

import re

from fastlint.insight.flow import Called, Choice, Constant, Graph, Record, Value
from fastlint.insight.types import Typing
from fastlint.model import nodes
from fastlint.rule import Confidence

ERRORS = frozenset({"error", "err", "error_message", "error_msg"})

FLAGS = frozenset({"success", "ok", "succeeded"})

STATES = frozenset({"status", "state", "result"})

FAILED = frozenset({"error", "fail", "failed", "failure", "ko"})

MESSAGES = frozenset({"message", "msg", "detail"})

BESIDE = (
    STATES
    | FLAGS
    | ERRORS
    | MESSAGES
    | {"details", "reason", "code", "errors", "error_code", "traceback", "description"}
)
"""What stands beside a failed state that is the answer's; a state beside anything else is that of a thing."""

SAYING_SO = re.compile(
    r"\bnot (?:found|allowed|authori[sz]ed|permitted)\b|\bno such\b|does(?: not|n't) exist"
    r"|already (?:exists|taken|registered|in use)|^(?:invalid|incorrect|wrong|unauthori[sz]ed|forbidden|access denied"
    r"|permission denied|failed to|could(?: not|n't)|cannot)\b",
    re.IGNORECASE,
)

RESPONSES = frozenset({"starlette.responses.JSONResponse", "starlette.responses.ORJSONResponse"})

ASKING = re.compile(
    r"^(?:validate|verify|check|test|is|can)(?:$|[-_])|health|readi?ness|liveness|(?:^|[-_])(?:status|ping|debug)(?:$|[-_])",
    re.IGNORECASE,
)
"""In the path or the handler of a route that says how something is."""

HOOKS = re.compile(r"web_?hook|construct_event", re.IGNORECASE)
"""In the path or the code of a route that another service calls, and calls again until it gets a 200."""

OTHERS = frozenset({"jsonrpc", "active", "data", "result", "results", "items"})


def alternatives(value: Value) -> list[Value]:
    """The values of which one is returned."""
    return [option for option, _ in value.options] if isinstance(value, Choice) else [value]


def status_beside(value: Value) -> int:
    """The status in `return {...}, 404`, 0 for anything else."""
    if not (isinstance(value, Record) and isinstance(value.node, nodes.Sequence) and len(value.items) == 2):
        return 0
    status = value.items.get(1)
    is_pair = value.node.kind == "tuple" and isinstance(value.items.get(0), Record)
    number = status.value if isinstance(status, Constant) and type(status.value) is int else 0
    return int(number) if is_pair and 400 <= int(number) < 600 else 0


def failure(value: Value, typing: Typing) -> Confidence | None:
    """How sure it is that a value reports a failure with status 200: a mapping, alone or in a response."""
    if isinstance(value, Called):
        is_plain = not RESPONSES.isdisjoint(typing.names(value)) and value.argument(1, "status_code") is None
        content = value.argument(0, "content") if is_plain and not value.stars else None
        return failure(content, typing) if isinstance(content, Record) else None
    if not isinstance(value, Record) or not isinstance(value.node, nodes.Mapping):
        return None
    return _failure(value) if OTHERS.isdisjoint(map(str, value.items)) else None


def _failure(record: Record) -> Confidence | None:
    for key, value in record.items.items():
        said = value.value if isinstance(value, Constant) else ...
        if key in ERRORS and said is not None and said is not False and said != "":
            return Confidence.HIGH if len(record.items) == 1 or isinstance(value, Constant) else Confidence.MEDIUM
        has_failed = key in STATES and isinstance(said, str) and said.lower() in FAILED
        if (key in FLAGS and said is False) or (has_failed and BESIDE.issuperset(map(str, record.items))):
            return Confidence.MEDIUM
        if key in MESSAGES and len(record.items) == 1 and isinstance(said, str) and SAYING_SO.search(said):
            return Confidence.MEDIUM
    return None


def sets_status(graph: Graph) -> bool:
    """Whether the handler sets the status of the response that is injected."""
    return any(key == "status_code" for _, key, _ in graph.stores)

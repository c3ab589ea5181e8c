"""How a call decodes a token."""

from fastlint.insight.flow import Called, Choice, Constant, Flows, Global, Graph, Part, Value, made_of, name_of
from fastlint.insight.mappings import Mappings
from fastlint.model import nodes

from ..knowledge import web_tokens as known
from ..knowledge.exceptions import LOGGING
from ..knowledge.library import LIBRARY

_SIGNATURE = "verify_signature"


def is_verifying(called: Called, mappings: Mappings) -> bool:
    """Whether a decoder's options leave the signature's verification on, on some way at least."""
    options = called.argument(3, "options")
    switches: list[Value] = [called.keywords["verify"]] if "verify" in called.keywords else []
    if options is not None:
        switches += mappings.entry(options, _SIGNATURE, LIBRARY)
    return not any(_is_off(switch) for switch in switches)


def _is_off(value: Value) -> bool:
    return isinstance(value, Constant) and value.value is False


BY_HAND = frozenset({"base64.urlsafe_b64decode", "base64.b64decode", "base64.decodebytes"})


def read_unverified(flows: Flows, mappings: Mappings, called: Called) -> Value | None:
    """The token, when a call reads its claims without verifying it."""
    names = flows.calls(LIBRARY).typing.names(called)
    token = called.args[0] if called.args else called.keywords.get("jwt", called.keywords.get("token"))
    if token is None:
        return None
    if not BY_HAND.isdisjoint(names):
        return _token_of_payload(token)
    is_off = not known.DECODERS.keys().isdisjoint(names) and not is_verifying(called, mappings)
    return token if is_off or not known.UNVERIFIED.isdisjoint(names) else None


def _token_of_payload(value: Value) -> Value | None:
    """`token` when the value is made of its second part, `token.split(".")[1]`."""
    for inner in made_of(value):
        split = inner.whole if isinstance(inner, Part) and inner.key == 1 else None
        if isinstance(split, Called) and split.method == "split" and split.args:
            dot = split.args[0]
            if isinstance(dot, Constant) and dot.value == ".":
                return split.receiver
    return None


def is_bookkeeping(flows: Flows, called: Called) -> bool:
    """Whether only claims are read that say how to verify the token or how long it is good, none, or all for a log."""
    if _is_dropped(called):
        return True
    claims = _claims(called)
    parts = {str(part.key) for part in called.graph.parts.values() if part.whole in claims and not part.is_attribute}
    for other in called.graph.calls:
        if other.method == "get" and other.receiver in claims and other.args:
            parts.add(name_of(other.args[0]))
    for reading in claims:
        parts |= _fields(flows, reading)
    is_logged = any(c.method in LOGGING and called in (*c.args, *c.keywords.values()) for c in called.graph.calls)
    return is_logged or (bool(parts) and parts <= known.BOOKKEEPING and not _leave(called.graph, claims))


def _is_dropped(called: Called) -> bool:
    """Whether nobody takes what is decoded: it is only tried whether a text is a token at all."""
    function = called.graph.function
    body = function.body if function is not None else called.graph.module.body
    return any(isinstance(s, nodes.Evaluate) and s.value is called.node for s in body.statements)


def _leave(graph: Graph, claims: list[Value]) -> bool:
    """Whether the claims as a whole are given back, or to other functions."""
    given = [outcome.value for outcome in graph.returns]
    for other in graph.calls:
        if other not in claims and other.method not in LOGGING and _last(other) != "isinstance":
            given += [*other.args, *other.keywords.values(), *other.stars]
    ends = [end for value in given for end in (value.ends if isinstance(value, Choice) else (value,))]
    return any(end in claims for end in ends)


def _claims(called: Called) -> list[Value]:
    """What a call decodes, and what is read from that: by `json.loads`, into a schema."""
    found: list[Value] = [called]
    for other in called.graph.calls:
        if _last(other) in known.READING and any(value in found for value in (*other.args, other.receiver)):
            found.append(other)
    return found


def _last(called: Called) -> str:
    return called.method or str(getattr(called.function, "dotted", "")).rpartition(".")[2]


def _fields(flows: Flows, reading: Value) -> set[str]:
    """The fields of the project's schema that something is read into."""
    function = reading.function if isinstance(reading, Called) else None
    name = function.dotted.rpartition(".")[0] if isinstance(function, Global) else ""
    cls = flows.project.class_(flows.graphs.follow(name)) if name else None
    return set(flows.graphs.fields(cls)) if cls is not None else set()


def is_verified(flows: Flows, mappings: Mappings, called: Called) -> bool:
    """Whether the token is verified after all: later in the function, or in what it calls and what calls it."""
    graph, calls = called.graph, flows.calls(LIBRARY)
    own = _given(called)
    if any(_compares_signature(other) and not own.isdisjoint(_given(other)) for other in graph.calls):
        return True
    if any(_verifies(flows, mappings, other) and other.node.start > called.node.start for other in graph.calls):
        return True
    callers = {t.called.graph for t in calls.callers(graph.function)} if graph.function else set()
    called_by = {flows.graphs.of(t.function) for g in (graph, *callers) for c in g.calls for t in calls.targets(c)}
    nearby: set[Graph] = (callers | called_by) - {graph}
    return any(_verifies(flows, mappings, other) for g in nearby for other in g.calls)


def _compares_signature(called: Called) -> bool:
    """Whether a signature that was made by hand is compared with the one that was sent."""
    return (called.method or getattr(called.function, "dotted", "")).endswith("compare_digest")


def _given(called: Called) -> set[Value]:
    """What a call is given, and what that is made of."""
    return {part for given in called.args for part in made_of(given)}


def _verifies(flows: Flows, mappings: Mappings, called: Called) -> bool:
    names = flows.calls(LIBRARY).typing.names(called)
    if not known.OTHER_VERIFIERS.isdisjoint(names):
        return True
    return not known.DECODERS.keys().isdisjoint(names) and is_verifying(called, mappings)

"""Digests that another service asks for: how they are made is its choice."""

from fastlint.insight.flow import Called, Constant, Flow, Global, Text, Value, made_of, name_of

from ..knowledge.credentials import CHALLENGE, CLIENTS, SENDING, SENT


def is_asked_for(flow: Flow) -> bool:
    """Whether another service asks for the digest: it is sent there, or answers a challenge of its."""
    digest = flow.place
    hashed = [value for argument in getattr(digest, "args", ()) for value in made_of(argument)]
    if any(CHALLENGE.search(name_of(value)) for value in hashed):
        return True
    return any(_sends(called, digest) for called in digest.graph.calls)


def _sends(called: Called, digest: Value) -> bool:
    given = [value for value in called.args if digest in made_of(value)]
    named = {name for name, value in called.keywords.items() if digest in made_of(value)}
    dotted = called.function.dotted if isinstance(called.function, Global) else called.method
    package, _, last = dotted.rpartition(".")
    is_client = package.partition(".")[0] in CLIENTS or bool(SENDING.search(called.method or last))
    return bool(given or named) and (is_client or not named.isdisjoint(SENT) or any(map(_is_address, given)))


def _is_address(value: Value) -> bool:
    first = value.parts[0] if isinstance(value, Text) else None
    return isinstance(first, Constant) and str(first.value).startswith("http")

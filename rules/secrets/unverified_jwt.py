"""Claims of a token are used without verifying its signature.

Anybody can write a token that says anything; only the signature tells who did. Decode with the key and
`algorithms=`, and use what that returns.

Reported are decoders told not to verify, functions that give unverified claims, and payloads decoded by hand from
Base64. Reading the header, or claims such as `iss` that choose the key, is how keys are found, and is not reported
where a verified decode follows in the same function or in those that call it; nor is reading `exp` alone. An ID token
that did not come from a client is a lead for auditors: fetched from the provider over TLS it may be trusted.

```python bad
import jwt
from fastapi import FastAPI, Header

app = FastAPI()

@app.get("/me")
def read_me(authorization: str = Header()):
    claims = jwt.decode(authorization, options={"verify_signature": False})  # expect: unverified-jwt
    return {"user": claims["sub"]}
```

```python good
import jwt
from fastapi import FastAPI, Header

app = FastAPI()

@app.get("/me")
def read_me(authorization: str = Header()):
    header = jwt.get_unverified_header(authorization)
    claims = jwt.decode(authorization, KEYS[header["kid"]], algorithms=["RS256"])
    return {"user": claims["sub"]}
```
"""

from collections.abc import Iterator

from fastlint.insight.flow import Called, Constant, Flows, Graph, Guards, Part, Question, Value, made_of, name_of
from fastlint.insight.mappings import Mappings
from fastlint.rule import Confidence, Finding, Persona, Project, Severity, rule

from ..knowledge import web_tokens as known
from ..knowledge.library import LIBRARY
from ..knowledge.sources import REQUEST
from .decoding import is_verifying

SENT = Question((), REQUEST, LIBRARY, guards=Guards(values=False))
BY_HAND = frozenset({"base64.urlsafe_b64decode", "base64.b64decode", "base64.decodebytes"})
ADVICE = "decode it with the key and `algorithms=`, and use what that returns"


@rule("FL303", severity=Severity.ERROR, guideline="AUTH-5", since="0.1", cwe=(347,), owasp=("API2",))
def unverified_jwt(project: Project, flows: Flows, mappings: Mappings) -> Iterator[Finding]:
    for graph in flows.graphs_holding((*known.LASTS, "urlsafe_b64decode", "b64decode"), LIBRARY):
        for called in graph.calls:
            token = _read_unverified(flows, mappings, called)
            if token is not None and not _is_bookkeeping(called) and not _is_verified(flows, mappings, called):
                yield _finding(flows, called, token)


def _read_unverified(flows: Flows, mappings: Mappings, called: Called) -> Value | None:
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


def _is_bookkeeping(called: Called) -> bool:
    """Whether only claims are read that say how to verify the token, or how long it is good."""
    parts = {str(part.key) for part in called.graph.parts.values() if part.whole is called and not part.is_attribute}
    for other in called.graph.calls:
        if other.method == "get" and other.receiver is called and other.args:
            parts.add(name_of(other.args[0]))
    return bool(parts) and parts <= known.BOOKKEEPING


def _is_verified(flows: Flows, mappings: Mappings, called: Called) -> bool:
    """Whether the token is verified after all: later in the function, or in what it calls and what calls it."""
    graph, calls = called.graph, flows.calls(LIBRARY)
    if any(_verifies(flows, mappings, other) and other.node.start > called.node.start for other in graph.calls):
        return True
    callers = {t.called.graph for t in calls.callers(graph.function)} if graph.function else set()
    called_by = {flows.graphs.of(t.function) for g in (graph, *callers) for c in g.calls for t in calls.targets(c)}
    nearby: set[Graph] = (callers | called_by) - {graph}
    return any(_verifies(flows, mappings, other) for g in nearby for other in g.calls)


def _verifies(flows: Flows, mappings: Mappings, called: Called) -> bool:
    names = flows.calls(LIBRARY).typing.names(called)
    if not known.OTHER_VERIFIERS.isdisjoint(names):
        return True
    return not known.DECODERS.keys().isdisjoint(names) and is_verifying(called, mappings)


def _finding(flows: Flows, called: Called, token: Value) -> Finding:
    span = called.graph.module.span(called.node)
    flow = flows.origin(SENT, token)
    message = f"The token's signature is not verified, so that anybody can write its claims: {ADVICE}."
    if flow is not None and flow.is_from_client:
        return Finding(span, message, flow.confidence, flow.trace, flow.route)
    if "id_token" in (name_of(token), *token.graph.names_of(token)):
        return Finding(span, message, Confidence.LOW, persona=Persona.AUDITOR)
    return Finding(span, message, Confidence.MEDIUM)

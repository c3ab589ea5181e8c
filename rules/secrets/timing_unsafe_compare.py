"""A secret is compared with `==`.

The comparison stops at the first byte that differs, so its duration tells how much of a guess is right, and the
secret can be guessed byte by byte. Use `hmac.compare_digest` or `secrets.compare_digest`.

A login that refuses unknown names before it verifies a password tells by its duration which accounts exist: a lead for
auditors.

```python bad
import os
from fastapi import FastAPI, Header, HTTPException

app = FastAPI()
API_KEY = os.environ["API_KEY"]

@app.get("/metrics")
def metrics(x_api_key: str = Header()):
    if x_api_key != API_KEY:  # expect: timing-unsafe-compare
        raise HTTPException(401)
    return {}
```

```python good
import os
import secrets
from fastapi import FastAPI, Header, HTTPException

app = FastAPI()
API_KEY = os.environ["API_KEY"]

@app.get("/metrics")
def metrics(x_api_key: str = Header()):
    if not secrets.compare_digest(x_api_key, API_KEY):
        raise HTTPException(401)
    return {}
```
"""

from collections.abc import Iterator

from fastlint.insight.flow import (
    Called,
    Computed,
    Constant,
    Flow,
    Flows,
    Graph,
    Guards,
    Question,
    Value,
    made_of,
    name_of,
)
from fastlint.rule import Confidence, Finding, Persona, Project, Severity, Step, rule

from ..knowledge.credentials import password, signature
from ..knowledge.library import LIBRARY
from ..knowledge.sources import REQUEST
from .early_answers import early_answers

SENT = Question((), REQUEST, LIBRARY, guards=Guards(values=False), passes_text=lambda text, index: False)
QUERYING = ("where", "filter", "having", "join", "values", "on", "delete", "update", "find", "find_one")
SCHEMES = ("the credentials of the request",)
DIGESTS = ("hexdigest", "digest", "b64encode")


def telling(name: str) -> str:
    """What a name in a comparison says of a secret."""
    return signature(name) or password(name) or (name if name in DIGESTS else "")


@rule(
    "FL313",
    severity=Severity.WARNING,
    guideline="AUTH-5",
    since="0.1",
    cwe=(208,),
    owasp=("API2",),
    words=("digest", "signature", "secret"),
)
def timing_unsafe_compare(project: Project, flows: Flows) -> Iterator[Finding]:
    for graph in flows.graphs_comparing(telling):
        for comparison in _in_python(graph):
            for secret, sent in _sides(comparison):
                flow = flows.origin(SENT, sent)
                if flow is not None and _is_guessed(flow, secret) and not _is_sent(flows, secret):
                    yield _finding(flow, comparison, secret)
                    break
    for early in early_answers(project):
        message = (
            "A name that nobody has is refused before a password is verified, so the time of the answer tells which "
            "accounts exist: verify against a hash that is always there"
        )
        trace = (Step(early.verification, "only names that somebody has come this far"),)
        yield Finding(early.refusal, message, Confidence.LOW, trace, persona=Persona.AUDITOR)


def _is_guessed(flow: Flow, secret: Value) -> bool:
    """Whether a client sends guesses; passwords in fields of its own are another rule's finding."""
    return flow.is_from_client and (_is_secret(secret) or flow.what in SCHEMES)


def _is_sent(flows: Flows, value: Value) -> bool:
    """Whether what goes by a secret's name is sent by the client too: two copies of one thing are compared."""
    flow = flows.origin(SENT, value)
    return flow is not None and flow.is_from_client and flow.confidence is Confidence.HIGH


def _in_python(graph: Graph) -> Iterator[Computed]:
    """The comparisons that Python makes; those in the arguments of a query's methods become SQL."""
    queries = [c for c in graph.calls if c.method in QUERYING]
    for comparison, _facts in graph.comparisons:
        if not any(comparison in made_of(argument) for query in queries for argument in query.args):
            yield comparison


def _sides(comparison: Computed) -> Iterator[tuple[Value, Value]]:
    """Pairs of an operand that is a secret and the other one."""
    left, right = comparison.operands
    for secret, other in ((left, right), (right, left)):
        if (_is_secret(secret) or _is_password(secret)) and not isinstance(other, Constant):
            yield secret, other


def _is_password(value: Value) -> bool:
    return any(password(name.rpartition(".")[2]) for name in (name_of(value), *value.graph.names_of(value)))


def _is_secret(value: Value) -> bool:
    if isinstance(value, Called):
        return value.method in DIGESTS and any(isinstance(v, Called) and "hmac" in _dotted(v) for v in made_of(value))
    names = [name_of(value), *value.graph.names_of(value)]
    return any(signature(name.rpartition(".")[2]) for name in names)


def _finding(flow: Flow, comparison: Computed, secret: Value) -> Finding:
    span = comparison.graph.module.span(comparison.node)
    message = (
        "A secret is compared with `==`, whose duration tells how much of a guess is right: use `hmac.compare_digest`"
    )
    return Finding(span, message, flow.confidence, flow.trace, flow.route)


def _dotted(called: Called) -> str:
    return str(getattr(called.function, "dotted", ""))

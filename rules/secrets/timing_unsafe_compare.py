"""A secret is compared with `==`.

The comparison stops at the first byte that differs, so its duration tells how much of a guess is right, and the
secret can be guessed byte by byte. Use `hmac.compare_digest` or `secrets.compare_digest`. A secret out of a row that
was looked up by what is sent is not reported: the database has compared already.

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
    Global,
    Guards,
    Input,
    Part,
    Question,
    Value,
    name_of,
)
from fastlint.rule import Confidence, Finding, Persona, Project, Severity, Step, rule

from ..knowledge.credentials import password, signature
from ..knowledge.library import LIBRARY
from ..knowledge.sources import REQUEST
from .compared import DIGESTS, in_python, is_found_by, is_secret, sides
from .early_answers import early_answers

SENT = Question((), REQUEST, LIBRARY, guards=Guards(values=False), passes_text=lambda text, index: False)
SCHEMES = ("the credentials of the request",)


def telling(name: str) -> str:
    """What a name in a comparison says of a secret."""
    return signature(name) or password(name) or (name if name in DIGESTS else "")


WORDS = ("digest", "signature", "secret")


@rule("FL313", severity=Severity.WARNING, guideline="AUTH-5", since="0.1", cwe=(208,), owasp=("API2",), words=WORDS)
def timing_unsafe_compare(project: Project, flows: Flows) -> Iterator[Finding]:
    for graph in flows.graphs_comparing(telling):
        for comparison in in_python(graph):
            for secret, sent in () if _has_constant(comparison, flows) else sides(comparison):
                flow = flows.origin(SENT, sent)
                if flow is None or is_found_by(sent, secret):
                    continue
                if _is_guessed(flow, secret) and not _is_sent(flows, secret):
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
    return flow.is_from_client and (is_secret(secret) or flow.what in SCHEMES)


def _is_sent(flows: Flows, value: Value) -> bool:
    """Whether what goes by a secret's name is sent by the client too: two copies of one thing are compared.

    So is what was kept on the request's state, earlier in the same request.
    """
    flow = flows.origin(SENT, value)
    is_client_s = flow is not None and flow.is_from_client and flow.confidence is Confidence.HIGH
    return is_client_s or _is_kept(value)


def _is_kept(value: Value) -> bool:
    """Whether a value is part of what is kept on the state of a request; that of an application holds secrets."""
    while isinstance(value, Part | Called):
        if isinstance(value, Part):
            if value.is_attribute and value.key == "state":
                return isinstance(value.whole, Input)
            value = value.whole
        elif value.args and isinstance(value.function, Global) and value.function.dotted == "builtins.getattr":
            value = value.args[0]
        else:
            return False
    return False


def _has_constant(comparison: Computed, flows: Flows) -> bool:
    """Whether one side is written down: that one is no secret, or another rule's business."""
    for side in comparison.operands:
        held = flows.graphs.variable(flows.graphs.follow(side.dotted)) if isinstance(side, Global) else [side]
        if held and all(isinstance(value, Constant) for value in held):
            return True
    return False


def _finding(flow: Flow, comparison: Computed, secret: Value) -> Finding:
    span = comparison.graph.module.span(comparison.node)
    names = [name.rpartition(".")[2] for name in (name_of(secret), *secret.graph.names_of(secret))]
    name = next(filter(telling, names), names[0])  # of what is unpacked, the variable and not the place
    what = f"`{name}`" if name else "A secret"
    message = (
        f"{what} is compared with `{comparison.operator}`, whose duration tells how much of a guess is right: "
        "use `hmac.compare_digest`"
    )
    return Finding(span, message, flow.confidence, flow.trace, flow.route)

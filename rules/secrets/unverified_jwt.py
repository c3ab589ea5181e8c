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

from fastlint.insight.flow import Called, Flows, Guards, Question, Value, name_of
from fastlint.insight.mappings import Mappings
from fastlint.rule import Confidence, Finding, Persona, Project, Severity, rule

from ..knowledge import web_tokens as known
from ..knowledge.library import LIBRARY
from ..knowledge.sources import REQUEST
from .decoding import is_bookkeeping, is_verified, read_unverified

SENT = Question((), REQUEST, LIBRARY, guards=Guards(values=False))
ADVICE = "decode it with the key and `algorithms=`, and use what that returns"
WORDS = ("jwt", "jose")


@rule("FL303", severity=Severity.ERROR, guideline="AUTH-5", since="0.1", cwe=(347,), owasp=("API2",), words=WORDS)
def unverified_jwt(project: Project, flows: Flows, mappings: Mappings) -> Iterator[Finding]:
    for graph in flows.graphs_holding((*known.LASTS, "urlsafe_b64decode", "b64decode"), LIBRARY):
        for called in graph.calls:
            token = read_unverified(flows, mappings, called)
            if token is not None and not is_bookkeeping(flows, called) and not is_verified(flows, mappings, called):
                yield _finding(flows, called, token)


def _finding(flows: Flows, called: Called, token: Value) -> Finding:
    span = called.graph.module.span(called.node)
    flow = flows.origin(SENT, token)
    message = f"The token's signature is not verified, so that anybody can write its claims: {ADVICE}."
    if flow is not None and flow.is_from_client:
        return Finding(span, message, flow.confidence, flow.trace, flow.route)
    if any(name.endswith("id_token") for name in (name_of(token), *token.graph.names_of(token))):
        return Finding(span, message, Confidence.LOW, persona=Persona.AUDITOR)
    return Finding(span, message, Confidence.MEDIUM)

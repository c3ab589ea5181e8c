"""A token that never expires.

Whoever gets hold of it, from a log, a backup or a lost phone, can use it for ever, as a signed token cannot be taken
back. Give the claims an `exp`, minutes ahead for access tokens, and let clients fetch new ones with a refresh token.

The rule follows the claims back through copies, updates, functions and their callers, and reports an `encode` whose
claims are all known and never have `exp`. Only auditors are told where another claim, `expires_at`, may say it.

```python bad
import jwt
from fastapi import FastAPI

app = FastAPI()

@app.post("/login")
def login(name: str):
    claims = {"sub": name, "role": "customer"}
    return {"access_token": jwt.encode(claims, KEY, algorithm="HS256")}  # expect: jwt-without-expiry
```

```python good
from datetime import UTC, datetime, timedelta
import jwt
from fastapi import FastAPI

app = FastAPI()

@app.post("/login")
def login(name: str):
    claims = {"sub": name, "exp": datetime.now(UTC) + timedelta(minutes=15)}
    return {"access_token": jwt.encode(claims, KEY, algorithm="HS256")}
```
"""

from collections.abc import Iterator

from fastlint.insight.flow import Called, Flows, Graph
from fastlint.insight.mappings import Mappings
from fastlint.insight.types import Typing
from fastlint.rule import Confidence, Finding, Project, Severity, rule

from ..knowledge.library import LIBRARY
from ..knowledge.sensitive import snake
from ..knowledge.web_tokens import DECODERS, ENCODERS, EXPIRY, OWN_EXPIRY

MESSAGE = "The token never expires: its claims have no `exp`. Give them one, minutes ahead for an access token."
WORDS = ("jwt", "jose")


@rule("FL305", severity=Severity.WARNING, guideline="AUTH-3", since="0.1", cwe=(613,), owasp=("API2",), words=WORDS)
def jwt_without_expiry(project: Project, flows: Flows, mappings: Mappings) -> Iterator[Finding]:
    typing = flows.calls(LIBRARY).typing
    for graph in flows.graphs_holding(("encode",), LIBRARY):
        for called in graph.calls:
            place = next((ENCODERS[name] for name in typing.names(called) if name in ENCODERS), None)
            claims = called.argument(place.position, place.keyword) if place else None
            if claims is None or _is_tried(graph, called, typing):
                continue
            contents = mappings.of(claims, LIBRARY)
            if contents.is_complete and contents.keys and EXPIRY not in contents.keys:
                has_own = any(OWN_EXPIRY.search(snake(str(key))) for key in contents.keys)
                yield Finding(graph.module.span(called.node), MESSAGE, Confidence.LOW if has_own else Confidence.HIGH)


def _is_tried(graph: Graph, encoded: Called, typing: Typing) -> bool:
    """Whether the token is only made to be read again right here, to see whether the keys fit."""
    return any(
        other.args and other.args[0] is encoded and not DECODERS.keys().isdisjoint(typing.names(other))
        for other in graph.calls
    )

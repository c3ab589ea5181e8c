"""Token decoded without saying which algorithm signed it.

The header of a token names its algorithm, and whoever made the token wrote it. A server that believes it accepts
`none`, or an HMAC made with its own public key. Pass `algorithms=` with the one that the server signs with, from its
own configuration.

Reported are a decoder without `algorithms`, with `none` among them, with what the token's header says, or with HMAC
and public-key algorithms side by side for one key, and tokens signed with `none`. A list kept in a variable or in
the settings is taken for pinned.

```python bad
import jwt
from fastapi import FastAPI

app = FastAPI()

@app.get("/me")
def read_me(token: str):
    header = jwt.get_unverified_header(token)
    return jwt.decode(token, KEY, algorithms=[header["alg"]])  # expect: jwt-algorithm-not-pinned
```

```python good
import jwt
from fastapi import FastAPI

app = FastAPI()

@app.get("/me")
def read_me(token: str):
    return jwt.decode(token, KEY, algorithms=["HS256"])
```
"""

from collections.abc import Iterator

from fastlint.insight.flow import Flows
from fastlint.insight.mappings import Mappings
from fastlint.rule import Confidence, Finding, Project, Severity, rule

from ..knowledge import web_tokens as known
from ..knowledge.library import LIBRARY
from .algorithms import accepting, signing
from .decoding import is_verifying

ADVICE = "pass `algorithms=` with the one this server signs with"


@rule(
    "FL304",
    severity=Severity.ERROR,
    guideline="AUTH-5",
    since="0.1",
    cwe=(347, 327),
    owasp=("API2",),
    words=("jwt", "jose"),
)
def jwt_algorithm_not_pinned(project: Project, flows: Flows, mappings: Mappings) -> Iterator[Finding]:
    typing = flows.calls(LIBRARY).typing
    for graph in flows.graphs_holding((*known.LASTS, "encode"), LIBRARY):
        for called in graph.calls:
            for name in typing.names(called):
                what, confidence = signing(called, name, mappings), Confidence.HIGH
                if name in known.DECODERS and is_verifying(called, mappings):
                    what, confidence = accepting(called, known.DECODERS[name], mappings, typing)
                if what:
                    yield Finding(graph.module.span(called.node), f"{what}: {ADVICE}.", confidence)

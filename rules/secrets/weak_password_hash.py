"""A password goes through a fast hash.

MD5 and the SHA family are made to be fast: a graphics card tries billions of passwords a second against a stolen
table, salted or not. Hash passwords with Argon2, bcrypt or scrypt (`pwdlib`, `argon2-cffi`, `bcrypt`). A fast hash
right before bcrypt, to shorten long passwords, is not reported, nor is one with `usedforsecurity=False`, nor what
another service asks for in a request.

```python bad
import hashlib
from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()

class Credentials(BaseModel):
    name: str
    password: str

@app.post("/register")
def register(credentials: Credentials):
    digest = hashlib.sha256(credentials.password.encode()).hexdigest()  # expect: weak-password-hash
    return {"name": credentials.name, "stored": bool(digest)}
```

```python good
import bcrypt
from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()

class Credentials(BaseModel):
    name: str
    password: str

@app.post("/register")
def register(credentials: Credentials):
    digest = bcrypt.hashpw(credentials.password.encode(), bcrypt.gensalt())
    return {"name": credentials.name, "stored": bool(digest)}
```
"""

from collections.abc import Iterator

from fastlint.insight.flow import Called, Constant, Flow, Flows, Global, Guards, Question, Record, Sources, made_of
from fastlint.rule import Finding, Project, Severity, rule

from ..knowledge.credentials import FAST_HASHES, SLOW_HASHES, WEAK_SCHEMES, WHOLE, password
from ..knowledge.library import LIBRARY
from .asked_for import is_asked_for

PASSWORDS = Question(FAST_HASHES, Sources(client=False, named=password), LIBRARY, WHOLE, guards=Guards(values=False))
ADVICE = "hash passwords with Argon2, bcrypt or scrypt"
WORDS = ("hashlib",)


@rule("FL310", severity=Severity.ERROR, guideline="AUTH-5", since="0.1", cwe=(916, 327), owasp=("API2",), words=WORDS)
def weak_password_hash(project: Project, flows: Flows) -> Iterator[Finding]:
    for flow in flows.into(PASSWORDS):
        if flow.kind == "named" and not _is_hashed_again(flow) and not is_asked_for(flow):
            advice = "derive keys with scrypt or PBKDF2" if _is_key(flow) else ADVICE
            message = f"{flow.what} is hashed with {flow.sink.kind}, which guessing breaks: {advice}"
            yield Finding(flow.span, message, flow.confidence, flow.trace, flow.route)
    for graph in flows.graphs_holding(("CryptContext",), LIBRARY):
        for called in graph.calls:
            scheme = _default_scheme(called)
            if scheme in WEAK_SCHEMES:
                yield Finding(
                    graph.module.span(called.node),
                    f"Passwords are hashed with `{scheme}`, which guessing breaks: {ADVICE}",
                )


def _is_hashed_again(flow: Flow) -> bool:
    """Whether the result goes into a slow hash in the same function."""
    slow = (c for c in flow.place.graph.calls if any(word in _dotted(c).lower() for word in SLOW_HASHES))
    return any(flow.place in made_of(argument) for c in slow for argument in c.args)


def _is_key(flow: Flow) -> bool:
    """Whether the hash becomes a key to encrypt with, and nobody is verified by it."""
    graph = flow.place.graph
    made = [flow.place, *(c for c in graph.calls if c.method == "digest" and c.receiver is flow.place)]
    return any(name.rpartition(".")[2].lower().endswith("key") for value in made for name in graph.names_of(value))


def _default_scheme(called: Called) -> str:
    if not (isinstance(called.function, Global) and called.function.dotted.endswith("CryptContext")):
        return ""
    schemes = called.argument(0, "schemes")
    first = schemes.items.get(0) if isinstance(schemes, Record) else schemes
    return str(first.value) if isinstance(first, Constant) else ""


def _dotted(called: Called) -> str:
    return called.function.dotted if isinstance(called.function, Global) else called.method

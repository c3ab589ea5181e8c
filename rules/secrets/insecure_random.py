"""A secret comes from a generator that can be predicted.

`random` is made for simulations: a few outputs tell all that follow, and `uuid1` is the time and the machine. Take
tokens, codes, passwords and session ids from `secrets` (`secrets.token_urlsafe()`, `secrets.choice()`), or `uuid4`. A
hash of the time, or of the time and what is known about an account, is no better.

```python bad
import random
from fastapi import FastAPI

app = FastAPI()

@app.post("/login/code")
def send_code(email: str):
    verification_code = random.randint(100000, 999999)  # expect: insecure-random
    return {"sent": bool(verification_code)}
```

```python good
import secrets
from fastapi import FastAPI

app = FastAPI()

@app.post("/login/code")
def send_code(email: str):
    verification_code = secrets.randbelow(900000) + 100000
    return {"sent": bool(verification_code)}
```
"""

from collections.abc import Iterator

from fastlint.insight.flow import (
    SLICE,
    Called,
    Choice,
    Computed,
    Flows,
    Global,
    Graph,
    Part,
    Record,
    Text,
    Value,
    made_of,
    name_of,
)
from fastlint.insight.types import Typing
from fastlint.rule import Finding, Project, Severity, rule

from ..knowledge.credentials import CLOCKS, KNOWN_HASHES, POOL, WEAK_RANDOM, generated
from ..knowledge.library import LIBRARY
from ..knowledge.secrets import UNSERVED

LASTS = sorted({name.rpartition(".")[2] for name in WEAK_RANDOM})
HASHES = sorted({name.rpartition(".")[2] for name in KNOWN_HASHES})
PLAIN = ("encode", "format", "join", "isoformat", "timestamp", "strftime", "lower", "upper", "strip")
WORDS = ("import random", "from random")


@rule("FL314", severity=Severity.ERROR, guideline="AUTH-5", since="0.1", cwe=(330, 338), owasp=("API2",), words=WORDS)
def insecure_random(project: Project, flows: Flows) -> Iterator[Finding]:
    typing = flows.calls(LIBRARY).typing
    for graph in flows.graphs_holding(LASTS, LIBRARY):
        for called in graph.calls if UNSERVED.isdisjoint(graph.module.path.split("/")[:-1]) else ():
            source = next((name for name in typing.names(called) if name in WEAK_RANDOM), "")
            made = _what_it_makes(graph, called) if source and not _is_picked(called) else ""
            if made:
                message = f"{made} comes from `{source}`, which can be predicted: take it from `secrets`"
                yield Finding(graph.module.span(called.node), message)
    for graph in flows.graphs_holding(HASHES, LIBRARY):
        for called in graph.calls:
            is_hash = any(name in KNOWN_HASHES for name in typing.names(called))
            made = _what_it_makes(graph, called) if is_hash and _is_predictable(called, typing) else ""
            if made:
                message = f"{made} is a hash of the time, which can be predicted: take it from `secrets`"
                yield Finding(graph.module.span(called.node), message)


def _is_picked(called: Called) -> bool:
    """Whether one of several secrets is chosen, none of which the generator makes: `random.choice(api_keys)`."""
    pools = [value for pool in called.args[:1] for value in made_of(pool)]
    return any(POOL.search(name) for v in pools for name in (name_of(v), *v.graph.names_of(v)))


def _is_predictable(called: Called, typing: Typing) -> bool:
    """Whether what is hashed is made of the time, and of nothing that could be a secret."""
    hashed = [value for argument in called.args for value in made_of(argument)]
    clocks = [v for v in hashed if isinstance(v, Called) and not CLOCKS.isdisjoint(typing.names(v))]
    return bool(clocks) and not any(_may_be_secret(v, typing) for v in hashed if v not in clocks)


def _may_be_secret(value: Value, typing: Typing) -> bool:
    if isinstance(value, Called):
        return value.method not in PLAIN and not any(name.startswith("builtins.") for name in typing.names(value))
    if isinstance(value, Global):
        return not value.dotted.startswith(("builtins.", "time.", "datetime."))
    return bool(generated(name_of(value)))


def _what_it_makes(graph: Graph, called: Called) -> str:
    """The name of the secret that a call's result becomes, "" for none."""
    for name, values in graph.bindings.items():
        if generated(name) and any(_holds(value, called) for value in values):
            return generated(name)
    for _whole, key, value in graph.stores:
        if generated(str(key)) and _holds(value, called):
            return generated(str(key))
    for other in graph.calls:
        for name, argument in other.keywords.items():
            if generated(name) and _holds(argument, called):
                return generated(name)
    is_returned = any(_holds(outcome.value, called) for outcome in graph.returns)
    return generated(graph.name) and f"The result of {generated(graph.name)}" if is_returned else ""


def _holds(value: Value, called: Called) -> bool:
    """Whether a value is the result of a call, or text or a number put together from it."""
    waiting, seen = [value], set[Value]()
    while waiting:
        current = waiting.pop()
        if current is called:
            return True
        if current not in seen:
            seen.add(current)
            waiting.extend(_inside(current))
    return False


def _inside(value: Value) -> list[Value]:
    match value:
        case Text():
            return value.parts
        case Computed():
            return value.operands
        case Record():
            return [*value.items.values(), *value.rest]
        case Choice():
            return [option for option, _ in value.options]
        case Called(function=Global(dotted=dotted)) if dotted.startswith("builtins."):
            return value.args
        case Called(method="hexdigest" | "digest", receiver=receiver) if receiver is not None:
            return [receiver]
        case Part(key=key, whole=whole) if key is SLICE:
            return [whole]
        case Called(method="join" | "format" | "encode" | "zfill" | "upper" | "lower"):
            return [*value.args, *([value.receiver] if value.receiver else [])]
    return []

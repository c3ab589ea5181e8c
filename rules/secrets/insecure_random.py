"""A secret comes from a generator that can be predicted.

`random` is made for simulations: a few outputs tell all that follow, and `uuid1` is the time and the machine. Take
tokens, codes, passwords and session ids from `secrets` (`secrets.token_urlsafe()`, `secrets.choice()`), or `uuid4`.

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

from fastlint.insight.flow import Called, Choice, Computed, Flows, Global, Graph, Record, Text, Value
from fastlint.rule import Finding, Project, Severity, rule

from ..knowledge.credentials import WEAK_RANDOM, generated
from ..knowledge.library import LIBRARY
from ..knowledge.secrets import UNSERVED

LASTS = sorted({name.rpartition(".")[2] for name in WEAK_RANDOM})


@rule("FL314", severity=Severity.ERROR, guideline="AUTH-5", since="0.1", cwe=(330, 338), owasp=("API2",))
def insecure_random(project: Project, flows: Flows) -> Iterator[Finding]:
    typing = flows.calls(LIBRARY).typing
    for graph in flows.graphs_holding(LASTS, LIBRARY):
        for called in graph.calls if UNSERVED.isdisjoint(graph.module.path.split("/")[:-1]) else ():
            source = next((name for name in typing.names(called) if name in WEAK_RANDOM), "")
            made = _what_it_makes(graph, called) if source else ""
            if made:
                message = f"{made} comes from `{source}`, which can be predicted: take it from `secrets`"
                yield Finding(graph.module.span(called.node), message)


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
        case Called(method="join" | "format" | "encode" | "zfill"):
            return [*value.args, *([value.receiver] if value.receiver else [])]
    return []

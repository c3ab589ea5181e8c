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

from fastlint.insight.flow import Called, Constant, Flows, Part, Value, made_of
from fastlint.insight.mappings import Mappings
from fastlint.insight.types import Typing
from fastlint.rule import Confidence, Finding, Project, Severity, rule

from ..knowledge import web_tokens as known
from ..knowledge.library import LIBRARY
from .decoding import is_verifying

ADVICE = "pass `algorithms=` with the one this server signs with"


@rule("FL304", severity=Severity.ERROR, guideline="AUTH-5", since="0.1", cwe=(347, 327), owasp=("API2",))
def jwt_algorithm_not_pinned(project: Project, flows: Flows, mappings: Mappings) -> Iterator[Finding]:
    typing = flows.calls(LIBRARY).typing
    for graph in flows.graphs_holding((*known.LASTS, "encode"), LIBRARY):
        for called in graph.calls:
            for name in typing.names(called):
                what, confidence = _signing(called, name, mappings), Confidence.HIGH
                if name in known.DECODERS and is_verifying(called, mappings):
                    what, confidence = _accepting(called, known.DECODERS[name], mappings, typing)
                if what:
                    yield Finding(graph.module.span(called.node), f"{what}: {ADVICE}.", confidence)


def _signing(called: Called, name: str, mappings: Mappings) -> str:
    given = called.keywords.get("algorithm") if name in known.ENCODERS else None
    if given is not None and any(_is_none(value) for value in mappings.settled(given)):
        return "The token is not signed at all, so that anybody can make one"
    return ""


def _accepting(called: Called, place: known.Argument, mappings: Mappings, typing: Typing) -> tuple[str, Confidence]:
    """What is wrong with the algorithms that a decoder accepts, "" for nothing."""
    given = called.argument(place.position, place.keyword)
    if given is None:
        key = called.argument(1, "key")
        is_pinned = bool(called.stars) or (key is not None and typing.is_kind(key, known.KEY_CLASSES))
        return ("" if is_pinned else "The token may name its own algorithm"), Confidence.HIGH
    values = [_root(v) for whole in mappings.settled(given) for v in made_of(whole)]
    if any(isinstance(v, Called) and not known.HEADERS.isdisjoint(typing.names(v)) for v in values):
        return "The token's own header says with which algorithm it is verified", Confidence.HIGH
    wholes = [whole for option in mappings.settled(given) for whole in (option, *_items(option))]
    constants = [v for whole in wholes for v in mappings.settled(whole) if isinstance(v, Constant)]
    if any(_is_none(v) for v in constants):
        return "Tokens that nobody signed are accepted: `none` is among the algorithms", Confidence.HIGH
    names = [str(v.value).upper() for v in constants]
    if any(n.startswith(known.SYMMETRIC) for n in names) and any(n.startswith(known.ASYMMETRIC) for n in names):
        return "HMAC and public-key algorithms are accepted for one key, which may be public", Confidence.MEDIUM
    return "", Confidence.HIGH


def _root(value: Value) -> Value:
    while isinstance(value, Part):
        value = value.whole
    return value


def _items(value: Value) -> list[Value]:
    return [*getattr(value, "items", {}).values()]


def _is_none(value: Value) -> bool:
    return isinstance(value, Constant) and (value.value is None or str(value.value).lower() == known.NO_ALGORITHM)

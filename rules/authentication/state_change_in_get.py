"""A GET request changes data.

Browsers, crawlers, mail scanners and caches send GET requests on their own and repeat them, and a link or image on
any web site makes a visitor's browser send one with its cookies. Change data with POST, PUT, PATCH or DELETE.

Reported are inserts, updates and deletes in a database that the handler makes, also through functions of the project.
Notes in passing are left out by their names: audit trails, counters, last-seen stamps, caches, sessions; so are
callbacks and confirmation links, which cannot be anything else.

```python bad
from fastapi import Depends, FastAPI
from sqlalchemy.orm import Session

app = FastAPI()

@app.get("/orders/{order_id}/cancel")
def cancel_order(order_id: int, session: Session = Depends(get_session)):
    session.delete(session.get(Order, order_id))  # expect: state-change-in-get
    session.commit()
```

```python good
from fastapi import Depends, FastAPI
from sqlalchemy.orm import Session

app = FastAPI()

@app.post("/orders/{order_id}/cancel")
def cancel_order(order_id: int, session: Session = Depends(get_session)):
    session.delete(session.get(Order, order_id))
    session.commit()
```
"""

from collections.abc import Iterator

from fastlint.insight.flow import Called, Constant, Flows, Global, Text, Value, made_of
from fastlint.model import Function
from fastlint.rule import Confidence, Finding, Project, Route, Severity, Step, rule

from ..knowledge import changes as known
from ..knowledge.library import LIBRARY
from .changed_rows import sets_column
from .gaps import fills_gap

_DEEPEST = 3


@rule("FL118", severity=Severity.WARNING, guideline="API-1", since="0.1", cwe=(650, 352), owasp=("API8",))
def state_change_in_get(project: Project, flows: Flows) -> Iterator[Finding]:
    told = set()
    for route in project.routes:
        handler = route.handler
        if handler is None or handler in told or not _is_reading(route):
            continue
        told.add(handler)
        for called, chain in _changes(flows, handler, ()):
            place = chain[0] if chain else called
            steps = [Step(c.graph.module.span(c.node), f"calls `{_name(c)}`") for c in chain]
            trace = (*steps, Step(called.graph.module.span(called.node), "changes what is stored")) if steps else ()
            message = f"`{route}` changes data: use POST, PUT, PATCH or DELETE, which nothing sends by itself."
            confidence = Confidence.MEDIUM if chain or not _is_typed(flows, called) else Confidence.HIGH
            yield Finding(place.graph.module.span(place.node), message, confidence, trace, route)
            break


def _is_reading(route: Route) -> bool:
    if (
        route.kind != "http"
        or route.module.is_test
        or not route.methods
        or not {"GET", "HEAD"}.issuperset(route.methods)
    ):
        return False
    names = (*route.path.split("/"), route.handler.ir.name if route.handler else "")
    return not any(known.EXPECTED.search(name) for name in names)


def _changes(
    flows: Flows, function: Function, chain: tuple[Called, ...]
) -> Iterator[tuple[Called, tuple[Called, ...]]]:
    """The calls that change what is stored, with the calls that lead to them."""
    calls = flows.calls(LIBRARY)
    for called in flows.graphs.of(function).calls:
        if fills_gap(called.facts):
            continue
        targets = [t for t in calls.targets(called) if t.is_certain]
        if not targets and _is_change(flows, called):
            yield called, chain
        for target in targets if len(chain) < _DEEPEST else ():
            is_passing = known.IN_PASSING.search(target.function.ir.name) or target.function.ir.name == "__init__"
            if not is_passing and target.function is not function:
                yield from _changes(flows, target.function, (*chain, called))


def _is_change(flows: Flows, called: Called) -> bool:
    touched = " ".join(
        _name(v) for argument in called.args for v in made_of(argument) if isinstance(v, (Called, Global))
    )
    stored = [str(key) for _, key, _ in called.graph.stores]
    is_noted = called.method == "add" and bool(stored) and all(map(known.IN_PASSING.search, stored))
    if is_noted or known.IN_PASSING.search(touched):
        return False
    if _is_typed(flows, called) or (_is_database(called) and called.method in known.CHANGING_METHODS):
        return True
    if _is_database(called) and called.method == "commit" and any(sets_column(flows, called.graph)):
        return True
    return called.method in known.RUNNING and any(_is_writing(v) for a in called.args[:1] for v in made_of(a))


def _is_typed(flows: Flows, called: Called) -> bool:
    return any(name in known.CHANGING for name in flows.calls(LIBRARY).typing.names(called))


def _is_database(called: Called) -> bool:
    names = {getattr(called.receiver, "key", ""), getattr(getattr(called.receiver, "parameter", None), "name", "")}
    names |= set(called.graph.names_of(called.receiver)) if called.receiver is not None else set()
    return any(known.DATABASES.search(str(name)) for name in names)


def _is_writing(value: Value) -> bool:
    if isinstance(value, Called) and isinstance(value.function, Global) and value.function.dotted in known.WRITING:
        return True
    parts = value.args[:1] if isinstance(value, Called) else [value]
    texts = [part for whole in parts for part in (whole.parts[:1] if isinstance(whole, Text) else [whole])]
    return any(isinstance(t, Constant) and known.SQL.match(str(t.value)) for t in texts)


def _name(value: object) -> str:
    if isinstance(value, Called):
        return value.method or _name(value.function)
    return value.dotted.rpartition(".")[2] if isinstance(value, Global) else ""

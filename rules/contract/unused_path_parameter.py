"""Path parameter that nothing takes.

A name in the path that no parameter of the handler or of its dependencies has is dropped without a word. Mostly it is
spelled differently in the two places, and FastAPI then asks for the handler's parameter in the query, so that each
request fails with 422; or the handler answers the same for every value. Use one name, or take it out of the path.

Dependencies at every level, aliases and code that may read `request.path_params` count as taking it; a handler that
refuses everybody needs none. A parameter that comes with the prefix of a router is reported with less confidence, for
siblings may need it.

```python bad
from fastapi import FastAPI

app = FastAPI()

@app.get("/items/{item_id}")  # expect: unused-path-parameter
def read_item(id: int):
    return {"id": id}
```

```python good
from typing import Annotated
from fastapi import Depends, FastAPI, Path

app = FastAPI()

def load_shop(shop_id: int):
    return {"shop": shop_id}

@app.get("/shops/{shop_id}/items/{item-id}")
def read_item(identifier: Annotated[int, Path(alias="item-id")], shop: Annotated[dict, Depends(load_shop)]):
    return {"id": identifier, **shop}
```
"""

import re
from collections.abc import Iterator

from fastlint.rule import Confidence, Finding, Route, Severity, rule

from .asked import asked_parameters
from .undeclared import answers_any, may_take_any

_NAME = re.compile(r"\{([^{}:]+)(?::[^{}]*)?\}")


@rule("FL806", severity=Severity.ERROR, guideline="SEC-1", since="0.1")
def unused_path_parameter(route: Route) -> Iterator[Finding]:
    if route.handler is None or route.unresolved or "?" in route.path or may_take_any(route) or answers_any(route):
        return
    taken = {name for parameter in asked_parameters(route) for name in (parameter.name, parameter.alias)}
    own = route.path.removeprefix(route.mounts[-1] if route.mounts else "")
    for name in _NAME.findall(own):
        if name not in taken:
            yield _finding(route, name)


def _finding(route: Route, name: str) -> Finding:
    asked = [p.name for p in route.parameters if p.source == "query" and p.required and _is_like(p.name, name)]
    if asked:
        effect = f"`{asked[0]}` is asked for in the query instead. Use one name in both places."
        return Finding(route.span, f"Nothing takes `{name}` from the path of `{route}`: {effect}", route=route)
    effect = "its value makes no difference. Take it as a parameter, or leave it out of the path."
    message = f"Nothing takes `{name}` from the path of `{route}`: {effect}"
    return Finding(route.span, message, Confidence.MEDIUM, route=route)


def _is_like(one: str, other: str) -> bool:
    words, others = set(one.lower().split("_")), set(other.lower().split("_"))
    return bool(words & others) or one.replace("_", "").lower() == other.replace("_", "").lower()

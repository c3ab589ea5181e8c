"""Route that an earlier one always catches.

FastAPI tries routes in the order in which they were registered, and a path parameter matches any text: after
`/users/{user_id}`, a request for `/users/me` is answered there, mostly with 422 since `me` is no number. The type of
the handler's parameter makes no difference; only a converter in the path (`{user_id:int}`) does. Register the literal
path first. The rule leaves out routes that exist only under a condition.

```python bad
from fastapi import FastAPI

app = FastAPI()

@app.get("/users/{user_id}")
def read_user(user_id: int):
    return {"id": user_id}

@app.get("/users/me")  # expect: shadowed-route
def read_own_user():
    return {"id": "me"}
```

```python good
from fastapi import FastAPI

app = FastAPI()

@app.get("/users/me")
def read_own_user():
    return {"id": "me"}

@app.get("/users/{user_id}")
def read_user(user_id: int):
    return {"id": user_id}
```
"""

from collections.abc import Iterator

from fastlint.rule import App, Finding, Severity, Step, rule

from .precedence import is_same_path, once, overlaps


@rule("FL801", severity=Severity.ERROR, guideline="FW", since="0.1")
def shadowed_route(app: App) -> Iterator[Finding]:
    for earlier, later in once(overlaps(app)):
        if not is_same_path(earlier, later):
            why = f"`{earlier.path}`, which is registered before it, catches all its requests"
            message = f"`{later}` is never reached: {why}. Register it first."
            trace = (Step(earlier.span, f"`{earlier}` is registered first and matches"),)
            yield Finding(later.span, message, trace=trace, route=later)

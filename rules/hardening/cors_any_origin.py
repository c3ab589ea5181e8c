"""Any web site may read the API's answers.

Without credentials a wildcard origin exposes what anybody could read anyway, unless the API is only reachable from
inside a network, or identifies callers by tokens that scripts hold. Public APIs want exactly that; others list the
origins of their front end.

With credentials it is an error of its own: `cors-any-origin-with-credentials`.

```python bad
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["*"])  # expect: cors-any-origin
```

```python good
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["https://shop.example.org"])
```
"""

from collections.abc import Iterator

from fastlint.insight.defaults import Defaults
from fastlint.insight.middleware import MiddlewareStack
from fastlint.rule import Confidence, Finding, Persona, Project, Severity, rule

from .origins import policies


@rule(
    "FL502",
    severity=Severity.NOTE,
    guideline="SEC-3",
    since="0.1",
    cwe=(942,),
    owasp=("API8",),
    persona=Persona.PEDANTIC,
)
def cors_any_origin(project: Project, stack: MiddlewareStack, defaults: Defaults) -> Iterator[Finding]:
    for policy in policies(stack, defaults):
        if policy.is_for_everyone and not policy.has_credentials:
            yield Finding(
                policy.added.span,
                "Any web site may read this API's answers. Unless it is public on purpose, list the origins of the "
                "front end in `allow_origins`.",
                Confidence.HIGH if policy.is_certain else Confidence.MEDIUM,
            )

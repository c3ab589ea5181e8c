"""Any web site may use the API with its users' cookies.

With credentials allowed, a wildcard origin does not mean what it says: the framework answers each request with the
caller's own origin, so every web site that a user visits can read and change data in that user's name. List the origins
of the front end in `allow_origins`, or leave credentials off.

Values from settings are taken as their defaults. Origins that are only known when the application runs are not seen.

```python bad
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(  # expect: cors-any-origin-with-credentials
    CORSMiddleware, allow_origins=["*"], allow_credentials=True
)
```

```python good
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["https://shop.example.org"], allow_credentials=True)
```
"""

from collections.abc import Iterator

from fastlint.insight.defaults import Defaults
from fastlint.insight.middleware import MiddlewareStack
from fastlint.rule import Confidence, Finding, Persona, Project, Severity, rule

from .origins import policies


@rule("FL501", severity=Severity.ERROR, guideline="SEC-3", since="0.1", cwe=(942, 346), owasp=("API8",))
def cors_any_origin_with_credentials(project: Project, stack: MiddlewareStack, defaults: Defaults) -> Iterator[Finding]:
    for policy in policies(stack, defaults):
        if policy.is_for_everyone and policy.has_credentials:
            yield Finding(
                policy.added.span,
                "Any web site may call this API with its users' cookies: with credentials, a wildcard is answered with "
                "the caller's own origin. List the origins of the front end in `allow_origins`.",
                Confidence.LOW if policy.is_fallback else Confidence.HIGH if policy.is_certain else Confidence.MEDIUM,
                persona=Persona.AUDITOR if policy.is_fallback else None,
            )

"""A CORS policy lets in origins that it does not mean.

`allow_origin_regex` is matched against the whole origin, so what matters is what is loose inside: an unescaped dot
matches any character (`https://app.example.com` also means `https://appXexample.com`), a wildcard right before the
domain also matches `https://evilexample.com`, and one at the end `https://example.com.evil.org`. The origin `null` is
what sandboxed frames and local files of anybody send. Escape dots, let a subdomain end in `\\.`, leave out `null`.

Without credentials the finding is less grave, and a note for the pedantic persona.

```python bad
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(  # expect: cors-weak-origin-pattern
    CORSMiddleware,
    allow_origin_regex=r"https://.*example\\.com",
    allow_credentials=True,
)
```

```python good
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(
    CORSMiddleware,
    allow_origin_regex=r"https://([a-z0-9-]+\\.)?example\\.com",
    allow_credentials=True,
)
```
"""

from collections.abc import Iterator

from fastlint.insight.defaults import Defaults
from fastlint.insight.middleware import MiddlewareStack
from fastlint.rule import Confidence, Finding, Persona, Project, Severity, rule

from ..knowledge.cross_origin import accepts_everything, weakness
from .origins import Policy, policies


@rule("FL503", severity=Severity.WARNING, guideline="SEC-3", since="0.1", cwe=(942, 346, 625), owasp=("API8",))
def cors_weak_origin_pattern(project: Project, stack: MiddlewareStack, defaults: Defaults) -> Iterator[Finding]:
    for policy in policies(stack, defaults):
        persona = None if policy.has_credentials else Persona.PEDANTIC
        confidence = Confidence.HIGH if policy.is_certain else Confidence.MEDIUM
        for problem in _problems(policy):
            yield Finding(policy.added.span, problem, confidence, persona=persona)


def _problems(policy: Policy) -> Iterator[str]:
    if policy.has_null:
        yield "The origin `null`, which sandboxed frames of any site send, is let in: take it out of `allow_origins`."
    for pattern in policy.patterns.texts():
        problem = "" if accepts_everything(pattern) else weakness(pattern)
        if problem:
            yield f"The pattern `{pattern}` {problem}: escape dots, let a subdomain end in `\\.`, or list origins."

"""Setting with a default that everybody knows.

Where the variable is forgotten, the application runs all the same, and signs its tokens with a text that stands in
its source. Leave the default out, so that it refuses to start.

The rule looks at what `os.getenv`, `os.environ.get` and their kin fall back to, and the project's own functions that
call them, and at the defaults of settings classes, for keys that the application itself signs with or knows callers
by, also as constants, and for passwords. Random texts are the matter of `hardcoded-secret`. Defaults that the code
compares with to refuse them, settings classes for development, empty texts, and passwords that only repeat their name
are not reported; a key made anew at each start, which logs everybody out and differs between processes, is a note
for the pedantic.

```python bad
import os
from pydantic_settings import BaseSettings

SECRET_KEY = os.getenv("SECRET_KEY", "changeme")  # expect: weak-default-secret

class Settings(BaseSettings):
    jwt_secret: str = "secret"  # expect: weak-default-secret
```

```python good
import os
from pydantic import SecretStr
from pydantic_settings import BaseSettings

SECRET_KEY = os.environ["SECRET_KEY"]

class Settings(BaseSettings):
    jwt_secret: SecretStr
    jwt_algorithm: str = "HS256"
```
"""

from collections.abc import Iterator

from fastlint.insight.literals import Literals, Use
from fastlint.rule import Confidence, Finding, Module, Persona, Project, Severity, rule

from ..knowledge import defaults as known
from ..knowledge.secrets import UNSERVED
from .defaults import Fallback, is_generated, text_of
from .fallbacks import fallbacks_of
from .looks import names_itself, secret_in
from .refused import refused_by

ADVICE = "read it from the environment without a default, so that nothing starts without it"
WORDS = ("getenv", "environ", "basesettings")


@rule(
    "FL302",
    severity=Severity.ERROR,
    guideline="AUTH-4",
    since="0.1",
    cwe=(1392, 798),
    owasp=("API2", "API8"),
    words=WORDS,
)
def weak_default_secret(project: Project, literals: Literals) -> Iterator[Finding]:
    for module in project.modules.values():
        if module.is_test or not UNSERVED.isdisjoint(module.path.split("/")[:-1]):
            continue
        found = list(fallbacks_of(project, module))
        if found:
            texts = list(literals.of(module))
            told = {text.span for text in texts if secret_in(text)}
            compared = {text.text for text in texts if text.use is Use.COMPARED}
            refused = refused_by(module)
            for fallback in found:
                text = text_of(fallback.default)
                if module.span(fallback.default) not in told and text not in compared and text not in refused:
                    yield from _finding(project, module, fallback)


def _finding(project: Project, module: Module, fallback: Fallback) -> Iterator[Finding]:
    span = module.span(fallback.default)
    is_named = bool(known.OWN_SECRET.search(fallback.plain_name) or known.API_KEY.search(fallback.plain_name))
    is_own = is_named or fallback.is_key
    is_password = bool(known.PASSWORD.search(fallback.plain_name))
    text = text_of(fallback.default)
    if is_own and is_generated(project, module, fallback.default):
        message = f"`{fallback.name}` is made anew at each start, and by each process: {ADVICE}."
        yield Finding(span, message, severity=Severity.NOTE, persona=Persona.PEDANTIC)
    elif known.STANDING_IN.search(fallback.plain_name) or (not is_own and names_itself(text, fallback.name)):
        return
    elif (is_own or is_password) and text and not known.HARMLESS.search(text):
        message = f"`{fallback.name}` is a text that everybody can read where nothing else is set: {ADVICE}."
        if is_own:
            yield Finding(span, message)
        else:
            yield Finding(span, message, Confidence.MEDIUM, severity=Severity.WARNING)

"""Secret written in the source.

Whoever can read the repository, a backup or a container image has the secret, and it cannot be changed without
a release. Read it from the environment or a secret store, for instance with a `SecretStr` field of the settings
that has no default, and replace the value that was written down: the history keeps it.

A text counts as a secret when its name says so and it looks random enough, when it is a connection URL with a
password, or when it has the shape of a known kind of token. Placeholders, names of headers and fields, test files
and examples in schemas do not count. The rule does not see secrets outside Python files, secrets put together
from pieces, and passwords that are plain words.

```python bad
from pydantic_settings import BaseSettings

class Settings(BaseSettings):
    payment_api_key: str = "pay_7Yt2vXq9LmB4nRw8KzD1"  # expect: hardcoded-secret
    database_url: str = "postgresql://shop:hT4kq9wZ2m@db.internal/shop"  # expect: hardcoded-secret
```

```python good
from pydantic import SecretStr
from pydantic_settings import BaseSettings

class Settings(BaseSettings):
    payment_api_key: SecretStr
    database_url: str
    token_type: str = "bearer"
    api_key_header: str = "X-Api-Key"
```
"""

from collections.abc import Iterator

from fastlint.insight.literals import Literals, NamedText, Use
from fastlint.rule import Confidence, Finding, Module, Severity, rule

from ..knowledge.defaults import READER_METHODS
from ..knowledge.secrets import DOCUMENTING, EXAMPLE_FOLDERS
from .looks import may_be_secret, secret_in

WORDS = ("password", "passwd", "secret", "token", "key")


@rule(
    "FL301", severity=Severity.ERROR, guideline="AUTH-4", since="0.1", cwe=(798,), owasp=("API2", "API8"), words=WORDS
)
def hardcoded_secret(module: Module, literals: Literals) -> Iterator[Finding]:
    if not EXAMPLE_FOLDERS.isdisjoint(module.path.split("/")[:-1]):
        return
    for text in literals.of(module, may_be_secret):
        secret = secret_in(text)
        if secret and DOCUMENTING.isdisjoint((*text.around, text.name)):
            confidence = Confidence.MEDIUM if text.use is Use.COMPARED else Confidence.HIGH
            yield Finding(text.span, _message(secret, text), confidence)


def _message(secret: str, text: NamedText) -> str:
    what = f"{secret[:1].upper()}{secret[1:]} is written in the source"
    if text.is_argument and not READER_METHODS.isdisjoint(text.around):
        return (
            f"{what}, for whenever the setting is missing. Start without it no more, and replace the value that was "
            "written down."
        )
    return f"{what}. Read it from the environment or a secret store, and replace the value that was written down."

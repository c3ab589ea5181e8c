"""Secret written in the source.

Whoever can read the repository, a backup or a container image has the secret, and it cannot be changed without
a release. Read it from the environment or a secret store, for instance with a `SecretStr` field of the settings
that has no default, and replace the value that was written down: the history keeps it.

A text counts as a secret when its name says so and it looks random enough, when it is a connection URL with a
password, or when it has the shape of a known kind of token. Placeholders, names of headers and fields, test
files and examples in schemas do not count. The rule does not see secrets in other files than Python, secrets that are
put together from pieces, and passwords that are plain words.

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

import math
import re
from collections import Counter
from collections.abc import Iterator

from fastlint.insight.literals import Literals, NamedText, Use, name_of
from fastlint.rule import Confidence, Finding, Module, Severity, rule

from ..knowledge import secrets as known

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_PLAIN = re.compile(r"[A-Za-z][a-z]*(?:[-_. /:][A-Za-z]?[a-z]*)*|[A-Z][A-Z_]*|[a-z]+(?:[A-Z][a-z]+)*")
_REMEDY = "Read it from the environment or a secret store, and replace the value that was written down."
_SHORTEST_KEY, _SHORTEST_PASSWORD, _SHORTEST_TOKEN = 8, 6, 16
_ENOUGH_BITS = 2.5
_SHOWN = 4


@rule("FL301", severity=Severity.ERROR, guideline="AUTH-4", since="0.1", cwe=(798,), owasp=("API2", "API8"))
def hardcoded_secret(module: Module, literals: Literals) -> Iterator[Finding]:
    if known.EXAMPLE_FOLDERS.isdisjoint(module.path.split("/")[:-1]):
        for text in literals.of(module):
            message = _judged(text)
            if message and known.DOCUMENTING.isdisjoint((*text.around, text.name)):
                confidence = Confidence.HIGH if text.use is not Use.COMPARED else Confidence.MEDIUM
                yield Finding(text.span, f"{message} {_REMEDY}", confidence)


def _judged(text: NamedText) -> str:
    """What is wrong with `text`, "" when nothing is."""
    for kind, shape in known.TOKEN_SHAPES.items():
        match = shape.search(text.text)
        if match and _is_random(match[0], _SHORTEST_TOKEN):
            return f"A {kind} is written in the source (`{match[0][:_SHOWN]}***`)."
    match = known.CONNECTION_URL.search(text.text)
    if match:
        if _is_chosen_password(match["password"], match["user"]):
            return (
                f"The password of `{match['scheme']}://{match['user']}:***@{match['host']}` is written in the source."
            )
        return ""
    if not text.is_part and _names_secret(text) and _is_secret(text):
        return f"The value of `{text.name}` is written in the source (`{_masked(text)}`)."
    return ""


def _is_chosen_password(password: str, user: str) -> bool:
    """Whether a password in a URL is somebody's, and not a placeholder or what every development database has."""
    ordinary = password.lower() in known.ORDINARY_PASSWORDS or password == user
    return not ordinary and len(password) >= _SHORTEST_PASSWORD and not known.PLACEHOLDER.search(password)


def _words(name: str) -> list[str]:
    words = [word.lower() for word in _WORD.findall(name)]
    while words and (words[-1].isdigit() or words[-1] in known.NEUTRAL_ENDINGS):
        words.pop()
    return words


def _ends(name: str, endings: frozenset[str]) -> bool:
    words = _words(name)
    return any(" ".join(words[-count:]) in endings for count in (1, 2, 3) if count <= len(words))


def _names_secret(text: NamedText) -> bool:
    is_member = text.cls is not None and any(name_of(base).endswith("Enum") for base in text.cls.ir.bases)
    return text.use is not Use.NONE and not is_member and _ends(text.name, known.SECRET_NAMES)


def _is_secret(text: NamedText) -> bool:
    """Whether the text is what its name promises."""
    value = text.text.removeprefix("Bearer ").removeprefix("Basic ")
    if value.isspace() or re.search(r"\s", value) or value.startswith(("/", "./", "http://", "https://")):
        return False
    if _PLAIN.fullmatch(value) or known.ALGORITHMS.fullmatch(value) or known.PLACEHOLDER.search(value):
        return False
    if _ends(text.name, known.PASSWORD_NAMES):
        return len(value) >= _SHORTEST_PASSWORD
    shortest = _SHORTEST_TOKEN if _words(text.name)[-1] in ("token", "bearer", "credentials") else _SHORTEST_KEY
    return _is_random(value, shortest)


def _is_random(value: str, shortest: int) -> bool:
    """Long enough, not repetitive, and letters mixed with digits."""
    counts = Counter(value)
    bits = -sum(n / len(value) * math.log2(n / len(value)) for n in counts.values())
    is_mixed = any(c.isdigit() for c in value) and any(c.isalpha() for c in value)
    return len(value) >= shortest and bits >= _ENOUGH_BITS and is_mixed and not known.PLACEHOLDER.search(value)


def _masked(text: NamedText) -> str:
    is_shown = len(text.text) >= _SHORTEST_TOKEN and not _ends(text.name, known.PASSWORD_NAMES)
    return f"{text.text[:_SHOWN] if is_shown else ''}***, {len(text.text)} characters"

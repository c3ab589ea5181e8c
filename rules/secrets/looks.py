"""Whether a text in the source is a secret, by the name it is given to, its shape and its randomness."""

import math
import re
from collections import Counter

from fastlint.insight.literals import NamedText, Use, name_of

from ..knowledge import secrets as known

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_PLAIN = re.compile(r"[A-Za-z][a-z]*(?:[-_. /:][A-Z]?[a-z]*)*|[A-Z][A-Z_]*|[a-z]+(?:[A-Z][a-z]+)*")
_WORD_OF_NAME = r"[a-z]+\d{0,2}(?:_(?:[a-z]+\d{0,2}|\d{1,2}))*"
_IDENTIFIER = re.compile(rf"[A-Z]+\d{{0,2}}(?:_(?:[A-Z]+\d{{0,2}}|\d{{1,2}}))+|{_WORD_OF_NAME}(?:\.{_WORD_OF_NAME})+")
"""The name of a variable of the environment or of an entry of the configuration."""
_ELSEWHERE = re.compile(r"\s|^\.?/|^https?://|^\.+[a-z_]+$")
_SOURCE = re.compile(r"\[[^\]]*\w-\w[^\]]*\][+*{]|\\[dws][+*{]|\A[A-Za-z_][\w.]*\([A-Za-z_][\w.]*(?:, ?[\w.]+)*\)\Z")
"""A regular expression, or a call: what describes texts or is evaluated later is none of them itself."""
_RUN = re.compile(r"[\w.:/+=-]{16}")
"""What every token and key holds that is known by its look."""
_ACCENTED = re.compile(r"[\u00c0-\u024f]")
"""Letters of words in Latin script; in others, nobody writes keys and passwords of machines."""
_SHORTEST_KEY, _SHORTEST_PASSWORD, _SHORTEST_TOKEN = 8, 6, 16
_ENOUGH_BITS = 2.5
_SHOWN = 4


def may_be_secret(text: str) -> bool:
    """Whether a text may be a secret whatever it is given to: nearly none are, and names are looked for in vain."""
    if len(text) < _SHORTEST_PASSWORD:
        return False
    return bool(_RUN.search(text)) or "://" in text or _is_no_word(text)


def secret_in(text: NamedText) -> str:
    """The secret that `text` holds, in words that do not give it away; "" when it holds none."""
    is_published = bool(known.PUBLISHED_NAMES.search("_".join(_words(text.name))))
    for kind, shape in known.TOKEN_SHAPES.items():
        match = shape.search(text.text)
        if match and not (is_published and kind == known.SIGNED) and is_random(match[0], _SHORTEST_TOKEN):
            return f"a {kind} (`{match[0][:_SHOWN]}***`)"
    match = known.CONNECTION_URL.search(text.text)
    if match:
        is_shown = re.search(r"\s", text.text.strip()) and _PLAIN.fullmatch(match["password"])
        is_chosen = not is_shown and _is_chosen_password(match["password"], match["user"])
        return f"the password of `{match['scheme']}://{match['user']}:***@{match['host']}`" if is_chosen else ""
    is_meant = is_published or known.PUBLISHED.match(text.text)
    is_for_tests = any(not known.PRETENDED.isdisjoint(_words(name)) for name in (*text.around, text.name))
    if not (text.is_part or is_meant or is_for_tests) and names_secret(text) and _is_secret(text):
        return f"the value of `{text.name}` (`{_masked(text)}`)"
    return ""


def names_secret(text: NamedText) -> bool:
    """Whether the name that `text` is given to says that it is a secret."""
    is_member = text.cls is not None and any(name_of(base).endswith("Enum") for base in text.cls.ir.bases)
    return text.use is not Use.NONE and not is_member and _ends(text.name, known.SECRET_NAMES)


def is_random(value: str, shortest: int) -> bool:
    """Whether `value` is at least `shortest` characters, letters mixed with digits, and not repetitive."""
    counts = Counter(value)
    bits = -sum(n / len(value) * math.log2(n / len(value)) for n in counts.values())
    is_mixed = any(c.isdigit() for c in value) and any(c.isalpha() for c in value)
    return len(value) >= shortest and bits >= _ENOUGH_BITS and is_mixed and not known.PLACEHOLDER.search(value)


def _is_chosen_password(password: str, user: str) -> bool:
    """Whether a password in a URL is somebody's, and not a placeholder or what every development database has."""
    ordinary = password.lower() in known.ORDINARY_PASSWORDS or password == user
    return not ordinary and len(password) >= _SHORTEST_PASSWORD and not known.PLACEHOLDER.search(password)


def _is_secret(text: NamedText) -> bool:
    """Whether the text is what its name promises: no message, place, name, algorithm or placeholder."""
    value = _bare(text.text)
    if not _is_no_word(text.text):
        return False
    if known.ALGORITHMS.fullmatch(value) or known.RATE.fullmatch(value) or known.PLACEHOLDER.search(value):
        return False
    if _ends(text.name, known.PASSWORD_NAMES):
        return len(value) >= _SHORTEST_PASSWORD
    is_token = _words(text.name)[-1] in ("token", "bearer", "credentials")
    return is_random(value, _SHORTEST_TOKEN if is_token else _SHORTEST_KEY)


def _bare(value: str) -> str:
    return value.removeprefix("Bearer ").removeprefix("Basic ")


def _is_no_word(value: str) -> bool:
    """Whether a text is neither words, nor a place, nor a name."""
    value = _ACCENTED.sub("a", _bare(value))
    is_foreign = not value.isascii() and any(c.isalpha() and not c.isascii() for c in value)
    is_name = _PLAIN.fullmatch(value) or _IDENTIFIER.fullmatch(value)
    return not (is_foreign or is_name or _ELSEWHERE.search(value) or _SOURCE.search(value))


def _words(name: str) -> list[str]:
    words = [word.lower() for word in _WORD.findall(name)]
    while words and (words[-1].isdigit() or words[-1] in known.NEUTRAL_ENDINGS):
        words.pop()
    return words


def _ends(name: str, endings: frozenset[str]) -> bool:
    words = _words(name)
    return any(" ".join(words[-count:]) in endings for count in (1, 2, 3) if count <= len(words))


def _masked(text: NamedText) -> str:
    is_shown = len(text.text) >= _SHORTEST_TOKEN and not _ends(text.name, known.PASSWORD_NAMES)
    return f"{text.text[:_SHOWN] if is_shown else ''}***, {len(text.text)} characters"


def names_itself(text: str, name: str) -> bool:
    """Whether a text only repeats the name of the setting: `smtp_password`, or `SHOP_KEY` for `ENV_SHOP_KEY`.

    What a reason, an event or a field is called repeats the end of its name, as in `REASON_MISSING_SECRET`.
    """
    is_variable = text.isupper() and "_" in text and text in name
    kind, _, called = name.partition("_")
    is_code = kind.lower() in known.KINDS_OF_NAMES and _letters(text) == _letters(called)
    return is_variable or is_code or _letters(text) == _letters(name)


def _letters(text: str) -> str:
    return re.sub(r"[-_ ]", "", text).lower()

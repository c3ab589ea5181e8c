"""Which algorithms a call signs with, or accepts."""

from fastlint.insight.flow import Called, Constant, Part, Value, made_of
from fastlint.insight.mappings import Mappings
from fastlint.insight.types import Typing
from fastlint.rule import Confidence

from ..knowledge import web_tokens as known


def signing(called: Called, name: str, mappings: Mappings) -> str:
    """What is wrong with the algorithm that a token is signed with, "" for nothing."""
    given = called.keywords.get("algorithm") if name in known.ENCODERS else None
    if given is not None and any(_is_none(value) for value in mappings.settled(given)):
        return "The token is not signed at all, so that anybody can make one"
    return ""


def accepting(called: Called, place: known.Argument, mappings: Mappings, typing: Typing) -> tuple[str, Confidence]:
    """What is wrong with the algorithms that a decoder accepts, "" for nothing."""
    given = called.argument(place.position, place.keyword)
    if given is None:
        key = called.argument(1, "key")
        is_pinned = bool(called.stars) or (key is not None and typing.is_kind(key, known.KEY_CLASSES))
        return ("" if is_pinned else "The token may name its own algorithm"), Confidence.HIGH
    values = [_root(v) for whole in mappings.settled(given) for v in made_of(whole)]
    if any(isinstance(v, Called) and not known.HEADERS.isdisjoint(typing.names(v)) for v in values):
        return "The token's own header says with which algorithm it is verified", Confidence.HIGH
    if any(isinstance(v, Called) and not known.ALL_ALGORITHMS.isdisjoint(typing.names(v)) for v in values):
        return "Every algorithm that the library knows is accepted", Confidence.HIGH
    wholes = [whole for option in mappings.settled(given) for whole in (option, *_items(option))]
    constants = [v for whole in wholes for v in mappings.settled(whole) if isinstance(v, Constant)]
    if any(_is_none(v) for v in constants):
        return "Tokens that nobody signed are accepted: `none` is among the algorithms", Confidence.HIGH
    names = [str(v.value).upper() for v in constants]
    if any(n.startswith(known.SYMMETRIC) for n in names) and any(n.startswith(known.ASYMMETRIC) for n in names):
        return "HMAC and public-key algorithms are accepted for one key, which may be public", Confidence.MEDIUM
    return "", Confidence.HIGH


def _root(value: Value) -> Value:
    while isinstance(value, Part):
        value = value.whole
    return value


def _items(value: Value) -> list[Value]:
    return [*getattr(value, "items", {}).values()]


def _is_none(value: Value) -> bool:
    return isinstance(value, Constant) and (value.value is None or str(value.value).lower() == known.NO_ALGORITHM)

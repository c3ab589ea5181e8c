"""Dependencies that libraries make from what the project gives them, as data.

Each row: what is called, and where in its receiver or arguments the callables lie that the made dependency
depends on. "owner.0" is the first argument of the receiver's constructor, "*" goes over a list, a name is a
keyword argument; "current_user" is what that method of the receiver makes.
"""

from __future__ import annotations

from typing import Final

from fastlint.link.values import Bound, Const, External, Instance, Seq, Value

CURRENT_USER: Final = "fastapi_users.FastAPIUsers.current_user"

MADE_FROM: Final[dict[str, tuple[str, ...]]] = {
    # fastapi-users 10 to 15: Authenticator.current_user builds its signature from these (authenticator.py).
    CURRENT_USER: (
        "owner.0|get_user_manager",
        "owner.1|auth_backends.*.transport.scheme",
        "owner.1|auth_backends.*.get_strategy",
    ),
    "fastapi_users.authentication.Authenticator.current_user": (
        "owner.1|get_user_manager",
        "owner.0|backends.*.transport.scheme",
        "owner.0|backends.*.get_strategy",
    ),
}


def made_from(made: Value) -> list[Value]:
    """The callables that a library-made dependency depends on, as far as they are the project's."""
    if not isinstance(made, Instance) or not isinstance(made.cls, External):
        return []
    found: list[Value] = []
    for way in MADE_FROM.get(made.cls.path, ()):
        found.extend(followed(made, way))
    return found


def followed(made: Value, way: str) -> list[Value]:
    """What lies at the end of a way from what a library made."""
    values = [made]
    for step in way.split("."):
        values = [inner for value in values for inner in _follow(value, step)]
    return values


def _follow(value: Value, step: str) -> list[Value]:
    if step == "*":
        return list(value.items) if isinstance(value, Seq) else []
    if not isinstance(value, Instance):
        return []
    if step == "owner":
        owner = value.attributes.get("owner")
        return [owner] if owner is not None else []
    if step == "current_user":
        return [Instance(External(CURRENT_USER), [], {}, {"owner": value}, value.module, value.node)]
    place, _, name = step.partition("|")
    if place.isdigit():
        if int(place) < len(value.args):
            return [value.args[int(place)]]
        place = name
    given = value.keywords.get(place) or value.attributes.get(place)
    return [given] if given is not None and not isinstance(given, (Const, Bound)) else []

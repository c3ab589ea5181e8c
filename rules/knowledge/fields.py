"""Columns that decide about rights, and how schemas let fields through or leave them out.

Sources: OWASP API Security Top 10 of 2023 (API3), CWE-915; the documentation of Pydantic (model_dump: include,
exclude; extra), SQLModel and of FastAPI's project template; the accounts of fastapi-users and Django.
"""

import re
from collections.abc import Collection

from fastlint.insight.flow import Called, Constant, Record, Value
from fastlint.insight.types import Typing
from fastlint.model import Class, Route, nodes

_ANYWHERE = frozenset({
    "is_admin", "is_superuser", "is_staff", "is_root", "is_super_admin", "is_superadmin", "superuser", "is_owner",
    "hashed_password", "password_hash", "isadmin",
})  # fmt: skip
_OF_ACCOUNTS = frozenset({
    "admin", "role", "roles", "role_id", "user_role", "permissions", "scopes", "is_verified", "email_verified",
    "is_email_verified", "verified", "balance", "credits", "access_level", "privileges", "is_approved", "approved",
})  # fmt: skip
_ACCOUNT = re.compile(r"user|account|member|profile|employee|customer|principal|admin", re.IGNORECASE)
_PASSWORD = re.compile(r"password|passwd", re.IGNORECASE)
_ASKS = re.compile(
    r"admin|superuser|super_user|staff|permission|role|scope|rbac|(^|_)acl|polic|authori[sz]e|privilege", re.IGNORECASE
)

_OWN = re.compile(r"(?:^|[/._:-])(?:me|self|own|myself|profile)(?:$|[/._:-])", re.IGNORECASE)
"""What everybody may do with the account that is theirs."""

DUMPS = ("model_dump", "dict", "model_copy", "copy", "items")
OPEN_TYPES = frozenset({"builtins.dict", "typing.Dict", "typing.Any", "typing.Mapping", "collections.abc.Mapping"})
"""Types of bodies that hold whatever a client sends."""


def privileged(table: Class, columns: Collection[str]) -> list[str]:
    """The columns of a table that a client may not set."""
    is_account = bool(_ACCOUNT.search(table.ir.name)) or any(map(_PASSWORD.search, columns))
    names = _ANYWHERE | _OF_ACCOUNTS if is_account else _ANYWHERE
    return sorted(names.intersection(columns))


def privileged_anywhere() -> list[str]:
    """Names that decide about rights in whatever table."""
    return sorted(_ANYWHERE)


def has_field(cls: Class, typing: Typing, name: str) -> bool:
    """Whether a schema has the field, or takes fields that it does not name."""
    lines = [line for line in typing.lineage(f"{cls.module.name}.{cls.qualname}") if isinstance(line, Class)]
    return any(name in typing.graphs.fields(line) or _takes_more(line, typing) for line in lines)


def _takes_more(cls: Class, typing: Typing) -> bool:
    for statement in typing.graphs.fields(cls).get("model_config", []):
        extra = statement.value.keyword("extra") if isinstance(statement.value, nodes.Call) else None
        if isinstance(extra, nodes.Literal) and extra.value == "allow":
            return True
    return False


def is_left_out(dump: Called, name: str) -> bool:
    """Whether a call that turns a schema into a mapping drops the field, or drops nobody knows what."""
    exclude, include = dump.keywords.get("exclude"), dump.keywords.get("include")
    left_out, kept = _names(exclude), _names(include)
    if exclude is not None and (left_out is None or name in left_out):
        return True
    return include is not None and (kept is None or name not in kept)


def _names(value: Value | None) -> set[str] | None:
    """The names in a set that is written out, None for any other value."""
    if not isinstance(value, Record) or value.rest or value.spread:
        return None
    constants = [item.value for item in value.items.values() if isinstance(item, Constant)]
    keys = [key for key in value.items if isinstance(key, str)]
    return {str(constant) for constant in constants} | set(keys)


def is_for_the_few(route: Route | None, asked: Collection[str]) -> bool:
    """Whether a route's path, its dependencies or what they ask for speak of a right that not everybody has."""
    if route is None:
        return False
    if asked and not any(_OWN.search(text) for text in (route.path, *asked)):
        return True
    names = [dependency.name.rpartition(":")[2] for dependency in route.effective()]
    return any(map(_ASKS.search, (route.path, *names))) or any(d.scopes for d in route.effective())

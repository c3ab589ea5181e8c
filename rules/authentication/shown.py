"""Credentials that a request shows by itself, of callers who have no account or no session yet."""

import re
from collections.abc import Iterator

from fastlint.model import nodes
from fastlint.rule import Class, Project, Route

from ..knowledge import public_paths as known

_PARAMETER = re.compile(r"\{(\w+)")


def shows_credential(route: Route, project: Project) -> bool:
    """Whether the path or the body holds what says who calls, who has no account or no session yet.

    A secret that was handed out, or the password that somebody chooses who makes an account for himself.
    """
    if any(known.IN_PATH.search(name) for name in _PARAMETER.findall(route.path)):
        return True
    fields = dict(_body_fields(route, project))
    makes_account = "POST" in route.methods and bool(known.ACCOUNTS.search(route.path))
    chooses_password = makes_account and any(map(known.CHOSEN.search, fields))
    # a token that may be left out is none of the caller's
    return chooses_password or any(known.IN_BODY.search(name) for name, is_asked in fields.items() if is_asked)


def _body_fields(route: Route, project: Project) -> Iterator[tuple[str, bool]]:
    """The names of the fields of the schemas that the handler takes from the body, and whether they must be there."""
    handler = route.handler
    bodies = {parameter.name for parameter in route.parameters if parameter.source == "body"}
    noted = [p.annotation for p in handler.ir.parameters if p.name in bodies and p.annotation] if handler else []
    waiting = [project.class_(project.canonical(handler.module, annotation)) for annotation in noted if handler]
    seen: set[Class] = set()
    while waiting:
        schema = waiting.pop()
        if schema is not None and schema not in seen:
            seen.add(schema)
            waiting += [project.class_(project.canonical(schema.module, base)) for base in schema.ir.bases]
            for field in (s for s in schema.ir.body if isinstance(s, nodes.Assign)):
                is_asked = not _has_default(field.value)
                yield from ((target.name, is_asked) for target in field.targets if isinstance(target, nodes.Ref))


def _has_default(value: nodes.Expr | None) -> bool:
    """Whether a field is given a literal where it is left out, as in `Field("")`."""
    if isinstance(value, nodes.Call):
        defaults = [*value.args[:1], *(k.value for k in value.keywords if k.name == "default")]
        return any(isinstance(default, nodes.Literal) for default in defaults)
    return isinstance(value, nodes.Literal)

"""Answers that refuse: a 401 or 403 returned instead of raised, a redirect to the login."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fastlint.ir import nodes
from fastlint.ir.text import source
from fastlint.ir.walk import expressions_in

if TYPE_CHECKING:
    from fastlint.insight.auth.trial import Run

_STATUS = re.compile(r"\b(401|403|HTTP_401|HTTP_403|UNAUTHORIZED|FORBIDDEN)")
_LOGIN = re.compile(r"log[-_]?in|sign[-_]?in|auth", re.IGNORECASE)

_OF_NOBODY = re.compile(
    r"\b(429|413|50[0234])\b|TOO_MANY|TOO_LARGE|UNAVAILABLE|INTERNAL_SERVER|GATEWAY|rate_?limit|throttl", re.IGNORECASE
)
"""What turns away requests, whoever sends them: too many, too large, or a server that is not ready."""


def is_of_nobody(body: tuple[nodes.Stmt, ...]) -> bool:
    """Whether a block ends by turning a request away for what has nothing to do with who sends it."""
    last = body[-1] if body else None
    if isinstance(last, nodes.Raise):
        return last.value is not None and bool(_OF_NOBODY.search(_told(last.value)))
    if not isinstance(last, nodes.Return):
        return False
    made = [e for statement in body for e in expressions_in((statement,)) if isinstance(e, nodes.Call)]
    answers = " ".join(_told(call) for call in made if call.keyword("status_code") or _is_response(call))
    return bool(_OF_NOBODY.search(answers)) and not _STATUS.search(answers)


def _is_response(call: nodes.Call) -> bool:
    return source(call.func).endswith("Response")


def _told(value: nodes.Expr) -> str:
    """What an exception or response is called, and the status that it is given."""
    if not isinstance(value, nodes.Call):
        return source(value)
    given = value.keyword("status_code") or value.argument(1 if _is_response(value) else 0)
    return f"{source(value.func)} {source(given) if given is not None else ''}"


def refusal_status(run: Run, returned: nodes.Expr | None) -> str | None:
    """What a returned response refuses with, None when it is no refusal."""
    value = returned.value if isinstance(returned, nodes.Await) else returned
    if not isinstance(value, nodes.Call):
        return None
    name = source(value.func).rpartition(".")[2]
    if name == "RedirectResponse":
        target = value.argument(0, "url")
        return "a redirect to the login" if target is not None and _LOGIN.search(source(target)) else None
    given = value.keyword("status_code") or (value.argument(1) if name.endswith("Response") else None)
    found = _STATUS.search(source(given)) if given is not None else None
    return found[1] if found else None

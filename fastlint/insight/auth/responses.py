"""Answers that refuse: a 401 or 403 returned instead of raised, a redirect to the login."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fastlint.ir import nodes
from fastlint.ir.text import source

if TYPE_CHECKING:
    from fastlint.insight.auth.trial import Run

_STATUS = re.compile(r"\b(401|403|HTTP_401|HTTP_403|UNAUTHORIZED|FORBIDDEN)")
_LOGIN = re.compile(r"log[-_]?in|sign[-_]?in|auth", re.IGNORECASE)


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

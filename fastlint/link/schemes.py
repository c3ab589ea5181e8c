"""The security schemes of FastAPI among values."""

from __future__ import annotations

from fastlint.link.classes import external_bases
from fastlint.link.values import Const, Instance, Value, text
from fastlint.model import SecurityScheme
from fastlint.model.names import scheme_kind


def scheme_of(core: Value) -> SecurityScheme | None:
    """The scheme that a value is, if it is one."""
    if not isinstance(core, Instance):
        return None
    kind = next((kind for path in external_bases(core.cls) if (kind := scheme_kind(path))), "")
    if not kind:
        return None
    given = core.keywords.get("auto_error")
    auto_error = not (isinstance(given, Const) and given.value is False)
    return SecurityScheme(kind, text(core.keywords.get("scheme_name")) or kind, auto_error)

"""The security schemes of FastAPI among values, and what their constructors keep."""

from __future__ import annotations

from fastlint.link.arguments import Arguments
from fastlint.link.classes import external_bases
from fastlint.link.values import Const, Instance, Unknown, Value, text
from fastlint.model import SecurityScheme
from fastlint.model.names import scheme_kind


def scheme_of(core: Value) -> SecurityScheme | None:
    """The scheme that a value is, if it is one."""
    if not isinstance(core, Instance):
        return None
    kind = next((kind for path in external_bases(core.cls) if (kind := scheme_kind(path))), "")
    if not kind:
        return None
    given = core.attributes.get("auto_error", core.keywords.get("auto_error"))
    auto_error = not (isinstance(given, Const) and given.value is False)
    return SecurityScheme(kind, text(core.keywords.get("scheme_name")) or kind, auto_error)


def has_auto_error(path: str) -> bool:
    """Whether a library's class is a scheme that keeps whether it refuses, which by default it does."""
    return scheme_kind(path) not in ("", "SecurityBase")


def construct_scheme(made: Instance, arguments: Arguments) -> None:
    """Run the constructor of FastAPI's scheme on an instance of a class of the project."""
    default = Unknown("an argument that is not known") if arguments.is_open else Const(True)
    made.attributes.update({"auto_error": default, **arguments.keywords})

"""A setting's default, as it is written."""

import re
from dataclasses import dataclass
from typing import TypeGuard

from fastlint.model import nodes
from fastlint.rule import Module, Project

from ..knowledge import defaults as known


@dataclass(frozen=True, slots=True)
class Fallback:
    """A setting and what it is where nobody sets it; `is_key` where the code is seen to sign or encrypt with it."""

    name: str
    default: nodes.Expr
    is_key: bool = False

    @property
    def plain_name(self) -> str:
        """The name in lower case, with its words apart."""
        return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", self.name).lower()


def is_field_call(value: nodes.Expr) -> TypeGuard[nodes.Call]:
    """Whether a default is put into `Field(...)` or `SecretStr(...)`."""
    return isinstance(value, nodes.Call) and getattr(value.func, "name", "") in known.FIELD_CALLS


def text_of(default: nodes.Expr) -> str:
    """The text of a default, "" when it is none."""
    if is_field_call(default):
        return text_of(default.args[0]) if default.args else ""
    if isinstance(default, nodes.Call) and isinstance(default.func, nodes.Attribute) and default.func.name == "encode":
        return text_of(default.func.value)
    if isinstance(default, nodes.Bytes):
        return default.value.decode("latin-1")
    return default.value if isinstance(default, nodes.Literal) and isinstance(default.value, str) else ""


def is_generated(project: Project, module: Module, default: nodes.Expr) -> bool:
    """Whether a default is a new secret each time."""
    if isinstance(default, nodes.Lambda):
        default = default.body
    called = default.func if isinstance(default, nodes.Call) else default
    return project.canonical(module, called) in known.GENERATORS

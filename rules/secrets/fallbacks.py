"""Defaults of settings: of variables read from the environment, and of fields of settings classes."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeGuard

from fastlint.model import Class, last_names, nodes
from fastlint.rule import Module, Project

from ..knowledge import defaults as known
from .constants import is_looked_up, members_of_groups, written_down
from .looks import names_itself

_MOST_BASES = 6


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


def fallbacks_of(project: Project, module: Module) -> Iterator[Fallback]:
    """The settings of a module that have a default, each default once."""
    unused = {id(call) for body in module.bodies for s in body.statements for call in _thrown_away(s)}
    for expression in (e for body in module.bodies for e in body.expressions):
        if isinstance(expression, nodes.Call) and _may_be_told(expression):
            yield from _read(project, module, expression)
            yield from _signing(project, module, expression)
            if id(expression) not in unused:
                yield from _digesting(project, module, expression)
        elif isinstance(expression, nodes.Operation) and expression.operator == "or":
            yield from _otherwise(project, module, expression.operands)
    yield from _constants(module, module.ir.body)
    for cls in module.classes:
        is_enum = any(getattr(base, "name", "").endswith("Enum") for base in cls.ir.bases)
        is_settings = _is_settings(project, cls)
        if not is_enum and not is_settings:
            yield from _constants(module, cls.ir.body)
        elif is_settings and not known.DEVELOPMENT.search(cls.ir.name):
            yield from _fields(project, cls)


def _may_be_told(call: nodes.Call) -> bool:
    """Whether a call may read a setting or be given a key, by its last name and keywords alone."""
    return not known.LAST_NAMES.isdisjoint(last_names(call.func)) or call.keyword("secret_key") is not None


def _thrown_away(statement: nodes.Stmt) -> Iterator[nodes.Expr]:
    """The digest that a statement makes and leaves, and the call before it: it is there to take as long as others."""
    is_bound = isinstance(statement, nodes.Assign) and getattr(statement.targets[0], "name", "") != "_"
    made = statement.value if isinstance(statement, (nodes.Evaluate, nodes.Assign)) and not is_bound else None
    while isinstance(made, nodes.Call):
        yield made
        made = made.func.value if isinstance(made.func, nodes.Attribute) else None


def _constants(module: Module, body: Iterable[nodes.Stmt]) -> Iterator[Fallback]:
    """Keys that a module or class writes down for itself."""
    members = members_of_groups(body)
    for target, value in written_down(body):
        text = text_of(value)
        is_name = names_itself(text, target.name) or " " in text or target.name in members
        if known.VARIABLE.fullmatch(target.name) and text and not is_name:
            found = Fallback(target.name, value)
            if known.OWN_SECRET.search(found.plain_name) and not is_looked_up(module, target.name):
                yield found


def _signing(project: Project, module: Module, call: nodes.Call) -> Iterator[Fallback]:
    """The key that sessions and tokens are signed with, where it is written down in the call itself."""
    name, key = project.canonical(module, call.func), call.keyword("secret_key")
    names = (name, *(project.canonical(module, node) for node in call.args)) if key is not None else ()
    if key is not None and any(each.endswith("SessionMiddleware") for each in names):
        yield Fallback("secret_key", key)
    elif name in known.KEYED:
        yield from _key(module, call.argument(*known.KEYED[name]))


def _digesting(project: Project, module: Module, call: nodes.Call) -> Iterator[Fallback]:
    name = project.canonical(module, call.func)
    if name in known.DIGESTING:
        label = call.argument(*known.DIGESTING[name])
        if label is not None and text_of(label) and text_of(label) not in known.LABELS:
            yield Fallback("signing_key", label)


def _key(module: Module, key: nodes.Expr | None) -> Iterator[Fallback]:
    """A key that is written down where it is used, or as a constant of the file."""
    if isinstance(key, nodes.Ref) and key.target == f"@{key.name}":
        made = [s for s in module.ir.body if isinstance(s, nodes.Assign) and _binds(s, key.name)]
        written = made[0].value if len(made) == 1 else None
    else:
        written = key
    if written is not None and text_of(written) and not known.PUBLIC.search(text_of(written)):
        yield Fallback(key.name if isinstance(key, nodes.Ref) else "signing_key", written, is_key=True)


def _binds(statement: nodes.Assign, name: str) -> bool:
    return any(isinstance(target, nodes.Ref) and target.name == name for target in statement.targets)


def _otherwise(project: Project, module: Module, operands: tuple[nodes.Expr, ...]) -> Iterator[Fallback]:
    """What `os.getenv(...) or "..."` comes to."""
    for operand in operands[:-1]:
        name = operand.argument(0, "key") if isinstance(operand, nodes.Call) else None
        is_read = isinstance(operand, nodes.Call) and project.canonical(module, operand.func) in known.READERS
        if is_read and isinstance(name, nodes.Literal) and isinstance(name.value, str):
            yield Fallback(name.value, operands[-1])


def _read(project: Project, module: Module, call: nodes.Call) -> Iterator[Fallback]:
    dotted = project.canonical(module, call.func)
    last = call.func.name if isinstance(call.func, (nodes.Ref, nodes.Attribute)) else ""
    if dotted not in known.READERS and last not in known.READER_METHODS:
        return
    name = call.argument(0, "key")
    default = call.argument(known.READERS.get(dotted, 1), "default")
    if not isinstance(name, nodes.Literal) or not isinstance(name.value, str) or default is None:
        return
    if known.VARIABLE.fullmatch(name.value) or dotted in known.READERS:
        yield Fallback(name.value, default)


def _is_settings(project: Project, cls: Class, depth: int = 0) -> bool:
    for base in cls.ir.bases:
        dotted = project.canonical(cls.module, base)
        own = project.class_(dotted)
        if dotted.endswith("BaseSettings") or (
            own is not None and depth < _MOST_BASES and _is_settings(project, own, depth + 1)
        ):
            return True
    return False


def _fields(project: Project, cls: Class) -> Iterator[Fallback]:
    for statement in cls.body.statements:
        if isinstance(statement, nodes.Assign) and isinstance(statement.targets[0], nodes.Ref) and statement.value:
            default = _default(statement.value)
            is_read = isinstance(default, nodes.Call) and project.canonical(cls.module, default.func) in known.READERS
            name = statement.targets[0].name
            if default is not None and not is_read and not name.startswith("_"):
                yield Fallback(name, default)


def _default(value: nodes.Expr) -> nodes.Expr | None:
    """What a field falls back to, out of `Field(...)` and `SecretStr(...)`."""
    if not _is_field_call(value):
        return value
    inner = value.argument(0, "default") or value.keyword("default_factory")
    return _default(inner) if inner is not None else None


def _is_field_call(value: nodes.Expr) -> TypeGuard[nodes.Call]:
    return isinstance(value, nodes.Call) and getattr(value.func, "name", "") in known.FIELD_CALLS


def text_of(default: nodes.Expr) -> str:
    """The text of a default, "" when it is none."""
    if _is_field_call(default):
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

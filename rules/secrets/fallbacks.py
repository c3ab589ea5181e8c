"""Defaults of settings: of variables read from the environment, and of fields of settings classes."""

from collections.abc import Iterable, Iterator

from fastlint.model import Class, last_names, nodes
from fastlint.rule import Module, Project

from ..knowledge import defaults as known
from .constants import is_looked_up, members_of_groups, written_down
from .defaults import Fallback, is_field_call, text_of
from .looks import names_itself
from .readers import told_to_readers
from .signing import Keys

_MOST_BASES = 6


def fallbacks_of(project: Project, module: Module) -> Iterator[Fallback]:
    """The settings of a module that have a default, each default once."""
    keys = Keys(project, module)
    for expression in (e for body in module.bodies for e in body.expressions):
        if isinstance(expression, nodes.Call) and _may_be_told(expression):
            yield from _read(project, module, expression)
            yield from keys.given_to(expression)
        elif isinstance(expression, nodes.Call):
            yield from told_to_readers(project, module, expression)
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
    if not is_field_call(value):
        return value
    inner = value.argument(0, "default") or value.keyword("default_factory")
    return _default(inner) if inner is not None else None

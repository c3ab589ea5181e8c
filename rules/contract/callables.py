"""What a call gives that surely cannot be called in turn."""

from fastlint.insight.flow import Constant, Flows, Record, Text, Value
from fastlint.insight.types import Typing
from fastlint.model import Class, Function

from .results import typing_of


def result(function: Function, flows: Flows) -> str:
    """What a call gives that surely is nothing to call, "" when it may be."""
    if function.ir.decorators:
        return ""
    if function.ir.is_generator:
        return "a generator"
    if function.is_async:
        return "a coroutine"
    returned = [outcome.value for outcome in flows.graphs.of(function).returns]
    if returned and all(_is_plain(value, typing_of(flows)) for value in returned):
        return "a plain value"
    return ""


def _is_plain(value: Value, typing: Typing) -> bool:
    if isinstance(value, (Constant, Record, Text)):
        return True
    kinds = typing.of(value)
    return bool(kinds) and all(not kind.of_class and instance(kind.name, typing) for kind in kinds)


def instance(name: str, typing: Typing) -> str:
    """ "an instance" when `name` is a class of the project whose instances surely cannot be called."""
    lines = typing.lineage(name) if name and typing.graphs.project.class_(name) else ()
    known = all(isinstance(line, Class) and _has_known_bases(line, typing) for line in lines)
    has_call = any(isinstance(line, Class) and "__call__" in line.methods for line in lines)
    return "an instance" if lines and known and not has_call else ""


def _has_known_bases(cls: Class, typing: Typing) -> bool:
    names = [typing.graphs.name(cls.module, base) for base in cls.ir.bases]
    return all(
        typing.graphs.project.class_(name) or name in ("builtins.object", "pydantic.BaseModel") for name in names
    )

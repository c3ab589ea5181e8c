"""Schemas that are logged as a whole, with the secrets in them."""

from collections.abc import Iterator

from fastlint.insight.flow import Called, Flows, Input, Question, Text, Value
from fastlint.insight.types import Typing
from fastlint.model import nodes
from fastlint.rule import Class, Project

from ..knowledge.credentials import MASKED_TYPES, secret
from ..knowledge.library import LIBRARY

_WRITING_OUT = frozenset({"dict", "json", "model_dump", "model_dump_json", "copy", "model_copy", "__dict__"})
_AS_TEXT = ("builtins.str", "builtins.repr", "builtins.dict", "builtins.vars", "json.dumps", "pprint.pformat")


def whole_schemas(project: Project, flows: Flows, logged: Question) -> Iterator[tuple[Called, Input, str]]:
    """Each call that logs a schema, the parameter that it is, and a secret field of it."""
    typing = flows.calls(LIBRARY).typing
    for called, _sink in flows.sinks(logged):
        for value in (*called.args, *called.keywords.values()):
            found = next(_secrets_of(value, project, typing), None)
            if found is not None:
                yield called, *found
                break


def _secrets_of(value: Value, project: Project, typing: Typing) -> Iterator[tuple[Input, str]]:
    for whole in _written_out(value, typing):
        for kind in typing.of(whole):
            cls = project.class_(kind.name)
            field = _secret_field(cls, typing) if cls is not None else ""
            if field:
                yield whole, field


def _written_out(value: Value, typing: Typing) -> Iterator[Input]:
    """The parameters that a text or a mapping is a copy of."""
    if isinstance(value, Input):
        yield value
    elif isinstance(value, Text):
        for part in value.parts:
            yield from _written_out(part, typing)
    elif isinstance(value, Called):
        is_dump = value.method in _WRITING_OUT and not {"exclude", "include"} & value.keywords.keys()
        inner = [value.receiver] if is_dump and value.receiver is not None else []
        for part in inner or (value.args[:1] if any(n in _AS_TEXT for n in typing.names(value)) else []):
            yield from _written_out(part, typing)


def _secret_field(cls: Class, typing: Typing) -> str:
    lineage = typing.lineage(f"{cls.module.name}.{cls.qualname}")
    if "pydantic.BaseModel" not in lineage:
        return ""
    for line in (line for line in lineage if isinstance(line, Class)):
        if {"__repr__", "__str__", "__repr_args__"} & line.methods.keys():
            return ""
        for name, statements in typing.graphs.fields(line).items():
            noted = [s.annotation for s in statements if s.annotation is not None]
            types = {kind.name for note in noted for kind in typing.annotations.of(line.module, note)}
            if secret(name) and types.isdisjoint(MASKED_TYPES) and not _is_hidden(statements):
                return name
    return ""


def _is_hidden(statements: list[nodes.Assign]) -> bool:
    """Whether the field is left out of the text of its schema: `Field(repr=False)`."""
    return any(isinstance(s.value, nodes.Call) and s.value.keyword("repr") is not None for s in statements)

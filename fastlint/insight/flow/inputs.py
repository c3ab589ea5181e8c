"""What a parameter, or a part of it, holds of what the client sent."""

from __future__ import annotations

from fastlint.insight.flow.entries import Entries
from fastlint.insight.flow.question import Question
from fastlint.insight.flow.validators import Validator, annotated, in_class
from fastlint.insight.flow.values import ANY, KEYS, Input, Part, Path, Value
from fastlint.insight.types import Type, Types, Typing
from fastlint.ir import nodes
from fastlint.model import Class, Module

_SCHEMA = "pydantic.BaseModel"
_KNOWN = frozenset({_SCHEMA, "sqlmodel.SQLModel", "typing.Generic", "builtins.object"})
"""Bases that bring no fields of their own."""
_DEEPEST = 5


class Inputs:
    """Answers for one set of sources."""

    def __init__(self, question: Question, entries: Entries, typing: Typing) -> None:
        self.sources = question.sources
        self.narrow, self.text_only = question.textless, question.text_only
        self.entries = entries
        self.typing = typing

    def accessed(self, part: Part) -> str | None:
        """What an attribute of an injected object holds: "" for nothing of the client's, None for other objects."""
        if not part.is_attribute:
            return None
        kinds = self.typing.of(part.whole)
        for kind in kinds:
            for line in self.typing.lineage(kind.name):
                what = self.sources.accessors.get(f"{line}.{part.key}") if isinstance(line, str) else None
                if what is not None:
                    return what if self.sources.client else ""
        others = [kind for kind in kinds if not self._is_special(kind)]
        is_injected = len(others) < len(kinds) and all(self._is_narrow((kind,), ()) for kind in others)
        return "" if is_injected else None

    def _is_special(self, kind: Type) -> bool:
        """Whether FastAPI injects it; a union with text, as in `str | UploadFile`, may be that."""
        return any(line in self.sources.special for line in self.typing.lineage(kind.name) if isinstance(line, str))

    def scheme(self, provider: Value) -> str:
        """What a security scheme gives: a credential that the client sent."""
        if self.sources.client and self.sources.parameters:
            for kind in self.typing.of(provider):
                for line in self.typing.lineage(kind.name):
                    if isinstance(line, str) and line.startswith(self.sources.schemes):
                        return "the credentials of the request"
        return ""

    def is_textless(self, value: Input, path: Path) -> bool:
        """Whether the annotation, followed along `path`, leaves no room for text of the client's choice."""
        annotation = value.parameter.annotation
        if annotation is None:
            return False
        module = value.graph.module
        return self._is_narrow(self.typing.annotations.of(module, annotation), path) or (
            not path and self._is_patterned(value)
        )

    def _is_patterned(self, value: Input) -> bool:
        annotation = value.parameter.annotation
        metadata = self.typing.annotations.metadata(value.graph.module, annotation)[1][1:] if annotation else ()
        return any(_has_pattern(extra) for extra in (value.parameter.default, *metadata))

    def _is_narrow(self, types: Types, path: Path, depth: int = 0) -> bool:
        return bool(types) and depth < _DEEPEST and all(self._is_narrow_type(t, path, depth) for t in types)

    def _is_narrow_type(self, kind: Type, path: Path, depth: int) -> bool:
        lines = self.typing.lineage(kind.name)
        if any(isinstance(line, str) and line in self.narrow for line in lines):
            return True
        if kind.args and not any(isinstance(line, Class) for line in lines):
            held = kind.args[0] if path[:1] == (KEYS,) else kind.args[-1]
            return self._is_narrow(held, path[1:], depth + 1)
        if path and isinstance(path[0], str) and path[0] != ANY:
            found = self._field(lines, path[0])
            if found is not None:
                module, statement = found
                if self.text_only and _has_pattern(statement.value):
                    return True
                assert statement.annotation is not None
                return self._is_narrow(self.typing.annotations.of(module, statement.annotation), path[1:], depth + 1)
        return not path and self._has_only_narrow_fields(lines, depth)

    def _has_only_narrow_fields(self, lines: tuple[Class | str, ...], depth: int) -> bool:
        """Whether a schema of the project is known whole and no field of it can carry text."""
        if _SCHEMA not in lines:
            return False
        names = {name for line in lines if isinstance(line, Class) for name in self.typing.graphs.fields(line)}
        fields = [found for name in sorted(names) if (found := self._field(lines, name)) is not None]
        narrow = (
            self._is_narrow(self.typing.annotations.of(m, s.annotation), (), depth + 1)
            for m, s in fields
            if s.annotation
        )
        return bool(fields) and all(narrow)

    def _field(self, lines: tuple[Class | str, ...], name: str) -> tuple[Module, nodes.Assign] | None:
        for line in lines:
            if isinstance(line, Class):
                for statement in self.typing.graphs.fields(line).get(name, []):
                    if statement.annotation is not None:
                        return line.module, statement
        return None

    def client(self, value: Input, path: Path) -> str:
        """What the client controls of a parameter of a handler or dependency, in words; "" for nothing.

        Where a function takes whatever it is given, its signature is written elsewhere, and says what that is.
        """
        if not (self.sources.client and self.sources.parameters) or value.parameter.kind in ("args", "kwargs"):
            return ""
        annotation = value.parameter.annotation
        kinds = self.typing.annotations.of(value.graph.module, annotation) if annotation else ()
        told = [kind for kind in kinds if not self._is_narrow((kind,), ())]
        if told and all(self._is_special(kind) or self._lacks(self.typing.lineage(kind.name), path) for kind in told):
            return ""
        return "" if self._is_filled(value) else self._named(value, path)

    def _lacks(self, lines: tuple[Class | str, ...], path: Path) -> bool:
        """Whether a schema that is known whole has no such field; its keys are its own words, too."""
        name = path[0] if path and isinstance(path[0], str) and path[0] != ANY else ""
        own = [line for line in lines if isinstance(line, Class)]
        is_whole = _SCHEMA in lines and all(line in _KNOWN for line in lines if isinstance(line, str))
        if not (name and own and is_whole) or any(map(self._takes_more, own)):
            return False
        is_given_by_pydantic = name.startswith(("model_", "_"))
        has_it = (
            is_given_by_pydantic or any(name in line.methods for line in own) or self._field(lines, name) is not None
        )
        return self.text_only if name == KEYS else not has_it

    def _takes_more(self, cls: Class) -> bool:
        """Whether a schema takes fields that it does not name, or may do so."""
        written = [s.value for s in self.typing.graphs.fields(cls).get("model_config", [])]
        inner = [s.body for s in cls.ir.body if isinstance(s, nodes.Class) and s.name == "Config"]
        chosen = [s.value for body in inner for s in body if isinstance(s, nodes.Assign) and _names_extra(s)]
        chosen += [v.keyword("extra") if isinstance(v, nodes.Call) else v for v in written]
        chosen += [k.value for k in cls.ir.keywords if k.name == "extra"]
        return any(v is not None and not (isinstance(v, nodes.Literal) and v.value != "allow") for v in chosen)

    def _is_filled(self, value: Input) -> bool:
        """Whether a dependency gives a handler this parameter, as the routes say where its annotation does not."""
        function, name = value.graph.function, value.parameter.name
        routes = [route for route in self.entries.routes(function) if route.handler is function] if function else []
        return bool(routes) and all(name in {d.parameter for d in route.dependencies} for route in routes)

    def _named(self, value: Input, path: Path) -> str:
        function, name = value.graph.function, value.parameter.name
        assert function is not None
        source = ""
        for route in self.entries.routes(function):
            source = next((p.source for p in route.parameters if p.name == name), "")
            if source:
                break
        if source in self.sources.aside:
            return ""
        if path and isinstance(path[0], str) and path[0] not in (ANY, KEYS):
            return f"field `{path[0]}` of the {source or 'request'} parameter `{name}`"
        return f"{source or 'request'} parameter `{name}`"

    def validators(self, value: Input, path: Path) -> list[Validator]:
        """What pydantic runs on the value at `path` of a parameter before the function gets it."""
        annotation = value.parameter.annotation
        if annotation is None:
            return []
        module, annotations = value.graph.module, self.typing.annotations
        kinds = annotations.of(module, annotation) if path else ()
        own = [] if path else annotated(annotations, module, annotation)
        return own + [found for kind in kinds for found in self.validators_of(kind.name, path)]

    def validators_of(self, cls: str, path: Path) -> list[Validator]:
        """What pydantic runs on field `path[0]` of a class."""
        if not path or not isinstance(path[0], str):
            return []
        lines = [line for line in self.typing.lineage(cls) if isinstance(line, Class)]
        module, field = self._field(tuple(lines), path[0]) or (None, None)
        written = field.annotation if field is not None else None
        own = annotated(self.typing.annotations, module, written) if module is not None and written is not None else []
        return own + [found for line in lines for found in in_class(line, path[0])]

    def field(self, cls: str, path: Path) -> str:
        """What field `path[0]` of a class used as a dependency holds."""
        lines = self.typing.lineage(cls)
        name = str(path[0])
        if self._field(lines, name) is None or self._is_narrow_type(Type(cls), path, 0):
            return ""
        return f"request parameter `{name}`" if self.sources.client and self.sources.parameters else ""


def _names_extra(statement: nodes.Assign) -> bool:
    return any(isinstance(target, nodes.Ref) and target.name == "extra" for target in statement.targets)


def _has_pattern(extra: nodes.Expr | None) -> bool:
    """`Query(pattern=...)`, `Field(pattern=...)`, `constr(regex=...)`: text of a fixed form."""
    return isinstance(extra, nodes.Call) and any(k.name in ("pattern", "regex") for k in extra.keywords)

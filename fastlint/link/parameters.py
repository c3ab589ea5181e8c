"""Where FastAPI takes each parameter from."""

from __future__ import annotations

import sys
from typing import Final

from fastlint.link.annotations import annotated, type_name
from fastlint.link.classes import class_fields, derives, external_bases, is_enum
from fastlint.link.evaluator import Evaluator
from fastlint.link.signatures import Formal
from fastlint.link.values import ClassValue, Const, External, Generic, Instance, Value, text
from fastlint.model import Parameter

_SOURCES: Final = {
    f"fastapi.{name}": name.lower() for name in ("Path", "Query", "Header", "Cookie", "Body", "Form", "File")
}
_SPECIAL: Final = frozenset({
    "starlette.requests.Request", "starlette.websockets.WebSocket", "starlette.responses.Response",
    "fastapi.BackgroundTasks", "starlette.requests.HTTPConnection", "fastapi.security.SecurityScopes",
})  # fmt: skip
_COLLECTIONS: Final = frozenset({"list", "set", "frozenset", "tuple", "Sequence", "dict", "Mapping"})
_MODELS: Final = ("pydantic.BaseModel", "sqlmodel.SQLModel", "pydantic.RootModel", "pydantic.generics.GenericModel")


def describe(e: Evaluator, formal: Formal, path: str = "") -> Parameter:
    """One parameter of a handler or dependency; `path` tells which names it fills."""
    kind, metadata = annotated(formal.annotation)
    marker = next((m for m in [formal.default, *reversed(metadata)] if isinstance(m, Instance) and _source(m)), None)
    alias = text(marker.keywords.get("alias")) if marker is not None else None
    source = _source(marker) if marker is not None else ""
    if not source:
        source = "path" if f"{{{formal.name}}}" in path or f"{{{formal.name}:" in path else _by_type(kind)
    default = formal.default
    if isinstance(default, Instance) and default is marker:
        default = default.keywords.get("default") or (default.args[0] if default.args else None)
    required = default is None or (isinstance(default, Const) and default.value is ...)
    return Parameter(
        formal.name,
        alias or _usual_alias(formal.name, marker if source == "header" else None),
        source,
        type_name(kind) if kind else "",
        required,
        formal.module.span(formal.node),
    )


def _usual_alias(name: str, header: Instance | None) -> str:
    converts = header.keywords.get("convert_underscores") if header is not None else Const(False)
    is_kept = isinstance(converts, Const) and converts.value is False
    return name if is_kept else name.replace("_", "-")


def _source(marker: Instance) -> str:
    return next((_SOURCES[p] for p in external_bases(marker.cls) if p in _SOURCES), "")


def _by_type(kind: Value | None) -> str:
    if isinstance(kind, Generic):
        members = [arg for arg in kind.args if not (isinstance(arg, Const) and arg.value is None)]
        name = type_name(kind.base)
        if name in ("Union", "Optional", "Annotated"):
            return _by_type(annotated(members[0])[0]) if members else "query"
        if name in _COLLECTIONS:
            return "file" if members and _by_type(annotated(members[0])[0]) == "file" else "body"
        return _by_type(kind.base)
    if isinstance(kind, External):
        if kind.path == "fastapi.UploadFile":
            return "file"
        is_collection = kind.path.startswith(("builtins.", "typing.")) and type_name(kind) in _COLLECTIONS
        return "special" if kind.path in _SPECIAL else "body" if is_collection else "query"
    if isinstance(kind, ClassValue):
        if derives(kind, *_SPECIAL):
            return "special"
        return "body" if derives(kind, *_MODELS) or _is_dataclass(kind) or _is_model_elsewhere(kind) else "query"
    return "query"


def _is_dataclass(kind: ClassValue) -> bool:
    decorators = kind.ir.decorators if kind.ir else ()
    return any(getattr(getattr(d, "func", d), "name", "") == "dataclass" for d in decorators)


def _is_model_elsewhere(kind: ClassValue) -> bool:
    """Whether a class has fields and a base of a package that is not at hand: what else than a model would it be?"""
    foreign = (p for p in external_bases(kind) if p.partition(".")[0] not in sys.stdlib_module_names)
    return not is_enum(kind) and any(foreign) and any(class_fields(kind))
